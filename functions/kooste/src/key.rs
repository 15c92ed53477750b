//! The pseudonymisation secret of this installation.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use inventory::{InventoryError, secret, variable};
use record::pseudonym::Secret;
use store::Settings;

use crate::failure::Failure;
use crate::output::warn;

/// The file of the root folder that holds the secret.
const FILE: &str = "key";

/// The secret that `KOOSTE_KEY` says, else the one in the file `key` of the root folder, which is made once.
pub(crate) async fn secret(root: Option<&Path>) -> Result<Secret, Failure> {
    match (variable::optional(variable::KEY), root) {
        (Some(text), _) => secret::read(&text, &Settings::from_env()).await.map_err(|error| match error {
            InventoryError::Secret { .. } => Failure::Usage(store::with_causes(&error)),
            error => error.into(),
        }),
        (None, Some(root)) => from_file(&root.join(FILE)),
        (None, None) => Err(Failure::Usage(format!(
            "set {} to the pseudonymisation secret, 64 hexadecimal digits (`openssl rand -hex 32` makes one), or use --root DIR",
            variable::KEY
        ))),
    }
}

/// Writes a secret to the root folder's file `key`, unless there is one; readable by its owner only.
pub(crate) fn keep(root: &Path, secret: &Secret) -> Result<(), Failure> {
    let path = root.join(FILE);
    fs::create_dir_all(root).map_err(|source| Failure::io(&format!("{} could not be made", root.display()), source))?;
    // Written aside and linked into place, so that a killed run leaves no half of a secret and of two runs at once one wins.
    let aside = root.join(format!("key.{}", std::process::id()));
    let written = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&aside)
        .and_then(|mut file| writeln!(file, "{}", secret.to_hex()))
        .and_then(|()| match fs::hard_link(&aside, &path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        });
    let removed = fs::remove_file(&aside);
    written.and(removed).map_err(|source| Failure::io(&format!("{} could not be written", path.display()), source))
}

/// The secret that the root folder's file `key` holds, if there is one.
pub(crate) fn kept(root: &Path) -> Result<Option<Secret>, Failure> {
    let path = root.join(FILE);
    is_there(&path)?.then(|| read(&path)).transpose()
}

fn from_file(path: &Path) -> Result<Secret, Failure> {
    if !is_there(path)? {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Failure::Failed(format!("the system gives no randomness: {error}")))?;
        keep(path.parent().unwrap_or(Path::new(".")), &Secret::new(bytes))?;
        warn(&format!("made a pseudonymisation secret in {}: keep it, and keep it to yourself", path.display()));
    }
    read(path)
}

fn is_there(path: &Path) -> Result<bool, Failure> {
    path.try_exists().map_err(|source| unreadable(path, source))
}

fn read(path: &Path) -> Result<Secret, Failure> {
    let text = fs::read_to_string(path).map_err(|source| unreadable(path, source))?;
    Secret::parse_hex(&text).map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))
}

fn unreadable(path: &Path, source: std::io::Error) -> Failure {
    Failure::io(&format!("{} could not be read", path.display()), source)
}
