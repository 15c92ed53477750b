//! The `download` function: the organizer's page behind a Function URL. It knows the reports root (`KOOSTE_REPORTS`) and nothing else.

use std::process::ExitCode;

use download::{Context, Moment, respond};
use lambda::metrics::Metrics;
use lambda::{Failure, Invocation, variable};
use lambda_http::{Error, Request, RequestExt, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    lambda::log::start();
    let context = match context().await {
        Ok(context) => context,
        Err(failure) => return lambda::refuse(&failure),
    };
    let context = &context;
    let requests = lambda_http::run(service_fn(move |request: Request| async move {
        let invocation = Invocation::new(&request.lambda_context());
        let response = respond(&request, context, &moment()?).await;
        Metrics::of_call(&invocation).write(&invocation, None);
        Ok::<_, Error>(response)
    }));
    lambda::ended(requests.await)
}

async fn context() -> Result<Context, Failure> {
    Ok(Context::new(lambda::open(variable::REPORTS, &lambda::settings()?).await?).await?)
}

/// The time of a request, and its randomness.
fn moment() -> Result<Moment, Error> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| error.to_string())?;
    Ok(Moment { now: lambda::clock::now(), random })
}
