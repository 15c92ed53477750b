//! What is said around the numbers of a table: what they mean, how many are hidden and why.

use disclosure::Rule;
use record::table::Unit;

use super::Content;
use crate::sheet::Sheet;

/// Numbers and what goes with them stand to the right.
pub(crate) fn stands_right(unit: Unit) -> bool {
    unit.is_value() || matches!(unit, Unit::Time | Unit::Minute)
}

impl<'a> Content<'a> {
    /// What the mark of a hidden value means, where any value is hidden: told once, before the first of them.
    pub(crate) fn hidden_note(&self) -> Option<String> {
        let told = self.sheets.iter().any(|sheet| sheet.hidden.cells() > 0 || sheet.shows_hidden());
        told.then(|| (self.locale.words.hidden_note)(&self.locale.whole(self.min_persons())))
    }

    /// What is said instead of tables that tell no number.
    pub(crate) fn nothing(&self) -> String {
        (self.locale.words.nothing)(&self.locale.whole(self.min_persons()))
    }

    /// How much of a table is hidden and why, and what stays from an earlier release.
    pub(crate) fn protection(&self, sheet: &Sheet<'_>) -> Vec<String> {
        let (words, locale, hidden) = (self.locale.words, self.locale, sheet.hidden);
        let persons = locale.whole(self.min_persons());
        let stay = hidden.by(Rule::Changed);
        let whys = [&[Rule::TooFew][..], &[Rule::Dominance], &[Rule::Homogeneity], &[Rule::Complement], &[Rule::Linked, Rule::Withheld]];
        let counts = whys.into_iter().map(|rules| (rules[0], rules.iter().map(|rule| hidden.by(*rule)).sum::<usize>()));
        let by: Vec<String> =
            counts.filter(|(_, count)| *count > 0).map(|(rule, count)| (words.hidden_by)(rule, &locale.whole(count), &persons)).collect();
        let here = (words.hidden_here)(&locale.whole(hidden.cells() - stay), &locale.whole(hidden.of_cells));
        let hidden = (!by.is_empty()).then(|| format!("{here} {}.", by.join("; ")));
        let stay = (stay > 0).then(|| (words.stay)(&locale.whole(stay), &persons));
        hidden.into_iter().chain(stay).collect()
    }

    /// The columns that say what they mean: label and definition.
    pub(crate) fn definitions(&self, sheet: &Sheet<'a>) -> Vec<(&'a str, &'a str)> {
        let language = self.locale.language;
        let defined = |(_, column): (usize, &'a record::table::ColumnSpec)| {
            Some((column.label.get(language).unwrap_or(&column.name), column.definition.get(language)?))
        };
        sheet.columns().filter_map(defined).collect()
    }
}
