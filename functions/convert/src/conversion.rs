//! All raw logs of an event.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::sync::Arc;

use futures::{StreamExt, TryStreamExt, stream};
use record::EventDefinition;
use record::lake::ConversionCounts;
use record::layout::{self, ConversionSettings, LakeObject};
use record::pseudonym::Pseudonyms;
use store::{Entry, Store, StoreError};

use crate::erase;
use crate::object::{self, ObjectError};
use crate::pipeline::Settings;
use crate::{ConvertError, GeoDatabase, Progress};

/// What a conversion works with.
#[derive(Debug)]
pub struct Context {
    /// Where the raw logs are.
    pub raw: Store,
    /// Where the lake is.
    pub lake: Store,
    /// The event's pseudonyms.
    pub pseudonyms: Pseudonyms,
    /// The countries of addresses, if the operator has supplied them.
    pub geo: Option<GeoDatabase>,
    /// How many objects are converted at once; each takes about 100 MiB. 0 is taken as 1.
    pub workers: usize,
}

/// Which raw logs to convert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// All of the event.
    All,
    /// Those with these keys.
    Keys(Vec<String>),
}

/// A raw log, and what it is or will be in the lake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLog {
    /// The raw object.
    pub entry: Entry,
    /// The lake object that it becomes.
    pub object: LakeObject,
    /// Whether it is converted already.
    pub is_converted: bool,
}

/// What came of a conversion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Objects converted now.
    pub converted: usize,
    /// Objects that were converted already.
    pub skipped: usize,
    /// Objects that could not be converted, by key.
    pub failed: Vec<Failed>,
    /// Objects of which more than one line in twenty is no record, by key. They are converted; someone should look at them.
    pub loud: Vec<Loud>,
    /// The sum over the objects converted now.
    pub counts: ConversionCounts,
}

/// An object that could not be converted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Its key in the raw store.
    pub key: String,
    /// Why, and what to do.
    pub reason: String,
}

/// An object with many bad lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loud {
    /// Its key in the raw store.
    pub key: String,
    /// Lines that are not blank.
    pub lines: u64,
    /// Lines that are no record.
    pub rejected: u64,
}

/// One bad line in so many is too many.
const LOUD_SHARE: u64 = 20;

/// The raw logs of an event, by key, and whether they are converted.
///
/// # Errors
/// [`ConvertError::Store`] where a store cannot be listed or read; [`ConvertError::NoSuchLog`] where a selected key is none.
pub async fn raw_logs(event: &EventDefinition, context: &Context, selection: &Selection) -> Result<Vec<RawLog>, ConvertError> {
    let lake = Lake::list(event, &context.lake).await?;
    find(event, context, selection, &lake).await
}

/// Converts the selected raw logs of an event that are not converted yet.
///
/// An object that cannot be converted does not stop the others. What an older version of a raw object became is removed once the newer
/// one is there. Safe to run twice at once and to kill at any time: the same objects are written again, and nothing half-written is seen.
///
/// # Errors
/// [`ConvertError::Store`] where a store cannot be listed, or an older version not removed; [`ConvertError::NoSuchLog`] where a
/// selected key is none.
pub async fn convert_event(
    event: &EventDefinition,
    context: &Context,
    selection: &Selection,
    progress: &dyn Progress,
) -> Result<Summary, ConvertError> {
    let lake = Lake::list(event, &context.lake).await?;
    let logs = find(event, context, selection, &lake).await?;
    let pending = logs.iter().filter(|log| !log.is_converted);
    progress.expect(pending.clone().map(|log| log.entry.size).sum());
    let settings = Arc::new(Settings {
        event: event.clone(),
        pseudonyms: context.pseudonyms.clone(),
        geo: context.geo.clone(),
        erased: erase::erased(event, &context.lake).await?,
        read_ahead: pending.clone().count() < context.workers,
    });
    let mut summary = Summary { skipped: logs.len() - pending.clone().count(), ..Summary::default() };
    let mut conversions = stream::iter(pending)
        .map(|log| {
            let (settings, key) = (&settings, &log.entry.key);
            async move { (log, object::convert(&context.raw, &context.lake, key, &log.object, settings, progress).await) }
        })
        .buffer_unordered(context.workers.max(1));
    while let Some((log, converted)) = conversions.next().await {
        summary.add(&log.entry.key, converted);
    }
    drop(conversions);
    summary.failed.sort_by(|a, b| a.key.cmp(&b.key));
    summary.loud.sort_by(|a, b| a.key.cmp(&b.key));
    let failed: BTreeSet<&str> = summary.failed.iter().map(|failed| failed.key.as_str()).collect();
    for log in logs.iter().filter(|log| !failed.contains(log.entry.key.as_str())) {
        lake.remove_superseded(event, &context.lake, &log.object).await?;
    }
    Ok(summary)
}

impl Summary {
    fn add(&mut self, key: &str, converted: Result<ConversionCounts, ObjectError>) {
        let key = key.to_owned();
        match converted {
            Ok(counts) => {
                self.converted += 1;
                self.counts = self.counts.plus(counts);
                let ConversionCounts { lines, rejected, .. } = counts;
                if rejected * LOUD_SHARE > lines {
                    self.loud.push(Loud { key, lines, rejected });
                }
            }
            Err(error) => self.failed.push(Failed { key, reason: with_causes(&error) }),
        }
    }
}

fn with_causes(error: &ObjectError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

async fn find(event: &EventDefinition, context: &Context, selection: &Selection, lake: &Lake) -> Result<Vec<RawLog>, ConvertError> {
    let listed = context.raw.list(&layout::raw_logs(&event.id)).await?;
    let mut entries: BTreeMap<String, Entry> =
        listed.into_iter().filter(|entry| layout::is_raw_log(&entry.key)).map(|entry| (entry.key.clone(), entry)).collect();
    if let Selection::Keys(keys) = selection {
        let keys: BTreeSet<&String> = keys.iter().collect();
        if let Some(key) = keys.iter().find(|key| !entries.contains_key(**key)) {
            return Err(ConvertError::NoSuchLog { key: (**key).clone(), location: context.raw.location() });
        }
        entries.retain(|key, _| keys.contains(key));
    }
    let conversion = ConversionSettings::new(event, &context.pseudonyms);
    let named = stream::iter(entries.into_values()).map(|entry| async {
        let etag = context.raw.etag(&entry).await?;
        let object = LakeObject::new(&entry.key, &etag, &conversion);
        let is_converted = lake.records.contains(&object);
        Ok::<_, StoreError>(RawLog { entry, object, is_converted })
    });
    Ok(named.buffered(context.workers.max(1)).try_collect().await?)
}

/// What the lake holds of an event.
struct Lake {
    records: BTreeSet<LakeObject>,
    /// Beside those with records, what a conversion or a removal that was killed has left.
    all: BTreeSet<LakeObject>,
}

impl Lake {
    async fn list(event: &EventDefinition, lake: &Store) -> Result<Self, StoreError> {
        let objects = |entries: Vec<Entry>| entries.into_iter().filter_map(|entry| LakeObject::from_key(&entry.key));
        let records: BTreeSet<LakeObject> = objects(lake.list(&layout::records(&event.id)).await?).collect();
        let mut all = records.clone();
        all.extend(objects(lake.list(&layout::people(&event.id)).await?));
        all.extend(objects(lake.list(&layout::rejects(&event.id)).await?));
        Ok(Self { records, all })
    }

    /// Removes what other versions of the same raw object became, the records first: without them the rest is never read.
    async fn remove_superseded(&self, event: &EventDefinition, lake: &Store, object: &LakeObject) -> Result<(), StoreError> {
        for old in self.all.iter().filter(|old| old.source() == object.source() && *old != object) {
            for key in [old.records(&event.id), old.people(&event.id), old.rejects(&event.id)] {
                lake.delete(&key).await?;
            }
        }
        Ok(())
    }
}
