//! The pseudonymisation secret of this installation.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use record::pseudonym::Secret;

use crate::failure::Failure;
use crate::output::warn;

/// Names the environment variable that holds the secret.
const VARIABLE: &str = "KOOSTE_KEY";

/// The secret of `KOOSTE_KEY`, else the one in the file `key` of the root folder, which is made once.
pub(crate) fn secret(root: Option<&Path>) -> Result<Secret, Failure> {
    match (std::env::var(VARIABLE), root) {
        (Ok(text), _) if text.starts_with("arn:") => Err(Failure::Usage(format!(
            "{VARIABLE} is the ARN of a secret: only the deployed functions read one; here, give its 64 hexadecimal digits"
        ))),
        (Ok(text), _) => Secret::parse_hex(&text).map_err(|error| Failure::Usage(format!("{VARIABLE}: {error}"))),
        (Err(_), Some(root)) => from_file(&root.join("key")),
        (Err(_), None) => Err(Failure::Usage(format!(
            "set {VARIABLE} to the pseudonymisation secret, 64 hexadecimal digits (`openssl rand -hex 32` makes one), or use --root DIR"
        ))),
    }
}

/// Writes a secret to the root folder's file `key`, unless there is one; readable by its owner only.
pub(crate) fn keep(root: &Path, secret: &Secret) -> Result<(), Failure> {
    let path = root.join("key");
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

fn from_file(path: &Path) -> Result<Secret, Failure> {
    let unreadable = |source| Failure::io(&format!("{} could not be read", path.display()), source);
    if !path.try_exists().map_err(unreadable)? {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| Failure::Failed(format!("the system gives no randomness: {error}")))?;
        keep(path.parent().unwrap_or(Path::new(".")), &Secret::new(bytes))?;
        warn(&format!("made a pseudonymisation secret in {}: keep it, and keep it to yourself", path.display()));
    }
    let text = fs::read_to_string(path).map_err(unreadable)?;
    Secret::parse_hex(&text).map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))
}
