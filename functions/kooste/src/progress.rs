//! Progress on stderr, when that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use report::Step;

/// How often a waiting line moves.
const TICK: Duration = Duration::from_millis(200);

/// A bar over the bytes of the raw logs.
#[derive(Debug)]
pub(crate) struct ConversionProgress(ProgressBar);

impl ConversionProgress {
    /// Starts a bar; it is drawn only on a terminal.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("converting {wide_bar} {bytes} of {total_bytes}, {eta} left") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl convert::Progress for ConversionProgress {
    fn expect(&self, bytes: u64) {
        self.0.inc_length(bytes);
    }

    fn advance(&self, bytes: u64) {
        self.0.inc(bytes);
    }
}

/// A line that names the step a report is at.
#[derive(Debug)]
pub(crate) struct ReportProgress(ProgressBar);

impl ReportProgress {
    /// Starts a line; it is drawn only on a terminal.
    pub(crate) fn new() -> Self {
        let line = ProgressBar::new_spinner();
        line.enable_steady_tick(TICK);
        Self(line)
    }

    /// Names the step that begins.
    pub(crate) fn enter(&self, step: Step) {
        self.0.set_message(match step {
            Step::Contacts => "listing contacts: who may still be told to whom",
            Step::Models => "who was where: building the models",
            Step::Queries => "counting: running the queries",
            Step::Control => "protecting: hiding what would tell of a person, and attacking the rest",
            Step::Render => "drawing the report",
            Step::Publish => "publishing",
        });
    }

    /// Takes the line away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
