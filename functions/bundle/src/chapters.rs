//! The chapters of the report, in the order in which every file tells them.

use crate::sheet::Sheet;
use crate::words::Words;

/// The chapters in the order in which they are told; folders of other names come after them, by name.
const ORDER: [&str; 6] = ["audience", "sessions", "interaction", "stands", "registrations", "quality"];

/// The tables that are told first in their chapters, in this order; others come after them, in the order of the release.
const FIRST: [&str; 15] = [
    "attendance",
    "visits_by_day",
    "visitors_by_mode",
    "visitors_by_country",
    "attendance_by_ticket",
    "sessions",
    "rooms",
    "concurrency",
    "retention",
    "time_in_session",
    "session_flow",
    "chat",
    "polls",
    "stands",
    "registrations_by_day",
];

/// A chapter of the report.
pub(crate) struct Chapter<'a> {
    /// The folder of its query files.
    pub(crate) folder: &'a str,
    /// Its tables that tell a number, in the order in which they are told.
    pub(crate) told: Vec<&'a Sheet<'a>>,
    /// Its tables that tell none: they are only named, so that what is told is not lost between them.
    pub(crate) untold: Vec<&'a Sheet<'a>>,
}

impl<'a> Chapter<'a> {
    /// The chapters that have a table.
    pub(crate) fn all(sheets: &'a [Sheet<'a>]) -> Vec<Self> {
        let mut folders: Vec<&str> = sheets.iter().map(|sheet| sheet.spec.chapter.as_str()).collect();
        folders.sort_by_key(|folder| (ORDER.iter().position(|known| known == folder).unwrap_or(ORDER.len()), *folder));
        folders.dedup();
        let place = |sheet: &&Sheet<'_>| FIRST.iter().position(|name| *name == sheet.spec.name).unwrap_or(FIRST.len());
        let tables = |folder| {
            let mut tables: Vec<&Sheet<'_>> = sheets.iter().filter(|sheet| sheet.spec.chapter == folder).collect();
            tables.sort_by_key(place);
            tables.into_iter().partition(|sheet| sheet.tells())
        };
        let chapter = |folder| {
            let (told, untold) = tables(folder);
            Self { folder, told, untold }
        };
        folders.into_iter().map(chapter).collect()
    }

    /// All its tables: those that tell a number, then the others.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &'a Sheet<'a>> {
        self.told.iter().chain(&self.untold).copied()
    }

    /// What it is called in a language; its folder where it is none of ours.
    pub(crate) fn title(&self, words: &Words) -> &'a str {
        words.chapter(self.folder).unwrap_or(self.folder)
    }
}
