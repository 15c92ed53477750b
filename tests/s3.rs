//! The same run on a real S3 server as in a folder.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::support::bucket::{contents, open};
use crate::support::kooste::{Root, files, kooste, outcome};
use crate::support::log::{Event, Log};
use crate::support::s3::S3Server;

pub(crate) fn run(server: &S3Server, event: &str) -> String {
    let mut command = kooste(&["run", "--event", event, "--json"]);
    command.envs(server.env());
    for (name, prefix) in [("KOOSTE_RAW", "raw"), ("KOOSTE_LAKE", "a/lake"), ("KOOSTE_REPORTS", "a/reports")] {
        command.env(name, server.url(prefix));
    }
    let outcome = outcome(&mut command);
    assert_eq!(outcome.code, Some(0), "{}\n{}", outcome.stdout, outcome.stderr);
    outcome.stdout
}

/// What does not depend on the names of lake objects, which follow from `ETag`s, which differ between a folder and a bucket.
fn tables(reports: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let table = |(name, bytes): (&String, &Vec<u8>)| Some((name.split_once("/tables/")?.1.to_owned(), bytes.clone()));
    reports.iter().filter_map(table).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_and_a_folder_give_the_same_tables_and_a_second_run_changes_nothing() {
    let log = Log::generate(&Event::helsinki(), 61, 120);
    let folder = Root::with(&log);
    folder.run(log.event);

    let server = S3Server::start();
    let (raw, lake, reports) = (open(&server, "raw").await, open(&server, "a/lake").await, open(&server, "a/reports").await);
    raw.write(&format!("events/{}.toml", log.event), Bytes::from(log.definition.clone())).await.expect("a definition");
    for (key, bytes) in &log.files {
        raw.write(key, Bytes::copy_from_slice(bytes)).await.expect("a raw log");
    }
    run(&server, log.event);
    let (first_lake, first_reports) = (contents(&lake).await, contents(&reports).await);
    let expected = tables(&files(&folder.path("reports")));
    assert!(expected.len() >= 52, "every core table is there twice, as CSV and as Parquet");
    assert!(expected == tables(&first_reports), "the tables of the bucket and of the folder differ");
    assert_eq!(first_lake.len(), files(&folder.path("lake")).len());

    let again: serde_json::Value = serde_json::from_str(&run(&server, log.event)).expect("one line of JSON");
    assert_eq!((again["made"].as_bool(), again["conversion"]["converted"].as_u64()), (Some(false), Some(0)), "{again}");
    assert!(first_lake == contents(&lake).await && first_reports == contents(&reports).await, "a second run changes nothing");
}
