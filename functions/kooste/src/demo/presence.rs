//! What a browser tells about a visitor's presence, and what it forgets to tell.

use record::id::ActorKind;
use record::kind::RecordType;
use serde_json::{Value, json};

use super::day::Stay;
use super::devices::{self, Device};
use super::people::{Person, Quirk};
use super::scribe::{Deed, Scribe, Voice};
use super::time::{MINUTE, Millis, SECOND};

/// Writes a day's stays as one person's browser tells them; a second device too, where there is one.
pub(super) fn online(scribe: &mut Scribe<'_>, person: &Person, device: &Device, stays: &[Stay]) {
    let sleep = sleep(scribe, person, stays);
    let own = Voice::of(person, device);
    if let Some(first) = stays.first() {
        before_the_first(scribe, person, own, first);
    }
    for (number, stay) in stays.iter().enumerate() {
        match person.guest.as_deref().filter(|_| number == 0) {
            Some(guest) => {
                sit(scribe, Voice { kind: ActorKind::Guest, key: guest, ..own }, person.quirk, stay, None);
                log_in(scribe, own, guest, stay);
            }
            None => sit(scribe, own, person.quirk, stay, sleep),
        }
    }
    if let Some(longest) = longest(stays).filter(|_| person.quirk == Quirk::TwoDevices) {
        let phone = devices::mobile(&mut scribe.random, person.home);
        let (from, to) = (longest.from + longest.length() / 4, longest.to + MINUTE);
        sit(scribe, Voice { device: &phone, ..own }, Quirk::None, &Stay { from, to, ..*longest }, None);
    }
}

/// A guest becomes an account; one record under the old key is still on its way.
fn log_in(scribe: &mut Scribe<'_>, own: Voice<'_>, guest: &str, stay: &Stay) {
    scribe.write(own, Deed::new(stay.to, RecordType::IdentityLinked, json!({ "guest": guest })));
    let old = Voice { kind: ActorKind::Guest, key: guest, ..own };
    scribe.write(old, Deed::new(stay.to + 3 * SECOND, RecordType::PageViewed, json!({ "path": "/login/done" })));
}

fn before_the_first(scribe: &mut Scribe<'_>, person: &Person, voice: Voice<'_>, first: &Stay) {
    let early = first.from - 40 * SECOND;
    match person.quirk {
        Quirk::LeavesFirst => scribe.write(voice, Deed::within(first.room, early, RecordType::PresenceLeave, Value::Null)),
        Quirk::NoLength => {
            scribe.write(voice, Deed::within("lobby", early, RecordType::PresenceJoin, Value::Null));
            scribe.write(voice, Deed::within("lobby", early, RecordType::PresenceLeave, Value::Null));
        }
        _ => {}
    }
}

fn longest(stays: &[Stay]) -> Option<&Stay> {
    stays.iter().max_by_key(|stay| stay.length())
}

/// The window in which the laptop's lid is closed.
fn sleep(scribe: &mut Scribe<'_>, person: &Person, stays: &[Stay]) -> Option<(Millis, Millis)> {
    let longest = longest(stays).filter(|stay| person.quirk == Quirk::Sleeps && stay.length() > 20 * MINUTE)?;
    let from = longest.from + longest.length() / 3;
    Some((from, from + scribe.random.between(7 * MINUTE, longest.length() / 2)))
}

/// One stay: a join, a heartbeat a minute, a leave.
fn sit(scribe: &mut Scribe<'_>, voice: Voice<'_>, quirk: Quirk, stay: &Stay, sleep: Option<(Millis, Millis)>) {
    if quirk != Quirk::LosesJoins {
        scribe.write(voice, Deed::within(stay.room, stay.from, RecordType::PresenceJoin, Value::Null));
    }
    let mut beat = stay.from + if quirk == Quirk::LosesJoins { 0 } else { scribe.random.between(5 * SECOND, 60 * SECOND) };
    let watches = scribe.random.chance(700);
    while beat < stay.to {
        if sleep.is_none_or(|(from, to)| beat < from || beat >= to) {
            let visible = watches || scribe.random.chance(550);
            scribe.write(voice, Deed::within(stay.room, beat, RecordType::PresenceHeartbeat, json!({ "visible": visible })));
        }
        beat += scribe.random.between(56 * SECOND, 64 * SECOND);
    }
    if quirk != Quirk::LosesLeaves && !scribe.random.chance(110) {
        scribe.write(voice, Deed::within(stay.room, stay.to, RecordType::PresenceLeave, Value::Null));
    }
}
