//! What the report says, before it is a page or a paper: the answer, drawings, and the notes around the numbers, in one language.
//!
//! The files that people read all say the same because they take it from here; how it is set is theirs.

mod about;
mod answer;
mod figure;
mod headline;
mod notes;
mod row;

use record::event::Text;

use crate::Report;
use crate::chapters::Chapter;
use crate::sheet::Sheet;
use crate::titles::Titles;
use crate::words::Locale;

pub(crate) use about::Remark;
pub(crate) use answer::KeyFigure;
pub(crate) use figure::{Drawing, Figure};
pub(crate) use notes::stands_right;

/// What every part of a report in one language is made from.
pub(crate) struct Content<'a> {
    pub(crate) report: &'a Report<'a>,
    pub(crate) sheets: &'a [Sheet<'a>],
    pub(crate) locale: &'a Locale,
    pub(crate) titles: Titles<'a>,
}

impl<'a> Content<'a> {
    pub(crate) fn new(report: &'a Report<'a>, sheets: &'a [Sheet<'a>], locale: &'a Locale) -> Self {
        Self { report, sheets, locale, titles: Titles::new(report.event, locale) }
    }

    /// The event's name.
    pub(crate) fn title(&self) -> &'a str {
        let event = self.report.event;
        event.title.get(self.locale.language).unwrap_or(event.id.as_str())
    }

    /// The tag of the language that a text is shown in, where it is not there in the report's.
    pub(crate) fn other_language(&self, text: &Text) -> Option<&'static str> {
        let (found, _) = text.found(self.locale.language)?;
        (found != self.locale.language).then(|| found.tag())
    }

    /// The chapters that have a table.
    pub(crate) fn chapters(&self) -> Vec<Chapter<'a>> {
        Chapter::all(self.sheets)
    }

    /// A table by its name.
    pub(crate) fn sheet(&self, name: &str) -> Option<&'a Sheet<'a>> {
        self.sheets.iter().find(|sheet| sheet.spec.name == name)
    }

    /// What a table is called.
    pub(crate) fn name(&self, sheet: &Sheet<'a>) -> &'a str {
        sheet.spec.title.get(self.locale.language).unwrap_or(&sheet.spec.name)
    }

    /// The least persons behind a number.
    pub(crate) fn min_persons(&self) -> usize {
        usize::try_from(self.report.event.privacy.min_persons).unwrap_or(usize::MAX)
    }
}
