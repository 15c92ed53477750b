//! The reader neither panics nor disagrees with `serde_json` about what a JSON object is, on any bytes.

#![no_main]

use convert::Reason;
use convert::reader::{Attribute, Line, Value};
use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;

fuzz_target!(|line: &[u8]| {
    let theirs = serde_json::from_slice::<Json>(line);
    match (Line::read(line), theirs) {
        (Ok(ours), Ok(Json::Object(theirs))) => {
            for &attribute in Attribute::ALL {
                let name = std::str::from_utf8(attribute.as_bytes()).expect("names are ASCII");
                let ours = ours.attribute_value(attribute);
                let theirs = theirs.get(name);
                assert_eq!(matches!(ours, Value::Absent), theirs.is_none());
                assert_eq!(ours.text().as_deref(), theirs.and_then(Json::as_str));
                ours.for_each_item(|item| drop(item.text()));
                ours.for_each_member(|_, value| drop(value.text()));
            }
        }
        // serde_json nests deeper.
        (Err(Reason::TooDeep), _) => {}
        (Err(Reason::NotAnObject), Ok(theirs)) => assert!(!theirs.is_object()),
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("ours {ours:?}, theirs {theirs:?}"),
    }
});
