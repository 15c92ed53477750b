//! One visitor's records: what they did, and how the log of it came to be incomplete.

mod activity;
mod stay;

use serde_json::json;

use super::writer::{Actor, Device, Writer};
use super::{AGENTS, Event, HOUR, MARK, MINUTE};

const DAY: i64 = 24 * HOUR;

/// One visitor, under all the names they go by.
struct Person {
    index: usize,
    /// The actor at the end.
    actor: Actor,
    /// Names they went by before, and until when, in order.
    before: Vec<(i64, Actor)>,
    devices: Vec<Device>,
    country: Option<&'static str>,
}

impl Person {
    fn actor(&self, at: i64) -> &Actor {
        self.before.iter().find(|(until, _)| at < *until).map_or(&self.actor, |(_, actor)| actor)
    }
}

/// Writes all records of one visitor.
pub(crate) fn write(event: &Event, writer: &mut Writer, index: usize) {
    let person = person(event, writer, index);
    profile(event, writer, &person);
    links(event, writer, &person);
    role(event, writer, &person);
    activity::registration(event, writer, &person);
    if writer.random.percent(85) {
        stay::write(event, writer, &person);
        activity::during(event, writer, &person);
    }
    if writer.random.percent(15) {
        let at = event.starts + writer.random.range(-2 * HOUR, 3 * HOUR);
        let kind = if writer.random.percent(80) { "checkin.entry" } else { "checkin.exit" };
        writer.record(person.actor(at), &Device::none(), kind, at, json!({"data": {"gate": "north"}}));
    }
    if writer.random.percent(40) {
        activity::survey(event, writer, &person);
    }
}

fn person(event: &Event, writer: &mut Writer, index: usize) -> Person {
    let random = &mut writer.random;
    let (kind, letter) = match index {
        0..3 => ("ticket", 't'),
        10..13 => ("guest", 'g'),
        _ => *random.pick(&[("account", 'a'), ("account", 'a'), ("guest", 'g'), ("ticket", 't')]),
    };
    let actor = Actor { kind, key: format!("{MARK}-{letter}-{index}") };
    let mut before = Vec::new();
    if kind != "guest" && random.percent(25) {
        let linked = event.starts + random.range(-HOUR, event.ends - event.starts);
        if random.percent(30) {
            before.push((linked - 40 * MINUTE, Actor { kind: "guest", key: format!("{MARK}-first-{index}") }));
        }
        before.push((linked, Actor { kind: "guest", key: format!("{MARK}-guest-{index}") }));
    }
    let agent = if random.percent(90) { Some(*random.pick_early(&AGENTS)) } else { None };
    let country = *random.pick_early(&[Some("FI"), None, Some("NP"), Some("SE"), Some("NZ"), Some("EE"), Some("IS"), Some("AX")]);
    Person { index, actor, before, devices: devices(random, index, agent), country }
}

fn devices(random: &mut super::Random, index: usize, agent: Option<&'static str>) -> Vec<Device> {
    let mut devices = Vec::new();
    let main_mode = *random.pick_early(&[None, Some("online"), Some("onsite"), Some("app"), Some("replay")]);
    for device in 0..random.range(1, 4) {
        let skew = if random.percent(20) { random.range(-3 * HOUR, 3 * HOUR) } else { 0 };
        let connection = (device > 0 || random.percent(70)).then(|| format!("{MARK}-c-{index}-{device}"));
        let mode = if device == 2 { Some("onsite") } else { main_mode };
        devices.push(Device { connection, mode, agent, skew });
    }
    devices
}

/// Names, consents, a wish to be forgotten: what goes to the people's part of the lake.
fn profile(event: &Event, writer: &mut Writer, person: &Person) {
    let at = event.starts - writer.random.range(HOUR, 20 * DAY);
    let index = person.index;
    if writer.random.percent(50) {
        let profile = json!({
            "name": format!("Änne {MARK} {index}"), "email": format!("{MARK}{index}@example.org"), "company": format!("{MARK} Oy"),
            "title": "=cmd|'/c calc'!A1", "phone": format!("+358 40 {MARK} {index}"),
        });
        writer.record(person.actor(at), &Device::none(), "identity.profile", at, json!({"data": {"profile": profile}}));
    }
    if writer.random.percent(20) {
        let kind = *writer.random.pick(&["consent.given", "consent.given", "consent.withdrawn"]);
        let data = json!({"purpose": "partner-sharing", "recipient": "robotics-ltd", "text": "v1", "channel": "web-form"});
        writer.record(person.actor(at), &Device::none(), kind, at + MINUTE, json!({"data": data}));
    }
}

/// Each earlier name is the next one; and sometimes somebody else claims it too, later and in vain.
fn links(event: &Event, writer: &mut Writer, person: &Person) {
    for (step, (until, guest)) in person.before.iter().enumerate() {
        let next = person.before.get(step + 1).map_or(&person.actor, |(_, actor)| actor);
        writer.record(next, &Device::none(), "identity.linked", *until, json!({"data": {"guest": guest.key}}));
        if writer.random.percent(10) {
            let other = Actor { kind: "account", key: format!("{MARK}-claimer-{}", person.index) };
            let at = event.ends + writer.random.range(0, HOUR);
            writer.record(&other, &Device::none(), "identity.linked", at, json!({"data": {"guest": guest.key}}));
        }
    }
}

/// Of some, one record tells that they are not visitors, under whichever name.
fn role(event: &Event, writer: &mut Writer, person: &Person) {
    if person.index > 20 && writer.random.percent(6) {
        let at = event.starts + writer.random.range(-DAY, event.ends - event.starts);
        let role = *writer.random.pick(&["speaker", "staff", "exhibitor", "test", "bot", "moderator", "host"]);
        let kind = *writer.random.pick(&["page.viewed", "badge.printed"]);
        writer.record(
            person.actor(at),
            &Device::none(),
            kind,
            at,
            json!({"role": role, "data": {"path": format!("/{MARK}"), "referrer": format!("https://{MARK}.example/")}}),
        );
    } else if writer.random.percent(50) {
        let at = event.starts - writer.random.range(0, DAY);
        writer.record(
            person.actor(at),
            &Device::none(),
            "page.viewed",
            at,
            json!({"role": "attendee", "data": {"path": format!("/u/{MARK}")}}),
        );
    }
}
