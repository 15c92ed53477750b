//! Unions: of persons with the person at one place in every branch, or of rows that are nobody's.

use std::sync::Arc;

use datafusion::common::DFSchema;
use datafusion::logical_expr::{LogicalPlan, Union};

use super::class::Class;
use super::refusal::{Violation, all};
use super::relation::{Relation, Standing};
use super::rules;
use super::walk::{Walk, unfit};

impl Walk {
    pub(super) fn union(&mut self, node: &Union) -> Result<Relation, Violation> {
        let refused = || Violation::new(&rules::UNION).or_word("union");
        let branches = all(node.inputs.iter().map(|input| self.relation(input)))?;
        let mut rest = branches.iter();
        let first = rest.next().ok_or_else(refused)?;
        let (mut standing, mut classes) = (first.standing.clone(), first.classes.clone());
        for branch in rest {
            standing = together(&standing, &branch.standing).ok_or_else(refused)?;
            for (class, other) in classes.iter_mut().zip(&branch.classes) {
                *class = united(*class, *other).ok_or_else(refused)?;
            }
        }
        let inputs: Vec<Arc<LogicalPlan>> = branches.into_iter().map(|branch| Arc::new(branch.plan)).collect();
        let schema = Arc::new(schema(&node.schema, &inputs).map_err(unfit)?);
        let plan = LogicalPlan::Union(Union { inputs, schema });
        Ok(Relation { plan, standing, classes, spells: None })
    }
}

/// Whose rows two branches have together.
fn together(one: &Standing, other: &Standing) -> Option<Standing> {
    match (one, other) {
        (Standing::Person(one), Standing::Person(other)) => {
            let both: Vec<usize> = one.iter().copied().filter(|index| other.contains(index)).collect();
            (!both.is_empty()).then_some(Standing::Person(both))
        }
        (Standing::Person(_), _) | (_, Standing::Person(_)) => None,
        (Standing::Public, Standing::Public) => Some(Standing::Public),
        (Standing::Cells | Standing::Public, Standing::Cells | Standing::Public) => Some(Standing::Cells),
    }
}

/// The union's schema, where a column may be null as soon as it may be in one branch: a released value may be hidden.
fn schema(whole: &DFSchema, inputs: &[Arc<LogicalPlan>]) -> datafusion::error::Result<DFSchema> {
    let may_be_null = |index: usize| inputs.iter().any(|input| input.schema().field(index).is_nullable());
    let fields = whole
        .iter()
        .enumerate()
        .map(|(index, (qualifier, field))| (qualifier.cloned(), Arc::new(field.as_ref().clone().with_nullable(may_be_null(index)))));
    DFSchema::new_with_metadata(fields.collect(), whole.metadata().clone())
}

/// What two columns at one place of a union's branches are together.
fn united(one: Class, other: Class) -> Option<Class> {
    match (one, other) {
        // A number about some, scaled, would be packed into a number about others.
        (Class::Measure, Class::Measure) => None,
        (one, other) if one == other => Some(one),
        (Class::Time | Class::Grid, Class::Time | Class::Grid) => Some(Class::Time),
        (one, other) if one.groups() && other.groups() => Some(one.with(other)),
        _ => None,
    }
}
