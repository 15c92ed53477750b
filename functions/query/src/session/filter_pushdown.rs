//! DataFusion's pushdown of filters in physical plans, kept away from where it goes wrong.
//!
//! That rule finds columns again by name. Where two columns of a node have one name, as after a join of two tables with a `person` each,
//! it can take one for the other and lose rows without a word: `where b.person is null` over an outer join became `a.person is null` (seen
//! in 55.0, and the map by name is still there in 55.2). So it runs only on those parts of a plan in which every name is there once;
//! filters right above a scan, which prune, are among them.

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::config::ConfigOptions;
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::execution_plan::{ChildrenPropertiesMode, ReplaceChildrenOptions};

type Rule = Arc<dyn PhysicalOptimizerRule + Send + Sync>;

/// The default rules, with [`UnambiguousFilterPushdown`] in the place of the pushdown of filters.
pub(super) fn physical_rules() -> Vec<Rule> {
    let guarded = |rule: Rule| -> Rule {
        if rule.name().starts_with("FilterPushdown") { Arc::new(UnambiguousFilterPushdown { rule }) } else { rule }
    };
    PhysicalOptimizer::new().rules.into_iter().map(guarded).collect()
}

#[derive(Debug)]
struct UnambiguousFilterPushdown {
    rule: Rule,
}

impl PhysicalOptimizerRule for UnambiguousFilterPushdown {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, config: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        if is_unambiguous(plan.as_ref()) {
            return self.rule.optimize(plan, config);
        }
        let children = plan.children().into_iter().map(|child| self.optimize(Arc::clone(child), config)).collect::<Result<Vec<_>>>()?;
        plan.replace_children(children, ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute))
    }

    fn name(&self) -> &'static str {
        "UnambiguousFilterPushdown"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

fn is_unambiguous(plan: &dyn ExecutionPlan) -> bool {
    let schema = plan.schema();
    let mut names = BTreeSet::new();
    schema.fields().iter().all(|field| names.insert(field.name()))
        && plan.children().into_iter().all(|child| is_unambiguous(child.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::prelude::SessionContext;

    #[tokio::test]
    async fn a_join_of_two_tables_with_a_person_is_ambiguous_and_its_scans_are_not() {
        let context = SessionContext::new();
        for table in ["a", "b"] {
            let sql = format!("create table {table} as select column1 as person, column2 as n from (values (1, 2), (3, 4))");
            context.sql(&sql).await.expect("a table");
        }
        let physical = |sql: &'static str| {
            let context = context.clone();
            async move { context.sql(sql).await.expect("a plan").create_physical_plan().await.expect("a physical plan") }
        };
        let join = physical("select a.person, b.person as other from a join b on a.n = b.n where a.person > 0").await;
        assert!(!is_unambiguous(join.as_ref()), "the join below the projection has two columns called person");
        assert!(is_unambiguous(physical("select person from a where n > 2").await.as_ref()));
    }
}
