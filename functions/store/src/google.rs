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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;

    use object_store::StaticCredentialProvider;
    use object_store::gcp::{GcpCredential, GoogleCloudStorageBuilder};
    use serde_json::json;

    use super::*;
    use crate::{Created, Store, canned};

    async fn ask(answers: &'static [canned::Answer], bucket: &str) -> Result<Value, StoreError> {
        let credentials: GcpCredentialProvider = Arc::new(StaticCredentialProvider::new(GcpCredential { bearer: "token".to_owned() }));
        let options = ClientOptions::new().with_allow_http(true);
        metadata(&format!("{}/storage/v1/b/", canned::serve(answers)), bucket, &credentials, options).await
    }

    #[tokio::test]
    async fn asks_for_the_location() {
        let found = "200 OK\r\ncontent-type: application/json\r\n\r\n{\"location\": \"EUROPE-NORTH1\"}";
        let answer =
            ask(Vec::leak(vec![("GET /storage/v1/b/my.bucket?fields=location%2CcustomPlacementConfig HTTP/1.1", found)]), "my.bucket");
        assert_eq!(answer.await.unwrap(), json!({ "location": "EUROPE-NORTH1" }));
    }

    #[tokio::test]
    async fn fails_closed() {
        assert!(ask(&[("GET", "403 Forbidden\r\n\r\n")], "bucket").await.unwrap_err().is_residency());
        assert!(ask(&[("GET", "404 Not Found\r\n\r\n")], "bucket").await.unwrap_err().is_not_found());
        assert!(matches!(ask(&[("GET", "200 OK\r\n\r\nnot json")], "bucket").await, Err(StoreError::Failed { .. })));
    }

    #[test]
    fn all_places_of_a_bucket_must_be_allowed() {
        let dual = |other: &str| json!({ "location": "EU", "customPlacementConfig": { "dataLocations": ["EUROPE-WEST4", other] } });
        for allowed in [json!({ "location": "europe-north1" }), json!({ "location": "EU" }), dual("EUROPE-WEST1")] {
            assert_eq!(check("bucket", &allowed), Ok(()), "{allowed}");
        }
        for (refused, region) in [(json!({ "location": "EUROPE-WEST2" }), "EUROPE-WEST2"), (dual("EUROPE-WEST6"), "EUROPE-WEST6")] {
            assert_eq!(check("bucket", &refused), Err(Refusal::Bucket { region: region.to_owned() }));
        }
        for unknown in [
            json!({}),
            json!({ "location": 1 }),
            json!(null),
            json!({ "location": "EU", "customPlacementConfig": { "dataLocations": [1] } }),
        ] {
            assert!(matches!(check("bucket", &unknown), Err(Refusal::Unknown { .. })), "{unknown}");
        }
    }

    /// A store whose server gives these answers, and the heads of the requests it gets.
    async fn opened(answers: &'static [canned::Answer]) -> (Store, Receiver<Vec<String>>) {
        let (address, heads) = canned::serve_noting(answers);
        let credentials = Arc::new(StaticCredentialProvider::new(GcpCredential { bearer: "token".to_owned() }));
        let google = GoogleCloudStorageBuilder::new().with_base_url(&address).with_credentials(credentials);
        let settings = Settings { google, endpoint_country: Some("BE".to_owned()), ..Settings::default() };
        (Store::open("gs://bucket/x", &settings).await.unwrap(), heads)
    }

    #[tokio::test]
    async fn a_conditional_write_asks_for_generation_zero_and_any_other_for_none() {
        let written: &[canned::Answer] = &[("PUT /bucket/x%2Fa", "200 OK\r\netag: \"1\"\r\ncontent-length: 0\r\n\r\n")];
        let (store, heads) = opened(written).await;
        assert_eq!(store.create("a", "ours".into()).await.unwrap(), Created::New);
        let head = heads.recv().unwrap();
        assert!(head[0].starts_with("put /bucket/x%2fa ") && head.iter().any(|line| line == "x-goog-if-generation-match: 0"), "{head:?}");
        store.write("a", "ours".into()).await.unwrap();
        assert!(!heads.recv().unwrap().iter().any(|line| line.starts_with("x-goog-if-generation-match")));
    }

    #[tokio::test]
    async fn a_generation_that_is_there_is_somebody_elses() {
        let there: &[canned::Answer] = &[
            ("PUT /bucket/x%2Fa", "412 Precondition Failed\r\ncontent-length: 0\r\n\r\n"),
            ("HEAD /bucket/x%2Fa", "200 OK\r\netag: \"1\"\r\ncontent-length: 4\r\nlast-modified: Tue, 12 May 2026 06:00:00 GMT\r\n\r\n"),
        ];
        assert_eq!(opened(there).await.0.create("a", "ours".into()).await.unwrap(), Created::Existed);
    }

    #[tokio::test]
    async fn a_custom_endpoint_must_be_declared() {
        let google = GoogleCloudStorageBuilder::new().with_base_url("http://127.0.0.1:1").with_skip_signature(true);
        let mut settings = Settings { google, ..Settings::default() };
        assert!(Store::open("gs://bucket", &settings).await.unwrap_err().is_residency());
        settings.endpoint_country = Some("GB".to_owned());
        assert!(Store::open("gs://bucket", &settings).await.unwrap_err().is_residency());
        settings.endpoint_country = Some("FI".to_owned());
        assert_eq!(Store::open("gs://bucket/x", &settings).await.unwrap().location(), "gs://bucket/x");
    }
}
