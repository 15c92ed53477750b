//! The pseudonymisation secret, wherever it is kept.

use record::pseudonym::Secret;
use store::Settings;

use crate::{InventoryError, variable};

/// The secret that `KOOSTE_KEY` says.
///
/// # Errors
/// [`InventoryError::Missing`] where it says nothing, else as [`read`].
pub async fn from_env(settings: &Settings) -> Result<Secret, InventoryError> {
    let missing = InventoryError::Missing { name: variable::KEY, meaning: "64 hexadecimal digits, or the ARN of a secret that holds them" };
    read(&variable::optional(variable::KEY).ok_or(missing)?, settings).await
}

/// The secret that a text is, or that lies where it says: 64 hexadecimal digits, or the ARN of a secret of AWS that holds them.
///
/// # Errors
/// [`InventoryError::Store`] where the ARN is none, its region is not in the EU or EEA, or it may not be read; [`InventoryError::Secret`]
/// where it is no secret.
pub async fn read(text: &str, settings: &Settings) -> Result<Secret, InventoryError> {
    let invalid = |place: &str| {
        let place = place.to_owned();
        move |source| InventoryError::Secret { place, source }
    };
    if text.starts_with("arn:") {
        let digits = store::secret_string(text, settings).await?;
        return Secret::parse_hex(&digits).map_err(invalid(text));
    }
    Secret::parse_hex(text).map_err(invalid(variable::KEY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn digits_are_the_secret_itself() {
        let settings = Settings::default();
        assert_eq!(read(&"0a".repeat(32), &settings).await.expect("a secret").to_hex(), "0a".repeat(32));
        let error = read("hush", &settings).await.expect_err("no secret").to_string();
        assert!(error.starts_with("KOOSTE_KEY") && !error.contains("hush"), "{error}");
    }

    #[tokio::test]
    async fn a_secret_outside_the_eu_is_not_asked_for() {
        for arn in [
            "arn:aws:secretsmanager:eu-west-2:123456789012:secret:kooste",
            "arn:aws:secretsmanager:eu-central-2:123456789012:secret:kooste",
            "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:kooste",
        ] {
            let InventoryError::Store(error) = read(arn, &Settings::default()).await.expect_err("refused") else { panic!("{arn}") };
            assert!(error.is_residency(), "{error}");
        }
    }
}
