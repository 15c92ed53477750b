//! What each role may do, as a table, and what none may.
//!
//! With `KOOSTE_BLESS=1` the table is written anew; read what changed before it is kept.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::template::{named, resources, several};

/// A line of the table.
#[derive(Debug)]
struct Right {
    role: &'static str,
    effect: &'static str,
    action: String,
    on: String,
    only: String,
}

/// Every right of every role.
fn rights() -> Vec<Right> {
    let mut rights = Vec::new();
    for (role, resource) in resources("AWS::IAM::Role") {
        assert!(resource["Properties"]["ManagedPolicyArns"].is_null(), "{role}: what AWS puts into its policies is not in the table");
        for policy in several(&resource["Properties"]["Policies"]) {
            for statement in several(&policy["PolicyDocument"]["Statement"]) {
                assert!(statement["NotAction"].is_null() && statement["NotResource"].is_null(), "{role}: rights are named, not left over");
                for action in several(&statement["Action"]) {
                    for on in several(&statement["Resource"]) {
                        rights.push(Right {
                            role,
                            effect: statement["Effect"].as_str().expect("an effect"),
                            action: named(action),
                            on: named(on),
                            only: condition(&statement["Condition"]),
                        });
                    }
                }
            }
        }
    }
    rights
}

/// A condition, short.
fn condition(condition: &'static Value) -> String {
    let Some(operators) = condition.as_object() else { return String::new() };
    let keys = operators.values().flat_map(|keys| keys.as_object().expect("keys"));
    let text = |(key, values): (&String, &'static Value)| {
        let short = key.rsplit(':').next().unwrap_or(key);
        let short = if key.contains("EncryptionContext") { "bucket" } else { short };
        let values: Vec<String> =
            several(values).into_iter().map(|value| named(value).split('.').next().unwrap_or_default().to_owned()).collect();
        format!("{short}: {}", values.join(", "))
    };
    keys.map(text).collect::<Vec<_>>().join("; ")
}

#[test]
fn each_role_may_do_what_the_table_says_and_nothing_else() {
    let mut lines: Vec<String> = rights()
        .iter()
        .map(|Right { role, effect, action, on, only }| format!("{role:<13}{effect:<6} {action:<32} {on:<32} {only}").trim_end().to_owned())
        .collect();
    lines.sort();
    let table = format!("{}\n", lines.join("\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/infra/roles.txt");
    if std::env::var_os("KOOSTE_BLESS").is_some() {
        fs::write(&path, &table).expect("the table is written");
    }
    assert_eq!(fs::read_to_string(&path).expect("the table"), table, "{}", path.display());
}

#[test]
fn nobody_may_do_what_is_not_theirs() {
    let allowed: Vec<Right> = rights().into_iter().filter(|right| right.effect == "Allow").collect();
    let may = |role: &str, action: &str, on: &str| -> Vec<&str> {
        let matching = allowed.iter().filter(|right| right.role == role && right.action.starts_with(action) && right.on.starts_with(on));
        matching.map(|right| right.on.as_str()).collect()
    };
    let no_log = ["RawBucket/events/*.toml", "RawBucket/Queries/reports/*.sql"];
    assert_eq!(may("ReportRole", "s3:GetObject", "RawBucket"), no_log, "a report reads no log");
    assert_eq!(may("ScheduleRole", "s3:GetObject", "RawBucket"), no_log, "the sweep reads no log");
    assert!(may("DownloadRole", "", "RawBucket").is_empty() && may("DownloadRole", "", "LakeBucket").is_empty());
    assert!(may("DownloadRole", "", "Secret").is_empty() && may("DownloadRole", "s3:ListBucket", "").is_empty());
    assert_eq!(may("DownloadRole", "s3:PutObject", ""), ["ReportsBucket/_downloads/*"]);
    assert!(may("ScheduleRole", "s3:PutObject", "").is_empty() && may("ConvertRole", "", "ReportsBucket").is_empty());
    for right in &allowed {
        assert!(!right.action.contains('*'), "{right:?}: actions are named one by one");
        assert!(right.on != "*" || right.action.starts_with("xray:"), "{right:?}: on everything");
        assert!(!(right.action.starts_with("s3:Put") && right.on.starts_with("RawBucket")), "{right:?}: raw logs are the platform's");
        let policy = ["Acl", "Policy", "Replication", "Public", "Lifecycle"].iter().any(|word| right.action.contains(word));
        assert!(!policy || right.action.starts_with("s3:Get"), "{right:?}: nobody changes a bucket's own rules");
    }
}
