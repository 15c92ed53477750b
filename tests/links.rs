//! A link from the command line to the file on an organizer's disk, against a real S3 server.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;

use bytes::Bytes;
use download::{Context, Moment, respond};
use lambda_http::http::Method;
use lambda_http::{Body, Request, Response, http};
use serde_json::Value;

use crate::s3::run;
use crate::support::bucket::open;
use crate::support::kooste::{kooste, outcome};
use crate::support::log::{Event, Log};
use crate::support::s3::S3Server;

/// `kooste link …` with the roots of `run`, which must succeed.
fn link(server: &S3Server, arguments: &[&str]) -> Value {
    let mut command = kooste(&[&["--json", "link"][..], arguments].concat());
    command.envs(server.env()).env("KOOSTE_DOWNLOAD_URL", "https://page.example");
    for (name, prefix) in [("KOOSTE_RAW", "raw"), ("KOOSTE_LAKE", "a/lake"), ("KOOSTE_REPORTS", "a/reports")] {
        command.env(name, server.url(prefix));
    }
    let outcome = outcome(&mut command);
    assert_eq!(outcome.code, Some(0), "{}\n{}", outcome.stdout, outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("one line of JSON")
}

fn request(method: Method, url: &str, form: &str) -> Request {
    let request = http::Request::builder().method(method).uri(url).header("content-type", "application/x-www-form-urlencoded");
    request.body(Body::from(form)).expect("a request")
}

/// What a browser gets that follows an address: the head and the content of the answer.
fn fetch(address: &str) -> (String, Vec<u8>) {
    let (host, path) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("an address of this machine");
    let mut stream = TcpStream::connect(host).expect("the server listens");
    write!(stream, "GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("the end of the head");
    (String::from_utf8(answer[..end].to_vec()).expect("text").to_lowercase(), answer[end + 4..].to_vec())
}

fn location(response: &Response<Body>) -> String {
    response.headers()["location"].to_str().expect("text").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_opens_the_release_until_it_is_revoked() {
    let log = Log::generate(&Event::helsinki(), 62, 60);
    let server = S3Server::start();
    let (raw, reports) = (open(&server, "raw").await, open(&server, "a/reports").await);
    raw.write(&format!("events/{}.toml", log.event), Bytes::from(log.definition.clone())).await.expect("a definition");
    for (key, bytes) in &log.files {
        raw.write(key, Bytes::copy_from_slice(bytes)).await.expect("a raw log");
    }
    run(&server, log.event);

    let made = link(&server, &["make", "--event", log.event]);
    let (url, id) = (made["url"].as_str().expect("an address"), made["link"].as_str().expect("an id"));
    let now = made["created"].as_str().expect("a time").parse().expect("a time");
    let moment = Moment { now, random: [7; 32] };
    let context = Context::new(reports.clone()).await.expect("a store with links");

    let page = respond(&request(Method::GET, url, ""), &context, &moment).await;
    let policy = page.headers()["content-security-policy"].to_str().expect("text");
    assert!(page.status().is_success() && policy.contains("form-action 'self' http://127.0.0.1:"), "{policy}");
    let Body::Text(html) = page.body() else { panic!("a page is text") };
    assert!(html.contains("value=\"bundle.zip\"") && html.contains("value=\"tables/sessions.csv\""), "{html}");
    let downloads = format!("_downloads/{id}/");
    assert!(reports.list(&downloads).await.expect("a list").is_empty(), "asking is no download");

    let redirect = respond(&request(Method::POST, url, "file=tables%2Fsessions.csv"), &context, &moment).await;
    let (head, table) = fetch(&location(&redirect));
    assert!(head.starts_with("http/1.0 200") || head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains(&format!("attachment; filename=\"{}-tables-sessions.csv\"", log.event)), "{head}");
    assert!(table.starts_with(b"\xEF\xBB\xBF"), "the table itself");
    let recorded = reports.list(&downloads).await.expect("a list");
    let record = reports.read(&recorded.first().expect("a record").key).await.expect("a record");
    let record: Value = serde_json::from_slice(&record).expect("JSON");
    assert_eq!((recorded.len(), record["link"].as_str()), (1, Some(id)));
    let told: BTreeSet<&str> = record.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(told, BTreeSet::from(["at", "link", "object"]), "who downloads is nobody's business");

    let tampered = location(&redirect).replace("sessions.csv", "rooms.csv");
    assert!(fetch(&tampered).0.contains(" 403"), "an address is of one file");

    let listed = link(&server, &["list"]);
    assert_eq!((listed["links"][0]["link"].as_str(), listed["links"][0]["state"].as_str()), (Some(id), Some("open")));
    link(&server, &["revoke", &id[..12]]);
    let revoked = respond(&request(Method::POST, url, "file=bundle.zip"), &context, &moment).await;
    assert_eq!(revoked.status(), 404);
    assert_eq!(link(&server, &["list"])["links"][0]["state"], "revoked");
}
