//! Where they were: rooms, sessions, curves and flows.

use std::collections::BTreeMap;

use super::definition::Session;
use super::numbers::{DURATION_BANDS, duration_band, half_minutes, mean, peak, percentile};
use super::presence::{Interval, clip, holds, length, visits};
use super::table::{Cell, Table, Value};
use super::{GRID, MINUTE, Recomputed};

/// Up to here a join is in time, and from here to the end a leave is not early.
const PUNCTUAL: i64 = 5 * MINUTE;

pub(crate) fn tables(event: &Recomputed) -> Vec<Table> {
    vec![rooms(event), sessions(event), time_in_session(event), concurrency(event), retention(event), session_flow(event)]
}

/// The presence of a session's visitors, clipped to it.
fn session_presence<'a>(event: &'a Recomputed, session: &Session) -> BTreeMap<&'a str, Vec<Interval>> {
    let clipped = event.presence.in_room(&session.room).into_iter();
    let clipped = clipped.map(|(person, intervals)| (person, clip(intervals, (session.starts, session.ends))));
    clipped.filter(|(_, intervals)| !intervals.is_empty()).collect()
}

/// Mean, median and 90th percentile of minutes.
fn minutes_cells(minutes: &[f64]) -> [Cell; 3] {
    if minutes.is_empty() {
        return std::array::from_fn(|_| Cell::minutes(0.0, 0));
    }
    [mean(minutes), percentile(minutes, 0.5), percentile(minutes, 0.9)].map(|value| Cell::minutes(value, minutes.len()))
}

/// The peak and its instant: as many persons are behind both as were there.
fn peak_cells<'a>(event: &Recomputed, persons: impl Iterator<Item = &'a [Interval]>) -> [Cell; 2] {
    let (highest, first) = peak(persons).unwrap_or((0, event.definition.starts));
    let persons = usize::try_from(highest).expect("not negative");
    let at = event.definition.write_instant(event.definition.grid_floor(first));
    [Cell::persons(persons), Cell { value: Value::Instant(at), persons }]
}

fn rooms(event: &Recomputed) -> Table {
    let mut table =
        Table::new("rooms", &["room"], &["visitors", "visits", "minutes_mean", "minutes_median", "minutes_p90", "peak", "peak_at"]);
    for room in &event.definition.rooms {
        let presence = event.presence.in_room(room);
        let minutes: Vec<f64> = presence.values().map(|intervals| half_minutes(length(intervals))).collect();
        let visits = presence.values().map(|intervals| visits(intervals).len()).sum();
        let mut cells = vec![Cell::persons(presence.len()), Cell::count(visits, presence.len())];
        cells.extend(minutes_cells(&minutes));
        cells.extend(peak_cells(event, presence.values().copied()));
        table.public_row(&[room], cells);
    }
    table
}

fn sessions(event: &Recomputed) -> Table {
    let mut table = Table::new(
        "sessions",
        &["session", "room", "track"],
        &["visitors", "minutes_mean", "minutes_median", "minutes_p90", "attended_80", "late_joins", "early_leaves", "peak", "peak_at"],
    );
    for session in &event.definition.sessions {
        let presence = session_presence(event, session);
        let minutes: Vec<f64> = presence.values().map(|intervals| half_minutes(length(intervals))).collect();
        let window = session.ends - session.starts;
        let stayed = presence.values().filter(|intervals| length(intervals) * 10 >= window * 8).count();
        let late = presence.values().filter(|intervals| intervals[0].0 > session.starts + PUNCTUAL).count();
        let early = presence.values().filter(|intervals| intervals[intervals.len() - 1].1 < session.ends - PUNCTUAL).count();
        let mut cells = vec![Cell::persons(presence.len())];
        cells.extend(minutes_cells(&minutes));
        cells.extend([stayed, late, early].map(Cell::persons));
        cells.extend(peak_cells(event, presence.values().map(Vec::as_slice)));
        table.public_row(&[&session.id, &session.room, session.track.as_deref().unwrap_or_default()], cells);
    }
    table
}

fn time_in_session(event: &Recomputed) -> Table {
    let mut table = Table::new("time_in_session", &["session", "band"], &["visitors"]);
    for session in &event.definition.sessions {
        let presence = session_presence(event, session);
        for band in DURATION_BANDS {
            let in_band = presence.values().filter(|intervals| duration_band(half_minutes(length(intervals))) == band).count();
            table.row(&[&session.id, band], vec![Cell::persons(in_band)]);
        }
    }
    table
}

fn concurrency(event: &Recomputed) -> Table {
    let mut table = Table::new("concurrency", &["room", "at"], &["visitors"]);
    for room in &event.definition.rooms {
        let presence = event.presence.in_room(room);
        for at in event.definition.grid() {
            let present = presence.values().filter(|intervals| holds(intervals, at)).count();
            table.row(&[room, &event.definition.write_instant(at)], vec![Cell::persons(present)]);
        }
    }
    table
}

fn retention(event: &Recomputed) -> Table {
    let mut table = Table::new("retention", &["session", "minute"], &["share"]);
    for session in &event.definition.sessions {
        let mut starters = session_presence(event, session);
        starters.retain(|_, intervals| intervals[0].0 < session.starts + PUNCTUAL);
        let mut at = session.starts;
        while at < session.ends {
            let present = starters.values().filter(|intervals| holds(intervals, at)).count();
            let minute = ((at - session.starts) / MINUTE).to_string();
            table.row(&[&session.id, &minute], vec![Cell::ratio(present, starters.len())]);
            at += GRID;
        }
    }
    table
}

fn session_flow(event: &Recomputed) -> Table {
    let mut in_order: Vec<&Session> = event.definition.sessions.iter().collect();
    in_order.sort_by(|a, b| (a.starts, &a.id).cmp(&(b.starts, &b.id)));
    let mut attended: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for session in in_order {
        for person in session_presence(event, session).into_keys() {
            attended.entry(person).or_default().push(&session.id);
        }
    }
    let mut steps: BTreeMap<[&str; 2], usize> = BTreeMap::new();
    for sessions in attended.values() {
        for step in sessions.windows(2) {
            *steps.entry([step[0], step[1]]).or_default() += 1;
        }
    }
    let mut table = Table::new("session_flow", &["from_session", "to_session"], &["visitors"]);
    for (step, visitors) in steps {
        table.row(&step, vec![Cell::persons(visitors)]);
    }
    table
}
