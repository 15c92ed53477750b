//! Erasing a person: what is gone, what stays gone, and what is said of the rest.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::support::kooste::{Root, files};

const EVENT: &str = "kokous";

const DEFINITION: &str = r#"
id = "kokous"
organizer = "yhdistys"
title = { en = "Meeting" }
timezone = "Europe/Helsinki"
starts = 2026-03-01T18:00:00+02:00
ends = 2026-03-01T19:00:00+02:00
languages = ["en"]
"#;

/// A log of so many visitors who all stay for the hour, consent to marketing, and came as guests first; of these some ask to be erased.
fn log(visitors: usize, asking: usize) -> String {
    let mut lines = String::new();
    let mut tell = |kind: &str, actor: &str, visitor: usize, minute: usize, data: Value| {
        let line = json!({
            "id": format!("{kind}-{actor}-{visitor}"), "source": "//test", "type": kind, "time": format!("2026-03-01T16:{minute:02}:00Z"),
            "event": EVENT, "actor": format!("{actor}{visitor}"), "actorkind": actor, "subject": "sali", "data": data,
        });
        writeln!(lines, "{line}").expect("a string takes all");
    };
    for visitor in 0..visitors {
        let profile = json!({ "ticket": "day", "profile": { "name": format!("Visitor {visitor:02}"), "email": "v@example.org" } });
        tell("registration.created", "account", visitor, 0, profile);
        tell("consent.given", "account", visitor, 1, json!({ "purpose": "organizer-marketing", "text": "1" }));
        tell("presence.join", "guest", visitor, 2, json!({}));
        tell("identity.linked", "account", visitor, 3, json!({ "guest": format!("guest{visitor}") }));
        tell("presence.leave", "guest", visitor, 58, json!({}));
        if visitor < asking {
            tell("erasure.requested", "account", visitor, 59, json!({ "scope": "event" }));
        }
    }
    lines
}

fn meeting(asking: usize) -> Root {
    let root = Root::new();
    root.put(&format!("events/{EVENT}.toml"), DEFINITION.as_bytes());
    root.put(&format!("{EVENT}/log.ndjson"), log(60, asking).as_bytes());
    root.run(EVENT);
    root
}

fn attended(root: &Root) -> String {
    root.tables("yhdistys", EVENT)["attendance"].column("attended")[0].to_owned()
}

fn contacts(root: &Root) -> String {
    let lists = files(&root.path("reports/yhdistys/kokous/contacts"));
    let (_, list) = lists.into_iter().find(|(path, _)| path.ends_with("/marketing.csv")).expect("a list");
    String::from_utf8(list).expect("UTF-8")
}

fn erase(root: &Root, whom: &[&str]) -> Value {
    let arguments: Vec<&str> = ["erase", "--event", EVENT, "--json"].iter().chain(whom).copied().collect();
    let outcome = root.outcome(&arguments);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

#[test]
fn a_person_is_erased_under_every_key_and_stays_so_when_the_log_is_converted_again() {
    let root = meeting(0);
    assert!(contacts(&root).contains("Visitor 07"));
    // By the guest's key: the account that the guest turned out to be goes too.
    let erased = erase(&root, &["--actor", "guest:guest7"]);
    assert_eq!((&erased["persons"], &erased["keys"]), (&json!(1), &json!(2)));
    assert_eq!(erased["records"], json!({ "rows": 5, "objects": 1, "searched": 1 }));
    assert_eq!(erased["people"], json!({ "rows": 2, "objects": 1, "searched": 1 }));
    assert_eq!(erased["raw"], json!(["kokous/log.ndjson"]), "what remains is said");
    assert!(!contacts(&root).contains("Visitor 07") && contacts(&root).contains("Visitor 08"));

    let again = erase(&root, &["--actor", "account:account7"]);
    assert_eq!((&again["records"]["rows"], &again["people"]["rows"]), (&json!(0), &json!(0)));
    std::fs::remove_dir_all(root.path("lake").join(EVENT).join("records")).expect("the records were there");
    root.run(EVENT);
    assert_eq!(erase(&root, &["--actor", "account:account7"])["records"]["rows"], json!(0), "a new conversion keeps them out");
    assert!(!contacts(&root).contains("Visitor 07"));
}

#[test]
fn those_who_ask_in_the_log_are_no_contacts_at_once_and_are_erased_on_the_operators_word() {
    let root = meeting(20);
    let before = root.release("yhdistys", EVENT);
    assert_eq!(attended(&root), "60");
    assert!(root.run(EVENT).stdout.contains("20 persons ask to be erased"));
    assert!(!contacts(&root).contains("Visitor 19") && contacts(&root).contains("Visitor 20"));
    assert_eq!(erase(&root, &["--requested"])["persons"], json!(20));
    assert!(!root.run(EVENT).stdout.contains("ask to be erased"));
    assert_ne!(root.release("yhdistys", EVENT), before, "the next release is another one");
    assert_eq!(attended(&root), "40");
    let audit = root.outcome(&["audit", "--event", EVENT]);
    assert_eq!(audit.code, Some(0), "{}", audit.stderr);
}

#[test]
fn one_erased_person_cannot_be_told_from_two_releases() {
    let root = meeting(0);
    erase(&root, &["--actor", "account:account3"]);
    root.run(EVENT);
    assert_eq!(attended(&root), "60", "the number of before stays, as the difference would tell of one person");
}

#[test]
fn whom_to_erase_must_be_said() {
    let root = meeting(0);
    for wrong in [&["erase", "--event", EVENT][..], &["erase", "--event", EVENT, "--actor", "nobody"]] {
        let outcome = root.outcome(wrong);
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains("nobody") || outcome.stderr.contains("KIND:KEY"));
    }
}
