//! The tables of a page, as a reader of its language reads them.

use disclosure::Released;
use quick_xml::Reader;
use quick_xml::events::Event;
use record::table::TableSpec;

use super::{are_rows, is_hideable, number, numbers, resolved};
use crate::charts::HIDDEN;

/// What the three decimals in which a number is kept may add to the rounding of the one in which it is shown.
const KEPT: f64 = 0.000_501;

/// What a binary fraction adds.
const BINARY: f64 = 1e-9;

/// Whether every table of a page says what was released: each row that it shows is a released one.
pub(super) fn agrees(page: &[u8], tables: &[(TableSpec, Released)]) -> bool {
    let Ok(page) = std::str::from_utf8(page) else { return false };
    let Some(mark) = decimal_mark(page) else { return false };
    tables.iter().all(|(spec, released)| {
        let Some(section) = section(page, &spec.name) else { return true };
        markup(section).is_some_and(|tables| tables.iter().all(|table| says(table, spec, released, mark)))
    })
}

/// The decimal mark of a page's language.
fn decimal_mark(page: &str) -> Option<char> {
    let language = between(page, "<html lang=\"", "\"")?;
    Some(if language.starts_with("en") { '.' } else { ',' })
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(inner, _)| inner)
}

/// What a page has about a table: from its anchor to the next table's.
fn section<'a>(page: &'a str, table: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("id=\"t-{table}\""))?;
    Some(rest.split_once("id=\"t-").map_or(rest, |(own, _)| own))
}

/// The tables of a section, in order; `None` where one does not end.
fn markup(section: &str) -> Option<Vec<Table>> {
    let mut tables = Vec::new();
    let mut rest = section;
    while let Some(start) = rest.find("<table") {
        let end = rest[start..].find("</table>")? + start + "</table>".len();
        tables.push(Table::read(&rest[start..end])?);
        rest = &rest[end..];
    }
    Some(tables)
}

/// A table as it stands on a page.
#[derive(Debug, Default)]
struct Table {
    /// Whether its only row stands up: one column a line.
    stands_up: bool,
    /// The texts of its rows without the head.
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(markup: &str) -> Option<Self> {
        let mut table = Self::default();
        let mut reader = Reader::from_str(markup);
        let (mut in_head, mut cell) = (false, None::<String>);
        loop {
            match reader.read_event().ok()? {
                Event::Start(element) => match element.name().into_inner() {
                    "table" => table.stands_up = element.try_get_attribute("class").ok()?.is_some_and(|class| is_single(&class.value)),
                    "thead" => in_head = true,
                    "tr" if !in_head => table.rows.push(Vec::new()),
                    "td" | "th" if !in_head => cell = Some(String::new()),
                    _ => {}
                },
                Event::Text(text) => cell = cell.map(|cell| cell + &text),
                Event::GeneralRef(reference) => {
                    let letter = resolved(&reference)?;
                    cell = cell.map(|cell| cell + &letter);
                }
                Event::End(element) => match element.name().into_inner() {
                    "thead" => in_head = false,
                    "td" | "th" if !in_head => table.rows.last_mut()?.push(cell.take()?),
                    _ => {}
                },
                Event::Eof => return Some(table),
                _ => {}
            }
        }
    }
}

/// Whether a table of these classes is one whose only row stands up.
fn is_single(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| class == "single")
}

/// Whether a table on a page has the released rows.
fn says(table: &Table, spec: &TableSpec, released: &Released, mark: char) -> bool {
    let columns = released.batch().num_columns();
    let rows: Vec<Vec<&str>> = if table.stands_up {
        vec![table.rows.iter().filter_map(|row| row.last()).map(String::as_str).collect()]
    } else {
        table.rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect()
    };
    let batch = released.batch();
    let numbers: Vec<_> = batch.columns().iter().map(numbers).collect();
    let says = |row: usize, other: usize| {
        spec.columns.iter().enumerate().all(|(position, column)| match &numbers[position] {
            Some(numbers) => shows(rows[row][position].trim(), number(numbers, other), mark),
            None => !is_hideable(column) || batch.column(position).is_null(other) == (rows[row][position].trim() == HIDDEN),
        })
    };
    rows.iter().all(|row| row.len() == columns) && are_rows(rows.len(), batch.num_rows(), says)
}

/// Whether a text is the mark of a hidden number where there is none, and else the number.
fn shows(text: &str, value: Option<f64>, mark: char) -> bool {
    match (value, written(text, mark)) {
        (Some(value), Some((number, half_digit))) => (number - value).abs() <= half_digit,
        (None, None) => text == HIDDEN,
        _ => false,
    }
}

/// A number as it is written in a language, and how far it may be from what it stands for.
fn written(text: &str, mark: char) -> Option<(f64, f64)> {
    let plain: String =
        text.chars().filter(|letter| !letter.is_whitespace()).map(|letter| if letter == '\u{2212}' { '-' } else { letter }).collect();
    let (digits, scale): (&str, f64) = plain.strip_suffix('%').map_or((plain.as_str(), 1.0), |share| (share, 100.0));
    // What is left beside the decimal mark are marks of groups.
    let (whole, fraction) = digits.split_once(mark).unwrap_or((digits, ""));
    let whole = whole.replace([',', '.'], "");
    let number: f64 = format!("{whole}.{fraction}").parse().ok()?;
    let places = i32::try_from(fraction.len()).ok()?;
    let kept = if places == 1 && !plain.ends_with('%') { KEPT } else { BINARY };
    Some((number / scale, 0.5 * 10_f64.powi(-places) / scale + kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_their_language_writes_them() {
        let number = |text, mark| written(text, mark).map(|(number, _)| number);
        assert_eq!(number("1,234.5", '.'), Some(1234.5));
        assert_eq!(number("\u{2212}1\u{a0}234,5", ','), Some(-1234.5));
        assert_eq!(number("61,4\u{a0}%", ','), Some(0.614));
        assert_eq!(number("[c]", ','), None);
        assert!(shows("61.5%", Some(0.6145), '.') && !shows("61.5%", Some(0.62), '.'));
        assert!(shows("[c]", None, '.') && !shows("0", None, '.') && !shows("[c]", Some(12.0), '.'));
    }

    #[test]
    fn a_table_is_read_without_its_head() {
        let page = "<section id=\"t-rooms\"><table><thead><tr><th>Room</th></tr></thead><tbody><tr><th>A &amp; <b>B</b></th><td>40</td></tr>\
                    </tbody></table></section><section id=\"t-x\"><table class=\"single\"></table></section>";
        let rooms = markup(section(page, "rooms").expect("a section")).expect("markup");
        assert_eq!(rooms.len(), 1);
        assert_eq!((rooms[0].stands_up, &rooms[0].rows), (false, &vec![vec!["A & B".to_owned(), "40".to_owned()]]));
        assert!(markup(section(page, "x").expect("a section")).expect("markup")[0].stands_up);
        assert!(section(page, "none").is_none() && markup("<table><tr>").is_none());
    }
}
