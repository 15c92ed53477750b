//! Lists of contacts: named persons who may be told to somebody, beside the release and never in it.
//!
//! | module | step |
//! |---|---|
//! | `facts` | what the lake knows of persons, read directly |
//! | `rule` | who may be a contact of whom |
//! | `lists` | the lists as files |
//! | `publish` | files, then `contacts.json`, then the pointer; what they replace goes |
//!
//! They lie in the reports root under `<organizer>/<event>/contacts/`, a prefix that no release has, and so can have rights of its own. They
//! are made anew whenever a report is asked for, before it and whatever becomes of it: a withdrawal must not wait for numbers.

mod facts;
mod lake;
mod lists;
mod publish;
mod rule;

use inventory::Inputs;
use record::EventDefinition;

use crate::{Context, ReportError};

use lists::Listed;

/// The newest lists of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// Where they lie in the reports root.
    pub folder: String,
    /// Whether they were made now; otherwise nothing changed.
    pub made: bool,
    /// Each file with the number of persons in it.
    pub files: Vec<(String, usize)>,
}

/// Makes the lists of what lies in the lake, and tells how many persons ask to be erased and are not yet; no lists where nobody is on any,
/// and never was.
pub(crate) async fn make(event: &EventDefinition, inputs: &Inputs, context: &Context) -> Result<(Option<Contacts>, usize), ReportError> {
    let facts = facts::read(event, inputs, context).await?;
    let asking = facts.asking();
    let newest = publish::newest(event, context).await?;
    let lists = lists::make(event, &facts, newest.as_ref().map_or(&Listed::default(), |(_, listed)| listed))?;
    if lists.lists.is_empty() && newest.is_none() {
        return Ok((None, asking));
    }
    Ok((Some(publish::publish(event, lists, newest.as_ref(), context).await?), asking))
}
