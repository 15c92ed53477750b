//! What is known of each person.

use std::collections::BTreeMap;

use super::log::{Log, Record};
use super::presence::Presence;

/// One person.
#[derive(Debug)]
pub(crate) struct Facts {
    /// The last registration record is not a cancellation.
    pub(crate) registered: bool,
    /// The last registration record is one.
    pub(crate) cancelled: bool,
    pub(crate) attended: bool,
    pub(crate) login: String,
    /// None where they did not attend.
    pub(crate) mode: Option<&'static str>,
    pub(crate) country: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) ticket: Option<String>,
}

/// The facts of all persons.
pub(crate) fn facts(log: &Log, presence: &Presence) -> BTreeMap<String, Facts> {
    log.persons().into_iter().map(|(person, records)| (person.to_owned(), person_facts(person, &records, presence))).collect()
}

fn person_facts(person: &str, records: &[&Record], presence: &Presence) -> Facts {
    let registrations: Vec<&&Record> = records.iter().filter(|record| record.kind.starts_with("registration.")).collect();
    let cancelled = registrations.last().is_some_and(|last| last.kind == "registration.cancelled");
    let mut modes = presence.modes.get(person).cloned().unwrap_or_default();
    if records.iter().any(|record| record.kind == "checkin.entry") {
        modes.insert("onsite");
    }
    let account = records.iter().any(|record| record.actor_kind == "account");
    Facts {
        registered: !registrations.is_empty() && !cancelled,
        cancelled,
        attended: !modes.is_empty(),
        login: if account { "account".to_owned() } else { records[0].actor_kind.clone() },
        mode: if modes.len() == 2 { Some("both") } else { modes.first().copied() },
        country: records.iter().find_map(|record| record.country.clone()),
        agent: records.iter().find_map(|record| record.agent.clone()),
        ticket: registrations.iter().rev().find_map(|record| record.text("ticket").map(str::to_owned)),
    }
}
