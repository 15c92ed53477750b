//! The tables of a workbook, from its own XML: named tables, the cells they span, and the texts that cells share.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use disclosure::Released;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use record::table::TableSpec;
use zip::ZipArchive;

use super::{are_rows, is_hideable, number, numbers, resolved};
use crate::charts::HIDDEN;

/// How far a number in a cell may be from the released one: half of the coarsest last digit in which numbers are kept, a tenth of a minute.
const ROUNDING: f64 = 0.050_001;

/// Whether every named table of a workbook says what was released. One of a name that no table has is no table of the report.
pub(super) fn agrees(bytes: &[u8], tables: &[(TableSpec, Released)]) -> bool {
    let Some(book) = Book::read(bytes) else { return false };
    tables.iter().all(|(spec, released)| {
        let rows = book.tables.get(&spec.name).or_else(|| book.tables.get(&format!("t_{}", spec.name)));
        rows.map_or(released.batch().num_rows() == 0, |rows| says(rows, spec, released))
    })
}

/// A cell as it is stored.
#[derive(Clone, Debug, PartialEq)]
enum Stored {
    Empty,
    Number(f64),
    Text(String),
}

/// The named tables of a workbook, without their headers.
#[derive(Debug, Default)]
struct Book {
    tables: BTreeMap<String, Vec<Vec<Stored>>>,
}

impl Book {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut parts: BTreeMap<String, String> = BTreeMap::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).ok()?;
            let name = part.name().ok()?.into_owned();
            let mut text = String::new();
            if matches!(name.rsplit_once('.'), Some((_, "xml" | "rels"))) {
                part.read_to_string(&mut text).ok()?;
                parts.insert(name, text);
            }
        }
        let shared = parts.get("xl/sharedStrings.xml").map_or(Some(Vec::new()), |xml| texts(xml, "si"))?;
        let mut book = Self::default();
        for (name, xml) in &parts {
            let Some(sheet) = name.strip_prefix("xl/worksheets/").filter(|sheet| !sheet.contains('/')) else { continue };
            let Some(links) = parts.get(&format!("xl/worksheets/_rels/{sheet}.rels")) else { continue };
            let cells = cells(xml, &shared)?;
            for target in attributes(links, "Relationship", "Target")?.iter().filter_map(|target| target.strip_prefix("../tables/")) {
                let table = parts.get(&format!("xl/tables/{target}"))?;
                let (name, span) = (attributes(table, "table", "displayName")?, attributes(table, "table", "ref")?);
                book.tables.insert(name.into_iter().next()?, span_of(&cells, span.first()?)?);
            }
        }
        Some(book)
    }
}

/// The values of an attribute of all elements of a name.
fn attributes(xml: &str, element: &str, attribute: &str) -> Option<Vec<String>> {
    let mut reader = Reader::from_str(xml);
    let mut values = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(found) | Event::Empty(found) if found.name().into_inner() == element => values.push(value(&found, attribute)?),
            Event::Eof => return Some(values),
            _ => {}
        }
    }
}

/// The value of an attribute, empty where it is not there; none where it cannot be read.
fn value(element: &BytesStart<'_>, attribute: &str) -> Option<String> {
    let found = element.try_get_attribute(attribute).ok()?;
    found.map_or(Some(String::new()), |found| Some(unescape(&found.value).ok()?.into_owned()))
}

/// The texts inside the elements of a name, one each.
fn texts(xml: &str, element: &str) -> Option<Vec<String>> {
    let mut reader = Reader::from_str(xml);
    let mut texts: Vec<String> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(found) if found.name().into_inner() == element => {
                inside = true;
                texts.push(String::new());
            }
            Event::Empty(found) if found.name().into_inner() == element => texts.push(String::new()),
            Event::End(found) if found.name().into_inner() == element => inside = false,
            Event::Text(text) if inside => texts.last_mut()?.push_str(&text),
            Event::GeneralRef(reference) if inside => texts.last_mut()?.push_str(&resolved(&reference)?),
            Event::Eof => return Some(texts),
            _ => {}
        }
    }
}

/// The cells of a worksheet, by row and column from 0.
fn cells(xml: &str, shared: &[String]) -> Option<BTreeMap<(usize, usize), Stored>> {
    let mut reader = Reader::from_str(xml);
    let mut cells = BTreeMap::new();
    let mut cell: Option<((usize, usize), String)> = None;
    let mut in_value = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(found) => match found.name().into_inner() {
                "c" => cell = Some((place(&value(&found, "r")?)?, value(&found, "t")?)),
                "v" => in_value = true,
                _ => {}
            },
            Event::Text(text) if in_value => {
                let (place, kind) = cell.as_ref()?;
                let stored = match kind.as_str() {
                    "s" => Stored::Text(shared.get(text.parse::<usize>().ok()?)?.clone()),
                    "" | "n" => Stored::Number(text.parse().ok()?),
                    _ => Stored::Text(text.to_string()),
                };
                cells.insert(*place, stored);
            }
            Event::End(found) if found.name().into_inner() == "v" => in_value = false,
            Event::Eof => return Some(cells),
            _ => {}
        }
    }
}

/// `C7` as row 6 and column 2.
fn place(reference: &str) -> Option<(usize, usize)> {
    let digits = reference.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let column = letters.bytes().try_fold(0_usize, |column, letter| Some(column * 26 + usize::from(letter.checked_sub(b'A')?) + 1))?;
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The rows of a span such as `A4:C20`, without the first, which is the header.
fn span_of(cells: &BTreeMap<(usize, usize), Stored>, span: &str) -> Option<Vec<Vec<Stored>>> {
    let (from, to) = span.split_once(':')?;
    let ((first, left), (last, right)) = (place(from)?, place(to)?);
    let cell = |at: (usize, usize)| cells.get(&at).cloned().unwrap_or(Stored::Empty);
    Some((first + 1..=last).map(|row| (left..=right).map(|column| cell((row, column))).collect()).collect())
}

/// Whether a table of a workbook has the released rows, each number as a number and each hidden one as the mark.
fn says(rows: &[Vec<Stored>], spec: &TableSpec, released: &Released) -> bool {
    let batch = released.batch();
    let fits = rows.len() == batch.num_rows() && rows.iter().all(|row| row.len() == batch.num_columns());
    let numbers: Vec<_> = batch.columns().iter().map(numbers).collect();
    let says = |row: usize, other: usize| {
        spec.columns.iter().enumerate().all(|(position, column)| match (&rows[row][position], &numbers[position]) {
            (Stored::Number(shown), Some(numbers)) => number(numbers, other).is_some_and(|value| (shown - value).abs() <= ROUNDING),
            (Stored::Text(text), Some(numbers)) => number(numbers, other).is_none() && text == HIDDEN,
            (Stored::Empty, Some(_)) => false,
            (stored, None) => !is_hideable(column) || batch.column(position).is_null(other) == (*stored == Stored::Text(HIDDEN.to_owned())),
        })
    };
    fits && are_rows(rows.len(), batch.num_rows(), says)
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Table, TableColumn, Workbook};

    use super::*;

    #[test]
    fn named_tables_are_read_wherever_they_stand() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "a & b").expect("written");
        let sheet = workbook.add_worksheet();
        let columns = ["Room", "Visitors"].map(|header| TableColumn::new().set_header(header));
        sheet.add_table(2, 1, 4, 2, &Table::new().set_name("rooms").set_columns(&columns)).expect("a table");
        for (row, (room, visitors)) in (3..).zip([("a & b", Some(40.5)), ("c", None)]) {
            sheet.write_string(row, 1, room).expect("written");
            match visitors {
                Some(visitors) => sheet.write_number(row, 2, visitors).expect("written"),
                None => sheet.write_string(row, 2, HIDDEN).expect("written"),
            };
        }
        let book = Book::read(&workbook.save_to_buffer().expect("saved")).expect("a workbook");
        let text = |text: &str| Stored::Text(text.to_owned());
        assert_eq!(book.tables.keys().collect::<Vec<_>>(), ["rooms"]);
        assert_eq!(book.tables["rooms"], [vec![text("a & b"), Stored::Number(40.5)], vec![text("c"), text(HIDDEN)]]);
        assert!(Book::read(b"PK no workbook").is_none());
    }

    #[test]
    fn places_are_counted_from_a1() {
        assert_eq!([place("A1"), place("C7"), place("AA10"), place("7")], [Some((0, 0)), Some((6, 2)), Some((9, 26)), None]);
    }
}
