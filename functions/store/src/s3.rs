//! S3: data goes through the object store, control (regions, replication, links) through the AWS SDK, credentials through `aws-config`.

mod control;
mod credentials;
mod protection;

use std::sync::Arc;
use std::time::Duration;

use aws_config::{Region, SdkConfig};
use aws_sdk_s3::Client;
use aws_sdk_s3::presigning::PresigningConfig;
use object_store::aws::AmazonS3Builder;
use object_store::{ObjectStore, RetryConfig};
use url::Url;

pub use protection::Lack;

use crate::error::Cause;
use crate::residency::{self, Refusal};
use crate::{Settings, StoreError, aws};

/// The longest a link may hold: 5 minutes.
pub(crate) const LINK_LIFETIME_MAX: Duration = Duration::from_mins(5);

/// The region that requests are signed for where no setting names one: a custom endpoint does not care, and AWS names the right one for
/// any bucket in its answer.
const REGION_DEFAULT: &str = "eu-west-1";

/// The region of the European Sovereign Cloud, whose hosts have another ending.
const SOVEREIGN_REGION: &str = "eusc-de-east-1";

/// An open bucket.
pub(crate) struct Opened {
    /// For all but conditional writes.
    pub objects: Arc<dyn ObjectStore>,
    /// The same without retries.
    pub once: Arc<dyn ObjectStore>,
    /// For links.
    pub links: Links,
    /// What the bucket lacks.
    pub lacks: Vec<Lack>,
}

/// Finds out where the bucket lies, refuses it if it must, and opens it there.
///
/// # Errors
/// As [`crate::Store::open`].
pub(crate) async fn open(bucket: &str, settings: &Settings) -> Result<Opened, StoreError> {
    let config = settings.aws().await;
    let endpoint = aws::endpoint(&config, "S3");
    let is_aws = endpoint.as_deref().is_none_or(residency::is_aws);
    let region = match &endpoint {
        Some(_) if !is_aws => {
            let declared = residency::check_country(settings.endpoint_country.as_deref());
            declared.map_err(|refusal| refused(bucket, refusal))?;
            configured_region(&config)
        }
        _ => aws_region(bucket, &config, endpoint.as_deref(), settings).await?,
    };
    let failed = |source: Cause| StoreError::Failed { what: "opened", location: location(bucket), source };
    let provider = config.credentials_provider().ok_or_else(|| failed("no credentials are configured".into()))?;
    let builder = builder(bucket, &region, endpoint.as_deref()).with_credentials(Arc::new(credentials::Bridge::new(provider)));
    let once = builder.clone().with_retry(RetryConfig { max_retries: 0, ..RetryConfig::default() });
    let client = client(&config, endpoint.as_deref(), &region);
    let lacks = protection::lacks(&client, bucket, is_aws).await;
    Ok(Opened {
        objects: Arc::new(builder.build().map_err(|error| failed(error.into()))?),
        once: Arc::new(once.build().map_err(|error| failed(error.into()))?),
        links: Links { client, bucket: bucket.to_owned() },
        lacks,
    })
}

/// The region of a bucket of AWS itself, once it, its replicas and this process are known to be where they may be.
async fn aws_region(bucket: &str, config: &SdkConfig, endpoint: Option<&str>, settings: &Settings) -> Result<String, StoreError> {
    residency::check_own(settings.own_region.as_deref()).map_err(|refusal| refused(bucket, refusal))?;
    let region = control::region(&client(config, endpoint, &configured_region(config)), bucket).await?;
    if !residency::is_allowed_aws(&region) {
        return Err(refused(bucket, Refusal::Bucket { region }));
    }
    control::check_replicas(&client(config, endpoint, &region), bucket).await?;
    Ok(region)
}

/// The region that settings name.
fn configured_region(config: &SdkConfig) -> String {
    config.region().map_or_else(|| REGION_DEFAULT.to_owned(), ToString::to_string)
}

/// The client for control.
fn client(config: &SdkConfig, endpoint: Option<&str>, region: &str) -> Client {
    let mut builder = aws_sdk_s3::config::Builder::from(config).region(Region::new(region.to_owned()));
    builder.set_endpoint_url(endpoint.map(str::to_owned));
    Client::from_conf(builder.force_path_style(endpoint.is_some()).build())
}

/// The object store, but for credentials. A custom endpoint is addressed by path, and may be without TLS: it is the operator's own.
fn builder(bucket: &str, region: &str, endpoint: Option<&str>) -> AmazonS3Builder {
    let endpoint = match endpoint {
        Some(endpoint) => Some(endpoint.to_owned()),
        None if region == SOVEREIGN_REGION => Some(format!("https://s3.{region}.amazonaws.eu")),
        None => None,
    };
    let mut builder = AmazonS3Builder::new().with_bucket_name(bucket).with_region(region).with_virtual_hosted_style_request(false);
    let mut options = crate::client_options();
    if let Some(endpoint) = endpoint {
        options = options.with_allow_http(endpoint.starts_with("http://"));
        builder = builder.with_endpoint(endpoint);
    }
    builder.with_client_options(options)
}

/// Makes links to download.
#[derive(Debug)]
pub(crate) struct Links {
    client: Client,
    bucket: String,
}

impl Links {
    /// A link to an object, under which a browser saves it as `filename`.
    ///
    /// # Errors
    /// Where there are no credentials.
    pub(crate) async fn presign(&self, key: &str, lifetime: Duration, filename: &str) -> Result<Url, Cause> {
        let request = self.client.get_object().bucket(&self.bucket).key(key).response_content_disposition(attachment(filename));
        let link = request.presigned(PresigningConfig::expires_in(lifetime)?).await?;
        Ok(Url::parse(link.uri())?)
    }
}

/// The header that makes a browser save a file under a name (RFC 6266): characters that could end the quoted form are replaced.
fn attachment(filename: &str) -> String {
    let safe = |character: char| character.is_ascii_alphanumeric() || " ._-()".contains(character);
    let name: String = filename.chars().map(|character| if safe(character) { character } else { '_' }).collect();
    format!("attachment; filename=\"{name}\"")
}

/// A refusal of a bucket.
fn refused(bucket: &str, refusal: Refusal) -> StoreError {
    StoreError::Residency { location: location(bucket), refusal }
}

/// A bucket's URL, for messages.
fn location(bucket: &str) -> String {
    format!("s3://{bucket}")
}

#[cfg(test)]
mod tests {
    use aws_credential_types::Credentials;

    use super::*;
    use crate::Store;

    #[test]
    fn a_file_name_cannot_leave_its_quotes() {
        assert_eq!(attachment("bundle (1).zip"), "attachment; filename=\"bundle (1).zip\"");
        assert_eq!(attachment("a\"; x=\"b\r\nSet-Cookie: c"), "attachment; filename=\"a__ x__b__Set-Cookie_ c\"");
    }

    #[tokio::test]
    async fn a_process_elsewhere_is_refused_before_anything_is_asked() {
        let credentials = Credentials::new("k", "s", None, None, "test");
        let aws = crate::aws().region(Region::new("us-east-1")).credentials_provider(credentials).load().await;
        let settings = Settings { own_region: Some("us-east-1".to_owned()), aws: Some(aws), ..Settings::default() };
        let refused = Store::open("s3://bucket/x", &settings).await.unwrap_err();
        assert!(matches!(refused, StoreError::Residency { refusal: Refusal::Own { .. }, .. }));
    }
}
