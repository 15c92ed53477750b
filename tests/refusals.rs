//! What is said of a mistake, and with which exit code: 1 failed, 2 wrong usage, 3 refused for privacy or residency.

use crate::support::kooste::{KEY, Outcome, Root, kooste, outcome};
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
    let bad_arn = outcome(root.command(&["run", "--event", "spring"]).env("KOOSTE_KEY", "arn:aws:s3:::bucket"));
    assert_says(&bad_arn, 2, &["arn:aws:secretsmanager:"]);
    let bad_root = ["run", "--event", "spring", "--raw", "srv/raw", "--lake", "file:///nowhere", "--reports", "file:///nowhere"];
    assert_says(&outcome(&mut kooste(&bad_root)), 2, &["srv/raw", "file:///folder"]);
}

#[test]
fn a_root_folder_goes_before_the_variables_and_contradicts_other_arguments() {
    let log = Log::generate(&Event::chatham(), 45, 5);
    let root = Root::with(&log);
    let with_variables = |arguments: &[&str]| {
        let mut command = root.command(arguments);
        outcome(command.envs(["KOOSTE_RAW", "KOOSTE_LAKE", "KOOSTE_REPORTS"].map(|name| (name, "s3://elsewhere"))))
    };
    assert_says(&with_variables(&["convert", "--event", log.event]), 0, &[]);
    assert!(root.path("lake").join(log.event).is_dir(), "it is the folder that was used");
    assert_says(&with_variables(&["convert", "--event", log.event, "--raw", "file:///elsewhere"]), 2, &["--raw"]);
}

#[test]
fn raw_logs_say_themselves_of_which_event_they_are() {
    let log = Log::generate(&Event::chatham(), 46, 20);
    let root = Root::with(&log);
    let key = log.files.first().expect("a log").0.as_str();
    let once = root.outcome(&["convert", "--object", key, "--json"]);
    assert_says(&once, 0, &["\"converted\":1", "\"event\":\"spring\""]);
    assert_says(&root.outcome(&["convert", "--event", log.event, "--object", key, "--json"]), 0, &["\"skipped\":1"]);
    assert_says(&root.outcome(&["convert", "--object", key, "autumn/a.ndjson"]), 2, &["one event"]);
    assert_says(&root.outcome(&["convert", "--object", "a.ndjson"]), 2, &["a.ndjson"]);
    assert_says(&root.outcome(&["convert"]), 2, &["--event"]);
}

#[test]
fn no_report_is_made_without_a_log_that_may_be_converted_the_next_time() {
    let log = Log::generate(&Event::chatham(), 47, 30);
    let root = Root::with(&log);
    root.run(log.event);
    let release = root.release(log.organizer, log.event);
    root.put("spring/late.ndjson", b"");
    // Where the people's part of the lake should be is a file: nothing can be written there.
    let people = root.path("lake").join(log.event).join("people");
    let aside = people.with_extension("aside");
    std::fs::rename(&people, &aside).and_then(|()| std::fs::write(&people, "no folder")).expect("the lake");
    let failed = root.outcome(&["run", "--event", log.event]);
    assert_says(&failed, 1, &["spring/late.ndjson could not be converted", "no report was made"]);
    assert!(!failed.stdout.contains("release"), "{}", failed.stdout);
    std::fs::remove_file(&people).and_then(|()| std::fs::rename(&aside, &people)).expect("the lake");
    root.run(log.event);
    assert_ne!(root.release(log.organizer, log.event), release);
}

#[test]
fn the_demo_takes_no_root_that_is_not_its_own() {
    let demo = |root: &Root| root.outcome(&["demo", "--visitors", "50"]);
    let root = Root::with(&Log::generate(&Event::chatham(), 48, 5));
    assert_says(&demo(&root), 1, &["spring.toml", "--root DIR"]);
    assert!(!root.path("key").exists(), "nobody gets the secret that everybody knows");
    // An event that has but the name of the demo's.
    let root = Root::new();
    root.put("events/kevat-2026.toml", b"");
    assert_says(&demo(&root), 1, &["kevat-2026.toml"]);
    let root = Root::new();
    std::fs::write(root.path("key"), KEY).expect("a secret");
    let refused = demo(&root);
    assert_says(&refused, 1, &["key", "--root DIR"]);
    assert!(!refused.stderr.contains(KEY) && !root.path("raw").exists());
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
