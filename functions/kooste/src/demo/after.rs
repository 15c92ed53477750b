//! After the event: recordings are watched, a survey is answered.

use record::kind::{Mode, RecordType};
use serde_json::{Map, json};

use super::devices::{self, Device};
use super::exhibition::{BEST, RECOMMEND};
use super::log::Channel;
use super::people::{Person, Turnout};
use super::programme::SESSIONS;
use super::scribe::{Deed, Scribe, Voice};
use super::time::{DAY, EVENT_ENDS, HOUR, MINUTE, SECOND};

/// Writes what a visitor did in the days after the event.
pub(super) fn after(scribe: &mut Scribe<'_>, person: &Person) {
    let device = Device { channel: Channel::After, ..devices::desktop(&mut scribe.random, person.home, false) };
    let attended = person.turnout != Turnout::Absent;
    if scribe.random.chance(if attended { 130 } else { 90 }) {
        replay(scribe, person, &Device { mode: Mode::Replay, ..device.clone() });
    }
    if attended && scribe.random.chance(280) {
        let mut answers = Map::new();
        answers.insert("recommend".to_owned(), scribe.random.weighted(RECOMMEND).0.into());
        let mut best = vec![scribe.random.weighted(BEST).0, scribe.random.weighted(BEST).0];
        best.dedup();
        answers.insert("best".to_owned(), best.into());
        let at = EVENT_ENDS + HOUR + scribe.random.between(0, 3 * DAY) * scribe.random.between(0, 1000) / 1000;
        scribe.write(Voice::of(person, &device), Deed::new(at, RecordType::SurveyAnswered, json!({ "answers": answers })));
    }
}

fn replay(scribe: &mut Scribe<'_>, person: &Person, device: &Device) {
    let voice = Voice::of(person, device);
    let session = scribe.random.pick(&SESSIONS);
    let begins = EVENT_ENDS + scribe.random.between(2 * HOUR, 12 * DAY);
    let length = scribe.random.between(MINUTE, session.ends() - session.starts());
    let mut played = 0;
    let mut kind = RecordType::MediaPlay;
    while played < length {
        let data = json!({ "asset": session.id, "position": played / SECOND, "live": false });
        scribe.write(voice, Deed::within(session.room, begins + played, kind, data));
        kind = RecordType::MediaProgress;
        played += MINUTE;
    }
    let data = json!({ "asset": session.id, "position": length / SECOND, "live": false });
    scribe.write(voice, Deed::within(session.room, begins + length, RecordType::MediaPause, data));
}
