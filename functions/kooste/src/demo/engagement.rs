//! What visitors do in a session: write, react, ask, vote, watch, open.

use record::kind::RecordType;
use serde_json::json;

use super::day::Stay;
use super::people::{Person, chance_of};
use super::polls::{POLLS, Poll};
use super::programme::{SESSIONS, Session};
use super::scribe::{Deed, Scribe, Voice};
use super::time::{MINUTE, Millis, SECOND};

const EMOJIS: &[(u64, &str)] = &[(46, "👏"), (24, "❤️"), (13, "👍"), (9, "😂"), (7, "🎉"), (1, "🤔")];

/// Everything that a visitor does during a stay in a session.
pub(super) fn take_part(scribe: &mut Scribe<'_>, person: &Person, voice: Voice<'_>, stay: &Stay) {
    let Some(session) = stay.session else { return };
    react(scribe, person, voice, stay, session);
    chat(scribe, person, voice, stay, session);
    ask(scribe, person, voice, stay, session);
    for poll in POLLS.iter().filter(|poll| poll.session == session.id) {
        vote(scribe, voice, stay, poll, session.starts() + poll.opens * MINUTE);
    }
    open(scribe, voice, stay, session);
}

/// Instants at which a session is applauded or laughed at: the same for everybody in it.
fn moments(session: &Session) -> Vec<Millis> {
    let stream = SESSIONS.iter().position(|other| other.id == session.id).unwrap_or(0);
    let mut random = chance_of(1000 + stream as u64);
    let mut moments: Vec<Millis> = (0..3 + random.below(3)).map(|_| random.between(session.starts(), session.ends())).collect();
    moments.push(session.ends() - 20 * SECOND);
    moments
}

fn there(stay: &Stay, at: Millis) -> bool {
    stay.from <= at && at < stay.to
}

fn react(scribe: &mut Scribe<'_>, person: &Person, voice: Voice<'_>, stay: &Stay, session: &Session) {
    for moment in moments(session) {
        let at = moment + scribe.random.between(0, 9 * SECOND);
        if there(stay, at) && scribe.random.chance(person.lively) {
            let emoji = scribe.random.weighted(EMOJIS);
            let amount = 1 + scribe.random.below(3);
            scribe.write(voice, Deed::within(stay.room, at, RecordType::ReactionSent, json!({ "emoji": emoji, "amount": amount })));
        }
    }
}

/// Greetings at the start, bursts after the moments.
fn chat(scribe: &mut Scribe<'_>, person: &Person, voice: Voice<'_>, stay: &Stay, session: &Session) {
    if !scribe.random.chance(person.lively / 2) {
        return;
    }
    let mut starts = moments(session);
    starts.push(session.starts());
    for _ in 0..=scribe.random.below(4) {
        let at = scribe.random.pick(&starts) + scribe.random.between(4 * SECOND, 4 * MINUTE);
        if there(stay, at) {
            let kind = if scribe.random.chance(120) { "direct" } else { "room" };
            let length = 3 + scribe.random.below(40) * scribe.random.below(8);
            scribe.write(voice, Deed::within(stay.room, at, RecordType::ChatMessage, json!({ "kind": kind, "length": length })));
        }
    }
}

fn ask(scribe: &mut Scribe<'_>, person: &Person, voice: Voice<'_>, stay: &Stay, session: &Session) {
    if scribe.random.chance(person.lively / 10) {
        let question = format!("q-{}-{:04x}", session.id, scribe.random.below(65_536));
        let at = scribe.random.between(stay.from, stay.to);
        scribe.write(voice, Deed::within(stay.room, at, RecordType::QaAsked, json!({ "question": question })));
    }
    if scribe.random.chance(person.lively / 3) {
        let question = format!("q-{}-{}", session.id, scribe.random.below(6));
        let at = scribe.random.between(stay.from, stay.to);
        scribe.write(voice, Deed::within(stay.room, at, RecordType::QaVoted, json!({ "question": question })));
    }
}

fn vote(scribe: &mut Scribe<'_>, voice: Voice<'_>, stay: &Stay, poll: &Poll, opens: Millis) {
    let at = opens + scribe.random.between(2 * SECOND, 70 * SECOND);
    if !there(stay, at) || !scribe.random.chance(560) {
        return;
    }
    let votes = 1 + u64::from(scribe.random.chance(60));
    for number in 0..votes {
        let mut options = vec![scribe.random.weighted(poll.options).0];
        if poll.several && scribe.random.chance(500) {
            options.push(scribe.random.weighted(poll.options).0);
            options.sort_unstable();
            options.dedup();
        }
        let data = json!({ "poll": poll.id, "options": options });
        let again = 20 * SECOND * i64::from(number > 0);
        scribe.write(voice, Deed::within(stay.room, at + again, RecordType::PollVoted, data));
    }
}

fn open(scribe: &mut Scribe<'_>, voice: Voice<'_>, stay: &Stay, session: &Session) {
    if scribe.random.chance(400) {
        let data = json!({ "path": format!("/sessions/{}", session.id), "referrer": "https://kevat.example/programme" });
        scribe.write(voice, Deed::new(stay.from, RecordType::PageViewed, data));
    }
    if scribe.random.chance(250) {
        watch(scribe, voice, stay, session);
    }
    let at = scribe.random.between(stay.from, stay.to);
    if scribe.random.chance(60) {
        let data = json!({ "target": format!("https://kevat.example/slides/{}.pdf", session.id) });
        scribe.write(voice, Deed::within(stay.room, at, RecordType::DocumentOpened, data));
    }
    if scribe.random.chance(50) {
        let data = json!({ "target": format!("https://speakers.example/{}?utm_source=kevat", session.track) });
        scribe.write(voice, Deed::within(stay.room, at, RecordType::LinkClicked, data));
    }
}

fn watch(scribe: &mut Scribe<'_>, voice: Voice<'_>, stay: &Stay, session: &Session) {
    let position = |at: Millis| (at - session.starts()).max(0) / SECOND;
    let mut at = stay.from + 2 * SECOND;
    let mut kind = RecordType::MediaPlay;
    while at < stay.to {
        let data = json!({ "asset": session.id, "position": position(at), "live": true });
        scribe.write(voice, Deed::within(stay.room, at, kind, data));
        kind = RecordType::MediaProgress;
        at += 5 * MINUTE;
    }
    let data = json!({ "asset": session.id, "position": position(stay.to), "live": true });
    scribe.write(voice, Deed::within(stay.room, stay.to - SECOND, RecordType::MediaPause, data));
}
