//! A table of the report, with what its columns mean.

use maud::{Markup, html};
use record::event::Language;
use record::table::Unit;

use super::{Page, figure};
use crate::charts::HIDDEN;
use crate::content::stands_right;
use crate::data::csv_path;
use crate::sheet::Sheet;

/// A table with more rows than this waits in a fold, one tap away.
const OPEN_ROWS_MAX: usize = 12;

/// A table with more rows than this is told in part; all of it is in the CSV.
const ROWS_MAX: usize = 200;

/// A table with more rows than this is not printed on paper; its drawing is.
const PAPER_ROWS_MAX: usize = 60;

/// The section of a table: title, summary, drawing, numbers, definitions.
pub(super) fn section(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let spec = sheet.spec;
    let language = page.locale.language;
    let words = page.locale.words;
    html! {
        section.table #{ "t-" (spec.name) } {
            (heading(page, sheet))
            @if let Some(summary) = spec.summary.get(language) { p.summary lang=[page.other_language(&spec.summary)] { (summary) } }
            (figure::render(page, sheet))
            @if sheet.rows() > OPEN_ROWS_MAX {
                details.rows.long[sheet.rows() > PAPER_ROWS_MAX] {
                    summary { ((words.table_rows)(&page.locale.whole(sheet.rows()))) }
                    (table(page, sheet))
                }
            } @else if sheet.stands() {
                (single(page, sheet))
            } @else {
                (table(page, sheet))
            }
            @for note in page.protection(sheet) { p.note { (note) } }
            (definitions(page, sheet))
        }
    }
}

/// What the numbers say, under what the table is called; where they say nothing, its name alone.
fn heading(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    html! {
        @if let Some(headline) = page.headline(sheet) {
            hgroup { p.title lang=[page.other_language(&sheet.spec.title)] { (page.name(sheet)) } h3 { (headline) } }
        } @else {
            h3 lang=[page.other_language(&sheet.spec.title)] { (page.name(sheet)) }
        }
    }
}

fn table(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let words = page.locale.words;
    let language = page.locale.language;
    let order = page.titles.order(sheet);
    let shown = order.len().min(ROWS_MAX);
    let explained = sheet.shows_hidden().then_some("hidden");
    html! {
        div.scroll tabindex="0" role="group" aria-label={ (page.name(sheet)) ". " (words.scroll) } {
            table aria-describedby=[explained] {
                caption.unseen { (page.name(sheet)) }
                thead { tr {
                    @for (_, column) in sheet.columns() {
                        th scope="col" class=[right(column.unit)] lang=[page.other_language(&column.label)] { (column.label.get(language).unwrap_or(&column.name)) }
                    }
                } }
                tbody {
                    @for &row in order.iter().take(ROWS_MAX) { tr {
                        @for (position, column) in sheet.columns() {
                            (cell(page, sheet, (position, row), position == 0 && !column.unit.is_value()))
                        }
                    } }
                }
            }
        }
        @if shown < sheet.rows() {
            p.note { ((words.first_rows)(&page.locale.whole(shown), &page.locale.whole(sheet.rows()), &csv_path(sheet))) }
        }
    }
}

/// The only row of a table, standing up: its columns are told below each other.
fn single(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let language = page.locale.language;
    let explained = sheet.shows_hidden().then_some("hidden");
    html! {
        div.scroll {
            table.single aria-describedby=[explained] {
                caption.unseen { (page.name(sheet)) }
                tbody {
                    @for (position, column) in sheet.columns() { tr {
                        th scope="row" lang=[page.other_language(&column.label)] { (column.label.get(language).unwrap_or(&column.name)) }
                        (cell(page, sheet, (position, 0), false))
                    } }
                }
            }
        }
    }
}

/// A cell, at a column and a row; one that names its row is its head.
fn cell(page: &Page<'_>, sheet: &Sheet<'_>, (column, row): (usize, usize), names: bool) -> Markup {
    let text = page.titles.cell(sheet, column, row);
    let language = page.titles.language(sheet, column, row).map(Language::tag);
    let unit = sheet.spec.columns.get(column).map(|column| column.unit);
    html! {
        @if names {
            th scope="row" lang=[language] { (text) }
        } @else if text == HIDDEN {
            td.right.c { (text) }
        } @else {
            td class=[unit.and_then(right)] lang=[language] { (text) }
        }
    }
}

fn right(unit: Unit) -> Option<&'static str> {
    stands_right(unit).then_some("right")
}

fn definitions(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let words = page.locale.words;
    let defined = page.definitions(sheet);
    html! {
        details.definitions {
            summary { (words.definitions) }
            @if !defined.is_empty() {
                dl { @for (label, definition) in defined { dt { (label) } dd { (definition) } } }
            }
            p.note { (words.file) " " code { (csv_path(sheet)) } }
        }
    }
}
