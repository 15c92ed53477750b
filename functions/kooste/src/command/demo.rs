//! `kooste demo`: an invented event with a realistic log, and everything that is done with one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use inventory::variable;
use record::pseudonym::Secret;
use record::{Id, layout};

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
    if arguments.root.is_none() && (arguments.raw.is_some() || variable::optional(variable::RAW).is_some()) {
        return Err(Failure::Usage("the demo writes to a local folder: give --root DIR".to_owned()));
    }
    let root = arguments.root.unwrap_or_else(|| PathBuf::from(FOLDER));
    refuse_others(&root)?;
    warn(&format!("inventing an event of {visitors} people in {}", root.display()));
    let event = invent(&root, visitors)?;
    warn(&format!("the key in {} is the demo's, which everybody knows: real events belong in another root", root.display()));
    super::run::run(RootArguments { root: Some(root), raw: None, lake: None, reports: None, queries: arguments.queries }, &event).await
}

/// Refuses a root that is not the demo's own: under a secret that everybody knows, real people could be recognised.
fn refuse_others(root: &Path) -> Result<(), Failure> {
    let refuse = |what: &str| Err(Failure::Failed(format!("{what}: give the demo a folder of its own, with --root DIR")));
    let kept = key::kept(root)?;
    if kept.as_ref().is_some_and(|kept| kept.to_hex() != secret().to_hex()) {
        return refuse(&format!("the key in {} is another than the demo's", root.display()));
    }
    let folder = root.join("raw").join(layout::DEFINITIONS);
    let unreadable = |source| Failure::io(&format!("{} could not be read", folder.display()), source);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(unreadable)?,
    };
    // The demo's secret is kept before its definition: without it, one of the demo's name is somebody else's.
    let own = kept.map(|_| folder.join(format!("{}.toml", demo::EVENT)));
    for entry in entries {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") && own.as_ref() != Some(&path) {
            return refuse(&format!("{} is another event's definition", path.display()));
        }
    }
    Ok(())
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
