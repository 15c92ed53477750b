//! `kooste demo`: an invented event with a realistic log, and everything that is done with one.

use std::path::{Path, PathBuf};

use record::Id;
use record::pseudonym::Secret;

use crate::arguments::RootArguments;
use crate::demo;
use crate::failure::Failure;
use crate::key;
use crate::output::{Answer, warn};

/// Where the demo goes when nobody says.
const FOLDER: &str = "kooste-demo";

/// How many people the demo event invites when nobody says.
pub(crate) const VISITORS: u32 = 3_000;

/// The demo's secret is known to everyone, so that the demo gives the same bytes everywhere: its people are invented.
const SECRET: [u8; 32] = *b"the demo's people are invented!!";

pub(crate) async fn run(arguments: RootArguments, visitors: u32) -> Result<Answer, Failure> {
    if arguments.raw.is_some() && arguments.root.is_none() {
        return Err(Failure::Usage("the demo writes to a local folder: give --root DIR".to_owned()));
    }
    let root = arguments.root.unwrap_or_else(|| PathBuf::from(FOLDER));
    warn(&format!("inventing an event of {visitors} people in {}", root.display()));
    let event = invent(&root, visitors)?;
    super::run::run(RootArguments { root: Some(root), raw: None, lake: None, reports: None, queries: arguments.queries }, &event).await
}

/// The demo's secret.
pub(crate) const fn secret() -> Secret {
    Secret::new(SECRET)
}

/// Writes the demo's secret, event definition and logs to a root folder, and gives the event.
pub(crate) fn invent(root: &Path, visitors: u32) -> Result<Id, Failure> {
    key::keep(root, &secret())?;
    demo::write(&root.join("raw"), visitors).map_err(|source| Failure::io("the demo's log could not be written", source))
}
