//! An event in a series knows who has been there before, and its release follows from the earlier events too.

use std::fmt::Write as _;
use std::ops::Range;

use crate::support::kooste::{Root, files};

/// An event of the series, on the first of a month.
fn definition(event: &str, month: u32, scope: &str) -> String {
    format!(
        "id = \"{event}\"\norganizer = \"yhdistys\"\ntitle = {{ fi = \"Kokous\" }}\ntimezone = \"Europe/Helsinki\"\n\
         starts = 2026-{month:02}-01T12:00:00+00:00\nends = 2026-{month:02}-01T13:00:00+00:00\nlanguages = [\"fi\"]\n\
         [privacy]\nlink = \"{scope}\"\n"
    )
}

/// Puts an event with these visitors, who all stay for a while, into a root.
fn hold(root: &Root, event: &str, month: u32, scope: &str, visitors: Range<u32>) {
    let mut lines = String::new();
    for person in visitors {
        for (kind, minute) in [("join", 1), ("leave", 58)] {
            let line = serde_json::json!({
                "id": format!("{kind}-{person}"), "source": "//test", "type": format!("presence.{kind}"),
                "time": format!("2026-{month:02}-01T12:{minute:02}:00Z"), "event": event, "actor": format!("a{person}"),
                "actorkind": "account", "subject": "sali",
            });
            writeln!(lines, "{line}").expect("a string takes all");
        }
    }
    root.put(&format!("events/{event}.toml"), definition(event, month, scope).as_bytes());
    root.put(&format!("{event}/log.ndjson"), lines.as_bytes());
}

/// Runs an event, and gives the rows of its newest table of repeat visitors and the number of its releases.
fn run(root: &Root, event: &str) -> (Vec<Vec<String>>, usize) {
    root.run(event);
    let rows = root.tables("yhdistys", event)["repeat_visitors"].rows.clone();
    let releases = files(&root.path("reports").join("yhdistys").join(event));
    (rows, releases.keys().filter(|path| path.ends_with("/manifest.json")).count())
}

#[test]
fn who_comes_again_is_counted_and_a_late_log_of_an_earlier_event_makes_a_new_release() {
    let root = Root::new();
    let row = |earlier: &str| [earlier, "", "20"].map(str::to_owned).to_vec();
    hold(&root, "spring", 3, "series", 0..40);
    hold(&root, "apart", 4, "event", 20..60);
    hold(&root, "autumn", 9, "series", 20..60);
    root.run("spring");
    root.run("apart");
    assert_eq!(run(&root, "autumn"), (vec![row("0"), row("1")], 1));
    assert_eq!(run(&root, "autumn").1, 1, "nothing is new");
    // Fifteen more turn out to have been there in spring.
    hold(&root, "spring", 3, "series", 0..55);
    root.run("spring");
    assert_eq!(run(&root, "autumn").1, 2);
    assert_eq!(run(&root, "spring").0, Vec::<Vec<String>>::new(), "the first of a series has no earlier events");
    assert_eq!(run(&root, "apart").0, Vec::<Vec<String>>::new());
}
