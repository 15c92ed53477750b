//! Raw logs, and what became of each in the lake.

use std::collections::BTreeSet;

use futures::{StreamExt, TryStreamExt, stream};
use record::EventDefinition;
use record::layout::{self, ConversionSettings, LakeObject};
use record::pseudonym::Pseudonyms;
use serde::Deserialize;
use store::{Entry, Store, StoreError};

use crate::InventoryError;

/// How many raw objects are identified at once: in a folder that means reading them.
const IDENTIFIED_AT_ONCE: usize = 4;

/// The reason of the one reject of a log that cannot be read at all: it is tried, and will not be another time.
pub const UNDECODABLE: &str = "undecodable";

/// A raw log, and what it is or will be in the lake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLog {
    /// The raw object.
    pub entry: Entry,
    /// The lake object that it becomes.
    pub object: LakeObject,
    /// Whether it is converted already.
    pub is_converted: bool,
    /// Whether there is an account of its bad lines, which is written before the records.
    has_rejects: bool,
    /// What other versions of the same raw object became, and what of them a conversion or removal that was killed has left.
    pub superseded: Vec<LakeObject>,
}

/// The raw logs of an event, by key: those of the keys that are wanted, or all.
///
/// The lake is listed first: what it holds of another version than the raw root is then an older one for sure, however many are at work.
///
/// # Errors
/// Where a store cannot be listed or read.
pub async fn list(
    event: &EventDefinition,
    pseudonyms: &Pseudonyms,
    raw: &Store,
    lake: &Store,
    wanted: Option<&BTreeSet<&str>>,
) -> Result<Vec<RawLog>, StoreError> {
    let lake = Lake::list(event, lake).await?;
    let listed = raw.list(&layout::raw_logs(&event.id)).await?;
    let conversion = ConversionSettings::new(event, pseudonyms);
    let is_wanted = |key: &str| layout::is_raw_log(key) && wanted.is_none_or(|wanted| wanted.contains(key));
    let logs = listed.into_iter().filter(|entry| is_wanted(&entry.key)).map(|entry| async {
        let etag = raw.etag(&entry).await?;
        let object = LakeObject::new(&entry.key, &etag, &conversion);
        Ok::<_, StoreError>(lake.log(entry, object))
    });
    stream::iter(logs).buffered(IDENTIFIED_AT_ONCE).try_collect().await
}

impl RawLog {
    /// Whether there is nothing left to do: it is converted, and nothing of another version is there.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.is_converted && self.superseded.is_empty()
    }

    /// Whether it was tried and cannot be read at all, so that trying again is of no use.
    ///
    /// # Errors
    /// [`InventoryError`] where the account of it cannot be read.
    pub async fn is_unreadable(&self, event: &EventDefinition, lake: &Store) -> Result<bool, InventoryError> {
        if self.is_converted || !self.has_rejects {
            return Ok(false);
        }
        let key = self.object.rejects(&event.id);
        let account: Account = serde_json::from_slice(&lake.read(&key).await?)
            .map_err(|source| InventoryError::Unreadable { location: lake.display(&key), source })?;
        Ok(account.rejects.first().is_some_and(|reject| reject.reason == UNDECODABLE))
    }
}

/// As much of `rejects/<object>.json` as says whether the log could be read.
#[derive(Deserialize)]
struct Account {
    rejects: Vec<Reject>,
}

#[derive(Deserialize)]
struct Reject {
    reason: String,
}

/// What the lake holds of an event.
struct Lake {
    records: BTreeSet<LakeObject>,
    rejects: BTreeSet<LakeObject>,
    /// Of all three kinds.
    all: BTreeSet<LakeObject>,
}

impl Lake {
    async fn list(event: &EventDefinition, lake: &Store) -> Result<Self, StoreError> {
        let objects = |entries: Vec<Entry>| -> BTreeSet<LakeObject> {
            entries.into_iter().filter_map(|entry| LakeObject::from_key(&entry.key)).collect()
        };
        let records = objects(lake.list(&layout::records(&event.id)).await?);
        let people = objects(lake.list(&layout::people(&event.id)).await?);
        let rejects = objects(lake.list(&layout::rejects(&event.id)).await?);
        let all = records.iter().chain(&people).chain(&rejects).cloned().collect();
        Ok(Self { records, rejects, all })
    }

    fn log(&self, entry: Entry, object: LakeObject) -> RawLog {
        let superseded = self.all.iter().filter(|other| other.source() == object.source() && **other != object);
        RawLog {
            is_converted: self.records.contains(&object),
            has_rejects: self.rejects.contains(&object),
            superseded: superseded.cloned().collect(),
            entry,
            object,
        }
    }
}
