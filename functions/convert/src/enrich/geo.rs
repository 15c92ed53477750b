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
    countries: Vec<Option<[u8; 2]>>,
}

impl<'a> Countries<'a> {
    /// Starts with none seen.
    pub(crate) fn new(database: Option<&'a GeoDatabase>) -> Self {
        Self { database, addresses: Texts::default(), countries: Vec::new() }
    }

    /// The country of an address, if there is a database and it knows.
    pub(crate) fn locate(&mut self, address: &str) -> Option<[u8; 2]> {
        let database = self.database?;
        if address.len() > ADDRESS_LEN_MAX {
            return None;
        }
        let key = self.addresses.key(address) as usize;
        if key == self.countries.len() {
            self.countries.push(database.country(address));
        }
        let country = self.countries.get(key).copied().flatten();
        if self.countries.len() == REMEMBERED_MAX {
            self.addresses.clear();
            self.countries.clear();
        }
        country
    }
}
