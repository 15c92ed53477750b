//! The keys of the catalogue's tables.

/// What tells the rows of the catalogue's tables apart, null being a value like any other.
pub(super) const KEYS: [(&str, &[&str]); 28] = [
    ("activity", &["record"]),
    ("answer_numbers", &["person", "question"]),
    ("answers", &["person", "question", "option"]),
    ("attendance", &["person", "session"]),
    ("day_visits", &["person", "started"]),
    ("duration_bands", &["band"]),
    ("event_days", &["day"]),
    ("event_options", &["position"]),
    ("event_polls", &["poll"]),
    ("event_questions", &["question"]),
    ("event_rooms", &["room"]),
    ("event_sessions", &["session"]),
    ("event_stands", &["stand"]),
    ("persons", &["person"]),
    ("poll_votes", &["person", "poll", "option"]),
    ("presence", &["person", "room", "joined"]),
    ("registration_days", &["person", "day"]),
    ("registrations", &["person"]),
    ("room_grid", &["person", "room", "at"]),
    ("room_minutes", &["person", "room"]),
    ("session_grid", &["person", "session", "minute"]),
    ("session_minutes", &["session", "minute"]),
    ("session_presence", &["person", "session", "joined"]),
    ("session_starters", &["person", "session"]),
    ("session_steps", &["person", "from_session"]),
    ("survey_answers", &["person", "question", "option"]),
    ("time_grid", &["at"]),
    ("visits", &["person", "room", "started"]),
];

#[cfg(test)]
mod tests {
    use record::catalogue::tables;

    use super::*;

    #[test]
    fn keys_are_columns_of_the_catalogue() {
        for (name, key) in KEYS {
            let table = tables().into_iter().find(|table| table.name == name).expect("a table of the catalogue");
            assert!(key.iter().all(|column| table.columns.iter().any(|known| known.name == *column)), "{name}");
        }
    }
}
