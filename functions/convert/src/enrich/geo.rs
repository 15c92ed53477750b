//! Countries of addresses.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use maxminddb::{PathElement, Reader};

use super::REMEMBERED_MAX;
use crate::rows::category;
use crate::rows::texts::Texts;

/// The longest text that may be an address, in bytes: an IPv6 address with an embedded IPv4 one.
const ADDRESS_LEN_MAX: usize = 45;

/// A database of the countries of addresses, in `MaxMind`'s format, that the operator supplies. It is held in memory as a whole.
#[derive(Clone)]
pub struct GeoDatabase(Arc<Reader<Vec<u8>>>);

/// The bytes are no such database.
#[derive(Debug, thiserror::Error)]
#[error("this is no MaxMind database: give the path of a .mmdb file of countries or cities")]
pub struct GeoError(#[from] maxminddb::MaxMindDbError);

impl GeoDatabase {
    /// Takes the bytes of a `.mmdb` file.
    ///
    /// # Errors
    /// [`GeoError`] where they are no such file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, GeoError> {
        Ok(Self(Arc::new(Reader::from_source(bytes)?)))
    }

    fn country(&self, address: &str) -> Option<[u8; 2]> {
        let address: IpAddr = address.parse().ok()?;
        let code = |of: &'static str| {
            let path = [PathElement::Key(of), PathElement::Key("iso_code")];
            self.0.lookup(address.to_canonical()).ok()?.decode_path::<&str>(&path).ok()?
        };
        category::country(code("country").or_else(|| code("registered_country"))?)
    }
}

impl fmt::Debug for GeoDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GeoDatabase(…)")
    }
}

/// The countries of addresses seen so far.
#[derive(Debug)]
pub(crate) struct Countries<'a> {
    database: Option<&'a GeoDatabase>,
    addresses: Texts,
    located: Vec<Option<[u8; 2]>>,
}

impl<'a> Countries<'a> {
    /// Starts with none seen.
    pub(crate) fn new(database: Option<&'a GeoDatabase>) -> Self {
        Self { database, addresses: Texts::default(), located: Vec::new() }
    }

    /// The country of an address, if there is a database and it knows.
    pub(crate) fn locate(&mut self, address: &str) -> Option<[u8; 2]> {
        let database = self.database?;
        if address.len() > ADDRESS_LEN_MAX {
            return None;
        }
        let key = self.addresses.key(address) as usize;
        if key == self.located.len() {
            self.located.push(database.country(address));
        }
        let country = self.located.get(key).copied().flatten();
        if self.located.len() == REMEMBERED_MAX {
            self.addresses.clear();
            self.located.clear();
        }
        country
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<u8> {
        [&[0x40 | u8::try_from(text.len()).expect("short")], text.as_bytes()].concat()
    }

    /// A database of one node, by the format's specification: the lower half of all IPv4 addresses is in a country, the upper half unknown.
    fn database(country: &str) -> Vec<u8> {
        let mut bytes = vec![0, 0, 17, 0, 0, 1];
        bytes.extend([0; 16]);
        bytes.extend([vec![0xe1], text("country"), vec![0xe1], text("iso_code"), text(country)].concat());
        bytes.extend(b"\xab\xcd\xefMaxMind.com");
        let short = |name: &str, value: u8| [text(name), vec![0xa1, value]].concat();
        bytes.push(0xe9);
        bytes.extend(short("binary_format_major_version", 2));
        bytes.extend(short("binary_format_minor_version", 0));
        bytes.extend([text("build_epoch"), vec![0x01, 0x02, 1]].concat());
        bytes.extend([text("database_type"), text("Test")].concat());
        bytes.extend([text("description"), vec![0xe0]].concat());
        bytes.extend(short("ip_version", 4));
        bytes.extend([text("languages"), vec![0x00, 0x04]].concat());
        bytes.extend([text("node_count"), vec![0xc1, 1]].concat());
        bytes.extend(short("record_size", 24));
        bytes
    }

    #[test]
    fn an_address_is_in_a_country_or_nowhere() {
        let database = GeoDatabase::from_bytes(database("fi")).expect("a database");
        let mut countries = Countries::new(Some(&database));
        for _ in 0..2 {
            assert_eq!(countries.locate("84.250.1.2"), Some(*b"FI"));
            assert_eq!(countries.locate("::ffff:84.250.1.2"), Some(*b"FI"));
            assert_eq!(countries.locate("193.1.1.1"), None);
            assert_eq!(countries.locate("not an address"), None);
            assert_eq!(countries.locate(&"1".repeat(100)), None);
        }
        assert_eq!(Countries::new(None).locate("84.250.1.2"), None);
    }

    #[test]
    fn other_bytes_are_no_database() {
        assert!(GeoDatabase::from_bytes(b"no database".to_vec()).is_err());
    }
}
