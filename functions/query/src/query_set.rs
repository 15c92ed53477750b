//! All query files of a run: those embedded in the binary, or those of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::query_file::is_name;
use crate::{QueryError, QueryFile};

/// Every `.sql` file under `queries/` at compile time: path below it, text.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_queries.rs"));

/// The query files of a run.
#[derive(Clone, Debug, Default)]
pub struct QuerySet {
    models: Vec<ModelFile>,
    reports: Vec<QueryFile>,
}

/// A model: SQL that makes a person-level table. Trusted, run before all reports, never published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFile {
    /// The table it makes: the file's stem.
    pub name: String,
    /// Its path below `queries/`.
    pub path: String,
    /// The file as it is.
    pub text: String,
}

/// A file of the set as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path below `queries/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl QuerySet {
    /// The files that the binary was built with.
    ///
    /// # Errors
    /// As [`QueryFile::parse`].
    pub fn embedded() -> Result<Self, QueryError> {
        Self::from_files(EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }

    /// The files of a folder laid out as `queries/` is. Where it has no models, the embedded ones are used.
    ///
    /// # Errors
    /// [`QueryError::Folder`] where it cannot be read, else as [`QueryFile::parse`].
    pub fn from_dir(folder: &Path) -> Result<Self, QueryError> {
        let mut files = BTreeMap::new();
        collect(folder, "", &mut files)?;
        let mut set = Self::from_files(files)?;
        if set.models.is_empty() {
            set.models = Self::embedded()?.models;
        }
        Ok(set)
    }

    /// The same models with these files in place of the reports, wherever they lie: the last folder of a path is taken for the chapter.
    ///
    /// # Errors
    /// [`QueryError::Folder`] where one cannot be read, else as [`QueryFile::parse`].
    pub fn with_reports(mut self, files: &[PathBuf]) -> Result<Self, QueryError> {
        self.reports.clear();
        for path in files {
            let text = fs::read_to_string(path).map_err(|source| QueryError::Folder { path: path.clone(), source })?;
            self.add(QueryFile::parse(&path.to_string_lossy().replace('\\', "/"), &text)?)?;
        }
        Ok(self)
    }

    /// The same set with one more report, in place of the one of the same name if there is one; and the name of its table.
    ///
    /// # Errors
    /// [`QueryError::Folder`] where it cannot be read, else as [`QueryFile::parse`].
    pub fn with_report(mut self, path: &Path) -> Result<(Self, String), QueryError> {
        let text = fs::read_to_string(path).map_err(|source| QueryError::Folder { path: path.to_owned(), source })?;
        let file = QueryFile::parse(&path.to_string_lossy().replace('\\', "/"), &text)?;
        let name = file.name.clone();
        self.reports.retain(|other| other.name != name);
        self.add(file)?;
        Ok((self, name))
    }

    fn from_files(files: BTreeMap<String, String>) -> Result<Self, QueryError> {
        let mut set = Self::default();
        for (path, text) in files {
            if let Some(name) = path.strip_prefix("models/").and_then(|file| file.strip_suffix(".sql")) {
                set.models.push(ModelFile { name: name.to_owned(), path: path.clone(), text });
            } else if is_report(&path) {
                set.add(QueryFile::parse(&path, &text)?)?;
            } else {
                return Err(QueryError::Misplaced { file: path });
            }
        }
        Ok(set)
    }

    fn add(&mut self, file: QueryFile) -> Result<(), QueryError> {
        let taken = self.reports.iter().find(|other| other.name == file.name);
        if let Some(other) = taken {
            return Err(QueryError::NameTaken { file: file.path, other: other.path.clone() });
        }
        self.reports.push(file);
        Ok(())
    }

    /// The models, by name. In which order they are run is for the runner to say.
    #[must_use]
    pub fn models(&self) -> &[ModelFile] {
        &self.models
    }

    /// The reports, by path: chapter by chapter, name by name.
    pub fn reports(&self) -> std::slice::Iter<'_, QueryFile> {
        self.reports.iter()
    }

    /// Every file, models first, by path: what a checksum of the queries is taken of.
    pub fn files(&self) -> impl Iterator<Item = SourceFile> {
        let models = self.models.iter().map(|model| (&model.path, &model.text));
        let reports = self.reports.iter().map(|report| (&report.path, &report.text));
        models.chain(reports).map(|(path, text)| SourceFile { path: path.clone(), text: text.clone() })
    }
}

/// Whether a path is `reports/<chapter>/<name>.sql`.
fn is_report(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), ["reports", chapter, _] if is_name(chapter))
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), QueryError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| QueryError::Folder { path, source }
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

    const REPORT: &str = "-- title.en = \"T\"\n-- grain = \"g\"\n-- [columns.n]\n-- label.en = \"N\"\nselect 1 as n\n";

    fn files(paths: &[&str]) -> Result<QuerySet, QueryError> {
        QuerySet::from_files(paths.iter().map(|path| ((*path).to_owned(), REPORT.to_owned())).collect())
    }

    #[test]
    fn a_folder_is_read_in_the_order_of_paths() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in ["reports/b/one.sql", "reports/a/two.sql", "models/persons.sql"] {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
            fs::write(file, REPORT).expect("a file");
        }
        fs::write(folder.path().join("reports/a/readme.md"), "not a query").expect("a file");
        let set = QuerySet::from_dir(folder.path()).expect("a set");
        let paths: Vec<String> = set.files().map(|file| file.path).collect();
        assert_eq!(paths, ["models/persons.sql", "reports/a/two.sql", "reports/b/one.sql"]);
        assert!(matches!(QuerySet::from_dir(&folder.path().join("absent")), Err(QueryError::Folder { .. })));
    }

    #[test]
    fn a_name_is_taken_once_and_a_file_has_its_place() {
        assert!(matches!(files(&["reports/a/t.sql", "reports/b/t.sql"]), Err(QueryError::NameTaken { .. })));
        for path in ["drafts/t.sql", "reports/t.sql", "reports/a b/t.sql", "reports/a/b/t.sql"] {
            assert!(matches!(files(&[path]), Err(QueryError::Misplaced { .. })), "{path}");
        }
    }
}
