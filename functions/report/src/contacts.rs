//! Lists of contacts: named persons who may be told to somebody, beside the release and never in it.
//!
//! | module | step |
//! |---|---|
//! | `facts` | what the lake knows of persons, read directly |
//! | `rule` | who may be a contact of whom |
//! | `lists` | the lists as files |
//! | `publish` | a place in their order, files, `contacts.json`, the pointer; what they replace goes |
//!
//! They lie in the reports root under `<organizer>/<event>/contacts/`, a prefix that no release has, and so can have rights of its own. They
//! are made anew whenever a report is asked for, before it and whatever becomes of it: a withdrawal must not wait for numbers.

mod facts;
mod lake;
mod lists;
mod publish;
mod rule;

use inventory::{Event, Inputs};

use crate::{ATTEMPTS, Context, ReportError};

use lists::Listed;
use publish::Published;

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

/// Makes the lists of what lies in the lake, and tells how many persons ask to be erased and are not yet, and what lay there; no lists where
/// nobody is on any, and never was.
pub(crate) async fn make(event: &Event, context: &Context) -> Result<(Option<Contacts>, usize, Inputs), ReportError> {
    let definition = &event.definition;
    for _ in 0..ATTEMPTS {
        // The place first, then what the lake knows: whoever gets the place meanwhile may know more.
        let newest = publish::newest(definition, context).await?;
        let inputs = context.inputs(event).await?;
        let facts = facts::read(definition, &inputs, context).await?;
        let asking = facts.asking;
        let lists = lists::make(definition, &facts, newest.listed().unwrap_or(&Listed::default()))?;
        if lists.lists.is_empty() && !newest.is_any() {
            return Ok((None, asking, inputs));
        }
        if let Published::Newest(contacts) = publish::publish(definition, lists, &newest, context).await? {
            return Ok((Some(contacts), asking, inputs));
        }
    }
    Err(ReportError::Overtaken { event: definition.id.to_string() })
}
