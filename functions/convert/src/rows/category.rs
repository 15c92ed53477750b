//! Which texts of a record may go to the lake: names of things, never of persons.

use std::borrow::Cow;

/// The longest category, in bytes: an id, not a sentence.
const CATEGORY_LEN_MAX: usize = 128;

/// The longest target, in bytes: addresses of documents are longer than ids.
const TARGET_LEN_MAX: usize = 512;

/// The longest emoji, in bytes: a family of four with skin tones takes 41, other sequences at most 35; joined ones are cut off here.
const EMOJI_LEN_MAX: usize = 32;

/// The longest BCP 47 tag that is guaranteed to be handled, in characters (RFC 5646, 4.4.1).
const LOCALE_LEN_MAX: usize = 35;

/// A text that may be a category: short, without control characters, and not an e-mail address.
pub(crate) fn category(text: &str) -> Option<&str> {
    let short = (1..=CATEGORY_LEN_MAX).contains(&text.len());
    (short && !text.contains('@') && is_printable(text)).then_some(text)
}

/// A text that may be an emoji.
pub(crate) fn emoji(text: &str) -> Option<&str> {
    category(text).filter(|text| text.len() <= EMOJI_LEN_MAX)
}

/// A text that may be a BCP 47 tag.
pub(crate) fn locale(text: &str) -> Option<&str> {
    let is_tag = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_tag && (1..=LOCALE_LEN_MAX).contains(&text.len())).then_some(text)
}

/// A country code in capitals.
pub(crate) fn country(text: &str) -> Option<[u8; 2]> {
    match text.as_bytes() {
        [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
            Some([first.to_ascii_uppercase(), second.to_ascii_uppercase()])
        }
        _ => None,
    }
}

/// What a link or document leads to, without what could name someone: of a URL the user name, query and fragment; of an e-mail or phone
/// link all but the scheme. An `@` is left only where a path segment begins with it, as handles do: anywhere else it may be an address.
pub(crate) fn target(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim_ascii();
    let scheme = text.split(':').next().unwrap_or_default();
    if ["mailto", "tel", "sms"].iter().any(|private| scheme.eq_ignore_ascii_case(private)) && scheme.len() < text.len() {
        return Some(Cow::Owned(scheme.to_ascii_lowercase()));
    }
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let text = without_user(text);
    let has_address = text.split('@').rev().skip(1).any(|before| !before.ends_with('/'));
    let short = (1..=TARGET_LEN_MAX).contains(&text.len());
    (short && !has_address && is_printable(&text)).then_some(text)
}

fn without_user(text: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = text.split_once("://") else { return Cow::Borrowed(text) };
    let authority = rest.split(['/', '\\']).next().unwrap_or_default();
    match authority.rfind('@') {
        Some(at) => Cow::Owned(format!("{scheme}://{}", rest.get(at + 1..).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

fn is_printable(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_short_printable_and_no_address() {
        for good in ["main", "Päälava 2", &"x".repeat(128)] {
            assert_eq!(category(good), Some(good));
        }
        for bad in ["", "anna@example.com", "a\u{0}", "a\u{85}", &"x".repeat(129)] {
            assert_eq!(category(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn emojis_locales_and_countries_have_their_forms() {
        assert_eq!(emoji("👩‍👩‍👧"), Some("👩‍👩‍👧"));
        assert_eq!(emoji(&"x".repeat(33)), None);
        assert_eq!(locale("fi-FI"), Some("fi-FI"));
        assert_eq!((locale("fi_FI"), locale("")), (None, None));
        assert_eq!(country("fi"), Some(*b"FI"));
        assert_eq!((country("fin"), country("f1"), country("ä")), (None, None, None));
    }

    #[test]
    fn a_target_loses_what_could_name_someone() {
        for (raw, kept) in [
            ("https://u:p@example.org/a/b?token=x#y", Some("https://example.org/a/b")),
            ("https://example.org?x", Some("https://example.org")),
            ("brochure.pdf#page", Some("brochure.pdf")),
            ("https://example.org/@acme", Some("https://example.org/@acme")),
            ("https://example.org/unsubscribe/anna@example.com", None),
            ("anna@example.com", None),
            ("MailTo:anna@example.com", Some("mailto")),
            ("tel:+358401234567", Some("tel")),
            ("tel", Some("tel")),
            ("#top", None),
        ] {
            assert_eq!(target(raw).as_deref(), kept, "{raw}");
        }
    }
}
