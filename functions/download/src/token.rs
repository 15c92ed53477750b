//! The secret in a link's address, and the id that stands for it everywhere else.

use std::fmt;

use record::layout::hexadecimal;
use sha2::{Digest, Sha256};

/// The length of a token and of an id, in hexadecimal digits: 256 bits. No search finds one of 2²⁵⁶, so a hash without salt or work factor
/// keeps it.
const DIGITS: usize = 64;

/// The secret of a link: 256 random bits as 64 lower-case hexadecimal digits. Whoever has it has what the link opens.
///
/// `Debug` hides it: it belongs in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A token of random bytes.
    #[must_use]
    pub fn new(random: [u8; DIGITS / 2]) -> Self {
        Self(hexadecimal(&random))
    }

    /// Reads a token; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_digits(text).then(|| Self(text.to_owned()))
    }

    /// The token as it stands in the link's address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the link: SHA-256 of the token. It opens nothing.
    #[must_use]
    pub fn id(&self) -> LinkId {
        LinkId(hexadecimal(&Sha256::digest(self.0.as_bytes())))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What stands for a link in the store, in logs and on the command line: 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkId(String);

impl LinkId {
    /// Reads an id; `None` for any other text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        is_digits(text).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_digits(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_hash_of_the_token_and_a_token_shows_itself_to_nobody() {
        let token = Token::new([7; 32]);
        assert_eq!(token.as_str(), "07".repeat(32));
        // printf 0707…07 | sha256sum
        assert_eq!(token.id().as_str(), "1967c0fdaed0b8f2618d3b1f4a9f8541ed315505acc26f5a41f382da8bdd9954");
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn only_64_lower_case_digits_are_a_token() {
        assert_eq!(Token::parse(&"07".repeat(32)), Some(Token::new([7; 32])));
        for other in ["", "07", &"07".repeat(33), &"0G".repeat(32), &"AB".repeat(32), &"../".repeat(21)] {
            assert_eq!(Token::parse(other), None, "{other}");
        }
    }
}
