//! How far a conversion is, for whoever waits for it.

/// Is told how far a conversion is.
pub trait Progress: Sync {
    /// There are so many more bytes of raw logs to read.
    fn expect(&self, bytes: u64);

    /// So many more bytes of raw logs have been read.
    fn advance(&self, bytes: u64);
}

/// For when nobody waits.
impl Progress for () {
    fn expect(&self, _: u64) {}

    fn advance(&self, _: u64) {}
}
