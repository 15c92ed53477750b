//! Trees: two families of disjoint sets that cut the same persons in two ways, as bands within bands, a part within its whole, or overlapping
//! steps of one ladder. The numbers of one family bound those of the other, and each piece becomes a number of its own.
//!
//! A tree must hold for all families of its kind: what is true of one session by chance is no definition.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::columns::Word;
use crate::families::Family;
use crate::links::Links;
use crate::vectors::Vectors;

/// How the groups of two disjoint families share persons: which group of each, and who; `None` for those in no group.
type Pieces = BTreeMap<(Option<usize>, Option<usize>), Vec<u32>>;

/// Pieces of two families beyond which nobody can have seen their cross-table.
const PIECES_MOST: usize = 200;

/// Two families, by their positions, and their pieces.
type Pair = (usize, usize, Pieces);

/// Adds the pieces of all pairs of families that hang together like a tree, and of those whose cross-table is printed in part.
pub(crate) fn find(families: &[Family], least: usize, vectors: &mut Vectors, links: &mut Links) {
    let mut of_kinds: BTreeMap<(usize, usize), Vec<Pair>> = BTreeMap::new();
    let mut nets = BTreeSet::new();
    let mut seen = Vec::new();
    let mut labels = vec![u32::MAX; vectors.population()];
    for (one, other) in comparable(families) {
        let kinds = (families[one].kind, families[other].kind);
        let Some(pieces) = pieces(&families[one], &families[other], vectors, &mut labels) else {
            nets.insert(kinds);
            continue;
        };
        if is_forest(pieces.keys()) {
            of_kinds.entry(kinds).or_default().push((one, other, pieces));
        } else {
            nets.insert(kinds);
            if is_seen(&families[one], &families[other], &pieces, least, vectors) {
                seen.push((one, other, pieces));
            }
        }
    }
    for (kinds, pairs) in of_kinds {
        if !nets.contains(&kinds) {
            let pairs = pairs.into_iter().map(|(one, other, pieces)| (&families[one], &families[other], pieces));
            add_trees(pairs.collect(), vectors, links);
        }
    }
    for (one, other, pieces) in seen {
        let rests = with_rests((false, false), &pieces);
        add_pieces(&families[one], &families[other], pieces, rests, vectors, links);
    }
}

/// Whether a piece that is no group of its own is printed somewhere: then the cross-table of the two families is no secret.
fn is_seen(one: &Family, other: &Family, pieces: &Pieces, least: usize, vectors: &Vectors) -> bool {
    pieces.values().filter(|persons| persons.len() >= least).any(|persons| {
        let known = vectors.find(persons);
        known.is_some_and(|id| !one.vectors.contains(&id) && !other.vectors.contains(&id))
    })
}

/// Pairs of families of different kinds about the same thing: the shared words of one are among those of the other. Those that share none
/// are about everybody.
fn comparable(families: &[Family]) -> Vec<(usize, usize)> {
    let mut about: HashMap<&[Word], Vec<usize>> = HashMap::new();
    for (position, family) in families.iter().enumerate().filter(|(_, family)| family.disjoint) {
        about.entry(&family.shared).or_default().push(position);
    }
    let mut pairs = Vec::new();
    for (position, family) in families.iter().enumerate().filter(|(_, family)| family.disjoint) {
        for shared in subsets(&family.shared) {
            for &other in about.get(shared.as_slice()).into_iter().flatten() {
                let once = families[other].shared.len() < family.shared.len() || other < position;
                if once && families[other].kind != family.kind {
                    pairs.push((other, position));
                }
            }
        }
    }
    pairs
}

/// The lists that are about the same: all but the empty list, unless there is nothing else.
fn subsets(words: &[Word]) -> Vec<Vec<Word>> {
    let chosen = |bits: usize| words.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1).map(|(_, word)| *word).collect();
    let mut lists: Vec<Vec<Word>> = (usize::from(!words.is_empty())..1 << words.len().min(8)).map(chosen).collect();
    lists.dedup();
    lists
}

/// The pieces of two families, if they are not too many.
fn pieces(one: &Family, other: &Family, vectors: &Vectors, labels: &mut [u32]) -> Option<Pieces> {
    for (group, id) in one.vectors.iter().enumerate() {
        let group = u32::try_from(group).unwrap_or(u32::MAX);
        vectors.get(*id).persons.iter().for_each(|person| labels[*person as usize] = group);
    }
    let pieces = cut(one, other, vectors, labels);
    one.vectors.iter().flat_map(|id| &vectors.get(*id).persons).for_each(|person| labels[*person as usize] = u32::MAX);
    pieces
}

fn cut(one: &Family, other: &Family, vectors: &Vectors, labels: &mut [u32]) -> Option<Pieces> {
    let most = PIECES_MOST.max(one.vectors.len() + other.vectors.len() + 1);
    let mut pieces = Pieces::new();
    for (group, id) in other.vectors.iter().enumerate() {
        for person in &vectors.get(*id).persons {
            let label = &mut labels[*person as usize];
            let key = (usize::try_from(*label).ok().filter(|label| *label < one.vectors.len()), Some(group));
            pieces.entry(key).or_default().push(*person);
            // Seen: what is left over with its label is in no group of the other family.
            if key.0.is_some() {
                *label = u32::MAX - 1;
            }
        }
        if pieces.len() > most {
            return None;
        }
    }
    for (group, id) in one.vectors.iter().enumerate() {
        let alone = |person: &&u32| labels[**person as usize] as usize == group;
        let left: Vec<u32> = vectors.get(*id).persons.iter().filter(alone).copied().collect();
        if !left.is_empty() {
            pieces.insert((Some(group), None), left);
        }
    }
    (pieces.len() <= most).then_some(pieces)
}

/// A group of one family or of the other, or those who are in none of it.
type Node = (bool, Option<usize>);

/// Whether the graph of groups (nodes) and pieces (edges) has no cycle.
fn is_forest<'a>(edges: impl Iterator<Item = &'a (Option<usize>, Option<usize>)>) -> bool {
    let mut parents: HashMap<Node, Node> = HashMap::new();
    for (one, other) in edges {
        let (one, other) = (root(&parents, (false, *one)), root(&parents, (true, *other)));
        if one == other {
            return false;
        }
        parents.insert(one, other);
    }
    true
}

fn root(parents: &HashMap<Node, Node>, mut node: Node) -> Node {
    while let Some(parent) = parents.get(&node) {
        node = *parent;
    }
    node
}

/// Adds what the trees of one pair of kinds say.
fn add_trees(pairs: Vec<(&Family, &Family, Pieces)>, vectors: &mut Vectors, links: &mut Links) {
    if pairs.iter().all(|(one, other, _)| one.groups.len() == 1 && other.groups.len() == 1) {
        add_nested(pairs, vectors, links);
    } else {
        let rests = pairs.iter().fold((false, false), |rests, (_, _, pieces)| with_rests(rests, pieces));
        for (one, other, pieces) in pairs {
            add_pieces(one, other, pieces, rests, vectors, links);
        }
    }
}

/// Whether groups of one family, or of the other, have persons who are in no group of the other one.
fn with_rests((of_one, of_other): (bool, bool), pieces: &Pieces) -> (bool, bool) {
    (of_one || pieces.keys().any(|(_, other)| other.is_none()), of_other || pieces.keys().any(|(one, _)| one.is_none()))
}

/// Every group that is in several pieces is their sum. Where groups of such families can have a rest, each has one, even if it is nobody: that
/// it is, is not known.
fn add_pieces(one: &Family, other: &Family, mut pieces: Pieces, rests: (bool, bool), vectors: &mut Vectors, links: &mut Links) {
    if rests.0 {
        (0..one.vectors.len()).map(|group| (Some(group), None)).for_each(|rest| {
            pieces.entry(rest).or_default();
        });
    }
    if rests.1 {
        (0..other.vectors.len()).map(|group| (None, Some(group))).for_each(|rest| {
            pieces.entry(rest).or_default();
        });
    }
    let about = if one.shared.len() > other.shared.len() { &one.shared } else { &other.shared };
    let whole = |group: Option<usize>, family: &Family, persons: &[u32], vectors: &Vectors| {
        group.map(|group| family.vectors[group]).filter(|id| !persons.is_empty() && vectors.get(*id).persons.len() == persons.len())
    };
    let mut ids = Vec::with_capacity(pieces.len());
    for (groups, persons) in pieces {
        let known = whole(groups.0, one, &persons, vectors).or_else(|| whole(groups.1, other, &persons, vectors));
        let size = |group: Option<usize>, family: &Family| group.map(|group| vectors.get(family.vectors[group]).persons.len());
        let wholes = [size(groups.0, one), size(groups.1, other)];
        let is_chance = wholes.into_iter().flatten().any(|whole| vectors.is_chance(persons.len(), whole));
        let mut make = |persons| if is_chance { vectors.set_about(persons, about) } else { vectors.set_of(persons, about) };
        ids.push((groups, known.unwrap_or_else(|| make(persons))));
    }
    let of_one = |group| ids.iter().filter(|((one, _), _)| *one == Some(group)).map(|(_, id)| *id).collect::<Vec<_>>();
    let of_other = |group| ids.iter().filter(|((_, other), _)| *other == Some(group)).map(|(_, id)| *id).collect::<Vec<_>>();
    let one_sums = one.vectors.iter().enumerate().map(|(group, whole)| (*whole, of_one(group)));
    let other_sums = other.vectors.iter().enumerate().map(|(group, whole)| (*whole, of_other(group)));
    one_sums.chain(other_sums).filter(|(_, parts)| parts.len() > 1).for_each(|(whole, parts)| links.add(whole, &parts));
}

/// Single groups: one is a part of the other in all pairs, or neither tells of the other. Where it is all of it, all of them did what is said
/// of some elsewhere, and that is one value about each of them.
fn add_nested(pairs: Vec<(&Family, &Family, Pieces)>, vectors: &mut Vectors, links: &mut Links) {
    let both = |pieces: &Pieces| pieces.contains_key(&(Some(0), Some(0)));
    let only_one = |pieces: &Pieces| pieces.contains_key(&(Some(0), None));
    let only_other = |pieces: &Pieces| pieces.contains_key(&(None, Some(0)));
    let apart = |pieces: &Pieces| !both(pieces) && only_one(pieces) && only_other(pieces);
    let one_is_whole = pairs.iter().any(|(_, _, pieces)| both(pieces) && only_one(pieces));
    let other_is_whole = pairs.iter().any(|(_, _, pieces)| both(pieces) && only_other(pieces));
    if one_is_whole == other_is_whole || pairs.iter().any(|(_, _, pieces)| apart(pieces)) {
        return;
    }
    for (one, other, pieces) in pairs {
        if both(&pieces) && pieces.len() == 1 {
            let part = if one_is_whole { other } else { one };
            links.complements.push((part.column, part.groups[0]));
        } else if both(&pieces) {
            add_pieces(one, other, pieces, (false, false), vectors, links);
        }
    }
}
