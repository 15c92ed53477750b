//! `kooste preview`: what a query would publish, and why a value of it is hidden.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use inventory::queries::is_url;
use query::{QueryFile, QuerySet, Severity};
use record::Id;
use report::{HiddenValue, Preview, Rehearsal};
use serde_json::json;

use super::check;
use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::{self, Answer};
use crate::playground::Playground;
use crate::sketch;
use crate::{grid, queries};

/// Rows, and hidden values, that are shown on a terminal.
const LINES_MAX: usize = 60;

/// How often a watched file is looked at.
const LOOK: Duration = Duration::from_millis(200);

/// How a preview is wished for.
#[derive(Debug)]
pub(crate) struct Wish {
    /// The event; none for the demo.
    pub(crate) event: Option<Id>,
    /// Whether to show it again on every change of the file.
    pub(crate) watch: bool,
    /// Where to write the page, if at all; an empty text for the table's name.
    pub(crate) html: Option<String>,
}

pub(crate) async fn run(arguments: RootArguments, file: &Path, wish: &Wish, json: bool) -> Result<Answer, Failure> {
    // What is not let through needs no event.
    let refused = refused(file)?;
    if let (Some(answer), false) = (refused, wish.watch) {
        return Ok(answer);
    }
    let opening = Instant::now();
    let playground = playground(arguments, file, wish.event.as_ref()).await?;
    let rehearsal = playground.rehearsal().await?;
    let opened = opening.elapsed();
    if !wish.watch {
        let mut answer = show(&rehearsal, &playground, file, wish).await?;
        answer.text = format!("{}, after {:.1} s for opening the event", answer.text, opened.as_secs_f64());
        return Ok(answer);
    }
    let mut seen = None;
    loop {
        let now = state(file);
        if now.is_some() && now != seen {
            seen = now;
            if std::io::stdout().is_terminal() {
                // Clears the screen, as `watch` does.
                print(&Answer::done("\u{1b}[2J\u{1b}[H".to_owned(), json!({})), false);
            }
            match again(&rehearsal, &playground, file, wish).await {
                Ok(answer) => print(&answer, json),
                Err(failure) => output::warn(&format!("error: {failure}")),
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn print(answer: &Answer, json: bool) {
    let _ = output::print(answer, json);
}

async fn again(rehearsal: &Rehearsal<'_>, playground: &Playground, file: &Path, wish: &Wish) -> Result<Answer, Failure> {
    match refused(file)? {
        Some(answer) => Ok(answer),
        None => show(rehearsal, playground, file, wish).await,
    }
}

/// The event with all queries but the one that is being written: its table is counted anew each time.
async fn playground(arguments: RootArguments, file: &Path, event: Option<&Id>) -> Result<Playground, Failure> {
    let place = arguments.queries.as_deref();
    let set = match place.filter(|place| is_url(place)) {
        Some(_) => queries::of_run(place).await?,
        None => queries::with_author(queries::of_author(place)?.as_deref())?,
    };
    let set = set.without(file);
    match event {
        Some(event) => Playground::of_event(arguments, event, set).await,
        None => Playground::of_demo(set).await,
    }
}

/// What stops a query, if anything does.
fn refused(file: &Path) -> Result<Option<Answer>, Failure> {
    let set = QuerySet::default().with_reports(&[file.to_owned()])?;
    let mut verdicts = query::check(&set);
    for verdict in &mut verdicts {
        verdict.findings.retain(|finding| finding.severity > Severity::Warning);
    }
    let stopped = verdicts.iter().any(|verdict| !verdict.findings.is_empty());
    Ok(stopped.then(|| check::answer(&verdicts)))
}

/// When a file was changed, and how long it is.
fn state(file: &Path) -> Option<(SystemTime, u64)> {
    let data = fs::metadata(file).ok()?;
    Some((data.modified().ok()?, data.len()))
}

async fn show(rehearsal: &Rehearsal<'_>, playground: &Playground, path: &Path, wish: &Wish) -> Result<Answer, Failure> {
    let started = Instant::now();
    let text = fs::read_to_string(path).map_err(|source| Failure::io(&format!("{} could not be read", path.display()), source))?;
    let file = QueryFile::parse(&path.to_string_lossy(), &text).map_err(|refusal| Failure::Failed(refusal.to_string()))?;
    let preview = rehearsal.preview(&file).await?;
    let mut lines = describe(&preview, &file, playground.event());
    let page = wish.html.as_ref().map(|page| write_page(rehearsal, &preview, page)).transpose()?;
    lines.extend(page.iter().map(|page| format!("as the report shows it: {}", page.display())));
    let seconds = started.elapsed().as_secs_f64();
    lines.push(format!("{seconds:.1} s"));
    Ok(Answer::done(lines.join("\n"), as_json(&file.name, &preview, page.as_deref(), seconds)))
}

fn describe(preview: &Preview, file: &QueryFile, event: &Id) -> Vec<String> {
    let title = preview.spec.title.get(record::event::Language::En).unwrap_or(&file.name);
    let mut lines = vec![format!("{title} ({}), event {event}", file.name), String::new()];
    lines.extend(table(preview));
    let sketch = sketch::lines(preview);
    if !sketch.is_empty() {
        lines.push(String::new());
        lines.extend(sketch);
    }
    let rows = preview.rows.len();
    let hidden = preview.hidden.len();
    lines.push(format!("\n{rows} rows; {hidden} of {} values hidden{}", preview.of_cells, if hidden == 0 { "" } else { ":" }));
    lines.extend(preview.hidden.iter().take(LINES_MAX).map(reason));
    let more = hidden.saturating_sub(LINES_MAX);
    if more > 0 {
        lines.push(format!("  and {more} more: all of them with --json"));
    }
    lines
}

fn reason(hidden: &HiddenValue) -> String {
    let place = if hidden.group.is_empty() { String::new() } else { format!(" of {}", hidden.group.join(", ")) };
    format!("  {}{place}: {}, {}", hidden.column, hidden.rule.name(), hidden.rule.reason())
}

/// The published rows below each other.
fn table(preview: &Preview) -> Vec<String> {
    let head = preview.spec.columns.iter().map(|column| column.name.clone()).collect();
    let shown = preview.rows.iter().take(LINES_MAX);
    let columns = &preview.spec.columns;
    let words = shown.map(|row| columns.iter().zip(row).map(|(column, value)| sketch::cell(column, value.as_deref()).to_owned()).collect());
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(words).collect();
    let mut lines = grid::lines(&rows);
    if preview.rows.len() > LINES_MAX {
        lines.push(format!("and {} rows more", preview.rows.len() - LINES_MAX));
    }
    lines
}

fn write_page(rehearsal: &Rehearsal<'_>, preview: &Preview, page: &str) -> Result<PathBuf, Failure> {
    let page = if page.is_empty() { PathBuf::from(format!("{}.html", preview.spec.name)) } else { PathBuf::from(page) };
    let bytes = rehearsal.page(preview)?;
    fs::write(&page, bytes).map_err(|source| Failure::io(&format!("{} could not be written", page.display()), source))?;
    Ok(page)
}

fn as_json(table: &str, preview: &Preview, page: Option<&Path>, seconds: f64) -> serde_json::Value {
    let hidden = preview.hidden.iter().map(
        |hidden| json!({ "group": hidden.group, "column": hidden.column, "rule": hidden.rule.name(), "reason": hidden.rule.reason() }),
    );
    json!({
        "table": table,
        "columns": preview.spec.columns.iter().map(|column| &column.name).collect::<Vec<_>>(),
        "rows": preview.rows,
        "cells": preview.of_cells,
        "hidden": hidden.collect::<Vec<_>>(),
        "page": page,
        "seconds": seconds,
    })
}
