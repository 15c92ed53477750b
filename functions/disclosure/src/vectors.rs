//! Persons as small numbers, and what a value says of them as vectors: one entry a person.
//!
//! A count of persons is a vector of zeros and ones, a sum one of amounts. Two values are about the same thing exactly when their vectors are
//! equal, and one follows from others exactly when its vector does: which tables they stand in, and what they are called, does not matter.

use std::collections::HashMap;

use crate::Contributions;
use crate::columns::Word;

/// What one unit of an amount is in a vector's fixed point: amounts are whole or in halves and quarters, and stay exact.
const UNIT: i64 = 1024;

/// The position of a vector.
pub(crate) type VectorId = usize;

/// All distinct vectors of a bundle.
///
/// Sets of few persons are one only where they are about the same thing (the words of their keys): that the one visitor from Estonia is also
/// the one with an old browser is chance, and no attacker knows it.
#[derive(Debug)]
pub(crate) struct Vectors {
    least: usize,
    persons: HashMap<u64, u32>,
    keys: Vec<u64>,
    list: Vec<Vector>,
    known: HashMap<u128, VectorId>,
    few: HashMap<u128, Vec<VectorId>>,
}

/// One vector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vector {
    /// Persons with an entry other than zero, ascending.
    pub(crate) persons: Vec<u32>,
    /// Their entries, in fixed point; empty where all are one.
    amounts: Vec<i64>,
    /// The sum of the entries.
    pub(crate) total: f64,
    /// The greatest and the second greatest entry.
    pub(crate) greatest: [f64; 2],
}

impl Vector {
    /// Whether it is a set of persons.
    pub(crate) fn is_set(&self) -> bool {
        self.amounts.is_empty()
    }

    /// Whether an entry is less than zero.
    pub(crate) fn has_negative(&self) -> bool {
        self.amounts.iter().any(|amount| *amount < 0)
    }

    /// Whether its total can be but a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        self.amounts.iter().all(|amount| amount % UNIT == 0)
    }

    fn of_set(persons: Vec<u32>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a number of persons is far below 2^53")]
        let total = persons.len() as f64;
        Self { persons, amounts: Vec::new(), total, greatest: [1.0, 1.0] }
    }

    fn of_amounts(entries: Vec<(u32, i64)>) -> Self {
        let entries: Vec<(u32, i64)> = entries.into_iter().filter(|(_, amount)| *amount != 0).collect();
        if entries.iter().all(|(_, amount)| *amount == UNIT) {
            return Self::of_set(entries.into_iter().map(|(person, _)| person).collect());
        }
        let total = in_units(entries.iter().map(|(_, amount)| *amount).sum());
        let mut greatest = [0; 2];
        for (_, amount) in &entries {
            if amount.abs() > greatest[0] {
                greatest = [amount.abs(), greatest[0]];
            } else if amount.abs() > greatest[1] {
                greatest[1] = amount.abs();
            }
        }
        let (persons, amounts) = entries.into_iter().unzip();
        Self { persons, amounts, total, greatest: greatest.map(in_units) }
    }

    /// The persons with their entries, in fixed point.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (u32, i64)> {
        self.persons.iter().enumerate().map(|(index, person)| (*person, self.amounts.get(index).copied().unwrap_or(UNIT)))
    }

    /// A number that equal vectors share and others do not, up to a chance of one in 2^100. It is linear, as a vector is.
    fn fingerprint(&self) -> u128 {
        self.entries()
            .fold(0, |sum: u128, (person, amount)| sum.wrapping_add(mark(person).wrapping_mul(i128::from(amount).cast_unsigned())))
    }
}

/// The persons of entries, where each has one.
pub(crate) fn only_persons(entries: &[(u32, i64)]) -> Option<Vec<u32>> {
    entries.iter().all(|(_, amount)| *amount == UNIT).then(|| entries.iter().map(|(person, _)| *person).collect())
}

#[expect(clippy::cast_precision_loss, reason = "amounts of an event are far below 2^53")]
fn in_units(fixed: i64) -> f64 {
    fixed as f64 / UNIT as f64
}

/// 128 well-mixed bits for each person: two rounds of the finaliser of `SplitMix64` (Steele, Lea & Flood 2014).
pub(crate) fn mark(person: u32) -> u128 {
    let half = |seed: u64| {
        let mut bits = seed.wrapping_add((u64::from(person) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    };
    (u128::from(half(0x243f_6a88_85a3_08d3)) << 64) | u128::from(half(0x1319_8a2e_0370_7344))
}

impl Vectors {
    /// No vectors yet. Those of at least so many persons are one whatever they are about.
    pub(crate) fn new(least: usize) -> Self {
        Self { least, persons: HashMap::new(), keys: Vec::new(), list: Vec::new(), known: HashMap::new(), few: HashMap::new() }
    }

    /// The number of persons behind any value.
    pub(crate) fn population(&self) -> usize {
        self.persons.len()
    }

    /// The keys of the persons, by their numbers.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        self.keys.iter().copied()
    }

    /// The number of vectors.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// A vector by its position.
    pub(crate) fn get(&self, id: VectorId) -> &Vector {
        &self.list[id]
    }

    /// The persons behind a value, as a set.
    pub(crate) fn set(&mut self, contributions: &Contributions, about: &[Word]) -> VectorId {
        let persons = self.dense(&contributions.persons);
        self.add(Vector::of_set(persons), about)
    }

    /// What each person contributes to a value.
    pub(crate) fn amounts(&mut self, contributions: &Contributions, about: &[Word]) -> VectorId {
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "saturates far beyond any amount of an event")]
        let fixed = |amount: &f64| (amount * UNIT as f64).round() as i64;
        let persons: Vec<u32> = contributions.persons.iter().map(|person| self.number(*person)).collect();
        let mut entries: Vec<(u32, i64)> = persons.into_iter().zip(contributions.amounts.iter().map(fixed)).collect();
        entries.sort_unstable();
        self.add(Vector::of_amounts(entries), about)
    }

    /// The sum of vectors.
    pub(crate) fn sum(&mut self, parts: &[VectorId], about: &[Word]) -> VectorId {
        let mut entries: Vec<(u32, i64)> = parts.iter().flat_map(|id| self.list[*id].entries().collect::<Vec<_>>()).collect();
        entries.sort_unstable();
        let mut merged: Vec<(u32, i64)> = Vec::with_capacity(entries.len());
        for (person, amount) in entries {
            match merged.last_mut() {
                Some(last) if last.0 == person => last.1 += amount,
                _ => merged.push((person, amount)),
            }
        }
        self.add(Vector::of_amounts(merged), about)
    }

    /// Whether fewer than the least number of persons are behind a vector.
    pub(crate) fn is_few(&self, id: VectorId) -> bool {
        self.list[id].persons.len() < self.least
    }

    /// Takes a set of few persons for one that is recognised whatever it is about.
    pub(crate) fn recognise(&mut self, id: VectorId) {
        if self.is_few(id) && !self.list[id].persons.is_empty() {
            let same = self.few.entry(self.list[id].fingerprint()).or_default();
            if !same.contains(&id) {
                same.push(id);
            }
        }
    }

    /// Whether a set, or what a whole has beside it, is too small to be recognised.
    pub(crate) fn is_chance(&self, persons: usize, whole: usize) -> bool {
        persons < self.least || whole < persons + self.least
    }

    /// A set of persons that a relation brings up, and that is not recognised anywhere else.
    pub(crate) fn set_about(&mut self, persons: Vec<u32>, about: &[Word]) -> VectorId {
        self.add_about(Vector::of_set(persons), about, true)
    }

    /// A set of persons that a relation between values brings up.
    pub(crate) fn set_of(&mut self, persons: Vec<u32>, about: &[Word]) -> VectorId {
        self.add(Vector::of_set(persons), about)
    }

    /// A set of enough persons that is there already.
    pub(crate) fn find(&self, persons: &[u32]) -> Option<VectorId> {
        self.known.get(&Vector::of_set(persons.to_vec()).fingerprint()).copied()
    }

    /// What one vector has more than the other, if that is more than nothing, less than all, of fewer than `most` persons and everywhere on one
    /// side: whether the first has more, and the persons with how much.
    pub(crate) fn difference(&self, one: VectorId, other: VectorId, most: usize) -> Option<(bool, Vec<(u32, i64)>)> {
        let (one, other) = (&self.list[one], &self.list[other]);
        if one.persons.is_empty() || other.persons.is_empty() {
            return None;
        }
        let (mut ones, mut others) = (one.entries().peekable(), other.entries().peekable());
        let mut rest: Vec<(u32, i64)> = Vec::new();
        loop {
            let person = match (ones.peek(), others.peek()) {
                (Some((one, _)), Some((other, _))) => *one.min(other),
                (Some((person, _)), None) | (None, Some((person, _))) => *person,
                (None, None) => break,
            };
            let amount = |entry: Option<(u32, i64)>| entry.map_or(0, |(_, amount)| amount);
            let more = amount(ones.next_if(|entry| entry.0 == person)) - amount(others.next_if(|entry| entry.0 == person));
            if more != 0 {
                rest.push((person, more));
                if rest.len() >= most || more.signum() != rest[0].1.signum() {
                    return None;
                }
            }
        }
        let one_is_more = rest.first()?.1 > 0;
        for (_, more) in &mut rest {
            *more = more.abs();
        }
        Some((one_is_more, rest))
    }

    /// What persons have that a relation between values brings up.
    pub(crate) fn entries_of(&mut self, entries: Vec<(u32, i64)>, about: &[Word]) -> VectorId {
        self.add(Vector::of_amounts(entries), about)
    }

    /// The recognised sets of the same few persons, whatever they are about.
    pub(crate) fn the_same_few(&self, persons: &[u32]) -> Vec<VectorId> {
        self.few.get(&Vector::of_set(persons.to_vec()).fingerprint()).cloned().unwrap_or_default()
    }

    /// Equal vectors are one; but nothing is nothing of its own: that nobody did one thing says nothing of another.
    fn add(&mut self, vector: Vector, about: &[Word]) -> VectorId {
        // What a few have is told apart by how much they have: that it is the same twice is no chance.
        let only_there = vector.persons.len() < self.least && vector.is_set();
        self.add_about(vector, about, only_there)
    }

    fn add_about(&mut self, vector: Vector, about: &[Word], only_there: bool) -> VectorId {
        let id = self.list.len();
        if vector.persons.is_empty() {
            self.list.push(vector);
            return id;
        }
        let mut fingerprint = vector.fingerprint();
        if only_there {
            for word in about {
                fingerprint ^= mark(u32::MAX - word).rotate_left(1);
            }
        }
        let known = *self.known.entry(fingerprint).or_insert(id);
        if known == id {
            self.list.push(vector);
        }
        known
    }

    fn dense(&mut self, persons: &[u64]) -> Vec<u32> {
        let mut numbers: Vec<u32> = persons.iter().map(|person| self.number(*person)).collect();
        numbers.sort_unstable();
        numbers
    }

    fn number(&mut self, person: u64) -> u32 {
        let next = u32::try_from(self.persons.len()).unwrap_or(u32::MAX);
        let number = *self.persons.entry(person).or_insert(next);
        if number == next {
            self.keys.push(person);
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(persons: &[u64]) -> Contributions {
        Contributions { persons: persons.to_vec(), amounts: Vec::new() }
    }

    #[test]
    fn equal_vectors_are_one_whatever_they_are_called() {
        let mut vectors = Vectors::new(2);
        let visitors = vectors.set(&people(&[1, 5, 9]), &[]);
        let clicks = vectors.amounts(&Contributions { persons: vec![1, 5, 9], amounts: vec![1.0, 1.0, 1.0] }, &[7]);
        assert_eq!(visitors, clicks, "who clicked once each");
        let more = vectors.amounts(&Contributions { persons: vec![1, 5, 9], amounts: vec![1.0, 2.5, 0.0] }, &[]);
        assert_ne!(visitors, more);
        assert_eq!((vectors.get(more).total, vectors.get(more).persons.len(), vectors.get(more).greatest), (3.5, 2, [2.5, 1.0]));
    }

    #[test]
    fn a_sum_is_found_again_where_it_is_printed() {
        let mut vectors = Vectors::new(2);
        let total = vectors.set(&people(&[1, 2, 3, 4]), &[]);
        let (left, right) = (vectors.set(&people(&[1, 2]), &[1]), vectors.set(&people(&[3, 4]), &[2]));
        assert_eq!(vectors.sum(&[left, right], &[]), total);
        assert_ne!(vectors.sum(&[left, total], &[]), total);
    }

    #[test]
    fn a_difference_is_of_few_persons_and_on_one_side() {
        let mut vectors = Vectors::new(2);
        let mut amounts = |amounts: &[f64]| {
            let persons = (1..=amounts.len() as u64).collect();
            vectors.amounts(&Contributions { persons, amounts: amounts.to_vec() }, &[])
        };
        let (all, less, other, far) =
            (amounts(&[5.0, 2.0, 3.0]), amounts(&[4.0, 2.0]), amounts(&[6.0, 1.0, 3.0]), amounts(&[1.0, 1.0, 1.0]));
        assert_eq!(vectors.difference(all, less, 3), Some((true, vec![(0, UNIT), (2, 3 * UNIT)])));
        assert_eq!(vectors.difference(less, all, 3), Some((false, vec![(0, UNIT), (2, 3 * UNIT)])));
        assert_eq!(vectors.difference(all, other, 3), None, "one has more, the other less");
        assert_eq!((vectors.difference(all, far, 3), vectors.difference(all, all, 3)), (None, None));
    }

    #[test]
    fn nothing_is_not_the_same_as_nothing_else() {
        let mut vectors = Vectors::new(2);
        assert_ne!(vectors.set(&people(&[]), &[]), vectors.set(&people(&[]), &[]));
        assert_ne!(vectors.set(&people(&[1]), &[1]), vectors.set(&people(&[1]), &[2]), "one person is the same by chance");
        assert_eq!(vectors.set(&people(&[1]), &[1]), vectors.set(&people(&[1]), &[1]));
    }
}
