//! Whether a query has repeated the rows it counts.
//!
//! A join with a table of a thousand rows, or a union of a thousand copies, lets some persons' rows weigh a thousand times as much as
//! others', and so packs a number about a few into a number about many. Rows are followed from the tables up: which columns tell them
//! apart, and which columns follow from which. What is counted or added up must be the rows of one table, each once in its group.

use std::collections::BTreeSet;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::TreeNode;
use datafusion::common::{DFSchema, JoinType};
use datafusion::logical_expr::expr::{WindowFunction, WindowFunctionDefinition};
use datafusion::logical_expr::utils::split_conjunction;
use datafusion::logical_expr::{
    Aggregate, BinaryExpr, Distinct, Expr, ExprSchemable, Filter, Join, Limit, LogicalPlan, Operator, Projection, TableScan, Window,
};

use super::constant::number;
use super::keys::KEYS;
use super::relation::columns;

/// The column that every table of persons has, and no other.
const UNIT: &str = "person";

/// A column, or the row of a table, wherever it has got to.
type Id = usize;

/// The rows of a relation.
#[derive(Debug, Default)]
struct Rows {
    /// One a column of the schema.
    columns: Vec<Id>,
    /// The rows of tables of which each row is made.
    sources: Vec<Id>,
    /// Those of them that are persons' own: what may be counted.
    own: Vec<Id>,
    /// What follows from what: where all of these are known, so is that one.
    facts: Vec<(Vec<Id>, Id)>,
}

/// Whether each row of some one table of persons is counted at most once in the group that these keys make.
pub(super) fn are_single(plan: &LogicalPlan, keys: &[Expr]) -> bool {
    let mut walk = Walk::default();
    let rows = walk.rows(plan);
    let given: Vec<Id> = keys.iter().filter_map(|key| index(plan.schema(), key)).map(|index| rows.columns[index]).collect();
    let is_single = |source: &Id| rows.known(given.iter().copied().chain([*source])).is_superset(&rows.sources.iter().copied().collect());
    rows.own.iter().any(is_single)
}

/// Whether a plan gives one row at most.
pub(super) fn is_one(plan: &LogicalPlan) -> bool {
    let rows = Walk::default().rows(plan);
    rows.known([].into_iter()).is_superset(&rows.sources.iter().copied().collect())
}

impl Rows {
    /// Everything that follows.
    fn known(&self, given: impl Iterator<Item = Id>) -> BTreeSet<Id> {
        let mut known: BTreeSet<Id> = given.collect();
        loop {
            let before = known.len();
            for (from, to) in &self.facts {
                if from.iter().all(|id| known.contains(id)) {
                    known.insert(*to);
                }
            }
            if known.len() == before {
                return known;
            }
        }
    }

    /// The columns that an expression reads.
    fn read(&self, schema: &DFSchema, expression: &Expr) -> Vec<Id> {
        columns(expression).iter().filter_map(|column| schema.maybe_index_of_column(column)).map(|index| self.columns[index]).collect()
    }
}

#[derive(Default)]
struct Walk {
    ids: Id,
}

impl Walk {
    fn id(&mut self) -> Id {
        self.ids += 1;
        self.ids
    }

    fn rows(&mut self, plan: &LogicalPlan) -> Rows {
        match plan {
            LogicalPlan::TableScan(node) => self.scan(node),
            LogicalPlan::Projection(node) => self.projection(node),
            LogicalPlan::Filter(node) => self.filter(node),
            LogicalPlan::Sort(node) => self.rows(&node.input),
            LogicalPlan::SubqueryAlias(node) => self.rows(&node.input),
            LogicalPlan::Limit(node) => self.limit(node),
            LogicalPlan::Join(node) => self.join(node),
            LogicalPlan::Aggregate(node) => self.aggregate(node),
            LogicalPlan::Window(node) => self.window(node),
            LogicalPlan::Distinct(Distinct::All(input)) => {
                let rows = self.rows(input);
                let columns = rows.columns.clone();
                self.of_one(rows, columns.clone(), columns)
            }
            LogicalPlan::EmptyRelation(_) => Rows { columns: self.fresh(plan), ..Rows::default() },
            LogicalPlan::Values(_) => {
                let columns = self.fresh(plan);
                let row = self.id();
                let facts = columns.iter().map(|column| (vec![row], *column)).collect();
                Rows { columns, sources: vec![row], own: Vec::new(), facts }
            }
            LogicalPlan::Union(_)
            | LogicalPlan::Distinct(Distinct::On(_))
            | LogicalPlan::Subquery(_)
            | LogicalPlan::Repartition(_)
            | LogicalPlan::Unnest(_)
            | LogicalPlan::RecursiveQuery(_)
            | LogicalPlan::Extension(_)
            | LogicalPlan::Explain(_)
            | LogicalPlan::Analyze(_)
            | LogicalPlan::DescribeTable(_)
            | LogicalPlan::Statement(_)
            | LogicalPlan::Dml(_)
            | LogicalPlan::Ddl(_)
            | LogicalPlan::Copy(_) => self.repeated(plan),
        }
    }

    fn fresh(&mut self, plan: &LogicalPlan) -> Vec<Id> {
        plan.schema().fields().iter().map(|_| self.id()).collect()
    }

    /// Rows that may be there any number of times: two sources, of which neither follows from the other.
    fn repeated(&mut self, plan: &LogicalPlan) -> Rows {
        let sources = vec![self.id(), self.id()];
        let own = if has_persons(plan) { sources.clone() } else { Vec::new() };
        Rows { columns: self.fresh(plan), sources, own, facts: Vec::new() }
    }

    /// Rows that these columns tell apart.
    fn of_one(&mut self, rows: Rows, key: Vec<Id>, columns: Vec<Id>) -> Rows {
        let row = self.id();
        let mut facts = rows.facts;
        facts.push((key, row));
        facts.extend(columns.iter().map(|column| (vec![row], *column)));
        let own = if rows.own.is_empty() { Vec::new() } else { vec![row] };
        Rows { columns, sources: vec![row], own, facts }
    }

    fn scan(&mut self, node: &TableScan) -> Rows {
        let fields = node.projected_schema.fields();
        let columns: Vec<Id> = fields.iter().map(|_| self.id()).collect();
        let row = self.id();
        let mut facts: Vec<(Vec<Id>, Id)> = columns.iter().map(|column| (vec![row], *column)).collect();
        let place = |name: &&str| fields.iter().position(|field| field.name() == name).map(|index| columns[index]);
        let keys = KEYS.iter().filter(|(table, _)| *table == node.table_name.table());
        facts.extend(keys.filter_map(|(_, key)| Some((key.iter().map(place).collect::<Option<_>>()?, row))));
        let own = if is_of_persons(node) { vec![row] } else { Vec::new() };
        Rows { columns, sources: vec![row], own, facts }
    }

    /// The columns that expressions make of those below.
    fn made(&mut self, schema: &DFSchema, rows: &mut Rows, expressions: &[Expr]) -> Vec<Id> {
        let mut columns = Vec::new();
        for expression in expressions {
            if let Some(index) = index(schema, expression) {
                columns.push(rows.columns[index]);
            } else {
                let made = self.id();
                rows.facts.push((rows.read(schema, expression), made));
                columns.push(made);
            }
        }
        columns
    }

    fn projection(&mut self, node: &Projection) -> Rows {
        let mut rows = self.rows(&node.input);
        rows.columns = self.made(node.input.schema(), &mut rows, &node.expr);
        rows
    }

    fn filter(&mut self, node: &Filter) -> Rows {
        let mut rows = self.rows(&node.input);
        for condition in split_conjunction(&node.predicate) {
            equate(&mut rows, node.input.schema(), condition, |_| true);
        }
        rows
    }

    fn limit(&mut self, node: &Limit) -> Rows {
        let mut rows = self.rows(&node.input);
        if node.fetch.as_ref().is_some_and(|fetch| number(fetch).is_some_and(|fetch| fetch <= 1.0)) {
            rows.sources.clear();
            rows.own.clear();
            rows.facts.extend(rows.columns.iter().map(|column| (Vec::new(), *column)));
        }
        rows
    }

    fn join(&mut self, node: &Join) -> Rows {
        let kept = match node.join_type {
            JoinType::Inner => None,
            JoinType::Left => Some(true),
            JoinType::Right => Some(false),
            JoinType::LeftSemi | JoinType::LeftAnti => return self.rows(&node.left),
            JoinType::RightSemi | JoinType::RightAnti => return self.rows(&node.right),
            JoinType::Full | JoinType::LeftMark | JoinType::RightMark => return self.repeated(&LogicalPlan::Join(node.clone())),
        };
        let (left, right) = (self.rows(&node.left), self.rows(&node.right));
        let lefts: BTreeSet<Id> = left.columns.iter().copied().collect();
        let mut rows = Rows {
            columns: [left.columns, right.columns].concat(),
            sources: [left.sources, right.sources].concat(),
            own: [left.own, right.own].concat(),
            facts: [left.facts, right.facts].concat(),
        };
        // A row of the side that is kept tells which row of the other one it meets, if any; not the other way round.
        let follows = |to: Id| kept.is_none_or(|left| lefts.contains(&to) != left);
        let pairs = node.on.iter().map(|(one, other)| one.clone().eq(other.clone()));
        let filters = node.filter.iter().flat_map(split_conjunction).cloned();
        if let Ok(schema) = node.left.schema().join(node.right.schema()) {
            for condition in pairs.chain(filters) {
                equate(&mut rows, &schema, &condition, follows);
            }
        }
        rows
    }

    fn aggregate(&mut self, node: &Aggregate) -> Rows {
        if node.group_expr.iter().any(|key| matches!(key, Expr::GroupingSet(_))) {
            return self.repeated(&LogicalPlan::Aggregate(node.clone()));
        }
        let mut rows = self.rows(&node.input);
        let keys = self.made(node.input.schema(), &mut rows, &node.group_expr);
        let values: Vec<Id> = node.aggr_expr.iter().map(|_| self.id()).collect();
        let columns = [keys.as_slice(), values.as_slice()].concat();
        self.of_one(rows, keys, columns)
    }

    fn window(&mut self, node: &Window) -> Rows {
        let mut rows = self.rows(&node.input);
        for expression in &node.window_expr {
            let made = self.id();
            // Within its part of the window, a number is given to one row.
            if let Some(parts) = numbered(expression) {
                let parts: Vec<Id> =
                    parts.iter().filter_map(|part| index(node.input.schema(), part)).map(|index| rows.columns[index]).collect();
                let key = [parts.as_slice(), &[made]].concat();
                rows.facts.extend(rows.sources.clone().into_iter().map(|source| (key.clone(), source)));
            }
            rows.facts.push((rows.sources.clone(), made));
            rows.columns.push(made);
        }
        rows
    }
}

/// Whether a table's rows are persons'.
fn is_of_persons(node: &TableScan) -> bool {
    node.source.schema().field_with_name(UNIT).is_ok()
}

/// Whether a plan reads rows of persons anywhere.
fn has_persons(plan: &LogicalPlan) -> bool {
    plan.exists(|node| Ok(matches!(node, LogicalPlan::TableScan(scan) if is_of_persons(scan)))).unwrap_or(true)
}

/// The partition of a `row_number()`, where it consists of plain columns.
fn numbered(expression: &Expr) -> Option<&[Expr]> {
    match expression {
        Expr::Alias(alias) => numbered(&alias.expr),
        Expr::WindowFunction(call) => {
            let WindowFunction { fun, params } = call.as_ref();
            let is_number = matches!(fun, WindowFunctionDefinition::WindowUDF(function) if function.name() == "row_number");
            let is_plain = params.partition_by.iter().all(|part| super::relation::plain_column(part).is_some());
            (is_number && is_plain).then_some(params.partition_by.as_slice())
        }
        _ => None,
    }
}

/// Takes note of what an equality tells: a column equals something that other columns give.
fn equate(rows: &mut Rows, schema: &DFSchema, condition: &Expr, follows: impl Fn(Id) -> bool) {
    let Expr::BinaryExpr(BinaryExpr { left, op: Operator::Eq, right }) = condition else { return };
    for (one, other) in [(left, right), (right, left)] {
        let Some(index) = index(schema, other) else { continue };
        let (from, to) = (rows.read(schema, one), rows.columns[index]);
        if follows(to) {
            rows.facts.push((from, to));
        }
    }
}

/// The column that an expression is, whatever it is called, and however its text is stored.
fn index(schema: &DFSchema, expression: &Expr) -> Option<usize> {
    let is_text = |kind: &DataType| match kind {
        DataType::Dictionary(_, values) => values.is_string(),
        kind => kind.is_string(),
    };
    match expression {
        Expr::Column(column) => schema.maybe_index_of_column(column),
        Expr::Alias(alias) => index(schema, &alias.expr),
        Expr::Cast(cast) if is_text(cast.field.data_type()) => {
            cast.expr.get_type(schema).is_ok_and(|from| is_text(&from)).then(|| index(schema, &cast.expr)).flatten()
        }
        _ => None,
    }
}
