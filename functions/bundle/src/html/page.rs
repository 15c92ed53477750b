//! The page around the tables.

use maud::{DOCTYPE, Markup, html};

use super::{Page, about, answer, raw, table};
use crate::chapters::Chapter;
use crate::words::Sorting;

/// What the page may load: nothing. Defence in depth, it asks for nothing either.
pub(super) const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/// The whole file.
pub(super) fn render(page: &Page<'_>) -> String {
    let words = page.locale.words;
    let event = page.report.event;
    let chapters = page.chapters();
    let markup = html! {
        (DOCTYPE)
        html lang=(page.locale.language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(CONTENT_SECURITY_POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (page.title()) " – " (words.kicker) }
                // Without it a browser asks the server for an icon.
                link rel="icon" href="data:,";
                (raw::style())
            }
            body {
                a.skip href="#report" { (words.skip) }
                header.masthead {
                    p.kicker { (words.kicker) }
                    h1 lang=[page.other_language(&event.title)] { (page.title()) }
                    p.dates { (page.locale.days_of(event)) }
                }
                main #report tabindex="-1" {
                    (answer::render(page))
                    (contents(page, &chapters))
                    (hidden_note(page))
                    @for chapter in &chapters { (render_chapter(page, chapter)) }
                }
                (about::render(page))
            }
        }
    };
    markup.into_string()
}

fn contents(page: &Page<'_>, chapters: &[Chapter<'_>]) -> Markup {
    html! {
        nav.contents aria-label=(page.locale.words.contents) {
            ul {
                @for chapter in chapters { li { a href={ "#c-" (chapter.folder) } { (chapter.title(page.locale.words)) } } }
                li { a href="#about" { (page.locale.words.about) } }
            }
            (index(page))
        }
    }
}

/// Every table by its name, in alphabetical order, for who is asked for one number.
fn index(page: &Page<'_>) -> Markup {
    let sorting = Sorting::of(page.locale.language);
    let mut names: Vec<(&str, &str)> = page.sheets.iter().map(|sheet| (page.name(sheet), sheet.spec.name.as_str())).collect();
    names.sort_by(|one, other| sorting.compare(one.0, other.0).then(one.1.cmp(other.1)));
    html! {
        details.index {
            summary { ((page.locale.words.all_tables)(&page.locale.whole(names.len()))) }
            ul { @for (name, table) in &names { li { a href={ "#t-" (table) } { (name) } } } }
        }
    }
}

/// What the mark of a hidden value means: told once, before the first of them, and named by every table that has one.
fn hidden_note(page: &Page<'_>) -> Markup {
    html! {
        @if let Some(note) = page.hidden_note() { p.hidden #hidden { (note) } }
    }
}

fn render_chapter(page: &Page<'_>, chapter: &Chapter<'_>) -> Markup {
    html! {
        section.chapter #{ "c-" (chapter.folder) } aria-labelledby={ "hc-" (chapter.folder) } {
            h2 #{ "hc-" (chapter.folder) } { (chapter.title(page.locale.words)) }
            @for sheet in &chapter.told { (table::section(page, sheet)) }
            @if !chapter.untold.is_empty() { (untold(page, chapter)) }
        }
    }
}

/// The tables of a chapter that tell no number.
fn untold(page: &Page<'_>, chapter: &Chapter<'_>) -> Markup {
    html! {
        section.untold {
            h3 { (page.locale.words.untold) }
            p.nothing { (page.nothing()) }
            ul {
                @for sheet in &chapter.untold {
                    li #{ "t-" (sheet.spec.name) } lang=[page.other_language(&sheet.spec.title)] {
                        (page.name(sheet))
                        @for note in page.protection(sheet) { p.note { (note) } }
                    }
                }
            }
        }
    }
}
