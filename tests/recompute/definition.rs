//! An event definition, read once more and as plainly as possible.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use toml::{Table, Value};

/// What the recomputation needs of an event; instants are microseconds since 1970.
pub(crate) struct Definition {
    pub(crate) id: String,
    pub(crate) zone: TimeZone,
    pub(crate) starts: i64,
    pub(crate) ends: i64,
    pub(crate) min_persons: usize,
    pub(crate) rooms: Vec<String>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) stands: Vec<Stand>,
    pub(crate) polls: Vec<Poll>,
    pub(crate) questions: Vec<Question>,
}

pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) room: String,
    pub(crate) track: Option<String>,
    pub(crate) starts: i64,
    pub(crate) ends: i64,
}

pub(crate) struct Stand {
    pub(crate) id: String,
    pub(crate) staff: Vec<(String, String)>,
}

pub(crate) struct Poll {
    pub(crate) id: String,
    pub(crate) options: Vec<String>,
}

pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) kind: QuestionKind,
}

pub(crate) enum QuestionKind {
    Choice(Vec<String>),
    /// Bounds of the bands.
    Number(Vec<f64>),
    /// Bounds of the bands of ages.
    Date(Vec<f64>),
    Text,
}

impl Definition {
    pub(crate) fn parse(text: &str) -> Self {
        let table: Table = text.parse().expect("the definition is TOML");
        let privacy = table.get("privacy").and_then(Value::as_table);
        let min_persons = privacy.and_then(|privacy| privacy.get("min_persons")).and_then(Value::as_integer).unwrap_or(10);
        Self {
            id: string(&table, "id"),
            zone: TimeZone::get(&string(&table, "timezone")).expect("a time zone"),
            starts: instant(&table, "starts"),
            ends: instant(&table, "ends"),
            min_persons: usize::try_from(min_persons.max(5)).expect("small"),
            rooms: items(&table, "rooms", |room| string(room, "id")),
            sessions: items(&table, "sessions", session),
            stands: items(&table, "stands", stand),
            polls: items(&table, "polls", |poll| Poll { id: string(poll, "id"), options: option_ids(poll) }),
            questions: items(&table, "questions", question),
        }
    }

    /// Every 5 minutes from the event's start, before its end.
    pub(crate) fn grid(&self) -> Vec<i64> {
        let mut grid = Vec::new();
        let mut at = self.starts;
        while at < self.ends {
            grid.push(at);
            at += super::GRID;
        }
        grid
    }

    /// The last instant of the grid that is not after `time`.
    pub(crate) fn grid_floor(&self, time: i64) -> i64 {
        self.grid().into_iter().filter(|at| *at <= time).max().expect("during the event")
    }

    /// An instant as tables write it.
    pub(crate) fn write_instant(&self, time: i64) -> String {
        let zoned = Timestamp::from_microsecond(time).expect("in range").to_zoned_datetime(self.zone.clone());
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The local day of an instant.
    pub(crate) fn day(&self, time: i64) -> String {
        Timestamp::from_microsecond(time).expect("in range").to_zoned_datetime(self.zone.clone()).date().to_string()
    }
}

fn items<T>(table: &Table, key: &str, read: impl Fn(&Table) -> T) -> Vec<T> {
    let list = table.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    list.iter().map(|item| read(item.as_table().expect("a table"))).collect()
}

fn string(table: &Table, key: &str) -> String {
    table[key].as_str().expect("a string").to_owned()
}

fn instant(table: &Table, key: &str) -> i64 {
    let text = table[key].as_datetime().expect("a date and time").to_string();
    text.parse::<Timestamp>().expect("with an offset").as_microsecond()
}

fn option_ids(table: &Table) -> Vec<String> {
    table.get("options").and_then(Value::as_table).map(|options| options.keys().cloned().collect()).unwrap_or_default()
}

fn session(table: &Table) -> Session {
    Session {
        id: string(table, "id"),
        room: string(table, "room"),
        track: table.get("track").map(|track| track.as_str().expect("a string").to_owned()),
        starts: instant(table, "starts"),
        ends: instant(table, "ends"),
    }
}

fn stand(table: &Table) -> Stand {
    let staff = table.get("staff").and_then(Value::as_array).cloned().unwrap_or_default();
    let actor = |member: &Value| {
        let (kind, key) = member.as_str().expect("a string").split_once(':').expect("KIND:KEY");
        (kind.to_owned(), key.to_owned())
    };
    Stand { id: string(table, "id"), staff: staff.iter().map(actor).collect() }
}

fn question(table: &Table) -> Question {
    let bounds = table.get("bands").and_then(Value::as_array).cloned().unwrap_or_default();
    let number = |bound: &Value| bound.as_float().or_else(|| bound.as_integer().map(|whole| whole as f64)).expect("a number");
    let bounds = bounds.iter().map(number).collect();
    let kind = match string(table, "type").as_str() {
        "choice" => QuestionKind::Choice(option_ids(table)),
        "number" => QuestionKind::Number(bounds),
        "date" => QuestionKind::Date(bounds),
        _ => QuestionKind::Text,
    };
    Question { id: string(table, "id"), kind }
}
