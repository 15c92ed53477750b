//! Which functions are let through: those that give the same result for the same arguments, never fail on a row, and read nothing else.

use datafusion::logical_expr::Expr;
use datafusion::logical_expr::expr::ScalarFunction;

use super::class::Class;
use super::constant::{constant, is_nothing, is_on_grid, is_on_ladder};
use super::refusal::Violation;
use super::relation::Scope;
use super::rules;

/// Functions of categories and plain numbers.
const GENERAL: [&str; 22] = [
    "btrim",
    "character_length",
    "concat",
    "concat_ws",
    "contains",
    "ends_with",
    "greatest",
    "initcap",
    "least",
    "left",
    "lower",
    "ltrim",
    "nvl",
    "nvl2",
    "octet_length",
    "replace",
    "right",
    "rtrim",
    "starts_with",
    "strpos",
    "substr",
    "upper",
];

/// Functions that keep zero zero, and so a measure a measure.
const SCALING: [&str; 6] = ["abs", "ceil", "floor", "round", "rounded", "trunc"];

/// Functions of published numbers, above the count.
const ABOVE: [&str; 12] =
    ["date_bin", "date_part", "date_trunc", "exp", "ln", "log10", "pi", "power", "ratio", "signum", "sqrt", "to_char"];

/// Parts of an instant that are no finer than the hour.
const PARTS: [&str; 8] = ["year", "quarter", "month", "week", "day", "dow", "doy", "hour"];

/// Units to which an instant may be cut.
const UNITS: [&str; 6] = ["year", "quarter", "month", "week", "day", "hour"];

/// The class of a call.
pub(super) fn classify(scope: &Scope<'_>, expression: &Expr, call: &ScalarFunction) -> Result<Class, Violation> {
    let arguments: Vec<&Expr> = call.args.iter().collect();
    let name = call.func.name();
    match (name, arguments.as_slice()) {
        ("coalesce", branches) => scope.choice(expression, Class::Constant, branches),
        ("nullif", [value, nothing]) if is_nothing(nothing) => scaling(scope, expression, value),
        ("nullif", _) => scope.general(expression, &arguments),
        ("date_bin", [step, instant, origin @ ..]) if scope.personal => date_bin(scope, expression, step, instant, origin),
        ("date_trunc", [unit, instant]) if scope.personal => cut(scope, expression, unit, instant, &UNITS, Class::Grid),
        ("date_part", [part, instant]) if scope.personal => cut(scope, expression, part, instant, &PARTS, Class::Dimension),
        ("local_day", [instant, zone]) if constant(zone).is_some() => grid(scope, expression, instant, Class::Grid),
        // A length that a row gives may be below zero, and the function fails.
        ("substr", [_, places @ ..]) if scope.personal && !places.iter().all(|place| constant(place).is_some()) => {
            Err(Violation::word(&rules::EXPRESSION, name).about("substr() with a place or length from a column"))
        }
        (name, [value, rest @ ..]) if SCALING.contains(&name) && rest.iter().all(|argument| constant(argument).is_some()) => {
            scaling(scope, expression, value)
        }
        (name, _) if GENERAL.contains(&name) || (!scope.personal && ABOVE.contains(&name)) => scope.general(expression, &arguments),
        (name, _) => Err(Violation::word(&rules::EXPRESSION, name).about(&format!("the function {name}()"))),
    }
}

fn scaling(scope: &Scope<'_>, expression: &Expr, value: &Expr) -> Result<Class, Violation> {
    match scope.class_of(value)? {
        class @ (Class::Measure | Class::Count | Class::Flag) => Ok(class),
        _ => scope.general(expression, &[value]),
    }
}

fn date_bin(scope: &Scope<'_>, expression: &Expr, step: &Expr, instant: &Expr, origin: &[&Expr]) -> Result<Class, Violation> {
    let origin_fits = origin.iter().all(|origin| is_on_grid(origin, scope.grid_origin));
    if !is_on_ladder(step) || !origin_fits {
        return Err(scope.violation(&rules::TIME, expression, Class::Time));
    }
    grid(scope, expression, instant, Class::Grid)
}

fn cut(scope: &Scope<'_>, expression: &Expr, unit: &Expr, instant: &Expr, units: &[&str], class: Class) -> Result<Class, Violation> {
    let named = constant(unit).is_some_and(|unit| units.iter().any(|known| unit.to_string().eq_ignore_ascii_case(known)));
    if named { grid(scope, expression, instant, class) } else { Err(scope.violation(&rules::TIME, expression, Class::Time)) }
}

/// A function that brings an instant to the grid.
fn grid(scope: &Scope<'_>, expression: &Expr, instant: &Expr, class: Class) -> Result<Class, Violation> {
    match scope.class_of(instant)? {
        Class::Time | Class::Grid | Class::Constant => Ok(class),
        _ => scope.general(expression, &[instant]),
    }
}
