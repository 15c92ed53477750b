//! The deployed function: converts the raw logs that a notification names, or that somebody asks for.
//!
//! Notifications come by a queue, twice, late or in any order: what is converted follows from what lies in the raw root now, not from what
//! a notification says of it. What no notification brings here, the sweep of `schedule` does.

mod job;
mod request;

use std::collections::BTreeMap;
use std::time::Duration;

use inventory::{Event, InventoryError, secret, variable};
use lambda::metrics::{Metrics, Unit};
use lambda::{Batch, Failure, Invocation};
use record::Id;
use record::pseudonym::{Pseudonyms, Secret};
use serde_json::{Value, json};
use store::Store;
use tracing::Instrument;

use crate::{ConvertError, GeoDatabase, Summary, convert_event};
use job::Job;

/// Memory of a worker, in MB, and what the process needs beside all of them.
const WORKER_MB: u32 = 120;
const PROCESS_MB: u32 = 100;

/// What the function knows from its cold start on.
#[derive(Debug)]
pub struct Context {
    raw: Store,
    lake: Store,
    secret: Secret,
    geo: Option<GeoDatabase>,
}

impl Context {
    /// Opens what the environment names.
    ///
    /// # Errors
    /// [`Failure`] says what is missing, or why it is refused.
    pub async fn from_env() -> Result<Self, Failure> {
        let settings = lambda::settings()?;
        let secret = secret::from_env(&settings).await?;
        let raw = lambda::open(variable::RAW, &settings).await?;
        let lake = lambda::open(variable::LAKE, &settings).await?;
        let geo = GeoDatabase::from_env(&settings).await?;
        Ok(Self { raw, lake, secret, geo })
    }
}

/// Handles a call: a queue's messages, each a notification of S3 or an ask, or one ask directly.
///
/// # Errors
/// [`Failure`] of what was asked directly; a queue is told which messages are to come again.
pub async fn handle(context: &Context, payload: Value, invocation: &Invocation) -> Result<Value, Failure> {
    let batch = Batch::parse(payload, invocation)?;
    let mut failures = BTreeMap::new();
    let mut done = Vec::new();
    for (event, job) in job::of_batch(&batch, &context.raw, &mut failures) {
        let span = tracing::info_span!("event", event = event.as_str(), traces = job.traces());
        match convert(context, &event, &job, invocation).instrument(span.clone()).await {
            Ok(summary) => {
                span.in_scope(|| say(&event, &summary, invocation));
                failures.extend(job.failures(&summary));
                done.push(as_json(&event, &summary));
            }
            Err(failure) => failures.extend(job.fail(&failure)),
        }
    }
    batch.answer(failures, json!({ "events": done }))
}

/// Converts what a job names of one event, as far as there is time.
async fn convert(context: &Context, event: &Id, job: &Job, invocation: &Invocation) -> Result<Summary, Failure> {
    let event = match Event::read(&context.raw, event).await {
        Ok(event) => event.definition,
        // A log may be there before its event's definition; the sweep converts it then.
        Err(InventoryError::NoEvent { .. }) if !job.is_asked() => {
            tracing::info!(step = "convert", waits = "for the event's definition");
            return Ok(Summary::default());
        }
        Err(error) => return Err(error.into()),
    };
    let work = crate::Context {
        raw: context.raw.clone(),
        lake: context.lake.clone(),
        pseudonyms: Pseudonyms::new(&context.secret, &event),
        geo: context.geo.clone(),
        workers: workers(invocation),
    };
    let time = invocation.time_to_work();
    match tokio::time::timeout(time, convert_event(&event, &work, &job.selection(), &())).await {
        Ok(summary) => Ok(summary?),
        Err(_) => Err(out_of_time(time)),
    }
}

fn out_of_time(time: Duration) -> Failure {
    Failure::Retryable(format!("{} s were too short for all raw logs: those that are done stay, the others come next time", time.as_secs()))
}

/// How many objects are converted at once.
fn workers(invocation: &Invocation) -> usize {
    let by_memory = invocation.memory_mb.saturating_sub(PROCESS_MB) / WORKER_MB;
    invocation.processors().min(by_memory as usize).max(1)
}

/// Says what came of a conversion, in a line of the log for each step and one of metrics.
fn say(event: &Id, summary: &Summary, invocation: &Invocation) {
    let Summary { converted, skipped, failed, loud, bytes, counts } = summary;
    for object in failed {
        tracing::error!(step = "object", object = object.key, reason = object.reason, again = !object.is_final);
    }
    for object in loud {
        tracing::warn!(step = "object", object = object.key, lines = object.lines, rejected = object.rejected);
    }
    let milliseconds = u64::try_from(invocation.elapsed().as_millis()).unwrap_or(u64::MAX);
    let failed = failed.len();
    tracing::info!(step = "convert", converted, skipped, failed, bytes, records = counts.records, rejected = counts.rejected, milliseconds);
    Metrics::new()
        .count("Objects", *converted)
        .count("FailedObjects", failed)
        .with("Records", Unit::Count, counts.records)
        .with("Rejects", Unit::Count, counts.rejected)
        .with("Bytes", Unit::Bytes, *bytes)
        .write(invocation, Some(event.as_str()));
}

fn as_json(event: &Id, summary: &Summary) -> Value {
    let failed: Vec<_> = summary.failed.iter().map(|object| json!({ "object": object.key, "reason": object.reason })).collect();
    json!({ "event": event.as_str(), "converted": summary.converted, "skipped": summary.skipped, "failed": failed })
}

impl From<ConvertError> for Failure {
    fn from(error: ConvertError) -> Self {
        match error {
            ConvertError::Store(error) => error.into(),
            error => Self::NonRetryable(store::with_causes(&error)),
        }
    }
}
