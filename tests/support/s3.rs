//! A real S3 server for tests: `SeaweedFS`.
//!
//! It keeps the promises that matter here (conditional writes, presigned links, checksums) and tells no region, as any custom endpoint:
//! hence the declared country.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot have its server has failed")]

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

use super::python;

/// The bucket that is there from the start.
pub(crate) const BUCKET: &str = "kooste-test";

const ACCESS_KEY: &str = "testkey12345";
const SECRET_KEY: &str = "testsecret123456";

/// How long the server may take to answer: 600 × 100 ms.
const ATTEMPTS: u32 = 600;
const PAUSE: Duration = Duration::from_millis(100);

/// How often starting is tried: a port found free can be taken before the server has it.
const STARTS: u32 = 5;

/// A running server with an empty bucket; stopped, and its data removed, when dropped.
#[derive(Debug)]
pub(crate) struct S3Server {
    process: Child,
    folder: PathBuf,
    pub(crate) port: u16,
}

impl S3Server {
    /// Installs the server if need be, starts it on free ports of this machine, and waits until its bucket is there.
    pub(crate) fn start() -> Self {
        let program = python::tools("s3").join("weed");
        let mut log = String::new();
        for _ in 0..STARTS {
            match Self::try_start(&program) {
                Ok(server) => return server,
                Err(said) => log = said,
            }
        }
        panic!("the S3 server does not start:\n{log}")
    }

    /// The environment with which a program finds the server, and asks no other host for credentials.
    pub(crate) fn env(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AWS_ENDPOINT_URL", self.endpoint()),
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", SECRET_KEY.to_owned()),
            ("AWS_REGION", "eu-north-1".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ("KOOSTE_ENDPOINT_COUNTRY", "FI".to_owned()),
        ]
    }

    /// The address of the server.
    fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The URL of a prefix in the bucket.
    #[expect(clippy::unused_self, reason = "only a running server has the bucket")]
    pub(crate) fn url(&self, prefix: &str) -> String {
        format!("s3://{BUCKET}/{prefix}")
    }

    /// Starts the server once; gives what it said where it ended, as on a port that somebody else took meanwhile.
    fn try_start(program: &Path) -> Result<Self, String> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let name = format!("kooste-s3-{}-{}", std::process::id(), STARTED.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a folder for the S3 server");
        let log = File::create(folder.join("log")).expect("a log for the S3 server");
        let ports = Ports::free();
        let process = Command::new(program)
            .arg("mini")
            .args(ports.arguments())
            .args(["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-webdav=false", "-admin.ui=false", "-master.telemetry=false"])
            .arg(format!("-bucket={BUCKET}"))
            .arg(format!("-dir={}", folder.display()))
            .arg(format!("-filer.localSocket={}", folder.join("filer.sock").display()))
            .arg(format!("-s3.localSocket={}", folder.join("s3.sock").display()))
            .env("AWS_ACCESS_KEY_ID", ACCESS_KEY)
            .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
            .current_dir(&folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log for the S3 server"))
            .stderr(log)
            .spawn()
            .expect("the S3 server's program runs");
        let mut server = Self { process, folder, port: ports.s3 };
        if server.answers(ports.filer) {
            return Ok(server);
        }
        Err(fs::read_to_string(server.folder.join("log")).unwrap_or_default())
    }

    /// Waits until the server is there with its bucket; `false` where it ended or takes too long.
    fn answers(&mut self, filer: u16) -> bool {
        for _ in 0..ATTEMPTS {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return false;
            }
            if is_ok(self.port, "/healthz") && is_ok(filer, &format!("/buckets/{BUCKET}/")) {
                return true;
            }
            sleep(PAUSE);
        }
        false
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The ports of the server's parts.
struct Ports {
    s3: u16,
    filer: u16,
    others: Vec<(&'static str, u16)>,
}

impl Ports {
    /// Finds ports that nobody listens on.
    fn free() -> Self {
        let names = [
            "s3.port.grpc",
            "filer.port.grpc",
            "master.port",
            "master.port.grpc",
            "volume.port",
            "volume.port.grpc",
            "admin.port",
            "admin.port.grpc",
        ];
        // All are held at once, so that no two are the same.
        let held: Vec<TcpListener> = (0..names.len() + 2).map(|_| TcpListener::bind(("127.0.0.1", 0)).expect("a free port")).collect();
        let mut ports = held.iter().map(|listener| listener.local_addr().expect("a bound port").port());
        let mut next = || ports.next().expect("as many ports as were bound");
        Self { s3: next(), filer: next(), others: names.into_iter().map(|name| (name, next())).collect() }
    }

    fn arguments(&self) -> Vec<String> {
        let fixed = [("s3.port", self.s3), ("filer.port", self.filer), ("s3.port.iceberg", 0), ("s3.port.lance", 0)];
        fixed.iter().chain(&self.others).map(|(name, port)| format!("-{name}={port}")).collect()
    }
}

/// Whether a port answers a path with 200.
fn is_ok(port: u16, path: &str) -> bool {
    let answer = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").as_bytes())?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start.ends_with(b" 200"))
    };
    answer().unwrap_or(false)
}
