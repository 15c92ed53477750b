//! The demo as a stranger finds it: only its files are looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::PathBuf;
use std::sync::LazyLock;

use flate2::read::MultiGzDecoder;
use record::kind::{Mode, RecordType, Role};
use serde_json::Value;

use super::*;

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    found
}

/// What can be unpacked of a file, and whether its end is missing.
fn unpack(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut unpacked = Vec::new();
    let complete = if bytes.starts_with(b"\x1f\x8b") {
        MultiGzDecoder::new(bytes).read_to_end(&mut unpacked).is_ok()
    } else if bytes.starts_with(b"\x28\xb5\x2f\xfd") {
        zstd::stream::copy_decode(bytes, &mut unpacked).is_ok()
    } else {
        unpacked.extend_from_slice(bytes);
        true
    };
    (unpacked, !complete)
}

/// A file's path, its bytes, its lines, and whether it is cut.
type ReadFile = (PathBuf, Vec<u8>, Vec<Vec<u8>>, bool);

/// A log read back.
struct ReadBack {
    /// The files, in order of path.
    files: Vec<ReadFile>,
    /// Every line that is a JSON object, with the number of its file.
    records: Vec<(usize, Value)>,
}

fn demo(visitors: u32) -> ReadBack {
    let folder = tempfile::tempdir().expect("a folder");
    let event = write(folder.path(), visitors).expect("a demo");
    let mut read = ReadBack { files: Vec::new(), records: Vec::new() };
    for (path, bytes) in files(&folder.path().join(event.as_str())) {
        let (unpacked, cut) = unpack(&bytes);
        let lines: Vec<Vec<u8>> = unpacked.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        let objects = lines.iter().filter_map(|line| serde_json::from_slice::<Value>(line).ok()).filter(Value::is_object);
        read.records.extend(objects.map(|record| (read.files.len(), record)));
        read.files.push((path, bytes, lines, cut));
    }
    read
}

static DEMO: LazyLock<ReadBack> = LazyLock::new(|| demo(400));

fn text<'a>(record: &'a Value, key: &str) -> &'a str {
    record.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn the_same_demo_twice_gives_the_same_bytes() {
    let contents = |folder: &Path| files(folder).into_values().collect::<Vec<_>>();
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(one.path(), 60).expect("a demo");
    // A larger demo before it leaves nothing behind.
    write(two.path(), 90).expect("a demo");
    assert_ne!(contents(one.path()), contents(two.path()));
    write(two.path(), 60).expect("a demo");
    assert_eq!(contents(one.path()), contents(two.path()));
}

#[test]
fn every_type_role_and_mode_occurs() {
    let read = &*DEMO;
    let values = |key| read.records.iter().map(|(_, record)| text(record, key)).collect::<BTreeSet<_>>();
    let (types, roles, modes) = (values("type"), values("role"), values("mode"));
    for kind in RecordType::ALL.iter().filter(|kind| **kind != RecordType::Unknown) {
        assert!(types.contains(kind.as_str()), "no {}", kind.as_str());
    }
    assert!(types.iter().any(|kind| RecordType::parse(kind).is_none()));
    // Attendees and the web are what a record means that says nothing, and another role is none of a platform that keeps to the contract.
    assert!(Role::ALL.iter().all(|role| matches!(role, Role::Attendee | Role::Other) || roles.contains(role.as_str())));
    assert!(Mode::ALL.iter().all(|mode| *mode == Mode::Online || modes.contains(mode.as_str())));
    for kind in ["account", "guest", "ticket", "system"] {
        assert!(values("actorkind").contains(kind), "no {kind}");
    }
}

#[test]
fn every_kind_of_damage_occurs() {
    let read = &*DEMO;
    let lines = || read.files.iter().flat_map(|(_, _, lines, _)| lines);
    assert!(read.files.iter().any(|(.., cut)| *cut), "a cut archive");
    assert!(lines().any(|line| line.len() > 10_000_000), "a long line");
    assert!(lines().any(|line| line.contains(&0)), "NUL bytes");
    assert!(lines().any(|line| std::str::from_utf8(line).is_err()), "invalid UTF-8");
    assert!(read.files.iter().any(|(_, _, lines, _)| lines.iter().rev().skip(1).any(Vec::is_empty)), "blank lines");
    assert!(read.records.iter().any(|(_, record)| text(record, "event") == "syksy-2025"), "another event's records");
    assert!(read.records.iter().any(|(_, record)| record["data"].get("fps").is_some()), "unknown fields");
    let mut ids = BTreeMap::<_, BTreeSet<usize>>::new();
    let keys = read.records.iter().map(|(file, record)| (file, (text(record, "source"), text(record, "id"), text(record, "event"))));
    for (file, key) in keys {
        ids.entry(key).or_default().insert(*file);
    }
    assert!(ids.len() < read.records.len(), "duplicates");
    assert!(ids.values().any(|files| files.len() > 1), "duplicates over files");
    let told = |record: &Value| Some((text(record, "time").to_owned(), record.get("senttime")?.as_str()?.to_owned()));
    assert!(read.records.iter().filter_map(|(_, record)| told(record)).any(|(time, sent)| time != sent), "clocks that say when they sent");
}

#[test]
fn files_are_packed_in_every_way_and_lines_are_out_of_order() {
    let read = &*DEMO;
    let gzip = |bytes: &[u8]| bytes.starts_with(b"\x1f\x8b");
    let ends = |path: &Path, suffix: &str| path.to_string_lossy().ends_with(suffix);
    assert!(read.files.iter().any(|(path, bytes, ..)| ends(path, ".ndjson") && gzip(bytes)), "an archive that its name hides");
    for suffix in [".ndjson", ".ndjson.gz", ".ndjson.zst"] {
        assert!(read.files.iter().any(|(path, ..)| ends(path, suffix)), "{suffix}");
    }
    let edge = read.files.iter().position(|(path, ..)| ends(path, "edge-1/09.ndjson.gz")).expect("the first hour");
    let times: Vec<&str> = read.records.iter().filter(|(file, _)| *file == edge).map(|(_, record)| text(record, "time")).collect();
    assert!(!times.is_sorted());
    assert!(read.files.iter().any(|(path, _, lines, _)| ends(path, "late/2026-06-02/edge-2.ndjson.gz") && lines.len() > 10));
    let after_midnight = read.files.iter().any(|(path, _, lines, _)| ends(path, "2026-05-13/edge-1/00.ndjson.gz") && lines.len() > 10);
    assert!(after_midnight, "a party over midnight");
}

#[test]
fn only_the_faulty_server_rejects_more_than_a_twentieth() {
    for (number, (path, _, lines, _)) in (0..).zip(&DEMO.files) {
        let full: Vec<_> = lines.iter().filter(|line| !line.is_empty()).collect();
        let good = full.iter().filter(|line| serde_json::from_slice::<Value>(line).is_ok_and(|value| value["event"] == "kevat-2026"));
        let rejected = full.len() - good.count();
        let faulty = path.to_string_lossy().contains("edge-3");
        // One bad line is more than a twentieth of a very short file.
        assert_eq!(faulty, rejected * 20 > full.len().max(20), "file {number}: {rejected} of {}", full.len());
    }
}

#[test]
fn a_demo_of_nobody_is_a_demo() {
    assert!(!demo(0).records.is_empty());
}
