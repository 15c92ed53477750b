//! The command line as its users have it: a process, its exit code, what it says and what it leaves behind.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::log::Log;
use crate::recompute::Csv;

/// The secret of all tests.
pub(crate) const KEY: &str = "6b6f6f73746520746573747320757365207468697320736563726574206b6579";

/// `kooste`, with nothing of the surroundings but the secret.
pub(crate) fn kooste(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kooste"));
    command.args(arguments).env_clear().env("KOOSTE_KEY", KEY).stdin(Stdio::null());
    command
}

/// What a process came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// None where it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs to the end.
pub(crate) fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().expect("kooste starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it says UTF-8");
    Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A folder with the three roots of `--root`.
pub(crate) struct Root(TempDir);

impl Root {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A root with an event's definition and raw logs.
    pub(crate) fn with(log: &Log) -> Self {
        let root = Self::new();
        root.put(&format!("events/{}.toml", log.event), log.definition.as_bytes());
        for (key, bytes) in &log.files {
            root.put(key, bytes);
        }
        root
    }

    /// Writes below the raw root.
    pub(crate) fn put(&self, key: &str, bytes: &[u8]) {
        let path = self.path("raw").join(key);
        std::fs::create_dir_all(path.parent().expect("below raw")).expect("a folder");
        std::fs::write(path, bytes).expect("a raw object");
    }

    /// A folder of the root.
    pub(crate) fn path(&self, folder: &str) -> PathBuf {
        self.0.path().join(folder)
    }

    /// `kooste` with this root.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = kooste(arguments);
        command.arg("--root").arg(self.0.path());
        command
    }

    pub(crate) fn outcome(&self, arguments: &[&str]) -> Outcome {
        outcome(&mut self.command(arguments))
    }

    /// Runs an event, which must succeed.
    pub(crate) fn run(&self, event: &str) -> Outcome {
        let outcome = self.outcome(&["run", "--event", event]);
        assert_eq!(outcome.code, Some(0), "{}\n{}", outcome.stdout, outcome.stderr);
        outcome
    }

    /// The folder of the event's newest release, as `latest.json` names it.
    pub(crate) fn release(&self, organizer: &str, event: &str) -> PathBuf {
        let folder = self.path("reports").join(organizer).join(event);
        let latest = std::fs::read(folder.join("latest.json")).expect("latest.json");
        let latest: serde_json::Value = serde_json::from_slice(&latest).expect("JSON");
        folder.join(latest["release"].as_str().expect("a release"))
    }

    /// The CSV tables of the newest release.
    pub(crate) fn tables(&self, organizer: &str, event: &str) -> BTreeMap<String, Csv> {
        let files = files(&self.release(organizer, event).join("tables"));
        let csv = |(name, bytes): (String, Vec<u8>)| Some((name.strip_suffix(".csv")?.to_owned(), Csv::parse(&bytes)));
        files.into_iter().filter_map(csv).collect()
    }
}

/// Every file below a folder: its path from there and its bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in paths(folder) {
        let name = path.strip_prefix(folder).expect("below").to_str().expect("UTF-8").to_owned();
        found.insert(name, std::fs::read(path).expect("a file"));
    }
    found
}

/// Every file below a folder, in order.
pub(crate) fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(paths(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
