//! Where things lie: from arguments and variables to open stores, an event definition and its pseudonyms.

use std::path::PathBuf;

use inventory::{Event, variable};
use record::pseudonym::{Pseudonyms, Secret};
use record::{EventDefinition, Id};
use store::{Settings, Store};
use url::Url;

use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::key;
use crate::output::warn;

/// The three roots as URLs, and the folder that holds them if one does.
#[derive(Debug)]
pub(crate) struct Roots {
    /// Raw logs and event definitions.
    pub(crate) raw: String,
    /// Converted records.
    pub(crate) lake: String,
    /// Published reports.
    pub(crate) reports: String,
    /// The folder of `--root`.
    pub(crate) folder: Option<PathBuf>,
}

impl Roots {
    /// Takes `--root`, else the three URLs, each as an argument or a variable.
    pub(crate) fn new(arguments: RootArguments) -> Result<Self, Failure> {
        let Some(folder) = arguments.root else {
            let required = |given: Option<String>, name: &str| {
                let url = given.or_else(|| variable::optional(name));
                url.ok_or_else(|| Failure::Usage(format!("say where things lie: --root DIR, or {name} and its two companions")))
            };
            return Ok(Self {
                raw: required(arguments.raw, variable::RAW)?,
                lake: required(arguments.lake, variable::LAKE)?,
                reports: required(arguments.reports, variable::REPORTS)?,
                folder: None,
            });
        };
        let folder = std::path::absolute(&folder).map_err(|source| Failure::io("the root folder has no absolute path", source))?;
        let url = |name: &str| {
            let url = Url::from_directory_path(folder.join(name));
            url.map(String::from).map_err(|()| Failure::Usage("the root folder's path cannot be written as a URL".to_owned()))
        };
        Ok(Self { raw: url("raw")?, lake: url("lake")?, reports: url("reports")?, folder: Some(folder) })
    }

    /// Opens a root; its residency is checked before the first byte is read.
    pub(crate) async fn open(url: &str) -> Result<Store, Failure> {
        let store = Store::open(url, &Settings::from_env()).await?;
        for lack in store.lacks() {
            warn(&format!("warning: {}: {lack}", store.location()));
        }
        Ok(store)
    }
}

/// An event with all that its jobs need: opened roots, definition, pseudonyms.
#[derive(Debug)]
pub(crate) struct EventRoots {
    /// Raw logs and event definitions.
    pub(crate) raw: Store,
    /// Converted records.
    pub(crate) lake: Store,
    /// Published reports.
    pub(crate) reports: Store,
    /// The event's definition.
    pub(crate) event: Event,
    /// The event's pseudonyms.
    pub(crate) pseudonyms: Pseudonyms,
    /// The earlier events of its series.
    pub(crate) earlier: Vec<EventDefinition>,
}

impl EventRoots {
    /// Opens all three roots, reads the event's definition and derives its pseudonyms.
    pub(crate) async fn open(roots: &Roots, event: &Id) -> Result<Self, Failure> {
        let raw = Roots::open(&roots.raw).await?;
        let lake = Roots::open(&roots.lake).await?;
        let reports = Roots::open(&roots.reports).await?;
        let secret = key::secret(roots.folder.as_deref()).await?;
        Self::within(raw, lake, reports, &secret, event).await
    }

    /// The same in roots that are open.
    pub(crate) async fn within(raw: Store, lake: Store, reports: Store, secret: &Secret, event: &Id) -> Result<Self, Failure> {
        let event = Event::read(&raw, event).await?;
        let pseudonyms = Pseudonyms::new(secret, &event.definition);
        let earlier = inventory::event::earlier(&event.definition, &raw).await?;
        Ok(Self { raw, lake, reports, event, pseudonyms, earlier })
    }
}
