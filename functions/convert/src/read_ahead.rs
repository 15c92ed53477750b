//! Reading on a thread of its own.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// How much is handed over at once, in bytes: small enough to be still in a shared cache when it is taken.
const BLOCK_LEN: usize = 256 << 10;

/// How many blocks may wait.
const BLOCKS_MAX: usize = 4;

type Block = io::Result<Vec<u8>>;

/// Reads `source` ahead of whoever reads the result.
pub(crate) fn read_ahead(source: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let (full, blocks) = sync_channel(BLOCKS_MAX);
    let (used, free) = channel();
    std::thread::Builder::new().name("decompress".to_owned()).spawn(move || fill(source, &full, &free))?;
    Ok(Box::new(Ahead { blocks, used, current: Vec::new(), at: 0 }))
}

/// Reads until the end, an error, or nobody wants more.
fn fill(mut source: Box<dyn Read + Send>, full: &SyncSender<Block>, free: &Receiver<Vec<u8>>) {
    loop {
        let mut block = free.try_recv().unwrap_or_default();
        block.resize(BLOCK_LEN, 0);
        let mut filled = 0;
        let error = loop {
            match source.read(&mut block[filled..]) {
                Ok(read) if read > 0 => filled += read,
                Ok(_) => break None,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Some(error),
            }
            if filled == BLOCK_LEN {
                break None;
            }
        };
        let is_last = filled < BLOCK_LEN;
        block.truncate(filled);
        if filled > 0 && full.send(Ok(block)).is_err() {
            return;
        }
        if let Some(error) = error {
            // Nobody may be there to hear it.
            let _ = full.send(Err(error));
        }
        if is_last {
            return;
        }
    }
}

struct Ahead {
    blocks: Receiver<Block>,
    used: Sender<Vec<u8>>,
    current: Vec<u8>,
    at: usize,
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.current.len() {
            let Ok(block) = self.blocks.recv() else { return Ok(0) };
            let used = std::mem::replace(&mut self.current, block?);
            self.at = 0;
            // The reading thread may have come to its end; then nobody needs the memory.
            let _ = self.used.send(used);
        }
        let rest = &self.current[self.at..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_ahead_is_what_is_there() {
        let bytes: Vec<u8> = (0..BLOCK_LEN * 11 / 2).map(|index| u8::try_from(index % 251).expect("small")).collect();
        let mut read = Vec::new();
        let mut ahead = read_ahead(Box::new(io::Cursor::new(bytes.clone()))).expect("a thread");
        ahead.read_to_end(&mut read).expect("no error");
        assert!(read == bytes);
    }

    #[test]
    fn an_error_comes_after_what_was_read_before_it() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::InvalidData.into())
            }
        }
        let mut ahead = read_ahead(Box::new(io::Cursor::new(b"before".to_vec()).chain(Failing))).expect("a thread");
        let mut read = Vec::new();
        let error = ahead.read_to_end(&mut read).expect_err("it fails");
        assert_eq!((read.as_slice(), error.kind()), (b"before".as_slice(), io::ErrorKind::InvalidData));
    }
}
