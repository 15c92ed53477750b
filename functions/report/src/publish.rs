//! Publishing: files first, the manifest last and conditionally, then the pointer to the newest release.

use std::collections::BTreeMap;

use bytes::Bytes;
use inventory::ReleaseId;
use inventory::release::{Latest, MANIFEST, is_published};
use record::EventDefinition;
use record::layout;
use store::{Created, Store};

use crate::ReportError;

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

/// The tables that a visible release says it has not.
pub(crate) async fn missing(
    event: &EventDefinition,
    release: &ReleaseId,
    reports: &Store,
) -> Result<Vec<bundle::MissingTable>, ReportError> {
    let key = format!("{}{release}/{MANIFEST}", layout::releases(event));
    let manifest = reports.read(&key).await?;
    let manifest: bundle::manifest::Manifest = serde_json::from_slice(&manifest).map_err(|source| ReportError::Manifest { key, source })?;
    Ok(manifest.missing)
}

/// Writes the release's files, and its manifest last: a release without one is no release. Two runs at once write the same bytes, and a
/// run after one that was killed or stopped finds what that has written, and writes the rest. A visible release is never changed: it is
/// either the same or an error.
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
        write_missing(&prefix, files.iter(), reports).await?;
        if reports.create(&manifest_key, manifest.clone()).await? == Created::Existed {
            same_or_differs(&manifest_key, &manifest, release, reports).await?;
        }
    }
    Ok(())
}

/// Writes the files that are not there as they are to be.
async fn write_missing(prefix: &str, files: impl Iterator<Item = &bundle::File>, reports: &Store) -> Result<(), ReportError> {
    let there: BTreeMap<String, u64> = reports.list(prefix).await?.into_iter().map(|entry| (entry.key, entry.size)).collect();
    for file in files {
        let key = format!("{prefix}{}", file.path);
        let is_there = there.get(&key) == Some(&(file.bytes.len() as u64)) && reports.read(&key).await? == file.bytes;
        if !is_there {
            reports.write(&key, Bytes::copy_from_slice(&file.bytes)).await?;
        }
    }
    Ok(())
}

async fn same_or_differs(key: &str, manifest: &Bytes, release: &ReleaseId, reports: &Store) -> Result<(), ReportError> {
    if reports.read(key).await? == *manifest { Ok(()) } else { Err(ReportError::Differs { release: release.to_string() }) }
}

/// Makes `latest.json` name the release, unless it does.
pub(crate) async fn point_to(event: &EventDefinition, release: &ReleaseId, reports: &Store) -> Result<(), ReportError> {
    let latest = Latest::new(release);
    if matches!(Latest::read(event, reports).await, Ok(Some(there)) if there == latest) {
        return Ok(());
    }
    let bytes = Bytes::from(serde_json::to_vec_pretty(&latest).map_err(ReportError::Latest)?);
    Ok(reports.write(&layout::latest(event), bytes).await?)
}
