//! The rules' settings for an event.

use std::collections::BTreeMap;

/// The least persons behind a published value, whatever an event asks for: with fewer, a member of a group learns about the others.
const MIN_PERSONS_FLOOR: u64 = 5;

/// The rules of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    min_persons: u64,
    questions: BTreeMap<String, bool>,
}

impl Policy {
    /// Publishes values of at least `min_persons` persons, and never of fewer than five.
    #[must_use]
    pub fn new(min_persons: u32) -> Self {
        Self { min_persons: u64::from(min_persons).max(MIN_PERSONS_FLOOR), questions: BTreeMap::new() }
    }

    /// Names what was asked (questions and polls), and whether its answers must not be inferred even where nearly everybody gave the same.
    #[must_use]
    pub fn with_questions(mut self, questions: impl IntoIterator<Item = (String, bool)>) -> Self {
        self.questions.extend(questions);
        self
    }

    /// The least persons behind a published value.
    #[must_use]
    pub const fn min_persons(&self) -> u64 {
        self.min_persons
    }

    /// Whether a word is the name of something that was asked.
    pub(crate) fn is_question(&self, word: &str) -> bool {
        self.questions.contains_key(word)
    }

    /// Whether the answers to a question must not be inferred.
    pub(crate) fn is_sensitive(&self, question: &str) -> bool {
        self.questions.get(question).copied().unwrap_or(false)
    }

    /// Whether anything sensitive was asked.
    pub(crate) fn has_sensitive(&self) -> bool {
        self.questions.values().any(|sensitive| *sensitive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_event_goes_below_the_floor() {
        assert_eq!(Policy::new(1).min_persons(), 5);
        assert_eq!(Policy::new(12).min_persons(), 12);
    }
}
