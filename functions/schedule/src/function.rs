//! The deployed function: sweeps, and asks `convert` and `report` for what is missing.
//!
//! It asks through their queues, which try again what fails and keep what keeps failing. What is asked twice, by two sweeps or by a
//! notification too, is done once: what follows from the same inputs has the same name.

use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::DisplayErrorContext;
use aws_sdk_sqs::types::{MessageSystemAttributeNameForSends, MessageSystemAttributeValue};
use inventory::{InventoryError, queries, secret, variable};
use lambda::metrics::Metrics;
use lambda::{Ask, Failure, Invocation, clock};
use record::Id;
use serde_json::{Value, json};

use crate::{Finding, State, parcel, sweep};

/// Where to ask for conversions, and for reports: the URLs of queues.
const CONVERT_QUEUE: &str = "KOOSTE_CONVERT_QUEUE";
const REPORT_QUEUE: &str = "KOOSTE_REPORT_QUEUE";

/// What the function knows from its cold start on.
#[derive(Debug)]
pub struct Context {
    sweep: crate::Context,
    client: Client,
    convert_queue: String,
    report_queue: String,
}

impl Context {
    /// Opens what the environment names.
    ///
    /// # Errors
    /// [`Failure`] says what is missing, or why it is refused.
    pub async fn from_env() -> Result<Self, Failure> {
        let settings = lambda::settings()?;
        let queue = |name| variable::optional(name).ok_or(InventoryError::Missing { name, meaning: "the URL of a queue" });
        let (convert_queue, report_queue) = (queue(CONVERT_QUEUE)?, queue(REPORT_QUEUE)?);
        let files = queries::find(variable::optional(variable::QUERIES).as_deref(), &settings).await?;
        let sweep = crate::Context {
            secret: secret::from_env(&settings).await?,
            raw: lambda::open(variable::RAW, &settings).await?,
            lake: lambda::open(variable::LAKE, &settings).await?,
            reports: lambda::open(variable::REPORTS, &settings).await?,
            queries: queries::digests_of(&files),
        };
        let aws = store::aws().load().await;
        Ok(Self { sweep, client: Client::new(&aws), convert_queue, report_queue })
    }
}

/// One sweep.
///
/// # Errors
/// [`Failure`] where the definitions cannot be listed, or something could not be asked for; all that could be is.
pub async fn handle(context: &Context, invocation: &Invocation) -> Result<Value, Failure> {
    let findings = sweep(&context.sweep, clock::now()).await?;
    let mut asked = Asked::default();
    let mut failed = None;
    for finding in &findings {
        say(finding);
        if let Err(failure) = asked.ask(context, finding, invocation).await {
            tracing::error!(step = "ask", event = finding.event, reason = failure.text());
            failed = Some(failure);
        }
    }
    measure(&findings, &asked, invocation);
    match failed {
        Some(failure) => Err(failure),
        None => Ok(json!({ "events": findings.iter().map(Finding::to_json).collect::<Vec<_>>() })),
    }
}

/// What was asked for.
#[derive(Debug, Default)]
struct Asked {
    logs: usize,
    reports: usize,
}

impl Asked {
    /// Asks for what an event lacks.
    async fn ask(&mut self, context: &Context, finding: &Finding, invocation: &Invocation) -> Result<(), Failure> {
        let Ok(event) = Id::parse(&finding.event) else { return Ok(()) };
        match &finding.state {
            State::Convert { logs } => {
                for part in parcel::split(logs) {
                    let objects = part.iter().map(|log| log.key.clone()).collect();
                    context.send(&context.convert_queue, &Ask { event: event.clone(), objects }, invocation).await?;
                    self.logs += part.len();
                }
            }
            State::Report { .. } => {
                context.send(&context.report_queue, &Ask { event, objects: Vec::new() }, invocation).await?;
                self.reports += 1;
            }
            _ => {}
        }
        Ok(())
    }
}

impl Context {
    /// Sends a message, which carries the trace on.
    async fn send(&self, queue: &str, ask: &Ask, invocation: &Invocation) -> Result<(), Failure> {
        let failed = |reason: String| Failure::Retryable(format!("{queue} could not be asked: {reason}"));
        let body = serde_json::to_string(ask).map_err(|error| failed(error.to_string()))?;
        let mut message = self.client.send_message().queue_url(queue).message_body(body);
        if let Some(trace) = &invocation.trace {
            let value = MessageSystemAttributeValue::builder().data_type("String").string_value(trace).build();
            let value = value.map_err(|error| failed(error.to_string()))?;
            message = message.message_system_attributes(MessageSystemAttributeNameForSends::AwsTraceHeader, value);
        }
        message.send().await.map_err(|error| failed(DisplayErrorContext(&error).to_string()))?;
        Ok(())
    }
}

/// Says what was found of an event, in a line of the log.
fn say(finding: &Finding) {
    let Finding { event, state, unreadable, .. } = finding;
    let (state_name, unreadable) = (state.name(), unreadable.len());
    match state {
        State::Broken { reason } => tracing::error!(step = "sweep", event, state = state_name, reason),
        State::Waits { until } => tracing::info!(step = "sweep", event, state = state_name, until = %until),
        State::Convert { logs } => tracing::info!(step = "sweep", event, state = state_name, logs = logs.len(), unreadable),
        State::Report { release } | State::Published { release } => {
            tracing::info!(step = "sweep", event, state = state_name, release = %release, unreadable);
        }
        State::Empty | State::Closed => tracing::info!(step = "sweep", event, state = state_name, unreadable),
    }
}

fn measure(findings: &[Finding], asked: &Asked, invocation: &Invocation) {
    let broken = findings.iter().filter(|finding| matches!(finding.state, State::Broken { .. })).count();
    let overdue = findings.iter().filter_map(|finding| finding.overdue).max().unwrap_or_default();
    Metrics::new()
        .count("Events", findings.len())
        .count("BrokenEvents", broken)
        .count("UnreadableObjects", findings.iter().map(|finding| finding.unreadable.len()).sum())
        .count("ConversionsAsked", asked.logs)
        .count("ReportsAsked", asked.reports)
        // The longest that an event has been due without any release: what the alarm looks at.
        .with("OverdueHours", lambda::metrics::Unit::Count, overdue.as_hours())
        .write(invocation, None);
}
