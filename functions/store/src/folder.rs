//! A folder of the local file system.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures::{Stream, TryStreamExt};
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use twox_hash::xxhash3_128::Hasher;

use crate::StoreError;

/// Opens a folder, and makes it if it is missing. Paths run from the root of the file system.
///
/// An object is staged beside its place as `name#1` and renamed when it is complete; what a killed process left staged is neither listed nor
/// read, and takes room until someone removes it: another process could still be writing it.
///
/// # Errors
/// Where the folder cannot be made.
pub(crate) fn open(folder: &Path) -> Result<Arc<dyn ObjectStore>, StoreError> {
    std::fs::create_dir_all(folder).map_err(|source| StoreError::Failed {
        what: "opened",
        location: folder.display().to_string(),
        source: source.into(),
    })?;
    Ok(Arc::new(LocalFileSystem::new()))
}

/// The XXH3-128 hash of a content, in 32 hexadecimal digits: fast enough to run at the disk's speed. It tells versions of a log apart and
/// keeps no one out, so it need not be a cryptographic one.
///
/// # Errors
/// Where the content cannot be read to its end.
pub(crate) async fn content_hash(content: impl Stream<Item = Result<Bytes, StoreError>>) -> Result<String, StoreError> {
    let hash = |mut hasher: Hasher, chunk: Bytes| async move {
        hasher.write(&chunk);
        Ok(hasher)
    };
    let hasher = content.try_fold(Hasher::new(), hash).await?;
    Ok(format!("{:032x}", hasher.finish_128()))
}
