use std::io::{Cursor, Write};

use arrow::array::{Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow::util::display::array_value_to_string;
use flate2::{Compression, write::GzEncoder};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use record::lake::{PEOPLE, RECORDS};
use record::pseudonym::Secret;

use super::*;
use crate::lines::BYTE_ORDER_MARK;

const EVENT: &str = r#"
id = "e"
organizer = "o"
title = { en = "E" }
timezone = "Europe/Helsinki"
starts = 2026-05-12T09:00:00+03:00
ends = 2026-05-13T17:00:00+03:00
languages = ["en"]
[[questions]]
id = "degree"
label = { en = "Degree" }
type = "choice"
options = { master = { en = "Master" } }
[[questions]]
id = "why"
label = { en = "Why" }
type = "text"
"#;

struct Converted {
    counts: ConversionCounts,
    people: Vec<u8>,
    rejects: serde_json::Value,
    records: Vec<u8>,
}

fn settings(read_ahead: bool) -> Settings {
    let event = EventDefinition::parse("e.toml", EVENT).expect("a definition");
    let pseudonyms = Pseudonyms::new(&Secret::new([1; 32]), &event);
    Settings { event, pseudonyms, geo: None, erased: std::collections::BTreeSet::new(), read_ahead }
}

fn try_convert(key: &str, raw: &[u8], read_ahead: bool) -> Result<Converted, PipelineError> {
    let sinks = Sinks { people: Vec::new(), rejects: Vec::new(), records: Vec::new() };
    let (counts, sinks) = run(&settings(read_ahead), key, Cursor::new(raw.to_vec()), sinks)?;
    let rejects = serde_json::from_slice(&sinks.rejects).expect("rejects are JSON");
    Ok(Converted { counts, people: sinks.people, rejects, records: sinks.records })
}

fn convert(key: &str, raw: &[u8]) -> Converted {
    try_convert(key, raw, false).expect("it converts")
}

fn line(id: usize, kind: &str, time: &str, more: &str) -> String {
    format!(
        r#"{{"id":"{id}","source":"s","type":"{kind}","time":"{time}","event":"e","actor":"a","actorkind":"account","subject":"main"{more}}}"#
    )
}

fn lines(count: usize) -> String {
    let one = |id| line(id, "presence.heartbeat", &format!("2026-05-12T{:02}:{:02}:00Z", id / 60 % 24, id % 60), "") + "\n";
    (0..count).map(one).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

fn read(parquet: &[u8]) -> RecordBatch {
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::copy_from_slice(parquet)).expect("Parquet");
    let schema = builder.schema().clone();
    let batches: Vec<RecordBatch> = builder.build().expect("a reader").map(|batch| batch.expect("a batch")).collect();
    arrow::compute::concat_batches(&schema, &batches).expect("one schema")
}

fn texts(batch: &RecordBatch, column: &str) -> Vec<Option<String>> {
    let column = batch.column_by_name(column).expect("a column");
    let text = |row| column.is_valid(row).then(|| array_value_to_string(column, row).expect("it has a text"));
    (0..batch.num_rows()).map(text).collect()
}

#[test]
fn what_is_read_back_has_the_schemas_of_the_lake() {
    let converted = convert("e/a.ndjson", lines(3).as_bytes());
    assert_eq!(read(&converted.records).schema().fields(), RECORDS.fields());
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(converted.people)).expect("Parquet");
    assert_eq!(builder.schema().fields(), PEOPLE.fields());
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(converted.records)).expect("Parquet");
    let entries = builder.metadata().file_metadata().key_value_metadata().expect("metadata").clone();
    let entries = entries.iter().filter_map(|entry| Some((entry.key.as_str(), entry.value.as_deref()?)));
    assert_eq!(ConversionCounts::from_entries(entries), converted.counts);
}

#[test]
fn every_field_has_its_column() {
    let rows = [
        line(
            0,
            "registration.created",
            "2026-05-12T09:00:00Z",
            r#","data":{"ticket":"vip","channel":"newsletter","answers":{"degree":["master","x"],"why":"because"},"profile":{"name":"Anna"}}"#,
        ),
        line(1, "identity.linked", "2026-05-12T09:01:00Z", r#","data":{"guest":"g"}"#),
        line(2, "presence.join", "2026-05-12T09:02:00Z", r#","connection":"tab-1","data":{"visible":true}"#),
        line(3, "media.play", "2026-05-12T09:03:00Z", r#","mode":"replay","data":{"asset":"a1","position":1.5,"live":false}"#),
        line(4, "chat.message", "2026-05-12T09:04:00Z", r#","role":"speaker","data":{"kind":"room","length":12}"#),
        line(5, "reaction.sent", "2026-05-12T09:05:00Z", r#","locale":"fi-FI","country":"fi","data":{"emoji":"👏","amount":3}"#),
        line(6, "qa.asked", "2026-05-12T09:06:00Z", r#","data":{"question":"q1"}"#),
        line(7, "poll.voted", "2026-05-12T09:07:00Z", r#","data":{"poll":"p","options":["yes","no"]}"#),
        line(8, "link.clicked", "2026-05-12T09:08:00Z", r#","data":{"target":"https://u@example.com/a?b","stand":"robotics"}"#),
        line(9, "meeting.held", "2026-05-12T09:09:00Z", r#","data":{"stand":"robotics","minutes":15}"#),
        line(10, "checkin.entry", "2026-05-12T09:10:00Z", r#","data":{"gate":"north"}"#),
        line(
            11,
            "interval.imported",
            "2026-05-12T09:11:00Z",
            r#","data":{"joined":"2026-05-12T09:00:00Z","left":"2026-05-12T10:00:00Z","precision":60}"#,
        ),
    ];
    let converted = convert("e/a.ndjson", rows.join("\n").as_bytes());
    assert_eq!(converted.counts, ConversionCounts { lines: 12, records: 12, ..ConversionCounts::default() });
    let batch = read(&converted.records);
    let kinds = texts(&batch, "type");
    for (kind, column, expected) in [
        ("registration.created", "ticket", "vip"),
        ("registration.created", "channel", "newsletter"),
        (
            "registration.created",
            "answers",
            "[{question: degree, option: master, number: , answered: true}, {question: degree, option: , number: , answered: true}, \
             {question: why, option: , number: , answered: true}]",
        ),
        ("presence.join", "visible", "true"),
        ("presence.join", "room", "main"),
        ("media.play", "asset", "a1"),
        ("media.play", "position", "1.5"),
        ("media.play", "live", "false"),
        ("media.play", "mode", "replay"),
        ("chat.message", "kind", "room"),
        ("chat.message", "length", "12"),
        ("chat.message", "role", "speaker"),
        ("reaction.sent", "emoji", "👏"),
        ("reaction.sent", "amount", "3"),
        ("reaction.sent", "locale", "fi-FI"),
        ("reaction.sent", "country", "FI"),
        ("qa.asked", "question", "q1"),
        ("poll.voted", "poll", "p"),
        ("poll.voted", "options", "[yes, no]"),
        ("link.clicked", "target", "https://example.com/a"),
        ("link.clicked", "stand", "robotics"),
        ("meeting.held", "minutes", "15.0"),
        ("checkin.entry", "gate", "north"),
        ("interval.imported", "joined", "2026-05-12T09:00:00Z"),
        ("interval.imported", "left", "2026-05-12T10:00:00Z"),
        ("interval.imported", "precision", "60.0"),
    ] {
        let row = kinds.iter().position(|found| found.as_deref() == Some(kind)).expect("the type is there");
        assert_eq!(texts(&batch, column)[row].as_deref(), Some(expected), "{kind} {column}");
    }
    let row = |kind: &str| kinds.iter().position(|found| found.as_deref() == Some(kind)).expect("the type is there");
    let pseudonyms = settings(false).pseudonyms;
    let guest = pseudonyms.person(record::id::ActorKind::Guest, "g").map(|key| key.to_string());
    assert_eq!(texts(&batch, "guest")[row("identity.linked")], guest);
    assert_eq!(texts(&batch, "connection")[row("presence.join")], Some(pseudonyms.connection("tab-1").to_string()));
}

#[test]
fn rows_are_sorted_by_type_then_time_and_the_same_input_gives_the_same_bytes() {
    let kinds = ["presence.leave", "chat.message", "presence.heartbeat", "something.new"];
    let mixed: Vec<String> = (0..20_000)
        .map(|id| line(id, kinds[id % 4], &format!("2026-05-12T09:{:02}:{:02}Z", id * 7 % 60, id * 13 % 60), r#","data":{"kind":"room"}"#))
        .collect();
    let converted = convert("e/a.ndjson", mixed.join("\n").as_bytes());
    let batch = read(&converted.records);
    let kinds = batch.column_by_name("type").and_then(|column| column.as_any().downcast_ref::<StringArray>()).expect("texts");
    let times = batch.column_by_name("time").and_then(|column| column.as_any().downcast_ref::<TimestampMicrosecondArray>()).expect("times");
    let rows: Vec<(&str, i64)> = kinds.iter().flatten().zip(times.values().iter().copied()).collect();
    assert!(rows.is_sorted() && rows.len() == 20_000);
    assert_eq!((converted.counts.unknown_types, converted.counts.unknown_fields), (5_000, 10_000));
    let again = try_convert("e/a.ndjson.gz", &gzip(mixed.join("\n").as_bytes()), true).expect("it converts");
    assert!(again.records == converted.records && again.people == converted.people);
}

#[test]
fn nothing_that_names_someone_is_in_records() {
    let planted = [
        "planted-actor",
        "planted-id",
        "planted-connection",
        "planted-guest",
        "planted-name",
        "planted@example.com",
        "planted-company",
        "planted-phone",
        "planted-text",
        "planted-answer",
        "planted-option",
        "planted-chat",
        "planted-consent",
        "planted-query",
        "planted-user",
        "planted-path",
        "198.51.100.77",
        "PlantedAgent",
    ];
    let head = r#""source":"s","time":"2026-05-12T09:00:00Z","event":"e","actor":"planted-actor","actorkind":"account","connection":"planted-connection","clientip":"198.51.100.77","useragent":"PlantedAgent/1.0 (planted-text)","locale":"planted@example.com","subject":"planted@example.com""#;
    let raw = [
        format!(
            r#"{{"id":"planted-id",{head},"type":"registration.created","data":{{"ticket":"planted@example.com","answers":{{"why":"planted-answer","degree":"planted-option","planted-text":"x"}},"profile":{{"name":"planted-name","email":"planted@example.com","company":"planted-company","title":"planted-text","phone":"planted-phone"}}}}}}"#
        ),
        format!(r#"{{"id":"planted-id",{head},"type":"chat.message","data":{{"kind":"planted@example.com","text":"planted-chat"}}}}"#),
        format!(r#"{{"id":"planted-id",{head},"type":"identity.linked","data":{{"guest":"planted-guest"}}}}"#),
        format!(
            r#"{{"id":"planted-id",{head},"type":"consent.given","data":{{"purpose":"organizer-marketing","text":"planted-consent"}}}}"#
        ),
        format!(
            r#"{{"id":"planted-id",{head},"type":"link.clicked","data":{{"target":"https://planted-user:x@example.com/?q=planted-query"}}}}"#
        ),
        format!(r#"{{"id":"planted-id",{head},"type":"page.viewed","data":{{"path":"/planted-path","referrer":"planted-query"}}}}"#),
        format!(r#"{{"id":"planted-id",{head},"type":"planted-text","data":{{"stand":"planted-text"}}}}"#),
        r#"planted-text {"id": planted-id"#.to_owned(),
    ];
    let converted = convert("e/a.ndjson", raw.join("\n").as_bytes());
    assert_eq!((converted.counts.records, converted.counts.rejected), (7, 1));
    let batch = read(&converted.records);
    let names = batch.schema();
    let all: String = names.fields().iter().flat_map(|field| texts(&batch, field.name())).flatten().collect::<Vec<_>>().join("\n");
    let everything = [all.as_bytes(), &converted.records, converted.rejects.to_string().as_bytes()].concat();
    for word in planted {
        assert!(memchr::memmem::find(&everything, word.as_bytes()).is_none(), "{word}");
    }
    let people = read(&converted.people);
    assert_eq!(texts(&people, "email"), [Some("planted@example.com".to_owned()), None]);
    assert_eq!(texts(&people, "text"), [None, Some("planted-consent".to_owned())]);
    let names = people.schema();
    let all: String = names.fields().iter().flat_map(|field| texts(&people, field.name())).flatten().collect::<Vec<_>>().join("\n");
    for word in ["planted-actor", "planted-id", "198.51.100.77", "PlantedAgent", "planted-answer"] {
        assert!(!all.contains(word), "{word}");
    }
}

#[test]
fn archives_are_known_by_content_and_may_have_several_parts() {
    let (first, second) = (lines(50), lines(70));
    let plain = format!("{first}{second}");
    let zstd = |text: &str| zstd::stream::encode_all(text.as_bytes(), 1).expect("in memory");
    let expected = convert("e/a.ndjson", plain.as_bytes()).records;
    for (key, raw) in [
        ("e/a.ndjson.gz", [gzip(first.as_bytes()), gzip(second.as_bytes())].concat()),
        ("e/a.ndjson.zst", [zstd(&first), zstd(&second)].concat()),
        ("e/a.ndjson", gzip(plain.as_bytes())),
        ("e/a.ndjson.gz", zstd(&plain)),
        ("e/a.ndjson.gz", plain.clone().into_bytes()),
        ("e/a.ndjson", [BYTE_ORDER_MARK, plain.as_bytes()].concat()),
        ("e/a.ndjson.gz", [BYTE_ORDER_MARK, b"\r\n", plain.as_bytes()].concat()),
    ] {
        assert!(convert(key, &raw).records == expected, "{key}");
    }
}

#[test]
fn a_truncated_archive_is_kept_as_far_as_it_goes() {
    let text = lines(20_000);
    let whole = gzip(text.as_bytes());
    for (raw, name) in
        [(whole[..whole.len() / 2].to_vec(), "e/a.ndjson.gz"), ([&gzip(text.as_bytes())[..], b"no member"].concat(), "e/a.ndjson.gz")]
    {
        let converted = convert(name, &raw);
        let rejects = converted.rejects["rejects"].as_array().expect("a list");
        let last = rejects.last().expect("one at least");
        assert_eq!(last["reason"], "truncated");
        assert!(converted.counts.records > 100);
        assert_eq!(converted.counts.lines, converted.counts.records + converted.counts.rejected);
        assert_eq!(converted.counts.rejected, rejects.len() as u64);
    }
}

#[test]
fn what_cannot_be_decompressed_at_all_fails() {
    let mut damaged = gzip(lines(10).as_bytes());
    damaged[10..].fill(0xff);
    for raw in [&b"\x00\x01garbage"[..], b"not json\n", &damaged, &[0x1f, 0x8b], &[0x28, 0xb5, 0x2f, 0xfd, 0xff]] {
        assert!(matches!(try_convert("e/a.ndjson.gz", raw, false), Err(PipelineError::Undecodable)), "{}", raw.escape_ascii());
        assert!(matches!(try_convert("e/a.ndjson.gz", raw, true), Err(PipelineError::Undecodable)), "{}", raw.escape_ascii());
    }
    for nothing in [&b""[..], BYTE_ORDER_MARK, b"\xef\xbb\xbf\n \r\n"] {
        for key in ["e/a.ndjson.gz", "e/a.ndjson"] {
            let converted = convert(key, nothing);
            assert_eq!(converted.counts, ConversionCounts::default());
            assert_eq!(converted.rejects["rejects"], serde_json::json!([]));
        }
    }
}

#[test]
fn bad_lines_stop_nothing_and_their_places_are_kept() {
    let good = line(1, "presence.join", "2026-05-12T09:00:00Z", "");
    let other = good.replace(r#""event":"e""#, r#""event":"f""#);
    let raw = [
        good.as_bytes(),
        b"\n\n \t\r\nnot json\n",
        &b"{\"a\":\"\xff\"}\n"[..],
        b"\0\0\n",
        other.as_bytes(),
        b"\n[]\n",
        good.as_bytes(),
        b"\r\n{\"id\":",
    ]
    .concat();
    let converted = convert("e/a.ndjson", &raw);
    let found: Vec<(u64, u64, &str)> = converted.rejects["rejects"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|reject| {
            let number = |key: &str| reject[key].as_u64().expect("a number");
            (number("line"), number("offset"), reject["reason"].as_str().expect("a reason"))
        })
        .collect();
    let first = good.len() as u64 + 1 + 1 + 4;
    let rest = first + 9 + 10 + 3;
    let end = rest + other.len() as u64 + 1 + 3 + good.len() as u64 + 2;
    let expected = [
        (4, first, "not-json"),
        (5, first + 9, "not-utf8"),
        (6, first + 19, "not-json"),
        (7, rest, "other-event"),
        (8, rest + other.len() as u64 + 1, "not-an-object"),
        (10, end, "not-json"),
    ];
    assert_eq!(found, expected);
    let counts = ConversionCounts { lines: 8, records: 2, rejected: 6, other_event: 1, ..ConversionCounts::default() };
    assert_eq!((converted.rejects["object"].as_str(), converted.counts), (Some("e/a.ndjson"), counts));
}

#[test]
fn row_groups_are_bounded_and_none_is_lost() {
    let count = 131_072 + 1_000;
    let converted = convert("e/a.ndjson", lines(count).as_bytes());
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(converted.records)).expect("Parquet");
    let groups: Vec<i64> = builder.metadata().row_groups().iter().map(parquet::file::metadata::RowGroupMetaData::num_rows).collect();
    assert_eq!(groups, [131_072, 1_000]);
}

#[test]
fn a_line_of_ten_megabytes_is_a_record() {
    let long = line(1, "chat.message", "2026-05-12T09:00:00Z", &format!(r#","data":{{"kind":"room","text":"{}"}}"#, "x".repeat(10 << 20)));
    let raw = format!("{long}\n{}\n{}", "y".repeat(crate::LINE_LEN_MAX + 1), lines(1));
    let converted = convert("e/a.ndjson", raw.as_bytes());
    assert_eq!((converted.counts.records, converted.counts.rejected), (2, 1));
    assert_eq!(converted.rejects["rejects"][0]["reason"], "too-long");
}
