//! What the report says of the hand-made event, as a text that a person can review: its figures, and each table's name, headline and first
//! rows. `BLESS=tests/golden` has what is said now written into that folder of the crate; what changed is then for `git diff` to show.

use std::path::Path;

use super::{files, read};
use crate::fixture::spring_days;

/// What is read from a page: where it begins, where it ends, and what stands before it in the text.
const READ: [(&str, &str, &str); 10] = [
    ("<h1>", "</h1>", "\n# "),
    ("<p class=\"dates\">", "</p>", "  "),
    ("<p class=\"big\">", "</p>", "* "),
    ("<p class=\"note\">", "</p>", "  "),
    ("<h2 ", "</h2>", "\n## "),
    ("<p class=\"title\">", "</p>", "\n("),
    ("<h3>", "</h3>", "\n### "),
    ("<p class=\"measure\">", "</p>", "drawn: "),
    ("<figcaption ", "</figcaption>", "  "),
    ("<tr>", "</tr>", "| "),
];

/// Rows of a table that are told, the head among them.
const ROWS: usize = 4;

#[test]
fn the_report_says_what_was_reviewed() {
    let files = files(&spring_days());
    for language in ["en", "fi", "sv"] {
        let said = said(read(&files, &format!("report.{language}.html")));
        let name = format!("spring_days.{language}.txt");
        if let Some(folder) = std::env::var_os("BLESS") {
            std::fs::write(Path::new(&folder).join(&name), &said).expect("a golden file");
            continue;
        }
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(&name);
        let reviewed = std::fs::read_to_string(&golden).unwrap_or_default();
        assert!(said == reviewed, "{} says otherwise now: look at it with BLESS=tests/golden and git diff", golden.display());
    }
}

/// What a page says.
fn said(page: &str) -> String {
    let starts = |(start, end, before): (&'static str, &'static str, &'static str)| {
        page.match_indices(start).map(move |(at, _)| (at, start, end, before))
    };
    let mut found: Vec<_> = READ.into_iter().flat_map(starts).collect();
    found.sort_unstable();
    let mut text = String::new();
    let mut rows = 0;
    for (at, start, end, before) in found {
        rows = if start == "<tr>" { rows + 1 } else { 0 };
        if rows <= ROWS {
            let inner = page[at..].split(end).next().unwrap_or_default();
            text.push_str(before);
            text.push_str(&plain(inner));
            text.push_str(if start.contains("title") { ")" } else { "\n" });
        }
    }
    text
}

/// A piece of markup as plain text, its cells kept apart.
fn plain(markup: &str) -> String {
    let mut text = String::new();
    for piece in markup.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        if ["th", "td"].iter().any(|cell| tag.starts_with(cell)) && !text.is_empty() {
            text.push_str(" | ");
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").replace('\u{a0}', "~");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
