//! The host of a deployed function: AWS's Runtime API as documented ("Using the Lambda runtime API"), as far as a function sees it. It
//! starts the real binary, sets the deadline of each call, and can kill it at any moment.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use tempfile::TempDir;

use super::http::{Server, answer};

/// The trace of every call.
pub(crate) const TRACE: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

/// The memory of every function, in MB.
const MEMORY_MB: u32 = 2_048;

/// How long a call may take beyond its deadline before the test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// The function answered.
    Done(Value),
    /// The function said that it failed, and how.
    Failed(Value),
    /// The process ended without an answer.
    Died,
}

impl Answer {
    /// The answer of a call that must not fail.
    pub(crate) fn done(self) -> Value {
        match self {
            Self::Done(value) => value,
            other => panic!("{other:?}"),
        }
    }
}

struct Call {
    id: String,
    payload: String,
    deadline_ms: u128,
}

#[derive(Default)]
struct Calls {
    waiting: VecDeque<Call>,
    answered: BTreeMap<String, Answer>,
    count: u32,
    is_over: bool,
}

#[derive(Default)]
struct Shared {
    calls: Mutex<Calls>,
    changed: Condvar,
}

/// A running function.
pub(crate) struct Function {
    process: Arc<Mutex<Child>>,
    shared: Arc<Shared>,
    _api: Server,
    folder: TempDir,
}

impl Function {
    /// Starts a function's binary with this environment and nothing else.
    pub(crate) fn start(name: &str, environment: &[(&'static str, String)]) -> Self {
        let shared = Arc::new(Shared::default());
        let api = serve(Arc::clone(&shared));
        let folder = tempfile::tempdir().expect("a folder");
        let mut function = hosted(binary(name), name, &folder, environment);
        let process = function.env("AWS_LAMBDA_RUNTIME_API", format!("127.0.0.1:{}", api.port)).spawn().expect("the function starts");
        Self { process: Arc::new(Mutex::new(process)), shared, _api: api, folder }
    }

    /// Begins a call; what came of it is waited for by [`Function::wait`].
    pub(crate) fn begin(&self, payload: &Value, time: Duration) -> String {
        #[expect(clippy::disallowed_methods, reason = "a deadline is an instant")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        let mut calls = self.shared.calls.lock().expect("no panic");
        calls.count += 1;
        let id = format!("call-{}", calls.count);
        calls.waiting.push_back(Call { id: id.clone(), payload: payload.to_string(), deadline_ms: (now + time).as_millis() });
        self.shared.changed.notify_all();
        id
    }

    /// Waits for the end of a call.
    pub(crate) fn wait(&self, id: &str, time: Duration) -> Answer {
        let end = Instant::now() + time + PATIENCE;
        let mut calls = self.shared.calls.lock().expect("no panic");
        loop {
            if let Some(answer) = calls.answered.remove(id) {
                return answer;
            }
            if self.ended().is_some() {
                return Answer::Died;
            }
            assert!(Instant::now() < end, "the function does not answer:\n{}", self.log());
            calls = self.shared.changed.wait_timeout(calls, Duration::from_millis(20)).expect("no panic").0;
        }
    }

    /// A call with so much time.
    pub(crate) fn call_within(&self, payload: &Value, time: Duration) -> Answer {
        let id = self.begin(payload, time);
        self.wait(&id, time)
    }

    /// A call with plenty of time.
    pub(crate) fn call(&self, payload: &Value) -> Answer {
        self.call_within(payload, Duration::from_mins(5))
    }

    /// Something that kills the process, at once and without a word to it.
    pub(crate) fn killer(&self) -> impl Fn() + Send + Sync + 'static {
        let process = Arc::clone(&self.process);
        move || {
            let _ = process.lock().expect("no panic").kill();
        }
    }

    /// How the process ended; none where it runs.
    pub(crate) fn ended(&self) -> Option<ExitStatus> {
        self.process.lock().expect("no panic").try_wait().expect("a child")
    }

    /// Waits for the process to end by itself.
    pub(crate) fn end(&self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.ended() {
                return status;
            }
            assert!(Instant::now() < end, "the function does not end:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// All that it said.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        self.shared.calls.lock().expect("no panic").is_over = true;
        self.shared.changed.notify_all();
        let mut process = self.process.lock().expect("no panic");
        let _ = process.kill();
        let _ = process.wait();
    }
}

/// A program that runs a function, with what every host sets, this environment and nothing else. What it says goes to `log` in the folder.
pub(super) fn hosted(program: PathBuf, name: &str, folder: &TempDir, environment: &[(&'static str, String)]) -> Command {
    let log = File::create(folder.path().join("log")).expect("a log");
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("AWS_LAMBDA_FUNCTION_NAME", format!("kooste-{name}"))
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", MEMORY_MB.to_string())
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .env("TMPDIR", folder.path())
        .envs(environment.iter().cloned())
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("a log"))
        .stderr(log);
    command
}

/// The binary of a function, beside the command line's.
pub(super) fn binary(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_BIN_EXE_kooste")).with_file_name(name);
    assert!(path.is_file(), "{} is missing: run `cargo build --release --workspace`, or all tests of the workspace", path.display());
    path
}

fn serve(shared: Arc<Shared>) -> Server {
    Server::start(move |request, stream| {
        let path = request.path.strip_prefix("/2018-06-01/runtime/").unwrap_or_default();
        let body = || serde_json::from_slice(&request.body).unwrap_or(Value::Null);
        let parts: Vec<&str> = path.split('/').collect();
        match (request.method.as_str(), parts.as_slice()) {
            ("GET", ["invocation", "next"]) => {
                if let Some(Call { id, payload, deadline_ms }) = shared.next() {
                    let headers = [
                        ("lambda-runtime-aws-request-id", id),
                        ("lambda-runtime-deadline-ms", deadline_ms.to_string()),
                        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-north-1:123456789012:function:kooste".to_owned()),
                        ("lambda-runtime-trace-id", TRACE.to_owned()),
                    ];
                    answer(stream, "200 OK", &headers, &payload);
                }
            }
            ("POST", ["invocation", id, "response"]) => {
                shared.answer(id, Answer::Done(body()));
                answer(stream, "202 Accepted", &[], "{}");
            }
            ("POST", ["invocation", id, "error"]) => {
                shared.answer(id, Answer::Failed(body()));
                answer(stream, "202 Accepted", &[], "{}");
            }
            _ => answer(stream, "404 Not Found", &[], "{}"),
        }
    })
}

impl Shared {
    /// Waits for the next call; none where the function is no longer wanted.
    fn next(&self) -> Option<Call> {
        let mut calls = self.calls.lock().expect("no panic");
        while !calls.is_over {
            if let Some(call) = calls.waiting.pop_front() {
                return Some(call);
            }
            calls = self.changed.wait(calls).expect("no panic");
        }
        None
    }

    fn answer(&self, id: &str, answer: Answer) {
        self.calls.lock().expect("no panic").answered.insert(id.to_owned(), answer);
        self.changed.notify_all();
    }
}
