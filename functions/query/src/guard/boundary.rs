//! The release boundary: the aggregate over persons at which a query is cut in two.
//!
//! Below it lies the personal plan, which gives the cells; beside it, plans that give of each group the persons in it and what each
//! contributes. Above it, a scan of the released cells takes its place: with its columns, but every value may be null there.

use std::sync::Arc;

use datafusion::arrow::datatypes::{FieldRef, Fields, Schema};
use datafusion::common::{Column, DFSchemaRef, TableReference};
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::provider_as_source;
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan, LogicalPlanBuilder, Projection};
use disclosure::{KeyKind, Statistic};
use record::catalogue::OPEN_CATEGORIES;

use super::aggregate::call;
use super::behind::Behind;
use super::class::Class;
use super::persons::{Share, contribution};
use super::refusal::{Violation, all, both};
use super::relation::{Relation, Standing, plain_column};
use super::rules;
use super::walk::{Walk, unfit};

/// One release boundary of a query.
#[derive(Clone, Debug)]
pub(crate) struct Boundary {
    /// The personal plan: keys, then values.
    pub(crate) plan: LogicalPlan,
    /// What its keys are, one a column.
    pub(crate) keys: Vec<KeyKind>,
    /// What its values are, one a column.
    pub(crate) values: Vec<Value>,
    /// One row a group and person: the keys, the person, then numbers over the person's own rows. There if any value needs them.
    pub(crate) own: Option<LogicalPlan>,
    /// One row a stay: the keys, the person, then when it begins and ends. One plan for each choice of stays.
    pub(crate) stays: Vec<LogicalPlan>,
    /// Its columns as the released cells have them: keys, then values, each under a name of its own.
    pub(crate) released: Fields,
}

/// What one value of a boundary is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    /// What kind of number.
    pub(crate) statistic: Statistic,
    /// Where those who stand behind it are found.
    pub(crate) source: Source,
}

/// Where those who stand behind a value are found.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// In a column of [`Boundary::own`].
    Own {
        /// The column.
        column: usize,
        /// What it says of each person.
        share: Share,
    },
    /// In one of [`Boundary::stays`].
    Stays(usize),
}

impl Boundary {
    /// All that is run over persons.
    pub(super) fn plans(&self) -> impl Iterator<Item = &LogicalPlan> {
        std::iter::once(&self.plan).chain(&self.own).chain(&self.stays)
    }
}

/// The table that stands for the released cells of a query's n-th boundary.
pub(crate) fn cells_table(part: usize) -> String {
    format!("cells_{part}")
}

impl Walk {
    /// Cuts a query at an aggregate over persons.
    pub(super) fn boundary(&mut self, input: &Relation, keys: &[Expr], values: &[Expr]) -> Result<Relation, Violation> {
        let kinds = all(keys.iter().map(|key| self.key(input, key)));
        let mut behind = Behind::default();
        let taken = match values {
            [] => Err(Violation::new(&rules::NOTHING).or_word("group")),
            values => all(values.iter().map(|value| Ok(behind.take(keys.len(), contribution(self, input, keys, call(value)?)?)))),
        };
        let (kinds, taken) = both(kinds, taken)?;
        let plan = aggregate(input, keys.to_vec(), values.to_vec())?;
        let released = released(plan.schema());
        let above = stand_in(self.boundaries.len(), &released, plan.schema()).map_err(unfit)?;
        let (own, stays) = behind.plans(input, keys)?;
        self.boundaries.push(Boundary { plan, keys: kinds, values: taken, own, stays, released });
        let classes = vec![Class::Dimension; above.schema().fields().len()];
        Ok(Relation { plan: above, standing: Standing::Cells, classes, spells: None })
    }

    /// What the values of a key are, where groups may be told apart by it.
    fn key(&self, input: &Relation, key: &Expr) -> Result<KeyKind, Violation> {
        let scope = input.scope(self.grid_origin);
        let class = scope.classify(key)?;
        let rule = match class {
            Class::Unit => &rules::UNIT,
            Class::Identifier => &rules::IDENTIFIER,
            Class::Time => &rules::TIME,
            Class::Measure => &rules::KEY,
            Class::Unlisted => &rules::COLUMN,
            Class::Constant | Class::Flag | Class::Grid | Class::Dimension | Class::Sensitive | Class::Count => {
                return Ok(kind(input, key, class));
            }
        };
        Err(scope.violation(rule, key, class))
    }
}

/// What the values of a key are.
fn kind(input: &Relation, key: &Expr, class: Class) -> KeyKind {
    let is_open = |column: &Column| {
        let field = input.plan.schema().qualified_field_from_column(column);
        OPEN_CATEGORIES.contains(&column.name()) && field.is_ok_and(|(_, field)| field.data_type().is_string())
    };
    match (class, plain_column(key)) {
        (Class::Sensitive, _) => KeyKind::Answer,
        (_, Some(column)) if is_open(column) => KeyKind::Open,
        _ => KeyKind::Closed,
    }
}

pub(super) fn aggregate(input: &Relation, keys: Vec<Expr>, values: Vec<Expr>) -> Result<LogicalPlan, Violation> {
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
