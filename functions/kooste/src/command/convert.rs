//! `kooste convert`: raw logs to the lake.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ::convert::{Context, GeoDatabase, Selection, Summary};
use record::Id;
use serde_json::json;
use store::Settings;

use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::{Answer, warn};
use crate::progress::ConversionProgress;
use crate::roots::{EventRoots, Roots};

pub(crate) async fn run(roots: RootArguments, event: Option<Id>, objects: &[String]) -> Result<Answer, Failure> {
    let event = event.map_or_else(|| event_of(objects), Ok)?;
    let roots = EventRoots::open(&Roots::new(roots)?, &event).await?;
    let selection = if objects.is_empty() { Selection::All } else { Selection::Keys(objects.to_vec()) };
    let summary = convert(&roots, &selection).await?;
    Ok(Answer { text: text(&event, &summary), json: as_json(&event, &summary), incomplete: !summary.failed.is_empty(), refused: false })
}

/// The event whose raw logs these are: the first segment of their keys.
fn event_of(keys: &[String]) -> Result<Id, Failure> {
    let event = |key: &String| {
        let id = key.split_once('/').and_then(|(event, _)| Id::parse(event).ok());
        id.ok_or_else(|| Failure::Usage(format!("{key} is no raw log's key, which begins with its event, as event/log.ndjson")))
    };
    let mut events = keys.iter().map(event).collect::<Result<BTreeSet<Id>, Failure>>()?;
    match (events.pop_first(), events.is_empty()) {
        (Some(event), true) => Ok(event),
        _ => Err(Failure::Usage("name raw logs of one event at a time".to_owned())),
    }
}

/// Converts what is selected and not converted yet, and says loudly what an operator must know.
pub(crate) async fn convert(roots: &EventRoots, selection: &Selection) -> Result<Summary, Failure> {
    let summary = convert_quietly(roots, selection).await?;
    for object in &summary.loud {
        warn(&format!(
            "warning: {} of {} lines of {} are no records; their places are in the lake under rejects/",
            object.rejected, object.lines, object.key
        ));
    }
    for object in &summary.failed {
        warn(&format!("error: {} could not be converted: {}", object.key, object.reason));
    }
    Ok(summary)
}

/// Converts what is selected and not converted yet.
pub(crate) async fn convert_quietly(roots: &EventRoots, selection: &Selection) -> Result<Summary, Failure> {
    let context = context(roots, GeoDatabase::from_env(&Settings::from_env()).await?);
    let progress = ConversionProgress::new();
    let summary = ::convert::convert_event(&roots.event.definition, &context, selection, &progress).await?;
    progress.finish();
    Ok(summary)
}

/// What a job over an event's raw logs needs.
pub(crate) fn context(roots: &EventRoots, geo: Option<GeoDatabase>) -> Context {
    Context {
        raw: roots.raw.clone(),
        lake: roots.lake.clone(),
        pseudonyms: roots.pseudonyms.clone(),
        geo,
        workers: std::thread::available_parallelism().map_or(1, usize::from),
    }
}

/// What came of a conversion, in a sentence.
pub(crate) fn text(event: &Id, summary: &Summary) -> String {
    let counts = &summary.counts;
    let mut text = format!(
        "{event}: {} raw logs converted, {} were already; {} records of {} lines, {} lines rejected",
        summary.converted, summary.skipped, counts.records, counts.lines, counts.rejected
    );
    if !summary.failed.is_empty() {
        let _ = write!(text, "; {} raw logs FAILED", summary.failed.len());
    }
    text
}

/// What came of a conversion, for programs.
pub(crate) fn as_json(event: &Id, summary: &Summary) -> serde_json::Value {
    let failed: Vec<_> = summary.failed.iter().map(|object| json!({ "object": object.key, "reason": object.reason })).collect();
    let counts: serde_json::Map<_, _> =
        summary.counts.entries().into_iter().map(|(key, value)| (key.trim_start_matches("kooste.").to_owned(), json!(value))).collect();
    json!({ "event": event.as_str(), "converted": summary.converted, "skipped": summary.skipped, "failed": failed, "counts": counts })
}
