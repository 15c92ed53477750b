//! How cells look: no fills, no frames, numbers to the right; colour says nothing that words do not.

use record::table::Unit;
use rust_xlsxwriter::{Format, FormatAlign};

use crate::words::BookWords;

/// The formats of a workbook in one language.
pub(super) struct Styles {
    /// A worksheet's title.
    pub(super) title: Format,
    /// The event's name on the cover.
    pub(super) large: Format,
    /// A line above a table; it runs over the cells beside it.
    pub(super) line: Format,
    /// A text in a column.
    pub(super) text: Format,
    /// The header of a column of texts.
    pub(super) header: Format,
    /// The header of a column of numbers.
    pub(super) header_right: Format,
    /// A link above a table; it runs over the cells beside it.
    pub(super) link: Format,
    /// A link in a column.
    pub(super) link_in_column: Format,
    /// The mark of a hidden value.
    pub(super) hidden: Format,
    whole: Format,
    decimal: Format,
    share: Format,
    day: Format,
    moment: Format,
}

impl Styles {
    pub(super) fn new(words: &BookWords) -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let right = || top().set_align(FormatAlign::Right);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            large: Format::new().set_bold().set_font_size(20).set_text_wrap(),
            line: Format::new(),
            text: top().set_text_wrap(),
            header: top().set_bold().set_text_wrap(),
            header_right: right().set_bold().set_text_wrap(),
            link: top().set_hyperlink(),
            link_in_column: top().set_hyperlink().set_text_wrap(),
            hidden: right(),
            whole: right().set_num_format("#,##0"),
            decimal: right().set_num_format("#,##0.0"),
            share: right().set_num_format(words.percent_format),
            day: right().set_num_format(words.day_format),
            moment: right().set_num_format(words.moment_format),
        }
    }

    /// The format of numbers of a unit.
    pub(super) const fn number(&self, unit: Unit) -> &Format {
        match unit {
            Unit::Share => &self.share,
            Unit::Minutes | Unit::Number => &self.decimal,
            _ => &self.whole,
        }
    }

    /// The format of a day, or of an instant in the event's time zone.
    pub(super) const fn time(&self, with_clock: bool) -> &Format {
        if with_clock { &self.moment } else { &self.day }
    }
}
