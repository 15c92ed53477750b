//! DataFusion's pushdown of filters in physical plans, kept away from where it goes wrong.
//!
//! That rule finds columns again by name. Where two columns of a node have one name, as after a join of two tables with a `person` each,
//! it can take one for the other and lose rows without a word: `where b.person is null` over a left join becomes `a.person is null` (seen
//! in 55.2; apache/datafusion#25262 and #25263 are of the kind). So it runs only on those parts of a plan in which every name is there
//! once; filters right above a scan, which prune, are among them.

use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::config::ConfigOptions;
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::physical_plan::ExecutionPlan;

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
        plan.with_new_children(children)
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
