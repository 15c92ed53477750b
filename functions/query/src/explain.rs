//! The longer story of a code, for whoever wants to understand a refusal.

use crate::guard::rules;
use crate::mistakes;
use crate::rule::Rule;

fn all() -> impl Iterator<Item = &'static Rule> {
    rules::ALL.iter().chain(mistakes::ALL)
}

/// Every code with what it says, in order; `…` stands for a name.
pub fn codes() -> impl Iterator<Item = (&'static str, String)> {
    all().map(|rule| (rule.code, said(rule)))
}

/// The story of a code: what, why, what to write instead, and an example of both. None where there is no such code.
#[must_use]
pub fn explain(code: &str) -> Option<String> {
    let rule = all().find(|rule| rule.code.eq_ignore_ascii_case(code))?;
    let Rule { code, why, instead, story, before, after, .. } = rule;
    let (said, instead) = (said(rule), instead.replace("{}", "…"));
    let indented = |text: &str| text.lines().flat_map(|line| ["    ", line, "\n"]).collect::<String>();
    let (before, after) = (indented(before), indented(after));
    let stops = if code.starts_with('W') { "warned about" } else { "not let through" };
    Some(format!("{code}: {said}\n\nwhy: {why}\ninstead: {instead}\n\n{story}\n\n{stops}:\n\n{before}\nlet through:\n\n{after}"))
}

fn said(rule: &Rule) -> String {
    match rule.code {
        // What these say is wholly that of the planner or of the head.
        "P090" => "the SQL cannot be planned".to_owned(),
        "P095" => "the head does not describe the result".to_owned(),
        "W001" => "a text is not there in every language".to_owned(),
        "W002" => "a column's unit does not fit its values".to_owned(),
        _ => rule.what.replace("{}", "…").trim_end_matches(": …").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QueryFile;
    use crate::check::{empty_session, sample_parameters};
    use crate::planner::Planner;

    #[test]
    fn codes_are_unique_and_in_order_and_every_one_has_its_story() {
        let codes: Vec<&str> = codes().map(|(code, _)| code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        for rule in all() {
            assert!(rule.code.len() == 4 && (rule.code.starts_with('P') || rule.code.starts_with('W')), "{}", rule.code);
            for text in [rule.why, rule.instead, rule.story, rule.before, rule.after] {
                assert!(!text.is_empty(), "{}", rule.code);
            }
            assert!(explain(&rule.code.to_lowercase()).is_some_and(|story| story.starts_with(rule.code)));
        }
        assert_eq!(explain("P999"), None);
    }

    /// The codes at which a query stops, those of its head left out: an example has none.
    fn stops(sql: &str) -> Vec<&'static str> {
        let planner = Planner::new(empty_session().expect("a session").state(), sample_parameters());
        let (file, mut findings) = QueryFile::read("reports/a/b.sql", sql);
        if findings.is_empty() {
            findings.extend(planner.guarded(&file).err().into_iter().flatten());
        }
        findings.into_iter().map(|finding| finding.code).filter(|code| *code != mistakes::UNFIT.code).collect()
    }

    #[test]
    fn every_example_is_refused_before_and_let_through_after() {
        for rule in all().filter(|rule| rule.code.starts_with('P')) {
            // An ellipsis, a path or a condition of hundreds of lines is no query that can be planned.
            let is_query =
                |text: &str| (text.starts_with("select") || text.starts_with("with") || text.starts_with("create")) && !text.contains('…');
            // The empty catalogue has no column that it does not list.
            if is_query(rule.before) && rule.code != rules::COLUMN.code {
                assert!(stops(rule.before).contains(&rule.code), "{}: {:?}", rule.code, stops(rule.before));
            }
            if is_query(rule.after) {
                assert_eq!(stops(rule.after), Vec::<&str>::new(), "{}", rule.code);
            }
        }
    }
}
