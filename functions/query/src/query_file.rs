//! A query file: a head in comments that says what the table is, and one `select` that computes it.

use datafusion::error::DataFusionError;
use datafusion::sql::parser::{DFParserBuilder, Statement};
use datafusion::sql::sqlparser::ast;
use inventory::queries::Origin;
use record::table::Head;

use crate::finding::{Finding, Refusal};
use crate::guard::rules;
use crate::{head, mistakes, names};

/// A query file that has been read: its head is a head and its SQL is one `select`. Whether it may be run is for the guard to say.
#[derive(Clone, Debug)]
pub struct QueryFile {
    /// The file's path below `queries/`, `/` between segments.
    pub path: String,
    /// The chapter of the report: the folder.
    pub chapter: String,
    /// The table's name: the file's stem.
    pub name: String,
    /// The file as it is, head and SQL: what a checksum is taken of.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What the head says. Private, so that only [`QueryFile::parse`] makes one of these.
    head: Head,
}

impl QueryFile {
    /// Reads a file: `<chapter>/<name>.sql`, wherever it lies. `path` is what the file is called in findings.
    ///
    /// # Errors
    /// [`Refusal`] with everything that is wrong with its place, its head and the form of its SQL.
    pub fn parse(path: &str, text: &str) -> Result<Self, Refusal> {
        let (file, findings) = Self::read(path, text);
        Refusal::of(findings).map_or(Ok(file), Err)
    }

    /// Reads of a file what can be read, and says what is wrong with it.
    pub(crate) fn read(path: &str, text: &str) -> (Self, Vec<Finding>) {
        let mut parts = path.rsplit('/');
        let name = parts.next().map(|file| file.strip_suffix(".sql").unwrap_or(file)).unwrap_or_default();
        let chapter = parts.next().unwrap_or_default();
        let (head, in_head) = head::read(path, text);
        let file = Self {
            path: path.to_owned(),
            chapter: chapter.to_owned(),
            name: name.to_owned(),
            text: text.to_owned(),
            origin: Origin::Deployed,
            head,
        };
        let misplaced = !is_name(name) || path.strip_suffix(".sql").is_none();
        let mut findings: Vec<Finding> = misplaced.then(|| Finding::new(path, &mistakes::MISPLACED, "", None)).into_iter().collect();
        findings.extend(in_head);
        findings.extend(file.fault_of_form());
        (file, findings)
    }

    /// Why the file is not one `select`, if it is none.
    fn fault_of_form(&self) -> Option<Finding> {
        let parsed = DFParserBuilder::new(self.text.as_str()).build().and_then(|mut parser| parser.parse_statements());
        let mut statements = match parsed {
            Ok(statements) => statements,
            Err(error) => return Some(names::unparsed(self, &error)),
        };
        let found = match (statements.pop_front(), statements.is_empty()) {
            (None, _) => return Some(Finding::new(&self.path, &mistakes::EMPTY, "", None)),
            (Some(_), false) => "several statements",
            (Some(Statement::Statement(statement)), true) if matches!(*statement, ast::Statement::Query(_)) => return None,
            (Some(_), true) => "a statement of another kind",
        };
        Some(Finding::new(&self.path, &rules::STATEMENT, found, None))
    }

    /// The same file with another origin.
    pub(crate) fn with_origin(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// The head.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The statement. The text is parsed as a whole, so that places in it are places in the file.
    pub(crate) fn statement(&self) -> Result<Statement, DataFusionError> {
        let mut statements = DFParserBuilder::new(self.text.as_str()).build()?.parse_statements()?;
        statements.pop_front().ok_or_else(|| DataFusionError::Plan("there is no statement".to_owned()))
    }
}

/// Whether a text is a name as tables and chapters have it: it is a file's name in the bundle.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "-- title.en = \"T\"\n-- grain = \"one row\"\n-- [columns.n]\n-- label.en = \"N\"\n";

    fn error(path: &str, text: &str) -> String {
        QueryFile::parse(path, text).expect_err("not a query file").to_string()
    }

    #[test]
    fn a_file_is_a_head_and_one_select() {
        let text = format!("{HEAD}select 1 as n -- a comment of the query\n");
        let file = QueryFile::parse("reports/audience/visitors.sql", &text).expect("a query file");
        assert_eq!((file.chapter.as_str(), file.name.as_str(), &file.text), ("audience", "visitors", &text));
        assert!(QueryFile::parse("reports/audience/visitors.sql", &format!("{HEAD}with a as (select 1 as n) select n from a;")).is_ok());
    }

    #[test]
    fn everything_that_is_wrong_with_a_file_is_told() {
        let found = error("reports/a/B.sql", &HEAD.replace("grain", "grian"));
        for code in
            ["(P097)", "reports/a/B.sql:2:4: error (P091)", "(P099): a query file holds one select statement, and this one holds none"]
        {
            assert!(found.contains(code), "{code} in {found}");
        }
    }

    #[test]
    fn other_statements_and_several_are_not_a_query_file() {
        let found = |sql: &str| error("reports/a/b.sql", &format!("{HEAD}{sql}"));
        for other in ["drop table persons", "create view v as select 1", "copy persons to 'x'", "explain select 1", "set a = 1"] {
            assert!(found(other).contains("holds a statement of another kind"), "{other}: {}", found(other));
        }
        assert!(found("select 1; select 2").contains("holds several statements"));
        assert!(found("select (").starts_with("reports/a/b.sql"));
    }

    #[test]
    fn a_name_is_the_name_of_a_csv() {
        for path in ["reports/a/B.sql", "reports/a/b.txt", "reports/../b c.sql", "reports/a/.sql"] {
            assert!(error(path, HEAD).contains("(P097)"), "{path}");
        }
    }
}
