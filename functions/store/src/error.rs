//! What can go wrong with a store, by what the caller should conclude.

use crate::residency::Refusal;

/// An error of a store. No text of it holds anything from inside an object.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The root's URL is none of the three forms.
    #[error("the store \"{url}\" {reason}; write file:///folder, s3://bucket/prefix or gs://bucket/prefix")]
    Url {
        /// The URL as given.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The ARN of a secret is none.
    #[error("\"{arn}\" is no secret's ARN: write arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME")]
    Arn {
        /// The ARN as given.
        arn: String,
    },
    /// The store, the secret or this process lies, or may lie, outside the EU and EEA: nothing was read.
    #[error("{location} is refused: {refusal}")]
    Residency {
        /// What was refused.
        location: String,
        /// Why, and what to do.
        refusal: Refusal,
    },
    /// There is no such object, or no such bucket.
    #[error("{location} is not there")]
    NotFound {
        /// The object's or the bucket's URL.
        location: String,
    },
    /// The credentials are missing, or lack a right.
    #[error("{location} may not be {what}: check the credentials and the rights on this prefix")]
    Denied {
        /// What was tried, as a participle.
        what: &'static str,
        /// The object or prefix.
        location: String,
        /// What the store said.
        #[source]
        source: Cause,
    },
    /// An object was replaced while it was read.
    #[error("{location} changed while it was read: run again")]
    Changed {
        /// The object's URL.
        location: String,
    },
    /// A key that no store can hold: an empty, `.` or `..` segment, or a control character.
    #[error("an object's key in {location} is not usable: a segment is empty, `.`, `..` or has a control character; rename the object")]
    Key {
        /// The store.
        location: String,
    },
    /// The store failed, also after retries.
    #[error("{location} could not be {what}: see the cause, and run again")]
    Failed {
        /// What was tried, as a participle.
        what: &'static str,
        /// The object or prefix.
        location: String,
        /// What the store said.
        #[source]
        source: Cause,
    },
    /// A link to download cannot be made.
    #[error("no link to {location} can be made: {reason}")]
    Link {
        /// The object's URL.
        location: String,
        /// Why not.
        reason: &'static str,
    },
}

/// What lies under a [`StoreError`]: an error of the storage libraries.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

impl StoreError {
    /// Whether the store was refused because of where it lies (exit code 3 of the command line).
    #[must_use]
    pub fn is_residency(&self) -> bool {
        matches!(self, Self::Residency { .. })
    }

    /// Whether the object or bucket is not there.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound { .. })
    }

    /// Sorts an error of the object store by what the caller should conclude.
    pub(crate) fn sorted(what: &'static str, location: String, source: object_store::Error) -> Self {
        use object_store::Error::{NotFound, PermissionDenied, Precondition, Unauthenticated};
        match source {
            NotFound { .. } => Self::NotFound { location },
            Precondition { .. } => Self::Changed { location },
            PermissionDenied { .. } | Unauthenticated { .. } => Self::Denied { what, location, source: source.into() },
            _ => Self::Failed { what, location, source: source.into() },
        }
    }
}

/// The text of an error and of all that caused it.
#[must_use]
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let message = error.to_string();
        if !text.contains(&message) {
            text = format!("{text}: {message}");
        }
        cause = error.source();
    }
    text
}
