//! What a bucket does to keep data safe: encryption at rest, and older versions of objects.
//!
//! A bucket that lacks it is used all the same, and it is said: data that is already there is not safer for being refused, and the
//! deployment (`infra/`) makes buckets that have both. Where data may lie is another matter, see `residency`.

use std::fmt;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{BucketVersioningStatus, ServerSideEncryptionConfiguration};
use futures::join;

/// What a bucket lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Objects are not encrypted at rest, unless each asks for it.
    Encryption,
    /// An object that is overwritten or removed is gone.
    Versions,
    /// It cannot be said.
    Unknown {
        /// What cannot be said.
        what: &'static str,
        /// The right that is needed to ask.
        right: &'static str,
    },
}

impl fmt::Display for Lack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encryption => formatter.write_str("it does not encrypt what it keeps; give it a default encryption"),
            Self::Versions => formatter.write_str("it keeps no older versions of objects; switch versioning on"),
            Self::Unknown { what, right } => write!(formatter, "whether it {what} is not known; grant {right} on it"),
        }
    }
}

/// Asks what a bucket lacks. On a declared endpoint that is not AWS, what it does not know of is not asked for: such servers are
/// protected by other means.
pub(super) async fn lacks(client: &Client, bucket: &str, is_aws: bool) -> Vec<Lack> {
    let (encryption, versions) = join!(encryption(client, bucket), versions(client, bucket));
    let lacks = [encryption, versions].into_iter().flatten();
    lacks.filter(|lack| is_aws || !matches!(lack, Lack::Unknown { .. })).collect()
}

async fn encryption(client: &Client, bucket: &str) -> Option<Lack> {
    match client.get_bucket_encryption().bucket(bucket).send().await {
        Ok(answer) => {
            let rules = answer.server_side_encryption_configuration().map(ServerSideEncryptionConfiguration::rules).unwrap_or_default();
            let encrypts = rules.iter().any(|rule| rule.apply_server_side_encryption_by_default().is_some());
            (!encrypts).then_some(Lack::Encryption)
        }
        Err(error) if error.code() == Some("ServerSideEncryptionConfigurationNotFoundError") => Some(Lack::Encryption),
        Err(_) => Some(Lack::Unknown { what: "encrypts what it keeps", right: "s3:GetEncryptionConfiguration" }),
    }
}

async fn versions(client: &Client, bucket: &str) -> Option<Lack> {
    match client.get_bucket_versioning().bucket(bucket).send().await {
        Ok(answer) => (answer.status() != Some(&BucketVersioningStatus::Enabled)).then_some(Lack::Versions),
        Err(_) => Some(Lack::Unknown { what: "keeps older versions", right: "s3:GetBucketVersioning" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canned::Answer;
    use crate::s3::control::tests::client;

    const KMS: &str = "200 OK\r\n\r\n<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>\
        <SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";
    const PLAIN: &str = "404 Not Found\r\n\r\n<Error><Code>ServerSideEncryptionConfigurationNotFoundError</Code></Error>";
    const VERSIONED: &str = "200 OK\r\n\r\n<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    const SUSPENDED: &str = "200 OK\r\n\r\n<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
    const NEVER: &str = "200 OK\r\n\r\n<VersioningConfiguration/>";
    const DENIED: &str = "403 Forbidden\r\n\r\n<Error><Code>AccessDenied</Code></Error>";
    const UNKNOWN_OF: &str = "501 Not Implemented\r\n\r\n<Error><Code>NotImplemented</Code></Error>";

    async fn ask(encryption: &'static str, versions: &'static str, is_aws: bool) -> Vec<Lack> {
        let answers: &'static [Answer] = Vec::leak(vec![("GET /b/?encryption", encryption), ("GET /b/?versioning", versions)]);
        lacks(&client(answers), "b", is_aws).await
    }

    #[tokio::test]
    async fn what_is_missing_is_said() {
        assert_eq!(ask(KMS, VERSIONED, true).await, []);
        assert_eq!(ask(KMS.replace("aws:kms", "AES256").leak(), VERSIONED, true).await, []);
        assert_eq!(ask(PLAIN, SUSPENDED, true).await, [Lack::Encryption, Lack::Versions]);
        assert_eq!(ask(KMS, NEVER, false).await, [Lack::Versions]);
    }

    #[tokio::test]
    async fn what_cannot_be_asked_is_said_of_aws_only() {
        assert_eq!(ask(DENIED, DENIED, true).await.len(), 2);
        assert_eq!(ask(UNKNOWN_OF, VERSIONED, true).await.len(), 1);
        assert_eq!(ask(UNKNOWN_OF, UNKNOWN_OF, false).await, []);
    }
}
