//! What an organizer sees: one page without scripts, cookies or anything from elsewhere.

use jiff::Timestamp;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use record::event::Language;

use crate::headers::FIXED_NONCE;
use crate::offer::{Kind, Offer, Offered};
use crate::words::Words;
use crate::{Link, Scope};

const STYLE: &str = include_str!("style.css");

/// The page of a link.
pub(crate) fn render(link: &Link, offer: &Offer, language: Language, nonce: &str) -> String {
    let words = Words::of(language);
    let what = match &link.scope {
        Scope::Bundle => words.report.to_owned(),
        Scope::Contacts => words.contacts.to_owned(),
        Scope::Partner(partner) => (words.partner)(partner.as_str()),
    };
    let title = link.title(language);
    let body = html! {
        (languages(link, language))
        main {
            p.kicker { (what) }
            h1 { (title) }
            @match offer.published {
                Some(published) => p.published { ((words.published)(&date(published, link, words))) },
                None => p.published { (words.nothing_yet) },
            }
            (files(offer, link, words))
            h2 { (words.share) }
            p { @if link.scope == Scope::Bundle { (words.share_bundle) } @else { (words.share_contacts) } }
            h2 { (words.link) }
            p { ((words.link_about)(&date(link.expires, link, words))) }
        }
    };
    document(language, &format!("{title} · {what}"), nonce, &body)
}

/// The answer to whoever has no link. It says the same in every language, because it is about no event.
pub(crate) fn not_found() -> String {
    message(|words| (words.not_found, words.not_found_about))
}

/// The answer where something fails.
pub(crate) fn unavailable() -> String {
    message(|words| (words.unavailable, words.unavailable_about))
}

fn message(said: fn(&Words) -> (&'static str, &'static str)) -> String {
    let title = said(Words::of(Language::En)).0;
    let body = html! {
        main {
            @for language in Language::ALL {
                @let (heading, text) = said(Words::of(language));
                section lang=(language.tag()) {
                    @if language == Language::En { h1 { (heading) } } @else { h2 { (heading) } }
                    p { (text) }
                }
            }
        }
    };
    document(Language::En, title, FIXED_NONCE, &body)
}

fn document(language: Language, title: &str, nonce: &str, body: &Markup) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                style nonce=(nonce) { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    document.into_string()
}

/// The event's other languages, where it has any.
fn languages(link: &Link, shown: Language) -> Markup {
    let others: Vec<Language> = link.languages.iter().copied().filter(|&language| language != shown).collect();
    html! {
        @if !others.is_empty() {
            nav aria-label=(Words::of(shown).other_languages) {
                @for language in others {
                    a href=(format!("?lang={}", language.tag())) lang=(language.tag()) hreflang=(language.tag()) {
                        (Words::of(language).name)
                    }
                }
            }
        }
    }
}

/// The files, the tables folded away. It posts to where the page came from.
fn files(offer: &Offer, link: &Link, words: &Words) -> Markup {
    let (tables, files): (Vec<&Offered>, Vec<&Offered>) = offer.files.iter().partition(|file| file.kind == Kind::Table);
    let several = link.languages.len() > 1;
    html! {
        form method="post" {
            @if !files.is_empty() {
                ul { @for file in files { (item(file, words, several)) } }
            }
            @if !tables.is_empty() {
                details {
                    summary { ((words.tables)(tables.len())) }
                    ul { @for file in tables { (item(file, words, several)) } }
                }
            }
        }
    }
}

/// A file: what it is, its size, and a button whose name to a screen reader says which file it is for.
fn item(file: &Offered, words: &Words, several: bool) -> Markup {
    let (name, about) = described(file, words);
    let name = match file.kind {
        Kind::Page(language) | Kind::Pdf(language) | Kind::Workbook(language) if several => {
            format!("{name} ({})", Words::of(language).name)
        }
        _ => name,
    };
    html! {
        li {
            div {
                strong { (name) }
                p { @if let Some(about) = about { (about) " " } (size(file.bytes, words)) }
            }
            button name="file" value=(file.name) aria-label=(format!("{}: {name}", words.download)) { (words.download) }
        }
    }
}

fn described(file: &Offered, words: &Words) -> (String, Option<&'static str>) {
    let (name, about) = match file.kind {
        Kind::Page(_) => (words.page, words.page_about),
        Kind::Pdf(_) => (words.pdf, words.pdf_about),
        Kind::Workbook(_) => (words.workbook, words.workbook_about),
        Kind::Archive => (words.archive, words.archive_about),
        Kind::Marketing => (words.marketing, words.marketing_about),
        Kind::Attendees => (words.attendees, words.attendees_about),
        Kind::Withdrawn => (words.withdrawn, words.withdrawn_about),
        Kind::PartnerContacts => (words.partner_contacts, words.partner_contacts_about),
        Kind::Digest => (words.digest, words.page_about),
        Kind::DigestTable => (words.digest_table, words.digest_table_about),
        Kind::Table => {
            let table = file.name.trim_start_matches("tables/").trim_end_matches(".csv");
            return (table.to_owned(), None);
        }
    };
    (name.to_owned(), Some(about))
}

/// A day in the event's time zone.
fn date(at: Timestamp, link: &Link, words: &Words) -> String {
    (words.date)(link.zone().to_datetime(at).date())
}

/// A size with at most one decimal, rounded up: `12 kB`, `1.5 MB`.
fn size(bytes: u64, words: &Words) -> String {
    let kilobytes = bytes.div_ceil(1_000);
    if kilobytes < 1_000 {
        return format!("{kilobytes}\u{a0}{}", words.kilobytes);
    }
    let tenths = bytes.div_ceil(100_000);
    format!("{}{}{}\u{a0}{}", tenths / 10, words.decimal_mark, tenths % 10, words.megabytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up() {
        let written = |bytes| size(bytes, Words::of(Language::Fi));
        let expected = ["0 kt", "1 kt", "999 kt", "1,0 Mt", "1,1 Mt", "12,3 Mt"];
        assert_eq!([0, 1, 998_001, 999_001, 1_000_001, 12_300_000].map(written), expected.map(|text| text.replace(' ', "\u{a0}")));
    }
}
