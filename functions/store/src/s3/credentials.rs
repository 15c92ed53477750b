//! The credentials of `aws-config` for the object store.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use object_store::CredentialProvider;
use object_store::aws::AwsCredential;
use tokio::sync::Mutex;

/// How long before they lapse credentials are fetched anew: 5 minutes, as the AWS SDKs do, longer than any one request.
const RENEWAL: Duration = Duration::from_mins(5);

/// Hands on the credentials of an AWS provider, and keeps them while they hold: a provider may ask another service each time.
#[derive(Debug)]
pub(crate) struct Bridge {
    provider: SharedCredentialsProvider,
    kept: Mutex<Option<Credentials>>,
}

impl Bridge {
    /// Bridges a provider.
    pub(crate) fn new(provider: SharedCredentialsProvider) -> Self {
        Self { provider, kept: Mutex::new(None) }
    }
}

#[async_trait]
impl CredentialProvider for Bridge {
    type Credential = AwsCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<AwsCredential>> {
        let mut kept = self.kept.lock().await;
        let credentials = match kept.take().filter(holds) {
            Some(credentials) => credentials,
            None => self.provider.provide_credentials().await.map_err(failed)?,
        };
        let credential = AwsCredential {
            key_id: credentials.access_key_id().to_owned(),
            secret_key: credentials.secret_access_key().to_owned(),
            token: credentials.session_token().map(str::to_owned),
        };
        *kept = Some(credentials);
        Ok(Arc::new(credential))
    }
}

/// Whether credentials hold for a while yet. They lapse by the wall clock, on which nothing that is written depends.
fn holds(credentials: &Credentials) -> bool {
    credentials.expiry().is_none_or(|expiry| expiry.elapsed().is_err_and(|left| left.duration() > RENEWAL))
}

/// The provider's error as the object store's.
fn failed(source: impl std::error::Error + Send + Sync + 'static) -> object_store::Error {
    object_store::Error::Unauthenticated { path: "credentials".to_owned(), source: source.into() }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::SystemTime;

    use aws_credential_types::provider::future;

    use super::*;

    /// Gives other credentials each time, all of the same lifetime.
    #[derive(Debug)]
    struct Counting {
        asked: AtomicU64,
        lifetime: Option<Duration>,
    }

    impl ProvideCredentials for Counting {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            let number = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
            // Far from either side of the limit, whatever the time.
            let expiry = self.lifetime.map(|lifetime| SystemTime::UNIX_EPOCH + lifetime);
            future::ProvideCredentials::ready(Ok(Credentials::new(number.to_string(), "secret", Some("token".to_owned()), expiry, "test")))
        }
    }

    async fn asked_twice(lifetime: Option<Duration>) -> String {
        let bridge = Bridge::new(SharedCredentialsProvider::new(Counting { asked: AtomicU64::new(0), lifetime }));
        bridge.get_credential().await.unwrap();
        let second = bridge.get_credential().await.unwrap();
        assert_eq!((second.secret_key.as_str(), second.token.as_deref()), ("secret", Some("token")));
        second.key_id.clone()
    }

    #[tokio::test]
    async fn credentials_are_kept_while_they_hold() {
        let centuries = Duration::from_hours(300 * 366 * 24);
        assert_eq!(asked_twice(None).await, "1");
        assert_eq!(asked_twice(Some(centuries)).await, "1");
        assert_eq!(asked_twice(Some(Duration::ZERO)).await, "2");
    }
}
