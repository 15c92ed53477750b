//! What they answered, at registration and in surveys.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value as Json;

use super::Recomputed;
use super::definition::QuestionKind;
use super::numbers::{bands, mean, percentile};
use super::table::{Cell, Table, Value};

/// Where a person's last answer to a question is looked for.
const ANYWHERE: [&str; 4] = ["registration.created", "registration.updated", "registration.cancelled", "survey.answered"];
const SURVEY: [&str; 1] = ["survey.answered"];

pub(crate) fn tables(event: &Recomputed) -> Vec<Table> {
    let [numbers, bands] = numbers_and_bands(event);
    vec![choices(event), numbers, bands, survey(event)]
}

/// The last answer of each person to a question.
fn last_answers<'a>(event: &'a Recomputed, question: &str, kinds: &[&str]) -> BTreeMap<&'a str, &'a Json> {
    let mut last = BTreeMap::new();
    for record in event.log.records.iter().filter(|record| kinds.contains(&record.kind.as_str())) {
        if let Some(answer) = record.data.get("answers").and_then(|answers| answers.get(question)) {
            last.insert(record.person.as_str(), answer);
        }
    }
    last
}

fn chooses(answer: &Json, option: &str) -> bool {
    match answer {
        Json::Array(options) => options.iter().any(|chosen| chosen == option),
        chosen => chosen == option,
    }
}

/// How many of these persons are registered, and how many attended.
fn population<'a>(event: &Recomputed, persons: impl Iterator<Item = &'a str> + Clone) -> Vec<Cell> {
    let registered = persons.clone().filter(|person| event.facts[*person].registered).count();
    let attended = persons.filter(|person| event.facts[*person].attended).count();
    vec![Cell::persons(registered), Cell::persons(attended)]
}

fn choices(event: &Recomputed) -> Table {
    let mut table = Table::new("answers_choice", &["question", "option"], &["registered", "attended"]);
    for question in &event.definition.questions {
        let QuestionKind::Choice(options) = &question.kind else { continue };
        let last = last_answers(event, &question.id, &ANYWHERE);
        for option in options {
            let persons = last.iter().filter(|(_, answer)| chooses(answer, option)).map(|(person, _)| *person);
            table.public_row(&[&question.id, option], population(event, persons));
        }
    }
    table
}

fn survey(event: &Recomputed) -> Table {
    let mut table = Table::new("survey", &["question", "option"], &["answers"]);
    for question in &event.definition.questions {
        let QuestionKind::Choice(options) = &question.kind else { continue };
        let last = last_answers(event, &question.id, &SURVEY);
        for option in options {
            let persons = last.values().filter(|answer| chooses(answer, option)).count();
            // A question that only the registration form asks has no row here; an empty one says the same.
            table.row(&[&question.id, option], vec![Cell::persons(persons)]);
        }
    }
    table
}

fn numbers_and_bands(event: &Recomputed) -> [Table; 2] {
    let mut numbers = Table::new("answers_number", &["question"], &["answered", "mean", "median"]);
    let mut banded = Table::new("answers_bands", &["question", "band"], &["registered", "attended"]);
    for question in &event.definition.questions {
        let (bounds, is_date) = match &question.kind {
            QuestionKind::Number(bounds) => (bounds, false),
            QuestionKind::Date(bounds) => (bounds, true),
            QuestionKind::Choice(_) | QuestionKind::Text => continue,
        };
        // Forms send a number as text, too.
        let as_number = |answer: &Json| answer.as_f64().or_else(|| answer.as_str()?.trim().parse().ok());
        let number = |answer: &Json| if is_date { age(event, answer) } else { as_number(answer) };
        let last = last_answers(event, &question.id, &ANYWHERE);
        let values: BTreeMap<&str, f64> =
            last.into_iter().filter_map(|(person, answer)| number(answer).map(|value| (person, value))).collect();
        numbers.public_row(&[&question.id], number_cells(&values.values().copied().collect::<Vec<_>>()));
        for (band, from, to) in bands(bounds) {
            let persons = values.iter().filter(|(_, value)| from <= **value && **value < to).map(|(person, _)| *person);
            banded.public_row(&[&question.id, &band], population(event, persons));
        }
    }
    [numbers, banded]
}

fn number_cells(values: &[f64]) -> Vec<Cell> {
    let persons = values.len();
    let number = |value| Cell { value: Value::Number(value), persons };
    if values.is_empty() {
        return vec![Cell::persons(0), number(0.0), number(0.0)];
    }
    vec![Cell::persons(persons), number(mean(values)), number(percentile(values, 0.5))]
}

/// Completed years on the day on which the event starts, in its time zone.
fn age(event: &Recomputed, answer: &Json) -> Option<f64> {
    let born: Date = answer.as_str()?.parse().ok()?;
    let today: Date = event.definition.day(event.definition.starts).parse().expect("a date");
    let birthday_is_to_come = (today.month(), today.day()) < (born.month(), born.day());
    Some(f64::from(today.year() - born.year() - i16::from(birthday_is_to_come)))
}
