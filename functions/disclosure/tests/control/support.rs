//! Small bundles from made-up persons.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int64Array, StringArray};
use arrow::datatypes::{DataType, Field, Int64Type};
use disclosure::{CellColumn, Cells, Contributions, Controlled, History, Key, KeyKind, Policy, Statistic, control};

/// Persons and what each contributes.
pub(crate) struct Who(Vec<(u64, f64)>);

impl Who {
    pub(crate) fn one(person: u64, amount: f64) -> Self {
        Self(vec![(person, amount)])
    }

    pub(crate) fn each(persons: impl IntoIterator<Item = u64>, amount: f64) -> Self {
        Self(persons.into_iter().map(|person| (person, amount)).collect())
    }
}

/// A part of one column over groups of persons; one word a key.
pub(crate) fn part(
    table: &str,
    keys: &[(&str, KeyKind)],
    statistic: Statistic,
    groups: BTreeMap<Vec<String>, BTreeMap<u64, f64>>,
) -> Cells {
    let key = |(index, (name, kind)): (usize, &(&str, KeyKind))| {
        let words: StringArray = groups.keys().map(|words| Some(words[index].as_str())).collect();
        Key { field: Field::new(*name, DataType::Utf8, true), values: Arc::new(words) as ArrayRef, kind: *kind }
    };
    let contributions = |who: &BTreeMap<u64, f64>| {
        let amounts = if statistic == Statistic::Sum { who.values().copied().collect() } else { Vec::new() };
        Contributions { persons: who.keys().copied().collect(), amounts }
    };
    let number = |who: &BTreeMap<u64, f64>| if statistic == Statistic::Sum { who.values().sum::<f64>() as i64 } else { who.len() as i64 };
    let value = CellColumn {
        field: Field::new("value", DataType::Int64, true),
        statistic,
        values: Arc::new(groups.values().map(|who| Some(number(who))).collect::<Int64Array>()),
        contributions: groups.values().map(contributions).collect(),
    };
    Cells { table: table.into(), part: 0, keys: keys.iter().enumerate().map(key).collect(), values: vec![value] }
}

/// The kind of key that a name has here.
fn kind(key: &str) -> KeyKind {
    if key == "country" { KeyKind::Open } else { KeyKind::Closed }
}

/// Persons counted by one key.
pub(crate) fn by<'a>(table: &str, key: &str, persons: impl IntoIterator<Item = u64>, group: impl Fn(u64) -> &'a str) -> Cells {
    let mut groups: BTreeMap<Vec<String>, BTreeMap<u64, f64>> = BTreeMap::new();
    for person in persons {
        groups.entry(vec![group(person).to_owned()]).or_default().insert(person, 1.0);
    }
    part(table, &[(key, kind(key))], Statistic::Persons, groups)
}

/// Persons counted by what was asked (or another key) and what they answered.
pub(crate) fn answers<'a>(
    table: &str,
    persons: impl IntoIterator<Item = u64>,
    group: impl Fn(u64) -> &'a str,
    answer: impl Fn(u64) -> &'a str,
) -> Cells {
    let mut groups: BTreeMap<Vec<String>, BTreeMap<u64, f64>> = BTreeMap::new();
    for person in persons {
        groups.entry(vec![group(person).to_owned(), answer(person).to_owned()]).or_default().insert(person, 1.0);
    }
    part(table, &[("group", KeyKind::Closed), ("option", KeyKind::Answer)], Statistic::Persons, groups)
}

/// A number of persons without groups.
pub(crate) fn keyless(table: &str, persons: impl IntoIterator<Item = u64>) -> Cells {
    let who = persons.into_iter().map(|person| (person, 1.0)).collect();
    part(table, &[], Statistic::Persons, BTreeMap::from([(Vec::new(), who)]))
}

/// Sums by one key.
pub(crate) fn sum_by(table: &str, key: &str, parts: Vec<(&str, Who)>) -> Cells {
    let mut groups: BTreeMap<Vec<String>, BTreeMap<u64, f64>> = BTreeMap::new();
    for (word, who) in parts {
        let group = groups.entry(vec![word.to_owned()]).or_default();
        who.0.into_iter().for_each(|(person, amount)| *group.entry(person).or_default() += amount);
    }
    part(table, &[(key, kind(key))], Statistic::Sum, groups)
}

/// The policy of ten persons, with one question asked.
pub(crate) fn policy() -> Policy {
    Policy::new(10).with_questions([("q1".to_owned(), false)])
}

pub(crate) fn released(bundle: Vec<Cells>) -> Controlled {
    control(bundle, &policy(), &History::none()).expect("well shaped")
}

/// The rows of a table: its keys joined by spaces, and the value.
pub(crate) fn shown(out: &Controlled, table: &str) -> Vec<(String, Option<i64>)> {
    let cells = out.cells.iter().find(|cells| cells.table() == table).expect("the table is there");
    let batch = cells.batch();
    let keys = batch.num_columns() - 1;
    let values = batch.column(keys).as_primitive::<Int64Type>();
    let words = |row| (0..keys).map(|key| batch.column(key).as_string::<i32>().value(row)).collect::<Vec<_>>().join(" ");
    (0..batch.num_rows()).map(|row| (words(row), values.is_valid(row).then(|| values.value(row)))).collect()
}

/// The groups of a table whose value is shown.
pub(crate) fn names(out: &Controlled, table: &str) -> Vec<String> {
    shown(out, table).into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name).collect()
}

/// The number of a table without groups.
pub(crate) fn total_of(out: &Controlled, table: &str) -> Option<i64> {
    shown(out, table)[0].1
}
