//! The worksheet of one table: what it is, what its marks mean, where it is explained, and its numbers.

use jiff::civil::DateTime;
use record::table::Unit;
use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::grid::{self, Column, length};
use super::{Book, Page, front, names};
use crate::charts::HIDDEN;
use crate::sheet::Value;
use crate::words::BookWords;

/// Writes a worksheet; gives the first and the last row of its numbers. `definitions` tells at which row a table is explained.
pub(super) fn write(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    position: usize,
    definitions: &[Option<u32>],
) -> Result<Option<(u32, u32)>, XlsxError> {
    let (words, phrases) = (book.words(), book.phrases());
    let page = &book.pages[position];
    let sheet = page.sheet;
    front::begin(worksheet, &page.tab)?;
    let mut lines: Vec<&str> = sheet.spec.summary.get(book.content.locale.language).into_iter().collect();
    let nothing = book.content.nothing();
    lines.push(if sheet.rows() == 0 { nothing.as_str() } else { phrases.one_table });
    let explained = book.content.hidden_note().filter(|_| sheet.shows_hidden());
    let protection = book.content.protection(sheet);
    lines.extend(explained.iter().chain(&protection).map(String::as_str));
    let title = (phrases.table_title)(&page.number, page.title);
    let mut first = 1;
    worksheet.write_string_with_format(0, 0, names::clean(&title), &book.styles.title)?;
    for line in lines {
        worksheet.write_string_with_format(first, 0, names::clean(line), &book.styles.line)?;
        first += 1;
    }
    if let Some(row) = definitions[position] {
        front::link(worksheet, book, (first, 0), (phrases.definitions, row), phrases.to_definitions)?;
        first += 1;
    }
    front::link(worksheet, book, (first, 0), (words.contents, 0), phrases.back)?;
    first += 1;
    if sheet.rows() == 0 {
        return Ok(None);
    }
    let rows = u32::try_from(sheet.rows()).unwrap_or(u32::MAX);
    let alt_text = format!("{title}. {}", sheet.spec.summary.get(book.content.locale.language).unwrap_or_default());
    let widths = grid::table(worksheet, &page.object, &alt_text, first, rows, &columns(book, page))?;
    for (row, at) in (0..sheet.rows()).zip(first + 1..) {
        for ((column, _), to) in sheet.columns().zip(0..) {
            cell(worksheet, book, page, (column, row), (at, to))?;
        }
        let texts: Vec<String> = sheet.columns().map(|(column, _)| book.content.titles.cell(sheet, column, row)).collect();
        grid::fit(worksheet, at, texts.iter().map(String::as_str).zip(widths.iter().copied()))?;
    }
    Ok(Some((first + 1, first + rows)))
}

/// What the values of a unit are counted in, where the header does not say it already.
pub(super) const fn unit(unit: Unit, words: &BookWords) -> Option<&'static str> {
    match unit {
        Unit::Persons => Some(words.persons),
        Unit::Minutes | Unit::Minute => Some(words.minutes),
        Unit::Share => Some(words.percent),
        _ => None,
    }
}

fn columns<'a>(book: &'a Book<'_>, page: &Page<'_>) -> Vec<Column<'a>> {
    let column = |(position, spec): (usize, &record::table::ColumnSpec)| {
        let label = spec.label.get(book.content.locale.language).unwrap_or(&spec.name);
        let header = unit(spec.unit, book.phrases()).map_or_else(|| label.to_owned(), |unit| format!("{label} ({unit})"));
        let right = spec.unit.is_value() || matches!(spec.unit, Unit::Time | Unit::Day | Unit::Minute);
        let texts = (0..page.sheet.rows()).map(|row| length(&book.content.titles.cell(page.sheet, position, row)));
        let longest = texts.max().unwrap_or_default() + if spec.unit == Unit::Time { "2026 ".len() } else { 0 };
        Column { header, format: if right { &book.styles.header_right } else { &book.styles.header }, longest }
    };
    page.sheet.columns().map(column).collect()
}

/// One value as its type: numbers and times are numbers to the spreadsheet, everything else is text.
fn cell(worksheet: &mut Worksheet, book: &Book<'_>, page: &Page<'_>, from: (usize, usize), to: (u32, u16)) -> Result<(), XlsxError> {
    let (column, row) = from;
    let sheet = page.sheet;
    let unit = sheet.spec.columns[column].unit;
    let value = sheet.value(column, row);
    let time = match value {
        Value::Day(day) => serial(day.at(0, 0, 0, 0)),
        Value::Instant(instant) => serial(book.content.report.event.timezone.to_datetime(instant)),
        _ => None,
    };
    if let Some(time) = time {
        worksheet.write_datetime_with_format(to.0, to.1, &time, book.styles.time(matches!(value, Value::Instant(_))))?;
    } else if let Some(number) = value.number() {
        worksheet.write_number_with_format(to.0, to.1, number, book.styles.number(unit))?;
    } else if value == Value::Missing && sheet.hides(column) {
        worksheet.write_string_with_format(to.0, to.1, HIDDEN, &book.styles.hidden)?;
    } else {
        worksheet.write_string_with_format(to.0, to.1, names::clean(&book.content.titles.cell(sheet, column, row)), &book.styles.text)?;
    }
    Ok(())
}

/// A time on the wall as a spreadsheet has it; nothing before 1900, where it has none.
fn serial(time: DateTime) -> Option<ExcelDateTime> {
    let unsigned = |number: i8| u8::try_from(number).ok();
    let day = ExcelDateTime::from_ymd(u16::try_from(time.year()).ok()?, unsigned(time.month())?, unsigned(time.day())?).ok()?;
    day.and_hms(unsigned(time.hour())?.into(), unsigned(time.minute())?, f64::from(time.second())).ok()
}
