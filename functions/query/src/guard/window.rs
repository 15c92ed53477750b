//! Windows: over one person's rows, or above the count.

use std::sync::Arc;

use datafusion::logical_expr::expr::{WindowFunction, WindowFunctionDefinition, WindowFunctionParams};
use datafusion::logical_expr::{Expr, LogicalPlan, Window};

use super::class::Class;
use super::constant::{is_nothing, is_null, is_on_grid};
use super::refusal::Violation;
use super::relation::{Relation, Scope, plain_column};
use super::rows;
use super::rules;
use super::walk::{Walk, unfit};

/// Window functions that number rows.
const NUMBERING: [&str; 6] = ["row_number", "rank", "dense_rank", "ntile", "percent_rank", "cume_dist"];

/// Window functions that give a value of another row of the window.
const LOOKING: [&str; 7] = ["lag", "lead", "first_value", "last_value", "nth_value", "min", "max"];

/// Window functions that add up.
const ADDING: [&str; 3] = ["count", "sum", "avg"];

impl Walk {
    pub(super) fn window(&mut self, node: &Window) -> Result<Relation, Violation> {
        let input = self.relation(&node.input)?;
        let mut classes = input.classes.clone();
        let mut expressions = Vec::new();
        for expression in &node.window_expr {
            let expression = self.subqueries(expression, input.is_personal())?;
            classes.push(function(&input, &self.scope(&input), &expression)?);
            expressions.push(expression);
        }
        let standing = input.standing.clone();
        let plan = Window::try_new(expressions, Arc::new(input.plan)).map_err(unfit)?;
        Ok(Relation { plan: LogicalPlan::Window(plan), standing, classes, spells: None })
    }
}

fn function(input: &Relation, scope: &Scope<'_>, expression: &Expr) -> Result<Class, Violation> {
    let call = match expression {
        Expr::Alias(alias) => return function(input, scope, &alias.expr),
        Expr::WindowFunction(call) => call,
        _ => return Err(Violation::named(&rules::EXPRESSION, "a window of an unknown form")),
    };
    let WindowFunction { fun, params } = call.as_ref();
    let WindowFunctionParams { args, partition_by, order_by, filter, window_frame: _, null_treatment: _, distinct: _ } = params;
    if input.is_personal() && !partition_by.iter().any(|part| input.unit_of(part).is_some()) {
        return Err(Violation::word(&rules::WINDOW, "over"));
    }
    for part in partition_by.iter().chain(order_by.iter().map(|order| &order.expr)).chain(filter.iter().map(AsRef::as_ref)) {
        // A window is cut and ordered by plain columns of any class: only what the function gives can show.
        if plain_column(part).is_none() {
            scope.classify(part)?;
        }
    }
    let classes = args.iter().map(|argument| scope.classify(argument)).collect::<Result<Vec<_>, _>>()?;
    let name = match fun {
        WindowFunctionDefinition::AggregateUDF(function) => function.name(),
        WindowFunctionDefinition::WindowUDF(function) => function.name(),
    };
    if let (true, [looked_at, _, default], Some(class)) = (scope.personal, args.as_slice(), classes.first()) {
        default_of(scope, looked_at, *class, default)?;
    }
    let once = !scope.personal || rows::are_single(&input.plan, partition_by);
    result(scope, name, &classes, once)
}

/// Looks at what a window function gives where there is no other row: what it is not told from must not be scaled, shifted or off the grid.
fn default_of(scope: &Scope<'_>, looked_at: &Expr, class: Class, default: &Expr) -> Result<(), Violation> {
    let (fits, rule) = match class {
        Class::Constant | Class::Dimension | Class::Sensitive => (true, &rules::EXPRESSION),
        Class::Flag | Class::Count | Class::Measure => (is_nothing(default), &rules::MEASURE),
        Class::Time | Class::Grid => (is_on_grid(default, scope.grid_origin), &rules::TIME),
        Class::Unit => (is_null(default), &rules::UNIT),
        Class::Identifier | Class::Unlisted => (is_null(default), &rules::IDENTIFIER),
    };
    if fits { Ok(()) } else { Err(scope.violation(rule, looked_at, class)) }
}

/// What a window function gives. A number of rows that may be repeated is no number to add up.
fn result(scope: &Scope<'_>, name: &str, classes: &[Class], once: bool) -> Result<Class, Violation> {
    let class = classes.first().copied().unwrap_or(Class::Constant);
    match name {
        _ if !scope.personal && [&NUMBERING[..], &LOOKING, &ADDING].concat().contains(&name) => Ok(Class::Dimension),
        "row_number" | "rank" | "dense_rank" | "count" if !once => Ok(Class::Dimension),
        "row_number" | "rank" | "dense_rank" | "count" => Ok(Class::Count),
        "sum" | "avg" if !once => Err(Violation::word(&rules::REPEATED, name)),
        // A default beside the column is a constant, or else another class may come in by it.
        name if LOOKING.contains(&name) && classes.iter().skip(1).all(|class| *class == Class::Constant) => Ok(class),
        "sum" if matches!(class, Class::Flag | Class::Count) => Ok(Class::Count),
        "sum" | "avg" if matches!(class, Class::Measure | Class::Count) => Ok(Class::Measure),
        name if ADDING.contains(&name) => Err(Violation::word(&rules::MEASURE, name)),
        name => Err(Violation::word(&rules::EXPRESSION, name).about(&format!("the window function {name}()"))),
    }
}
