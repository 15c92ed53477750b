//! What a store needs to know beside its URL.

use aws_config::SdkConfig;
use object_store::gcp::GoogleCloudStorageBuilder;

use crate::{StoreError, residency};

/// The environment variable that says in which country a custom endpoint stands: ISO 3166-1 alpha-2.
pub const COUNTRY_VARIABLE: &str = "KOOSTE_ENDPOINT_COUNTRY";

/// Settings of all stores. The environment is read in [`Settings::from_env`] and, for what is standard to AWS (`AWS_ENDPOINT_URL`,
/// `AWS_REGION`, profiles, credentials), by `aws-config` when an S3 store is opened without [`Settings::aws`].
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The country of a custom endpoint, ISO 3166-1 alpha-2. Without it a custom endpoint is refused.
    pub endpoint_country: Option<String>,
    /// The region this process runs in, where its host says so (`AWS_REGION`): compute stays in the EU and EEA too.
    pub own_region: Option<String>,
    /// AWS settings; `None` finds them the standard way.
    pub aws: Option<SdkConfig>,
    /// Google's settings; the default finds credentials the standard way.
    pub google: GoogleCloudStorageBuilder,
}

impl Settings {
    /// Reads the environment. For the edges: the command line and the functions.
    #[must_use]
    pub fn from_env() -> Self {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            endpoint_country: variable(COUNTRY_VARIABLE),
            own_region: variable("AWS_REGION"),
            aws: None,
            google: GoogleCloudStorageBuilder::from_env(),
        }
    }

    /// The AWS settings, found the standard way where none are given.
    pub(crate) async fn aws(&self) -> SdkConfig {
        match &self.aws {
            Some(config) => config.clone(),
            None => crate::aws().load().await,
        }
    }

    /// Refuses to run where this process may not be. For the functions, whose host says for sure where they run: on a laptop,
    /// `AWS_REGION` is but a default, and is checked only where AWS itself is asked for something.
    ///
    /// # Errors
    /// [`StoreError::Residency`].
    pub fn check_own_region(&self) -> Result<(), StoreError> {
        let refused = |refusal| StoreError::Residency { location: "this function".to_owned(), refusal };
        residency::check_own(self.own_region.as_deref()).map_err(refused)
    }
}
