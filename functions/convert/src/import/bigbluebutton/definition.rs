//! Writes the definition of an imported event.

use std::collections::BTreeSet;

use jiff::Timestamp;
use record::Id;
use record::event::MIN_PERSONS_DEFAULT;
use record::id::is_public_word;

use super::happening::Poll;
use super::meeting::Meeting;

/// The definition, as TOML: rooms, sessions and polls from the meetings, the rest as a person would begin it.
pub(super) fn toml(meetings: &[Meeting], event: &Id, organizer: &Id, timezone: &str) -> String {
    let starts = meetings.iter().map(Meeting::first_second).min().unwrap_or_default();
    let ends = meetings.iter().map(Meeting::last_second).max().unwrap_or_default();
    let title = meetings.first().map_or(event.as_str(), |meeting| &meeting.name);
    let mut parts = vec![format!(
        "# Made from a BigBlueButton log: complete it before the first report.\n\
         id = {}\norganizer = {}\ntitle = {}\ntimezone = {}\nstarts = {}\nends = {}\nlanguages = [\"en\"]\n\n\
         [privacy]\nmin_persons = {MIN_PERSONS_DEFAULT}\n",
        string(event.as_str()),
        string(organizer.as_str()),
        text(title),
        string(timezone),
        instant(starts),
        instant(ends)
    )];
    let mut rooms = BTreeSet::new();
    for meeting in meetings.iter().filter(|meeting| rooms.insert(&meeting.room)) {
        parts.push(format!("[[rooms]]\nid = {}\ntitle = {}\n", string(&meeting.room), text(&meeting.name)));
    }
    parts.extend(meetings.iter().map(session));
    for meeting in meetings {
        parts.extend(meeting.polls.iter().map(|(id, asked)| poll(id, asked, &meeting.session)));
    }
    parts.join("\n")
}

fn session(meeting: &Meeting) -> String {
    format!(
        "[[sessions]]\nid = {}\nroom = {}\ntitle = {}\nstarts = {}\nends = {}\n",
        string(&meeting.session),
        string(&meeting.room),
        text(&meeting.name),
        instant(meeting.first_second()),
        instant(meeting.last_second())
    )
}

fn poll(id: &str, poll: &Poll, session: &str) -> String {
    let mut seen = BTreeSet::new();
    let unique = poll.options.iter().filter(|(id, _)| is_public_word(id) && seen.insert(id));
    let options: Vec<String> = unique.map(|(id, label)| format!("{} = {}", string(id), text(label))).collect();
    let question = if poll.question.is_empty() { String::new() } else { format!("question = {}\n", text(&poll.question)) };
    format!("[[polls]]\nid = {}\nsession = {}\n{question}options = {{ {} }}\n", string(id), string(session), options.join(", "))
}

impl Meeting {
    /// The second in which it began, since 1970.
    fn first_second(&self) -> i64 {
        self.starts.div_euclid(1000)
    }

    /// The first second after everything that happened, since 1970.
    fn last_second(&self) -> i64 {
        self.ended.unwrap_or(self.ends).div_euclid(1000) + 1
    }
}

fn instant(second: i64) -> String {
    Timestamp::from_second(second).unwrap_or_default().to_string()
}

fn text(value: &str) -> String {
    format!("{{ en = {} }}", string(value))
}

/// A basic string. JSON escapes the same characters in the same ways, but for DEL, which TOML wants escaped too.
fn string(value: &str) -> String {
    serde_json::Value::from(value).to_string().replace('\u{7f}', "\\u007f")
}
