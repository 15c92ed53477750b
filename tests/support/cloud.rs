//! An event in the buckets of a real S3 server, with functions, queues and a proxy that can do harm between them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use store::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::bucket::{contents, open, shared_server};
use super::host::Function;
use super::kooste::{KEY, files};
use super::proxy::Proxy;
use super::queue::{Message, Queues, batch};
use super::s3::{BUCKET, S3Server};

pub(crate) const EVENT: &str = "kokous";
const ORGANIZER: &str = "yhdistys";

/// In the log, and to be nowhere else.
pub(crate) const MARK: &str = "zzq";

/// The raw logs that are there when the event is over, and the one that comes late.
pub(crate) const LOGS: [&str; 2] = ["kokous/a.ndjson", "kokous/deep/b ö+.ndjson"];
pub(crate) const LATE: &str = "kokous/late.ndjson";

/// The query files of these reports: few, so that a report can be made many times.
const QUERIES: [&str; 2] = ["reports/audience/attendance.sql", "reports/audience/attendance_by_ticket.sql"];

/// When the event of all tests began: the sweep goes by the real clock, so it was over an hour ago.
#[expect(clippy::disallowed_methods, reason = "the functions go by the clock")]
static START: LazyLock<Timestamp> = LazyLock::new(|| {
    let now = Timestamp::from_second(Timestamp::now().as_second()).expect("a whole second");
    now - SignedDuration::from_hours(5)
});

/// What lies in the lake and in the reports.
pub(crate) type Contents = [BTreeMap<String, Vec<u8>>; 2];

/// An event's roots, and all that works on them.
pub(crate) struct Cloud {
    server: Arc<S3Server>,
    pub(crate) proxy: Proxy,
    pub(crate) queues: Queues,
    prefix: &'static str,
    queries: TempDir,
    runtime: Runtime,
}

impl Cloud {
    /// An event without logs; the prefix is the test's own.
    pub(crate) fn new(prefix: &'static str) -> Self {
        let server = shared_server();
        let proxy = Proxy::start(server.port);
        let queries = tempfile::tempdir().expect("a folder");
        write_queries(queries.path(), &QUERIES);
        let runtime = Runtime::new().expect("a runtime");
        let cloud = Self { server, proxy, queues: Queues::start(), prefix, queries, runtime };
        cloud.put(&format!("events/{EVENT}.toml"), &definition());
        cloud
    }

    /// The environment of the functions, which reach the server through the proxy.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let mut environment = self.server.env();
        environment.retain(|(name, _)| *name != "AWS_ENDPOINT_URL");
        let root = |name: &str| self.server.url(&format!("{}/{name}", self.prefix));
        environment.extend([
            ("AWS_ENDPOINT_URL", self.proxy.url()),
            ("AWS_ENDPOINT_URL_SQS", self.queues.url()),
            ("KOOSTE_RAW", root("raw")),
            ("KOOSTE_LAKE", root("lake")),
            ("KOOSTE_REPORTS", root("reports")),
            ("KOOSTE_KEY", KEY.to_owned()),
            ("KOOSTE_QUERIES", self.queries.path().to_str().expect("UTF-8").to_owned()),
            ("KOOSTE_CONVERT_QUEUE", format!("{}/convert", self.queues.url())),
            ("KOOSTE_REPORT_QUEUE", format!("{}/report", self.queues.url())),
        ]);
        environment
    }

    pub(crate) fn start(&self, name: &str) -> Function {
        Function::start(name, &self.environment())
    }

    fn root(&self, name: &str) -> Store {
        self.runtime.block_on(open(&self.server, &format!("{}/{name}", self.prefix)))
    }

    /// Writes below the raw root, past the proxy.
    pub(crate) fn put(&self, key: &str, text: &str) {
        let raw = self.root("raw");
        self.runtime.block_on(raw.write(key, text.to_owned().into())).expect("written");
    }

    /// Puts the logs that are there when the event is over.
    pub(crate) fn put_logs(&self) {
        self.put(LOGS[0], &log(0..40));
        self.put(LOGS[1], &log(30..75));
    }

    /// Puts the log that comes late.
    pub(crate) fn put_late_log(&self) {
        self.put(LATE, &log(70..110));
    }

    /// What lies in the lake and in the reports now.
    pub(crate) fn contents(&self) -> Contents {
        ["lake", "reports"].map(|name| {
            let root = self.root(name);
            self.runtime.block_on(contents(&root))
        })
    }

    /// What S3 says when an object is there, as a queue's message has it.
    pub(crate) fn notification(&self, key: &str) -> String {
        let path = format!("{}/raw/{key}", self.prefix);
        let path = path.replace('+', "%2B").replace(' ', "+").replace('ö', "%C3%B6");
        let bucket = BUCKET;
        let record = json!({
            "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-north-1", "eventTime": "2026-05-12T06:00:00.000Z",
            "eventName": "ObjectCreated:Put", "userIdentity": { "principalId": "X" }, "requestParameters": { "sourceIPAddress": "10.0.0.1" },
            "responseElements": {}, "s3": { "s3SchemaVersion": "1.0", "configurationId": "c",
                "bucket": { "name": bucket, "ownerIdentity": { "principalId": "X" }, "arn": format!("arn:aws:s3:::{bucket}") },
                "object": { "key": path, "size": 1, "eTag": "x", "sequencer": "1" } },
        });
        json!({ "Records": [record] }).to_string()
    }

    /// One sweep; gives what it found of the event.
    pub(crate) fn sweep(schedule: &Function) -> Value {
        let found = schedule.call(&json!({ "source": "aws.scheduler" })).done();
        found["events"].as_array().expect("events").iter().find(|found| found["event"] == EVENT).expect("the event").clone()
    }

    /// The messages of a queue that were sent.
    pub(crate) fn sent(messages: &[Message], queue: &str) -> Vec<String> {
        let ours = messages.iter().filter(|message| message.queue.ends_with(queue));
        ours.map(|message| message.body.clone()).collect()
    }

    /// Sweeps, and has done what is asked for, until nothing is.
    pub(crate) fn settle(&self) {
        let schedule = self.start("schedule");
        for _ in 0..6 {
            let found = Self::sweep(&schedule);
            let messages = self.queues.take();
            if messages.is_empty() {
                assert_eq!(found["state"], "published", "{found}");
                return;
            }
            for name in ["convert", "report"] {
                let asked = Self::sent(&messages, name);
                if !asked.is_empty() {
                    let function = self.start(name);
                    let answer = function.call(&batch(&asked)).done();
                    assert_eq!(answer, json!({ "batchItemFailures": [] }), "{}", function.log());
                }
            }
        }
        panic!("the event does not settle");
    }
}

/// Copies query files of the house to a folder.
pub(crate) fn write_queries(folder: &Path, paths: &[&str]) {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../queries");
    // A folder with models is a set of its own.
    let models = files(&house.join("models")).into_keys().map(|name| format!("models/{name}"));
    for path in models.chain(paths.iter().map(|path| (*path).to_owned())) {
        let place = folder.join(&path);
        std::fs::create_dir_all(place.parent().expect("a chapter")).expect("a folder");
        std::fs::copy(house.join(&path), place).expect("a query file");
    }
}

/// The release that nothing disturbed, and the one after the late log: what must lie there whatever happens.
pub(crate) fn undisturbed() -> &'static [Contents; 2] {
    static UNDISTURBED: LazyLock<[Contents; 2]> = LazyLock::new(|| {
        let cloud = Cloud::new("undisturbed");
        cloud.put_logs();
        cloud.settle();
        let first = cloud.contents();
        cloud.put_late_log();
        cloud.settle();
        [first, cloud.contents()]
    });
    &UNDISTURBED
}

/// Fails with the names of what differs.
pub(crate) fn assert_same(found: &Contents, expected: &Contents) {
    for (found, expected) in found.iter().zip(expected) {
        let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(found), names(expected));
        let differing: Vec<&String> = expected.iter().filter(|(key, bytes)| found[*key] != **bytes).map(|(key, _)| key).collect();
        assert!(differing.is_empty(), "other bytes: {differing:?}");
    }
}

/// Fails where a release is visible that lacks a file its manifest names.
pub(crate) fn assert_whole([lake, reports]: &Contents) {
    for (key, manifest) in reports.iter().filter(|(key, _)| key.ends_with("/manifest.json")) {
        let manifest: Value = serde_json::from_slice(manifest).expect("JSON");
        let release = key.strip_suffix("manifest.json").expect("a manifest");
        for file in manifest["files"].as_array().expect("files") {
            let bytes = reports.get(&format!("{release}{}", file["path"].as_str().expect("a path"))).map(Vec::len);
            assert_eq!(bytes.map(|bytes| bytes as u64), file["bytes"].as_u64(), "{file}");
        }
        assert!(lake.keys().any(|key| key.contains("/ledger/")), "a visible release has its ledger");
    }
    if let Some(latest) = reports.get(&format!("{ORGANIZER}/{EVENT}/latest.json")) {
        let latest: Value = serde_json::from_slice(latest).expect("JSON");
        let manifest = format!("{ORGANIZER}/{EVENT}/{}", latest["manifest"].as_str().expect("a manifest"));
        assert!(reports.contains_key(&manifest), "the newest release is there");
    }
    for (key, records) in lake.iter().filter(|(key, _)| key.ends_with(".parquet")) {
        assert!(records.ends_with(b"PAR1"), "{key} is whole");
    }
}

/// The event's definition.
pub(crate) fn definition() -> String {
    let ends = *START + SignedDuration::from_hours(2);
    format!(
        "id = \"{EVENT}\"\norganizer = \"{ORGANIZER}\"\ntitle = {{ en = \"Meeting\" }}\ntimezone = \"Europe/Helsinki\"\n\
         starts = {}\nends = {ends}\nlanguages = [\"en\"]\nsettle = \"1h\"\n",
        *START
    )
}

/// A log of these visitors; every fifth is of the smaller ticket.
pub(crate) fn log(visitors: Range<usize>) -> String {
    let mut lines = String::new();
    for visitor in visitors {
        for (kind, minute) in [("registration.created", 0), ("presence.join", 1), ("presence.leave", 58)] {
            let line = json!({
                "id": format!("{kind}-{visitor}"), "source": "//test", "type": kind, "event": EVENT,
                "time": (*START + SignedDuration::from_mins(minute)).to_string(),
                "actor": format!("{MARK}-{visitor}"), "actorkind": "account", "subject": "sali", "clientip": "203.0.113.9",
                "data": { "ticket": if visitor % 5 == 0 { "press" } else { "day" }, "profile": { "name": format!("{MARK} Meikäläinen") } },
            });
            writeln!(lines, "{line}").expect("a string takes all");
        }
    }
    lines
}
