//! All that a batch asks of one event, done in one go: listing an event's logs is what costs.

use std::collections::{BTreeMap, BTreeSet};

use lambda::{Ask, Batch, Failure};
use record::Id;
use store::Store;

use super::request::Request;
use crate::{Selection, Summary};

/// What is asked of one event, and by which messages.
#[derive(Debug, Default)]
pub(super) struct Job {
    /// The messages that ask for a key.
    keys: BTreeMap<String, BTreeSet<usize>>,
    /// The messages that ask for all keys.
    all: BTreeSet<usize>,
    /// The messages that somebody asked, rather than a notification: they want to hear of an event that is none.
    asked: BTreeSet<usize>,
    traces: BTreeSet<String>,
}

/// Sorts a batch by event. What is not understood is entered among the failures.
pub(super) fn of_batch(batch: &Batch, raw: &Store, failures: &mut BTreeMap<usize, Failure>) -> BTreeMap<Id, Job> {
    let mut jobs: BTreeMap<Id, Job> = BTreeMap::new();
    for (index, message) in batch.messages.iter().enumerate() {
        match Request::read(&message.body, raw) {
            Ok(Request::New(logs)) => {
                for (event, key) in logs {
                    jobs.entry(event).or_default().add([key], index, message.trace.as_deref());
                }
            }
            Ok(Request::Asked(Ask { event, objects })) => {
                let job = jobs.entry(event).or_default();
                job.asked.insert(index);
                if objects.is_empty() {
                    job.all.insert(index);
                }
                job.add(objects, index, message.trace.as_deref());
            }
            Err(failure) => {
                failures.insert(index, failure);
            }
        }
    }
    jobs
}

impl Job {
    fn add(&mut self, keys: impl IntoIterator<Item = String>, message: usize, trace: Option<&str>) {
        for key in keys {
            self.keys.entry(key).or_default().insert(message);
        }
        self.traces.extend(trace.map(str::to_owned));
    }

    /// The raw logs to convert: those that are there. One that a late notification names may be gone.
    pub(super) fn selection(&self) -> Selection {
        if self.all.is_empty() { Selection::Present(self.keys.keys().cloned().collect()) } else { Selection::All }
    }

    /// Whether somebody asked, rather than only notifications.
    pub(super) fn is_asked(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The traces that it belongs to.
    pub(super) fn traces(&self) -> String {
        self.traces.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// The messages that are to come again after a conversion: those whose objects failed, and may not fail the next time.
    pub(super) fn failures(&self, summary: &Summary) -> BTreeMap<usize, Failure> {
        let mut failures = BTreeMap::new();
        for failed in summary.failed.iter().filter(|failed| !failed.is_final) {
            let failure = Failure::Retryable(format!("{} could not be converted: {}", failed.key, failed.reason));
            let messages = self.keys.get(&failed.key).into_iter().flatten().chain(&self.all);
            failures.extend(messages.map(|message| (*message, failure.clone())));
        }
        failures
    }

    /// All its messages, with why the whole of it failed.
    pub(super) fn fail(&self, failure: &Failure) -> BTreeMap<usize, Failure> {
        let messages = self.keys.values().flatten().chain(&self.all).chain(&self.asked);
        messages.map(|message| (*message, failure.clone())).collect()
    }
}
