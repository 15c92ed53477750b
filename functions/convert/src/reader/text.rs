//! The inside of a JSON string: how far it is plain, and what its escapes mean.

const EVERY_BYTE: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The number of leading bytes that are neither a quote, a backslash nor a control character.
///
/// Eight bytes at a time: a byte of `word ^ pattern` is zero where the byte equals the pattern's, and `(x - 1) & !x` has its high bit set
/// first at the first zero byte. Bytes below 0x20 show in the same way.
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let found = special(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let tail = bytes.get(at..).unwrap_or_default();
    at + tail.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(tail.len())
}

const fn special(word: u64) -> u64 {
    let quotes = word ^ (EVERY_BYTE * b'"' as u64);
    let backslashes = word ^ (EVERY_BYTE * b'\\' as u64);
    let quote_found = quotes.wrapping_sub(EVERY_BYTE) & !quotes;
    let backslash_found = backslashes.wrapping_sub(EVERY_BYTE) & !backslashes;
    let control_found = word.wrapping_sub(EVERY_BYTE * 0x20) & !word;
    (quote_found | backslash_found | control_found) & HIGH_BITS
}

/// The length of the escape that `bytes` begin with; `None` where it is none. A lone surrogate is none.
pub(super) fn escape_len(bytes: &[u8]) -> Option<usize> {
    match bytes.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => unicode_escape(bytes).map(|(_, length)| length),
        _ => None,
    }
}

/// The character of a `\u` escape or of a pair of them, with the length of what stands for it.
fn unicode_escape(bytes: &[u8]) -> Option<(char, usize)> {
    let high = hex(bytes.get(2..6)?)?;
    if !(0xd800..0xdc00).contains(&high) {
        return char::from_u32(high).map(|character| (character, 6));
    }
    let low = bytes.get(6..8).filter(|mark| *mark == b"\\u").and_then(|_| hex(bytes.get(8..12)?))?;
    let offset = low.checked_sub(0xdc00).filter(|offset| *offset < 0x400)?;
    char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + offset).map(|character| (character, 12))
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| Some(value << 4 | char::from(*digit).to_digit(16)?))
}

/// What a string with escapes says. `inner` is what the scanner has accepted between two quotes.
pub(super) fn unescape(inner: &str) -> String {
    let mut decoded = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (plain, escape) = rest.split_at(at);
        decoded.push_str(plain);
        let (character, length) = decode(escape.as_bytes());
        decoded.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    decoded
}

fn decode(escape: &[u8]) -> (char, usize) {
    let simple = |character| (character, 2);
    match escape.get(1) {
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b't') => simple('\t'),
        // The scanner has accepted the string, so a `\u` is whole.
        Some(b'u') => unicode_escape(escape).unwrap_or((char::REPLACEMENT_CHARACTER, 6)),
        Some(other) => simple(char::from(*other)),
        None => (char::REPLACEMENT_CHARACTER, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_at_every_offset() {
        for special in [b'"', b'\\', 0, 0x1f, b'\n'] {
            for at in 0..40 {
                let mut bytes = "äx~ \u{7f}€".repeat(8).into_bytes();
                bytes[at] = special;
                assert_eq!(plain_len(&bytes), at);
            }
        }
        assert_eq!(plain_len("plain €".as_bytes()), 9);
    }

    #[test]
    fn escapes_are_read_and_lone_surrogates_are_none() {
        assert_eq!(unescape(r#"a\u00e4\ud83d\ude00\n\"\\\/"#), "aä😀\n\"\\/");
        for bad in [r"\ud83d", r"\ud83dx", r"\ude00", r"\ud83d\u0041", r"\u00g0", r"\u00e", r"\x", r"\"] {
            assert_eq!(escape_len(bad.as_bytes()), None, "{bad}");
        }
    }
}
