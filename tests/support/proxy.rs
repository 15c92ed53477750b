//! A proxy in front of a real S3 server, which lets through what it is given as it is, signatures included, and can do harm.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::http::{Request, Server};

/// What becomes of a request.
pub(crate) enum Fate {
    /// It is done.
    Pass,
    /// It is done, and its answer is lost.
    Lose,
    /// It is done, and then this happens before the answer goes.
    After(Box<dyn FnOnce() + Send>),
    /// This happens first; then it is done.
    Held(Box<dyn FnOnce() + Send>),
    /// It is done after a while.
    Later(Duration),
    /// It is not done; the answer is this status, with the error code of S3.
    Refuse(&'static str, &'static str),
}

/// Says what becomes of each request.
type Plan = Box<dyn FnMut(&Request) -> Fate + Send>;

/// A running proxy.
pub(crate) struct Proxy {
    server: Server,
    plan: Arc<Mutex<Plan>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Starts a proxy to a port of this machine, harmless at first.
    pub(crate) fn start(port: u16) -> Self {
        let plan: Arc<Mutex<Plan>> = Arc::new(Mutex::new(Box::new(|_| Fate::Pass)));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (decide, note) = (Arc::clone(&plan), Arc::clone(&seen));
        let server = Server::start(move |request, stream| {
            note.lock().expect("no panic").push(format!("{} {}", request.method, request.path));
            let fate = (decide.lock().expect("no panic"))(&request);
            meet(fate, &request, port, stream);
        });
        Self { server, plan, seen }
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    /// From now on, what becomes of each request is as this says.
    pub(crate) fn plan(&self, plan: impl FnMut(&Request) -> Fate + Send + 'static) {
        *self.plan.lock().expect("no panic") = Box::new(plan);
    }

    /// Each request so far: method and path.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("no panic").clone()
    }
}

/// Whether a request changes the store.
pub(crate) fn is_write(request: &Request) -> bool {
    request.method == "PUT" || request.method == "POST"
}

/// Whether a request writes only where nothing is.
pub(crate) fn is_conditional(request: &Request) -> bool {
    is_write(request) && request.header("if-none-match").is_some()
}

fn meet(fate: Fate, request: &Request, port: u16, stream: &mut TcpStream) {
    match fate {
        Fate::Pass => give(stream, &forward(request, port)),
        Fate::Lose => {
            forward(request, port);
        }
        Fate::After(then) => {
            let answer = forward(request, port);
            then();
            give(stream, &answer);
        }
        Fate::Held(first) => {
            first();
            give(stream, &forward(request, port));
        }
        Fate::Later(pause) => {
            std::thread::sleep(pause);
            give(stream, &forward(request, port));
        }
        Fate::Refuse(status, code) => {
            let body = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>for a test</Message></Error>");
            let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/xml\r\ncontent-length: {}\r\n", body.len());
            give(stream, format!("{head}connection: close\r\n\r\n{body}").as_bytes());
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}

/// What the server says to a request, whole. The header that is added is not signed.
fn forward(request: &Request, port: u16) -> Vec<u8> {
    let mut server = TcpStream::connect(("127.0.0.1", port)).expect("the server is there");
    let headers = request.head.iter().filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let head: String = headers.map(String::as_str).collect();
    server.write_all(format!("{head}connection: close\r\n\r\n").as_bytes()).expect("the server takes a request");
    server.write_all(&request.body).expect("the server takes a body");
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).expect("the server answers");
    answer
}

fn give(stream: &mut TcpStream, answer: &[u8]) {
    // Whoever asked may be gone.
    let _ = stream.write_all(answer);
}
