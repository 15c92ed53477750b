//! An event so small that nothing about its visitors can be told.

use crate::support::kooste::{Root, files};
use crate::support::meeting::{EVENT, Minutes, announced};

fn reported(visitors: usize) -> Root {
    let root = announced(("sv", "Årsmöte"), &["sv", "fi", "en"]);
    let mut minutes = Minutes::default();
    for visitor in 0..visitors {
        minutes.attend(&format!("account:a{visitor}"), "jäsen");
    }
    minutes.put(&root, "log");
    root.run(EVENT);
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
