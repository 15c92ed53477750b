//! What an attacker knows as a system: unknown numbers, and the equations between them.

use crate::links::Equation;
use crate::vectors::VectorId;

/// One number of the bundle, printed or not.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    /// What it is.
    pub(crate) value: f64,
    /// The least it can be, as everybody knows.
    pub(crate) least: f64,
    /// The greatest it can be, as everybody knows.
    pub(crate) most: f64,
    /// Whether it is a whole number.
    pub(crate) whole: bool,
    /// Whether it can be read off the bundle.
    pub(crate) told: bool,
    /// What is lost when it is not; infinite where it cannot be hidden any more.
    pub(crate) cost: f64,
    /// What an attacker must be left in doubt about, if it must not be known.
    pub(crate) need: Option<Need>,
}

/// How uncertain a number must stay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Need {
    /// It must be possible that it is as great as this.
    pub(crate) upper: f64,
    /// Its possible values must lie at least this far apart.
    pub(crate) width: f64,
}

impl Variable {
    /// How far it must be able to rise, if it is known to be able to fall by so much.
    pub(crate) fn rise(&self, need: Need, fall: f64) -> f64 {
        (need.upper - self.value).max(need.width - fall).max(0.0)
    }

    /// How far it must be able to fall, once it can rise as far as the upper bound asks.
    pub(crate) fn fall(&self, need: Need) -> f64 {
        (need.width - (need.upper - self.value).max(0.0)).clamp(0.0, (self.value - self.least).max(0.0))
    }
}

/// All numbers of a bundle, and what links them.
#[derive(Debug)]
pub(crate) struct System {
    /// The numbers, one a vector.
    pub(crate) variables: Vec<Variable>,
    equations: Vec<Equation>,
    touching: Vec<Vec<usize>>,
}

/// Numbers that hang together through equations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Region {
    /// Numbers that may be other than they are.
    pub(crate) free: Vec<VectorId>,
    /// Equations that hold between them.
    pub(crate) equations: Vec<usize>,
}

impl System {
    pub(crate) fn new(variables: Vec<Variable>, equations: Vec<Equation>) -> Self {
        let mut touching = vec![Vec::new(); variables.len()];
        for (position, equation) in equations.iter().enumerate() {
            equation.terms.iter().for_each(|(id, _)| touching[*id].push(position));
        }
        Self { variables, equations, touching }
    }

    pub(crate) fn equation(&self, position: usize) -> &Equation {
        &self.equations[position]
    }

    /// The numbers that are not told, in groups that no equation links, each with something to protect in it.
    pub(crate) fn components(&self) -> Vec<Region> {
        let mut seen = vec![false; self.variables.len()];
        let mut components = Vec::new();
        for start in 0..self.variables.len() {
            if self.variables[start].told || seen[start] {
                continue;
            }
            let component = self.component(start, &mut seen);
            if component.free.iter().any(|id| self.variables[*id].need.is_some()) {
                components.push(component);
            }
        }
        components
    }

    fn component(&self, start: VectorId, seen: &mut [bool]) -> Region {
        let mut free = vec![start];
        seen[start] = true;
        let mut next = 0;
        while let Some(&id) = free.get(next) {
            next += 1;
            for equation in &self.touching[id] {
                for &(other, _) in &self.equations[*equation].terms {
                    if !self.variables[other].told && !std::mem::replace(&mut seen[other], true) {
                        free.push(other);
                    }
                }
            }
        }
        free.sort_unstable();
        let equations = self.equations_among(&free);
        Region { free, equations }
    }

    /// The neighbourhood of a number, told or not: what can be reached over so many equations, as long as it does not grow beyond `most`.
    /// Numbers that stand in an equation outside of it keep their value.
    pub(crate) fn neighbourhood(&self, start: VectorId, steps: usize, most: usize) -> Region {
        let mut reached = vec![start];
        let mut equations: Vec<usize> = Vec::new();
        let mut from = 0;
        for _ in 0..steps {
            let until = reached.len();
            for position in from..until {
                let id = reached[position];
                if position > 0 && self.touching[id].len() + equations.len() > most {
                    continue;
                }
                for equation in &self.touching[id] {
                    if !equations.contains(equation) {
                        equations.push(*equation);
                        let others = self.equations[*equation].terms.iter().map(|(other, _)| *other);
                        others.for_each(|other| {
                            if !reached.contains(&other) {
                                reached.push(other)
                            }
                        });
                    }
                }
            }
            from = until;
        }
        equations.sort_unstable();
        let inside = |id: &VectorId| self.touching[*id].iter().all(|equation| equations.binary_search(equation).is_ok());
        let mut free: Vec<VectorId> = reached.into_iter().filter(inside).collect();
        free.sort_unstable();
        Region { free, equations }
    }

    fn equations_among(&self, free: &[VectorId]) -> Vec<usize> {
        let mut equations: Vec<usize> = free.iter().flat_map(|id| &self.touching[*id]).copied().collect();
        equations.sort_unstable();
        equations.dedup();
        equations
    }
}
