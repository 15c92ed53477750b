//! A recomputed table, and how a published one must look beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::definition::Definition;

/// A recomputed value and the number of distinct persons behind it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) value: Value,
    pub(crate) persons: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Written as it is.
    Count(i64),
    /// One decimal.
    Minutes(f64),
    /// Three decimals.
    Ratio(f64),
    /// A mean or median of answers.
    Number(f64),
    /// Written in full, in the event's time zone.
    Instant(String),
}

impl Cell {
    /// A number of persons: as many persons are behind it.
    pub(crate) fn persons(count: usize) -> Self {
        Self::count(count, count)
    }

    /// A number of things that some persons did.
    pub(crate) fn count(count: usize, persons: usize) -> Self {
        Self { value: Value::Count(i64::try_from(count).expect("small")), persons }
    }

    /// A part of a whole: hidden where either is.
    pub(crate) fn ratio(part: usize, whole: usize) -> Self {
        Self { value: Value::Ratio(part as f64 / whole as f64), persons: part.min(whole) }
    }

    pub(crate) fn minutes(minutes: f64, persons: usize) -> Self {
        Self { value: Value::Minutes(minutes), persons }
    }
}

/// A recomputed table: keys, then values, in the order of the contract.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    keys: &'static [&'static str],
    values: &'static [&'static str],
    rows: BTreeMap<Vec<String>, Vec<Cell>>,
    /// Rows that are there whatever the log says.
    public: BTreeSet<Vec<String>>,
}

impl Table {
    pub(crate) fn new(name: &'static str, keys: &'static [&'static str], values: &'static [&'static str]) -> Self {
        Self { name, keys, values, rows: BTreeMap::new(), public: BTreeSet::new() }
    }

    pub(crate) fn row(&mut self, keys: &[&str], cells: Vec<Cell>) {
        assert_eq!((keys.len(), cells.len()), (self.keys.len(), self.values.len()), "{}", self.name);
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        assert!(self.rows.insert(keys, cells).is_none(), "{}: a key twice", self.name);
    }

    /// A row of the programme: there even where nothing in it is published.
    pub(crate) fn public_row(&mut self, keys: &[&str], cells: Vec<Cell>) {
        self.public.insert(keys.iter().map(|key| (*key).to_owned()).collect());
        self.row(keys, cells);
    }

    /// How many values may be published.
    pub(crate) fn published(&self, min_persons: usize) -> usize {
        self.rows.values().flatten().filter(|cell| cell.persons >= min_persons).count()
    }

    /// What is wrong with a published CSV file: one line a difference.
    pub(crate) fn differences(&self, definition: &Definition, csv: &Csv) -> Vec<String> {
        let header: Vec<&str> = self.keys.iter().chain(self.values).copied().collect();
        if csv.header != header {
            return vec![format!("{}: header is {:?}, not {header:?}", self.name, csv.header)];
        }
        let mut differences = Vec::new();
        let mut seen = BTreeSet::new();
        for row in &csv.rows {
            let (keys, cells) = row.split_at(self.keys.len());
            if !seen.insert(keys.to_vec()) {
                differences.push(format!("{} {keys:?}: there twice", self.name));
            }
            let expected = self.rows.get(keys);
            for (index, text) in cells.iter().enumerate() {
                let cell = expected.map(|cells| &cells[index]).filter(|cell| cell.persons >= definition.min_persons);
                if !agrees(cell, text) {
                    let whole = expected.map(|cells| &cells[index]);
                    differences.push(format!("{} {keys:?} {}: \"{text}\", expected {whole:?}", self.name, self.values[index]));
                }
            }
        }
        let told = |cells: &[Cell]| cells.iter().any(|cell| cell.persons >= definition.min_persons);
        for (keys, cells) in &self.rows {
            if (told(cells) || self.public.contains(keys)) && !seen.contains(keys) {
                differences.push(format!("{} {keys:?}: missing, expected {cells:?}", self.name));
            }
        }
        differences
    }
}

/// Whether a published text is the value, or empty where there is none.
fn agrees(expected: Option<&Cell>, text: &str) -> bool {
    let Some(cell) = expected else { return text.is_empty() };
    match &cell.value {
        Value::Count(count) => text == count.to_string(),
        Value::Minutes(minutes) => decimals(text) == Some(1) && near(text, *minutes, 0.05),
        Value::Ratio(ratio) => decimals(text) == Some(3) && near(text, *ratio, 0.0005),
        Value::Number(number) => near(text, *number, 0.0005),
        Value::Instant(instant) => text == instant,
    }
}

fn decimals(text: &str) -> Option<usize> {
    text.split_once('.').map(|(_, decimals)| decimals.len())
}

/// Within half a unit of the last place: which way a tie is rounded is not said.
fn near(text: &str, number: f64, half_unit: f64) -> bool {
    text.parse::<f64>().is_ok_and(|written| (written - number).abs() <= half_unit + 1e-9)
}

/// A CSV file as programs read it.
#[derive(Debug)]
pub(crate) struct Csv {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Csv {
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a CSV begins with a byte order mark");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        let mut rows: Vec<Vec<String>> = reader.records().map(|row| row.expect("RFC 4180").iter().map(str::to_owned).collect()).collect();
        let header = rows.remove(0);
        Self { header, rows }
    }

    /// The texts of a column.
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let index = self.header.iter().position(|column| column == name).expect("a column");
        self.rows.iter().map(|row| row[index].as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "id = \"e\"\norganizer = \"o\"\ntitle = { en = \"E\" }\ntimezone = \"UTC\"\nlanguages = [\"en\"]\n\
                         starts = 2026-05-12T09:00:00Z\nends = 2026-05-12T17:00:00Z\n";

    fn differences(csv: &str) -> usize {
        let mut table = Table::new("t", &["room"], &["visitors", "minutes"]);
        table.public_row(&["a"], vec![Cell::persons(3), Cell::minutes(1.25, 3)]);
        table.row(&["b"], vec![Cell::persons(12), Cell::minutes(1.25, 12)]);
        table.row(&["c"], vec![Cell::persons(4), Cell::minutes(2.0, 4)]);
        let csv = Csv::parse(format!("\u{feff}room,visitors,minutes\r\n{csv}").as_bytes());
        table.differences(&Definition::parse(EVENT), &csv).len()
    }

    #[test]
    fn a_published_table_shows_all_it_may_and_nothing_else() {
        assert_eq!(differences("a,,\r\nb,12,1.3\r\n"), 0);
        assert_eq!(differences("a,,\r\nb,12,1.2\r\nc,,\r\nz,,\r\n"), 0);
        for bad in [
            "b,12,1.3",
            "a,,",
            "a,3,\r\nb,12,1.3",
            "a,,\r\nb,12,",
            "a,,\r\nb,12,1.25",
            "a,,\r\nb,12,1.3\r\nc,4,",
            "a,,\r\nb,12,1.3\r\nz,1,",
        ] {
            assert_eq!(differences(bad), 1, "{bad}");
        }
    }
}
