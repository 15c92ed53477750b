//! Writes records as their producers do: CloudEvents in JSON.

use record::id::ActorKind;
use record::kind::{Mode, RecordType, Role};
use serde::Serialize;
use serde_json::Value;

use super::devices::{Clock, Device};
use super::log::{Channel, Log};
use super::people::Person;
use super::programme::EVENT;
use super::random::Random;
use super::time::{Millis, helsinki, utc};

/// A record as it is written.
#[derive(Debug, Serialize)]
struct Envelope<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    specversion: Option<&'a str>,
    id: &'a str,
    source: &'a str,
    r#type: &'a str,
    time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    senttime: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receivedtime: Option<String>,
    event: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    actorkind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connection: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    clientip: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    useragent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<&'a str>,
    #[serde(skip_serializing_if = "Value::is_null")]
    data: Value,
}

/// Who does something, and through what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice<'a> {
    /// The kind of key.
    pub(super) kind: ActorKind,
    /// The key.
    pub(super) key: &'a str,
    /// What the actor is to the event; `None` where the record does not say.
    pub(super) role: Option<Role>,
    /// Through what.
    pub(super) device: &'a Device,
}

impl<'a> Voice<'a> {
    /// A person on a device.
    pub(super) fn of(person: &'a Person, device: &'a Device) -> Self {
        Self { kind: person.kind, key: &person.key, role: (person.role != Role::Attendee).then_some(person.role), device }
    }
}

/// What happens: when, what, where, and what more is known.
#[derive(Debug)]
pub(super) struct Deed<'a> {
    /// When it really happens.
    pub(super) at: Millis,
    /// What.
    pub(super) kind: &'a str,
    /// The room.
    pub(super) room: Option<&'a str>,
    /// What more is known; `Null` for nothing.
    pub(super) data: Value,
}

impl<'a> Deed<'a> {
    /// Something outside any room.
    pub(super) const fn new(at: Millis, kind: RecordType, data: Value) -> Self {
        Deed { at, kind: kind.as_str(), room: None, data }
    }

    /// Something in a room.
    pub(super) const fn within(room: &'a str, at: Millis, kind: RecordType, data: Value) -> Self {
        Deed { at, kind: kind.as_str(), room: Some(room), data }
    }
}

/// Writes records to the logs.
#[derive(Debug)]
pub(super) struct Scribe<'a> {
    /// The logs.
    pub(super) log: &'a mut Log,
    /// Decides about ids and delays.
    pub(super) random: Random,
}

impl Scribe<'_> {
    /// Writes what happens into the log of the device.
    pub(super) fn write(&mut self, voice: Voice<'_>, deed: Deed<'_>) {
        self.write_to(voice.device.channel, voice, deed);
    }

    /// Writes what happens into another log than the device's.
    pub(super) fn write_to(&mut self, channel: Channel, voice: Voice<'_>, deed: Deed<'_>) {
        let id = format!("{:016x}", self.random.next());
        // Seldom more than a few seconds; that is enough for disorder.
        let delay = self.random.between(20, 400) + if self.random.chance(30) { self.random.between(0, 25_000) } else { 0 };
        let device = voice.device;
        let (ahead, told) = match device.clock {
            Clock::Silent => (0, false),
            Clock::Told(ahead) => (ahead, true),
        };
        // Only what begins something says where it comes from; the rest hangs on the connection.
        let introduced = !matches!(deed.kind, "presence.heartbeat" | "presence.leave" | "media.progress" | "media.pause");
        let envelope = Envelope {
            specversion: introduced.then_some("1.0"),
            id: &id,
            source: source(channel),
            r#type: deed.kind,
            time: self.time(deed.at + ahead),
            senttime: told.then(|| utc(deed.at + ahead + 15)),
            receivedtime: told.then(|| utc(deed.at + 15 + delay)),
            event: EVENT,
            actor: (voice.kind != ActorKind::System).then_some(voice.key),
            actorkind: voice.kind.as_str(),
            role: voice.role.map(Role::as_str),
            subject: deed.room,
            connection: device.connection.as_deref(),
            mode: (device.mode != Mode::Online).then(|| device.mode.as_str()),
            clientip: device.address.as_deref().filter(|_| introduced),
            useragent: device.useragent.filter(|_| introduced),
            country: device.country.filter(|_| introduced),
            locale: device.locale.filter(|_| introduced),
            data: deed.data,
        };
        // Strings and maps with string keys always become JSON.
        if let Ok(bytes) = serde_json::to_vec(&envelope) {
            self.log.push(channel, deed.at + delay, bytes);
        }
    }

    fn time(&mut self, instant: Millis) -> String {
        if self.random.chance(100) { helsinki(instant) } else { utc(instant) }
    }
}

const fn source(channel: Channel) -> &'static str {
    match channel {
        Channel::Shop => "https://shop.example/orders",
        Channel::Edge(1) => "https://edge-1.example",
        Channel::Edge(_) | Channel::Late => "https://edge-2.example",
        Channel::App => "urn:example:app",
        Channel::Gates => "urn:example:gates",
        Channel::Workshop => "urn:example:import:workshop",
        Channel::After => "https://vod.example",
        Channel::Faulty => "https://edge-3.example",
    }
}
