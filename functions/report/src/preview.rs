//! What one query would publish, for whoever writes it: the table as it would be released together with all others, and why a value is hidden.

use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::util::display::array_value_to_string;
use disclosure::{Rule, Verdicts};
use inventory::Event;

use crate::tables::Tables;
use crate::{Context, ReportError, Step, history, tables};

/// A table as it would be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows; what is hidden or missing is none.
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

/// Runs all queries and shows what becomes of one table. Nothing is published.
///
/// # Errors
/// [`ReportError`] says which step failed and what to do.
pub async fn preview(event: &Event, context: &Context, table: &str, progress: &(dyn Fn(Step) + Sync)) -> Result<Preview, ReportError> {
    let inputs = context.inputs(event).await?;
    let event = &event.definition;
    let earlier = history::find(event, &inputs.release, context).await?;
    let Tables { released: tables, verdicts, .. } = tables::release(event, &inputs, &earlier.ledgers, context, progress).await?;
    let unread = |source| ReportError::Unreadable { table: table.to_owned(), source };
    let (spec, released) =
        tables.iter().find(|(spec, _)| spec.name == table).ok_or_else(|| ReportError::NoTable { table: table.to_owned() })?;
    let mut hidden = Vec::new();
    for verdicts in verdicts.iter().filter(|verdicts| verdicts.cells.table == table) {
        hidden.extend(hidden_values(verdicts).map_err(unread)?);
    }
    Ok(Preview {
        columns: spec.columns.iter().map(|column| column.name.clone()).collect(),
        rows: rows(released.batch()).map_err(unread)?,
        hidden,
        of_cells: released.hidden().of_cells,
    })
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
