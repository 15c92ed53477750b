//! The keyed hashes that stand for persons, connections and records.
//!
//! From one secret of 32 bytes, HKDF-SHA-256 (RFC 5869) derives a 128-bit key for each scope (an event, or an organizer's series of
//! events) and each purpose; SipHash-2-4 (Aumasson and Bernstein 2012), a pseudorandom function made for short inputs and 64-bit
//! output, turns a key of the log into a pseudonym. Without the secret a pseudonym can be neither computed nor tested against a guess,
//! and pseudonyms of different scopes or purposes cannot be joined. At 50,000 persons two share a 64-bit pseudonym with a probability
//! of about 7 in 10¹¹ (birthday bound).

use std::fmt;
use std::hash::Hasher;

use hkdf::Hkdf;
use sha2::Sha256;
use siphasher::sip::SipHasher24;

use crate::event::{EventDefinition, Link};
use crate::id::ActorKind;
use crate::layout::hexadecimal;

/// The pseudonymisation secret of an installation (`KOOSTE_KEY`).
#[derive(Clone)]
pub struct Secret([u8; 32]);

/// Why a text is not a [`Secret`]; never the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key is 32 bytes written as 64 hexadecimal digits")]
pub struct InvalidSecret;

impl Secret {
    /// Takes 32 bytes as they are.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Parses 64 hexadecimal digits; white space around them is ignored.
    ///
    /// # Errors
    /// [`InvalidSecret`] for any other text.
    pub fn parse_hex(text: &str) -> Result<Self, InvalidSecret> {
        let digits = text.trim().as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return Err(InvalidSecret);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16).ok_or(InvalidSecret)?;
            let low = char::from(pair[1]).to_digit(16).ok_or(InvalidSecret)?;
            *byte = u8::try_from(high << 4 | low).map_err(|_| InvalidSecret)?;
        }
        Ok(Self(bytes))
    }

    /// Writes the secret as 64 hexadecimal digits, for the file that holds it.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hexadecimal(&self.0)
    }

    fn derive(&self, scope: &str, purpose: &str) -> SipHasher24 {
        let mut key = [0; 16];
        let info = format!("kooste 1\0{scope}\0{purpose}");
        // HKDF refuses only outputs longer than 255 hashes; a failure would leave the key of zeros, which the tests would see.
        let expanded = Hkdf::<Sha256>::new(None, &self.0).expand(info.as_bytes(), &mut key);
        debug_assert!(expanded.is_ok(), "16 bytes are a legal HKDF output");
        SipHasher24::new_with_key(&key)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Makes the pseudonyms of one event.
#[derive(Clone)]
pub struct Pseudonyms {
    person: SipHasher24,
    connection: SipHasher24,
    record: SipHasher24,
    ledger: SipHasher24,
    fingerprint: u64,
}

impl Pseudonyms {
    /// Derives the keys of an event: per event, or per organizer where the definition links its series.
    #[must_use]
    pub fn new(secret: &Secret, event: &EventDefinition) -> Self {
        let scope = match event.privacy.link {
            Link::Event => format!("event\0{}\0{}", event.organizer, event.id),
            Link::Series => format!("series\0{}", event.organizer),
        };
        Self {
            person: secret.derive(&scope, "person"),
            connection: secret.derive(&scope, "connection"),
            record: secret.derive(&scope, "record"),
            ledger: secret.derive(&format!("event\0{}\0{}", event.organizer, event.id), "ledger"),
            fingerprint: secret.derive(&scope, "fingerprint").finish(),
        }
    }

    /// The person of an actor; `None` for the platform itself.
    #[must_use]
    pub fn person(&self, kind: ActorKind, key: &str) -> Option<u64> {
        (kind != ActorKind::System).then(|| pair(self.person, kind.as_str(), key))
    }

    /// The pseudonym of a connection. Connections are compared within a person only.
    #[must_use]
    pub fn connection(&self, connection: &str) -> u64 {
        pair(self.connection, "", connection)
    }

    /// The pseudonym of a record: two records with the same `source` and `id` are one.
    #[must_use]
    pub fn record(&self, source: &str, id: &str) -> u64 {
        pair(self.record, source, id)
    }

    /// What a person is called in the ledgers of the event's releases: another number than in its tables, and another one in each event.
    #[must_use]
    pub fn ledger_mark(&self, person: u64) -> u64 {
        let mut hasher = self.ledger;
        hasher.write_u64(person);
        hasher.finish()
    }

    /// A number that changes with the secret and the scope and tells nothing about either; lake objects made under different
    /// fingerprints must not be mixed.
    #[must_use]
    pub const fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms(…)")
    }
}

/// Hashes two texts so that no other two texts give the same input: the first one's length goes first.
fn pair(mut hasher: SipHasher24, first: &str, second: &str) -> u64 {
    hasher.write(&(first.len() as u64).to_le_bytes());
    hasher.write(first.as_bytes());
    hasher.write(second.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::tests::minimal;

    fn pseudonyms(secret: u8, link: &str) -> Pseudonyms {
        let definition = minimal(&format!("[privacy]\nlink = \"{link}\""));
        Pseudonyms::new(&Secret::new([secret; 32]), &definition)
    }

    #[test]
    fn a_pseudonym_depends_on_secret_scope_kind_and_key() {
        let base = pseudonyms(1, "event").person(ActorKind::Account, "anna");
        assert_eq!(base, pseudonyms(1, "event").person(ActorKind::Account, "anna"));
        let others = [
            pseudonyms(2, "event").person(ActorKind::Account, "anna"),
            pseudonyms(1, "series").person(ActorKind::Account, "anna"),
            pseudonyms(1, "event").person(ActorKind::Guest, "anna"),
            pseudonyms(1, "event").person(ActorKind::Account, "annb"),
            Some(pseudonyms(1, "event").connection("anna")),
        ];
        assert!(others.iter().all(|other| *other != base && other.is_some()));
        assert_eq!(pseudonyms(1, "event").person(ActorKind::System, "anna"), None);
    }

    #[test]
    fn source_and_id_do_not_run_together() {
        let pseudonyms = pseudonyms(1, "event");
        assert_ne!(pseudonyms.record("ab", "c"), pseudonyms.record("a", "bc"));
    }

    #[test]
    fn siphash_is_the_published_one() {
        // The first vectors of the reference implementation: key 00…0f, inputs of 0 and 1 bytes.
        let key = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        assert_eq!(SipHasher24::new_with_key(&key).hash(&[]), 0x726f_db47_dd0e_0e31);
        assert_eq!(SipHasher24::new_with_key(&key).hash(&[0]), 0x74f8_39c5_93dc_67fd);
    }

    #[test]
    fn a_secret_is_read_and_written_as_hex() {
        let text = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        let secret = Secret::parse_hex(&format!("{text}\n")).expect("64 digits");
        assert_eq!(secret.to_hex(), text);
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        for bad in ["", &text[1..], &text.replace('a', "g"), "é".repeat(32).as_str()] {
            assert!(Secret::parse_hex(bad).is_err());
        }
    }
}
