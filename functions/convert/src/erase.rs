//! Erasing a person: out of what is converted, and kept out of what will be.
//!
//! A mark under `<event>/erased/`, a key and nothing else, makes every later conversion drop what the raw logs hold of the person, but for
//! the word that a guest was this person: the guest's records may lie anywhere, and the next erasure takes them and the word. It is written
//! first, so that a conversion under way at the same time is the only one to look after. Then the objects of `records/` and `people/` are
//! written again without the person's rows, under their names. The raw logs are left as they are: they belong to the platform that wrote
//! them, and expire.

mod rewrite;

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use record::identity::{Link, becomes};
use record::layout::{self, LakeObject};
use record::{Actor, EventDefinition};
use store::{Entry, Store, StoreError};

use crate::{Context, ConvertError};

/// Whom to erase.
#[derive(Clone, Debug)]
pub enum Who {
    /// The person behind an actor.
    Actor(Actor),
    /// Everybody who asked for it in the log.
    Requested,
}

/// What was erased, and what remains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Persons.
    pub persons: usize,
    /// The keys they went by: a person may have been a guest first.
    pub keys: usize,
    /// What was removed of `records/`.
    pub records: Removed,
    /// What was removed of `people/`.
    pub people: Removed,
    /// The raw logs from which those rows came, by key: they still hold the persons' records.
    pub raw: Vec<String>,
}

/// What was removed of one part of the lake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Rows that were removed.
    pub rows: usize,
    /// Objects that they were in.
    pub objects: usize,
    /// Objects that were searched; all of them hold none of the persons' rows now.
    pub searched: usize,
}

/// The keys of the persons of whom conversion keeps nothing.
pub(crate) async fn erased(event: &EventDefinition, lake: &Store) -> Result<BTreeSet<u64>, StoreError> {
    let marks = lake.list(&layout::erased(&event.id)).await?;
    Ok(marks.iter().filter_map(|mark| layout::person_of_mark(&mark.key)).collect())
}

/// Erases persons from an event's lake. Safe to run twice and to kill: a later run completes it. A second mark says so in the end: a release
/// that was made meanwhile is not the one that is due after it.
///
/// # Errors
/// [`ConvertError`] where a store fails, or an object of the lake cannot be read.
pub async fn erase(event: &EventDefinition, context: &Context, who: &Who) -> Result<Erased, ConvertError> {
    let lake = &context.lake;
    let records = lake.list(&layout::records(&event.id)).await?;
    let people = lake.list(&layout::people(&event.id)).await?;
    let mut wanted = match who {
        Who::Actor(actor) => context.pseudonyms.person(actor.kind, &actor.key).into_iter().collect(),
        Who::Requested => requested(lake, &people).await?,
    };
    // Whoever was erased before may have turned out to be a guest since.
    let marked = erased(event, lake).await?;
    let becomes = if wanted.is_empty() && marked.is_empty() { BTreeMap::new() } else { becomes(&links(lake, &records).await?) };
    let of_marked = all_keys(&marked, &becomes).1;
    wanted.extend(of_marked.difference(&marked));
    let (persons, of_wanted) = all_keys(&wanted, &becomes);
    let keys: BTreeSet<u64> = of_marked.union(&of_wanted).copied().collect();
    for key in &keys {
        lake.write(&layout::erased_person(&event.id, *key), Bytes::new()).await?;
    }
    let mut outcome = Erased { persons, keys: of_wanted.len(), ..Erased::default() };
    let mut touched: BTreeSet<LakeObject> = BTreeSet::new();
    for (entries, removed) in [(&records, &mut outcome.records), (&people, &mut outcome.people)] {
        for entry in entries {
            let rows = remove(lake, entry, &keys).await?;
            removed.rows += rows;
            removed.objects += usize::from(rows > 0);
            removed.searched += 1;
            touched.extend(LakeObject::from_key(&entry.key).filter(|_| rows > 0));
        }
    }
    for key in &keys {
        lake.write(&layout::erased_wholly(&event.id, *key), Bytes::new()).await?;
    }
    let logs = context.raw.list(&layout::raw_logs(&event.id)).await?.into_iter().filter(|entry| layout::is_raw_log(&entry.key));
    outcome.raw = logs.map(|entry| entry.key).filter(|key| touched.iter().any(|object| object.is_of(key))).collect();
    Ok(outcome)
}

/// The keys of those who asked to be erased.
async fn requested(lake: &Store, people: &[Entry]) -> Result<BTreeSet<u64>, ConvertError> {
    let mut found = BTreeSet::new();
    for entry in people {
        found.extend(work(lake, entry, rewrite::requests).await?);
    }
    Ok(found)
}

/// Who is said to be whom.
async fn links(lake: &Store, records: &[Entry]) -> Result<Vec<Link>, ConvertError> {
    let mut found = Vec::new();
    for entry in records {
        found.extend(work(lake, entry, rewrite::links).await?);
    }
    Ok(found)
}

/// How many persons these keys are, and all the keys that they ever went by.
fn all_keys(wanted: &BTreeSet<u64>, becomes: &BTreeMap<u64, u64>) -> (usize, BTreeSet<u64>) {
    let persons: BTreeSet<u64> = wanted.iter().map(|key| becomes.get(key).copied().unwrap_or(*key)).collect();
    let guests = becomes.iter().filter(|(_, person)| persons.contains(person)).map(|(guest, _)| *guest);
    let keys = guests.chain(persons.iter().copied()).chain(wanted.iter().copied()).collect();
    (persons.len(), keys)
}

/// Writes an object again without the rows of these keys, and counts them; one without any stays as it is.
async fn remove(lake: &Store, entry: &Entry, keys: &BTreeSet<u64>) -> Result<usize, ConvertError> {
    let erased = keys.clone();
    let Some((bytes, rows)) = work(lake, entry, move |bytes| rewrite::without(&bytes, &erased)).await? else { return Ok(0) };
    lake.write(&entry.key, Bytes::from(bytes)).await?;
    Ok(rows)
}

/// Reads an object and does the work on it off the runtime's threads.
async fn work<T: Send + 'static>(
    lake: &Store,
    entry: &Entry,
    work: impl FnOnce(Bytes) -> Result<T, parquet::errors::ParquetError> + Send + 'static,
) -> Result<T, ConvertError> {
    let bytes = lake.read(&entry.key).await?;
    let done = tokio::task::spawn_blocking(move || work(bytes)).await.map_err(|_| ConvertError::Stopped { key: entry.key.clone() })?;
    done.map_err(|source| ConvertError::Lake { key: entry.key.clone(), source })
}
