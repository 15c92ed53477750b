//! The deployed function: one event's release, within the function's memory and time.
//!
//! Before its time is up it stops, by dropping what it does: nothing is visible of a release that is not finished. The next call computes
//! again (models, queries, control and pages), takes the place in the order of releases that an earlier one may have got, and writes those
//! files that are not there yet.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use inventory::{Event, queries, secret, variable};
use lambda::metrics::{Metrics, Unit};
use lambda::{Ask, Batch, Failure, Invocation};
use query::{Limits, QuerySet};
use record::Id;
use record::pseudonym::{Pseudonyms, Secret};
use serde_json::{Value, json};
use store::Store;
use tokio::task::JoinHandle;
use tracing::{Instrument, Span};

use crate::{Outcome, ReportError, Scratch, Step, report};

/// The part of the function's memory that the query engine gets, one in so many; the process needs the rest: what Parquet decodes, the
/// control's vectors, the pages.
const QUERY_MEMORY_SHARE: u64 = 2;

/// A report that is being made.
type Work = JoinHandle<Result<Outcome, Failure>>;

/// What the function knows from its cold start on.
#[derive(Debug)]
pub struct Context {
    raw: Store,
    lake: Store,
    reports: Store,
    secret: Secret,
    queries: QuerySet,
    /// The folder for temporary files.
    temporary: PathBuf,
    /// Work that was stopped in the middle of a computation, and ends with it: until then it holds memory.
    stopped: Mutex<Option<Work>>,
}

impl Context {
    /// Opens what the environment names.
    ///
    /// # Errors
    /// [`Failure`] says what is missing, or why it is refused.
    pub async fn from_env() -> Result<Self, Failure> {
        let settings = lambda::settings()?;
        let queries = queries::find(variable::optional(variable::QUERIES).as_deref(), &settings).await?;
        Ok(Self {
            secret: secret::from_env(&settings).await?,
            raw: lambda::open(variable::RAW, &settings).await?,
            lake: lambda::open(variable::LAKE, &settings).await?,
            reports: lambda::open(variable::REPORTS, &settings).await?,
            queries: QuerySet::from_texts(queries),
            temporary: std::env::temp_dir(),
            stopped: Mutex::new(None),
        })
    }

    fn keep_stopped(&self, work: Work) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
    }

    fn take_stopped(&self) -> Option<Work> {
        self.stopped.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Handles a call: a queue's messages, or one ask directly; each names an event.
///
/// # Errors
/// [`Failure`] of what was asked directly; a queue is told which messages are to come again.
pub async fn handle(context: &Context, payload: Value, invocation: &Invocation) -> Result<Value, Failure> {
    let batch = Batch::parse(payload, invocation)?;
    let mut failures = BTreeMap::new();
    let mut done = Vec::new();
    for (index, message) in batch.messages.iter().enumerate() {
        let asked = serde_json::from_value::<Ask>(message.body.clone())
            .map_err(|_| Failure::NonRetryable("the message is not {\"event\": …}: see who sends it".to_owned()));
        match asked {
            Ok(Ask { event, .. }) => {
                let span = tracing::info_span!("event", event = event.as_str(), traces = message.trace);
                match release(context, &event, invocation).instrument(span.clone()).await {
                    Ok(outcome) => {
                        span.in_scope(|| say(&event, &outcome, invocation));
                        done.push(as_json(&event, &outcome));
                    }
                    Err(failure) => {
                        failures.insert(index, failure);
                    }
                }
            }
            Err(failure) => {
                failures.insert(index, failure);
            }
        }
    }
    batch.answer(failures, json!({ "events": done }))
}

/// Makes an event's release, or finds it in place; stops before the time is up.
async fn release(context: &Context, event: &Id, invocation: &Invocation) -> Result<Outcome, Failure> {
    let time = invocation.time_to_work();
    let started = Instant::now();
    if let Some(mut before) = context.take_stopped()
        && tokio::time::timeout(time, &mut before).await.is_err()
    {
        context.keep_stopped(before);
        return Err(out_of_time(time));
    }
    let event = Event::read(&context.raw, event).await?;
    let scratch = Scratch::new(&context.temporary)
        .map_err(|error| Failure::Retryable(format!("no folder for temporary files can be made: {error}")))?;
    let limits = limits(&scratch, time, invocation);
    let work = crate::Context {
        lake: context.lake.clone(),
        reports: context.reports.clone(),
        pseudonyms: Pseudonyms::new(&context.secret, &event.definition),
        earlier: inventory::event::earlier(&event.definition, &context.raw).await?,
        queries: context.queries.clone(),
        limits,
    };
    let work = async move {
        let steps = Steps::new(Span::current());
        let outcome = report(&event, &work, false, &|step| steps.enter(step)).await;
        // It goes with the work, not before.
        drop(scratch);
        Ok(outcome?)
    };
    let mut task = tokio::spawn(work.instrument(Span::current()));
    if let Ok(ended) = tokio::time::timeout(time.saturating_sub(started.elapsed()), &mut task).await {
        return ended.unwrap_or_else(|_| Err(Failure::Retryable("the work on the report broke off: see the log".to_owned())));
    }
    task.abort();
    context.keep_stopped(task);
    Err(out_of_time(time))
}

fn out_of_time(time: Duration) -> Failure {
    Failure::Retryable(format!(
        "{} s were too short for the report: nothing is visible of it, and the next call goes on; if it happens again, give the function more memory, or run `kooste report` on a machine",
        time.as_secs()
    ))
}

/// What the queries may use of the function.
fn limits(scratch: &Scratch, time: Duration, invocation: &Invocation) -> Limits {
    Limits {
        memory_bytes: usize::try_from(invocation.memory_bytes() / QUERY_MEMORY_SHARE).unwrap_or(usize::MAX),
        partitions: invocation.processors(),
        scratch: scratch.path().to_owned(),
        timeout: time,
    }
}

/// Says when a step ends, and how long it took.
struct Steps {
    current: Mutex<Option<(Step, Instant)>>,
    span: Span,
}

impl Steps {
    const fn new(span: Span) -> Self {
        Self { current: Mutex::new(None), span }
    }

    fn enter(&self, step: Step) {
        self.leave_for(Some(step));
    }

    fn leave_for(&self, step: Option<Step>) {
        let next = step.map(|step| (step, Instant::now()));
        let left = std::mem::replace(&mut *self.current.lock().unwrap_or_else(PoisonError::into_inner), next);
        if let Some((step, started)) = left {
            let milliseconds = milliseconds(started.elapsed());
            self.span.in_scope(|| tracing::info!(step = step.name(), milliseconds));
        }
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.leave_for(None);
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Says what came of a report, in a line of the log and one of metrics.
fn say(event: &Id, outcome: &Outcome, invocation: &Invocation) {
    let Outcome { release, made, tables, hidden: (hidden, cells), attack, .. } = outcome;
    let milliseconds = milliseconds(invocation.elapsed());
    tracing::info!(step = "report", release = %release, made, tables, hidden, cells, protected = attack.protected, milliseconds);
    for missing in &outcome.missing {
        tracing::error!(step = "report", table = missing.table, code = missing.code, reason = missing.reason, "a table is missing");
    }
    if *made {
        Metrics::new()
            .count("Releases", 1)
            .with("Tables", Unit::Count, *tables)
            .with("Cells", Unit::Count, *cells)
            .with("HiddenCells", Unit::Count, *hidden)
            .write(invocation, Some(event.as_str()));
    }
}

fn as_json(event: &Id, outcome: &Outcome) -> Value {
    json!({
        "event": event.as_str(),
        "release": outcome.release.to_string(),
        "made": outcome.made,
        "tables": outcome.tables,
        "hidden": outcome.hidden.0,
        "cells": outcome.hidden.1,
        "missing": outcome.missing,
    })
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        let text = store::with_causes(&error);
        match error {
            ReportError::Store(error) => error.into(),
            ReportError::Inventory(error) => error.into(),
            ReportError::Refused { .. } => Self::Refused(text),
            ReportError::Query(_) | ReportError::Overtaken { .. } => Self::Retryable(text),
            _ => Self::NonRetryable(text),
        }
    }
}
