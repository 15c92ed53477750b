//! Releases of one event one after another, and the audit of what is published.

use std::fs;
use std::ops::Range;

use crate::support::kooste::{Root, files};
use crate::support::meeting::{EVENT, Minutes, ORGANIZER, announced};

/// Puts a log of these visitors, who all stay for the hour; every tenth is of the smaller ticket.
fn put(root: &Root, log: &str, visitors: Range<usize>) {
    let mut minutes = Minutes::default();
    for visitor in visitors {
        minutes.attend(&format!("account:a{visitor}"), if visitor % 10 == 0 { "press" } else { "day" });
    }
    minutes.put(root, log);
}

fn event(visitors: usize) -> Root {
    let root = announced(("en", "Meeting"), &["en"]);
    put(&root, "first", 0..visitors);
    root.run(EVENT);
    root
}

fn attendance(root: &Root) -> Vec<String> {
    root.tables(ORGANIZER, EVENT)["attendance"].rows[0].clone()
}

/// Values of the newest release that are those of an earlier one.
fn stay(root: &Root) -> u64 {
    let manifest = fs::read(root.release(ORGANIZER, EVENT).join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let hidden = manifest["tables"].as_array().expect("tables").iter().flat_map(|table| table["hidden"].as_array().expect("rules"));
    hidden.filter(|rule| rule["rule"] == "changed").map(|rule| rule["cells"].as_u64().expect("a number")).sum()
}

#[test]
fn one_late_visitor_is_not_told_of_and_many_are() {
    let root = event(60);
    assert_eq!(attendance(&root)[0], "60");
    put(&root, "late", 60..61);
    root.run(EVENT);
    assert_eq!(attendance(&root)[0], "60", "the earlier number stays");
    assert!(stay(&root) > 0);
    let page = fs::read_to_string(root.release(ORGANIZER, EVENT).join("report.html")).expect("a page");
    assert!(page.contains("earlier release"), "the report says so");
    put(&root, "later", 61..90);
    root.run(EVENT);
    assert_eq!(attendance(&root)[0], "90", "thirty more are told of");
}

#[test]
fn a_release_made_again_is_judged_by_what_it_was_judged_by() {
    let root = event(60);
    put(&root, "late", 60..61);
    root.run(EVENT);
    let before = files(&root.release(ORGANIZER, EVENT));
    let outcome = root.outcome(&["report", "--event", EVENT, "--force"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(files(&root.release(ORGANIZER, EVENT)), before);
}

#[test]
fn an_audit_says_what_an_attacker_learns_and_sees_a_changed_file() {
    let root = event(60);
    let outcome = root.outcome(&["audit", "--event", EVENT, "--json"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let audit: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert!(audit["protected"].as_u64() > Some(0), "the press is six");
    assert!(audit["narrowest"].is_null() || audit["narrowest"].as_u64() >= Some(5), "{audit}");
    assert_eq!(audit["narrowest"].is_null(), audit["interval"].is_null());
    for (name, before, after) in [("tables/attendance.csv", "60,", "61,"), ("report.html", ">60</td>", ">61</td>")] {
        let file = root.release(ORGANIZER, EVENT).join(name);
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.contains(before), "{name}");
        fs::write(&file, text.replace(before, after)).expect("written");
        let outcome = root.outcome(&["audit", "--event", EVENT]);
        assert_eq!(outcome.code, Some(1));
        assert!(outcome.stderr.contains(name), "{}", outcome.stderr);
        fs::write(&file, text).expect("written");
    }
}

#[test]
fn a_preview_shows_the_table_and_why_a_value_is_hidden() {
    let root = event(60);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../queries/reports/audience/attendance.sql");
    let outcome = root.outcome(&["preview", file, "--event", EVENT]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    for expected in ["registered  cancelled", "60", "[c]", ": too-few, too few persons stand behind it"] {
        assert!(outcome.stdout.contains(expected), "{expected} in\n{}", outcome.stdout);
    }
    let query = root.path("peek.sql");
    fs::write(&query, "-- title.en = \"P\"\n-- grain = \"g\"\n-- [columns.person]\n-- label.en = \"P\"\nselect person from persons\n")
        .expect("written");
    let outcome = root.outcome(&["preview", query.to_str().expect("UTF-8"), "--event", EVENT]);
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
}
