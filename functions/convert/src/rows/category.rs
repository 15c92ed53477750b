//! Which texts of a record may go to the lake: names of things, never of persons.

use std::borrow::Cow;

use record::id::{before_at_signs, is_public_word};

/// The longest target, in bytes: addresses of documents are longer than ids.
const TARGET_LEN_MAX: usize = 512;

/// The longest emoji, in bytes: a family of four with skin tones takes 41, other sequences at most 35; joined ones are cut off here.
const EMOJI_LEN_MAX: usize = 32;

/// The most digits of an emoji: a keycap has one and a name such as `+1` or `100` up to three, a phone number never so few.
const EMOJI_DIGITS_MAX: usize = 3;

/// Schemes of links that lead to a person: what follows is an address, a number or a name.
const PRIVATE_SCHEMES: [&str; 14] =
    ["mailto", "tel", "sms", "callto", "skype", "sip", "sips", "xmpp", "facetime", "whatsapp", "tg", "viber", "im", "msteams"];

/// The longest BCP 47 tag that is guaranteed to be handled, in characters (RFC 5646, 4.4.1).
const LOCALE_LEN_MAX: usize = 35;

/// A text that may be a category: a public word, as the definition's own ids are.
pub(crate) fn category(text: &str) -> Option<&str> {
    is_public_word(text).then_some(text)
}

/// A text that may be an emoji, or the name of one: nothing of several words, and no number.
pub(crate) fn emoji(text: &str) -> Option<&str> {
    let text = category(text).filter(|text| text.len() <= EMOJI_LEN_MAX)?;
    let digits = text.chars().filter(|character| character.is_numeric()).count();
    (!text.contains(char::is_whitespace) && digits <= EMOJI_DIGITS_MAX).then_some(text)
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

/// What a link or document leads to, without what could name someone: of a URL the user name, query and fragment; of a link to a person
/// all but the scheme. An `@` is left only where a path segment begins with it, as handles do: anywhere else it may be an address.
pub(crate) fn target(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim_ascii();
    let scheme = text.split(':').next().unwrap_or_default();
    if PRIVATE_SCHEMES.iter().any(|private| scheme.eq_ignore_ascii_case(private)) && scheme.len() < text.len() {
        return Some(Cow::Owned(scheme.to_ascii_lowercase()));
    }
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let text = without_user(text);
    let short = (1..=TARGET_LEN_MAX).contains(&text.len());
    let has_address = || before_at_signs(&text).any(|before| !before.ends_with('/'));
    (short && !has_address() && !text.chars().any(char::is_control)).then_some(text)
}

fn without_user(text: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = text.split_once("://") else { return Cow::Borrowed(text) };
    let authority = rest.split(['/', '\\']).next().unwrap_or_default();
    match authority.rfind('@') {
        Some(at) => Cow::Owned(format!("{scheme}://{}", rest.get(at + 1..).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_short_printable_and_no_address() {
        for good in ["main", "Päälava 2", &"x".repeat(128)] {
            assert_eq!(category(good), Some(good));
        }
        for bad in ["", "anna@example.com", "anna%40example.com", "a\u{0}", "a\u{85}", &"x".repeat(129)] {
            assert_eq!(category(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn emojis_locales_and_countries_have_their_forms() {
        assert_eq!(emoji("👩‍👩‍👧"), Some("👩‍👩‍👧"));
        for good in ["👍🏽", "❤️", "3️⃣", "#️⃣", "thumbsUp", ":+1:", "100"] {
            assert_eq!(emoji(good), Some(good));
        }
        for bad in ["anna v", "a\u{a0}b", "0401234567", "٠٤٠١", &"x".repeat(33)] {
            assert_eq!(emoji(bad), None, "{bad}");
        }
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
            ("https://example.org/unsubscribe/anna%40example.com", None),
            ("https://example.org/go/https%3A%2F%2Fexample.com%2F%2540anna", None),
            ("https://example.org/%40acme", Some("https://example.org/%40acme")),
            ("anna@example.com", None),
            ("MailTo:anna@example.com", Some("mailto")),
            ("tel:+358401234567", Some("tel")),
            ("tel", Some("tel")),
            ("callto://+358401234567", Some("callto")),
            ("Skype:anna?call", Some("skype")),
            ("sip:anna@example.com", Some("sip")),
            ("whatsapp://send?phone=358401234567", Some("whatsapp")),
            ("msteams:/l/chat/0/0?users=anna@example.com", Some("msteams")),
            ("doc:12", Some("doc:12")),
            (r"C:\brochure.pdf", Some(r"C:\brochure.pdf")),
            ("#top", None),
        ] {
            assert_eq!(target(raw).as_deref(), kept, "{raw}");
        }
    }
}
