//! The control itself, over all tables of a bundle at once: rare categories merged, single values judged, links found, the rest protected and
//! attacked, and what stands released.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::compute::kernels::zip::zip;
use arrow::datatypes::{Field, Schema};

use crate::columns::{self, Column};
use crate::families::families;
use crate::ledger::{self, EarlierValues, History, Ledger};
use crate::links::{self, Links};
use crate::protect::{Protection, protect};
use crate::rule::{Rules, dominates, of_value, protection_level};
use crate::system::{Need, System, Variable};
use crate::vectors::{Vector, VectorId, Vectors};
use crate::{Attack, Attacker, Cells, DisclosureError, Hidden, Policy, ReleasedCells, Rule, homogeneity, merge, worth};

/// A controlled bundle.
#[derive(Debug)]
pub struct Controlled {
    /// What may be published.
    pub cells: Vec<ReleasedCells>,
    /// Every value that there was, with the rule that hides it: for the author of a query, not for publication.
    pub verdicts: Vec<Verdicts>,
    /// The attack that the bundle withstood.
    pub attack: Attack,
    /// What it knows, for an audit.
    pub attacker: Attacker,
    /// What later releases must know of this one.
    pub ledger: Ledger,
}

/// What became of the values of one part.
#[derive(Debug)]
pub struct Verdicts {
    /// The cells after rare categories were merged.
    pub cells: Cells,
    /// For each column of values and each group, the rule that hides the value.
    pub rules: Vec<Vec<Option<Rule>>>,
}

/// Hides what must not be told, over all tables of a bundle, until an attack on what is left finds nothing. A value that was printed before
/// and is hidden now stays as it was printed.
///
/// A group of which nothing is published is left out, so that it looks like a group that does not exist: where the groups are public (the
/// rooms of the programme), the query's public part brings the row back, empty in both cases. The one group of a table without groups is
/// there whatever the data says, and stays.
///
/// # Errors
/// [`DisclosureError::Misshapen`] where columns of one table differ in length.
pub fn control(bundle: Vec<Cells>, policy: &Policy, history: &History<'_>) -> Result<Controlled, DisclosureError> {
    let mut parts = Vec::with_capacity(bundle.len());
    for cells in bundle {
        let table = cells.table.clone();
        let part = merge::merge(cells, policy).and_then(|cells| ledger::revive(cells, history));
        parts.push(part.map_err(|source| DisclosureError::Misshapen { table, source })?);
    }
    let least = usize::try_from(policy.min_persons()).unwrap_or(usize::MAX);
    let mut vectors = Vectors::new(least);
    let words = columns::words(&parts)?;
    let columns = columns::columns(&parts, &words, &mut vectors);
    let links = links::find(&columns, &words, &families(&columns, &words, &vectors), &mut vectors, least);
    let mut rules = single_values(&parts, &columns, &links, &vectors, policy)?;
    let inferred = inferred(&parts, &columns, &mut rules, policy)?;
    let unread = |source| DisclosureError::Ledger { source };
    let entries = ledger::entries(&parts, &columns, &vectors, policy, history).map_err(unread)?;
    let earlier = ledger::compare(&parts, &entries, policy, history);
    let costs = worth::of_vectors(&parts, &words, &rules, &columns, &vectors);
    let mut variables = variables(costs, &vectors, &inferred, policy);
    changed(&columns, &earlier, &vectors, policy, &mut rules, &mut variables);
    let mut system = System::new(variables, links.equations);
    let protection = protect(&mut system);
    linked(&columns, &system, &protection, &mut rules);
    let is_hidden = |part: usize, column: usize, group: usize| rules[part][column][group].is_some();
    let ledger = ledger::write(entries, is_hidden, &earlier);
    let verdicts: Vec<Verdicts> = parts.into_iter().zip(rules).map(|(cells, rules)| Verdicts { cells, rules }).collect();
    let cells = verdicts.iter().zip(&earlier).map(|(verdicts, earlier)| released(verdicts, earlier)).collect::<Result<_, _>>()?;
    let attacker = Attacker { system, reached: protection.reached };
    Ok(Controlled { cells, verdicts, attack: protection.attack, attacker, ledger })
}

/// Values that were printed before. One that is the same still is known whatever is hidden now; one that differs by too few persons must not
/// become known, and everybody knows whether persons came or went.
fn changed(columns: &[Column], earlier: &EarlierValues, vectors: &Vectors, policy: &Policy, rules: &mut Rules, variables: &mut [Variable]) {
    for column in columns {
        for (group, id) in column.vectors.iter().enumerate() {
            let Some(earlier) = earlier[column.part][column.value][group].as_ref() else { continue };
            if earlier.known && variables[*id].told {
                variables[*id].cost = f64::INFINITY;
            }
            if !earlier.stays {
                continue;
            }
            rules[column.part][column.value][group].get_or_insert(Rule::Changed);
            let variable = &mut variables[*id];
            variable.need.get_or_insert(doubt(vectors.get(*id), policy));
            variable.told = false;
            if vectors.get(*id).is_set() {
                #[expect(clippy::cast_precision_loss, reason = "a number of persons is far below 2^53")]
                let number = |persons: usize| persons as f64;
                variable.least = earlier.bounds.0.map_or(variable.least, number);
                variable.most = earlier.bounds.1.map_or(variable.most, number);
            }
        }
    }
}

/// The rules on each value by itself.
fn single_values(parts: &[Cells], columns: &[Column], links: &Links, vectors: &Vectors, policy: &Policy) -> Result<Rules, DisclosureError> {
    let mut rules: Rules = parts.iter().map(|cells| vec![vec![None; cells.groups()]; cells.values.len()]).collect();
    for column in columns {
        let value = &parts[column.part].values[column.value];
        for (group, id) in column.vectors.iter().enumerate() {
            let who = value.contributions.get(group).ok_or_else(|| DisclosureError::Unequal { table: parts[column.part].table.clone() })?;
            let rule = &mut rules[column.part][column.value][group];
            *rule = rule.or(of_value(value.statistic, who, vectors.get(*id), policy));
        }
    }
    for (column, group) in &links.complements {
        let column = &columns[*column];
        rules[column.part][column.value][*group].get_or_insert(Rule::Complement);
    }
    Ok(rules)
}

/// Answers that nearly all of a group share. Where it is all of them, the answer is as many as the group, and only the answer is hidden.
fn inferred(parts: &[Cells], columns: &[Column], rules: &mut Rules, policy: &Policy) -> Result<Vec<VectorId>, DisclosureError> {
    let mut vectors = Vec::new();
    for (part, cells) in parts.iter().enumerate() {
        for (column, group) in homogeneity::inferred(cells, policy)? {
            rules[part][column][group].get_or_insert(Rule::Homogeneity);
            let own = columns.iter().filter(|own| own.part == part && own.value == column).map(|own| own.vectors[group]);
            vectors.extend(own);
        }
    }
    let elsewhere = |id: &VectorId| {
        let tells = |column: &Column| {
            column.vectors.iter().enumerate().any(|(group, own)| own == id && rules[column.part][column.value][group].is_none())
        };
        columns.iter().any(tells)
    };
    vectors.retain(|id| !elsewhere(id));
    Ok(vectors)
}

/// The numbers of the system: one a vector.
fn variables(costs: Vec<f64>, vectors: &Vectors, inferred: &[VectorId], policy: &Policy) -> Vec<Variable> {
    let variable = |(id, cost): (VectorId, f64)| {
        let vector = vectors.get(id);
        let is_printed = cost > 0.0;
        let need = if inferred.contains(&id) { Some(doubt(vector, policy)) } else { need(vector, is_printed, policy) };
        let least = if vector.has_negative() { f64::NEG_INFINITY } else { 0.0 };
        Variable {
            value: vector.total,
            least,
            most: f64::INFINITY,
            whole: vector.is_whole(),
            told: is_printed && need.is_none(),
            cost,
            need,
        }
    };
    costs.into_iter().enumerate().map(variable).collect()
}

/// What must stay uncertain about a vector. A set that only a link brings up is protected unless it is empty: that it is, is not known.
fn need(vector: &Vector, is_printed: bool, policy: &Policy) -> Option<Need> {
    let few = (vector.persons.len() as u64) < policy.min_persons() && (is_printed || !vector.persons.is_empty());
    if vector.is_set() {
        return few.then(|| if is_printed { doubt(vector, policy) } else { half_doubt(vector, policy) });
    }
    (few || is_printed && dominates(vector.total, vector.greatest)).then(|| {
        let level = protection_level(vector.total, vector.greatest).max(1.0);
        let own = vector.greatest[0];
        let width = if vector.is_whole() { own.max(doubt(vector, policy).width) } else { own };
        Need { upper: vector.total + level, width }
    })
}

/// The doubt about a number of persons: it could be printed, and its possible values lie as far apart as the least number of persons.
fn doubt(vector: &Vector, policy: &Policy) -> Need {
    #[expect(clippy::cast_precision_loss, reason = "a least number of persons is small")]
    let width = policy.min_persons() as f64;
    Need { upper: width.max(vector.total.min(width)), width }
}

/// The doubt about persons whom no value counts, but who are left over between some: half of that, as nothing says that they are asked for.
fn half_doubt(vector: &Vector, policy: &Policy) -> Need {
    Need { upper: vector.total, width: (doubt(vector, policy).width / 2.0).ceil() }
}

/// Hides the values whose number is not told: it would tell another one, or is the same.
fn linked(columns: &[Column], system: &System, protection: &Protection, rules: &mut Rules) {
    let withheld: BTreeSet<VectorId> = protection.withheld.iter().copied().collect();
    for column in columns {
        for (group, id) in column.vectors.iter().enumerate().filter(|(_, id)| !system.variables[**id].told) {
            let rule = if withheld.contains(id) { Rule::Withheld } else { Rule::Linked };
            rules[column.part][column.value][group].get_or_insert(rule);
        }
    }
}

fn released(verdicts: &Verdicts, earlier: &[Vec<Option<ledger::Earlier>>]) -> Result<ReleasedCells, DisclosureError> {
    let Verdicts { cells, rules } = verdicts;
    let misshapen = |source| DisclosureError::Misshapen { table: cells.table.clone(), source };
    let mut fields: Vec<Field> = cells.keys.iter().map(|key| key.field.clone()).collect();
    let mut arrays: Vec<ArrayRef> = cells.keys.iter().map(|key| Arc::clone(&key.values)).collect();
    let mut empty = vec![true; cells.groups()];
    for ((value, rules), earlier) in cells.values.iter().zip(rules).zip(earlier) {
        let hidden: BooleanArray = rules.iter().map(|rule| Some(rule.is_some())).collect();
        fields.push(value.field.clone().with_nullable(true));
        let before = ledger::earlier_array(&value.values, earlier).map_err(misshapen)?;
        arrays.push(zip(&hidden, &before, &value.values).map_err(misshapen)?);
        let told = |group: usize| rules[group].is_none() || earlier[group].is_some();
        empty.iter_mut().enumerate().for_each(|(group, empty)| *empty &= !told(group));
    }
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(misshapen)?;
    let is_one_group = cells.keys.is_empty();
    let told: BooleanArray = empty.iter().map(|empty| Some(is_one_group || !empty)).collect();
    let published = filter_record_batch(&batch, &told).map_err(misshapen)?;
    let rows = batch.num_rows() - published.num_rows();
    let of_values = rules.iter().zip(earlier).flat_map(|(rules, earlier)| rules.iter().zip(earlier));
    let hidden = of_values.filter_map(|(rule, earlier)| rule.map(|rule| if earlier.is_some() { Rule::Changed } else { rule }));
    let hidden = Hidden::new(rows, batch.num_rows() * rules.len(), hidden);
    Ok(ReleasedCells { table: cells.table.clone(), part: cells.part, batch: published, hidden })
}
