//! `kooste run`: convert what is new, then report, unless a log would be missing that the next run may convert.

use ::convert::Selection;
use record::Id;
use serde_json::json;

use super::{convert, report};
use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::{Answer, warn};
use crate::queries;
use crate::roots::{EventRoots, Roots};

pub(crate) async fn run(arguments: RootArguments, event: &Id) -> Result<Answer, Failure> {
    let queries = queries::of_run(arguments.queries.as_deref()).await?;
    let roots = EventRoots::open(&Roots::new(arguments)?, event).await?;
    let summary = convert::convert(&roots, &Selection::All).await?;
    if summary.is_unfinished() {
        warn("error: the raw logs named above could not be converted, and no report was made without them: see why, and run again");
        let json = json!({ "event": event.as_str(), "conversion": convert::as_json(event, &summary) });
        return Ok(Answer { text: convert::text(event, &summary), json, incomplete: true, refused: false });
    }
    let outcome = report::report(&roots, queries, false).await?;
    let mut json = report::as_json(&roots, &outcome);
    json["conversion"] = convert::as_json(event, &summary);
    Ok(Answer {
        text: format!("{}\n{}", convert::text(event, &summary), report::text(&roots, &outcome)),
        json,
        incomplete: !summary.failed.is_empty(),
        refused: false,
    })
}
