//! A query file: a head in comments that says what the table is, and one `select` that computes it.

use datafusion::error::DataFusionError;
use datafusion::sql::parser::{DFParserBuilder, Statement};
use datafusion::sql::sqlparser::ast;
use record::table::Head;

use crate::QueryError;

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
    /// What the head says. Private, so that only [`QueryFile::parse`] makes one of these.
    head: Head,
}

impl QueryFile {
    /// Reads a file: `<chapter>/<name>.sql`, wherever it lies. `path` is what the file is called in errors.
    ///
    /// # Errors
    /// [`QueryError::Misplaced`] where the name is none for a CSV, [`QueryError::Head`] with the line, [`QueryError::Sql`] where the SQL does
    /// not parse, and [`QueryError::NotOneSelect`].
    pub fn parse(path: &str, text: &str) -> Result<Self, QueryError> {
        let mut parts = path.rsplit('/');
        let name = parts.next().and_then(|file| file.strip_suffix(".sql")).filter(|name| is_name(name));
        let name = name.ok_or_else(|| QueryError::Misplaced { file: path.to_owned() })?;
        let chapter = parts.next().unwrap_or_default();
        let head = parse_head(path, text)?;
        check_select(path, text)?;
        Ok(Self { path: path.to_owned(), chapter: chapter.to_owned(), name: name.to_owned(), text: text.to_owned(), head })
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

/// The TOML in the comment lines with which the file begins. Line n of it is line n of the file.
fn head_text(text: &str) -> String {
    let comments = text.lines().map_while(|line| line.strip_prefix("--"));
    comments.flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect()
}

fn parse_head(path: &str, text: &str) -> Result<Head, QueryError> {
    let head = head_text(text);
    toml::from_str(&head).map_err(|error| {
        let before = error.span().and_then(|span| head.get(..span.start)).unwrap_or_default();
        QueryError::Head { file: path.to_owned(), line: before.matches('\n').count() + 1, message: error.message().replace('\n', " ") }
    })
}

/// Refuses the text of a file that is not one `select`.
fn check_select(path: &str, text: &str) -> Result<(), QueryError> {
    let parsed = DFParserBuilder::new(text).build().and_then(|mut parser| parser.parse_statements());
    let mut statements = parsed.map_err(|error| QueryError::planning(path, &error))?;
    let not_one_select = |found| QueryError::NotOneSelect { file: path.to_owned(), found };
    match (statements.pop_front(), statements.is_empty()) {
        (None, _) => Err(not_one_select("none")),
        (Some(_), false) => Err(not_one_select("several statements")),
        (Some(Statement::Statement(statement)), true) if matches!(*statement, ast::Statement::Query(_)) => Ok(()),
        (Some(_), true) => Err(not_one_select("a statement of another kind")),
    }
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
    fn a_bad_head_is_found_at_its_line() {
        assert_eq!(
            error("reports/a/b.sql", &HEAD.replace("grain", "grian")),
            "reports/a/b.sql:2: the head cannot be read: unknown field `grian`, expected one of `title`, `summary`, `grain`, `totals`, \
             `chart`, `columns`"
        );
        assert!(error("reports/a/b.sql", "select 1").starts_with("reports/a/b.sql:1: the head cannot be read: missing field"));
    }

    #[test]
    fn other_statements_and_several_are_not_a_query_file() {
        let found = |sql: &str| error("reports/a/b.sql", &format!("{HEAD}{sql}"));
        for other in ["drop table persons", "create view v as select 1", "copy persons to 'x'", "explain select 1", "set a = 1"] {
            assert!(found(other).ends_with("holds a statement of another kind"), "{other}: {}", found(other));
        }
        assert!(found("select 1; select 2").ends_with("holds several statements"));
        assert!(found("").ends_with("holds none"));
        assert!(found("select (").starts_with("reports/a/b.sql: "));
    }

    #[test]
    fn a_name_is_the_name_of_a_csv() {
        for path in ["reports/a/B.sql", "reports/a/b.txt", "reports/../b c.sql", "reports/a/.sql"] {
            assert!(error(path, HEAD).contains("lies at reports/"), "{path}");
        }
    }
}
