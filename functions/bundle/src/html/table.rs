//! A table of the report, with what its columns mean.

use disclosure::Rule;
use maud::{Markup, html};
use record::table::Unit;

use super::{Page, figure};
use crate::charts::HIDDEN;
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
            h3 { (spec.title.get(language).unwrap_or(&spec.name)) }
            @if let Some(summary) = spec.summary.get(language) { p.summary { (summary) } }
            @if sheet.rows() == 0 {
                p.nothing { ((words.nothing)(&page.locale.whole(page.min_persons()))) }
            } @else {
                (figure::render(page, sheet))
                @if sheet.rows() > OPEN_ROWS_MAX {
                    details.rows.long[sheet.rows() > PAPER_ROWS_MAX] {
                        summary { ((words.table_rows)(&page.locale.whole(sheet.rows()))) }
                        (table(page, sheet))
                    }
                } @else if sheet.rows() == 1 && sheet.spec.columns.iter().all(|column| column.unit.is_value()) {
                    (single(page, sheet))
                } @else {
                    (table(page, sheet))
                }
            }
            (protection(page, sheet))
            (definitions(page, sheet))
        }
    }
}

/// How much of the table is hidden and why, and what stays from an earlier release.
fn protection(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let (words, locale, hidden) = (page.locale.words, page.locale, sheet.hidden);
    let persons = locale.whole(page.min_persons());
    let stay = hidden.by(Rule::Changed);
    let whys = [&[Rule::TooFew][..], &[Rule::Dominance], &[Rule::Homogeneity], &[Rule::Complement], &[Rule::Linked, Rule::Withheld]];
    let counts = whys.into_iter().map(|rules| (rules[0], rules.iter().map(|rule| hidden.by(*rule)).sum::<usize>()));
    let by: Vec<String> =
        counts.filter(|(_, count)| *count > 0).map(|(rule, count)| (words.hidden_by)(rule, &locale.whole(count), &persons)).collect();
    html! {
        @if !by.is_empty() {
            p.note { ((words.hidden_here)(&locale.whole(hidden.cells() - stay), &locale.whole(hidden.of_cells))) " " (by.join("; ")) "." }
        }
        @if stay > 0 { p.note { ((words.stay)(&locale.whole(stay), &persons)) } }
    }
}

fn table(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let spec = sheet.spec;
    let words = page.locale.words;
    let language = page.locale.language;
    let shown = sheet.rows().min(ROWS_MAX);
    let explained = sheet.shows_hidden().then_some("hidden");
    html! {
        div.scroll tabindex="0" role="group" aria-label={ (spec.title.get(language).unwrap_or(&spec.name)) ". " (words.scroll) } {
            table aria-describedby=[explained] {
                caption.unseen { (spec.title.get(language).unwrap_or(&spec.name)) }
                thead { tr {
                    @for (_, column) in sheet.columns() {
                        th scope="col" class=[right(column.unit)] { (column.label.get(language).unwrap_or(&column.name)) }
                    }
                } }
                tbody {
                    @for row in 0..shown { tr {
                        @for (position, column) in sheet.columns() {
                            (cell(&page.titles.cell(sheet, position, row), column.unit, position))
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
    let spec = sheet.spec;
    let language = page.locale.language;
    let explained = sheet.shows_hidden().then_some("hidden");
    html! {
        div.scroll {
            table.single aria-describedby=[explained] {
                caption.unseen { (spec.title.get(language).unwrap_or(&spec.name)) }
                tbody {
                    @for (position, column) in sheet.columns() { tr {
                        th scope="row" { (column.label.get(language).unwrap_or(&column.name)) }
                        (cell(&page.titles.cell(sheet, position, 0), column.unit, 1))
                    } }
                }
            }
        }
    }
}

/// The first column names the row.
fn cell(text: &str, unit: Unit, position: usize) -> Markup {
    html! {
        @if position == 0 && !unit.is_value() {
            th scope="row" { (text) }
        } @else if text == HIDDEN {
            td.right.c { (text) }
        } @else {
            td class=[right(unit)] { (text) }
        }
    }
}

/// Numbers and what goes with them stand to the right.
fn right(unit: Unit) -> Option<&'static str> {
    (unit.is_value() || matches!(unit, Unit::Time | Unit::Minute)).then_some("right")
}

fn definitions(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let words = page.locale.words;
    let language = page.locale.language;
    let defined: Vec<(&str, &str)> = sheet
        .columns()
        .filter_map(|(_, column)| Some((column.label.get(language).unwrap_or(&column.name), column.definition.get(language)?)))
        .collect();
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
