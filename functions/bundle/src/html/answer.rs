//! The answer first: a few big figures.

use maud::{Markup, html};

use super::Page;
use crate::content::KeyFigure;

/// The figures; nothing where no table tells any.
pub(super) fn render(page: &Page<'_>) -> Markup {
    let figures = page.answer();
    html! {
        @if !figures.is_empty() {
            section.answer aria-labelledby="answer" {
                h2 #answer { (page.locale.words.in_short) }
                ul.figures {
                    @for figure in &figures {
                        li {
                            p.big { strong { (figure.number) } " " span { (figure.label) } }
                            @if let Some(note) = &figure.note { p.note { (note) } }
                            (meaning(page, figure))
                        }
                    }
                }
            }
        }
    }
}

/// What the number means, and the table that it is from.
fn meaning(page: &Page<'_>, figure: &KeyFigure) -> Markup {
    let words = page.locale.words;
    html! {
        details.meaning {
            summary { (words.definition) span.unseen { ": " (figure.label) } }
            @for sentence in &figure.meaning { p { (sentence) } }
            @if let Some(sheet) = page.sheet(&figure.table) { p { a href={ "#t-" (figure.table) } { (page.name(sheet)) } } }
        }
    }
}
