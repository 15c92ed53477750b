//! The end of the page: what is counted, what is hidden, what may be passed on, where the numbers come from.

use maud::{Markup, html};

use super::Page;

pub(super) fn render(page: &Page<'_>) -> Markup {
    let words = page.locale.words;
    html! {
        footer.about aria-labelledby="about" {
            h2 #about { (words.about) }
            @for remark in [page.privacy(), page.sharing()].iter().chain(&page.sources()) {
                h3 { (remark.heading) }
                @for paragraph in &remark.paragraphs { p { (paragraph) } }
            }
            p.note { ((words.made_by)(&page.report.provenance.version)) }
        }
    }
}
