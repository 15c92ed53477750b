//! Compressed raw logs, known by their first bytes and not by their names.

use std::io::{self, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

/// The first bytes of a gzip member (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The first bytes of a Zstandard frame (RFC 8878), little-endian.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The first bytes of a Zstandard skippable frame but for the first one's low half, which may be anything (RFC 8878, 3.1.2).
const ZSTD_SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];

/// How many first bytes decide.
const MAGIC_LEN: usize = 4;

/// How much is read at once, in bytes.
const BUFFER_LEN: usize = 256 << 10;

/// How the content of an object is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// As it is.
    Plain,
    /// Gzip members, one after another.
    Gzip,
    /// Zstandard frames, one after another.
    Zstd,
}

impl Format {
    fn of(first: &[u8]) -> Self {
        if first.starts_with(&GZIP) {
            Self::Gzip
        } else if first.starts_with(&ZSTD) || first.len() == MAGIC_LEN && first[1..] == ZSTD_SKIPPABLE && first[0] & 0xf0 == 0x50 {
            Self::Zstd
        } else {
            Self::Plain
        }
    }
}

/// Reads what an object holds, decompressed, front to back.
pub(crate) fn decompress<R: Read + Send + 'static>(mut stored: R) -> io::Result<(Format, Box<dyn Read + Send>)> {
    let mut first = Vec::new();
    (&mut stored).take(MAGIC_LEN as u64).read_to_end(&mut first)?;
    let format = Format::of(&first);
    let whole = BufReader::with_capacity(BUFFER_LEN, Cursor::new(first).chain(stored));
    let content: Box<dyn Read + Send> = match format {
        Format::Plain => Box::new(whole),
        Format::Gzip => Box::new(MultiGzDecoder::new(whole)),
        Format::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(whole)?),
    };
    Ok((format, content))
}
