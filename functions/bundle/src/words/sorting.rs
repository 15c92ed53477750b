//! The order of names as a language's readers expect it: å, ä and ö last in Finnish and Swedish, beside a and o in English.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use record::event::Language;

/// A language's order of names. Numbers in names are compared as numbers: room 2 stands before room 10.
#[derive(Debug)]
pub(crate) struct Sorting(Option<CollatorBorrowed<'static>>);

impl Sorting {
    /// The order of a language.
    pub(crate) fn of(language: Language) -> Self {
        let locale = format!("{}-u-kn", language.tag()).parse::<icu_locale_core::Locale>();
        Self(locale.ok().and_then(|locale| Collator::try_new(locale.into(), CollatorOptions::default()).ok()))
    }

    /// Which of two names comes first. Names that only a program can tell apart are in the order of their characters.
    pub(crate) fn compare(&self, one: &str, other: &str) -> Ordering {
        let read = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        read.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_their_language() {
        let sorted = |language: Language| {
            let sorting = Sorting::of(language);
            let mut names = vec!["Öland", "Zürich", "Äänekoski", "Aalto", "Åbo", "Oulu", "Sali 10", "Sali 2"];
            names.sort_by(|one, other| sorting.compare(one, other));
            names
        };
        let north = ["Aalto", "Oulu", "Sali 2", "Sali 10", "Zürich", "Åbo", "Äänekoski", "Öland"];
        assert_eq!(sorted(Language::Fi), north);
        assert_eq!(sorted(Language::Sv), north);
        assert_eq!(sorted(Language::En), ["Aalto", "Äänekoski", "Åbo", "Öland", "Oulu", "Sali 2", "Sali 10", "Zürich"]);
    }
}
