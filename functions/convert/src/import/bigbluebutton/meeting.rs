//! Meetings, put together from what happened in them.

use std::collections::{BTreeMap, BTreeSet};

use record::id::{ActorKind, is_public_word};
use record::kind::Role;

use super::happening::{Description, Form, Happening, Log, Poll, User, What};

/// The longest id of a room, in bytes: what is appended to it for breakout rooms, sessions and polls makes an id, too.
const ROOM_LEN_MAX: usize = 80;

/// One time a meeting was held.
#[derive(Clone, Debug)]
pub(super) struct Meeting {
    /// The internal id.
    pub(super) internal: String,
    /// What it says about itself.
    description: Description,
    /// The room it becomes: one for each external id, and called so where a room may be.
    pub(super) room: String,
    /// The session it becomes: one for each time it was held.
    pub(super) session: String,
    /// What it is called.
    pub(super) name: String,
    /// The first instant, in milliseconds since 1970.
    pub(super) starts: i64,
    /// The last instant at which anything happened, in milliseconds since 1970.
    pub(super) ends: i64,
    /// When it ended for everyone, where the log says so.
    pub(super) ended: Option<i64>,
    /// Who was there, by internal id.
    pub(super) members: BTreeMap<String, Member>,
    /// What happened, in order of time.
    pub(super) happenings: Vec<Happening>,
    /// The polls, in order of time, each with the id that it gets.
    pub(super) polls: Vec<(String, Poll)>,
}

/// Somebody who joined.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The kind of key.
    pub(super) kind: ActorKind,
    /// The key.
    pub(super) key: String,
    /// What they are to the event.
    pub(super) role: Role,
    /// Their name.
    pub(super) name: String,
}

/// All meetings, and what was decided about them.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    /// The meetings that somebody joined, in order of time.
    pub(super) held: Vec<Meeting>,
    deserted: u64,
    several_forms: u64,
    unused: u64,
    typed_polls: u64,
    unsigned_votes: u64,
    renamed: u64,
}

/// Puts the meetings together.
pub(super) fn assemble(log: Log) -> Meetings {
    let mut meetings = Meetings { unused: log.unused, ..Meetings::default() };
    let mut by_meeting: BTreeMap<String, Vec<Happening>> = BTreeMap::new();
    for happening in log.happenings {
        by_meeting.entry(happening.meeting.clone()).or_default().push(happening);
    }
    for (internal, happenings) in by_meeting {
        let forms: BTreeSet<Form> = happenings.iter().map(|happening| happening.form).collect();
        meetings.several_forms += u64::from(forms.len() > 1);
        let Some(form) = forms.first() else { continue };
        match Meeting::new(internal, happenings.into_iter().filter(|happening| happening.form == *form).collect()) {
            Some(meeting) => meetings.held.push(meeting),
            None => meetings.deserted += 1,
        }
    }
    meetings.unsigned_votes = meetings.held.iter_mut().map(Meeting::drop_unsigned_votes).sum();
    meetings.held.sort_by(|one, other| (one.starts, &one.internal).cmp(&(other.starts, &other.internal)));
    meetings.recognise_in_breakouts();
    meetings.name();
    meetings
}

impl Meeting {
    fn new(internal: String, mut happenings: Vec<Happening>) -> Option<Self> {
        happenings.sort_by_key(|happening| happening.at);
        merge_votes(&mut happenings);
        let (starts, ends) = (happenings.first()?.at, happenings.last()?.at);
        let mut members = BTreeMap::new();
        let (mut description, mut ended) = (None, None);
        for happening in &happenings {
            match &happening.what {
                What::Described(said) => description = description.or_else(|| Some(said.clone())),
                What::Ended => ended = ended.or(Some(happening.at)),
                What::Joined(user) => {
                    members.entry(user.internal.clone()).or_insert_with(|| Member::new(user));
                }
                _ => {}
            }
        }
        if members.is_empty() {
            return None;
        }
        let (room, session, name, polls) = Default::default();
        let description = description.unwrap_or_default();
        Some(Self { internal, description, room, session, name, starts, ends, ended, members, happenings, polls })
    }

    fn id(&self) -> &str {
        if self.description.external.is_empty() { &self.internal } else { &self.description.external }
    }
}

impl Member {
    fn new(user: &User) -> Self {
        // Where the organizer's system gives no id, the server repeats its own, which is new at each join: no account.
        let made_up = user.external.is_empty() || user.external == user.internal;
        let kind = if user.guest || made_up { ActorKind::Guest } else { ActorKind::Account };
        let key = if user.external.is_empty() { &user.internal } else { &user.external };
        let role = match (user.bot, user.moderator) {
            (true, _) => Role::Bot,
            // Whoever may mute and remove others works at the event.
            (false, true) => Role::Staff,
            (false, false) => Role::Attendee,
        };
        Self { kind, key: key.clone(), role, name: user.name.clone() }
    }
}

/// A recording has one event for each option of a vote: those of one user in one poll within a second are one vote.
fn merge_votes(happenings: &mut Vec<Happening>) {
    let mut open: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut merged: Vec<Happening> = Vec::with_capacity(happenings.len());
    for happening in happenings.drain(..) {
        if let (Form::Recording, What::Voted { user, poll, options }) = (happening.form, &happening.what) {
            let earlier = open.get(&(user.clone(), poll.clone())).and_then(|place| merged.get_mut(*place));
            if let Some(Happening { at, what: What::Voted { options: chosen, .. }, .. }) = earlier
                // The order is that of time: no difference is below zero.
                && happening.at - *at <= 1000
            {
                chosen.extend(options.iter().cloned());
                continue;
            }
            open.insert((user.clone(), poll.clone()), merged.len());
        }
        merged.push(happening);
    }
    *happenings = merged;
}

impl Meetings {
    /// In a breakout room a user's external id is the internal one of the main room, `-`, and the room's number.
    fn recognise_in_breakouts(&mut self) {
        let known: BTreeMap<String, BTreeMap<String, Member>> =
            self.held.iter().map(|meeting| (meeting.internal.clone(), meeting.members.clone())).collect();
        for meeting in &mut self.held {
            let Some(parent) = meeting.description.parent.as_ref().and_then(|parent| known.get(parent)) else { continue };
            for member in meeting.members.values_mut() {
                let main = member.key.rsplit_once('-').and_then(|(internal, _)| parent.get(internal));
                if let Some(main) = main {
                    *member = main.clone();
                }
            }
        }
    }

    /// Gives rooms, sessions and polls ids that a person can read and that the same files give again.
    fn name(&mut self) {
        let rooms = rooms(&self.held);
        self.renamed = self.held.iter().filter(|meeting| !may_be_room(meeting.id())).count() as u64;
        let mut breakouts: BTreeMap<String, u32> = BTreeMap::new();
        let mut sessions = BTreeSet::new();
        for meeting in &mut self.held {
            let parent = meeting.description.parent.as_ref().and_then(|parent| rooms.get(parent));
            meeting.room = match parent {
                Some(parent) => {
                    let number = breakouts.entry(parent.clone()).or_default();
                    *number += 1;
                    format!("{parent}-breakout-{number}")
                }
                None => rooms.get(&meeting.internal).cloned().unwrap_or_default(),
            };
            let numbered = (2..).map(|number| format!("{}-{number}", meeting.room));
            let candidates = std::iter::once(meeting.room.clone()).chain(numbered);
            meeting.session = candidates.into_iter().find(|session| !sessions.contains(session)).unwrap_or_default();
            sessions.insert(meeting.session.clone());
            meeting.name = Some(&meeting.description.name).filter(|name| !name.is_empty()).unwrap_or(&meeting.room).clone();
            self.typed_polls += number_polls(meeting);
        }
    }

    /// What was decided, for whoever runs the import.
    pub(super) fn notes(&self) -> Vec<String> {
        let members = || self.held.iter().flat_map(|meeting| meeting.members.values());
        let count = |matches: fn(&Member) -> bool| members().filter(|member| matches(member)).count() as u64;
        let strangers = self.held.iter().map(Meeting::strangers).sum();
        let endless = self.held.iter().filter(|meeting| meeting.ended.is_none()).count() as u64;
        let notes = [
            (count(|member| member.role == Role::Staff), "joins of moderators, who are staff and not counted as visitors"),
            (count(|member| member.kind == ActorKind::Guest), "joins without an account's id: each of them is a guest of its own"),
            (strangers, "events of users whose joining is not in the log, left out"),
            (endless, "meetings without an end in the log, whose visitors stay to the event's end unless they leave"),
            (self.deserted, "meetings that nobody joined, left out"),
            (self.several_forms, "meetings in logs of several forms, of which one was taken so that nothing counts twice"),
            (self.typed_polls, "polls with typed answers, counted as Answer 1, 2 and so on: what was typed is dropped"),
            (
                self.unsigned_votes,
                "votes that name the presenter and not the voter, left out: the server's own raw webhooks name the voter",
            ),
            (self.renamed, "meetings whose external id no room can have (too long, or with an @), called meeting, meeting-2 and so on"),
            (self.unused, "events of kinds that no report uses, such as microphones, cameras and slides"),
        ];
        notes.into_iter().filter(|(count, _)| *count > 0).map(|(count, note)| format!("{note}: {count}")).collect()
    }
}

impl Meeting {
    /// A vote is announced to the presenter, and mapped webhooks name whom it was announced to. Presenters do not vote in their own poll,
    /// so a vote of the poll's opener is somebody's who is not known. Gives how many there were.
    fn drop_unsigned_votes(&mut self) -> u64 {
        let openers: BTreeSet<(String, String)> = self
            .happenings
            .iter()
            .filter_map(|happening| match &happening.what {
                What::Asked(poll) => Some((poll.id.clone(), poll.by.clone())),
                _ => None,
            })
            .collect();
        let before = self.happenings.len();
        self.happenings.retain(|happening| match (&happening.what, happening.form) {
            (What::Voted { user, poll, .. }, Form::Mapped) => !openers.contains(&(poll.clone(), user.clone())),
            _ => true,
        });
        (before - self.happenings.len()) as u64
    }

    /// How much happened to users whose joining is not in the log.
    fn strangers(&self) -> u64 {
        let known = |happening: &&Happening| match &happening.what {
            What::Left { user } | What::Wrote { user, .. } | What::Reacted { user, .. } | What::Voted { user, .. } => {
                !self.members.contains_key(user)
            }
            What::Described(_) | What::Created | What::Ended | What::Joined(_) | What::Asked(_) => false,
        };
        self.happenings.iter().filter(known).count() as u64
    }
}

/// Whether a room may be called like a meeting: its id is published, and an external id may be a person's address.
fn may_be_room(id: &str) -> bool {
    id.len() <= ROOM_LEN_MAX && is_public_word(id)
}

/// The room of each meeting, by the meeting's internal id. Where no room may be called like the meeting it is `meeting`, `meeting-2` and so
/// on, in order of time.
fn rooms(held: &[Meeting]) -> BTreeMap<String, String> {
    let taken: BTreeSet<&str> = held.iter().map(Meeting::id).collect();
    let numbered = (2..).map(|number| format!("meeting-{number}"));
    let mut free = std::iter::once("meeting".to_owned()).chain(numbered).filter(|room| !taken.contains(room.as_str()));
    let mut renamed: BTreeMap<&str, String> = BTreeMap::new();
    let mut new = |id| renamed.entry(id).or_insert_with(|| free.next().unwrap_or_default()).clone();
    let mut room = |id| if may_be_room(id) { id.to_owned() } else { new(id) };
    held.iter().map(|meeting| (meeting.internal.clone(), room(meeting.id()))).collect()
}

/// Numbers a meeting's polls; gives how many let participants type.
fn number_polls(meeting: &mut Meeting) -> u64 {
    let mut typed = 0;
    let asked = meeting.happenings.iter().filter_map(|happening| match &happening.what {
        What::Asked(poll) => Some(poll),
        _ => None,
    });
    let mut polls: Vec<(String, Poll)> = Vec::new();
    for poll in asked {
        if polls.iter().any(|(_, known)| known.id == poll.id) {
            continue;
        }
        let mut poll = poll.clone();
        if poll.options.is_empty() {
            typed += 1;
            poll.options = typed_options(&meeting.happenings, &poll.id);
        }
        polls.push((format!("{}-poll-{}", meeting.session, polls.len() + 1), poll));
    }
    meeting.polls = polls;
    typed
}

/// What participants type is theirs: its options are numbers.
fn typed_options(happenings: &[Happening], poll_id: &str) -> Vec<(String, String)> {
    let votes = happenings.iter().filter_map(|happening| match &happening.what {
        What::Voted { poll, options, .. } if poll == poll_id => Some(options),
        _ => None,
    });
    let ids: BTreeSet<(usize, &String)> = votes.flatten().map(|id| (id.len(), id)).collect();
    (1..).zip(ids).map(|(number, (_, id))| (id.clone(), format!("Answer {number}"))).collect()
}
