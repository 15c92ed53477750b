//! Runs the models: person-level tables, each computed once, kept in scratch as Parquet and registered under its name; or a view, where
//! it is written as one.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::arrow::datatypes::Schema;
use datafusion::common::{Column, ScalarValue};
use datafusion::dataframe::{DataFrame, DataFrameWriteOptions};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{DdlStatement, Expr, LogicalPlan, cast};
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use record::catalogue::{self, Origin};
use record::event::EventDefinition;

use crate::QueryError;
use crate::query_set::{ModelFile, QuerySet};
use crate::session::{Limits, SCRATCH_URL};

/// What a query may name with a dollar sign: `$event_start`, `$event_end` and `$timezone`.
#[must_use]
pub fn parameters(event: &EventDefinition) -> Vec<(&'static str, ScalarValue)> {
    let instant = |at: jiff::Timestamp| ScalarValue::TimestampMicrosecond(Some(at.as_microsecond()), Some("UTC".into()));
    vec![
        ("event_start", instant(event.starts)),
        ("event_end", instant(event.ends)),
        ("timezone", ScalarValue::Utf8(Some(event.timezone_name.clone()))),
    ]
}

/// The models that a set's reports read, and those that these read in turn, by name; all of them where the set says so.
///
/// # Errors
/// [`QueryError::Sql`] for a model that does not parse, and for a table of the catalogue that no model makes.
pub fn needed(context: &SessionContext, queries: &QuerySet) -> Result<Vec<ModelFile>, QueryError> {
    let read = |path: &str, text: &str| tables_read(context, text).map_err(|error| QueryError::planning(path, &error));
    if queries.wants_every_model() {
        return Ok(queries.models().to_vec());
    }
    let mut wanted = BTreeSet::new();
    for report in queries.reports() {
        // Why a report cannot be planned is told when it is, and takes no other away.
        wanted.extend(read(&report.path, &report.text).unwrap_or_default());
    }
    let mut needed = BTreeMap::new();
    while let Some(table) = wanted.pop_first() {
        if let Some(model) = queries.models().iter().find(|model| model.name == table) {
            if needed.insert(&model.name, model).is_none() {
                wanted.extend(read(&model.path, &model.text)?);
            }
        } else if catalogue::tables().iter().any(|known| known.name == table && known.origin == Origin::Model) {
            let message = "the catalogue has this table and no model makes it".to_owned();
            return Err(QueryError::Sql { file: format!("models/{table}.sql"), message });
        }
    }
    Ok(needed.into_values().cloned().collect())
}

/// Runs models over a session that has the lake and the public tables, and leaves their tables registered.
///
/// # Errors
/// [`QueryError::Sql`] for a model that does not plan, has other columns than the catalogue says, or reads itself by way of others; [`QueryError::Timeout`], [`QueryError::Resources`] and the like for one that does not run.
pub async fn run(context: &SessionContext, event: &EventDefinition, models: &[ModelFile], limits: &Limits) -> Result<(), QueryError> {
    let declared: BTreeMap<&str, Schema> =
        catalogue::tables().into_iter().filter(|table| table.origin == Origin::Model).map(|table| (table.name, table.schema())).collect();
    for model in in_order(context, models)? {
        let Some(result) = plan(context, event, model, declared.get(model.name.as_str())).await? else { continue };
        let materialised = tokio::time::timeout(limits.timeout, materialise(context, &model.name, result)).await;
        let done = materialised.map_err(|_| QueryError::Timeout { what: model.path.clone(), limit: limits.timeout })?;
        done.map_err(|error| QueryError::running(&model.path, &error))?;
    }
    Ok(())
}

/// Puts the models in the order in which they read each other; among those that could come next, by name.
fn in_order<'a>(context: &SessionContext, models: &'a [ModelFile]) -> Result<Vec<&'a ModelFile>, QueryError> {
    let mut waiting: BTreeMap<&str, (&ModelFile, BTreeSet<String>)> = BTreeMap::new();
    for model in models {
        let mut reads = tables_read(context, &model.text).map_err(|error| QueryError::planning(&model.path, &error))?;
        reads.retain(|table| *table != model.name && models.iter().any(|other| other.name == *table));
        waiting.insert(&model.name, (model, reads));
    }
    let mut ordered: Vec<&ModelFile> = Vec::new();
    while let Some((_, (first, _))) = waiting.first_key_value() {
        let file = first.path.clone();
        let ready = waiting.iter().find(|(_, (_, reads))| reads.iter().all(|table| !waiting.contains_key(table.as_str())));
        let Some((&name, &(model, _))) = ready else {
            let names: Vec<&str> = waiting.into_keys().collect();
            let message = format!("the models {} read each other in a circle", names.join(", "));
            return Err(QueryError::Sql { file, message });
        };
        waiting.remove(name);
        ordered.push(model);
    }
    Ok(ordered)
}

fn tables_read(context: &SessionContext, sql: &str) -> Result<BTreeSet<String>> {
    let state = context.state();
    let statement = state.sql_to_statement(sql, &state.config_options().sql_parser.dialect)?;
    Ok(state.resolve_table_references(&statement)?.iter().map(|table| table.table().to_owned()).collect())
}

/// Plans a model; one of the catalogue comes out with exactly the columns and types declared there. A `create view` is done by then:
/// where a model only filters and joins, reading the lake again is cheaper than a copy of it.
async fn plan(
    context: &SessionContext,
    event: &EventDefinition,
    model: &ModelFile,
    declared: Option<&Schema>,
) -> Result<Option<DataFrame>, QueryError> {
    let unplanned = |error: DataFusionError| QueryError::planning(&model.path, &error);
    let plan = context.state().create_logical_plan(&model.text).await.map_err(unplanned)?;
    if matches!(plan, LogicalPlan::Ddl(DdlStatement::CreateView(_))) {
        return context.execute_logical_plan(plan).await.map(|_| None).map_err(unplanned);
    }
    let result = DataFrame::new(context.state(), plan).with_param_values(parameters(event)).map_err(unplanned)?;
    match declared {
        Some(declared) => as_declared(result, model, declared).map(Some),
        None => Ok(Some(result)),
    }
}

fn as_declared(result: DataFrame, model: &ModelFile, declared: &Schema) -> Result<DataFrame, QueryError> {
    let names: Vec<&str> = declared.fields().iter().map(|field| field.name().as_str()).collect();
    if result.schema().fields().iter().map(|field| field.name().as_str()).ne(names.iter().copied()) {
        let message = format!("the catalogue has other columns for this table: {}", names.join(", "));
        return Err(QueryError::Sql { file: model.path.clone(), message });
    }
    let typed = declared.fields().iter().map(|field| {
        let column = Expr::Column(Column::new_unqualified(field.name()));
        cast(column, field.data_type().clone()).alias(field.name())
    });
    result.select(typed.collect::<Vec<_>>()).map_err(|error| QueryError::planning(&model.path, &error))
}

async fn materialise(context: &SessionContext, name: &str, result: DataFrame) -> Result<()> {
    let url = format!("{SCRATCH_URL}{name}.parquet");
    let schema = result.schema().as_arrow().clone();
    result.write_parquet(&url, DataFrameWriteOptions::new().with_single_file_output(true), None).await?;
    context.register_parquet(name, &url, ParquetReadOptions::default().schema(&schema)).await
}

#[cfg(test)]
mod tests;
