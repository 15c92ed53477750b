//! From guarded queries to released tables.

use disclosure::{Attack, Attacker, Controlled, History, Ledger, Policy, Released, ReleasedCells, Verdicts};
use inventory::Inputs;
use query::{Engine, Guarded};
use record::EventDefinition;
use record::table::TableSpec;

use crate::{Context, ReportError, Step};

/// The tables of a release, and what the control found.
pub(crate) struct Tables {
    pub(crate) released: Vec<(TableSpec, Released)>,
    pub(crate) verdicts: Vec<Verdicts>,
    pub(crate) attack: Attack,
    pub(crate) attacker: Attacker,
    pub(crate) ledger: Ledger,
}

/// Runs every query: the personal parts of all of them, then disclosure control over all their cells at once, then the public parts on
/// what was released.
pub(crate) async fn release(
    event: &EventDefinition,
    inputs: &Inputs,
    earlier: &[Ledger],
    context: &Context,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Tables, ReportError> {
    progress(Step::Models);
    let engine =
        Engine::open(event, &context.pseudonyms, &context.lake, &inputs.objects, &inputs.earlier, &context.queries, &context.limits)
            .await?;
    progress(Step::Queries);
    let plans = plans(&engine, context)?;
    let mut cells = Vec::new();
    for plan in &plans {
        cells.extend(engine.cells(plan).await?);
    }
    progress(Step::Control);
    let mark = |person| context.pseudonyms.ledger_mark(person);
    let history = History { ledgers: earlier, mark: &mark };
    let Controlled { cells: mut released, verdicts, attack, attacker, ledger } = disclosure::control(cells, &policy(event), &history)?;
    let mut tables = Vec::with_capacity(plans.len());
    for plan in &plans {
        let own: Vec<ReleasedCells> = released.extract_if(.., |cells| cells.table() == plan.spec().name).collect();
        let table = engine.finish(plan, own).await?;
        tables.push((plan.spec().clone(), table));
    }
    Ok(Tables { released: tables, verdicts, attack, attacker, ledger })
}

fn plans(engine: &Engine, context: &Context) -> Result<Vec<Guarded>, ReportError> {
    let plan = |file| engine.plan(file).map_err(|refusal| ReportError::Refused { table: file.name.clone(), source: Box::new(refusal) });
    context.queries.reports().map(plan).collect()
}

/// The privacy settings of an event, with everything that it asks.
fn policy(event: &EventDefinition) -> Policy {
    let questions = event.questions.iter().map(|question| (question.id.clone(), question.sensitive));
    let polls = event.polls.iter().map(|poll| (poll.id.clone(), false));
    Policy::new(event.privacy.min_persons).with_questions(questions.chain(polls))
}

/// Values hidden in all tables, of how many.
pub(crate) fn hidden(tables: &[(TableSpec, Released)]) -> (usize, usize) {
    let add =
        |(cells, of): (usize, usize), (_, table): &(TableSpec, Released)| (cells + table.hidden().cells(), of + table.hidden().of_cells);
    tables.iter().fold((0, 0), add)
}
