//! AWS's own runtime interface emulator, which `aws-sam-cli` brings: the host of a function as its owner has written it.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::host::{binary, hosted};
use super::python;

/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A function in the emulator.
pub(crate) struct Emulator {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl Emulator {
    /// Starts a function's binary in the emulator, with this environment and nothing else.
    pub(crate) fn start(name: &str, environment: &[(&'static str, String)]) -> Self {
        let [port, api] = free_ports();
        let folder = tempfile::tempdir().expect("a folder");
        let process = hosted(program(), name, &folder, environment)
            .arg(format!("--runtime-interface-emulator-address=127.0.0.1:{port}"))
            .arg(format!("--runtime-api-address=127.0.0.1:{api}"))
            .arg(binary(name))
            .env("AWS_LAMBDA_FUNCTION_TIMEOUT", "120")
            .spawn()
            .expect("the emulator starts");
        Self { process, port, folder }
    }

    /// Calls the function, as the emulator's documentation says, and gives its answer or its error.
    pub(crate) fn call(&self, payload: &Value) -> Value {
        let body = payload.to_string();
        let mut stream = self.connect();
        write!(
            stream,
            "POST /2015-03-31/functions/function/invocations HTTP/1.0\r\nhost: 127.0.0.1\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}\n{}", self.log()))
    }

    fn connect(&self) -> TcpStream {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", self.port)) {
                return stream;
            }
            assert!(Instant::now() < end, "the emulator does not listen:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// All that it and the function said.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where `aws-sam-cli` has it.
fn program() -> PathBuf {
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    let said = Command::new(python::tools("infra").join("python"))
        .args(["-c", "import pathlib, samcli; print(pathlib.Path(samcli.__file__).parent)"])
        .output()
        .expect("python runs");
    let package = PathBuf::from(String::from_utf8(said.stdout).expect("a path").trim());
    package.join("local/rapid").join(format!("aws-lambda-rie-{architecture}"))
}

/// Two ports that nobody listens at now.
fn free_ports() -> [u16; 2] {
    let listeners = [0, 0].map(|port| TcpListener::bind(("127.0.0.1", port)).expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("a bound port").port())
}
