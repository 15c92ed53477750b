//! An attacker of our own, who shares no code with the control: every number of persons of every core table is an unknown, what the
//! definitions say of them are relations, what is printed is known, and linear programs bound the rest.
//!
//! The truth comes from the recomputation, so it is known which numbers must not be found out: those of too few persons, and what lies between
//! two numbers of which one is a part of the other. The attacker is given more than anybody has: which groups there are at all.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::recompute::{Cell, Csv, Recomputed, Table, Value};

/// Half of the last digit of a printed share.
const SHARE: f64 = 0.000_5;

/// What the solver's bounds may be off.
const TOLERANCE: f64 = 1e-5;

type Id = usize;

/// A number of persons.
struct Unknown {
    name: String,
    truth: f64,
    printed: Option<f64>,
    /// Whether no table counts it: it lies between two numbers that are counted.
    between: bool,
}

/// A linear relation: terms, and the bounds of their sum.
struct Relation {
    terms: Vec<(Id, f64)>,
    bounds: (f64, f64),
}

/// All that the attacker knows.
#[derive(Default)]
struct Knowledge {
    unknowns: Vec<Unknown>,
    places: BTreeMap<(String, Vec<String>, String), Id>,
    relations: Vec<Relation>,
}

/// The numbers that can be found out more closely than they may be.
pub(crate) fn found_out(recomputed: &Recomputed, published: &BTreeMap<String, Csv>) -> Vec<String> {
    let mut knowledge = Knowledge::default();
    for table in recomputed.tables() {
        knowledge.read(&table, &published[table.name]);
    }
    knowledge.totals(&published["attendance"]);
    knowledge.sessions();
    knowledge.retention(&recomputed.tables(), &published["retention"]);
    knowledge.flows();
    knowledge.rooms();
    knowledge.check();
    let least = recomputed.definition.min_persons as f64;
    let asked = |unknown: &Unknown| unknown.printed.is_none() && unknown.truth > 0.0 && unknown.truth < least;
    let asked: Vec<Id> = (0..knowledge.unknowns.len()).filter(|id| asked(&knowledge.unknowns[*id])).collect();
    assert!(!asked.is_empty(), "nothing to find out");
    asked.into_iter().filter_map(|id| knowledge.attack(id, least)).collect()
}

impl Knowledge {
    /// Takes the numbers of persons of a table: those that its rows print, and of the others that they are there.
    fn read(&mut self, table: &Table, csv: &Csv) {
        let keys = table.keys();
        let row = |keys: &[String]| csv.rows.iter().find(|row| row.starts_with(keys));
        for (names, column, cell) in table.cells() {
            let Value::Count(count) = cell.value else { continue };
            if i64::try_from(cell.persons) != Ok(count) {
                continue;
            }
            let position = csv.header.iter().position(|header| header == column).expect("a column");
            let printed = row(names).and_then(|row| row[position].parse().ok());
            self.unknown((table.name, names, column), count as f64, printed);
        }
        // Rare categories told of together are the sum of those that are not there by themselves.
        if let Some(other) = row(&["other".to_owned()]).filter(|_| keys == 1) {
            for (position, column) in csv.header.iter().enumerate().skip(1) {
                let Ok(printed) = other[position].parse::<f64>() else { continue };
                let merged = table.merged(csv);
                let is_rare = |names: &Vec<String>| merged.iter().any(|(rare, _)| *rare == names);
                let rare: Vec<Id> = self.of(table.name, column).filter(|(names, _)| is_rare(names)).map(|(_, id)| id).collect();
                if rare.is_empty() {
                    continue;
                }
                let truth = rare.iter().map(|id| self.unknowns[*id].truth).sum();
                let whole = self.unknown((table.name, &["other".to_owned()], column), truth, Some(printed));
                self.sum(whole, &rare);
            }
        }
    }

    fn unknown(&mut self, (table, keys, column): (&str, &[String], &str), truth: f64, printed: Option<f64>) -> Id {
        let id = self.unknowns.len();
        let name = format!("{table} {keys:?} {column}");
        self.unknowns.push(Unknown { name, truth, printed, between: false });
        self.places.insert((table.to_owned(), keys.to_vec(), column.to_owned()), id);
        id
    }

    /// A number that no table counts.
    fn between(&mut self, name: String, truth: f64) -> Id {
        self.unknowns.push(Unknown { name, truth, printed: None, between: true });
        self.unknowns.len() - 1
    }

    fn get(&self, table: &str, keys: &[&str], column: &str) -> Option<Id> {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        self.places.get(&(table.to_owned(), keys, column.to_owned())).copied()
    }

    /// The numbers of a column, by their keys, without those of rare categories together.
    fn of<'a>(&'a self, table: &'a str, column: &'a str) -> impl Iterator<Item = (&'a Vec<String>, Id)> {
        let is_it = move |((of, keys, name), id): (&'a (String, Vec<String>, String), &'a Id)| {
            (of == table && name == column && keys.first().is_none_or(|key| key != "other")).then_some((keys, *id))
        };
        self.places.iter().filter_map(is_it)
    }

    fn relate(&mut self, terms: Vec<(Id, f64)>, bounds: (f64, f64)) {
        self.relations.push(Relation { terms, bounds });
    }

    fn sum(&mut self, whole: Id, parts: &[Id]) {
        let terms = parts.iter().map(|part| (*part, 1.0)).chain([(whole, -1.0)]).collect();
        self.relate(terms, (0.0, 0.0));
    }

    /// A part of a whole, and what the whole has beside it.
    fn part(&mut self, whole: Id, part: Id) {
        let (whole_truth, part_truth) = (self.unknowns[whole].truth, self.unknowns[part].truth);
        let name = format!("{} less {}", self.unknowns[whole].name, self.unknowns[part].name);
        let rest = self.between(name, whole_truth - part_truth);
        self.sum(whole, &[part, rest]);
    }

    /// One number is at most another.
    fn at_most(&mut self, less: Id, more: Id) {
        self.relate(vec![(more, 1.0), (less, -1.0)], (0.0, f64::INFINITY));
    }

    /// Who attended, in all the ways in which that is told.
    fn totals(&mut self, csv: &Csv) {
        let [registered, attended, no_shows, walk_ins] =
            ["registered", "attended", "no_shows", "walk_ins"].map(|column| self.get("attendance", &[], column).expect("there"));
        let came = self.between("registered who attended".to_owned(), self.unknowns[attended].truth - self.unknowns[walk_ins].truth);
        self.sum(registered, &[came, no_shows]);
        self.sum(attended, &[came, walk_ins]);
        if let Ok(share) = csv.column("show_up_rate")[0].parse::<f64>() {
            self.relate(vec![(came, 1.0), (registered, -share - SHARE)], (f64::NEG_INFINITY, TOLERANCE));
            self.relate(vec![(came, 1.0), (registered, SHARE - share)], (-TOLERANCE, f64::INFINITY));
        }
        for table in ["visitors_by_login", "visitors_by_mode", "visitors_by_country"] {
            let parts: Vec<Id> = self.of(table, "visitors").map(|(_, id)| id).collect();
            self.sum(attended, &parts);
        }
        for (column, whole) in [("registered", registered), ("attended", came)] {
            let parts: Vec<Id> = self.of("attendance_by_ticket", column).map(|(_, id)| id).collect();
            self.sum(whole, &parts);
        }
        for keys in self.keys("attendance_by_ticket", "registered") {
            let [whole, part] =
                ["registered", "attended"].map(|column| self.places[&("attendance_by_ticket".into(), keys.clone(), column.into())]);
            self.part(whole, part);
        }
    }

    fn keys(&self, table: &str, column: &str) -> Vec<Vec<String>> {
        self.of(table, column).map(|(keys, _)| keys.clone()).collect()
    }

    /// The visitors of a session, in bands of time, and those who stayed, came late, left early.
    fn sessions(&mut self) {
        for keys in self.keys("sessions", "visitors") {
            let session = keys[0].as_str();
            let whole = self.places[&("sessions".into(), keys.clone(), "visitors".into())];
            let bands: Vec<Id> = self.of("time_in_session", "visitors").filter(|(band, _)| band[0] == session).map(|(_, id)| id).collect();
            self.sum(whole, &bands);
            for column in ["attended_80", "late_joins", "early_leaves", "peak"] {
                let part = self.places[&("sessions".into(), keys.clone(), column.into())];
                if column == "peak" { self.at_most(part, whole) } else { self.part(whole, part) }
            }
            if let Some(room) = self.get("rooms", &[&keys[1]], "visitors") {
                self.at_most(whole, room);
            }
        }
    }

    /// Who was there at the start and still is: shares of a number that follows from visitors and late joins.
    fn retention(&mut self, tables: &[Table], csv: &Csv) {
        let table = tables.iter().find(|table| table.name == "retention").expect("a core table");
        let mut starters: BTreeMap<String, Id> = BTreeMap::new();
        let share = |cell: &Cell| if let Value::Ratio(share) = cell.value { share } else { 0.0 };
        for (keys, _, cell) in table.cells().filter(|(_, _, cell)| cell.persons > 0) {
            if !starters.contains_key(&keys[0]) {
                let truth = (cell.persons as f64 / share(cell)).round();
                let whole = self.between(format!("{} at the start", keys[0]), truth);
                starters.insert(keys[0].clone(), whole);
                let session = self.keys("sessions", "visitors").into_iter().find(|session| session[0] == keys[0]).expect("a session");
                let [visitors, late] =
                    ["visitors", "late_joins"].map(|column| self.places[&("sessions".into(), session.clone(), column.into())]);
                if truth + self.unknowns[late].truth == self.unknowns[visitors].truth {
                    self.sum(visitors, &[whole, late]);
                } else {
                    self.at_most(whole, visitors);
                }
            }
            let whole = starters[&keys[0]];
            let present = self.between(format!("retention {keys:?}"), cell.persons as f64);
            self.unknowns[present].between = false;
            self.part(whole, present);
            let printed = csv.rows.iter().find(|row| row.starts_with(keys)).and_then(|row| row[2].parse::<f64>().ok());
            if let Some(share) = printed {
                self.relate(vec![(present, 1.0), (whole, -share - SHARE)], (f64::NEG_INFINITY, TOLERANCE));
                self.relate(vec![(present, 1.0), (whole, SHARE - share)], (-TOLERANCE, f64::INFINITY));
            }
        }
    }

    /// From one session to the next: those who leave it and those who come to it are among its visitors.
    fn flows(&mut self) {
        for keys in self.keys("sessions", "visitors") {
            let whole = self.places[&("sessions".into(), keys.clone(), "visitors".into())];
            for (side, name) in [(0, "last"), (1, "first")] {
                let mut steps: Vec<Id> =
                    self.of("session_flow", "visitors").filter(|(step, _)| step[side] == keys[0]).map(|(_, id)| id).collect();
                let truth = self.unknowns[whole].truth - steps.iter().map(|id| self.unknowns[*id].truth).sum::<f64>();
                steps.push(self.between(format!("{} is the {name} one of", keys[0]), truth));
                self.sum(whole, &steps);
            }
        }
    }

    /// At no instant is anybody in a room who is not its visitor, nor are there more than at its peak.
    fn rooms(&mut self) {
        for keys in self.keys("rooms", "peak") {
            let [visitors, peak] = ["visitors", "peak"].map(|column| self.places[&("rooms".into(), keys.clone(), column.into())]);
            self.at_most(peak, visitors);
            let instants: Vec<Id> = self.of("concurrency", "visitors").filter(|(at, _)| at[0] == keys[0]).map(|(_, id)| id).collect();
            for instant in instants {
                self.at_most(instant, peak);
            }
        }
    }

    /// What the attacker takes for true is true, and so is what is printed.
    fn check(&self) {
        for Relation { terms, bounds: (least, most) } in &self.relations {
            let sum: f64 = terms.iter().map(|(id, factor)| self.unknowns[*id].truth * factor).sum();
            let names = || terms.iter().map(|(id, factor)| format!("{factor} {}", self.unknowns[*id].name)).collect::<Vec<_>>();
            assert!((least - TOLERANCE..=most + TOLERANCE).contains(&sum), "{sum} is not in {least}..{most}: {:?}", names());
        }
        assert!(self.unknowns.iter().all(|unknown| unknown.printed.is_none_or(|printed| printed == unknown.truth)));
    }

    /// What is found out about a number, where that is too much.
    fn attack(&self, asked: Id, least: f64) -> Option<String> {
        let region = self.region(asked);
        let bound = |direction| self.bound(&region, asked, direction);
        let (low, high) = (bound(OptimizationDirection::Minimize)?, bound(OptimizationDirection::Maximize).unwrap_or(f64::INFINITY));
        let (low, high) = ((low - TOLERANCE).ceil(), (high + TOLERANCE).floor());
        let unknown = &self.unknowns[asked];
        let asks = if unknown.between { (least / 2.0).ceil() } else { least };
        let is_far = high - low >= asks && (unknown.between || high >= least);
        (!is_far).then(|| format!("{} is {} and known to be in {low}..{high}", unknown.name, unknown.truth))
    }

    /// The relations that hang together with a number through numbers that are not printed.
    fn region(&self, start: Id) -> Vec<&Relation> {
        let mut reached = BTreeSet::from([start]);
        let mut region = BTreeSet::new();
        loop {
            let before = region.len();
            for (position, relation) in self.relations.iter().enumerate() {
                if relation.terms.iter().any(|(id, _)| reached.contains(id)) {
                    region.insert(position);
                    reached.extend(relation.terms.iter().map(|(id, _)| *id).filter(|id| self.unknowns[*id].printed.is_none()));
                }
            }
            if region.len() == before {
                return region.into_iter().map(|position| &self.relations[position]).collect();
            }
        }
    }

    /// The least or the greatest that a number can be; none where nothing bounds it.
    fn bound(&self, region: &[&Relation], asked: Id, direction: OptimizationDirection) -> Option<f64> {
        let mut problem = Problem::new(direction);
        let mut variables: BTreeMap<Id, Variable> = BTreeMap::new();
        let mut variable = |problem: &mut Problem, id: Id| {
            let printed = self.unknowns[id].printed;
            let range = printed.map_or((0.0, f64::INFINITY), |printed| (printed, printed));
            *variables.entry(id).or_insert_with(|| problem.add_var(if id == asked { 1.0 } else { 0.0 }, range))
        };
        variable(&mut problem, asked);
        for Relation { terms, bounds: (least, most) } in region {
            let terms: Vec<_> = terms.iter().map(|(id, factor)| (variable(&mut problem, *id), *factor)).collect();
            if least == most {
                problem.add_constraint(&terms, ComparisonOp::Eq, *least);
                continue;
            }
            if least.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Ge, *least);
            }
            if most.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Le, *most);
            }
        }
        Some(problem.solve().ok()?.into_solution().ok()?.objective())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of a small event, printed as they would be if nothing but too few persons were hidden.
    fn naive(recomputed: &Recomputed) -> BTreeMap<String, Csv> {
        recomputed.tables().iter().map(|table| (table.name.to_owned(), table.naive(recomputed.definition.min_persons))).collect()
    }

    #[test]
    fn what_is_hidden_without_care_is_found_out() {
        let log = crate::support::log::Log::generate(&crate::support::log::Event::kathmandu(), 7, 120);
        let recomputed = Recomputed::new(&log.definition, &log.contents());
        assert!(!found_out(&recomputed, &naive(&recomputed)).is_empty());
    }
}
