//! What a number is worth when something must be hidden: totals and numbers of few groups more than points of a curve, and what others are
//! read against as much as those.

use crate::Cells;
use crate::columns::{Column, Word, Words};
use crate::rule::Rules;
use crate::vectors::Vectors;

/// What a value without a group (the number of all visitors) is worth more than one of a group: many others are read against it.
const TOTAL_COST: f64 = 64.0;

/// A column of more groups than this is a curve or a cross-table, of which one number is worth less.
const MANY_GROUPS: f64 = 64.0;

/// The least that one of very many numbers is worth, of one of few.
const POINT_COST: f64 = 0.25;

/// What each vector is worth; nothing where no value tells it.
pub(crate) fn of_vectors(parts: &[Cells], words: &Words, rules: &Rules, columns: &[Column], vectors: &Vectors) -> Vec<f64> {
    let bundle = Bundle { parts, words, rules };
    let mut worth = vec![0.0; vectors.len()];
    for column in columns {
        let is_total = parts[column.part].keys.is_empty();
        let readers = bundle.readers(column.part);
        #[expect(clippy::cast_precision_loss, reason = "a number of groups is far below 2^53")]
        let of_many = (MANY_GROUPS / bundle.most_groups(column.part) as f64).sqrt().clamp(POINT_COST, 1.0);
        for (group, id) in column.vectors.iter().enumerate() {
            let size = 1.0 + vectors.get(*id).total.abs().ln_1p() / 4.0;
            worth[*id] += if is_total { TOTAL_COST } else { size * of_many * bundle.serves(&readers, column.part, group) };
        }
    }
    worth
}

/// The values of a bundle, with what single rules have said of them.
struct Bundle<'a> {
    parts: &'a [Cells],
    words: &'a Words,
    rules: &'a Rules,
}

impl Bundle<'_> {
    /// The groups of the largest part of a part's table.
    fn most_groups(&self, part: usize) -> usize {
        let own = self.parts.iter().filter(|other| other.table == self.parts[part].table);
        own.map(Cells::groups).max().unwrap_or(1).max(1)
    }

    /// The parts of a table that are read against one of fewer groups, as the points of a curve against its first.
    fn readers(&self, part: usize) -> Vec<usize> {
        let own = &self.parts[part];
        let reads = |other: &usize| self.parts[*other].table == own.table && self.parts[*other].groups() > own.groups();
        (0..self.parts.len()).filter(reads).collect()
    }

    /// For how many values a value of a group stands: itself, or those that are read against it and are not hidden for themselves.
    #[expect(clippy::cast_precision_loss, reason = "a number of values is far below 2^53")]
    fn serves(&self, readers: &[usize], part: usize, group: usize) -> f64 {
        let own = &self.words[part][group];
        let served = readers.iter().map(|reader| {
            let beside = |(_, words): &(usize, &Vec<Word>)| own.iter().all(|word| words.contains(word));
            let open = |group: usize| self.rules[*reader].iter().filter(|rules| rules[group].is_none()).count();
            self.words[*reader].iter().enumerate().filter(beside).map(|(group, _)| open(group)).sum::<usize>()
        });
        if readers.is_empty() { 1.0 } else { (served.sum::<usize>() as f64).max(1.0) }
    }
}
