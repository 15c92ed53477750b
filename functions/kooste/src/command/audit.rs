//! `kooste audit`: what an attacker learns from what is published.

use std::time::Instant;

use record::Id;
use serde_json::json;

use super::report::{context, scratch};
use crate::arguments::RootArguments;
use crate::failure::Failure;
use crate::output::Answer;
use crate::progress::ReportProgress;
use crate::queries;
use crate::roots::{EventRoots, Roots};

pub(crate) async fn run(arguments: RootArguments, event: &Id) -> Result<Answer, Failure> {
    let started = Instant::now();
    let queries = queries::of_run(arguments.queries.as_deref()).await?;
    let roots = EventRoots::open(&Roots::new(arguments)?, event).await?;
    let scratch = scratch()?;
    let context = context(&roots, queries, scratch.path());
    let progress = ReportProgress::new();
    let audit = ::report::audit(&roots.event, &context, &|step| progress.enter(step)).await;
    progress.finish();
    let audit = audit?;
    let seconds = started.elapsed().as_secs_f64();
    let attack = audit.attack;
    let narrowest = match audit.narrowest {
        Some(interval) if interval.exact => {
            format!("the one that it comes closest to is known to lie between {} and {}, and no closer", interval.least, interval.most)
        }
        Some(interval) => format!("what each of them can be lies at least {} apart", interval.width()),
        None => "none of them is linked to anything printed".to_owned(),
    };
    let (hidden, cells) = audit.hidden;
    let text = format!(
        "release {}: {} tables say what was released, {hidden} of {cells} values hidden\n\
         {} numbers are protected, hidden ones and what lies between printed ones; nothing printed tells one of them: {narrowest}\n\
         {} linear programs, {seconds:.1} s",
        audit.release, audit.tables, attack.protected, attack.programs
    );
    let json = json!({
        "event": event.as_str(),
        "release": audit.release.to_string(),
        "tables": audit.tables,
        "hidden": hidden,
        "cells": cells,
        "protected": attack.protected,
        "narrowest": audit.narrowest.map(|interval| interval.width()),
        "interval": audit.narrowest.map(|interval| json!({ "least": interval.least, "most": interval.most, "exact": interval.exact })),
        "programs": attack.programs,
        "seconds": seconds,
    });
    Ok(Answer::done(text, json))
}
