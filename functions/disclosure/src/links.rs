//! Links: what follows from what, found from the persons themselves.
//!
//! An attacker knows the definitions: options add up to those who answered, who stayed to the end were there, the Nordic visitors are some of
//! all. Nobody tells this crate so; it sees which vectors add up. Five kinds of link are looked for:
//!
//! - *margins*: the groups of a family add up to their sum, and that sum may be printed anywhere else in the bundle;
//! - *trees* (`trees`): two families of disjoint sets cut the same persons in two ways, and the pieces hang together like a tree;
//! - *rows* (`rows`): several sets about the same thing cut it into few pieces, as a whole, two parts of it, and what is left;
//! - *near misses* (`rows`): a value without keys, or one of amounts, says of all but a few persons what another one says.
//! - *identities* (`identities`): any other combination of sets about the same thing that adds up.
//!
//! What is left out on purpose: cross-tables that nobody has seen. Countries and browsers cut the same persons too, but into a net of pieces;
//! to take the net as known would hide everything and protect nobody. Where a piece of it is printed, it is known.

use std::collections::BTreeMap;

use crate::columns::{Column, Words};
use crate::families::Family;
use crate::vectors::{VectorId, Vectors};
use crate::{identities, rows, trees};

/// A linear relation between vectors: the terms add up to zero.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Equation {
    /// Vectors with their factors.
    pub(crate) terms: Vec<(VectorId, f64)>,
}

/// What links the values of a bundle.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// Linear relations, none twice.
    pub(crate) equations: Vec<Equation>,
    /// Values that say of all the persons of another value what is said of some elsewhere: column and group.
    pub(crate) complements: Vec<(usize, usize)>,
}

/// Finds the links of a bundle. Sets that differ by fewer than `near` persons are a near miss.
pub(crate) fn find(columns: &[Column], words: &Words, families: &[Family], vectors: &mut Vectors, near: usize) -> Links {
    let mut links = Links::default();
    margins(families, vectors, &mut links);
    trees::find(families, near, vectors, &mut links);
    rows::together(families, vectors, &mut links);
    identities::find(families, vectors, &mut links);
    rows::near_misses(columns, words, vectors, near, &mut links);
    links.equations.sort_by(|one, other| one.terms.len().cmp(&other.terms.len()).then_with(|| ids(one).cmp(ids(other))));
    links.equations.dedup();
    links
}

fn ids(equation: &Equation) -> impl Iterator<Item = VectorId> {
    equation.terms.iter().map(|(id, _)| *id)
}

impl Links {
    /// The whole is the sum of its parts. Where one part is the whole, the others are nobody, which is not known.
    pub(crate) fn add(&mut self, whole: VectorId, parts: &[VectorId]) {
        if parts.contains(&whole) {
            return;
        }
        self.add_terms(parts.iter().map(|part| (*part, 1)).chain([(whole, -1)]));
    }

    /// The terms add up to zero. What is there several times is added up.
    pub(crate) fn add_terms(&mut self, terms: impl IntoIterator<Item = (VectorId, i64)>) {
        let mut factors: BTreeMap<VectorId, i64> = BTreeMap::new();
        terms.into_iter().for_each(|(id, factor)| *factors.entry(id).or_default() += factor);
        #[expect(clippy::cast_precision_loss, reason = "factors are small")]
        let terms: Vec<_> = factors.into_iter().filter(|(_, factor)| *factor != 0).map(|(id, factor)| (id, factor as f64)).collect();
        if !terms.is_empty() {
            self.equations.push(Equation { terms });
        }
    }
}

/// Groups that share persons add up to something that is printed, if at all, where they are few: the options of a question.
const OVERLAPPING_MOST: usize = 16;

fn margins(families: &[Family], vectors: &mut Vectors, links: &mut Links) {
    let adds_up = |family: &&Family| family.vectors.len() > 1 && (family.disjoint || family.vectors.len() <= OVERLAPPING_MOST);
    let mut of_kinds: BTreeMap<usize, Vec<&Family>> = BTreeMap::new();
    for family in families.iter().filter(adds_up) {
        of_kinds.entry(family.kind).or_default().push(family);
    }
    for families in of_kinds.into_values() {
        // A sum that is printed for one session and not for another one is the same by chance; trees know what else there is to it.
        let about_all = families[0].shared.is_empty();
        let before = vectors.len();
        let sums: Vec<VectorId> = families.iter().map(|family| vectors.sum(&family.vectors, &family.shared)).collect();
        if about_all || sums.iter().all(|sum| *sum < before) {
            families.into_iter().zip(sums).for_each(|(family, sum)| links.add(sum, &family.vectors));
        }
    }
}
