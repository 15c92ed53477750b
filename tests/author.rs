//! What somebody meets who writes queries: `new`, `check`, `explain`, `tables`, `preview`, and queries that are deployed beside the program.
//!
//! `tests/check/` holds query files with the mistakes that people make, and beside each what `kooste check` says of it, word for word; so do
//! the files of other commands there. `BLESS=1` writes them anew: read what changed before it is kept.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::kooste::{Outcome, Root, files, kooste, outcome};
use crate::support::log::{Event, Log};

/// Commands whose answers are kept word for word, and the files that hold them.
const COMMANDS: [(&str, &[&str]); 7] = [
    ("explain", &["explain"]),
    ("explain_p020", &["explain", "p020"]),
    ("explain_unknown", &["explain", "P999"]),
    ("tables", &["tables"]),
    ("tables_attendance", &["tables", "attendance"]),
    ("tables_unknown", &["tables", "person"]),
    ("new_misnamed", &["new", "Visitors by browser"]),
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the top of the house")
}

/// `kooste` in the repository, where paths are short.
fn at_the_top(arguments: &[&str]) -> Outcome {
    outcome(kooste(arguments).current_dir(top()))
}

/// What is wrong with an answer: nothing where it is the one that is kept.
fn unlike(name: &str, outcome: &Outcome) -> Option<String> {
    let text = format!("{}{}exit {}\n", outcome.stdout, outcome.stderr, outcome.code.unwrap_or(-1));
    let path = top().join("tests/check").join(format!("{name}.txt"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, text).expect("written");
        return None;
    }
    let is_kept = fs::read_to_string(path).is_ok_and(|kept| kept == text);
    (!is_kept).then(|| format!("{name} is answered otherwise:\n{text}"))
}

#[test]
fn what_is_said_of_mistakes_is_what_is_kept() {
    let mut names: Vec<String> =
        files(&top().join("tests/check")).into_keys().filter_map(|name| Some(name.strip_suffix(".sql")?.to_owned())).collect();
    names.sort();
    assert!(names.len() > 10);
    let of_file = |name: &String| unlike(name, &at_the_top(&["check", &format!("tests/check/{name}.sql")]));
    let of_command = |(name, arguments): &(&str, &[&str])| unlike(name, &at_the_top(arguments));
    let wrong: Vec<String> = names.iter().filter_map(of_file).chain(COMMANDS.iter().filter_map(of_command)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn editors_get_one_object_a_problem_of_every_file() {
    let checked = at_the_top(&["check", "tests/check/misspelt.sql", "tests/check/group_by_person.sql", "--json"]);
    assert_eq!(checked.code, Some(3));
    let answer: serde_json::Value = serde_json::from_str(&checked.stdout).expect("JSON");
    let problems = answer["problems"].as_array().expect("problems");
    let of = |file: &str| problems.iter().filter(|problem| problem["file"] == format!("tests/check/{file}.sql")).count();
    assert!(of("misspelt") > 5 && of("group_by_person") > 0, "{answer:#}");
    for problem in problems {
        assert!(problem["code"].is_string() && problem["message"].is_string() && problem["help"].is_string(), "{problem}");
    }
    let misspelt = problems.iter().find(|problem| problem["message"] == "there is no column \"contry\" here").expect("the column");
    assert_eq!((misspelt["line"].as_u64(), misspelt["column"].as_u64()), (Some(10), Some(8)));
    assert!(misspelt["help"].as_str().is_some_and(|help| help.starts_with("did you mean `country`?")), "{misspelt}");
}

#[test]
fn exit_codes_tell_privacy_from_other_mistakes() {
    let code = |name: &str| at_the_top(&["check", &format!("tests/check/{name}.sql")]).code;
    assert_eq!(code("select_star"), Some(3));
    assert_eq!(code("comma"), Some(1));
    assert_eq!(at_the_top(&["check", "queries/reports/audience/attendance.sql"]).code, Some(0));
    assert_eq!(at_the_top(&["check", "absent.sql"]).code, Some(1));
}

#[test]
fn a_new_query_is_begun_with_a_case_and_never_over_another() {
    let clone = tempfile::tempdir().expect("a folder");
    for folder in ["queries/reports", "tests/queries"] {
        fs::create_dir_all(clone.path().join(folder)).expect("a folder");
    }
    let within = |arguments: &[&str]| outcome(kooste(arguments).current_dir(clone.path().join("tests")));
    let begun = within(&["new", "visitors_by_browser", "--chapter", "audience"]);
    assert_eq!(begun.code, Some(0), "{}", begun.stderr);
    let made: Vec<String> = files(clone.path()).into_keys().collect();
    let expected = [
        "queries/reports/audience/visitors_by_browser.sql",
        "tests/queries/visitors_by_browser/five_visitors/expected.csv",
        "tests/queries/visitors_by_browser/five_visitors/records.ndjson",
    ];
    assert_eq!(made, expected);
    let checked = within(&["check"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), "1 query file checked, nothing to say\n"));
    assert_eq!(within(&["new", "visitors_by_browser"]).code, Some(1));
    assert_eq!(within(&["new", "attendance"]).code, Some(1), "a built-in table has this name");

    let elsewhere = tempfile::tempdir().expect("a folder");
    let alone = |arguments: &[&str]| outcome(kooste(arguments).current_dir(elsewhere.path()));
    assert_eq!(alone(&["new", "guests_by_country"]).code, Some(2));
    assert_eq!(alone(&["new", "guests_by_country", "--queries", "mine"]).code, Some(0));
    let made: Vec<String> = files(elsewhere.path()).into_keys().collect();
    assert_eq!(made.len(), 3);
    assert!(made.iter().all(|path| path.starts_with("mine/")), "{made:?}");
}

const BY_MODE: &str = "-- title.en = \"Visitors by way of attending\"\n-- grain = \"one row per way\"\n\
    -- chart = { kind = \"bar\", x = \"mode\", y = \"visitors\" }\n-- [columns.mode]\n-- label.en = \"Way\"\n-- [columns.visitors]\n\
    -- label.en = \"Visitors\"\n-- unit = \"persons\"\n\
    select mode, count(distinct person) as visitors from persons where attended group by mode order by visitors desc\n";

#[test]
fn a_preview_draws_the_table_writes_its_page_and_follows_the_file() {
    let log = Log::generate(&Event::helsinki(), 71, 120);
    let root = Root::with(&log);
    assert_eq!(root.outcome(&["convert", "--event", log.event]).code, Some(0));
    let query = root.path("by_way.sql");
    fs::write(&query, BY_MODE).expect("written");
    let (path, page) = (query.to_str().expect("UTF-8"), root.path("page.html"));
    let html = format!("--html={}", page.display());
    let shown = root.outcome(&["preview", path, "--event", log.event, &html]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    for expected in ["mode", "visitors", "█", "values hidden", " s, after "] {
        assert!(shown.stdout.contains(expected), "{expected} in\n{}", shown.stdout);
    }
    assert!(fs::read_to_string(page).expect("a page").contains("Visitors by way of attending"));

    let mut watch = root.command(&["preview", path, "--event", log.event, "--watch"]);
    let mut watch = watch.stdout(Stdio::piped()).spawn().expect("kooste starts");
    let mut lines = BufReader::new(watch.stdout.take().expect("its words")).lines();
    let mut await_line = |wanted: &str| {
        lines.by_ref().map(|line| line.expect("a line")).find(|line| line.contains(wanted)).unwrap_or_else(|| panic!("no {wanted}"))
    };
    await_line("values hidden");
    fs::write(&query, BY_MODE.replace("mode,", "mod,")).expect("written");
    await_line("there is no column \"mod\" here");
    fs::write(&query, BY_MODE.replace("as visitors", "as visitors /* again */")).expect("written");
    await_line("values hidden");
    watch.kill().expect("killed");
    watch.wait().expect("gone");
}

#[test]
fn deployed_queries_are_added_and_a_bad_one_takes_nothing_else_away() {
    let log = Log::generate(&Event::helsinki(), 72, 120);
    let root = Root::with(&log);
    let deployed = root.path("deployed");
    for (path, text) in [
        ("reports/audience/by_way.sql", BY_MODE.to_owned()),
        ("reports/audience/attendance.sql", BY_MODE.replace("mode", "moed")),
        ("reports/audience/everybody.sql", "-- title.en = \"E\"\n-- grain = \"g\"\nselect * from persons\n".to_owned()),
        (
            "reports/audience/fails.sql",
            BY_MODE.replace("count(distinct person) as visitors", "cast('x' || count(distinct person) as bigint) as visitors"),
        ),
    ] {
        let file = deployed.join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        fs::write(file, text).expect("written");
    }
    let url = format!("file://{}", deployed.display());
    let run = |queries: &str| root.outcome(&["run", "--event", log.event, "--queries", queries, "--json"]);
    for queries in [url.as_str(), deployed.to_str().expect("UTF-8")] {
        let outcome = run(queries);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
        let missing: Vec<&str> =
            answer["missing"].as_array().expect("a list").iter().filter_map(|missing| missing["table"].as_str()).collect();
        assert_eq!(missing, ["attendance", "everybody", "fails"]);
        for table in missing {
            assert!(outcome.stderr.contains(&format!("\"{table}\" is MISSING")), "{}", outcome.stderr);
        }
    }
    let release = root.release(log.organizer, log.event);
    let tables = root.tables(log.organizer, log.event);
    assert!(tables.contains_key("by_way") && tables.contains_key("rooms") && !tables.contains_key("attendance"));
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(release.join("manifest.json")).expect("a manifest")).expect("JSON");
    assert_eq!(manifest["missing"].as_array().map(Vec::len), Some(3));
    let query = |path: &str| manifest["queries"].as_array().expect("queries").iter().find(|query| query["path"] == path).cloned();
    assert_eq!(query("reports/audience/by_way.sql").expect("named")["deployed"], true);
    assert_eq!(query("reports/sessions/rooms.sql").expect("named")["deployed"], false);
    let page = fs::read_to_string(release.join("report.en.html")).expect("a page");
    assert!(page.contains("attendance, everybody, fails"), "the report says so");

    fs::write(deployed.join("reports/audience/by_way.sql"), BY_MODE.replace("order by visitors desc", "")).expect("written");
    run(&url);
    assert_ne!(root.release(log.organizer, log.event), release, "another query is another release");
}
