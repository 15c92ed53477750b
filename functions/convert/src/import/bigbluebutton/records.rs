//! Writes meetings as contract records.

use std::collections::BTreeSet;

use jiff::Timestamp;
use record::Id;
use record::kind::{ChatKind, RecordType, Role};
use record::layout::digest;
use serde::Serialize;
use serde_json::{Value, json};

use super::happening::What;
use super::meeting::{Meeting, Member};

/// The written log.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// One record a line.
    pub(super) bytes: Vec<u8>,
    /// How many.
    pub(super) count: u64,
    ids: BTreeSet<String>,
}

/// A record as it is written.
#[derive(Serialize)]
struct Record<'a> {
    specversion: &'a str,
    id: &'a str,
    source: String,
    r#type: &'a str,
    time: String,
    event: &'a str,
    actor: &'a str,
    actorkind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    subject: &'a str,
    connection: &'a str,
    #[serde(skip_serializing_if = "Value::is_null")]
    data: Value,
}

/// Writes everything that happened in the meetings, in order.
pub(super) fn write(meetings: &[Meeting], event: &Id) -> Written {
    let mut written = Written::default();
    for meeting in meetings {
        meeting_records(meeting, event, &mut written);
    }
    written
}

fn meeting_records(meeting: &Meeting, event: &Id, written: &mut Written) {
    let mut scribe = Scribe { meeting, event, written };
    let mut present = BTreeSet::new();
    let mut over = false;
    for happening in &meeting.happenings {
        let at = happening.at;
        match &happening.what {
            What::Joined(user) => {
                present.insert(&user.internal);
                scribe.write(at, &user.internal, RecordType::PresenceJoin, Value::Null);
                if !user.name.is_empty() {
                    let name = scribe.member(&user.internal).map(|member| &member.name);
                    scribe.write(at, &user.internal, RecordType::IdentityProfile, json!({ "profile": { "name": name } }));
                }
            }
            // After the end everyone has left already, below.
            What::Left { user } if !over => {
                present.remove(user);
                scribe.write(at, user, RecordType::PresenceLeave, Value::Null);
            }
            What::Ended => {
                over = true;
                for user in std::mem::take(&mut present) {
                    scribe.write(at, user, RecordType::PresenceLeave, Value::Null);
                }
            }
            What::Wrote { user, direct, length } => {
                let kind = if *direct { ChatKind::Direct } else { ChatKind::Room };
                scribe.write(at, user, RecordType::ChatMessage, json!({ "kind": kind.as_str(), "length": length }));
            }
            What::Reacted { user, emoji } => {
                scribe.write(at, user, RecordType::ReactionSent, json!({ "emoji": emoji, "amount": 1 }));
            }
            What::Voted { user, poll, options } => {
                let known = meeting.polls.iter().find(|(_, asked)| asked.id == *poll).map(|(id, _)| id);
                if let Some(poll) = known {
                    scribe.write(at, user, RecordType::PollVoted, json!({ "poll": poll, "options": options }));
                }
            }
            What::Left { .. } | What::Described(_) | What::Created | What::Asked(_) => {}
        }
    }
}

/// Writes the records of one meeting.
struct Scribe<'a> {
    meeting: &'a Meeting,
    event: &'a Id,
    written: &'a mut Written,
}

impl<'a> Scribe<'a> {
    fn member(&self, user: &str) -> Option<&'a Member> {
        self.meeting.members.get(user)
    }

    /// Writes a record, unless the user is not known or the very same record is there: a webhook may be delivered twice.
    fn write(&mut self, at: i64, user: &str, kind: RecordType, data: Value) {
        let Some(member) = self.member(user) else { return };
        let content = data.to_string();
        let parts = [self.meeting.internal.as_bytes(), kind.as_str().as_bytes(), &at.to_le_bytes(), user.as_bytes(), content.as_bytes()];
        let mut id = digest(&parts);
        // 128 bits are enough that no two records of an event share one.
        id.truncate(32);
        let record = Record {
            specversion: "1.0",
            id: &id,
            source: format!("urn:bigbluebutton:{}", self.meeting.internal),
            r#type: kind.as_str(),
            time: Timestamp::from_millisecond(at).unwrap_or_default().to_string(),
            event: self.event.as_str(),
            actor: &member.key,
            actorkind: member.kind.as_str(),
            role: (member.role != Role::Attendee).then(|| member.role.as_str()),
            subject: &self.meeting.room,
            connection: user,
            data,
        };
        let Ok(line) = serde_json::to_vec(&record) else { return };
        if self.written.ids.insert(id) {
            self.written.bytes.extend(line);
            self.written.bytes.push(b'\n');
            self.written.count += 1;
        }
    }
}
