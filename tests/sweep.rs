//! `kooste schedule`: the sweep of the functions from a terminal, with all that it finds missing.

use serde_json::Value;

use crate::support::cloud::{EVENT, LATE, LOGS, definition, log, write_queries};
use crate::support::kooste::{Outcome, Root, files};

/// One sweep; its answer, and what it found of the event.
fn sweep(root: &Root, queries: &str) -> (Outcome, Value) {
    let outcome = root.outcome(&["schedule", "--json", "--queries", queries]);
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {}", outcome.stderr));
    let found = answer["events"].as_array().expect("events").iter().find(|found| found["event"] == EVENT).cloned();
    (outcome, found.unwrap_or_default())
}

#[test]
fn one_sweep_does_all_that_is_missing_and_the_next_nothing() {
    let queries = tempfile::tempdir().expect("a folder");
    write_queries(queries.path(), &["reports/audience/attendance.sql"]);
    let queries = queries.path().to_str().expect("UTF-8");
    let root = Root::new();
    root.put(&format!("events/{EVENT}.toml"), definition().as_bytes());
    let (outcome, found) = sweep(&root, queries);
    assert_eq!((outcome.code, found["state"].as_str()), (Some(0), Some("empty")), "{}", outcome.stderr);

    root.put(LOGS[0], log(0..40).as_bytes());
    root.put("kokous/broken.ndjson.zst", b"nothing that can be read");
    let (outcome, found) = sweep(&root, queries);
    assert_eq!((outcome.code, found["state"].as_str()), (Some(0), Some("published")), "{}", outcome.stderr);
    assert_eq!(found["unreadable"][0], "kokous/broken.ndjson.zst");
    let first = files(&root.path("reports"));
    assert_eq!(sweep(&root, queries).1, found);
    assert!(first == files(&root.path("reports")), "nothing is written again");

    root.put(LATE, log(70..110).as_bytes());
    let (_, late) = sweep(&root, queries);
    assert_eq!(late["state"], "published");
    assert_ne!(late["release"], found["release"], "a late log makes a release of its own");
}

#[test]
fn a_log_that_may_be_converted_the_next_time_fails_the_sweep_and_holds_the_report() {
    let queries = tempfile::tempdir().expect("a folder");
    write_queries(queries.path(), &["reports/audience/attendance.sql"]);
    let queries = queries.path().to_str().expect("UTF-8");
    let root = Root::new();
    root.put(&format!("events/{EVENT}.toml"), definition().as_bytes());
    root.put(LOGS[0], log(0..40).as_bytes());
    // Where the people's part of the lake should be is a file: nothing can be written there.
    let people = root.path("lake").join(EVENT).join("people");
    std::fs::create_dir_all(root.path("lake").join(EVENT)).and_then(|()| std::fs::write(&people, "no folder")).expect("the lake");
    let (outcome, found) = sweep(&root, queries);
    assert_eq!((outcome.code, found["state"].as_str()), (Some(1), Some("convert")), "{}", outcome.stderr);
    assert!(outcome.stderr.contains(LOGS[0]), "{}", outcome.stderr);
    std::fs::remove_file(&people).expect("the lake");
    let (outcome, found) = sweep(&root, queries);
    assert_eq!((outcome.code, found["state"].as_str()), (Some(0), Some("published")), "{}", outcome.stderr);
}

#[test]
fn what_cannot_be_looked_at_is_named_and_fails_the_sweep_alone() {
    let queries = tempfile::tempdir().expect("a folder");
    write_queries(queries.path(), &["reports/audience/attendance.sql"]);
    let root = Root::new();
    root.put(&format!("events/{EVENT}.toml"), definition().as_bytes());
    root.put("events/broken.toml", b"id = 1");
    root.put(LOGS[0], log(0..40).as_bytes());
    let (outcome, found) = sweep(&root, queries.path().to_str().expect("UTF-8"));
    assert_eq!((outcome.code, found["state"].as_str()), (Some(1), Some("published")));
    assert!(outcome.stdout.contains("events/broken.toml"), "{}", outcome.stdout);
}
