//! What one query would publish, for whoever writes it: the table as it would be released together with all others, and why a value is hidden.

use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::util::display::array_value_to_string;
use bundle::MissingTable;
use disclosure::{Ledger, Released, Rule, Verdicts};
use inventory::{Event, Inputs};
use query::{Engine, QueryFile};
use record::EventDefinition;
use record::table::TableSpec;

use crate::tables::{Counted, Tables};
use crate::{Context, ReportError, Step, history, provenance, tables};

/// A table as it would be published.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What it says of itself.
    pub spec: TableSpec,
    /// What is released of it.
    pub released: Released,
    /// Its rows as texts; what is hidden or missing is none.
    pub rows: Vec<Vec<Option<String>>>,
    /// The hidden values.
    pub hidden: Vec<HiddenValue>,
    /// Values that were computed for it.
    pub of_cells: usize,
}

/// A hidden value: where it would stand and why it does not; never what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenValue {
    /// The keys of its group.
    pub group: Vec<String>,
    /// Its column.
    pub column: String,
    /// The rule that hides it.
    pub rule: Rule,
}

/// An event with all tables counted but the one that is being written: its previews take no longer than its own query and the control.
#[derive(Debug)]
pub struct Rehearsal<'a> {
    event: &'a EventDefinition,
    context: &'a Context,
    engine: Engine,
    inputs: Inputs,
    earlier: Vec<Ledger>,
    others: Vec<Counted>,
    missing: Vec<MissingTable>,
}

impl<'a> Rehearsal<'a> {
    /// Opens an event and counts the tables of all query files of the context. Nothing is published.
    ///
    /// # Errors
    /// [`ReportError`] says which step failed and what to do.
    pub async fn open(event: &'a Event, context: &'a Context, progress: &(dyn Fn(Step) + Sync)) -> Result<Self, ReportError> {
        let inputs = context.inputs(event).await?;
        let event = &event.definition;
        let earlier = history::find(event, &inputs.release, context).await?.ledgers;
        let engine = tables::open(event, &inputs, context, progress).await?;
        progress(Step::Queries);
        let (others, missing) = tables::count(&engine, context).await?;
        Ok(Self { event, context, engine, inputs, earlier, others, missing })
    }

    /// Shows what would be published of a query's table, together with all others: it takes the place of one that has its name.
    ///
    /// # Errors
    /// [`ReportError::Refused`] where it is not let through, else which step failed and what to do.
    pub async fn preview(&self, file: &QueryFile) -> Result<Preview, ReportError> {
        let table = &file.name;
        let own = tables::count_one(&self.engine, file).await?;
        let mut counted: Vec<Counted> = self.others.iter().filter(|other| other.table() != table).cloned().collect();
        counted.push(own);
        let controlled = tables::control(self.event, &self.engine, counted, Vec::new(), &self.earlier, self.context).await?;
        let Tables { released, verdicts, missing, .. } = controlled;
        let Some((spec, released)) = released.into_iter().find(|(spec, _)| spec.name == *table) else {
            let reason = missing.into_iter().find(|missing| missing.table == *table).map(|missing| missing.reason);
            return Err(ReportError::NoTables { reason: reason.unwrap_or_default() });
        };
        let unread = |source| ReportError::Unreadable { table: table.clone(), source };
        let mut hidden = Vec::new();
        for verdicts in verdicts.iter().filter(|verdicts| verdicts.cells.table == *table) {
            hidden.extend(hidden_values(verdicts).map_err(unread)?);
        }
        let rows = rows(released.batch()).map_err(unread)?;
        Ok(Preview { spec, rows, hidden, of_cells: released.hidden().of_cells, released })
    }

    /// The page of a report that has this table only.
    ///
    /// # Errors
    /// [`ReportError::Bundle`] where it cannot be drawn.
    pub fn page(&self, preview: &Preview) -> Result<Vec<u8>, ReportError> {
        let tables = [(preview.spec.clone(), preview.released.clone())];
        let provenance = provenance(self.event, &self.inputs, self.context, self.missing.clone());
        Ok(bundle::page(&bundle::Report { event: self.event, tables: &tables, provenance: &provenance })?)
    }
}

fn hidden_values(verdicts: &Verdicts) -> Result<Vec<HiddenValue>, arrow::error::ArrowError> {
    let mut hidden = Vec::new();
    for (value, rules) in verdicts.cells.values.iter().zip(&verdicts.rules) {
        for (group, rule) in rules.iter().enumerate().filter_map(|(group, rule)| Some((group, (*rule)?))) {
            let keys = verdicts.cells.keys.iter().map(|key| Ok(text(&key.values, group)?.unwrap_or_else(|| "null".to_owned())));
            let group = keys.collect::<Result<_, arrow::error::ArrowError>>()?;
            hidden.push(HiddenValue { group, column: value.field.name().clone(), rule });
        }
    }
    Ok(hidden)
}

fn rows(batch: &RecordBatch) -> Result<Vec<Vec<Option<String>>>, arrow::error::ArrowError> {
    (0..batch.num_rows()).map(|row| batch.columns().iter().map(|column| text(column, row)).collect()).collect()
}

fn text(column: &ArrayRef, row: usize) -> Result<Option<String>, arrow::error::ArrowError> {
    if column.is_null(row) { Ok(None) } else { array_value_to_string(column, row).map(Some) }
}
