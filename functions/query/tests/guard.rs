//! The guard against its corpus, `tests/guard/`: every query under `refuse/` is refused with exactly the text beside it, every query
//! under `accept/` is let through.
//!
//! With `BLESS=1` the texts are written anew; read what changed before it is kept.

#![allow(clippy::expect_used, clippy::panic, reason = "tests: a broken expectation is a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use query::{Finding, QuerySet, Severity, Verdict, check};

const CORPUS: &str = "../../tests/guard/";

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(CORPUS).join(folder)).expect("the corpus");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    assert!(!files.is_empty(), "no queries under {folder}");
    files
}

/// What stops a query, and not what could be better. The heads of the corpus describe nothing, so that is told only where it is all.
fn stops(verdict: Verdict) -> Vec<Finding> {
    let (heads, others): (Vec<Finding>, Vec<Finding>) = verdict.findings.into_iter().partition(|finding| finding.code == "P095");
    let others: Vec<Finding> = others.into_iter().filter(|finding| finding.severity > Severity::Warning).collect();
    if others.is_empty() { heads } else { others }
}

fn verdicts(files: &[PathBuf]) -> Vec<Verdict> {
    check(&QuerySet::default().with_reports(files).expect("query files"))
}

#[test]
fn queries_that_could_reveal_a_person_are_refused_and_told_why() {
    let files = files("refuse");
    let mut wrong = Vec::new();
    for (file, verdict) in files.iter().zip(verdicts(&files)) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let stops = stops(verdict);
        let Some(first) = stops.first() else {
            wrong.push(format!("{name} is let through"));
            continue;
        };
        let text = stops.iter().map(|finding| format!("{finding}\n")).collect::<Vec<_>>().join("\n").replace(CORPUS, "");
        if !name.starts_with(&first.code.to_lowercase()) {
            wrong.push(format!("{name} is refused for another reason:\n{text}"));
        }
        let expected = file.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, text).expect("written");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&text) {
            wrong.push(format!("{name} is refused with another text:\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn queries_that_reports_need_are_let_through() {
    let refusals: Vec<String> = verdicts(&files("accept")).into_iter().flat_map(stops).map(|finding| finding.to_string()).collect();
    assert!(refusals.is_empty(), "{}", refusals.join("\n\n"));
}
