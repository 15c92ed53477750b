//! The people who make the event, and the machines that watch it: in every log, in no number.

use record::id::ActorKind;
use record::kind::{Mode, RecordType, Role};
use serde_json::{Value, json};

use super::day::Stay;
use super::devices::{self, Device};
use super::exhibition::{STAND_STAFF, STANDS, staff_ticket};
use super::log::Channel;
use super::people::Person;
use super::presence;
use super::programme::SESSIONS;
use super::scribe::{Deed, Scribe, Voice};
use super::time::{self, HOUR, MINUTE};

/// Writes what the crew did.
pub(super) fn work(scribe: &mut Scribe<'_>) {
    speakers(scribe);
    exhibitors(scribe);
    for number in 0..6 {
        let member = Person::crew(100 + number, Role::Staff, ActorKind::Account, format!("staff-{number}"));
        all_day(scribe, &member, if number < 4 { "lobby" } else { "main" });
    }
    for number in 0..2 {
        all_day(scribe, &Person::crew(200 + number, Role::Test, ActorKind::Account, format!("test-{number}")), "main");
        all_day(scribe, &Person::crew(300 + number, Role::Bot, ActorKind::Guest, format!("bot-{number}")), "hall-a");
    }
    platform(scribe);
}

/// One speaker a session, who joins early and answers the questions.
fn speakers(scribe: &mut Scribe<'_>) {
    for (number, session) in (0..).zip(&SESSIONS) {
        let speaker = Person::crew(number, Role::Speaker, ActorKind::Account, format!("speaker-{number}"));
        let device = devices::desktop(&mut scribe.random, speaker.home, false);
        let stay = Stay { room: session.room, from: session.starts() - 15 * MINUTE, to: session.ends() + 2 * MINUTE, session: None };
        presence::online(scribe, &speaker, &device, &[stay]);
        for question in 0..3 {
            let data = json!({ "question": format!("q-{}-{question}", session.id) });
            let at = session.ends() - (3 - question) * MINUTE;
            scribe.write(Voice::of(&speaker, &device), Deed::within(session.room, at, RecordType::QaAnswered, data));
        }
    }
}

/// The staff of the stands; of every second one the log does not say so, only the event definition.
fn exhibitors(scribe: &mut Scribe<'_>) {
    for (number, stand) in (400..).zip(&STANDS) {
        for member in 0..STAND_STAFF {
            let role = if member == 0 { Role::Exhibitor } else { Role::Attendee };
            let person = Person::crew(number * STAND_STAFF + member, role, ActorKind::Ticket, staff_ticket(stand, member));
            all_day(scribe, &person, "expo");
            let device = devices::desktop(&mut scribe.random, person.home, false);
            let at = time::at(0, 8 * 60 + 50);
            scribe.write(Voice::of(&person, &device), Deed::within("expo", at, RecordType::StandViewed, json!({ "stand": stand.id })));
        }
    }
}

fn all_day(scribe: &mut Scribe<'_>, person: &Person, room: &'static str) {
    let device = devices::desktop(&mut scribe.random, person.home, false);
    let stays = [0, 1].map(|day| Stay { room, from: time::at(day, 8 * 60 + 40), to: time::at(day, 16 * 60 + 20), session: None });
    presence::online(scribe, person, &device, &stays);
}

/// What the platform itself logs: of no person.
fn platform(scribe: &mut Scribe<'_>) {
    for channel in [Channel::Edge(1), Channel::Edge(2), Channel::App, Channel::Gates] {
        let device = Device { channel, mode: Mode::Online, ..devices::badge() };
        let voice = Voice { kind: ActorKind::System, key: "", role: None, device: &device };
        for day in 0..2 {
            for hour in 8..17 {
                let at = time::at(day, 0) + hour * HOUR;
                scribe.write(voice, Deed { at, kind: "server.alive", room: None, data: json!({ "load": hour }) });
            }
        }
        scribe.write(voice, Deed::within("main", time::at(0, 9 * 60), RecordType::MediaPlay, Value::Null));
    }
}
