//! From a query file to a guarded plan.

use datafusion::error::DataFusionError;
use datafusion::execution::session_state::SessionState;
use datafusion::logical_expr::LogicalPlan;
use datafusion::scalar::ScalarValue;
use datafusion::sql::parser::Statement;
use futures::FutureExt;

use crate::guard::{Guarded, Refusal, guard, measure, measure_statement};
use crate::query_file::QueryFile;

/// Plans query files over the tables of a session, and runs nothing.
pub(crate) struct Planner {
    state: SessionState,
    parameters: Vec<(&'static str, ScalarValue)>,
}

impl Planner {
    /// A planner over the tables that the session has now. `parameters` are what a query may name with a dollar sign.
    pub(crate) fn new(mut state: SessionState, parameters: Vec<(&'static str, ScalarValue)>) -> Self {
        // Refusals show the place in the file.
        state.config_mut().options_mut().sql_parser.collect_spans = true;
        Self { state, parameters }
    }

    /// Plans a file and asks the guard about it.
    pub(crate) fn plan(&self, file: &QueryFile) -> Result<Guarded, Refusal> {
        let unplanned = |error: DataFusionError| Refusal::unplanned(&file.path, &file.text, &error);
        let statement = file.statement().map_err(unplanned)?;
        measure_statement(&statement, file)?;
        let named = self.named(statement).map_err(unplanned)?;
        measure(&named, file)?;
        let plan = self.resolved(named).map_err(unplanned)?;
        guard(&plan, file, self.grid_origin())
    }

    /// The plan with its names resolved.
    #[expect(clippy::disallowed_methods, reason = "this is where a query file is planned, and the guard asked about it")]
    fn named(&self, statement: Statement) -> Result<LogicalPlan, DataFusionError> {
        // The session's tables are in memory, so there is nothing to wait for.
        let planned = self.state.statement_to_plan(statement).now_or_never();
        planned.ok_or_else(|| DataFusionError::Plan("a table is not there yet".to_owned()))?
    }

    /// The plan with its types resolved and its parameters bound, not optimised.
    fn resolved(&self, plan: LogicalPlan) -> Result<LogicalPlan, DataFusionError> {
        let bound = plan.with_param_values(self.parameters.clone())?;
        self.state.analyzer().execute_and_check(bound, self.state.config_options(), |_, _| {})
    }

    fn grid_origin(&self) -> i64 {
        let start = self.parameters.iter().find(|(name, _)| *name == "event_start");
        match start {
            Some((_, ScalarValue::TimestampMicrosecond(Some(start), _))) => *start,
            _ => 0,
        }
    }
}
