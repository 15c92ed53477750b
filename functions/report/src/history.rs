//! What earlier releases of the event printed: their ledgers, a chain in the lake.
//!
//! A ledger takes the next place of the chain before anything of its release is visible, and of several runs at once only one gets a
//! place: whoever comes later sees it, and judges anew. So no two releases of an event are made without one knowing the other. A ledger
//! counts from then on, also where its release was never finished: it may have been, a moment later. Making the same release again finds
//! its place, judges it by the same ones before, and so gives the same bytes.

use bytes::Bytes;
use disclosure::Ledger;
use inventory::{ReleaseId, release};
use record::{EventDefinition, layout};
use serde::{Deserialize, Serialize};
use store::Created;

use crate::{Context, ReportError};

/// A ledger as it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    release: ReleaseId,
    ledger: Ledger,
}

/// The releases that a release is judged by, and its own place after them.
#[derive(Debug)]
pub(crate) struct History {
    /// The ledgers, the oldest first.
    pub(crate) ledgers: Vec<Ledger>,
    place: u32,
}

/// What became of a place in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The release has it.
    Ours,
    /// Another release got it first.
    Taken,
}

/// Reads the ledgers of all releases that this one is judged by: those before it, or all where it has no place yet.
pub(crate) async fn find(event: &EventDefinition, release: &ReleaseId, context: &Context) -> Result<History, ReportError> {
    let mut history = History { ledgers: Vec::new(), place: 0 };
    for entry in context.lake.list(&layout::ledgers(&event.id)).await? {
        let Some(place) = layout::place(&entry.key) else { continue };
        let stored = read(&entry.key, context).await?;
        if stored.release == *release {
            history.place = place;
            return Ok(history);
        }
        history.ledgers.push(stored.ledger);
        history.place = place + 1;
    }
    Ok(history)
}

/// Puts a release's ledger in its place.
pub(crate) async fn keep(
    event: &EventDefinition,
    release: &ReleaseId,
    history: &History,
    ledger: Ledger,
    context: &Context,
) -> Result<Place, ReportError> {
    let key = layout::ledger(&event.id, history.place);
    let stored = Stored { release: release.clone(), ledger };
    let bytes = serde_json::to_vec(&stored).map_err(|source| ReportError::Ledger { key: key.clone(), source })?;
    let bytes = Bytes::from(bytes);
    if context.lake.create(&key, bytes.clone()).await? == Created::New || context.lake.read(&key).await? == bytes {
        return Ok(Place::Ours);
    }
    if read(&key, context).await?.release != *release {
        return Ok(Place::Taken);
    }
    // The same release by other code of the same version: what is visible stays, and what is not was never told to anybody.
    if release::is_published(event, release, &context.reports).await? {
        return Err(ReportError::Differs { release: release.to_string() });
    }
    context.lake.write(&key, bytes).await?;
    Ok(Place::Ours)
}

async fn read(key: &str, context: &Context) -> Result<Stored, ReportError> {
    let bytes = context.lake.read(key).await?;
    serde_json::from_slice(&bytes).map_err(|source| ReportError::Ledger { key: key.to_owned(), source })
}
