//! `records/<object>.parquet`.

use std::io::Write;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    ArrayRef, BooleanArray, Float64Array, ListArray, RecordBatch, StringArray, StructArray, TimestampMicrosecondArray, UInt32Array,
    UInt64Array, new_null_array,
};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{Field, SchemaRef};
use arrow::error::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use record::id::ActorKind;
use record::kind::{Mode, RecordType, Role};
use record::lake::{ConversionCounts, RECORDS, answer_fields};

use super::columns::{Dictionary, with_dictionaries};
use super::{BATCH_ROWS, properties};
use crate::enrich::Agent;
use crate::rows::answers::Questions;
use crate::rows::details::{CATEGORIES, Detail, Details, Span};
use crate::rows::records::{Records, Row};
use crate::rows::texts::NO_TEXT;

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| with_dictionaries(&RECORDS));

/// The leading columns that a [`Row`] fills itself. A [`Detail`] fills the others, but for the one at [`VISIBLE`]: every heartbeat has it.
const ROW_COLUMNS: usize = 16;

/// The place of `visible`.
const VISIBLE: usize = 19;

/// Writes records in row groups.
pub(crate) struct RecordsWriter<W: Write + Send> {
    writer: ArrowWriter<W>,
    vocabularies: Vocabularies,
    /// Columns of a batch without details.
    no_details: Vec<ArrayRef>,
}

/// The closed sets of texts, the same in every row group.
struct Vocabularies {
    kinds: Dictionary,
    modes: Dictionary,
    roles: Dictionary,
    actor_kinds: Dictionary,
}

impl<W: Write + Send> RecordsWriter<W> {
    /// Starts a file.
    pub(crate) fn new(sink: W) -> Result<Self, ParquetError> {
        let options = ArrowWriterOptions::new().with_properties(properties()?).with_skip_arrow_metadata(true);
        let vocabularies = Vocabularies {
            kinds: Dictionary::new(RecordType::ALL.iter().map(|kind| kind.as_str())),
            modes: Dictionary::new(Mode::ALL.iter().map(|mode| mode.as_str())),
            roles: Dictionary::new(Role::ALL.iter().map(|role| role.as_str())),
            actor_kinds: Dictionary::new(ActorKind::ALL.iter().map(|kind| kind.as_str())),
        };
        let nothing = |field: &Arc<Field>| new_null_array(field.data_type(), BATCH_ROWS);
        let mut no_details: Vec<ArrayRef> = SCHEMA.fields().iter().skip(ROW_COLUMNS).map(nothing).collect();
        no_details.remove(VISIBLE - ROW_COLUMNS);
        Ok(Self { writer: ArrowWriter::try_new_with_options(sink, Arc::clone(&SCHEMA), options)?, vocabularies, no_details })
    }

    /// Writes all records as one row group, sorted.
    pub(crate) fn write(&mut self, records: &mut Records, agents: &[Agent], questions: &Questions) -> Result<(), ParquetError> {
        records.sort();
        let group = Group::new(records, agents, questions, &self.vocabularies);
        for rows in records.sorted_batches(BATCH_ROWS) {
            let rows = rows.as_slice();
            let mut columns = group.row_columns(rows)?;
            if rows.iter().all(|row| row.detail.is_none()) {
                columns.extend(self.no_details.iter().map(|column| column.slice(0, rows.len())));
            } else {
                columns.extend(group.detail_columns(rows)?);
            }
            columns.insert(VISIBLE, Arc::new(rows.iter().map(|row| row.visible).collect::<BooleanArray>()));
            self.writer.write(&RecordBatch::try_new(Arc::clone(&SCHEMA), columns)?)?;
        }
        self.writer.flush()
    }

    /// Ends the file, with the counts in its metadata.
    pub(crate) fn finish(mut self, counts: &ConversionCounts) -> Result<W, ParquetError> {
        for (key, value) in counts.entries() {
            self.writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value.to_string()));
        }
        self.writer.into_inner()
    }
}

/// What the rows of one row group refer to.
struct Group<'a> {
    details: &'a Details,
    questions: &'a Questions,
    vocabularies: &'a Vocabularies,
    rooms: Dictionary,
    locales: Dictionary,
    devices: Families,
    systems: Families,
    browsers: Families,
    categories: Vec<Dictionary>,
    options: Vec<&'a str>,
}

/// One property of the families of user agents: its distinct texts, and their keys by the family's number.
struct Families {
    texts: Dictionary,
    keys: Vec<u32>,
}

impl Families {
    fn new<'a>(agents: &'a [Agent], property: impl Fn(&'a Agent) -> Option<&'a str>) -> Self {
        let mut texts = crate::rows::texts::Texts::default();
        let keys = agents.iter().map(|agent| texts.optional_key(property(agent))).collect();
        Self { texts: Dictionary::of(&texts), keys }
    }

    fn array(&self, rows: &[Row]) -> Result<ArrayRef, ArrowError> {
        self.texts.array(rows.iter().map(|row| self.keys.get(row.agent as usize).copied().unwrap_or(NO_TEXT)))
    }
}

fn instants(values: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    Arc::new(values.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
}

fn countries(rows: &[Row]) -> Result<ArrayRef, ArrowError> {
    let mut texts = crate::rows::texts::Texts::default();
    let mut last = (None, NO_TEXT);
    let mut key = |country: Option<[u8; 2]>| {
        if country != last.0 {
            let text = country.as_ref().and_then(|country| std::str::from_utf8(country).ok());
            last = (country, texts.optional_key(text));
        }
        last.1
    };
    let keys: Vec<u32> = rows.iter().map(|row| key(row.country)).collect();
    Dictionary::of(&texts).array(keys.into_iter())
}

impl<'a> Group<'a> {
    fn new(records: &'a Records, agents: &[Agent], questions: &'a Questions, vocabularies: &'a Vocabularies) -> Self {
        Self {
            details: &records.details,
            questions,
            vocabularies,
            rooms: Dictionary::of(&records.rooms),
            locales: Dictionary::of(&records.locales),
            devices: Families::new(agents, |agent| agent.device),
            systems: Families::new(agents, |agent| agent.os.as_deref()),
            browsers: Families::new(agents, |agent| agent.browser.as_deref()),
            categories: records.details.texts.iter().map(Dictionary::of).collect(),
            options: records.details.option_texts.iter().collect(),
        }
    }

    /// The first columns of the schema, up to `locale`, in its order.
    fn row_columns(&self, rows: &[Row]) -> Result<Vec<ArrayRef>, ArrowError> {
        let Vocabularies { kinds, modes, roles, actor_kinds } = self.vocabularies;
        Ok(vec![
            Arc::new(rows.iter().map(|row| row.person).collect::<UInt64Array>()),
            Arc::new(UInt64Array::from_iter_values(rows.iter().map(|row| row.record))),
            Arc::new(TimestampMicrosecondArray::from_iter_values(rows.iter().map(|row| row.time)).with_timezone("UTC")),
            instants(rows.iter().map(|row| row.received)),
            Arc::new(rows.iter().map(|row| Some(row.corrected)).collect::<BooleanArray>()),
            kinds.array(rows.iter().map(|row| row.kind as u32))?,
            self.rooms.array(rows.iter().map(|row| row.room))?,
            Arc::new(rows.iter().map(|row| row.connection).collect::<UInt64Array>()),
            modes.array(rows.iter().map(|row| row.mode as u32))?,
            roles.array(rows.iter().map(|row| row.role as u32))?,
            actor_kinds.array(rows.iter().map(|row| row.actor_kind as u32))?,
            countries(rows)?,
            self.devices.array(rows)?,
            self.systems.array(rows)?,
            self.browsers.array(rows)?,
            self.locales.array(rows.iter().map(|row| row.locale))?,
        ])
    }

    /// The columns from `ticket` on in the order of the schema, without `visible`.
    fn detail_columns(&self, rows: &[Row]) -> Result<Vec<ArrayRef>, ArrowError> {
        let details: Vec<Option<&Detail>> =
            rows.iter().map(|row| row.detail.and_then(|place| self.details.rows.get(place as usize))).collect();
        let [ticket, channel, asset, kind, emoji, question, poll, stand, target, gate] = self.category_columns(&details)?;
        let numbers = |get: fn(&Detail) -> Option<f64>| -> ArrayRef {
            Arc::new(details.iter().map(|detail| detail.and_then(get)).collect::<Float64Array>())
        };
        let whole_numbers = |get: fn(&Detail) -> Option<u32>| -> ArrayRef {
            Arc::new(details.iter().map(|detail| detail.and_then(get)).collect::<UInt32Array>())
        };
        Ok(vec![
            ticket,
            channel,
            Arc::new(details.iter().map(|detail| detail.and_then(|detail| detail.guest)).collect::<UInt64Array>()),
            asset,
            numbers(|detail| detail.position),
            Arc::new(details.iter().map(|detail| detail.and_then(|detail| detail.live)).collect::<BooleanArray>()),
            kind,
            whole_numbers(|detail| detail.length),
            emoji,
            whole_numbers(|detail| detail.amount),
            question,
            poll,
            self.options(&details)?,
            stand,
            target,
            numbers(|detail| detail.minutes),
            gate,
            instants(details.iter().map(|detail| detail.and_then(|detail| detail.joined))),
            instants(details.iter().map(|detail| detail.and_then(|detail| detail.left))),
            numbers(|detail| detail.precision),
            self.answers(&details)?,
        ])
    }

    fn category_columns(&self, details: &[Option<&Detail>]) -> Result<[ArrayRef; CATEGORIES.len()], ArrowError> {
        let column = |category: usize| match self.categories.get(category) {
            Some(texts) => texts.array(details.iter().map(|detail| detail.map_or(NO_TEXT, |detail| detail.categories[category]))),
            None => Err(ArrowError::InvalidArgumentError("more categories than sets of texts".to_owned())),
        };
        let mut columns = [const { None }; CATEGORIES.len()];
        for (category, place) in columns.iter_mut().enumerate() {
            *place = Some(column(category)?);
        }
        Ok(columns.map(|column| column.unwrap_or_else(|| new_null_array(&super::columns::dictionary_type(), details.len()))))
    }

    fn options(&self, details: &[Option<&Detail>]) -> Result<ArrayRef, ArrowError> {
        let spans: Vec<Option<Span>> = details.iter().map(|detail| detail.and_then(|detail| detail.options)).collect();
        let keys = spans.iter().flatten().filter_map(|span| self.details.options.get(span.start as usize..span.end as usize));
        let texts = keys.flatten().map(|key| self.options.get(*key as usize).copied());
        list("options", &spans, Arc::new(texts.collect::<StringArray>()))
    }

    fn answers(&self, details: &[Option<&Detail>]) -> Result<ArrayRef, ArrowError> {
        let spans: Vec<Option<Span>> = details.iter().map(|detail| detail.and_then(|detail| detail.answers)).collect();
        let entries: Vec<_> =
            spans.iter().flatten().filter_map(|span| self.details.answers.get(span.start as usize..span.end as usize)).flatten().collect();
        let questions = StringArray::from_iter_values(entries.iter().map(|entry| self.questions.question(entry.question)));
        let options: StringArray =
            entries.iter().map(|entry| entry.option.and_then(|option| self.questions.option(entry.question, option))).collect();
        let numbers: Float64Array = entries.iter().map(|entry| entry.number).collect();
        let answered: BooleanArray = entries.iter().map(|entry| Some(entry.answered)).collect();
        let columns: Vec<ArrayRef> = vec![Arc::new(questions), Arc::new(options), Arc::new(numbers), Arc::new(answered)];
        list("answers", &spans, Arc::new(StructArray::try_new(answer_fields(), columns, None)?))
    }
}

/// A column of lists: a list for every span, null where there is none.
fn list(name: &str, spans: &[Option<Span>], items: ArrayRef) -> Result<ArrayRef, ArrowError> {
    let lengths = spans.iter().map(|span| span.map_or(0, |span| (span.end - span.start) as usize));
    let nulls: NullBuffer = spans.iter().map(Option::is_some).collect();
    let item = match RECORDS.field_with_name(name)?.data_type() {
        arrow::datatypes::DataType::List(item) => Arc::clone(item),
        other => return Err(ArrowError::SchemaError(format!("{name} is a {other}, not a list"))),
    };
    Ok(Arc::new(ListArray::try_new(item, OffsetBuffer::from_lengths(lengths), items, Some(nulls))?))
}
