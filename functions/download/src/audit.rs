//! The record of a download, `_downloads/<link>/<instant>-<random>.json`: written before the file is handed out, never changed.
//!
//! It says which link fetched which object when; not from where, nor by which browser: that would be personal data that nothing needs.

use bytes::Bytes;
use jiff::Timestamp;
use record::layout;
use serde::Serialize;
use store::Store;

use crate::{DownloadError, LinkId, Moment};

#[derive(Serialize)]
struct Download<'a> {
    link: &'a str,
    /// The object in the reports root.
    object: &'a str,
    at: Timestamp,
}

/// Records a download.
///
/// # Errors
/// Where the store fails: then nothing may be handed out.
pub(crate) async fn record(reports: &Store, link: &LinkId, object: &str, moment: &Moment) -> Result<(), DownloadError> {
    let at = moment.now.strftime("%Y%m%dT%H%M%SZ");
    let random = layout::hexadecimal(&moment.random[..8]);
    let key = format!("{}{link}/{at}-{random}.json", layout::DOWNLOADS);
    let download = Download { link: link.as_str(), object, at: moment.now };
    let bytes = serde_json::to_vec(&download).map_err(|source| DownloadError::Form { key: key.clone(), source })?;
    reports.create(&key, Bytes::from(bytes)).await?;
    Ok(())
}
