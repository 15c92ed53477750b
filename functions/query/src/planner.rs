//! From a query file to a guarded plan.

use datafusion::error::DataFusionError;
use datafusion::execution::session_state::SessionState;
use datafusion::logical_expr::LogicalPlan;
use datafusion::scalar::ScalarValue;
use datafusion::sql::parser::Statement;
use futures::FutureExt;

use crate::finding::{Finding, Refusal, Severity};
use crate::guard::{Guarded, guard, measure, measure_statement};
use crate::names::{self, Named};
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
        self.guarded(file).map_err(|findings| {
            // Where nothing stops the query there is a plan.
            Refusal::of(findings).unwrap_or_else(|| names::unparsed(file, &DataFusionError::Plan("no plan".to_owned())).into())
        })
    }

    /// The guarded plan, or everything that stops it.
    pub(crate) fn guarded(&self, file: &QueryFile) -> Result<Guarded, Vec<Finding>> {
        let statement = file.statement().map_err(|error| vec![names::unparsed(file, &error)])?;
        measure_statement(&statement, file)?;
        let parameters: Vec<&str> = self.parameters.iter().map(|(name, _)| *name).collect();
        let Named { plan, mut findings } = names::resolve(statement, file, &parameters, |statement| self.named(statement));
        let Some(named) = plan else { return Err(findings) };
        measure(&named, file)?;
        let guarded = match self.resolved(named) {
            Ok(plan) => guard(&plan, file, self.grid_origin()),
            Err(error) => Err(vec![names::unparsed(file, &error)]),
        };
        match guarded {
            Ok(guarded) if findings.is_empty() => Ok(guarded),
            Ok(_) => Err(findings),
            Err(others) if findings.is_empty() => Err(others),
            // Of a query with other names in it only what it reveals is told.
            Err(others) => {
                findings.extend(others.into_iter().filter(|finding| finding.severity == Severity::Refused));
                Err(findings)
            }
        }
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
