//! One event's report: run its queries, control what they tell, render the bundle, publish the release.
//!
//! The steps are in [`report`], top to bottom; each is a module:
//!
//! | module | step |
//! |---|---|
//! | [`inventory::release`] | what the release is made from, and the name that follows from it |
//! | [`contacts`] | lists of contacts by consent, beside the release |
//! | [`history`] | what earlier releases printed |
//! | [`tables`] | from guarded queries to released tables |
//! | [`preview`], [`audit`] | what a query would publish, and what an attacker learns from what is published |
//! | [`publish`] | files first, the manifest last and conditionally, then the pointer to the newest release |
//! | [`scratch`] | the folder for what the queries spill |
//! | [`function`] | the deployed function |

mod audit;
mod contacts;
mod error;
pub mod function;
mod history;
mod preview;
mod publish;
mod scratch;
mod tables;

use bundle::MissingTable;
use disclosure::Attack;
use inventory::{Event, Inputs, ReleaseId, queries, release};
use query::{Limits, QuerySet};
use record::EventDefinition;
use record::pseudonym::Pseudonyms;
use store::Store;

use history::Place;
use tables::Tables;

pub use audit::{Audit, audit};
pub use contacts::Contacts;
pub use error::ReportError;
pub use preview::{HiddenValue, Preview, Rehearsal};
pub use scratch::Scratch;

/// How often a release, or lists of contacts, are judged anew because others of the event got their place in the order: each time, one more
/// is finished.
const ATTEMPTS: u32 = 5;

/// What a report needs beside the event: where things lie, how persons are named, which queries, how much memory.
#[derive(Debug)]
pub struct Context {
    /// Where the converted records lie.
    pub lake: Store,
    /// Where releases are published.
    pub reports: Store,
    /// The event's pseudonyms: stand staff are named by their keys in the definition.
    pub pseudonyms: Pseudonyms,
    /// The earlier events of the same series, as [`inventory::event::earlier`] finds them.
    pub earlier: Vec<EventDefinition>,
    /// The models and the report queries.
    pub queries: QuerySet,
    /// Bounds of the query engine.
    pub limits: Limits,
}

impl Context {
    /// What the event's release is made from.
    async fn inputs(&self, event: &Event) -> Result<Inputs, ReportError> {
        Ok(Inputs::find(event, &self.earlier, &self.lake, queries::digests(self.queries.files())).await?)
    }
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
    /// Tables that are not in it although a query file should make them, and why.
    pub missing: Vec<MissingTable>,
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

impl Step {
    /// Its name, as the log has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Models => "models",
            Self::Queries => "queries",
            Self::Control => "control",
            Self::Render => "render",
            Self::Publish => "publish",
        }
    }
}

/// Makes an event's lists of contacts alone, from what lies in the lake; nothing where nobody is on any.
///
/// # Errors
/// [`ReportError`] says which step failed and what to do.
pub async fn contacts(event: &Event, context: &Context) -> Result<Option<Contacts>, ReportError> {
    Ok(contacts::make(event, context).await?.0)
}

/// Makes an event's lists of contacts, then its release from what lies in the lake, unless it is there already. With `force`, everything is
/// computed again, and what is not there as it must be is written: to the same bytes.
///
/// Safe to run twice at once, to kill and to drop at any time. What a killed run has computed is computed again; what it has written is
/// found.
///
/// # Errors
/// [`ReportError`] says which step failed and what to do. Nothing is visible of a failed release, and a later run completes it.
pub async fn report(event: &Event, context: &Context, force: bool, progress: &(dyn Fn(Step) + Sync)) -> Result<Outcome, ReportError> {
    progress(Step::Contacts);
    let (contacts, asking, inputs) = contacts::make(event, context).await?;
    let Event { definition: event, .. } = event;
    let release = inputs.release.clone();
    let page = format!("{}{release}/report.html", record::layout::releases(event));
    if !force && release::is_published(event, &release, &context.reports).await? {
        publish::point_to(event, &release, &context.reports).await?;
        let missing = publish::missing(event, &release, &context.reports).await?;
        return Ok(Outcome { release, made: false, page, tables: 0, hidden: (0, 0), attack: Attack::default(), contacts, asking, missing });
    }
    for _ in 0..ATTEMPTS {
        if let Some(Made { files, tables, hidden, attack, missing }) = make(event, &inputs, context, progress).await? {
            progress(Step::Publish);
            publish::publish(event, &release, files, &context.reports).await?;
            publish::point_to(event, &release, &context.reports).await?;
            return Ok(Outcome { release, made: true, page, tables, hidden, attack, contacts, asking, missing });
        }
    }
    Err(ReportError::Overtaken { event: event.id.to_string() })
}

/// A release that is ready to be published: it has its place among the event's releases.
struct Made {
    files: Vec<bundle::File>,
    tables: usize,
    hidden: (usize, usize),
    attack: Attack,
    missing: Vec<MissingTable>,
}

/// Computes and renders a release; none where another release of the event got its place meanwhile, by which it must be judged too.
async fn make(
    event: &EventDefinition,
    inputs: &Inputs,
    context: &Context,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Option<Made>, ReportError> {
    let history = history::find(event, &inputs.release, context).await?;
    let made = tables::release(event, inputs, &history.ledgers, context, progress).await?;
    let Tables { released: tables, attack, ledger, missing, .. } = made;
    progress(Step::Render);
    let provenance = provenance(event, inputs, context, missing.clone());
    let files = bundle::render(&bundle::Report { event, tables: &tables, provenance: &provenance })?;
    if let Some(file) = bundle::misprint(&tables, &files) {
        return Err(ReportError::Printed { file });
    }
    let made = Made { files, tables: tables.len(), hidden: tables::hidden(&tables), attack, missing };
    let place = history::keep(event, &inputs.release, &history, ledger, context).await?;
    Ok((place == Place::Ours).then_some(made))
}

/// What the manifest says of the inputs: the event definition, then the lake objects.
fn provenance(event: &EventDefinition, inputs: &Inputs, context: &Context, missing: Vec<MissingTable>) -> bundle::Provenance {
    let definition = bundle::Input {
        key: record::layout::definition(&event.id),
        bytes: inputs.definition_bytes,
        checksum: format!("sha256:{}", inputs.definition_sha256),
    };
    let object = |(entry, checksum): &(store::Entry, String)| bundle::Input {
        key: entry.key.clone(),
        bytes: entry.size,
        checksum: checksum.clone(),
    };
    let query = |(path, sha256): &(String, String)| {
        let deployed = context.queries.is_deployed(path);
        bundle::QueryDigest { path: path.clone(), sha256: sha256.clone(), deployed }
    };
    bundle::Provenance {
        version: inventory::VERSION.to_owned(),
        inputs: std::iter::once(definition).chain(inputs.entries.iter().chain(&inputs.earlier_entries).map(object)).collect(),
        queries: inputs.queries.iter().map(query).collect(),
        missing,
    }
}
