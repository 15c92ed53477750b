//! The `download` function: the organizer's page behind a Function URL. It knows the reports root (`KOOSTE_REPORTS`) and nothing else.

use download::{Context, Moment, respond};
use lambda_http::{Error, Request, service_fn, tracing};
use store::{Settings, Store};

/// Names the environment variable that holds the URL of the reports root.
const REPORTS: &str = "KOOSTE_REPORTS";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();
    let url = std::env::var(REPORTS).map_err(|_| format!("set {REPORTS} to the URL of the reports root"))?;
    let settings = Settings::from_env();
    settings.check_own_region()?;
    let context = Context::new(Store::open(&url, &settings).await?).await?;
    let context = &context;
    lambda_http::run(service_fn(move |request: Request| async move { Ok::<_, Error>(respond(&request, context, &moment()?).await) })).await
}

/// The clock and the randomness of a request.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
fn moment() -> Result<Moment, Error> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| error.to_string())?;
    Ok(Moment { now: jiff::Timestamp::now(), random })
}
