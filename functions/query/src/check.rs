//! Checks query files without any event: over the catalogue's tables, empty.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::datasource::empty::EmptyTable;
use datafusion::error::Result as EngineResult;
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use datafusion::sql::parser::Statement;
use datafusion::sql::sqlparser::ast::{self, ObjectName, Query, Visit, Visitor};
use record::catalogue;
use record::event::Language;
use record::table::{Chart, ChartKind, ColumnSpec, TableSpec, Unit};

use crate::finding::{Finding, head_place, word_place};
use crate::guard::{Guarded, rules};
use crate::planner::Planner;
use crate::{QueryFile, QuerySet, functions, mistakes, names};

/// What checking one query file came to.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The file's path below `queries/`.
    pub path: String,
    /// The table that it makes.
    pub table: String,
    /// Everything there is to say of it, the worst first.
    pub findings: Vec<Finding>,
}

/// Checks every report of the set, and every file that should be one: it plans, the guard lets it through, its head describes its result,
/// its chart can be drawn, and its texts are there in every language.
#[must_use]
pub fn check(set: &QuerySet) -> Vec<Verdict> {
    let session = empty_session();
    let planner = session.map(|session| Planner::new(session.state(), sample_parameters()));
    let reports = set.reports().map(|file| (file.path.as_str(), file.text.as_str(), [].as_slice()));
    let broken = set.broken().iter().map(|file| (file.path.as_str(), file.text.as_str(), file.refusal.findings()));
    let mut verdicts: Vec<Verdict> =
        reports.chain(broken).map(|(path, text, known)| verdict(planner.as_ref(), path, text, known)).collect();
    verdicts.sort_by(|one, other| one.path.cmp(&other.path));
    verdicts
}

fn verdict(planner: EngineResult<&Planner, &datafusion::error::DataFusionError>, path: &str, text: &str, known: &[Finding]) -> Verdict {
    let (file, mut findings) = QueryFile::read(path, text);
    findings.extend(known.iter().filter(|finding| !findings.contains(finding)).cloned().collect::<Vec<_>>());
    let has = |findings: &[Finding], code: &str| findings.iter().any(|finding| finding.code == code);
    let no_select = [&mistakes::SQL, &mistakes::EMPTY, &rules::STATEMENT];
    if !no_select.iter().any(|rule| has(&findings, rule.code)) {
        let found = match planner {
            Ok(planner) => of_select(planner, &file),
            Err(error) => vec![names::unparsed(&file, error)],
        };
        // Of a head that could not be read as a whole it is not known what it describes.
        let unread = has(&findings, mistakes::HEAD.code);
        findings.extend(found.into_iter().filter(|finding| !unread || finding.code != mistakes::UNFIT.code));
    }
    findings.extend(untold(&file));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    Verdict { path: file.path, table: file.name, findings }
}

/// What there is to say of a file that is one `select`.
fn of_select(planner: &Planner, file: &QueryFile) -> Vec<Finding> {
    let mut findings = match planner.guarded(file) {
        Ok(guarded) => of_table(file, &guarded),
        Err(findings) => findings,
    };
    findings.extend(unread(file));
    findings
}

/// A session with every table of the catalogue, empty.
#[expect(clippy::disallowed_methods, reason = "the tables are the catalogue's own, without rows")]
pub(crate) fn empty_session() -> EngineResult<SessionContext> {
    let session = SessionContext::new();
    functions::register(&session);
    for table in catalogue::tables() {
        session.register_table(table.name, Arc::new(EmptyTable::new(Arc::new(table.schema()))))?;
    }
    Ok(session)
}

/// Parameters of the types that an event's have.
pub(crate) fn sample_parameters() -> Vec<(&'static str, ScalarValue)> {
    let instant = |microseconds| ScalarValue::TimestampMicrosecond(Some(microseconds), Some("UTC".into()));
    let day = 24 * 3600 * 1_000_000;
    vec![("event_start", instant(0)), ("event_end", instant(day)), ("timezone", ScalarValue::Utf8(Some("Europe/Helsinki".to_owned())))]
}

/// What its columns say of a table that is let through: whether they fit their units, the chart and what is told of numbers.
fn of_table(file: &QueryFile, guarded: &Guarded) -> Vec<Finding> {
    let spec = guarded.spec();
    let types = guarded.public_plan().schema().fields().iter().map(|field| field.data_type());
    let mut findings: Vec<Finding> = spec.chart.iter().flat_map(|chart| undrawable(file, spec, chart)).collect();
    for (column, data_type) in spec.columns.iter().zip(types) {
        let place = head_place(&file.text, &format!("columns.{}", column.name));
        findings.extend(unlike(column, data_type).map(|what| Finding::new(&file.path, &mistakes::UNIT, &what, place.clone())));
        if column.unit.is_value() && column.definition.is_empty() {
            findings.push(Finding::new(&file.path, &mistakes::UNDEFINED, &column.name, place));
        }
    }
    findings
}

/// Why a chart cannot be drawn from the columns.
fn undrawable(file: &QueryFile, spec: &TableSpec, chart: &Chart) -> Vec<Finding> {
    let unit = |name: &String| spec.columns.iter().find(|column| column.name == *name).map(|column| column.unit);
    let mut faults = Vec::new();
    if unit(&chart.y).is_some_and(|unit| !unit.is_value()) {
        faults.push(format!("its y is \"{}\", whose unit says that it is no number", chart.y));
    }
    for (key, name) in [("x", Some(&chart.x)), ("series", chart.series.as_ref())] {
        if let Some(name) = name.filter(|name| unit(name).is_some_and(Unit::is_value)) {
            faults.push(format!("its {key} is \"{name}\", which is a number and not what numbers are about"));
        }
    }
    let runs = |unit: Unit| matches!(unit, Unit::Time | Unit::Day | Unit::Minute);
    if chart.kind == ChartKind::Line && unit(&chart.x).is_some_and(|unit| !runs(unit) && !unit.is_value()) {
        faults.push(format!("a line runs over time, and its x \"{}\" is none: its unit is not time, day or minute", chart.x));
    }
    let place = head_place(&file.text, "chart");
    faults.iter().map(|fault| Finding::new(&file.path, &mistakes::CHART, fault, place.clone())).collect()
}

/// What a column's unit says of its values that their type does not.
fn unlike(column: &ColumnSpec, data_type: &DataType) -> Option<String> {
    let fits = match column.unit {
        Unit::Persons | Unit::Count | Unit::Minute => data_type.is_integer(),
        Unit::Minutes | Unit::Share | Unit::Number => data_type.is_numeric(),
        Unit::Time => matches!(data_type, DataType::Timestamp(..)),
        Unit::Day => *data_type == DataType::Date32,
        Unit::Category | Unit::Country | Unit::Room | Unit::Session | Unit::Stand | Unit::Poll | Unit::Question | Unit::Option => {
            if column.unit == Unit::Category && data_type.is_numeric() {
                return Some(format!("the values of \"{}\" are numbers, and its unit says that they are categories", column.name));
            }
            !data_type.is_numeric()
        }
    };
    (!fits).then(|| format!("the values of \"{}\" are of type {data_type}, which its unit does not fit", column.name))
}

/// Texts that are not there in a language, a finding a language.
fn untold(file: &QueryFile) -> Vec<Finding> {
    let texts = file.head().texts();
    let of_language = |language: Language| {
        let absent: Vec<&str> = texts.iter().filter(|(_, text)| !text.has(language)).map(|(key, _)| key.as_str()).collect();
        let what = format!("not told in {}: {}", language.tag(), absent.join(", "));
        let finding =
            || Finding::new(&file.path, &mistakes::LANGUAGE, &what, head_place(&file.text, absent.first().copied().unwrap_or_default()));
        (!absent.is_empty()).then(finding)
    };
    Language::ALL.into_iter().filter_map(of_language).collect()
}

/// Named subqueries that nothing reads.
fn unread(file: &QueryFile) -> Vec<Finding> {
    let mut names = Names::default();
    if let Ok(Statement::Statement(statement)) = file.statement() {
        let _ = statement.visit(&mut names);
    }
    let unread = names.made.iter().filter(|name| !names.read.contains(&name.to_lowercase()));
    unread.map(|name| Finding::new(&file.path, &mistakes::UNREAD, name, word_place(&file.text, name))).collect()
}

/// Names that the subqueries of a statement have, and those that are read.
#[derive(Default)]
struct Names {
    made: BTreeSet<String>,
    read: BTreeSet<String>,
}

impl Visitor for Names {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let tables = query.with.iter().flat_map(|with| &with.cte_tables);
        self.made.extend(tables.map(|table: &ast::Cte| table.alias.name.value.clone()));
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<()> {
        self.read.insert(relation.to_string().to_lowercase());
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::datatypes::{Field, Schema};

    use super::*;
    use crate::Severity;

    fn findings(text: &str) -> Vec<String> {
        let planner = Planner::new(empty_session().expect("a session").state(), sample_parameters());
        let verdict = verdict(Ok(&planner), "reports/a/b.sql", text, &[]);
        verdict.findings.iter().map(|finding| format!("{} {}", finding.code, finding.what)).collect()
    }

    #[test]
    fn missing_texts_unlike_units_and_numbers_without_a_definition_are_warned_about() {
        let head =
            "-- title = { en = \"T\", fi = \"T\", sv = \"T\" }\n-- summary = { en = \"S\", fi = \"S\", sv = \"S\" }\n-- grain = \"g\"\n";
        let column = "-- [columns.n]\n-- label = { en = \"N\", fi = \"N\" }\n-- unit = \"persons\"\n";
        let found =
            findings(&format!("{head}{column}with a as (select 1) select cast(count(distinct person) as double) as n from persons"));
        let expected = [
            "W002 the values of \"n\" are of type Float64, which its unit does not fit",
            "W005 \"n\" has no definition",
            "W003 nothing reads the subquery \"a\"",
            "W001 not told in sv: columns.n.label",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_problem_of_a_file_is_found_at_once() {
        let head = "-- titel.en = \"T\"\n-- grain = \"g\"\n";
        let sql = "select contry, count(distinct persn) as n, frobnicate(mode) as m from persons where ticket = $stat group by contry";
        let found = findings(&format!("{head}{sql}"));
        for code in ["P091", "P092 there is no column \"contry\"", "P092 there is no column \"persn\"", "P093", "P094"] {
            assert!(found.iter().any(|finding| finding.starts_with(code)), "{code} in {found:#?}");
        }
        let guarded = findings(
            "-- title.en = \"T\"\nselect person, min(first_seen) as a, max(last_seen) as b from persons group by first_seen, person % 2, person",
        );
        assert!(guarded.len() > 3, "{guarded:#?}");
    }

    #[test]
    fn a_chart_is_fed_by_numbers_over_what_they_are_about() {
        let chart = |chart: &str, unit: &str| {
            let head = format!(
                "-- title.en = \"T\"\n-- grain = \"g\"\n-- chart = {{ {chart} }}\n-- [columns.country]\n-- label.en = \"C\"\n-- [columns.n]\n-- label.en = \"N\"\n-- {unit}\n"
            );
            let mut found = findings(&format!("{head}select country, count(distinct person) as n from persons group by country"));
            found.retain(|finding| finding.starts_with('P'));
            found
        };
        assert_eq!(chart("kind = \"bar\", x = \"country\", y = \"n\"", "unit = \"persons\""), Vec::<String>::new());
        assert_eq!(chart("kind = \"bar\", x = \"country\", y = \"n\"", "").len(), 1, "without a unit n is no number");
        assert_eq!(chart("kind = \"bar\", x = \"n\", y = \"country\"", "unit = \"persons\"").len(), 2);
        assert_eq!(chart("kind = \"line\", x = \"country\", y = \"n\"", "unit = \"persons\"").len(), 1);
        assert_eq!(
            chart("kind = \"bar\", x = \"land\", y = \"n\"", "unit = \"persons\""),
            ["P095 chart names a column \"land\" that the result does not have"]
        );
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a table with a column that the catalogue does not list, without rows")]
    fn a_column_without_a_class_is_refused() {
        let session = empty_session().expect("a session");
        let catalogue = catalogue::tables();
        let persons = catalogue.iter().find(|table| table.name == "persons").expect("persons").schema();
        let mut fields = persons.fields().to_vec();
        fields.push(Arc::new(Field::new("name", DataType::Utf8, true)));
        session.deregister_table("persons").expect("deregistered");
        session.register_table("persons", Arc::new(EmptyTable::new(Arc::new(Schema::new(fields))))).expect("registered");
        let planner = Planner::new(session.state(), sample_parameters());
        let head = "-- title.en = \"T\"\n-- grain = \"g\"\n-- columns.n.label.en = \"N\"\n";
        let code = |sql: &str| {
            let file = QueryFile::parse("reports/a/b.sql", &format!("{head}{sql}")).expect("a query file");
            planner.plan(&file).err().map(|refusal| refusal.code())
        };
        assert_eq!(code("select count(distinct person) as n from persons where name = 'x'"), Some("P003"));
        assert_eq!(code("select count(distinct person) as n from persons where country = 'x'"), None);
    }

    #[test]
    fn every_embedded_report_passes_without_a_warning() {
        for verdict in check(&QuerySet::embedded()) {
            let stops = verdict.findings.iter().find(|finding| finding.severity >= Severity::Warning);
            assert!(stops.is_none(), "{}", stops.map(ToString::to_string).unwrap_or_default());
        }
    }
}
