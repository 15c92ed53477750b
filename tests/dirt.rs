//! What cannot be read: named, counted, and in nobody's way.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::kooste::{Root, files};
use crate::support::log::{Event, Log, MARK, bad_lines, gzip, zstandard};

/// A record that is one.
fn good_line(event: &str, id: usize) -> Vec<u8> {
    let record = json!({
        "id": format!("good-{id}"), "source": "/dirt", "type": "page.viewed", "time": "2026-09-26T12:00:00Z", "event": event,
        "actor": format!("{MARK}-{id}"), "actorkind": "guest",
    });
    record.to_string().into_bytes()
}

/// The places of bad lines, as one object of `rejects/` lists them.
fn rejected_places(root: &Root, event: &str, raw_key: &str) -> BTreeSet<(u64, u64)> {
    let rejects = files(&root.path("lake").join(event).join("rejects"));
    let lists: Vec<Value> = rejects.values().map(|bytes| serde_json::from_slice(bytes).expect("JSON")).collect();
    let list = lists.iter().find(|list| list["object"] == raw_key).expect("the object's rejects");
    let place = |reject: &Value| {
        assert!(reject["reason"].as_str().is_some_and(|reason| !reason.is_empty() && !reason.contains(MARK)), "{reject}");
        (reject["line"].as_u64().expect("a line"), reject["offset"].as_u64().expect("an offset"))
    };
    list["rejects"].as_array().expect("a list").iter().map(place).collect()
}

#[test]
fn a_bad_line_is_told_by_its_place_and_never_by_its_content() {
    let event = Event::chatham();
    let log = Log::generate(&event, 51, 0);
    let root = Root::new();
    root.put("events/spring.toml", log.definition.as_bytes());
    let mut bytes = Vec::new();
    let mut expected = BTreeSet::new();
    let mut line = 0;
    for (index, bad) in bad_lines(&event).into_iter().enumerate() {
        for (text, is_bad) in [(good_line(log.event, index), false), (b" \r".to_vec(), false), (bad, true)] {
            line += 1;
            if is_bad {
                expected.insert((line, bytes.len() as u64));
            }
            bytes.extend_from_slice(&text);
            bytes.push(b'\n');
        }
    }
    root.put("spring/bad.ndjson", &bytes);
    let outcome = root.outcome(&["convert", "--event", "spring", "--json"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(rejected_places(&root, "spring", "spring/bad.ndjson"), expected);
    let summary: Value = serde_json::from_str(outcome.stdout.trim()).expect("one line of JSON");
    assert_eq!(summary["counts"]["rejected"], expected.len());
    assert_eq!(summary["counts"]["lines"], 2 * expected.len());
    // More than one line in twenty: that is said aloud, with the object's name.
    assert!(outcome.stderr.contains("spring/bad.ndjson"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains(MARK) && !outcome.stdout.contains(MARK));
}

#[test]
fn a_few_bad_lines_are_no_alarm() {
    let event = Event::chatham();
    let root = Root::with(&Log::generate(&event, 52, 0));
    let mut lines: Vec<Vec<u8>> = (0..99).map(|id| good_line(event.id, id)).collect();
    lines.push(b"{".to_vec());
    root.put("spring/good.ndjson.gz", &gzip(&lines, 2));
    let outcome = root.outcome(&["convert", "--event", "spring"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("good.ndjson"), "{}", outcome.stderr);
}

#[test]
fn an_object_that_cannot_be_decompressed_fails_alone_and_by_name() {
    let log = Log::generate(&Event::chatham(), 53, 60);
    let (clean, root) = (Root::with(&log), Root::with(&log));
    let lines: Vec<Vec<u8>> = (0..2000).map(|id| good_line(log.event, id)).collect();
    root.put("spring/noise.ndjson.gz", &[&[0x1f, 0x8b, 8, 0][..], &[0xff; 500]].concat());
    root.put("spring/noise.ndjson.zst", &[&[0x28, 0xb5, 0x2f, 0xfd][..], &[0xff; 500]].concat());
    clean.run(log.event);

    let outcome = root.outcome(&["run", "--event", log.event]);
    assert_eq!(outcome.code, Some(1), "{}\n{}", outcome.stdout, outcome.stderr);
    for name in ["spring/noise.ndjson.gz", "spring/noise.ndjson.zst"] {
        assert!(outcome.stderr.contains(name), "{}", outcome.stderr);
    }
    let tables = |root: &Root| files(&root.release(log.organizer, log.event).join("tables"));
    assert_eq!(tables(&clean), tables(&root), "the report is of all the others");
    // The failed ones are tried again, and are done once they are whole.
    root.put("spring/noise.ndjson.gz", &gzip(&lines, 3));
    root.put("spring/noise.ndjson.zst", &zstandard(&lines, 3));
    root.run(log.event);
}

#[test]
fn of_a_damaged_archive_the_lines_before_the_damage_count() {
    let event = Event::chatham();
    // Big enough that whole blocks lie before the damage.
    let lines: Vec<Vec<u8>> = (0..20_000).map(|id| good_line(event.id, id * 7919 % 104_729)).collect();
    let mut flipped = gzip(&lines, 2);
    let place = flipped.len() * 3 / 4;
    flipped[place..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    let whole = [gzip(&lines, 2), zstandard(&lines, 2)];
    for (name, bytes) in [
        ("cut.ndjson.gz", &whole[0][..whole[0].len() * 3 / 4]),
        ("cut.ndjson.zst", &whole[1][..whole[1].len() * 3 / 4]),
        ("flipped.ndjson.gz", &flipped[..]),
    ] {
        let root = Root::with(&Log::generate(&event, 55, 0));
        root.put(&format!("spring/{name}"), bytes);
        let outcome = root.outcome(&["convert", "--event", "spring", "--json"]);
        let summary: Value = serde_json::from_str(outcome.stdout.trim()).expect("one line of JSON");
        let records = summary["counts"]["records"].as_u64().expect("a count");
        assert!((10_000..20_000).contains(&records), "{name}: {records} records\n{}", outcome.stderr);
        let rejects = rejected_places(&root, "spring", &format!("spring/{name}"));
        assert!((1..=2).contains(&rejects.len()), "{name}: the place of the damage is told");
    }
}

#[test]
fn what_lies_beside_the_logs_is_left_alone() {
    let log = Log::generate(&Event::chatham(), 54, 30);
    let (clean, root) = (Root::with(&log), Root::with(&log));
    root.put("spring/README.txt", b"not a log");
    root.put("spring/log.ndjson.bak", b"not a log");
    root.put("autumn/other.ndjson", b"another event's");
    clean.run(log.event);
    root.run(log.event);
    assert_eq!(files(&clean.path("lake")), files(&root.path("lake")));
}
