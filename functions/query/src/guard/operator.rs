//! Which operators are let through, and what they make of their operands.

use std::ops::RangeInclusive;

use datafusion::logical_expr::{BinaryExpr, Expr, ExprSchemable, Operator};

use super::class::Class;
use super::constant::{constant, is_grid_step, number};
use super::refusal::Violation;
use super::relation::Scope;
use super::rules;

/// By how much a measure may be scaled: minutes to seconds, to days, to thousandths.
const SCALES: RangeInclusive<f64> = 1e-5..=1e5;

/// The class of `left operator right`.
pub(super) fn classify(scope: &Scope<'_>, expression: &Expr, binary: &BinaryExpr) -> Result<Class, Violation> {
    let (left, right) = (&*binary.left, &*binary.right);
    let class = class_of(scope, expression, binary, left, right)?;
    let is_decimal = || expression.get_type(scope.schema).is_ok_and(|kind| kind.is_decimal());
    // What has more digits than fit fails.
    if scope.total && constant(expression).is_none() && is_decimal() {
        return Err(scope.violation(&rules::EXPRESSION, expression, Class::Unlisted).about("arithmetic with decimals"));
    }
    Ok(class)
}

fn class_of(scope: &Scope<'_>, expression: &Expr, binary: &BinaryExpr, left: &Expr, right: &Expr) -> Result<Class, Violation> {
    match binary.op {
        Operator::Eq
        | Operator::NotEq
        | Operator::Lt
        | Operator::LtEq
        | Operator::Gt
        | Operator::GtEq
        | Operator::IsDistinctFrom
        | Operator::IsNotDistinctFrom => scope.comparison(expression, &[left, right]),
        Operator::Multiply if constant(left).is_some() => scaled(scope, expression, right, left),
        Operator::Multiply if constant(right).is_some() => scaled(scope, expression, left, right),
        Operator::And
        | Operator::Or
        | Operator::Multiply
        | Operator::StringConcat
        | Operator::LikeMatch
        | Operator::ILikeMatch
        | Operator::NotLikeMatch
        | Operator::NotILikeMatch
        | Operator::BitwiseAnd
        | Operator::BitwiseOr
        | Operator::BitwiseXor => scope.general(expression, &[left, right]),
        Operator::Plus | Operator::Minus => sum(scope, expression, binary),
        Operator::Divide => {
            total(scope, expression, right)?;
            if constant(right).is_some() { scaled(scope, expression, left, right) } else { scope.general(expression, &[left, right]) }
        }
        Operator::Modulo | Operator::IntegerDivide => {
            total(scope, expression, right)?;
            scope.general(expression, &[left, right])
        }
        Operator::RegexMatch
        | Operator::RegexIMatch
        | Operator::RegexNotMatch
        | Operator::RegexNotIMatch
        | Operator::BitwiseShiftRight
        | Operator::BitwiseShiftLeft
        | Operator::AtArrow
        | Operator::ArrowAt
        | Operator::Arrow
        | Operator::LongArrow
        | Operator::HashArrow
        | Operator::HashLongArrow
        | Operator::AtAt
        | Operator::HashMinus
        | Operator::AtQuestion
        | Operator::Question
        | Operator::QuestionAnd
        | Operator::QuestionPipe
        | Operator::Colon => {
            let violation = scope.violation(&rules::EXPRESSION, expression, Class::Unlisted);
            Err(violation.about(&format!("the operator {}", binary.op)))
        }
    }
}

/// Instants move by full steps of the grid; the difference of two is a time too, and is only compared.
fn sum(scope: &Scope<'_>, expression: &Expr, binary: &BinaryExpr) -> Result<Class, Violation> {
    let (left, right) = (&*binary.left, &*binary.right);
    let is_time = |class| matches!(class, Class::Time | Class::Grid);
    match (scope.class_of(left)?, scope.class_of(right)?) {
        (from, to) if is_time(from) && is_time(to) => Ok(Class::Time),
        (time, Class::Constant) if is_time(time) && is_grid_step(right) => Ok(time),
        (Class::Constant, time) if is_time(time) && is_grid_step(left) => Ok(time),
        (time, _) | (_, time) if is_time(time) && scope.personal => Err(scope.violation(&rules::TIME, expression, time)),
        _ => scope.general(expression, &[left, right]),
    }
}

/// A number times or over a constant. Far enough out, whether the sum is a number at all tells whether anybody has a zero.
fn scaled(scope: &Scope<'_>, expression: &Expr, inner: &Expr, factor: &Expr) -> Result<Class, Violation> {
    let class = scope.scaled(expression, inner)?;
    let is_moderate = number(factor).is_some_and(|factor| SCALES.contains(&factor.abs()));
    if class != Class::Measure || !scope.personal || (is_moderate && !is_scaled(inner)) {
        return Ok(class);
    }
    Err(scope.violation(&rules::MEASURE, expression, class))
}

fn is_scaled(expression: &Expr) -> bool {
    match expression {
        Expr::Alias(alias) => is_scaled(&alias.expr),
        Expr::Cast(cast) => is_scaled(&cast.expr),
        Expr::TryCast(cast) => is_scaled(&cast.expr),
        Expr::Negative(inner) => is_scaled(inner),
        Expr::BinaryExpr(binary) => matches!(binary.op, Operator::Multiply | Operator::Divide),
        _ => false,
    }
}

/// Over persons, a division must not fail by what a row holds.
fn total(scope: &Scope<'_>, expression: &Expr, divisor: &Expr) -> Result<(), Violation> {
    let safe = !scope.total || number(divisor).is_some_and(|divisor| divisor != 0.0);
    if safe { Ok(()) } else { Err(scope.violation(&rules::DIVISION, expression, Class::Unlisted)) }
}
