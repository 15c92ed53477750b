//! `kooste import`: another platform's log to an event definition and a raw log of the contract.

use std::path::PathBuf;

use ::convert::import::bigbluebutton;
use record::{Id, layout};
use serde_json::json;
use store::Created;

use crate::arguments::{Platform, RootArguments};
use crate::failure::Failure;
use crate::output::Answer;
use crate::roots::Roots;

pub(crate) async fn run(
    arguments: RootArguments,
    platform: Platform,
    paths: &[PathBuf],
    event: &Id,
    organizer: Option<&Id>,
    timezone: Option<&str>,
) -> Result<Answer, Failure> {
    let mut files = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).map_err(|source| Failure::io(&format!("{} could not be read", path.display()), source))?;
        files.push((path.display().to_string(), bytes));
    }
    let imported = match platform {
        Platform::Bigbluebutton => bigbluebutton::import(&files, event, organizer.unwrap_or(event), timezone.unwrap_or("UTC")),
    };
    let imported = imported.map_err(|error| Failure::Failed(store::with_causes(&error)))?;

    let raw = Roots::open(&Roots::new(arguments)?.raw).await?;
    let key = layout::definition(event);
    let definition = imported.definition.into_bytes();
    if raw.create(&key, definition.clone().into()).await? == Created::Existed && raw.read(&key).await? != definition {
        return Err(Failure::Failed(format!(
            "{key} is there already and says something else: choose another event id, or remove it first"
        )));
    }
    let log = format!("{}bigbluebutton.ndjson", layout::raw_logs(event));
    raw.write(&log, imported.records.into()).await?;
    let mut lines = vec![format!("{event}: {} records written to {}", imported.count, raw.display(&log))];
    lines.extend(imported.notes.iter().map(|note| format!("note: {note}")));
    lines.push(format!("look at {}, then: kooste run --event {event}", raw.display(&key)));
    let json = json!({ "event": event.as_str(), "records": imported.count, "definition": key, "log": log, "notes": imported.notes });
    Ok(Answer::done(lines.join("\n"), json))
}
