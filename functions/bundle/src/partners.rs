//! `partners/<partner>.html` and `partners/<partner>.csv`: what a partner may know of its own stands, cut from the released tables.
//!
//! Nothing is computed for a digest, so it tells nothing that the bundle does not tell: of every table that is about stands, the rows of the
//! partner's own. What is hidden there is hidden here, and how much is hidden elsewhere is nobody's business.

use std::collections::BTreeMap;

use record::EventDefinition;
use record::event::{Language, Stand};
use record::table::{TableSpec, Unit};

use crate::content::Content;
use crate::data::{text_table, unit_name, written};
use crate::sheet::{Sheet, Value};
use crate::titles::Titles;
use crate::words::Locale;
use crate::{BundleError, File, Report, html};

/// A partner with its stands, and its rows of every table that is about stands.
pub(crate) struct Partner<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// Its stands, in the order of the definition.
    pub(crate) stands: Vec<&'a Stand>,
}

impl Partner<'_> {
    /// What its stands are called, joined.
    pub(crate) fn name(&self, language: Language) -> String {
        self.stands.iter().map(|stand| stand.title.get(language).unwrap_or(&stand.id)).collect::<Vec<_>>().join(", ")
    }

    fn owns(&self, stand: &str) -> bool {
        self.stands.iter().any(|own| own.id == stand)
    }
}

/// The digest of every partner that has a stand, in the event's default language.
pub(crate) fn digests(report: &Report<'_>, sheets: &[Sheet<'_>]) -> Result<Vec<File>, BundleError> {
    let language = report.event.languages.first().copied().unwrap_or(Language::En);
    let locale = Locale::new(language, report.event);
    let mut files = Vec::new();
    for partner in partners(report.event) {
        let about: Vec<(TableSpec, &Sheet<'_>, usize)> = sheets.iter().filter_map(about_stands).collect();
        let own = about.iter().map(|(spec, sheet, column)| {
            let is_own = |row| matches!(sheet.value(*column, row), Value::Text(stand) if partner.owns(stand));
            sheet.only(spec, is_own)
        });
        let own = own.collect::<Result<Vec<_>, _>>()?;
        let page = html::partner(&Content::new(report, &own, &locale), &partner);
        files.push(File { path: format!("partners/{}.html", partner.id), bytes: page });
        let path = format!("partners/{}.csv", partner.id);
        let bytes = csv(&own, report.event, &locale).map_err(|source| BundleError::Csv { path: path.clone(), source })?;
        files.push(File { path, bytes });
    }
    Ok(files)
}

/// The partners by id.
fn partners(event: &EventDefinition) -> impl Iterator<Item = Partner<'_>> {
    let mut stands = BTreeMap::<&str, Vec<&Stand>>::new();
    for stand in &event.stands {
        if let Some(partner) = &stand.partner {
            stands.entry(partner.as_str()).or_default().push(stand);
        }
    }
    stands.into_iter().map(|(id, stands)| Partner { id, stands })
}

/// A table that says of which stand each row is, and in which column; a drawing would compare the stand with others.
fn about_stands<'s, 'a>(sheet: &'s Sheet<'a>) -> Option<(TableSpec, &'s Sheet<'a>, usize)> {
    let (column, _) = sheet.columns().find(|(_, column)| column.unit == Unit::Stand)?;
    Some((TableSpec { chart: None, ..sheet.spec.clone() }, sheet, column))
}

/// One line a number: of which table and stand, of what else the row is about, which column, its unit and its value, empty where it is
/// hidden.
fn csv(sheets: &[Sheet<'_>], event: &EventDefinition, locale: &Locale) -> Result<Vec<u8>, csv::Error> {
    let titles = Titles::new(event, locale);
    let mut lines = Vec::new();
    for sheet in sheets {
        for row in 0..sheet.rows() {
            let named = |wanted: fn(Unit) -> bool| {
                let columns = sheet.columns().filter(|(_, column)| wanted(column.unit));
                columns.map(|(position, _)| titles.cell(sheet, position, row)).collect::<Vec<_>>().join(" · ")
            };
            let (stand, group) = (named(|unit| unit == Unit::Stand), named(|unit| unit != Unit::Stand && !unit.is_value()));
            for (position, column) in sheet.columns().filter(|(_, column)| column.unit.is_value()) {
                let value = written(sheet.value(position, row), column.unit, &event.timezone);
                let (table, name) = (sheet.spec.name.clone(), column.name.clone());
                lines.push([table, stand.clone(), group.clone(), name, unit_name(column.unit).to_owned(), value]);
            }
        }
    }
    let header = ["table", "stand", "group", "measure", "unit", "value"];
    text_table(header.into_iter(), lines.iter().map(|line| line.iter().map(String::as_str)))
}
