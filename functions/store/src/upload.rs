//! Streaming uploads: bounded memory, and the object appears only when it is finished.

use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload, WriteMultipart};

use crate::{PART_BYTES, Store, StoreError};

/// How many parts are on their way while the next one fills.
const PARTS_IN_FLIGHT: usize = 1;

/// An upload under way. What is dropped before [`Upload::finish`] never becomes an object; [`Upload::abort`] also frees at once what a
/// server holds of it, which else waits for the bucket's life-cycle rule.
#[derive(Debug)]
pub struct Upload {
    store: Store,
    key: String,
    path: Path,
    /// What is not yet worth a part: an object smaller than one is written in one request.
    held: Vec<Bytes>,
    held_bytes: usize,
    parts: Option<WriteMultipart>,
}

impl Store {
    /// Begins an upload, which takes the place of an older object only when it is finished.
    ///
    /// # Errors
    /// Where the key is not usable. Nothing is sent before the first 8 MiB.
    #[expect(clippy::unused_async, reason = "beginning an upload is a request on the stores that this one may come to use")]
    pub async fn upload(&self, key: &str) -> Result<Upload, StoreError> {
        let path = self.path(key)?;
        Ok(Upload { store: self.clone(), key: key.to_owned(), path, held: Vec::new(), held_bytes: 0, parts: None })
    }

    /// Whether this is a local folder.
    pub(crate) fn is_folder(&self) -> bool {
        matches!(self.inner.root.place, crate::Place::Folder(_))
    }
}

impl Upload {
    /// Adds bytes at the end; waits while a part is on its way and another one is full.
    ///
    /// # Errors
    /// Where the store fails; the upload is then of no more use.
    pub async fn write(&mut self, mut bytes: Bytes) -> Result<(), StoreError> {
        while !bytes.is_empty() {
            let chunk = bytes.split_to(bytes.len().min(PART_BYTES));
            self.hold(chunk).await?;
        }
        Ok(())
    }

    /// Sends the rest and makes the object appear.
    ///
    /// # Errors
    /// Where the store fails; then there is no object.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        let finished = match self.parts.take() {
            Some(parts) => parts.finish().await,
            None => self.store.inner.objects.put(&self.path, std::mem::take(&mut self.held).into_iter().collect::<PutPayload>()).await,
        };
        finished.map_err(|error| self.error(error))?;
        Ok(())
    }

    /// Gives the upload up, and frees what was sent.
    ///
    /// # Errors
    /// Where the store fails; there is no object in any case.
    pub async fn abort(mut self) -> Result<(), StoreError> {
        match self.parts.take() {
            Some(parts) => parts.abort().await.map_err(|error| self.error(error)),
            None => Ok(()),
        }
    }

    /// Adds at most one part's worth of bytes.
    async fn hold(&mut self, chunk: Bytes) -> Result<(), StoreError> {
        if let Some(parts) = &mut self.parts {
            let room = parts.wait_for_capacity(PARTS_IN_FLIGHT).await;
            parts.put(chunk);
            return room.map_err(|error| self.error(error));
        }
        self.held_bytes += chunk.len();
        self.held.push(chunk);
        if self.held_bytes >= PART_BYTES { self.begin_parts().await } else { Ok(()) }
    }

    /// Turns what is held into the first part of several.
    async fn begin_parts(&mut self) -> Result<(), StoreError> {
        let begun = self.store.inner.objects.put_multipart(&self.path).await.map_err(|error| self.error(error))?;
        let mut parts = WriteMultipart::new_with_chunk_size(begun, PART_BYTES);
        self.held.drain(..).for_each(|chunk| parts.put(chunk));
        self.parts = Some(parts);
        Ok(())
    }

    /// An error of the store, with the place of the object.
    fn error(&self, error: object_store::Error) -> StoreError {
        self.store.error("uploaded", &self.key, error)
    }
}
