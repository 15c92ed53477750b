//! What a person answered, read as what each question says its answer is.

use std::collections::HashMap;

use jiff::civil::Date;
use record::EventDefinition;
use record::event::QuestionKind;

use crate::reader::Value;

/// One entry of `answers` in the lake.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Answer {
    /// The question's place in the event definition.
    pub(crate) question: u32,
    /// The declared option's place in its question.
    pub(crate) option: Option<u32>,
    /// A number, or an age in whole years.
    pub(crate) number: Option<f64>,
    /// False where the answer is blank or cannot be read as its type.
    pub(crate) answered: bool,
}

/// The questions of an event, by their ids.
#[derive(Debug)]
pub(crate) struct Questions {
    places: HashMap<String, u32>,
    kinds: Vec<Kind>,
    /// Question ids in order, and for each the ids of its options.
    ids: Vec<(String, Vec<String>)>,
    /// The day on which the event starts where it takes place: ages are taken on it.
    first_day: Date,
}

#[derive(Debug)]
enum Kind {
    Choice(HashMap<String, u32>),
    Number,
    Date,
    Text,
}

impl Questions {
    /// Takes the questions of an event definition.
    pub(crate) fn new(event: &EventDefinition) -> Self {
        let ids: Vec<(String, Vec<String>)> = event
            .questions
            .iter()
            .map(|question| match &question.kind {
                QuestionKind::Choice(options) => (question.id.clone(), options.iter().map(|option| option.id.clone()).collect()),
                _ => (question.id.clone(), Vec::new()),
            })
            .collect();
        let kind = |(kind, (_, options)): (&QuestionKind, &(String, Vec<String>))| match kind {
            QuestionKind::Choice(_) => Kind::Choice(places(options.iter())),
            QuestionKind::Number(_) => Kind::Number,
            QuestionKind::Date(_) => Kind::Date,
            QuestionKind::Text => Kind::Text,
        };
        Self {
            places: places(ids.iter().map(|(id, _)| id)),
            kinds: event.questions.iter().map(|question| &question.kind).zip(&ids).map(kind).collect(),
            first_day: event.first_day(),
            ids,
        }
    }

    /// The id of a question, by its place.
    pub(crate) fn question(&self, question: u32) -> &str {
        self.ids.get(question as usize).map_or("", |(id, _)| id)
    }

    /// The id of an option, by the places of its question and of itself.
    pub(crate) fn option(&self, question: u32, option: u32) -> Option<&str> {
        self.ids.get(question as usize)?.1.get(option as usize).map(String::as_str)
    }

    /// Reads `answers` and appends one entry for each chosen option, number, age and text; all options that are not declared are one. The
    /// last answer to a question given twice counts. Returns how many questions the event does not declare.
    pub(crate) fn read(&self, answers: Value<'_>, entries: &mut Vec<Answer>) -> u64 {
        let mut last: Vec<Option<Value<'_>>> = vec![None; self.kinds.len()];
        let mut undeclared = 0;
        answers.for_each_member(|id, value| match self.places.get(id) {
            Some(place) => last[*place as usize] = Some(value),
            None => undeclared += 1,
        });
        for ((question, kind), value) in (0..).zip(&self.kinds).zip(last) {
            if let Some(value) = value {
                self.answer(question, kind, value, entries);
            }
        }
        undeclared
    }

    fn answer(&self, question: u32, kind: &Kind, value: Value<'_>, entries: &mut Vec<Answer>) {
        let blank = Answer { question, option: None, number: None, answered: false };
        let of_number = |number: Option<f64>| Answer { number, answered: number.is_some(), ..blank };
        match kind {
            Kind::Choice(options) => {
                let first = entries.len();
                let mut choose = |item: Value<'_>| {
                    let Some(text) = item.word().filter(|text| !text.is_empty()) else { return };
                    let chosen = Answer { option: options.get(text.as_ref()).copied(), answered: true, ..blank };
                    // A list may be millions long, and there are only so many options.
                    if !entries[first..].contains(&chosen) {
                        entries.push(chosen);
                    }
                };
                value.for_each_item(&mut choose);
                choose(value);
                if entries.len() == first {
                    entries.push(blank);
                }
            }
            Kind::Number => entries.push(of_number(number(given(value)))),
            Kind::Date => entries.push(of_number(given(value).text().and_then(|text| self.age(&text)))),
            Kind::Text => entries.push(Answer { answered: is_answered(value), ..blank }),
        }
    }

    /// Completed years on the event's first day, of a text that begins with a date of birth.
    fn age(&self, text: &str) -> Option<f64> {
        let born: Date = text.trim_ascii().get(..10)?.parse().ok()?;
        let birthday_is_to_come = (self.first_day.month(), self.first_day.day()) < (born.month(), born.day());
        Some(f64::from(self.first_day.year() - born.year() - i16::from(birthday_is_to_come)))
    }
}

fn places<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, u32> {
    ids.cloned().zip(0..).collect()
}

/// The first value of a list that is not blank; anything else is itself.
fn given(value: Value<'_>) -> Value<'_> {
    if !matches!(value, Value::Array(_)) {
        return value;
    }
    let mut first = Value::Absent;
    value.for_each_item(|item| {
        if first.is_nothing() && is_answered(item) {
            first = item;
        }
    });
    first
}

fn number(value: Value<'_>) -> Option<f64> {
    let number = value.number().or_else(|| {
        let text = value.text()?;
        let text = text.trim_ascii();
        // Rust also reads "inf" and "nan", which nobody answers.
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E')).then(|| text.parse().ok()).flatten()
    });
    number.filter(|number: &f64| number.is_finite())
}

fn is_answered(value: Value<'_>) -> bool {
    match value {
        Value::Absent | Value::Null => false,
        Value::Plain(_) | Value::Escaped(_) => value.text().is_some_and(|text| !text.trim().is_empty()),
        Value::Array(_) => {
            let mut answered = false;
            value.for_each_item(|item| answered |= is_answered(item));
            answered
        }
        Value::Boolean(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Field, Line};

    fn event() -> EventDefinition {
        let text = "id = \"e\"\norganizer = \"o\"\ntitle = { en = \"E\" }\ntimezone = \"Europe/Helsinki\"\nlanguages = [\"en\"]\n\
             starts = 2026-05-12T00:30:00+03:00\nends = 2026-05-13T17:00:00+03:00\n\
             [[questions]]\nid = \"degree\"\nlabel = { en = \"D\" }\ntype = \"choice\"\noptions = { a = { en = \"A\" }, 2 = { en = \"B\" } }\n\
             [[questions]]\nid = \"age\"\nlabel = { en = \"A\" }\ntype = \"number\"\n\
             [[questions]]\nid = \"born\"\nlabel = { en = \"B\" }\ntype = \"date\"\n\
             [[questions]]\nid = \"why\"\nlabel = { en = \"W\" }\ntype = \"text\"\n";
        EventDefinition::parse("e.toml", text).expect("a definition")
    }

    fn read(answers: &str) -> (Vec<Answer>, u64) {
        let questions = Questions::new(&event());
        let line = format!("{{\"data\":{{\"answers\":{answers}}}}}");
        let line = Line::read(line.as_bytes()).expect("json");
        let mut entries = Vec::new();
        let undeclared = questions.read(line.field(Field::Answers), &mut entries);
        (entries, undeclared)
    }

    fn options(answer: &str) -> Vec<(Option<String>, bool)> {
        let questions = Questions::new(&event());
        let (entries, _) = read(&format!("{{\"degree\":{answer}}}"));
        let id = |entry: &Answer| entry.option.and_then(|option| questions.option(0, option)).map(str::to_owned);
        entries.iter().map(|entry| (id(entry), entry.answered)).collect()
    }

    fn numbers(question: &str, answer: &str) -> Vec<(Option<f64>, bool)> {
        let (entries, _) = read(&format!("{{\"{question}\":{answer}}}"));
        entries.iter().map(|entry| (entry.number, entry.answered)).collect()
    }

    #[test]
    fn every_chosen_option_is_an_entry() {
        let option = |id: &str| (Some(id.to_owned()), true);
        assert_eq!(options("\"a\""), [option("a")]);
        assert_eq!(options("[\"a\",2,\"x\"]"), [option("a"), option("2"), (None, true)]);
        assert_eq!(options("[\"x\",2,\"a\",true,\"2\",\"a\",\"y\"]"), [(None, true), option("2"), option("a")], "each of them once");
        for blank in ["[]", "null", "\"\"", "{}", "[null]"] {
            assert_eq!(options(blank), [(None, false)], "{blank}");
        }
    }

    #[test]
    fn numbers_may_be_written_as_texts() {
        assert_eq!(numbers("age", "41.5"), [(Some(41.5), true)]);
        assert_eq!(numbers("age", "\" 41 \""), [(Some(41.0), true)]);
        for bad in ["\"NaN\"", "\"1e999\"", "\"forty\"", "null", "{}", "\"\""] {
            assert_eq!(numbers("age", bad), [(None, false)], "{bad}");
        }
    }

    #[test]
    fn of_a_list_of_numbers_or_dates_the_first_that_is_not_blank_counts() {
        for (list, expected) in [("[41]", Some(41.0)), ("[null,\" \",\"42\",7]", Some(42.0)), ("[\"forty\",7]", None), ("[]", None)] {
            assert_eq!(numbers("age", list), [(expected, expected.is_some())], "{list}");
        }
        assert_eq!(numbers("born", "[\"\",\"1980-05-12\"]"), [(Some(46.0), true)]);
    }

    #[test]
    fn a_list_of_millions_takes_no_more_memory_than_there_are_options() {
        let long = "2,\"x\",".repeat(1_000_000);
        assert_eq!(options(&format!("[{long}\"a\"]")).len(), 3);
    }

    #[test]
    fn a_date_is_an_age_on_the_event_s_first_day_where_it_takes_place() {
        assert_eq!(numbers("born", "\"1980-05-12\""), [(Some(46.0), true)]);
        assert_eq!(numbers("born", "\"1980-05-13T00:00:00Z\""), [(Some(45.0), true)]);
        assert_eq!(numbers("born", "\"13.5.1980\""), [(None, false)]);
    }

    #[test]
    fn a_text_is_answered_or_blank_and_nothing_more() {
        assert_eq!(numbers("why", "\"because Anna said so\""), [(None, true)]);
        assert_eq!(numbers("why", "\"  \""), [(None, false)]);
    }

    #[test]
    fn undeclared_questions_are_dropped_and_counted_and_the_last_of_two_answers_counts() {
        let (entries, undeclared) = read("{\"x\":1,\"age\":1,\"age\":2}");
        assert_eq!((entries[0].number, entries.len(), undeclared), (Some(2.0), 1, 1));
    }
}
