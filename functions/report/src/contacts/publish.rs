//! Publishing the lists: a place in their order, then files, then what they are, the pointer last; then those that they replace go.
//!
//! Only the newest lists lie in the store: of those they replace stays `contacts.json`, which tells how many persons were on each, and no name.
//!
//! Of several runs at once only one gets a place, before anybody sees a name, and whoever comes later begins again with what the lake knows by
//! then: so lists that know less never take the place of lists that know more, such as of a withdrawal.

use bytes::Bytes;
use record::EventDefinition;
use record::layout::{self, hexadecimal};
use serde::{Deserialize, Serialize};
use serde_json::to_vec_pretty;
use sha2::{Digest, Sha256};
use store::Created;

use super::Contacts;
use super::lists::{List, Listed, Lists};
use crate::{ATTEMPTS, Context, ReportError};

/// The version of the form of `contacts.json`.
const FORM: u32 = 1;

/// What tells of the lists.
const MANIFEST: &str = "contacts.json";

/// What the lists are: `contacts.json`.
#[derive(Debug, Serialize)]
struct Manifest {
    form: u32,
    event: String,
    organizer: String,
    /// The name of these lists.
    list: String,
    /// The name of those that they replace, as a whole.
    replaces: Option<String>,
    files: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    path: String,
    purpose: String,
    recipient: String,
    persons: usize,
    bytes: usize,
    sha256: String,
}

/// The newest lists, as `latest.json` names them.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Latest {
    list: String,
    manifest: String,
}

impl Latest {
    fn new(list: &str) -> Self {
        Self { list: list.to_owned(), manifest: format!("{list}/{MANIFEST}") }
    }
}

/// What is kept of lists in the lake.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The name of the lists.
    list: String,
    /// The name of those that they replace.
    replaces: Option<String>,
    /// Everybody who ever was on one, up to these.
    listed: Listed,
}

/// The newest lists that have a place, and the place after them.
#[derive(Debug, Default)]
pub(super) struct Newest {
    kept: Option<Kept>,
    next: u32,
}

impl Newest {
    /// Whether there ever were lists.
    pub(super) const fn is_any(&self) -> bool {
        self.kept.is_some()
    }

    /// Everybody who ever was on a list.
    pub(super) fn listed(&self) -> Option<&Listed> {
        self.kept.as_ref().map(|kept| &kept.listed)
    }
}

/// What became of lists.
#[derive(Debug)]
pub(super) enum Published {
    /// They are the newest ones.
    Newest(Contacts),
    /// Other lists got their place, or came after them: what they say may be old.
    Overtaken,
}

/// The newest lists of an event, finished or not.
pub(super) async fn newest(event: &EventDefinition, context: &Context) -> Result<Newest, ReportError> {
    for _ in 0..ATTEMPTS {
        let Some(place) = last_place(event, context).await? else { return Ok(Newest::default()) };
        match read(&context.lake, &layout::listed(&event.id, place)).await {
            Ok(kept) => return Ok(Newest { kept: Some(kept), next: place + 1 }),
            // Others have come after it since it was listed, and removed it.
            Err(ReportError::Store(error)) if error.is_not_found() => {}
            Err(error) => return Err(error),
        }
    }
    Err(ReportError::Overtaken { event: event.id.to_string() })
}

/// Writes the lists, unless the newest ones say the same; those that a run began and did not finish are finished.
pub(super) async fn publish(event: &EventDefinition, lists: Lists, newest: &Newest, context: &Context) -> Result<Published, ReportError> {
    let Lists { lists, listed } = lists;
    let files: Vec<Entry> = lists.iter().map(entry).collect();
    let says_the_same = |kept: &&Kept| kept.listed == listed && name(kept.replaces.as_deref(), &files) == kept.list;
    let (list, replaces, place) = if let Some(kept) = newest.kept.as_ref().filter(says_the_same) {
        (kept.list.clone(), kept.replaces.clone(), newest.next.saturating_sub(1))
    } else {
        let replaces = newest.kept.as_ref().map(|kept| kept.list.clone());
        let list = name(replaces.as_deref(), &files);
        let key = layout::listed(&event.id, newest.next);
        let kept = Kept { list: list.clone(), replaces: replaces.clone(), listed };
        if context.lake.create(&key, encode(&key, &kept)?).await? == Created::Existed {
            return Ok(Published::Overtaken);
        }
        (list, replaces, newest.next)
    };
    let made = !is_finished(event, &list, context).await?;
    let folder = format!("{}{list}/", layout::contacts(event));
    let persons = files.iter().map(|file| (file.path.clone(), file.persons)).collect();
    if made {
        for List { path, bytes, .. } in lists {
            context.reports.write(&format!("{folder}{path}"), Bytes::from(bytes)).await?;
        }
        let (organizer, id) = (event.organizer.to_string(), event.id.to_string());
        let manifest = Manifest { form: FORM, event: id, organizer, list: list.clone(), replaces, files };
        write(&context.reports, &format!("{folder}{MANIFEST}"), &manifest).await?;
    }
    let is_newest = point_to(event, &list, place, context).await?;
    Ok(if is_newest { Published::Newest(Contacts { folder, made, files: persons }) } else { Published::Overtaken })
}

/// Points to finished lists and removes those before them, or removes these where others have come after them. Tells whether they are the
/// newest.
async fn point_to(event: &EventDefinition, list: &str, place: u32, context: &Context) -> Result<bool, ReportError> {
    let pointer = format!("{}latest.json", layout::contacts(event));
    let latest = Latest::new(list);
    if last_place(event, context).await? == Some(place) {
        let is_named = context.reports.exists(&pointer).await? && read::<Latest>(&context.reports, &pointer).await? == latest;
        if !is_named {
            write(&context.reports, &pointer, &latest).await?;
        }
    }
    // Looked at once more: whoever came after these may have pointed to their own just before.
    let newest = newest(event, context).await?;
    let Some(kept) = newest.kept else { return Ok(false) };
    let is_newest = newest.next == place + 1;
    if !is_newest && is_finished(event, &kept.list, context).await? {
        write(&context.reports, &pointer, &Latest::new(&kept.list)).await?;
    }
    remove_before(event, &kept.list, newest.next - 1, context).await?;
    Ok(is_newest)
}

/// Whether lists are finished: their manifest is written last of them.
async fn is_finished(event: &EventDefinition, list: &str, context: &Context) -> Result<bool, ReportError> {
    Ok(context.reports.exists(&format!("{}{}", layout::contacts(event), Latest::new(list).manifest)).await?)
}

/// The place of the newest lists.
async fn last_place(event: &EventDefinition, context: &Context) -> Result<Option<u32>, ReportError> {
    let kept = context.lake.list(&layout::all_listed(&event.id)).await?;
    Ok(kept.iter().filter_map(|entry| layout::place(&entry.key)).max())
}

/// Removes what other lists named: a withdrawn consent must not lie about in an older file.
async fn remove_before(event: &EventDefinition, newest: &str, place: u32, context: &Context) -> Result<(), ReportError> {
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
        if layout::place(&entry.key).is_some_and(|older| older < place) {
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
    Ok(store.write(key, encode(key, value)?).await?)
}

fn encode<T: Serialize>(key: &str, value: &T) -> Result<Bytes, ReportError> {
    to_vec_pretty(value).map(Bytes::from).map_err(|source| ReportError::Contacts { key: key.to_owned(), source })
}
