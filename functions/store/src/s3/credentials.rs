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
