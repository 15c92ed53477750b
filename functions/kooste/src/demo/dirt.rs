//! What goes wrong between a platform and its log: everything that the contract says to expect.
//!
//! Lines are only added, moved or copied broken, so that the report of a dirty log is that of a clean one, but for the records of one
//! faulty server and of one cut archive.

use super::log::{Channel, Line, Log};
use super::people::chance_of;
use super::programme::EVENT;
use super::random::Random;
use super::time::{self, DAY, FIRST_DAY, SECOND};

/// The length of the longest line.
const HUGE_LINE: usize = 10 << 20;

/// The hour, from the first day's midnight, of which one server sent a part only weeks later.
const LATE_HOUR: i64 = 38;
/// The hour of which a part went through the faulty server.
const FAULTY_HOUR: i64 = 34;
/// The hour in which somebody's address was ten million letters long.
const HUGE_HOUR: i64 = 10;

/// Spoils the logs.
pub(super) fn spoil(log: &mut Log) {
    let mut random = chance_of(1);
    let mut added = detour(log);
    let mut broken = 0;
    for (channel, slot, lines) in log.files_mut() {
        let clean = lines.len();
        for index in 0..clean {
            let copies = copies(&mut random, &lines[index], &mut broken);
            lines.extend(copies);
            strange_field(&mut random, &mut lines[index]);
            if channel == Channel::Edge(1) && random.chance(1) {
                // The other server has it too.
                added.push((Channel::Edge(2), lines[index].clone()));
            }
        }
        if (channel, slot) == (Channel::Edge(1), HUGE_HOUR) {
            lines.push(huge());
        }
    }
    for (channel, line) in added {
        log.push(channel, line.arrived, line.bytes);
    }
}

/// Takes lines out of their files, for the late and the faulty server.
fn detour(log: &mut Log) -> Vec<(Channel, Line)> {
    let mut taken = Vec::new();
    for (channel, slot, lines) in log.files_mut() {
        match (channel, slot) {
            (Channel::Edge(2), LATE_HOUR) => {
                let late = every(lines, 12).into_iter().map(|line| Line { arrived: FIRST_DAY + 21 * DAY, ..line });
                taken.extend(late.map(|line| (Channel::Late, line)));
            }
            (Channel::Edge(1), FAULTY_HOUR) => {
                let mut faulty = every(lines, 20);
                for line in faulty.iter_mut().step_by(3) {
                    line.bytes.truncate(line.bytes.len() / 2);
                }
                taken.extend(faulty.into_iter().map(|line| (Channel::Faulty, line)));
            }
            _ => {}
        }
    }
    taken
}

/// Takes every so manieth line.
fn every(lines: &mut Vec<Line>, step: usize) -> Vec<Line> {
    let mut number = 0;
    lines
        .extract_if(.., |_| {
            number += 1;
            number % step == 0
        })
        .collect()
}

/// What comes into the file beside a line: duplicates, strangers, blanks, and lines that are no records.
fn copies(random: &mut Random, line: &Line, broken: &mut usize) -> Vec<Line> {
    let mut copies = Vec::new();
    let mut add = |delay: i64, bytes: Vec<u8>| copies.push(Line { arrived: line.arrived + delay, bytes });
    match random.below(1000) {
        0..4 => add(random.between(0, 90 * SECOND), line.bytes.clone()),
        4 => add(0, Vec::new()),
        5 => add(1, replaced(&line.bytes, EVENT, b"syksy-2025")),
        6 => add(2, stranger(&line.bytes)),
        7 => {
            add(3, damaged(*broken, &line.bytes));
            *broken += 1;
        }
        _ => {}
    }
    copies
}

/// A record of a type that the contract does not know.
fn stranger(line: &[u8]) -> Vec<u8> {
    let own_id = replaced(line, "\"id\":\"", b"\"id\":\"s");
    let known = String::from_utf8_lossy(&own_id).split("\"type\":\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    replaced(&own_id, &format!("\"type\":\"{}\"", known.unwrap_or_default()), b"\"type\":\"hand.raised\"")
}

/// A field that the contract does not know.
fn strange_field(random: &mut Random, line: &mut Line) {
    if random.chance(2) {
        line.bytes = replaced(&line.bytes, "\"visible\":", b"\"fps\":[24,{\"dropped\":0}],\"visible\":");
    }
}

/// A copy of a line that is no record, in one of many ways.
fn damaged(way: usize, line: &[u8]) -> Vec<u8> {
    let with = |from: &str, to: &[u8]| replaced(line, from, to);
    match way % 15 {
        0 => line[..line.len() / 2].to_vec(),
        1 => [vec![0; 64], line.to_vec()].concat(),
        2 => with("\"source\":\"", b"\"source\":\"\xC3\x28\xFF"),
        3 => with("\"source\":\"", b"\"source\":\"\0"),
        4 => with("\"id\":", b"\"ID\":"),
        5 => with("\"time\":", b"\"tiem\":"),
        6 => with("\"time\":\"", b"\"time\":\"sometime "),
        7 => [b"[".to_vec(), line.to_vec(), b"]".to_vec()].concat(),
        8 => b"42".to_vec(),
        9 => b"-- log rotated --".to_vec(),
        10 => with("\"event\":", b"\"evnet\":"),
        11 => with("\"actorkind\":\"", b"\"actorkind\":\"robot-"),
        12 => [line, line].concat(),
        13 => vec![b'['; 20_000],
        _ => [b"INFO ".to_vec(), line.to_vec()].concat(),
    }
}

fn replaced(line: &[u8], from: &str, to: &[u8]) -> Vec<u8> {
    match line.windows(from.len()).position(|window| window == from.as_bytes()) {
        Some(place) => [&line[..place], to, &line[place + from.len()..]].concat(),
        None => line.to_vec(),
    }
}

fn huge() -> Line {
    let at = time::at(0, 10 * 60 + 20);
    let path = "a".repeat(HUGE_LINE);
    let record = format!(
        "{{\"id\":\"huge\",\"source\":\"https://edge-1.example\",\"type\":\"page.viewed\",\"time\":\"{}\",\"event\":\"{EVENT}\",\
         \"actor\":\"test-0\",\"actorkind\":\"account\",\"role\":\"test\",\"data\":{{\"path\":\"/{path}\"}}}}",
        time::utc(at)
    );
    Line { arrived: at, bytes: record.into_bytes() }
}
