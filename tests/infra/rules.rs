//! What the linters miss: regions, encryption, limits, names.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::template::{folder, named, resources, several, template};
use crate::support::kooste::paths;

/// Everything of which the template may make something. What copies data elsewhere is not here: replication and access points of several
/// regions, content delivery, streams.
const TYPES: [&str; 14] = [
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::IAM::Role",
    "AWS::KMS::Key",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
    "AWS::SecretsManager::Secret",
    "AWS::Serverless::Function",
];

/// The only bucket that is encrypted with S3's own key: S3 delivers access logs to no other.
const ACCESS_LOGS: &str = "AccessLogBucket";

/// The longest that a function may run, in seconds, and its most memory, in MB (AWS Lambda quotas).
const TIMEOUT_MAX: u64 = 900;
const MEMORY_MAX: u64 = 10_240;

/// A queue hides a message for so many times as long as the function that takes it may run (AWS Lambda, "Using Lambda with Amazon SQS").
const VISIBILITY_FACTOR: u64 = 6;

fn properties(name: &str) -> &'static Value {
    &template()["Resources"][name]["Properties"]
}

#[test]
fn it_deploys_where_the_store_may_be_and_nowhere_else() {
    let source = fs::read_to_string(folder().join("../functions/store/src/residency.rs")).expect("the residency of the store");
    let list = source.split_once("const AWS_REGIONS").and_then(|(_, rest)| rest.split_once("];")).expect("the list of regions").0;
    let allowed: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    let assertion = &template()["Rules"]["Residency"]["Assertions"][0]["Assert"]["Fn::Contains"];
    let asserted: BTreeSet<&str> = several(&assertion[0]).into_iter().filter_map(Value::as_str).collect();
    assert!(allowed.contains("eu-north-1") && allowed.len() >= 7, "{allowed:?}");
    assert_eq!(asserted, allowed);
    assert_eq!(assertion[1]["Ref"], "AWS::Region");
    assert!(!template().to_string().contains("arn:aws:"), "other partitions have other ARNs: write ${{AWS::Partition}}");
}

#[test]
fn it_makes_nothing_that_copies_data_elsewhere() {
    for (name, resource) in template()["Resources"].as_object().expect("resources") {
        let kind = resource["Type"].as_str().expect("a type");
        assert!(TYPES.contains(&kind), "{name}: {kind} is entered in TYPES, with a look at where it keeps data");
    }
    for (name, bucket) in resources("AWS::S3::Bucket") {
        for copying in ["ReplicationConfiguration", "AccelerateConfiguration", "InventoryConfigurations", "AnalyticsConfigurations"] {
            assert!(bucket["Properties"][copying].is_null(), "{name}: {copying}");
        }
    }
}

#[test]
fn every_bucket_is_private_encrypted_versioned_and_forgets() {
    for (name, bucket) in resources("AWS::S3::Bucket") {
        let properties = &bucket["Properties"];
        let encryption = &properties["BucketEncryption"]["ServerSideEncryptionConfiguration"][0];
        let default = &encryption["ServerSideEncryptionByDefault"];
        if name == ACCESS_LOGS {
            assert_eq!(default["SSEAlgorithm"], "AES256");
        } else {
            assert_eq!(
                (default["SSEAlgorithm"].as_str(), encryption["BucketKeyEnabled"].as_bool()),
                (Some("aws:kms"), Some(true)),
                "{name}"
            );
            assert_eq!(named(&default["KMSMasterKeyID"]), "Key", "{name}");
            assert_eq!(properties["LoggingConfiguration"]["DestinationBucketName"]["Ref"], ACCESS_LOGS, "{name}");
        }
        for blocked in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] {
            assert_eq!(properties["PublicAccessBlockConfiguration"][blocked], true, "{name}: {blocked}");
        }
        assert_eq!(properties["OwnershipControls"]["Rules"][0]["ObjectOwnership"], "BucketOwnerEnforced", "{name}");
        assert_eq!(properties["VersioningConfiguration"]["Status"], "Enabled", "{name}");
        assert_eq!(bucket["DeletionPolicy"], "Retain", "{name}");
        let rules = several(&properties["LifecycleConfiguration"]["Rules"]);
        for forgets in ["AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration", "ExpirationInDays"] {
            assert!(rules.iter().any(|rule| !rule[forgets].is_null()), "{name}: {forgets}");
        }
    }
}

#[test]
fn every_bucket_and_queue_refuses_connections_that_are_not_encrypted() {
    let refusing = |kind: &str, list: &str| -> BTreeSet<String> {
        let policies = resources(kind).into_iter().map(|(_, policy)| &policy["Properties"]);
        let refuses = |policy: &&'static Value| {
            several(&policy["PolicyDocument"]["Statement"])
                .into_iter()
                .any(|it| it["Effect"] == "Deny" && it["Principal"] == "*" && it["Condition"]["Bool"]["aws:SecureTransport"] == "false")
        };
        policies.filter(refuses).flat_map(|policy| several(&policy[list])).map(named).collect()
    };
    let names = |kind: &str| -> BTreeSet<String> { resources(kind).into_iter().map(|(name, _)| name.to_owned()).collect() };
    assert_eq!(refusing("AWS::S3::BucketPolicy", "Bucket"), names("AWS::S3::Bucket"));
    assert_eq!(refusing("AWS::SQS::QueuePolicy", "Queues"), names("AWS::SQS::Queue"));
}

#[test]
fn every_function_keeps_the_hosts_limits_and_has_its_own_role_and_log() {
    let mut roles = BTreeSet::new();
    for (name, function) in resources("AWS::Serverless::Function") {
        let properties = &function["Properties"];
        assert!(properties["Timeout"].as_u64().is_some_and(|seconds| seconds <= TIMEOUT_MAX), "{name}");
        let memory = &properties["MemorySize"];
        let most = memory["Ref"].as_str().map_or(memory, |parameter| &template()["Parameters"][parameter]["MaxValue"]);
        assert!(most.as_u64().is_some_and(|megabytes| megabytes <= MEMORY_MAX), "{name}");
        assert!(properties["ReservedConcurrentExecutions"].as_u64().is_some_and(|most| most > 0), "{name}");
        assert!(roles.insert(named(&properties["Role"])), "{name}: a role of its own");
        let log = &self::properties(&named(&properties["LoggingConfig"]["LogGroup"]));
        assert!(!log["RetentionInDays"].is_null() && named(&log["KmsKeyId"]) == "Key", "{name}: its log is encrypted and forgets");
    }
}

#[test]
fn every_queue_waits_long_enough_and_has_somewhere_for_what_fails() {
    for (name, function) in resources("AWS::Serverless::Function") {
        let queue = &function["Properties"]["Events"]["Queue"]["Properties"];
        if queue.is_null() {
            continue;
        }
        assert_eq!(queue["FunctionResponseTypes"][0], "ReportBatchItemFailures", "{name}");
        let taken = properties(&named(&queue["Queue"]));
        let (hidden, runs) = (taken["VisibilityTimeout"].as_u64(), function["Properties"]["Timeout"].as_u64());
        assert!(hidden >= runs.map(|seconds| seconds * VISIBILITY_FACTOR), "{name}");
        let dead = properties(&named(&taken["RedrivePolicy"]["deadLetterTargetArn"]));
        assert!(dead["MessageRetentionPeriod"].as_u64() > taken["MessageRetentionPeriod"].as_u64(), "{name}: letters outlast messages");
    }
    for (name, queue) in resources("AWS::SQS::Queue") {
        assert_eq!(named(&queue["Properties"]["KmsMasterKeyId"]), "Key", "{name}");
    }
}

/// `rate(1 hour)`, `rate(2 hours)`: AWS refuses one of several and several of one.
#[test]
fn rates_are_written_as_the_scheduler_wants_them() {
    for (name, schedule) in resources("AWS::Scheduler::Schedule") {
        let rate = schedule["Properties"]["ScheduleExpression"].as_str().expect("an expression");
        let (number, unit) =
            rate.strip_prefix("rate(").and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once(' ')).expect("a rate");
        let units: &[&str] = if number == "1" { &["minute", "hour", "day"] } else { &["minutes", "hours", "days"] };
        assert!(number.parse::<u32>().is_ok_and(|number| number > 0) && units.contains(&unit), "{name}: {rate}");
        assert!(!schedule["Properties"]["Target"]["DeadLetterConfig"].is_null(), "{name}: what cannot be started is seen");
    }
}

#[test]
fn the_secret_is_made_as_64_hexadecimal_digits() {
    let made = &properties("Secret")["GenerateSecretString"];
    assert_eq!((made["PasswordLength"].as_u64(), made["RequireEachIncludedType"].as_bool()), (Some(64), Some(false)));
    assert_eq!((made["ExcludePunctuation"].as_bool(), made["ExcludeUppercase"].as_bool()), (Some(true), Some(true)));
    let excluded = made["ExcludeCharacters"].as_str().expect("characters");
    let left: String = ('0'..='9').chain('a'..='z').filter(|character| !excluded.contains(*character)).collect();
    assert_eq!(left, "0123456789abcdef");
}

#[test]
fn logs_are_told_of_by_the_names_that_the_contract_gives_them() {
    let told = &properties("RawBucket")["NotificationConfiguration"]["QueueConfigurations"];
    let suffix = |it: &'static Value| it["Filter"]["S3Key"]["Rules"][0]["Value"].as_str().expect("a suffix");
    let suffixes: Vec<&str> = several(told).into_iter().map(suffix).collect();
    assert_eq!(suffixes, [".ndjson", ".ndjson.gz", ".ndjson.zst"]);
}

/// The variables that only a laptop or a test sets.
const NOT_DEPLOYED: [&str; 1] = ["KOOSTE_ENDPOINT_COUNTRY"];

#[test]
fn the_functions_are_given_the_variables_that_they_read() {
    let mut given = BTreeSet::new();
    for (_, function) in resources("AWS::Serverless::Function") {
        given.extend(function["Properties"]["Environment"]["Variables"].as_object().expect("variables").keys().cloned());
    }
    let mut read = BTreeSet::new();
    for room in ["inventory", "lambda", "store", "convert", "report", "schedule", "download"] {
        for path in paths(&folder().join("../functions").join(room).join("src")) {
            let source = fs::read_to_string(path).unwrap_or_default();
            let names = source.split('"').filter(|text| text.starts_with("KOOSTE_") && !text.contains(|it: char| it.is_ascii_lowercase()));
            read.extend(names.map(str::to_owned));
        }
    }
    let expected: BTreeSet<String> = read.into_iter().filter(|name| !NOT_DEPLOYED.contains(&name.as_str())).collect();
    assert_eq!(given, expected);
}

#[test]
fn alarms_and_dashboard_go_by_metrics_that_are_written() {
    let sources = ["convert", "report", "schedule"].map(|room| folder().join("../functions").join(room).join("src/function.rs"));
    let written = sources.map(|path| fs::read_to_string(path).expect("a function")).concat();
    let text = template().to_string();
    let ours: BTreeSet<&str> = text.split("kooste\\\", \\\"").skip(1).filter_map(|rest| rest.split('\\').next()).collect();
    let alarms = resources("AWS::CloudWatch::Alarm").into_iter().map(|(_, alarm)| &alarm["Properties"]);
    let of_alarms = alarms.filter(|alarm| alarm["Namespace"] == "kooste").filter_map(|alarm| alarm["MetricName"].as_str());
    let named: BTreeSet<&str> = ours.into_iter().chain(of_alarms).collect();
    assert!(named.len() >= 3, "{named:?}");
    for name in named {
        assert!(name == "GBSeconds" || written.contains(&format!("\"{name}\"")), "no function writes {name}");
    }
}
