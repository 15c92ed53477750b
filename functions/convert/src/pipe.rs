//! Between the asynchronous store and the blocking work: bytes in, bytes out, a bounded number of chunks on their way.

use std::io::{self, Read, Write};

use bytes::{Bytes, BytesMut};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// How many chunks may wait.
const CHUNKS_MAX: usize = 2;

/// How large chunks to the store are, in bytes.
const CHUNK_LEN: usize = 1 << 20;

/// What was read of a stream did not reach its end, for a reason that the sending side knows.
#[derive(Debug, thiserror::Error)]
#[error("the stream broke off")]
pub(crate) struct BrokenOff;

/// Bytes that come from the store; `None` says that the stream has failed.
#[derive(Debug)]
pub(crate) struct Source {
    chunks: Receiver<Option<Bytes>>,
    current: Bytes,
}

/// Makes a source and the end that feeds it.
pub(crate) fn source() -> (Sender<Option<Bytes>>, Source) {
    let (sender, chunks) = channel(CHUNKS_MAX);
    (sender, Source { chunks, current: Bytes::new() })
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() {
            match self.chunks.blocking_recv() {
                Some(Some(chunk)) => self.current = chunk,
                Some(None) => return Err(io::Error::other(BrokenOff)),
                None => return Ok(0),
            }
        }
        let now = self.current.split_to(self.current.len().min(buffer.len()));
        buffer[..now.len()].copy_from_slice(&now);
        Ok(now.len())
    }
}

/// Bytes that go to the store.
#[derive(Debug)]
pub(crate) struct Sink {
    chunks: Sender<Bytes>,
    current: BytesMut,
}

/// Makes a sink and the end that takes from it.
pub(crate) fn sink() -> (Sink, Receiver<Bytes>) {
    let (chunks, receiver) = channel(CHUNKS_MAX);
    (Sink { chunks, current: BytesMut::new() }, receiver)
}

impl Sink {
    /// Hands over what is left.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.send()
    }

    fn send(&mut self) -> io::Result<()> {
        let chunk = self.current.split().freeze();
        self.chunks.blocking_send(chunk).map_err(|_| io::Error::other(BrokenOff))
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.current.extend_from_slice(bytes);
        if self.current.len() >= CHUNK_LEN {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
