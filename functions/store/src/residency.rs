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
