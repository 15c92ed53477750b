//! The reader agrees with `serde_json`: it accepts, refuses and reads the same, on arbitrary input.

use proptest::prelude::*;
use serde_json::{Map, Value as Json};

use super::{Attribute, Field, Line, Value};
use crate::reason::Reason;

/// Asserts that a line means the same to both readers.
fn assert_agreement(line: &[u8]) {
    let ours = Line::read(line);
    let theirs = serde_json::from_slice::<Json>(line);
    match (ours, theirs) {
        (Ok(ours), Ok(Json::Object(theirs))) => assert_same(&ours, &theirs),
        (Err(Reason::TooDeep), _) => assert!(depth(line) > super::DEPTH_MAX, "too deep: {}", show(line)),
        (Err(Reason::NotAnObject), Ok(other)) => assert!(!other.is_object(), "not an object: {}", show(line)),
        (Err(Reason::NotUtf8), Err(_)) => assert!(std::str::from_utf8(line).is_err(), "not UTF-8: {}", show(line)),
        (Err(Reason::NotJson), Err(_)) => {}
        (ours, theirs) => panic!("{}\nours {ours:?}\ntheirs {theirs:?}", show(line)),
    }
}

fn assert_same(ours: &Line<'_>, theirs: &Map<String, Json>) {
    let name = |bytes: &'static [u8]| std::str::from_utf8(bytes).expect("names are ASCII");
    for &attribute in Attribute::ALL {
        let expected = theirs.get(name(attribute.as_bytes()));
        if attribute == Attribute::Data && expected.is_some_and(Json::is_object) {
            assert!(matches!(ours.attribute_value(attribute), Value::Object(_)));
        } else {
            assert_equal(ours.attribute_value(attribute), expected);
        }
    }
    let data = theirs.get("data").and_then(Json::as_object);
    let mut known = 0;
    for &field in Field::ALL {
        let expected = data.and_then(|data| data.get(name(field.as_bytes())));
        assert_equal(ours.field(field), expected);
        assert_eq!(ours.present() & 1 << field as u32 != 0, expected.is_some());
        known += usize::from(expected.is_some());
    }
    // Ours counts a key that is given twice twice.
    assert!(ours.unknown_fields() as usize >= data.map_or(0, Map::len) - known);
}

fn assert_equal(ours: Value<'_>, theirs: Option<&Json>) {
    match (ours, theirs) {
        (Value::Absent, None) | (Value::Null, Some(Json::Null)) => {}
        (Value::Boolean(ours), Some(Json::Bool(theirs))) => assert_eq!(ours, *theirs),
        (Value::Number(_), Some(Json::Number(theirs))) => {
            let (ours, theirs) = (ours.number().expect("a number"), theirs.as_f64().expect("a number"));
            // The last bit may differ: serde_json rounds faster, and less well, unless a feature of it is on.
            assert!((ours - theirs).abs() <= ours.abs() * 1e-15, "{ours} {theirs}");
        }
        (Value::Plain(_) | Value::Escaped(_), Some(Json::String(theirs))) => assert_eq!(ours.text().as_deref(), Some(theirs.as_str())),
        (Value::Array(_), Some(Json::Array(theirs))) => {
            let mut items = Vec::new();
            ours.for_each_item(|item| items.push(item));
            assert_eq!(items.len(), theirs.len());
            for (ours, theirs) in items.into_iter().zip(theirs) {
                assert_equal(ours, Some(theirs));
            }
        }
        (Value::Object(_), Some(Json::Object(theirs))) => {
            let mut members = std::collections::BTreeMap::new();
            ours.for_each_member(|key, value| {
                members.insert(key.to_owned(), value);
            });
            assert_eq!(members.len(), theirs.len());
            for (key, value) in members {
                assert_equal(value, theirs.get(&key));
            }
        }
        (ours, theirs) => panic!("{ours:?} {theirs:?}"),
    }
}

/// At most how deep a text nests.
fn depth(line: &[u8]) -> usize {
    line.iter().filter(|byte| matches!(byte, b'{' | b'[')).count()
}

fn show(line: &[u8]) -> String {
    line.escape_ascii().to_string()
}

/// JSON in all its spellings.
fn json() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
        "-?[0-9.eE+-]{1,8}",
        Just("1e400".to_owned()),
        Just("-0".to_owned()),
    ];
    let leaf = prop_oneof![Just("null".to_owned()), Just("true".to_owned()), Just("false".to_owned()), number, string()];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), space()).prop_map(|(items, space)| format!("[{space}{}]", items.join(","))),
            object(inner)
        ]
    })
}

fn object(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (prop::collection::vec((key(), value), 0..6), space()).prop_map(|(members, space)| {
        let members: Vec<String> = members.iter().map(|(key, value)| format!("{space}{key}{space}:{space}{value}{space}")).collect();
        format!("{{{}}}", members.join(","))
    })
}

fn space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "", " ", "\t\r ", "\u{a0}"])
}

fn key() -> impl Strategy<Value = String> {
    let names: Vec<String> = Attribute::ALL
        .iter()
        .map(|name| name.as_bytes())
        .chain(Field::ALL.iter().map(|name| name.as_bytes()))
        .map(|name| format!("\"{}\"", String::from_utf8_lossy(name)))
        .collect();
    prop_oneof![8 => prop::sample::select(names), 1 => string(), 1 => Just("\"\\u0069d\"".to_owned())]
}

fn string() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => "[ -~äö€😀]{0,12}".prop_map(|text| text.replace(['"', '\\'], "")),
        1 => prop::sample::select(vec!["\\n", "\\\"", "\\\\", "\\/", "\\u00e4", "\\uD83D\\uDE00", "\\b\\f\\r\\t", "\\u0000"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["\\ud83d", "\\ude00", "\\ud83d\\u0041", "\\x", "\\u12", "\u{1}", "\u{7f}", "\\"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..3).prop_map(|parts| format!("\"{}\"", parts.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn on_records(line in object(json())) {
        assert_agreement(line.as_bytes());
    }

    #[test]
    fn on_anything_that_looks_like_json(line in "[\\[\\]{}\",:\\\\ \t0-9eE.+truefalsn\u{0}é-]{0,40}") {
        assert_agreement(line.as_bytes());
    }

    #[test]
    fn on_arbitrary_bytes(line: Vec<u8>) {
        assert_agreement(&line);
    }

    #[test]
    fn on_records_that_were_damaged(line in object(json()), at: prop::sample::Index, byte: u8, cut: bool) {
        let mut line = line.into_bytes();
        let at = at.index(line.len());
        line[at] = byte;
        if cut {
            line.truncate(at);
        }
        assert_agreement(&line);
    }
}

/// A run of what the fuzz target does, from a fixed seed: real records, mutated byte by byte.
#[test]
fn on_a_short_and_repeatable_fuzz_run() {
    let seeds: [&[u8]; 3] = [
        br#"{"specversion":"1.0","id":"1","source":"s","type":"registration.created","time":"2026-05-12T09:00:00Z","event":"e","actor":"a","actorkind":"account","data":{"ticket":"t","answers":{"age":41,"why":["a\u00e4",null,-1.5e3]},"profile":{"name":"A \"B\"","email":"a@b"}}}"#,
        br#"{"id":"2","data":{"options":["a","b"],"options":[],"data":{"x":[[[]]]}},"data":null,"event":true,"time":{"a":1}}"#,
        br#" { "id" : "\ud83d\ude00" , "data" : { "visible" : false , "position" : 0.5 } } "#,
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let alphabet = b"{}[]\",:\\u0dD8eE+-.1 \t\x00\x1f\x7f\xc3\xa4\xff";
    for _ in 0..40_000 {
        let mut line = seeds[random(seeds.len())].to_vec();
        for _ in 0..=random(4) {
            let at = random(line.len());
            let byte = alphabet[random(alphabet.len())];
            match random(4) {
                0 => line[at] = byte,
                1 => line.insert(at, byte),
                2 => drop(line.remove(at)),
                _ => line.extend_from_within(at..),
            }
            if line.is_empty() {
                line.push(byte);
            }
        }
        assert_agreement(&line);
    }
}

#[test]
fn nesting_is_bounded_and_no_depth_overflows_the_stack() {
    let nested = |depth: usize| format!("{{\"x\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(Line::read(nested(63).as_bytes()).is_ok());
    for text in [nested(64), nested(1_000_000), "[".repeat(1_000_000), format!("{{\"data\":{{\"x\":{}", "[".repeat(63))] {
        assert_eq!(Line::read(text.as_bytes()).map(drop), Err(Reason::TooDeep));
    }
}

#[test]
fn an_attribute_is_a_word_however_it_is_written() {
    let word = |value: &str| {
        let line = format!("{{\"id\":{value}}}");
        let line = Line::read(line.as_bytes()).expect("JSON");
        line.attribute_value(Attribute::Id).word().map(String::from)
    };
    for (value, expected) in
        [("\"a\\u0062\"", "ab"), ("7", "7"), ("-1.50e2", "-1.50e2"), ("true", "true"), ("false", "false"), ("\"\"", "")]
    {
        assert_eq!(word(value).as_deref(), Some(expected), "{value}");
    }
    for nothing in ["null", "[7]", "{}"] {
        assert_eq!(word(nothing), None, "{nothing}");
    }
}

#[test]
fn what_every_reader_must_decide() {
    let id = |line: &str| Line::read(line.as_bytes()).map(|line| line.attribute_value(Attribute::Id).text().map(String::from));
    assert_eq!(id(r#"{"id":"a","id":"b"}"#), Ok(Some("b".to_owned())), "the last of two counts");
    assert_eq!(id(r#"{"id":"a\u0000"}"#), Ok(Some("a\0".to_owned())), "NUL may be escaped");
    for bad in ["{\"id\":\"\0\"}", "{\"id\":\"a\nb\"}", r#"{"id":"\ud800"}"#, r#"{"x":1e400}"#, r#"{"x":01}"#, r#"{"id":"a"}x"#, "{", ""] {
        assert_eq!(id(bad), Err(Reason::NotJson), "{bad:?}");
        assert_agreement(bad.as_bytes());
    }
    assert_eq!(Line::read(b"{\"id\":\"\xff\"}").map(drop), Err(Reason::NotUtf8));
    assert_eq!(id("[1]"), Err(Reason::NotAnObject));
    let twice = Line::read(br#"{"data":{"stand":"a","gate":"b"},"data":{"stand":"c"}}"#).expect("JSON");
    assert_eq!((twice.field(Field::Stand), twice.field(Field::Gate)), (Value::Plain("c"), Value::Absent));
}
