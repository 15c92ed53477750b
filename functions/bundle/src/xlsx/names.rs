//! Names that spreadsheets take: of worksheets, of table objects, of columns; and texts that they store.

use std::collections::BTreeSet;

use rust_xlsxwriter::utility::check_name;

use crate::words::BookWords;

/// The longest name of a worksheet, in UTF-16 units.
const TAB_LEN_MAX: usize = 31;

/// The longest text that is written into a cell, in characters; Excel takes 32,767 UTF-16 units.
const TEXT_LEN_MAX: usize = 16_000;

/// Names that are taken; spreadsheets do not tell upper from lower case.
pub(super) struct Names {
    tabs: BTreeSet<String>,
    objects: BTreeSet<String>,
}

impl Names {
    /// Begins with the names of the worksheets that are not tables.
    pub(super) fn new(words: &BookWords, contents: &str) -> Self {
        let tabs = [words.cover, contents, words.notes, words.definitions, words.charts, "history"];
        Self { tabs: tabs.into_iter().map(str::to_lowercase).collect(), objects: BTreeSet::new() }
    }

    /// A name for a worksheet that begins as `wanted` does.
    pub(super) fn tab(&mut self, wanted: &str) -> String {
        let plain: String = clean(wanted).chars().filter(|char| !"*?:[]\\/'".contains(*char)).collect();
        let names = std::iter::once(cut(plain.trim(), TAB_LEN_MAX)).chain((2..).map(|count| {
            let mark = format!(" ({count})");
            format!("{}{mark}", cut(plain.trim(), TAB_LEN_MAX - mark.len()))
        }));
        free(&mut self.tabs, names)
    }

    /// A name for a table object: `wanted` itself wherever it is not a number, a cell's or another table's.
    pub(super) fn object(&mut self, wanted: &str) -> String {
        let begin = if check_name(wanted).is_ok() { wanted.to_owned() } else { format!("t_{wanted}") };
        let others = begin.clone();
        free(&mut self.objects, std::iter::once(begin).chain((2..).map(move |count| format!("{others}_{count}"))))
    }
}

/// The headers of a table, each different from those before it.
pub(super) fn headers(wanted: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let header = |wanted: String| {
        let wanted = cut(&clean(&wanted), 240);
        let others = wanted.clone();
        free(&mut taken, std::iter::once(wanted).chain((2..).map(move |count| format!("{others} ({count})"))))
    };
    wanted.map(header).collect()
}

/// A text as a cell can hold it: no control characters, and no longer than a cell takes.
pub(super) fn clean(text: &str) -> String {
    let visible = |char: char| if char.is_control() || matches!(char, '\u{fffe}' | '\u{ffff}') { ' ' } else { char };
    text.chars().map(visible).take(TEXT_LEN_MAX).collect()
}

/// As much of a text as fits, up to the end of a word where one ends in the second half.
fn cut(text: &str, length: usize) -> String {
    let mut units = 0;
    let fits: String = text
        .chars()
        .take_while(|char| {
            units += char.len_utf16();
            units <= length
        })
        .collect();
    if fits.len() == text.len() {
        return fits;
    }
    let word = fits.rfind(' ').filter(|end| *end * 2 >= fits.len()).unwrap_or(fits.len());
    fits[..word].trim_end().to_owned()
}

/// The first name that nobody has.
fn free(taken: &mut BTreeSet<String>, mut names: impl Iterator<Item = String>) -> String {
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;
    use record::event::Language;

    fn names() -> Names {
        let words = Words::of(Language::En);
        Names::new(&words.book, words.contents)
    }

    #[test]
    fn tabs_are_short_plain_and_different() {
        let mut names = names();
        assert_eq!(names.tab("1 Visitors by country"), "1 Visitors by country");
        assert_eq!(names.tab("1 VISITORS by country"), "1 VISITORS by country (2)");
        assert_eq!(names.tab("Contents"), "Contents (2)");
        assert_eq!(names.tab("2 A/B: [what] 'is' this?"), "2 AB what is this");
        assert_eq!(names.tab("3 Registrations and cancellations by day"), "3 Registrations and");
        assert_eq!(names.tab("3 Registrations and cancellations by week"), "3 Registrations and (2)");
        assert_eq!(names.tab(&"🎉".repeat(40)).encode_utf16().count(), 30);
    }

    #[test]
    fn objects_are_named_as_their_tables_wherever_a_spreadsheet_allows_it() {
        let mut names = names();
        assert_eq!(
            ["visitors_by_day", "a1", "r1c1", "2026", "true"].map(|stem| names.object(stem)),
            ["visitors_by_day", "t_a1", "t_r1c1", "t_2026", "t_true"]
        );
        assert_eq!(names.object("t_a1"), "t_a1_2");
    }

    #[test]
    fn headers_differ_and_texts_hold_nothing_that_xml_does_not() {
        assert_eq!(headers(["Share", "share", "x\0y"].map(str::to_owned).into_iter()), ["Share", "share (2)", "x y"]);
        assert_eq!(clean("a\u{b}b\u{ffff}\n"), "a b  ");
    }
}
