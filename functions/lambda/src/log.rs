//! One line of JSON for each step, on stdout, where the host takes it from.
//!
//! A line has what happened (`step`), the event, counts and durations; never anything from a record. The host's request and trace are in
//! its spans.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Begins to write lines. `AWS_LAMBDA_LOG_LEVEL` says from which level; `INFO` where it says nothing.
pub fn start() {
    let level = std::env::var("AWS_LAMBDA_LOG_LEVEL").ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::INFO);
    // What libraries say of their own working is for their developers; also, some of it holds keys of objects.
    let filter = EnvFilter::default().add_directive(LevelFilter::WARN.into());
    let house = ["lambda", "convert", "report", "schedule", "download", "lambda_runtime", "inventory", "store"];
    let filter = house.iter().filter_map(|room| format!("{room}={level}").parse().ok()).fold(filter, EnvFilter::add_directive);
    // A second start in the same process, as in tests, changes nothing.
    let _ = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(false).with_env_filter(filter).try_init();
}
