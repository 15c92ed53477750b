//! A value of a record, borrowed from its line.

use std::borrow::Cow;

use super::scan::{DEPTH_MAX, Scanner};
use super::text;

/// A value as it stands in its line. What it nests is valid JSON, read only where it is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// The record does not have it.
    Absent,
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it is written.
    Number(&'a str),
    /// A string without escapes.
    Plain(&'a str),
    /// The inside of a string with escapes.
    Escaped(&'a str),
    /// An array, as it is written.
    Array(&'a str),
    /// An object, as it is written.
    Object(&'a str),
}

impl<'a> Value<'a> {
    /// What a string says; `None` for anything else.
    #[must_use]
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Plain(text) => Some(Cow::Borrowed(text)),
            Self::Escaped(inner) => Some(Cow::Owned(text::unescape(inner))),
            _ => None,
        }
    }

    /// What a string says, or how a number or a boolean is written: an attribute may be any of the three. `None` for anything else.
    #[must_use]
    pub fn word(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Number(number) => Some(Cow::Borrowed(number)),
            Self::Boolean(value) => Some(Cow::Borrowed(if value { "true" } else { "false" })),
            value => value.text(),
        }
    }

    /// A number as a float; `None` for anything else.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// `true` or `false`; `None` for anything else.
    #[must_use]
    pub const fn boolean(self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// Whether there is nothing: no value, or `null`.
    #[must_use]
    pub const fn is_nothing(self) -> bool {
        matches!(self, Self::Absent | Self::Null)
    }

    /// Calls `each` with every item of an array, in order; anything else has none.
    pub fn for_each_item(self, mut each: impl FnMut(Value<'a>)) {
        let Self::Array(array) = self else { return };
        let mut scanner = Scanner::new(array.get(1..).unwrap_or_default());
        // The array was checked when its line was read.
        let _ = scanner.items(|scanner| {
            let mut item = Value::Absent;
            scanner.value(DEPTH_MAX, &mut item)?;
            each(item);
            Ok(())
        });
    }

    /// Calls `each` with every key and value of an object, in order, those of a key given twice too; anything else has none.
    pub fn for_each_member(self, mut each: impl FnMut(&str, Value<'a>)) {
        let mut scanner = match self {
            Self::Object(object) => Scanner::new(object),
            _ => return,
        };
        if scanner.enters_object() {
            // The object was checked when its line was read.
            let _ = scanner.members(|scanner, key| {
                let mut value = Value::Absent;
                scanner.value(DEPTH_MAX, &mut value)?;
                each(key, value);
                Ok(())
            });
        }
    }
}
