//! Complementary suppression: what else must not be told, so that nothing protected can be worked out.
//!
//! Propose, attack, mend: each round attacks all components, and for each number found out too closely looks for the cheapest other world in
//! which it differs enough. What is printed and differs there is hidden (the linear heuristic of Kelly, Golden & Assad 1992: the support of a
//! cheapest move). Rounds end because each hides something. Where mending finds nothing, or does not end in time, the printed numbers of the
//! equations around what is still open are withheld at once; if that is not enough, those around them, step by step, until the attack fails.

use std::collections::BTreeMap;

use crate::attack::{Attack, Reached, attack};
use crate::program::{Bound, bound, solve};
use crate::system::System;
use crate::vectors::VectorId;

/// Rounds of mending before numbers are withheld in bulk.
const ROUNDS: usize = 60;

/// Linear programs, of attacks and of mending together, after which nothing is mended any more: where nearly everything is of too few persons,
/// as in an event of sixty, mending would go on for minutes and save nothing.
const PROGRAMS: usize = 8_000;

/// Steps from a number within which numbers are withheld, if those closer do not do.
const WITHHELD_STEPS: usize = 8;

/// Steps from a number within which a cheapest world is looked for, and the equations that are looked at.
const STEPS: std::ops::RangeInclusive<usize> = 1..=3;
const EQUATIONS: usize = 300;

/// What is paid for a step of a number that is hidden anyway: not nothing, so that worlds stay close.
const HIDDEN_STEP: f64 = 1e-3;

/// How far a number may be moved to protect another, as a multiple of what is asked of that one.
const REACH: f64 = 2.0;

/// What complementary suppression did.
#[derive(Debug)]
pub(crate) struct Protection {
    /// Numbers hidden in bulk.
    pub(crate) withheld: Vec<VectorId>,
    /// The last attack, which found nothing.
    pub(crate) attack: Attack,
    /// The worlds that it knows.
    pub(crate) reached: Reached,
}

/// Hides numbers of the system until an attack finds nothing out.
pub(crate) fn protect(system: &mut System) -> Protection {
    let mut protection = Protection { withheld: Vec::new(), attack: Attack::default(), reached: Reached::new(system) };
    let (mut programs, mut mending) = (0, 0);
    for round in 0.. {
        let (open, found) = attack(system, &system.components(), &mut protection.reached);
        programs += found.programs;
        mending += found.programs;
        protection.attack = Attack { programs, ..found };
        if open.is_empty() {
            return protection;
        }
        let helps = helps(system, &open);
        let mut mended = false;
        if round < ROUNDS {
            for id in &open {
                if mending < PROGRAMS {
                    mended |= mend(system, *id, &helps, &mut mending);
                }
            }
        }
        // Nobody is told of where nobody is: for a zero, numbers are hidden one by one, but not whole neighbourhoods.
        let open: Vec<VectorId> = open.into_iter().filter(|id| system.variables[*id].value > 0.0).collect();
        let mut around = open.iter().flat_map(|id| (1..WITHHELD_STEPS).map(|steps| (*id, steps))).collect::<Vec<_>>();
        around.sort_by_key(|(_, steps)| *steps);
        let withheld = mended || around.into_iter().any(|(id, steps)| withhold(system, id, steps, &mut protection.withheld));
        if !withheld {
            // Nothing printed is left around what is open, or it was printed before: nothing that we print tells more of it.
            return protection;
        }
    }
    protection
}

/// How many open numbers each number shares an equation with: to hide one that helps many costs less than to hide one for each.
fn helps(system: &System, open: &[VectorId]) -> BTreeMap<VectorId, f64> {
    let mut helps = BTreeMap::new();
    for id in open {
        let beside = system.equations_of(*id).iter().flat_map(|equation| &system.equation(*equation).terms);
        beside.for_each(|(other, _)| *helps.entry(*other).or_default() += 1.0);
    }
    helps
}

/// Hides what is cheapest to make a number uncertain enough; nothing, where it already is or where no world is found nearby.
fn mend(system: &mut System, id: VectorId, helps: &BTreeMap<VectorId, f64>, programs: &mut usize) -> bool {
    let Some(need) = system.variables[id].need else { return false };
    let fall = system.variables[id].fall(need);
    let mut any = false;
    for (up, by) in [(false, fall), (true, system.variables[id].rise(need, fall))] {
        if by > 0.0 {
            let by = if system.variables[id].whole { by.ceil() } else { by };
            let moved = STEPS.clone().find_map(|steps| {
                *programs += 1;
                cheapest(system, id, if up { by } else { -by }, steps, helps)
            });
            any |= !hide(system, moved.unwrap_or_default()).is_empty();
        }
    }
    any
}

/// The printed numbers that differ in the cheapest world in which a number has moved by so much.
fn cheapest(system: &System, id: VectorId, by: f64, steps: usize, helps: &BTreeMap<VectorId, f64>) -> Option<Vec<VectorId>> {
    let region = system.neighbourhood(id, steps, EQUATIONS);
    let reach = (REACH * by.abs()).ceil();
    let price = |id: &VectorId| {
        let variable = &system.variables[*id];
        if variable.told && variable.cost.is_infinite() {
            return Bound { least: 0.0, most: 0.0, gain: 0.0, loss: 0.0 };
        }
        let loss = if variable.told { variable.cost / helps.get(id).copied().unwrap_or(1.0) } else { HIDDEN_STEP };
        Bound { loss, ..bound(system, *id, reach) }
    };
    let mut bounds: Vec<Bound> = region.free.iter().map(price).collect();
    let own = region.free.binary_search(&id).ok()?;
    bounds[own] = Bound { least: by, most: by, gain: 0.0, loss: 0.0 };
    let moves = solve(system, &region, &bounds)?;
    let differ = region.free.iter().zip(&moves).filter(|(_, step)| step.abs() > 0.5e-3);
    Some(differ.map(|(id, _)| *id).filter(|id| system.variables[*id].told).collect())
}

/// Hides every printed number (but those printed before) in the equations around an open number; whether there was one.
fn withhold(system: &mut System, id: VectorId, steps: usize, withheld: &mut Vec<VectorId>) -> bool {
    let equations = system.around(id, steps, usize::MAX).equations.into_iter();
    let around = equations.flat_map(|equation| system.equation(equation).terms.clone()).map(|(id, _)| id).collect();
    let hidden = hide(system, around);
    withheld.extend(&hidden);
    !hidden.is_empty()
}

/// Hides numbers, and says which were not hidden yet. What was printed before and is the same still cannot be hidden.
fn hide(system: &mut System, ids: Vec<VectorId>) -> Vec<VectorId> {
    let mut hidden = Vec::new();
    for id in ids {
        let can_hide = system.variables[id].cost.is_finite();
        if can_hide && std::mem::replace(&mut system.variables[id].told, false) {
            hidden.push(id);
        }
    }
    hidden
}
