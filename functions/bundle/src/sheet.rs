//! A released table, its columns in the few types that every file of the bundle knows.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow::compute::{CastOptions, cast_with_options, filter_record_batch};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use arrow::error::ArrowError;
use disclosure::{Hidden, Released};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use record::table::{ColumnSpec, TableSpec, Unit};

use crate::BundleError;

/// A released table with its description.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// What the table says about itself.
    pub(crate) spec: &'a TableSpec,
    /// How much of it is hidden.
    pub(crate) hidden: Hidden,
    /// The columns as Arrow: plain types, no metadata, numbers rounded as they are published.
    pub(crate) batch: RecordBatch,
    columns: Vec<Values>,
}

/// The values of a column.
#[derive(Clone, Debug)]
enum Values {
    Text(StringArray),
    Integer(Int64Array),
    Number(Float64Array),
    Flag(BooleanArray),
    Day(Date32Array),
    Instant(TimestampMicrosecondArray),
}

/// One value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    /// Hidden in a column of values, not known in a column of categories.
    Missing,
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Flag(bool),
    Day(Date),
    Instant(Timestamp),
}

impl Value<'_> {
    /// The value as a number, where it is one.
    #[expect(clippy::cast_precision_loss, reason = "counts of a report stay far below 2^53")]
    pub(crate) fn number(self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(value as f64),
            Self::Number(value) => Some(value),
            _ => None,
        }
    }
}

impl<'a> Sheet<'a> {
    /// Takes a released table and fits it to its description.
    pub(crate) fn new(spec: &'a TableSpec, released: &Released) -> Result<Self, BundleError> {
        let batch = released.batch();
        let schema = batch.schema();
        if !schema.fields().iter().map(|field| field.name()).eq(spec.columns.iter().map(|column| &column.name)) {
            return Err(BundleError::Columns { table: spec.name.clone() });
        }
        let columns = spec.columns.iter().zip(batch.columns()).map(|(column, array)| {
            let refused = |source| BundleError::Type { table: spec.name.clone(), column: column.name.clone(), source };
            Values::new(array, column.unit).map_err(refused)
        });
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let batch = plain_batch(spec, &columns)?;
        Ok(Self { spec, hidden: released.hidden(), batch, columns })
    }

    /// The rows that are wanted, as a table that says this of itself. What is hidden of the whole table is not told of them.
    pub(crate) fn only<'s>(&self, spec: &'s TableSpec, wanted: impl Fn(usize) -> bool) -> Result<Sheet<'s>, BundleError> {
        let mask: BooleanArray = (0..self.rows()).map(|row| Some(wanted(row))).collect();
        let refused = |source| BundleError::Type { table: spec.name.clone(), column: String::new(), source };
        let batch = filter_record_batch(&self.batch, &mask).map_err(refused)?;
        let columns = spec.columns.iter().zip(batch.columns()).map(|(column, array)| Values::new(array, column.unit));
        let columns = columns.collect::<Result<_, _>>().map_err(refused)?;
        Ok(Sheet { spec, hidden: Hidden::default(), batch, columns })
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// The value at a column and a row; missing where there is no such row.
    pub(crate) fn value(&self, column: usize, row: usize) -> Value<'_> {
        self.columns.get(column).filter(|_| row < self.rows()).map_or(Value::Missing, |values| values.get(row))
    }

    /// The position of a column, by name.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.spec.columns.iter().position(|column| column.name == name)
    }

    /// The columns with their positions.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (usize, &'a ColumnSpec)> {
        self.spec.columns.iter().enumerate()
    }

    /// Whether a missing value of this column means that it is hidden: numbers, and the instants that belong to them.
    pub(crate) fn hides(&self, column: usize) -> bool {
        self.spec.columns.get(column).is_some_and(|column| column.unit.may_hide())
    }

    /// Whether the table is one row of numbers, which is read better with its columns below each other.
    pub(crate) fn stands(&self) -> bool {
        self.rows() == 1 && self.spec.columns.iter().all(|column| column.unit.is_value())
    }

    /// Whether any number is published.
    pub(crate) fn tells(&self) -> bool {
        let mut numbers = self.columns().filter(|(_, column)| column.unit.is_value());
        numbers.any(|(position, _)| (0..self.rows()).any(|row| self.value(position, row) != Value::Missing))
    }

    /// Whether any value shown in the table is hidden.
    pub(crate) fn shows_hidden(&self) -> bool {
        let mut cells = (0..self.rows()).flat_map(|row| (0..self.columns.len()).map(move |column| (column, row)));
        cells.any(|(column, row)| self.hides(column) && self.value(column, row) == Value::Missing)
    }
}

impl Values {
    fn new(array: &ArrayRef, unit: Unit) -> Result<Self, ArrowError> {
        let target = plain_type(array.data_type());
        let options = CastOptions { safe: false, ..CastOptions::default() };
        let array = cast_with_options(array, &target, &options)?;
        let any = array.as_any();
        let values = match &target {
            DataType::Int64 => any.downcast_ref().cloned().map(Self::Integer),
            DataType::Float64 => any.downcast_ref::<Float64Array>().map(|numbers| Self::of_numbers(numbers, unit)),
            DataType::Boolean => any.downcast_ref().cloned().map(Self::Flag),
            DataType::Date32 => any.downcast_ref().cloned().map(Self::Day),
            DataType::Timestamp(..) => any.downcast_ref().cloned().map(Self::Instant),
            _ => any.downcast_ref().cloned().map(Self::Text),
        };
        values.ok_or_else(|| ArrowError::CastError(format!("a cast to {target} gave another type")))
    }

    /// Numbers as they are published: whole where the unit counts, otherwise rounded. What is no number (0 of 0) is missing.
    #[expect(clippy::cast_possible_truncation, reason = "a count is a whole number far below 2^63")]
    fn of_numbers(numbers: &Float64Array, unit: Unit) -> Self {
        let finite = numbers.iter().map(|number| number.filter(|number| number.is_finite()));
        match decimals(unit) {
            0 => Self::Integer(finite.map(|number| number.map(|number| number.round() as i64)).collect()),
            places => Self::Number(finite.map(|number| number.map(|number| round(number, places))).collect()),
        }
    }

    fn get(&self, row: usize) -> Value<'_> {
        if self.array().is_null(row) {
            return Value::Missing;
        }
        match self {
            Self::Text(values) => Value::Text(values.value(row)),
            Self::Integer(values) => Value::Integer(values.value(row)),
            Self::Number(values) => Value::Number(values.value(row)),
            Self::Flag(values) => Value::Flag(values.value(row)),
            Self::Day(values) => day(values.value(row)).map_or(Value::Missing, Value::Day),
            Self::Instant(values) => Timestamp::from_microsecond(values.value(row)).map_or(Value::Missing, Value::Instant),
        }
    }

    fn array(&self) -> &dyn Array {
        match self {
            Self::Text(values) => values,
            Self::Integer(values) => values,
            Self::Number(values) => values,
            Self::Flag(values) => values,
            Self::Day(values) => values,
            Self::Instant(values) => values,
        }
    }

    fn shared(&self) -> ArrayRef {
        match self {
            Self::Text(values) => Arc::new(values.clone()),
            Self::Integer(values) => Arc::new(values.clone()),
            Self::Number(values) => Arc::new(values.clone()),
            Self::Flag(values) => Arc::new(values.clone()),
            Self::Day(values) => Arc::new(values.clone()),
            Self::Instant(values) => Arc::new(values.clone()),
        }
    }
}

/// The decimals that values of a unit are published with, at most; 0 for whole numbers.
pub(crate) const fn decimals(unit: Unit) -> usize {
    match unit {
        Unit::Persons | Unit::Count | Unit::Minute => 0,
        Unit::Minutes => 1,
        _ => 3,
    }
}

/// Rounds half away from zero, as Excel and SQL do. Equal numbers that differ in their last bits become equal.
fn round(number: f64, places: usize) -> f64 {
    let scale = [1.0, 10.0, 100.0, 1_000.0].get(places).copied().unwrap_or(1_000.0);
    // Adding zero makes the negative zero a plain one.
    (number * scale).round() / scale + 0.0
}

/// The plain type that stands for an Arrow type.
fn plain_type(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Boolean => DataType::Boolean,
        DataType::Date32 | DataType::Date64 => DataType::Date32,
        DataType::Timestamp(..) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        whole if whole.is_integer() => DataType::Int64,
        number if number.is_numeric() => DataType::Float64,
        _ => DataType::Utf8,
    }
}

/// The columns as one batch, without the metadata that a query may have left on them: its order is not stable.
fn plain_batch(spec: &TableSpec, columns: &[Values]) -> Result<RecordBatch, BundleError> {
    let arrays: Vec<ArrayRef> = columns.iter().map(Values::shared).collect();
    let fields = spec.columns.iter().zip(&arrays).map(|(column, array)| Field::new(&column.name, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    RecordBatch::try_new(schema, arrays).map_err(|_| BundleError::Columns { table: spec.name.clone() })
}

fn day(days: i32) -> Option<Date> {
    Date::new(1970, 1, 1).ok()?.checked_add(Span::new().days(days)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_as_they_are_published() {
        let numbers = Float64Array::from(vec![Some(12.25), Some(-0.01), Some(f64::NAN), None]);
        let Values::Number(minutes) = Values::of_numbers(&numbers, Unit::Minutes) else { panic!("numbers") };
        assert_eq!(minutes, Float64Array::from(vec![Some(12.3), Some(0.0), None, None]));
        let Values::Integer(persons) = Values::of_numbers(&numbers, Unit::Persons) else { panic!("whole numbers") };
        assert_eq!(persons, Int64Array::from(vec![Some(12), Some(0), None, None]));
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day(20_585), Date::new(2026, 5, 12).ok());
    }
}
