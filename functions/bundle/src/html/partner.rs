//! A partner's digest: a page of its own, with nobody else's numbers.

use maud::{DOCTYPE, Markup, html};

use super::{Page, page, raw};
use crate::partners::Partner;
use crate::sheet::Sheet;

/// The whole file. The sheets of the page hold the partner's rows alone.
pub(super) fn render(page: &Page<'_>, partner: &Partner<'_>) -> String {
    let words = page.locale.words;
    let name = partner.name(page.locale.language);
    let markup = html! {
        (DOCTYPE)
        html lang=(page.locale.language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(page::CONTENT_SECURITY_POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (name) " – " (page.title()) }
                link rel="icon" href="data:,";
                (raw::style())
            }
            body {
                header.masthead {
                    p.kicker { (words.partner_kicker) }
                    h1 { (name) }
                    p.dates { (page.title()) ", " (page.locale.days_of(page.report.event)) }
                }
                main #report tabindex="-1" {
                    p { (words.partner_introduction) }
                    @if page.sheets.iter().any(Sheet::shows_hidden) {
                        p.hidden #hidden { ((words.hidden_note)(&page.locale.whole(page.min_persons()))) }
                    }
                    @for sheet in page.sheets { (section(page, sheet)) }
                }
                footer.about aria-labelledby="about" {
                    h2 #about { (words.about_sharing) }
                    p { (words.partner_sharing) }
                    p { ((words.about_time_text)(&page.report.event.timezone_name)) }
                }
            }
        }
    };
    markup.into_string()
}

fn section(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let language = page.locale.language;
    let spec = sheet.spec;
    html! {
        section.table #{ "t-" (spec.name) } {
            h2 { (spec.title.get(language).unwrap_or(&spec.name)) }
            @if let Some(summary) = spec.summary.get(language) { p.summary { (summary) } }
            @if sheet.rows() == 0 {
                p.nothing { (page.nothing()) }
            } @else {
                (table(page, sheet))
                (definitions(page, sheet))
            }
        }
    }
}

/// One row stands up, several lie.
fn table(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let label = |column: &record::table::ColumnSpec| column.label.get(page.locale.language).unwrap_or(&column.name).to_owned();
    let right = |column: &record::table::ColumnSpec| column.unit.is_value().then_some("right");
    let explained = sheet.shows_hidden().then_some("hidden");
    html! {
        div.scroll {
            @if sheet.rows() == 1 {
                table.single aria-describedby=[explained] { tbody {
                    @for (position, column) in sheet.columns() { tr {
                        th scope="row" { (label(column)) }
                        td.right { (page.titles.cell(sheet, position, 0)) }
                    } }
                } }
            } @else {
                table aria-describedby=[explained] {
                    thead { tr { @for (_, column) in sheet.columns() { th scope="col" class=[right(column)] { (label(column)) } } } }
                    tbody { @for row in 0..sheet.rows() { tr {
                        @for (position, column) in sheet.columns() {
                            td class=[right(column)] { (page.titles.cell(sheet, position, row)) }
                        }
                    } } }
                }
            }
        }
    }
}

fn definitions(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let language = page.locale.language;
    let defined = sheet.columns().filter_map(|(_, column)| Some((column.label.get(language)?, column.definition.get(language)?)));
    html! {
        details.definitions open {
            summary { (page.locale.words.definitions) }
            dl { @for (label, definition) in defined { dt { (label) } dd { (definition) } } }
        }
    }
}
