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
    let mut text = format!("{event}: erased {persons} persons, known by {keys} keys");
    for (part, removed) in [("records", records), ("people", people)] {
        let _ = write!(text, "\n{part}: {} rows removed from {} of {} objects", removed.rows, removed.objects, removed.searched);
    }
    let _ = match raw.len() {
        0 => write!(text, "\nno converted raw log held anything of them"),
        count => write!(
            text,
            "\n{count} raw logs still hold their records until they expire; conversion keeps them out from now on: {}",
            raw.join(", ")
        ),
    };
    text
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
