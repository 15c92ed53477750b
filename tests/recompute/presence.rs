//! Who was where, when: from marks over stays and silence to intervals, one connection after another.

use std::collections::{BTreeMap, BTreeSet};

use super::definition::Definition;
use super::log::{Log, Record};
use super::{MINUTE, SECOND};

/// Marks further apart than this, in a stay that sends heartbeats, are silence.
const SILENCE: i64 = 300 * SECOND;
/// How long presence outlasts the last mark before a silence.
const GRACE: i64 = 90 * SECOND;
/// Presences this far apart are two visits.
const VISIT_GAP: i64 = 30 * MINUTE;

/// Half-open, in microseconds.
pub(crate) type Interval = (i64, i64);

/// Presence longer than zero, by person and room, clipped to the event.
#[derive(Debug, Default)]
pub(crate) struct Presence {
    /// By person, then room (none where the record names none): disjoint intervals in order.
    pub(crate) rooms: BTreeMap<String, BTreeMap<Option<String>, Vec<Interval>>>,
    /// The modes in which a person was present, `online` or `onsite`.
    pub(crate) modes: BTreeMap<String, BTreeSet<&'static str>>,
}

impl Presence {
    pub(crate) fn new(definition: &Definition, log: &Log) -> Self {
        let mut found: BTreeMap<String, BTreeMap<Option<String>, Vec<Interval>>> = BTreeMap::new();
        let mut presence = Self::default();
        for (person, records) in log.persons() {
            for (room, mode, interval) in person_intervals(definition, &records) {
                let clipped = (interval.0.max(definition.starts), interval.1.min(definition.ends));
                if clipped.0 < clipped.1 {
                    found.entry(person.to_owned()).or_default().entry(room).or_default().push(clipped);
                    let mode = if mode == "onsite" { "onsite" } else { "online" };
                    presence.modes.entry(person.to_owned()).or_default().insert(mode);
                }
            }
        }
        for (person, rooms) in found {
            let rooms = rooms.into_iter().map(|(room, intervals)| (room, union(intervals))).collect();
            presence.rooms.insert(person, rooms);
        }
        presence
    }

    /// The presence in a room, by person.
    pub(crate) fn in_room(&self, room: &str) -> BTreeMap<&str, &[Interval]> {
        let key = Some(room.to_owned());
        let of = |(person, rooms)| Option::zip(Some(String::as_str(person)), BTreeMap::get(rooms, &key).map(Vec::as_slice));
        self.rooms.iter().filter_map(of).collect()
    }

    /// A person's presence anywhere.
    pub(crate) fn anywhere(&self, person: &str) -> Vec<Interval> {
        union(self.rooms.get(person).into_iter().flat_map(BTreeMap::values).flatten().copied().collect())
    }
}

/// The union of intervals: disjoint, not even touching, in order.
pub(crate) fn union(intervals: Vec<Interval>) -> Vec<Interval> {
    merge(intervals, |gap| gap <= 0)
}

/// Visits: presences less than half an hour apart are one.
pub(crate) fn visits(presence: &[Interval]) -> Vec<Interval> {
    merge(presence.to_vec(), |gap| gap < VISIT_GAP)
}

fn merge(mut intervals: Vec<Interval>, joins: impl Fn(i64) -> bool) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut merged: Vec<Interval> = Vec::new();
    for (from, to) in intervals {
        match merged.last_mut() {
            Some(last) if joins(from - last.1) => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The part of intervals within a window.
pub(crate) fn clip(intervals: &[Interval], window: Interval) -> Vec<Interval> {
    let clipped = intervals.iter().map(|(from, to)| ((*from).max(window.0), (*to).min(window.1)));
    clipped.filter(|(from, to)| from < to).collect()
}

/// The sum of the lengths.
pub(crate) fn length(intervals: &[Interval]) -> i64 {
    intervals.iter().map(|(from, to)| to - from).sum()
}

/// Whether some interval holds the instant.
pub(crate) fn holds(intervals: &[Interval], time: i64) -> bool {
    intervals.iter().any(|(from, to)| *from <= time && time < *to)
}

type Found = (Option<String>, String, Interval);

fn person_intervals(definition: &Definition, records: &[&Record]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut connections: BTreeMap<Option<&str>, Vec<&Record>> = BTreeMap::new();
    for record in records {
        match record.kind.as_str() {
            "presence.join" | "presence.heartbeat" | "presence.leave" if record.time < definition.ends => {
                connections.entry(record.connection.as_deref()).or_default().push(record);
            }
            "interval.imported" => {
                let instant =
                    |key| record.text(key).and_then(|text| text.parse::<jiff::Timestamp>().ok()).map(jiff::Timestamp::as_microsecond);
                if let (Some(joined), Some(left)) = (instant("joined"), instant("left")) {
                    found.push((record.room.clone(), record.mode.clone(), (joined, left)));
                }
            }
            _ => {}
        }
    }
    for marks in connections.into_values() {
        for stay in stays(&marks, definition.ends) {
            found.extend(stay.presence().into_iter().map(|interval| (stay.room.clone(), stay.mode.clone(), interval)));
        }
    }
    found
}

/// From an opener to an end; what was heard in between.
#[derive(Clone, Debug)]
struct Stay {
    room: Option<String>,
    mode: String,
    /// The opener and the heartbeats, in order.
    marks: Vec<i64>,
    has_heartbeat: bool,
    ended: i64,
}

impl Stay {
    fn open(mark: &Record) -> Self {
        let has_heartbeat = mark.kind == "presence.heartbeat";
        Self { room: mark.room.clone(), mode: mark.mode.clone(), marks: vec![mark.time], has_heartbeat, ended: mark.time }
    }

    fn presence(&self) -> Vec<Interval> {
        if !self.has_heartbeat {
            return vec![(self.marks[0], self.ended)];
        }
        let nexts = self.marks[1..].iter().copied().chain([self.ended]);
        let until = |(mark, next): (i64, i64)| if next - mark > SILENCE { mark + GRACE } else { next };
        self.marks.iter().copied().zip(nexts).map(|(mark, next)| (mark, until((mark, next)))).collect()
    }
}

/// The stays of one connection.
#[derive(Default)]
struct Connection {
    open: BTreeMap<Option<String>, Stay>,
    closed: Vec<Stay>,
}

impl Connection {
    fn close(&mut self, room: Option<&String>, time: i64) {
        if let Some(mut stay) = self.open.remove(&room.cloned()) {
            stay.ended = time;
            self.closed.push(stay);
        }
    }

    fn close_all(&mut self, time: i64) {
        for room in self.open.keys().cloned().collect::<Vec<_>>() {
            self.close(room.as_ref(), time);
        }
    }

    fn join(&mut self, mark: &Record) {
        self.close_all(mark.time);
        self.open.insert(mark.room.clone(), Stay::open(mark));
    }

    fn heartbeat(&mut self, mark: &Record) {
        let stay = self.open.entry(mark.room.clone()).or_insert_with(|| Stay::open(mark));
        stay.has_heartbeat = true;
        if stay.marks.last() != Some(&mark.time) {
            stay.marks.push(mark.time);
        }
    }

    /// All marks of one instant: heartbeats of rooms that are not joined, leaves of rooms that are open, joins, heartbeats of the joined
    /// rooms, and the leaves of rooms that were not open before.
    fn instant(&mut self, marks: &[&Record]) {
        let of = |kind: &'static str| marks.iter().copied().filter(move |mark| mark.kind == kind);
        let joined: BTreeSet<&Option<String>> = of("presence.join").map(|mark| &mark.room).collect();
        for mark in of("presence.heartbeat").filter(|mark| !joined.contains(&mark.room)) {
            self.heartbeat(mark);
        }
        let (leaves, late_leaves): (Vec<&Record>, Vec<&Record>) = of("presence.leave").partition(|mark| self.open.contains_key(&mark.room));
        for mark in leaves {
            self.close(mark.room.as_ref(), mark.time);
        }
        let mut joins: Vec<&Record> = of("presence.join").collect();
        joins.sort_by(|a, b| a.room.cmp(&b.room));
        for mark in joins {
            self.join(mark);
            for heartbeat in of("presence.heartbeat").filter(|heartbeat| heartbeat.room == mark.room) {
                self.heartbeat(heartbeat);
            }
        }
        for mark in late_leaves {
            self.close(mark.room.as_ref(), mark.time);
        }
    }
}

/// The stays of one connection from its marks in the order of time.
fn stays(marks: &[&Record], ends: i64) -> Vec<Stay> {
    let mut connection = Connection::default();
    for instant in marks.chunk_by(|a, b| a.time == b.time) {
        connection.instant(instant);
    }
    connection.close_all(ends);
    connection.closed
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "id = \"e\"\norganizer = \"o\"\ntitle = { en = \"E\" }\ntimezone = \"UTC\"\nlanguages = [\"en\"]\n\
                         starts = 1970-01-01T00:00:00Z\nends = 1970-01-01T10:00:00Z\n";

    /// Presence of one person from marks `kind room second`, connection `c`; in seconds.
    fn presence(marks: &[&str]) -> Vec<(String, Vec<Interval>)> {
        let lines: Vec<String> = marks.iter().enumerate().map(|(id, mark)| mark_line(id, mark)).collect();
        let definition = Definition::parse(EVENT);
        let presence = Presence::new(&definition, &Log::read(&definition, &[lines.join("\n").as_bytes()]));
        let seconds = |intervals: &Vec<Interval>| intervals.iter().map(|(from, to)| (from / SECOND, to / SECOND)).collect();
        let rooms = presence.rooms.get("guest:g").cloned().unwrap_or_default();
        rooms.iter().map(|(room, intervals)| (room.clone().unwrap_or_default(), seconds(intervals))).collect()
    }

    fn mark_line(id: usize, mark: &str) -> String {
        let words: Vec<&str> = mark.split(' ').collect();
        let time = jiff::Timestamp::from_second(words[2].parse().expect("a number")).expect("in range");
        let connection = words.get(3).unwrap_or(&"c");
        format!(
            r#"{{"id":"{id}","source":"s","type":"presence.{}","time":"{time}","event":"e","actor":"g","actorkind":"guest","subject":"{}","connection":"{connection}"}}"#,
            words[0], words[1]
        )
    }

    fn only(room: &str, intervals: &[Interval]) -> Vec<(String, Vec<Interval>)> {
        vec![(room.to_owned(), intervals.to_vec())]
    }

    #[test]
    fn a_stay_ends_at_its_leave_the_next_join_or_the_events_end() {
        assert_eq!(presence(&["join a 100", "leave a 200", "leave a 250"]), only("a", &[(100, 200)]));
        assert_eq!(presence(&["join a 100", "leave b 200"]), only("a", &[(100, 36_000)]));
        let moved = presence(&["join a 100", "join b 200", "leave a 250", "leave b 300"]);
        assert_eq!(moved, [("a".into(), vec![(100, 200)]), ("b".into(), vec![(200, 300)])]);
        assert_eq!(presence(&["join a 100", "join a 200 d", "leave a 150", "leave a 300 d"]), only("a", &[(100, 150), (200, 300)]));
        assert_eq!(presence(&["join a 100", "join a 40000"]), only("a", &[(100, 36_000)]));
    }

    #[test]
    fn silence_ends_presence_only_where_there_were_heartbeats() {
        assert_eq!(presence(&["join a 100", "leave a 5000"]), only("a", &[(100, 5000)]));
        let slept = presence(&["join a 100", "heartbeat a 400", "heartbeat a 701", "leave a 1002"]);
        assert_eq!(slept, only("a", &[(100, 490), (701, 791)]));
        assert_eq!(presence(&["heartbeat a 100", "heartbeat a 200", "leave a 300"]), only("a", &[(100, 300)]));
        assert_eq!(presence(&["heartbeat a 100"]), only("a", &[(100, 190)]));
        assert_eq!(presence(&["join a 0", "leave a 1000", "heartbeat a 1000"]), only("a", &[(0, 90)]));
    }

    #[test]
    fn ties_are_ordered() {
        assert!(presence(&["leave a 100", "join a 100"]).is_empty());
        let again = presence(&["join a 50", "leave a 100", "join a 100", "leave a 200"]);
        assert_eq!(again, only("a", &[(50, 200)]));
        let moved = presence(&["join a 50", "leave a 100", "join b 100", "leave b 200"]);
        assert_eq!(moved, [("a".into(), vec![(50, 100)]), ("b".into(), vec![(100, 200)])]);
        assert_eq!(presence(&["join b 50", "join a 50", "leave b 60"]), only("b", &[(50, 60)]));
    }

    #[test]
    fn presences_less_than_half_an_hour_apart_are_one_visit() {
        let minutes = |list: &[Interval]| list.iter().map(|(from, to)| (from * MINUTE, to * MINUTE)).collect::<Vec<_>>();
        assert_eq!(visits(&minutes(&[(0, 10), (39, 40), (70, 80)])), minutes(&[(0, 40), (70, 80)]));
    }
}
