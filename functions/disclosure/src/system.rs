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
    /// A system of the equations that tell something.
    pub(crate) fn new(variables: Vec<Variable>, equations: Vec<Equation>) -> Self {
        let equations = without_loose_sums(&variables, equations);
        let mut touching = vec![Vec::new(); variables.len()];
        for (position, equation) in equations.iter().enumerate() {
            equation.terms.iter().for_each(|(id, _)| touching[*id].push(position));
        }
        Self { variables, equations, touching }
    }

    pub(crate) fn equation(&self, position: usize) -> &Equation {
        &self.equations[position]
    }

    /// The equations that a number stands in.
    pub(crate) fn equations_of(&self, id: VectorId) -> &[usize] {
        &self.touching[id]
    }

    /// The numbers that are not told, in groups that no equation links, each with something to protect in it.
    pub(crate) fn components(&self) -> Vec<Region> {
        let mut seen = Marks::new(self.variables.len());
        let mut components = Vec::new();
        for start in 0..self.variables.len() {
            if self.variables[start].told || seen.has(start) {
                continue;
            }
            let component = self.component(start, &mut seen);
            if component.free.iter().any(|id| self.variables[*id].need.is_some()) {
                components.push(component);
            }
        }
        components
    }

    fn component(&self, start: VectorId, seen: &mut Marks) -> Region {
        let mut free = vec![start];
        seen.set(start);
        let mut next = 0;
        while let Some(&id) = free.get(next) {
            next += 1;
            for equation in &self.touching[id] {
                for &(other, _) in &self.equations[*equation].terms {
                    if !self.variables[other].told && seen.set(other) {
                        free.push(other);
                    }
                }
            }
        }
        free.sort_unstable();
        let equations = self.equations_among(&free);
        Region { free, equations }
    }

    /// The neighbourhood of a number, told or not: what can be reached over so many equations, as long as there are at most so many of them.
    /// Numbers that stand in an equation outside of it keep their value.
    pub(crate) fn neighbourhood(&self, start: VectorId, steps: usize, equations_most: usize) -> Region {
        self.reach(start, steps, equations_most, |_| true)
    }

    /// The same over numbers that are not told.
    pub(crate) fn around(&self, start: VectorId, steps: usize, equations_most: usize) -> Region {
        self.reach(start, steps, equations_most, |id| !self.variables[id].told)
    }

    fn reach(&self, start: VectorId, steps: usize, equations_most: usize, may_move: impl Fn(VectorId) -> bool) -> Region {
        let mut reached = vec![start];
        let mut seen = Marks::new(self.variables.len());
        seen.set(start);
        let mut equations = Vec::new();
        let mut inside = Marks::new(self.equations.len());
        let mut from = 0;
        for _ in 0..steps {
            let until = reached.len();
            for position in from..until {
                if position > 0 && equations.len() >= equations_most {
                    break;
                }
                let own = &self.touching[reached[position]];
                let new = own.iter().filter(|equation| !inside.has(**equation)).count();
                if position > 0 && new + equations.len() > equations_most {
                    continue;
                }
                for equation in own.iter().copied().filter(|equation| inside.set(*equation)) {
                    equations.push(equation);
                    let others = self.equations[equation].terms.iter().map(|(other, _)| *other);
                    reached.extend(others.filter(|other| may_move(*other) && seen.set(*other)));
                }
            }
            from = until;
        }
        reached.retain(|id| self.touching[*id].iter().all(|equation| inside.has(*equation)));
        reached.sort_unstable();
        equations.sort_unstable();
        Region { free: reached, equations }
    }

    fn equations_among(&self, free: &[VectorId]) -> Vec<usize> {
        let mut equations: Vec<usize> = free.iter().flat_map(|id| &self.touching[*id]).copied().collect();
        equations.sort_unstable();
        equations.dedup();
        equations
    }
}

/// Which of so many things were met. Regions are looked for tens of thousands of times, so this must cost next to nothing.
struct Marks(Vec<bool>);

impl Marks {
    fn new(length: usize) -> Self {
        Self(vec![false; length])
    }

    fn has(&self, position: usize) -> bool {
        self.0[position]
    }

    /// Marks one; whether it was not.
    fn set(&mut self, position: usize) -> bool {
        !std::mem::replace(&mut self.0[position], true)
    }
}

/// Leaves out equations that tell nothing: a sum that is printed nowhere, need not be protected and stands in no other equation is whatever
/// its parts add up to, and cannot be below zero as they cannot.
fn without_loose_sums(variables: &[Variable], mut equations: Vec<Equation>) -> Vec<Equation> {
    loop {
        let mut uses = vec![0_usize; variables.len()];
        equations.iter().flat_map(|equation| &equation.terms).for_each(|(id, _)| uses[*id] += 1);
        let is_loose_sum = |equation: &Equation, id: VectorId, factor: f64| {
            let variable = &variables[id];
            let nobody_asks = uses[id] == 1 && variable.cost == 0.0 && variable.need.is_none();
            let mut others = equation.terms.iter().filter(|(other, _)| *other != id);
            nobody_asks && others.all(|(other, part)| part * factor < 0.0 && variables[*other].least >= 0.0)
        };
        let before = equations.len();
        equations.retain(|equation| !equation.terms.iter().any(|(id, factor)| is_loose_sum(equation, *id, *factor)));
        if equations.len() == before {
            return equations;
        }
    }
}
