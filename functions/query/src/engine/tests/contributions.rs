//! Who stands behind each kind of value, and with how much.

use datafusion::arrow::array::{Array, Int64Array, TimestampMicrosecondArray};
use disclosure::{CellColumn, Cells, Contributions, KeyKind, Statistic};
use proptest::prelude::*;

use super::*;

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn numbers(values: &[Option<f64>]) -> ArrayRef {
    Arc::new(Float64Array::from(values.to_vec()))
}

fn keys(values: &[u64]) -> ArrayRef {
    Arc::new(UInt64Array::from(values.to_vec()))
}

fn instants(minutes: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    let instants: TimestampMicrosecondArray = minutes.map(|minute| minute.map(|minute| minute * 60_000_000)).collect();
    Arc::new(instants.with_timezone("UTC"))
}

fn over(name: &str, columns: &[(&str, ArrayRef)]) -> Engine {
    let session = empty_session().expect("a session");
    session.deregister_table(name).expect("there");
    session.register_table(name, Arc::new(table(name, columns))).expect("registered");
    Engine::over(session, sample_parameters(), Duration::from_mins(1))
}

async fn cells(engine: &Engine, columns: &[&str], sql: &str) -> Cells {
    let guarded = engine.plan(&file("t", columns, sql)).expect("let through");
    let mut cells = engine.cells(&guarded).await.expect("cells").remove(0);
    // As the select calls them; the aggregate itself has names of its own.
    for (value, name) in cells.values.iter_mut().zip(&columns[cells.keys.len()..]) {
        value.field = value.field.clone().with_name(*name);
    }
    cells
}

fn value<'a>(cells: &'a Cells, name: &str) -> &'a CellColumn {
    cells.values.iter().find(|value| value.field.name() == name).expect("among the values")
}

fn behind(persons: &[u64], amounts: &[f64]) -> Contributions {
    Contributions { persons: persons.to_vec(), amounts: amounts.to_vec() }
}

/// Person 1 has two devices and 2 one in `a`; 3 is in no room, and has said no length.
fn activity() -> Engine {
    let rooms = [Some("a"), Some("a"), Some("a"), Some("a"), Some("a"), None];
    let kinds = ["chat.message", "chat.message", "reaction.sent", "reaction.sent", "reaction.sent", "reaction.sent"];
    over(
        "activity",
        &[
            ("person", keys(&[2, 1, 1, 1, 2, 3])),
            ("room", texts(&rooms)),
            ("type", texts(&kinds.map(Some))),
            ("connection", keys(&[20, 10, 10, 11, 20, 30])),
            ("amount", numbers(&[None, None, Some(2.0), Some(3.5), Some(0.0), Some(7.0)])),
            ("length", numbers(&[Some(4.0), Some(0.0), None, None, None, None])),
        ],
    )
}

#[tokio::test]
async fn a_count_of_rows_comes_with_each_persons_own() {
    let sql = "select room, count(*) as rows, count(length) as lengths, count(*) filter (where type = 'chat.message') as messages, \
               count(distinct connection) as devices from activity group by room";
    let cells = cells(&activity(), &["room", "rows", "lengths", "messages", "devices"], sql).await;
    // The group of no room comes first.
    assert!(cells.keys[0].values.is_null(0) && cells.keys[0].values.is_valid(1));
    for (name, of_room, of_none) in [
        ("rows", behind(&[1, 2], &[3.0, 2.0]), behind(&[3], &[1.0])),
        ("lengths", behind(&[1, 2], &[1.0, 1.0]), Contributions::default()),
        ("messages", behind(&[1, 2], &[1.0, 1.0]), Contributions::default()),
        ("devices", behind(&[1, 2], &[2.0, 1.0]), behind(&[3], &[1.0])),
    ] {
        assert_eq!(value(&cells, name).contributions, [of_none, of_room], "{name}");
        assert_eq!(value(&cells, name).statistic, Statistic::Sum, "{name}");
    }
}

#[tokio::test]
async fn a_sum_or_a_mean_comes_with_amounts_and_zeros_are_kept() {
    let sql = "select room, sum(amount) as total, avg(amount) as mean, exact_mean(length) as length, \
               sum(amount) filter (where amount > 2) as much, percentile(length, 0.5) as median, count(distinct person) as persons \
               from activity group by room";
    let cells = cells(&activity(), &["room", "total", "mean", "length", "much", "median", "persons"], sql).await;
    for (name, statistic, of_room, of_none) in [
        ("total", Statistic::Sum, behind(&[1, 2], &[5.5, 0.0]), behind(&[3], &[7.0])),
        ("mean", Statistic::Mean, behind(&[1, 2], &[5.5, 0.0]), behind(&[3], &[7.0])),
        ("length", Statistic::Mean, behind(&[1, 2], &[0.0, 4.0]), Contributions::default()),
        ("much", Statistic::Sum, behind(&[1], &[3.5]), behind(&[3], &[7.0])),
        ("median", Statistic::Summary, behind(&[1, 2], &[]), Contributions::default()),
        ("persons", Statistic::Persons, behind(&[1, 2], &[]), behind(&[3], &[])),
    ] {
        assert_eq!(value(&cells, name).contributions, [of_none, of_room], "{name}");
        assert_eq!(value(&cells, name).statistic, statistic, "{name}");
    }
    assert_eq!(value(&cells, "total").contributions[1].tellers(), 1);
}

#[tokio::test]
async fn values_that_want_the_same_share_a_column() {
    let sql = "select room, count(*) as rows, count(distinct person) as persons, sum(amount) as total, avg(amount) as mean \
               from activity group by room";
    let engine = activity();
    let guarded = engine.plan(&file("t", &["room", "rows", "persons", "total", "mean"], sql)).expect("let through");
    let widths: Vec<usize> = guarded.personal_plans().map(|plan| plan.schema().fields().len()).collect();
    // The cells; then the key, the person, the number of rows and the sum.
    assert_eq!(widths, [5, 4]);
}

#[tokio::test]
async fn a_table_without_groups_has_everyone_in_one() {
    let sql = "select count(distinct person) filter (where room is null) as nowhere, count(*) as rows from activity";
    let cells = cells(&activity(), &["nowhere", "rows"], sql).await;
    assert_eq!(value(&cells, "nowhere").contributions, [behind(&[3], &[])]);
    assert_eq!(value(&cells, "rows").contributions, [behind(&[1, 2, 3], &[3.0, 2.0, 1.0])]);
}

#[tokio::test]
async fn a_person_found_by_a_condition_or_a_join_stands_behind_the_count() {
    let engine = engine();
    let sql = "select p.country, count(distinct case when a.late_join then p.person end) as late, count(distinct a.person) as there \
               from persons p left join (select * from attendance where session = 'b') a on a.person = p.person group by p.country";
    let cells = cells(&engine, &["country", "late", "there"], sql).await;
    // Of FI and SE nobody was at `b`; of IS 40, 41 and 42 were, two of them late.
    assert_eq!(value(&cells, "late").contributions[1], behind(&[40, 42], &[]));
    assert_eq!(value(&cells, "there").contributions, [behind(&[], &[]), behind(&[40, 41, 42], &[]), behind(&[], &[])]);
}

#[tokio::test]
async fn keys_are_closed_open_or_answers() {
    let kind = async |sql: &str| cells(&engine(), &["key", "n"], sql).await.keys[0].kind;
    let count = "count(distinct person) as n";
    assert_eq!(kind(&format!("select country as key, {count} from persons group by country")).await, KeyKind::Open);
    assert_eq!(kind(&format!("select session as key, {count} from attendance group by session")).await, KeyKind::Closed);
    assert_eq!(kind(&format!("select country = 'FI' as key, {count} from persons group by country = 'FI'")).await, KeyKind::Closed);
    assert_eq!(kind(&format!("select option as key, {count} from answers group by option")).await, KeyKind::Answer);
    assert_eq!(kind(&format!("select option as key, {count} from poll_votes group by option")).await, KeyKind::Answer);
    let within = "(select person, ticket from persons where attended) as inner_persons";
    assert_eq!(kind(&format!("select ticket as key, {count} from {within} group by ticket")).await, KeyKind::Open);
}

#[tokio::test]
async fn no_order_of_rows_shows_in_an_amount() {
    let sql = "select room, sum(share) as share from attendance group by room";
    let mut shares = vec![Some(0.1), Some(0.2), Some(0.3), Some(0.7)];
    let mut found = Vec::new();
    for _ in 0..2 {
        let columns = [("person", keys(&[1, 1, 1, 1])), ("room", texts(&[Some("a"); 4])), ("share", numbers(&shares))];
        found.push(cells(&over("attendance", &columns), &["room", "share"], sql).await.values[0].contributions.clone());
        shares.reverse();
    }
    assert_eq!(found[0], found[1]);
    assert_eq!(found[0], [behind(&[1], &[1.3])]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The persons at the peak are as many as the peak says, and those that are there at its instant.
    #[test]
    fn as_many_stand_behind_a_peak_as_it_says(
        stays in prop::collection::vec((0u64..12, 0usize..2, prop::option::of(0i64..30), -2i64..15), 0..60),
    ) {
        // No two stays of one person in one room overlap: each begins after the end of the last one.
        let mut last = std::collections::BTreeMap::new();
        let stays: Vec<(u64, usize, Option<i64>, i64)> = stays.into_iter().map(|(person, room, gap, length)| {
            let free = last.entry((person, room)).or_insert(0);
            let joined = gap.map(|gap| *free + gap % 4);
            let left = joined.unwrap_or(*free) + length;
            *free = left.max(*free);
            (person, room, joined, left)
        }).collect();
        let columns = [
            ("person", keys(&stays.iter().map(|stay| stay.0).collect::<Vec<_>>())),
            ("room", texts(&stays.iter().map(|stay| ["a", "b"].get(stay.1).copied()).collect::<Vec<_>>())),
            ("joined", instants(stays.iter().map(|stay| stay.2))),
            ("left", instants(stays.iter().map(|stay| Some(stay.3)))),
        ];
        let sql = "select room, peak(joined, \"left\") as peak, peak_at(joined, \"left\", $event_start) as peak_at, \
                   peak(joined, \"left\") filter (where room = 'b') as of_b from presence group by room";
        let names = ["room", "peak", "peak_at", "of_b"];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        let cells = runtime.block_on(cells(&over("presence", &columns), &names, sql));
        for name in ["peak", "of_b"] {
            let column = value(&cells, name);
            let peaks = column.values.as_any().downcast_ref::<Int64Array>().expect("numbers");
            let persons: Vec<i64> = column.contributions.iter().map(|behind| behind.persons.len() as i64).collect();
            prop_assert_eq!(peaks.values().to_vec(), persons);
        }
        prop_assert_eq!(&value(&cells, "peak_at").contributions, &value(&cells, "peak").contributions);
        let rooms = cells.keys[0].values.as_any().downcast_ref::<StringArray>().expect("texts");
        for (room, behind) in value(&cells, "peak").contributions.iter().enumerate() {
            let is_in = |stay: &&(u64, usize, Option<i64>, i64)| ["a", "b"][stay.1] == rooms.value(room);
            let present = |at: i64| {
                let there = stays.iter().filter(is_in).filter(|stay| stay.2.is_some_and(|joined| joined <= at) && at < stay.3);
                there.map(|stay| stay.0).collect::<std::collections::BTreeSet<u64>>()
            };
            let most = (-5..1500).map(|at| present(at).len()).max().unwrap_or(0);
            let first = (-5..1500).map(present).find(|persons| persons.len() == most).unwrap_or_default();
            prop_assert_eq!(behind.persons.clone(), first.into_iter().collect::<Vec<u64>>());
        }
    }
}
