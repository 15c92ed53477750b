//! All query files of a run: those embedded in the binary, or those of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use inventory::InventoryError;
use inventory::queries::{self, MODELS, Texts};

use crate::query_file::is_name;
use crate::{QueryError, QueryFile};

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

impl QuerySet {
    /// The files that the binary was built with.
    ///
    /// # Errors
    /// As [`QueryFile::parse`].
    pub fn embedded() -> Result<Self, QueryError> {
        Self::from_files(queries::embedded())
    }

    /// The files of a folder if one is named, see [`queries::of_folder`], else the embedded ones.
    ///
    /// # Errors
    /// [`QueryError::Inventory`] where it cannot be read, else as [`QueryFile::parse`].
    pub fn find(folder: Option<&Path>) -> Result<Self, QueryError> {
        Self::from_files(queries::find(folder)?)
    }

    /// The same models with these files in place of the reports, wherever they lie: the last folder of a path is taken for the chapter.
    ///
    /// # Errors
    /// [`QueryError::Inventory`] where one cannot be read, else as [`QueryFile::parse`].
    pub fn with_reports(mut self, files: &[PathBuf]) -> Result<Self, QueryError> {
        self.reports.clear();
        for path in files {
            let text = fs::read_to_string(path).map_err(|source| InventoryError::Queries { path: path.clone(), source })?;
            self.add(QueryFile::parse(&path.to_string_lossy().replace('\\', "/"), &text)?)?;
        }
        Ok(self)
    }

    /// The same set with one more report, in place of the one of the same name if there is one; and the name of its table.
    ///
    /// # Errors
    /// [`QueryError::Inventory`] where it cannot be read, else as [`QueryFile::parse`].
    pub fn with_report(mut self, path: &Path) -> Result<(Self, String), QueryError> {
        let text = fs::read_to_string(path).map_err(|source| InventoryError::Queries { path: path.to_owned(), source })?;
        let file = QueryFile::parse(&path.to_string_lossy().replace('\\', "/"), &text)?;
        let name = file.name.clone();
        self.reports.retain(|other| other.name != name);
        self.add(file)?;
        Ok((self, name))
    }

    fn from_files(files: Texts) -> Result<Self, QueryError> {
        let mut set = Self::default();
        for (path, text) in files {
            if let Some(name) = path.strip_prefix(MODELS).and_then(|file| file.strip_suffix(".sql")) {
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

    /// The path and text of every file, models first, by path: what a checksum of the queries is taken of.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let models = self.models.iter().map(|model| (model.path.as_str(), model.text.as_str()));
        models.chain(self.reports.iter().map(|report| (report.path.as_str(), report.text.as_str())))
    }
}

/// Whether a path is `reports/<chapter>/<name>.sql`.
fn is_report(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), ["reports", chapter, _] if is_name(chapter))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "-- title.en = \"T\"\n-- grain = \"g\"\n-- [columns.n]\n-- label.en = \"N\"\nselect 1 as n\n";

    fn files(paths: &[&str]) -> Result<QuerySet, QueryError> {
        QuerySet::from_files(paths.iter().map(|path| ((*path).to_owned(), REPORT.to_owned())).collect())
    }

    #[test]
    fn a_name_is_taken_once_and_a_file_has_its_place() {
        assert!(matches!(files(&["reports/a/t.sql", "reports/b/t.sql"]), Err(QueryError::NameTaken { .. })));
        for path in ["drafts/t.sql", "reports/t.sql", "reports/a b/t.sql", "reports/a/b/t.sql"] {
            assert!(matches!(files(&[path]), Err(QueryError::Misplaced { .. })), "{path}");
        }
    }
}
