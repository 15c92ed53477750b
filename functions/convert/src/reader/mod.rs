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
    /// What a line is before anything of it is read.
    pub(crate) const NOTHING: Self =
        Self { attributes: [Value::Absent; Attribute::COUNT], fields: [Value::Absent; Field::COUNT], present: 0, unknown_fields: 0 };

    /// Reads a line without its line break.
    ///
    /// # Errors
    /// [`Reason`] where the line is not UTF-8, not JSON, not an object, or nests too deep.
    pub fn read(line: &'a [u8]) -> Result<Self, Reason> {
        let mut read = Self::NOTHING;
        read.fill(line)?;
        Ok(read)
    }

    /// Reads a line into where it is to lie: a line is large to move.
    pub(crate) fn fill(&mut self, line: &'a [u8]) -> Result<(), Reason> {
        let text = simdutf8::basic::from_utf8(line).map_err(|_| Reason::NotUtf8)?;
        let mut scanner = Scanner::new(text);
        if !scanner.enters_object() {
            return Err(scanner.document().err().unwrap_or(Reason::NotAnObject));
        }
        scanner.members(|scanner, key| self.attribute(scanner, key))?;
        scanner.end()
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

    fn attribute(&mut self, scanner: &mut Scanner<'a>, key: &str) -> Result<(), Reason> {
        match Attribute::parse(key.as_bytes()) {
            None => scanner.skip(DEPTH_MAX - 1),
            Some(Attribute::Data) => self.data(scanner),
            Some(attribute) => scanner.value(DEPTH_MAX - 1, &mut self.attributes[attribute as usize]),
        }
    }

    fn data(&mut self, scanner: &mut Scanner<'a>) -> Result<(), Reason> {
        if self.present != 0 {
            self.fields = [Value::Absent; Field::COUNT];
        }
        (self.present, self.unknown_fields) = (0, 0);
        let place = &mut self.attributes[Attribute::Data as usize];
        if !scanner.enters_object() {
            return scanner.value(DEPTH_MAX - 1, place);
        }
        // The members are held apart; that it was an object is all that is left to say.
        *place = Value::Object("{}");
        scanner.members(|scanner, key| {
            if let Some(field) = Field::parse(key.as_bytes()) {
                self.present |= 1 << field as u32;
                scanner.value(DEPTH_MAX - 2, &mut self.fields[field as usize])
            } else {
                self.unknown_fields = self.unknown_fields.saturating_add(1);
                scanner.skip(DEPTH_MAX - 2)
            }
        })
    }
}
