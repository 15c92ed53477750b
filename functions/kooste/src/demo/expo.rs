//! What visitors do at the stands.

use record::kind::RecordType;
use serde_json::json;

use super::exhibition::{STANDS, Stand};
use super::scribe::{Deed, Scribe, Voice};
use super::time::{HOUR, MINUTE, Millis, SECOND};

/// A walk past some stands between two instants.
pub(super) fn walk(scribe: &mut Scribe<'_>, voice: Voice<'_>, from: Millis, to: Millis) {
    let weighted = STANDS.map(|stand| (stand.weight, stand));
    for _ in 0..=scribe.random.below(5) {
        let stand = scribe.random.weighted(&weighted);
        let at = scribe.random.between(from, to);
        visit(scribe, voice, &stand, at);
    }
}

fn visit(scribe: &mut Scribe<'_>, voice: Voice<'_>, stand: &Stand, at: Millis) {
    let id = stand.id;
    scribe.write(voice, Deed::within("expo", at, RecordType::StandViewed, json!({ "stand": id })));
    if scribe.random.chance(180) {
        let target = format!("https://{}.example/brochure.pdf", stand.partner);
        scribe.write(voice, Deed::within("expo", at + 9 * SECOND, RecordType::DocumentOpened, json!({ "target": target, "stand": id })));
    }
    if scribe.random.chance(140) {
        let target = format!("https://{}.example/?visitor=kevat#offer", stand.partner);
        scribe.write(voice, Deed::within("expo", at + 25 * SECOND, RecordType::LinkClicked, json!({ "target": target, "stand": id })));
    }
    if scribe.random.chance(45) {
        scribe.write(voice, Deed::within("expo", at + 40 * SECOND, RecordType::StandContactRequested, json!({ "stand": id })));
    }
    if scribe.random.chance(30) {
        let minutes = scribe.random.pick(&[10, 15, 20, 30]);
        let data = json!({ "stand": id, "minutes": minutes });
        scribe.write(voice, Deed::new(at + MINUTE, RecordType::MeetingBooked, data.clone()));
        if scribe.random.chance(750) {
            scribe.write(voice, Deed::new(at + HOUR, RecordType::MeetingHeld, data));
        }
    }
}
