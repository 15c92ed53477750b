//! Who stands behind a number over persons' own rows, and with how much.

use datafusion::arrow::array::{Array, AsArray, RecordBatch, UInt64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::arrow::error::ArrowError;
use disclosure::Contributions;

use crate::guard::Share;

/// The contributions to one value, from one column of a plan with a row for each group and person.
#[derive(Debug)]
pub(super) struct OwnNumbers {
    column: usize,
    share: Share,
    groups: Vec<Contributions>,
}

impl OwnNumbers {
    pub(super) fn new(column: usize, share: Share, groups: usize) -> Self {
        Self { column, share, groups: vec![Contributions::default(); groups] }
    }

    /// Takes rows of the plan, whose groups and persons are these.
    pub(super) fn take(&mut self, batch: &RecordBatch, groups: &[usize], persons: &UInt64Array) -> Result<(), ArrowError> {
        let numbers = cast(batch.column(self.column), &DataType::Float64)?;
        let numbers = numbers.as_primitive::<Float64Type>();
        for (row, group) in groups.iter().enumerate().filter(|(row, _)| persons.is_valid(*row) && numbers.is_valid(*row)) {
            let number = numbers.value(row);
            if self.share != Share::Total && number <= 0.0 {
                continue;
            }
            let contributions = &mut self.groups[*group];
            contributions.persons.push(persons.value(row));
            if self.share != Share::Presence {
                contributions.amounts.push(number);
            }
        }
        Ok(())
    }

    /// The contributions of each group, when all rows have been taken.
    pub(super) fn finish(self) -> Vec<Contributions> {
        self.groups.into_iter().map(in_order).collect()
    }
}

/// The same with the persons ascending and each once, with all that is theirs.
fn in_order(contributions: Contributions) -> Contributions {
    let Contributions { mut persons, amounts } = contributions;
    if amounts.is_empty() {
        persons.sort_unstable();
        persons.dedup();
        persons.shrink_to_fit();
        return Contributions { persons, amounts };
    }
    let mut pairs: Vec<(u64, f64)> = persons.into_iter().zip(amounts).collect();
    pairs.sort_unstable_by(|(one, first), (other, second)| one.cmp(other).then(first.total_cmp(second)));
    pairs.dedup_by(|(next, amount), (person, total)| {
        let same = next == person;
        if same {
            *total += *amount;
        }
        same
    });
    let (persons, amounts) = pairs.into_iter().unzip();
    Contributions { persons, amounts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_come_in_order_and_once() {
        let mixed = Contributions { persons: vec![7, 2, 7, 5], amounts: vec![1.0, 0.0, 2.5, 4.0] };
        assert_eq!(in_order(mixed), Contributions { persons: vec![2, 5, 7], amounts: vec![0.0, 4.0, 3.5] });
        let bare = Contributions { persons: vec![7, 2, 7, 5], amounts: vec![] };
        assert_eq!(in_order(bare), Contributions { persons: vec![2, 5, 7], amounts: vec![] });
    }
}
