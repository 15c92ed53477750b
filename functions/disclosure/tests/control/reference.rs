//! Examples that the field has published, restated as numbers: what their authors found must come out here too.

use std::collections::BTreeMap;

use crate::support::{by, keyless, names, part, policy, shown, total_of};
use disclosure::{Cells, History, KeyKind, Statistic, control};

/// Persons, so many in each group, numbered from `first` on.
fn crowd(counts: &[(&'static str, u64)]) -> Vec<(u64, &'static str)> {
    let people = counts.iter().flat_map(|(group, count)| std::iter::repeat_n(*group, usize::try_from(*count).expect("small")));
    people.enumerate().map(|(person, group)| (person as u64, group)).collect()
}

fn counted(table: &str, people: &[(u64, &'static str)], group: impl Fn(&'static str) -> &'static str) -> Cells {
    let group = |person: u64| group(people[usize::try_from(person).expect("small")].1);
    by(table, "key", people.iter().map(|(person, _)| *person), group)
}

/// `sdcTable`, the test of linked tables: eight regions, in counties and in groups of regions that are no counties. The hidden ones are safe in
/// each table alone, but what `small` has more than the first county is K and N, and N is printed. Its authors hide N too, and nothing else.
///
/// Restated for ten persons instead of four: everything times three.
#[test]
fn linked_tables_need_one_more_cell() {
    let people = crowd(&[("A", 6), ("B", 6), ("I", 24), ("J", 24), ("K", 9), ("L", 9), ("M", 9), ("N", 21)]);
    let county = |region| if ["A", "B", "I", "J"].contains(&region) { "county-1" } else { "county-2" };
    let size = |region| if ["L", "M"].contains(&region) { "big" } else { "small" };
    let total = || keyless("total", 0..people.len() as u64);
    let out = |bundle| control(bundle, &policy(), &History::none()).expect("well shaped");

    for alone in [counted("counties", &people, county), counted("sizes", &people, size)] {
        let table = alone.table.clone();
        let alone = out(vec![counted("regions", &people, |region| region), alone, total()]);
        assert_eq!(names(&alone, "regions"), ["I", "J", "N"], "safe beside {table} alone");
        assert_eq!(names(&alone, &table).len(), 2);
    }
    let both = out(vec![
        counted("regions", &people, |region| region),
        counted("counties", &people, county),
        counted("sizes", &people, size),
        total(),
    ]);
    assert_eq!(names(&both, "regions"), ["I", "J"], "N is hidden beside K");
    assert_eq!((names(&both, "counties").len(), names(&both, "sizes").len(), total_of(&both, "total")), (2, 2, Some(108)));
}

/// `GaussSuppression`, small counts, table 3: nothing but ages within and outside of the union, countries and the total. Iceland is all that is
/// outside, so hiding the young there hides the old there, and nothing else.
#[test]
fn what_is_one_country_in_another_table_hides_one_more() {
    let people = crowd(&[("young Spain", 25), ("young Iceland", 7), ("old Spain", 30), ("old Iceland", 15), ("old Portugal", 20)]);
    let country = |who: &'static str| who.split(' ').nth(1).expect("two words");
    let crossed = |who| match who {
        "young Spain" => "young inside",
        "young Iceland" => "young outside",
        "old Iceland" => "old outside",
        _ => "old inside",
    };
    let bundle =
        vec![counted("crossed", &people, crossed), counted("countries", &people, country), keyless("total", 0..people.len() as u64)];
    let out = control(bundle, &policy(), &History::none()).expect("well shaped");
    assert_eq!(names(&out, "crossed"), ["old inside", "young inside"]);
    assert_eq!(names(&out, "countries"), ["Iceland", "Portugal", "Spain"]);
    assert_eq!(total_of(&out, "total"), Some(97));
}

/// The handbook, §5 on means: an exact mean beside a count that is not told exactly gives the count away (8 and 12 of 20 there). So a mean is
/// hidden with the number of persons that it is a mean of, and stands only where that number may be read off.
#[test]
fn a_mean_does_not_give_away_its_count() {
    let ages = |persons: std::ops::Range<u64>| persons.map(|person| (person, 10.0 + (person % 7) as f64)).collect::<BTreeMap<u64, f64>>();
    let groups = || BTreeMap::from([(vec!["small".to_owned()], ages(0..8)), (vec!["large".to_owned()], ages(8..20))]);
    let mut mean = part("mean", &[("group", KeyKind::Closed)], Statistic::Sum, groups());
    mean.values[0].statistic = Statistic::Mean;
    let count = part("count", &[("group", KeyKind::Closed)], Statistic::Persons, groups());
    let out = control(vec![mean, count, keyless("total", 0..20)], &policy(), &History::none()).expect("well shaped");
    assert_eq!(names(&out, "mean"), Vec::<String>::new(), "20 less the 12 of the other mean are the 8");
    assert_eq!(names(&out, "count"), Vec::<String>::new());
    assert_eq!(shown(&out, "total"), [(String::new(), Some(20))]);
}
