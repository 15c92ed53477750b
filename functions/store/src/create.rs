//! The conditional write: how something is committed.

use std::time::Duration;

use bytes::Bytes;
use object_store::path::Path;
use object_store::{Error, PutMode, PutOptions};

use crate::{Store, StoreError};

/// How often a conditional write is tried: a server in trouble, or two writers of one key that stand in each other's way (409), settle
/// within seconds or not at all.
const ATTEMPTS: u32 = 6;

/// The pause before the second attempt; it doubles with each.
const PAUSE: Duration = Duration::from_millis(200);

/// What became of a conditional write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// The object was not there, and this call wrote it.
    New,
    /// The object was there; nothing was written.
    Existed,
}

/// What one attempt tells.
enum Attempt {
    /// It is settled.
    Settled(Created),
    /// Nothing was written, and nothing stands in the way for good.
    Again(Error),
    /// The answer was lost: it may have been written.
    Lost(Error),
}

impl Store {
    /// Writes an object only if there is none of its key (`If-None-Match: *`; on Google's servers generation 0; in a folder a hard link).
    /// Of several calls at once, one gets [`Created::New`] and the others [`Created::Existed`].
    ///
    /// Where an answer was lost on the way, the next attempt finds an object that could be this call's own: it is read back, and with
    /// these very bytes it is.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn create(&self, key: &str, bytes: Bytes) -> Result<Created, StoreError> {
        let path = self.path(key)?;
        let mut lost = false;
        let mut pause = PAUSE;
        for attempt in 1..=ATTEMPTS {
            let error = match self.attempt(&path, &bytes, lost).await.map_err(|error| self.error("written", key, error))? {
                Attempt::Settled(created) => return Ok(created),
                Attempt::Again(error) => error,
                Attempt::Lost(error) => {
                    lost = true;
                    error
                }
            };
            if attempt == ATTEMPTS {
                return Err(self.error("written", key, error));
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(StoreError::Failed { what: "written", location: self.display(key), source: "no attempt was made".into() })
    }

    /// Tries once. `lost` says whether an earlier attempt may have written.
    async fn attempt(&self, path: &Path, bytes: &Bytes, lost: bool) -> Result<Attempt, Error> {
        let options = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.inner.once.put_opts(path, bytes.clone().into(), options).await {
            Ok(_) => Ok(Attempt::Settled(Created::New)),
            Err(error @ Error::AlreadyExists { .. }) => self.judge(path, bytes, lost, error).await,
            Err(error @ Error::Generic { .. }) if !self.is_folder() => Ok(Attempt::Lost(error)),
            Err(error) => Err(error),
        }
    }

    /// What it means that an object is said to be there: 412 says so, and 409 that another write is under way, which may yet fail.
    async fn judge(&self, path: &Path, bytes: &Bytes, lost: bool, error: Error) -> Result<Attempt, Error> {
        if self.is_folder() {
            return Ok(Attempt::Settled(Created::Existed));
        }
        match self.inner.objects.get_opts(path, object_store::GetOptions::new().with_head(!lost)).await {
            Ok(_) if !lost => Ok(Attempt::Settled(Created::Existed)),
            Ok(found) => {
                let own = found.meta.size == bytes.len() as u64 && found.bytes().await? == *bytes;
                Ok(Attempt::Settled(if own { Created::New } else { Created::Existed }))
            }
            Err(Error::NotFound { .. }) => Ok(Attempt::Again(error)),
            Err(other) => Err(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use async_trait::async_trait;
    use futures::stream::BoxStream;
    use object_store::memory::InMemory;
    use object_store::{
        CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt, PutMultipartOptions,
        PutPayload, PutResult, Result,
    };

    use super::*;
    use crate::location::Root;
    use crate::{Inner, Store};

    /// What goes wrong with a conditional write.
    #[derive(Clone, Copy, Debug)]
    enum Fault {
        /// It is done, and the answer is lost.
        LostAfter,
        /// It is not done, and the answer is lost.
        LostBefore,
        /// Somebody else's is done first, and the answer is lost.
        Overtaken,
        /// 409: somebody else's is under way, and then fails.
        Conflict,
    }

    /// A store in memory whose first conditional writes go wrong.
    #[derive(Debug)]
    struct Faulty {
        objects: Arc<InMemory>,
        fault: Fault,
        times: AtomicU32,
    }

    impl std::fmt::Display for Faulty {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("Faulty")
        }
    }

    #[async_trait]
    impl ObjectStore for Faulty {
        async fn put_opts(&self, path: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
            let lost = Error::Generic { store: "test", source: "connection reset".into() };
            if self.times.load(Ordering::Relaxed) == 0 {
                return self.objects.put_opts(path, payload, options).await;
            }
            self.times.fetch_sub(1, Ordering::Relaxed);
            match self.fault {
                Fault::LostAfter => self.objects.put_opts(path, payload, options).await.and(Err(lost)),
                Fault::LostBefore => Err(lost),
                Fault::Overtaken => self.objects.put(path, "theirs".into()).await.and(Err(lost)),
                Fault::Conflict => Err(Error::AlreadyExists { path: path.to_string(), source: "409".into() }),
            }
        }
        async fn put_multipart_opts(&self, path: &Path, options: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
            self.objects.put_multipart_opts(path, options).await
        }
        async fn get_opts(&self, path: &Path, options: GetOptions) -> Result<GetResult> {
            self.objects.get_opts(path, options).await
        }
        fn delete_stream(&self, paths: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
            self.objects.delete_stream(paths)
        }
        fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
            self.objects.list(prefix)
        }
        async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
            self.objects.list_with_delimiter(prefix).await
        }
        async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
            self.objects.copy_opts(from, to, options).await
        }
    }

    fn faulty(fault: Fault, times: u32) -> Store {
        let objects = Arc::new(InMemory::new());
        let once = Arc::new(Faulty { objects: Arc::clone(&objects), fault, times: AtomicU32::new(times) });
        let root = Root::parse("s3://bucket/x").unwrap();
        Store { inner: Arc::new(Inner { root, objects, once, links: None, lacks: Vec::new() }) }
    }

    #[tokio::test]
    async fn a_lost_answer_is_resolved() {
        let cases = [
            (Fault::LostAfter, Created::New, "ours"),
            (Fault::LostBefore, Created::New, "ours"),
            (Fault::Overtaken, Created::Existed, "theirs"),
            (Fault::Conflict, Created::New, "ours"),
        ];
        for (fault, expected, content) in cases {
            let store = faulty(fault, 1);
            assert_eq!(store.create("a", Bytes::from_static(b"ours")).await.unwrap(), expected, "{fault:?}");
            assert_eq!(store.read("a").await.unwrap(), content, "{fault:?}");
        }
    }

    #[tokio::test]
    async fn an_equal_object_of_somebody_else_is_not_ours() {
        let store = faulty(Fault::Conflict, 0);
        store.write("a", Bytes::from_static(b"ours")).await.unwrap();
        assert_eq!(store.create("a", Bytes::from_static(b"ours")).await.unwrap(), Created::Existed);
    }
}
