//! Homogeneity: where nearly everybody of a group gave the same answer, the group's size and that answer tell what each of them said.

use std::collections::BTreeMap;

use arrow::util::display::array_value_to_string;

use crate::{Cells, DisclosureError, KeyKind, Policy, Statistic};

/// The greatest share of a group that one answer may have.
const ONE_ANSWER_MOST: f64 = 0.9;

/// The values of a part, as column and group, that nearly everybody of their group shares.
///
/// It holds for the answers to sensitive questions, and for any answers as soon as they are told by something else as well (by country, by
/// ticket): then the answer of a group is inferred from what is known of it. How everybody answered a plain question is the result of the
/// question.
pub(crate) fn inferred(cells: &Cells, policy: &Policy) -> Result<Vec<(usize, usize)>, DisclosureError> {
    let Some(answer) = cells.keys.iter().position(|key| key.kind == KeyKind::Answer) else { return Ok(Vec::new()) };
    let mut contexts: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for group in 0..cells.groups() {
        contexts.entry(others(cells, answer, group)?).or_default().push(group);
    }
    let mut found = Vec::new();
    for (_, groups) in contexts.into_iter().filter(|(words, _)| is_strict(words, policy)) {
        for (column, value) in cells.values.iter().enumerate().filter(|(_, value)| value.statistic == Statistic::Persons) {
            let mut all: Vec<u64> = groups.iter().flat_map(|group| value.contributions[*group].persons.iter().copied()).collect();
            all.sort_unstable();
            all.dedup();
            let shared = |group: &&usize| is_nearly_all(value.contributions[**group].persons.len(), all.len());
            found.extend(groups.iter().filter(shared).map(|group| (column, *group)));
        }
    }
    Ok(found)
}

#[expect(clippy::cast_precision_loss, reason = "a number of persons is far below 2^53")]
fn is_nearly_all(part: usize, all: usize) -> bool {
    part > 0 && part as f64 > ONE_ANSWER_MOST * all as f64
}

fn others(cells: &Cells, answer: usize, group: usize) -> Result<Vec<String>, DisclosureError> {
    let misshapen = |source| DisclosureError::Misshapen { table: cells.table.clone(), source };
    let others = cells.keys.iter().enumerate().filter(|(key, _)| *key != answer);
    others.map(|(_, key)| array_value_to_string(&key.values, group).map_err(misshapen)).collect()
}

/// Whether a group of answers is told by more than what was asked, or what was asked is sensitive, or is not said.
fn is_strict(words: &[String], policy: &Policy) -> bool {
    let asked: Vec<&String> = words.iter().filter(|word| policy.is_question(word)).collect();
    if asked.is_empty() {
        return !words.is_empty() || policy.has_sensitive();
    }
    asked.len() < words.len() || asked.iter().any(|question| policy.is_sensitive(question))
}
