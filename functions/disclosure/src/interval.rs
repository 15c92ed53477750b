//! Feasible intervals: to what an attacker can narrow a protected number down, no more and no less.
//!
//! The attack that decides what is published stops as soon as two worlds are far enough apart. An audit wants to know how close it comes:
//! from outside, the bounds of a linear program over everything that hangs together with the number, which no whole number goes beyond; from
//! inside, the widest worlds that have been checked in whole numbers. Where the two meet, the interval is exact (Fischetti & Salazar 2000;
//! Handbook on Statistical Disclosure Control, 2nd edition, §4.2.2).

use crate::attack::Reached;
use crate::program::{Furthest, furthest};
use crate::system::{Region, System};
use crate::vectors::VectorId;

/// Numbers that linear programs are solved over, in all: what an audit takes is bounded by this, not by a clock.
const WORK_MOST: usize = 100_000;

/// A component of more numbers is not solved as a whole: of it only what the attack has found is told.
const COMPONENT_MOST: usize = 2_000;

/// The attack on a bundle as it is published: what is known, and the worlds that were found.
#[derive(Debug)]
pub struct Attacker {
    pub(crate) system: System,
    pub(crate) reached: Reached,
}

/// To what an attacker can narrow a number of persons down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least number of a possible world.
    pub least: u64,
    /// The greatest number of a possible world.
    pub most: u64,
    /// Whether nothing outside of these two is possible; otherwise the interval is at least this wide.
    pub exact: bool,
}

impl Interval {
    /// How far its ends lie apart.
    #[must_use]
    pub const fn width(&self) -> u64 {
        self.most - self.least
    }
}

impl Attacker {
    /// The narrowest interval of all protected numbers of persons; none where none is linked to anything.
    ///
    /// Those that the attack came closest to are solved first, so that most need not be solved at all.
    #[must_use]
    pub fn narrowest(&self) -> Option<Interval> {
        let components = self.system.components();
        let mut targets: Vec<(u64, VectorId, &Region)> = Vec::new();
        for component in components.iter().filter(|component| !component.equations.is_empty()) {
            let protected = component.free.iter().copied().filter(|id| self.is_protected_count(*id));
            targets.extend(protected.map(|id| (self.found(id).width(), id, component)));
        }
        targets.sort_by_key(|(width, id, _)| (*width, *id));
        let mut work = 0;
        let mut narrowest: Option<Interval> = None;
        for (width, id, component) in targets {
            if narrowest.is_some_and(|narrowest| narrowest.width() <= width) {
                break;
            }
            work += component.free.len();
            let interval = if work <= WORK_MOST { self.interval(component, id) } else { self.found(id) };
            if narrowest.is_none_or(|narrowest| interval.width() < narrowest.width()) {
                narrowest = Some(interval);
            }
        }
        narrowest
    }

    fn is_protected_count(&self, id: VectorId) -> bool {
        let variable = &self.system.variables[id];
        variable.need.is_some() && variable.whole && variable.value > 0.0 && variable.least >= 0.0
    }

    /// What the attack has found.
    fn found(&self, id: VectorId) -> Interval {
        let (value, (fall, rise)) = (self.system.variables[id].value, self.reached.of(id));
        Interval { least: whole(value - fall), most: whole(value + rise), exact: false }
    }

    /// The feasible interval of a number.
    fn interval(&self, component: &Region, id: VectorId) -> Interval {
        let found = self.found(id);
        if component.free.len() > COMPONENT_MOST {
            return found;
        }
        let value = self.system.variables[id].value;
        let [down, up] = [false, true].map(|up| furthest(&self.system, component, id, up));
        let meet = |furthest: Furthest| furthest.at_most.is_some_and(|at_most| at_most.floor() <= furthest.found);
        let least = found.least.min(whole(value - down.found));
        let most = found.most.max(whole(value + up.found));
        Interval { least, most, exact: meet(down) && meet(up) }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of persons, not below zero")]
fn whole(number: f64) -> u64 {
    number.max(0.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::Equation;
    use crate::system::{Need, Variable};

    /// Numbers, whether each is printed, and equations of them.
    fn attacker(numbers: &[(f64, bool)], equations: &[&[(VectorId, f64)]]) -> Attacker {
        let variable = |(value, told): &(f64, bool)| Variable {
            value: *value,
            least: 0.0,
            most: f64::INFINITY,
            whole: true,
            told: *told,
            cost: 1.0,
            need: (!told).then_some(Need { upper: 1.0, width: 1.0 }),
        };
        let equations = equations.iter().map(|terms| Equation { terms: terms.to_vec() }).collect();
        let system = System::new(numbers.iter().map(variable).collect(), equations);
        let reached = Reached::new(&system);
        Attacker { system, reached }
    }

    /// Geurts 1992, table 10, as example 3 of the handbook, §4.2.2: of a table with the margins 7, 3 and 6, 4, X11 lies between 3 and 6.
    /// Its other cells: X12 between 1 and 4, X21 and X22 between 0 and 3.
    #[test]
    fn intervals_come_out_as_in_the_handbook() {
        let cells = [(4.0, false), (3.0, false), (2.0, false), (1.0, false)];
        let margins = [(7.0, true), (3.0, true), (6.0, true), (4.0, true)];
        let equations: [&[(VectorId, f64)]; 4] = [
            &[(0, 1.0), (1, 1.0), (4, -1.0)],
            &[(2, 1.0), (3, 1.0), (5, -1.0)],
            &[(0, 1.0), (2, 1.0), (6, -1.0)],
            &[(1, 1.0), (3, 1.0), (7, -1.0)],
        ];
        let attacker = attacker(&[cells, margins].concat(), &equations);
        let components = attacker.system.components();
        let intervals: Vec<_> = (0..4).map(|id| attacker.interval(&components[0], id)).collect();
        let exact = |least, most| Interval { least, most, exact: true };
        assert_eq!(intervals, [exact(3, 6), exact(1, 4), exact(0, 3), exact(0, 3)]);
        assert_eq!(attacker.narrowest().map(|interval| interval.width()), Some(3));
    }

    /// Half-way worlds are no worlds: 2a + 2b = 6 with a + b printed nowhere leaves whole numbers only.
    #[test]
    fn what_only_fractions_reach_is_not_taken_for_possible() {
        let attacker = attacker(&[(1.0, false), (2.0, false), (5.0, true)], &[&[(0, 1.0), (1, 2.0), (2, -1.0)]]);
        let components = attacker.system.components();
        // a + 2b = 5: b is at most 2, and a is odd.
        assert_eq!(attacker.interval(&components[0], 1), Interval { least: 0, most: 2, exact: true });
        assert_eq!(attacker.interval(&components[0], 0), Interval { least: 1, most: 5, exact: false });
    }

    #[test]
    fn what_nothing_links_has_no_interval() {
        assert_eq!(attacker(&[(3.0, false), (9.0, true)], &[]).narrowest(), None);
    }
}
