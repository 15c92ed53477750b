//! `kooste check`: query files, without any event; on the demo event, if asked.

use std::path::{Path, PathBuf};

use inventory::queries::is_url;
use query::{Finding, QueryFile, QuerySet, Severity, Verdict};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::output::Answer;
use crate::playground::Playground;
use crate::queries;

pub(crate) async fn run(place: Option<&str>, files: &[PathBuf], demo: bool) -> Result<Answer, Failure> {
    let mut verdicts = match place.filter(|place| is_url(place) && files.is_empty()) {
        Some(_) => query::check(&queries::of_run(place).await?),
        None => check(queries::of_author(place)?.as_deref(), files)?,
    };
    if demo {
        Box::pin(rehearse(&mut verdicts)).await?;
    }
    Ok(answer(&verdicts))
}

/// Checks the files, or all of the folder, or all built-in ones.
fn check(folder: Option<&Path>, files: &[PathBuf]) -> Result<Vec<Verdict>, Failure> {
    let all = folder.map_or(Ok(Vec::new()), queries::reports)?;
    let (None, []) = (folder, files) else {
        let is_named = |path: &PathBuf| files.iter().any(|file| file.canonicalize().ok() == path.canonicalize().ok());
        // Those that are not named are there for their names: no two tables may have one.
        let others: Vec<PathBuf> = all.into_iter().filter(|path| !is_named(path)).collect();
        let set = QuerySet::default().with_reports(&[&others, files].concat())?;
        let mut verdicts = query::check(&set);
        if !files.is_empty() {
            verdicts.retain(|verdict| files.iter().any(|file| Path::new(&verdict.path) == file));
        }
        return Ok(verdicts);
    };
    Ok(query::check(&QuerySet::embedded()))
}

/// Runs on the demo event what is let through, and warns of tables of which nothing is published.
async fn rehearse(verdicts: &mut [Verdict]) -> Result<(), Failure> {
    let playground = Playground::of_demo(QuerySet::embedded()).await?;
    let rehearsal = playground.rehearsal().await?;
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.findings.iter().all(|finding| finding.severity == Severity::Warning)) {
        let Ok(text) = std::fs::read_to_string(&verdict.path) else { continue };
        let Ok(file) = QueryFile::parse(&verdict.path, &text) else { continue };
        let preview = rehearsal.preview(&file).await?;
        if preview.of_cells > 0 && preview.hidden.len() >= preview.of_cells {
            verdict.findings.push(Finding::always_hidden(&file, preview.of_cells));
        }
    }
    Ok(())
}

pub(crate) fn answer(verdicts: &[Verdict]) -> Answer {
    let findings: Vec<&Finding> = verdicts.iter().flat_map(|verdict| &verdict.findings).collect();
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (refused, errors, warnings) = (count(Severity::Refused), count(Severity::Error), count(Severity::Warning));
    let mut lines: Vec<String> = findings.iter().map(|finding| format!("{finding}\n")).collect();
    if let Some(first) = findings.iter().find(|finding| finding.severity == Severity::Refused).or(findings.first()) {
        lines.push(format!("`kooste explain {}` tells more, as of every code", first.code));
    }
    lines.push(summary(verdicts.len(), refused, errors, warnings));
    let json = json!({
        "files": verdicts.iter().map(|verdict| &verdict.path).collect::<Vec<_>>(),
        "problems": findings.iter().map(|finding| as_json(finding)).collect::<Vec<_>>(),
    });
    Answer { text: lines.join("\n"), json, incomplete: errors > 0, refused: refused > 0 }
}

fn summary(files: usize, refused: usize, errors: usize, warnings: usize) -> String {
    let number = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let files = number(files, "query file", "query files");
    let told = [(refused, "refusal", "refusals"), (errors, "error", "errors"), (warnings, "warning", "warnings")];
    let told: Vec<String> = told.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| number(count, one, many)).collect();
    if told.is_empty() { format!("{files} checked, nothing to say") } else { format!("{files} checked: {}", told.join(", ")) }
}

/// A finding for editors.
pub(crate) fn as_json(finding: &Finding) -> Value {
    let place = finding.place.as_ref();
    json!({
        "file": finding.file,
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "length": place.map(|place| place.length),
        "severity": finding.severity.name(),
        "code": finding.code,
        "message": finding.what,
        "why": finding.why,
        "help": finding.instead,
    })
}
