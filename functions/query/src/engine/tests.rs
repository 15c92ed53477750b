//! Queries from plan to release, over a few made-up persons.

mod cases;
mod contributions;

use std::sync::Arc;
use std::time::Duration;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray, UInt64Array, new_null_array};
use datafusion::arrow::array::{BooleanArray, Float64Array};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::datasource::MemTable;
use disclosure::{History, Policy, control};
use record::catalogue;

use super::Engine;
use crate::check::{empty_session, sample_parameters};
use crate::{QueryError, QueryFile, QuerySet};

/// A table of the catalogue with these columns, null elsewhere.
fn table(name: &str, columns: &[(&str, ArrayRef)]) -> MemTable {
    let table = catalogue::tables().into_iter().find(|table| table.name == name).expect("in the catalogue");
    let rows = columns[0].1.len();
    let arrays = table.columns.iter().map(|column| {
        let given = columns.iter().find(|(name, _)| *name == column.name);
        given.map_or_else(|| new_null_array(&column.data_type, rows), |(_, array)| Arc::clone(array))
    });
    let schema = Arc::new(table.schema());
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays.collect()).expect("a batch");
    MemTable::try_new(schema, vec![vec![batch]]).expect("a table")
}

/// 43 persons: 30 of FI, 10 of SE, 3 of IS; every second one was late at the session `a`, everyone of IS at `b`.
fn engine() -> Engine {
    let session = empty_session().expect("a session");
    let country = |person: u64| {
        if person < 30 {
            "FI"
        } else if person < 40 {
            "SE"
        } else {
            "IS"
        }
    };
    let persons: ArrayRef = Arc::new(UInt64Array::from_iter_values(0..43));
    let countries: ArrayRef = Arc::new(StringArray::from_iter_values((0..43).map(country)));
    let sessions: ArrayRef = Arc::new(StringArray::from_iter_values((0..43).map(|person| if person < 40 { "a" } else { "b" })));
    let late: ArrayRef = Arc::new((0..43).map(|person| Some(person % 2 == 0)).collect::<BooleanArray>());
    // Only three persons spent any time in `a`.
    let minutes: ArrayRef = Arc::new(Float64Array::from_iter_values((0..43).map(|person| f64::from(u8::from(person < 3)) * 60.0)));
    let attendance = [("person", Arc::clone(&persons)), ("session", sessions), ("late_join", late), ("minutes", minutes)];
    let programme: ArrayRef = Arc::new(StringArray::from(vec!["a", "b", "c"]));
    for (name, columns) in [
        ("persons", [("person", persons), ("country", countries)].as_slice()),
        ("attendance", &attendance),
        ("event_sessions", &[("session", programme)]),
    ] {
        session.deregister_table(name).expect("there");
        session.register_table(name, Arc::new(table(name, columns))).expect("registered");
    }
    Engine::over(session, sample_parameters(), Duration::from_mins(1))
}

fn file(name: &str, columns: &[&str], sql: &str) -> QueryFile {
    let columns: Vec<String> = columns.iter().map(|column| format!("{column} = {{ label.en = \"c\" }}")).collect();
    let head = format!("-- title.en = \"T\"\n-- grain = \"g\"\n-- columns = {{ {} }}\n", columns.join(", "));
    QueryFile::parse(&format!("reports/test/{name}.sql"), &format!("{head}{sql}")).expect("a query file")
}

async fn release(engine: &Engine, file: &QueryFile) -> Result<String, QueryError> {
    let guarded = engine.plan(file).expect("let through");
    let cells = engine.cells(&guarded).await?;
    let released = control(cells, &Policy::new(10), &History::none()).expect("controlled").cells;
    let result = engine.finish(&guarded, released).await?;
    Ok(pretty_format_batches(&[result.batch().clone()]).expect("text").to_string())
}

async fn published(columns: &[&str], sql: &str) -> Vec<String> {
    let text = release(&engine(), &file("t", columns, sql)).await.expect("released");
    text.lines().filter(|line| line.starts_with('|')).skip(1).map(|line| line.replace(' ', "")).collect()
}

#[tokio::test]
async fn each_value_comes_with_its_persons() {
    let engine = engine();
    let sql = "select session, count(*) as rows, count(*) filter (where late_join) as late, sum(minutes) as minutes, \
               percentile(minutes, 0.5) as median from attendance group by session";
    let guarded = engine.plan(&file("t", &["session", "rows", "late", "minutes", "median"], sql)).expect("let through");
    let cells = engine.cells(&guarded).await.expect("cells").remove(0);
    let persons: Vec<Vec<u64>> =
        cells.values.iter().map(|value| value.contributions.iter().map(|behind| behind.tellers() as u64).collect()).collect();
    // In `a` and in `b`: everyone, the late ones, those with any minutes, those with minutes known.
    assert_eq!(persons, [[40, 3], [20, 2], [3, 0], [40, 3]].map(Vec::from));
    assert_eq!((cells.keys.len(), cells.keys[0].field.name().as_str()), (1, "session"));
}

#[tokio::test]
async fn a_small_group_looks_like_none() {
    let sql = "select session, count(distinct person) as n from attendance group by session order by n desc";
    assert_eq!(published(&["session", "n"], sql).await, ["|a|40|"]);
    let sql = "select country, count(distinct person) as n from persons group by country order by n desc";
    assert_eq!(published(&["country", "n"], sql).await, ["|FI|30|", "|other|13|"], "a rare country takes the next one along");
}

#[tokio::test]
async fn a_row_of_the_programme_stays_when_its_number_is_hidden() {
    let sql = "select s.session, a.n from event_sessions s left join (select session, count(distinct person) as n from attendance \
               group by session) as a using (session)";
    assert_eq!(published(&["session", "n"], sql).await, ["|a|40|", "|b||", "|c||"]);
}

#[tokio::test]
async fn what_is_computed_from_a_hidden_number_is_hidden() {
    let sql = "select session, rows, minutes, ratio(minutes, cast(rows as double)) as each from (select session, count(*) as rows, \
               sum(minutes) as minutes from attendance group by session) as a";
    assert_eq!(published(&["session", "rows", "minutes", "each"], sql).await, ["|a|40|||"]);
}

#[tokio::test]
async fn a_condition_above_the_count_sees_released_numbers_only() {
    let sql = "select country, count(distinct person) as n from persons group by country having count(distinct person) < 10";
    assert!(published(&["country", "n"], sql).await.is_empty());
    let total = "select sum(n) as n from (select session, count(distinct person) as n from attendance group by session) as c";
    assert_eq!(published(&["n"], total).await, ["|40|"]);
}

#[tokio::test]
async fn a_failing_query_tells_nothing_of_what_it_read() {
    let sql = "select country, 1 / (n - 30) as x from (select country, count(distinct person) as n from persons group by country) as c";
    let error = release(&engine(), &file("t", &["country", "x"], sql)).await.expect_err("a division by zero");
    assert_eq!(
        error.to_string(),
        "the released part of table \"t\" failed in the engine (arrow): run `kooste check`, and look for casts and divisions that can fail"
    );
}

#[tokio::test]
async fn cells_of_another_query_are_not_taken() {
    let engine = engine();
    let sql = "select count(distinct person) as n from persons";
    let (one, other) = (file("one", &["n"], sql), file("other", &["n"], sql));
    let (one, other) = (engine.plan(&one).expect("let through"), engine.plan(&other).expect("let through"));
    let released = control(engine.cells(&other).await.expect("cells"), &Policy::new(10), &History::none()).expect("controlled").cells;
    assert!(matches!(engine.finish(&one, released).await, Err(QueryError::ForeignCells { .. })));
    assert!(matches!(engine.finish(&one, Vec::new()).await, Err(QueryError::ForeignCells { .. })));
}

#[tokio::test]
async fn every_embedded_report_runs_where_there_is_nothing() {
    let engine = Engine::over(empty_session().expect("a session"), sample_parameters(), Duration::from_mins(1));
    for report in QuerySet::embedded().reports() {
        release(&engine, report).await.unwrap_or_else(|error| panic!("{}: {error}", report.path));
    }
}
