//! Killed at any moment, and run again.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::determinism::assert_equal_files;
use crate::support::kooste::{Root, files, paths};
use crate::support::log::{Event, Log};

/// Starts a run and kills it after a while; says whether it was done before.
fn killed_after(root: &Root, event: &str, delay: Duration) -> bool {
    let mut child = root.command(&["run", "--event", event]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("kooste starts");
    std::thread::sleep(delay);
    let done = child.try_wait().expect("a child").is_some_and(|status| status.success());
    // SIGKILL; it may be done in the meantime.
    let _ = child.kill();
    child.wait().expect("a child");
    done
}

/// What is visible must be whole: every Parquet file opens, every release that has a manifest has all it names.
fn assert_whole(root: &Root) {
    for path in paths(&root.path("lake")).iter().filter(|path| path.extension().is_some_and(|extension| extension == "parquet")) {
        let reader =
            SerializedFileReader::new(File::open(path).expect("a file")).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let rows: Result<Vec<_>, _> = reader.get_row_iter(None).expect("rows").collect();
        assert_eq!(i64::try_from(rows.expect("whole rows").len()).expect("few"), reader.metadata().file_metadata().num_rows());
    }
    for path in paths(&root.path("lake")).iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        serde_json::from_slice::<serde_json::Value>(&std::fs::read(path).expect("a file")).expect("whole JSON");
    }
    for manifest in paths(&root.path("reports")).iter().filter(|path| path.ends_with("manifest.json")) {
        let release = manifest.parent().and_then(Path::to_str).expect("UTF-8");
        let verified = root.outcome(&["verify", release]);
        assert_eq!(verified.code, Some(0), "{}", verified.stderr);
    }
}

/// The files that are visible: a store may leave a part of an upload behind, under a name that nothing lists.
fn visible(root: &Root, folder: &str) -> BTreeMap<String, Vec<u8>> {
    files(&root.path(folder)).into_iter().filter(|(name, _)| !name.contains('#')).collect()
}

fn undisturbed(log: &Log) -> (Root, Duration) {
    let root = Root::with(log);
    let started = Instant::now();
    root.run(log.event);
    (root, started.elapsed())
}

fn assert_same_end(log: &Log, root: &Root, undisturbed: &Root) {
    root.run(log.event);
    assert_whole(root);
    for folder in ["lake", "reports"] {
        assert_equal_files(&visible(undisturbed, folder), &visible(root, folder));
    }
}

#[test]
fn again_and_again_in_one_folder() {
    let log = Log::generate(&Event::kathmandu(), 21, 80);
    let (whole, length) = undisturbed(&log);
    let root = Root::with(&log);
    let mut delay = Duration::from_millis(5);
    while !killed_after(&root, log.event, delay) && delay < length * 4 {
        assert_whole(&root);
        delay = delay * 5 / 4 + Duration::from_millis(3);
    }
    assert_same_end(&log, &root, &whole);
}

#[test]
fn once_in_each_part_of_the_run() {
    let log = Log::generate(&Event::kathmandu(), 22, 80);
    let (whole, length) = undisturbed(&log);
    for part in 1..14 {
        let root = Root::with(&log);
        killed_after(&root, log.event, length * part / 13);
        assert_whole(&root);
        assert_same_end(&log, &root, &whole);
    }
}
