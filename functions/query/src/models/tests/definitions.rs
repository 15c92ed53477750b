//! Each definition by an example small enough to count by hand.

use std::sync::Arc;

use datafusion::assert_batches_eq;
use datafusion::prelude::SessionContext;
use record::catalogue;
use record::event::EventDefinition;
use record::id::ActorKind;

use super::log::{Row, event, pseudonyms, row, run};
use crate::models;

const MINUTE: i64 = 60;

async fn assert_rows(context: &SessionContext, event: &EventDefinition, sql: &str, expected: &[&str]) {
    let query = context.sql(sql).await.expect("a plan").with_param_values(models::parameters(event)).expect("parameters");
    let found = query.collect().await.expect("rows");
    assert_batches_eq!(expected, &found);
}

fn there(person: u64, room: &'static str, from: i64, to: i64) -> [Row; 2] {
    let mut join = row(person * 1_000_000 + u64::from(to.unsigned_abs() as u32) * 2, person, from, "presence.join");
    join.room = Some(room);
    let leave = Row { record: join.record + 1, time: to, kind: "presence.leave", ..join.clone() };
    [join, leave]
}

#[tokio::test]
async fn every_table_of_the_catalogue_is_there_as_declared_even_without_a_record() {
    let event = event(8, "");
    let (_folder, context) = run(&event, &[], 2).await;
    for table in catalogue::tables() {
        let found = context.table(table.name).await.expect("registered");
        let expected: Vec<_> = table.schema().fields().iter().map(|field| (field.name().clone(), field.data_type().clone())).collect();
        let found: Vec<_> = found.schema().fields().iter().map(|field| (field.name().clone(), field.data_type().clone())).collect();
        assert_eq!(found, expected, "{}", table.name);
    }
}

const SESSION: &str = "[[rooms]]\nid = \"a\"\n[[sessions]]\nid = \"s\"\nroom = \"a\"\ntrack = \"t\"\nstarts = 2026-05-12T09:10:00+03:00\n\
                       ends = 2026-05-12T09:40:00+03:00\n";

#[tokio::test]
async fn attendance_is_presence_within_the_window() {
    let event = event(8, SESSION);
    // Person 1 from before the start to 80 % exactly; 2 from 5 min 1 s late to the end; 3 for 44.9 s; 4 leaves as it begins.
    let mut rows = Vec::new();
    rows.extend(there(1, "a", 0, 34 * MINUTE));
    rows.extend(there(2, "a", 15 * MINUTE + 1, 60 * MINUTE));
    rows.extend(there(3, "a", 15 * MINUTE, 15 * MINUTE + 44));
    rows.extend(there(4, "a", 0, 10 * MINUTE));
    let (_folder, context) = run(&event, &rows, 2).await;
    assert_rows(
        &context,
        &event,
        "select person, seconds, share, minutes, band, attended_80, late_join, early_leave from attendance order by person",
        &[
            "+--------+---------+----------------------+---------+-------+-------------+-----------+-------------+",
            "| person | seconds | share                | minutes | band  | attended_80 | late_join | early_leave |",
            "+--------+---------+----------------------+---------+-------+-------------+-----------+-------------+",
            "| 1      | 1440.0  | 0.8                  | 24.0    | 20-40 | true        | false     | true        |",
            "| 2      | 1499.0  | 0.8327777777777777   | 25.0    | 20-40 | true        | true      | false       |",
            "| 3      | 44.0    | 0.024444444444444446 | 0.5     | <1    | false       | false     | true        |",
            "+--------+---------+----------------------+---------+-------+-------------+-----------+-------------+",
        ],
    )
    .await;
    assert_rows(
        &context,
        &event,
        "select session, minute, count(*) as present from session_grid group by session, minute order by minute",
        &[
            "+---------+--------+---------+",
            "| session | minute | present |",
            "+---------+--------+---------+",
            "| s       | 0      | 1       |",
            "| s       | 5      | 1       |",
            "| s       | 10     | 1       |",
            "| s       | 15     | 1       |",
            "| s       | 20     | 1       |",
            "+---------+--------+---------+",
        ],
    )
    .await;
}

#[tokio::test]
async fn a_visit_may_cross_rooms_and_midnight_and_belongs_to_the_day_it_began() {
    let event = event(20, "");
    // Helsinki's midnight is 15 hours after the start.
    let midnight = 15 * 60 * MINUTE;
    let mut rows = Vec::new();
    rows.extend(there(1, "a", midnight - 10 * MINUTE, midnight - 5 * MINUTE));
    rows.extend(there(1, "b", midnight + 24 * MINUTE, midnight + 30 * MINUTE));
    rows.extend(there(1, "a", midnight + 60 * MINUTE, midnight + 61 * MINUTE));
    let (_folder, context) = run(&event, &rows, 2).await;
    assert_rows(
        &context,
        &event,
        "select day, count(*) as visits from day_visits group by day order by day",
        &[
            "+------------+--------+",
            "| day        | visits |",
            "+------------+--------+",
            "| 2026-05-12 | 1      |",
            "| 2026-05-13 | 1      |",
            "+------------+--------+",
        ],
    )
    .await;
    assert_rows(
        &context,
        &event,
        "select count(*) as visits from visits",
        &["+--------+", "| visits |", "+--------+", "| 3      |", "+--------+"],
    )
    .await;
}

#[tokio::test]
async fn the_last_registration_the_last_vote_and_the_last_answer_count() {
    let event = event(
        8,
        "[[questions]]\nid = \"q\"\ntype = \"choice\"\noptions = { x = {}, y = {} }\n[[questions]]\nid = \"age\"\ntype = \"number\"\nbands = [18]\n",
    );
    let answer = |record, time, kind, option, age| Row {
        answers: Some(vec![("q", option, None), ("age", None, age)]),
        ticket: Some("basic"),
        ..row(record, 1, time, kind)
    };
    let vote = |record, time, options| Row { poll: Some("p"), options: Some(options), ..row(record, 1, time, "poll.voted") };
    let rows = [
        answer(1, -90, "registration.created", Some("x"), Some(17.0)),
        answer(2, -80, "registration.updated", Some("y"), Some(18.0)),
        answer(3, 100, "survey.answered", Some("x"), None),
        row(4, 1, -70, "registration.cancelled"),
        answer(5, 200, "survey.answered", None, None),
        vote(6, 10, vec!["yes", "no"]),
        vote(7, 20, vec!["no", "no"]),
        Row { ticket: Some("vip"), ..row(8, 2, -70, "registration.cancelled") },
        row(9, 2, -60, "registration.created"),
    ];
    let (_folder, context) = run(&event, &rows, 2).await;
    assert_rows(
        &context,
        &event,
        "select person, ticket, registered, cancelled, attended, login from persons order by person",
        &[
            "+--------+--------+------------+-----------+----------+---------+",
            "| person | ticket | registered | cancelled | attended | login   |",
            "+--------+--------+------------+-----------+----------+---------+",
            "| 1      | basic  | false      | true      | false    | account |",
            "| 2      | vip    | true       | false     | false    | account |",
            "+--------+--------+------------+-----------+----------+---------+",
        ],
    )
    .await;
    // The unknown option of the last survey takes the place of the answer before it; the number is the last one given at all.
    assert_rows(
        &context,
        &event,
        "select count(*) as answers from answers",
        &["+---------+", "| answers |", "+---------+", "| 0       |", "+---------+"],
    )
    .await;
    assert_rows(
        &context,
        &event,
        "select poll, option from poll_votes",
        &["+------+--------+", "| poll | option |", "+------+--------+", "| p    | no     |", "+------+--------+"],
    )
    .await;
}

#[tokio::test]
async fn a_stands_own_staff_are_not_its_visitors() {
    let event = event(8, "[[stands]]\nid = \"s\"\nstaff = [\"ticket:7\"]\n[[stands]]\nid = \"t\"\n");
    let staff = pseudonyms(&event).person(ActorKind::Ticket, "7").expect("a person");
    let viewed = |record, person, stand| Row { stand: Some(stand), ..row(record, person, 10, "stand.viewed") };
    let rows = [
        viewed(1, 5, "s"),
        viewed(2, staff, "s"),
        viewed(3, staff, "t"),
        viewed(4, 6, "s"),
        Row { guest: Some(staff), ..row(5, 6, 5, "identity.linked") },
    ];
    let (_folder, context) = run(&event, &rows, 2).await;
    assert_rows(
        &context,
        &event,
        "select stand, count(*) as views from stand_activity group by stand order by stand",
        &["+-------+-------+", "| stand | views |", "+-------+-------+", "| s     | 1     |", "| t     | 1     |", "+-------+-------+"],
    )
    .await;
}

#[tokio::test]
async fn models_in_a_circle_are_refused() {
    let event = event(8, "");
    let (_folder, context) = run(&event, &[], 1).await;
    let model =
        |name: &str, sql: &str| crate::ModelFile { name: name.to_owned(), path: format!("models/{name}.sql"), text: sql.to_owned() };
    let circle = [model("one", "select 1 from two"), model("two", "select 1 from one"), model("three", "select 1 as three")];
    let refused = super::super::in_order(&context, &circle).expect_err("a circle");
    assert!(refused.to_string().contains("one, two"), "{refused}");
    let names = Arc::new(super::super::in_order(&context, &circle[2..]).expect("an order"));
    assert_eq!(names.len(), 1);
}
