//! One event's report: run its queries, control what they tell, render the bundle, publish the release.
//!
//! The steps are in [`report`], top to bottom; each is a module:
//!
//! | module | step |
//! |---|---|
//! | [`series`] | which events of the organizer came before in the same series |
//! | [`inputs`] | what the release is made from, and the name that follows from it |
//! | [`contacts`] | lists of contacts by consent, beside the release |
//! | [`history`] | what earlier releases printed |
//! | [`tables`] | from guarded queries to released tables |
//! | [`preview`], [`audit`] | what a query would publish, and what an attacker learns from what is published |
//! | [`publish`] | files first, the manifest last and conditionally, then the pointer to the newest release |

mod audit;
mod contacts;
mod error;
mod history;
mod inputs;
mod preview;
mod publish;
mod series;
mod tables;

use disclosure::Attack;
use query::{Limits, QuerySet};
use record::EventDefinition;
use record::pseudonym::Pseudonyms;
use store::Store;

use tables::Tables;

pub use audit::{Audit, audit};
pub use contacts::Contacts;
pub use error::ReportError;
pub use inputs::ReleaseId;
pub use preview::{HiddenValue, Preview, preview};
pub use series::earlier_events;

/// What a report needs beside the event: where things lie, how persons are named, which queries, how much memory.
#[derive(Debug)]
pub struct Context {
    /// Where the converted records lie.
    pub lake: Store,
    /// Where releases are published.
    pub reports: Store,
    /// The event's pseudonyms: stand staff are named by their keys in the definition.
    pub pseudonyms: Pseudonyms,
    /// The earlier events of the same series, as [`earlier_events`] finds them.
    pub earlier: Vec<EventDefinition>,
    /// The models and the report queries.
    pub queries: QuerySet,
    /// Bounds of the query engine.
    pub limits: Limits,
    /// The version of the software, part of the release.
    pub version: &'static str,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The release.
    pub release: ReleaseId,
    /// Whether it was made now; otherwise it was found in place.
    pub made: bool,
    /// Key of the report's page in the reports root.
    pub page: String,
    /// Number of tables; 0 where the release was found in place.
    pub tables: usize,
    /// Values hidden, of how many; both 0 where the release was found in place.
    pub hidden: (usize, usize),
    /// The attack that it withstood; all zero where the release was found in place.
    pub attack: Attack,
    /// The newest lists of contacts, if there are any.
    pub contacts: Option<Contacts>,
    /// How many ask in the log to be erased, and are not.
    pub asking: usize,
}

/// A step of a report, for whoever watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The lists of contacts are made.
    Contacts,
    /// The models run over the lake.
    Models,
    /// The queries run.
    Queries,
    /// The numbers are controlled and attacked.
    Control,
    /// The files are rendered.
    Render,
    /// The files are written.
    Publish,
}

/// Makes an event's lists of contacts alone, from what lies in the lake; nothing where nobody is on any.
///
/// # Errors
/// [`ReportError`] says which step failed and what to do.
pub async fn contacts(event: &EventDefinition, definition: &str, context: &Context) -> Result<Option<Contacts>, ReportError> {
    let inputs = inputs::find(event, definition, context).await?;
    Ok(contacts::make(event, &inputs, context).await?.0)
}

/// Makes an event's lists of contacts, then its release from what lies in the lake, unless it is there already. `definition` is the event definition's text, which
/// is part of what the release is made from. With `force`, everything is computed and written again: to the same bytes.
///
/// # Errors
/// [`ReportError`] says which step failed and what to do. Nothing is visible of a failed release, and a later run completes it.
pub async fn report(
    event: &EventDefinition,
    definition: &str,
    context: &Context,
    force: bool,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Outcome, ReportError> {
    let inputs = inputs::find(event, definition, context).await?;
    progress(Step::Contacts);
    let (contacts, asking) = contacts::make(event, &inputs, context).await?;
    let release = inputs.release.clone();
    let page = format!("{}{release}/report.html", record::layout::releases(event));
    if !force && publish::is_published(event, &release, &context.reports).await? {
        publish::point_to(event, &release, &context.reports).await?;
        return Ok(Outcome { release, made: false, page, tables: 0, hidden: (0, 0), attack: Attack::default(), contacts, asking });
    }
    let earlier = history::find(event, &release, context).await?;
    let Tables { released: tables, attack, ledger, .. } = tables::release(event, &inputs, &earlier.ledgers, context, progress).await?;
    progress(Step::Render);
    let hidden = tables::hidden(&tables);
    let count = tables.len();
    let provenance = inputs.provenance(event, context);
    let files = bundle::render(&bundle::Report { event, tables: &tables, provenance: &provenance })?;
    if let Some(file) = bundle::misprint(&tables, &files) {
        return Err(ReportError::Printed { file });
    }
    progress(Step::Publish);
    history::keep(event, &release, earlier, ledger, context).await?;
    publish::publish(event, &release, files, &context.reports).await?;
    publish::point_to(event, &release, &context.reports).await?;
    Ok(Outcome { release, made: true, page, tables: count, hidden, attack, contacts, asking })
}
