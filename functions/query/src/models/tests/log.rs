//! Logs made up for tests: rows of the lake, written as Parquet and run through the models.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Float64Array, ListArray, ListBuilder, RecordBatch, StringArray, StringBuilder, StructArray,
    TimestampMicrosecondArray, UInt32Array, UInt64Array,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::SessionContext;
use object_store::local::LocalFileSystem;
use record::event::EventDefinition;
use record::lake::{ConversionCounts, RECORDS, answer_fields};
use record::pseudonym::{Pseudonyms, Secret};

use crate::lake::LakeObjects;
use crate::{Limits, QuerySet, lake, models, public, session};

/// A record, its times in seconds from the event's start.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) person: Option<u64>,
    pub(super) record: u64,
    pub(super) time: i64,
    pub(super) received: Option<i64>,
    pub(super) kind: &'static str,
    pub(super) room: Option<&'static str>,
    pub(super) connection: Option<u64>,
    pub(super) mode: &'static str,
    pub(super) role: &'static str,
    pub(super) actor_kind: &'static str,
    pub(super) country: Option<&'static str>,
    pub(super) ticket: Option<&'static str>,
    pub(super) guest: Option<u64>,
    pub(super) chat: Option<&'static str>,
    pub(super) emoji: Option<&'static str>,
    pub(super) amount: Option<u32>,
    pub(super) poll: Option<&'static str>,
    pub(super) options: Option<Vec<&'static str>>,
    pub(super) stand: Option<&'static str>,
    pub(super) target: Option<&'static str>,
    pub(super) joined: Option<i64>,
    pub(super) left: Option<i64>,
    /// Question, option and number.
    pub(super) answers: Option<Vec<(&'static str, Option<&'static str>, Option<f64>)>>,
}

/// A record of an attendee with an account, of the given type and time.
pub(super) fn row(record: u64, person: u64, time: i64, kind: &'static str) -> Row {
    Row {
        person: Some(person),
        record,
        time,
        received: None,
        kind,
        room: None,
        connection: None,
        mode: "online",
        role: "attendee",
        actor_kind: "account",
        country: None,
        ticket: None,
        guest: None,
        chat: None,
        emoji: None,
        amount: None,
        poll: None,
        options: None,
        stand: None,
        target: None,
        joined: None,
        left: None,
        answers: None,
    }
}

/// An event with these keys after the required ones; it starts at 09:00 in Helsinki and lasts `hours`.
pub(super) fn event(hours: i64, more: &str) -> EventDefinition {
    let text = format!(
        "id = \"e\"\norganizer = \"o\"\ntitle = {{ en = \"E\" }}\ntimezone = \"Europe/Helsinki\"\nstarts = 2026-05-12T09:00:00+03:00\n\
         ends = {}\nlanguages = [\"en\"]\n{more}\n",
        "2026-05-12T06:00:00Z".parse::<jiff::Timestamp>().expect("an instant") + jiff::SignedDuration::from_hours(hours),
    );
    EventDefinition::parse("events/e.toml", &text).expect("a definition")
}

pub(super) fn pseudonyms(event: &EventDefinition) -> Pseudonyms {
    Pseudonyms::new(&Secret::new([7; 32]), event)
}

/// A session in which the models have run over the rows, and the folder that holds its files.
pub(super) async fn run(event: &EventDefinition, rows: &[Row], partitions: usize) -> (tempfile::TempDir, SessionContext) {
    run_after(event, &[], rows, partitions).await
}

/// The same, where there was an event of the same series a month before, with rows of its own.
pub(super) async fn run_after(
    event: &EventDefinition,
    earlier: &[Row],
    rows: &[Row],
    partitions: usize,
) -> (tempfile::TempDir, SessionContext) {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = rows.split_at(rows.len() / 2);
    let urls = [("one", first), ("two", second)].map(|(name, rows)| write(folder.path(), name, event, rows));
    let limits = Limits { memory_bytes: 1 << 28, partitions, scratch: folder.path().to_owned(), timeout: Duration::from_mins(2) };
    let context = session::new(&limits).expect("a session");
    let objects = LakeObjects { store: Arc::new(LocalFileSystem::new()), urls: urls.to_vec() };
    lake::register(&context, &objects).expect("the lake");
    let month = jiff::SignedDuration::from_hours(30 * 24);
    let before = EventDefinition { starts: event.starts - month, ends: event.ends - month, ..event.clone() };
    let urls = vec![write(folder.path(), "before", &before, earlier)];
    let earlier_objects = LakeObjects { urls, ..objects };
    lake::register_earlier(&context, &[(&before, earlier_objects)]).expect("the earlier event");
    public::register(&context, event, &ConversionCounts::default(), &pseudonyms(event)).expect("public tables");
    let queries = QuerySet::embedded();
    models::run(&context, event, queries.models(), &limits).await.expect("the models");
    (folder, context)
}

/// The rows of a query, as text.
pub(super) async fn rows_of(context: &SessionContext, event: &EventDefinition, sql: &str) -> String {
    let query = context.sql(sql).await.expect("a plan").with_param_values(models::parameters(event)).expect("parameters");
    let batches = query.collect().await.expect("rows");
    datafusion::arrow::util::pretty::pretty_format_batches(&batches).expect("text").to_string()
}

fn write(folder: &Path, name: &str, event: &EventDefinition, rows: &[Row]) -> String {
    let path = folder.join(format!("{name}.parquet"));
    let file = std::fs::File::create(&path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, Arc::clone(&RECORDS), None).expect("a writer");
    writer.write(&batch(event, rows)).expect("written");
    writer.close().expect("closed");
    format!("file://{}", path.display())
}

pub(super) fn batch(event: &EventDefinition, rows: &[Row]) -> RecordBatch {
    let columns = RECORDS.fields().iter().map(|field| column(field, event.starts.as_microsecond(), rows)).collect();
    RecordBatch::try_new(Arc::clone(&RECORDS), columns).expect("the lake's schema")
}

fn column(field: &Field, start: i64, rows: &[Row]) -> ArrayRef {
    let text = |value: fn(&Row) -> Option<&'static str>| -> ArrayRef { Arc::new(rows.iter().map(value).collect::<StringArray>()) };
    let key = |value: fn(&Row) -> Option<u64>| -> ArrayRef { Arc::new(rows.iter().map(value).collect::<UInt64Array>()) };
    let instant = |value: fn(&Row) -> Option<i64>| -> ArrayRef {
        let microseconds = rows.iter().map(|row| value(row).map(|second| start + second * 1_000_000));
        Arc::new(microseconds.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
    };
    match field.name().as_str() {
        "person" => key(|row| row.person),
        "record" => key(|row| Some(row.record)),
        "time" => instant(|row| Some(row.time)),
        "received" => instant(|row| row.received),
        "corrected" => Arc::new(rows.iter().map(|_| Some(false)).collect::<BooleanArray>()),
        "type" => text(|row| Some(row.kind)),
        "room" => text(|row| row.room),
        "connection" => key(|row| row.connection),
        "mode" => text(|row| Some(row.mode)),
        "role" => text(|row| Some(row.role)),
        "actor_kind" => text(|row| Some(row.actor_kind)),
        "country" => text(|row| row.country),
        "ticket" => text(|row| row.ticket),
        "guest" => key(|row| row.guest),
        "kind" => text(|row| row.chat),
        "emoji" => text(|row| row.emoji),
        "amount" => Arc::new(rows.iter().map(|row| row.amount).collect::<UInt32Array>()),
        "poll" => text(|row| row.poll),
        "options" => options(rows),
        "stand" => text(|row| row.stand),
        "target" => text(|row| row.target),
        "joined" => instant(|row| row.joined),
        "left" => instant(|row| row.left),
        "answers" => answers(field, rows),
        _ => datafusion::arrow::array::new_null_array(field.data_type(), rows.len()),
    }
}

fn options(rows: &[Row]) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(Field::new("item", DataType::Utf8, false));
    for row in rows {
        builder.append_option(row.options.as_ref().map(|options| options.iter().map(|option| Some(*option))));
    }
    Arc::new(builder.finish())
}

fn answers(field: &Field, rows: &[Row]) -> ArrayRef {
    let all: Vec<_> = rows.iter().flat_map(|row| row.answers.iter().flatten()).collect();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(all.iter().map(|(question, _, _)| Some(*question)).collect::<StringArray>()),
        Arc::new(all.iter().map(|(_, option, _)| *option).collect::<StringArray>()),
        Arc::new(all.iter().map(|(_, _, number)| *number).collect::<Float64Array>()),
        Arc::new(all.iter().map(|_| Some(true)).collect::<BooleanArray>()),
    ];
    let DataType::List(item) = field.data_type() else { panic!("answers are a list") };
    let lengths = OffsetBuffer::from_lengths(rows.iter().map(|row| row.answers.as_ref().map_or(0, Vec::len)));
    let given: NullBuffer = rows.iter().map(|row| row.answers.is_some()).collect::<Vec<bool>>().into();
    let entries = StructArray::new(answer_fields(), columns, None);
    Arc::new(ListArray::new(Arc::clone(item), lengths, Arc::new(entries), Some(given)))
}
