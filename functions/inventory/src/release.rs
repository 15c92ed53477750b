//! What a release is made from, the name that follows from it, and which one is visible.

use std::fmt;

use record::layout::{self, LakeObject, hexadecimal};
use record::{EventDefinition, Id};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Entry, Store};

use crate::{Event, InventoryError, VERSION};

/// The file that makes a release visible.
pub const MANIFEST: &str = "manifest.json";

/// The name of a release: 16 hexadecimal digits that follow from the lake objects, the persons erased from them, the lake objects of earlier
/// events of the series, the queries, the event definition and the version, so that reporting twice finds the release in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReleaseId(String);

impl ReleaseId {
    fn new(inputs: &[String], queries: &[(String, String)], definition: &str) -> Self {
        let mut parts: Vec<&[u8]> = vec![VERSION.as_bytes(), definition.as_bytes()];
        parts.extend(inputs.iter().map(String::as_bytes));
        parts.extend(queries.iter().flat_map(|(path, sha256)| [path.as_bytes(), sha256.as_bytes()]));
        Self(layout::digest(&parts)[..16].to_owned())
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An earlier event of the same series, of which the lake still has something.
#[derive(Clone, Debug)]
pub struct EarlierEvent {
    /// Its definition.
    pub definition: EventDefinition,
    /// Its lake objects, by name.
    pub objects: Vec<LakeObject>,
}

/// What a release is made from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The lake objects, by name.
    pub objects: Vec<LakeObject>,
    /// The marks of the persons who are erased from them, by key.
    erased: Vec<String>,
    /// Those of earlier events of the series, of which the lake still has any.
    pub earlier: Vec<EarlierEvent>,
    /// The lake objects of earlier events as the lake lists them, with the checksum of each.
    pub earlier_entries: Vec<(Entry, String)>,
    /// The event's own as the lake lists them, with the checksum of each.
    pub entries: Vec<(Entry, String)>,
    /// The query files: path and SHA-256.
    pub queries: Vec<(String, String)>,
    /// The size of the definition's text, in bytes.
    pub definition_bytes: u64,
    /// The SHA-256 of the definition's text, in hexadecimal.
    pub definition_sha256: String,
    /// The release that is made from all this.
    pub release: ReleaseId,
}

impl Inputs {
    /// Lists the lake objects of the event and of the earlier ones of its series, and names the release.
    ///
    /// # Errors
    /// [`InventoryError::NothingConverted`]; [`InventoryError::TwoVersions`]; where the lake cannot be listed.
    pub async fn find(
        event: &Event,
        series: &[EventDefinition],
        lake: &Store,
        queries: Vec<(String, String)>,
    ) -> Result<Self, InventoryError> {
        let id = &event.definition.id;
        let (objects, entries) = lake_objects(id, lake).await?;
        if objects.is_empty() {
            return Err(InventoryError::NothingConverted { event: id.to_string(), location: lake.location() });
        }
        if objects.windows(2).any(|pair| pair[0].source() == pair[1].source()) {
            return Err(InventoryError::TwoVersions { event: id.to_string() });
        }
        let erased = erased_marks(id, lake).await?;
        let mut named: Vec<String> = objects.iter().map(|object| object.as_str().to_owned()).chain(erased.iter().cloned()).collect();
        let (mut earlier, mut earlier_entries) = (Vec::new(), Vec::new());
        for definition in series {
            let (objects, entries) = lake_objects(&definition.id, lake).await?;
            if !objects.is_empty() {
                named.push(format!("{} {} {}", definition.id, definition.starts, definition.ends));
                named.extend(objects.iter().map(|object| object.as_str().to_owned()));
                named.extend(erased_marks(&definition.id, lake).await?);
                earlier.push(EarlierEvent { definition: definition.clone(), objects });
                earlier_entries.extend(entries);
            }
        }
        let release = ReleaseId::new(&named, &queries, &event.text);
        let definition_sha256 = hexadecimal(&Sha256::digest(event.text.as_bytes()));
        let definition_bytes = event.text.len() as u64;
        Ok(Self { objects, erased, earlier, earlier_entries, entries, queries, definition_bytes, definition_sha256, release })
    }

    /// The objects of `records/`, by name.
    pub fn records(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    /// The objects of `people/` that were written with them, by name.
    ///
    /// # Errors
    /// Where the lake cannot be listed.
    pub async fn people(&self, event: &EventDefinition, lake: &Store) -> Result<Vec<Entry>, InventoryError> {
        let listed = lake.list(&layout::people(&event.id)).await?;
        let of_records = |entry: &Entry| LakeObject::from_key(&entry.key).is_some_and(|object| self.objects.contains(&object));
        Ok(listed.into_iter().filter(of_records).collect())
    }

    /// The keys of the persons who are erased.
    pub fn erased(&self) -> impl Iterator<Item = u64> {
        self.erased.iter().filter_map(|mark| layout::person_of_mark(mark))
    }
}

/// The marks of the persons who are erased from an event's lake objects, by key, those of who are so wholly among them: the objects keep
/// their names, and a release that is made while somebody is being erased must not have the name of the one after it.
async fn erased_marks(event: &Id, lake: &Store) -> Result<Vec<String>, InventoryError> {
    Ok(lake.list(&layout::erased(event)).await?.into_iter().map(|entry| entry.key).collect())
}

/// The names of an event's lake objects, sorted, and their entries with checksums.
async fn lake_objects(event: &Id, lake: &Store) -> Result<(Vec<LakeObject>, Vec<(Entry, String)>), InventoryError> {
    let (mut objects, mut entries) = (Vec::new(), Vec::new());
    for entry in lake.list(&layout::records(event)).await? {
        if let Some(object) = LakeObject::from_key(&entry.key) {
            let checksum = lake.etag(&entry).await?;
            entries.push((entry, checksum));
            objects.push(object);
        }
    }
    objects.sort();
    Ok((objects, entries))
}

/// Whether a release is visible.
///
/// # Errors
/// Where the reports root cannot tell.
pub async fn is_published(event: &EventDefinition, release: &ReleaseId, reports: &Store) -> Result<bool, InventoryError> {
    Ok(reports.exists(&format!("{}{release}/{MANIFEST}", layout::releases(event))).await?)
}

/// The event's newest release, as `latest.json` names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latest {
    /// The release.
    pub release: ReleaseId,
    /// Where its manifest lies, from `latest.json`.
    pub manifest: String,
}

impl Latest {
    /// What `latest.json` says of a release.
    #[must_use]
    pub fn new(release: &ReleaseId) -> Self {
        Self { release: release.clone(), manifest: format!("{release}/{MANIFEST}") }
    }

    /// What `latest.json` says, if there is one.
    ///
    /// # Errors
    /// [`InventoryError::Unreadable`], or where the reports root cannot be read.
    pub async fn read(event: &EventDefinition, reports: &Store) -> Result<Option<Self>, InventoryError> {
        let key = layout::latest(event);
        match reports.read(&key).await {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|source| InventoryError::Unreadable { location: reports.display(&key), source }),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
