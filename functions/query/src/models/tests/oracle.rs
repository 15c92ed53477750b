//! What presence is, told second by second and mark by mark, without a line of SQL.

use std::collections::{BTreeMap, BTreeSet};

use super::log::Row;

type Room = Option<&'static str>;

/// What the models must find of one person.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Expected {
    /// Room, first second, first second after, whether its end is inferred.
    pub(super) presence: BTreeSet<(Room, i64, i64, bool)>,
    /// Room, first second and first second after of the visits of named rooms.
    pub(super) visits: BTreeSet<(Room, i64, i64)>,
    pub(super) defects: BTreeMap<String, usize>,
    pub(super) mode: Option<&'static str>,
}

/// Tells every counted person of a log of `length` seconds; the excluded have nothing but their roles among the defects.
pub(super) fn tell(rows: &[Row], length: i64) -> BTreeMap<u64, Expected> {
    let mut seen = BTreeSet::new();
    let mut ordered: Vec<&Row> = rows.iter().collect();
    ordered.sort_by_key(|row| row.time);
    let (kept, copies): (Vec<&Row>, Vec<&Row>) = ordered.into_iter().partition(|row| seen.insert(row.record));

    let mut persons: BTreeMap<u64, (Vec<&Row>, usize)> = BTreeMap::new();
    for row in &kept {
        persons.entry(canonical(&kept, row.person.expect("a person"))).or_default().0.push(row);
    }
    for row in copies {
        persons.entry(canonical(&kept, row.person.expect("a person"))).or_default().1 += 1;
    }
    persons.into_iter().map(|(person, (rows, copies))| (person, tell_person(&rows, copies, length))).collect()
}

fn canonical(rows: &[&Row], person: u64) -> u64 {
    let mut person = person;
    for _ in 0..4 {
        let links = rows.iter().filter(|row| row.guest == Some(person));
        let Some(link) = links.min_by_key(|row| (row.time, row.person)) else { break };
        person = link.person.expect("a person");
    }
    person
}

fn tell_person(rows: &[&Row], copies: usize, length: i64) -> Expected {
    let mut expected = Expected::default();
    let roles: BTreeSet<&str> = rows.iter().map(|row| row.role).filter(|role| *role != "attendee").collect();
    if !roles.is_empty() {
        expected.defects = roles.into_iter().map(|role| (format!("excluded_{role}"), 1)).collect();
        return expected;
    }
    let mut defect = |measure: &str, count: usize| {
        if count > 0 {
            *expected.defects.entry(measure.to_owned()).or_default() += count;
        }
    };
    defect("duplicate", copies);

    let mut stays = Vec::new();
    for connection in rows.iter().map(|row| row.connection).collect::<BTreeSet<_>>() {
        let marks: Vec<&Row> =
            rows.iter().copied().filter(|row| row.connection == connection && row.kind.starts_with("presence.")).collect();
        let mut walk = Walk::default();
        walk.connection(&marks, length);
        defect("leave_without_join", walk.closed_nothing);
        stays.extend(walk.stays);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for stay in &stays {
        defect("zero_length_stay", usize::from(stay.marks[0] == stay.end));
        let of_stay = stay.pieces();
        defect("inferred_leave", of_stay.iter().filter(|piece| piece.inferred && piece.from < piece.to).count());
        pieces.extend(of_stay);
    }
    for row in rows.iter().filter(|row| row.kind == "interval.imported") {
        let (from, to) = (row.joined.expect("a start"), row.left.expect("an end"));
        defect("zero_length_stay", usize::from(to <= from));
        pieces.push(Piece { room: row.room, from, to, inferred: false, onsite: row.mode == "onsite" });
    }
    for piece in &mut pieces {
        (piece.from, piece.to) = (piece.from.max(0), piece.to.min(length));
    }
    pieces.retain(|piece| piece.from < piece.to);
    let door = rows.iter().any(|row| row.kind == "checkin.entry");
    let (onsite, online) = (door || pieces.iter().any(|piece| piece.onsite), pieces.iter().any(|piece| !piece.onsite));
    expected.mode = match (onsite, online) {
        (true, true) => Some("both"),
        (true, false) => Some("onsite"),
        (false, true) => Some("online"),
        (false, false) => None,
    };
    for room in pieces.iter().map(|piece| piece.room).collect::<BTreeSet<_>>() {
        let of_room: Vec<&Piece> = pieces.iter().filter(|piece| piece.room == room).collect();
        let runs = runs(&of_room, length, 1);
        let inferred = |to: i64| of_room.iter().filter(|piece| piece.to == to).all(|piece| piece.inferred);
        expected.presence.extend(runs.iter().map(|(from, to)| (room, *from, *to, inferred(*to))));
        if room.is_some() {
            expected.visits.extend(self::runs(&of_room, length, 1800).into_iter().map(|(from, to)| (room, from, to)));
        }
    }
    expected
}

/// Runs of seconds present, two of them being one where fewer than `gap` seconds lie between.
fn runs(pieces: &[&Piece], length: i64, gap: i64) -> Vec<(i64, i64)> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for second in (0..length).filter(|second| pieces.iter().any(|piece| piece.from <= *second && *second < piece.to)) {
        match runs.last_mut() {
            Some(run) if second - run.1 < gap => run.1 = second + 1,
            _ => runs.push((second, second + 1)),
        }
    }
    runs
}

#[derive(Clone, Debug)]
struct Piece {
    room: Room,
    from: i64,
    to: i64,
    inferred: bool,
    onsite: bool,
}

#[derive(Debug)]
struct Stay {
    room: Room,
    /// The times of the opening and of every heartbeat.
    marks: Vec<i64>,
    heartbeats: bool,
    onsite: bool,
    end: i64,
    left: bool,
}

impl Stay {
    fn pieces(&self) -> Vec<Piece> {
        let piece = |from, to, inferred| Piece { room: self.room, from, to, inferred, onsite: self.onsite };
        let mut pieces = Vec::new();
        let mut from = self.marks[0];
        if self.heartbeats {
            for pair in self.marks.windows(2).filter(|pair| pair[1] - pair[0] > 300) {
                pieces.push(piece(from, pair[0] + 90, true));
                from = pair[1];
            }
            let last = *self.marks.last().expect("an opening");
            if self.end - last > 300 {
                pieces.push(piece(from, last + 90, true));
                return pieces;
            }
        }
        pieces.push(piece(from, self.end, !self.left));
        pieces
    }
}

/// One connection, walked through mark by mark.
#[derive(Default)]
struct Walk {
    open: Vec<Stay>,
    stays: Vec<Stay>,
    closed_nothing: usize,
}

impl Walk {
    fn connection(&mut self, marks: &[&Row], length: i64) {
        let in_time = |row: &&&Row| row.time < length || (row.kind == "presence.leave" && row.time == length);
        let marks: Vec<&Row> = marks.iter().filter(in_time).copied().collect();
        for instant in marks.iter().map(|row| row.time).collect::<BTreeSet<_>>() {
            let now: Vec<&Row> = marks.iter().copied().filter(|row| row.time == instant).collect();
            self.instant(&now);
        }
        while let Some(stay) = self.open.pop() {
            self.stays.push(Stay { end: length, left: false, ..stay });
        }
    }

    fn instant(&mut self, now: &[&Row]) {
        let of_kind = |kind: &'static str| {
            let mut rows: Vec<&Row> = now.iter().copied().filter(|row| row.kind == kind).collect();
            rows.sort_by_key(|row| (row.room, row.mode == "onsite"));
            rows
        };
        let (joins, heartbeats, leaves) = (of_kind("presence.join"), of_kind("presence.heartbeat"), of_kind("presence.leave"));
        let joined: BTreeSet<Room> = joins.iter().map(|row| row.room).collect();
        let present: BTreeSet<Room> = self.open.iter().map(|stay| stay.room).collect();

        heartbeats.iter().filter(|row| !joined.contains(&row.room)).for_each(|row| self.heartbeat(row));
        leaves.iter().filter(|row| !joined.contains(&row.room) || present.contains(&row.room)).for_each(|row| self.leave(row));
        for (place, join) in joins.iter().enumerate() {
            self.join(join);
            if joins.get(place + 1).is_none_or(|next| next.room != join.room) {
                heartbeats.iter().filter(|row| row.room == join.room).for_each(|row| self.heartbeat(row));
                leaves.iter().filter(|row| row.room == join.room && !present.contains(&row.room)).for_each(|row| self.leave(row));
            }
        }
    }

    fn start(&mut self, row: &Row, heartbeats: bool) {
        let stay = Stay { room: row.room, marks: vec![row.time], heartbeats, onsite: row.mode == "onsite", end: 0, left: false };
        self.open.push(stay);
    }

    fn join(&mut self, row: &Row) {
        self.stays.extend(self.open.drain(..).map(|stay| Stay { end: row.time, left: false, ..stay }));
        self.start(row, false);
    }

    fn heartbeat(&mut self, row: &Row) {
        match self.open.iter_mut().find(|stay| stay.room == row.room) {
            Some(stay) => {
                stay.marks.push(row.time);
                stay.heartbeats = true;
            }
            None => self.start(row, true),
        }
    }

    fn leave(&mut self, row: &Row) {
        match self.open.iter().position(|stay| stay.room == row.room) {
            Some(place) => {
                let stay = self.open.remove(place);
                self.stays.push(Stay { end: row.time, left: true, ..stay });
            }
            None => self.closed_nothing += 1,
        }
    }
}
