//! The query files as texts: those embedded in the binary, and those that somebody gives beside it. What they mean is for `query` to say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use record::layout::hexadecimal;
use sha2::{Digest, Sha256};
use store::{Settings, Store};

use crate::InventoryError;

/// Every `.sql` file under `queries/` at compile time: path below it, text.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_queries.rs"));

/// Where the models are, below `queries/`.
pub const MODELS: &str = "models/";

/// Where the reports are, below `queries/`.
const REPORTS: &str = "reports/";

/// Where a query file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The binary was built with it.
    BuiltIn,
    /// It was given beside the binary: in a folder or in the store.
    Deployed,
}

/// A query file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The file as it is.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Query files by their paths below `queries/`.
pub type Texts = BTreeMap<String, Text>;

/// The files that the binary was built with.
#[must_use]
pub fn embedded() -> Texts {
    texts(EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())), Origin::BuiltIn)
}

/// The files of a place if one is named, else the embedded ones. A place is a folder or the URL of one, laid out as `queries/` is.
///
/// A folder that has models is a set of its own. One without is added to the embedded files, each file in the place of the report that
/// has its name; so is a folder in the store, of which nothing but the reports is read: models are trusted, and come with the binary.
///
/// # Errors
/// [`InventoryError::Queries`] where the folder cannot be read; [`InventoryError::Store`] where the store cannot, or lies where it may not.
pub async fn find(place: Option<&str>, settings: &Settings) -> Result<Texts, InventoryError> {
    match place {
        None => Ok(embedded()),
        Some(url) if is_url(url) => of_store(&Store::open(url, settings).await?).await,
        Some(folder) => of_folder(Path::new(folder)),
    }
}

/// Whether a place is a URL, and no path.
#[must_use]
pub fn is_url(place: &str) -> bool {
    place.contains("://")
}

/// The files of a local folder, see [`find`].
///
/// # Errors
/// [`InventoryError::Queries`] where it cannot be read.
pub fn of_folder(folder: &Path) -> Result<Texts, InventoryError> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files)?;
    let is_whole = files.keys().any(|path| path.starts_with(MODELS));
    Ok(if is_whole { texts(files, Origin::Deployed) } else { with_added(files) })
}

async fn of_store(folder: &Store) -> Result<Texts, InventoryError> {
    let mut files = BTreeMap::new();
    for entry in folder.list(REPORTS).await? {
        if entry.key.strip_suffix(".sql").is_some() {
            let bytes = folder.read(&entry.key).await?;
            files.insert(entry.key, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(with_added(files))
}

/// The embedded files with others, each in the place of the report that has its name.
fn with_added(files: BTreeMap<String, String>) -> Texts {
    let mut all = embedded();
    all.retain(|path, _| path.starts_with(MODELS) || !files.keys().any(|added| table(added) == table(path)));
    all.extend(texts(files, Origin::Deployed));
    all
}

fn texts(files: impl IntoIterator<Item = (String, String)>, origin: Origin) -> Texts {
    files.into_iter().map(|(path, text)| (path, Text { text, origin })).collect()
}

/// The table that a file makes: the file's stem.
#[must_use]
pub fn table(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".sql").unwrap_or(file)
}

/// Each file's path and the SHA-256 of its text, in hexadecimal: what a release's name follows from.
pub fn digests<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    files.into_iter().map(|(path, text)| (path.to_owned(), hexadecimal(&Sha256::digest(text.as_bytes())))).collect()
}

/// [`digests`] of files that have been found.
#[must_use]
pub fn digests_of(files: &Texts) -> Vec<(String, String)> {
    digests(files.iter().map(|(path, file)| (path.as_str(), file.text.as_str())))
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), InventoryError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| InventoryError::Queries { path, source }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            files.insert(name, fs::read_to_string(&path).map_err(unreadable(&path))?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for path in paths {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, "select 1").expect("a file");
        }
        folder
    }

    fn deployed(texts: &Texts) -> Vec<&str> {
        texts.iter().filter(|(_, file)| file.origin == Origin::Deployed).map(|(path, _)| path.as_str()).collect()
    }

    #[test]
    fn a_folder_without_models_is_added_and_takes_the_place_of_what_has_its_names() {
        let folder = folder(&["reports/mine/attendance.sql", "reports/a/new.sql", "reports/a/readme.md"]);
        let texts = of_folder(folder.path()).expect("texts");
        assert_eq!(deployed(&texts), ["reports/a/new.sql", "reports/mine/attendance.sql"]);
        assert!(!texts.contains_key("reports/audience/attendance.sql"));
        assert_eq!(texts.len(), embedded().len() + 1);
        assert!(matches!(of_folder(&folder.path().join("absent")), Err(InventoryError::Queries { .. })));
    }

    #[test]
    fn a_folder_with_models_is_a_set_of_its_own() {
        let folder = folder(&["reports/a/new.sql", "models/persons.sql"]);
        let texts = of_folder(folder.path()).expect("texts");
        assert_eq!(texts.keys().collect::<Vec<_>>(), ["models/persons.sql", "reports/a/new.sql"]);
    }

    #[tokio::test]
    async fn of_the_store_nothing_but_reports_is_read() {
        let folder = folder(&["reports/a/new.sql", "models/persons.sql", "drafts/x.sql"]);
        let url = format!("file://{}", folder.path().display());
        let texts = find(Some(&url), &Settings::default()).await.expect("texts");
        assert_eq!(deployed(&texts), ["reports/a/new.sql"]);
        assert_eq!(texts.len(), embedded().len() + 1);
    }
}
