//! The drawing of a table, on sheets for wide and for narrow screens.

use maud::{Markup, html};

use super::{Page, raw};
use crate::content::Drawing;
use crate::sheet::Sheet;

/// Panels that are open to see; one more alone is not folded away.
const OPEN_PANELS_MAX: usize = 6;

/// The figure of a table, where it has one.
pub(super) fn render(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let Some(figure) = page.figure(sheet) else { return html! {} };
    let panels: Vec<&Drawing> = figure.drawings.iter().filter(|drawing| drawing.wide.is_none()).collect();
    html! {
        figure.chart {
            p.measure { (figure.measure) }
            (beside(page, &panels))
            @for drawing in &figure.drawings { (whole(page, sheet, drawing)) }
            @if let Some(note) = page.left_out(&figure) { figcaption.note { (note) } }
        }
    }
}

/// Drawings beside each other; where they are many, the last of them wait in a fold.
fn beside(page: &Page<'_>, panels: &[&Drawing]) -> Markup {
    let (first, more) = panels.split_at(panels.len().min(if panels.len() > OPEN_PANELS_MAX + 1 { OPEN_PANELS_MAX } else { panels.len() }));
    html! {
        @if !first.is_empty() { div.panels { @for drawing in first { (panel(drawing)) } } }
        @if !more.is_empty() {
            details.more {
                summary { ((page.locale.words.more_drawings)(&page.locale.count(more.len()))) }
                div.panels { @for drawing in more { (panel(drawing)) } }
            }
        }
    }
}

/// On which pages a key is needed.
fn key_class(drawing: &Drawing) -> Option<&'static str> {
    match (drawing.wide_needs_key, drawing.narrow_needs_key) {
        (true, true) => Some("key"),
        (true, false) => Some("key wide"),
        (false, true) => Some("key narrow"),
        (false, false) => None,
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
        @if let Some(class) = key_class(drawing) { ol class=(class) { @for name in &drawing.key { li { (name) } } } }
    }
}
