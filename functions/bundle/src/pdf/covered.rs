//! Which characters the embedded fonts have, and what is printed for the others.
//!
//! A PDF for everybody must not hold a character without a glyph: the standard forbids it, and a reader would see nothing. Titles and
//! answers may hold any character, so every text goes through here.

use serde_json::Value;
use typst::text::{Coverage, Font};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is printed for characters that no font has: one box for a run of them.
const MISSING: char = '□';

/// The characters that can be printed.
pub(super) struct Covered<'a> {
    /// Those of the text's weights, which must all have a character, and those of the font that helps out.
    weights: Vec<&'a Coverage>,
    helper: Option<&'a Coverage>,
}

impl<'a> Covered<'a> {
    /// What fonts of a family have in every weight, or any other font has.
    pub(super) fn by(fonts: &'a [Font], family: &str) -> Self {
        let (own, others): (Vec<&Font>, Vec<&Font>) = fonts.iter().partition(|font| font.info().family == family);
        let weights = own.into_iter().map(|font| &font.info().coverage).collect();
        Self { weights, helper: others.first().map(|font| &font.info().coverage) }
    }

    fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        self.weights.iter().all(|weight| weight.contains(code)) || self.helper.is_some_and(|helper| helper.contains(code))
    }

    /// A text that can be printed, and whether anything of it had to be replaced.
    fn text(&self, text: &str) -> (String, bool) {
        let mut printed = String::with_capacity(text.len());
        let mut replaced = false;
        for character in text.nfc() {
            if self.has(character) && !is_unseen(character) {
                printed.push(character);
            } else if character.is_whitespace() || character.is_control() {
                printed.push(' ');
            } else if !is_unseen(character) {
                replaced = true;
                if !printed.ends_with(MISSING) {
                    printed.push(MISSING);
                }
            }
        }
        (printed, replaced)
    }

    /// Makes every text in a value printable, and says whether anything had to be replaced. Keys are ours and stay.
    pub(super) fn print(&self, value: &mut Value) -> bool {
        match value {
            Value::String(text) => {
                let (printed, replaced) = self.text(text);
                *text = printed;
                replaced
            }
            // Every one of them is to be printed: no short cut.
            Value::Array(values) => values.iter_mut().fold(false, |replaced, value| self.print(value) | replaced),
            Value::Object(values) => values.values_mut().fold(false, |replaced, value| self.print(value) | replaced),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
}

/// Characters that only say how others look: joiners, directions, variants, skin tones, and marks that make no letter with the one before
/// them. Without them a text reads the same.
fn is_unseen(character: char) -> bool {
    // A mark that a PDF's reader could not tell from its letter is refused by the standard.
    is_combining_mark(character)
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fff8}'
                | '\u{1f3fb}'..='\u{1f3ff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::world::{FAMILY, fonts};
    use super::*;

    fn printed(text: &str) -> (String, bool) {
        Covered::by(fonts(), FAMILY).text(text)
    }

    #[test]
    fn the_text_of_our_languages_stays_as_it_is() {
        let text = "Å Ä Ö å ä ö š ž – “” ’ … 1\u{a0}234 − × ≥ ½ € Ελληνικά Кириллица 👏 ❤";
        assert_eq!(printed(text), (text.to_owned(), false));
    }

    #[test]
    fn what_no_font_has_is_a_box_a_run() {
        assert_eq!(printed("会议 in 東京"), ("□ in □".to_owned(), true));
        assert_eq!(printed("שלום"), ("□".to_owned(), true));
    }

    #[test]
    fn what_is_not_seen_is_left_out() {
        assert_eq!(printed("❤\u{fe0f} 👍🏽 a\u{200d}b\u{202e}c\nd\0e"), ("❤ 👍 abc d e".to_owned(), false));
        assert_eq!(printed("a\u{308}iti \u{300}\u{346}x\u{330}"), ("äiti x".to_owned(), false));
    }

    #[test]
    fn every_text_of_a_value_is_printed() {
        let mut value = json!({ "a": ["x", "会", { "b": "议" }], "c": 1 });
        assert!(Covered::by(fonts(), FAMILY).print(&mut value));
        assert_eq!(value, json!({ "a": ["x", "□", { "b": "□" }], "c": 1 }));
    }
}
