//! The strongest attacker of small bundles: every possible world is tried.
//!
//! Persons have one of three categories and a flag or not. Tables over them are printed as the control lets them be; the attacker knows the
//! definition of every table and tries all numbers of persons for the six combinations that fit what is printed. No count of fewer than the
//! least number of persons, printed or left between two printed ones, may be known more closely than that number. The same with sums of what
//! each person has in place of counts: of few persons, or of one who has nearly all, no sum may be known more closely than that person's part.

use std::collections::BTreeMap;

use crate::support::part;
use disclosure::{Cells, History, KeyKind, Policy, Statistic, control};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

const CATEGORIES: usize = 3;
const COMBINATIONS: usize = 2 * CATEGORIES;
const LEAST: i64 = 5;

/// Worlds that are tried before a case counts as too wide to search: then there are more than enough of them.
const TRIES: usize = 1_000_000;

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

/// What is told of the persons of the true world: so many in each combination.
struct World<'a> {
    persons: &'a [i64],
    /// Whether what they have is added up; else they are counted.
    sums: bool,
}

impl World<'_> {
    /// What the persons of a combination have; what one has lies far above the others.
    fn amounts(&self, combination: usize) -> impl Iterator<Item = (u64, i64)> {
        let before: i64 = self.persons[..combination].iter().sum();
        let amount = |person: i64| if person % 11 == 4 { 12 } else { 2 + person % 3 };
        (before..before + self.persons[combination]).map(move |person| (person as u64 + 1, if self.sums { amount(person) } else { 1 }))
    }

    /// What all persons of some combinations have.
    fn total(&self, combinations: &[usize]) -> i64 {
        combinations.iter().flat_map(|at| self.amounts(*at)).map(|(_, amount)| amount).sum()
    }

    /// The doubt that there must be about it, if it may not be known: how great it must be able to be, and how far apart its least and
    /// its greatest must lie.
    fn doubt(&self, combinations: &[usize]) -> Option<(i64, i64)> {
        let mut amounts: Vec<i64> = combinations.iter().flat_map(|at| self.amounts(*at)).map(|(_, amount)| amount).collect();
        amounts.sort_unstable_by_key(|amount| std::cmp::Reverse(*amount));
        let total: i64 = amounts.iter().sum();
        let few = !amounts.is_empty() && (amounts.len() as i64) < LEAST;
        if !self.sums {
            return few.then_some((LEAST, LEAST));
        }
        let greatest = amounts.first().copied().unwrap_or(0);
        let of_two = greatest + amounts.get(1).copied().unwrap_or(0);
        let dominated = total > 0 && (of_two * 100 > total * 85 || (total - of_two) * 10 < greatest);
        (few || dominated).then(|| (total + 1, greatest.max(LEAST)))
    }
}

/// The cells of a table over the persons of the true world; groups of nobody are not there, as in a query.
fn cells(table: &Table, world: &World<'_>) -> Cells {
    let (name, groups) = table;
    let who = |combinations: &[usize]| {
        combinations.iter().flat_map(|at| world.amounts(*at)).map(|(person, amount)| (person, amount as f64)).collect::<BTreeMap<_, _>>()
    };
    let keys: &[(&str, KeyKind)] = match *name {
        "crossed" => &[("category", KeyKind::Closed), ("flag", KeyKind::Closed)],
        _ if groups.len() > 1 => &[("category", KeyKind::Closed)],
        _ => &[],
    };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let there = groups.iter().map(|(text, combinations)| (words(text), who(combinations)));
    let statistic = if world.sums { Statistic::Sum } else { Statistic::Persons };
    part(name, keys, statistic, there.filter(|(words, who)| words.is_empty() || !who.is_empty()).collect())
}

/// What must not be known: combinations, what is true of them together, and the doubt that there must be.
#[derive(Debug)]
struct Protected {
    combinations: Vec<usize>,
    truth: i64,
    doubt: (i64, i64),
}

/// What is printed (combinations, with their number) and what must not be known.
#[derive(Debug, Default)]
struct Knowledge {
    printed: Vec<(Vec<usize>, i64)>,
    protected: Vec<Protected>,
}

/// What the attacker reads off the released tables.
fn knowledge(tables: &[Table], world: &World<'_>) -> Knowledge {
    let bundle = tables.iter().map(|table| cells(table, world)).collect();
    let out = control(bundle, &Policy::new(LEAST as u32), &History::none()).expect("well shaped");
    let mut known = Knowledge::default();
    for (name, groups) in tables {
        let shown = crate::support::shown(&out, name);
        for (words, combinations) in groups {
            let value = shown.iter().find(|(key, _)| key == words).and_then(|(_, value)| *value);
            let (truth, doubt) = (world.total(combinations), world.doubt(combinations));
            match (value, doubt) {
                (Some(value), doubt) => {
                    assert_eq!(value, truth, "what is printed is true");
                    assert!(doubt.is_none(), "{truth} is printed");
                    known.printed.push((combinations.clone(), value));
                }
                (None, Some(doubt)) => known.protected.push(Protected { combinations: combinations.clone(), truth, doubt }),
                (None, None) => {}
            }
        }
    }
    known
}

/// Adds what lies between two printed sets, one within the other: of few persons only, as no table counts it.
fn with_differences(mut known: Knowledge, world: &World<'_>) -> Knowledge {
    for (whole, _) in &known.printed {
        for (part, _) in &known.printed {
            if part.len() < whole.len() && part.iter().all(|at| whole.contains(at)) {
                let rest: Vec<usize> = whole.iter().copied().filter(|at| !part.contains(at)).collect();
                let persons: i64 = rest.iter().map(|at| world.persons[*at]).sum();
                if let (1..LEAST, Some(doubt)) = (persons, world.doubt(&rest)) {
                    known.protected.push(Protected { truth: world.total(&rest), combinations: rest, doubt });
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

impl Protected {
    /// Whether it can be as different as it must.
    fn is_wide(&self, (least, most): (i64, i64)) -> bool {
        let (upper, width) = self.doubt;
        least <= most && most - least >= width && most >= upper
    }
}

fn search(known: &Knowledge, most: i64, at: usize, world: &mut [i64; COMBINATIONS], seen: &mut [(i64, i64)], tries: &mut usize) {
    if *tries >= TRIES || known.protected.iter().zip(seen.iter()).all(|(protected, found)| protected.is_wide(*found)) {
        return;
    }
    *tries += 1;
    if at == COMBINATIONS {
        for (protected, found) in known.protected.iter().zip(seen) {
            let value: i64 = protected.combinations.iter().map(|at| world[*at]).sum();
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

/// Attacks what is released of one world, in which no combination has more than `most`.
fn stands(world: &World<'_>, chosen: &[usize], most: i64) -> Result<(), TestCaseError> {
    let all = tables();
    let tables: Vec<Table> = chosen.iter().map(|index| all[*index].clone()).collect();
    let known = with_differences(knowledge(&tables, world), world);
    if let Some(found) = attack(&known, most) {
        for (protected, found) in known.protected.iter().zip(found) {
            let Protected { combinations, truth, doubt } = &protected;
            prop_assert!(
                protected.is_wide(found),
                "{truth} of {combinations:?} ({doubt:?}) is known to be {found:?}; printed {:?}",
                known.printed
            );
        }
    }
    Ok(())
}

/// Every count here stays below it: a world of more persons adds nothing.
const COUNT_MOST: i64 = 40;

/// Every sum here stays below it.
const SUM_MOST: i64 = 70;

/// Worlds in which an earlier version told too much: pieces of a printed cross-table, a sum over two tables, overlapping sets.
#[test]
fn what_was_known_once_is_not_known_any_more() {
    for (world, chosen) in
        [([1, 5, 1, 5, 5, 5], vec![1, 5, 8]), ([1, 1, 5, 5, 5, 1], vec![4, 5, 6]), ([5, 5, 1, 1, 0, 5], vec![2, 5, 6, 7])]
    {
        if let Err(error) = stands(&World { persons: &world, sums: false }, &chosen, COUNT_MOST) {
            panic!("{error}");
        }
    }
}

/// The same worlds in every run; other ones with `PROPTEST_CASES`, which goes on from there.
fn many_worlds(sums: bool, cases: u32, largest: i64, greatest: i64) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let worlds = proptest::array::uniform6(prop_oneof![3 => 0_i64..7, 2 => 5_i64..largest]);
    // Sums that overlap are linked where they add up or nearly do, but not by what several of them cut out.
    let tables: Vec<usize> = if sums { vec![0, 1, 2, 3, 4, 5, 9] } else { (0..10).collect() };
    let most = tables.len();
    let chosen = proptest::sample::subsequence(tables, 2..=most);
    let tried = runner.run(&(worlds, chosen), |(world, chosen)| stands(&World { persons: &world, sums }, &chosen, greatest));
    if let Err(error) = tried {
        panic!("{error}");
    }
}

#[test]
fn no_small_count_is_known_closely() {
    many_worlds(false, 400, 25, COUNT_MOST);
}

#[test]
fn no_sum_of_few_is_known_closely() {
    many_worlds(true, 80, 12, SUM_MOST);
}

#[test]
fn the_attacker_finds_what_is_not_protected() {
    // By hand: the total and two of three categories are printed.
    let of = |category| vec![combination(category, 0), combination(category, 1)];
    let all = vec![0, 1, 2, 3, 4, 5];
    let known = Knowledge {
        printed: vec![(all, 33), (of(0), 20), (of(1), 10)],
        protected: vec![Protected { combinations: of(2), truth: 3, doubt: (LEAST, LEAST) }],
    };
    assert_eq!(attack(&known, COUNT_MOST), Some(vec![(3, 3)]));
}
