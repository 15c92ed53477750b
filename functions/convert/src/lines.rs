//! A stream of bytes becomes lines, in bounded memory whatever their length.

use std::io::{self, Read};

use memchr::{memchr, memrchr};

/// The longest line that is read, in bytes. Lines of 10 MB occur; longer than this they are no records.
pub const LINE_LEN_MAX: usize = 16 << 20;

/// UTF-8's byte order mark, which some editors put before a text.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How much is read at once, in bytes: small enough for what is read to stay in the processor's cache.
const READ_LEN: usize = 256 << 10;

/// Where a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Number of the line; the first is 1.
    pub(crate) line: u64,
    /// Bytes before the line in the decompressed stream.
    pub(crate) offset: u64,
}

/// A line without its line break, or the place of one that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Line(&'a [u8]),
    /// What there is of the line in which the stream broke off.
    Cut(&'a [u8]),
    TooLong,
}

impl<'a> Piece<'a> {
    /// What there is of the line; nothing of one that is too long.
    const fn text(self) -> &'a [u8] {
        match self {
            Self::Line(line) | Self::Cut(line) => line,
            Self::TooLong => &[],
        }
    }

    /// The first line of a stream is what follows the byte order mark.
    fn without_mark(self) -> Self {
        let rest = |line: &'a [u8]| line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        match self {
            Self::Line(line) => Self::Line(rest(line)),
            Self::Cut(line) => Self::Cut(rest(line)),
            Self::TooLong => self,
        }
    }
}

/// Why reading came to its end.
#[derive(Debug)]
pub(crate) struct End {
    /// The place after the last line.
    pub(crate) place: Place,
    /// What stopped it, if it was not the end of the stream.
    pub(crate) error: Option<io::Error>,
}

/// Calls `each` with every line that is not blank, the first without a byte order mark, until the end of the stream or an error of it; both
/// leave a last line without a line break, which is given too.
pub(crate) fn for_each_line<E>(mut source: impl Read, mut each: impl FnMut(Place, Piece<'_>) -> Result<(), E>) -> Result<End, E> {
    let mut splitter = Splitter { place: Place { line: 1, offset: 0 }, forgotten: 0 };
    let mut buffer = vec![0; READ_LEN];
    let mut filled = 0;
    loop {
        if buffer.len() - filled < READ_LEN {
            buffer.resize(filled + READ_LEN.max(filled), 0);
        }
        let read = match source.read(&mut buffer[filled..]) {
            Ok(0) => None,
            Ok(read) => Some(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                splitter.rest(Piece::Cut(&buffer[..filled]), &mut each)?;
                return Ok(End { place: splitter.place, error: Some(error) });
            }
        };
        let Some(read) = read else {
            splitter.rest(Piece::Line(&buffer[..filled]), &mut each)?;
            return Ok(End { place: splitter.place, error: None });
        };
        // What was there before has no line break.
        let fresh = filled;
        filled += read;
        if let Some(last) = memrchr(b'\n', &buffer[fresh..filled]) {
            let whole = fresh + last + 1;
            splitter.lines(&buffer[..whole], &mut each)?;
            buffer.copy_within(whole..filled, 0);
            filled -= whole;
            if filled <= READ_LEN && buffer.len() > 4 * READ_LEN {
                buffer.truncate(2 * READ_LEN);
                buffer.shrink_to_fit();
            }
        } else if filled > LINE_LEN_MAX {
            splitter.forget(&buffer[..filled]);
            filled = 0;
        }
    }
}

struct Splitter {
    place: Place,
    /// How much of the current line is too much to keep and forgotten, in bytes; 0 for most lines.
    forgotten: u64,
}

impl Splitter {
    /// Takes text that ends in a line break.
    fn lines<E>(&mut self, mut text: &[u8], each: &mut impl FnMut(Place, Piece<'_>) -> Result<(), E>) -> Result<(), E> {
        while let Some(length) = memchr(b'\n', text) {
            let (line, rest) = text.split_at(length + 1);
            self.line(Piece::Line(&line[..length]), line.len(), each)?;
            text = rest;
        }
        Ok(())
    }

    /// Takes the last line, which has no line break.
    fn rest<E>(&mut self, piece: Piece<'_>, each: &mut impl FnMut(Place, Piece<'_>) -> Result<(), E>) -> Result<(), E> {
        let length = piece.text().len();
        if length == 0 && self.forgotten == 0 { Ok(()) } else { self.line(piece, length, each) }
    }

    fn line<E>(&mut self, piece: Piece<'_>, taken: usize, each: &mut impl FnMut(Place, Piece<'_>) -> Result<(), E>) -> Result<(), E> {
        let place = self.place;
        let piece = if place.offset == 0 { piece.without_mark() } else { piece };
        let forgotten = std::mem::take(&mut self.forgotten);
        self.place.line += 1;
        self.place.offset += forgotten + taken as u64;
        if forgotten > 0 || piece.text().len() > LINE_LEN_MAX {
            each(place, Piece::TooLong)
        } else if piece.text().iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')) {
            Ok(())
        } else {
            each(place, piece)
        }
    }

    /// Forgets the beginning of a line that is too long.
    const fn forget(&mut self, part: &[u8]) {
        self.forgotten += part.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::convert::Infallible;

    /// Gives its bytes in pieces of changing sizes, then an error if told so.
    struct Dripping<'a> {
        bytes: &'a [u8],
        step: usize,
        fails: bool,
    }

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.bytes.is_empty() && self.fails {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.step = self.step * 7 % 23 + 1;
            let (now, later) = self.bytes.split_at(self.step.min(self.bytes.len()).min(buffer.len()));
            buffer[..now.len()].copy_from_slice(now);
            self.bytes = later;
            Ok(now.len())
        }
    }

    type Lines = Vec<(u64, u64, Option<Vec<u8>>)>;

    fn lines(source: impl Read) -> (Lines, End) {
        let mut found = Lines::new();
        let end = for_each_line::<Infallible>(source, |place, piece| {
            let text = match piece {
                Piece::Line(line) | Piece::Cut(line) => Some(line.to_vec()),
                Piece::TooLong => None,
            };
            found.push((place.line, place.offset, text));
            Ok(())
        });
        let Ok(end) = end;
        (found, end)
    }

    proptest! {
        #[test]
        fn lines_are_those_of_a_split(bytes in prop::collection::vec(prop::sample::select(b"ab \n\r{\x00".to_vec()), 0..400), fails: bool) {
            let (found, end) = lines(Dripping { bytes: &bytes, step: 3, fails });
            let mut offset = 0;
            let mut expected = Lines::new();
            for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
                if line.iter().any(|byte| !b" \t\r".contains(byte)) {
                    expected.push((number, offset, Some(line.to_vec())));
                }
                offset += line.len() as u64 + 1;
            }
            prop_assert_eq!(found, expected);
            prop_assert_eq!(end.place.offset, bytes.len() as u64);
            prop_assert_eq!(end.error.is_some(), fails);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line_and_does_not_fill_it() {
        let mark = "\u{feff}";
        for blank in ["", "\n", "\r\n", " \t\n\n"] {
            let text = format!("{mark}{blank}");
            let (found, end) = lines(text.as_bytes());
            assert_eq!((found, end.place.offset), (Lines::new(), text.len() as u64), "{blank:?}");
        }
        let text = format!("{mark}a\n{mark}b");
        let (found, _) = lines(text.as_bytes());
        assert_eq!(found, [(1, 0, Some(b"a".to_vec())), (2, 5, Some(format!("{mark}b").into_bytes()))]);
    }

    #[test]
    fn a_line_of_ten_megabytes_is_read_and_one_over_the_limit_is_passed_over() {
        let long = "x".repeat(10 << 20);
        let over = "y".repeat(LINE_LEN_MAX + 1);
        let text = format!("a\n{long}\nb\n{over}\nc\n{over}{over}{over}");
        let (found, end) = lines(text.as_bytes());
        let brief: Vec<(u64, u64, Option<usize>)> =
            found.iter().map(|(line, offset, text)| (*line, *offset, text.as_ref().map(Vec::len))).collect();
        let (long, over) = (long.len() as u64, over.len() as u64);
        let after = 2 + long + 1 + 2;
        let expected = [
            (1, 0, Some(1)),
            (2, 2, Some(10 << 20)),
            (3, 3 + long, Some(1)),
            (4, after, None),
            (5, after + over + 1, Some(1)),
            (6, after + over + 3, None),
        ];
        assert_eq!(brief, expected);
        assert_eq!(end.place, Place { line: 7, offset: text.len() as u64 });
    }
}
