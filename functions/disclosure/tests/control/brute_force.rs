//! The strongest attacker of small bundles: every possible world is tried.
//!
//! Persons have one of three categories and a flag or not. Tables over them are printed as the control lets them be; the attacker knows the
//! definition of every table and tries all numbers of persons for the six combinations that fit what is printed. No count of fewer than the
//! least number of persons, printed or left between two printed ones, may be known more closely than that number.

use std::collections::BTreeMap;

use crate::support::part;
use disclosure::{Cells, History, KeyKind, Policy, Statistic, control};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

const CATEGORIES: usize = 3;
const COMBINATIONS: usize = 2 * CATEGORIES;
const LEAST: i64 = 5;

/// Worlds that are tried before a case counts as too wide to search: then there are more than enough of them.
const TRIES: usize = 3_000_000;

/// A table: its name, the words of each group, and which combinations each group counts.
type Table = (&'static str, Vec<(String, Vec<usize>)>);

const fn combination(category: usize, flag: usize) -> usize {
    2 * category + flag
}

fn tables() -> Vec<Table> {
    let of = |categories: &[usize], flags: &[usize]| {
        categories.iter().flat_map(|category| flags.iter().map(move |flag| combination(*category, *flag))).collect::<Vec<_>>()
    };
    let each = |flags: &[usize]| (0..CATEGORIES).map(|category| (format!("c{category}"), of(&[category], flags))).collect::<Vec<_>>();
    vec![
        ("all", vec![(String::new(), of(&[0, 1, 2], &[0, 1]))]),
        ("categories", each(&[0, 1])),
        ("flagged", vec![(String::new(), of(&[0, 1, 2], &[1]))]),
        ("unflagged", vec![(String::new(), of(&[0, 1, 2], &[0]))]),
        ("flagged_categories", each(&[1])),
        ("unflagged_categories", each(&[0])),
        ("without_first", vec![(String::new(), of(&[1, 2], &[0, 1]))]),
        ("first_two", vec![(String::new(), of(&[0, 1], &[0, 1]))]),
        ("first_or_flagged", vec![(String::new(), vec![0, 1, combination(1, 1), combination(2, 1)])]),
        ("crossed", (0..COMBINATIONS).map(|at| (format!("c{} f{}", at / 2, at % 2), vec![at])).collect()),
    ]
}

/// The cells of a table over the persons of the true world; groups of nobody are not there, as in a query.
fn cells(table: &Table, world: &[i64]) -> Cells {
    let (name, groups) = table;
    let persons = |combination: usize| {
        let before: i64 = world[..combination].iter().sum();
        before..before + world[combination]
    };
    let who = |combinations: &[usize]| {
        combinations.iter().flat_map(|at| persons(*at)).map(|person| (person as u64 + 1, 1.0)).collect::<BTreeMap<_, _>>()
    };
    let keys: &[(&str, KeyKind)] = match *name {
        "crossed" => &[("category", KeyKind::Closed), ("flag", KeyKind::Closed)],
        _ if groups.len() > 1 => &[("category", KeyKind::Closed)],
        _ => &[],
    };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let there = groups.iter().map(|(text, combinations)| (words(text), who(combinations)));
    part(name, keys, Statistic::Persons, there.filter(|(words, who)| words.is_empty() || !who.is_empty()).collect())
}

/// What is printed and what must not be known: combinations counted, with their number.
#[derive(Debug, Default)]
struct Knowledge {
    printed: Vec<(Vec<usize>, i64)>,
    protected: Vec<(Vec<usize>, i64)>,
}

fn count(combinations: &[usize], world: &[i64]) -> i64 {
    combinations.iter().map(|at| world[*at]).sum()
}

/// What the attacker reads off the released tables.
fn knowledge(tables: &[Table], world: &[i64]) -> Knowledge {
    let bundle = tables.iter().map(|table| cells(table, world)).collect();
    let out = control(bundle, &Policy::new(LEAST as u32), &History::none()).expect("well shaped");
    let mut known = Knowledge::default();
    for (name, groups) in tables {
        let shown = crate::support::shown(&out, name);
        for (words, combinations) in groups {
            let value = shown.iter().find(|(key, _)| key == words).and_then(|(_, value)| *value);
            let truth = count(combinations, world);
            match value {
                Some(value) => {
                    assert_eq!(value, truth, "what is printed is true");
                    assert!(value >= LEAST);
                    known.printed.push((combinations.clone(), value));
                }
                None if truth < LEAST && truth > 0 => known.protected.push((combinations.clone(), truth)),
                None => {}
            }
        }
    }
    known
}

/// Adds what lies between two printed sets, one within the other.
fn with_differences(mut known: Knowledge, world: &[i64]) -> Knowledge {
    for (whole, _) in &known.printed {
        for (part, _) in &known.printed {
            if part.len() < whole.len() && part.iter().all(|at| whole.contains(at)) {
                let rest: Vec<usize> = whole.iter().copied().filter(|at| !part.contains(at)).collect();
                let truth = count(&rest, world);
                if truth > 0 && truth < LEAST {
                    known.protected.push((rest, truth));
                }
            }
        }
    }
    known
}

/// The least and the greatest number of each protected count over all worlds that fit, or until all are wide enough.
fn attack(known: &Knowledge, most: i64) -> Option<Vec<(i64, i64)>> {
    let mut seen = vec![(i64::MAX, i64::MIN); known.protected.len()];
    let mut world = [0; COMBINATIONS];
    let mut tries = 0;
    search(known, most, 0, &mut world, &mut seen, &mut tries);
    (tries < TRIES).then_some(seen)
}

fn is_wide((least, most): (i64, i64)) -> bool {
    least <= most && most - least >= LEAST && most >= LEAST
}

fn search(known: &Knowledge, most: i64, at: usize, world: &mut [i64; COMBINATIONS], seen: &mut [(i64, i64)], tries: &mut usize) {
    if *tries >= TRIES || seen.iter().all(|found| is_wide(*found)) {
        return;
    }
    *tries += 1;
    if at == COMBINATIONS {
        for ((combinations, _), found) in known.protected.iter().zip(seen) {
            let value = count(combinations, world);
            *found = (found.0.min(value), found.1.max(value));
        }
        return;
    }
    for value in 0..=most {
        world[at] = value;
        let fits = |(combinations, total): &(Vec<usize>, i64)| {
            let so_far: i64 = combinations.iter().filter(|other| **other <= at).map(|other| world[*other]).sum();
            let open = combinations.iter().any(|other| *other > at);
            so_far == *total || (open && so_far < *total)
        };
        if known.printed.iter().all(fits) {
            search(known, most, at + 1, world, seen, tries);
        }
    }
    world[at] = 0;
}

/// Attacks what is released of one world.
fn stands(world: &[i64], chosen: &[usize]) -> Result<(), TestCaseError> {
    let all = tables();
    let tables: Vec<Table> = chosen.iter().map(|index| all[*index].clone()).collect();
    let known = with_differences(knowledge(&tables, world), world);
    // A world of more persons than this adds nothing: every count here stays below it.
    if let Some(found) = attack(&known, 40) {
        for ((combinations, truth), found) in known.protected.iter().zip(found) {
            prop_assert!(is_wide(found), "{truth} persons in {combinations:?} are known to be {found:?}; printed {:?}", known.printed);
        }
    }
    Ok(())
}

/// Worlds in which an earlier version told too much: pieces of a printed cross-table, a sum over two tables, overlapping sets.
#[test]
fn what_was_known_once_is_not_known_any_more() {
    for (world, chosen) in
        [([1, 5, 1, 5, 5, 5], vec![1, 5, 8]), ([1, 1, 5, 5, 5, 1], vec![4, 5, 6]), ([5, 5, 1, 1, 0, 5], vec![2, 5, 6, 7])]
    {
        if let Err(error) = stands(&world, &chosen) {
            panic!("{error}");
        }
    }
}

/// The same worlds in every run; other ones with `PROPTEST_CASES`, which goes on from there.
#[test]
fn no_small_count_is_known_closely() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let worlds = proptest::array::uniform6(prop_oneof![3 => 0_i64..7, 2 => 5_i64..25]);
    let chosen = proptest::sample::subsequence((0..10).collect::<Vec<usize>>(), 2..=10);
    if let Err(error) = runner.run(&(worlds, chosen), |(world, chosen)| stands(&world, &chosen)) {
        panic!("{error}");
    }
}

#[test]
fn the_attacker_finds_what_is_not_protected() {
    // By hand: the total and two of three categories are printed.
    let of = |category| vec![combination(category, 0), combination(category, 1)];
    let all = vec![0, 1, 2, 3, 4, 5];
    let known = Knowledge { printed: vec![(all, 33), (of(0), 20), (of(1), 10)], protected: vec![(of(2), 3)] };
    assert_eq!(attack(&known, 40), Some(vec![(3, 3)]));
}
