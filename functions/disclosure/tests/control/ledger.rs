//! Two releases of one event, and what lies between them.

use crate::support::{by, keyless, names, policy, shown, total_of};
use disclosure::{Cells, Controlled, History, Ledger, Rule, control};

const fn mark(person: u64) -> u64 {
    person.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn release(bundle: Vec<Cells>, ledgers: &[Ledger]) -> Controlled {
    control(bundle, &policy(), &History { ledgers, mark: &mark }).expect("well shaped")
}

fn room(person: u64) -> &'static str {
    if person % 100 < 40 { "a" } else { "b" }
}

#[test]
fn one_person_erased_changes_nothing() {
    let first = release(vec![keyless("all", 0..41)], &[]);
    let second = release(vec![keyless("all", 0..40)], &[first.ledger]);
    assert_eq!(total_of(&second, "all"), Some(41));
    assert_eq!(second.cells[0].hidden().by(Rule::Changed), 1, "and the report says that it stays");
}

#[test]
fn many_late_persons_are_told() {
    let first = release(vec![keyless("all", 0..41)], &[]);
    let second = release(vec![keyless("all", 0..60)], &[first.ledger]);
    assert_eq!(total_of(&second, "all"), Some(60));
}

/// 30 come late, 1 of them to room b: the new total less the new room a would tell the one.
#[test]
fn a_total_does_not_open_a_number_that_stays() {
    let late = || (0..60).chain(100..129).chain(150..151);
    let first = release(vec![keyless("all", 0..60), by("rooms", "room", 0..60, room)], &[]);
    let second = release(vec![keyless("all", late()), by("rooms", "room", late(), room)], std::slice::from_ref(&first.ledger));
    let (all, rooms) = (total_of(&second, "all"), shown(&second, "rooms"));
    assert_eq!(rooms[1], ("b".into(), Some(20)), "one more is no news");
    assert!(all == Some(60) || rooms[0].1 == Some(40), "{all:?} {rooms:?}: all less a is b");
    // And a third release that goes back to the first one's persons tells nothing of the second.
    let third = release(vec![keyless("all", 1..60), by("rooms", "room", 1..60, room)], &[first.ledger, second.ledger]);
    assert_eq!(shown(&third, "rooms")[1], ("b".into(), Some(20)));
}

#[test]
fn a_group_that_fell_below_the_least_number_does_not_vanish() {
    let first = release(vec![by("rooms", "room", (0..30).chain(40..50), room)], &[]);
    assert_eq!(names(&first, "rooms"), ["a", "b"]);
    let fewer = release(vec![by("rooms", "room", (0..30).chain(40..48), room)], std::slice::from_ref(&first.ledger));
    assert_eq!(shown(&fewer, "rooms")[1], ("b".into(), Some(10)));
    let gone = release(vec![by("rooms", "room", 0..30, room)], &[first.ledger]);
    assert_eq!(shown(&gone, "rooms")[1], ("b".into(), Some(10)));
}

#[test]
fn a_new_table_is_judged_together_with_the_old_ones() {
    let first = release(vec![keyless("all", 0..60)], &[]);
    let second = release(vec![keyless("all", 0..60), keyless("abroad", 3..60)], &[first.ledger]);
    let told = [total_of(&second, "all"), total_of(&second, "abroad")];
    assert_eq!(told, [Some(60), None], "what was printed is printed already: the new one must hide");
}

#[test]
fn the_ledger_names_nobody() {
    let first = release(vec![keyless("all", 1_000_000..1_000_012)], &[]);
    let text = format!("{:?}", first.ledger);
    assert!((1_000_000..1_000_012).all(|person: u64| !text.contains(&person.to_string()) && !text.contains(&mark(person).to_string())));
}
