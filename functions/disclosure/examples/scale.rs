//! How long the control of a large event takes: 50,000 visitors, 60 sessions, tables like those of a report.
//!
//! `cargo run --release -p disclosure --example scale [PERSONS]` prints what was released and the seconds it took.

#![allow(
    clippy::cast_possible_wrap,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::too_many_lines,
    reason = "a made-up event, told on the terminal"
)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use arrow::array::{ArrayRef, Int64Array, StringArray};
use arrow::datatypes::{DataType, Field};
use disclosure::{CellColumn, Cells, Contributions, History, Key, KeyKind, Policy, Statistic, control};

const SESSIONS: u64 = 60;
const ROOMS: u64 = 12;
const INSTANTS: u64 = 192;

/// Who is in each group: keys, then persons.
type Groups = BTreeMap<Vec<String>, Vec<u64>>;

/// A number that follows from a person and a purpose, from 0 below `below`.
fn draw(person: u64, purpose: u64, below: u64) -> u64 {
    let mut bits = person.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ purpose.wrapping_mul(0xd1b5_4a32_d192_ed03);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (bits ^ (bits >> 31)) % below
}

/// A category with a long tail.
fn rank(person: u64, purpose: u64, categories: u64) -> u64 {
    let roll = draw(person, purpose, 1 << 20) + 1;
    u64::from(20 - roll.ilog2()).min(categories - 1)
}

fn part(table: &str, part: usize, keys: &[(&str, KeyKind)], columns: &[(&str, Groups)]) -> Cells {
    let groups: Vec<Vec<String>> =
        columns.iter().flat_map(|(_, groups)| groups.keys().cloned()).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let key = |(index, (name, kind)): (usize, &(&str, KeyKind))| Key {
        field: Field::new(*name, DataType::Utf8, true),
        values: Arc::new(groups.iter().map(|words| Some(words[index].as_str())).collect::<StringArray>()) as ArrayRef,
        kind: *kind,
    };
    let value = |(name, who): &(&str, Groups)| {
        let persons = |words: &Vec<String>| {
            let mut persons = who.get(words).cloned().unwrap_or_default();
            persons.sort_unstable();
            persons.dedup();
            Contributions { persons, amounts: Vec::new() }
        };
        let contributions: Vec<Contributions> = groups.iter().map(persons).collect();
        CellColumn {
            field: Field::new(*name, DataType::Int64, true),
            statistic: Statistic::Persons,
            values: Arc::new(contributions.iter().map(|who| Some(who.persons.len() as i64)).collect::<Int64Array>()),
            contributions,
        }
    };
    Cells { table: table.into(), part, keys: keys.iter().enumerate().map(key).collect(), values: columns.iter().map(value).collect() }
}

fn group(persons: &[u64], words: impl Fn(u64) -> Vec<Vec<String>>) -> Groups {
    let mut groups = Groups::new();
    for person in persons {
        for words in words(*person) {
            groups.entry(words).or_default().push(*person);
        }
    }
    groups
}

/// The share of a session that a person attended, in percent; none if they were not there.
fn attended(person: u64, session: u64) -> Option<u64> {
    let popular = 5 + draw(session, 1, 30);
    (draw(person, 100 + session, 100) < popular).then(|| draw(person, 1000 + session, 101))
}

fn bundle(count: u64) -> Vec<Cells> {
    let all: Vec<u64> = (0..count).collect();
    let came: Vec<u64> = all.iter().copied().filter(|person| draw(*person, 2, 100) < 70).collect();
    let one = |text: String| vec![vec![text]];
    let total =
        |test: &dyn Fn(u64) -> bool| group(&all.iter().copied().filter(|person| test(*person)).collect::<Vec<_>>(), |_| vec![Vec::new()]);
    let is_registered = |person: u64| draw(person, 3, 100) < 90;
    let has_come = |person: u64| draw(person, 2, 100) < 70;
    let mut bundle = vec![part(
        "attendance",
        0,
        &[],
        &[
            ("registered", total(&is_registered)),
            ("attended", total(&has_come)),
            ("no_shows", total(&|person| is_registered(person) && !has_come(person))),
            ("walk_ins", total(&|person| !is_registered(person) && has_come(person))),
            ("came", total(&|person| is_registered(person) && has_come(person))),
        ],
    )];
    for (purpose, (name, kind, categories)) in
        [("country", KeyKind::Open, 20), ("login", KeyKind::Closed, 3), ("mode", KeyKind::Closed, 3), ("ticket", KeyKind::Open, 8)]
            .into_iter()
            .enumerate()
    {
        let words = |person| one(format!("{name}{}", rank(person, 10 + purpose as u64, categories)));
        bundle.push(part(&format!("by_{name}"), 0, &[(name, kind)], &[("visitors", group(&came, words))]));
    }
    let devices =
        |person| vec![vec![format!("d{}", rank(person, 20, 3)), format!("o{}", rank(person, 21, 8)), format!("b{}", rank(person, 22, 10))]];
    let open = [("device", KeyKind::Open), ("os", KeyKind::Open), ("browser", KeyKind::Open)];
    bundle.push(part("by_device", 0, &open, &[("visitors", group(&came, devices))]));
    let sessions = |test: &dyn Fn(u64) -> bool| {
        group(&came, |person| {
            (0..SESSIONS)
                .filter(|session| attended(person, *session).is_some_and(test))
                .map(|session| vec![format!("s{session}")])
                .collect()
        })
    };
    bundle.push(part(
        "sessions",
        0,
        &[("session", KeyKind::Closed)],
        &[
            ("visitors", sessions(&|_| true)),
            ("attended_80", sessions(&|share| share >= 80)),
            ("late", sessions(&|share| share % 7 == 3)),
            ("early", sessions(&|share| share < 40)),
        ],
    ));
    let bands = |person| {
        let there = (0..SESSIONS).filter_map(|session| Some((session, attended(person, session)?)));
        there
            .map(|(session, share)| {
                vec![format!("s{session}"), format!("band{}", [1, 5, 10, 30, 60, 101].iter().filter(|least| share >= **least).count())]
            })
            .collect()
    };
    bundle.push(part(
        "time_in_session",
        0,
        &[("session", KeyKind::Closed), ("band", KeyKind::Closed)],
        &[("visitors", group(&came, bands))],
    ));
    let minutes = |person| {
        let there = (0..SESSIONS).filter_map(|session| Some((session, attended(person, session)?)));
        there.flat_map(|(session, share)| (0..=share / 8).map(move |minute| vec![format!("s{session}"), format!("m{minute}")])).collect()
    };
    bundle.push(part("retention", 0, &[("session", KeyKind::Closed), ("minute", KeyKind::Closed)], &[("present", group(&came, minutes))]));
    let flow = |person| {
        let there: Vec<u64> = (0..SESSIONS).filter(|session| attended(person, *session).is_some()).collect();
        there.windows(2).map(|pair| vec![format!("s{}", pair[0]), format!("s{}", pair[1])]).collect()
    };
    bundle.push(part("flow", 0, &[("from", KeyKind::Closed), ("to", KeyKind::Closed)], &[("visitors", group(&came, flow))]));
    let rooms = |person| (0..ROOMS).filter(|room| draw(person, 500 + room, 100) < 40).map(|room| vec![format!("r{room}")]).collect();
    bundle.push(part("rooms", 0, &[("room", KeyKind::Closed)], &[("visitors", group(&came, rooms))]));
    let grid = |person| {
        let in_rooms = (0..ROOMS).filter(move |room| draw(person, 500 + room, 100) < 40);
        in_rooms
            .flat_map(|room| {
                let (from, length) = (draw(person, 600 + room, INSTANTS), draw(person, 700 + room, 24) + 1);
                (from..(from + length).min(INSTANTS)).map(move |at| vec![format!("r{room}"), format!("t{at}")])
            })
            .collect()
    };
    bundle.push(part("concurrency", 0, &[("room", KeyKind::Closed), ("at", KeyKind::Closed)], &[("visitors", group(&came, grid))]));
    let answers = |person| (0..5).map(|question| vec![format!("q{question}"), format!("a{}", rank(person, 800 + question, 9))]).collect();
    bundle.push(part(
        "answers",
        0,
        &[("question", KeyKind::Closed), ("option", KeyKind::Answer)],
        &[("registered", group(&all, answers)), ("attended", group(&came, answers))],
    ));
    bundle
}

fn main() {
    let persons = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(50_000);
    let bundle = bundle(persons);
    let policy = Policy::new(10).with_questions((0..5).map(|question| (format!("q{question}"), false)));
    let started = Instant::now();
    match control(bundle, &policy, &History::none()) {
        Ok(out) => {
            println!("{persons} persons, {:?}, {:.1} s", out.attack, started.elapsed().as_secs_f64());
            for cells in &out.cells {
                let hidden = cells.hidden();
                println!("{:16} {:5} of {:5} hidden", cells.table(), hidden.cells(), hidden.of_cells);
            }
        }
        Err(error) => eprintln!("{error}"),
    }
}
