//! Where data and compute may be: the EU and the EEA, by lists of what is allowed. What is not on a list is refused, so a region that is
//! new or unknown is refused; nothing is decided by a prefix (`eu-west-2` is London, `eu-central-2` is Zurich).

use std::fmt;

/// AWS regions in the EU and EEA, by botocore 1.44.5's partitions: Frankfurt, Ireland, Paris, Stockholm, Milan, Spain, and the European
/// Sovereign Cloud in Brandenburg.
const AWS_REGIONS: [&str; 7] = ["eu-central-1", "eu-west-1", "eu-west-3", "eu-north-1", "eu-south-1", "eu-south-2", "eusc-de-east-1"];

/// Google Cloud Storage locations in the EU, by Google's list of bucket locations: the regions, the multi-region `EU` (data centres within
/// member states) and the predefined dual-region `EUR4` (Finland and the Netherlands). `EUR5`, `EUR7` and `EUR8` reach London or Zurich.
const GOOGLE_LOCATIONS: [&str; 13] = [
    "EU",
    "EUR4",
    "EUROPE-CENTRAL2",
    "EUROPE-NORTH1",
    "EUROPE-NORTH2",
    "EUROPE-SOUTHWEST1",
    "EUROPE-WEST1",
    "EUROPE-WEST10",
    "EUROPE-WEST12",
    "EUROPE-WEST3",
    "EUROPE-WEST4",
    "EUROPE-WEST8",
    "EUROPE-WEST9",
];

/// The 27 member states of the EU, and Iceland, Liechtenstein and Norway of the EEA: ISO 3166-1 alpha-2.
const COUNTRIES: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT",
    "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The endings of host names that are AWS itself, whose regions are known: standard, and European Sovereign Cloud.
const AWS_HOSTS: [&str; 2] = [".amazonaws.com", ".amazonaws.eu"];

/// Why a store is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The bucket lies in a region that is not on the list.
    Bucket {
        /// The region or location.
        region: String,
    },
    /// The bucket's objects are copied to a bucket in a region that is not on the list.
    Replica {
        /// The bucket that they are copied to.
        bucket: String,
        /// Its region.
        region: String,
    },
    /// A secret is kept in a region that is not on the list.
    Secret {
        /// The region.
        region: String,
    },
    /// This process runs in a region that is not on the list.
    Own {
        /// The region.
        region: String,
    },
    /// The region of a bucket could not be found out.
    Unknown {
        /// The bucket.
        bucket: String,
        /// What to do.
        advice: &'static str,
    },
    /// A custom endpoint without a declared country.
    Undeclared,
    /// A custom endpoint declared to stand in another country.
    Country {
        /// The country as declared.
        country: String,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bucket { region } => {
                write!(formatter, "its region \"{region}\" is not known to be in the EU or EEA; use a bucket in an allowed region")
            }
            Self::Replica { bucket, region } => write!(
                formatter,
                "it is replicated to the bucket \"{bucket}\" in \"{region}\", not known to be in the EU or EEA; remove that rule"
            ),
            Self::Secret { region } => {
                write!(formatter, "its region \"{region}\" is not known to be in the EU or EEA; keep the secret in an allowed region")
            }
            Self::Own { region } => {
                write!(
                    formatter,
                    "this process runs in \"{region}\" (AWS_REGION), not known to be in the EU or EEA; run it in an allowed region"
                )
            }
            Self::Unknown { bucket, advice } => write!(formatter, "where the bucket \"{bucket}\" keeps data is not known; {advice}"),
            Self::Undeclared => write!(
                formatter,
                "a custom endpoint does not tell where it stands; set KOOSTE_ENDPOINT_COUNTRY to its country (ISO 3166-1, such as FI)"
            ),
            Self::Country { country } => {
                write!(formatter, "its country \"{country}\" (KOOSTE_ENDPOINT_COUNTRY) is not an EU or EEA country's ISO 3166-1 code")
            }
        }
    }
}

/// Whether an AWS region is on the list.
pub(crate) fn is_allowed_aws(region: &str) -> bool {
    AWS_REGIONS.contains(&region)
}

/// Whether a Google location is on the list; Google writes them in either case.
pub(crate) fn is_allowed_google(location: &str) -> bool {
    GOOGLE_LOCATIONS.contains(&location.to_ascii_uppercase().as_str())
}

/// Whether an endpoint is AWS itself, whose regions are checked, rather than one that must be declared.
pub(crate) fn is_aws(endpoint: &str) -> bool {
    let Ok(url) = url::Url::parse(endpoint) else { return false };
    url.scheme() == "https" && url.host_str().is_some_and(|host| AWS_HOSTS.iter().any(|ending| host.ends_with(ending)))
}

/// Checks the declared country of a custom endpoint.
///
/// # Errors
/// Where none is declared, or one outside the EU and EEA.
pub(crate) fn check_country(country: Option<&str>) -> Result<(), Refusal> {
    match country {
        None => Err(Refusal::Undeclared),
        Some(country) if COUNTRIES.contains(&country.to_ascii_uppercase().as_str()) => Ok(()),
        Some(country) => Err(Refusal::Country { country: country.to_owned() }),
    }
}

/// Checks the region this process runs in, where it is known.
///
/// # Errors
/// Where it is not on the list.
pub(crate) fn check_own(region: Option<&str>) -> Result<(), Refusal> {
    match region {
        Some(region) if !is_allowed_aws(region) => Err(Refusal::Own { region: region.to_owned() }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every region of AWS's partitions (botocore 1.44.5) that is not in the EU or EEA, those that sound as if they were first.
    const ELSEWHERE: [&str; 46] = [
        "eu-west-2",
        "eu-central-2",
        "eu-isoe-west-1",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
        "us-gov-east-1",
        "us-gov-west-1",
        "us-iso-east-1",
        "us-iso-west-1",
        "us-isob-east-1",
        "us-isob-west-1",
        "us-isof-east-1",
        "us-isof-south-1",
        "ca-central-1",
        "ca-west-1",
        "mx-central-1",
        "sa-east-1",
        "af-south-1",
        "ap-east-1",
        "ap-east-2",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-south-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "cn-north-1",
        "cn-northwest-1",
        "aws-global",
        "eu",
        "EU",
        "eu-west-4",
        "eu-north-2",
        "EU-NORTH-1",
        "",
    ];

    #[test]
    fn aws_regions_are_those_of_the_eu_and_eea() {
        for region in ["eu-central-1", "eu-west-1", "eu-west-3", "eu-north-1", "eu-south-1", "eu-south-2", "eusc-de-east-1"] {
            assert!(is_allowed_aws(region), "{region}");
        }
        for region in ELSEWHERE {
            assert!(!is_allowed_aws(region), "{region}");
        }
    }

    #[test]
    fn google_locations_are_those_of_the_eu() {
        for number in [1, 3, 4, 8, 9, 10, 12] {
            assert!(is_allowed_google(&format!("europe-west{number}")));
        }
        for location in ["EU", "eur4", "EUROPE-NORTH1", "europe-north2", "europe-central2", "europe-southwest1"] {
            assert!(is_allowed_google(location), "{location}");
        }
        for location in ["europe-west2", "EUROPE-WEST6", "EUR5", "EUR7", "EUR8", "US", "ASIA", "NAM4", "us-east1", "me-west1", "europe", ""]
        {
            assert!(!is_allowed_google(location), "{location}");
        }
    }

    #[test]
    fn countries_are_those_of_the_eu_and_eea() {
        assert_eq!(COUNTRIES.len(), 27 + 3);
        for country in ["FI", "fi", "SE", "DE", "GR", "IS", "LI", "NO"] {
            assert_eq!(check_country(Some(country)), Ok(()));
        }
        for country in ["GB", "UK", "CH", "US", "EL", "EU", "FIN", "", " FI"] {
            assert_eq!(check_country(Some(country)), Err(Refusal::Country { country: country.to_owned() }));
        }
        assert_eq!(check_country(None), Err(Refusal::Undeclared));
    }

    #[test]
    fn own_region_is_checked_where_it_is_known() {
        assert_eq!(check_own(None), Ok(()));
        assert_eq!(check_own(Some("eu-north-1")), Ok(()));
        assert_eq!(check_own(Some("eu-west-2")), Err(Refusal::Own { region: "eu-west-2".to_owned() }));
    }

    #[test]
    fn only_aws_itself_is_aws() {
        for endpoint in
            ["https://s3.eu-north-1.amazonaws.com", "https://vpce-1.s3.eu-west-1.vpce.amazonaws.com/", "https://s3.x.amazonaws.eu"]
        {
            assert!(is_aws(endpoint), "{endpoint}");
        }
        for endpoint in [
            "http://s3.eu-north-1.amazonaws.com",
            "https://amazonaws.com.example.org",
            "https://example.org/s3.amazonaws.com",
            "https://s3.amazonaws.com.",
            "https://fakeamazonaws.com",
            "s3.amazonaws.com",
            "",
        ] {
            assert!(!is_aws(endpoint), "{endpoint}");
        }
    }
}
