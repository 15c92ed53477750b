//! Being there: joins, heartbeats and leaves, with everything that gets lost between a browser and a log.

use serde_json::{Value, json};

use super::super::writer::{Device, Writer};
use super::super::{Event, HOUR, MARK, MINUTE, SECOND};
use super::Person;

pub(super) fn write(event: &Event, writer: &mut Writer, person: &Person) {
    for index in 0..event.sessions.len() {
        if writer.random.percent(38) {
            let session = &event.sessions[index];
            let from = session.starts + writer.random.range(-8 * MINUTE, 12 * MINUTE) / 1000 * 1000;
            let until = match writer.random.range(0, 3) {
                0 => session.ends + writer.random.range(-2 * MINUTE, 10 * MINUTE),
                1 => session.ends,
                _ => from + writer.random.range(20 * SECOND, 80 * MINUTE),
            };
            let device = writer.random.pick(&person.devices).clone();
            let room = room(event, writer, session.room);
            stay(writer, person, &device, room, from, until.max(from));
        }
    }
    if writer.random.percent(10) {
        imported(event, writer, person);
    }
    if writer.random.percent(15) {
        ties(event, writer, person);
    }
}

/// Mostly the session's room; now and then one that is not in the programme, or none.
fn room(event: &Event, writer: &mut Writer, room: &'static str) -> Option<&'static str> {
    match writer.random.range(0, 400) {
        0 => Some("corridor"),
        1..8 => None,
        8..20 => Some(event.rooms[1]),
        _ => Some(room),
    }
}

fn mark(writer: &mut Writer, person: &Person, device: &Device, kind: &str, room: Option<&str>, at: i64) {
    let mut more = json!({"data": {"visible": at % 2 == 0}});
    if let Some(room) = room {
        more["subject"] = json!(room);
    }
    writer.record(person.actor(at), device, &format!("presence.{kind}"), at, more);
}

/// One stay as a browser sends it and as the log keeps it.
fn stay(writer: &mut Writer, person: &Person, device: &Device, room: Option<&str>, from: i64, until: i64) {
    if !writer.random.percent(7) {
        mark(writer, person, device, "join", room, from);
    }
    if writer.random.percent(10) {
        let before = from - writer.random_milliseconds(5 * MINUTE);
        mark(writer, person, device, "leave", room, before);
    }
    if writer.random.percent(65) {
        heartbeats(writer, person, device, room, from, until);
    }
    if writer.random.percent(8) {
        mark(writer, person, device, "join", room, from + (until - from) / 2);
    }
    match writer.random.range(0, 20) {
        // Lost; the next join or the event's end will have to do.
        0..4 => {}
        // Before it came, or at once.
        4 => mark(writer, person, device, "leave", room, from),
        // Twice.
        5 => (0..2).for_each(|_| mark(writer, person, device, "leave", room, until)),
        _ => mark(writer, person, device, "leave", room, until),
    }
}

fn heartbeats(writer: &mut Writer, person: &Person, device: &Device, room: Option<&str>, from: i64, until: i64) {
    let step = writer.random.range(60, 280) * SECOND;
    let mut at = from + writer.random_milliseconds(step);
    let until = if writer.random.percent(5) { until + 20 * MINUTE } else { until };
    while at < until {
        if writer.random.percent(95) {
            mark(writer, person, device, "heartbeat", room, at);
        }
        let sleep = if writer.random.percent(4) { writer.random_milliseconds(50 * MINUTE) } else { 0 };
        at += step + sleep + writer.random_milliseconds(20 * SECOND);
    }
}

/// A presence known from another platform; sometimes over the event's edges, sometimes from end to start.
fn imported(event: &Event, writer: &mut Writer, person: &Person) {
    let from = event.starts + writer.random.range(-HOUR, event.ends - event.starts);
    let until = from + writer.random.range(-5 * MINUTE, 3 * HOUR);
    let write = |at: i64| jiff::Timestamp::from_microsecond(at).expect("in range").to_string();
    let data = json!({"joined": write(from), "left": write(until), "precision": 60});
    let more = json!({"subject": event.rooms[0], "data": data});
    writer.record(person.actor(until), &Device::none(), "interval.imported", until, more);
}

/// Several marks at one instant, as platforms with a clock of seconds write them.
fn ties(event: &Event, writer: &mut Writer, person: &Person) {
    let device = Device { connection: Some(format!("{MARK}-tie-{}", person.index)), mode: None, agent: None, skew: 0 };
    let [a, b] = [Some(event.rooms[0]), Some(event.rooms[1])];
    let at = (event.starts + writer.random.range(0, 6 * HOUR)) / SECOND * SECOND;
    let marks: &[(&str, Option<&str>, i64)] = match writer.random.range(0, 6) {
        // From room to room and back within one second each.
        0 => &[("join", a, 0), ("leave", a, 600), ("join", b, 600), ("leave", b, 900), ("join", a, 900), ("leave", a, 1500)],
        // A reload.
        1 => &[("join", a, 0), ("leave", a, 300), ("join", a, 300), ("leave", a, 700)],
        // Zero length.
        2 => &[("join", a, 0), ("leave", a, 0), ("heartbeat", b, 5), ("leave", b, 5)],
        // Two rooms at once.
        3 => &[("join", b, 0), ("join", a, 0), ("leave", a, 400), ("leave", b, 800)],
        // A heartbeat with its join; one with its leave, exactly at the edge of silence.
        4 => &[("join", a, 0), ("heartbeat", a, 0), ("heartbeat", a, 300), ("heartbeat", a, 601), ("leave", a, 601)],
        _ => &[("join", a, 0), ("heartbeat", a, 100), ("leave", a, 200), ("join", b, 200), ("heartbeat", b, 200), ("leave", b, 501)],
    };
    for (kind, room, after) in marks {
        mark(writer, person, &device, kind, *room, at + after * SECOND);
    }
}

impl Writer {
    /// A length of time up to `end`, in whole milliseconds.
    fn random_milliseconds(&mut self, end: i64) -> i64 {
        self.random.range(0, end) / 1000 * 1000
    }
}

/// Attributes with a subject where there is one.
pub(super) fn with_subject(mut more: Value, room: Option<&str>) -> Value {
    if let Some(room) = room {
        more["subject"] = json!(room);
    }
    more
}
