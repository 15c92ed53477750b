//! The folder for what the queries spill: person-level data, so nothing of it may stay, not even after a run was killed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

/// What scratch folders are called.
const PREFIX: &str = "kooste-scratch-";

/// The file in a scratch folder that its process holds locked as long as it lives.
const LOCK: &str = "lock";

/// A folder younger than this may be one that its process has not locked yet.
const SETTLED: Duration = Duration::from_mins(1);

/// A scratch folder; it goes when this goes, or with the next run where this one is killed.
#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
    _lock: File,
}

impl Scratch {
    /// Makes a scratch folder in a folder for temporary files, and takes away what killed runs left there.
    ///
    /// # Errors
    /// Where none can be made.
    pub fn new(parent: &Path) -> io::Result<Self> {
        for folder in left_behind(parent) {
            // One that cannot be removed now will be by a later run.
            let _ = fs::remove_dir_all(folder);
        }
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let lock = File::create(folder.path().join(LOCK))?;
        lock.lock()?;
        Ok(Self { folder, _lock: lock })
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Scratch folders that no process holds. What cannot be read is left alone.
fn left_behind(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else { return Vec::new() };
    let folders = entries.flatten().map(|entry| entry.path());
    let ours = folders.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX)));
    ours.filter(|path| is_settled(path) && File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())).collect()
}

fn is_settled(path: &Path) -> bool {
    let age = fs::metadata(path).and_then(|data| data.modified()).ok().and_then(|modified| modified.elapsed().ok());
    age.is_some_and(|age| age > SETTLED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn what_a_killed_run_left_is_found_and_what_a_living_one_uses_is_not() {
        let parent = tempfile::tempdir().expect("a folder");
        let mut locks = Vec::new();
        for (name, held, old) in [("held", true, true), ("left", false, true), ("fresh", false, false)] {
            let folder = parent.path().join(format!("{PREFIX}{name}"));
            fs::create_dir(&folder).expect("a folder");
            let lock = File::create(folder.join(LOCK)).expect("a file");
            if held {
                lock.lock().expect("locked");
                locks.push(lock);
            }
            if old {
                File::open(&folder).expect("a folder").set_modified(SystemTime::UNIX_EPOCH).expect("an older time");
            }
        }
        fs::create_dir(parent.path().join("somebody-else")).expect("a folder");
        assert_eq!(left_behind(parent.path()), [parent.path().join(format!("{PREFIX}left"))]);
    }
}
