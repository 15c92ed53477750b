//! The query files as texts: those embedded in the binary, or those of a folder. What they mean is for `query` to say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use record::layout::hexadecimal;
use sha2::{Digest, Sha256};

use crate::InventoryError;

/// Every `.sql` file under `queries/` at compile time: path below it, text.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_queries.rs"));

/// Where the models are, below `queries/`.
pub const MODELS: &str = "models/";

/// Query files: path below `queries/` and text, by path.
pub type Texts = BTreeMap<String, String>;

/// The files that the binary was built with.
#[must_use]
pub fn embedded() -> Texts {
    EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The files of a folder laid out as `queries/` is. Where it has no models, the embedded ones are used.
///
/// # Errors
/// [`InventoryError::Queries`] where it cannot be read.
pub fn of_folder(folder: &Path) -> Result<Texts, InventoryError> {
    let mut files = Texts::new();
    collect(folder, "", &mut files)?;
    if !files.keys().any(|path| path.starts_with(MODELS)) {
        files.extend(embedded().into_iter().filter(|(path, _)| path.starts_with(MODELS)));
    }
    Ok(files)
}

/// The files of a folder if one is named, else the embedded ones.
///
/// # Errors
/// As [`of_folder`].
pub fn find(folder: Option<&Path>) -> Result<Texts, InventoryError> {
    folder.map_or_else(|| Ok(embedded()), of_folder)
}

/// Each file's path and the SHA-256 of its text, in hexadecimal: what a release's name follows from.
pub fn digests<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    files.into_iter().map(|(path, text)| (path.to_owned(), hexadecimal(&Sha256::digest(text.as_bytes())))).collect()
}

fn collect(folder: &Path, prefix: &str, files: &mut Texts) -> Result<(), InventoryError> {
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

    #[test]
    fn a_folder_is_read_and_borrows_the_models_it_lacks() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in ["reports/b/one.sql", "reports/a/two.sql"] {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, "select 1").expect("a file");
        }
        fs::write(folder.path().join("reports/a/readme.md"), "not a query").expect("a file");
        let texts = of_folder(folder.path()).expect("texts");
        let reports: Vec<&String> = texts.keys().filter(|path| !path.starts_with(MODELS)).collect();
        assert_eq!(reports, ["reports/a/two.sql", "reports/b/one.sql"]);
        assert!(texts.contains_key("models/persons.sql"));
        assert!(matches!(of_folder(&folder.path().join("absent")), Err(InventoryError::Queries { .. })));
    }
}
