//! Every core table once more, from the raw log and the event definition alone: plain, slow and obvious, with neither SQL nor Arrow, and
//! sharing no code with what it checks.

mod answers;
mod audience;
mod definition;
mod facts;
mod interaction;
mod log;
mod numbers;
mod presence;
mod programme;
mod table;

use std::collections::BTreeMap;

use definition::Definition;
use facts::Facts;
use log::Log;
use presence::Presence;
pub(crate) use table::{Csv, Table};

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
/// The step of the declared grid.
const GRID: i64 = 5 * MINUTE;

/// One event's log, and what follows from it.
pub(crate) struct Recomputed {
    pub(crate) definition: Definition,
    log: Log,
    presence: Presence,
    facts: BTreeMap<String, Facts>,
}

impl Recomputed {
    /// Takes an event definition and the bytes of its raw logs.
    pub(crate) fn new(definition: &str, files: &[&[u8]]) -> Self {
        let definition = Definition::parse(definition);
        let log = Log::read(&definition, files);
        let presence = Presence::new(&definition, &log);
        let facts = facts::facts(&log, &presence);
        Self { definition, log, presence, facts }
    }

    /// Every core table but `visitors_by_device` and `data_quality`.
    pub(crate) fn tables(&self) -> Vec<Table> {
        [audience::tables(self), programme::tables(self), interaction::tables(self), answers::tables(self)].into_iter().flatten().collect()
    }

    /// How many visitors each user agent brought (none: those without), the groups that may be published only, sorted.
    pub(crate) fn visitors_by_agent(&self) -> Vec<usize> {
        let mut agents: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for facts in self.facts.values().filter(|facts| facts.attended) {
            *agents.entry(facts.agent.as_deref()).or_default() += 1;
        }
        let mut visitors: Vec<usize> = agents.into_values().filter(|visitors| *visitors >= self.definition.min_persons).collect();
        visitors.sort_unstable();
        visitors
    }

    /// How many attended.
    pub(crate) fn attended(&self) -> usize {
        self.facts.values().filter(|facts| facts.attended).count()
    }

    /// Lines read and what became of them.
    pub(crate) const fn counts(&self) -> log::Counts {
        self.log.counts
    }
}
