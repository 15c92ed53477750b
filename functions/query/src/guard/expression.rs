//! Which expressions are let through, and of which class they are: an allow-list over every kind of expression there is.

use datafusion::logical_expr::{Case, Expr};

use super::class::Class;
use super::constant::{constant, is_bit, is_nothing, is_null, is_on_grid};
use super::refusal::Violation;
use super::relation::Scope;
use super::{cast, depth, function, operator, rules};

impl Scope<'_> {
    /// The class of an expression over this relation's columns.
    pub(super) fn classify(&self, expression: &Expr) -> Result<Class, Violation> {
        depth::check(expression)?;
        self.class_of(expression)
    }

    pub(super) fn class_of(&self, expression: &Expr) -> Result<Class, Violation> {
        match expression {
            Expr::Alias(alias) => self.class_of(&alias.expr),
            Expr::Column(column) => self.class(column),
            Expr::Literal(..) => Ok(Class::Constant),
            Expr::BinaryExpr(binary) => operator::classify(self, expression, binary),
            Expr::Like(like) => self.general(expression, &[&like.expr, &like.pattern]),
            Expr::Not(inner)
            | Expr::IsTrue(inner)
            | Expr::IsFalse(inner)
            | Expr::IsUnknown(inner)
            | Expr::IsNotTrue(inner)
            | Expr::IsNotFalse(inner)
            | Expr::IsNotUnknown(inner) => self.general(expression, &[inner]),
            Expr::IsNull(inner) | Expr::IsNotNull(inner) => self.presence(inner),
            Expr::Negative(inner) => self.scaled(expression, inner),
            Expr::Between(between) => self.comparison(expression, &[&between.expr, &between.low, &between.high]),
            Expr::Case(case) => self.case(expression, case),
            Expr::Cast(inner) => cast::classify(self, expression, inner),
            Expr::TryCast(inner) => cast::convert(self, expression, &inner.expr, inner.field.data_type()),
            Expr::ScalarFunction(call) => function::classify(self, expression, call),
            Expr::InList(list) => {
                let sides: Vec<&Expr> = std::iter::once(&*list.expr).chain(&list.list).collect();
                self.comparison(expression, &sides)
            }
            Expr::OuterReferenceColumn(_, column) if self.personal => Err(Violation::at(&rules::SUBQUERY, column)),
            // The plans inside have been looked through before: they are public.
            Expr::InSubquery(inside) => self.listed(expression, &inside.expr),
            Expr::Exists(_) | Expr::ScalarSubquery(_) | Expr::OuterReferenceColumn(..) => Ok(Class::Dimension),
            Expr::GroupingSet(_) => Err(Violation::new(&rules::SETS)),
            Expr::AggregateFunction(call) => Err(misplaced(call.func.name())),
            Expr::WindowFunction(call) => Err(misplaced(call.fun.name())),
            Expr::Placeholder(placeholder) => Err(Violation::word(&rules::EXPRESSION, &placeholder.id)),
            Expr::ScalarVariable(..) => Err(Violation::named(&rules::EXPRESSION, "a variable")),
            Expr::SimilarTo(_) => Err(Violation::named(&rules::EXPRESSION, "similar to").or_word("similar")),
            Expr::SetComparison(_) => {
                Err(Violation::named(&rules::EXPRESSION, "a comparison with any or all").or_word("any").or_word("all"))
            }
            Expr::Unnest(_) => Err(Violation::word(&rules::EXPRESSION, "unnest")),
            Expr::HigherOrderFunction(call) => Err(Violation::word(&rules::EXPRESSION, call.func.name())),
            Expr::Lambda(_) | Expr::LambdaVariable(_) => Err(Violation::named(&rules::EXPRESSION, "a lambda")),
            #[expect(deprecated, reason = "the match names every kind of expression")]
            Expr::Wildcard { .. } => Err(Violation::named(&rules::EXPRESSION, "an unresolved *")),
        }
    }

    /// An expression that gives back what its operands hold: categories in, a category out.
    pub(super) fn general(&self, expression: &Expr, operands: &[&Expr]) -> Result<Class, Violation> {
        let mut class = Class::Constant;
        for operand in operands {
            let found = self.class_of(operand)?;
            self.no_key(expression, found)?;
            match found {
                Class::Time => return Err(self.violation(&rules::TIME, expression, found)),
                Class::Measure => return Err(self.violation(&rules::MEASURE, expression, found)),
                _ => class = class.with(found),
            }
        }
        Ok(class)
    }

    /// A condition that compares its operands. Instants are compared with one another and with constants on the grid.
    pub(super) fn comparison(&self, expression: &Expr, sides: &[&Expr]) -> Result<Class, Violation> {
        let mut classes = Vec::new();
        for side in sides {
            let class = self.class_of(side)?;
            self.no_key(expression, class)?;
            classes.push(class);
        }
        if classes.contains(&Class::Time) {
            for (side, class) in sides.iter().zip(&classes) {
                let fits = match class {
                    Class::Time | Class::Grid => true,
                    Class::Constant => is_on_grid(side, self.grid_origin),
                    _ => false,
                };
                if !fits {
                    return Err(self.violation(&rules::TIME, expression, Class::Time));
                }
            }
        }
        Ok(if classes.contains(&Class::Sensitive) { Class::Sensitive } else { Class::Dimension })
    }

    /// Whether a value is among those of a public subquery, of which it is not known whether its instants are on the grid.
    fn listed(&self, expression: &Expr, value: &Expr) -> Result<Class, Violation> {
        let class = self.comparison(expression, &[value])?;
        if self.class_of(value)? == Class::Time { Err(self.violation(&rules::TIME, expression, Class::Time)) } else { Ok(class) }
    }

    /// Refuses the keys of persons and of what belongs to them.
    pub(super) fn no_key(&self, expression: &Expr, class: Class) -> Result<(), Violation> {
        match class {
            Class::Unit => Err(self.violation(&rules::UNIT, expression, class)),
            Class::Identifier => Err(self.violation(&rules::IDENTIFIER, expression, class)),
            _ => Ok(()),
        }
    }

    /// Whether a value is there may be asked of any column: it is how a no-show is found.
    fn presence(&self, inner: &Expr) -> Result<Class, Violation> {
        match inner {
            Expr::Column(column) => self.class(column).map(|_| Class::Dimension),
            _ => self.comparison(inner, &[inner]),
        }
    }

    /// A number times a constant other than an added one: zero stays zero, so whoever counts, counts.
    pub(super) fn scaled(&self, expression: &Expr, inner: &Expr) -> Result<Class, Violation> {
        match self.class_of(inner)? {
            Class::Measure | Class::Count => Ok(Class::Measure),
            _ => self.general(expression, &[inner]),
        }
    }

    fn case(&self, expression: &Expr, case: &Case) -> Result<Class, Violation> {
        let mut condition = Class::Constant;
        for (when, _) in &case.when_then_expr {
            let sides: Vec<&Expr> = case.expr.iter().map(AsRef::as_ref).chain([&**when]).collect();
            condition = condition.with(self.comparison(expression, &sides)?);
        }
        let branches: Vec<&Expr> =
            case.when_then_expr.iter().map(|(_, then)| &**then).chain(case.else_expr.iter().map(AsRef::as_ref)).collect();
        self.choice(expression, condition, &branches)
    }

    /// One of several values, picked by a condition. A measure stays one only where the others are nothing: else a number about some
    /// could be packed into a number about others.
    pub(super) fn choice(&self, expression: &Expr, condition: Class, branches: &[&Expr]) -> Result<Class, Violation> {
        let (constants, computed): (Vec<&Expr>, Vec<&Expr>) = branches.iter().partition(|branch| constant(branch).is_some());
        let picked = |class: Class| if condition == Class::Sensitive { Class::Sensitive } else { class };
        let Some(first) = computed.first() else {
            let bits = constants.iter().all(|constant| is_bit(constant));
            return Ok(picked(if bits { Class::Flag } else { Class::Dimension }));
        };
        let class = self.class_of(first)?;
        let is_one = computed.iter().all(|branch| branch == first);
        // The person or nobody: `count(distinct case when … then person end)` counts persons as a filter does.
        if class == Class::Unit && is_one && constants.iter().all(|constant| is_null(constant)) {
            return Ok(class);
        }
        self.no_key(expression, class)?;
        if is_one && constants.iter().all(|constant| is_nothing(constant)) {
            return Ok(if class.groups() { picked(class) } else { class });
        }
        let mut times = true;
        for branch in branches {
            times &= match self.class_of(branch)? {
                Class::Time | Class::Grid => true,
                Class::Constant => is_on_grid(branch, self.grid_origin),
                _ => false,
            };
        }
        if times { Ok(Class::Time) } else { self.general(expression, branches).map(picked) }
    }
}

/// A function that stands where none of its kind can.
fn misplaced(name: &str) -> Violation {
    Violation::word(&rules::EXPRESSION, name).about(&format!("{name}() at a place where it cannot be, such as a condition"))
}
