//! All query files of a run: those embedded in the binary, and those that somebody gives beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use inventory::InventoryError;
use inventory::queries::{self, MODELS, Origin, Text, Texts, table};

use crate::finding::{Finding, Refusal};
use crate::query_file::is_name;
use crate::{QueryError, QueryFile, mistakes};

/// The query files of a run. One that cannot be read takes nothing away but its own table.
#[derive(Clone, Debug, Default)]
pub struct QuerySet {
    models: Vec<ModelFile>,
    reports: Vec<QueryFile>,
    broken: Vec<BrokenFile>,
    every_model: bool,
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

/// A report's file that is none: its head, its SQL or its place is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenFile {
    /// The table that it would make: the file's stem.
    pub name: String,
    /// Its path below `queries/`.
    pub path: String,
    /// The file as it is.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What is wrong with it.
    pub refusal: Refusal,
}

impl QuerySet {
    /// The files that the binary was built with.
    #[must_use]
    pub fn embedded() -> Self {
        Self::from_texts(queries::embedded())
    }

    /// Files as [`queries::find`] finds them.
    #[must_use]
    pub fn from_texts(files: Texts) -> Self {
        let mut set = Self::default();
        for (path, Text { text, origin }) in files {
            if let Some(name) = path.strip_prefix(MODELS).and_then(|file| file.strip_suffix(".sql")) {
                set.models.push(ModelFile { name: name.to_owned(), path: path.clone(), text });
            } else if is_report(&path) {
                set.add(path, text, origin);
            } else {
                let finding = Finding::new(&path, &mistakes::MISPLACED, "", None);
                set.broken.push(broken(path, text, origin, finding.into()));
            }
        }
        set
    }

    /// The same models with these files in place of the reports, wherever they lie: the last folder of a path is taken for the chapter.
    ///
    /// # Errors
    /// [`QueryError::Inventory`] where one cannot be read.
    pub fn with_reports(mut self, paths: &[PathBuf]) -> Result<Self, QueryError> {
        self.reports.clear();
        self.broken.clear();
        for path in paths {
            let text = fs::read_to_string(path).map_err(|source| InventoryError::Queries { path: path.clone(), source })?;
            self.add(display(path), text, Origin::Deployed);
        }
        Ok(self)
    }

    /// The same without the report that has the name of this file.
    #[must_use]
    pub fn without(mut self, path: &Path) -> Self {
        self.forget(table(&display(path)));
        self
    }

    /// The same for an engine that is asked what no report of the set asks: every model is run, and not only those that the reports read.
    #[must_use]
    pub fn with_every_model(mut self) -> Self {
        self.every_model = true;
        self
    }

    /// Whether every model is to be run.
    pub(crate) const fn wants_every_model(&self) -> bool {
        self.every_model
    }

    fn forget(&mut self, name: &str) {
        self.reports.retain(|other| other.name != name);
        self.broken.retain(|other| other.name != name);
    }

    fn add(&mut self, path: String, text: String, origin: Origin) {
        let taken = self.reports.iter().find(|other| other.name == table(&path)).map(|other| other.path.clone());
        let read = match taken {
            Some(other) => Err(Finding::new(&path, &mistakes::TWICE, &other, None).into()),
            None => QueryFile::parse(&path, &text),
        };
        match read {
            Ok(file) => self.reports.push(file.with_origin(origin)),
            Err(refusal) => self.broken.push(broken(path, text, origin, refusal)),
        }
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

    /// The files that cannot be read as reports.
    #[must_use]
    pub fn broken(&self) -> &[BrokenFile] {
        &self.broken
    }

    /// The path and text of every file, by path: what a checksum of the queries is taken of.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let models = self.models.iter().map(|file| (file.path.as_str(), file.text.as_str()));
        let reports = self.reports.iter().map(|file| (file.path.as_str(), file.text.as_str()));
        let broken = self.broken.iter().map(|file| (file.path.as_str(), file.text.as_str()));
        models.chain(reports).chain(broken).collect::<BTreeMap<_, _>>().into_iter()
    }

    /// Whether a report was given beside the binary, and did not come with it.
    #[must_use]
    pub fn is_deployed(&self, path: &str) -> bool {
        let of_reports = self.reports.iter().any(|file| file.path == path && file.origin == Origin::Deployed);
        of_reports || self.broken.iter().any(|file| file.path == path && file.origin == Origin::Deployed)
    }
}

fn broken(path: String, text: String, origin: Origin, refusal: Refusal) -> BrokenFile {
    BrokenFile { name: table(&path).to_owned(), path, text, origin, refusal }
}

fn display(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
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

    #[test]
    fn a_broken_file_takes_away_its_own_table_and_no_other() {
        let mut files = queries::embedded();
        files.remove("reports/sessions/rooms.sql");
        for (path, text) in [("a/t", REPORT), ("b/t", REPORT), ("audience/rooms", "select"), ("y", REPORT)] {
            files.insert(format!("reports/{path}.sql"), Text { text: text.to_owned(), origin: Origin::Deployed });
        }
        files.insert("drafts/x.sql".to_owned(), Text { text: REPORT.to_owned(), origin: Origin::Deployed });
        let set = QuerySet::from_texts(files.clone());
        let broken: Vec<(&str, &str)> = set.broken().iter().map(|file| (file.name.as_str(), file.refusal.code())).collect();
        assert_eq!(broken, [("x", "P097"), ("rooms", "P090"), ("t", "P098"), ("y", "P097")]);
        assert_eq!(set.reports().len(), QuerySet::embedded().reports().len());
        assert!(set.files().map(|(path, _)| path).eq(files.keys().map(String::as_str)), "broken files are part of a release's name");
        assert!(set.is_deployed("reports/a/t.sql") && !set.is_deployed("reports/sessions/sessions.sql"));
    }
}
