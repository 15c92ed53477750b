//! `manifest.json`: what a bundle holds, what it was computed from, and how much of it is hidden.

use std::collections::BTreeMap;

use disclosure::Rule;
use record::event::{Language, Link};
use record::layout::hexadecimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::sheet::Sheet;
use crate::{BundleError, File, MANIFEST, MissingTable, Report};

/// The version of the manifest's form. It grows when a reader of the older form would misread the newer one.
pub const FORM: u32 = 2;

/// Where the JSON Schema of the form lies, beside the manifest.
pub const SCHEMA: &str = "manifest.schema.json";

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Where its JSON Schema lies: [`SCHEMA`].
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// The version of this form, [`FORM`].
    pub form: u32,
    /// What made the bundle.
    pub software: Software,
    /// The event it is about.
    pub event: Event,
    /// How its persons are protected.
    pub privacy: Privacy,
    /// What was read, in a stable order.
    pub inputs: Vec<Input>,
    /// The query files, in a stable order.
    pub queries: Vec<Query>,
    /// The tables, in the order of the report.
    pub tables: Vec<Table>,
    /// Tables that are not there although a query file should make them, in a stable order.
    #[serde(default)]
    pub missing: Vec<MissingTable>,
    /// Every file of the bundle but this one and `bundle.zip`, which holds this one.
    pub files: Vec<Entry>,
}

/// What made a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The event of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// Its organizer, the controller of the personal data behind the numbers.
    pub organizer: String,
    /// Its name, by language.
    pub title: BTreeMap<Language, String>,
    /// Its time zone in the IANA database.
    pub timezone: String,
    /// First instant, RFC 3339 in UTC.
    pub starts: String,
    /// First instant after it, RFC 3339 in UTC.
    pub ends: String,
    /// Languages of the bundle, the default first.
    pub languages: Vec<Language>,
}

/// The privacy settings of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Privacy {
    /// The least persons behind a published number.
    pub min_persons: u32,
    /// In which scope a person is recognised: `event` or `series`.
    pub link: String,
    /// Whether the organizer gets an operational list of attendees, beside the bundle.
    pub named_list: bool,
}

/// Something that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its key in the store.
    pub key: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its checksum as the store gives it.
    pub checksum: String,
}

/// A query file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Its path below `queries/`.
    pub path: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// Whether it was given beside the program, and did not come with it.
    #[serde(default)]
    pub deployed: bool,
}

/// A table of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The chapter it belongs to.
    pub chapter: String,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: usize,
    /// Numbers about persons that were computed for it.
    pub cells: usize,
    /// What of them is hidden, by rule; a rule that hid nothing is left out.
    pub hidden: Vec<Suppression>,
    /// Groups left out, because none of their numbers is published.
    pub groups_left_out: usize,
}

/// What a rule hid of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The rule: `too-few`, `dominance`, `homogeneity`, `complement`, `linked`, `changed` (an earlier number stays) or `withheld`.
    pub rule: String,
    /// Numbers hidden by it, those of left-out groups included.
    pub cells: usize,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its path below the release.
    pub path: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The JSON Schema of the manifest.
pub(crate) fn schema() -> File {
    File { path: SCHEMA.to_owned(), bytes: include_bytes!("manifest.schema.json").to_vec() }
}

/// Describes `files` and what they were made from.
pub(crate) fn describe(report: &Report<'_>, sheets: &[Sheet<'_>], files: &[File]) -> Result<File, BundleError> {
    let provenance = report.provenance;
    let input = |input: &crate::Input| Input { key: input.key.clone(), bytes: input.bytes, checksum: input.checksum.clone() };
    let query = |query: &crate::QueryDigest| Query { path: query.path.clone(), sha256: query.sha256.clone(), deployed: query.deployed };
    let manifest = Manifest {
        schema: SCHEMA.to_owned(),
        form: FORM,
        software: Software { name: "kooste".to_owned(), version: provenance.version.clone() },
        event: event(report),
        privacy: privacy(report),
        inputs: provenance.inputs.iter().map(input).collect(),
        queries: provenance.queries.iter().map(query).collect(),
        tables: sheets.iter().map(table).collect(),
        missing: provenance.missing.clone(),
        files: files.iter().map(entry).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).map_err(|source| BundleError::Json { path: MANIFEST, source })?;
    bytes.push(b'\n');
    Ok(File { path: MANIFEST.to_owned(), bytes })
}

fn event(report: &Report<'_>) -> Event {
    let event = report.event;
    let titles = event.languages.iter().filter_map(|&language| Some((language, event.title.get(language)?.to_owned())));
    Event {
        id: event.id.to_string(),
        organizer: event.organizer.to_string(),
        title: titles.collect(),
        timezone: event.timezone_name.clone(),
        starts: event.starts.to_string(),
        ends: event.ends.to_string(),
        languages: event.languages.clone(),
    }
}

fn privacy(report: &Report<'_>) -> Privacy {
    let privacy = &report.event.privacy;
    let link = match privacy.link {
        Link::Event => "event",
        Link::Series => "series",
    };
    Privacy { min_persons: privacy.min_persons, link: link.to_owned(), named_list: privacy.named_list }
}

fn table(sheet: &Sheet<'_>) -> Table {
    let hidden = sheet.hidden;
    let suppression = |rule: Rule| Suppression { rule: rule.name().to_owned(), cells: hidden.by(rule) };
    Table {
        name: sheet.spec.name.clone(),
        chapter: sheet.spec.chapter.clone(),
        columns: sheet.spec.columns.iter().map(|column| column.name.clone()).collect(),
        rows: sheet.rows(),
        cells: hidden.of_cells,
        hidden: Rule::ALL.into_iter().map(suppression).filter(|suppression| suppression.cells > 0).collect(),
        groups_left_out: hidden.rows,
    }
}

fn entry(file: &File) -> Entry {
    Entry { path: file.path.clone(), bytes: file.bytes.len(), sha256: sha256(&file.bytes) }
}
