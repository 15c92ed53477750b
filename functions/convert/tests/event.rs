//! All raw logs of an event, from a folder to a folder.

#![allow(clippy::expect_used, reason = "a test fails where its arrangement does")]

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use convert::{Context, ConvertError, Progress, Selection, Summary, convert_event};
use record::EventDefinition;
use record::pseudonym::{Pseudonyms, Secret};
use store::{Settings, Store};

const EVENT: &str = "id = \"e\"\norganizer = \"o\"\ntitle = { en = \"E\" }\ntimezone = \"UTC\"\nlanguages = [\"en\"]\n\
                     starts = 2026-05-12T09:00:00Z\nends = 2026-05-12T17:00:00Z\n";

fn line(id: u32) -> String {
    format!(
        "{{\"id\":\"{id}\",\"source\":\"s\",\"type\":\"chat.message\",\"time\":\"2026-05-12T09:00:00Z\",\"event\":\"e\",\"actor\":\"a\",\
         \"actorkind\":\"guest\"}}\n"
    )
}

struct House {
    folder: tempfile::TempDir,
    event: EventDefinition,
    context: Context,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let open = async |name: &str| {
            Store::open(&format!("file://{}/{name}", folder.path().display()), &Settings::default()).await.expect("a store")
        };
        let event = EventDefinition::parse("e.toml", EVENT).expect("a definition");
        let pseudonyms = Pseudonyms::new(&Secret::new([1; 32]), &event);
        let context = Context { raw: open("raw").await, lake: open("lake").await, pseudonyms, geo: None, workers: 2 };
        Self { folder, event, context }
    }

    async fn log(&self, key: &str, content: impl Into<Vec<u8>>) {
        self.context.raw.write(key, content.into().into()).await.expect("written");
    }

    async fn convert(&self) -> Summary {
        convert_event(&self.event, &self.context, &Selection::All, &()).await.expect("converted")
    }

    /// Every file of the lake with its content.
    fn lake(&self) -> Vec<(String, Vec<u8>)> {
        fn collect(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
            for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
                if entry.is_dir() {
                    collect(&entry, files);
                } else {
                    files.push((entry.display().to_string(), std::fs::read(&entry).expect("a file")));
                }
            }
        }
        let mut files = Vec::new();
        collect(&self.folder.path().join("lake"), &mut files);
        files.sort();
        files
    }
}

#[tokio::test]
async fn converting_twice_changes_nothing_and_twice_at_once_neither() {
    let house = House::new().await;
    house.log("e/2026/a.ndjson", line(1) + &line(2)).await;
    house.log("e/b.ndjson", line(3)).await;
    house.log("e/readme.txt", "no log").await;
    let (first, second) = futures::join!(house.convert(), house.convert());
    assert_eq!((first.converted, first.counts.records, second.failed), (2, 3, vec![]));
    let lake = house.lake();
    assert_eq!(lake.len(), 6);
    let again = house.convert().await;
    assert_eq!((again.converted, again.skipped), (0, 2));
    assert!(house.lake() == lake);
}

#[tokio::test]
async fn what_was_left_half_done_is_done_again() {
    let house = House::new().await;
    house.log("e/a.ndjson", line(1)).await;
    house.convert().await;
    let lake = house.lake();
    let records = lake.iter().find(|(path, _)| path.contains("/records/")).expect("records");
    std::fs::remove_file(&records.0).expect("removed");
    assert_eq!(house.convert().await.converted, 1);
    assert!(house.lake() == lake);
}

#[tokio::test]
async fn a_newer_version_takes_the_place_of_the_older_one() {
    let house = House::new().await;
    house.log("e/a.ndjson", line(1)).await;
    house.log("e/b.ndjson", line(2)).await;
    house.convert().await;
    let before = house.lake();
    house.log("e/a.ndjson", line(1) + &line(3)).await;
    let summary = house.convert().await;
    assert_eq!((summary.converted, summary.skipped, summary.counts.records), (1, 1, 2));
    let after = house.lake();
    assert_eq!((before.len(), after.len()), (6, 6));
    assert_eq!(after.iter().filter(|file| before.contains(file)).count(), 3, "the other log's files stay");
}

#[tokio::test]
async fn a_log_that_is_gone_stays_in_the_lake() {
    let house = House::new().await;
    house.log("e/a.ndjson", line(1)).await;
    house.convert().await;
    house.context.raw.delete("e/a.ndjson").await.expect("deleted");
    house.convert().await;
    assert_eq!(house.lake().len(), 3);
}

#[tokio::test]
async fn a_log_that_cannot_be_read_is_named_and_the_others_are_done() {
    let house = House::new().await;
    house.log("e/a.ndjson.gz", "no archive").await;
    house.log("e/b.ndjson", line(1) + "bad\n").await;
    let summary = house.convert().await;
    assert_eq!((summary.converted, summary.failed.len()), (1, 1));
    assert_eq!(summary.failed[0].key, "e/a.ndjson.gz");
    assert!(summary.failed[0].reason.contains("cannot be decompressed"), "{}", summary.failed[0].reason);
    assert_eq!((summary.loud[0].key.as_str(), summary.loud[0].lines, summary.loud[0].rejected), ("e/b.ndjson", 2, 1));
    assert_eq!(house.lake().len(), 4, "three objects of the one, and of the other that it cannot be read");
}

#[tokio::test]
async fn logs_are_selected_by_key() {
    let house = House::new().await;
    house.log("e/a.ndjson", line(1)).await;
    house.log("e/b.ndjson", line(2)).await;
    let one = Selection::Keys(vec!["e/b.ndjson".to_owned()]);
    let summary = convert_event(&house.event, &house.context, &one, &()).await.expect("converted");
    assert_eq!((summary.converted, summary.skipped), (1, 0));
    let logs =
        inventory::log::list(&house.event, &house.context.pseudonyms, &house.context.raw, &house.context.lake, None).await.expect("listed");
    let found: Vec<(&str, bool)> = logs.iter().map(|log| (log.entry.key.as_str(), log.is_converted)).collect();
    assert_eq!(found, [("e/a.ndjson", false), ("e/b.ndjson", true)]);
    let none = Selection::Keys(vec!["e/c.ndjson".to_owned()]);
    let refused = convert_event(&house.event, &house.context, &none, &()).await;
    assert!(matches!(refused, Err(ConvertError::NoSuchLog { key, .. }) if key == "e/c.ndjson"));
}

#[tokio::test]
async fn progress_reaches_what_was_expected() {
    #[derive(Default)]
    struct Seen(AtomicU64, AtomicU64);
    impl Progress for Seen {
        fn expect(&self, bytes: u64) {
            self.0.fetch_add(bytes, Ordering::Relaxed);
        }
        fn advance(&self, bytes: u64) {
            self.1.fetch_add(bytes, Ordering::Relaxed);
        }
    }
    let house = House::new().await;
    house.log("e/a.ndjson", line(1)).await;
    let seen = Seen::default();
    convert_event(&house.event, &house.context, &Selection::All, &seen).await.expect("converted");
    assert_eq!(seen.0.into_inner(), line(1).len() as u64);
    assert_eq!(seen.1.into_inner(), line(1).len() as u64);
}
