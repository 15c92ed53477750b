//! Writes the demo's event definition as an organizer's own would look.

use super::exhibition::{Kind, QUESTIONS, Question, STAND_STAFF, STANDS, Stand, staff_ticket};
use super::polls::{POLLS, Poll};
use super::programme::{EVENT, EVENT_TITLE, ORGANIZER, ROOMS, SESSIONS, Session, Title};
use super::time::{EVENT_ENDS, EVENT_STARTS, helsinki};

/// The event definition, as TOML.
pub(super) fn toml() -> String {
    let mut parts = vec![head()];
    parts.extend(ROOMS.iter().map(|(id, title, capacity)| room(id, title, *capacity)));
    parts.extend(SESSIONS.iter().map(session));
    parts.extend(STANDS.iter().map(stand));
    parts.extend(POLLS.iter().map(poll));
    parts.extend(QUESTIONS.iter().map(question));
    parts.join("\n")
}

fn head() -> String {
    format!(
        "# An invented event of an invented organizer.\n\
         id = \"{EVENT}\"\n\
         organizer = \"{ORGANIZER}\"\n\
         title = {}\n\
         timezone = \"Europe/Helsinki\"\n\
         starts = {}\n\
         ends   = {}\n\
         languages = [\"fi\", \"en\", \"sv\"]\n\
         settle = \"2h\"\n\n\
         [privacy]\n\
         min_persons = 10\n\
         link = \"event\"\n\
         named_list = false\n",
        text(&EVENT_TITLE),
        helsinki(EVENT_STARTS),
        helsinki(EVENT_ENDS)
    )
}

/// None of the demo's texts has a character that TOML would want escaped.
fn text(title: &Title) -> String {
    let Title { fi, en, sv } = title;
    format!("{{ fi = \"{fi}\", en = \"{en}\", sv = \"{sv}\" }}")
}

fn options(options: &[(u64, (&str, Title))]) -> String {
    let written: Vec<String> = options.iter().map(|(_, (id, title))| format!("{id} = {}", text(title))).collect();
    format!("options = {{ {} }}\n", written.join(", "))
}

fn room(id: &str, title: &Title, capacity: Option<u32>) -> String {
    let capacity = capacity.map(|capacity| format!("capacity = {capacity}\n")).unwrap_or_default();
    format!("[[rooms]]\nid = \"{id}\"\ntitle = {}\n{capacity}", text(title))
}

fn session(session: &Session) -> String {
    format!(
        "[[sessions]]\nid = \"{}\"\nroom = \"{}\"\ntitle = {}\ntrack = \"{}\"\nstarts = {}\nends   = {}\n",
        session.id,
        session.room,
        text(&session.title),
        session.track,
        helsinki(session.starts()),
        helsinki(session.ends())
    )
}

fn stand(stand: &Stand) -> String {
    let staff: Vec<String> = (0..STAND_STAFF).map(|member| format!("\"ticket:{}\"", staff_ticket(stand, member))).collect();
    format!(
        "[[stands]]\nid = \"{}\"\ntitle = {{ en = \"{}\" }}\npartner = \"{}\"\nstaff = [{}]\n",
        stand.id,
        stand.name,
        stand.partner,
        staff.join(", ")
    )
}

fn poll(poll: &Poll) -> String {
    let head = format!("[[polls]]\nid = \"{}\"\nsession = \"{}\"\nquestion = {}\n", poll.id, poll.session, text(&poll.question));
    head + &options(poll.options)
}

fn question(question: &Question) -> String {
    let kind = match &question.kind {
        Kind::Choice(choices) => format!("type = \"choice\"\n{}", options(choices)),
        Kind::Number(bands) => format!("type = \"number\"\nbands = {bands:?}\n"),
        Kind::Date(bands) => format!("type = \"date\"\nbands = {bands:?}\n"),
        Kind::Text => "type = \"text\"\n".to_owned(),
    };
    let Question { id, label, sensitive, .. } = question;
    format!("[[questions]]\nid = \"{id}\"\nlabel = {}\n{kind}sensitive = {sensitive}\n", text(label))
}

#[cfg(test)]
mod tests {
    use record::EventDefinition;
    use record::event::Language;

    use super::*;

    #[test]
    fn the_definition_is_a_valid_one_in_three_languages() {
        let event = EventDefinition::parse("events/kevat-2026.toml", &toml()).expect("a valid definition");
        assert_eq!(event.id.as_str(), EVENT);
        assert_eq!(event.languages, [Language::Fi, Language::En, Language::Sv]);
        assert_eq!((event.rooms.len(), event.sessions.len(), event.stands.len()), (7, 26, 10));
        assert!(event.sessions.iter().all(|session| Language::ALL.iter().all(|language| session.title.has(*language))));
        assert!(event.sessions.iter().all(|session| event.rooms.iter().any(|room| room.id == session.room)));
        assert!(event.polls.iter().all(|poll| event.sessions.iter().any(|session| Some(&session.id) == poll.session.as_ref())));
    }
}
