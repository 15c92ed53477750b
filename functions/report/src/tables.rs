//! From guarded queries to released tables.

use disclosure::{Policy, Released, ReleasedCells};
use query::{Engine, Guarded};
use record::EventDefinition;
use record::table::TableSpec;

use crate::inputs::Inputs;
use crate::{Context, ReportError, Step};

/// Runs every query: the personal parts of all of them, then disclosure control over all their cells at once, then the public parts on
/// what was released.
pub(crate) async fn release(
    event: &EventDefinition,
    inputs: &Inputs,
    context: &Context,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<(TableSpec, Released)>, ReportError> {
    progress(Step::Models);
    let engine = Engine::open(event, &context.pseudonyms, &context.lake, &inputs.objects, &context.queries, &context.limits).await?;
    progress(Step::Queries);
    let plans = plans(&engine, context)?;
    let mut cells = Vec::new();
    for plan in &plans {
        cells.extend(engine.cells(plan).await?);
    }
    let mut released = disclosure::control(cells, &Policy::new(event.privacy.min_persons))?;
    let mut tables = Vec::with_capacity(plans.len());
    for plan in &plans {
        let own: Vec<ReleasedCells> = released.extract_if(.., |cells| cells.table() == plan.spec().name).collect();
        let table = engine.finish(plan, own).await?;
        tables.push((plan.spec().clone(), table));
    }
    Ok(tables)
}

fn plans(engine: &Engine, context: &Context) -> Result<Vec<Guarded>, ReportError> {
    let plan = |file| engine.plan(file).map_err(|refusal| ReportError::Refused { table: file.name.clone(), source: Box::new(refusal) });
    context.queries.reports().map(plan).collect()
}
