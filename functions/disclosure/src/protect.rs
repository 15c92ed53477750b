//! Complementary suppression: what else must not be told, so that nothing protected can be worked out.
//!
//! Propose, attack, mend: each round attacks all components, and for each number found out too closely looks for the cheapest other world in
//! which it differs enough. What is printed and differs there is hidden (the linear heuristic of Kelly, Golden & Assad 1992: the support of a
//! cheapest move). Rounds end because each hides something. Where mending finds nothing, or does not end in time, printed numbers around what is
//! still open are withheld, the closest and cheapest first and each time twice as many, until the attack fails.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::{Attack, Effort, Reached, attack, is_safe};
use crate::program::{Bound, Moves, bound, solve};
use crate::system::{Region, System};
use crate::vectors::VectorId;

/// Rounds of mending before numbers are withheld in bulk.
const ROUNDS: usize = 60;

/// Linear programs of mending after which nothing is mended any more: where nearly everything is of too few persons, as in an event of sixty,
/// mending would go on for minutes and save little.
const PROGRAMS: usize = 8_000;

/// Steps from a number within which numbers are withheld, if those closer do not do.
const WITHHELD_STEPS: usize = 8;

/// Steps from a number within which a cheapest world is looked for, and the equations that are looked at.
const STEPS: std::ops::RangeInclusive<usize> = 1..=3;
const EQUATIONS: usize = 300;

/// What is paid for a step of a number that is hidden anyway: not nothing, so that worlds stay close.
const HIDDEN_STEP: f64 = 1e-3;

/// A step of an amount that is taken for none, when it is looked for what differs.
const STILL: f64 = 0.5e-3;

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
    let mut mending = 0;
    let mut around_each = 1;
    for round in 0.. {
        let open = protection.attack(system, Effort::Quick);
        if round < ROUNDS && mend_all(system, &open, &mut protection.reached, &mut mending) {
            continue;
        }
        // Nobody is told of where nobody is: for a zero, numbers are hidden one by one, but not its neighbours.
        let mut open = protection.attack(system, Effort::Thorough);
        open.retain(|id| system.variables[*id].value > 0.0);
        let withheld = withhold(system, &open, around_each);
        if withheld.is_empty() {
            // Nothing is open, nothing printed is left around what is, or it was printed before: nothing that we print tells more of it.
            return protection;
        }
        protection.withheld.extend(withheld);
        around_each *= 2;
    }
    protection
}

impl Protection {
    /// Attacks the whole system; gives the numbers that are open.
    fn attack(&mut self, system: &System, effort: Effort) -> Vec<VectorId> {
        let (open, found) = attack(system, &system.components(), effort, &mut self.reached);
        self.attack = Attack { programs: self.attack.programs + found.programs, ..found };
        open
    }
}

/// Mends open numbers one by one, as long as there is time; whether that hid anything.
fn mend_all(system: &mut System, open: &[VectorId], reached: &mut Reached, programs: &mut usize) -> bool {
    let helps = helps(system, open);
    let mut any = false;
    for id in open {
        if *programs < PROGRAMS {
            any |= mend(system, *id, &helps, reached, programs);
        }
    }
    any
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

/// Hides what is cheapest to make a number uncertain enough; nothing, where it already is, also by what was hidden for others, or where no
/// world is found nearby.
fn mend(system: &mut System, id: VectorId, helps: &BTreeMap<VectorId, f64>, reached: &mut Reached, programs: &mut usize) -> bool {
    let Some(need) = system.variables[id].need else { return false };
    let fall = system.variables[id].fall(need);
    let mut any = false;
    for (up, by) in [(false, fall), (true, system.variables[id].rise(need, fall))] {
        if by > 0.0 && !is_safe(system, id, reached) {
            let by = if system.variables[id].whole { by.ceil() } else { by };
            let world = STEPS.clone().find_map(|steps| {
                *programs += 1;
                cheapest(system, id, if up { by } else { -by }, steps, helps)
            });
            if let Some(World { region, moves, told }) = world {
                any |= !hide(system, told).is_empty();
                if is_possible(system, &region, &moves) {
                    reached.learn(&region, &moves);
                }
            }
        }
    }
    any
}

/// A world that would be possible if some printed numbers were not.
struct World {
    region: Region,
    moves: Moves,
    /// The printed numbers that differ in it.
    told: Vec<VectorId>,
}

/// Whether nothing printed differs in a world, not even by the solver's last digits.
fn is_possible(system: &System, region: &Region, moves: &Moves) -> bool {
    region.free.iter().zip(moves).all(|(id, step)| *step == 0.0 || !system.variables[*id].told)
}

/// The cheapest world in which a number has moved by so much.
fn cheapest(system: &System, id: VectorId, by: f64, steps: usize, helps: &BTreeMap<VectorId, f64>) -> Option<World> {
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
    let differ = region.free.iter().zip(&moves).filter(|(_, step)| step.abs() > STILL);
    let told = differ.map(|(id, _)| *id).filter(|id| system.variables[*id].told).collect();
    Some(World { region, moves, told })
}

/// Hides so many printed numbers around each open one: the closest, and of those that are equally close the cheapest for the open ones that
/// they help. An open number beside which something was just hidden for another one waits for the next attack.
fn withhold(system: &mut System, open: &[VectorId], around_each: usize) -> BTreeSet<VectorId> {
    let helps = helps(system, open);
    let mut withheld = BTreeSet::new();
    for id in open {
        let can_hide = |id: &VectorId| system.variables[*id].told && system.variables[*id].cost.is_finite();
        let nearest = (1..WITHHELD_STEPS).map(|steps| beside(system, *id, steps)).find(|beside| beside.iter().any(can_hide));
        let nearest = nearest.unwrap_or_default();
        if nearest.is_disjoint(&withheld) {
            let mut cheapest: Vec<VectorId> = nearest.into_iter().filter(can_hide).collect();
            let price = |id: &VectorId| system.variables[*id].cost / helps.get(id).copied().unwrap_or(1.0);
            cheapest.sort_by(|one, other| price(one).total_cmp(&price(other)));
            cheapest.truncate(around_each);
            withheld.extend(hide(system, cheapest));
        }
    }
    withheld
}

/// The numbers in the equations that can be reached from a number over what is not printed, in so many steps.
fn beside(system: &System, id: VectorId, steps: usize) -> BTreeSet<VectorId> {
    let equations = system.around(id, steps, usize::MAX).equations.into_iter();
    equations.flat_map(|equation| &system.equation(equation).terms).map(|(id, _)| *id).collect()
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
