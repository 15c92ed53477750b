//! Checking a bundle against its manifest, offline.

use std::collections::BTreeMap;
use std::fmt;

use crate::manifest::{Entry, FORM, Manifest, sha256};
use crate::{ARCHIVE, MANIFEST, archive};

/// A bundle whose files are as its manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What the manifest says.
    pub manifest: Manifest,
    /// Files checked.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: usize,
}

/// Why a bundle is not what its manifest says.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The manifest cannot be read.
    #[error("manifest.json is not a manifest of a bundle")]
    Manifest(#[source] serde_json::Error),
    /// The manifest is of another form.
    #[error("manifest.json is of form {0}, this version of kooste reads form {FORM}: use the version that made the bundle")]
    Form(u32),
    /// Files are missing, changed or added.
    #[error("the bundle is not what its manifest says: {}", join(.0))]
    Faults(Vec<Fault>),
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The manifest lists it, the bundle does not have it.
    Missing(String),
    /// Its content is not what the manifest says.
    Changed(String),
    /// The bundle has it, the manifest does not list it.
    Unlisted(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Changed(path) => write!(f, "{path} was changed"),
            Self::Unlisted(path) => write!(f, "{path} was added"),
        }
    }
}

fn join(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join(", ")
}

/// Checks files against a manifest. `files` may hold the manifest itself and `bundle.zip`, whose content is checked too.
///
/// # Errors
/// [`VerifyError`] where the manifest cannot be read, or a file is missing, changed or added.
pub fn verify(manifest: &[u8], files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Verified, VerifyError> {
    let parsed: Manifest = serde_json::from_slice(manifest).map_err(VerifyError::Manifest)?;
    if parsed.form != FORM {
        return Err(VerifyError::Form(parsed.form));
    }
    let mut faults = Vec::new();
    let mut listed: BTreeMap<&str, &Entry> = parsed.files.iter().map(|entry| (entry.path.as_str(), entry)).collect();
    for (path, bytes) in files {
        let fault = match (path.as_str(), listed.remove(path.as_str())) {
            (MANIFEST, _) => (bytes != manifest).then_some(Fault::Changed(path)),
            (ARCHIVE, _) => (!is_archive_of(&parsed, manifest, &bytes)).then_some(Fault::Changed(path)),
            (_, Some(entry)) => (!matches(entry, &bytes)).then_some(Fault::Changed(path)),
            (_, None) => (!is_left_over(&parsed, &path)).then_some(Fault::Unlisted(path)),
        };
        faults.extend(fault);
    }
    faults.extend(listed.into_keys().map(|path| Fault::Missing(path.to_owned())));
    if !faults.is_empty() {
        return Err(VerifyError::Faults(faults));
    }
    let bytes = parsed.files.iter().map(|entry| entry.bytes).sum();
    Ok(Verified { files: parsed.files.len(), bytes, manifest: parsed })
}

fn matches(entry: &Entry, bytes: &[u8]) -> bool {
    entry.bytes == bytes.len() && entry.sha256 == sha256(bytes)
}

/// Whether a file is what a killed write of a listed one left in a folder: it is staged beside its place as `name#1`, and renamed when it is
/// complete.
fn is_left_over(parsed: &Manifest, path: &str) -> bool {
    let Some((name, number)) = path.rsplit_once('#') else { return false };
    let listed = [MANIFEST, ARCHIVE].contains(&name) || parsed.files.iter().any(|entry| entry.path == name);
    listed && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an archive holds the manifest and exactly the files it lists.
fn is_archive_of(parsed: &Manifest, manifest: &[u8], archive: &[u8]) -> bool {
    let Ok(files) = archive::unpack(archive) else { return false };
    let known = |path: &str, bytes: &[u8]| {
        if path == MANIFEST { bytes == manifest } else { parsed.files.iter().any(|entry| entry.path == path && matches(entry, bytes)) }
    };
    files.len() == parsed.files.len() + 1 && files.iter().all(|file| known(&file.path, &file.bytes))
}
