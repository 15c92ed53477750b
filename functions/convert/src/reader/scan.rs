//! A pull parser over one line of JSON: strict, borrowing, and without a tree of values.

use super::text;
use super::value::Value;
use crate::reason::Reason;

/// How deep objects and arrays of a record may nest. The contract's own records nest three deep.
pub(crate) const DEPTH_MAX: usize = 64;

/// The longest number that cannot be out of the range of a 64-bit float, in characters, as long as it has no exponent: 10³⁰⁷ has 308.
const SAFE_NUMBER_LEN: usize = 300;

/// What is wrong with a text that should be JSON.
type Scanned<T> = Result<T, Reason>;

/// A position in a text of JSON. Accepts and refuses exactly what `serde_json` does into its `Value`, but for the depth.
#[derive(Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of `text`.
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Reads the whole text as one value.
    pub(crate) fn document(&mut self) -> Scanned<()> {
        self.skip(DEPTH_MAX)?;
        self.end()
    }

    /// Whether the next value is an object; its opening brace is then behind.
    pub(crate) fn enters_object(&mut self) -> bool {
        self.take_after_space(b'{')
    }

    /// Demands that nothing but white space is left.
    pub(crate) fn end(&mut self) -> Scanned<()> {
        match self.next_after_space() {
            None => Ok(()),
            Some(_) => Err(Reason::NotJson),
        }
    }

    /// Reads the members of an object whose opening brace is behind: `each` is given every key and must read its value.
    pub(crate) fn members(&mut self, mut each: impl FnMut(&mut Self, &str) -> Scanned<()>) -> Scanned<()> {
        if self.take_after_space(b'}') {
            return Ok(());
        }
        loop {
            self.expect(b'"')?;
            let start = self.at;
            let escaped = self.string()?;
            let inner = self.inside(start);
            self.expect(b':')?;
            // A name may be written with escapes and is the same name.
            let decoded;
            let key = if escaped {
                decoded = text::unescape(inner);
                decoded.as_str()
            } else {
                inner
            };
            each(self, key)?;
            match self.next_after_space() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(Reason::NotJson),
            }
        }
    }

    /// Reads the items of an array whose opening bracket is behind: `each` must read one value.
    pub(crate) fn items(&mut self, mut each: impl FnMut(&mut Self) -> Scanned<()>) -> Scanned<()> {
        if self.take_after_space(b']') {
            return Ok(());
        }
        loop {
            each(self)?;
            match self.next_after_space() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(Reason::NotJson),
            }
        }
    }

    /// Reads any value into its place. Arrays and objects, which may nest `depth` deep, are checked to their end and given as their text.
    ///
    /// A value that were returned would pass through memory, written in pieces of one size and read in pieces of another, for which the
    /// processor waits: that took as long as all the rest of reading.
    pub(crate) fn value(&mut self, depth: usize, place: &mut Value<'a>) -> Scanned<()> {
        let first = self.next_after_space().ok_or(Reason::NotJson)?;
        let start = self.at;
        match first {
            b'"' => {
                self.at += 1;
                let escaped = self.string()?;
                let inner = self.inside(start + 1);
                *place = if escaped { Value::Escaped(inner) } else { Value::Plain(inner) };
            }
            b'{' => {
                let depth = depth.checked_sub(1).ok_or(Reason::TooDeep)?;
                self.at += 1;
                self.members(|scanner, _| scanner.skip(depth))?;
                *place = Value::Object(self.since(start));
            }
            b'[' => {
                let depth = depth.checked_sub(1).ok_or(Reason::TooDeep)?;
                self.at += 1;
                self.items(|scanner| scanner.skip(depth))?;
                *place = Value::Array(self.since(start));
            }
            b't' => {
                self.word("true")?;
                *place = Value::Boolean(true);
            }
            b'f' => {
                self.word("false")?;
                *place = Value::Boolean(false);
            }
            b'n' => {
                self.word("null")?;
                *place = Value::Null;
            }
            _ => {
                self.number()?;
                *place = Value::Number(self.since(start));
            }
        }
        Ok(())
    }

    /// Reads any value and forgets it.
    pub(crate) fn skip(&mut self, depth: usize) -> Scanned<()> {
        self.value(depth, &mut Value::Absent)
    }

    fn word(&mut self, word: &str) -> Scanned<()> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(Reason::NotJson);
        }
        self.at += word.len();
        Ok(())
    }

    /// Passes a string whose opening quote is behind, and its closing quote; says whether it has escapes.
    fn string(&mut self) -> Scanned<bool> {
        let mut escaped = false;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let plain = text::plain_len(rest);
            self.at += plain;
            match rest.get(plain) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escaped);
                }
                Some(b'\\') => {
                    let escape = rest.get(plain..).unwrap_or_default();
                    self.at += text::escape_len(escape).ok_or(Reason::NotJson)?;
                    escaped = true;
                }
                _ => return Err(Reason::NotJson),
            }
        }
    }

    /// The inside of a string whose closing quote was just passed.
    fn inside(&self, start: usize) -> &'a str {
        self.text.get(start..self.at.saturating_sub(1)).unwrap_or_default()
    }

    fn number(&mut self) -> Scanned<()> {
        let start = self.at;
        self.take(|byte| byte == b'-');
        if self.take(|byte| byte == b'0') == 0 && self.take_all(|byte| byte.is_ascii_digit()) == 0 {
            return Err(Reason::NotJson);
        }
        if self.take(|byte| byte == b'.') == 1 && self.take_all(|byte| byte.is_ascii_digit()) == 0 {
            return Err(Reason::NotJson);
        }
        let has_exponent = self.take(|byte| byte | 0x20 == b'e') == 1;
        if has_exponent {
            self.take(|byte| byte == b'+' || byte == b'-');
            if self.take_all(|byte| byte.is_ascii_digit()) == 0 {
                return Err(Reason::NotJson);
            }
        }
        let number = self.since(start);
        let may_overflow = has_exponent || number.len() > SAFE_NUMBER_LEN;
        let fits = !may_overflow || number.parse().is_ok_and(f64::is_finite);
        if fits { Ok(()) } else { Err(Reason::NotJson) }
    }

    fn take(&mut self, accept: impl Fn(u8) -> bool) -> usize {
        let taken = usize::from(self.text.as_bytes().get(self.at).is_some_and(|byte| accept(*byte)));
        self.at += taken;
        taken
    }

    fn take_all(&mut self, accept: impl Fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.take(&accept) == 1 {}
        self.at - start
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn expect(&mut self, byte: u8) -> Scanned<()> {
        if self.take_after_space(byte) { Ok(()) } else { Err(Reason::NotJson) }
    }

    fn take_after_space(&mut self, byte: u8) -> bool {
        let found = self.next_after_space() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes white space and looks at what follows.
    fn next_after_space(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }
}
