//! The columns of a bundle as vectors: what each published value would tell.

use std::collections::HashMap;

use arrow::util::display::array_value_to_string;

use crate::vectors::{VectorId, Vectors};
use crate::{Cells, DisclosureError, Statistic};

/// A word of a key, as a number: equal words are the same programme, whatever the column is called.
pub(crate) type Word = u32;

/// What the values of one column tell, one vector a group.
#[derive(Debug)]
pub(crate) struct Column {
    /// The part of the bundle, by its position.
    pub(crate) part: usize,
    /// The column of values of the part, by its position.
    pub(crate) value: usize,
    /// The vector of each group.
    pub(crate) vectors: Vec<VectorId>,
}

/// The words of the keys of each part: one list a group.
pub(crate) type Words = Vec<Vec<Vec<Word>>>;

/// In a column of at most so many groups, few persons are recognised as those of their group. With more groups, everybody is alone in some.
const RECOGNISED_GROUPS: usize = 16;

/// What every column tells. A mean tells who it is a mean of and, with their number, what they have together; so does a sum of the same.
pub(crate) fn columns(bundle: &[Cells], words: &Words, vectors: &mut Vectors) -> Vec<Column> {
    let mut columns = Vec::new();
    for (part, cells) in bundle.iter().enumerate() {
        let about: Vec<Vec<Word>> = words[part].iter().map(|words| sorted(words)).collect();
        for (column, value) in cells.values.iter().enumerate() {
            let who = || value.contributions.iter().zip(&about);
            let sets = |vectors: &mut Vectors| who().map(|(who, about)| vectors.set(who, about)).collect();
            let amounts = |vectors: &mut Vectors| who().map(|(who, about)| vectors.amounts(who, about)).collect();
            if value.statistic != Statistic::Sum {
                columns.push(Column { part, value: column, vectors: sets(vectors) });
            }
            if matches!(value.statistic, Statistic::Sum | Statistic::Mean) {
                columns.push(Column { part, value: column, vectors: amounts(vectors) });
            }
        }
    }
    for column in columns.iter().filter(|column| column.vectors.len() <= RECOGNISED_GROUPS) {
        column.vectors.iter().for_each(|id| vectors.recognise(*id));
    }
    columns
}

fn sorted(words: &[Word]) -> Vec<Word> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words
}

/// The words of every part's keys.
pub(crate) fn words(bundle: &[Cells]) -> Result<Words, DisclosureError> {
    let mut known: HashMap<String, Word> = HashMap::new();
    let mut parts = Vec::with_capacity(bundle.len());
    for cells in bundle {
        let misshapen = |source| DisclosureError::Misshapen { table: cells.table.clone(), source };
        let mut groups = vec![Vec::with_capacity(cells.keys.len()); cells.groups()];
        for key in &cells.keys {
            for (group, words) in groups.iter_mut().enumerate() {
                let text = array_value_to_string(&key.values, group).map_err(misshapen)?;
                let next = Word::try_from(known.len()).unwrap_or(Word::MAX);
                words.push(*known.entry(text).or_insert(next));
            }
        }
        parts.push(groups);
    }
    Ok(parts)
}
