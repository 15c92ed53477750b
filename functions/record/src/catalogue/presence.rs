//! Who was where, and everything that attendees did.

use arrow::datatypes::DataType;

use super::{Class, Column, Table, column, day, dimension, flag, grid, measure, minute, model, person, room, session, ticket, time, track};

/// The longest that anybody may have been anywhere: an event of a hundred days.
const SECONDS_MAX: f64 = 100.0 * 24.0 * 3600.0;

/// The tables, in the order in which their models build on each other.
pub(super) fn tables() -> Vec<Table> {
    let mut tables = in_rooms();
    tables.extend(in_sessions());
    tables
}

/// Who was in which room, and everything they did.
fn in_rooms() -> Vec<Table> {
    vec![
        activity(),
        persons(),
        model(
            "presence",
            "one row a person and uninterrupted stay in a room, over all devices together, cut to the event",
            vec![
                person(),
                room(),
                time("joined", "when the stay began"),
                time("left", "when it ended; write \"left\" in quotes, it is a word of SQL"),
                flag("inferred", "whether its end had to be inferred, because no leave says it"),
            ],
        ),
        model(
            "visits",
            "one row a person and visit of a room: stays less than 30 minutes apart are one",
            vec![person(), room(), time("started", "when the visit began"), time("ended", "when it ended")],
        ),
        model(
            "day_visits",
            "one row a person and visit of the event, over all rooms together: stays less than 30 minutes apart are one",
            vec![
                person(),
                day("day", "the day on which the visit began, in the event's time zone"),
                time("started", "when the visit began"),
                time("ended", "when it ended"),
            ],
        ),
        model("room_minutes", "one row a person and room they were in", vec![person(), room(), minutes("room")]),
        model(
            "room_grid",
            "one row a person, room and 5-minute instant at which they were there: for concurrency",
            vec![person(), room(), grid("at", "the instant, counted in steps of 5 minutes from the event's start")],
        ),
    ]
}

/// Who was in which session.
fn in_sessions() -> Vec<Table> {
    vec![
        model(
            "session_presence",
            "one row a person and uninterrupted stay in a session's room, cut to the session",
            vec![
                person(),
                session(),
                time("joined", "when the stay began"),
                time("left", "when it ended; write \"left\" in quotes, it is a word of SQL"),
            ],
        ),
        attendance(),
        model(
            "session_grid",
            "of the persons present in a session's first five minutes, one row for each 5-minute step at which they were there: for retention",
            vec![person(), session(), minute("minute", "minutes since the session's start, in steps of 5")],
        ),
        model("session_starters", "one row a person and session in whose first five minutes they were there", vec![person(), session()]),
        model(
            "session_steps",
            "one row a person and step from a session they attended to the next one they attended",
            vec![
                person(),
                dimension("from_session", "the id of the earlier session", "opening, keynote"),
                dimension("to_session", "the id of the later one", "keynote, closing"),
            ],
        ),
        model(
            "engagement",
            "one row a person who attended: the sessions that they attended, and their minutes in them",
            vec![person(), measure("sessions", 0.0, 10_000.0, "how many sessions they attended", "1, 4"), minutes("session")],
        ),
        model(
            "session_activity",
            "one row a message or reaction during a session, at its 5-minute step",
            vec![
                person(),
                session(),
                minute("minute", "minutes since the session's start, in steps of 5"),
                dimension("type", "what happened: the record's type", "chat.message, reaction.sent"),
                measure("amount", 0.0, 1_000.0, "how many at once; one for a message", "1, 3"),
            ],
        ),
        model(
            "earlier_events",
            "one row a person: everybody, and to how many earlier events of the series they came; nobody where none is known",
            vec![person(), measure("events", 0.0, 1_000.0, "how many earlier events", "0, 2")],
        ),
        model("replays", "one row a person and session whose recording they watched", vec![person(), session()]),
    ]
}

fn minutes(of: &'static str) -> Column {
    let meaning = if of == "room" {
        "the person's minutes in the room, rounded to half a minute"
    } else {
        "the person's minutes in the session, rounded to half a minute"
    };
    measure("minutes", 0.0, SECONDS_MAX / 60.0, meaning, "0.5, 12.0, 45.0")
}

/// Every record that counts: of attendees, without duplicates.
fn activity() -> Table {
    model(
        "activity",
        "one row a record of an attendee, each record once: messages, reactions, votes, clicks and all others",
        vec![
            person(),
            column("record", DataType::UInt64, Class::Identifier, "the record's key", "a number without a meaning"),
            time("time", "when it happened, by a clock set right"),
            day("day", "the day on which it happened, in the event's time zone"),
            dimension("type", "what happened: the record's type", "chat.message, reaction.sent, link.clicked"),
            dimension("room", "the id of the room in which it happened, if in one", "main, studio"),
            column("connection", DataType::UInt64, Class::Identifier, "the browser tab or device", "a number without a meaning"),
            dimension("mode", "from where", "online, onsite, app, replay"),
            dimension("kind", "of a message: whether it was to the room or to one person", "room, direct"),
            measure("length", 0.0, 100_000.0, "of a message: its length in characters; texts are not kept", "14, 120"),
            dimension("emoji", "of a reaction: which", "👍, ❤️"),
            measure("amount", 0.0, 1_000.0, "of a reaction: how many at once", "1, 3"),
            dimension("question", "of a question asked, voted for or answered in a session: its id", "q-17"),
            dimension("stand", "of what happened at a stand: its id", "robotics"),
            dimension("target", "of a link or document: its address or name", "https://example.org/prices"),
            dimension("asset", "of a recording that was played: its id", "opening-recording"),
            dimension("gate", "of an entry or exit: the gate", "north"),
            dimension("actor_kind", "what the person was known by in this record", "account, guest, ticket"),
            dimension("country", "where from in this record, ISO 3166-1 alpha-2; for one a person see persons", "FI, SE, EE"),
            dimension("device", "the class of device of this record", "desktop, mobile, tablet"),
            dimension("os", "its operating system's family", "Windows, Android, iOS"),
            dimension("browser", "its browser's family", "Chrome, Firefox, Safari"),
            dimension("locale", "the language setting of this record, BCP 47", "fi-FI, sv-FI, en"),
            dimension("ticket", "of a registration: the kind of ticket", "day, press"),
            dimension("channel", "of a registration: how they came to it", "newsletter, partner-mail"),
        ],
    )
}

fn persons() -> Table {
    model(
        "persons",
        "one row a person: everybody who registered, attended or did anything; `where attended` for the visitors",
        vec![
            person(),
            dimension("login", "how they came in; `account` if they ever had one", "account, guest, ticket"),
            dimension("mode", "how they attended; null for those who did not", "online, onsite, both"),
            dimension("country", "where from, ISO 3166-1 alpha-2; the first known", "FI, SE, EE"),
            dimension("device", "the first known class of device", "desktop, mobile, tablet"),
            dimension("os", "its operating system's family", "Windows, Android, iOS"),
            dimension("browser", "its browser's family", "Chrome, Firefox, Safari"),
            dimension("locale", "the first known language setting, BCP 47", "fi-FI, sv-FI, en"),
            ticket(),
            flag("registered", "whether their last word is a registration that is not cancelled"),
            flag("cancelled", "whether their last word is a cancellation"),
            flag("attended", "whether they were there: present for longer than zero, or through a door"),
            time("first_seen", "their first record of any kind"),
            time("last_seen", "their last record of any kind"),
        ],
    )
}

fn attendance() -> Table {
    model(
        "attendance",
        "one row a person and session they attended: longer than zero seconds in its room during it",
        vec![
            person(),
            session(),
            room(),
            track(),
            measure("seconds", 0.0, SECONDS_MAX, "the person's seconds in the session", "31.5, 2700.0"),
            measure("share", 0.0, 1.0, "these as a share of the session's length", "0.25, 1.0"),
            minutes("session"),
            dimension("band", "the minutes as a band, ready to group by; `duration_bands` has their order", "<1, 1-5, 40+"),
            flag("attended_80", "whether they were there for at least 80 % of it"),
            flag("late_join", "whether they came more than 5 minutes after its start"),
            flag("early_leave", "whether they were last there more than 5 minutes before its end"),
            time("first_joined", "when they first came"),
            time("last_left", "when they last left"),
        ],
    )
}
