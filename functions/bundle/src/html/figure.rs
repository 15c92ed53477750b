//! The drawing of a table, on sheets for wide and for narrow screens.

use maud::{Markup, html};

use super::{Page, raw};
use crate::content::Drawing;
use crate::sheet::Sheet;

/// The figure of a table, where it has one.
pub(super) fn render(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let Some(figure) = page.figure(sheet) else { return html! {} };
    let panels: Vec<&Drawing> = figure.drawings.iter().filter(|drawing| drawing.wide.is_none()).collect();
    html! {
        figure.chart {
            p.measure { (figure.measure) }
            @if !panels.is_empty() { div.panels { @for drawing in panels { (panel(drawing)) } } }
            @for drawing in &figure.drawings { (whole(page, sheet, drawing)) }
            @if let Some(note) = page.left_out(&figure) { figcaption.note { (note) } }
        }
    }
}

/// A drawing that stands beside others.
fn panel(drawing: &Drawing) -> Markup {
    html! { div.panel { h4 { (drawing.title) } @if let Some(narrow) = &drawing.narrow { (raw::drawing(narrow)) } } }
}

/// A drawing that has the page's width. Where no narrow one could be read, the wide one scrolls.
fn whole(page: &Page<'_>, sheet: &Sheet<'_>, drawing: &Drawing) -> Markup {
    let Some(wide) = &drawing.wide else { return html! {} };
    html! {
        @if !drawing.title.is_empty() { h4.day { (drawing.title) } }
        @if let Some(narrow) = &drawing.narrow {
            div.wide { (raw::drawing(wide)) }
            div.narrow { (raw::drawing(narrow)) }
        } @else {
            div.scroll tabindex="0" role="group" aria-label={ (page.name(sheet)) ". " (page.locale.words.scroll) } {
                div.grid { (raw::drawing(wide)) }
            }
        }
        @if !drawing.key.is_empty() {
            ol class={ "key" @if !drawing.wide_needs_key { " narrow" } } { @for name in &drawing.key { li { (name) } } }
        }
    }
}
