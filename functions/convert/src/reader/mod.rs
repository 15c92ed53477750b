//! The reader of raw records: one line in, the attributes and fields of the contract out, borrowed from the line.
//!
//! It is directed by the contract: what the contract does not know is checked for being JSON and passed over, without a tree of values and
//! without an allocation. What it accepts and refuses, and what it reads, agrees with `serde_json` on every input (the tests hold that),
//! but for a limit to nesting. Of a key given twice, the last one counts.

mod names;
mod scan;
mod text;
mod value;

#[cfg(test)]
mod agreement;

pub use names::{Attribute, Field};
pub use value::Value;

use crate::reason::Reason;
use scan::{DEPTH_MAX, Scanner};

/// A line as a JSON object: the contract's attributes and fields, wherever they stand, whatever they hold.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    attributes: [Value<'a>; Attribute::COUNT],
    fields: [Value<'a>; Field::COUNT],
    /// Bit by [`Field`]: which of them `data` has.
    present: u32,
    unknown_fields: u32,
}

const _: () = assert!(Field::COUNT <= 32, "a field is a bit of a u32");

impl<'a> Line<'a> {
    /// Reads a line without its line break.
    ///
    /// # Errors
    /// [`Reason`] where the line is not UTF-8, not JSON, not an object, or nests too deep.
    pub fn read(line: &'a [u8]) -> Result<Self, Reason> {
        let text = simdutf8::basic::from_utf8(line).map_err(|_| Reason::NotUtf8)?;
        let mut read =
            Self { attributes: [Value::Absent; Attribute::COUNT], fields: [Value::Absent; Field::COUNT], present: 0, unknown_fields: 0 };
        let mut scanner = Scanner::new(text);
        if !scanner.enters_object() {
            return Err(scanner.document().err().unwrap_or(Reason::NotAnObject));
        }
        scanner.members(|scanner, key| read.attribute(scanner, key))?;
        scanner.end()?;
        Ok(read)
    }

    /// An attribute of the record.
    #[must_use]
    pub const fn attribute_value(&self, attribute: Attribute) -> Value<'a> {
        self.attributes[attribute as usize]
    }

    /// A field of the record's `data`.
    #[must_use]
    pub const fn field(&self, field: Field) -> Value<'a> {
        self.fields[field as usize]
    }

    /// The fields that `data` has, bit by [`Field`], though they be `null`.
    #[must_use]
    pub const fn present(&self) -> u32 {
        self.present
    }

    /// How many members of `data` no record type of the contract has.
    #[must_use]
    pub const fn unknown_fields(&self) -> u32 {
        self.unknown_fields
    }

    fn attribute(&mut self, scanner: &mut Scanner<'a>, key: Value<'a>) -> Result<(), Reason> {
        let Some(attribute) = parse(key, Attribute::parse) else {
            return scanner.value(DEPTH_MAX - 1).map(drop);
        };
        self.attributes[attribute as usize] =
            if attribute == Attribute::Data { self.data(scanner)? } else { scanner.value(DEPTH_MAX - 1)? };
        Ok(())
    }

    fn data(&mut self, scanner: &mut Scanner<'a>) -> Result<Value<'a>, Reason> {
        if self.present != 0 {
            self.fields = [Value::Absent; Field::COUNT];
        }
        (self.present, self.unknown_fields) = (0, 0);
        if !scanner.enters_object() {
            return scanner.value(DEPTH_MAX - 1);
        }
        scanner.members(|scanner, key| {
            let value = scanner.value(DEPTH_MAX - 2)?;
            match parse(key, Field::parse) {
                Some(field) => {
                    self.fields[field as usize] = value;
                    self.present |= 1 << field as u32;
                }
                None => self.unknown_fields = self.unknown_fields.saturating_add(1),
            }
            Ok(())
        })?;
        // The members are held apart; that it was an object is all that is left to say.
        Ok(Value::Object("{}"))
    }
}

fn parse<T>(key: Value<'_>, parse: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
    match key {
        Value::Plain(name) => parse(name.as_bytes()),
        // A name may be written with escapes and is the same name.
        _ => parse(key.text()?.as_bytes()),
    }
}
