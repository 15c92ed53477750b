//! Rare categories are told of together: what is left of countries, browsers or tickets after the frequent ones is "other".
//!
//! The last open key is merged first, as browsers within a system, then the one before it, as systems within a device. "Other" stands for at
//! least two categories and the least number of persons; where the rare ones are too few together, the next rarest join them.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float64Array, StringArray, UInt32Array};
use arrow::compute::{cast, take};
use arrow::datatypes::{DataType, Float64Type};
use arrow::error::ArrowError;

use crate::{CellColumn, Cells, Contributions, Key, KeyKind, OTHER, Policy, Statistic};

/// A row of the merged cells: which rows it was, and what its open keys became.
#[derive(Clone, Debug)]
struct Row {
    sources: Vec<usize>,
    /// One word a key; of keys that are not open, any word that tells them apart.
    words: Vec<Option<String>>,
    persons: usize,
}

/// Merges the rare categories of a part. Only sums over disjoint groups can be merged: with means or peaks, nothing is.
pub(crate) fn merge(cells: Cells, policy: &Policy) -> Result<Cells, ArrowError> {
    let open: Vec<usize> = (0..cells.keys.len()).filter(|key| cells.keys[*key].kind == KeyKind::Open).collect();
    let adds_up = cells.values.iter().all(|value| matches!(value.statistic, Statistic::Persons | Statistic::Sum));
    if open.is_empty() || !adds_up || !open.iter().all(|key| is_text(cells.keys[*key].values.data_type())) {
        return Ok(cells);
    }
    let before = cells.groups();
    let mut rows = rows(&cells)?;
    let least = usize::try_from(policy.min_persons()).unwrap_or(usize::MAX);
    for level in (0..open.len()).rev() {
        rows = merge_level(&cells, rows, &open[level..], least, level == 0);
    }
    if rows.len() == before { Ok(cells) } else { rebuilt(cells, &rows, &open) }
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, value) => is_text(value),
        _ => false,
    }
}

fn rows(cells: &Cells) -> Result<Vec<Row>, ArrowError> {
    let mut columns = Vec::with_capacity(cells.keys.len());
    for key in &cells.keys {
        columns.push(cast(&key.values, &DataType::Utf8)?);
    }
    let word = |column: &ArrayRef, row: usize| {
        let texts = column.as_string::<i32>();
        texts.is_valid(row).then(|| texts.value(row).to_owned())
    };
    let row = |row| {
        let sources = vec![row];
        let persons = tellers(cells, &sources);
        Row { sources, words: columns.iter().map(|column| word(column, row)).collect(), persons }
    };
    Ok((0..cells.groups()).map(row).collect())
}

/// The most persons behind any value of rows taken together.
fn tellers(cells: &Cells, sources: &[usize]) -> usize {
    cells.values.iter().map(|value| joined(value, sources).tellers()).max().unwrap_or(0)
}

/// Merges the rare rows that differ in nothing but the open keys from one on. At the last level rows that are still rare take others along.
fn merge_level(cells: &Cells, rows: Vec<Row>, merged: &[usize], least: usize, takes_more: bool) -> Vec<Row> {
    let mut contexts: BTreeMap<Vec<Option<String>>, Vec<Row>> = BTreeMap::new();
    for row in rows {
        let rest = (0..row.words.len()).filter(|key| !merged.contains(key)).map(|key| row.words[key].clone());
        contexts.entry(rest.collect()).or_default().push(row);
    }
    contexts.into_values().flat_map(|rows| merge_context(cells, rows, merged, least, takes_more)).collect()
}

fn merge_context(cells: &Cells, mut rows: Vec<Row>, merged: &[usize], least: usize, takes_more: bool) -> Vec<Row> {
    // The frequent ones first; equal ones in the order of their words, so that the same rows are merged in every run.
    rows.sort_by(|one, other| other.persons.cmp(&one.persons).then_with(|| one.words.cmp(&other.words)));
    let frequent = rows.iter().take_while(|row| row.persons >= least).count();
    if frequent == rows.len() || rows.len() < 2 {
        return rows;
    }
    let is_other = |row: &Row| merged.iter().all(|key| row.words[*key].as_deref() == Some(OTHER));
    let mut kept: Vec<Row> = rows.drain(..frequent).collect();
    let mut rare = rows;
    rare.extend(kept.extract_if(.., |row| is_other(row)));
    loop {
        let sources: Vec<usize> = rare.iter().flat_map(|row| row.sources.clone()).collect();
        let persons = tellers(cells, &sources);
        if rare.len() > 1 && persons >= least {
            let mut words = rare[0].words.clone();
            for key in merged {
                words[*key] = Some(OTHER.to_owned());
            }
            kept.push(Row { sources, words, persons });
            return kept;
        }
        match kept.pop() {
            Some(next) if takes_more => rare.push(next),
            next => {
                kept.extend(next);
                kept.append(&mut rare);
                return kept;
            }
        }
    }
}

/// The persons of several rows, and what they contribute together.
fn joined(value: &CellColumn, sources: &[usize]) -> Contributions {
    if let [only] = sources {
        return value.contributions[*only].clone();
    }
    let mut sums: BTreeMap<u64, f64> = BTreeMap::new();
    for who in sources.iter().map(|row| &value.contributions[*row]) {
        for (index, person) in who.persons.iter().enumerate() {
            *sums.entry(*person).or_default() += who.amounts.get(index).copied().unwrap_or(0.0);
        }
    }
    let has_amounts = value.statistic == Statistic::Sum;
    let (persons, amounts): (Vec<u64>, Vec<f64>) = sums.into_iter().unzip();
    Contributions { persons, amounts: if has_amounts { amounts } else { Vec::new() } }
}

fn rebuilt(cells: Cells, rows: &[Row], open: &[usize]) -> Result<Cells, ArrowError> {
    let first = UInt32Array::from_iter_values(rows.iter().map(|row| u32::try_from(row.sources[0]).unwrap_or(u32::MAX)));
    let key = |(index, key): (usize, Key)| {
        let values = if open.contains(&index) {
            let words: StringArray = rows.iter().map(|row| row.words[index].as_deref()).collect();
            cast(&words, key.field.data_type())?
        } else {
            take(&key.values, &first, None)?
        };
        Ok(Key { values, ..key })
    };
    let keys = cells.keys.into_iter().enumerate().map(key).collect::<Result<_, ArrowError>>()?;
    let values = cells.values.into_iter().map(|value| rebuilt_value(value, rows)).collect::<Result<_, _>>()?;
    Ok(Cells { keys, values, ..cells })
}

fn rebuilt_value(value: CellColumn, rows: &[Row]) -> Result<CellColumn, ArrowError> {
    let numbers = cast(&value.values, &DataType::Float64)?;
    let numbers = numbers.as_primitive::<Float64Type>();
    let contributions: Vec<Contributions> = rows.iter().map(|row| joined(&value, &row.sources)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a number of persons is far below 2^53")]
    let told = |(row, who): (&Row, &Contributions)| match row.sources.as_slice() {
        [only] => numbers.is_valid(*only).then(|| numbers.value(*only)),
        _ if value.statistic == Statistic::Persons => Some(who.persons.len() as f64),
        sources => Some(sources.iter().filter(|row| numbers.is_valid(**row)).map(|row| numbers.value(*row)).sum()),
    };
    let merged: Float64Array = rows.iter().zip(&contributions).map(told).collect();
    let values = cast(&(Arc::new(merged) as ArrayRef), value.field.data_type())?;
    Ok(CellColumn { values, contributions, ..value })
}
