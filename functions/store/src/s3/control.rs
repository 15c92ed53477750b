//! Where buckets lie, and where their objects are copied to.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::head_bucket::HeadBucketError;
use aws_sdk_s3::types::BucketLocationConstraint;

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
    let rules = answer.replication_configuration().map(|configuration| configuration.rules()).unwrap_or_default();
    let arns = rules.iter().filter_map(|rule| rule.destination()).map(|destination| destination.bucket());
    Ok(arns.map(name_of).collect())
}

/// The name in a bucket's ARN (`arn:aws:s3:::name`).
fn name_of(arn: &str) -> String {
    arn.rsplit(':').next().unwrap_or(arn).to_owned()
}
