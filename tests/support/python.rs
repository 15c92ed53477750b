//! Tools for tests that Python's package manager brings: one environment for each file of `tests/requirements/`, which pins their versions.
//!
//! They are installed once, below `target/tools/`. Needs `python3` with `venv`, and the package index the first time.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot have its tools has failed")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the programs that `tests/requirements/<name>.txt` asks for: installed by the first process that asks, others wait for it.
pub(crate) fn tools(name: &str) -> PathBuf {
    let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/requirements").join(name).with_extension("txt");
    let tools = folder();
    fs::create_dir_all(&tools).expect("a folder for tools");
    let lock = File::create(tools.join(name).with_extension("lock")).expect("a lock for the tools");
    lock.lock().expect("a lock for the tools");
    let environment = tools.join(name);
    let programs = environment.join("bin");
    let installed = environment.join("installed.txt");
    let requirements = fs::read(&wanted).unwrap_or_else(|_| panic!("{} is there", wanted.display()));
    if fs::read(&installed).ok().as_ref() != Some(&requirements) {
        let _ = fs::remove_dir_all(&environment);
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment));
        run(Command::new(programs.join("python")).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted));
        fs::write(&installed, requirements).expect("a mark that the tools are complete");
    }
    programs
}

/// `target/tools/`, beside the profile whose test this is: `target/<profile>/deps/<test>`.
fn folder() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    test.ancestors().nth(3).expect("a test lies in target/<profile>/deps").join("tools")
}

/// Runs a command to its end.
fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).status();
    assert!(status.as_ref().is_ok_and(std::process::ExitStatus::success), "{command:?} failed: {status:?}");
}
