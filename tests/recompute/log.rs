//! Raw logs to records: decompress, parse, correct the clock, drop duplicates, link identities, exclude.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use jiff::Timestamp;
use serde_json::Value;

use super::definition::Definition;

/// The longest chain of links that is followed: guest, guest, guest, account.
const LINKS_MAX: usize = 4;

/// A record that counts: of this event, once, of an attendee.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) kind: String,
    /// Microseconds since 1970, corrected for the client's clock.
    pub(crate) time: i64,
    /// After linking; `KIND:KEY`.
    pub(crate) person: String,
    /// As logged in.
    pub(crate) actor_kind: String,
    pub(crate) role: String,
    pub(crate) room: Option<String>,
    pub(crate) connection: Option<String>,
    pub(crate) mode: String,
    pub(crate) country: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) data: Value,
    identity: (String, String),
}

impl Record {
    /// A text of `data`.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.data.get(key).and_then(Value::as_str)
    }
}

/// What a log comes to.
pub(crate) struct Log {
    /// In the order of time.
    pub(crate) records: Vec<Record>,
    pub(crate) counts: Counts,
    /// Persons with a record in a role other than attendee, by that role.
    pub(crate) excluded: BTreeMap<String, BTreeSet<String>>,
    links: BTreeMap<String, String>,
}

/// Lines of all files, before duplicates are removed and anyone is excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) lines: usize,
    pub(crate) rejected: usize,
    pub(crate) other_event: usize,
    pub(crate) unknown_types: usize,
    pub(crate) corrected: usize,
    pub(crate) duplicates: usize,
}

impl Log {
    pub(crate) fn read(definition: &Definition, files: &[&[u8]]) -> Self {
        let mut counts = Counts::default();
        let mut records = Vec::new();
        for file in files {
            for line in decompress(file).split(|byte| *byte == b'\n') {
                records.extend(read_line(definition, line, &mut counts));
            }
        }
        let read = records.len();
        let mut records = without_duplicates(records);
        counts.duplicates = read - records.len();

        let links = links(&records);
        for record in &mut records {
            record.person = resolve(&links, &record.person);
        }
        let mut excluded: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for record in records.iter().filter(|record| record.role != "attendee") {
            excluded.entry(record.role.clone()).or_default().insert(record.person.clone());
        }
        let gone = |person: &String| excluded.values().any(|persons| persons.contains(person));
        records.retain(|record| !gone(&record.person) && record.actor_kind != "system");
        records.sort_by(|a, b| (a.time, &a.identity).cmp(&(b.time, &b.identity)));
        Self { records, counts, excluded, links }
    }

    /// The person of an actor, after linking.
    pub(crate) fn person(&self, kind: &str, key: &str) -> String {
        resolve(&self.links, &format!("{kind}:{key}"))
    }

    pub(crate) fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |record| record.kind == kind)
    }

    pub(crate) fn persons(&self) -> BTreeMap<&str, Vec<&Record>> {
        let mut persons: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for record in &self.records {
            persons.entry(&record.person).or_default().push(record);
        }
        persons
    }
}

/// A role as the tables tell it: nobody is an attendee who has any other, whatever it is called.
fn role(given: String) -> String {
    match given.as_str() {
        "" => "attendee".to_owned(),
        "attendee" | "speaker" | "staff" | "exhibitor" | "test" | "bot" => given,
        _ => "other".to_owned(),
    }
}

fn decompress(file: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if file.starts_with(&[0x1f, 0x8b]) {
        // Of a damaged archive what comes before the damage counts: it is in `bytes` even where reading ends in an error.
        let _ = flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes);
    } else if file.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let _ = zstd::stream::read::Decoder::new(file).expect("zstd").read_to_end(&mut bytes);
    } else {
        bytes.extend_from_slice(file);
    }
    bytes
}

fn read_line(definition: &Definition, line: &[u8], counts: &mut Counts) -> Option<Record> {
    if line.trim_ascii().is_empty() {
        return None;
    }
    counts.lines += 1;
    let Some(value) = contract_value(line) else {
        counts.rejected += 1;
        return None;
    };
    if value["event"] != definition.id.as_str() {
        counts.rejected += 1;
        counts.other_event += 1;
        return None;
    }
    let record = read_record(&value, counts);
    counts.unknown_types += usize::from(!KNOWN_TYPES.contains(&record.kind.as_str()));
    Some(record)
}

/// The line as JSON where it has all that a record must have.
fn contract_value(line: &[u8]) -> Option<Value> {
    let value: Value = serde_json::from_str(std::str::from_utf8(line).ok()?).ok()?;
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    for required in ["id", "source", "type", "event"] {
        text(required)?;
    }
    microseconds(text("time")?)?;
    let kind = text("actorkind")?;
    let known = ["account", "guest", "ticket", "system"].contains(&kind);
    (known && (kind == "system" || text("actor").is_some())).then_some(value)
}

fn microseconds(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_microsecond)
}

fn read_record(value: &Value, counts: &mut Counts) -> Record {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let instant = |key: &str| text(key).and_then(|text| microseconds(&text));
    let difference = match (instant("receivedtime"), instant("senttime")) {
        (Some(received), Some(sent)) => received - sent,
        _ => 0,
    };
    counts.corrected += usize::from(difference != 0);
    let actor_kind = text("actorkind").expect("checked");
    Record {
        kind: text("type").expect("checked"),
        time: instant("time").expect("checked") + difference,
        person: format!("{actor_kind}:{}", text("actor").unwrap_or_default()),
        actor_kind,
        role: role(text("role").unwrap_or_default()),
        room: text("subject"),
        connection: text("connection"),
        mode: text("mode").unwrap_or_else(|| "online".to_owned()),
        country: text("country"),
        agent: text("useragent"),
        data: value.get("data").cloned().unwrap_or(Value::Null),
        identity: (text("source").expect("checked"), text("id").expect("checked")),
    }
}

/// Of records with the same source and id, the earliest.
fn without_duplicates(records: Vec<Record>) -> Vec<Record> {
    let mut kept: BTreeMap<(String, String), Record> = BTreeMap::new();
    for record in records {
        match kept.get(&record.identity) {
            Some(other) if other.time <= record.time => {}
            _ => drop(kept.insert(record.identity.clone(), record)),
        }
    }
    kept.into_values().collect()
}

/// The actor that each linked guest is, by the earliest link.
fn links(records: &[Record]) -> BTreeMap<String, String> {
    let mut found: Vec<&Record> = records.iter().filter(|record| record.kind == "identity.linked").collect();
    found.sort_by_key(|record| record.time);
    let mut links = BTreeMap::new();
    for record in found {
        if let Some(guest) = record.text("guest") {
            links.entry(format!("guest:{guest}")).or_insert_with(|| record.person.clone());
        }
    }
    links
}

fn resolve(links: &BTreeMap<String, String>, person: &str) -> String {
    let mut person = person.to_owned();
    for _ in 0..LINKS_MAX {
        let Some(next) = links.get(&person) else { break };
        person.clone_from(next);
    }
    person
}

/// The types of the contract.
const KNOWN_TYPES: [&str; 31] = [
    "registration.created",
    "registration.updated",
    "registration.cancelled",
    "identity.profile",
    "identity.linked",
    "consent.given",
    "consent.withdrawn",
    "erasure.requested",
    "presence.join",
    "presence.heartbeat",
    "presence.leave",
    "media.play",
    "media.pause",
    "media.progress",
    "chat.message",
    "reaction.sent",
    "qa.asked",
    "qa.voted",
    "qa.answered",
    "poll.voted",
    "stand.viewed",
    "stand.contact_requested",
    "document.opened",
    "link.clicked",
    "meeting.booked",
    "meeting.held",
    "checkin.entry",
    "checkin.exit",
    "survey.answered",
    "page.viewed",
    "interval.imported",
];

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "id = \"e\"\norganizer = \"o\"\ntitle = { en = \"E\" }\ntimezone = \"UTC\"\nlanguages = [\"en\"]\n\
                         starts = 2026-05-12T09:00:00Z\nends = 2026-05-12T17:00:00Z\n";

    fn line(id: &str, kind: &str, minute: u32, actor: &str, more: &str) -> String {
        let (actor_kind, key) = actor.split_once(':').expect("KIND:KEY");
        format!(
            r#"{{"id":"{id}","source":"s","type":"{kind}","time":"2026-05-12T09:{minute:02}:00Z","event":"e","actor":"{key}","actorkind":"{actor_kind}"{more}}}"#
        )
    }

    fn read(lines: &[String]) -> Log {
        Log::read(&Definition::parse(EVENT), &[lines.join("\n").as_bytes()])
    }

    #[test]
    fn a_duplicate_keeps_the_earliest_corrected_time() {
        let late = r#","senttime":"2026-05-12T09:00:00Z","receivedtime":"2026-05-12T09:30:00Z""#;
        let log = read(&[line("1", "x", 10, "guest:g", late), line("1", "x", 20, "guest:g", ""), line("2", "x", 30, "guest:g", "")]);
        let minutes: Vec<i64> = log.records.iter().map(|record| (record.time / 60_000_000) % 60).collect();
        assert_eq!(minutes, [20, 30]);
        let expected = Counts { lines: 3, unknown_types: 3, corrected: 1, duplicates: 1, ..Counts::default() };
        assert_eq!(log.counts, expected);
    }

    #[test]
    fn links_make_one_person_and_a_role_excludes_all_of_it() {
        let link = |id: &str, minute, actor: &str, guest: &str| {
            line(id, "identity.linked", minute, actor, &format!(r#","data":{{"guest":"{guest}"}}"#))
        };
        let log = read(&[
            line("1", "chat.message", 0, "guest:a", ""),
            link("2", 1, "guest:b", "a"),
            link("3", 5, "account:anna", "b"),
            link("4", 9, "account:late", "b"),
            line("5", "chat.message", 10, "ticket:t", r#","role":"staff""#),
            line("6", "chat.message", 11, "ticket:t", ""),
        ]);
        let persons: Vec<&str> = log.persons().into_keys().collect();
        assert_eq!(persons, ["account:anna", "account:late"]);
        assert_eq!(log.person("guest", "a"), "account:anna");
    }

    #[test]
    fn bad_lines_are_counted_and_blank_ones_are_nothing() {
        let other = line("1", "x", 0, "guest:g", "").replace(r#""event":"e""#, r#""event":"f""#);
        let log =
            read(&[String::new(), " \r".into(), "{".into(), other, line("1", "x", 0, "robot:g", ""), line("1", "x", 0, "guest:g", "")]);
        assert_eq!(log.counts, Counts { lines: 4, rejected: 3, other_event: 1, unknown_types: 1, ..Counts::default() });
    }
}
