//! From guarded queries to released tables.

use bundle::MissingTable;
use disclosure::{Attack, Attacker, Cells, Controlled, History, Ledger, Policy, Released, ReleasedCells, Verdicts};
use inventory::Inputs;
use query::{Engine, Guarded, QueryError, QueryFile, Refusal};
use record::EventDefinition;
use record::table::TableSpec;

use crate::{Context, ReportError, Step};

/// A table that is counted and not yet controlled.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    /// The query file's path.
    path: String,
    plan: Guarded,
    cells: Vec<Cells>,
}

impl Counted {
    /// The table's name.
    pub(crate) fn table(&self) -> &str {
        &self.plan.spec().name
    }
}

/// The tables of a release, and what the control found.
pub(crate) struct Tables {
    pub(crate) released: Vec<(TableSpec, Released)>,
    pub(crate) verdicts: Vec<Verdicts>,
    pub(crate) attack: Attack,
    pub(crate) attacker: Attacker,
    pub(crate) ledger: Ledger,
    /// Tables that could not be made, and why.
    pub(crate) missing: Vec<MissingTable>,
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
    let engine = open(event, inputs, context, progress).await?;
    progress(Step::Queries);
    let (counted, missing) = count(&engine, context).await?;
    if let (true, Some(first)) = (counted.is_empty(), missing.first()) {
        return Err(ReportError::NoTables { reason: first.reason.clone() });
    }
    progress(Step::Control);
    control(event, &engine, counted, missing, earlier, context).await
}

/// Opens an event's lake, with its models.
pub(crate) async fn open(
    event: &EventDefinition,
    inputs: &Inputs,
    context: &Context,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Engine, ReportError> {
    progress(Step::Models);
    let Inputs { objects, earlier, .. } = inputs;
    Ok(Engine::open(event, &context.pseudonyms, &context.lake, objects, earlier, &context.queries, &context.limits).await?)
}

/// Counts the tables of all query files; those that cannot be used are told, and take nothing else away.
pub(crate) async fn count(engine: &Engine, context: &Context) -> Result<(Vec<Counted>, Vec<MissingTable>), ReportError> {
    let broken = context.queries.broken().iter().map(|file| refused(&file.name, &file.path, &file.refusal));
    let (mut counted, mut missing) = (Vec::new(), broken.collect::<Vec<_>>());
    for file in context.queries.reports() {
        match count_one(engine, file).await {
            Ok(table) => counted.push(table),
            Err(ReportError::Refused(refusal)) => missing.push(refused(&file.name, &file.path, &refusal)),
            Err(ReportError::Query(error)) if error.is_of_query() => missing.push(failed(&file.name, &file.path, &error)),
            Err(error) => return Err(error),
        }
    }
    Ok((counted, missing))
}

/// Counts the table of one query file.
pub(crate) async fn count_one(engine: &Engine, file: &QueryFile) -> Result<Counted, ReportError> {
    let plan = engine.plan(file)?;
    let cells = engine.cells(&plan).await?;
    Ok(Counted { path: file.path.clone(), plan, cells })
}

/// Controls all that was counted at once, and computes the tables from what is released.
pub(crate) async fn control(
    event: &EventDefinition,
    engine: &Engine,
    counted: Vec<Counted>,
    mut missing: Vec<MissingTable>,
    earlier: &[Ledger],
    context: &Context,
) -> Result<Tables, ReportError> {
    let mark = |person| context.pseudonyms.ledger_mark(person);
    let history = History { ledgers: earlier, mark: &mark };
    let mut cells = Vec::new();
    let mut plans = Vec::new();
    for table in counted {
        cells.extend(table.cells);
        plans.push((table.path, table.plan));
    }
    let Controlled { cells: mut released, verdicts, attack, attacker, ledger } = disclosure::control(cells, &policy(event), &history)?;
    let mut tables = Vec::with_capacity(plans.len());
    for (path, plan) in &plans {
        let own: Vec<ReleasedCells> = released.extract_if(.., |cells| cells.table() == plan.spec().name).collect();
        match engine.finish(plan, own).await {
            Ok(table) => tables.push((plan.spec().clone(), table)),
            Err(error) if error.is_of_query() => missing.push(failed(&plan.spec().name, path, &error)),
            Err(error) => return Err(error.into()),
        }
    }
    missing.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(Tables { released: tables, verdicts, attack, attacker, ledger, missing })
}

fn refused(table: &str, path: &str, refusal: &Refusal) -> MissingTable {
    let first = refusal.findings().first().map(ToString::to_string).unwrap_or_default();
    let reason = first.lines().next().unwrap_or_default().to_owned();
    MissingTable { table: table.to_owned(), path: path.to_owned(), code: refusal.code().to_owned(), reason }
}

fn failed(table: &str, path: &str, error: &QueryError) -> MissingTable {
    MissingTable { table: table.to_owned(), path: path.to_owned(), code: "engine".to_owned(), reason: error.to_string() }
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
