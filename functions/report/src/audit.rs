//! The audit of what is published: the newest release's tables read back from the store, and attacked again.

use disclosure::{Attack, Interval};
use inventory::{Event, ReleaseId, release};

use crate::publish::published_files;
use crate::tables::Tables;
use crate::{Context, ReportError, Step, history, tables};

/// What an attacker learns from a published release.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// The release.
    pub release: ReleaseId,
    /// The attack on it: what is protected, and how close it comes.
    pub attack: Attack,
    /// The narrowest interval to which it narrows a protected number of persons down; none where no such number is linked to anything.
    pub narrowest: Option<Interval>,
    /// Values hidden, of how many.
    pub hidden: (usize, usize),
    /// The tables that were read back.
    pub tables: usize,
}

/// Computes the release again, reads the published tables from the store, holds them against what may be released, and attacks them.
///
/// # Errors
/// [`ReportError::NotPublished`] where there is no release of what lies in the lake now; [`ReportError::Printed`] where a published file says
/// something else than what may be released; else as [`crate::report`].
pub async fn audit(event: &Event, context: &Context, progress: &(dyn Fn(Step) + Sync)) -> Result<Audit, ReportError> {
    let inputs = context.inputs(event).await?;
    let event = &event.definition;
    let release = inputs.release.clone();
    if !release::is_published(event, &release, &context.reports).await? {
        return Err(ReportError::NotPublished { event: event.id.to_string(), release: release.to_string() });
    }
    let earlier = history::find(event, &release, context).await?;
    let Tables { released: tables, attack, attacker, .. } = tables::release(event, &inputs, &earlier.ledgers, context, progress).await?;
    let files = published_files(event, &release, &context.reports).await?;
    if let Some(file) = bundle::misprint(&tables, &files) {
        return Err(ReportError::Printed { file });
    }
    Ok(Audit { release, attack, narrowest: attacker.narrowest(), hidden: tables::hidden(&tables), tables: tables.len() })
}
