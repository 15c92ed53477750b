//! The tables that a query may read, and the disclosure class of every column.
//!
//! Classes are decided here and nowhere else: a query file cannot set or loosen one, and a table or column that is not listed cannot be
//! read. Person-level tables are made by the models under `queries/models/`; public tables come from the event definition.

use arrow::datatypes::{DataType, Field, Schema};

use crate::lake::instant;

/// What a column may be used for in a query whose result is published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Class {
    /// The person: counted distinct and joined on, never compared with a value, grouped by only below the release boundary.
    Unit,
    /// A key of something that is not a person but could single one out (a connection, a record): never published.
    Identifier,
    /// A category to group and filter by.
    Dimension,
    /// A category of a special kind (an answer to a sensitive question): grouped by under stricter rules.
    Sensitive,
    /// A number of a person, between two bounds that hold by construction; summed and averaged.
    Measure {
        /// The least value.
        least: f64,
        /// The greatest value.
        greatest: f64,
    },
    /// An instant: only compared and counted on the declared grid, never published itself.
    Time,
    /// An instant of the declared 5-minute grid, or a day: publishable.
    Grid,
}

/// What a table of the catalogue is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A model over the lake: one or more rows a person.
    Model,
    /// The event definition: public.
    Definition,
}

/// A column of the catalogue.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its Arrow type.
    pub data_type: DataType,
    /// What it may be used for.
    pub class: Class,
}

/// A table of the catalogue.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in SQL.
    pub name: &'static str,
    /// What it is made from.
    pub origin: Origin,
    /// Its columns; a person-level table has exactly one of class [`Class::Unit`], called `person`.
    pub columns: Vec<Column>,
}

impl Table {
    /// The table's schema; every column may be null.
    #[must_use]
    pub fn schema(&self) -> Schema {
        Schema::new(self.columns.iter().map(|column| Field::new(column.name, column.data_type.clone(), true)).collect::<Vec<_>>())
    }
}

/// Columns whose values are categories without an end, whose rare values may be told of together.
pub const OPEN_CATEGORIES: [&str; 7] = ["country", "device", "os", "browser", "locale", "ticket", "channel"];

const SECONDS_MAX: f64 = 100.0 * 24.0 * 3600.0;

fn column(name: &'static str, data_type: DataType, class: Class) -> Column {
    Column { name, data_type, class }
}

fn person() -> Column {
    column("person", DataType::UInt64, Class::Unit)
}

fn dimension(name: &'static str) -> Column {
    column(name, DataType::Utf8, Class::Dimension)
}

fn flag(name: &'static str) -> Column {
    column(name, DataType::Boolean, Class::Dimension)
}

fn time(name: &'static str) -> Column {
    column(name, instant(), Class::Time)
}

fn grid(name: &'static str) -> Column {
    column(name, instant(), Class::Grid)
}

fn day(name: &'static str) -> Column {
    column(name, DataType::Date32, Class::Grid)
}

fn minute(name: &'static str) -> Column {
    column(name, DataType::Int64, Class::Grid)
}

fn measure(name: &'static str, least: f64, greatest: f64) -> Column {
    column(name, DataType::Float64, Class::Measure { least, greatest })
}

fn number(name: &'static str, data_type: DataType) -> Column {
    column(name, data_type, Class::Dimension)
}

/// Every table that a report query may read, the person-level ones in the order in which their models build on each other.
#[must_use]
pub fn tables() -> Vec<Table> {
    let mut tables = presence_tables();
    tables.extend(statement_tables());
    tables.extend(public_tables());
    tables
}

fn model(name: &'static str, columns: Vec<Column>) -> Table {
    Table { name, origin: Origin::Model, columns }
}

/// Every record that counts: of attendees, without duplicates.
fn activity() -> Table {
    model(
        "activity",
        vec![
            person(),
            column("record", DataType::UInt64, Class::Identifier),
            time("time"),
            day("day"),
            dimension("type"),
            dimension("room"),
            column("connection", DataType::UInt64, Class::Identifier),
            dimension("mode"),
            dimension("kind"),
            measure("length", 0.0, 100_000.0),
            dimension("emoji"),
            measure("amount", 0.0, 1_000.0),
            dimension("question"),
            dimension("stand"),
            dimension("target"),
            dimension("asset"),
            dimension("gate"),
        ],
    )
}

/// Who was where.
fn presence_tables() -> Vec<Table> {
    let minutes = || measure("minutes", 0.0, SECONDS_MAX / 60.0);
    vec![
        activity(),
        model(
            "persons",
            vec![
                person(),
                dimension("login"),
                dimension("mode"),
                dimension("country"),
                dimension("device"),
                dimension("os"),
                dimension("browser"),
                dimension("locale"),
                dimension("ticket"),
                flag("registered"),
                flag("cancelled"),
                flag("attended"),
                time("first_seen"),
                time("last_seen"),
            ],
        ),
        model("presence", vec![person(), dimension("room"), time("joined"), time("left"), flag("inferred")]),
        model("visits", vec![person(), dimension("room"), time("started"), time("ended")]),
        // Visits over all rooms together, on the day on which they began.
        model("day_visits", vec![person(), day("day"), time("started"), time("ended")]),
        // Minutes in a room, rounded to half a minute.
        model("room_minutes", vec![person(), dimension("room"), minutes()]),
        // One row a person, room and 5-minute instant at which they were there.
        model("room_grid", vec![person(), dimension("room"), grid("at")]),
        // A person's presence in a session's room, clipped to the session.
        model("session_presence", vec![person(), dimension("session"), time("joined"), time("left")]),
        model(
            "attendance",
            vec![
                person(),
                dimension("session"),
                dimension("room"),
                dimension("track"),
                measure("seconds", 0.0, SECONDS_MAX),
                measure("share", 0.0, 1.0),
                minutes(),
                dimension("band"),
                flag("attended_80"),
                flag("late_join"),
                flag("early_leave"),
                time("first_joined"),
                time("last_left"),
            ],
        ),
        // Of the persons present at any time in a session's first five minutes, one row for each 5-minute step at which they were there.
        model("session_grid", vec![person(), dimension("session"), minute("minute")]),
        // The persons present at any time in a session's first five minutes.
        model("session_starters", vec![person(), dimension("session")]),
        model("session_steps", vec![person(), dimension("from_session"), dimension("to_session")]),
        // One row a person who attended: the sessions that they attended, and their minutes in them.
        model("engagement", vec![person(), measure("sessions", 0.0, 10_000.0), minutes()]),
        // Messages and reactions during a session, at its 5-minute step; `amount` is one for a message.
        model(
            "session_activity",
            vec![person(), dimension("session"), minute("minute"), dimension("type"), measure("amount", 0.0, 1_000.0)],
        ),
        // Everybody, and to how many earlier events of the series they came; nobody where no earlier event is known.
        model("earlier_events", vec![person(), measure("events", 0.0, 1_000.0)]),
        // Who watched a session's recording.
        model("replays", vec![person(), dimension("session")]),
    ]
}

/// What persons said of themselves and did, beside being there.
fn statement_tables() -> Vec<Table> {
    vec![
        model("registrations", vec![person(), dimension("ticket"), dimension("channel"), time("registered_at"), flag("cancelled")]),
        // Days on which a person registered or cancelled.
        model("registration_days", vec![person(), day("day"), flag("registered"), flag("cancelled")]),
        // A person's last answer to each choice question, and to each choice question of a survey.
        model("answers", vec![person(), dimension("question"), column("option", DataType::Utf8, Class::Sensitive)]),
        model("survey_answers", vec![person(), dimension("question"), column("option", DataType::Utf8, Class::Sensitive)]),
        model(
            "answer_numbers",
            vec![
                person(),
                dimension("question"),
                column("value", DataType::Float64, Class::Measure { least: -1e9, greatest: 1e9 }),
                column("band", DataType::Utf8, Class::Sensitive),
            ],
        ),
        // A person's last vote in each poll, one row an option: what somebody voted is as much an answer.
        model("poll_votes", vec![person(), dimension("poll"), column("option", DataType::Utf8, Class::Sensitive)]),
        // One row a defect of the log at a person (a duplicate, an end that had to be inferred, …), and one row a person who is excluded
        // for a role other than attendee: `excluded_speaker`, …
        model("defects", vec![person(), dimension("measure")]),
        // What visitors did at stands; the stand's own staff excluded.
        model("stand_activity", vec![person(), dimension("stand"), dimension("type")]),
    ]
}

fn definition(name: &'static str, columns: Vec<Column>) -> Table {
    Table { name, origin: Origin::Definition, columns }
}

fn public_tables() -> Vec<Table> {
    vec![
        definition("event_rooms", vec![dimension("room"), number("capacity", DataType::UInt32), number("position", DataType::Int64)]),
        definition(
            "event_sessions",
            vec![
                dimension("session"),
                dimension("room"),
                dimension("track"),
                grid("starts"),
                grid("ends"),
                number("minutes", DataType::Float64),
                number("position", DataType::Int64),
            ],
        ),
        definition("event_stands", vec![dimension("stand"), dimension("partner"), number("position", DataType::Int64)]),
        definition("event_polls", vec![dimension("poll"), dimension("session"), number("position", DataType::Int64)]),
        // Type: choice, number, date or text.
        definition(
            "event_questions",
            vec![dimension("question"), dimension("type"), flag("sensitive"), number("position", DataType::Int64)],
        ),
        // Options of polls (`poll` set) and of questions (`question` set; the bands of number questions too, as `band`).
        definition(
            "event_options",
            vec![dimension("poll"), dimension("question"), dimension("option"), dimension("band"), number("position", DataType::Int64)],
        ),
        // Every 5 minutes from the event's start, before its end.
        definition("time_grid", vec![grid("at")]),
        // Every fifth minute of every session, before its end.
        definition("session_minutes", vec![dimension("session"), minute("minute")]),
        // The bands of `time_in_session`.
        definition("duration_bands", vec![dimension("band"), number("position", DataType::Int64)]),
        // Every day of the event, in its time zone.
        definition("event_days", vec![day("day")]),
        // Counts of the conversion and of the models that are not about attendees: lines read, rejected, and so on.
        definition("conversion", vec![dimension("measure"), number("value", DataType::Int64), number("position", DataType::Int64)]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_person_table_has_one_unit_and_a_public_one_none() {
        for table in tables() {
            let units: Vec<&str> = table.columns.iter().filter(|column| column.class == Class::Unit).map(|column| column.name).collect();
            let expected: &[&str] = if table.origin == Origin::Model { &["person"] } else { &[] };
            assert_eq!(units, expected, "{}", table.name);
        }
    }

    #[test]
    fn open_categories_are_categories_of_persons() {
        for name in OPEN_CATEGORIES {
            let columns = tables().into_iter().filter(|table| table.origin == Origin::Model).flat_map(|table| table.columns);
            let classes: Vec<Class> = columns.filter(|column| column.name == name).map(|column| column.class).collect();
            assert!(!classes.is_empty() && classes.iter().all(|class| *class == Class::Dimension), "{name}");
        }
    }

    #[test]
    fn names_are_unique() {
        let tables = tables();
        assert_eq!(tables.iter().map(|table| table.name).collect::<BTreeSet<_>>().len(), tables.len());
        for table in tables {
            let names: BTreeSet<_> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
        }
    }
}
