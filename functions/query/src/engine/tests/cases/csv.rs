//! A table as the bundle's CSV writes it, without what is there for spreadsheets.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type, TimestampMicrosecondType};
use datafusion::arrow::util::display::array_value_to_string;
use jiff::tz::TimeZone;
use record::table::{TableSpec, Unit};

/// Writes a table: a header, then the rows.
pub(super) fn write(spec: &TableSpec, table: &RecordBatch, timezone: &TimeZone) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(spec.columns.iter().map(|column| &column.name)).expect("in memory");
    for row in 0..table.num_rows() {
        let columns = table.columns().iter().zip(&spec.columns);
        writer.write_record(columns.map(|(values, column)| value(values, row, column.unit, timezone))).expect("in memory");
    }
    String::from_utf8(writer.into_inner().expect("in memory")).expect("UTF-8")
}

fn value(values: &ArrayRef, row: usize, unit: Unit, timezone: &TimeZone) -> String {
    if values.is_null(row) {
        return String::new();
    }
    match values.data_type() {
        DataType::Float64 => number(values.as_primitive::<Float64Type>().value(row), unit),
        DataType::Timestamp(..) => {
            let instants = cast(values, &record::lake::instant()).expect("instants of another unit");
            let microseconds = instants.as_primitive::<TimestampMicrosecondType>().value(row);
            let instant = jiff::Timestamp::from_microsecond(microseconds).expect("an instant");
            instant.to_zoned_datetime(timezone.clone()).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()
        }
        _ => array_value_to_string(values, row).expect("a text"),
    }
}

fn number(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Minutes => format!("{number:.1}"),
        Unit::Share => format!("{number:.3}"),
        _ => format!("{number:.3}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}
