//! The release boundary: the aggregate over persons at which a query is cut in two.
//!
//! Below it lies the personal plan; it gives the cells, and with each value the number of persons behind it. Above it, a scan of the
//! released cells takes its place: with its columns, but every value may be null there.

use std::sync::Arc;

use datafusion::arrow::datatypes::{FieldRef, Fields, Schema};
use datafusion::common::{DFSchemaRef, TableReference};
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan, LogicalPlanBuilder, Projection};

use super::aggregate::call;
use super::class::Class;
use super::persons::persons_behind;
use super::refusal::Violation;
use super::relation::{Relation, Standing};
use super::rules;
use super::walk::{Walk, unfit};

/// One release boundary of a query.
#[derive(Clone, Debug)]
pub(crate) struct Boundary {
    /// The personal plan: keys, then values, then the numbers of persons that are not values themselves.
    pub(crate) plan: LogicalPlan,
    /// How many of its columns are keys.
    pub(crate) keys: usize,
    /// For each value, the column that holds the number of persons behind it.
    pub(crate) persons: Vec<usize>,
    /// Its columns as the released cells have them: keys, then values, each under a name of its own.
    pub(crate) released: Fields,
}

/// The table that stands for the released cells of a query's n-th boundary.
pub(crate) fn cells_table(part: usize) -> String {
    format!("cells_{part}")
}

impl Walk {
    /// Cuts a query at an aggregate over persons.
    pub(super) fn boundary(&mut self, input: &Relation, keys: &[Expr], values: &[Expr]) -> Result<Relation, Violation> {
        let scope = input.scope(self.grid_origin);
        for key in keys {
            let class = scope.classify(key)?;
            let rule = match class {
                Class::Unit => &rules::UNIT,
                Class::Identifier => &rules::IDENTIFIER,
                Class::Time => &rules::TIME,
                Class::Measure => &rules::KEY,
                Class::Unlisted => &rules::COLUMN,
                Class::Constant | Class::Flag | Class::Grid | Class::Dimension | Class::Sensitive | Class::Count => continue,
            };
            return Err(scope.violation(rule, key, class));
        }
        if values.is_empty() {
            return Err(Violation::new(&rules::NOTHING).or_word("group"));
        }
        let (hidden, persons) = self.hidden(input, keys, values)?;
        let whole = aggregate(input, keys.to_vec(), values.to_vec())?;
        let fields = released(whole.schema());
        let plan = aggregate(input, keys.to_vec(), [values, &hidden].concat())?;
        let part = self.boundaries.len();
        let above = stand_in(part, &fields, whole.schema()).map_err(unfit)?;
        self.boundaries.push(Boundary { plan, keys: keys.len(), persons, released: fields });
        let classes = vec![Class::Dimension; above.schema().fields().len()];
        Ok(Relation { plan: above, standing: Standing::Cells, classes, spells: None })
    }

    /// The aggregates to add, and for each value the column of the number of persons behind it. A number that is wanted twice, or that is
    /// among the values, is computed once.
    fn hidden(&self, input: &Relation, keys: &[Expr], values: &[Expr]) -> Result<(Vec<Expr>, Vec<usize>), Violation> {
        let calls = values.iter().map(call).collect::<Result<Vec<_>, _>>()?;
        let mut numbers: Vec<Expr> = calls.iter().map(|call| Expr::AggregateFunction((*call).clone())).collect();
        let mut persons = Vec::new();
        for call in calls {
            let number = persons_behind(self, input, keys, call)?;
            let column = numbers.iter().position(|known| *known == number).unwrap_or(numbers.len());
            if column == numbers.len() {
                numbers.push(number);
            }
            persons.push(keys.len() + column);
        }
        let added = numbers.split_off(values.len());
        let name = |(index, number): (usize, Expr)| number.alias(format!("persons_{index}"));
        Ok((added.into_iter().enumerate().map(name).collect(), persons))
    }
}

fn aggregate(input: &Relation, keys: Vec<Expr>, values: Vec<Expr>) -> Result<LogicalPlan, Violation> {
    Aggregate::try_new(Arc::new(input.plan.clone()), keys, values).map(LogicalPlan::Aggregate).map_err(unfit)
}

/// The columns of released cells: as the aggregate has them, under names of their own.
fn released(schema: &DFSchemaRef) -> Fields {
    let mut fields: Vec<FieldRef> = Vec::new();
    for field in schema.fields() {
        let taken = fields.iter().any(|known| known.name() == field.name());
        let name = if taken { format!("{}_{}", field.name(), fields.len()) } else { field.name().clone() };
        fields.push(Arc::new(field.as_ref().clone().with_name(name).with_nullable(true)));
    }
    fields.into()
}

/// A scan of the released cells under the names that the aggregate's columns have, so that what is above finds them.
fn stand_in(part: usize, fields: &Fields, whole: &DFSchemaRef) -> datafusion::error::Result<LogicalPlan> {
    let name = TableReference::bare(cells_table(part));
    let source = provider_as_source(Arc::new(EmptyTable::new(Arc::new(Schema::new(fields.clone())))));
    let scan = LogicalPlanBuilder::scan(name.clone(), source, None)?.build()?;
    let columns = scan.schema().columns();
    let renamed = columns
        .into_iter()
        .zip(whole.iter())
        .map(|(column, (qualifier, field))| Expr::Column(column).alias_qualified(qualifier.cloned(), field.name()));
    Projection::try_new(renamed.collect(), Arc::new(scan)).map(LogicalPlan::Projection)
}
