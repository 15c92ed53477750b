//! Presence on random histories: lost leaves, sleeping laptops, two devices, linked guests, ties, leaves before joins, duplicates,
//! heartbeats without a join, records without a connection, imported intervals, excluded roles.

use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type, UInt64Type};
use datafusion::prelude::SessionContext;
use proptest::prelude::*;

use super::log::{Row, event, row, run};
use super::oracle::{Expected, tell};

const HOURS: i64 = 1;

/// One record of a history: after how many seconds, what, where, on which connection, how, by which key of the person.
#[derive(Clone, Debug)]
struct Step {
    wait: i64,
    what: u8,
    room: usize,
    connection: usize,
    onsite: bool,
    key: u64,
    twice: bool,
}

#[derive(Clone, Debug)]
struct History {
    starts: i64,
    connections: [Option<u64>; 2],
    linked: bool,
    staff: bool,
    steps: Vec<Step>,
}

fn step() -> impl Strategy<Value = Step> {
    let wait = prop_oneof![3 => Just(0i64), 2 => prop::sample::select(vec![1, 30, 60, 89, 90, 91, 299, 300, 301, 600]), 2 => 0i64..1500];
    (wait, 0u8..40, 0usize..12, 0usize..2, prop::bool::weighted(0.2), 0u64..6, prop::bool::weighted(0.05)).prop_map(
        |(wait, what, room, connection, onsite, key, twice)| Step { wait, what, room, connection, onsite, key: key.min(2), twice },
    )
}

fn history() -> impl Strategy<Value = History> {
    let connections = prop::sample::select(vec![[None, None], [Some(1), Some(1)], [Some(1), Some(2)], [None, Some(2)]]);
    let starts = prop_oneof![Just(-300i64), -900i64..3600];
    (starts, connections, any::<bool>(), prop::bool::weighted(0.05), prop::collection::vec(step(), 1..25))
        .prop_map(|(starts, connections, linked, staff, steps)| History { starts, connections, linked, staff, steps })
}

/// Keys of one person: an account, a guest that is linked to it, and a guest that is linked to that guest; where they are not linked, all
/// records are the account's.
fn rows_of_person(number: u64, history: &History, rows: &mut Vec<Row>) {
    let account = number * 10 + 1;
    let mut time = history.starts;
    for step in &history.steps {
        time += step.wait;
        let key = if history.linked { account + step.key } else { account };
        let record = rows.len() as u64;
        let kind = match step.what {
            0..10 => "presence.join",
            10..25 => "presence.heartbeat",
            25..37 => "presence.leave",
            37 | 38 => "interval.imported",
            _ => "checkin.entry",
        };
        let mut next = row(record, key, time, kind);
        // A third of the rooms have no name: a room of its own.
        next.room = [Some("a"), Some("b"), None][usize::from(step.room >= 5) + usize::from(step.room >= 11)];
        next.connection = history.connections[step.connection];
        next.mode = if step.onsite { "onsite" } else { "online" };
        next.actor_kind = if key == account { "account" } else { "guest" };
        if kind == "interval.imported" {
            next.joined = Some(time - 200);
            next.left = Some(time - 210 + 40 * step.room as i64);
        }
        rows.push(next.clone());
        if step.twice {
            rows.push(next);
        }
    }
    if history.linked {
        for guest in [account + 1, account + 2] {
            let mut link = row(rows.len() as u64, guest - 1, time, "identity.linked");
            link.guest = Some(guest);
            rows.push(link);
        }
    }
    if history.staff {
        let mut staff = row(rows.len() as u64, account, time, "page.viewed");
        staff.role = "staff";
        rows.push(staff);
    }
}

async fn found(context: &SessionContext, start: i64) -> BTreeMap<u64, Expected> {
    let mut found: BTreeMap<u64, Expected> = BTreeMap::new();
    let room = |batch: &RecordBatch, at: usize| -> Option<&'static str> {
        let rooms = batch.column(1).as_string::<i32>();
        rooms.is_valid(at).then(|| if rooms.value(at) == "a" { "a" } else { "b" })
    };
    let second = |batch: &RecordBatch, column: usize, at: usize| {
        (batch.column(column).as_primitive::<Int64Type>().value(at) - start).div_euclid(1_000_000)
    };
    for batch in collect(context, "select person, room, cast(joined as bigint), cast(\"left\" as bigint), inferred from presence").await {
        for (at, person) in persons(&batch).into_iter().enumerate() {
            let inferred = batch.column(4).as_boolean().value(at);
            found.entry(person).or_default().presence.insert((room(&batch, at), second(&batch, 2, at), second(&batch, 3, at), inferred));
        }
    }
    for batch in collect(context, "select person, room, cast(started as bigint), cast(ended as bigint) from visits").await {
        for (at, person) in persons(&batch).into_iter().enumerate() {
            found.entry(person).or_default().visits.insert((room(&batch, at), second(&batch, 2, at), second(&batch, 3, at)));
        }
    }
    for batch in collect(context, "select person, measure, count(*) from defects group by person, measure").await {
        for (at, person) in persons(&batch).into_iter().enumerate() {
            let measure = batch.column(1).as_string::<i32>().value(at).to_owned();
            let count = batch.column(2).as_primitive::<Int64Type>().value(at);
            found.entry(person).or_default().defects.insert(measure, usize::try_from(count).expect("a count"));
        }
    }
    for batch in collect(context, "select person, mode, attended from persons").await {
        for (at, person) in persons(&batch).into_iter().enumerate() {
            let modes = batch.column(1).as_string::<i32>();
            let known = |mode| ["online", "onsite", "both"].into_iter().find(|known| *known == mode).expect("a mode");
            let mode = modes.is_valid(at).then(|| known(modes.value(at)));
            assert_eq!(batch.column(2).as_boolean().value(at), mode.is_some(), "who attended has a mode");
            found.entry(person).or_default().mode = mode;
        }
    }
    found
}

async fn collect(context: &SessionContext, sql: &str) -> Vec<RecordBatch> {
    context.sql(sql).await.expect("a plan").collect().await.expect("rows")
}

fn persons(batch: &RecordBatch) -> Vec<u64> {
    let persons = cast(batch.column(0), &DataType::UInt64).expect("keys");
    persons.as_primitive::<UInt64Type>().values().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn presence_is_what_the_oracle_tells(histories in prop::collection::vec(history(), 60)) {
        let mut rows = Vec::new();
        for (number, history) in histories.iter().enumerate() {
            rows_of_person(number as u64, history, &mut rows);
        }
        let event = event(HOURS, "");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let found = runtime.block_on(async {
            let (_folder, context) = run(&event, &rows, 2).await;
            found(&context, event.starts.as_microsecond()).await
        });
        let expected = tell(&rows, HOURS * 3600);
        for (person, expected) in &expected {
            prop_assert_eq!(found.get(person), Some(expected), "person {}", person);
        }
        prop_assert_eq!(found.len(), expected.len());
    }
}
