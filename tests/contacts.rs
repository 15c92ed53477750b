//! Lists of contacts: whom they name, whom they never do, and where alone they lie.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::recompute::Csv;
use crate::support::kooste::{Root, files};

const EVENT: &str = "messut";

const DEFINITION: &str = r#"
id = "messut"
organizer = "jarjestaja"
title = { fi = "Messut" }
timezone = "Europe/Helsinki"
starts = 2026-03-01T18:00:00+02:00
ends = 2026-03-01T19:00:00+02:00
languages = ["fi"]
[privacy]
named_list = true
[[stands]]
id = "robotics"
partner = "robotics-ltd"
staff = ["ticket:oma"]
[[stands]]
id = "kivi"
partner = "kivi-oy"
"#;

/// A log, line by line; each line a minute after the one before.
#[derive(Default)]
struct Story {
    lines: String,
    day: u8,
    minute: usize,
}

impl Story {
    fn on(day: u8) -> Self {
        Self { day, ..Self::default() }
    }

    /// One record of an actor: `kind:key`, after the role where it is not an attendee's.
    #[expect(clippy::needless_pass_by_value, reason = "it is what `json!` gives")]
    fn tell(&mut self, actor: &str, kind: &str, data: Value) -> &mut Self {
        let (role, actor) = actor.split_once(' ').unwrap_or(("attendee", actor));
        let (actor_kind, key) = actor.split_once(':').expect("kind and key");
        let time = format!("2026-02-{:02}T{:02}:{:02}:00Z", self.day, self.minute / 60, self.minute % 60);
        let line = json!({
            "id": format!("{}-{}", self.day, self.minute), "source": "//test", "type": kind, "time": time, "event": EVENT,
            "actor": key, "actorkind": actor_kind, "role": role, "data": data,
        });
        writeln!(self.lines, "{line}").expect("a string takes all");
        self.minute += 1;
        self
    }

    fn registers(&mut self, actor: &str, name: &str) -> &mut Self {
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        self.tell(actor, "registration.created", json!({ "ticket": "day", "profile": { "name": name, "email": email } }))
    }

    fn marketing(&mut self, actor: &str) -> &mut Self {
        self.tell(actor, "consent.given", json!({ "purpose": "organizer-marketing", "text": "2026-1", "channel": "registration" }))
    }

    fn sharing(&mut self, actor: &str, word: &str, partner: &str) -> &mut Self {
        let data = json!({ "purpose": "partner-sharing", "recipient": partner, "text": "2026-2" });
        self.tell(actor, &format!("consent.{word}"), data)
    }
}

/// What happens before the event.
fn first() -> String {
    let mut story = Story::on(10);
    story.registers("account:1", "Anna Lupa").marketing("account:1").sharing("account:1", "given", "robotics-ltd");
    story.registers("account:2", "Bo Perui").marketing("account:2").tell(
        "account:2",
        "consent.withdrawn",
        json!({ "purpose": "organizer-marketing" }),
    );
    story.registers("ticket:3", "Cia Kumppani").sharing("ticket:3", "given", "robotics-ltd");
    story.registers("account:4", "Dan Pyynto").tell("account:4", "stand.contact_requested", json!({ "stand": "kivi" }));
    story.tell("guest:5", "identity.profile", json!({ "profile": { "name": "Nimimerkki" } })).marketing("guest:5");
    story.tell("guest:6", "identity.profile", json!({ "profile": { "name": "Lempinimi" } })).marketing("guest:6");
    story.registers("account:6", "Eva Oikea").tell("account:6", "identity.linked", json!({ "guest": "6" }));
    story.registers("account:7", "Finn Poistettu").marketing("account:7").tell(
        "account:7",
        "erasure.requested",
        json!({ "scope": "event" }),
    );
    story.registers("speaker account:8", "Gun Puhuja").marketing("speaker account:8");
    story.registers("account:9", "=HYPERLINK(1)").marketing("account:9");
    story.registers("ticket:oma", "Hal Oma").tell("ticket:oma", "stand.contact_requested", json!({ "stand": "robotics" }));
    story.registers("account:10", "Ida Peruttu").tell("account:10", "registration.cancelled", json!({ "ticket": "day" }));
    story.lines.clone()
}

fn fair() -> Root {
    let root = Root::new();
    root.put(&format!("events/{EVENT}.toml"), DEFINITION.as_bytes());
    root.put(&format!("{EVENT}/first.ndjson"), first().as_bytes());
    root.run(EVENT);
    root
}

fn folder(root: &Root) -> PathBuf {
    root.path("reports/jarjestaja/messut/contacts")
}

/// The newest lists: their name, and the tables by path.
fn newest(root: &Root) -> (String, BTreeMap<String, Csv>) {
    let latest: Value = serde_json::from_slice(&std::fs::read(folder(root).join("latest.json")).expect("a pointer")).expect("JSON");
    let list = latest["list"].as_str().expect("a name").to_owned();
    let tables = files(&folder(root).join(&list)).into_iter().filter(|(path, _)| path.rsplit('.').next() == Some("csv"));
    (list, tables.map(|(path, bytes)| (path, Csv::parse(&bytes))).collect())
}

fn names(lists: &BTreeMap<String, Csv>, path: &str) -> Vec<String> {
    lists.get(path).map(|csv| csv.rows.iter().map(|row| row[0].clone()).collect()).unwrap_or_default()
}

#[test]
fn each_list_names_those_who_permit_it_to_its_recipient_and_on_what_ground() {
    let (_, lists) = newest(&fair());
    assert_eq!(names(&lists, "marketing.csv"), ["'=HYPERLINK(1)", "Anna Lupa", "Eva Oikea"]);
    assert_eq!(names(&lists, "partners/robotics-ltd.csv"), ["Anna Lupa", "Cia Kumppani"]);
    assert_eq!(names(&lists, "partners/kivi-oy.csv"), ["Dan Pyynto"]);
    let attending = ["'=HYPERLINK(1)", "Anna Lupa", "Bo Perui", "Cia Kumppani", "Dan Pyynto", "Eva Oikea", "Hal Oma"];
    assert_eq!(names(&lists, "attendees.csv"), attending);
    assert_eq!(lists.len(), 4, "{:?}", lists.keys());
    let marketing = &lists["marketing.csv"];
    let header = ["name", "email", "company", "title", "phone", "purpose", "recipient", "basis", "wording", "consented_at", "channel"];
    assert_eq!(marketing.header, header);
    assert_eq!(
        marketing.rows[1][5..],
        ["organizer-marketing", "jarjestaja", "consent", "2026-1", "2026-02-10T02:01:00+02:00", "registration"]
    );
    assert_eq!(lists["partners/kivi-oy.csv"].rows[0][5..9], ["partner-sharing", "kivi-oy", "contact-request", ""]);
}

#[test]
fn no_name_is_in_a_release_nor_in_the_lake_beside_the_people() {
    let root = fair();
    let reports = files(&root.path("reports")).into_iter().filter(|(path, _)| !path.contains("/contacts/"));
    let lake = files(&root.path("lake")).into_iter().filter(|(path, _)| !path.contains("/people/"));
    let mut looked = 0;
    for (path, bytes) in reports.chain(lake).flat_map(|(path, bytes)| crate::privacy::contents(&path, &bytes)) {
        for name in ["Lupa", "Kumppani", "Pyynto", "Oikea", "Lempinimi", "example.org"] {
            assert!(memchr::memmem::find(&bytes, name.as_bytes()).is_none(), "{name} in {path}");
        }
        looked += 1;
    }
    assert!(looked > 100, "the archive's files too");
}

#[test]
fn who_withdraws_after_a_list_is_named_beside_the_next_and_the_older_one_is_gone() {
    let root = fair();
    let (before, _) = newest(&root);
    root.run(EVENT);
    assert_eq!(newest(&root).0, before, "a second run changes nothing");

    let mut later = Story::on(20);
    later.tell("account:1", "consent.withdrawn", json!({ "purpose": "partner-sharing" }));
    later.tell("account:9", "consent.withdrawn", json!({ "purpose": "organizer-marketing" }));
    later.marketing("account:2").tell("ticket:3", "erasure.requested", json!({ "scope": "event" }));
    root.put(&format!("{EVENT}/later.ndjson"), later.lines.as_bytes());
    root.run(EVENT);
    let (after, lists) = newest(&root);
    assert_ne!(after, before);
    assert_eq!(names(&lists, "marketing.csv"), ["Anna Lupa", "Bo Perui", "Eva Oikea"]);
    assert_eq!(names(&lists, "partners/robotics-ltd.csv"), Vec::<String>::new());
    assert_eq!(names(&lists, "withdrawn.csv"), ["'=HYPERLINK(1)", "Anna Lupa"]);
    assert_eq!(names(&lists, "withdrawn/robotics-ltd.csv"), ["Anna Lupa"], "whoever is to be erased is named nowhere");
    let withdrawn = &lists["withdrawn/robotics-ltd.csv"];
    assert_eq!(withdrawn.header[5..], ["purpose", "recipient", "withdrawn_at"]);
    assert_eq!(withdrawn.rows[0][5..], ["partner-sharing", "robotics-ltd", "2026-02-20T02:00:00+02:00"]);
    let left: Vec<String> = files(&folder(&root)).into_keys().filter(|path| path.starts_with(&before)).collect();
    assert_eq!(left, [format!("{before}/contacts.json")]);
}

#[test]
fn a_record_that_is_delivered_again_later_is_no_later_word() {
    let root = fair();
    let taken_back = |line: &&str| {
        let is = |word: &str| line.contains(word);
        is("consent.given") && is("\"actor\":\"2\"") || is("registration.created") && is("Ida Peruttu")
    };
    let again: Vec<String> = first().lines().filter(taken_back).map(|line| line.replace("2026-02-10T", "2026-02-25T") + "\n").collect();
    assert_eq!(again.len(), 2);
    let again = again.concat();
    let (before, _) = newest(&root);
    root.put(&format!("{EVENT}/again.ndjson"), again.as_bytes());
    root.run(EVENT);
    let (after, lists) = newest(&root);
    assert_eq!(after, before);
    assert!(!names(&lists, "marketing.csv").contains(&"Bo Perui".to_owned()));
    assert!(!names(&lists, "attendees.csv").contains(&"Ida Peruttu".to_owned()));
}

#[test]
fn lists_that_a_killed_run_began_are_finished_by_the_next() {
    let root = fair();
    let whole = files(&folder(&root));
    let (list, _) = newest(&root);
    for missing in [["latest.json", "contacts.json"].as_slice(), &["latest.json"], &["latest.json", "contacts.json", "marketing.csv"]] {
        for name in missing {
            let path = if *name == "latest.json" { folder(&root).join(name) } else { folder(&root).join(&list).join(name) };
            std::fs::remove_file(path).expect("it was there");
        }
        root.run(EVENT);
        assert_eq!(files(&folder(&root)), whole);
    }
}

#[test]
fn lists_made_at_once_are_one_and_what_came_later_wins() {
    let root = fair();
    for day in 20..24 {
        let mut later = Story::on(day);
        later.tell("account:1", "consent.withdrawn", json!({ "purpose": "organizer-marketing" })).marketing("account:2");
        if day % 2 == 1 {
            later = Story::on(day);
            later.marketing("account:1").tell("account:2", "consent.withdrawn", json!({ "purpose": "organizer-marketing" }));
        }
        root.put(&format!("{EVENT}/{day}.ndjson"), later.lines.as_bytes());
        let convert = root.outcome(&["convert", "--event", EVENT]);
        assert_eq!(convert.code, Some(0), "{}", convert.stderr);
        let report = || root.command(&["report", "--event", EVENT]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut children = [(); 3].map(|()| report().expect("kooste starts"));
        for child in &mut children {
            assert!(child.wait().expect("it ends").success());
        }
        let (list, lists) = newest(&root);
        let expected = if day % 2 == 1 { "Anna Lupa" } else { "Bo Perui" };
        assert_eq!(names(&lists, "marketing.csv"), ["'=HYPERLINK(1)", expected, "Eva Oikea"]);
        let named: Vec<String> = files(&folder(&root)).into_keys().filter(|path| path.rsplit('.').next() == Some("csv")).collect();
        assert!(named.iter().all(|path| path.starts_with(&list)), "{named:?}");
    }
}
