//! Public tables: what an attendee reads in the programme, and the grids that numbers lie on.

use arrow::datatypes::DataType;

use super::{Table, day, definition, dimension, flag, grid, minute, number, position, room, session, track};

/// The tables, in the order in which they are made.
pub(super) fn tables() -> Vec<Table> {
    let mut tables = programme();
    tables.extend(grids());
    tables
}

/// What the event definition says.
fn programme() -> Vec<Table> {
    vec![
        definition(
            "event_rooms",
            "one row a room of the event definition",
            vec![
                room(),
                number("capacity", DataType::UInt32, "how many it holds; null where the definition does not say", "800"),
                position(),
            ],
        ),
        definition(
            "event_sessions",
            "one row a session of the event definition",
            vec![
                session(),
                room(),
                track(),
                grid("starts", "when it starts"),
                grid("ends", "when it ends"),
                number("minutes", DataType::Float64, "its length in minutes", "45.0"),
                position(),
            ],
        ),
        definition(
            "event_stands",
            "one row a stand of the event definition",
            vec![
                dimension("stand", "the stand's id", "robotics"),
                dimension("partner", "the id of the partner whose stand it is", "robotics-ltd"),
                position(),
            ],
        ),
        definition(
            "event_polls",
            "one row a poll of the event definition",
            vec![
                dimension("poll", "the poll's id", "p1"),
                dimension("session", "the id of the session it belongs to, if to one", "opening"),
                position(),
            ],
        ),
        definition(
            "event_questions",
            "one row a registration or survey question of the event definition",
            vec![
                dimension("question", "the question's id", "education"),
                dimension("type", "what its answers are", "choice, number, date, text"),
                flag("sensitive", "whether its answers are protected more strictly"),
                position(),
            ],
        ),
        definition(
            "event_options",
            "one row an option of a poll or question, or a band of a number question",
            vec![
                dimension("poll", "the poll's id, for the options of polls", "p1"),
                dimension("question", "the question's id, for the options and bands of questions", "education"),
                dimension("option", "the option's id", "master"),
                dimension("band", "the band, for number questions", "18-25"),
                position(),
            ],
        ),
    ]
}

/// What numbers lie on, and what the conversion counted.
fn grids() -> Vec<Table> {
    vec![
        definition("time_grid", "one row every 5 minutes from the event's start, before its end", vec![grid("at", "the instant")]),
        definition(
            "session_minutes",
            "one row every fifth minute of every session, before its end",
            vec![session(), minute("minute", "minutes since the session's start")],
        ),
        definition(
            "duration_bands",
            "one row a band of minutes, as in `attendance.band`",
            vec![dimension("band", "the band", "<1, 1-5, 40+"), position()],
        ),
        definition("event_days", "one row a day of the event", vec![day("day", "the day, in the event's time zone")]),
        definition(
            "conversion",
            "one row a count of the conversion that is about no attendee: lines read, rejected, and so on",
            vec![
                dimension("measure", "what is counted", "records_read, rejected, unknown_types"),
                number("value", DataType::Int64, "how many", "124000"),
                position(),
            ],
        ),
    ]
}
