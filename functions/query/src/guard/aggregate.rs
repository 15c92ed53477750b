//! Aggregates: of each person's own rows, of rows that are nobody's, or over persons, which is a release boundary.

use std::sync::Arc;

use datafusion::logical_expr::expr::{AggregateFunction, AggregateFunctionParams};
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan};

use super::class::Class;
use super::constant::{is_near, is_on_grid};
use super::refusal::{Violation, all, both};
use super::relation::{Relation, Scope, Standing};
use super::rows;
use super::rules;
use super::walk::{Walk, unfit};
use crate::rule::Rule;

/// Aggregates whose result depends on nothing but the set of rows.
const KNOWN: [&str; 13] =
    ["avg", "bool_and", "bool_or", "count", "exact_mean", "max", "median", "min", "peak", "peak_at", "percentile", "stddev", "sum"];

impl Walk {
    pub(super) fn aggregate(&mut self, node: &Aggregate) -> Result<Relation, Violation> {
        let input = self.relation(&node.input)?;
        let personal = input.is_personal();
        let keys = all(node.group_expr.iter().map(|key| match key {
            Expr::GroupingSet(_) => Err(Violation::new(&rules::SETS).or_word("group")),
            key => self.subqueries(key, personal),
        }));
        let values = all(node.aggr_expr.iter().map(|value| self.subqueries(value, personal)));
        let (keys, values) = both(keys, values)?;
        match &input.standing {
            Standing::Public | Standing::Cells => self.of_nobody(input, keys, values),
            Standing::Person(units) if units.is_empty() => Err(Violation::new(&rules::LOST).or_word("group")),
            Standing::Person(_) if keys.iter().any(|key| input.unit_of(key).is_some()) => self.of_each_person(input, keys, values),
            Standing::Person(_) => {
                all(values.iter().map(|value| self.no_key(&input, call(value)?)))?;
                let relation = self.boundary(&input, &keys, &values)?;
                values.iter().try_for_each(|value| self.origin(call(value)?))?;
                counted_once(&input, &keys, &values)?;
                Ok(relation)
            }
        }
    }

    /// Refuses to compute with keys: they are counted, and nothing else.
    fn no_key(&self, input: &Relation, call: &AggregateFunction) -> Result<(), Violation> {
        let scope = self.scope(input);
        let name = call.func.name();
        if name == "count" || !KNOWN.contains(&name) {
            return Ok(());
        }
        call.params.args.iter().try_for_each(|argument| scope.no_key(argument, scope.classify(argument)?))
    }

    /// Looks at where a `peak_at` counts its grid from.
    fn origin(&self, call: &AggregateFunction) -> Result<(), Violation> {
        let name = call.func.name();
        let fits = |origin: &Expr| is_on_grid(origin, self.grid_origin) && is_near(origin);
        let is_safe = name != "peak_at" || call.params.args.iter().skip(2).all(fits);
        if is_safe { Ok(()) } else { Err(refused(&rules::TIME, name).about("origin of peak_at")) }
    }

    fn of_nobody(&self, input: Relation, keys: Vec<Expr>, values: Vec<Expr>) -> Result<Relation, Violation> {
        let scope = self.scope(&input);
        let mut classes = Vec::new();
        for key in &keys {
            let class = scope.classify(key)?;
            classes.push(if class == Class::Grid { class } else { Class::Dimension });
        }
        for value in &values {
            let call = call(value)?;
            let name = call.func.name();
            known(call).map_err(|_| Violation::word(&rules::EXPRESSION, name).about(&format!("the aggregate {name}() in this form")))?;
            arguments(&scope, call)?;
            classes.push(Class::Dimension);
        }
        let standing = input.standing.clone();
        Ok(Relation { plan: plan(input, keys, values)?, standing, classes, spells: None })
    }

    fn of_each_person(&self, input: Relation, keys: Vec<Expr>, values: Vec<Expr>) -> Result<Relation, Violation> {
        let scope = self.scope(&input);
        let once = rows::are_single(&input.plan, &keys);
        let of_keys = keys.iter().map(|key| scope.classify(key));
        let of_values = values.iter().map(|value| of_own_rows(&scope, call(value)?, once));
        let classes = all(of_keys.chain(of_values))?;
        let units = (0..keys.len()).filter(|index| input.unit_of(&keys[*index]).is_some()).collect();
        Ok(Relation { plan: plan(input, keys, values)?, standing: Standing::Person(units), classes, spells: None })
    }
}

fn plan(input: Relation, keys: Vec<Expr>, values: Vec<Expr>) -> Result<LogicalPlan, Violation> {
    Aggregate::try_new(Arc::new(input.plan), keys, values).map(LogicalPlan::Aggregate).map_err(unfit)
}

/// The call that an aggregate expression is.
pub(super) fn call(expression: &Expr) -> Result<&AggregateFunction, Violation> {
    match expression {
        Expr::Alias(alias) => call(&alias.expr),
        Expr::AggregateFunction(call) => Ok(call),
        _ => Err(Violation::named(&rules::EXPRESSION, "an aggregate of an unknown form")),
    }
}

/// Refuses an aggregate that is not known, or that looks at the order of the rows.
pub(super) fn known(call: &AggregateFunction) -> Result<(), Violation> {
    let AggregateFunctionParams { order_by, args, null_treatment: _, distinct: _, filter: _ } = &call.params;
    let name = call.func.name();
    if name == "count" && args.len() > 1 {
        return Err(Violation::word(&rules::EXPRESSION, name).about("count() of several values at once"));
    }
    if KNOWN.contains(&name) && order_by.is_empty() { Ok(()) } else { Err(refused(&rules::AGGREGATE, name)) }
}

/// A refusal at the call of a function.
pub(super) fn refused(rule: &'static Rule, name: &str) -> Violation {
    Violation::word(rule, name)
}

/// The classes of a call's arguments; its filter is looked at too.
pub(super) fn arguments(scope: &Scope<'_>, call: &AggregateFunction) -> Result<Vec<Class>, Violation> {
    if let Some(filter) = &call.params.filter {
        scope.classify(filter)?;
    }
    call.params.args.iter().map(|argument| scope.classify(argument)).collect()
}

/// Refuses to add up rows over persons that the query may have repeated. How many different persons there are stays the same.
fn counted_once(input: &Relation, keys: &[Expr], values: &[Expr]) -> Result<(), Violation> {
    if rows::are_single(&input.plan, keys) {
        return Ok(());
    }
    for value in values {
        let call = call(value)?;
        let name = call.func.name();
        let is_safe = match name {
            "count" => call.params.distinct,
            "sum" | "avg" | "exact_mean" | "percentile" => false,
            // Refused elsewhere, if at all.
            _ => true,
        };
        if !is_safe {
            return Err(refused(&rules::REPEATED, name));
        }
    }
    Ok(())
}

/// What an aggregate of a person's own rows is: something about that person. What is counted of rows that may be repeated, and so weigh
/// what the query likes, groups persons but is no number to add up.
fn of_own_rows(scope: &Scope<'_>, call: &AggregateFunction, once: bool) -> Result<Class, Violation> {
    known(call)?;
    let name = call.func.name();
    let classes = arguments(scope, call)?;
    let class = classes.first().copied().unwrap_or(Class::Constant);
    match (name, class) {
        ("count", Class::Unit) if call.params.distinct => Ok(Class::Count),
        ("count" | "peak", _) if !once => Ok(Class::Dimension),
        ("sum" | "avg" | "exact_mean" | "percentile" | "median", class) if !once && class != Class::Dimension => {
            Err(refused(&rules::REPEATED, name))
        }
        ("count" | "peak", _) | ("sum", Class::Flag | Class::Count) => Ok(Class::Count),
        ("min" | "max", _) => Ok(class),
        ("bool_and" | "bool_or", class) if class.groups() => Ok(Class::Dimension.with(class)),
        ("sum" | "avg" | "exact_mean" | "percentile" | "median", Class::Measure | Class::Count) | ("avg" | "exact_mean", Class::Flag) => {
            Ok(Class::Measure)
        }
        _ => Err(refused(&rules::MEASURE, name)),
    }
}
