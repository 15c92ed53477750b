//! What a visitor tells before the event: registration, answers, consents; and takes back.

use record::id::ActorKind;
use record::kind::{Mode, RecordType};
use serde_json::{Map, Value, json};

use super::devices::{Clock, Device};
use super::exhibition::{DIET, EDUCATION, INDUSTRY, STANDS};
use super::log::Channel;
use super::people::Person;
use super::random::Random;
use super::scribe::{Deed, Scribe, Voice};
use super::time::{DAY, EVENT_STARTS, FIRST_DAY, HOUR, MINUTE, Millis, REGISTRATION};

/// Writes what a registered visitor told the shop.
pub(super) fn before(scribe: &mut Scribe<'_>, person: &Person) {
    let shop = shop(person);
    let voice = Voice::of(person, &shop);
    let at = instant(&mut scribe.random);
    let registration = json!({
        "ticket": person.ticket,
        "channel": person.channel,
        "answers": answers(&mut scribe.random, person),
        "profile": profile(person),
    });
    scribe.write(voice, Deed::new(at, RecordType::RegistrationCreated, registration));
    if person.cancelled {
        let cancelled = scribe.random.between(at + HOUR, EVENT_STARTS);
        scribe.write(voice, Deed::new(cancelled, RecordType::RegistrationCancelled, json!({ "ticket": person.ticket })));
    } else if scribe.random.chance(50) {
        let updated = scribe.random.between(at + HOUR, EVENT_STARTS);
        let answers = answers(&mut scribe.random, person);
        scribe.write(voice, Deed::new(updated, RecordType::RegistrationUpdated, json!({ "ticket": person.ticket, "answers": answers })));
    }
    consents(scribe, voice, at + MINUTE);
    if person.index % 300 == 7 {
        let scope = scribe.random.pick(&["event", "event", "all"]);
        scribe.write(voice, Deed::new(FIRST_DAY + 9 * DAY, RecordType::ErasureRequested, json!({ "scope": scope })));
    }
}

/// Writes the profile that the platform learns when somebody logs in.
pub(super) fn introduce(scribe: &mut Scribe<'_>, person: &Person, voice: Voice<'_>, at: Millis) {
    if person.kind == ActorKind::Guest || scribe.random.chance(500) {
        scribe.write(voice, Deed::new(at, RecordType::IdentityProfile, json!({ "profile": profile(person) })));
    }
}

fn shop(person: &Person) -> Device {
    Device {
        connection: None,
        channel: Channel::Shop,
        mode: Mode::Online,
        useragent: None,
        address: None,
        country: None,
        locale: Some(person.home.locale),
        clock: Clock::Silent,
    }
}

/// A wave when registration opens, one before early birds end, one in the last days; by day rather than by night.
fn instant(random: &mut Random) -> Millis {
    let day = match random.below(100) {
        0..18 => random.between(0, 6),
        18..45 => random.between(0, 70),
        45..62 => random.between(40, 45),
        _ => 70 - random.between(0, 12) * random.between(0, 12) / 12,
    };
    REGISTRATION + day * DAY + random.bell(13 * 60, 170) * MINUTE + random.between(0, MINUTE)
}

fn profile(person: &Person) -> Value {
    let known = &person.profile;
    let mut profile = Map::new();
    let texts = [("name", Some(known.name.as_str())), ("email", known.email.as_deref()), ("phone", known.phone.as_deref())];
    let work = [("company", Some(known.company)), ("title", Some(known.title))];
    for (key, text) in texts.into_iter().chain(work) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            profile.insert(key.to_owned(), text.into());
        }
    }
    Value::Object(profile)
}

fn answers(random: &mut Random, person: &Person) -> Value {
    let mut answers = Map::new();
    let choices = [("education", EDUCATION), ("industry", INDUSTRY)];
    for (question, options) in choices {
        let answer = if random.chance(40) { "" } else { random.weighted(options).0 };
        answers.insert(question.to_owned(), answer.into());
    }
    let age = 19 + random.below(25) + random.below(25);
    if random.chance(820) {
        let years = random.below(age - 17);
        // Some forms send numbers as text.
        answers.insert("experience".to_owned(), if random.chance(200) { years.to_string().into() } else { years.into() });
    }
    if random.chance(700) {
        let birth = format!("{:04}-{:02}-{:02}", 2026 - age, random.below(12) + 1, random.below(28) + 1);
        answers.insert("birth".to_owned(), birth.into());
    }
    if matches!(person.ticket, "onsite" | "vip" | "press") {
        answers.insert("diet".to_owned(), json!([random.weighted(DIET).0]));
        let allergies = random.weighted(&[(80, ""), (8, "pähkinä"), (7, "laktoosi"), (5, "fish, nuts")]);
        answers.insert("allergies".to_owned(), allergies.into());
    }
    Value::Object(answers)
}

/// Separate boxes: one for the organizer, one for each partner; some are unticked later.
fn consents(scribe: &mut Scribe<'_>, voice: Voice<'_>, at: Millis) {
    let marketing = json!({ "purpose": "organizer-marketing", "text": "2026-1", "channel": "registration" });
    let partner = STANDS[scribe.random.place(STANDS.len())].partner;
    let sharing = json!({ "purpose": "partner-sharing", "recipient": partner, "text": "2026-2", "channel": "registration" });
    for (permille, consent) in [(380, marketing), (120, sharing)] {
        if scribe.random.chance(permille) {
            scribe.write(voice, Deed::new(at, RecordType::ConsentGiven, consent.clone()));
            if scribe.random.chance(70) {
                let later = scribe.random.between(at + HOUR, EVENT_STARTS + 3 * DAY);
                scribe.write(voice, Deed::new(later, RecordType::ConsentWithdrawn, consent));
            }
        }
    }
}
