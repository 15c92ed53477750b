//! The Arrow schemas of the lake: what a record and a person's profile look like after conversion.
//!
//! Strings are dictionary-encoded inside Parquet and read back as plain strings. Person-level and pseudonymous: no raw id, address, user
//! agent, name, e-mail or free text lies in any column of `records`; names, e-mails and consents lie in `people` only.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef, TimeUnit};

/// A lake instant: microseconds since 1970 in UTC.
#[must_use]
pub fn instant() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

/// The fields of one entry of `answers`: one entry for each chosen option, or one for a number, an age or a text.
#[must_use]
pub fn answer_fields() -> Fields {
    Fields::from(vec![
        // The question's id; only declared questions are kept.
        Field::new("question", DataType::Utf8, false),
        // The id of a declared option; null for an unknown option and for other types of question.
        Field::new("option", DataType::Utf8, true),
        // A number, or a date as an age in whole years at the event's start.
        Field::new("number", DataType::Float64, true),
        // False where the answer is blank or cannot be read as its type.
        Field::new("answered", DataType::Boolean, false),
    ])
}

/// The schema of `<event>/records/`.
///
/// Rows are sorted by `type`, then `time`, within each row group, so that statistics prune.
pub static RECORDS: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name| Field::new(name, DataType::Utf8, true);
    let required_text = |name| Field::new(name, DataType::Utf8, false);
    let answers = DataType::List(Arc::new(Field::new("item", DataType::Struct(answer_fields()), false)));
    Arc::new(Schema::new(vec![
        // Null for system records.
        Field::new("person", DataType::UInt64, true),
        // Two rows with the same `record` are one record.
        Field::new("record", DataType::UInt64, false),
        // Corrected for the client's clock.
        Field::new("time", instant(), false),
        // The server's receipt, where given.
        Field::new("received", instant(), true),
        // Whether `time` was corrected by a difference other than zero.
        Field::new("corrected", DataType::Boolean, false),
        // A `kind::RecordType`.
        required_text("type"),
        // The `subject`.
        text("room"),
        // Null where the record names none: the person's one connection.
        Field::new("connection", DataType::UInt64, true),
        // A `kind::Mode`.
        required_text("mode"),
        // A `kind::Role`.
        required_text("role"),
        // An `id::ActorKind`.
        required_text("actor_kind"),
        // ISO 3166-1 alpha-2.
        text("country"),
        // `desktop`, `mobile`, `tablet`, `other`.
        text("device"),
        text("os"),
        text("browser"),
        // BCP 47, as sent.
        text("locale"),
        // registration.*
        text("ticket"),
        text("channel"),
        // identity.linked: the person of the guest key that becomes this actor.
        Field::new("guest", DataType::UInt64, true),
        // presence.*
        Field::new("visible", DataType::Boolean, true),
        // media.*
        text("asset"),
        Field::new("position", DataType::Float64, true),
        Field::new("live", DataType::Boolean, true),
        // chat.message: a `kind::ChatKind`; length in characters.
        text("kind"),
        Field::new("length", DataType::UInt32, true),
        // reaction.sent
        text("emoji"),
        Field::new("amount", DataType::UInt32, true),
        // qa.*
        text("question"),
        // poll.voted
        text("poll"),
        Field::new("options", DataType::List(Arc::new(Field::new("item", DataType::Utf8, false))), true),
        // stand.*, document.opened, link.clicked, meeting.*
        text("stand"),
        // document.opened, link.clicked: without query, fragment and user name.
        text("target"),
        Field::new("minutes", DataType::Float64, true),
        // checkin.*
        text("gate"),
        // interval.imported; precision in seconds.
        Field::new("joined", instant(), true),
        Field::new("left", instant(), true),
        Field::new("precision", DataType::Float64, true),
        // registration.*, survey.answered
        Field::new("answers", answers, true),
    ]))
});

/// The schema of `<event>/people/`: names, e-mails and consents, by pseudonym. It is in no SQL catalogue.
pub static PEOPLE: LazyLock<SchemaRef> = LazyLock::new(|| {
    let text = |name| Field::new(name, DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        Field::new("person", DataType::UInt64, false),
        Field::new("record", DataType::UInt64, false),
        Field::new("time", instant(), false),
        Field::new("type", DataType::Utf8, false),
        Field::new("actor_kind", DataType::Utf8, false),
        // data.profile
        text("name"),
        text("email"),
        text("company"),
        text("title"),
        text("phone"),
        // consent.*
        text("purpose"),
        text("recipient"),
        text("text"),
        text("channel"),
        // erasure.requested
        text("scope"),
    ]))
});

/// The counts of one conversion, kept in the Parquet file's key-value metadata under these names.
///
/// They belong to the object, not to persons: lines of a file, before duplicates are removed and anyone is excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConversionCounts {
    /// Lines that are not blank.
    pub lines: u64,
    /// Rows written to `records`.
    pub records: u64,
    /// Lines that are no record: their places are in `rejects/`.
    pub rejected: u64,
    /// Rejected lines that are records of another event.
    pub other_event: u64,
    /// Records whose type is not in the contract.
    pub unknown_types: u64,
    /// Fields of `data` that the contract does not know.
    pub unknown_fields: u64,
    /// Records whose client clock was corrected.
    pub corrected: u64,
}

impl ConversionCounts {
    /// Each count under its metadata key.
    #[must_use]
    pub const fn entries(&self) -> [(&'static str, u64); 7] {
        [
            ("kooste.lines", self.lines),
            ("kooste.records", self.records),
            ("kooste.rejected", self.rejected),
            ("kooste.other_event", self.other_event),
            ("kooste.unknown_types", self.unknown_types),
            ("kooste.unknown_fields", self.unknown_fields),
            ("kooste.corrected", self.corrected),
        ]
    }

    /// Reads the counts back from metadata; a missing key is zero.
    #[must_use]
    pub fn from_entries<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut counts = Self::default();
        for (key, value) in entries {
            let value = value.parse().unwrap_or(0);
            match key {
                "kooste.lines" => counts.lines = value,
                "kooste.records" => counts.records = value,
                "kooste.rejected" => counts.rejected = value,
                "kooste.other_event" => counts.other_event = value,
                "kooste.unknown_types" => counts.unknown_types = value,
                "kooste.unknown_fields" => counts.unknown_fields = value,
                "kooste.corrected" => counts.corrected = value,
                _ => {}
            }
        }
        counts
    }

    /// The sum of two conversions.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            lines: self.lines + other.lines,
            records: self.records + other.records,
            rejected: self.rejected + other.rejected,
            other_event: self.other_event + other.other_event,
            unknown_types: self.unknown_types + other.unknown_types,
            unknown_fields: self.unknown_fields + other.unknown_fields,
            corrected: self.corrected + other.corrected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_round_trip_through_metadata() {
        let counts =
            ConversionCounts { lines: 7, records: 6, rejected: 1, other_event: 1, unknown_types: 2, unknown_fields: 3, corrected: 4 };
        let written = counts.entries().map(|(key, value)| (key, value.to_string()));
        assert_eq!(ConversionCounts::from_entries(written.iter().map(|(key, value)| (*key, value.as_str()))), counts);
        assert_eq!(counts.plus(counts).lines, 14);
    }
}
