//! A secret that AWS keeps.

use aws_config::Region;
use aws_sdk_secretsmanager::Client;

use crate::residency::{self, Refusal};
use crate::{Settings, StoreError, aws};

/// The partitions of AWS that have regions in the EU: standard, and European Sovereign Cloud.
const PARTITIONS: [&str; 2] = ["aws", "aws-eusc"];

/// Reads the text of a secret of AWS Secrets Manager, by its ARN.
///
/// # Errors
/// [`StoreError::Arn`] where it is no ARN of a secret; [`StoreError::Residency`] where its region, or this process, is not known to be in
/// the EU or EEA; where it may not be read, or has no text.
pub async fn secret_string(arn: &str, settings: &Settings) -> Result<String, StoreError> {
    let refused = |refusal| StoreError::Residency { location: arn.to_owned(), refusal };
    let region = region(arn)?;
    if !residency::is_allowed_aws(region) {
        return Err(refused(Refusal::Secret { region: region.to_owned() }));
    }
    residency::check_own(settings.own_region.as_deref()).map_err(refused)?;
    let config = settings.aws().await;
    if aws::endpoint(&config, "Secrets Manager").is_some_and(|endpoint| !residency::is_aws(&endpoint)) {
        residency::check_country(settings.endpoint_country.as_deref()).map_err(refused)?;
    }
    let config = aws_sdk_secretsmanager::config::Builder::from(&config).region(Region::new(region.to_owned())).build();
    let answer = Client::from_conf(config).get_secret_value().secret_id(arn).send().await;
    let failed = |source| StoreError::Failed { what: "read", location: arn.to_owned(), source };
    let answer = answer.map_err(|error| failed(error.into()))?;
    answer.secret_string().map(str::to_owned).ok_or_else(|| failed("it has no text, only bytes".into()))
}

/// The region in the ARN of a secret.
fn region(arn: &str) -> Result<&str, StoreError> {
    let parts: Vec<&str> = arn.splitn(7, ':').collect();
    match parts[..] {
        ["arn", partition, "secretsmanager", region, _, "secret", _] if PARTITIONS.contains(&partition) => Ok(region),
        // A partition without a region in the EU is elsewhere, whatever its regions are called.
        ["arn", _, "secretsmanager", region, _, "secret", _] => {
            Err(StoreError::Residency { location: arn.to_owned(), refusal: Refusal::Secret { region: region.to_owned() } })
        }
        _ => Err(StoreError::Arn { arn: arn.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use aws_credential_types::Credentials;

    use super::*;
    use crate::canned;

    const FRANKFURT: &str = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:kooste-AbCdEf";

    async fn settings(answers: &'static [canned::Answer], country: &str) -> Settings {
        let credentials = Credentials::new("k", "s", None, None, "test");
        let aws = crate::aws().endpoint_url(canned::serve(answers)).credentials_provider(credentials).load().await;
        Settings { endpoint_country: Some(country.to_owned()), aws: Some(aws), ..Settings::default() }
    }

    #[tokio::test]
    async fn a_secret_is_read_where_it_may_lie() {
        let answers: &'static [canned::Answer] =
            &[("POST / ", "200 OK\r\ncontent-type: application/x-amz-json-1.1\r\n\r\n{\"SecretString\":\"0a0b\"}")];
        assert_eq!(secret_string(FRANKFURT, &settings(answers, "FI").await).await.unwrap(), "0a0b");
        let sovereign = FRANKFURT.replace("aws:secretsmanager:eu-central-1", "aws-eusc:secretsmanager:eusc-de-east-1");
        assert_eq!(secret_string(&sovereign, &settings(answers, "FI").await).await.unwrap(), "0a0b");
        assert!(secret_string(FRANKFURT, &settings(answers, "GB").await).await.unwrap_err().is_residency());
    }

    #[tokio::test]
    async fn a_secret_elsewhere_or_a_process_elsewhere_asks_nobody() {
        for region in ["eu-west-2", "eu-central-2", "us-east-1", ""] {
            let arn = FRANKFURT.replace("eu-central-1", region);
            assert!(secret_string(&arn, &Settings::default()).await.unwrap_err().is_residency(), "{region}");
        }
        let elsewhere = FRANKFURT.replace("arn:aws:", "arn:aws-cn:");
        assert!(secret_string(&elsewhere, &Settings::default()).await.unwrap_err().is_residency());
        let own = Settings { own_region: Some("eu-west-2".to_owned()), ..Settings::default() };
        assert!(secret_string(FRANKFURT, &own).await.unwrap_err().is_residency());
        for arn in ["arn:aws:s3:::bucket", "arn:aws:secretsmanager:eu-west-1", "secret"] {
            assert!(matches!(secret_string(arn, &Settings::default()).await, Err(StoreError::Arn { .. })), "{arn}");
        }
    }
}
