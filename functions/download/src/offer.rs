//! The files behind a link.

use jiff::Timestamp;
use record::event::Language;
use record::layout;
use serde::Deserialize;
use store::Store;

use crate::links::{if_there, read};
use crate::{DownloadError, Link, Scope};

/// The archive of a whole release. The manifest does not list it, because the archive holds the manifest.
const ARCHIVE: &str = "bundle.zip";

/// Where an event's lists of people are, from where its releases are.
const LISTS: &str = "contacts/";

/// The report in its forms, in the order in which they are offered.
fn forms(language: Language) -> [(String, Kind); 3] {
    let endings = [("html", Kind::Page(language)), ("pdf", Kind::Pdf(language)), ("xlsx", Kind::Workbook(language))];
    endings.map(|(ending, kind)| (format!("report.{}.{ending}", language.tag()), kind))
}

/// What is behind a link at the moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// When the newest of it was published; `None` where there is nothing yet.
    pub(crate) published: Option<Timestamp>,
    /// The files, in the order of the page.
    pub(crate) files: Vec<Offered>,
}

/// A file behind a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offered {
    /// Its name on the page and in the form, unique behind the link.
    pub(crate) name: String,
    /// The object in the reports root.
    pub(crate) key: String,
    /// Its size.
    pub(crate) bytes: u64,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a file is to an organizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The report as a web page, in a language.
    Page(Language),
    /// The report as a PDF.
    Pdf(Language),
    /// The report as a workbook.
    Workbook(Language),
    /// Everything in one archive.
    Archive,
    /// A table.
    Table,
    /// People who agreed to the organizer's marketing.
    Marketing,
    /// The attendees.
    Attendees,
    /// People who were on a list, and may be no longer.
    Withdrawn,
    /// The contacts of one partner.
    PartnerContacts,
    /// What a partner may know of its own stands: a page, and a table.
    Digest,
    DigestTable,
}

/// The newest of something that is published whole: a release, or an event's lists of people.
struct Published {
    /// The prefix of its files.
    folder: String,
    files: Vec<File>,
    /// When its manifest, the last of it, was written.
    at: Option<Timestamp>,
}

/// `latest.json`, as it stands beside what it points to.
#[derive(Deserialize)]
struct Latest {
    /// The manifest's key from here.
    manifest: String,
}

/// What a manifest says of the files beside it.
#[derive(Deserialize)]
struct Manifest {
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    path: String,
    bytes: u64,
}

/// Looks up what is behind a link now.
///
/// # Errors
/// Where the store fails, or a manifest is not readable.
pub(crate) async fn find(reports: &Store, link: &Link) -> Result<Offer, DownloadError> {
    let releases = layout::published(&link.organizer, &link.event);
    let lists = format!("{releases}{LISTS}");
    let mut offer = Offer::default();
    match &link.scope {
        Scope::Bundle => {
            if let Some(release) = newest(reports, &releases).await? {
                for &language in &link.languages {
                    offer.add(&release, "", &forms(language));
                }
                offer.add_archive(reports, &release).await?;
                let is_table = |path: &str| path.strip_prefix("tables/").and_then(|name| name.strip_suffix(".csv")).is_some();
                let tables = release.files.iter().filter(|file| is_table(&file.path));
                offer.add(&release, "", &tables.map(|file| (file.path.clone(), Kind::Table)).collect::<Vec<_>>());
            }
        }
        Scope::Contacts => {
            let wanted = [("marketing.csv", Kind::Marketing), ("attendees.csv", Kind::Attendees), ("withdrawn.csv", Kind::Withdrawn)];
            if let Some(newest) = newest(reports, &lists).await? {
                offer.add(&newest, LISTS, &wanted.map(|(path, kind)| (path.to_owned(), kind)));
            }
        }
        Scope::Partner(partner) => {
            if let Some(release) = newest(reports, &releases).await? {
                let wanted = [("html", Kind::Digest), ("csv", Kind::DigestTable)];
                offer.add(&release, "", &wanted.map(|(ending, kind)| (format!("partners/{partner}.{ending}"), kind)));
            }
            if let Some(newest) = newest(reports, &lists).await? {
                let wanted = [("partners", Kind::PartnerContacts), ("withdrawn", Kind::Withdrawn)];
                offer.add(&newest, LISTS, &wanted.map(|(folder, kind)| (format!("{folder}/{partner}.csv"), kind)));
            }
        }
    }
    Ok(offer)
}

impl Offer {
    /// Adds those of the wanted files that are there, by their paths. `called` goes before their names.
    fn add(&mut self, published: &Published, called: &str, wanted: &[(String, Kind)]) {
        for (path, kind) in wanted {
            if let Some(file) = published.files.iter().find(|file| file.path == *path) {
                let (name, key) = (format!("{called}{path}"), format!("{}{path}", published.folder));
                self.files.push(Offered { name, key, bytes: file.bytes, kind: *kind });
                self.published = self.published.max(published.at);
            }
        }
    }

    /// Adds the archive of a release.
    async fn add_archive(&mut self, reports: &Store, release: &Published) -> Result<(), DownloadError> {
        let key = format!("{}{ARCHIVE}", release.folder);
        if let Some(bytes) = if_there(reports.size(&key).await)? {
            self.files.push(Offered { name: ARCHIVE.to_owned(), key, bytes, kind: Kind::Archive });
        }
        Ok(())
    }
}

/// What the `latest.json` of a prefix points to.
async fn newest(reports: &Store, prefix: &str) -> Result<Option<Published>, DownloadError> {
    let Some(latest) = read::<Latest>(reports, &format!("{prefix}latest.json")).await? else { return Ok(None) };
    let manifest = format!("{prefix}{}", latest.manifest);
    let Some(Manifest { files }) = read(reports, &manifest).await? else { return Ok(None) };
    let written = if_there(reports.written(&manifest).await)?;
    let folder = manifest.rsplit_once('/').map_or("", |(folder, _)| folder);
    Ok(Some(Published { folder: format!("{folder}/"), files, at: written.and_then(|time| Timestamp::try_from(time).ok()) }))
}
