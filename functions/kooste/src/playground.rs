//! An event to try queries on: a real one, or the demo, which is made on the first time and kept in the user's cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use ::convert::Selection;
use query::QuerySet;
use record::{Id, layout};
use report::{Context, Rehearsal, Scratch};
use tempfile::TempDir;

use crate::arguments::RootArguments;
use crate::command::demo::{VISITORS, invent, secret};
use crate::command::{convert, report as reporting};
use crate::failure::Failure;
use crate::output::warn;
use crate::progress::ReportProgress;
use crate::roots::{EventRoots, Roots};

/// What folders of kept demos are called.
const PREFIX: &str = "demo-";

/// After so long without use a demo of another version is taken away.
const KEPT: Duration = Duration::from_hours(24);

/// An opened event with the queries that its tables are made by.
#[derive(Debug)]
pub(crate) struct Playground {
    roots: EventRoots,
    context: Context,
    _scratch: Scratch,
}

impl Playground {
    /// Opens an event.
    pub(crate) async fn of_event(arguments: RootArguments, event: &Id, queries: QuerySet) -> Result<Self, Failure> {
        Self::within(EventRoots::open(&Roots::new(arguments)?, event).await?, queries)
    }

    fn within(roots: EventRoots, queries: QuerySet) -> Result<Self, Failure> {
        let scratch = reporting::scratch()?;
        let context = reporting::context(&roots, queries.with_every_model(), scratch.path());
        Ok(Self { roots, context, _scratch: scratch })
    }

    /// Opens the demo event.
    pub(crate) async fn of_demo(queries: QuerySet) -> Result<Self, Failure> {
        let (root, event) = Box::pin(demo()).await?;
        Self::within(local(&root, &event).await?, queries)
    }

    /// The event with its tables counted.
    pub(crate) async fn rehearsal(&self) -> Result<Rehearsal<'_>, Failure> {
        let progress = ReportProgress::new();
        let rehearsal = Rehearsal::open(&self.roots.event, &self.context, &|step| progress.enter(step)).await;
        progress.finish();
        Ok(rehearsal?)
    }

    /// The event's name.
    pub(crate) fn event(&self) -> &Id {
        &self.roots.event.definition.id
    }
}

/// The roots of a demo in a folder, under the demo's own secret, whatever the environment's is.
async fn local(root: &Path, event: &Id) -> Result<EventRoots, Failure> {
    let arguments = RootArguments { root: Some(root.to_owned()), raw: None, lake: None, reports: None, queries: None };
    let Roots { raw, lake, reports, .. } = Roots::new(arguments)?;
    let (raw, lake, reports) = (Roots::open(&raw).await?, Roots::open(&lake).await?, Roots::open(&reports).await?);
    EventRoots::within(raw, lake, reports, &secret(), event).await
}

/// The root folder of the demo, converted, and its event. It is made aside and moved into place, so that it is there whole or not at all.
async fn demo() -> Result<(PathBuf, Id), Failure> {
    let cache = cache()?;
    let root = cache.join(format!("{PREFIX}{}", edition()?));
    if !root.is_dir() {
        let failed = |source| Failure::io(&format!("the demo could not be kept in {}", cache.display()), source);
        fs::create_dir_all(&cache).map_err(failed)?;
        remove_others(&cache, &root);
        warn(&format!("making the demo event of {VISITORS} people once, in {}", root.display()));
        let aside = TempDir::with_prefix_in("making-", &cache).map_err(failed)?;
        let event = invent(aside.path(), VISITORS)?;
        let roots = local(aside.path(), &event).await?;
        if convert::convert_quietly(&roots, &Selection::All).await?.is_unfinished() {
            return Err(Failure::Failed(format!(
                "the demo could not be converted in {}: see that there is room, and run again",
                cache.display()
            )));
        }
        match fs::rename(aside.path(), &root) {
            // Another process was faster; its demo is the same.
            Err(_) if root.is_dir() => {}
            moved => moved.map_err(failed)?,
        }
    }
    let event = only_event(&root)?;
    Ok((root, event))
}

fn only_event(root: &Path) -> Result<Id, Failure> {
    let broken = || Failure::Failed(format!("the demo in {} is not whole: remove that folder, and run again", root.display()));
    let entries = fs::read_dir(root.join("raw/events")).map_err(|_| broken())?;
    let mut names = entries.flatten().filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()));
    names.find_map(|name| Id::parse(&name).ok()).ok_or_else(broken)
}

/// What a demo depends on: this very program, and its size.
fn edition() -> Result<String, Failure> {
    let failed = |source| Failure::io("the program cannot look at itself", source);
    let program = fs::metadata(std::env::current_exe().map_err(failed)?).map_err(failed)?;
    let changed = program.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let parts = [env!("CARGO_PKG_VERSION").to_owned(), program.len().to_string(), changed.as_nanos().to_string()];
    let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
    Ok(format!("{VISITORS}-{}", &layout::digest(&parts)[..16]))
}

/// Where this user's programs keep what can be made again.
fn cache() -> Result<PathBuf, Failure> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")));
    let caches =
        caches.ok_or_else(|| Failure::Usage("the demo is kept between runs: set HOME or XDG_CACHE_HOME, or name an --event".to_owned()))?;
    Ok(caches.join("kooste"))
}

/// Takes away demos of other versions that nobody has used for a day.
fn remove_others(cache: &Path, own: &Path) {
    let Ok(entries) = fs::read_dir(cache) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_demo = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(PREFIX));
        let used = fs::metadata(&path).and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
        if is_demo && path != own && used.is_some_and(|age| age > KEPT) {
            // What cannot be removed now will be by a later run.
            let _ = fs::remove_dir_all(path);
        }
    }
}
