//! Publishing the lists: files first, what they are next, the pointer last; then those that they replace go.
//!
//! Only the newest lists lie in the store: of those they replace stays `contacts.json`, which tells how many persons were on each, and no name.

use bytes::Bytes;
use record::EventDefinition;
use record::layout::{self, hexadecimal};
use serde::{Deserialize, Serialize};
use serde_json::to_vec_pretty;
use sha2::{Digest, Sha256};

use super::Contacts;
use super::lists::{List, Listed, Lists};
use crate::{Context, ReportError};

/// The version of the form of `contacts.json`.
const FORM: u32 = 1;

/// What tells of the lists.
const MANIFEST: &str = "contacts.json";

/// What the lists are: `contacts.json`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    form: u32,
    event: String,
    organizer: String,
    /// The name of these lists.
    list: String,
    /// The name of those that they replace, as a whole.
    replaces: Option<String>,
    files: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    path: String,
    purpose: String,
    recipient: String,
    persons: usize,
    bytes: usize,
    sha256: String,
}

/// The newest lists, as `latest.json` names them.
#[derive(Debug, Serialize, Deserialize)]
struct Latest {
    list: String,
    manifest: String,
}

/// The newest lists, and everybody who ever was on one.
pub(super) async fn newest(event: &EventDefinition, context: &Context) -> Result<Option<(Manifest, Listed)>, ReportError> {
    let prefix = layout::contacts(event);
    let pointer = format!("{prefix}latest.json");
    if !context.reports.exists(&pointer).await? {
        return Ok(None);
    }
    let latest: Latest = read(&context.reports, &pointer).await?;
    let manifest: Manifest = read(&context.reports, &format!("{prefix}{}", latest.manifest)).await?;
    let listed: Listed = read(&context.lake, &layout::listed(&event.id, &latest.list)).await?;
    Ok(Some((manifest, listed)))
}

/// Writes the lists, unless the newest ones say the same and nobody is to be forgotten who was on an earlier one.
pub(super) async fn publish(
    event: &EventDefinition,
    lists: Lists,
    newest: Option<&(Manifest, Listed)>,
    context: &Context,
) -> Result<Contacts, ReportError> {
    let files: Vec<Entry> = lists.lists.iter().map(entry).collect();
    let prefix = layout::contacts(event);
    let told = |list: &str, made| Contacts {
        folder: format!("{prefix}{list}/"),
        made,
        files: files.iter().map(|file| (file.path.clone(), file.persons)).collect(),
    };
    if let Some((newest, _)) = newest.filter(|(newest, listed)| newest.files == files && *listed == lists.listed) {
        remove_replaced(event, &newest.list, context).await?;
        return Ok(told(&newest.list, false));
    }
    let replaces = newest.map(|(newest, _)| newest.list.clone());
    let list = name(replaces.as_deref(), &files);
    let outcome = told(&list, true);
    let folder = format!("{prefix}{list}/");
    write(&context.lake, &layout::listed(&event.id, &list), &lists.listed).await?;
    for List { path, bytes, .. } in lists.lists {
        context.reports.write(&format!("{folder}{path}"), Bytes::from(bytes)).await?;
    }
    let (organizer, id) = (event.organizer.to_string(), event.id.to_string());
    let manifest = Manifest { form: FORM, event: id, organizer, list: list.clone(), replaces, files };
    write(&context.reports, &format!("{folder}{MANIFEST}"), &manifest).await?;
    let latest = Latest { manifest: format!("{list}/{MANIFEST}"), list: list.clone() };
    write(&context.reports, &format!("{prefix}latest.json"), &latest).await?;
    remove_replaced(event, &list, context).await?;
    Ok(outcome)
}

/// Removes what other lists named: a withdrawn consent must not lie about in an older file.
async fn remove_replaced(event: &EventDefinition, newest: &str, context: &Context) -> Result<(), ReportError> {
    let prefix = layout::contacts(event);
    let keeps = |key: &str| {
        let rest = key.strip_prefix(&prefix).unwrap_or(key);
        rest == "latest.json" || rest.ends_with(&format!("/{MANIFEST}")) || rest.starts_with(&format!("{newest}/"))
    };
    for entry in context.reports.list(&prefix).await? {
        if !keeps(&entry.key) {
            context.reports.delete(&entry.key).await?;
        }
    }
    for entry in context.lake.list(&layout::all_listed(&event.id)).await? {
        if entry.key != layout::listed(&event.id, newest) {
            context.lake.delete(&entry.key).await?;
        }
    }
    Ok(())
}

fn entry(list: &List) -> Entry {
    let List { path, purpose, recipient, persons, bytes } = list;
    let sha256 = hexadecimal(&Sha256::digest(bytes));
    Entry {
        path: path.clone(),
        purpose: (*purpose).to_owned(),
        recipient: recipient.clone(),
        persons: *persons,
        bytes: bytes.len(),
        sha256,
    }
}

/// The name of lists: 16 hexadecimal digits that follow from what they say and what they replace.
fn name(replaces: Option<&str>, files: &[Entry]) -> String {
    let mut parts = vec![replaces.unwrap_or_default().as_bytes()];
    parts.extend(files.iter().flat_map(|file| [file.path.as_bytes(), file.sha256.as_bytes()]));
    layout::digest(&parts)[..16].to_owned()
}

async fn read<T: serde::de::DeserializeOwned>(store: &store::Store, key: &str) -> Result<T, ReportError> {
    let bytes = store.read(key).await?;
    serde_json::from_slice(&bytes).map_err(|source| ReportError::Contacts { key: key.to_owned(), source })
}

async fn write<T: Serialize>(store: &store::Store, key: &str, value: &T) -> Result<(), ReportError> {
    let bytes = to_vec_pretty(value).map_err(|source| ReportError::Contacts { key: key.to_owned(), source })?;
    Ok(store.write(key, Bytes::from(bytes)).await?)
}
