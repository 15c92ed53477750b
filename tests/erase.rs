//! Erasing a person: what is gone, what stays gone, and what is said of the rest.

use serde_json::{Value, json};

use crate::support::kooste::{Root, files};
use crate::support::meeting::{EVENT, Minutes, ORGANIZER, announced};

/// A meeting of so many visitors who all stay for the hour, consent to marketing, and came as guests first; of these some ask to be erased.
fn meeting(asking: usize) -> Root {
    let root = announced(("en", "Meeting"), &["en"]);
    log(60, asking).put(&root, "log");
    root.run(EVENT);
    root
}

fn log(visitors: usize, asking: usize) -> Minutes {
    let mut minutes = Minutes::default();
    for visitor in 0..visitors {
        let (account, guest) = (format!("account:account{visitor}"), format!("guest:guest{visitor}"));
        let profile = json!({ "name": format!("Visitor {visitor:02}"), "email": "v@example.org" });
        minutes.tell(0, &account, "registration.created", json!({ "ticket": "day", "profile": profile }));
        minutes.tell(1, &account, "consent.given", json!({ "purpose": "organizer-marketing", "text": "1" }));
        minutes.tell(2, &guest, "presence.join", json!({}));
        minutes.tell(3, &account, "identity.linked", json!({ "guest": format!("guest{visitor}") }));
        minutes.tell(58, &guest, "presence.leave", json!({}));
        if visitor < asking {
            minutes.tell(59, &account, "erasure.requested", json!({ "scope": "event" }));
        }
    }
    minutes
}

fn attended(root: &Root) -> String {
    root.tables(ORGANIZER, EVENT)["attendance"].column("attended")[0].to_owned()
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
fn a_guest_who_turns_out_to_be_an_erased_person_goes_with_the_next_erasure() {
    let root = meeting(0);
    erase(&root, &["--actor", "account:account3"]);
    let mut late = Minutes::default();
    late.tell(4, "guest:second-device", "presence.join", json!({}));
    late.tell(5, "account:account3", "identity.linked", json!({ "guest": "second-device" }));
    late.tell(6, "account:account3", "chat.message", json!({ "kind": "room" }));
    late.put(&root, "late");
    assert!(root.run(EVENT).stdout.contains("1 person asks to be erased"));
    let erased = erase(&root, &["--requested"]);
    assert_eq!((&erased["persons"], &erased["keys"]), (&json!(1), &json!(2)));
    assert_eq!(erased["records"]["rows"], json!(2), "the guest's own, and the word of who it is");
    assert!(!root.run(EVENT).stdout.contains("to be erased"));
}

#[test]
fn the_platform_s_own_records_are_kept_whoever_is_erased() {
    let root = meeting(0);
    erase(&root, &["--actor", "account:account3"]);
    let mut late = Minutes::default();
    late.tell(4, "system:platform", "qa.answered", json!({ "question": "q" }));
    late.put(&root, "late");
    let convert = root.outcome(&["convert", "--event", EVENT]);
    assert!(convert.stdout.contains("1 records of 1 lines"), "{}", convert.stdout);
}

#[test]
fn a_release_made_while_people_are_being_erased_is_not_the_last() {
    let done = meeting(20);
    erase(&done, &["--requested"]);
    let root = meeting(20);
    // As an erasure leaves it that is killed after its marks.
    for (name, mark) in files(&done.path("lake").join(EVENT).join("erased")).into_iter().filter(|(name, _)| name.len() == 16) {
        let folder = root.path("lake").join(EVENT).join("erased");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(name), mark).expect("a mark");
    }
    root.run(EVENT);
    erase(&root, &["--requested"]);
    root.run(EVENT);
    assert_eq!(attended(&root), "40");
}

#[test]
fn what_is_said_is_true_of_one_person_and_of_one_that_is_not_there() {
    let root = meeting(0);
    let says = |actor: &str| {
        let outcome = root.outcome(&["erase", "--event", EVENT, "--actor", actor]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        outcome.stdout
    };
    let text = says("account:typo");
    assert!(text.contains("no record of the person was found; conversion keeps them out from now on"), "{text}");
    assert!(!text.contains("erased"), "{text}");
    let text = says("account:account7");
    for part in ["erased 1 person, known by 2 keys", "5 rows removed from 1 of 1 object\n", "1 raw log still holds"] {
        assert!(text.contains(part), "no \"{part}\" in {text}");
    }
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
