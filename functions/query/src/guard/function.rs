//! Which functions are let through: those that give the same result for the same arguments, never fail on a row, and read nothing else.

use datafusion::logical_expr::Expr;
use datafusion::logical_expr::expr::ScalarFunction;
use jiff::tz::TimeZone;

use super::class::Class;
use super::constant::{constant, is_between, is_near, is_nothing, is_on_grid, is_on_ladder};
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

/// The longest text that is cut out of another one.
const LENGTH_MAX: f64 = 1e6;

/// The most decimals to which a number is rounded.
const DECIMALS_MAX: f64 = 15.0;

/// The class of a call.
pub(super) fn classify(scope: &Scope<'_>, expression: &Expr, call: &ScalarFunction) -> Result<Class, Violation> {
    let arguments: Vec<&Expr> = call.args.iter().collect();
    let name = call.func.name();
    match (name, arguments.as_slice()) {
        ("coalesce", branches) => scope.choice(expression, Class::Constant, branches),
        ("nullif", [value, nothing]) if is_nothing(nothing) => scaling(scope, expression, value),
        ("nullif", _) => scope.general(expression, &arguments),
        ("date_bin", [step, instant, origin @ ..]) if scope.total => date_bin(scope, expression, step, instant, origin),
        ("date_trunc", [unit, instant]) if scope.total => cut(scope, expression, unit, instant, &UNITS, Class::Grid),
        ("date_part", [part, instant]) if scope.total => cut(scope, expression, part, instant, &PARTS, Class::Dimension),
        ("local_day", [instant, zone]) if !scope.total || is_zone(zone) => grid(scope, expression, instant, Class::Grid),
        // A length below zero, which a row may give too, makes the function fail.
        ("substr", [_, places @ ..]) if scope.total && !places.iter().all(|place| is_between(place, 0.0, LENGTH_MAX)) => {
            Err(Violation::word(&rules::EXPRESSION, name).about("substr() with a place or length that is not a plain number"))
        }
        ("round" | "trunc" | "rounded", [_, decimals]) if scope.total && !is_between(decimals, -DECIMALS_MAX, DECIMALS_MAX) => {
            Err(Violation::word(&rules::EXPRESSION, name).about(&format!("{name}() to decimals that are not a plain number")))
        }
        (name, [value, rest @ ..]) if SCALING.contains(&name) && rest.iter().all(|argument| constant(argument).is_some()) => {
            scaling(scope, expression, value)
        }
        (name, _) if GENERAL.contains(&name) || (!scope.total && ABOVE.contains(&name)) => scope.general(expression, &arguments),
        (name, arguments) => {
            // Whose key it is says more than which function.
            for class in arguments.iter().filter_map(|argument| scope.class_of(argument).ok()) {
                scope.no_key(expression, class)?;
            }
            Err(Violation::word(&rules::EXPRESSION, name).about(&format!("the function {name}()")))
        }
    }
}

fn scaling(scope: &Scope<'_>, expression: &Expr, value: &Expr) -> Result<Class, Violation> {
    match scope.class_of(value)? {
        class @ (Class::Measure | Class::Count | Class::Flag) => Ok(class),
        _ => scope.general(expression, &[value]),
    }
}

fn date_bin(scope: &Scope<'_>, expression: &Expr, step: &Expr, instant: &Expr, origin: &[&Expr]) -> Result<Class, Violation> {
    let origin_fits = origin.iter().all(|origin| is_on_grid(origin, scope.grid_origin) && is_near(origin));
    if !is_on_ladder(step) || !origin_fits {
        return Err(scope.violation(&rules::TIME, expression, Class::Time));
    }
    grid(scope, expression, instant, Class::Grid)
}

fn cut(scope: &Scope<'_>, expression: &Expr, unit: &Expr, instant: &Expr, units: &[&str], class: Class) -> Result<Class, Violation> {
    let named = constant(unit).is_some_and(|unit| units.iter().any(|known| unit.to_string().eq_ignore_ascii_case(known)));
    if named { grid(scope, expression, instant, class) } else { Err(scope.violation(&rules::TIME, expression, Class::Time)) }
}

/// Whether it names a time zone.
fn is_zone(zone: &Expr) -> bool {
    let name = constant(zone).map(|name| name.to_string());
    name.is_some_and(|name| TimeZone::get(&name).is_ok())
}

/// A function that brings an instant to the grid.
fn grid(scope: &Scope<'_>, expression: &Expr, instant: &Expr, class: Class) -> Result<Class, Violation> {
    match scope.class_of(instant)? {
        Class::Time | Class::Grid | Class::Constant => Ok(class),
        _ => scope.general(expression, &[instant]),
    }
}
