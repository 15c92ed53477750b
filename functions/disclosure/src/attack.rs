//! The attack: what can be found out about the numbers that must not be known?
//!
//! The attacker knows everything printed, every link between the numbers, and that counts are whole and never below zero. A number is safe
//! when two possible worlds are at hand, both checked, in which it differs by as much as it must, and in one of which it is great enough to
//! be one of the printed numbers.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeInclusive;

use crate::program::{Bound, Moves, bound, solve};
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

/// How much an attack tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// What costs little: all numbers at once, and close to each one that is left.
    Quick,
    /// Everything: further from each one that is left, and in all that hangs together with it.
    Thorough,
}

impl Effort {
    /// Steps from a number within which other worlds are looked for: what is further away keeps its value there, so a world found is one of
    /// the whole.
    const fn steps(self) -> RangeInclusive<usize> {
        match self {
            Self::Quick => 1..=3,
            Self::Thorough => 1..=5,
        }
    }
}

/// The equations that are looked at around a number.
const EQUATIONS: usize = 300;

/// All numbers are moved at once again as long as that makes more than one in so many of the open ones safe.
const WORTH_WHILE: usize = 20;

/// All of a component is looked at for each number that is left in it, if these two multiply to at most this.
const WHOLE_WORK: usize = 150_000;

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

    /// One possible world is a witness for all numbers of a region at once.
    pub(crate) fn learn(&mut self, region: &Region, moves: &Moves) {
        for (id, step) in region.free.iter().zip(moves) {
            self.rises[*id] = self.rises[*id].max(*step);
            self.falls[*id] = self.falls[*id].max(-step);
        }
    }

    /// How far a number can fall and rise.
    pub(crate) fn of(&self, id: VectorId) -> (f64, f64) {
        (self.falls[id], self.rises[id])
    }
}

/// Attacks all components: the numbers of which too much is found out.
pub(crate) fn attack(system: &System, components: &[Region], effort: Effort, reached: &mut Reached) -> (Vec<VectorId>, Attack) {
    let mut found = Attack::default();
    let mut open = Vec::new();
    for component in components {
        let targets: Vec<VectorId> = component.free.iter().copied().filter(|id| system.variables[*id].need.is_some()).collect();
        found.protected += targets.len();
        // What nothing links to anything can be any number.
        if !component.equations.is_empty() {
            search(system, component, &targets, effort, reached, &mut found);
            for id in &targets {
                narrow(system, *id, reached, &mut found);
            }
            open.extend(targets.into_iter().filter(|id| !is_safe(system, *id, reached)));
        }
    }
    (open, found)
}

/// Looks for worlds in which the targets of a component are safe.
fn search(system: &System, component: &Region, targets: &[VectorId], effort: Effort, reached: &mut Reached, found: &mut Attack) {
    together(system, component, reached, found);
    for id in targets {
        for steps in effort.steps() {
            if !is_safe(system, *id, reached) {
                alone(system, &system.around(*id, steps, EQUATIONS), *id, reached, found);
            }
        }
    }
    // Nothing is withheld around a zero, so nothing is won by looking further for one.
    let left = |id: &VectorId| system.variables[*id].value > 0.0 && !is_safe(system, *id, reached);
    let left: Vec<VectorId> = targets.iter().copied().filter(left).collect();
    if effort == Effort::Thorough && component.free.len() * left.len() <= WHOLE_WORK {
        for id in left {
            alone(system, component, id, reached, found);
        }
    }
}

/// Whether a number is known to be able to move as far as it must.
pub(crate) fn is_safe(system: &System, id: VectorId, reached: &Reached) -> bool {
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

/// Moves all open numbers of a region at once, up as long as that makes enough of them safe, down, and up again.
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
            if (before.len() - open(reached).len()) * WORTH_WHILE <= before.len() {
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

/// Looks for the world that wins most.
fn learn(system: &System, region: &Region, bounds: &[Bound], reached: &mut Reached, found: &mut Attack) {
    found.programs += 1;
    if let Some(moves) = solve(system, region, bounds) {
        reached.learn(region, &moves);
    }
}
