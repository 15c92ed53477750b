//! A report in a real browser: it asks for nothing, says nothing on the console, can be read by everybody on a phone, on a desk and on
//! paper. What is looked at is in `browser/report.py`.

use std::fmt::Write as _;
use std::process::Command;

use crate::support::kooste::Root;
use crate::support::python;

/// 25 visitors, no stands, and titles that no layout likes.
const SMALL: &str = r#"
id = "pieni"
organizer = "yhdistys"
title = { fi = "Maakunnallisen kyläyhdistysten yhteistyöverkoston sääntömääräinen syyskokous ja siihen liittyvä keskustelutilaisuus 2026" }
timezone = "Europe/Helsinki"
starts = 2026-03-01T18:00:00+02:00
ends = 2026-03-01T20:00:00+02:00
languages = ["fi", "sv"]

[privacy]
min_persons = 5

[[rooms]]
id = "sali"
title = { fi = "Kokoushuone Koivu, entinen kansakoulun voimistelusali, sisäänkäynti pihan puolelta liukuovien ja tuulikaapin kautta oikealle" }

[[sessions]]
id = "kokous"
room = "sali"
title = { fi = "Sääntömääräinen syyskokous: toimintasuunnitelma, talousarvio, jäsenmaksut ja hallituksen erovuoroisten jäsenten valinta" }
starts = 2026-03-01T18:00:00+02:00
ends = 2026-03-01T19:00:00+02:00

[[sessions]]
id = "keskustelu"
room = "sali"
title = { fi = "Epäjärjestelmällistyttämättömyydelläänsäkäänköhän-keskustelu" }
starts = 2026-03-01T19:00:00+02:00
ends = 2026-03-01T20:00:00+02:00

[[polls]]
id = "p"
session = "keskustelu"
question = { fi = "Pitäisikö verkoston hakea avustusta kylätalojen lämmitysjärjestelmien uusimiseen jo ensi vuonna vai vasta sitä seuraavana?" }
options = { a = { fi = "Kyllä, heti kun hakuaika alkaa, vaikka omarahoitusosuus ei olisi vielä selvillä" }, b = { fi = "Ei" } }
"#;

/// The small event's log: registrations, presences of different lengths, chat and a poll.
fn log(visitors: u32) -> String {
    let mut lines = String::new();
    for visitor in 0..visitors {
        let left = if visitor % 3 == 0 { "17:21" } else { "17:58" };
        let steps = [
            ("registration.created", "15:30", serde_json::json!({ "ticket": "jäsen" })),
            ("presence.join", "16:01", serde_json::json!({})),
            ("chat.message", "16:30", serde_json::json!({ "kind": "room", "length": 12 })),
            ("poll.voted", "17:10", serde_json::json!({ "poll": "p", "options": [if visitor % 2 == 0 { "a" } else { "b" }] })),
            ("presence.leave", left, serde_json::json!({})),
        ];
        for (kind, clock, data) in steps {
            let line = serde_json::json!({
                "id": format!("{kind}-{visitor}"), "source": "//test", "type": kind, "time": format!("2026-03-01T{clock}:00Z"),
                "event": "pieni", "actor": format!("a{visitor}"), "actorkind": "account", "subject": "sali", "country": "FI", "data": data,
            });
            writeln!(lines, "{line}").expect("a string takes all");
        }
    }
    lines
}

#[test]
fn a_report_is_good_in_a_real_browser() {
    let demo = Root::new();
    let made = demo.outcome(&["demo"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let small = Root::new();
    small.put("events/pieni.toml", SMALL.as_bytes());
    small.put("pieni/log.ndjson", log(25).as_bytes());
    small.run("pieni");

    let mut visit = Command::new(python::tools("browser").join("python"));
    visit.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/browser/report.py"));
    visit.arg(demo.release("acme-oy", "kevat-2026")).arg(small.release("yhdistys", "pieni"));
    let seen = visit.output().expect("the visit begins");
    let said = String::from_utf8_lossy(&seen.stdout);
    assert!(seen.status.success(), "{said}{}", String::from_utf8_lossy(&seen.stderr));
    assert!(said.starts_with("5 pages"), "{said}");
}
