//! Once, whatever happens: the functions, on a real S3 server that is made to fail, come to the same bytes as when nothing does.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::cloud::{Cloud, EVENT, LATE, LOGS, assert_same, assert_whole, undisturbed};
use crate::support::host::{Answer, Function};
use crate::support::proxy::{Fate, is_conditional, is_write};
use crate::support::queue::batch;

/// How long things are waited for.
const PATIENCE: Duration = Duration::from_mins(2);

#[test]
fn notifications_come_twice_out_of_order_and_to_two_at_once() {
    let cloud = Cloud::new("twice");
    cloud.put_logs();
    let of = |keys: &[&str]| batch(&keys.iter().map(|key| cloud.notification(key)).collect::<Vec<_>>());
    let (one, two) = (cloud.start("convert"), cloud.start("convert"));
    // Of a log that is gone again, of one that has not come yet, and in the wrong order.
    let calls = [
        (&one, of(&[LOGS[1], LOGS[0], LOGS[1], "kokous/gone.ndjson"])),
        (&two, of(&[LATE, LOGS[1], LOGS[0]])),
        (&one, of(&[LOGS[0], LOGS[0]])),
        (&two, of(&[LOGS[1]])),
    ];
    let begun: Vec<_> = calls.iter().map(|(function, payload)| (*function, function.begin(payload, PATIENCE))).collect();
    for (function, id) in begun {
        assert_eq!(function.wait(&id, PATIENCE), Answer::Done(json!({ "batchItemFailures": [] })), "{}", function.log());
    }
    cloud.settle();
    assert_same(&cloud.contents(), &undisturbed()[0]);
    cloud.put_late_log();
    assert_eq!(one.call(&of(&[LATE, LOGS[0], LATE])).done(), json!({ "batchItemFailures": [] }));
    cloud.settle();
    assert_same(&cloud.contents(), &undisturbed()[1]);
    assert_eq!(one.call(&of(&[LOGS[0], LATE])).done(), json!({ "batchItemFailures": [] }));
    cloud.settle();
    assert_same(&cloud.contents(), &undisturbed()[1]);
}

#[test]
fn two_sweeps_two_conversions_and_two_reports_at_once() {
    let cloud = Cloud::new("at-once");
    cloud.put_logs();
    let pair = |name: &str| [cloud.start(name), cloud.start(name)];
    let both = |functions: &[Function; 2], payload: &serde_json::Value| {
        let begun = functions.each_ref().map(|function| function.begin(payload, PATIENCE));
        for (function, id) in functions.iter().zip(begun) {
            let Answer::Done(_) = function.wait(&id, PATIENCE) else { panic!("{}", function.log()) };
        }
    };
    let (schedules, converts, reports) = (pair("schedule"), pair("convert"), pair("report"));
    both(&schedules, &json!({}));
    let asked = Cloud::sent(&cloud.queues.take(), "convert");
    assert_eq!(asked.len(), 2, "each sweep asks");
    both(&converts, &batch(&asked));
    both(&schedules, &json!({}));
    let asked = Cloud::sent(&cloud.queues.take(), "report");
    assert_eq!(asked.len(), 2, "each sweep asks");
    both(&reports, &batch(&asked));
    assert_same(&cloud.contents(), &undisturbed()[0]);
}

/// Calls a function until it answers, and kills it right after each write in turn: once after the first of every object. Gives the number
/// of processes that were killed.
fn kill_after_each_write(cloud: &Cloud, name: &str, payload: &serde_json::Value) -> usize {
    let written = Arc::new(Mutex::new(BTreeSet::new()));
    loop {
        let function = cloud.start(name);
        let (killer, seen) = (Arc::new(function.killer()), Arc::clone(&written));
        cloud.proxy.plan(move |request| {
            let is_first = is_write(request) && seen.lock().expect("no panic").insert(request.path.clone());
            let killer = Arc::clone(&killer);
            if is_first { Fate::After(Box::new(move || killer())) } else { Fate::Pass }
        });
        let answer = function.call(payload);
        cloud.proxy.plan(|_| Fate::Pass);
        assert_whole(&cloud.contents());
        match answer {
            Answer::Died => {}
            Answer::Done(_) => return written.lock().expect("no panic").len(),
            Answer::Failed(error) => panic!("{error}"),
        }
    }
}

#[test]
fn killed_at_each_write_in_turn() {
    let cloud = Cloud::new("killed");
    cloud.put_logs();
    let converts = kill_after_each_write(&cloud, "convert", &json!({ "event": EVENT }));
    assert_eq!(converts, 6, "three objects for each log");
    let reports = kill_after_each_write(&cloud, "report", &json!({ "event": EVENT }));
    assert_eq!(reports, undisturbed()[0][1].len() + 1, "every file, the pointer, and a ledger");
    cloud.settle();
    assert_same(&cloud.contents(), &undisturbed()[0]);
}

#[test]
fn a_server_that_throttles_and_fails() {
    let cloud = Cloud::new("throttled");
    cloud.put_logs();
    let requests = AtomicU32::new(0);
    cloud.proxy.plan(move |_| match requests.fetch_add(1, Ordering::Relaxed) {
        number if number % 3 == 1 => Fate::Refuse("503 Slow Down", "SlowDown"),
        number if number % 7 == 2 => Fate::Refuse("500 Internal Server Error", "InternalError"),
        _ => Fate::Pass,
    });
    cloud.settle();
    assert_same(&cloud.contents(), &undisturbed()[0]);
}

#[test]
fn a_conditional_write_whose_answer_is_lost_or_that_meets_another() {
    let cloud = Cloud::new("lost");
    cloud.put_logs();
    let tries = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&tries);
    // A ledger and a manifest for each of two releases. The answer to the first and the last is lost after it was done, which gives 412 on
    // the next try; those between meet 409 first.
    cloud.proxy.plan(move |request| match is_conditional(request).then(|| counter.fetch_add(1, Ordering::Relaxed)) {
        Some(0 | 6) => Fate::Lose,
        Some(2 | 4) => Fate::Refuse("409 Conflict", "ConditionalRequestConflict"),
        _ => Fate::Pass,
    });
    cloud.settle();
    assert_same(&cloud.contents(), &undisturbed()[0]);
    cloud.put_late_log();
    cloud.settle();
    assert_same(&cloud.contents(), &undisturbed()[1]);
    assert_eq!(tries.load(Ordering::Relaxed), 8, "each of the four is tried twice");
}

#[test]
fn two_different_releases_at_once_know_of_each_other() {
    let cloud = Cloud::new("different");
    cloud.put_logs();
    cloud.start("convert").call(&json!({ "event": EVENT })).done();
    // The slow one has judged, and is about to take its place, when the other one, with a late log, comes and takes it.
    let slow = cloud.start("report");
    let (arrived, go) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (has_arrived, may_go) = (Arc::clone(&arrived), Arc::clone(&go));
    let held = Mutex::new(false);
    cloud.proxy.plan(move |request| {
        let first =
            is_conditional(request) && request.path.contains("/ledger/") && !std::mem::replace(&mut *held.lock().expect("no panic"), true);
        if !first {
            return Fate::Pass;
        }
        has_arrived.store(true, Ordering::Relaxed);
        let may_go = Arc::clone(&may_go);
        Fate::Held(Box::new(move || wait_for(&may_go)))
    });
    let id = slow.begin(&json!({ "event": EVENT }), PATIENCE);
    wait_for(&arrived);
    cloud.put_late_log();
    cloud.start("convert").call(&json!({ "event": EVENT })).done();
    let fast = cloud.start("report").call(&json!({ "event": EVENT })).done();
    go.store(true, Ordering::Relaxed);
    let slow_done = slow.wait(&id, PATIENCE).done();
    assert_ne!(fast["events"][0]["release"], slow_done["events"][0]["release"]);

    let [lake, _] = cloud.contents();
    let ledgers: Vec<serde_json::Value> =
        lake.iter().filter(|(key, _)| key.contains("/ledger/")).map(|(_, bytes)| serde_json::from_slice(bytes).expect("JSON")).collect();
    let releases: Vec<&serde_json::Value> = ledgers.iter().map(|ledger| &ledger["release"]).collect();
    assert_eq!(releases, [&fast["events"][0]["release"], &slow_done["events"][0]["release"]], "one after the other");
    let queries = slow.log().lines().filter(|line| line.contains("\"step\":\"control\"")).count();
    assert_eq!(queries, 2, "the slow one is judged again, by the other one too:\n{}", slow.log());

    // The slow one was the last to point to itself, and is not what there is now: the sweep sees it.
    cloud.settle();
    let [_, reports] = cloud.contents();
    let latest: serde_json::Value = serde_json::from_slice(&reports["yhdistys/kokous/latest.json"]).expect("JSON");
    assert_eq!(latest["release"], fast["events"][0]["release"]);
}

fn wait_for(flag: &AtomicBool) {
    let end = Instant::now() + PATIENCE;
    while !flag.load(Ordering::Relaxed) {
        assert!(Instant::now() < end, "it does not come to that");
        std::thread::sleep(Duration::from_millis(10));
    }
}
