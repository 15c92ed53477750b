//! `kooste demo`: an invented event with a realistic log, and everything that is done with one.

use std::path::PathBuf;

use record::pseudonym::Secret;

use crate::arguments::RootArguments;
use crate::demo;
use crate::failure::Failure;
use crate::key;
use crate::output::{Answer, warn};

/// Where the demo goes when nobody says.
const FOLDER: &str = "kooste-demo";

/// The demo's secret is known to everyone, so that the demo gives the same bytes everywhere: its people are invented.
const SECRET: [u8; 32] = *b"the demo's people are invented!!";

pub(crate) async fn run(arguments: RootArguments, visitors: u32) -> Result<Answer, Failure> {
    if arguments.raw.is_some() && arguments.root.is_none() {
        return Err(Failure::Usage("the demo writes to a local folder: give --root DIR".to_owned()));
    }
    let root = arguments.root.unwrap_or_else(|| PathBuf::from(FOLDER));
    key::keep(&root, &Secret::new(SECRET))?;
    warn(&format!("inventing an event of {visitors} people in {}", root.display()));
    let event = demo::write(&root.join("raw"), visitors).map_err(|source| Failure::io("the demo's log could not be written", source))?;
    super::run::run(RootArguments { root: Some(root), raw: None, lake: None, reports: None, queries: arguments.queries }, &event).await
}
