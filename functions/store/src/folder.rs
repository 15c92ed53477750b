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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::SystemTime;

    use futures::stream;

    use super::*;
    use crate::{Settings, Store};

    async fn store(folder: &Path) -> Store {
        Store::open(&format!("file://{}", folder.display()), &Settings::default()).await.unwrap()
    }

    #[tokio::test]
    async fn hashes_content_however_it_is_cut() {
        let text = |chunks: &[&'static str]| {
            let chunks: Vec<_> = chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).collect();
            stream::iter(chunks)
        };
        // The reference value of XXH3-128 (seed 0) of nothing, from its specification's implementation.
        assert_eq!(content_hash(text(&[])).await.unwrap(), "99aa06d3014798d86001c324468d497f");
        let whole = content_hash(text(&["a log of two lines"])).await.unwrap();
        assert_eq!(content_hash(text(&["a log", " of two ", "lines"])).await.unwrap(), whole);
        assert_ne!(content_hash(text(&["a log of two Lines"])).await.unwrap(), whole);
    }

    #[tokio::test]
    async fn a_copy_has_the_tag_of_its_original() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.ndjson");
        let store = store(folder.path()).await;
        fs::write(&path, "one\n").unwrap();
        let first = store.list("").await.unwrap();
        let tag = store.etag(&first[0]).await.unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, "one\n").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(store.list("").await.unwrap(), first);
        assert_eq!(store.etag(&first[0]).await.unwrap(), tag);
    }

    #[tokio::test]
    async fn what_a_killed_upload_left_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        fs::create_dir(folder.path().join("records")).unwrap();
        fs::write(folder.path().join("records/a.parquet#1"), "half").unwrap();
        fs::write(folder.path().join("records/b.parquet#17"), "half").unwrap();
        assert_eq!(store.list("records/").await.unwrap(), vec![]);
        assert!(!store.exists("records/a.parquet").await.unwrap());
        let mut upload = store.upload("records/a.parquet").await.unwrap();
        upload.write(Bytes::from(vec![1; crate::PART_BYTES + 1])).await.unwrap();
        upload.finish().await.unwrap();
        assert_eq!(store.size("records/a.parquet").await.unwrap(), crate::PART_BYTES as u64 + 1);
        assert_eq!(store.list("").await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn an_upload_that_is_dropped_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        let mut upload = store.upload("a.parquet").await.unwrap();
        upload.write(Bytes::from(vec![1; 2 * crate::PART_BYTES])).await.unwrap();
        drop(upload);
        // The file goes away off the runtime's threads: wait for it, with patience.
        for _ in 0..500 {
            if fs::read_dir(folder.path()).unwrap().count() == 0 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("the staged file is still there");
    }

    #[tokio::test]
    async fn an_open_file_is_read_on_when_it_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        store.write("log", Bytes::from(vec![1; 3 << 20])).await.unwrap();
        let mut stream = store.stream("log").await.unwrap();
        let first = stream.try_next().await.unwrap().unwrap();
        assert_eq!(first.len(), 1 << 20);
        store.write("log", Bytes::from(vec![2; 3 << 20])).await.unwrap();
        let rest: Vec<Bytes> = stream.try_collect().await.unwrap();
        assert!(rest.concat() == vec![1; 2 << 20]);
    }

    #[tokio::test]
    async fn a_folder_gives_no_links() {
        let folder = tempfile::tempdir().unwrap();
        let link = store(folder.path()).await.presign("a", std::time::Duration::from_mins(1), "a").await;
        assert!(matches!(link, Err(StoreError::Link { .. })));
    }

    #[tokio::test]
    async fn a_file_is_no_folder() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let opened = Store::open(&format!("file://{}", file.path().display()), &Settings::default()).await;
        assert!(matches!(opened, Err(StoreError::Failed { .. })));
    }
}
