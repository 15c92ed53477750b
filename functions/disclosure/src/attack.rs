//! The attack: what can be found out about the numbers that must not be known?
//!
//! The attacker knows everything printed, every link between the numbers, and that counts are whole and never below zero. A number is safe
//! when two possible worlds are at hand, both checked, in which it differs by as much as it must, and in one of which it is great enough to
//! be one of the printed numbers.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::program::{Bound, bound, solve};
use crate::system::{Need, Region, System};
use crate::vectors::VectorId;

/// How far any number is moved to make room for another, as a multiple of the greatest doubt that is asked for in the region. A world further
/// away proves nothing more, and small numbers are solved well.
const REACH: f64 = 4.0;

/// What an attack on a bundle found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attack {
    /// Numbers that must not be known: too few persons, or too much of one person, printed nowhere.
    pub protected: usize,
    /// How close the attack comes to one of them: the least distance between two possible values of a count that both are consistent with
    /// all that is printed. None where no count is protected.
    pub narrowest: Option<u64>,
    /// Linear programs solved.
    pub programs: usize,
}

/// A component of at most so many numbers is attacked as a whole at once.
const SMALL: usize = 40;

/// In a component of at most so many numbers, worlds are looked for in all of it at last.
const WHOLE: usize = 400;

/// Steps from a number within which other worlds are looked for first, and the equations that are looked at: what is further away keeps its
/// value there, so a world found is one of the whole.
const STEPS: std::ops::RangeInclusive<usize> = 1..=5;
const EQUATIONS: usize = 300;

/// How far numbers are known to be able to move, by their position. What is possible stays so when more is hidden.
#[derive(Debug)]
pub(crate) struct Reached {
    falls: Vec<f64>,
    rises: Vec<f64>,
    /// Where a number was moved alone without becoming safe: it would not in the same surroundings again.
    tried: BTreeSet<(VectorId, u64)>,
}

impl Reached {
    /// Nothing is known to be able to move.
    pub(crate) fn new(system: &System) -> Self {
        Self { falls: vec![0.0; system.variables.len()], rises: vec![0.0; system.variables.len()], tried: BTreeSet::new() }
    }

    /// Whether a number is to be moved in a region for the first time.
    fn is_new(&mut self, id: VectorId, region: &Region) -> bool {
        let mut hasher = DefaultHasher::new();
        (&region.free, &region.equations).hash(&mut hasher);
        self.tried.insert((id, hasher.finish()))
    }

    /// How far a number can fall and rise.
    pub(crate) fn of(&self, id: VectorId) -> (f64, f64) {
        (self.falls[id], self.rises[id])
    }
}

/// Attacks all components: the numbers of which too much is found out.
pub(crate) fn attack(system: &System, components: &[Region], reached: &mut Reached) -> (Vec<VectorId>, Attack) {
    let mut found = Attack::default();
    let mut open = Vec::new();
    for component in components {
        let targets: Vec<VectorId> = component.free.iter().copied().filter(|id| system.variables[*id].need.is_some()).collect();
        found.protected += targets.len();
        // What nothing links to anything can be any number.
        if !component.equations.is_empty() {
            search(system, component, &targets, reached, &mut found);
            for id in &targets {
                narrow(system, *id, reached, &mut found);
            }
            open.extend(targets.into_iter().filter(|id| !is_safe(system, *id, reached)));
        }
    }
    (open, found)
}

fn search(system: &System, component: &Region, targets: &[VectorId], reached: &mut Reached, found: &mut Attack) {
    if component.free.len() <= SMALL {
        together(system, component, reached, found);
    }
    for id in targets {
        for steps in STEPS {
            if !is_safe(system, *id, reached) {
                alone(system, &system.around(*id, steps, EQUATIONS), *id, reached, found);
            }
        }
        if !is_safe(system, *id, reached) && component.free.len() <= WHOLE {
            alone(system, component, *id, reached, found);
        }
    }
}

fn is_safe(system: &System, id: VectorId, reached: &Reached) -> bool {
    let variable = &system.variables[id];
    let is_far = |need: Need| variable.value + reached.rises[id] >= need.upper && reached.rises[id] + reached.falls[id] >= need.width;
    variable.need.is_none_or(is_far)
}

fn narrow(system: &System, id: VectorId, reached: &Reached, found: &mut Attack) {
    if system.variables[id].whole && system.variables[id].value > 0.0 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of persons, not below zero")]
        let width = (reached.rises[id] + reached.falls[id]).max(0.0) as u64;
        found.narrowest = Some(found.narrowest.map_or(width, |narrowest| narrowest.min(width)));
    }
}

/// How far each number of a region may move, and nothing to win.
fn still(system: &System, region: &Region) -> Vec<Bound> {
    let needs = region.free.iter().filter_map(|id| system.variables[*id].need);
    let reach = needs.map(|need| REACH * need.width.max(need.upper)).fold(1.0, f64::max).ceil();
    region.free.iter().map(|id| bound(system, *id, reach)).collect()
}

/// Asks a number to rise as far as it must, and no further, to leave room for the others.
fn rise(system: &System, id: VectorId, reached: &Reached, bound: &mut Bound) {
    if let Some(need) = system.variables[id].need {
        bound.gain = 1.0 / need.width;
        bound.most = bound.most.min(system.variables[id].rise(need, reached.falls[id]).ceil());
    }
}

/// Asks a number to fall.
fn fall(system: &System, id: VectorId, bound: &mut Bound) {
    if let Some(need) = system.variables[id].need {
        bound.gain = -1.0 / need.width;
    }
}

/// Moves all open numbers of a region at once, up as long as that makes one more of them safe, down, and up again.
fn together(system: &System, region: &Region, reached: &mut Reached, found: &mut Attack) {
    let open = |reached: &Reached| {
        region.free.iter().enumerate().filter(|(_, id)| !is_safe(system, **id, reached)).map(|(index, id)| (index, *id)).collect::<Vec<_>>()
    };
    for down in [false, true] {
        if down && !open(reached).is_empty() {
            let mut bounds = still(system, region);
            for (index, id) in open(reached) {
                fall(system, id, &mut bounds[index]);
            }
            learn(system, region, &bounds, reached, found);
        }
        loop {
            let before = open(reached);
            if before.is_empty() {
                return;
            }
            let mut bounds = still(system, region);
            for (index, id) in &before {
                rise(system, *id, reached, &mut bounds[*index]);
            }
            learn(system, region, &bounds, reached, found);
            if open(reached).len() == before.len() {
                break;
            }
        }
    }
}

/// Moves one number alone: up, then down, and up again as far as it still must.
fn alone(system: &System, region: &Region, id: VectorId, reached: &mut Reached, found: &mut Attack) {
    let Ok(index) = region.free.binary_search(&id) else { return };
    if !reached.is_new(id, region) {
        return;
    }
    for up in [true, false, true] {
        if is_safe(system, id, reached) {
            return;
        }
        let mut bounds = still(system, region);
        if up {
            rise(system, id, reached, &mut bounds[index]);
        } else {
            fall(system, id, &mut bounds[index]);
        }
        learn(system, region, &bounds, reached, found);
    }
}

/// One possible world is a witness for all numbers of a region at once.
fn learn(system: &System, region: &Region, bounds: &[Bound], reached: &mut Reached, found: &mut Attack) {
    found.programs += 1;
    let Some(moves) = solve(system, region, bounds) else { return };
    for (id, step) in region.free.iter().zip(moves) {
        reached.rises[*id] = reached.rises[*id].max(step);
        reached.falls[*id] = reached.falls[*id].max(-step);
    }
}
