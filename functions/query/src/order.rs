//! An order for every row of a result: as the query says, and among rows that it leaves equal, by their columns from left to right. Two
//! runs of the same inputs give the same bytes.

use std::sync::Arc;

use datafusion::error::Result;
use datafusion::logical_expr::{Expr, Limit, LogicalPlan, Projection, Sort, SortExpr, SubqueryAlias};

/// The same plan with every row in its place.
pub(crate) fn ordered(plan: LogicalPlan) -> Result<LogicalPlan> {
    match plan {
        LogicalPlan::Sort(sort) => Ok(with_ties(sort)),
        LogicalPlan::Limit(Limit { skip, fetch, input }) => {
            let input = Arc::new(ordered(Arc::unwrap_or_clone(input))?);
            Ok(LogicalPlan::Limit(Limit { skip, fetch, input }))
        }
        LogicalPlan::Projection(Projection { expr, input, .. }) if is_sorted(&input) => {
            let input = Arc::new(ordered(Arc::unwrap_or_clone(input))?);
            Projection::try_new(expr, input).map(LogicalPlan::Projection)
        }
        LogicalPlan::SubqueryAlias(SubqueryAlias { input, alias, .. }) if is_sorted(&input) => {
            let input = Arc::new(ordered(Arc::unwrap_or_clone(input))?);
            SubqueryAlias::try_new(input, alias).map(LogicalPlan::SubqueryAlias)
        }
        other => Ok(with_ties(Sort { expr: Vec::new(), input: Arc::new(other), fetch: None })),
    }
}

fn is_sorted(plan: &LogicalPlan) -> bool {
    match plan {
        LogicalPlan::Sort(_) => true,
        LogicalPlan::Projection(Projection { input, .. })
        | LogicalPlan::SubqueryAlias(SubqueryAlias { input, .. })
        | LogicalPlan::Limit(Limit { input, .. }) => is_sorted(input),
        _ => false,
    }
}

fn with_ties(mut sort: Sort) -> LogicalPlan {
    let columns = sort.input.schema().columns().into_iter().map(Expr::Column);
    sort.expr.extend(columns.map(|column| SortExpr::new(column, true, true)));
    LogicalPlan::Sort(sort)
}
