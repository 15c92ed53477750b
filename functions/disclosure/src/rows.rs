//! Sets about the same thing: what a few of them cut out between them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::columns::{Column, Word, Words};
use crate::families::Family;
use crate::links::Links;
use crate::vectors::{VectorId, Vectors, only_persons};

/// A column with at most this many groups is looked at for near misses with every other value.
const LOOSE_GROUPS: usize = 3;

/// The sets that are looked at together: one bit each.
const SETS_MOST: usize = 64;

/// Pieces that are always looked at; with more of them, each set may add but one, or they become a cross-table that nobody has seen.
const PIECES: usize = 16;

/// For each thing that several sets are about, the pieces that they cut it into. The greatest sets come first, and one that would cut the
/// pieces into a net is left out: then the others tell nothing certain of it.
pub(crate) fn together(families: &[Family], vectors: &mut Vectors, links: &mut Links) {
    let mut about: BTreeMap<&[Word], Vec<VectorId>> = BTreeMap::new();
    for family in families.iter().filter(|family| family.disjoint && family.groups.len() == 1) {
        about.entry(&family.shared).or_default().push(family.vectors[0]);
    }
    for (about, mut sets) in about {
        sets.retain(|id| !vectors.get(*id).persons.is_empty());
        sets.sort_by_key(|id| (std::cmp::Reverse(vectors.get(*id).persons.len()), *id));
        sets.dedup();
        sets.truncate(SETS_MOST);
        if sets.len() > 2 {
            cut(&sets, about, vectors, links);
        }
    }
}

/// The persons of each piece, by the sets that it lies in.
type Pieces = BTreeMap<u64, Vec<u32>>;

/// Each set as the sum of its pieces.
fn cut(sets: &[VectorId], about: &[Word], vectors: &mut Vectors, links: &mut Links) {
    let mut chosen: Vec<VectorId> = Vec::new();
    let mut pieces = Pieces::new();
    for id in sets {
        let finer = cut_by(&pieces, &vectors.get(*id).persons, 1 << chosen.len());
        if finer.len() <= PIECES.max(chosen.len() + 2) {
            chosen.push(*id);
            pieces = finer;
        }
    }
    let pieces: Vec<(u64, VectorId)> =
        pieces.into_iter().map(|(within, persons)| (within, piece(persons, about, vectors, links))).collect();
    for (set, whole) in chosen.into_iter().enumerate() {
        let parts: Vec<VectorId> = pieces.iter().filter(|(within, _)| within >> set & 1 == 1).map(|(_, piece)| *piece).collect();
        links.add(whole, &parts);
    }
}

/// A piece as a number. What sets about everybody cut out is known for what it is: where few persons are told of anywhere, it is they.
fn piece(persons: Vec<u32>, about: &[Word], vectors: &mut Vectors, links: &mut Links) -> VectorId {
    let told = if about.is_empty() { vectors.the_same_few(&persons) } else { Vec::new() };
    let piece = vectors.set_of(persons, about);
    for other in told {
        links.add(piece, &[other]);
    }
    piece
}

/// The pieces, cut further by one more set.
fn cut_by(pieces: &Pieces, set: &[u32], bit: u64) -> Pieces {
    let mut finer = Pieces::new();
    let mut of_person: HashMap<u32, u64> = HashMap::new();
    for (within, persons) in pieces {
        of_person.extend(persons.iter().map(|person| (*person, *within)));
    }
    for person in set {
        *of_person.entry(*person).or_default() |= bit;
    }
    let mut persons: Vec<(u32, u64)> = of_person.into_iter().collect();
    persons.sort_unstable();
    for (person, within) in persons {
        finer.entry(within).or_default().push(person);
    }
    finer
}

/// Values that say of all but fewer than `near` persons the same: everybody and everybody but two, all messages and those of all but one. Looked
/// for between values without keys, or of few groups, and all others; and between amounts about the same words, of which trees know nothing.
pub(crate) fn near_misses(columns: &[Column], words: &Words, vectors: &mut Vectors, near: usize, links: &mut Links) {
    let mut by_size: Vec<(usize, VectorId)> =
        columns.iter().flat_map(|column| &column.vectors).map(|id| (vectors.get(*id).persons.len(), *id)).collect();
    by_size.sort_unstable();
    by_size.dedup();
    let mut pairs: BTreeSet<(VectorId, VectorId)> = amounts_about_the_same(columns, words, vectors);
    for part in columns.iter().filter(|column| column.vectors.len() <= LOOSE_GROUPS).flat_map(|column| &column.vectors) {
        let size = vectors.get(*part).persons.len();
        let start = by_size.partition_point(|(other, _)| *other + near <= size);
        let others = by_size[start..].iter().take_while(|(other, _)| *other < size + near);
        pairs.extend(others.map(|(_, other)| (*part.min(other), *part.max(other))));
    }
    for (one, other) in pairs.into_iter().filter(|(one, other)| one != other) {
        if let Some((one_is_more, rest)) = vectors.difference(one, other, near) {
            let (large, small) = if one_is_more { (one, other) } else { (other, one) };
            let rest = match only_persons(&rest) {
                Some(persons) => piece(persons, &[], vectors, links),
                None => vectors.entries_of(rest, &[]),
            };
            links.add(large, &[small, rest]);
        }
    }
}

/// Pairs of values about the same words of which at least one is of amounts.
fn amounts_about_the_same(columns: &[Column], words: &Words, vectors: &Vectors) -> BTreeSet<(VectorId, VectorId)> {
    let mut about: BTreeMap<Vec<Word>, Vec<VectorId>> = BTreeMap::new();
    for column in columns.iter().filter(|column| column.vectors.len() > LOOSE_GROUPS) {
        for (group, id) in column.vectors.iter().enumerate() {
            let mut words = words[column.part][group].clone();
            words.sort_unstable();
            about.entry(words).or_default().push(*id);
        }
    }
    let mut pairs = BTreeSet::new();
    for ids in about.values() {
        for (position, one) in ids.iter().enumerate() {
            let others = ids[position + 1..].iter().filter(|other| !vectors.get(*one).is_set() || !vectors.get(**other).is_set());
            pairs.extend(others.map(|other| (*one.min(other), *one.max(other))));
        }
    }
    pairs
}
