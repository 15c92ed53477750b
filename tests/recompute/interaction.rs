//! What they did: chat, reactions, questions, polls, stands, links and documents.

use std::collections::{BTreeMap, BTreeSet};

use super::Recomputed;
use super::definition::Stand;
use super::log::Record;
use super::table::{Cell, Table};

pub(crate) fn tables(event: &Recomputed) -> Vec<Table> {
    vec![
        chat(event),
        reactions(event),
        questions_asked(event),
        polls(event),
        stands(event),
        by_target(event, "links", "link.clicked", &["clicks", "visitors"]),
        by_target(event, "documents", "document.opened", &["opens", "visitors"]),
    ]
}

/// A sum and the persons behind it.
#[derive(Default)]
struct Tally<'a> {
    sum: usize,
    persons: BTreeSet<&'a str>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, record: &'a Record, amount: usize) {
        self.sum += amount;
        self.persons.insert(&record.person);
    }

    fn sum_cell(&self) -> Cell {
        Cell::count(self.sum, self.persons.len())
    }

    fn persons_cell(&self) -> Cell {
        Cell::persons(self.persons.len())
    }
}

fn chat(event: &Recomputed) -> Table {
    let mut rooms: BTreeMap<&str, Tally<'_>> = BTreeMap::new();
    for record in event.log.of_type("chat.message").filter(|record| record.text("kind") == Some("room")) {
        if let Some(room) = &record.room {
            rooms.entry(room).or_default().add(record, 1);
        }
    }
    let mut table = Table::new("chat", &["room"], &["messages", "senders"]);
    for (room, tally) in rooms {
        table.row(&[room], vec![tally.sum_cell(), tally.persons_cell()]);
    }
    table
}

fn reactions(event: &Recomputed) -> Table {
    let mut groups: BTreeMap<(&str, &str), Tally<'_>> = BTreeMap::new();
    for record in event.log.of_type("reaction.sent") {
        if let (Some(room), Some(emoji)) = (&record.room, record.text("emoji")) {
            let amount = record.data.get("amount").and_then(serde_json::Value::as_u64).unwrap_or(1);
            groups.entry((room, emoji)).or_default().add(record, usize::try_from(amount).expect("small"));
        }
    }
    let mut table = Table::new("reactions", &["room", "emoji"], &["reactions", "senders"]);
    for ((room, emoji), tally) in groups {
        table.row(&[room, emoji], vec![tally.sum_cell(), tally.persons_cell()]);
    }
    table
}

fn questions_asked(event: &Recomputed) -> Table {
    let mut rooms: BTreeMap<&str, [Tally<'_>; 2]> = BTreeMap::new();
    for (index, kind) in ["qa.asked", "qa.voted"].into_iter().enumerate() {
        for record in event.log.of_type(kind) {
            if let Some(room) = &record.room {
                rooms.entry(room).or_default()[index].add(record, 1);
            }
        }
    }
    let mut table = Table::new("questions_asked", &["room"], &["questions", "askers", "votes"]);
    for (room, [asked, voted]) in rooms {
        table.row(&[room], vec![asked.sum_cell(), asked.persons_cell(), voted.sum_cell()]);
    }
    table
}

fn polls(event: &Recomputed) -> Table {
    let mut table = Table::new("polls", &["poll", "option"], &["votes", "voters"]);
    // The records are in order of time, so the last vote stays.
    let mut last: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for record in event.log.of_type("poll.voted") {
        let Some(poll) = record.text("poll") else { continue };
        let options = record.data["options"].as_array().map(Vec::as_slice).unwrap_or_default();
        last.entry(poll).or_default().insert(&record.person, options.iter().filter_map(serde_json::Value::as_str).collect());
    }
    let row = |poll: &str, option: &str| {
        let votes = last.get(poll).map_or(0, |last| last.values().filter(|options| options.contains(option)).count());
        (votes, vec![Cell::persons(votes), Cell::persons(last.get(poll).map_or(0, BTreeMap::len))])
    };
    let mut declared = BTreeSet::new();
    for poll in &event.definition.polls {
        for option in &poll.options {
            declared.insert((poll.id.as_str(), option.as_str()));
            table.public_row(&[&poll.id, option], row(&poll.id, option).1);
        }
    }
    // A poll or an option that nobody declared is there where enough have chosen it.
    let chosen: BTreeSet<(&str, &str)> =
        last.iter().flat_map(|(poll, last)| last.values().flatten().map(|option| (*poll, *option))).collect();
    for (poll, option) in chosen.difference(&declared) {
        let (votes, cells) = row(poll, option);
        if votes >= event.definition.min_persons {
            table.row(&[poll, option], cells);
        }
    }
    table
}

fn stands(event: &Recomputed) -> Table {
    let mut table =
        Table::new("stands", &["stand"], &["visitors", "views", "document_opens", "link_clicks", "contact_requests", "meetings"]);
    for stand in &event.definition.stands {
        let views = at_stand(event, stand, "stand.viewed");
        let mut cells = vec![views.persons_cell(), views.sum_cell()];
        let others = ["document.opened", "link.clicked", "stand.contact_requested", "meeting.held"];
        cells.extend(others.map(|kind| at_stand(event, stand, kind).sum_cell()));
        table.public_row(&[&stand.id], cells);
    }
    table
}

/// The records of a type at a stand, its own staff's left out.
fn at_stand<'a>(event: &'a Recomputed, stand: &Stand, kind: &'a str) -> Tally<'a> {
    let staff: BTreeSet<String> = stand.staff.iter().map(|(kind, key)| event.log.person(kind, key)).collect();
    let mut tally = Tally::default();
    for record in event.log.of_type(kind) {
        if record.text("stand") == Some(&stand.id) && !staff.contains(&record.person) {
            tally.add(record, 1);
        }
    }
    tally
}

fn by_target(event: &Recomputed, name: &'static str, kind: &'static str, values: &'static [&'static str]) -> Table {
    let mut targets: BTreeMap<String, Tally<'_>> = BTreeMap::new();
    for record in event.log.of_type(kind) {
        if let Some(target) = record.text("target") {
            targets.entry(public_target(target)).or_default().add(record, 1);
        }
    }
    let mut table = Table::new(name, &["target"], values);
    for (target, tally) in targets {
        table.row(&[&target], vec![tally.sum_cell(), tally.persons_cell()]);
    }
    table
}

/// A target without user name and password, query and fragment.
pub(crate) fn public_target(target: &str) -> String {
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = target.split_once("://") else { return target.to_owned() };
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_loses_what_could_name_someone() {
        assert_eq!(public_target("https://u:p@example.org/a/b?token=x#y"), "https://example.org/a/b");
        assert_eq!(public_target("https://example.org?x"), "https://example.org");
        assert_eq!(public_target("brochure.pdf#page"), "brochure.pdf");
        assert_eq!(public_target("https://example.org/@a"), "https://example.org/@a");
    }
}
