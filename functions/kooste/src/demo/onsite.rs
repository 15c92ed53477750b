//! The visitors in the building: gates, badge readers at some doors, and the app in some pockets.

use record::kind::{Mode, RecordType};
use serde_json::{Value, json};

use super::day::Stay;
use super::devices::{self, Device};
use super::log::Channel;
use super::people::Person;
use super::programme::{IMPORTED_WORKSHOP, SESSIONS};
use super::scribe::{Deed, Scribe, Voice};
use super::time::{self, MINUTE, Millis};
use super::{engagement, expo};

/// Rooms whose doors read badges.
const READERS: [&str; 3] = ["main", "workshop", "networking"];

/// Writes a day in the building.
pub(super) fn day(scribe: &mut Scribe<'_>, person: &Person, day: i64, stays: &[Stay]) {
    let badge = devices::badge();
    let voice = Voice::of(person, &badge);
    gates(scribe, voice, day);
    for stay in stays.iter().filter(|stay| READERS.contains(&stay.room)) {
        if scribe.random.chance(800) {
            scribe.write(voice, Deed::within(stay.room, stay.from, RecordType::PresenceJoin, Value::Null));
            scribe.write(voice, Deed::within(stay.room, stay.to, RecordType::PresenceLeave, Value::Null));
        }
    }
    if scribe.random.chance(450) {
        let app = devices::app(&mut scribe.random, person.home);
        pocket(scribe, person, &app, day, stays);
    }
}

fn gates(scribe: &mut Scribe<'_>, voice: Voice<'_>, day: i64) {
    let gate = scribe.random.weighted(&[(76, "main-door"), (22, "expo-door"), (2, "vip-door")]);
    let entry = time::at(day, scribe.random.bell(8 * 60 + 45, 14));
    scribe.write(voice, Deed::new(entry, RecordType::CheckinEntry, json!({ "gate": gate })));
    if scribe.random.chance(250) {
        let lunch = time::at(day, scribe.random.bell(12 * 60 + 15, 5));
        scribe.write(voice, Deed::new(lunch, RecordType::CheckinExit, json!({ "gate": gate })));
        scribe.write(voice, Deed::new(lunch + 45 * MINUTE, RecordType::CheckinEntry, json!({ "gate": "main-door" })));
    }
    if scribe.random.chance(620) {
        let exit = time::at(day, scribe.random.bell(16 * 60, 25));
        scribe.write(voice, Deed::new(exit, RecordType::CheckinExit, json!({ "gate": gate })));
    }
}

fn pocket(scribe: &mut Scribe<'_>, person: &Person, app: &Device, day: i64, stays: &[Stay]) {
    let voice = Voice::of(person, app);
    let opened: Millis = time::at(day, scribe.random.bell(9 * 60, 12));
    scribe.write(voice, Deed::new(opened, RecordType::PageViewed, json!({ "path": "/programme" })));
    for stay in stays {
        engagement::take_part(scribe, person, voice, stay);
        if stay.room == "expo" {
            expo::walk(scribe, voice, stay.from, stay.to);
        }
    }
}

/// One workshop was held on another platform, whose report gives whole presences to the minute.
pub(super) fn imported_workshop(scribe: &mut Scribe<'_>, person: &Person) {
    let Some(workshop) = SESSIONS.iter().find(|session| session.id == IMPORTED_WORKSHOP) else { return };
    let source = Device { channel: Channel::Workshop, mode: Mode::Online, ..devices::badge() };
    let joined = workshop.starts() + scribe.random.between(-4, 12) * MINUTE;
    let left = if scribe.random.chance(800) { workshop.ends() } else { joined + scribe.random.between(5, 60) * MINUTE };
    let data = json!({ "joined": time::utc(joined), "left": time::utc(left), "precision": 60 });
    scribe.write(Voice::of(person, &source), Deed::within(workshop.room, joined, RecordType::IntervalImported, data));
}
