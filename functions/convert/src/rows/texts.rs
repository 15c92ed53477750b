//! Distinct texts, each kept once.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// The key that stands for no text.
pub(crate) const NO_TEXT: u32 = u32::MAX;

/// A set of texts in the order in which they were first seen. The order of hashes shows nowhere.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    bytes: String,
    /// Where each text ends.
    ends: Vec<u32>,
    keys: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    /// The key of a text, which is kept if it is new.
    pub(crate) fn key(&mut self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text.as_bytes());
        if let Some(key) = self.keys.find(hash, |key| get(&self.bytes, &self.ends, *key) == text) {
            return *key;
        }
        let key = u32::try_from(self.ends.len()).unwrap_or(NO_TEXT);
        self.bytes.push_str(text);
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        let Self { bytes, ends, keys, hasher } = self;
        keys.insert_unique(hash, key, |key| hasher.hash_one(get(bytes, ends, *key).as_bytes()));
        key
    }

    /// The key of a text that may be none.
    pub(crate) fn optional_key(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NO_TEXT, |text| self.key(text))
    }

    /// The texts in the order of their keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|key| get(&self.bytes, &self.ends, u32::try_from(key).unwrap_or(NO_TEXT)))
    }

    /// About how many bytes of memory the texts take.
    pub(crate) fn memory(&self) -> usize {
        self.bytes.len() + self.ends.len() * 12
    }

    /// Forgets all texts but keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.keys.clear();
    }
}

fn get<'a>(bytes: &'a str, ends: &[u32], key: u32) -> &'a str {
    let key = key as usize;
    let start = key.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize);
    let end = ends.get(key).map_or(start, |end| *end as usize);
    bytes.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_key_and_keys_follow_the_order_of_arrival() {
        let mut texts = Texts::default();
        let keys: Vec<u32> = ["b", "", "a", "b", "", "ä"].iter().map(|text| texts.key(text)).collect();
        assert_eq!(keys, [0, 1, 2, 0, 1, 3]);
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["b", "", "a", "ä"]);
        assert_eq!(texts.optional_key(None), NO_TEXT);
        texts.clear();
        assert_eq!((texts.key("ä"), texts.iter().count()), (0, 1));
    }
}
