//! An event so small that nothing about its visitors can be told.

use std::fmt::Write as _;
use std::fs;

use crate::support::kooste::{Root, files};

const DEFINITION: &str = r#"
id = "pieni"
organizer = "yhdistys"
title = { sv = "Årsmöte" }
timezone = "Europe/Helsinki"
starts = 2026-03-01T18:00:00+02:00
ends = 2026-03-01T19:00:00+02:00
languages = ["sv", "fi", "en"]
"#;

/// A log of so many visitors who all stay for the hour.
fn log(visitors: usize) -> String {
    let mut lines = String::new();
    for visitor in 0..visitors {
        for (kind, minute) in [("registration.created", 0), ("presence.join", 1), ("presence.leave", 58)] {
            let line = serde_json::json!({
                "id": format!("{kind}-{visitor}"), "source": "//test", "type": kind, "time": format!("2026-03-01T16:{minute:02}:00Z"),
                "event": "pieni", "actor": format!("a{visitor}"), "actorkind": "account", "subject": "sali", "data": { "ticket": "jäsen" },
            });
            writeln!(lines, "{line}").expect("a string takes all");
        }
    }
    lines
}

fn reported(visitors: usize) -> Root {
    let root = Root::new();
    for folder in ["events", "pieni"] {
        fs::create_dir_all(root.path("raw").join(folder)).expect("a folder");
    }
    fs::write(root.path("raw/events/pieni.toml"), DEFINITION).expect("written");
    fs::write(root.path("raw/pieni/log.ndjson"), log(visitors)).expect("written");
    let outcome = root.outcome(&["run", "--event", "pieni"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    root
}

fn attendance(root: &Root) -> String {
    let files = files(&root.path("reports"));
    let (_, csv) = files.iter().find(|(path, _)| path.ends_with("tables/attendance.csv")).expect("the table");
    String::from_utf8(csv.clone()).expect("UTF-8").lines().nth(1).expect("one row").to_owned()
}

#[test]
fn of_too_few_visitors_nothing_is_told_and_of_enough_all_that_may_be() {
    assert_eq!(attendance(&reported(0)), ",,,,,");
    assert_eq!(attendance(&reported(3)), ",,,,,");
    assert_eq!(attendance(&reported(9)), ",,,,,");
    assert_eq!(attendance(&reported(10)), "10,,10,,,", "nobody stayed away, which a rate would say of each of them");
}

#[test]
fn a_page_of_nothing_but_hidden_numbers_is_still_a_page() {
    let files = files(&reported(3).path("reports"));
    for language in ["sv", "fi", "en"] {
        let (_, page) = files.iter().find(|(path, _)| path.ends_with(&format!("report.{language}.html"))).expect("the page");
        let page = std::str::from_utf8(page).expect("UTF-8");
        assert!(page.contains("[c]") && page.contains("Årsmöte"), "{language}");
    }
}
