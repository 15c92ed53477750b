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
