//! `kooste report`: the lake to a release.

use std::path::Path;
use std::time::Duration;

use query::{Limits, QuerySet};
use record::Id;
use report::{Contacts, Context, Outcome, Scratch};
use serde_json::json;

use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::{Answer, warn};
use crate::progress::ReportProgress;
use crate::queries;
use crate::roots::{EventRoots, Roots};

/// Memory of the query engine, in bytes; what does not fit spills. With what the process needs beside it, 12 million records of 50,000
/// visitors stay within 4 GiB.
const QUERY_MEMORY: usize = 2 << 30;

/// The longest that one query may take: well beyond what any takes, so that only a hang ends here.
const QUERY_TIMEOUT: Duration = Duration::from_mins(15);

pub(crate) async fn run(arguments: RootArguments, event: &Id, force: bool) -> Result<Answer, Failure> {
    let queries = queries::of_run(arguments.queries.as_deref()).await?;
    let roots = EventRoots::open(&Roots::new(arguments)?, event).await?;
    let outcome = report(&roots, queries, force).await?;
    Ok(Answer::done(text(&roots, &outcome), as_json(&roots, &outcome)))
}

/// Makes the event's release, or finds it in place.
pub(crate) async fn report(roots: &EventRoots, queries: QuerySet, force: bool) -> Result<Outcome, Failure> {
    let scratch = scratch()?;
    let context = context(roots, queries, scratch.path());
    let progress = ReportProgress::new();
    let outcome = ::report::report(&roots.event, &context, force, &|step| progress.enter(step)).await;
    progress.finish();
    let outcome = outcome?;
    for missing in &outcome.missing {
        warn(&format!("warning: the table \"{}\" is MISSING from the release: {}", missing.table, missing.reason));
    }
    Ok(outcome)
}

/// What a job over an event's lake needs.
pub(crate) fn context(roots: &EventRoots, queries: QuerySet, scratch: &Path) -> Context {
    Context {
        lake: roots.lake.clone(),
        reports: roots.reports.clone(),
        pseudonyms: roots.pseudonyms.clone(),
        earlier: roots.earlier.clone(),
        queries,
        limits: limits(scratch),
    }
}

/// What the queries may use of this machine.
fn limits(scratch: &Path) -> Limits {
    Limits {
        memory_bytes: QUERY_MEMORY,
        partitions: std::thread::available_parallelism().map_or(1, usize::from),
        scratch: scratch.to_owned(),
        timeout: QUERY_TIMEOUT,
    }
}

/// A folder for what the queries spill.
pub(crate) fn scratch() -> Result<Scratch, Failure> {
    Scratch::new(&std::env::temp_dir()).map_err(|source| Failure::io("no scratch folder could be made", source))
}

/// What came of a report, in a sentence and a place.
pub(crate) fn text(roots: &EventRoots, outcome: &Outcome) -> String {
    let page = roots.reports.display(&outcome.page);
    let mut more = outcome.contacts.as_ref().map(|contacts| contacts_text(roots, contacts)).unwrap_or_default();
    if outcome.asking > 0 {
        let (asking, event) = (outcome.asking, &roots.event.definition.id);
        let ask = if asking == 1 { "person asks" } else { "persons ask" };
        more = format!("{more}\n{asking} {ask} to be erased; `kooste erase --event {event} --requested` does so");
    }
    let missing = match outcome.missing.len() {
        0 => String::new(),
        count => format!("; {count} tables MISSING"),
    };
    if outcome.made {
        let (hidden, cells) = outcome.hidden;
        let Outcome { release, tables, attack, .. } = outcome;
        format!(
            "release {release}: {tables} tables, {hidden} of {cells} values hidden, {} protected against attack{missing}\n{page}{more}",
            attack.protected
        )
    } else {
        format!("release {} was in place: nothing changed since{missing}\n{page}{more}", outcome.release)
    }
}

/// How many persons are on which list, and where the lists are.
fn contacts_text(roots: &EventRoots, contacts: &Contacts) -> String {
    let files: Vec<String> = contacts.files.iter().map(|(path, persons)| format!("{path} {persons}")).collect();
    let said = if contacts.made { "lists of contacts" } else { "lists of contacts, as they were" };
    format!("\n{said}: {}\n{}", files.join(", "), roots.reports.display(&contacts.folder))
}

/// What came of a report, for programs.
pub(crate) fn as_json(roots: &EventRoots, outcome: &Outcome) -> serde_json::Value {
    json!({
        "event": roots.event.definition.id.as_str(),
        "release": outcome.release.to_string(),
        "made": outcome.made,
        "report": roots.reports.display(&outcome.page),
        "tables": outcome.tables,
        "hidden": outcome.hidden.0,
        "cells": outcome.hidden.1,
        "protected": outcome.attack.protected,
        "asking_to_be_erased": outcome.asking,
        "contacts": outcome.contacts.as_ref().map(|contacts| json!({
            "folder": roots.reports.display(&contacts.folder),
            "made": contacts.made,
            "persons": contacts.files.iter().cloned().collect::<std::collections::BTreeMap<String, usize>>(),
        })),
        "missing": outcome.missing,
    })
}
