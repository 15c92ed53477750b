//! All raw logs of an event.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::{StreamExt, stream};
use inventory::log::{self, RawLog};
use record::EventDefinition;
use record::lake::ConversionCounts;
use record::pseudonym::Pseudonyms;
use store::{Entry, Store, StoreError, with_causes};

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
    /// Those with these keys, which must be there.
    Keys(Vec<String>),
    /// Those of these keys that are there.
    Present(Vec<String>),
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
    /// The size of the objects converted now, as they lie in the store.
    pub bytes: u64,
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
    /// Whether the object itself is at fault, so that trying it again is of no use.
    pub is_final: bool,
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
    let logs = selected(event, context, selection).await?;
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
            let settings = &settings;
            async move { (log, object::convert(&context.raw, &context.lake, log, settings, progress).await) }
        })
        .buffer_unordered(context.workers.max(1));
    while let Some((log, converted)) = conversions.next().await {
        summary.add(&log.entry, converted);
    }
    drop(conversions);
    summary.failed.sort_by(|a, b| a.key.cmp(&b.key));
    summary.loud.sort_by(|a, b| a.key.cmp(&b.key));
    let failed: BTreeSet<&str> = summary.failed.iter().map(|failed| failed.key.as_str()).collect();
    for log in logs.iter().filter(|log| !failed.contains(log.entry.key.as_str())) {
        remove_superseded(event, &context.lake, log).await?;
    }
    Ok(summary)
}

impl Summary {
    /// Whether an object failed that may not fail the next time: what is made of the others until then lacks it.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.failed.iter().any(|failed| !failed.is_final)
    }

    fn add(&mut self, entry: &Entry, converted: Result<ConversionCounts, ObjectError>) {
        let key = entry.key.clone();
        match converted {
            Ok(counts) => {
                self.converted += 1;
                self.bytes += entry.size;
                self.counts = self.counts.plus(counts);
                let ConversionCounts { lines, rejected, .. } = counts;
                if rejected * LOUD_SHARE > lines {
                    self.loud.push(Loud { key, lines, rejected });
                }
            }
            Err(error) => self.failed.push(Failed { key, reason: with_causes(&error), is_final: error.is_final() }),
        }
    }
}

/// The selected logs.
async fn selected(event: &EventDefinition, context: &Context, selection: &Selection) -> Result<Vec<RawLog>, ConvertError> {
    let keys: Option<BTreeSet<&str>> = match selection {
        Selection::All => None,
        Selection::Keys(keys) | Selection::Present(keys) => Some(keys.iter().map(String::as_str).collect()),
    };
    let logs = log::list(event, &context.pseudonyms, &context.raw, &context.lake, keys.as_ref()).await?;
    let mut missing = keys.unwrap_or_default();
    for log in &logs {
        missing.remove(log.entry.key.as_str());
    }
    match missing.first() {
        Some(key) if matches!(selection, Selection::Keys(_)) => {
            Err(ConvertError::NoSuchLog { key: (*key).to_owned(), location: context.raw.location() })
        }
        _ => Ok(logs),
    }
}

/// Removes what other versions of the same raw object became, the records first: without them the rest is never read.
async fn remove_superseded(event: &EventDefinition, lake: &Store, log: &RawLog) -> Result<(), StoreError> {
    for old in &log.superseded {
        for key in [old.records(&event.id), old.people(&event.id), old.rejects(&event.id)] {
            lake.delete(&key).await?;
        }
    }
    Ok(())
}
