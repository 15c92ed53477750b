//! What is wrong with a real log beside what its people did.

use serde_json::json;

use super::super::random::Random;
use super::writer::{Actor, Device, Writer};
use super::{Event, HOUR, MARK};

/// Records of the platform itself and of a robot.
pub(crate) fn system(event: &Event, writer: &mut Writer) {
    let platform = Actor { kind: "system", key: String::new() };
    let robot = Actor { kind: "account", key: format!("{MARK}-robot") };
    for index in 0..40 {
        let at = event.starts + index * 5 * super::MINUTE;
        writer.record(&platform, &Device::none(), "room.opened", at, json!({"subject": event.rooms[0]}));
        writer.record(&robot, &Device::none(), "presence.join", at, json!({"subject": event.rooms[0], "role": "bot"}));
    }
    writer.record(
        &platform,
        &Device::none(),
        "chat.message",
        event.starts + HOUR,
        json!({"subject": event.rooms[0], "data": {"kind": "room"}}),
    );
}

/// Adds copies and bad lines.
pub(crate) fn spread(event: &Event, lines: Vec<Vec<u8>>, random: &mut Random) -> Vec<Vec<u8>> {
    let copies: Vec<Vec<u8>> = lines.iter().filter(|_| random.percent(3)).cloned().collect();
    let later: Vec<Vec<u8>> = lines.iter().filter(|_| random.percent(2)).map(|line| later_copy(line)).collect();
    let mut all = lines;
    all.extend(copies);
    all.extend(later);
    for _ in 0..3 {
        all.extend(bad_lines(event));
    }
    all.push(long_line());
    all.extend(["", " ", "\r", "\t \r"].map(|blank| blank.as_bytes().to_vec()));
    all
}

/// Lines that are no record of this event; each says why not.
pub(crate) fn bad_lines(event: &Event) -> Vec<Vec<u8>> {
    let good = |change: &[(&str, &str)]| {
        let text = format!(
            r#"{{"id":"{MARK}-bad","source":"/app","type":"presence.join","time":"2026-09-26T12:00:00Z","event":"{}","actor":"{MARK}-bad","actorkind":"guest","subject":"{}"}}"#,
            event.id, event.rooms[0]
        );
        change.iter().fold(text, |text, (from, to)| text.replace(from, to)).into_bytes()
    };
    let event_field = format!(r#""event":"{}""#, event.id);
    let mut lines = vec![
        good(&[(r#","source":"/app""#, "")]),
        good(&[(r#""type":"presence.join","#, "")]),
        good(&[("2026-09-26T12:00:00Z", "yesterday")]),
        good(&[("2026-09-26T12:00:00Z", "2026-09-26T12:00:00")]),
        good(&[("2026-09-26T12:00:00Z", "2026-02-30T12:00:00Z")]),
        good(&[(r#","actorkind":"guest""#, "")]),
        good(&[(r#""actorkind":"guest""#, r#""actorkind":"robot""#)]),
        good(&[(&event_field, r#""event":"another""#)]),
        good(&[("}", "")]),
        good(&[("presence.join", "presence\u{0}join")]),
        b"\xff\xfe not UTF-8 zzq".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"not JSON at all".to_vec(),
        vec![0; 64],
        [b"[".repeat(5000), b"]".repeat(5000)].concat(),
    ];
    let mut broken_text = good(&[]);
    let at = broken_text.iter().position(|byte| *byte == b'z').expect("the mark");
    broken_text[at] = 0xc3;
    lines.push(broken_text);
    lines
}

/// The same record again, as a client sends it that stamps it anew: it says that it happened an hour later.
fn later_copy(line: &[u8]) -> Vec<u8> {
    let mut record: serde_json::Value = serde_json::from_slice(line).expect("JSON");
    let time: jiff::Timestamp = record["time"].as_str().expect("a time").parse().expect("RFC 3339");
    record["time"] = json!((time + jiff::SignedDuration::from_hours(1)).to_string());
    record.to_string().into_bytes()
}

/// Ten megabytes that are no record.
fn long_line() -> Vec<u8> {
    [br#"{"id":""#.to_vec(), b"x".repeat(10_000_000), br#""}"#.to_vec()].concat()
}
