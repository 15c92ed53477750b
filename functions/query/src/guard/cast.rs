//! Which casts are let through: over persons only those that cannot fail, whatever the row holds.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::expr::Cast;
use datafusion::logical_expr::{Expr, ExprSchemable};

use super::class::Class;
use super::constant::{constant, is_zone_on_grid};
use super::refusal::Violation;
use super::relation::Scope;
use super::rules;

/// Digits of the greatest 64-bit integer.
const INTEGER_DIGITS: u8 = 20;

/// The class of `cast(inner as type)`.
pub(super) fn classify(scope: &Scope<'_>, expression: &Expr, inner: &Cast) -> Result<Class, Violation> {
    let to = inner.field.data_type();
    let class = convert(scope, expression, &inner.expr, to)?;
    if scope.total && constant(expression).is_none() {
        let from = inner.expr.get_type(scope.schema);
        if !from.is_ok_and(|from| is_total(&from, to)) {
            return Err(scope.violation(&rules::CAST, expression, Class::Unlisted));
        }
    }
    Ok(class)
}

/// The class of a value of another type.
pub(super) fn convert(scope: &Scope<'_>, expression: &Expr, inner: &Expr, to: &DataType) -> Result<Class, Violation> {
    let class = scope.class_of(inner)?;
    scope.no_key(expression, class)?;
    if matches!(to, DataType::Timestamp(_, Some(zone)) if !is_zone_on_grid(zone)) && constant(expression).is_none() {
        return Err(scope.violation(&rules::TIME, expression, class));
    }
    let is_boolean = inner.get_type(scope.schema).is_ok_and(|from| from == DataType::Boolean);
    match class {
        Class::Time if matches!(to, DataType::Date32) => Ok(Class::Grid),
        Class::Time if !is_time(to) => Err(scope.violation(&rules::TIME, expression, class)),
        Class::Measure if !to.is_numeric() => Err(scope.violation(&rules::MEASURE, expression, class)),
        Class::Dimension if is_boolean && to.is_numeric() => Ok(Class::Flag),
        Class::Count | Class::Flag if !to.is_numeric() => Ok(Class::Dimension),
        Class::Grid if !matches!(to, DataType::Timestamp(..) | DataType::Date32) => Ok(Class::Dimension),
        _ => Ok(class),
    }
}

/// Whether every value of one type is one of the other.
fn is_total(from: &DataType, to: &DataType) -> bool {
    if let DataType::Dictionary(_, values) = from {
        return is_total(values, to);
    }
    if let DataType::Dictionary(_, values) = to {
        return is_total(from, values);
    }
    let number = |kind: &DataType| kind.is_integer() || kind.is_floating();
    from == to
        || from.is_null()
        || (to.is_string() && (from.is_string() || number(from) || matches!(from, DataType::Boolean | DataType::Date32)))
        || (number(from) && to.is_floating())
        || (*from == DataType::Boolean && number(to))
        || is_wider(from, to)
        || matches!((from, to), (DataType::Timestamp(..), DataType::Date32))
        // Instants of the lake lie in years that every unit reaches.
        || matches!((from, to), (DataType::Timestamp(..), DataType::Timestamp(..)))
        || (is_length(from) && is_length(to))
}

/// Whether the values are instants, or lengths of time.
const fn is_time(kind: &DataType) -> bool {
    matches!(kind, DataType::Timestamp(..)) || is_length(kind)
}

const fn is_length(kind: &DataType) -> bool {
    matches!(kind, DataType::Duration(_) | DataType::Interval(_))
}

/// Whether every integer of one type is one of the other.
fn is_wider(from: &DataType, to: &DataType) -> bool {
    let (Some(from_width), Some(to_width)) = (from.primitive_width(), to.primitive_width()) else { return false };
    let signed_fits = to_width >= from_width && from.is_signed_integer() && to.is_signed_integer();
    let unsigned_fits = from.is_unsigned_integer()
        && ((to.is_unsigned_integer() && to_width >= from_width) || (to.is_signed_integer() && to_width > from_width));
    let decimal_fits = from.is_integer()
        && matches!(to, DataType::Decimal128(digits, scale) if *scale >= 0 && *digits - scale.unsigned_abs() >= INTEGER_DIGITS);
    signed_fits || unsigned_fits || decimal_fits
}
