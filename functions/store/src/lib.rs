//! Object storage behind one type: a local folder, S3 or Google Cloud Storage, all with the same promises.
//!
//! - **Residency**: [`Store::open`] refuses a store outside the EU and EEA before the first byte is read, and one of which it is not known.
//! - **Whole or not at all**: an object appears complete or not; a killed or dropped upload leaves nothing that can be listed or read.
//! - **Commit**: [`Store::create`] writes only where nothing is yet; of several at once exactly one wins.
//! - **Bounded**: streams and uploads hold a few parts of 8 MiB, whatever the size of the object.
//!
//! What it leaves to the bucket: encryption (an object gets the bucket's default; no header asks for another) and versions, of which it says
//! where they are missing ([`Store::lacks`]), and the life-cycle rule that removes the parts of uploads that were killed. What it does not look at: an object's `Content-Encoding`, which some servers
//! store wrongly; whoever reads an object decides by its bytes.

mod aws;
#[cfg(test)]
mod canned;
mod create;
mod error;
mod folder;
mod google;
mod location;
mod read;
mod residency;
mod s3;
mod secret;
mod settings;
mod upload;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures::TryStreamExt;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt};
use url::Url;

pub use aws::aws;
pub use create::Created;
pub use error::{Cause, StoreError, with_causes};
pub use residency::Refusal;
pub use s3::Lack;
pub use secret::secret_string;
pub use settings::{COUNTRY_VARIABLE, Settings};
pub use upload::Upload;

use location::{Place, Root};

/// The size of a part of an upload, and of a range of a stream: 8 MiB. S3 wants parts of at least 5 MiB and at most 10,000 of them, so an
/// uploaded object has at most 80 GB.
pub(crate) const PART_BYTES: usize = 8 << 20;

/// How long one request may take, whatever it transfers; none transfers more than [`PART_BYTES`] except a [`Store::read`].
const REQUEST_TIME: Duration = Duration::from_mins(3);

/// An object as [`Store::list`] finds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The key, relative to the store's root.
    pub key: String,
    /// The size in bytes.
    pub size: u64,
    /// The `ETag` as the server lists it, without quotes; empty for a local folder, where it costs reading the file. See [`Store::etag`].
    pub etag: String,
}

/// A root with its objects. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
}

/// What all clones share.
#[derive(Debug)]
struct Inner {
    root: Root,
    objects: Arc<dyn ObjectStore>,
    /// The same store, but it sends a request only once: a conditional write that is repeated cannot tell its own success from another's.
    once: Arc<dyn ObjectStore>,
    links: Option<s3::Links>,
    lacks: Vec<Lack>,
}

impl Store {
    /// Opens a root: `file:///folder` (made if missing), `s3://bucket/prefix` or `gs://bucket/prefix`. Nothing is read from it before it
    /// is known to lie in the EU or EEA.
    ///
    /// # Errors
    /// [`StoreError::Residency`] where it lies elsewhere, or this is not known; where the URL is of no such form; where the folder cannot be
    /// made, or the bucket is not there or does not answer.
    pub async fn open(url: &str, settings: &Settings) -> Result<Self, StoreError> {
        let root = Root::parse(url)?;
        let (objects, once, links, lacks): (Arc<dyn ObjectStore>, Arc<dyn ObjectStore>, _, _) = match &root.place {
            Place::Folder(folder) => {
                let objects = folder::open(folder)?;
                (Arc::clone(&objects), objects, None, Vec::new())
            }
            Place::S3(bucket) => {
                let opened = Box::pin(s3::open(bucket, settings)).await?;
                (opened.objects, opened.once, Some(opened.links), opened.lacks)
            }
            Place::Google(bucket) => {
                let (objects, once) = google::open(bucket, settings).await?;
                (objects, once, None, Vec::new())
            }
        };
        Ok(Self { inner: Arc::new(Inner { root, objects, once, links, lacks }) })
    }

    /// The objects whose key begins with the segments of `prefix` (`a/b` or `a/b/`, not half a segment; empty for all), sorted by key.
    /// Uploads that are not finished are not among them.
    ///
    /// # Errors
    /// Where the store cannot be listed.
    pub async fn list(&self, prefix: &str) -> Result<Vec<Entry>, StoreError> {
        let path = self.path(prefix)?;
        let listed = self.inner.objects.list(Some(&path)).try_collect::<Vec<_>>().await;
        let listed = listed.map_err(|error| self.error("listed", prefix, error))?;
        let mut entries: Vec<Entry> = listed.into_iter().filter_map(|meta| self.entry(meta)).collect();
        entries.sort_unstable();
        Ok(entries)
    }

    /// The tag of an object's content: equal content, equal tag. On a server the listed `ETag`. A folder has none, and a file's time and
    /// inode change with every copy, so there it is the XXH3-128 hash of the content, streamed: the same log has the same tag wherever it
    /// lies and whenever it was copied.
    ///
    /// # Errors
    /// Where the file cannot be read, or the server gives no `ETag`.
    pub async fn etag(&self, entry: &Entry) -> Result<String, StoreError> {
        if !entry.etag.is_empty() {
            return Ok(entry.etag.clone());
        }
        if matches!(self.inner.root.place, Place::Folder(_)) {
            return folder::content_hash(self.stream(&entry.key).await?).await;
        }
        let meta = self.head(&entry.key).await?;
        meta.e_tag.map(unquoted).ok_or_else(|| StoreError::Failed {
            what: "identified",
            location: self.display(&entry.key),
            source: "the server gives no ETag".into(),
        })
    }

    /// An object's size in bytes.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or where the store fails.
    pub async fn size(&self, key: &str) -> Result<u64, StoreError> {
        Ok(self.head(key).await?.size)
    }

    /// When an object was last written, by the store's clock.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or where the store fails.
    pub async fn written(&self, key: &str) -> Result<SystemTime, StoreError> {
        Ok(self.head(key).await?.last_modified.into())
    }

    /// Whether there is an object of this key.
    ///
    /// # Errors
    /// Where the store cannot tell.
    pub async fn exists(&self, key: &str) -> Result<bool, StoreError> {
        match self.head(key).await {
            Ok(_) => Ok(true),
            Err(StoreError::NotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Writes an object whole, in place of an older one.
    ///
    /// # Errors
    /// Where the store fails; then the older one, or nothing, is still there.
    pub async fn write(&self, key: &str, bytes: Bytes) -> Result<(), StoreError> {
        let path = self.path(key)?;
        self.inner.objects.put(&path, bytes.into()).await.map_err(|error| self.error("written", key, error))?;
        Ok(())
    }

    /// Removes an object; one that is not there is no error.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn delete(&self, key: &str) -> Result<(), StoreError> {
        let path = self.path(key)?;
        match self.inner.objects.delete(&path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.error("removed", key, error)),
        }
    }

    /// A link with which anyone can download the object, as a file of the name `filename`, for `lifetime`: at most 5 minutes, so that a link
    /// that is passed on is worth nothing. On S3 only.
    ///
    /// # Errors
    /// [`StoreError::Link`] for another store or a longer time; where there are no credentials.
    pub async fn presign(&self, key: &str, lifetime: Duration, filename: &str) -> Result<Url, StoreError> {
        let refuse = |reason| StoreError::Link { location: self.display(key), reason };
        let Some(links) = &self.inner.links else { return Err(refuse("only S3 has such links")) };
        if lifetime.is_zero() || lifetime > s3::LINK_LIFETIME_MAX {
            return Err(refuse("it must hold for at least a moment and at most 5 minutes"));
        }
        let link = links.presign(self.path(key)?.as_ref(), lifetime, filename).await;
        link.map_err(|source| StoreError::Failed { what: "linked to", location: self.display(key), source })
    }

    /// The store for `DataFusion` and the like: paths run from the root of the bucket or file system, as in [`Store::url`].
    #[must_use]
    pub fn object_store(&self) -> Arc<dyn ObjectStore> {
        Arc::clone(&self.inner.objects)
    }

    /// The URL of a key, percent-encoded.
    #[must_use]
    pub fn url(&self, key: &str) -> Url {
        self.inner.root.url(key)
    }

    /// The key of an object that a bucket's notification names; none for one of another bucket, or beside the root.
    #[must_use]
    pub fn key_of(&self, bucket: &str, path: &str) -> Option<String> {
        match &self.inner.root.place {
            Place::S3(own) | Place::Google(own) if own == bucket => self.inner.root.key(&Path::parse(path).ok()?),
            _ => None,
        }
    }

    /// What the bucket lacks to keep data safe. Whoever opens it says so.
    #[must_use]
    pub fn lacks(&self) -> &[Lack] {
        &self.inner.lacks
    }

    /// Where the store lies, for messages.
    #[must_use]
    pub fn location(&self) -> String {
        self.inner.root.display("")
    }

    /// Where a key lies, for messages: a path for a folder, else the URL.
    #[must_use]
    pub fn display(&self, key: &str) -> String {
        self.inner.root.display(key)
    }

    /// The object's metadata.
    async fn head(&self, key: &str) -> Result<object_store::ObjectMeta, StoreError> {
        let path = self.path(key)?;
        self.inner.objects.head(&path).await.map_err(|error| self.error("looked up", key, error))
    }

    /// The path of a key from the root of the bucket or file system.
    fn path(&self, key: &str) -> Result<Path, StoreError> {
        self.inner.root.path(key).ok_or_else(|| StoreError::Key { location: self.location() })
    }

    /// What is listed, as an entry; `None` for what lies beside the root.
    fn entry(&self, meta: object_store::ObjectMeta) -> Option<Entry> {
        let key = self.inner.root.key(&meta.location)?;
        let etag = match self.inner.root.place {
            Place::Folder(_) => String::new(),
            Place::S3(_) | Place::Google(_) => meta.e_tag.map(unquoted).unwrap_or_default(),
        };
        Some(Entry { key, size: meta.size, etag })
    }

    /// An error of the object store, with the place of the key.
    fn error(&self, what: &'static str, key: &str, source: object_store::Error) -> StoreError {
        StoreError::sorted(what, self.display(key), source)
    }
}

/// An `ETag` without its quotes.
fn unquoted(etag: String) -> String {
    match etag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.to_owned(),
        None => etag,
    }
}

/// Options of all connections to servers.
fn client_options() -> ClientOptions {
    ClientOptions::new().with_timeout(REQUEST_TIME)
}
