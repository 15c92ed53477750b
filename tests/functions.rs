//! The deployed functions, as their host has them: the real binaries, one call after another.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::cloud::{Cloud, EVENT, LOGS, MARK, assert_same, undisturbed};
use crate::support::emulator::Emulator;
use crate::support::host::{Answer, Function, TRACE};
use crate::support::proxy::{Fate, is_write};
use crate::support::queue::batch;

#[test]
fn a_function_outside_the_eu_reads_nothing() {
    let cloud = Cloud::new("elsewhere");
    for region in ["eu-west-2", "eu-central-2", "us-east-1", "eu-west-9"] {
        for name in ["convert", "report", "schedule", "download"] {
            let mut environment = cloud.environment();
            environment.retain(|(name, _)| *name != "AWS_REGION");
            environment.push(("AWS_REGION", region.to_owned()));
            let function = Function::start(name, &environment);
            assert_eq!(function.end().code(), Some(3), "{name} in {region}: {}", function.log());
            assert!(function.log().contains(region), "{}", function.log());
        }
    }
    assert_eq!(cloud.proxy.seen(), [""; 0], "not one request");
}

#[test]
fn an_endpoint_or_a_secret_elsewhere_is_refused_too() {
    let cloud = Cloud::new("elsewhere-too");
    let secret = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:kooste";
    for (variable, value) in [("KOOSTE_ENDPOINT_COUNTRY", "GB"), ("KOOSTE_ENDPOINT_COUNTRY", "CH"), ("KOOSTE_KEY", secret)] {
        let mut environment = cloud.environment();
        environment.retain(|(name, _)| *name != variable);
        environment.push((variable, value.to_owned()));
        let function = Function::start("report", &environment);
        assert_eq!(function.end().code(), Some(3), "{variable}: {}", function.log());
    }
    assert_eq!(cloud.proxy.seen(), [""; 0], "not one request");
}

#[test]
fn a_function_that_lacks_a_setting_says_which() {
    let cloud = Cloud::new("lacking");
    let lacking =
        [("convert", "KOOSTE_LAKE"), ("report", "KOOSTE_KEY"), ("schedule", "KOOSTE_REPORT_QUEUE"), ("download", "KOOSTE_REPORTS")];
    for (name, variable) in lacking {
        let mut environment = cloud.environment();
        environment.retain(|(name, _)| *name != variable);
        let function = Function::start(name, &environment);
        assert_eq!(function.end().code(), Some(1), "{}", function.log());
        assert!(function.log().contains(variable), "{}", function.log());
    }
}

#[test]
fn one_bad_message_does_not_hold_up_the_others() {
    let cloud = Cloud::new("partial");
    cloud.put_logs();
    // Neither gzip, nor Zstandard, nor JSON.
    cloud.put("kokous/broken.ndjson.gz", "nothing that can be read");
    let convert = cloud.start("convert");
    let bodies = [cloud.notification(LOGS[0]), "not a message".to_owned(), cloud.notification("kokous/broken.ndjson.gz"), {
        json!({ "Service": "Amazon S3", "Event": "s3:TestEvent" }).to_string()
    }];
    assert_eq!(convert.call(&batch(&bodies)).done(), json!({ "batchItemFailures": [{ "itemIdentifier": "m1" }] }), "{}", convert.log());
    let [lake, _] = cloud.contents();
    assert_eq!(lake.keys().filter(|key| key.contains("/records/")).count(), 1);
    let found = Cloud::sweep(&cloud.start("schedule"));
    assert_eq!((&found["state"], &found["unreadable"]), (&json!("convert"), &json!(["kokous/broken.ndjson.gz"])));
    assert_eq!(cloud.queues.take()[0].body, json!({ "event": EVENT, "objects": [LOGS[1]] }).to_string(), "only what can be read");
    cloud.settle();
}

#[test]
fn an_ask_for_what_is_not_there_fails_and_says_why() {
    let cloud = Cloud::new("missing");
    for name in ["convert", "report"] {
        let function = cloud.start(name);
        let Answer::Failed(error) = function.call(&json!({ "event": "nobody" })) else { panic!("{}", function.log()) };
        assert_eq!(error["errorType"], "NonRetryable");
        assert!(error["errorMessage"].as_str().is_some_and(|text| text.contains("there is no event \"nobody\"")), "{error}");
        let Answer::Failed(error) = function.call(&json!({ "what": 1 })) else { panic!("{}", function.log()) };
        assert_eq!(error["errorType"], "NonRetryable");
    }
}

#[test]
fn a_report_stops_before_its_time_is_up_and_goes_on_the_next_time() {
    let cloud = Cloud::new("deadline");
    cloud.put_logs();
    cloud.start("convert").call(&json!({ "event": EVENT })).done();
    let report = cloud.start("report");
    // Every file takes longer to write than the call may take.
    cloud.proxy.plan(|request| if is_write(request) { Fate::Later(Duration::from_secs(7)) } else { Fate::Pass });
    let Answer::Failed(error) = report.call_within(&json!({ "event": EVENT }), Duration::from_secs(6)) else { panic!("{}", report.log()) };
    assert_eq!(error["errorType"], "Retryable", "{error}");
    assert!(error["errorMessage"].as_str().is_some_and(|text| text.contains("too short")), "{error}");
    assert_eq!(report.ended(), None, "it goes on to live");
    let [_, reports] = cloud.contents();
    assert!(!reports.keys().any(|key| key.ends_with("manifest.json")), "nothing is visible");
    cloud.proxy.plan(|_| Fate::Pass);
    assert_eq!(report.call(&json!({ "event": EVENT })).done()["events"][0]["made"], true);
    assert_same(&cloud.contents(), &undisturbed()[0]);
}

#[test]
fn every_line_of_the_log_is_json_and_tells_of_nobody() {
    let cloud = Cloud::new("seen");
    cloud.put_logs();
    let (schedule, convert, report) = (cloud.start("schedule"), cloud.start("convert"), cloud.start("report"));
    Cloud::sweep(&schedule);
    let messages = cloud.queues.take();
    assert!(messages.iter().all(|message| message.trace.as_deref() == Some(TRACE)), "the trace goes on with what is asked");
    convert.call(&batch(&Cloud::sent(&messages, "convert"))).done();
    report.call(&json!({ "event": EVENT })).done();

    for function in [&schedule, &convert, &report] {
        for line in function.log().lines() {
            let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert!(line["step"] == "start" || line.to_string().contains("Root=1-5759e988"), "a trace is on every line: {line}");
        }
        for private in [MARK, "203.0.113.", "Meikäläinen"] {
            assert!(!function.log().contains(private), "{}", function.log());
        }
    }
    for step in ["models", "queries", "control", "render", "publish", "report"] {
        let line = line_with(&report, "step", step);
        assert!(line["milliseconds"].is_u64() && line.to_string().contains(EVENT), "{line}");
    }
    let numbers = line_with(&convert, "function", "kooste-convert");
    assert_eq!((&numbers["Objects"], &numbers["Records"], &numbers["Rejects"]), (&json!(2), &json!(255), &json!(0)));
    assert!(numbers["Bytes"].as_u64() > Some(1_000), "{numbers}");
    let costs = convert.log().lines().filter(|line| line.contains("\"GBSeconds\":")).count();
    assert_eq!(costs, 1, "what a call costs is said once");
    assert_eq!(numbers["_aws"]["CloudWatchMetrics"][0]["Namespace"], "kooste");
    let numbers = line_with(&report, "function", "kooste-report");
    assert_eq!((&numbers["Releases"], &numbers["Tables"]), (&json!(1), &json!(2)));
    assert!(numbers["HiddenCells"].is_u64(), "{numbers}");
    let numbers = line_with(&schedule, "function", "kooste-schedule");
    assert_eq!((&numbers["ConversionsAsked"], &numbers["OverdueHours"]), (&json!(2), &json!(2)));
}

/// AWS's own emulator of the host: what it asks of a function is what ours asks.
#[test]
fn the_hosts_own_emulator_has_the_same_done() {
    let cloud = Cloud::new("emulated");
    cloud.put_logs();
    let convert = Emulator::start("convert", &cloud.environment());
    let bodies = LOGS.map(|key| cloud.notification(key));
    assert_eq!(convert.call(&batch(&bodies)), json!({ "batchItemFailures": [] }), "{}", convert.log());
    let report = Emulator::start("report", &cloud.environment());
    assert_eq!(report.call(&json!({ "event": "nobody" }))["errorType"], "NonRetryable", "{}", report.log());
    for made in [true, false] {
        assert_eq!(report.call(&json!({ "event": EVENT }))["events"][0]["made"], made, "{}", report.log());
    }
    assert_same(&cloud.contents(), &undisturbed()[0]);
    let download = Emulator::start("download", &cloud.environment());
    let request = json!({ "version": "2.0", "rawPath": "/nothing", "rawQueryString": "", "headers": {}, "isBase64Encoded": false,
        "requestContext": { "http": { "method": "GET", "path": "/nothing" }, "timeEpoch": 0 } });
    assert_eq!(download.call(&request)["statusCode"], 404, "{}", download.log());
    assert!(download.log().contains("\"GBSeconds\":"), "what a request costs is said\n{}", download.log());
}

/// The first line of a function's log that has this.
fn line_with(function: &Function, field: &str, value: &str) -> Value {
    let log = function.log();
    let mut lines = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.find(|line| line[field] == value).unwrap_or_else(|| panic!("no line with {field} {value}:\n{log}"))
}
