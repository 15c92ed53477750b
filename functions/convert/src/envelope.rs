//! What every record says of itself: who, what, when. Made only from a line that is a record of the event.

use std::borrow::Cow;

use record::id::ActorKind;
use record::kind::{Mode, RecordType, Role};

use crate::instant;
use crate::reader::{Attribute, Line, Value};
use crate::reason::Reason;

/// The checked attributes of a record.
#[derive(Clone, Debug)]
pub(crate) struct Envelope<'a> {
    pub(crate) source: Cow<'a, str>,
    pub(crate) id: Cow<'a, str>,
    pub(crate) kind: RecordType,
    /// Corrected for the client's clock; microseconds since 1970.
    pub(crate) time: i64,
    /// The server's receipt; microseconds since 1970.
    pub(crate) received: Option<i64>,
    /// Whether `time` was corrected by a difference other than zero.
    pub(crate) corrected: bool,
    pub(crate) actor_kind: ActorKind,
    /// Empty for the system.
    pub(crate) actor: Cow<'a, str>,
    pub(crate) role: Role,
    pub(crate) mode: Mode,
}

impl<'a> Envelope<'a> {
    /// Checks a line to be a record of `event`.
    ///
    /// A line without what every record must have is a bad line whatever its event; only a whole record can be another event's.
    pub(crate) fn check(line: &Line<'a>, event: &str) -> Result<Self, Reason> {
        let attribute = |name| line.attribute_value(name);
        if !attribute(Attribute::SpecVersion).is_nothing() && attribute(Attribute::SpecVersion).word().as_deref() != Some("1.0") {
            return Err(Reason::BadSpecVersion);
        }
        let id = required(line, Attribute::Id, Reason::MissingId)?;
        let source = required(line, Attribute::Source, Reason::MissingSource)?;
        let kind = required(line, Attribute::Type, Reason::MissingType)?;
        let named_event = required(line, Attribute::Event, Reason::MissingEvent)?;
        let time = instant::parse(&attribute(Attribute::Time).word().ok_or(Reason::MissingTime)?).ok_or(Reason::BadTime)?;
        let actor_kind = attribute(Attribute::ActorKind).word().ok_or(Reason::MissingActorKind)?;
        let actor_kind = ActorKind::parse(&actor_kind).ok_or(Reason::UnknownActorKind)?;
        let actor = match actor_kind {
            ActorKind::System => Cow::Borrowed(""),
            _ => required(line, Attribute::Actor, Reason::MissingActor)?,
        };
        if named_event != event {
            return Err(Reason::OtherEvent);
        }
        let role = optional(attribute(Attribute::Role), |text| Some(Role::named(text)), Role::Attendee).ok_or(Reason::UnknownRole)?;
        let mode = optional(attribute(Attribute::Mode), Mode::parse, Mode::Online).ok_or(Reason::UnknownMode)?;
        let kind = RecordType::parse(&kind).unwrap_or(RecordType::Unknown);
        let received = attribute(Attribute::ReceivedTime).text().and_then(|text| instant::parse(&text));
        let sent = attribute(Attribute::SentTime).text().and_then(|text| instant::parse(&text));
        let difference = received.zip(sent).map_or(0, |(received, sent)| received - sent);
        Ok(Self { source, id, kind, time: time + difference, received, corrected: difference != 0, actor_kind, actor, role, mode })
    }
}

fn required<'a>(line: &Line<'a>, attribute: Attribute, missing: Reason) -> Result<Cow<'a, str>, Reason> {
    line.attribute_value(attribute).word().filter(|text| !text.is_empty()).ok_or(missing)
}

/// What a word means, or what stands for none given; `None` for anything else.
fn optional<T>(value: Value<'_>, parse: impl Fn(&str) -> Option<T>, default: T) -> Option<T> {
    if value.is_nothing() { Some(default) } else { value.word().and_then(|text| parse(&text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"{"specversion":"1.0","id":"1","source":"s","type":"presence.join","time":"2026-05-12T09:00:00Z","event":"e","actor":"a","actorkind":"account","role":"staff","mode":"app"}"#;

    fn check(line: &str) -> Result<(i64, bool, Role, Mode, RecordType), Reason> {
        let line = Line::read(line.as_bytes())?;
        Envelope::check(&line, "e").map(|it| (it.time, it.corrected, it.role, it.mode, it.kind))
    }

    #[test]
    fn a_record_has_all_that_a_record_must_have() {
        let time = 1_778_576_400_000_000;
        assert_eq!(check(RECORD), Ok((time, false, Role::Staff, Mode::App, RecordType::PresenceJoin)));
        for (old, new, reason) in [
            (r#""1.0""#, r#""0.3""#, Reason::BadSpecVersion),
            (r#""id":"1""#, r#""id":"""#, Reason::MissingId),
            (r#""id":"1""#, r#""id":[1]"#, Reason::MissingId),
            (r#""source""#, r#""sources""#, Reason::MissingSource),
            (r#""type""#, r#""kind""#, Reason::MissingType),
            (r#""event""#, r#""events""#, Reason::MissingEvent),
            (r#""time""#, r#""times""#, Reason::MissingTime),
            ("2026-05-12T09", "12.5.2026 9", Reason::BadTime),
            (r#""actorkind""#, r#""actortype""#, Reason::MissingActorKind),
            (r#""account""#, r#""person""#, Reason::UnknownActorKind),
            (r#""actor":"a""#, r#""actor":null"#, Reason::MissingActor),
            (r#""event":"e""#, r#""event":"f""#, Reason::OtherEvent),
            (r#""time":"2026-05-12T09:00:00Z""#, r#""time":1778576400"#, Reason::BadTime),
            (r#""staff""#, r#"["staff"]"#, Reason::UnknownRole),
            (r#""app""#, "7", Reason::UnknownMode),
        ] {
            assert!(RECORD.contains(old), "{old}");
            assert_eq!(check(&RECORD.replace(old, new)).map(drop), Err(reason), "{new}");
        }
    }

    #[test]
    fn defaults_stand_for_what_is_not_said() {
        let bare = r#"{"id":"1","source":"s","type":"x.y","time":"2026-05-12T09:00:00Z","event":"e","actorkind":"system","role":null}"#;
        assert_eq!(check(bare).map(|(_, _, role, mode, kind)| (role, mode, kind)), Ok((Role::Attendee, Mode::Online, RecordType::Unknown)));
    }

    #[test]
    fn a_role_that_the_contract_does_not_know_is_some_other_role() {
        for (role, expected) in [(r#""moderator""#, Role::Other), ("5", Role::Other), ("\"\"", Role::Attendee), ("null", Role::Attendee)] {
            let found = check(&RECORD.replace(r#""staff""#, role)).map(|(_, _, role, ..)| role);
            assert_eq!(found, Ok(expected), "{role}");
        }
    }

    #[test]
    fn numbers_and_booleans_are_what_they_are_written_as() {
        let line = RECORD.replace(r#""id":"1""#, r#""id":7"#).replace(r#""source":"s""#, r#""source":1.50"#);
        let line = line.replace(r#""actor":"a""#, r#""actor":true"#).replace(r#""specversion":"1.0""#, r#""specversion":1.0"#);
        let line = Line::read(line.as_bytes()).expect("JSON");
        let envelope = Envelope::check(&line, "e").expect("a record");
        assert_eq!((&*envelope.id, &*envelope.source, &*envelope.actor), ("7", "1.50", "true"));
    }

    #[test]
    fn the_clock_is_corrected_by_what_server_and_client_say() {
        let with = |more: &str| check(&RECORD.replace('}', &format!(",{more}}}"))).map(|(time, corrected, ..)| (time, corrected));
        let time = 1_778_576_400_000_000;
        let sent = r#""senttime":"2026-05-12T09:00:10Z""#;
        assert_eq!(with(&format!(r#"{sent},"receivedtime":"2026-05-12T08:00:10Z""#)), Ok((time - 3_600_000_000, true)));
        assert_eq!(with(&format!(r#"{sent},"receivedtime":"2026-05-12T12:00:10+03:00""#)), Ok((time, false)));
        assert_eq!(with(&format!(r#"{sent},"receivedtime":"soon""#)), Ok((time, false)));
        assert_eq!(with(sent), Ok((time, false)));
    }
}
