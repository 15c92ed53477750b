//! The cold start, and the loop of calls.

use std::future::Future;
use std::process::ExitCode;

use inventory::variable;
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::Value;
use store::{Settings, Store};

use crate::metrics::Metrics;
use crate::{Failure, Invocation, log};

/// At least so many threads: the clock must be looked at while another one computes.
const THREADS_MIN: usize = 2;

/// A function from its cold start to its end: makes the context once, then handles one call after another. A context that cannot be made
/// is said in the log, and ends the process before it takes a call.
pub fn start<C>(
    context: impl Future<Output = Result<C, Failure>>,
    handle: &impl AsyncFn(&C, Value, &Invocation) -> Result<Value, Failure>,
) -> ExitCode {
    log::start();
    let threads = std::thread::available_parallelism().map_or(THREADS_MIN, usize::from).max(THREADS_MIN);
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&Failure::Retryable(format!("the runtime could not be started: {error}"))),
    };
    runtime.block_on(async {
        let context = match context.await {
            Ok(context) => context,
            Err(failure) => return refuse(&failure),
        };
        let context = &context;
        let calls = lambda_runtime::run(service_fn(move |event: LambdaEvent<Value>| async move {
            let invocation = Invocation::new(&event.context);
            let answer = handle(context, event.payload, &invocation).await;
            Metrics::of_call(&invocation).write(&invocation, None);
            answer
        }));
        ended(calls.await)
    })
}

/// The settings of all stores, once it is known that this function may run where it does.
///
/// # Errors
/// [`Failure::Refused`] where its region is not in the EU or EEA.
pub fn settings() -> Result<Settings, Failure> {
    let settings = Settings::from_env();
    settings.check_own_region()?;
    Ok(settings)
}

/// Opens the root that an environment variable names; its residency is checked before the first byte is read.
///
/// # Errors
/// [`Failure`] where the variable is missing, or the root is refused or does not open.
pub async fn open(variable: &'static str, settings: &Settings) -> Result<Store, Failure> {
    let store = Store::open(&variable::root(variable)?, settings).await?;
    for lack in store.lacks() {
        tracing::warn!(step = "start", root = store.location(), lacks = %lack);
    }
    Ok(store)
}

/// The end of a function whose host has no more calls for it.
#[must_use]
pub fn ended(calls: Result<(), lambda_runtime::Error>) -> ExitCode {
    match calls {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&Failure::Retryable(format!("the host takes no more answers: {error}"))),
    }
}

/// The end of a function that cannot start: said in the log.
#[must_use]
pub fn refuse(failure: &Failure) -> ExitCode {
    tracing::error!(step = "start", kind = failure.kind(), reason = failure.text());
    failure.exit_code()
}
