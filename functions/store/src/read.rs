//! Reading objects: whole, a range, or front to back in bounded chunks.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use object_store::{GetOptions, GetResultPayload, ObjectMeta, ObjectStore, ObjectStoreExt};

use crate::{Entry, PART_BYTES, Store, StoreError};

/// How much of a file is read at once: 1 MiB, where more is not faster.
const FILE_CHUNK_BYTES: usize = 1 << 20;

/// How many ranges of an object on a server are on their way at once: one is read while the next one comes.
const RANGES_IN_FLIGHT: usize = 2;

impl Store {
    /// Reads a whole object into memory: for what is known to be small.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or where the store fails.
    pub async fn read(&self, key: &str) -> Result<Bytes, StoreError> {
        let path = self.path(key)?;
        let read = async { self.inner.objects.get(&path).await?.bytes().await };
        read.await.map_err(|error| self.error("read", key, error))
    }

    /// Reads the bytes of a range of an object.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or where the store fails or the range begins beyond the end.
    pub async fn read_range(&self, key: &str, range: Range<u64>) -> Result<Bytes, StoreError> {
        let path = self.path(key)?;
        self.inner.objects.get_range(&path, range).await.map_err(|error| self.error("read", key, error))
    }

    /// Reads an object once, front to back, in chunks of at most 8 MiB, of which at most two are held. What is read is one version of the
    /// object: where it is replaced meanwhile, a file is read on as it was, and a server's object gives [`StoreError::Changed`].
    ///
    /// A server's object is read in ranges, each a request of its own: one request for all would time out behind a slow reader.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or where the store fails, at once or in the stream.
    pub async fn stream(&self, key: &str) -> Result<BoxStream<'static, Result<Bytes, StoreError>>, StoreError> {
        self.stream_matching(key, None).await
    }

    /// As [`Store::stream`], of the version that was listed; on a server, where one can be told from another.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where it was replaced since; else as [`Store::stream`].
    pub async fn stream_version(&self, entry: &Entry) -> Result<BoxStream<'static, Result<Bytes, StoreError>>, StoreError> {
        let etag = (!entry.etag.is_empty()).then(|| format!("\"{}\"", entry.etag));
        self.stream_matching(&entry.key, etag).await
    }

    async fn stream_matching(&self, key: &str, etag: Option<String>) -> Result<BoxStream<'static, Result<Bytes, StoreError>>, StoreError> {
        let path = self.path(key)?;
        let options = GetOptions::new().with_head(!self.is_folder()).with_if_match(etag);
        let found = self.inner.objects.get_opts(&path, options).await.map_err(|error| self.error("read", key, error))?;
        let display = self.display(key);
        let chunks = match found.payload {
            GetResultPayload::File(file, _) => file_chunks(file),
            GetResultPayload::Stream(_) => ranges(Arc::clone(&self.inner.objects), found.meta),
        };
        Ok(chunks.map_err(move |error| StoreError::sorted("read", display.clone(), error)).boxed())
    }
}

/// The content of an open file, off the runtime's threads.
fn file_chunks(file: File) -> BoxStream<'static, object_store::Result<Bytes>> {
    stream::try_unfold(file, |file| async move {
        let (file, chunk) = tokio::task::spawn_blocking(move || {
            let mut chunk = Vec::with_capacity(FILE_CHUNK_BYTES);
            (&file).take(FILE_CHUNK_BYTES as u64).read_to_end(&mut chunk)?;
            Ok::<_, std::io::Error>((file, chunk))
        })
        .await?
        .map_err(|source| object_store::Error::Generic { store: "file", source: source.into() })?;
        Ok((!chunk.is_empty()).then(|| (Bytes::from(chunk), file)))
    })
    .boxed()
}

/// The content of an object of a server, range by range, all of the version whose metadata is given.
fn ranges(objects: Arc<dyn ObjectStore>, meta: ObjectMeta) -> BoxStream<'static, object_store::Result<Bytes>> {
    let ObjectMeta { location, size, e_tag, .. } = meta;
    stream::iter((0..size).step_by(PART_BYTES))
        .map(move |start| {
            let (objects, location) = (Arc::clone(&objects), location.clone());
            let range = start..size.min(start + PART_BYTES as u64);
            let options = GetOptions::new().with_if_match(e_tag.clone()).with_range(Some(range));
            async move { objects.get_opts(&location, options).await?.bytes().await }
        })
        .buffered(RANGES_IN_FLIGHT)
        .boxed()
}
