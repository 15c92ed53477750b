//! Attacks on small made-up bundles, one after another: what the control must hide, and what it must leave.

use crate::support::{Who, answers, by, keyless, names, released, shown, sum_by, total_of};

/// 40 of FI, 12 of SE, and the others, too few, of EE.
fn three_countries(person: u64) -> &'static str {
    match person {
        0..40 => "FI",
        40..52 => "SE",
        _ => "EE",
    }
}

/// 40 of FI, 12 of SE, 3 of EE, and the total: the small one must not be the total without the others.
#[test]
fn a_total_does_not_open_a_small_cell() {
    let rooms = by("rooms", "room", 0..55, three_countries);
    let total = keyless("total", 0..55);
    let out = released(vec![rooms, total]);
    assert_eq!(shown(&out, "total"), vec![(String::new(), Some(55))]);
    assert_eq!(names(&out, "rooms"), ["FI"], "one more is hidden beside the small one, and the smallest that will do");
}

/// The same without a total: nothing follows from the others.
#[test]
fn without_a_total_only_the_small_cell_is_hidden() {
    let out = released(vec![by("rooms", "room", 0..55, three_countries)]);
    assert_eq!(names(&out, "rooms"), ["FI", "SE"]);
}

/// Everybody, and everybody but two: the difference is a small number.
#[test]
fn the_difference_of_two_totals_is_a_cell() {
    let out = released(vec![keyless("all", 0..60), keyless("abroad", 2..60)]);
    assert_eq!(total_of(&out, "all").is_some(), total_of(&out, "abroad").is_none(), "one of the two is hidden");
    let out = released(vec![keyless("all", 0..60), keyless("abroad", 20..60)]);
    assert_eq!((total_of(&out, "all"), total_of(&out, "abroad")), (Some(60), Some(40)));
}

/// Bands of two ladders that overlap: 0-20 less 0-10 is what 10-30 has below 20.
#[test]
fn overlapping_bands_do_not_open_each_other() {
    // Ages: 0-9: 20 persons, 10-19: 4, 20-29: 30.
    let out = released(vec![keyless("a", 0..24), keyless("b", 20..54), keyless("c", 0..20), keyless("d", 24..54)]);
    let (a, b, c, d) = (total_of(&out, "a"), total_of(&out, "b"), total_of(&out, "c"), total_of(&out, "d"));
    assert!(!(a.is_some() && c.is_some()), "a less c is the four in the middle");
    assert!(!(b.is_some() && d.is_some()), "so is b less d");
}

/// The four middle persons are printed by nobody, but three tables tell of them: all, the low ones, the high ones.
#[test]
fn what_is_left_of_a_whole_is_protected_too() {
    let out = released(vec![keyless("all", 0..54), keyless("low", 0..20), keyless("high", 24..54)]);
    let told = ["all", "low", "high"].into_iter().filter(|table| total_of(&out, table).is_some()).count();
    assert_eq!(told, 2);
}

/// A flag that nearly everybody carries: the few who do not are a small number.
#[test]
fn nearly_everybody_is_a_small_complement() {
    let session = |person: u64| if person < 100 { "a" } else { "b" };
    let visitors = by("visitors", "session", 0..160, session);
    let stayed = by("stayed", "session", (0..97).chain(110..160), session);
    let out = released(vec![visitors, stayed]);
    assert_eq!(names(&out, "visitors"), ["a", "b"]);
    assert_eq!(names(&out, "stayed"), ["b"]);
}

/// A flag that everybody of one group carries says it of each of them.
#[test]
fn all_of_a_group_is_an_inference() {
    let session = |person: u64| if person < 30 { "a" } else { "b" };
    let out = released(vec![by("visitors", "session", 0..80, session), by("late", "session", (0..30).chain(30..50), session)]);
    assert_eq!(names(&out, "visitors"), ["a", "b"]);
    assert_eq!(names(&out, "late"), ["b"]);
}

/// A count of exactly the same persons may be printed twice: it says nothing new.
#[test]
fn the_same_number_twice_is_no_complement() {
    let session = |person: u64| if person < 30 { "a" } else { "b" };
    let out = released(vec![by("visitors", "session", 0..80, session), by("again", "session", 0..80, session)]);
    assert_eq!(names(&out, "again"), ["a", "b"]);
}

/// All 12 of a small group said no: what each of them said is known. Of everybody, 95 % may have said yes.
#[test]
fn an_answer_is_not_inferred_from_a_group() {
    let ticket = |person: u64| if person < 12 { "vip" } else { "day" };
    let answer = |person: u64| if person < 12 || person.is_multiple_of(2) { "no" } else { "yes" };
    let out = released(vec![answers("crossed", 0..60, ticket, answer)]);
    assert!(!shown(&out, "crossed").iter().any(|(key, value)| key == "vip no" && value.is_some()));
    let out = released(vec![answers("plain", 0..100, |_| "q1", |person| if person < 95 { "yes" } else { "no" })]);
    assert_eq!(shown(&out, "plain"), vec![("q1 yes".into(), Some(95))]);
}

/// Rare countries are told of together, and then nothing needs hiding.
#[test]
fn rare_categories_become_one() {
    let country = |person: u64| match person {
        0..40 => "FI",
        40..52 => "SE",
        52..56 => "EE",
        56..59 => "NO",
        _ => "DK",
    };
    let out = released(vec![by("visitors", "country", 0..66, country), keyless("total", 0..66)]);
    assert_eq!(shown(&out, "visitors"), vec![("FI".into(), Some(40)), ("SE".into(), Some(12)), ("other".into(), Some(14))]);
}

/// One rare country takes the next rarest along: "other" is never one country.
#[test]
fn other_is_at_least_two() {
    let out = released(vec![by("visitors", "country", 0..55, three_countries), keyless("total", 0..55)]);
    assert_eq!(shown(&out, "visitors"), vec![("FI".into(), Some(40)), ("other".into(), Some(15))]);
}

/// One person wrote nearly everything.
#[test]
fn a_sum_does_not_tell_what_one_person_did() {
    let out =
        released(vec![sum_by("chat", "room", vec![("a", Who::one(0, 500.0)), ("a", Who::each(1..20, 2.0)), ("b", Who::each(0..20, 3.0))])]);
    assert_eq!(names(&out, "chat"), ["b"]);
}

/// Sums add up as counts do.
#[test]
fn a_total_of_sums_does_not_open_a_small_sum() {
    let chat = sum_by("chat", "room", vec![("a", Who::each(0..30, 4.0)), ("b", Who::each(0..12, 5.0)), ("c", Who::each(0..3, 6.0))]);
    let all = sum_by("all", "all", vec![("x", Who::each(0..30, 4.0)), ("x", Who::each(0..12, 5.0)), ("x", Who::each(0..3, 6.0))]);
    let out = released(vec![chat, all]);
    assert_eq!(names(&out, "all"), ["x"]);
    assert_eq!(names(&out, "chat"), ["a"]);
}

/// All messages, and those of everybody but two: the difference is what the two wrote.
#[test]
fn the_difference_of_two_sums_is_a_sum() {
    let all = || sum_by("all", "all", vec![("x", Who::each(0..2, 7.0)), ("x", Who::each(2..60, 4.0))]);
    let out = released(vec![all(), sum_by("abroad", "all", vec![("x", Who::each(2..60, 4.0))])]);
    assert_eq!(names(&out, "all").len() + names(&out, "abroad").len(), 1, "one of the two is hidden");
    let out = released(vec![all(), sum_by("some", "all", vec![("x", Who::each(20..60, 4.0))])]);
    assert_eq!(names(&out, "all").len() + names(&out, "some").len(), 2);
}

/// The same in every room: what is about the same room is compared, however many rooms there are. And what one person wrote at another time.
#[test]
fn the_difference_of_two_sums_of_a_group_is_a_sum() {
    let rooms = ["a", "b", "c", "d", "e"];
    let all =
        || sum_by("all", "room", rooms.iter().flat_map(|room| [(*room, Who::each(0..2, 7.0)), (*room, Who::each(2..40, 4.0))]).collect());
    let few_left = sum_by("most", "room", rooms.iter().map(|room| (*room, Who::each(2..40, 4.0))).collect());
    let out = released(vec![all(), few_left]);
    assert_eq!(names(&out, "all").len() + names(&out, "most").len(), rooms.len(), "one of two in every room");
    let earlier = rooms.iter().flat_map(|room| [(*room, Who::one(0, 5.0)), (*room, Who::one(1, 7.0)), (*room, Who::each(2..40, 4.0))]);
    let out = released(vec![all(), sum_by("earlier", "room", earlier.collect())]);
    assert_eq!(names(&out, "all").len() + names(&out, "earlier").len(), rooms.len(), "one person wrote two later");
}
