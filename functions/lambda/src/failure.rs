//! Why a call failed, and whether trying again is of use.

use std::process::ExitCode;

use inventory::InventoryError;
use lambda_runtime::Diagnostic;
use store::{StoreError, with_causes};

/// Why a call failed. Its text says what, where, and what to do, and quotes no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Data would leave the EU/EEA, or what was asked would reveal someone.
    Refused(String),
    /// It will fail again until somebody does something.
    NonRetryable(String),
    /// It may well succeed the next time.
    Retryable(String),
}

impl Failure {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Refused(text) | Self::NonRetryable(text) | Self::Retryable(text) => text,
        }
    }

    /// What kind of failure it is, as the host and the log name it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Refused(_) => "Refused",
            Self::NonRetryable(_) => "NonRetryable",
            Self::Retryable(_) => "Retryable",
        }
    }

    /// The exit status of a function that cannot start: 3 refused, else 1, as the command line's.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(if matches!(self, Self::Refused(_)) { 3 } else { 1 })
    }
}

impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        Self { error_type: failure.kind().to_owned(), error_message: failure.text().to_owned() }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let text = with_causes(&error);
        match error {
            StoreError::Residency { .. } => Self::Refused(text),
            StoreError::Changed { .. } | StoreError::Failed { .. } => Self::Retryable(text),
            _ => Self::NonRetryable(text),
        }
    }
}

impl From<InventoryError> for Failure {
    fn from(error: InventoryError) -> Self {
        match error {
            InventoryError::Store(error) => error.into(),
            // The sweep has it settled, and asks again.
            InventoryError::TwoVersions { .. } => Self::Retryable(with_causes(&error)),
            error => Self::NonRetryable(with_causes(&error)),
        }
    }
}
