//! Constants of a query, as values.

use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{BinaryExpr, Expr, Operator};

/// The declared grid of time, in microseconds: 5 minutes.
pub(super) const GRID: i64 = 300 * 1_000_000;

/// A day, in microseconds.
const DAY: i64 = 24 * 3600 * 1_000_000;

/// The furthest that an instant is moved: a year, so that it cannot leave the range of instants.
const STEP_MAX: u64 = 366 * DAY.unsigned_abs();

/// A hundred years, in microseconds.
const CENTURY: i64 = 36_525 * DAY;

/// Steps of time that may be published, in microseconds: 5, 10, 15, 20 and 30 minutes, 1, 2, 3, 4, 6, 8 and 12 hours, a day.
const LADDER: [i64; 13] =
    [GRID, 2 * GRID, 3 * GRID, 4 * GRID, 6 * GRID, DAY / 24, DAY / 12, DAY / 8, DAY / 6, DAY / 4, DAY / 3, DAY / 2, DAY];

/// The value of an expression of literals, casts, sums and differences; `None` for any other, and for a cast that fails.
pub(super) fn constant(expression: &Expr) -> Option<ScalarValue> {
    match expression {
        Expr::Literal(value, _) => Some(value.clone()),
        Expr::Alias(alias) => constant(&alias.expr),
        Expr::Cast(cast) => constant(&cast.expr)?.cast_to(cast.field.data_type()).ok(),
        Expr::TryCast(cast) => constant(&cast.expr)?.cast_to(cast.field.data_type()).ok(),
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Plus, right }) => constant(left)?.add_checked(constant(right)?).ok(),
        Expr::BinaryExpr(BinaryExpr { left, op: Operator::Minus, right }) => constant(left)?.sub_checked(constant(right)?).ok(),
        Expr::Negative(inner) => constant(inner)?.arithmetic_negate().ok(),
        _ => None,
    }
}

/// A constant number.
pub(super) fn number(expression: &Expr) -> Option<f64> {
    let value = constant(expression)?;
    if !value.data_type().is_numeric() {
        return None;
    }
    match value.cast_to(&DataType::Float64) {
        Ok(ScalarValue::Float64(number)) => number.filter(|number| number.is_finite()),
        _ => None,
    }
}

/// Whether it is null.
pub(super) fn is_null(expression: &Expr) -> bool {
    constant(expression).is_some_and(|value| value.is_null())
}

/// Whether it is null or the number zero: what a person has who does not count.
pub(super) fn is_nothing(expression: &Expr) -> bool {
    is_null(expression) || number(expression) == Some(0.0)
}

/// Whether it is null, zero or one.
pub(super) fn is_bit(expression: &Expr) -> bool {
    is_nothing(expression) || number(expression) == Some(1.0)
}

/// Whether a constant may be compared with an instant, or with the length between two: it is on the grid, or is full steps of it.
pub(super) fn is_on_grid(expression: &Expr, origin: i64) -> bool {
    let Some(value) = constant(expression) else { return false };
    match instant(&value) {
        Some(instant) => instant % GRID == 0 || (instant - origin) % GRID == 0,
        None => value.is_null() || microseconds(&value).is_some_and(|length| length % GRID == 0),
    }
}

fn instant(value: &ScalarValue) -> Option<i64> {
    let is_instant = matches!(value.data_type(), DataType::Timestamp(..) | DataType::Date32 | DataType::Date64);
    let utc = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    match value.cast_to(&utc) {
        Ok(ScalarValue::TimestampMicrosecond(instant, _)) if is_instant => instant,
        _ => None,
    }
}

/// Whether a length of time is a number of full steps of the grid.
pub(super) fn is_grid_step(expression: &Expr) -> bool {
    let length = constant(expression).and_then(|value| microseconds(&value));
    length.is_some_and(|length| length % GRID == 0 && length.unsigned_abs() <= STEP_MAX)
}

/// Whether it is a whole number between these two.
pub(super) fn is_between(expression: &Expr, least: f64, greatest: f64) -> bool {
    number(expression).is_some_and(|number| number.fract() == 0.0 && (least..=greatest).contains(&number))
}

/// Whether an instant is near enough to events that reckoning from it cannot fail.
pub(super) fn is_near(expression: &Expr) -> bool {
    let near = -CENTURY..=2 * CENTURY;
    constant(expression).and_then(|value| instant(&value)).is_some_and(|instant| near.contains(&instant))
}

/// Whether the clocks of a time zone are full steps of the grid apart from UTC: those of all places are, but any offset can be written.
pub(super) fn is_zone_on_grid(zone: &str) -> bool {
    let is_offset = zone.starts_with(['+', '-']);
    let minutes = zone.get(zone.len().saturating_sub(2)..).and_then(|digits| digits.parse::<i64>().ok());
    !is_offset || (zone.len() != 3 && minutes.is_some_and(|minutes| minutes % 5 == 0)) || zone.len() == 3
}

/// Whether a length of time is one of those in which times may be published.
pub(super) fn is_on_ladder(expression: &Expr) -> bool {
    constant(expression).and_then(|value| microseconds(&value)).is_some_and(|length| LADDER.contains(&length))
}

/// A length of time; `None` for one with months, which have no fixed length.
fn microseconds(value: &ScalarValue) -> Option<i64> {
    match value {
        ScalarValue::IntervalMonthDayNano(Some(length)) if length.months == 0 => {
            let days = i64::from(length.days).checked_mul(DAY)?;
            if length.nanoseconds % 1000 == 0 { days.checked_add(length.nanoseconds / 1000) } else { None }
        }
        ScalarValue::IntervalDayTime(Some(length)) => {
            i64::from(length.days).checked_mul(DAY)?.checked_add(i64::from(length.milliseconds) * 1000)
        }
        ScalarValue::DurationSecond(Some(length)) => length.checked_mul(1_000_000),
        ScalarValue::DurationMillisecond(Some(length)) => length.checked_mul(1000),
        ScalarValue::DurationMicrosecond(Some(length)) => Some(*length),
        _ => None,
    }
}
