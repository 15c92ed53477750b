//! The answer first: a few big figures.

use maud::{Markup, html};

use super::Page;

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
                        }
                    }
                }
            }
        }
    }
}
