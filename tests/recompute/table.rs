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

    /// The number of its keys.
    pub(crate) const fn keys(&self) -> usize {
        self.keys.len()
    }

    /// Its values, with their keys and columns.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&Vec<String>, &'static str, &Cell)> {
        self.rows.iter().flat_map(|(keys, cells)| cells.iter().zip(self.values).map(move |(cell, column)| (keys, *column, cell)))
    }

    /// The table with every value of enough persons printed, whatever else that tells.
    pub(crate) fn naive(&self, min_persons: usize) -> Csv {
        let text = |cell: &Cell| match &cell.value {
            _ if cell.persons < min_persons => String::new(),
            Value::Count(count) => count.to_string(),
            Value::Minutes(number) | Value::Ratio(number) | Value::Number(number) => format!("{number:.3}"),
            Value::Instant(instant) => instant.clone(),
        };
        let row = |(keys, cells): (&Vec<String>, &Vec<Cell>)| keys.iter().cloned().chain(cells.iter().map(text)).collect();
        let header = self.keys.iter().chain(self.values).map(|name| (*name).to_owned()).collect();
        Csv { header, rows: self.rows.iter().map(row).collect() }
    }

    /// How many values may be published.
    pub(crate) fn published(&self, min_persons: usize) -> usize {
        self.rows.values().flatten().filter(|cell| cell.persons >= min_persons).count()
    }

    /// What is wrong with a published CSV file, one line a difference; and how many values are hidden that have enough persons behind them:
    /// those may be hidden so that others cannot be worked out.
    pub(crate) fn differences(&self, definition: &Definition, csv: &Csv) -> (Vec<String>, usize) {
        let header: Vec<&str> = self.keys.iter().chain(self.values).copied().collect();
        if csv.header != header {
            return (vec![format!("{}: header is {:?}, not {header:?}", self.name, csv.header)], 0);
        }
        let mut differences = Vec::new();
        let mut hidden = 0;
        let mut seen = BTreeSet::new();
        for row in &csv.rows {
            let (keys, cells) = row.split_at(self.keys.len());
            if !seen.insert(keys.to_vec()) {
                differences.push(format!("{} {keys:?}: there twice", self.name));
            }
            let other = self.other(keys, csv);
            let expected = self.rows.get(keys).or(other.as_ref());
            for (index, text) in cells.iter().enumerate() {
                let cell = expected.map(|cells| &cells[index]).filter(|cell| cell.persons >= definition.min_persons);
                if text.is_empty() && cell.is_some() {
                    hidden += 1;
                } else if !agrees(cell, text) {
                    let whole = expected.map(|cells| &cells[index]);
                    differences.push(format!("{} {keys:?} {}: \"{text}\", expected {whole:?}", self.name, self.values[index]));
                }
            }
        }
        for (keys, cells) in self.rows.iter().filter(|(keys, _)| !seen.contains(*keys)) {
            if self.public.contains(keys) {
                differences.push(format!("{} {keys:?}: missing, expected {cells:?}", self.name));
            }
            hidden += cells.iter().filter(|cell| cell.persons >= definition.min_persons).count();
        }
        (differences, hidden)
    }

    /// The rows that are told of together as `other`: the rarest, as many as add up to what is printed. Others may be hidden.
    pub(crate) fn merged(&self, csv: &Csv) -> Vec<(&Vec<String>, &Vec<Cell>)> {
        let Some(printed) = csv.rows.iter().find(|row| row[0] == "other") else { return Vec::new() };
        let alone = |keys: &Vec<String>| csv.rows.iter().any(|row| row[..1] == keys[..]);
        let mut rare: Vec<_> = self.rows.iter().filter(|(keys, _)| !alone(keys)).collect();
        rare.sort_by_key(|(_, cells)| cells.iter().map(|cell| cell.persons).max());
        let count = |cell: &Cell| if let Value::Count(count) = cell.value { Some(count) } else { None };
        let adds_up = |most: &usize| {
            (0..self.values.len()).all(|index| {
                let sum = rare[..*most].iter().map(|(_, cells)| count(&cells[index])).sum::<Option<i64>>();
                let text = &printed[1 + index];
                text.is_empty() || sum.is_none_or(|sum| *text == sum.to_string())
            })
        };
        let most = (2..=rare.len()).find(adds_up).unwrap_or(rare.len());
        rare.truncate(most);
        rare
    }

    /// What stands behind a row of rare categories told of together.
    fn other(&self, keys: &[String], csv: &Csv) -> Option<Vec<Cell>> {
        if keys != ["other"] {
            return None;
        }
        let rare: Vec<&Vec<Cell>> = self.merged(csv).into_iter().map(|(_, cells)| cells).collect();
        let sum = |index: usize| {
            let counts = rare.iter().map(|cells| match cells[index].value {
                Value::Count(count) => Some(count),
                _ => None,
            });
            let persons = rare.iter().map(|cells| cells[index].persons).sum();
            counts.sum::<Option<i64>>().map(|count| Cell { value: Value::Count(count), persons })
        };
        let whole = |index: usize| sum(index).map_or(0, |cell| cell.persons);
        (0..self.values.len()).map(|index| sum(index).or_else(|| (index == 2).then(|| Cell::ratio(whole(1), whole(0))))).collect()
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

    fn differences(csv: &str) -> (usize, usize) {
        let mut table = Table::new("t", &["room"], &["visitors", "minutes"]);
        table.public_row(&["a"], vec![Cell::persons(3), Cell::minutes(1.25, 3)]);
        table.row(&["b"], vec![Cell::persons(12), Cell::minutes(1.25, 12)]);
        table.row(&["c"], vec![Cell::persons(4), Cell::minutes(2.0, 4)]);
        let csv = Csv::parse(format!("\u{feff}room,visitors,minutes\r\n{csv}").as_bytes());
        let (differences, hidden) = table.differences(&Definition::parse(EVENT), &csv);
        (differences.len(), hidden)
    }

    #[test]
    fn a_published_table_shows_nothing_but_what_is_true_and_may_be_told() {
        assert_eq!(differences("a,,\r\nb,12,1.3\r\n"), (0, 0));
        assert_eq!(differences("a,,\r\nb,12,1.2\r\nc,,\r\nz,,\r\n"), (0, 0));
        assert_eq!(differences("a,,\r\nb,12,\r\n"), (0, 1));
        assert_eq!(differences("a,,\r\n"), (0, 2));
        for bad in ["b,12,1.3", "a,3,\r\nb,12,1.3", "a,,\r\nb,12,1.25", "a,,\r\nb,12,1.3\r\nc,4,", "a,,\r\nb,12,1.3\r\nz,1,"] {
            assert_eq!(differences(bad).0, 1, "{bad}");
        }
    }

    #[test]
    fn rare_categories_add_up() {
        let mut table = Table::new("t", &["country"], &["visitors"]);
        for (country, visitors) in [("FI", 40), ("NO", 12), ("EE", 3), ("DK", 4)] {
            table.row(&[country], vec![Cell::persons(visitors)]);
        }
        let differences = |csv: &str| {
            let csv = Csv::parse(format!("\u{feff}country,visitors\r\n{csv}").as_bytes());
            let (differences, hidden) = table.differences(&Definition::parse(EVENT), &csv);
            (differences.len(), hidden)
        };
        assert_eq!(differences("FI,40\r\nother,19"), (0, 1));
        assert_eq!(differences("FI,40\r\nother,18").0, 1);
    }
}
