//! The command line: the same jobs as the functions', from a terminal.
//!
//! There is no business logic here: a command finds its roots and keys, calls a library, and says what came of it. Progress goes to
//! stderr when that is a terminal, the answer to stdout.

mod arguments;
mod command;
mod failure;
mod grid;
mod key;
mod output;
mod playground;
mod progress;
mod queries;
mod roots;
mod sketch;

mod demo;

use std::process::ExitCode;

use clap::Parser;
use convert::Who;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::output::Answer;

// The system allocator returns memory to the kernel too eagerly for buffers of megabytes that are made anew for each batch.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let json = arguments.json;
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| Failure::io("the runtime could not be started", source))
        .and_then(|runtime| runtime.block_on(run(arguments, json)));
    match outcome {
        Ok(answer) => output::print(&answer, json),
        Err(failure) => output::print_failure(&failure),
    }
}

async fn run(arguments: Arguments, json: bool) -> Result<Answer, Failure> {
    let roots = arguments.roots;
    match arguments.command {
        Command::Demo { visitors } => command::demo::run(roots, visitors).await,
        Command::Run { event } => command::run::run(roots, &event).await,
        Command::Convert { event, object } => command::convert::run(roots, event, &object).await,
        Command::Report { event, force } => command::report::run(roots, &event, force).await,
        Command::Schedule => command::schedule::run(roots).await,
        Command::New { name, chapter } => command::new::run(roots.queries.as_deref(), &name, &chapter),
        Command::Tables { name } => command::tables::run(name.as_deref()),
        Command::Check { files, demo } => Box::pin(command::check::run(roots.queries.as_deref(), &files, demo)).await,
        Command::Explain { code } => command::explain::run(code.as_deref()),
        Command::Preview { file, event, watch, html } => {
            let wish = command::preview::Wish { event, watch, html };
            Box::pin(command::preview::run(roots, &file, &wish, json)).await
        }
        Command::Audit { event } => command::audit::run(roots, &event).await,
        Command::Erase { event, actor, .. } => command::erase::run(roots, &event, &actor.map_or(Who::Requested, Who::Actor)).await,
        Command::Import { platform, files, event, organizer, timezone } => {
            command::import::run(roots, platform, &files, &event, organizer.as_ref(), timezone.as_deref()).await
        }
        Command::Link { action } => command::link::run(roots, action).await,
        Command::Verify { bundle } => command::verify::run(&bundle),
    }
}
