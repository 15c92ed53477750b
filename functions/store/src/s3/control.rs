//! Where buckets lie, and where their objects are copied to.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::head_bucket::HeadBucketError;
use aws_sdk_s3::types::{BucketLocationConstraint, Destination, ReplicationConfiguration};

use super::{location, refused};
use crate::StoreError;
use crate::residency::{self, Refusal};

/// The header of any answer about a bucket, also a refusal, that says where it lies. AWS recommends asking so.
const REGION_HEADER: &str = "x-amz-bucket-region";

/// What to do where a region is not told.
const ADVICE: &str = "grant s3:ListBucket and s3:GetBucketLocation on it, or check its name";

/// What to do where replication rules may not be read.
const REPLICATION_ADVICE: &str = "grant s3:GetReplicationConfiguration on it, so that replicas can be checked";

/// The region of a bucket.
///
/// # Errors
/// [`StoreError::NotFound`] for no such bucket; [`StoreError::Residency`] where the region is not told; where AWS does not answer.
pub(super) async fn region(client: &Client, bucket: &str) -> Result<String, StoreError> {
    let told = match client.head_bucket().bucket(bucket).send().await {
        Ok(head) => head.bucket_region().map(str::to_owned),
        Err(error) => told_by(bucket, error)?,
    };
    match told {
        Some(region) => Ok(region),
        None => legacy_region(client, bucket).await,
    }
}

/// The region in the header of an error's answer.
fn told_by(bucket: &str, error: SdkError<HeadBucketError>) -> Result<Option<String>, StoreError> {
    let Some(answer) = error.raw_response() else {
        return Err(StoreError::Failed { what: "asked for its region", location: location(bucket), source: error.into() });
    };
    match (answer.headers().get(REGION_HEADER), answer.status().as_u16()) {
        (_, 404) => Err(StoreError::NotFound { location: location(bucket) }),
        (region, _) => Ok(region.map(str::to_owned)),
    }
}

/// The region as `GetBucketLocation` tells it.
async fn legacy_region(client: &Client, bucket: &str) -> Result<String, StoreError> {
    match client.get_bucket_location().bucket(bucket).send().await {
        Ok(answer) => Ok(region_of(answer.location_constraint())),
        Err(_) => Err(refused(bucket, Refusal::Unknown { bucket: bucket.to_owned(), advice: ADVICE })),
    }
}

/// The region that a location constraint means: none is us-east-1 and `EU` eu-west-1, from the time before regions had names.
fn region_of(constraint: Option<&BucketLocationConstraint>) -> String {
    match constraint.map(BucketLocationConstraint::as_str) {
        None | Some("") => "us-east-1".to_owned(),
        Some("EU") => "eu-west-1".to_owned(),
        Some(region) => region.to_owned(),
    }
}

/// Checks every bucket that this one's objects are copied to, also by rules that are switched off at the moment.
///
/// # Errors
/// [`StoreError::Residency`] where one lies elsewhere, or the rules may not be read.
pub(super) async fn check_replicas(client: &Client, bucket: &str) -> Result<(), StoreError> {
    for replica in replicas(client, bucket).await? {
        let region = region(client, &replica).await.map_err(|error| match error {
            StoreError::Residency { refusal, .. } => refused(bucket, refusal),
            other => other,
        })?;
        if !residency::is_allowed_aws(&region) {
            return Err(refused(bucket, Refusal::Replica { bucket: replica, region }));
        }
    }
    Ok(())
}

/// The names of the buckets that a bucket is replicated to.
async fn replicas(client: &Client, bucket: &str) -> Result<Vec<String>, StoreError> {
    let answer = match client.get_bucket_replication().bucket(bucket).send().await {
        Ok(answer) => answer,
        Err(error) if error.code() == Some("ReplicationConfigurationNotFoundError") => return Ok(Vec::new()),
        Err(error) if error.raw_response().is_some() => {
            return Err(refused(bucket, Refusal::Unknown { bucket: bucket.to_owned(), advice: REPLICATION_ADVICE }));
        }
        Err(error) => return Err(StoreError::Failed { what: "asked for its replicas", location: location(bucket), source: error.into() }),
    };
    let rules = answer.replication_configuration().map(ReplicationConfiguration::rules).unwrap_or_default();
    let arns = rules.iter().filter_map(|rule| rule.destination()).map(Destination::bucket);
    Ok(arns.map(name_of).collect())
}

/// The name in a bucket's ARN (`arn:aws:s3:::name`).
fn name_of(arn: &str) -> String {
    arn.rsplit(':').next().unwrap_or(arn).to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use aws_config::{BehaviorVersion, Region};
    use aws_sdk_s3::config::Credentials;

    use super::*;
    use crate::canned::{self, Answer};

    const NO_RULES: &str = "404 Not Found\r\n\r\n<Error><Code>ReplicationConfigurationNotFoundError</Code></Error>";
    const RULES: &str = "200 OK\r\n\r\n<ReplicationConfiguration><Role>r</Role>\
        <Rule><Status>Enabled</Status><Destination><Bucket>arn:aws:s3:::near</Bucket></Destination></Rule>\
        <Rule><Status>Disabled</Status><Destination><Bucket>arn:aws:s3:::far</Bucket></Destination></Rule></ReplicationConfiguration>";
    const STOCKHOLM: &str = "200 OK\r\nx-amz-bucket-region: eu-north-1\r\n\r\n";
    const LONDON: &str = "200 OK\r\nx-amz-bucket-region: eu-west-2\r\n\r\n";

    pub(in crate::s3) fn client(answers: &'static [Answer]) -> Client {
        let config = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(crate::aws::client())
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new("key", "secret", None, None, "test"))
            .endpoint_url(canned::serve(answers))
            .force_path_style(true);
        Client::from_conf(config.build())
    }

    #[tokio::test]
    async fn a_region_is_told_even_in_a_refusal() {
        let answers: [(&'static [Answer], &str); 4] = [
            (&[("HEAD /b", STOCKHOLM)], "eu-north-1"),
            (&[("HEAD /b", "403 Forbidden\r\nx-amz-bucket-region: eu-south-2\r\n\r\n")], "eu-south-2"),
            (&[("HEAD /b", "301 Moved Permanently\r\nx-amz-bucket-region: eu-west-2\r\n\r\n")], "eu-west-2"),
            (&[("HEAD /b", "400 Bad Request\r\nx-amz-bucket-region: ap-east-1\r\n\r\n")], "ap-east-1"),
        ];
        for (answers, expected) in answers {
            assert_eq!(region(&client(answers), "b").await.unwrap(), expected);
        }
    }

    #[tokio::test]
    async fn without_the_header_the_location_tells() {
        let constraint = |body: &str| -> &'static [Answer] {
            let answer =
                format!("200 OK\r\n\r\n<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{body}</LocationConstraint>");
            Vec::leak(vec![("HEAD /b", "200 OK\r\n\r\n"), ("GET /b/?location", answer.leak() as &str)])
        };
        for (body, expected) in [("", "us-east-1"), ("EU", "eu-west-1"), ("eu-west-3", "eu-west-3")] {
            assert_eq!(region(&client(constraint(body)), "b").await.unwrap(), expected);
        }
    }

    #[tokio::test]
    async fn an_unknown_region_fails_closed() {
        let unknown = region(&client(&[("HEAD /b", "403 Forbidden\r\n\r\n"), ("GET /b/?location", "403 Forbidden\r\n\r\n")]), "b").await;
        assert!(unknown.unwrap_err().is_residency());
        assert!(region(&client(&[("HEAD /b", "404 Not Found\r\n\r\n")]), "b").await.unwrap_err().is_not_found());
    }

    #[tokio::test]
    async fn replicas_are_checked_too() {
        check_replicas(&client(&[("GET /b/?replication", NO_RULES)]), "b").await.unwrap();
        check_replicas(&client(&[("GET /b/?replication", RULES), ("HEAD /near", STOCKHOLM), ("HEAD /far", STOCKHOLM)]), "b").await.unwrap();
        let far = check_replicas(&client(&[("GET /b/?replication", RULES), ("HEAD /near", STOCKHOLM), ("HEAD /far", LONDON)]), "b").await;
        let StoreError::Residency { refusal, .. } = far.unwrap_err() else { panic!("not refused") };
        assert_eq!(refusal, Refusal::Replica { bucket: "far".to_owned(), region: "eu-west-2".to_owned() });
        let hidden =
            check_replicas(&client(&[("GET /b/?replication", "403 Forbidden\r\n\r\n<Error><Code>AccessDenied</Code></Error>")]), "b").await;
        assert!(hidden.unwrap_err().is_residency());
    }
}
