//! What a release is made from, and the name that follows from it.

use std::fmt;

use query::EarlierEvent;
use record::EventDefinition;
use record::layout::{self, LakeObject};
use store::Entry;

use crate::{Context, ReportError};

/// The name of a release: 16 hexadecimal digits that follow from the lake objects, the persons erased from them, the lake objects of earlier
/// events of the series, the queries, the event definition and the version, so that reporting twice finds the release in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseId(String);

impl ReleaseId {
    fn new(inputs: &[String], queries: &[(String, String)], definition: &str, version: &str) -> Self {
        let mut parts: Vec<&[u8]> = vec![version.as_bytes(), definition.as_bytes()];
        parts.extend(inputs.iter().map(String::as_bytes));
        parts.extend(queries.iter().flat_map(|(path, sha256)| [path.as_bytes(), sha256.as_bytes()]));
        Self(layout::digest(&parts)[..16].to_owned())
    }

    /// A release by the name that its files carry.
    pub(crate) fn from_name(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a release is made from.
pub(crate) struct Inputs {
    /// The lake objects, by name.
    pub(crate) objects: Vec<LakeObject>,
    /// The marks of the persons who are erased from them, by key.
    erased: Vec<String>,
    /// Those of earlier events of the series, of which the lake still has any.
    pub(crate) earlier: Vec<EarlierEvent>,
    earlier_entries: Vec<(Entry, String)>,
    entries: Vec<(Entry, String)>,
    queries: Vec<(String, String)>,
    definition_bytes: u64,
    definition_sha256: String,
    pub(crate) release: ReleaseId,
}

/// Lists the lake objects of the event and of the earlier ones of its series, and names the release.
pub(crate) async fn find(event: &EventDefinition, definition: &str, context: &Context) -> Result<Inputs, ReportError> {
    let (objects, entries) = lake_objects(event, context).await?;
    if objects.is_empty() {
        return Err(ReportError::NothingConverted { event: event.id.to_string(), location: context.lake.location() });
    }
    if objects.windows(2).any(|pair| pair[0].source() == pair[1].source()) {
        return Err(ReportError::TwoVersions { event: event.id.to_string() });
    }
    let erased = erased_marks(event, context).await?;
    let mut named: Vec<String> = objects.iter().map(|object| object.as_str().to_owned()).chain(erased.iter().cloned()).collect();
    let (mut earlier, mut earlier_entries) = (Vec::new(), Vec::new());
    for definition in &context.earlier {
        let (objects, entries) = lake_objects(definition, context).await?;
        if !objects.is_empty() {
            named.push(format!("{} {} {}", definition.id, definition.starts, definition.ends));
            named.extend(objects.iter().map(|object| object.as_str().to_owned()));
            named.extend(erased_marks(definition, context).await?);
            earlier.push(EarlierEvent { definition: definition.clone(), objects });
            earlier_entries.extend(entries);
        }
    }
    let queries: Vec<(String, String)> = context.queries.files().map(|file| (file.path.clone(), sha256(file.text.as_bytes()))).collect();
    let release = ReleaseId::new(&named, &queries, definition, context.version);
    let definition_sha256 = sha256(definition.as_bytes());
    let definition_bytes = definition.len() as u64;
    Ok(Inputs { objects, erased, earlier, earlier_entries, entries, queries, definition_bytes, definition_sha256, release })
}

/// The marks of the persons who are erased from an event's lake objects, by key: the objects keep their names.
async fn erased_marks(event: &EventDefinition, context: &Context) -> Result<Vec<String>, ReportError> {
    Ok(context.lake.list(&layout::erased(&event.id)).await?.into_iter().map(|entry| entry.key).collect())
}

/// The names of an event's lake objects, sorted, and their entries with checksums.
async fn lake_objects(event: &EventDefinition, context: &Context) -> Result<(Vec<LakeObject>, Vec<(Entry, String)>), ReportError> {
    let (mut objects, mut entries) = (Vec::new(), Vec::new());
    for entry in context.lake.list(&layout::records(&event.id)).await? {
        if let Some(object) = LakeObject::from_key(&entry.key) {
            let checksum = context.lake.etag(&entry).await?;
            entries.push((entry, checksum));
            objects.push(object);
        }
    }
    objects.sort();
    Ok((objects, entries))
}

impl Inputs {
    /// The objects of `records/`, by name.
    pub(crate) fn records(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    /// The objects of `people/` that were written with them, by name.
    pub(crate) async fn people(&self, event: &EventDefinition, context: &Context) -> Result<Vec<Entry>, ReportError> {
        let listed = context.lake.list(&layout::people(&event.id)).await?;
        let of_records = |entry: &Entry| LakeObject::from_key(&entry.key).is_some_and(|object| self.objects.contains(&object));
        Ok(listed.into_iter().filter(of_records).collect())
    }

    /// The keys of the persons who are erased.
    pub(crate) fn erased(&self) -> impl Iterator<Item = u64> {
        self.erased.iter().filter_map(|mark| layout::person_of_mark(mark))
    }

    /// What the manifest says of the inputs: the event definition, then the lake objects.
    pub(crate) fn provenance(&self, event: &EventDefinition, context: &Context) -> bundle::Provenance {
        let definition = bundle::Input {
            key: layout::definition(&event.id),
            bytes: self.definition_bytes,
            checksum: format!("sha256:{}", self.definition_sha256),
        };
        let object =
            |(entry, checksum): &(Entry, String)| bundle::Input { key: entry.key.clone(), bytes: entry.size, checksum: checksum.clone() };
        let query = |(path, sha256): &(String, String)| bundle::QueryDigest { path: path.clone(), sha256: sha256.clone() };
        bundle::Provenance {
            version: context.version.to_owned(),
            inputs: std::iter::once(definition).chain(self.entries.iter().chain(&self.earlier_entries).map(object)).collect(),
            queries: self.queries.iter().map(query).collect(),
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    layout::hexadecimal(&Sha256::digest(bytes))
}
