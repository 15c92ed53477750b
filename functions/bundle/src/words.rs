//! The phrases of the report, and how each language writes numbers and times. A language is one file, a missing phrase a compile error.

mod book;
mod en;
mod fi;
mod headlines;
mod locale;
mod sorting;
mod sv;

use disclosure::Rule;
use jiff::civil::{Date, Time, Weekday};
use record::event::Language;

pub(crate) use book::BookWords;
pub(crate) use headlines::{Count, Deeds, Headlines};
pub(crate) use locale::Locale;
pub(crate) use sorting::Sorting;

/// Everything the report says in one language, beside the texts of the event definition and of the query files.
///
/// Names in the phrases' arguments stand for texts that are already written in the language: numbers, times, titles.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) decimal_mark: char,
    pub(crate) group_mark: char,
    pub(crate) percent: &'static str,
    pub(crate) weekdays: [&'static str; 7],
    /// `12 May 2026`
    pub(crate) date: fn(Date) -> String,
    /// `12 May`
    pub(crate) day_month: fn(Date) -> String,
    /// `12–13 May 2026`
    pub(crate) dates: fn(Date, Date) -> String,
    /// `09:05`
    pub(crate) clock: fn(Time) -> String,
    /// A day and a clock time, both written: `12 May, 09:05`.
    pub(crate) moment: fn(&str, &str) -> String,

    pub(crate) skip: &'static str,
    pub(crate) kicker: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) in_short: &'static str,
    pub(crate) visitor: &'static str,
    pub(crate) visitors: &'static str,
    pub(crate) of_registered: fn(&str) -> String,
    pub(crate) show_up: &'static str,
    pub(crate) no_shows: fn(&str) -> String,
    pub(crate) walk_ins: fn(&str) -> String,
    pub(crate) peak: &'static str,
    pub(crate) place_and_time: fn(&str, &str) -> String,
    pub(crate) best_session: &'static str,
    pub(crate) best_session_stayed: fn(&str, &str) -> String,
    pub(crate) best_stand: &'static str,
    /// Said of the largest number where others are hidden.
    pub(crate) of_shown: &'static str,
    /// Said of a share of those present at the start: lost within so many minutes.
    pub(crate) left_early: &'static str,
    pub(crate) lost_within: fn(&str) -> String,
    /// A stretch of a session's minutes.
    pub(crate) minutes_between: fn(&str, &str) -> String,
    pub(crate) best_country: fn(&str) -> String,
    pub(crate) best_country_note: fn(&str) -> String,

    pub(crate) headlines: Headlines,
    pub(crate) highest: fn(&str, &str) -> String,
    pub(crate) chapters: &'static [(&'static str, &'static str)],
    pub(crate) table_rows: fn(&str) -> String,
    pub(crate) first_rows: fn(&str, &str, &str) -> String,
    pub(crate) definitions: &'static str,
    /// The definition of one number.
    pub(crate) definition: &'static str,
    /// All tables by name, one tap away.
    pub(crate) all_tables: fn(&str) -> String,
    pub(crate) file: &'static str,
    /// The heading of a chapter's tables that tell no number, and why they do not.
    pub(crate) untold: &'static str,
    pub(crate) nothing: fn(&str) -> String,
    pub(crate) scroll: &'static str,
    pub(crate) not_known: &'static str,
    pub(crate) none: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) left_out: fn(&Count) -> String,
    /// Drawings of the same kind that wait in a fold.
    pub(crate) more_drawings: fn(&Count) -> String,

    pub(crate) bars: fn(&str) -> String,
    pub(crate) columns: fn(&str) -> String,
    pub(crate) histogram: fn(&str) -> String,
    pub(crate) lines: fn(&str) -> String,
    pub(crate) matrix: fn(&str) -> String,
    pub(crate) some_hidden: &'static str,
    pub(crate) matrix_rows: fn(&str, &str) -> String,
    /// Which side of a grid of ways is which.
    pub(crate) flow_sides: &'static str,
    pub(crate) own_scales: &'static str,
    /// What parts are, and what they are parts of.
    pub(crate) share_of: fn(&str, &str) -> String,

    pub(crate) hidden_note: fn(&str) -> String,
    /// How many numbers of a table are hidden, of how many.
    pub(crate) hidden_here: fn(&str, &str) -> String,
    /// How many of them are hidden by a rule: the number, and the least number of persons.
    pub(crate) hidden_by: fn(Rule, &str, &str) -> String,
    /// How many numbers of a table are still those of an earlier release.
    pub(crate) stay: fn(&str, &str) -> String,
    pub(crate) about: &'static str,
    pub(crate) about_numbers: &'static str,
    pub(crate) about_numbers_text: &'static str,
    pub(crate) about_time: &'static str,
    pub(crate) about_time_text: fn(&str) -> String,
    pub(crate) about_privacy: &'static str,
    pub(crate) about_privacy_text: fn(&str) -> String,
    pub(crate) about_privacy_count: fn(&str, &str) -> String,
    pub(crate) about_privacy_none: &'static str,
    pub(crate) about_sharing: &'static str,
    pub(crate) about_sharing_text: &'static [&'static str],
    pub(crate) about_quality: &'static str,
    pub(crate) about_quality_text: fn(&Count, &str) -> String,
    /// How many of the event's texts are shown in another language.
    pub(crate) about_languages: fn(&Count) -> String,
    pub(crate) about_quality_chapter: &'static str,
    /// Tables that are not there, by their names.
    pub(crate) about_missing: fn(&str) -> String,
    pub(crate) made_by: fn(&str) -> String,
    pub(crate) missing_characters: &'static str,

    pub(crate) partner_kicker: &'static str,
    pub(crate) partner_introduction: &'static str,
    pub(crate) partner_sharing: &'static str,

    /// What only the workbook says.
    pub(crate) book: BookWords,

    /// Words of the closed vocabularies and of `data_quality`, by how the tables write them.
    pub(crate) categories: &'static [(&'static str, &'static str)],
    /// Countries as CLDR names them, `FI Finland|SE Sweden`: ISO 3166-1 alpha-2 and XK.
    pub(crate) countries: &'static str,
}

impl Words {
    /// The phrases of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &en::WORDS,
            Language::Fi => &fi::WORDS,
            Language::Sv => &sv::WORDS,
        }
    }

    /// The word for a category, where there is one.
    pub(crate) fn category(&self, raw: &str) -> Option<&'static str> {
        find(self.categories, raw)
    }

    /// The name of a country, where it is one.
    pub(crate) fn country(&self, code: &str) -> Option<&'static str> {
        self.named_countries().find(|(known, _)| *known == code).map(|(_, name)| name)
    }

    fn named_countries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.countries.split('|').filter_map(|country| country.split_once(' '))
    }

    /// The name of a chapter, where it is one of ours.
    pub(crate) fn chapter(&self, folder: &str) -> Option<&'static str> {
        find(self.chapters, folder)
    }

    fn weekday(&self, weekday: Weekday) -> &'static str {
        usize::try_from(weekday.to_monday_zero_offset()).ok().and_then(|day| self.weekdays.get(day)).copied().unwrap_or_default()
    }
}

fn find(list: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    list.iter().find(|(raw, _)| *raw == key).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_names_the_same_things_once() {
        for of in [|words: &Words| words.categories, |words: &Words| words.chapters] {
            let keys = Language::ALL.map(|language| of(Words::of(language)).iter().map(|(key, _)| *key).collect::<BTreeSet<_>>());
            assert_eq!(keys[0], keys[1]);
            assert_eq!(keys[0], keys[2]);
            assert!(Language::ALL.iter().all(|&language| of(Words::of(language)).len() == keys[0].len()));
        }
    }

    #[test]
    fn every_language_names_every_country_once() {
        for language in Language::ALL {
            let codes: Vec<&str> = Words::of(language).named_countries().map(|(code, _)| code).collect();
            assert_eq!(codes.len(), 250, "the 249 of ISO 3166-1, and Kosovo");
            assert!(codes.is_sorted() && codes.iter().all(|code| code.len() == 2), "{language:?}");
        }
        let named = |code: &str| Language::ALL.map(|language| Words::of(language).country(code));
        assert_eq!(named("AX"), [Some("Åland Islands"), Some("Ahvenanmaa"), Some("Åland")]);
        assert_eq!(named("XX"), [None; 3]);
    }
}
