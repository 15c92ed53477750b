//! The tables that a query may read, and the disclosure class of every column.
//!
//! Classes are decided here and nowhere else: a query file cannot set or loosen one, and a table or column that is not listed cannot be
//! read. Person-level tables are made by the models under `queries/models/`; public tables come from the event definition.

mod presence;
mod public;
mod statements;

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

impl Class {
    /// The class in a word, as `kooste tables` shows it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "person",
            Self::Identifier => "identifier",
            Self::Dimension => "category",
            Self::Sensitive => "sensitive",
            Self::Measure { .. } => "measure",
            Self::Time => "instant",
            Self::Grid => "grid",
        }
    }

    /// What a query may do with a column of a person-level table.
    #[must_use]
    pub const fn uses(self) -> &'static str {
        match self {
            Self::Unit => "count(distinct person), join on it",
            Self::Identifier => "count(distinct …)",
            Self::Dimension => "group by it, filter by it",
            Self::Sensitive => "group by it under stricter rules, filter by it",
            Self::Measure { .. } => "sum, avg, percentile(…, 0.1 to 0.9); in bands by case: group by it",
            Self::Time => "compare with a full 5 minutes; in buckets by date_bin, date_trunc or local_day: group by it",
            Self::Grid => "group by it, filter by it, bucket it further",
        }
    }
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
    /// What its values mean, in a sentence.
    pub meaning: &'static str,
    /// A few values as they may stand in it, invented ones.
    pub examples: &'static str,
}

impl Column {
    /// The type by its name in SQL.
    #[must_use]
    pub const fn sql_type(&self) -> &'static str {
        match self.data_type {
            DataType::Utf8 => "text",
            DataType::Boolean => "boolean",
            DataType::Timestamp(..) => "timestamp",
            DataType::Date32 => "date",
            DataType::Float64 => "double",
            _ => "bigint",
        }
    }
}

/// A table of the catalogue.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in SQL.
    pub name: &'static str,
    /// What it is made from.
    pub origin: Origin,
    /// What one row of it is.
    pub meaning: &'static str,
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

fn column(name: &'static str, data_type: DataType, class: Class, meaning: &'static str, examples: &'static str) -> Column {
    Column { name, data_type, class, meaning, examples }
}

fn person() -> Column {
    column("person", DataType::UInt64, Class::Unit, "the person, as a pseudonymous key", "a number that stands for nobody outside")
}

fn dimension(name: &'static str, meaning: &'static str, examples: &'static str) -> Column {
    column(name, DataType::Utf8, Class::Dimension, meaning, examples)
}

fn sensitive(name: &'static str, meaning: &'static str, examples: &'static str) -> Column {
    column(name, DataType::Utf8, Class::Sensitive, meaning, examples)
}

fn flag(name: &'static str, meaning: &'static str) -> Column {
    column(name, DataType::Boolean, Class::Dimension, meaning, "true, false")
}

fn time(name: &'static str, meaning: &'static str) -> Column {
    column(name, instant(), Class::Time, meaning, "2026-05-12T06:03:27Z")
}

fn grid(name: &'static str, meaning: &'static str) -> Column {
    column(name, instant(), Class::Grid, meaning, "2026-05-12T06:05:00Z")
}

fn day(name: &'static str, meaning: &'static str) -> Column {
    column(name, DataType::Date32, Class::Grid, meaning, "2026-05-12")
}

fn minute(name: &'static str, meaning: &'static str) -> Column {
    column(name, DataType::Int64, Class::Grid, meaning, "0, 5, 10")
}

fn measure(name: &'static str, least: f64, greatest: f64, meaning: &'static str, examples: &'static str) -> Column {
    column(name, DataType::Float64, Class::Measure { least, greatest }, meaning, examples)
}

fn number(name: &'static str, data_type: DataType, meaning: &'static str, examples: &'static str) -> Column {
    column(name, data_type, Class::Dimension, meaning, examples)
}

fn position() -> Column {
    number("position", DataType::Int64, "its place in the event definition, from 1: to order by", "1, 2, 3")
}

fn room() -> Column {
    dimension("room", "the room's id", "main, studio")
}

fn session() -> Column {
    dimension("session", "the session's id", "opening, keynote")
}

fn track() -> Column {
    dimension("track", "the session's track; null where the definition names none", "keynotes, workshops")
}

fn ticket() -> Column {
    dimension("ticket", "the kind of ticket last told at registration", "day, press")
}

fn model(name: &'static str, meaning: &'static str, columns: Vec<Column>) -> Table {
    Table { name, origin: Origin::Model, meaning, columns }
}

fn definition(name: &'static str, meaning: &'static str, columns: Vec<Column>) -> Table {
    Table { name, origin: Origin::Definition, meaning, columns }
}

/// Every table that a report query may read, the person-level ones in the order in which their models build on each other.
#[must_use]
pub fn tables() -> Vec<Table> {
    let mut tables = presence::tables();
    tables.extend(statements::tables());
    tables.extend(public::tables());
    tables
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
    fn every_table_and_column_has_a_meaning() {
        for table in tables() {
            assert!(!table.meaning.is_empty(), "{}", table.name);
            for column in table.columns {
                assert!(!column.meaning.is_empty() && !column.examples.is_empty(), "{}.{}", table.name, column.name);
            }
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
