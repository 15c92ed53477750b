//! What is said of a query file: which rule, where, why, and what to write instead.

use std::fmt;

use datafusion::common::Span;
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};

use crate::rule::Rule;
use crate::{QueryFile, mistakes};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Let through all the same.
    Warning,
    /// Not let through: it cannot be read, planned or described.
    Error,
    /// Not let through: it could reveal a person.
    Refused,
}

impl Severity {
    /// It in a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Refused => "refused",
        }
    }
}

/// One thing to say of a query file. Its text is the whole explanation, with the place in the file; it quotes no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The rule's code, stable: `P` and three digits for what stops a query, `W` and three digits for what does not.
    pub code: &'static str,
    /// The file, as it was called.
    pub file: String,
    /// Where in the file, where it can be said.
    pub place: Option<Place>,
    /// What the query does.
    pub what: String,
    /// Why that is not let through, or not well.
    pub why: String,
    /// What to write instead.
    pub instead: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    /// How many characters it is about, at least 1.
    pub length: usize,
    /// The line's text.
    pub source: String,
}

impl Finding {
    /// A rule broken by `subject`.
    pub(crate) fn new(file: &str, rule: &Rule, subject: &str, place: Option<Place>) -> Self {
        Self {
            severity: severity(rule.code),
            code: rule.code,
            file: file.to_owned(),
            place,
            what: rule.what.replace("{}", subject),
            why: rule.why.to_owned(),
            instead: rule.instead.replace("{}", subject),
        }
    }

    /// A table of which nothing would be published, of so many values.
    #[must_use]
    pub fn always_hidden(file: &QueryFile, cells: usize) -> Self {
        Self::new(&file.path, &mistakes::HIDDEN, &cells.to_string(), word_place(&file.text, "group"))
    }

    /// The same with other advice.
    pub(crate) fn advising(mut self, instead: String) -> Self {
        self.instead = instead;
        self
    }

    /// The same with a name that may be meant.
    pub(crate) fn suggesting(self, meant: Option<&str>) -> Self {
        match meant {
            Some(meant) => {
                let advice = format!("did you mean `{meant}`? {}", self.instead);
                self.advising(advice)
            }
            None => self,
        }
    }
}

/// Privacy has the codes up to P089, other mistakes those above; warnings have a letter of their own.
fn severity(code: &str) -> Severity {
    match code {
        code if code.starts_with('W') => Severity::Warning,
        code if code >= "P090" => Severity::Error,
        _ => Severity::Refused,
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, code, file, place, what, why, instead } = self;
        let severity = severity.name();
        match place {
            Some(Place { line, column, length, source }) => {
                write!(formatter, "{file}:{line}:{column}: {severity} ({code}): {what}")?;
                let margin = " ".repeat(line.to_string().len());
                let (before, carets) = (" ".repeat(column - 1), "^".repeat(*length));
                write!(formatter, "\n{margin} |\n{line} | {source}\n{margin} | {before}{carets}")?;
            }
            None => write!(formatter, "{file}: {severity} ({code}): {what}")?,
        }
        write!(formatter, "\nwhy: {why}\ninstead: {instead}")
    }
}

/// Why a query is not let through: everything that stops it, the first thing first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(Vec<Finding>);

impl Refusal {
    /// A refusal, if there is anything that stops the query.
    pub(crate) fn of(mut findings: Vec<Finding>) -> Option<Self> {
        findings.retain(|finding| finding.severity > Severity::Warning);
        (!findings.is_empty()).then_some(Self(findings))
    }

    /// What stops the query, at least one finding.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.0
    }

    /// The code of the first finding.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.first().map_or("", |finding| finding.code)
    }

    /// Whether any of it is about privacy.
    #[must_use]
    pub fn is_about_privacy(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Refused)
    }
}

impl From<Finding> for Refusal {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, finding) in self.0.iter().enumerate() {
            write!(formatter, "{}{finding}", if number == 0 { "" } else { "\n\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// The place of `length` characters at a line and column, both from 1.
pub(crate) fn place(text: &str, line: u64, column: u64, length: usize) -> Option<Place> {
    let (line, column) = (usize::try_from(line).ok()?, usize::try_from(column).ok()?.max(1));
    let source = text.lines().nth(line.checked_sub(1)?)?.trim_end().to_owned();
    let rest = source.chars().count().saturating_sub(column - 1);
    Some(Place { line, column, length: length.clamp(1, rest.max(1)), source })
}

/// The place of a span of the parser's; of one over several lines, its first character.
pub(crate) fn spanned(text: &str, span: &Span) -> Option<Place> {
    let length = if span.start.line == span.end.line { span.end.column.saturating_sub(span.start.column) } else { 1 };
    place(text, span.start.line, span.start.column, usize::try_from(length).ok()?)
}

/// The first place where `word` is a word of the SQL, in no comment and no string.
pub(crate) fn word_place(text: &str, word: &str) -> Option<Place> {
    let tokens = Tokenizer::new(&GenericDialect {}, text).tokenize_with_location().ok()?;
    let is_it = |token: &Token| match token {
        Token::Word(found) => found.value.eq_ignore_ascii_case(word),
        Token::Placeholder(found) => found == word,
        _ => false,
    };
    let start = tokens.iter().find(|found| is_it(&found.token))?.span.start;
    place(text, start.line, start.column, word.chars().count())
}

/// The place of a key of the head, or else of the table it belongs to: the first comment line that begins with it.
pub(crate) fn head_place(text: &str, key: &str) -> Option<Place> {
    let owner = || key.rsplit_once('.').and_then(|(owner, _)| key_place(text, owner));
    key_place(text, key).or_else(owner)
}

fn key_place(text: &str, key: &str) -> Option<Place> {
    let comments = text.lines().take_while(|line| line.starts_with("--"));
    let (number, line) = (1..).zip(comments).find(|(_, line)| {
        let line = line.trim_start_matches(['-', ' ', '[']);
        line.strip_prefix(key).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
    })?;
    let column = line.find(key).map_or(1, |start| line[..start].chars().count() as u64 + 1);
    place(text, number, column, key.chars().count())
}

/// The name among `known` that is most like `name`, if any is like it at all: at most a third of it is different.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |other: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &other.to_lowercase());
    let near = known.into_iter().map(|other| (distance(other), other));
    let near = near.filter(|(distance, other)| distance * 3 <= other.chars().count().max(name.chars().count()));
    near.min().map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_its_place_under_its_line() {
        let text = "-- person\nselect 'person',\n  person from persons";
        let finding = Finding::new("reports/a/b.sql", &mistakes::COLUMN, "person", word_place(text, "person"));
        let expected =
            "reports/a/b.sql:3:3: error (P092): there is no column \"person\" here\n  |\n3 |   person from persons\n  |   ^^^^^^\n";
        assert!(finding.to_string().starts_with(expected), "{finding}");
        let elsewhere = Finding::new("reports/a/b.sql", &mistakes::COLUMN, "x", word_place(text, "x"));
        assert!(elsewhere.to_string().starts_with("reports/a/b.sql: error (P092): "), "{elsewhere}");
    }

    #[test]
    fn a_key_of_the_head_is_found_at_its_line() {
        let text = "-- title.en = \"Ä\"\n-- [columns.country]\n-- [columns.country_code]\nselect 1";
        let at = |key| head_place(text, key).map(|place| (place.line, place.column));
        assert_eq!(at("title"), Some((1, 4)));
        assert_eq!(at("columns.country"), Some((2, 5)));
        assert_eq!(at("columns.country_code"), Some((3, 5)));
        assert_eq!(at("columns.country.label"), Some((2, 5)));
        assert_eq!(at("select"), None);
    }

    #[test]
    fn a_name_is_meant_that_is_like_it() {
        let known = ["country", "mode", "os"];
        assert_eq!(nearest("contry", known), Some("country"));
        assert_eq!(nearest("COUNTRY", known), Some("country"));
        assert_eq!(nearest("moed", known), Some("mode"));
        assert_eq!(nearest("whatever", known), None);
    }
}
