//! A refusal: which rule, where in the SQL, why, and what to write instead.

use std::fmt;

use datafusion::common::{Column, Span};
use datafusion::error::DataFusionError;
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};

use record::table::HeadError;

use super::rules::Rule;
use crate::error::planning_message;

/// What a query breaks, before it is placed in its text.
#[derive(Debug)]
pub(super) struct Violation {
    rule: &'static Rule,
    subject: String,
    span: Option<Span>,
    /// Words of the text where it may be; the first that is there is taken.
    words: Vec<String>,
}

impl Violation {
    /// A rule broken by the query as a whole.
    pub(super) const fn new(rule: &'static Rule) -> Self {
        Self { rule, subject: String::new(), span: None, words: Vec::new() }
    }

    /// A rule broken at a column.
    pub(super) fn at(rule: &'static Rule, column: &Column) -> Self {
        Self { rule, subject: column.name.clone(), span: column.spans.first(), words: vec![column.name.clone()] }
    }

    /// A rule broken at the first place where this word is in the text.
    pub(super) fn word(rule: &'static Rule, word: &str) -> Self {
        Self { rule, subject: word.to_owned(), span: None, words: vec![word.to_owned()] }
    }

    /// A rule broken by something with a name, which is not a word of the text.
    pub(super) fn named(rule: &'static Rule, subject: &str) -> Self {
        Self { rule, subject: subject.to_owned(), span: None, words: Vec::new() }
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
}

/// The word at which something about the query as a whole is shown.
const WHOLE: &str = "select";

/// Code of a query that names what does not exist, or whose types do not fit.
const PLAN: &str = "P090";

/// Code of a head that does not describe the result.
const HEAD: &str = "P091";

/// Why a query is not let through. Its text is the whole explanation, with the place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(Box<Explanation>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Explanation {
    code: &'static str,
    file: String,
    place: Option<Place>,
    what: String,
    /// Why, and what to write instead; nothing where the query does not even plan.
    advice: Option<(&'static str, String)>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    /// The line's text.
    pub source: String,
}

impl Refusal {
    pub(super) fn new(file: &str, text: &str, violation: &Violation) -> Self {
        let Violation { rule, subject, span, words } = violation;
        let spanned = || span.as_ref().map(|span| (span.start.line, span.start.column));
        let mut words = words.iter().map(String::as_str).chain([WHOLE]);
        let found = spanned().or_else(|| words.find_map(|word| first_place(text, word)));
        Self(Box::new(Explanation {
            code: rule.code,
            file: file.to_owned(),
            place: found.and_then(|(line, column)| place(text, line, column)),
            what: rule.what.replace("{}", subject),
            advice: Some((rule.why, rule.instead.replace("{}", subject))),
        }))
    }

    /// A query that does not plan. What the planner says is about the query's text and the catalogue's names.
    pub(crate) fn unplanned(file: &str, text: &str, error: &DataFusionError) -> Self {
        let span = error.diagnostic().and_then(|diagnostic| diagnostic.span);
        let place = span.and_then(|span| place(text, span.start.line, span.start.column));
        let what = planning_message(error);
        if let Some(table) = what.strip_prefix("table '").and_then(|rest| rest.strip_suffix("' not found")) {
            let table = table.strip_prefix("datafusion.").unwrap_or(table);
            let table = table.strip_prefix("public.").unwrap_or(table);
            let mut violation = Violation::word(&super::rules::TABLE, table);
            violation.span = span;
            return Self::new(file, text, &violation);
        }
        Self(Box::new(Explanation { code: PLAN, file: file.to_owned(), place, what, advice: None }))
    }

    /// A head that does not fit the result.
    pub(crate) fn unfit_head(file: &str, error: &HeadError) -> Self {
        Self(Box::new(Explanation { code: HEAD, file: file.to_owned(), place: None, what: error.to_string(), advice: None }))
    }

    /// The rule's code: `P` and three digits, stable.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// Where in the file, where it can be said.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Explanation { code, file, place, what, advice } = self.0.as_ref();
        match place {
            Some(Place { line, column, source }) => {
                write!(formatter, "{file}:{line}:{column}: refused ({code}): {what}")?;
                let margin = " ".repeat(line.to_string().len());
                write!(formatter, "\n{margin} |\n{line} | {source}\n{margin} | {}^", " ".repeat(column - 1))?;
            }
            None => write!(formatter, "{file}: refused ({code}): {what}")?,
        }
        match advice {
            Some((why, instead)) => write!(formatter, "\nwhy: {why}\ninstead: {instead}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Refusal {}

fn place(text: &str, line: u64, column: u64) -> Option<Place> {
    let (line, column) = (usize::try_from(line).ok()?, usize::try_from(column).ok()?.max(1));
    let source = text.lines().nth(line.checked_sub(1)?)?.trim_end().to_owned();
    Some(Place { line, column, source })
}

/// The first place where `word` is a word of the SQL, in no comment and no string.
fn first_place(text: &str, word: &str) -> Option<(u64, u64)> {
    let tokens = Tokenizer::new(&GenericDialect {}, text).tokenize_with_location().ok()?;
    let is_it = |token: &Token| matches!(token, Token::Word(found) if found.value.eq_ignore_ascii_case(word));
    tokens.iter().find(|found| is_it(&found.token)).map(|found| (found.span.start.line, found.span.start.column))
}

#[cfg(test)]
mod tests {
    use super::super::rules;
    use super::*;

    #[test]
    fn a_refusal_shows_the_place_under_its_line() {
        let text = "-- person\nselect 'person',\n  person from persons";
        let refusal = Refusal::new("reports/a/b.sql", text, &Violation::word(&rules::UNIT, "person"));
        let expected =
            "reports/a/b.sql:3:3: refused (P010): computes with the person key \"person\"\n  |\n3 |   person from persons\n  |   ^\n";
        assert!(refusal.to_string().starts_with(expected), "{refusal}");
    }

    #[test]
    fn a_refusal_without_a_place_names_the_file() {
        let refusal = Refusal::new("reports/a/b.sql", "values (1)", &Violation::word(&rules::TABLE, "nowhere"));
        assert!(refusal.place().is_none() && refusal.to_string().starts_with("reports/a/b.sql: refused (P001): "));
    }
}
