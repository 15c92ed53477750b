//! `kooste erase`: a person out of the lake and the lists of contacts, and kept out.

use std::fmt::Write as _;

use ::convert::{Erased, Who};
use record::Id;
use serde_json::json;

use super::{convert, report};
use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::Answer;
use crate::queries;
use crate::roots::{EventRoots, Roots};

pub(crate) async fn run(arguments: RootArguments, event: &Id, who: &Who) -> Result<Answer, Failure> {
    let queries = queries::of_run(arguments.queries.as_deref()).await?;
    let roots = EventRoots::open(&Roots::new(arguments)?, event).await?;
    let erased = ::convert::erase(&roots.event.definition, &convert::context(&roots, None), who).await?;
    let scratch = report::scratch()?;
    let context = report::context(&roots, queries, scratch.path());
    let contacts = match erased.records.searched {
        0 => None,
        _ => ::report::contacts(&roots.event, &context).await?,
    };
    let mut text = text(event, &erased);
    let _ = match &contacts {
        Some(contacts) => write!(text, "\nlists of contacts are without them: {}", roots.reports.display(&contacts.folder)),
        None => write!(text, "\nthere are no lists of contacts"),
    };
    let _ = write!(
        text,
        "\nwhat is published holds numbers of groups only and stays; the next report is computed without them: kooste report --event {event}"
    );
    Ok(Answer::done(text, as_json(event, &erased)))
}

fn text(event: &Id, erased: &Erased) -> String {
    let Erased { persons, keys, records, people, raw } = erased;
    let is_found = records.rows + people.rows > 0;
    let mut text = match persons {
        0 => format!("{event}: nobody asks to be erased"),
        _ if !is_found => format!("{event}: no record of the person was found; conversion keeps them out from now on"),
        _ => format!("{event}: erased {}, known by {}", counted(*persons, "person"), counted(*keys, "key")),
    };
    for (part, removed) in [("records", records), ("people", people)] {
        let (rows, searched) = (counted(removed.rows, "row"), counted(removed.searched, "object"));
        let _ = write!(text, "\n{part}: {rows} removed from {} of {searched}", removed.objects);
    }
    if is_found {
        let hold = match raw.len() {
            0 => "no raw log that held their records is there any more".to_owned(),
            1 => format!("1 raw log still holds their records until it expires: {}", raw[0]),
            count => format!("{count} raw logs still hold their records until they expire: {}", raw.join(", ")),
        };
        let _ = write!(text, "\n{hold}\nconversion keeps them out from now on");
    }
    text
}

/// A number of things, in words.
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn as_json(event: &Id, erased: &Erased) -> serde_json::Value {
    let removed = |removed: &::convert::Removed| json!({ "rows": removed.rows, "objects": removed.objects, "searched": removed.searched });
    json!({
        "event": event.as_str(),
        "persons": erased.persons,
        "keys": erased.keys,
        "records": removed(&erased.records),
        "people": removed(&erased.people),
        "raw": erased.raw,
    })
}
