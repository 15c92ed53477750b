//! A few raw records, converted and ready to be queried.

use std::path::Path;
use std::time::Duration;

use convert::{Context, Selection, convert_event};
use inventory::EarlierEvent;
use record::EventDefinition;
use record::layout::{self, LakeObject};
use record::pseudonym::{Pseudonyms, Secret};
use store::{Settings, Store};

use super::{Log, Make};
use crate::{Engine, Limits, QuerySet};

/// An event with its engine.
pub(super) struct World {
    pub(super) event: EventDefinition,
    pub(super) engine: Engine,
    /// The lines of the log that are no records, and why.
    pub(super) rejected: Vec<String>,
    _folder: tempfile::TempDir,
}

impl World {
    pub(super) async fn open(make: &Make, queries: &QuerySet) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut earlier = Vec::new();
        for log in &make.earlier {
            let (definition, _, object) = convert(log, folder.path()).await;
            earlier.push(EarlierEvent { definition, objects: vec![object] });
        }
        let (event, context, object) = convert(&make.event, folder.path()).await;
        assert!(earlier.iter().all(|other| event.follows(&other.definition)), "an earlier event is of no series with this one");
        let rejects = context.lake.read(&object.rejects(&event.id)).await.expect("the rejects");
        let rejected = std::str::from_utf8(&rejects).expect("JSON").lines().filter(|line| line.starts_with("{\"line\""));
        let rejected = rejected.map(|line| line.trim_end_matches(',').to_owned()).collect();
        let scratch = folder.path().join("scratch");
        std::fs::create_dir(&scratch).expect("a folder");
        let limits = Limits { memory_bytes: 1 << 28, partitions: 1, scratch, timeout: Duration::from_mins(2) };
        let engine = Engine::open(&event, &context.pseudonyms, &context.lake, &[object], &earlier, queries, &limits).await;
        Self { event, engine: engine.expect("an engine"), rejected, _folder: folder }
    }
}

/// Puts a log into the lake of a folder.
async fn convert(log: &Log, folder: &Path) -> (EventDefinition, Context, LakeObject) {
    let event = EventDefinition::parse("event.toml", &log.definition).unwrap_or_else(|error| panic!("{error}"));
    let pseudonyms = Pseudonyms::new(&Secret::new([7; 32]), &event);
    let context = Context { raw: store(folder, "raw").await, lake: store(folder, "lake").await, pseudonyms, geo: None, workers: 1 };
    let key = format!("{}records.ndjson", layout::raw_logs(&event.id));
    context.raw.write(&key, log.records.clone().into()).await.expect("written");
    let summary = convert_event(&event, &context, &Selection::All, &()).await.expect("it converts");
    assert!(summary.failed.is_empty(), "{:?}", summary.failed);
    let mut logs = inventory::log::list(&event, &context.pseudonyms, &context.raw, &context.lake, None).await.expect("the log");
    (event, context, logs.remove(0).object)
}

async fn store(folder: &Path, name: &str) -> Store {
    let url = format!("file://{}", folder.join(name).display());
    Store::open(&url, &Settings::default()).await.expect("a store")
}
