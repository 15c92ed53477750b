//! `report.<lang>.html`: one self-contained file a language, readable without scripts, that asks for nothing from anywhere.

mod about;
mod answer;
mod figure;
mod page;
mod partner;
mod raw;
mod table;

use crate::partners::Partner;
use crate::sheet::Sheet;
use crate::titles::Titles;
use crate::words::Locale;
use crate::{File, Report};

/// What every part of a page is made from.
struct Page<'a> {
    report: &'a Report<'a>,
    sheets: &'a [Sheet<'a>],
    locale: &'a Locale,
    titles: Titles<'a>,
}

impl<'a> Page<'a> {
    fn sheet(&self, name: &str) -> Option<&'a Sheet<'a>> {
        self.sheets.iter().find(|sheet| sheet.spec.name == name)
    }
}

/// The report in every language of the event, and in the default language once more without the infix.
pub(crate) fn reports(report: &Report<'_>, sheets: &[Sheet<'_>]) -> Vec<File> {
    let mut files = Vec::new();
    for (position, &language) in report.event.languages.iter().enumerate() {
        let locale = Locale::new(language, report.event);
        let titles = Titles::new(report.event, &locale);
        let bytes = page::render(&Page { report, sheets, locale: &locale, titles }).into_bytes();
        if position == 0 {
            files.push(File { path: "report.html".to_owned(), bytes: bytes.clone() });
        }
        files.push(File { path: format!("report.{}.html", language.tag()), bytes });
    }
    files
}

/// The digest of a partner, of sheets that hold its rows alone.
pub(crate) fn partner(report: &Report<'_>, partner: &Partner<'_>, sheets: &[Sheet<'_>], locale: &Locale) -> Vec<u8> {
    let titles = Titles::new(report.event, locale);
    partner::render(&Page { report, sheets, locale, titles }, partner).into_bytes()
}
