//! The same behaviour of a folder and of a real S3 server; then what only S3 has.

#![allow(clippy::unwrap_used, reason = "the steps of a test are functions of their own")]

#[path = "../../../tests/support/python.rs"]
mod python;
#[path = "../../../tests/support/s3.rs"]
mod s3;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use aws_config::Region;
use aws_credential_types::Credentials;
use bytes::Bytes;
use futures::TryStreamExt;
use object_store::ObjectStoreExt;
use object_store::path::Path;
use store::{Created, Settings, Store, StoreError};

use s3::S3Server;

/// The size of a part, as the store documents it.
const PART: usize = 8 << 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_keeps_the_promises() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("file://{}/not/there yet", folder.path().display());
    let store = Store::open(&url, &Settings::default()).await.unwrap();
    keeps_the_promises(&store).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s3_keeps_the_promises() {
    let server = S3Server::start();
    let settings = settings(&server).await;
    let store = Store::open(&server.url("pre/fix"), &settings).await.unwrap();
    keeps_the_promises(&store).await;
    reads_one_version(&store).await;
    links_hold(&store).await;
    refuses_what_it_must(&server, &settings).await;
    whole_bucket_is_a_root(&server, &settings).await;
}

/// What every store promises. The store is empty.
async fn keeps_the_promises(store: &Store) {
    reads_what_was_written(store).await;
    lists_whole_segments_in_order(store).await;
    takes_odd_names(store).await;
    tags_content(store).await;
    creates_once(store).await;
    uploads_appear_whole(store).await;
    streams_in_bounded_chunks(store).await;
    gives_urls_that_an_engine_can_read(store).await;
}

async fn reads_what_was_written(store: &Store) {
    assert_eq!(store.list("").await.unwrap(), vec![]);
    assert!(!store.exists("a/one").await.unwrap());
    assert!(store.read("a/one").await.unwrap_err().is_not_found());
    assert!(store.size("a/one").await.unwrap_err().is_not_found());
    assert!(store.stream("a/one").await.err().unwrap().is_not_found());
    store.write("a/one", Bytes::from_static(b"first")).await.unwrap();
    store.write("a/one", Bytes::from_static(b"second")).await.unwrap();
    assert!(store.exists("a/one").await.unwrap());
    assert_eq!(store.size("a/one").await.unwrap(), 6);
    assert_eq!(store.read("a/one").await.unwrap(), "second");
    assert_eq!(store.read_range("a/one", 1..4).await.unwrap(), "eco");
    store.delete("a/one").await.unwrap();
    store.delete("a/one").await.unwrap();
    assert!(!store.exists("a/one").await.unwrap());
    assert!(matches!(store.read("a/../one").await, Err(StoreError::Key { .. })));
}

async fn lists_whole_segments_in_order(store: &Store) {
    for key in ["l/b/2", "l/a", "l/b/1", "l/bc/3", "l/b/d/4"] {
        store.write(key, Bytes::from_static(b"xyz")).await.unwrap();
    }
    let entries = store.list("l/b/").await.unwrap();
    assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["l/b/1", "l/b/2", "l/b/d/4"]);
    assert!(entries.iter().all(|entry| entry.size == 3));
    assert_eq!(store.list("l").await.unwrap().len(), 5);
    assert_eq!(store.list("nothing").await.unwrap(), vec![]);
}

async fn takes_odd_names(store: &Store) {
    let keys = ["o/Kevät 2026/päälava.ndjson", "o/a+b.ndjson", "o/c%20d.ndjson", "o/e#f&g=h?.ndjson"];
    for key in keys {
        store.write(key, Bytes::copy_from_slice(key.as_bytes())).await.unwrap();
    }
    let mut expected = keys;
    expected.sort_unstable();
    let listed = store.list("o").await.unwrap();
    assert_eq!(listed.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), expected);
    for key in keys {
        assert_eq!(store.read(key).await.unwrap(), key);
    }
}

async fn tags_content(store: &Store) {
    for (key, content) in [("t/a", "same"), ("t/b", "same"), ("t/c", "else")] {
        store.write(key, Bytes::from_static(content.as_bytes())).await.unwrap();
    }
    let mut tags = Vec::new();
    for entry in store.list("t").await.unwrap() {
        tags.push(store.etag(&entry).await.unwrap());
    }
    assert_eq!(tags[0], tags[1]);
    assert_ne!(tags[0], tags[2]);
    assert!(tags.iter().all(|tag| tag.len() == 32 && !tag.contains('"')), "{tags:?}");
}

async fn creates_once(store: &Store) {
    let bytes = Bytes::from_static(b"manifest");
    assert_eq!(store.create("c/one", bytes.clone()).await.unwrap(), Created::New);
    assert_eq!(store.create("c/one", bytes).await.unwrap(), Created::Existed);
    assert_eq!(store.create("c/one", Bytes::from_static(b"other")).await.unwrap(), Created::Existed);
    assert_eq!(store.read("c/one").await.unwrap(), "manifest");
    for round in 0..2 {
        let winners = race(store, &format!("c/race-{round}"), |task| format!("writer {task}")).await;
        assert_eq!(winners.len(), 1);
        assert_eq!(store.read(&format!("c/race-{round}")).await.unwrap(), format!("writer {}", winners[0]));
        assert_eq!(race(store, &format!("c/equal-{round}"), |_| "equal".to_owned()).await.len(), 1);
    }
}

/// Lets 8 tasks create the same key at once; gives those that were told they did.
async fn race(store: &Store, key: &str, content: impl Fn(usize) -> String) -> Vec<usize> {
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let (store, key, bytes) = (store.clone(), key.to_owned(), Bytes::from(content(task)));
            tokio::spawn(async move { store.create(&key, bytes).await.unwrap() })
        })
        .collect();
    let mut winners = Vec::new();
    for (number, task) in tasks.into_iter().enumerate() {
        if task.await.unwrap() == Created::New {
            winners.push(number);
        }
    }
    winners
}

async fn uploads_appear_whole(store: &Store) {
    for size in [0, 5, PART - 1, PART, PART + 1, 2 * PART + 12_345] {
        let content = content(size);
        let key = format!("u/{size}");
        let mut upload = store.upload(&key).await.unwrap();
        for chunk in content.chunks(3_000_001) {
            upload.write(Bytes::copy_from_slice(chunk)).await.unwrap();
        }
        assert_eq!(store.list("u").await.unwrap(), vec![], "{size} is there too early");
        upload.finish().await.unwrap();
        assert!(store.read(&key).await.unwrap() == content, "{size} bytes came back different");
        store.delete(&key).await.unwrap();
    }
    let mut aborted = store.upload("u/aborted").await.unwrap();
    aborted.write(content(2 * PART)).await.unwrap();
    aborted.abort().await.unwrap();
    let mut dropped = store.upload("u/dropped").await.unwrap();
    dropped.write(content(2 * PART)).await.unwrap();
    drop(dropped);
    assert_eq!(store.list("u").await.unwrap(), vec![]);
    assert!(!store.exists("u/aborted").await.unwrap() && !store.exists("u/dropped").await.unwrap());
}

async fn streams_in_bounded_chunks(store: &Store) {
    for size in [0, 1, PART, 2 * PART + 12_345] {
        let content = content(size);
        store.write("s/object", content.clone()).await.unwrap();
        let chunks: Vec<Bytes> = store.stream("s/object").await.unwrap().try_collect().await.unwrap();
        assert!(chunks.iter().all(|chunk| !chunk.is_empty() && chunk.len() <= PART));
        assert!(chunks.concat() == content, "{size} bytes came back different");
    }
}

async fn gives_urls_that_an_engine_can_read(store: &Store) {
    let key = "e/with space.parquet";
    store.write(key, Bytes::from_static(b"PAR1")).await.unwrap();
    let url = store.url(key);
    assert!(url.as_str().ends_with("/e/with%20space.parquet"), "{url}");
    let path = Path::from_url_path(url.path()).unwrap();
    assert_eq!(store.object_store().get(&path).await.unwrap().bytes().await.unwrap(), "PAR1");
}

async fn reads_one_version(store: &Store) {
    store.write("v/object", content(4 * PART)).await.unwrap();
    let mut stream = store.stream("v/object").await.unwrap();
    stream.try_next().await.unwrap().unwrap();
    store.write("v/object", Bytes::from(vec![7; 4 * PART])).await.unwrap();
    let rest: Result<Vec<Bytes>, StoreError> = stream.try_collect().await;
    assert!(matches!(rest, Err(StoreError::Changed { .. })));
}

async fn links_hold(store: &Store) {
    store.write("d/bundle.zip", Bytes::from_static(b"the bundle")).await.unwrap();
    let link = store.presign("d/bundle.zip", Duration::from_mins(5), "Kevät \"2026\".zip").await.unwrap();
    let (status, answer) = get(link.as_str());
    assert_eq!(status, 200, "{answer}");
    assert!(answer.ends_with("the bundle"), "{answer}");
    assert!(answer.contains("attachment; filename=\"Kev_t _2026_.zip\""), "{answer}");
    let last = if link.as_str().ends_with('0') { "1" } else { "0" };
    let signature = link.query_pairs().find(|(name, _)| name == "X-Amz-Signature").unwrap().1.into_owned();
    let forged = link.as_str().replace(&signature, &format!("{}{last}", &signature[..signature.len() - 1]));
    for tampered in [forged, link.as_str().replace("bundle.zip?", "manifest.json?"), link.as_str().replace("Expires=300", "Expires=3000")] {
        assert_ne!(tampered, link.as_str());
        assert_eq!(get(&tampered).0, 403, "{tampered}");
    }
    for lifetime in [Duration::ZERO, Duration::from_secs(301)] {
        let refused = store.presign("d/bundle.zip", lifetime, "bundle.zip").await;
        assert!(matches!(refused, Err(StoreError::Link { .. })));
    }
}

async fn refuses_what_it_must(server: &S3Server, settings: &Settings) {
    for country in [None, Some("GB"), Some("CH"), Some("US"), Some("EL"), Some("Finland"), Some("")] {
        let elsewhere = Settings { endpoint_country: country.map(str::to_owned), ..settings.clone() };
        let refused = Store::open(&server.url("pre/fix"), &elsewhere).await.unwrap_err();
        assert!(refused.is_residency(), "{refused}");
    }
    let stranger = Settings { aws: Some(config(server, "someone else's").await), ..settings.clone() };
    let store = Store::open(&server.url("pre/fix"), &stranger).await.unwrap();
    assert!(matches!(store.read("d/bundle.zip").await, Err(StoreError::Denied { .. })));
}

async fn whole_bucket_is_a_root(server: &S3Server, settings: &Settings) {
    let bucket = Store::open(&server.url(""), settings).await.unwrap();
    assert_eq!(bucket.read("pre/fix/d/bundle.zip").await.unwrap(), "the bundle");
    assert!(bucket.list("").await.unwrap().iter().all(|entry| entry.key.starts_with("pre/fix/")));
}

/// Bytes that differ from one part to the next.
fn content(size: usize) -> Bytes {
    (0..size).map(|index| u8::try_from(index % 251).unwrap()).collect::<Vec<u8>>().into()
}

/// Gets a link over plain HTTP: the status and the whole answer.
fn get(link: &str) -> (u16, String) {
    let rest = link.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_at(rest.find('/').unwrap());
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}

/// The settings that the server's environment means.
async fn settings(server: &S3Server) -> Settings {
    let country = Some(variable(server, "KOOSTE_ENDPOINT_COUNTRY"));
    let aws = Some(config(server, &variable(server, "AWS_SECRET_ACCESS_KEY")).await);
    Settings { endpoint_country: country, aws, ..Settings::default() }
}

/// AWS settings for the server, with a secret.
async fn config(server: &S3Server, secret: &str) -> aws_config::SdkConfig {
    store::aws()
        .endpoint_url(variable(server, "AWS_ENDPOINT_URL"))
        .region(Region::new(variable(server, "AWS_REGION")))
        .credentials_provider(Credentials::new(variable(server, "AWS_ACCESS_KEY_ID"), secret, None, None, "test"))
        .load()
        .await
}

/// A variable of the server's environment.
fn variable(server: &S3Server, name: &str) -> String {
    server.env().into_iter().find(|(found, _)| *found == name).unwrap().1
}
