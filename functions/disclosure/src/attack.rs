//! The attack: what can be found out about the numbers that must not be known?
//!
//! The attacker knows everything printed, every link between the numbers, and that counts are whole and never below zero. A number is safe
//! when two possible worlds are at hand, both checked, in which it differs by as much as it must, and in one of which it is great enough to
//! be one of the printed numbers. Who is among the counted knows of one person, themselves: the least width is one wider for that.

use crate::program::{Bound, solve};
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

/// A protected number under attack.
#[derive(Clone, Copy, Debug)]
struct Target {
    index: usize,
    id: VectorId,
    need: Need,
    fall: f64,
    rise: f64,
}

/// Attacks one component: the numbers in it of which too much is found out.
pub(crate) fn attack(system: &System, component: &Region, found: &mut Attack) -> Vec<VectorId> {
    let mut targets = targets(system, component);
    found.protected += targets.len();
    together(system, component, &mut targets, found, falls);
    while together(system, component, &mut targets, found, rises) {}
    for index in 0..targets.len() {
        if !is_safe(system, &targets[index]) {
            alone(system, component, &mut targets, index, found);
        }
    }
    for target in targets.iter().filter(|target| system.variables[target.id].whole) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of persons, not below zero")]
        let width = (target.rise + target.fall).max(0.0) as u64;
        found.narrowest = Some(found.narrowest.map_or(width, |narrowest| narrowest.min(width)));
    }
    targets.iter().filter(|target| !is_safe(system, target)).map(|target| target.id).collect()
}

fn targets(system: &System, component: &Region) -> Vec<Target> {
    let target =
        |(index, id): (usize, &VectorId)| system.variables[*id].need.map(|need| Target { index, id: *id, need, fall: 0.0, rise: 0.0 });
    component.free.iter().enumerate().filter_map(target).collect()
}

fn is_safe(system: &System, target: &Target) -> bool {
    let value = system.variables[target.id].value;
    value + target.rise >= target.need.upper && target.rise + target.fall >= target.need.width
}

/// How far each number may move, and nothing to win.
fn still(system: &System, component: &Region, targets: &[Target]) -> Vec<Bound> {
    let reach = targets.iter().map(|target| REACH * target.need.width.max(target.need.upper)).fold(1.0, f64::max).ceil();
    component.free.iter().map(|id| bound(system, *id, reach)).collect()
}

/// How far a number may move.
pub(crate) fn bound(system: &System, id: VectorId, reach: f64) -> Bound {
    let variable = &system.variables[id];
    let least = (variable.least - variable.value).max(-reach).min(0.0);
    Bound { least, most: (variable.most - variable.value).min(reach).max(0.0), gain: 0.0, loss: 0.0 }
}

/// Asks an open target to fall.
fn falls(_: &System, target: &Target, bound: &mut Bound) {
    bound.gain = -1.0 / target.need.width;
}

/// Asks an open target to rise as far as it must, and no further, to leave room for the others.
fn rises(system: &System, target: &Target, bound: &mut Bound) {
    bound.gain = 1.0 / target.need.width;
    bound.most = bound.most.min(system.variables[target.id].rise(target.need, target.fall).ceil());
}

/// Moves all open targets at once; whether that made one of them safe.
fn together(
    system: &System,
    component: &Region,
    targets: &mut [Target],
    found: &mut Attack,
    ask: impl Fn(&System, &Target, &mut Bound),
) -> bool {
    let open = |targets: &[Target]| targets.iter().filter(|target| !is_safe(system, target)).count();
    let before = open(targets);
    if before == 0 {
        return false;
    }
    let mut bounds = still(system, component, targets);
    for target in targets.iter().filter(|target| !is_safe(system, target)) {
        ask(system, target, &mut bounds[target.index]);
    }
    learn(system, component, targets, &bounds, found);
    open(targets) < before
}

/// Moves one target alone, down and then up.
fn alone(system: &System, component: &Region, targets: &mut [Target], index: usize, found: &mut Attack) {
    let asks: [fn(&System, &Target, &mut Bound); 2] = [falls, rises];
    for ask in asks {
        let mut bounds = still(system, component, targets);
        let target = targets[index];
        ask(system, &target, &mut bounds[target.index]);
        learn(system, component, targets, &bounds, found);
    }
}

/// One possible world is a witness for all targets at once.
fn learn(system: &System, component: &Region, targets: &mut [Target], bounds: &[Bound], found: &mut Attack) {
    found.programs += 1;
    let Some(moves) = solve(system, component, bounds) else { return };
    for target in targets {
        target.rise = target.rise.max(moves[target.index]);
        target.fall = target.fall.max(-moves[target.index]);
    }
}
