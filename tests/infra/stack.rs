//! The whole of it in an emulator, from a raw log to a download: `stack.py` says how.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::template::folder;
use crate::support::cloud::{EVENT, LOGS, definition, log};
use crate::support::python;

#[test]
fn the_whole_stack_takes_raw_logs_to_a_download_through_a_link() {
    let raw = tempfile::tempdir().expect("a folder");
    let put = |key: &str, text: String| {
        let path = raw.path().join(key);
        fs::create_dir_all(path.parent().expect("a folder of its own")).expect("a folder");
        fs::write(path, text).expect("a raw object");
    };
    put(&format!("events/{EVENT}.toml"), definition());
    put(LOGS[0], log(0..40));
    put(LOGS[1], log(30..75));
    let kooste = Path::new(env!("CARGO_BIN_EXE_kooste"));
    let functions = kooste.parent().expect("the folder of all binaries");
    let mut scenario = Command::new(python::tools("stack").join("python"));
    scenario.arg(folder().join("../tests/infra/stack.py")).arg(raw.path()).arg(functions).arg(kooste).arg(EVENT);
    let output = scenario.stdin(Stdio::null()).output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
