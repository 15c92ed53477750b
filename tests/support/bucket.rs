//! The bucket of a real S3 server, to put things in and take them out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use aws_config::Region;
use aws_credential_types::Credentials;
use store::{Settings, Store};

use super::s3::S3Server;

/// The one server of all tests that do not need their own: started by the first that asks, stopped after the last.
pub(crate) fn shared_server() -> Arc<S3Server> {
    static SHARED: Mutex<Weak<S3Server>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(server) = shared.upgrade() {
        return server;
    }
    let server = Arc::new(S3Server::start());
    *shared = Arc::downgrade(&server);
    server
}

/// A root in the bucket.
pub(crate) async fn open(server: &S3Server, prefix: &str) -> Store {
    let variables: BTreeMap<&str, String> = server.env().into_iter().collect();
    let variable = |name: &str| variables[name].clone();
    let aws = store::aws()
        .endpoint_url(variable("AWS_ENDPOINT_URL"))
        .region(Region::new(variable("AWS_REGION")))
        .credentials_provider(Credentials::new(variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"), None, None, "test"))
        .load()
        .await;
    let country = Some(variable("KOOSTE_ENDPOINT_COUNTRY"));
    Store::open(&server.url(prefix), &Settings { endpoint_country: country, aws: Some(aws), ..Settings::default() })
        .await
        .expect("a bucket")
}

/// Everything in a root.
pub(crate) async fn contents(store: &Store) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in store.list("").await.expect("a list") {
        let bytes = store.read(&entry.key).await.expect("an object");
        found.insert(entry.key, bytes.to_vec());
    }
    found
}
