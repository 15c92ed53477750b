//! Tests beside the queries: `tests/queries/<query>/<case>/` holds a few raw records (`records.ndjson`), the event they are of
//! (`event.toml`, else the one of all cases), and in `expected.csv` the rows that the query makes of them before anything is hidden, so
//! that five records are enough. Folders in it are earlier events of the series, with an `event.toml` and records of their own. Each case
//! goes the whole way: conversion, models, query.
//!
//! `BLESS=1` writes `expected.csv` anew; read what changed before it is kept.

mod csv;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use futures::StreamExt;
use similar::TextDiff;

use super::super::{Engine, with_released};
use crate::guard::Guarded;
use crate::order::ordered;
use crate::{QueryFile, QuerySet};
use world::World;

/// How many worlds are looked at at once.
const WORLDS: usize = 4;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/queries")
}

fn queries_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../queries")
}

/// One case of one query.
#[derive(Clone, Debug)]
struct Case {
    query: String,
    folder: PathBuf,
}

impl Case {
    /// `<query>/<case>`.
    fn name(&self) -> String {
        format!("{}/{}", self.query, self.folder.file_name().unwrap_or_default().to_string_lossy())
    }
}

/// What a case is made from. Cases of the same make share one engine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Make {
    event: Log,
    earlier: Vec<Log>,
}

/// An event definition and raw records of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Log {
    definition: String,
    records: String,
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn cases() -> BTreeMap<Make, Vec<Case>> {
    let common = read(&root().join("event.toml"));
    let mut cases: BTreeMap<Make, Vec<Case>> = BTreeMap::new();
    for query in folders(&root()) {
        for folder in folders(&query) {
            let log = |folder: &Path| Log {
                definition: fs::read_to_string(folder.join("event.toml")).unwrap_or_else(|_| common.clone()),
                records: read(&folder.join("records.ndjson")),
            };
            let make = Make { event: log(&folder), earlier: folders(&folder).iter().map(|earlier| log(earlier)).collect() };
            let query = query.file_name().unwrap_or_default().to_string_lossy().into_owned();
            cases.entry(make).or_default().push(Case { query, folder });
        }
    }
    cases
}

/// A query's table as it would be if nothing were hidden. Nothing like this is there outside of tests.
async fn unreleased(engine: &Engine, guarded: &Guarded) -> RecordBatch {
    let mut batches = Vec::new();
    for (cells, boundary) in engine.cells(guarded).await.expect("cells").into_iter().zip(guarded.boundaries()) {
        let columns = cells.keys.into_iter().map(|key| key.values).chain(cells.values.into_iter().map(|value| value.values));
        let schema = Arc::new(Schema::new(boundary.released.clone()));
        batches.push(RecordBatch::try_new(schema, columns.collect()).expect("the boundary's columns"));
    }
    let plan = with_released(guarded.public_plan(), &batches).and_then(ordered).expect("a plan");
    engine.collect(plan, Some(1)).await.expect("the public part")
}

/// What is wrong with the cases of one make.
async fn run(make: Make, cases: Vec<Case>, queries: Arc<QuerySet>) -> Vec<String> {
    let report = |case: &Case| queries.reports().find(|report| report.name == case.query);
    let (known, unknown): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| report(case).is_some());
    let mut wrong: Vec<String> =
        unknown.iter().map(|case| format!("{}: there is no query of this name under queries/reports/\n", case.name())).collect();
    // With no more reports than these, no more models are run than these need.
    let files: BTreeSet<PathBuf> = known.iter().filter_map(report).map(|report| queries_folder().join(&report.path)).collect();
    let own = QuerySet::clone(&queries).with_reports(&files.into_iter().collect::<Vec<_>>()).expect("query files");
    let world = World::open(&make, &own).await;
    for case in &known {
        let file = own.reports().find(|report| report.name == case.query).expect("one of them");
        wrong.extend(difference(&world, case, file).await);
    }
    wrong
}

async fn difference(world: &World, case: &Case, file: &QueryFile) -> Option<String> {
    let guarded = world.engine.plan(file).unwrap_or_else(|refusal| panic!("{refusal}"));
    let table = unreleased(&world.engine, &guarded).await;
    let found = csv::write(guarded.spec(), &table, &world.event.timezone);
    let path = case.folder.join("expected.csv");
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if found == expected {
        return None;
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("written");
        return None;
    }
    let diff = TextDiff::from_lines(&expected, &found);
    let mut text = format!("{}: the table is not the expected one\n", case.name());
    write!(text, "{}", diff.unified_diff().context_radius(5).header("expected", "found")).expect("a string takes all");
    for line in &world.rejected {
        writeln!(text, "records.ndjson: {line}").expect("a string takes all");
    }
    Some(text)
}

#[test]
fn every_query_has_a_case() {
    let with_cases: BTreeSet<String> = cases().into_values().flatten().map(|case| case.query).collect();
    let queries = QuerySet::embedded();
    let without: Vec<&str> = queries.reports().map(|report| report.name.as_str()).filter(|name| !with_cases.contains(*name)).collect();
    assert!(without.is_empty(), "no case under tests/queries/ for {}", without.join(", "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_query_makes_of_its_cases_what_they_expect() {
    let queries = Arc::new(QuerySet::from_texts(inventory::queries::of_folder(&queries_folder()).expect("query files")));
    // A thread for each: conversion is not made to be sent between threads.
    let (cases, engine) = (cases(), tokio::runtime::Handle::current());
    let running = cases.into_iter().map(|(make, cases)| {
        let (queries, engine) = (Arc::clone(&queries), engine.clone());
        tokio::task::spawn_blocking(move || engine.block_on(run(make, cases, queries)))
    });
    let running = futures::stream::iter(running).buffer_unordered(WORLDS);
    let failed = |error| vec![format!("a case cannot be run: {error}\n")];
    let mut wrong: Vec<String> = running.map(|wrong| wrong.unwrap_or_else(failed)).concat().await;
    wrong.sort();
    assert!(wrong.is_empty(), "{}\nIf the tables are right and the expectations are not: BLESS=1 cargo test", wrong.join("\n"));
}
