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

use std::collections::{BTreeMap, BTreeSet};

use definition::Definition;
use facts::Facts;
use log::Log;
use presence::Presence;
pub(crate) use table::{Cell, Csv, Table, Value};

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

    /// How many persons are excluded for a role.
    pub(crate) fn excluded(&self, role: &str) -> usize {
        self.log.excluded.get(role).map_or(0, BTreeSet::len)
    }

    /// Lines read and what became of them.
    pub(crate) const fn counts(&self) -> log::Counts {
        self.log.counts
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Two sessions of ten minutes in a row, in one room; the least threshold there is.
    const EVENT: &str = r#"
id = "e"
organizer = "o"
title = { en = "E" }
timezone = "Asia/Kathmandu"
languages = ["en"]
starts = 2026-05-12T09:00:00+05:45
ends = 2026-05-12T09:30:00+05:45
[privacy]
min_persons = 5
[[rooms]]
id = "a"
[[sessions]]
id = "one"
room = "a"
starts = 2026-05-12T09:00:00+05:45
ends = 2026-05-12T09:10:00+05:45
[[sessions]]
id = "two"
room = "a"
track = "t"
starts = 2026-05-12T09:10:00+05:45
ends = 2026-05-12T09:20:00+05:45
"#;

    /// `persons` stay in room a for some seconds from the event's start (03:15 in UTC) on.
    fn crowd(groups: &[(usize, i64, i64)]) -> String {
        let mut lines = String::new();
        for (group, (persons, from, until)) in groups.iter().enumerate() {
            for person in 0..*persons {
                for (kind, seconds) in [("join", from), ("leave", until)] {
                    let time = jiff::Timestamp::from_second(1_778_555_700 + seconds).expect("in range");
                    let _ = writeln!(
                        lines,
                        "{{\"id\":\"{group}-{person}-{kind}\",\"source\":\"s\",\"type\":\"presence.{kind}\",\"time\":\"{time}\",\"event\":\"e\",\
                         \"actor\":\"{group}-{person}\",\"actorkind\":\"guest\",\"subject\":\"a\"}}"
                    );
                }
            }
        }
        lines
    }

    /// The differences of a table from a CSV worked out by hand.
    fn differences(groups: &[(usize, i64, i64)], name: &str, csv: &str) -> Vec<String> {
        let log = crowd(groups);
        let recomputed = Recomputed::new(EVENT, &[log.as_bytes()]);
        let table = recomputed.tables().into_iter().find(|table| table.name == name).expect("a core table");
        table.differences(&recomputed.definition, &Csv::parse(format!("\u{feff}{csv}").as_bytes())).0
    }

    /// Six stay from the start for 12 minutes; five come at 5:01 and stay for 10 minutes; four, too few to tell of, for a minute.
    const GROUPS: [(usize, i64, i64); 3] = [(6, 0, 720), (5, 301, 901), (4, 60, 120)];

    #[test]
    fn rooms_and_sessions_by_hand() {
        // Minutes 12 × 6, 10 × 5, 1 × 4: mean 126 / 15, the 8th of 15 is 10, the 90th percentile lies at the 13.6th.
        let rooms = "room,visitors,visits,minutes_mean,minutes_median,minutes_p90,peak,peak_at\n\
                     a,15,15,8.4,10.0,12.0,11,2026-05-12T09:05:00+05:45\n";
        assert_eq!(differences(&GROUPS, "rooms", rooms), Vec::<String>::new());
        // One: 10 × 6, 4:59 → 5 × 5, 1 × 4, who leave early but are too few; two: 2 × 6, who leave early, and 5:01 → 5 × 5, who do not.
        let sessions = "session,room,track,visitors,minutes_mean,minutes_median,minutes_p90,attended_80,late_joins,early_leaves,peak,peak_at\n\
                        one,a,,15,5.9,5.0,10.0,6,5,,11,2026-05-12T09:05:00+05:45\n\
                        two,a,t,11,3.4,2.0,5.0,,,6,11,2026-05-12T09:10:00+05:45\n";
        assert_eq!(differences(&GROUPS, "sessions", sessions), Vec::<String>::new());
    }

    #[test]
    fn curves_and_flows_by_hand() {
        let at = |minute, visitors| format!("a,2026-05-12T09:{minute:02}:00+05:45,{visitors}\n");
        let concurrency = ["room,at,visitors\n".to_owned(), at(0, "6"), at(5, "6"), at(10, "11"), at(15, "5"), at(20, ""), at(25, "")];
        assert_eq!(differences(&GROUPS, "concurrency", &concurrency.concat()), Vec::<String>::new());
        // Of the ten there in the first five minutes six are there at minute 0 and 5; of the eleven of the second five at minute 5.
        let retention = "session,minute,share\none,0,0.600\none,5,0.600\ntwo,0,1.000\ntwo,5,0.455\n";
        assert_eq!(differences(&GROUPS, "retention", retention), Vec::<String>::new());
        assert_eq!(differences(&GROUPS, "session_flow", "from_session,to_session,visitors\none,two,11\n"), Vec::<String>::new());
        let bands = "session,band,visitors\none,<1,\none,1-5,\none,5-10,5\none,10-20,6\none,20-40,\none,40+,\n\
                     two,<1,\ntwo,1-5,6\ntwo,5-10,5\ntwo,10-20,\ntwo,20-40,\ntwo,40+,\n";
        assert_eq!(differences(&GROUPS, "time_in_session", bands), Vec::<String>::new());
    }

    #[test]
    fn the_audience_by_hand() {
        let attendance = "registered,cancelled,attended,no_shows,walk_ins,show_up_rate\n,,15,,15,\n";
        assert_eq!(differences(&GROUPS, "attendance", attendance), Vec::<String>::new());
        assert_eq!(differences(&GROUPS, "visits_by_day", "day,visits,visitors\n2026-05-12,15,15\n"), Vec::<String>::new());
        assert_eq!(differences(&GROUPS, "visitors_by_login", "login,visitors\nguest,15\n"), Vec::<String>::new());
    }
}
