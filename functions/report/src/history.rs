//! What earlier releases of the event printed: their ledgers, in the lake.
//!
//! A ledger is written before its release becomes visible, so a visible release always has one. It names the releases that were judged
//! together with it; making the same release again reads the same ones, and so gives the same bytes.

use bytes::Bytes;
use disclosure::Ledger;
use record::EventDefinition;
use record::layout;
use serde::{Deserialize, Serialize};

use crate::publish::is_published;
use crate::{Context, ReleaseId, ReportError};

/// The ledger of a release as it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    /// The releases that were there before, the oldest first.
    earlier: Vec<String>,
    ledger: Ledger,
}

/// The releases that were there before, the oldest first, with their ledgers.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    releases: Vec<String>,
    pub(crate) ledgers: Vec<Ledger>,
}

/// Reads the ledgers of all releases that this one is judged together with.
pub(crate) async fn find(event: &EventDefinition, release: &ReleaseId, context: &Context) -> Result<Earlier, ReportError> {
    let mut stored = Vec::new();
    for entry in context.lake.list(&layout::ledgers(&event.id)).await? {
        let Some(id) = entry.key.rsplit('/').next().and_then(|name| name.strip_suffix(".json")) else { continue };
        let id = ReleaseId::from_name(id);
        if is_published(event, &id, &context.reports).await? {
            let bytes = context.lake.read(&entry.key).await?;
            let ledger: Stored = serde_json::from_slice(&bytes).map_err(|source| ReportError::Ledger { key: entry.key.clone(), source })?;
            stored.push((id.to_string(), ledger));
        }
    }
    // Each names all that were there before it.
    stored.sort_by(|(id, one), (other_id, other)| one.earlier.len().cmp(&other.earlier.len()).then_with(|| id.cmp(other_id)));
    let own = stored.iter().find(|(id, _)| *id == release.to_string()).map(|(_, own)| own.earlier.clone());
    stored.retain(|(id, _)| own.as_ref().map_or(*id != release.to_string(), |own| own.contains(id)));
    let (releases, ledgers) = stored.into_iter().map(|(id, stored)| (id, stored.ledger)).unzip();
    Ok(Earlier { releases, ledgers })
}

/// Writes the ledger of a release.
pub(crate) async fn keep(
    event: &EventDefinition,
    release: &ReleaseId,
    earlier: Earlier,
    ledger: Ledger,
    context: &Context,
) -> Result<(), ReportError> {
    let key = layout::ledger(&event.id, &release.to_string());
    let stored = Stored { earlier: earlier.releases, ledger };
    let bytes = serde_json::to_vec(&stored).map_err(|source| ReportError::Ledger { key: key.clone(), source })?;
    Ok(context.lake.write(&key, Bytes::from(bytes)).await?)
}
