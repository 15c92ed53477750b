//! `kooste run`: convert what is new, then report.

use ::convert::Selection;
use record::Id;

use super::{convert, report};
use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::Answer;
use crate::queries;
use crate::roots::{EventRoots, Roots};

pub(crate) async fn run(arguments: RootArguments, event: &Id) -> Result<Answer, Failure> {
    let queries = queries::of_run(arguments.queries.as_deref()).await?;
    let roots = EventRoots::open(&Roots::new(arguments)?, event).await?;
    let summary = convert::convert(&roots, &Selection::All).await?;
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
