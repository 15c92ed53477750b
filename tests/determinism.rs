//! The same inputs, the same bytes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::support::kooste::{Root, files, paths};
use crate::support::log::{Event, Log};

/// The names and contents of two folders must be equal; contents are named, not shown.
pub(crate) fn assert_equal_files(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(left), names(right));
    let different: Vec<&String> = left.iter().filter(|(name, bytes)| right[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(different.is_empty(), "these differ: {different:?}");
}

fn stamps(root: &Root) -> Vec<(PathBuf, SystemTime)> {
    let modified = |path: PathBuf| {
        let time = path.metadata().and_then(|metadata| metadata.modified()).expect("a time");
        (path, time)
    };
    ["lake", "reports"].iter().flat_map(|folder| paths(&root.path(folder))).map(modified).collect()
}

#[test]
fn two_folders_get_equal_bytes_and_a_second_run_changes_nothing() {
    let log = Log::generate(&Event::helsinki(), 11, 120);
    let (first, second) = (Root::with(&log), Root::with(&log));
    first.run(log.event);
    second.run(log.event);
    for folder in ["lake", "reports"] {
        let left = files(&first.path(folder));
        assert!(left.len() > 5, "{folder} has its files");
        assert_equal_files(&left, &files(&second.path(folder)));
    }
    let before = stamps(&first);
    let release = first.release(log.organizer, log.event);
    first.run(log.event);
    assert_eq!(first.release(log.organizer, log.event), release);
    assert_eq!(stamps(&first), before, "a second run writes nothing");

    let forced = first.outcome(&["report", "--event", log.event, "--force"]);
    assert_eq!(forced.code, Some(0), "{}", forced.stderr);
    assert_equal_files(&files(&first.path("reports")), &files(&second.path("reports")));
}

#[test]
fn a_changed_definition_or_a_late_log_is_a_new_release_beside_the_old_one() {
    let log = Log::generate(&Event::chatham(), 12, 60);
    let root = Root::with(&log);
    root.run(log.event);
    let old = root.release(log.organizer, log.event);
    let before = files(&old);

    root.put(&format!("{}/later.ndjson", log.event), b"");
    root.run(log.event);
    let later = root.release(log.organizer, log.event);
    assert_ne!(later, old);
    root.put(&format!("events/{}.toml", log.event), log.definition.replace("min_persons = 7", "min_persons = 8").as_bytes());
    root.run(log.event);
    assert!(![&old, &later].contains(&&root.release(log.organizer, log.event)));
    assert_equal_files(&before, &files(&old));
}

#[test]
fn the_demo_twice_is_the_same() {
    let run = || {
        let root = Root::new();
        let outcome = root.outcome(&["demo", "--visitors", "60"]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        root
    };
    let (first, second) = (run(), run());
    for folder in ["raw", "lake", "reports"] {
        assert_equal_files(&files(&first.path(folder)), &files(&second.path(folder)));
    }
    let again = first.outcome(&["demo", "--visitors", "60"]);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    assert!(again.stderr.contains("the demo's, which everybody knows"), "{}", again.stderr);
}
