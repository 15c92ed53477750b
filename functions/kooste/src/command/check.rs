//! `kooste check`: query files, without any event.

use std::path::{Path, PathBuf};

use query::QuerySet;
use serde_json::json;

use super::report::query_set;
use crate::failure::Failure;
use crate::output::Answer;

pub(crate) fn run(folder: Option<&Path>, files: &[PathBuf]) -> Result<Answer, Failure> {
    let mut set = query_set(folder)?;
    if !files.is_empty() {
        set = set.with_reports(files).map_err(|error| Failure::Failed(store::with_causes(&error)))?;
    }
    Ok(answer(&set))
}

fn answer(set: &QuerySet) -> Answer {
    let mut lines = Vec::new();
    let mut results = Vec::new();
    let mut refused = 0;
    let verdicts = query::check(set);
    for verdict in &verdicts {
        let refusal = verdict.refusal.as_ref().map(ToString::to_string);
        if let Some(refusal) = &refusal {
            refused += 1;
            lines.push(format!("{}: refused\n{refusal}", verdict.path));
        }
        lines.extend(verdict.warnings.iter().map(|warning| format!("{}: {warning}", verdict.path)));
        results.push(json!({ "file": verdict.path, "refusal": refusal, "warnings": verdict.warnings }));
    }
    lines.push(format!("{} query files checked, {refused} refused", verdicts.len()));
    Answer { text: lines.join("\n"), json: json!({ "files": results }), incomplete: false, refused: refused > 0 }
}
