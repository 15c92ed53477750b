//! The blocking work on one object: decompress, split, read, keep, encode.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};

use parquet::errors::ParquetError;
use record::EventDefinition;
use record::lake::ConversionCounts;
use record::pseudonym::Pseudonyms;

use crate::decompress::{Format, decompress};
use crate::encode::{PeopleWriter, RecordsWriter};
use crate::enrich::GeoDatabase;
use crate::line_converter::LineConverter;
use crate::lines::{Piece, Place, for_each_line};
use crate::pipe::BrokenOff;
use crate::read_ahead::read_ahead;
use crate::reason::Reason;
use crate::rejects::RejectsWriter;

/// What conversion needs to know beside the object.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) event: EventDefinition,
    pub(crate) pseudonyms: Pseudonyms,
    pub(crate) geo: Option<GeoDatabase>,
    /// Keys of persons of whom nothing is kept.
    pub(crate) erased: BTreeSet<u64>,
    /// Whether to decompress on a thread of its own: worth it where there is a processor to spare.
    pub(crate) read_ahead: bool,
}

/// Where the three objects of the lake go.
#[derive(Debug)]
pub(crate) struct Sinks<W> {
    pub(crate) people: W,
    pub(crate) rejects: W,
    pub(crate) records: W,
}

/// Why an object could not be converted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PipelineError {
    /// The object is compressed, or should be by its name, and not one byte can be read of it.
    #[error("it cannot be decompressed: it is neither gzip, Zstandard nor newline-delimited JSON; send it again")]
    Undecodable,
    /// The source or a sink failed; the store knows why.
    #[error("reading or writing broke off")]
    BrokenOff,
    /// Arrow or Parquet refused what it was given.
    #[error("its records cannot be written as Parquet")]
    Parquet(#[from] ParquetError),
    /// Anything else of the machine.
    #[error("its records cannot be written")]
    Io(#[from] io::Error),
}

/// Converts what `source` holds, and returns the counts.
pub(crate) fn run<W: Write + Send>(
    settings: &Settings,
    raw_key: &str,
    source: impl Read + Send + 'static,
    sinks: Sinks<W>,
) -> Result<(ConversionCounts, Sinks<W>), PipelineError> {
    let (format, content) = decompress(source).map_err(|error| of_source(&error))?;
    let content = if settings.read_ahead && format != Format::Plain { read_ahead(content)? } else { content };
    let mut job = Job::new(settings, raw_key, sinks)?;
    let should_be_compressed = !raw_key.ends_with(".ndjson");
    let end = for_each_line(content, |place, piece| {
        if place.line == 1 && format == Format::Plain && should_be_compressed && !begins_a_record(piece) {
            return Err(PipelineError::Undecodable);
        }
        job.piece(place, piece)
    })?;
    if let Some(error) = end.error {
        if is_broken_off(&error) {
            return Err(PipelineError::BrokenOff);
        }
        if end.place.offset == 0 {
            return Err(PipelineError::Undecodable);
        }
        job.break_off(end.place)?;
    }
    job.finish()
}

fn begins_a_record(piece: Piece<'_>) -> bool {
    let (Piece::Line(line) | Piece::Cut(line)) = piece else { return false };
    line.trim_ascii_start().starts_with(b"{")
}

fn is_broken_off(error: &io::Error) -> bool {
    error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<BrokenOff>)
}

fn of_source(error: &io::Error) -> PipelineError {
    if is_broken_off(error) { PipelineError::BrokenOff } else { PipelineError::Undecodable }
}

/// The conversion of one object, under way.
struct Job<'a, W: Write + Send> {
    lines: LineConverter<'a>,
    people: PeopleWriter<W>,
    rejects: RejectsWriter<W>,
    records: RecordsWriter<W>,
    /// Whether a line was told to be cut: it stands for all that is lost after it.
    is_cut_told: bool,
}

impl<'a, W: Write + Send> Job<'a, W> {
    fn new(settings: &'a Settings, raw_key: &str, sinks: Sinks<W>) -> Result<Self, PipelineError> {
        Ok(Self {
            lines: LineConverter::new(&settings.event, &settings.pseudonyms, settings.geo.as_ref(), &settings.erased),
            people: PeopleWriter::new(sinks.people)?,
            rejects: RejectsWriter::new(sinks.rejects, raw_key)?,
            records: RecordsWriter::new(sinks.records)?,
            is_cut_told: false,
        })
    }

    fn piece(&mut self, place: Place, piece: Piece<'_>) -> Result<(), PipelineError> {
        let (Piece::Line(line) | Piece::Cut(line)) = piece else { return self.reject(place, Reason::TooLong) };
        if let Err(reason) = self.lines.convert(line) {
            self.is_cut_told = matches!(piece, Piece::Cut(_));
            self.rejects.write(place, if self.is_cut_told { Reason::Truncated } else { reason })?;
        }
        if self.lines.records.is_full() {
            self.write_records()?;
        }
        if self.lines.people.is_full() {
            self.write_people()?;
        }
        Ok(())
    }

    /// Says where the stream broke off, unless a line that is cut there says so.
    fn break_off(&mut self, place: Place) -> Result<(), PipelineError> {
        if self.is_cut_told { Ok(()) } else { self.reject(place, Reason::Truncated) }
    }

    fn reject(&mut self, place: Place, reason: Reason) -> Result<(), PipelineError> {
        self.lines.reject(reason);
        Ok(self.rejects.write(place, reason)?)
    }

    fn write_records(&mut self) -> Result<(), PipelineError> {
        let LineConverter { records, agents, questions, .. } = &mut self.lines;
        self.records.write(records, agents.families(), questions)?;
        records.clear();
        Ok(())
    }

    fn write_people(&mut self) -> Result<(), PipelineError> {
        self.people.write(&self.lines.people)?;
        self.lines.people.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<(ConversionCounts, Sinks<W>), PipelineError> {
        if !self.lines.records.rows.is_empty() {
            self.write_records()?;
        }
        if !self.lines.people.rows.is_empty() {
            self.write_people()?;
        }
        let counts = self.lines.counts;
        let sinks = Sinks { people: self.people.finish()?, rejects: self.rejects.finish()?, records: self.records.finish(&counts)? };
        Ok((counts, sinks))
    }
}

#[cfg(test)]
mod tests;
