//! Who is there at the peak: the persons present at the first instant at which most are.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, UInt64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::TimestampMicrosecondType;
use datafusion::arrow::error::ArrowError;
use disclosure::Contributions;
use record::lake::instant;

use crate::functions::first_peak;

/// The stays of each group.
#[derive(Debug)]
pub(super) struct Stays {
    groups: Vec<Vec<Stay>>,
}

/// A half-open interval in microseconds.
#[derive(Clone, Copy, Debug)]
struct Stay {
    person: u64,
    joined: i64,
    left: i64,
}

impl Stays {
    pub(super) fn new(groups: usize) -> Self {
        Self { groups: vec![Vec::new(); groups] }
    }

    /// Takes rows of the plan, whose groups and persons are these and whose stays begin and end in the columns from `times`.
    pub(super) fn take(&mut self, batch: &RecordBatch, times: usize, groups: &[usize], persons: &UInt64Array) -> Result<(), ArrowError> {
        let column = |index: usize| -> Result<ArrayRef, ArrowError> { cast(batch.column(index), &instant()) };
        let (joined, left) = (column(times)?, column(times + 1)?);
        let (joined, left) = (joined.as_primitive::<TimestampMicrosecondType>(), left.as_primitive::<TimestampMicrosecondType>());
        for (row, group) in groups.iter().enumerate() {
            if persons.is_valid(row) && joined.is_valid(row) && left.is_valid(row) {
                let stay = Stay { person: persons.value(row), joined: joined.value(row), left: left.value(row) };
                self.groups[*group].push(stay);
            }
        }
        Ok(())
    }

    /// Who is there at the peak of each group, when all rows have been taken.
    pub(super) fn finish(self) -> Vec<Contributions> {
        self.groups.into_iter().map(|stays| Contributions { persons: at_peak(&stays), amounts: Vec::new() }).collect()
    }
}

fn at_peak(stays: &[Stay]) -> Vec<u64> {
    let Some(at) = first_peak(stays.iter().map(|stay| (stay.joined, stay.left))) else { return Vec::new() };
    let present = stays.iter().filter(|stay| stay.joined <= at && at < stay.left);
    let mut persons: Vec<u64> = present.map(|stay| stay.person).collect();
    persons.sort_unstable();
    persons.dedup();
    persons
}
