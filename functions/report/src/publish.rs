//! Publishing: files first, the manifest last and conditionally, then the pointer to the newest release.

use bytes::Bytes;
use record::EventDefinition;
use record::layout;
use serde::Serialize;
use store::{Created, Store};

use crate::{ReleaseId, ReportError};

/// The file that makes a release visible.
const MANIFEST: &str = "manifest.json";

/// Whether the release is visible.
pub(crate) async fn is_published(event: &EventDefinition, release: &ReleaseId, reports: &Store) -> Result<bool, ReportError> {
    Ok(reports.exists(&format!("{}{release}/{MANIFEST}", layout::releases(event))).await?)
}

/// The files of a release that are read back, as they lie in the store.
pub(crate) async fn published_files(
    event: &EventDefinition,
    release: &ReleaseId,
    reports: &Store,
) -> Result<Vec<bundle::File>, ReportError> {
    let prefix = format!("{}{release}/", layout::releases(event));
    let mut files = Vec::new();
    for entry in reports.list(&prefix).await? {
        let path = entry.key.strip_prefix(&prefix).unwrap_or(&entry.key).to_owned();
        if bundle::is_read_back(&path) {
            files.push(bundle::File { path, bytes: reports.read(&entry.key).await?.to_vec() });
        }
    }
    Ok(files)
}

/// Writes the release's files, and its manifest last: a release without one is no release. Two runs at once write the same bytes, and a
/// run after a killed one writes over what that left. A visible release is never changed: it is either the same or an error.
pub(crate) async fn publish(
    event: &EventDefinition,
    release: &ReleaseId,
    files: Vec<bundle::File>,
    reports: &Store,
) -> Result<(), ReportError> {
    let prefix = format!("{}{release}/", layout::releases(event));
    let manifest_key = format!("{prefix}{MANIFEST}");
    let (manifest, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.path == MANIFEST);
    for manifest in manifest {
        let manifest = Bytes::from(manifest.bytes);
        if is_published(event, release, reports).await? {
            same_or_differs(&manifest_key, &manifest, release, reports).await?;
        }
        for file in &files {
            reports.write(&format!("{prefix}{}", file.path), Bytes::copy_from_slice(&file.bytes)).await?;
        }
        if reports.create(&manifest_key, manifest.clone()).await? == Created::Existed {
            same_or_differs(&manifest_key, &manifest, release, reports).await?;
        }
    }
    Ok(())
}

async fn same_or_differs(key: &str, manifest: &Bytes, release: &ReleaseId, reports: &Store) -> Result<(), ReportError> {
    if reports.read(key).await? == *manifest { Ok(()) } else { Err(ReportError::Differs { release: release.to_string() }) }
}

/// The event's newest release, as `latest.json` names it.
#[derive(Serialize)]
struct Latest<'a> {
    release: &'a str,
    manifest: String,
}

/// Makes `latest.json` name the release, unless it does.
pub(crate) async fn point_to(event: &EventDefinition, release: &ReleaseId, reports: &Store) -> Result<(), ReportError> {
    let release = release.to_string();
    let latest = Latest { release: &release, manifest: format!("{release}/{MANIFEST}") };
    let bytes = Bytes::from(serde_json::to_vec_pretty(&latest).map_err(ReportError::Latest)?);
    let key = layout::latest(event);
    if reports.exists(&key).await? && reports.read(&key).await? == bytes {
        return Ok(());
    }
    Ok(reports.write(&key, bytes).await?)
}
