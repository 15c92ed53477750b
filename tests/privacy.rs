//! No raw id, address, user agent, name, free text or token outside the people's part of the lake and the lists of contacts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::support::kooste::{Root, files};
use crate::support::log::{Event, Log, secrets};

/// All that a file says: its bytes, and what is packed inside them.
pub(crate) fn contents(name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = vec![(name.to_owned(), bytes.to_vec())];
    if bytes.starts_with(b"PAR1") {
        let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).expect("Parquet");
        let metadata = format!("{:?}", reader.metadata());
        let rows: Vec<String> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect();
        found.push((format!("{name}, values"), rows.join("\n").into_bytes()));
        found.push((format!("{name}, metadata"), metadata.into_bytes()));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry");
            let mut inner = Vec::new();
            entry.read_to_end(&mut inner).expect("whole");
            let inner_name = format!("{name}/{}", entry.name().expect("UTF-8"));
            found.extend(contents(&inner_name, &inner));
        }
    }
    found
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    memchr::memmem::find(bytes, needle.as_bytes()).is_some()
}

/// Where secrets are found, by file; the secrets themselves are the test's.
fn leaks(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut leaks = Vec::new();
    for (name, bytes) in files.iter().flat_map(|(name, bytes)| contents(name, bytes)) {
        leaks.extend(secrets().iter().filter(|secret| holds(&bytes, secret)).map(|secret| format!("{secret} in {name}")));
    }
    leaks
}

#[test]
fn what_is_planted_in_a_log_is_nowhere_but_with_the_people() {
    let log = Log::generate(&Event::kathmandu(), 31, 150);
    let root = Root::with(&log);
    let outcome = root.run(log.event);
    assert!(!secrets().iter().any(|secret| holds(outcome.stdout.as_bytes(), secret) || holds(outcome.stderr.as_bytes(), secret)));

    let (people, lake): (BTreeMap<_, _>, BTreeMap<_, _>) =
        files(&root.path("lake")).into_iter().partition(|(name, _)| name.contains("/people/"));
    let (contacts, reports): (BTreeMap<_, _>, BTreeMap<_, _>) =
        files(&root.path("reports")).into_iter().partition(|(name, _)| name.contains("/contacts/"));
    assert!(lake.keys().any(|name| name.contains("/records/")) && lake.keys().any(|name| name.contains("/rejects/")));
    assert!(reports.keys().any(|name| name.ends_with("bundle.zip")));
    assert_eq!(leaks(&lake), Vec::<String>::new());
    assert_eq!(leaks(&reports), Vec::<String>::new());

    // The search finds what there is: the plain logs hold every secret, and the people's part has the names.
    let plain = files(&root.path("raw")).into_iter().filter(|(name, _)| name.ends_with("a.ndjson")).collect();
    assert_eq!(leaks(&plain).len(), secrets().len());
    assert!(leaks(&people).iter().any(|leak| leak.contains("values")));
    assert!(leaks(&contacts).iter().all(|leak| leak.contains(".csv")) && !leaks(&contacts).is_empty());
}

#[test]
fn the_people_have_names_but_no_keys_and_no_addresses() {
    let log = Log::generate(&Event::kathmandu(), 32, 60);
    let root = Root::with(&log);
    root.run(log.event);
    let people = files(&root.path("lake")).into_iter().filter(|(name, _)| name.contains("/people/"));
    let texts: Vec<(String, Vec<u8>)> = people.flat_map(|(name, bytes)| contents(&name, &bytes)).collect();
    assert!(texts.iter().any(|(_, bytes)| holds(bytes, "@example.org")));
    for raw in ["zzq-a-", "zzq-g-", "zzq-t-", "zzq-r-", "zzq-c-", "zzq-guest-", "203.0.113.", "Mozilla", "zzq free text"] {
        assert!(!texts.iter().any(|(_, bytes)| holds(bytes, raw)), "{raw}");
    }
}
