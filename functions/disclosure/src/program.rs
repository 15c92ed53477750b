//! Linear programs over a region of the system: how far can numbers move while everything printed stays true?
//!
//! A move is the difference between what is and what could be. The true numbers are one possible world; each solution is another one, and is
//! only believed when it has been checked in whole numbers. A solver that fails or errs can therefore make a value count as unsafe, never as
//! safe.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions};

use crate::system::{Region, System};
use crate::vectors::VectorId;

/// How far from a whole number the solver's numbers may be, and from zero the sum of an equation of amounts.
const TOLERANCE: f64 = 1e-6;

/// Branches of the search for whole numbers; where they do not suffice, the value counts as unsafe.
const BRANCHES: u64 = 200;

/// Further than any number of persons of an event moves.
const FURTHEST: f64 = 1e6;

/// A change of the numbers of a region, one for each of its free numbers.
pub(crate) type Moves = Vec<f64>;

/// What is asked of the moves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    /// The least.
    pub(crate) least: f64,
    /// The greatest.
    pub(crate) most: f64,
    /// What is won by each step upwards.
    pub(crate) gain: f64,
    /// What is lost by each step in any direction.
    pub(crate) loss: f64,
}

/// How far a number may move.
pub(crate) fn bound(system: &System, id: VectorId, reach: f64) -> Bound {
    let variable = &system.variables[id];
    let least = (variable.least - variable.value).max(-reach).min(0.0);
    Bound { least, most: (variable.most - variable.value).min(reach).max(0.0), gain: 0.0, loss: 0.0 }
}

/// The moves that win most, checked; `None` where there are none or they cannot be verified.
pub(crate) fn solve(system: &System, region: &Region, bounds: &[Bound]) -> Option<Moves> {
    let relaxed = attempt(system, region, bounds, false)?;
    let rounded = round(system, region, &relaxed);
    if holds(system, region, bounds, &rounded) {
        return Some(rounded);
    }
    let whole = round(system, region, &attempt(system, region, bounds, true)?);
    holds(system, region, bounds, &whole).then_some(whole)
}

/// How far a number can move in one direction while everything printed stays true.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Furthest {
    /// It cannot move further than this, not even in fractions; none where the solver fails.
    pub(crate) at_most: Option<f64>,
    /// A possible world, checked, in which it has moved so far.
    pub(crate) found: f64,
}

/// The furthest move of one number of a region, which must be all that hangs together with it.
pub(crate) fn furthest(system: &System, region: &Region, id: VectorId, up: bool) -> Furthest {
    let Ok(index) = region.free.binary_search(&id) else { return Furthest { at_most: None, found: 0.0 } };
    let mut bounds: Vec<Bound> = region.free.iter().map(|id| bound(system, *id, FURTHEST)).collect();
    bounds[index].gain = if up { 1.0 } else { -1.0 };
    let distance = |moves: &Moves| if up { moves[index] } else { -moves[index] };
    let at_most = attempt(system, region, &bounds, false).map(|moves| distance(&moves) + TOLERANCE);
    let found = solve(system, region, &bounds).map_or(0.0, |moves| distance(&moves));
    Furthest { at_most, found }
}

fn attempt(system: &System, region: &Region, bounds: &[Bound], whole: bool) -> Option<Moves> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let mut variables = Vec::with_capacity(region.free.len());
    for (id, bound) in region.free.iter().zip(bounds) {
        #[expect(clippy::cast_possible_truncation, reason = "moves are bounded by a few times the least number of persons")]
        let variable = if whole && system.variables[*id].whole {
            problem.add_integer_var(bound.gain, (bound.least as i32, bound.most as i32))
        } else {
            problem.add_var(bound.gain, (bound.least, bound.most))
        };
        if bound.loss > 0.0 {
            let reach = bound.most.max(-bound.least).max(0.0);
            let distance = problem.add_var(-bound.loss, (0.0, reach));
            problem.add_constraint([(distance, 1.0), (variable, -1.0)], ComparisonOp::Ge, 0.0);
            problem.add_constraint([(distance, 1.0), (variable, 1.0)], ComparisonOp::Ge, 0.0);
        }
        variables.push(variable);
    }
    for equation in &region.equations {
        let terms = system.equation(*equation).terms.iter();
        let free = terms.filter_map(|(id, factor)| region.free.binary_search(id).ok().map(|index| (variables[index], *factor)));
        let free: Vec<_> = free.collect();
        if !free.is_empty() {
            problem.add_constraint(free, ComparisonOp::Eq, 0.0);
        }
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    let outcome = problem.solve_with(options).ok()?;
    let solution = outcome.solution()?;
    Some(variables.iter().map(|variable| solution.var_value(*variable)).collect())
}

fn round(system: &System, region: &Region, moves: &[f64]) -> Moves {
    let round = |(id, value): (&VectorId, &f64)| if system.variables[*id].whole { value.round() } else { *value };
    region.free.iter().zip(moves).map(round).collect()
}

/// Whether the moves keep every equation and every bound.
fn holds(system: &System, region: &Region, bounds: &[Bound], moves: &[f64]) -> bool {
    let within = moves.iter().zip(bounds).all(|(value, bound)| *value >= bound.least - TOLERANCE && *value <= bound.most + TOLERANCE);
    within && region.equations.iter().all(|equation| sum(system, region, *equation, moves).abs() <= TOLERANCE)
}

/// What the moves change at an equation; exactly zero is asked of whole numbers, whose sums are exact.
fn sum(system: &System, region: &Region, equation: usize, moves: &[f64]) -> f64 {
    let terms = system.equation(equation).terms.iter();
    terms.filter_map(|(id, factor)| region.free.binary_search(id).ok().map(|index| factor * moves[index])).sum()
}
