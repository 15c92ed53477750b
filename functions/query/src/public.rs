//! The public tables, from the event definition: what an attendee reads in the programme, and the grids that numbers lie on.

mod grids;

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, UInt32Array, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::error::ArrowError;
use datafusion::datasource::MemTable;
use datafusion::error::Result;
use datafusion::prelude::SessionContext;
use record::catalogue;
use record::event::{EventDefinition, QuestionKind};
use record::lake::ConversionCounts;
use record::pseudonym::Pseudonyms;

/// Registers the public tables of the catalogue, and those beside them that only models read.
///
/// # Errors
/// Where a table does not fit the catalogue: a defect of this module.
pub fn register(context: &SessionContext, event: &EventDefinition, counts: &ConversionCounts, pseudonyms: &Pseudonyms) -> Result<()> {
    for (name, batch) in tables(event, counts)?.into_iter().chain(model_inputs(event, pseudonyms)?) {
        context.register_table(name, Arc::new(MemTable::try_new(batch.schema(), vec![vec![batch]])?))?;
    }
    Ok(())
}

/// The public tables of the catalogue, in its order.
///
/// # Errors
/// Where a table does not fit the catalogue: a defect of this module.
pub fn tables(event: &EventDefinition, counts: &ConversionCounts) -> Result<Vec<(&'static str, RecordBatch)>, ArrowError> {
    let definitions = catalogue::tables().into_iter().filter(|table| table.origin == catalogue::Origin::Definition);
    definitions
        .map(|table| {
            let columns = columns(table.name, event, counts)?;
            Ok((table.name, RecordBatch::try_new(Arc::new(table.schema()), columns)?))
        })
        .collect()
}

/// Tables that models read and no report query may: the pseudonyms of stand staff, and the bounds of bands.
///
/// # Errors
/// Where columns differ in length: a defect of this module.
pub fn model_inputs(event: &EventDefinition, pseudonyms: &Pseudonyms) -> Result<Vec<(&'static str, RecordBatch)>, ArrowError> {
    Ok(vec![("stand_staff", stand_staff(event, pseudonyms)?), ("question_bands", question_bands(event)?)])
}

fn columns(table: &str, event: &EventDefinition, counts: &ConversionCounts) -> Result<Vec<ArrayRef>, ArrowError> {
    match table {
        "event_rooms" => Ok(rooms(event)),
        "event_sessions" => Ok(sessions(event)),
        "event_stands" => Ok(stands(event)),
        "event_polls" => Ok(polls(event)),
        "event_questions" => Ok(questions(event)),
        "event_options" => Ok(options(event)),
        "time_grid" => Ok(grids::times(event)),
        "session_minutes" => Ok(grids::session_minutes(event)),
        "duration_bands" => Ok(grids::duration_bands()),
        "event_days" => Ok(grids::days(event)),
        "conversion" => Ok(conversion(counts)),
        _ => Err(ArrowError::SchemaError(format!("no way to make the public table \"{table}\""))),
    }
}

fn rooms(event: &EventDefinition) -> Vec<ArrayRef> {
    let capacities: UInt32Array = event.rooms.iter().map(|room| room.capacity).collect();
    vec![texts(event.rooms.iter().map(|room| Some(room.id.as_str()))), Arc::new(capacities), positions(event.rooms.len())]
}

fn sessions(event: &EventDefinition) -> Vec<ArrayRef> {
    let sessions = &event.sessions;
    let minutes: Float64Array = sessions.iter().map(|session| Some((session.ends - session.starts).as_secs_f64() / 60.0)).collect();
    vec![
        texts(sessions.iter().map(|session| Some(session.id.as_str()))),
        texts(sessions.iter().map(|session| Some(session.room.as_str()))),
        texts(sessions.iter().map(|session| session.track.as_deref())),
        grids::instants(sessions.iter().map(|session| session.starts.as_microsecond())),
        grids::instants(sessions.iter().map(|session| session.ends.as_microsecond())),
        Arc::new(minutes),
        positions(sessions.len()),
    ]
}

fn stands(event: &EventDefinition) -> Vec<ArrayRef> {
    vec![
        texts(event.stands.iter().map(|stand| Some(stand.id.as_str()))),
        texts(event.stands.iter().map(|stand| stand.partner.as_ref().map(record::Id::as_str))),
        positions(event.stands.len()),
    ]
}

fn polls(event: &EventDefinition) -> Vec<ArrayRef> {
    vec![
        texts(event.polls.iter().map(|poll| Some(poll.id.as_str()))),
        texts(event.polls.iter().map(|poll| poll.session.as_deref())),
        positions(event.polls.len()),
    ]
}

fn questions(event: &EventDefinition) -> Vec<ArrayRef> {
    let kinds = event.questions.iter().map(|question| match question.kind {
        QuestionKind::Choice(_) => "choice",
        QuestionKind::Number(_) => "number",
        QuestionKind::Date(_) => "date",
        QuestionKind::Text => "text",
    });
    let sensitive: BooleanArray = event.questions.iter().map(|question| Some(question.sensitive)).collect();
    vec![
        texts(event.questions.iter().map(|question| Some(question.id.as_str()))),
        texts(kinds.map(Some)),
        Arc::new(sensitive),
        positions(event.questions.len()),
    ]
}

/// One option of a poll, or one option or band of a question.
#[derive(Default)]
struct OptionRow<'a> {
    poll: Option<&'a str>,
    question: Option<&'a str>,
    option: Option<&'a str>,
    band: Option<String>,
}

fn options(event: &EventDefinition) -> Vec<ArrayRef> {
    let mut rows = Vec::new();
    for poll in &event.polls {
        let row = |option| OptionRow { poll: Some(&poll.id), option: Some(option), ..OptionRow::default() };
        rows.extend(poll.options.iter().map(|choice| row(choice.id.as_str())));
    }
    for question in &event.questions {
        let of_question = || OptionRow { question: Some(&question.id), ..OptionRow::default() };
        match &question.kind {
            QuestionKind::Choice(choices) => {
                rows.extend(choices.iter().map(|choice| OptionRow { option: Some(&choice.id), ..of_question() }));
            }
            QuestionKind::Number(bands) | QuestionKind::Date(bands) => {
                rows.extend(bands.all().into_iter().map(|band| OptionRow { band: Some(band.label), ..of_question() }));
            }
            QuestionKind::Text => {}
        }
    }
    vec![
        texts(rows.iter().map(|row| row.poll)),
        texts(rows.iter().map(|row| row.question)),
        texts(rows.iter().map(|row| row.option)),
        texts(rows.iter().map(|row| row.band.as_deref())),
        positions(rows.len()),
    ]
}

fn conversion(counts: &ConversionCounts) -> Vec<ArrayRef> {
    let rows = [
        ("records_read", counts.lines),
        ("records_kept", counts.records),
        ("rejected", counts.rejected),
        ("other_event", counts.other_event),
        ("unknown_types", counts.unknown_types),
        ("unknown_fields", counts.unknown_fields),
        ("clock_corrected", counts.corrected),
    ];
    let values: Int64Array = rows.iter().map(|(_, value)| i64::try_from(*value).ok()).collect();
    vec![texts(rows.iter().map(|(name, _)| Some(*name))), Arc::new(values), positions(rows.len())]
}

fn stand_staff(event: &EventDefinition, pseudonyms: &Pseudonyms) -> Result<RecordBatch, ArrowError> {
    let staff = event.stands.iter().flat_map(|stand| stand.staff.iter().map(move |actor| (stand.id.as_str(), actor)));
    let staff: Vec<(&str, u64)> = staff.filter_map(|(stand, actor)| Some((stand, pseudonyms.person(actor.kind, &actor.key)?))).collect();
    let persons: UInt64Array = staff.iter().map(|(_, person)| Some(*person)).collect();
    let schema = Schema::new(vec![Field::new("stand", DataType::Utf8, true), Field::new("person", DataType::UInt64, true)]);
    RecordBatch::try_new(Arc::new(schema), vec![texts(staff.iter().map(|(stand, _)| Some(*stand))), Arc::new(persons)])
}

/// The bands of questions with their bounds, `lower <= value < upper`; the outer ones are unbounded.
fn question_bands(event: &EventDefinition) -> Result<RecordBatch, ArrowError> {
    let bands = event.questions.iter().flat_map(|question| match &question.kind {
        QuestionKind::Number(bands) | QuestionKind::Date(bands) => {
            bands.all().into_iter().map(|band| (question.id.as_str(), band)).collect()
        }
        QuestionKind::Choice(_) | QuestionKind::Text => Vec::new(),
    });
    let bands: Vec<_> = bands.collect();
    let bounds = |bound: fn(&record::event::Band) -> f64| -> ArrayRef {
        Arc::new(bands.iter().map(|(_, band)| Some(bound(band))).collect::<Float64Array>())
    };
    let text = |name| Field::new(name, DataType::Utf8, true);
    let number = |name| Field::new(name, DataType::Float64, true);
    let schema = Schema::new(vec![text("question"), text("band"), number("lower"), number("upper")]);
    let columns = vec![
        texts(bands.iter().map(|(question, _)| Some(*question))),
        texts(bands.iter().map(|(_, band)| Some(band.label.as_str()))),
        bounds(|band| band.from),
        bounds(|band| band.to),
    ];
    RecordBatch::try_new(Arc::new(schema), columns)
}

fn texts<'a>(values: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

/// The order of the definition, from 1.
fn positions(count: usize) -> ArrayRef {
    Arc::new((1..).take(count).map(Some).collect::<Int64Array>())
}
