//! What is said of a mistake, and with which exit code: 1 failed, 2 wrong usage, 3 refused for privacy or residency.

use crate::support::kooste::{Outcome, Root, kooste, outcome};
use crate::support::log::{Event, Log, MARK};

fn assert_says(outcome: &Outcome, code: i32, texts: &[&str]) {
    assert_eq!(outcome.code, Some(code), "{}\n{}", outcome.stdout, outcome.stderr);
    for text in texts {
        assert!(outcome.stderr.contains(text) || outcome.stdout.contains(text), "no \"{text}\" in: {}{}", outcome.stdout, outcome.stderr);
    }
}

#[test]
fn wrong_usage_is_2() {
    for arguments in [&[][..], &["fly"], &["run"], &["run", "--event", "../x"], &["run", "--event", "e"], &["demo", "--visitors", "many"]] {
        assert_says(&outcome(&mut kooste(arguments)), 2, &[]);
    }
    let root = Root::with(&Log::generate(&Event::chatham(), 41, 5));
    let bad_key = outcome(root.command(&["run", "--event", "spring"]).env("KOOSTE_KEY", "zzq-not-hexadecimal"));
    assert_says(&bad_key, 2, &["KOOSTE_KEY"]);
    assert!(!bad_key.stderr.contains(MARK), "a secret is not repeated");
}

#[test]
fn an_unknown_event_and_an_event_without_logs_fail_by_name() {
    let root = Root::with(&Log::generate(&Event::chatham(), 42, 5));
    assert_says(&root.outcome(&["run", "--event", "autumn"]), 1, &["events/autumn.toml"]);
    let definition = Log::generate(&Event::chatham(), 42, 0).definition.replace("\"spring\"", "\"quiet\"");
    root.put("events/quiet.toml", definition.as_bytes());
    assert_says(&root.outcome(&["report", "--event", "quiet"]), 1, &["quiet"]);
}

#[test]
fn a_mistake_in_a_definition_is_named_by_file_line_and_key() {
    let definition = Log::generate(&Event::chatham(), 43, 0).definition;
    let root = Root::new();
    let says = |text: &str, expected: &[&str]| {
        root.put("events/spring.toml", text.as_bytes());
        let outcome = root.outcome(&["run", "--event", "spring"]);
        assert_says(&outcome, 1, expected);
        assert!(!outcome.stderr.contains(MARK), "no key of a person is quoted: {}", outcome.stderr);
    };
    says(&definition.replace("Pacific/Chatham", "Pacific/Atlantis"), &["events/spring.toml:4", "timezone"]);
    says(&definition.replacen("languages", "colour = 1\nlanguages", 1), &["events/spring.toml:7", "colour"]);
    says(&definition.replace("min_persons = 7", "min_persons = 4"), &["events/spring.toml:9", "min_persons"]);
    says(&definition.replace("\"ticket:", "\"person:"), &["events/spring.toml:", "staff"]);
    says(&definition.replace("id = \"spring\"", "id = \"other\""), &["events/spring.toml", "id"]);
    says("\u{0}", &["events/spring.toml:1"]);
}

/// Roots in a bucket, with credentials that open nothing.
fn in_a_bucket(variables: &[(&str, &str)]) -> Outcome {
    let mut command = kooste(&["run", "--event", "spring"]);
    for (name, folder) in [("KOOSTE_RAW", "raw"), ("KOOSTE_LAKE", "lake"), ("KOOSTE_REPORTS", "reports")] {
        command.env(name, format!("s3://kooste-tests/{folder}"));
    }
    command.env("AWS_ACCESS_KEY_ID", "none").env("AWS_SECRET_ACCESS_KEY", "none").env("AWS_EC2_METADATA_DISABLED", "true");
    // Anything that went out would have to go through here, where nobody listens.
    command.env("HTTPS_PROXY", "http://127.0.0.1:9").env("HTTP_PROXY", "http://127.0.0.1:9");
    command.envs(variables.iter().copied());
    outcome(&mut command)
}

#[test]
fn a_place_outside_the_union_is_refused() {
    for region in ["eu-west-2", "eu-central-2", "us-east-1", "eu-nowhere-1"] {
        assert_says(&in_a_bucket(&[("AWS_REGION", region)]), 3, &[region]);
    }
    let endpoint = ("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    assert_says(&in_a_bucket(&[("AWS_REGION", "eu-north-1"), endpoint]), 3, &["KOOSTE_ENDPOINT_COUNTRY"]);
    for country in ["US", "GB", "CH", "Finland"] {
        assert_says(&in_a_bucket(&[("AWS_REGION", "eu-north-1"), endpoint, ("KOOSTE_ENDPOINT_COUNTRY", country)]), 3, &[]);
    }
}

#[test]
fn a_query_that_tells_of_persons_is_refused_and_the_built_in_ones_are_not() {
    assert_says(&outcome(&mut kooste(&["check"])), 0, &[]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("who.sql");
    let head = "-- title.en = \"Who\"\n-- grain = \"one row per person\"\n-- [columns.person]\n-- label.en = \"Person\"\n-- [columns.n]\n-- label.en = \"N\"\n";
    for select in [
        "select person, count(*) as n from presence group by person",
        "select person, 1 as n from persons",
        "select country as person, count(distinct person) as n from persons group by country limit 5 offset (select min(person) from persons)",
    ] {
        std::fs::write(&file, format!("{head}{select}\n")).expect("a query file");
        let path = file.to_str().expect("UTF-8");
        assert_says(&outcome(&mut kooste(&["check", path])), 3, &["who.sql"]);
    }
}

#[test]
fn a_bundle_is_verified_and_a_changed_one_is_not() {
    let log = Log::generate(&Event::chatham(), 44, 40);
    let root = Root::with(&log);
    root.run(log.event);
    let release = root.release(log.organizer, log.event);
    let verify = |path: &std::path::Path| outcome(&mut kooste(&["verify", path.to_str().expect("UTF-8")]));
    assert_says(&verify(&release), 0, &[]);
    assert_says(&verify(&release.join("bundle.zip")), 0, &[]);
    // What a killed write left beside its place is no part of the bundle; anything else that was added is.
    std::fs::write(release.join("tables/rooms.csv#1"), "half").expect("a file");
    assert_says(&verify(&release), 0, &[]);
    std::fs::write(release.join("tables/more.csv#1"), "half").expect("a file");
    assert_says(&verify(&release), 1, &["more.csv#1 was added"]);
    std::fs::remove_file(release.join("tables/more.csv#1")).expect("a file");

    let table = release.join("tables/rooms.csv");
    let bytes = std::fs::read(&table).expect("a table");
    std::fs::write(&table, [&bytes, &b"x"[..]].concat()).expect("a table");
    assert_says(&verify(&release), 1, &["rooms.csv"]);
    std::fs::remove_file(&table).expect("a table");
    assert_says(&verify(&release), 1, &["rooms.csv"]);
}
