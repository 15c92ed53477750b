//! The end of the report: what is counted, what is hidden, what may be passed on, where the numbers come from.

use disclosure::Hidden;
use maud::{Markup, html};
use record::layout;

use super::Page;
use crate::chapters::Chapter;

pub(super) fn render(page: &Page<'_>, chapters: &[Chapter<'_>]) -> Markup {
    let words = page.locale.words;
    html! {
        footer.about aria-labelledby="about" {
            h2 #about { (words.about) }
            h3 { (words.about_privacy) }
            (privacy(page))
            h3 { (words.about_sharing) }
            p { (words.about_sharing_text) }
            h3 { (words.about_numbers) }
            p { (words.about_numbers_text) }
            h3 { (words.about_time) }
            p { ((words.about_time_text)(&page.report.event.timezone_name)) }
            h3 { (words.about_quality) }
            p {
                (sources(page))
                @if chapters.iter().any(|chapter| chapter.folder == "quality") { " " (words.about_quality_chapter) }
            }
            p.note { ((words.made_by)(&page.report.provenance.version)) }
        }
    }
}

fn privacy(page: &Page<'_>) -> Markup {
    let words = page.locale.words;
    let persons = page.locale.whole(page.min_persons());
    let hidden = page.sheets.iter().fold(Hidden::default(), |sum, sheet| sum.plus(sheet.hidden));
    html! {
        p { ((words.about_privacy_text)(&persons)) }
        p {
            @if hidden.cells() == 0 {
                (words.about_privacy_none)
            } @else {
                ((words.about_privacy_count)(&page.locale.whole(hidden.cells()), &page.locale.whole(hidden.of_cells)))
            }
        }
    }
}

fn sources(page: &Page<'_>) -> String {
    // The event definition is an input too, but no log.
    let logs = page.report.provenance.inputs.iter().filter(|input| layout::is_raw_log(&input.key));
    let bytes = logs.clone().map(|input| input.bytes).sum();
    (page.locale.words.about_quality_text)(&page.locale.whole(logs.count()), &size(page, bytes))
}

/// A size in the unit that fits, decimal as operating systems show it.
#[expect(clippy::cast_precision_loss, reason = "a size is shown with two or three digits")]
fn size(page: &Page<'_>, bytes: u64) -> String {
    let (divisor, unit) = match bytes {
        0..1_000_000 => (1e3, "kB"),
        1_000_000..1_000_000_000 => (1e6, "MB"),
        _ => (1e9, "GB"),
    };
    format!("{}\u{a0}{unit}", page.locale.number(bytes as f64 / divisor, record::table::Unit::Minutes))
}
