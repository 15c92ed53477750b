//! The engine of one event: its tables, and the only way to run a report's query.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::error::ArrowError;
use datafusion::common::tree_node::Transformed;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::{MemTable, provider_as_source};
use datafusion::error::{DataFusionError, Result as EngineResult};
use datafusion::logical_expr::{LogicalPlan, TableScan};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use disclosure::{Cells, Released, ReleasedCells};
use futures::StreamExt;
use inventory::EarlierEvent;
use record::EventDefinition;
use record::layout::LakeObject;
use record::pseudonym::Pseudonyms;
use store::Store;

use crate::cells::Gathering;
use crate::guard::{Boundary, Guarded, cells_table};
use crate::lake::{self, LakeObjects};
use crate::order::ordered;
use crate::planner::Planner;
use crate::{Limits, QueryError, QueryFile, QuerySet, Refusal, models, public, session};

/// One event's tables, ready to be queried.
///
/// It runs nothing but what the guard lets through, and gives a result whole or not at all.
pub struct Engine {
    context: SessionContext,
    planner: Planner,
    timeout: Duration,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Engine").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

impl Engine {
    /// Registers the event's lake objects, those of earlier events of its series, and its definition, and runs over
    /// them the models that the set's reports need.
    ///
    /// # Errors
    /// [`QueryError`] where a model does not plan or run, or the lake cannot be read.
    pub async fn open(
        event: &EventDefinition,
        pseudonyms: &Pseudonyms,
        lake: &Store,
        objects: &[LakeObject],
        earlier: &[EarlierEvent],
        queries: &QuerySet,
        limits: &Limits,
    ) -> Result<Self, QueryError> {
        let failed = |error: DataFusionError| QueryError::running("opening the event", &error);
        let context = session::new(limits).map_err(failed)?;
        let objects_of = |event: &EventDefinition, objects: &[LakeObject]| {
            let urls = objects.iter().map(|object| lake.url(&object.records(&event.id)).to_string()).collect();
            LakeObjects { store: lake.object_store(), urls }
        };
        let earlier: Vec<_> = earlier.iter().map(|it| (&it.definition, objects_of(&it.definition, &it.objects))).collect();
        let lake = objects_of(event, objects);
        lake::register(&context, &lake).map_err(failed)?;
        lake::register_earlier(&context, &earlier).map_err(failed)?;
        let counts = lake::conversion_counts(&lake).await.map_err(failed)?;
        public::register(&context, event, &counts, pseudonyms).map_err(failed)?;
        models::run(&context, event, &models::needed(&context, queries)?, limits).await?;
        Ok(Self::over(context, models::parameters(event), limits.timeout))
    }

    /// An engine over the tables that a session has.
    pub(crate) fn over(context: SessionContext, parameters: Vec<(&'static str, ScalarValue)>, timeout: Duration) -> Self {
        let planner = Planner::new(context.state(), parameters);
        Self { context, planner, timeout }
    }

    /// Plans a query and asks the guard about it.
    ///
    /// # Errors
    /// [`Refusal`] where the query could reveal a person, where it does not plan, and where its head does not describe its result.
    pub fn plan(&self, file: &QueryFile) -> Result<Guarded, Refusal> {
        self.planner.plan(file)
    }

    /// Runs the personal parts of a query: one table of cells for each of its release boundaries.
    ///
    /// # Errors
    /// [`QueryError`] where it does not end in time, needs more memory than there is, or fails in the engine.
    pub async fn cells(&self, guarded: &Guarded) -> Result<Vec<Cells>, QueryError> {
        let table = &guarded.spec().name;
        let mut parts = Vec::new();
        for (part, boundary) in guarded.boundaries().iter().enumerate() {
            let what = format!("table \"{table}\"");
            let gathered = self.run(&what, self.gather(boundary)).await?;
            parts.push(gathered.finish(table, part));
        }
        Ok(parts)
    }

    /// The numbers of a boundary first, then who stands behind them, batch by batch: these are many rows.
    async fn gather<'a>(&self, boundary: &'a Boundary) -> EngineResult<Gathering<'a>> {
        let groups = self.collect(boundary.plan.clone(), None).await?;
        let mut gathering = Gathering::new(boundary, &groups)?;
        if let Some(own) = &boundary.own {
            self.each_batch(own.clone(), None, |batch| gathering.take_own(&batch)).await?;
        }
        for (index, stays) in boundary.stays.iter().enumerate() {
            self.each_batch(stays.clone(), None, |batch| gathering.take_stays(index, &batch)).await?;
        }
        Ok(gathering)
    }

    /// Runs the public part of a query on the released cells of its boundaries.
    ///
    /// # Errors
    /// [`QueryError::ForeignCells`] where these are not the cells of this query, else as [`Engine::cells`].
    pub async fn finish(&self, guarded: &Guarded, released: Vec<ReleasedCells>) -> Result<Released, QueryError> {
        let table = &guarded.spec().name;
        let what = format!("the released part of table \"{table}\"");
        let batches = own_batches(guarded, &released).ok_or_else(|| QueryError::ForeignCells { table: table.clone() })?;
        let plan = with_released(guarded.public_plan(), &batches).and_then(ordered);
        let plan = plan.map_err(|error| QueryError::running(&what, &error))?;
        // One partition: what numbers rows above the boundary numbers them the same in every run.
        let result = self.run(&what, self.collect(plan, Some(1))).await?;
        Ok(Released::new(table, result, &released)?)
    }

    /// All that a plan gives. The result is complete, or it is none.
    async fn collect(&self, plan: LogicalPlan, partitions: Option<usize>) -> EngineResult<RecordBatch> {
        let mut schema = Arc::clone(plan.schema().inner());
        let mut batches = Vec::new();
        let keep = |batch: RecordBatch| {
            batches.push(batch);
            Ok(())
        };
        self.each_batch(plan, partitions, keep).await?;
        if let Some(first) = batches.first() {
            schema = first.schema();
        }
        Ok(concat_batches(&schema, &batches)?)
    }

    /// The one place where a plan is run. What it gives comes in no particular order.
    #[expect(clippy::disallowed_methods, reason = "the plan has been through the guard")]
    async fn each_batch(
        &self,
        plan: LogicalPlan,
        partitions: Option<usize>,
        mut take: impl FnMut(RecordBatch) -> Result<(), ArrowError>,
    ) -> EngineResult<()> {
        let mut state = self.context.state();
        if let Some(partitions) = partitions {
            state.config_mut().options_mut().execution.target_partitions = partitions;
        }
        let mut batches = DataFrame::new(state, plan).execute_stream().await?;
        while let Some(batch) = batches.next().await {
            take(batch?)?;
        }
        Ok(())
    }

    async fn run<T>(&self, what: &str, running: impl Future<Output = EngineResult<T>>) -> Result<T, QueryError> {
        let timed_out = |_| QueryError::Timeout { what: what.to_owned(), limit: self.timeout };
        let result = tokio::time::timeout(self.timeout, running).await.map_err(timed_out)?;
        result.map_err(|error| QueryError::running(what, &error))
    }
}

/// The released cells of every boundary in their order, with the columns that the public part reads; `None` if they are another query's.
fn own_batches(guarded: &Guarded, released: &[ReleasedCells]) -> Option<Vec<RecordBatch>> {
    let is_own = |cells: &ReleasedCells| cells.table() == guarded.spec().name && cells.part() < guarded.boundaries().len();
    if released.len() != guarded.boundaries().len() || !released.iter().all(is_own) {
        return None;
    }
    let batch = |(part, boundary): (usize, &Boundary)| {
        let cells = released.iter().find(|cells| cells.part() == part)?;
        let schema = Arc::new(Schema::new(boundary.released.clone()));
        RecordBatch::try_new(schema, cells.batch().columns().to_vec()).ok()
    };
    guarded.boundaries().iter().enumerate().map(batch).collect()
}

/// Puts the released cells in the place of the scans that stand for them.
fn with_released(plan: &LogicalPlan, batches: &[RecordBatch]) -> EngineResult<LogicalPlan> {
    let mut tables = Vec::new();
    for (part, batch) in batches.iter().enumerate() {
        let table = MemTable::try_new(batch.schema(), vec![vec![batch.clone()]])?;
        tables.push((cells_table(part), provider_as_source(Arc::new(table))));
    }
    let replaced = plan.clone().transform_down_with_subqueries(|node| match node {
        LogicalPlan::TableScan(scan) => {
            let Some((_, source)) = tables.iter().find(|(name, _)| name == scan.table_name.table()) else {
                return Ok(Transformed::no(LogicalPlan::TableScan(scan)));
            };
            Ok(Transformed::yes(LogicalPlan::TableScan(TableScan { source: Arc::clone(source), ..scan })))
        }
        other => Ok(Transformed::no(other)),
    });
    Ok(replaced?.data)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests make up a few persons")]
mod tests;
