//! Doing things: registering, answering, talking, clicking.

use serde_json::{Value, json};

use super::super::event::{CHOICES, POLLS, STANDS};
use super::super::writer::{Device, Writer};
use super::super::{Event, HOUR, MARK, MINUTE};
use super::stay::with_subject;
use super::{DAY, Person};

/// Registers, changes their mind, cancels, comes back.
pub(super) fn registration(event: &Event, writer: &mut Writer, person: &Person) {
    if !writer.random.percent(75) {
        return;
    }
    let mut at = event.starts - writer.random.range(DAY, 9 * DAY);
    register(writer, person, "registration.created", at);
    for (percent, kind) in
        [(20, "registration.updated"), (12, "registration.cancelled"), (25, "registration.updated"), (4, "registration.created")]
    {
        at += writer.random.range(MINUTE, DAY / 3);
        let follows = kind != "registration.created" || writer.random.percent(50);
        if writer.random.percent(percent) && follows {
            register(writer, person, kind, at);
        }
    }
}

fn register(writer: &mut Writer, person: &Person, kind: &str, at: i64) {
    let mut data = json!({"channel": "partner-mail", "profile": {"name": format!("{MARK} name"), "email": format!("{MARK}@example.org")}});
    if writer.random.percent(99) {
        data["ticket"] = json!(*writer.random.pick_early(&["standard", "student", "onsite, 2 days", "vip", "press"]));
    }
    if writer.random.percent(if kind == "registration.cancelled" { 30 } else { 85 }) {
        data["answers"] = answers(writer, &["branch", "topics", "diet"]);
    }
    let more = with_country(writer, person, json!({"data": data}));
    writer.record(person.actor(at), &Device::none(), kind, at, more);
}

/// Where they are, on some of their records; some go on a journey later.
fn with_country(writer: &mut Writer, person: &Person, mut more: Value) -> Value {
    if let Some(country) = person.country.filter(|_| writer.random.percent(60)) {
        more["country"] = json!(if writer.random.percent(5) { "DE" } else { country });
    }
    more
}

/// Answers to some questions: known and unknown options, several, blank, unreadable.
fn answers(writer: &mut Writer, choices: &[&str]) -> Value {
    let mut answers = json!({});
    for (question, options) in CHOICES.iter().filter(|(question, _)| choices.contains(question)) {
        answers[*question] = match writer.random.range(0, 12) {
            0 => continue,
            1 => json!(format!("{MARK} something else")),
            2 => json!(""),
            3..6 => json!([writer.random.pick_early(options), writer.random.pick(options), format!("{MARK} own")]),
            _ => json!(writer.random.pick_early(options)),
        };
    }
    match writer.random.range(0, 10) {
        0 => {}
        1 => answers["years"] = json!("n/a"),
        2 => answers["years"] = json!(*writer.random.pick(&[0.5, 2.5, 9.75])),
        _ => answers["years"] = json!(writer.random.range(0, 30)),
    }
    if writer.random.percent(70) {
        let (year, month, day) = (writer.random.range(1940, 2012), writer.random.range(1, 13), writer.random.range(1, 29));
        answers["born"] = json!(format!("{year}-{month:02}-{day:02}"));
    }
    if writer.random.percent(5) {
        answers["born"] = json!(*writer.random.pick(&["1990-09-12", "1996-10-24", "1981-09-26", "1981-09-27", "2008-02-29", "unknown"]));
    }
    answers["wish"] = json!(format!("{MARK} free text"));
    answers[format!("{MARK}-undeclared")] = json!("x");
    answers
}

pub(super) fn survey(event: &Event, writer: &mut Writer, person: &Person) {
    for _ in 0..writer.random.range(1, 3) {
        let at = event.ends + writer.random.range(-HOUR, 3 * DAY);
        let mut answers = if writer.random.percent(30) { answers(writer, &["rating", "branch"]) } else { json!({}) };
        if writer.random.percent(90) {
            answers["rating"] = json!(*writer.random.pick_early(CHOICES[3].1));
            answers["score"] = json!(writer.random.range(0, 11));
        }
        let more = with_country(writer, person, json!({"data": {"answers": answers}}));
        writer.record(person.actor(at), &Device::none(), "survey.answered", at, more);
    }
}

/// What can be done while an event goes on.
pub(super) fn during(event: &Event, writer: &mut Writer, person: &Person) {
    for _ in 0..writer.random.range(0, 12) {
        let at = event.starts + writer.random.range(-10 * MINUTE, event.ends - event.starts + 10 * MINUTE);
        let room = match writer.random.range(0, 30) {
            0 => None,
            1 => Some("corridor"),
            _ => Some(*writer.random.pick_early(event.rooms)),
        };
        let (kind, data) = thing(writer);
        let device = writer.random.pick(&person.devices).clone();
        let more =
            with_country(writer, person, with_subject(json!({"data": data}), room.filter(|room| *room != "corridor" || person.index < 4)));
        writer.record(person.actor(at), &device, kind, at, more);
    }
    if person.index < 13 {
        staff_duty(event, writer, person);
    }
}

/// A stand's own people look at their stand more than anyone.
fn staff_duty(event: &Event, writer: &mut Writer, person: &Person) {
    for kind in ["stand.viewed", "stand.viewed", "stand.contact_requested", "document.opened", "link.clicked", "meeting.held"] {
        let at = event.starts + writer.random.range(0, HOUR);
        let stand = STANDS[person.index % 10 % 3];
        writer.record(person.actor(at), &Device::none(), kind, at, json!({"data": {"stand": stand, "target": "brochure.pdf"}}));
    }
}

fn thing(writer: &mut Writer) -> (&'static str, Value) {
    let random = &mut writer.random;
    let stand = *random.pick_early(&STANDS);
    let target = *random.pick_early(&[
        "https://zzq-user:zzq-word@docs.example.org/a/b?token=zzq-token#zzq-part",
        "https://docs.example.org/a/b",
        "brochure.pdf?v=zzq",
        "http://example.org:8080/über/%C3%A4#zzq",
        "rare",
    ]);
    match random.range(0, 17) {
        0 | 1 => (
            "chat.message",
            json!({"kind": *random.pick(&["room", "room", "direct"]), "length": random.range(1, 300), "text": format!("{MARK} hello")}),
        ),
        2 | 3 => ("reaction.sent", reaction(writer)),
        4 => ("qa.asked", json!({"question": format!("q-{}", random.range(0, 50)), "text": format!("{MARK}?")})),
        5 => ("qa.voted", json!({"question": format!("q-{}", random.range(0, 50))})),
        6 => ("qa.answered", json!({"question": "q-1"})),
        7 | 8 => ("poll.voted", vote(writer)),
        9 | 10 => ("stand.viewed", json!({"stand": stand})),
        11 => ("stand.contact_requested", json!({"stand": stand})),
        12 => ("document.opened", if random.percent(60) { json!({"target": target, "stand": stand}) } else { json!({"target": target}) }),
        13 => ("link.clicked", if random.percent(60) { json!({"target": target, "stand": stand}) } else { json!({"target": target}) }),
        14 => (*random.pick(&["meeting.booked", "meeting.held"]), json!({"stand": stand, "minutes": 15})),
        15 => (*random.pick(&["media.play", "media.pause", "media.progress"]), json!({"asset": "talk-1", "position": 12.5, "live": true})),
        _ => (
            *random.pick(&["hologram.waved", "page.viewed"]),
            json!({"path": format!("/{MARK}"), "referrer": format!("https://{MARK}.example/")}),
        ),
    }
}

fn reaction(writer: &mut Writer) -> Value {
    let mut data = json!({"emoji": *writer.random.pick_early(&["👏", "❤️", "😂", "🎉"])});
    if writer.random.percent(30) {
        data["amount"] = json!(writer.random.range(1, 9));
    }
    data
}

fn vote(writer: &mut Writer) -> Value {
    let (poll, options) = writer.random.pick_early(&POLLS);
    match writer.random.range(0, 10) {
        0 => json!({"poll": poll, "options": [writer.random.pick(options), "withdrawn-option"]}),
        1 => json!({"poll": poll, "options": [writer.random.pick(options), writer.random.pick(options)]}),
        2 => json!({"poll": "undeclared", "options": ["yes"]}),
        _ => json!({"poll": poll, "options": [writer.random.pick_early(options)]}),
    }
}
