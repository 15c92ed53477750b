//! Identities: whatever sets about everybody add up to, in any combination, found by elimination.
//!
//! Persons are hashed into more buckets than there are sets, each with a random weight; a set becomes the vector of its buckets' weights. A
//! combination of sets that is nobody is zero there too, and elimination modulo a prime finds all of those. Each is then checked on the
//! persons themselves, so chance adds nothing.

use std::collections::{BTreeMap, HashMap};

use crate::families::Family;
use crate::links::Links;
use crate::moments::{PRIME, power, times};
use crate::vectors::{VectorId, Vectors, mark};

/// Families of more groups are curves and cross-tables, which trees and margins look at.
const GROUPS_MOST: usize = 64;

/// Sets that are looked at together; the smallest families come first.
const SETS_MOST: usize = 400;

/// An identity of more sets than this is no definition either.
const TERMS_MOST: usize = 80;

/// Factors beyond this are no definition that anybody would use.
const FACTOR_MOST: u64 = 8;

/// Adds what the sets about everybody add up to.
pub(crate) fn find(families: &[Family], vectors: &mut Vectors, links: &mut Links) {
    let mut families: Vec<&Family> =
        families.iter().filter(|family| family.shared.is_empty() && family.groups.len() <= GROUPS_MOST).collect();
    families.sort_by_key(|family| family.groups.len());
    eliminate(&sets(&families, vectors), vectors, links);
}

/// The distinct sets of the families that are somebody. No more than half as many as there are persons: more than those add up by chance.
fn sets(families: &[&Family], vectors: &Vectors) -> Vec<VectorId> {
    let most = SETS_MOST.min(GROUPS_MOST.max(vectors.population() / 2));
    let mut sets: Vec<VectorId> = Vec::new();
    for family in families {
        let new: Vec<VectorId> =
            family.vectors.iter().copied().filter(|id| !vectors.get(*id).persons.is_empty() && !sets.contains(id)).collect();
        if sets.len() + new.len() <= most {
            sets.extend(new);
        }
    }
    sets
}

/// A row of the elimination: what is left of a set's buckets, and which sets it is made of.
struct Row {
    buckets: Vec<u64>,
    of: BTreeMap<usize, u64>,
}

fn eliminate(sets: &[VectorId], vectors: &mut Vectors, links: &mut Links) {
    let width = 4 * sets.len() + 64;
    let mut pivots: Vec<(usize, Row)> = Vec::new();
    for (index, id) in sets.iter().enumerate() {
        let mut row = Row { buckets: buckets(*id, width, vectors), of: BTreeMap::from([(index, 1)]) };
        for (pivot, known) in &pivots {
            let factor = row.buckets[*pivot];
            if factor != 0 {
                subtract(&mut row, known, factor);
            }
        }
        match row.buckets.iter().position(|bucket| *bucket != 0) {
            Some(pivot) => pivots.push((pivot, normalised(row, pivot))),
            None => add_checked(&row.of, sets, vectors, links),
        }
    }
}

fn buckets(id: VectorId, width: usize, vectors: &Vectors) -> Vec<u64> {
    let mut buckets = vec![0; width];
    for (person, amount) in vectors.get(id).entries() {
        let mark = mark(person);
        #[expect(clippy::cast_possible_truncation, reason = "a bucket and a weight are parts of the mark")]
        let (bucket, weight) = ((mark >> 64) as usize % width, mark as u64 % PRIME);
        let amount = u64::try_from(i128::from(amount).rem_euclid(i128::from(PRIME))).unwrap_or(0);
        buckets[bucket] = (buckets[bucket] + times(weight, amount)) % PRIME;
    }
    buckets
}

fn subtract(row: &mut Row, known: &Row, factor: u64) {
    let minus = PRIME - factor;
    for (own, other) in row.buckets.iter_mut().zip(&known.buckets) {
        *own = (*own + times(*other, minus)) % PRIME;
    }
    for (set, share) in &known.of {
        let own = row.of.entry(*set).or_default();
        *own = (*own + times(*share, minus)) % PRIME;
    }
}

fn normalised(mut row: Row, pivot: usize) -> Row {
    let inverse = power(row.buckets[pivot], PRIME - 2);
    row.buckets.iter_mut().for_each(|bucket| *bucket = times(*bucket, inverse));
    row.of.values_mut().for_each(|share| *share = times(*share, inverse));
    row
}

/// Adds the combination if its factors are small and it is true of every person.
fn add_checked(of: &BTreeMap<usize, u64>, sets: &[VectorId], vectors: &Vectors, links: &mut Links) {
    let terms = of.iter().filter(|(_, share)| **share != 0);
    let Some(terms) = terms.map(|(set, share)| Some((sets[*set], signed(*share)?))).collect::<Option<Vec<(VectorId, i64)>>>() else {
        return;
    };
    // Few and few make few by chance: a definition tells of more than those.
    if terms.len() > TERMS_MOST || terms.iter().all(|(id, _)| vectors.is_few(*id)) {
        return;
    }
    let mut left: HashMap<u32, i64> = HashMap::new();
    for (id, factor) in &terms {
        vectors.get(*id).entries().for_each(|(person, amount)| *left.entry(person).or_default() += factor * amount);
    }
    if left.values().all(|amount| *amount == 0) {
        links.add_terms(terms);
    }
}

/// A small factor, above or below zero.
fn signed(share: u64) -> Option<i64> {
    let sign = |share: u64, sign: i64| i64::try_from(share).ok().map(|share| sign * share);
    if share <= FACTOR_MOST {
        sign(share, 1)
    } else if PRIME - share <= FACTOR_MOST {
        sign(PRIME - share, -1)
    } else {
        None
    }
}
