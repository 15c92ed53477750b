//! How AWS is reached.

use aws_config::{BehaviorVersion, ConfigLoader, SdkConfig};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::service_config::ServiceConfigKey;

/// Settings of AWS to be loaded: the standard ones, with the client of the house.
#[must_use]
pub fn aws() -> ConfigLoader {
    aws_config::defaults(BehaviorVersion::latest()).http_client(client())
}

/// A client of HTTP with TLS by ring, which `object_store` has too.
pub(crate) fn client() -> SharedHttpClient {
    Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https()
}

/// The endpoint that settings name, for one service (by its id in AWS's settings) or for all.
pub(crate) fn endpoint(config: &SdkConfig, service: &str) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id(service).env("AWS_ENDPOINT_URL").profile("endpoint_url").build().ok()?;
    let own = config.service_config().and_then(|settings| settings.load_config(key));
    own.or_else(|| config.endpoint_url().map(str::to_owned))
}
