//! `kooste verify`: a bundle's files against its manifest, offline.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::failure::Failure;
use crate::output::Answer;

pub(crate) fn run(path: &Path) -> Result<Answer, Failure> {
    let unreadable = |source| Failure::io(&format!("{} could not be read", path.display()), source);
    let broken = |error: &dyn std::error::Error| Failure::Failed(format!("{}: {}", path.display(), store::with_causes(error)));
    let mut files = Vec::new();
    if path.is_dir() {
        collect(path, path, &mut files).map_err(unreadable)?;
    } else {
        files = bundle::unpack(&fs::read(path).map_err(unreadable)?).map_err(|error| broken(&error))?;
    }
    let manifest = files.iter().find(|file| file.path == bundle::MANIFEST).map(|file| file.bytes.clone()).ok_or_else(|| {
        Failure::Failed(format!("{} has no {}: it is no bundle, or one that was never finished", path.display(), bundle::MANIFEST))
    })?;
    let verified = bundle::verify(&manifest, files.into_iter().map(|file| (file.path, file.bytes))).map_err(|error| broken(&error))?;
    Ok(Answer::done(
        format!("{}: {} files are as the manifest says", path.display(), verified.files),
        json!({ "event": verified.manifest.event.id, "files": verified.files, "bytes": verified.bytes, "verified": true }),
    ))
}

/// Reads every file below a folder, by its path relative to `root`, in the order of the paths.
fn collect(root: &Path, folder: &Path, files: &mut Vec<bundle::File>) -> std::io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push(bundle::File { path: relative, bytes: fs::read(&path)? });
        }
    }
    Ok(())
}
