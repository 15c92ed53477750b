//! Families: the groups of one column that share some of their keys, as the options of one question or the bands of one session.

use std::collections::BTreeMap;

use crate::columns::{Column, Word, Words};
use crate::vectors::{VectorId, Vectors};

/// Keys by which families are made: with more, only each alone, none and all are tried.
const KEYS_COMBINED: usize = 4;

/// Groups of one column that agree in some keys.
#[derive(Debug)]
pub(crate) struct Family {
    /// The kind of family: one column, one choice of the keys that agree.
    pub(crate) kind: usize,
    /// The column, by its position among the columns.
    pub(crate) column: usize,
    /// The words of the keys that agree, ascending.
    pub(crate) shared: Vec<Word>,
    /// Its groups, by their position in the part.
    pub(crate) groups: Vec<usize>,
    /// Their vectors.
    pub(crate) vectors: Vec<VectorId>,
    /// Whether the vectors are sets of persons of which no two share one.
    pub(crate) disjoint: bool,
}

/// All families of the columns. Of columns that tell the same, the first stands for all.
pub(crate) fn families(columns: &[Column], words: &Words, vectors: &Vectors) -> Vec<Family> {
    let mut found = Vec::new();
    let mut kinds = 0;
    for (position, column) in columns.iter().enumerate() {
        let same = |other: &Column| other.part == column.part && tells_the_same(other, column, vectors);
        if columns[..position].iter().any(same) {
            continue;
        }
        let groups = &words[column.part];
        for choice in choices(groups.first().map_or(0, Vec::len)) {
            let mut shared: BTreeMap<Vec<Word>, Vec<usize>> = BTreeMap::new();
            for (group, keys) in groups.iter().enumerate() {
                shared.entry(choice.iter().map(|key| keys[*key]).collect()).or_default().push(group);
            }
            found.extend(shared.into_iter().map(|(shared, groups)| family(kinds, position, column, shared, groups, vectors)));
            kinds += 1;
        }
    }
    found
}

fn family(kind: usize, position: usize, column: &Column, mut shared: Vec<Word>, groups: Vec<usize>, vectors: &Vectors) -> Family {
    shared.sort_unstable();
    let own: Vec<VectorId> = groups.iter().map(|group| column.vectors[*group]).collect();
    let disjoint = are_disjoint(&own, vectors);
    Family { kind, column: position, shared, groups, vectors: own, disjoint }
}

fn tells_the_same(one: &Column, other: &Column, vectors: &Vectors) -> bool {
    let nobody = |id: VectorId| vectors.get(id).persons.is_empty();
    one.vectors.iter().zip(&other.vectors).all(|(one, other)| one == other || (nobody(*one) && nobody(*other)))
}

/// The choices of keys that agree within a family.
fn choices(keys: usize) -> Vec<Vec<usize>> {
    let chosen = |bits: usize| (0..keys).filter(|key| bits >> key & 1 == 1).collect::<Vec<_>>();
    if keys <= KEYS_COMBINED {
        return (0..1 << keys).map(chosen).collect();
    }
    let alone = (0..keys).map(|key| vec![key]);
    std::iter::once(Vec::new()).chain(alone).chain(std::iter::once((0..keys).collect())).collect()
}

fn are_disjoint(sets: &[VectorId], vectors: &Vectors) -> bool {
    if !sets.iter().all(|id| vectors.get(*id).is_set()) {
        return false;
    }
    if sets.len() == 1 {
        return true;
    }
    let mut seen = vec![false; vectors.population()];
    sets.iter().flat_map(|id| &vectors.get(*id).persons).all(|person| !std::mem::replace(&mut seen[*person as usize], true))
}
