//! From what a boundary's plans give to cells: the numbers, and with each of them who stands behind it.

mod groups;
mod own;
mod stays;

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::arrow::compute::{SortColumn, cast, lexsort_to_indices, take_record_batch};
use datafusion::arrow::error::ArrowError;
use disclosure::{CellColumn, Cells, Contributions, Key};

use crate::guard::{Boundary, Source};
use groups::Groups;
use own::OwnNumbers;
use stays::Stays;

/// The cells of one boundary while they are put together.
///
/// They are ordered by their keys, and persons by theirs, so that no order of execution shows.
#[derive(Debug)]
pub(crate) struct Gathering<'a> {
    boundary: &'a Boundary,
    /// Keys, then values, in the types that the released cells have.
    columns: Vec<ArrayRef>,
    groups: Groups,
    own: Vec<OwnNumbers>,
    stays: Vec<Stays>,
}

impl<'a> Gathering<'a> {
    /// Begins with what the personal plan gave: all its rows.
    pub(crate) fn new(boundary: &'a Boundary, batch: &RecordBatch) -> Result<Self, ArrowError> {
        let batch = sorted(batch, boundary.keys.len())?;
        if batch.num_columns() != boundary.released.len() {
            return Err(ArrowError::SchemaError("the cells have other columns than planned".to_owned()));
        }
        let columns = batch.columns().iter().zip(&boundary.released).map(|(column, field)| cast(column, field.data_type()));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let groups = Groups::new(&columns[..boundary.keys.len()], batch.num_rows())?;
        let own = boundary.values.iter().filter_map(|value| match value.source {
            Source::Own { column, share } => Some(OwnNumbers::new(column, share, batch.num_rows())),
            Source::Stays(_) => None,
        });
        let own = own.collect();
        let stays = boundary.stays.iter().map(|_| Stays::new(batch.num_rows())).collect();
        Ok(Self { boundary, columns, groups, own, stays })
    }

    /// Takes rows of [`Boundary::own`].
    pub(crate) fn take_own(&mut self, batch: &RecordBatch) -> Result<(), ArrowError> {
        let groups = self.groups.of_rows(batch)?;
        let persons = groups::persons(batch, self.boundary.keys.len())?;
        self.own.iter_mut().try_for_each(|numbers| numbers.take(batch, &groups, &persons))
    }

    /// Takes rows of the n-th of [`Boundary::stays`].
    pub(crate) fn take_stays(&mut self, plan: usize, batch: &RecordBatch) -> Result<(), ArrowError> {
        let groups = self.groups.of_rows(batch)?;
        let persons = groups::persons(batch, self.boundary.keys.len())?;
        let times = self.boundary.keys.len() + 1;
        self.stays.get_mut(plan).map_or(Ok(()), |stays| stays.take(batch, times, &groups, &persons))
    }

    /// The cells, when all rows have been taken.
    pub(crate) fn finish(self, table: &str, part: usize) -> Cells {
        let Self { boundary, columns, groups: _, own, stays } = self;
        let field = |index: usize| boundary.released[index].as_ref().clone();
        let kinds = boundary.keys.iter().zip(&columns).enumerate();
        let keys = kinds.map(|(index, (kind, values))| Key { field: field(index), values: Arc::clone(values), kind: *kind }).collect();
        let stays: Vec<Vec<Contributions>> = stays.into_iter().map(Stays::finish).collect();
        let mut own = own.into_iter().map(OwnNumbers::finish);
        let first = boundary.keys.len();
        let values = boundary.values.iter().zip(&columns[first..]).enumerate().map(|(index, (value, values))| {
            let contributions = match value.source {
                Source::Own { .. } => own.next().unwrap_or_default(),
                Source::Stays(plan) => stays[plan].clone(),
            };
            CellColumn { field: field(first + index), statistic: value.statistic, values: Arc::clone(values), contributions }
        });
        Cells { table: table.to_owned(), part, keys, values: values.collect() }
    }
}

fn sorted(batch: &RecordBatch, keys: usize) -> Result<RecordBatch, ArrowError> {
    if keys == 0 || batch.num_rows() < 2 {
        return Ok(batch.clone());
    }
    let columns: Vec<SortColumn> =
        batch.columns()[..keys].iter().map(|values| SortColumn { values: Arc::clone(values), options: None }).collect();
    take_record_batch(batch, &lexsort_to_indices(&columns, None)?)
}
