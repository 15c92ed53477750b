//! `kooste verify`: a bundle's files against its manifest, offline.

use std::fs::{self, File};
use std::path::Path;

use serde_json::json;

use crate::failure::{Failure, with_causes};
use crate::output::Answer;

pub(crate) fn run(path: &Path) -> Result<Answer, Failure> {
    let unreadable = |source| Failure::io(&format!("{} could not be read", path.display()), source);
    let verified = if path.is_dir() {
        let mut files = Vec::new();
        collect(path, path, &mut files).map_err(unreadable)?;
        bundle::verify(files)
    } else {
        File::open(path).map_err(unreadable).and_then(|file| {
            bundle::unzip(file).map_err(|error| Failure::Failed(format!("{}: {}", path.display(), with_causes(&error))))
        }).map(bundle::verify)?
    };
    match verified {
        Ok(verified) => Ok(Answer::done(
            format!("{}: {} files are as release {} says", path.display(), verified.files, verified.release),
            json!({ "release": verified.release, "files": verified.files, "verified": true }),
        )),
        Err(error) => Err(Failure::Failed(format!("{}: {}", path.display(), with_causes(&error)))),
    }
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
