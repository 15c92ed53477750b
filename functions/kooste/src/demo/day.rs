//! One visitor's day: which rooms, from when to when.

use super::people::Person;
use super::programme::{IMPORTED_WORKSHOP, SESSIONS, Session};
use super::random::Random;
use super::time::{MINUTE, Millis, SECOND};

/// Being in a room, in truth, whatever the log will say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stay {
    /// The room.
    pub(super) room: &'static str,
    /// First instant.
    pub(super) from: Millis,
    /// First instant after.
    pub(super) to: Millis,
    /// The session that the visitor came for.
    pub(super) session: Option<&'static Session>,
}

impl Stay {
    /// How long it is.
    pub(super) const fn length(&self) -> Millis {
        self.to - self.from
    }
}

/// Where people are when they are in no session.
const BETWEEN: &[(u64, &str)] = &[(60, "expo"), (22, "lobby"), (18, "networking")];

/// The rooms of a visitor on a day, one after the other.
pub(super) fn stays(person: &Person, day: i64, random: &mut Random) -> Vec<Stay> {
    let mut stays = Vec::new();
    let mut free_from = 0;
    let mut gone_home = false;
    let arrival = random.weighted(&[(70, 0), (14, 1), (10, 2), (6, 3)]);
    for slot in slots(day).skip(arrival) {
        gone_home = gone_home || free_from > 0 && random.chance(65);
        let Some(session) = choose(person, &slot, random) else { continue };
        if session.starts() + 5 * MINUTE < free_from || gone_home && session.track != "social" {
            continue;
        }
        if session.id == IMPORTED_WORKSHOP {
            free_from = session.ends();
            continue;
        }
        let stay = attend(session, free_from, random);
        stays.extend(meanwhile(free_from, stay.from, random));
        stays.push(stay);
        free_from = stay.to + SECOND;
    }
    stays
}

/// Sessions that start together, in order of time.
fn slots(day: i64) -> impl Iterator<Item = Vec<&'static Session>> {
    let mut starts: Vec<Millis> = SESSIONS.iter().filter(|session| session.day == day).map(Session::starts).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.into_iter().map(|start| SESSIONS.iter().filter(|session| session.starts() == start).collect())
}

fn choose(person: &Person, slot: &[&'static Session], random: &mut Random) -> Option<&'static Session> {
    let own = slot.iter().find(|session| session.track == person.track);
    let others: Vec<_> = slot.iter().filter(|session| session.track != "workshops" && session.track != person.track).collect();
    let session = match own {
        Some(own) if others.is_empty() || person.makes_workshops() || random.chance(740) => *own,
        _ => **others.get(random.place(others.len()))?,
    };
    random.chance(session.pull).then_some(session)
}

fn attend(session: &'static Session, free_from: Millis, random: &mut Random) -> Stay {
    let length = session.ends() - session.starts();
    let from = if session.track == "social" {
        session.starts() + random.between(-10 * MINUTE, length * 2 / 3)
    } else if random.chance(130) {
        session.starts() + random.between(5 * MINUTE, (length / 2).min(25 * MINUTE))
    } else {
        session.starts() + random.bell(-90 * SECOND, 70 * SECOND)
    };
    let from = from.max(free_from + 2 * SECOND);
    let drops_off = if session.track == "social" { 850 } else { 220 };
    let to = if random.chance(drops_off) {
        random.between(from + MINUTE, session.ends())
    } else {
        session.ends() + random.bell(60 * SECOND, 50 * SECOND)
    };
    Stay { room: session.room, from, to: to.max(from + 20 * SECOND), session: Some(session) }
}

/// What happens before the next session: the lobby at first, the exhibition at lunch, often nothing.
fn meanwhile(free_from: Millis, until: Millis, random: &mut Random) -> Option<Stay> {
    if free_from == 0 {
        let from = until - random.between(MINUTE, 12 * MINUTE);
        return random.chance(600).then(|| Stay { room: "lobby", from, to: until - SECOND, session: None });
    }
    let from = free_from + 5 * SECOND;
    let to = (from + random.between(2 * MINUTE, 35 * MINUTE)).min(until - 2 * SECOND);
    let room = random.weighted(BETWEEN);
    (to - from > 3 * MINUTE && random.chance(380)).then_some(Stay { room, from, to, session: None })
}
