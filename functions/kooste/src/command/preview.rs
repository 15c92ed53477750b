//! `kooste preview`: what a query would publish, and why a value of it is hidden.

use std::path::Path;

use record::Id;
use report::{HiddenValue, Preview};
use serde_json::json;

use super::report::{context, query_set, scratch};
use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::Answer;
use crate::progress::ReportProgress;
use crate::roots::{EventRoots, Roots};

/// Rows, and hidden values, that are shown on a terminal.
const LINES_MAX: usize = 60;

/// What stands for a value that is hidden, or missing.
const HIDDEN: &str = "[c]";

pub(crate) async fn run(arguments: RootArguments, file: &Path, event: &Id) -> Result<Answer, Failure> {
    let (queries, table) =
        query_set(arguments.queries.as_deref())?.with_report(file).map_err(|error| Failure::Failed(store::with_causes(&error)))?;
    let roots = EventRoots::open(&Roots::new(arguments)?, event).await?;
    let scratch = scratch()?;
    let context = context(&roots, queries, scratch.path());
    let progress = ReportProgress::new();
    let preview = ::report::preview(&roots.event, &context, &table, &|step| progress.enter(step)).await;
    progress.finish();
    let preview = preview?;
    Ok(Answer::done(text(&preview), as_json(&table, &preview)))
}

fn text(preview: &Preview) -> String {
    let mut lines = table(preview);
    lines.push(format!("\n{} rows; {} of {} values hidden", preview.rows.len(), preview.hidden.len(), preview.of_cells));
    lines.extend(preview.hidden.iter().take(LINES_MAX).map(reason));
    let more = preview.hidden.len().saturating_sub(LINES_MAX);
    if more > 0 {
        lines.push(format!("  and {more} more: all of them with --json"));
    }
    lines.join("\n")
}

fn reason(hidden: &HiddenValue) -> String {
    let place = if hidden.group.is_empty() { String::new() } else { format!(" of {}", hidden.group.join(", ")) };
    format!("  {}{place}: {}, {}", hidden.column, hidden.rule.name(), hidden.rule.reason())
}

/// The published rows below each other, columns as wide as what stands in them.
fn table(preview: &Preview) -> Vec<String> {
    let shown = preview.rows.iter().take(LINES_MAX);
    let words = shown.map(|row| row.iter().map(|value| value.as_deref().unwrap_or(HIDDEN)).collect::<Vec<_>>());
    let rows: Vec<Vec<&str>> = std::iter::once(preview.columns.iter().map(String::as_str).collect()).chain(words).collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|word| word.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..preview.columns.len()).map(width).collect();
    let line = |row: &Vec<&str>| {
        let cells = row.iter().zip(&widths).map(|(word, width)| format!("{word:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    if preview.rows.len() > LINES_MAX {
        lines.push(format!("and {} rows more", preview.rows.len() - LINES_MAX));
    }
    lines
}

fn as_json(table: &str, preview: &Preview) -> serde_json::Value {
    let hidden = preview.hidden.iter().map(
        |hidden| json!({ "group": hidden.group, "column": hidden.column, "rule": hidden.rule.name(), "reason": hidden.rule.reason() }),
    );
    json!({
        "table": table,
        "columns": preview.columns,
        "rows": preview.rows,
        "cells": preview.of_cells,
        "hidden": hidden.collect::<Vec<_>>(),
    })
}
