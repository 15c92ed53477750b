//! Checks query files without any event: over the catalogue's tables, empty.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::datasource::empty::EmptyTable;
use datafusion::error::Result as EngineResult;
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use record::catalogue;
use record::event::Language;
use record::table::{ColumnSpec, Unit};

use crate::guard::{Guarded, Refusal};
use crate::planner::Planner;
use crate::{QueryFile, QuerySet, functions};

/// What checking one query file came to.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The file's path below `queries/`.
    pub path: String,
    /// Why it is not let through, if it is not.
    pub refusal: Option<Refusal>,
    /// What could be better, as sentences.
    pub warnings: Vec<String>,
}

/// Checks every report of the set: it plans, the guard lets it through, its head describes its result, and its texts are there in every
/// language.
#[must_use]
pub fn check(set: &QuerySet) -> Vec<Verdict> {
    let session = empty_session();
    let verdict = |file: &QueryFile| match &session {
        Ok(session) => verdict(&Planner::new(session.state(), sample_parameters()), file),
        Err(error) => refused(file, Refusal::unplanned(&file.path, &file.text, error)),
    };
    set.reports().map(verdict).collect()
}

fn verdict(planner: &Planner, file: &QueryFile) -> Verdict {
    match planner.plan(file) {
        Ok(guarded) => Verdict { path: file.path.clone(), refusal: None, warnings: warnings(&guarded) },
        Err(refusal) => refused(file, refusal),
    }
}

fn refused(file: &QueryFile, refusal: Refusal) -> Verdict {
    Verdict { path: file.path.clone(), refusal: Some(refusal), warnings: Vec::new() }
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

fn warnings(guarded: &Guarded) -> Vec<String> {
    let spec = guarded.spec();
    let mut warnings = Vec::new();
    for language in Language::ALL {
        let absent = |what: &str, there: bool| (!there).then(|| format!("{what} is not there in {}", language.tag()));
        warnings.extend(absent("the title", spec.title.has(language)));
        warnings.extend(absent("the summary", spec.summary.has(language)));
        for column in &spec.columns {
            warnings.extend(absent(&format!("the label of \"{}\"", column.name), column.label.has(language)));
            let defined = column.definition.is_empty() || column.definition.has(language);
            warnings.extend(absent(&format!("the definition of \"{}\"", column.name), defined));
        }
    }
    let types = guarded.public_plan().schema().fields().iter().map(|field| field.data_type());
    warnings.extend(spec.columns.iter().zip(types).filter_map(|(column, data_type)| unlike(column, data_type)));
    warnings
}

/// A warning where a column's unit says another thing of its values than their type.
fn unlike(column: &ColumnSpec, data_type: &DataType) -> Option<String> {
    let fits = match column.unit {
        Unit::Persons | Unit::Count | Unit::Minute => data_type.is_integer(),
        Unit::Minutes | Unit::Share | Unit::Number => data_type.is_numeric(),
        Unit::Time => matches!(data_type, DataType::Timestamp(..)),
        Unit::Day => *data_type == DataType::Date32,
        Unit::Category | Unit::Country | Unit::Room | Unit::Session | Unit::Stand | Unit::Poll | Unit::Question | Unit::Option => {
            !data_type.is_floating()
        }
    };
    (!fits).then(|| format!("the values of \"{}\" are of type {data_type}, which its unit does not fit", column.name))
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::datatypes::{Field, Schema};

    use super::*;

    fn warnings_of(text: &str) -> Vec<String> {
        let file = QueryFile::parse("reports/a/b.sql", text).expect("a query file");
        let planner = Planner::new(empty_session().expect("a session").state(), sample_parameters());
        verdict(&planner, &file).warnings
    }

    #[test]
    fn missing_texts_and_unlike_units_are_warned_about() {
        let head =
            "-- title = { en = \"T\", fi = \"T\", sv = \"T\" }\n-- summary = { en = \"S\", fi = \"S\", sv = \"S\" }\n-- grain = \"g\"\n";
        let column = "-- [columns.n]\n-- label = { en = \"N\", fi = \"N\" }\n-- unit = \"persons\"\n";
        let found = warnings_of(&format!("{head}{column}select cast(count(distinct person) as double) as n from persons"));
        let expected = ["the label of \"n\" is not there in sv", "the values of \"n\" are of type Float64, which its unit does not fit"];
        assert_eq!(found, expected);
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
    fn every_embedded_report_passes() {
        for verdict in check(&QuerySet::embedded().expect("query files")) {
            assert!(verdict.refusal.is_none(), "{}", verdict.refusal.map(|refusal| refusal.to_string()).unwrap_or_default());
        }
    }
}
