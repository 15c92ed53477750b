//! Why a command did not do what was asked, and its exit status.

use std::process::ExitCode;

use store::with_causes;

/// Why a command failed. Its text says what, where, and what to do, and quotes no record.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command was not usable as it stands.
    #[error("{0}")]
    Usage(String),
    /// What was asked would reveal someone, or data would leave the EU/EEA.
    #[error("{0}")]
    Refused(String),
    /// Something else failed.
    #[error("{0}")]
    Failed(String),
}

impl Failure {
    /// A failure of the local machine.
    #[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
    pub(crate) fn io(what: &str, source: std::io::Error) -> Self {
        Self::Failed(format!("{what}: {source}"))
    }

    /// The exit status: 1 failed, 2 wrong usage, 3 refused for privacy or residency.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed(_) => 1,
            Self::Usage(_) => 2,
            Self::Refused(_) => 3,
        })
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        let text = with_causes(&error);
        match error {
            error if error.is_residency() => Self::Refused(text),
            store::StoreError::Url { .. } | store::StoreError::Arn { .. } => Self::Usage(text),
            _ => Self::Failed(text),
        }
    }
}

impl From<inventory::InventoryError> for Failure {
    fn from(error: inventory::InventoryError) -> Self {
        match error {
            inventory::InventoryError::Store(error) => error.into(),
            inventory::InventoryError::Missing { .. } => Self::Usage(error.to_string()),
            error => Self::Failed(with_causes(&error)),
        }
    }
}

impl From<query::QueryError> for Failure {
    fn from(error: query::QueryError) -> Self {
        Self::Failed(with_causes(&error))
    }
}

impl From<convert::ConvertError> for Failure {
    fn from(error: convert::ConvertError) -> Self {
        match error {
            convert::ConvertError::Store(error) => error.into(),
            error => Self::Failed(with_causes(&error)),
        }
    }
}

impl From<download::DownloadError> for Failure {
    fn from(error: download::DownloadError) -> Self {
        match error {
            download::DownloadError::Store(error) => error.into(),
            download::DownloadError::Unknown { .. } | download::DownloadError::Ambiguous { .. } => Self::Usage(error.to_string()),
            error => Self::Failed(with_causes(&error)),
        }
    }
}

impl From<report::ReportError> for Failure {
    fn from(error: report::ReportError) -> Self {
        match error {
            report::ReportError::Store(error) => error.into(),
            report::ReportError::Inventory(error) => error.into(),
            report::ReportError::Refused(refusal) if refusal.is_about_privacy() => Self::Refused(refusal.to_string()),
            error => Self::Failed(with_causes(&error)),
        }
    }
}
