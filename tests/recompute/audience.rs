//! Who came: registration, attendance and the breakdowns of visitors.

use std::collections::{BTreeMap, BTreeSet};

use super::Recomputed;
use super::facts::Facts;
use super::presence::visits;
use super::table::{Cell, Table};

pub(crate) fn tables(event: &Recomputed) -> Vec<Table> {
    vec![
        attendance(event),
        attendance_by_ticket(event),
        registrations_by_day(event),
        visitors(event, "visitors_by_login", &["login"], |facts| facts.login.clone()),
        visitors(event, "visitors_by_mode", &["mode"], |facts| facts.mode.unwrap_or_default().to_owned()),
        visitors(event, "visitors_by_country", &["country"], |facts| facts.country.clone().unwrap_or_default()),
        visits_by_day(event),
    ]
}

fn count(event: &Recomputed, which: impl Fn(&Facts) -> bool) -> usize {
    event.facts.values().filter(|facts| which(facts)).count()
}

fn attendance(event: &Recomputed) -> Table {
    let registered = count(event, |facts| facts.registered);
    let came = count(event, |facts| facts.registered && facts.attended);
    let mut table = Table::new("attendance", &[], &["registered", "cancelled", "attended", "no_shows", "walk_ins", "show_up_rate"]);
    table.row(
        &[],
        vec![
            Cell::persons(registered),
            Cell::persons(count(event, |facts| facts.cancelled)),
            Cell::persons(count(event, |facts| facts.attended)),
            Cell::persons(registered - came),
            Cell::persons(count(event, |facts| facts.attended && !facts.registered)),
            Cell::ratio(came, registered),
        ],
    );
    table
}

fn attendance_by_ticket(event: &Recomputed) -> Table {
    let mut tickets: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for facts in event.facts.values().filter(|facts| facts.registered) {
        let counts = tickets.entry(facts.ticket.as_deref().unwrap_or_default()).or_default();
        counts.0 += 1;
        counts.1 += usize::from(facts.attended);
    }
    let mut table = Table::new("attendance_by_ticket", &["ticket"], &["registered", "attended", "show_up_rate"]);
    for (ticket, (registered, attended)) in tickets {
        table.row(&[ticket], vec![Cell::persons(registered), Cell::persons(attended), Cell::ratio(attended, registered)]);
    }
    table
}

fn registrations_by_day(event: &Recomputed) -> Table {
    let mut days: BTreeMap<String, [BTreeSet<&str>; 2]> = BTreeMap::new();
    for (index, kind) in ["registration.created", "registration.cancelled"].into_iter().enumerate() {
        for record in event.log.of_type(kind) {
            days.entry(event.definition.day(record.time)).or_default()[index].insert(&record.person);
        }
    }
    let mut table = Table::new("registrations_by_day", &["day"], &["registrations", "cancellations"]);
    for (day, persons) in days {
        table.row(&[&day], persons.iter().map(|persons| Cell::persons(persons.len())).collect());
    }
    table
}

fn visitors(event: &Recomputed, name: &'static str, keys: &'static [&'static str], key: impl Fn(&Facts) -> String) -> Table {
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for facts in event.facts.values().filter(|facts| facts.attended) {
        *groups.entry(key(facts)).or_default() += 1;
    }
    let mut table = Table::new(name, keys, &["visitors"]);
    for (group, visitors) in groups {
        table.row(&[&group], vec![Cell::persons(visitors)]);
    }
    table
}

fn visits_by_day(event: &Recomputed) -> Table {
    let mut days: BTreeMap<String, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for person in event.presence.rooms.keys() {
        for (started, _) in visits(&event.presence.anywhere(person)) {
            let day = days.entry(event.definition.day(started)).or_default();
            day.0 += 1;
            day.1.insert(person);
        }
    }
    let mut table = Table::new("visits_by_day", &["day"], &["visits", "visitors"]);
    for (day, (visits, visitors)) in days {
        table.row(&[&day], vec![Cell::count(visits, visitors.len()), Cell::persons(visitors.len())]);
    }
    table
}
