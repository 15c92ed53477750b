//! What a query breaks: which rule, and where in its text.

use datafusion::common::{Column, Span};

use crate::finding::{Finding, spanned, word_place};
use crate::rule::Rule;

/// What a query breaks, before it is placed in its text.
#[derive(Debug)]
pub(super) struct Violation {
    rule: &'static Rule,
    subject: String,
    span: Option<Span>,
    /// Words of the text where it may be; the first that is there is taken.
    words: Vec<String>,
    /// What else is broken beside it.
    beside: Vec<Violation>,
}

impl Violation {
    /// A rule broken by the query as a whole.
    pub(super) const fn new(rule: &'static Rule) -> Self {
        Self { rule, subject: String::new(), span: None, words: Vec::new(), beside: Vec::new() }
    }

    /// A rule broken at a column.
    pub(super) fn at(rule: &'static Rule, column: &Column) -> Self {
        Self { rule, subject: column.name.clone(), span: column.spans.first(), words: vec![column.name.clone()], beside: Vec::new() }
    }

    /// A rule broken at the first place where this word is in the text.
    pub(super) fn word(rule: &'static Rule, word: &str) -> Self {
        Self { rule, subject: word.to_owned(), span: None, words: vec![word.to_owned()], beside: Vec::new() }
    }

    /// A rule broken by something with a name, which is not a word of the text.
    pub(super) fn named(rule: &'static Rule, subject: &str) -> Self {
        Self { rule, subject: subject.to_owned(), span: None, words: Vec::new(), beside: Vec::new() }
    }

    /// The same, called by another name.
    pub(super) fn about(mut self, subject: &str) -> Self {
        subject.clone_into(&mut self.subject);
        self
    }

    /// The same, placed at a word of the text unless it has a place.
    pub(super) fn or_word(mut self, word: &str) -> Self {
        self.words.push(word.to_owned());
        self
    }

    /// The same, with another one beside it.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.beside.push(other);
        self
    }

    /// Everything that is broken, placed in the text of the file, each once.
    pub(super) fn findings(&self, file: &str, text: &str) -> Vec<Finding> {
        let mut findings = vec![self.finding(file, text)];
        for other in &self.beside {
            findings.extend(other.findings(file, text));
        }
        let mut different: Vec<Finding> = Vec::new();
        for finding in findings {
            if !different.contains(&finding) {
                different.push(finding);
            }
        }
        different
    }

    fn finding(&self, file: &str, text: &str) -> Finding {
        let place = self.span.as_ref().and_then(|span| spanned(text, span));
        let mut words = self.words.iter().map(String::as_str).chain([WHOLE]);
        Finding::new(file, self.rule, &self.subject, place.or_else(|| words.find_map(|word| word_place(text, word))))
    }
}

/// All values, or all that is broken.
pub(super) fn all<T>(results: impl IntoIterator<Item = Result<T, Violation>>) -> Result<Vec<T>, Violation> {
    let mut values = Vec::new();
    let mut broken: Option<Violation> = None;
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(violation) => {
                broken = Some(match broken {
                    Some(first) => first.and(violation),
                    None => violation,
                });
            }
        }
    }
    broken.map_or(Ok(values), Err)
}

/// Both values, or all that is broken.
pub(super) fn both<T, U>(one: Result<T, Violation>, other: Result<U, Violation>) -> Result<(T, U), Violation> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(one), Err(other)) => Err(one.and(other)),
        (Err(violation), _) | (_, Err(violation)) => Err(violation),
    }
}

/// The word at which something about the query as a whole is shown.
const WHOLE: &str = "select";

#[cfg(test)]
mod tests {
    use super::super::rules;
    use super::*;

    #[test]
    fn everything_that_is_broken_is_found_and_each_thing_once() {
        let text = "select first, second from persons";
        let broken = all([
            Err::<(), _>(Violation::word(&rules::UNIT, "first")),
            Ok(()),
            Err(Violation::word(&rules::UNIT, "second")),
            Err(Violation::word(&rules::UNIT, "second")),
        ]);
        let findings = broken.expect_err("broken").findings("reports/a/b.sql", text);
        let columns: Vec<usize> = findings.iter().filter_map(|finding| finding.place.as_ref().map(|place| place.column)).collect();
        assert_eq!(columns, [8, 15]);
        assert_eq!(all([Ok(1), Ok(2)]).expect("both"), [1, 2]);
    }

    #[test]
    fn what_has_no_place_is_shown_where_the_query_begins() {
        let findings = Violation::word(&rules::TABLE, "nowhere").findings("reports/a/b.sql", "-- select\nselect 1");
        assert_eq!(findings[0].place.as_ref().map(|place| (place.line, place.column)), Some((2, 1)));
    }
}
