//! `kooste schedule`: one sweep, as the scheduled function does it; what it finds missing is done here and at once.

use ::convert::{Selection, Summary};
use ::schedule::{Context, Finding, State, sweep};
use inventory::queries;
use jiff::Timestamp;
use query::QuerySet;
use record::Id;
use serde_json::json;
use store::Settings;

use super::{convert, report};
use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::key;
use crate::output::{Answer, warn};
use crate::roots::{EventRoots, Roots};

pub(crate) async fn run(arguments: RootArguments) -> Result<Answer, Failure> {
    let files = queries::find(arguments.queries.as_deref(), &Settings::from_env()).await?;
    let set = QuerySet::from_texts(files.clone());
    let roots = Roots::new(arguments)?;
    let context = Context {
        raw: Roots::open(&roots.raw).await?,
        lake: Roots::open(&roots.lake).await?,
        reports: Roots::open(&roots.reports).await?,
        secret: key::secret(roots.folder.as_deref()).await?,
        queries: queries::digests_of(&files),
    };
    let mut failed = Vec::new();
    let mut unfinished = false;
    // Conversions first: what they make is due in the next look.
    for finding in sweep(&context, now()).await? {
        if let State::Convert { logs } = &finding.state {
            let keys = logs.iter().map(|log| log.key.clone()).collect();
            let converted = convert_logs(&context, &finding.event, Selection::Present(keys)).await;
            unfinished |= converted.as_ref().is_ok_and(Summary::is_unfinished);
            failed.extend(carried_out(&finding, converted));
        }
    }
    for finding in sweep(&context, now()).await? {
        if matches!(finding.state, State::Report { .. }) {
            failed.extend(carried_out(&finding, make_report(&context, &finding.event, set.clone()).await));
        }
    }
    let findings = sweep(&context, now()).await?;
    let is_broken = |finding: &Finding| matches!(finding.state, State::Broken { .. });
    let incomplete = unfinished || !failed.is_empty() || findings.iter().any(is_broken);
    let refused = failed.iter().any(|failure| matches!(failure, Failure::Refused(_)));
    let text = findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let json = json!({ "events": findings.iter().map(Finding::to_json).collect::<Vec<_>>() });
    Ok(Answer { text: if text.is_empty() { "no event is defined".to_owned() } else { text }, json, incomplete, refused })
}

/// The instant of a look.
#[expect(clippy::disallowed_methods, reason = "this is the command line's edge, where the clock comes in")]
fn now() -> Timestamp {
    Timestamp::now()
}

async fn convert_logs(context: &Context, event: &str, selection: Selection) -> Result<Summary, Failure> {
    let roots = event_roots(context, event).await?;
    convert::convert(&roots, &selection).await
}

async fn make_report(context: &Context, event: &str, queries: QuerySet) -> Result<(), Failure> {
    let roots = event_roots(context, event).await?;
    report::report(&roots, queries, false).await.map(|_| ())
}

async fn event_roots(context: &Context, event: &str) -> Result<EventRoots, Failure> {
    let Context { raw, lake, reports, secret, .. } = context;
    let event = Id::parse(event).map_err(|error| Failure::Failed(error.to_string()))?;
    EventRoots::within(raw.clone(), lake.clone(), reports.clone(), secret, &event).await
}

/// Says at once what failed of an event; the others go on.
fn carried_out<T>(finding: &Finding, outcome: Result<T, Failure>) -> Option<Failure> {
    let failure = outcome.err()?;
    warn(&format!("error: {}: {failure}", finding.event));
    Some(failure)
}
