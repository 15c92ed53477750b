//! Google Cloud Storage: data and credentials through the object store; where a bucket lies is one request for its metadata.

use std::sync::Arc;

use http::{Request, header};
use object_store::client::{HttpConnector, HttpRequestBody, ReqwestConnector};
use object_store::gcp::{GcpCredentialProvider, GoogleConfigKey};
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use serde_json::Value;
use url::Url;

use crate::error::Cause;
use crate::residency::{self, Refusal};
use crate::{Settings, StoreError};

/// Google's JSON interface, which tells where a bucket lies.
const API: &str = "https://storage.googleapis.com/storage/v1/b/";

/// What to do where the location is not told.
const ADVICE: &str = "grant storage.buckets.get on it (roles/storage.legacyBucketReader), or check its name";

/// A store with retries, and the same without.
type Twice = (Arc<dyn ObjectStore>, Arc<dyn ObjectStore>);

/// Finds out where the bucket lies, refuses it if it must, and opens it.
///
/// # Errors
/// As [`crate::Store::open`].
pub(crate) async fn open(bucket: &str, settings: &Settings) -> Result<Twice, StoreError> {
    let refused = |refusal| StoreError::Residency { location: location(bucket), refusal };
    let failed = |source: Cause| StoreError::Failed { what: "opened", location: location(bucket), source };
    let custom = settings.google.get_config_value(&GoogleConfigKey::BaseUrl);
    let mut options = crate::client_options();
    if let Some(endpoint) = &custom {
        residency::check_country(settings.endpoint_country.as_deref()).map_err(refused)?;
        options = options.with_allow_http(endpoint.starts_with("http://"));
    }
    let builder = settings.google.clone().with_bucket_name(bucket).with_client_options(options);
    let once = builder.clone().with_retry(RetryConfig { max_retries: 0, ..RetryConfig::default() });
    let objects = builder.build().map_err(|error| failed(error.into()))?;
    if custom.is_none() {
        residency::check_own(settings.own_region.as_deref()).map_err(refused)?;
        let metadata = metadata(API, bucket, objects.credentials(), crate::client_options()).await?;
        check(bucket, &metadata).map_err(refused)?;
    }
    Ok((Arc::new(objects), Arc::new(once.build().map_err(|error| failed(error.into()))?)))
}

/// A bucket's metadata, as far as it tells where its data lie.
async fn metadata(api: &str, bucket: &str, credentials: &GcpCredentialProvider, options: ClientOptions) -> Result<Value, StoreError> {
    let failed = |source: Cause| StoreError::Failed { what: "asked for its location", location: location(bucket), source };
    let credential = credentials.get_credential().await.map_err(|error| failed(error.into()))?;
    let request = request(api, bucket, &credential.bearer).map_err(failed)?;
    let client = ReqwestConnector::default().connect(&options).map_err(|error| failed(error.into()))?;
    let answer = client.execute(request).await.map_err(|error| failed(error.into()))?;
    match answer.status().as_u16() {
        200 => {
            let body = answer.into_body().bytes().await.map_err(|error| failed(error.into()))?;
            serde_json::from_slice(&body).map_err(|error| failed(error.into()))
        }
        404 => Err(StoreError::NotFound { location: location(bucket) }),
        _ => Err(StoreError::Residency { location: location(bucket), refusal: unknown(bucket) }),
    }
}

/// The request for a bucket's location.
fn request(api: &str, bucket: &str, bearer: &str) -> Result<Request<HttpRequestBody>, Cause> {
    let mut url = Url::parse(api)?;
    url.path_segments_mut().map_err(|()| "not a base URL")?.pop_if_empty().push(bucket);
    url.query_pairs_mut().append_pair("fields", "location,customPlacementConfig");
    let mut request = Request::get(url.as_str());
    if !bearer.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
    }
    Ok(request.body(HttpRequestBody::empty())?)
}

/// Checks where a bucket's metadata say it lies: its location, and for a dual-region of the operator's choice both of its regions.
fn check(bucket: &str, metadata: &Value) -> Result<(), Refusal> {
    let location = metadata["location"].as_str().ok_or_else(|| unknown(bucket))?;
    let mut regions = vec![location];
    if let Some(placed) = metadata["customPlacementConfig"]["dataLocations"].as_array() {
        for region in placed {
            regions.push(region.as_str().ok_or_else(|| unknown(bucket))?);
        }
    }
    match regions.into_iter().find(|region| !residency::is_allowed_google(region)) {
        Some(region) => Err(Refusal::Bucket { region: region.to_owned() }),
        None => Ok(()),
    }
}

/// The refusal of a bucket of which it is not known where it lies.
fn unknown(bucket: &str) -> Refusal {
    Refusal::Unknown { bucket: bucket.to_owned(), advice: ADVICE }
}

/// A bucket's URL, for messages.
fn location(bucket: &str) -> String {
    format!("gs://{bucket}")
}
