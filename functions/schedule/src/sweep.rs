//! Looks at every event.

use futures::{StreamExt, stream};
use inventory::release::{Latest, is_published};
use inventory::{Event, Inputs, InventoryError, event, log};
use jiff::{SignedDuration, Timestamp};
use record::Id;
use record::pseudonym::{Pseudonyms, Secret};
use store::{Store, with_causes};

use crate::{Finding, Log, State};

/// For how long after it is due an event is looked at. Shorter than records are kept (`LakeDays` of `infra/`, at least 90): once they begin
/// to go, a release would be made from what is left, and its numbers would be wrong. A raw log that is gone takes nothing with it.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(60 * 24);

/// How many events are looked at at once.
const EVENTS_AT_ONCE: usize = 8;

/// What a sweep looks at.
#[derive(Debug)]
pub struct Context {
    /// Raw logs and event definitions.
    pub raw: Store,
    /// Converted records.
    pub lake: Store,
    /// Published reports.
    pub reports: Store,
    /// The pseudonymisation secret: the names of converted logs follow from it too.
    pub secret: Secret,
    /// Path and SHA-256 of each query file that reports are made with.
    pub queries: Vec<(String, String)>,
}

/// Looks at every event that is defined, by name. One that cannot be looked at stops no other.
///
/// # Errors
/// [`InventoryError`] where the definitions cannot be listed.
pub async fn sweep(context: &Context, now: Timestamp) -> Result<Vec<Finding>, InventoryError> {
    let events = event::list(&context.raw).await?;
    Ok(stream::iter(events).map(|event| find(context, event, now)).buffered(EVENTS_AT_ONCE).collect().await)
}

async fn find(context: &Context, event: Result<Id, InventoryError>, now: Timestamp) -> Finding {
    let broken = |event: String, error: &InventoryError| Finding {
        event,
        state: State::Broken { reason: with_causes(error) },
        unreadable: Vec::new(),
        overdue: None,
    };
    match event {
        Ok(id) => look(context, &id, now).await.unwrap_or_else(|error| broken(id.to_string(), &error)),
        Err(error) => broken("events/".to_owned(), &error),
    }
}

async fn look(context: &Context, id: &Id, now: Timestamp) -> Result<Finding, InventoryError> {
    let event = Event::read(&context.raw, id).await?;
    let due = event.definition.ends.saturating_add(event.definition.settle).unwrap_or(Timestamp::MAX);
    let mut finding = Finding { event: id.to_string(), state: State::Closed, unreadable: Vec::new(), overdue: None };
    if now < due {
        finding.state = State::Waits { until: due };
    } else if now.duration_since(due) <= OPEN_FOR {
        let latest = Latest::read(&event.definition, &context.reports).await?;
        finding.overdue = latest.is_none().then(|| now.duration_since(due));
        finding.state = state(context, &event, latest, &mut finding.unreadable).await?;
    }
    Ok(finding)
}

/// What a due event is at.
async fn state(context: &Context, event: &Event, latest: Option<Latest>, unreadable: &mut Vec<String>) -> Result<State, InventoryError> {
    let Event { definition, .. } = event;
    let pseudonyms = Pseudonyms::new(&context.secret, definition);
    let mut pending = Vec::new();
    for log in log::list(definition, &pseudonyms, &context.raw, &context.lake, None).await? {
        if log.is_settled() {
            continue;
        }
        let is_unreadable = log.is_unreadable(definition, &context.lake).await?;
        let store::Entry { key, size: bytes, .. } = log.entry;
        if is_unreadable {
            unreadable.push(key);
        } else {
            pending.push(Log { key, bytes });
        }
    }
    if !pending.is_empty() {
        return Ok(State::Convert { logs: pending });
    }
    let series = event::earlier(definition, &context.raw).await?;
    let release = match Inputs::find(event, &series, &context.lake, context.queries.clone()).await {
        Ok(inputs) => inputs.release,
        Err(InventoryError::NothingConverted { .. }) => return Ok(State::Empty),
        Err(error) => return Err(error),
    };
    let is_newest = latest.is_some_and(|latest| latest.release == release);
    if is_newest && is_published(definition, &release, &context.reports).await? {
        Ok(State::Published { release })
    } else {
        Ok(State::Report { release })
    }
}

#[cfg(test)]
mod tests;
