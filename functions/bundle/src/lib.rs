//! Released tables to files: the bundle that an organizer downloads.
//!
//! [`render`] takes nothing but [`disclosure::Released`] tables, the event's definition and the [`Provenance`] of both, so nothing of a
//! single visitor can reach a file. The same inputs give the same bytes: no clock, no randomness, no order of a hash map.
//!
//! | module | what it makes |
//! |---|---|
//! | `sheet` | a released table, its columns in the few types that every file knows |
//! | `data` | `tables/<table>.csv`, `tables/<table>.parquet`, `datapackage.json` |
//! | `chapters`, `titles` | in which order the tables are told, and what a value reads like |
//! | `content` | what a report says, with the drawings of `charts` and the phrases of `words`, before it is set |
//! | `html` | `report.<lang>.html`, one self-contained page |
//! | `pdf` | `report.<lang>.pdf`, tagged |
//! | `xlsx` | `report.<lang>.xlsx`: every table as a worksheet |
//! | `partners` | `partners/<partner>.html` and `.csv`: what a partner may know of its own stands |
//! | [`manifest`] | `manifest.json` with its JSON Schema, and [`verify`] against it |
//! | `archive` | `bundle.zip` |
//! | `printed` | nothing: it reads the files back and holds them against what was released |

mod archive;
mod chapters;
mod charts;
mod content;
mod data;
mod error;
mod html;
pub mod manifest;
mod partners;
mod pdf;
mod printed;
mod provenance;
mod sheet;
mod titles;
mod verify;
mod words;
mod xlsx;

use disclosure::Released;
use record::EventDefinition;
use record::event::Language;
use record::table::TableSpec;

pub use archive::unpack;
pub use data::{TextTableError, text_table};
pub use error::BundleError;
pub use printed::{is_read_back, misprint};
pub use provenance::{Input, MissingTable, Provenance, QueryDigest};
pub use verify::{Fault, Verified, VerifyError, verify};

use content::Content;
use sheet::Sheet;
use words::Locale;

/// What a bundle is made from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The event.
    pub event: &'a EventDefinition,
    /// Its tables, in the order in which the report tells them within a chapter.
    pub tables: &'a [(TableSpec, Released)],
    /// What they were computed from, and by what.
    pub provenance: &'a Provenance,
}

/// A file of the bundle.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the release, `/` between segments.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File({}, {} bytes)", self.path, self.bytes.len())
    }
}

/// The name of the manifest, which is published last.
pub const MANIFEST: &str = "manifest.json";

/// The name of the archive of all other files.
pub const ARCHIVE: &str = "bundle.zip";

/// The licence of the fonts that the reports hold.
const FONT_LICENCE: &str = "licences/fonts.txt";

/// The page of the report in the event's first language: what `report.html` of a bundle of these tables says.
///
/// # Errors
/// [`BundleError`] where a table does not fit its description.
pub fn page(report: &Report<'_>) -> Result<Vec<u8>, BundleError> {
    let sheets = report.tables.iter().map(|(spec, released)| Sheet::new(spec, released)).collect::<Result<Vec<_>, _>>()?;
    let language = report.event.languages.first().copied().unwrap_or(Language::En);
    let locale = Locale::new(language, report.event);
    Ok(html::page(&Content::new(report, &sheets, &locale)))
}

/// Renders every file of a bundle: reports, tables, `datapackage.json`, [`ARCHIVE`], and [`MANIFEST`] as the last one.
///
/// The manifest lists every file but itself and the archive, which holds the manifest too.
///
/// # Errors
/// [`BundleError`] where a table does not fit its description, or a file cannot be encoded.
pub fn render(report: &Report<'_>) -> Result<Vec<File>, BundleError> {
    let sheets = report.tables.iter().map(|(spec, released)| Sheet::new(spec, released)).collect::<Result<Vec<_>, _>>()?;
    let mut files = documents(report, &sheets)?;
    files.extend(partners::digests(report, &sheets)?);
    let tables = data::tables(report.event, &sheets)?;
    let package = data::package(report.event, &sheets, &tables)?;
    files.extend(tables);
    files.push(package);
    files.push(manifest::schema());
    let manifest = manifest::describe(report, &sheets, &files)?;
    files.push(manifest);
    let archive = archive::pack(&files)?;
    files.insert(files.len() - 1, archive);
    Ok(files)
}

/// The files for readers in every language of the event, and in the default language once more without the infix.
fn documents(report: &Report<'_>, sheets: &[Sheet<'_>]) -> Result<Vec<File>, BundleError> {
    let mut files = Vec::new();
    for (position, &language) in report.event.languages.iter().enumerate() {
        let locale = Locale::new(language, report.event);
        let content = Content::new(report, sheets, &locale);
        for (kind, bytes) in [("html", html::page(&content)), ("pdf", pdf::paper(&content)?), ("xlsx", xlsx::workbook(&content)?)] {
            if position == 0 {
                files.push(File { path: format!("report.{kind}"), bytes: bytes.clone() });
            }
            files.push(File { path: format!("report.{}.{kind}", language.tag()), bytes });
        }
    }
    files.push(File { path: FONT_LICENCE.to_owned(), bytes: include_bytes!("../fonts/OFL.txt").to_vec() });
    Ok(files)
}
