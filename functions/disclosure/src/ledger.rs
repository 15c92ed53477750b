//! The ledger: what was printed before, and just enough of whom it was about to judge what may be printed now.
//!
//! A number printed twice with a small difference tells of those who make the difference: 41 visitors, and 40 after one asked to be erased. So
//! a value that would change by fewer than the least number of persons stays as it was printed, and is protected in the new release like any
//! hidden value: what is new and printed must not tell it. Holds no person and no number that is not printed already, but the moments of the
//! persons behind it (see `moments`), under a key.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, StringArray, new_null_array};
use arrow::compute::{cast, concat};
use arrow::error::ArrowError;
use arrow::util::display::array_value_to_string;
use serde::{Deserialize, Serialize};

use crate::columns::Column;
use crate::moments;
use crate::vectors::{VectorId, Vectors};
use crate::{Cells, Contributions, Policy};

/// The numbers that a release printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    values: Vec<Printed>,
}

/// One printed number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Printed {
    #[serde(flatten)]
    place: Place,
    value: String,
    persons: usize,
    moments: Vec<u64>,
}

/// Where a number is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Place {
    table: String,
    part: usize,
    column: String,
    keys: Vec<Option<String>>,
}

/// Everything printed about an event before.
#[derive(Clone, Copy)]
pub struct History<'a> {
    /// The ledgers of earlier releases, the oldest first.
    pub ledgers: &'a [Ledger],
    /// What a person is called in ledgers: a keyed hash.
    pub mark: &'a (dyn Fn(u64) -> u64 + Sync),
}

impl History<'static> {
    /// Nothing was printed before, and nothing will be.
    #[must_use]
    pub fn none() -> Self {
        Self { ledgers: &[], mark: &|person| person }
    }
}

impl std::fmt::Debug for History<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "History({} ledgers)", self.ledgers.len())
    }
}

/// A value that was printed before.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    /// As it was printed last.
    pub(crate) value: String,
    /// Whether the value of now differs from one printed before by too few persons.
    pub(crate) stays: bool,
    /// Whether the value of now is about the same persons: then it is known.
    pub(crate) known: bool,
    /// How many persons there were then, where all that has changed is that persons came, or that persons went.
    pub(crate) bounds: (Option<usize>, Option<usize>),
    entry: Printed,
}

/// For each part, column of values and group: what was printed there before.
pub(crate) type EarlierValues = Vec<Vec<Vec<Option<Earlier>>>>;

/// The rows that were printed and are not there any more come back, as rows of nobody: that they are gone would tell something too.
pub(crate) fn revive(cells: Cells, history: &History<'_>) -> Result<Cells, ArrowError> {
    let mut there: Vec<Vec<Option<String>>> = (0..cells.groups()).map(|group| keys(&cells, group)).collect::<Result<_, _>>()?;
    let mut gone = Vec::new();
    for printed in history.ledgers.iter().flat_map(|ledger| &ledger.values) {
        let place = &printed.place;
        if place.table == cells.table && place.part == cells.part && place.keys.len() == cells.keys.len() && !there.contains(&place.keys) {
            there.push(place.keys.clone());
            gone.push(place.keys.clone());
        }
    }
    if gone.is_empty() { Ok(cells) } else { with_rows(cells, &gone) }
}

fn with_rows(mut cells: Cells, gone: &[Vec<Option<String>>]) -> Result<Cells, ArrowError> {
    for (index, key) in cells.keys.iter_mut().enumerate() {
        let words: StringArray = gone.iter().map(|keys| keys[index].as_deref()).collect();
        key.values = concat(&[&key.values, &cast(&words, key.values.data_type())?])?;
    }
    for value in &mut cells.values {
        value.values = concat(&[&value.values, &new_null_array(value.values.data_type(), gone.len())])?;
        value.contributions.extend(gone.iter().map(|_| Contributions::default()));
    }
    Ok(cells)
}

/// A value as the ledger would hold it, with its part, column of values and group.
pub(crate) type Entry = (usize, usize, usize, Printed);

/// Looks up what was printed of every value, and judges whether the value of now may take its place.
pub(crate) fn compare(parts: &[Cells], entries: &[Entry], policy: &Policy, history: &History<'_>) -> EarlierValues {
    let mut values: EarlierValues = parts.iter().map(|cells| vec![vec![None; cells.groups()]; cells.values.len()]).collect();
    let mut printed: HashMap<&Place, Vec<&Printed>> = HashMap::new();
    for entry in history.ledgers.iter().flat_map(|ledger| &ledger.values) {
        printed.entry(&entry.place).or_default().push(entry);
    }
    for (part, column, group, entry) in entries {
        if let Some(before) = printed.get(&entry.place) {
            values[*part][*column][*group] = judge(entry, before, policy);
        }
    }
    values
}

fn judge(now: &Printed, before: &[&Printed], policy: &Policy) -> Option<Earlier> {
    let least = usize::try_from(policy.min_persons()).unwrap_or(usize::MAX);
    let newest = before.last()?;
    let differ = |earlier: &&&Printed| {
        let few = moments::persons_between(&now.moments, &earlier.moments, least) < least;
        few && now.value != earlier.value
    };
    let changed = moments::persons_between(&now.moments, &newest.moments, least);
    let came = now.persons.checked_sub(newest.persons) == Some(changed);
    let went = newest.persons.checked_sub(now.persons) == Some(changed);
    let few = changed > 0 && changed < least;
    Some(Earlier {
        value: newest.value.clone(),
        stays: before.iter().any(|earlier| differ(&earlier)),
        known: changed == 0 && now.value == newest.value,
        bounds: ((few && came).then_some(newest.persons), (few && went).then_some(newest.persons)),
        entry: (*newest).clone(),
    })
}

/// Every value as the ledger would hold it.
pub(crate) fn entries(
    parts: &[Cells],
    columns: &[Column],
    vectors: &Vectors,
    policy: &Policy,
    history: &History<'_>,
) -> Result<Vec<Entry>, ArrowError> {
    let length = moments::length(usize::try_from(policy.min_persons()).unwrap_or(1));
    let persons: Vec<Vec<u64>> = vectors.keys().map(|person| moments::of_person((history.mark)(person), length)).collect();
    let mut of_vector: HashMap<VectorId, Vec<u64>> = HashMap::new();
    let mut entries = Vec::new();
    for (part, cells) in parts.iter().enumerate() {
        for (column, value) in cells.values.iter().enumerate() {
            let own: Vec<&Column> = columns.iter().filter(|own| own.part == part && own.value == column).collect();
            for group in 0..cells.groups() {
                let mut sum = vec![0; length];
                for id in own.iter().map(|own| own.vectors[group]) {
                    let moments = of_vector.entry(id).or_insert_with(|| moments_of(id, vectors, &persons, length));
                    moments::add(&mut sum, moments, 1);
                }
                let place =
                    Place { table: cells.table.clone(), part: cells.part, column: value.field.name().clone(), keys: keys(cells, group)? };
                let persons = value.contributions[group].persons.len();
                let value = array_value_to_string(&value.values, group)?;
                entries.push((part, column, group, Printed { place, value, persons, moments: sum }));
            }
        }
    }
    Ok(entries)
}

fn moments_of(id: VectorId, vectors: &Vectors, persons: &[Vec<u64>], length: usize) -> Vec<u64> {
    let mut sum = vec![0; length];
    vectors.get(id).entries().for_each(|(person, amount)| moments::add(&mut sum, &persons[person as usize], amount));
    sum
}

/// The ledger of a release: what it prints, and where an earlier number stays, that number with its persons of then.
pub(crate) fn write(entries: Vec<Entry>, is_hidden: impl Fn(usize, usize, usize) -> bool, earlier: &EarlierValues) -> Ledger {
    let mut ledger = Ledger::default();
    for (part, column, group, entry) in entries {
        if !is_hidden(part, column, group) {
            ledger.values.push(entry);
        } else if let Some(earlier) = &earlier[part][column][group] {
            ledger.values.push(earlier.entry.clone());
        }
    }
    ledger
}

/// The earlier numbers of a column as an array of its type, null where there is none.
pub(crate) fn earlier_array(values: &ArrayRef, earlier: &[Option<Earlier>]) -> Result<ArrayRef, ArrowError> {
    let texts: StringArray = earlier.iter().map(|earlier| earlier.as_ref().map(|earlier| earlier.value.as_str())).collect();
    cast(&(Arc::new(texts) as ArrayRef), values.data_type())
}

fn keys(cells: &Cells, group: usize) -> Result<Vec<Option<String>>, ArrowError> {
    let word = |values: &ArrayRef| if values.is_null(group) { Ok(None) } else { array_value_to_string(values, group).map(Some) };
    cells.keys.iter().map(|key| word(&key.values)).collect()
}
