//! Which query files a command works with.

use std::fs;
use std::path::{Path, PathBuf};

use inventory::queries;
use query::QuerySet;
use store::Settings;

use crate::failure::Failure;

/// The folder of a repository that holds its query files.
const FOLDER: &str = "queries";

/// The query files of a run: the built-in ones, with those of a folder or of the store where one is named.
pub(crate) async fn of_run(place: Option<&str>) -> Result<QuerySet, Failure> {
    Ok(QuerySet::from_texts(queries::find(place, &Settings::from_env()).await?))
}

/// Where somebody writes queries: the folder that is named, else `queries/` of the repository that the working directory is in.
pub(crate) fn of_author(place: Option<&str>) -> Result<Option<PathBuf>, Failure> {
    match place {
        Some(place) if queries::is_url(place) => {
            Err(Failure::Usage("queries are written in a local folder: give --queries DIR, and deploy them from there".to_owned()))
        }
        Some(place) => Ok(Some(PathBuf::from(place))),
        None => Ok(repository()),
    }
}

/// The query files of a run with those that somebody is writing.
pub(crate) fn with_author(folder: Option<&Path>) -> Result<QuerySet, Failure> {
    Ok(folder.map(queries::of_folder).transpose()?.map_or_else(QuerySet::embedded, QuerySet::from_texts))
}

/// Every report file below a folder, in order.
pub(crate) fn reports(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    collect(&folder.join("reports"), &mut files)?;
    files.sort();
    Ok(files)
}

/// `queries/` of the nearest folder above that has one with reports in it; relative, so that messages stay short.
fn repository() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut path = PathBuf::new();
    for above in here.ancestors() {
        if above.join(FOLDER).join("reports").is_dir() {
            return Some(path.join(FOLDER));
        }
        path.push("..");
    }
    None
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |source| Failure::io(&format!("{} could not be read", folder.display()), source);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            files.push(path);
        }
    }
    Ok(())
}
