//! What `data` holds, by the type of its record.

use record::kind::{ChatKind, RecordType};
use record::pseudonym::Pseudonyms;

use super::answers::{Answer, Questions};
use super::category;
use super::texts::{NO_TEXT, Texts};
use crate::instant;
use crate::reader::{Field, Line, Value};

/// The columns of texts in a [`Detail`], in the order of their keys.
pub(crate) const CATEGORIES: [Field; 10] = [
    Field::Ticket,
    Field::Channel,
    Field::Asset,
    Field::Kind,
    Field::Emoji,
    Field::Question,
    Field::Poll,
    Field::Stand,
    Field::Target,
    Field::Gate,
];

/// A part of a list that all details share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The typed columns of one record that has any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Detail {
    /// Keys of texts, by [`CATEGORIES`].
    pub(crate) categories: [u32; CATEGORIES.len()],
    pub(crate) guest: Option<u64>,
    pub(crate) live: Option<bool>,
    pub(crate) position: Option<f64>,
    pub(crate) length: Option<u32>,
    pub(crate) amount: Option<u32>,
    pub(crate) minutes: Option<f64>,
    pub(crate) joined: Option<i64>,
    pub(crate) left: Option<i64>,
    pub(crate) precision: Option<f64>,
    pub(crate) options: Option<Span>,
    pub(crate) answers: Option<Span>,
}

/// The details of many records.
#[derive(Debug, Default)]
pub(crate) struct Details {
    pub(crate) rows: Vec<Detail>,
    /// By [`CATEGORIES`].
    pub(crate) texts: [Texts; CATEGORIES.len()],
    /// Keys of the texts of `options`.
    pub(crate) options: Vec<u32>,
    pub(crate) option_texts: Texts,
    pub(crate) answers: Vec<Answer>,
}

/// The fields that a type has, bit by [`Field`]. A field of another type is unknown to it.
pub(crate) const fn fields(kind: RecordType) -> u32 {
    match kind {
        RecordType::RegistrationCreated | RecordType::RegistrationUpdated | RecordType::RegistrationCancelled => {
            bits(&[Field::Ticket, Field::Channel, Field::Answers, Field::Profile])
        }
        RecordType::IdentityProfile => bits(&[Field::Profile]),
        RecordType::IdentityLinked => bits(&[Field::Guest]),
        RecordType::ConsentGiven | RecordType::ConsentWithdrawn => bits(&[Field::Purpose, Field::Recipient, Field::Text, Field::Channel]),
        RecordType::ErasureRequested => bits(&[Field::Scope]),
        RecordType::PresenceJoin | RecordType::PresenceHeartbeat | RecordType::PresenceLeave => bits(&[Field::Visible]),
        RecordType::MediaPlay | RecordType::MediaPause | RecordType::MediaProgress => bits(&[Field::Asset, Field::Position, Field::Live]),
        RecordType::ChatMessage => bits(&[Field::Kind, Field::Length]),
        RecordType::ReactionSent => bits(&[Field::Emoji, Field::Amount]),
        RecordType::QaAsked | RecordType::QaVoted | RecordType::QaAnswered => bits(&[Field::Question]),
        RecordType::PollVoted => bits(&[Field::Poll, Field::Options]),
        RecordType::StandViewed | RecordType::StandContactRequested => bits(&[Field::Stand]),
        RecordType::DocumentOpened | RecordType::LinkClicked => bits(&[Field::Target, Field::Stand]),
        RecordType::MeetingBooked | RecordType::MeetingHeld => bits(&[Field::Stand, Field::Minutes]),
        RecordType::CheckinEntry | RecordType::CheckinExit => bits(&[Field::Gate]),
        RecordType::SurveyAnswered => bits(&[Field::Answers]),
        RecordType::PageViewed => bits(&[Field::Path, Field::Referrer]),
        RecordType::IntervalImported => bits(&[Field::Joined, Field::Left, Field::Precision]),
        // Nobody knows what fields a type of the future has: the record itself is counted.
        RecordType::Unknown => 0,
    }
}

const fn bits(fields: &[Field]) -> u32 {
    let mut bits = 0;
    let mut index = 0;
    while index < fields.len() {
        bits |= bit(fields[index]);
        index += 1;
    }
    bits
}

/// The bit of a field.
pub(crate) const fn bit(field: Field) -> u32 {
    1 << field as u32
}

/// The fields that end up in a [`Detail`], whatever the type.
const DETAIL_FIELDS: u32 =
    !bits(&[Field::Visible, Field::Profile, Field::Purpose, Field::Recipient, Field::Text, Field::Scope, Field::Path, Field::Referrer]);

impl Details {
    /// Keeps what `data` has of the fields in `allowed`; `None` where that is nothing. The second number counts fields that are there but
    /// hold another type of value than the contract says, and questions that the event does not declare.
    pub(crate) fn push(&mut self, line: &Line<'_>, allowed: u32, questions: &Questions, pseudonyms: &Pseudonyms) -> (Option<u32>, u64) {
        let present = line.present() & allowed & DETAIL_FIELDS;
        if present == 0 {
            return (None, 0);
        }
        let mut fields = Fields { line, present, misfits: 0 };
        let answers = fields.take(Field::Answers, |value| {
            let start = index(self.answers.len());
            let undeclared = matches!(value, Value::Object(_)).then(|| questions.read(value, &mut self.answers))?;
            Some((Span { start, end: index(self.answers.len()) }, undeclared))
        });
        let detail = Detail {
            categories: self.categories(&mut fields),
            // Written as the guest's `actor` is.
            guest: fields.take(Field::Guest, Value::word).and_then(|guest| pseudonyms.person(record::id::ActorKind::Guest, &guest)),
            live: fields.take(Field::Live, Value::boolean),
            position: fields.number(Field::Position),
            length: fields.whole_number(Field::Length),
            amount: fields.whole_number(Field::Amount),
            minutes: fields.number(Field::Minutes),
            joined: fields.text(Field::Joined).and_then(|text| instant::parse(&text)),
            left: fields.text(Field::Left).and_then(|text| instant::parse(&text)),
            precision: fields.number(Field::Precision),
            options: self.options(&mut fields),
            answers: answers.map(|(span, _)| span),
        };
        self.rows.push(detail);
        (Some(index(self.rows.len() - 1)), fields.misfits + answers.map_or(0, |(_, undeclared)| undeclared))
    }

    fn categories(&mut self, fields: &mut Fields<'_, '_>) -> [u32; CATEGORIES.len()] {
        let mut keys = [NO_TEXT; CATEGORIES.len()];
        for ((field, texts), key) in CATEGORIES.into_iter().zip(&mut self.texts).zip(&mut keys) {
            let Some(text) = fields.text(field) else { continue };
            *key = match field {
                Field::Target => texts.optional_key(category::target(&text).as_deref()),
                Field::Emoji => texts.optional_key(category::emoji(&text)),
                Field::Kind => texts.optional_key(ChatKind::parse(&text).map(ChatKind::as_str)),
                _ => texts.optional_key(category::category(&text)),
            };
        }
        keys
    }

    fn options(&mut self, fields: &mut Fields<'_, '_>) -> Option<Span> {
        let Self { options, option_texts, .. } = self;
        fields.take(Field::Options, |value| {
            let start = index(options.len());
            if !matches!(value, Value::Array(_)) {
                return None;
            }
            value.for_each_item(|item| {
                if let Some(text) = item.text().as_deref().and_then(category::category) {
                    options.push(option_texts.key(text));
                }
            });
            Some(Span { start, end: index(options.len()) })
        })
    }

    /// About how many bytes of memory the details take.
    pub(crate) fn memory(&self) -> usize {
        let texts: usize = self.texts.iter().map(Texts::memory).sum();
        texts
            + self.option_texts.memory()
            + self.rows.len() * size_of::<Detail>()
            + self.options.len() * size_of::<u32>()
            + self.answers.len() * size_of::<Answer>()
    }

    /// Forgets all details but keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.texts.iter_mut().for_each(Texts::clear);
        self.options.clear();
        self.option_texts.clear();
        self.answers.clear();
    }
}

/// Row groups are bounded far below 2³² of anything.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NO_TEXT)
}

/// The fields of one record that its type has.
struct Fields<'line, 'a> {
    line: &'line Line<'a>,
    present: u32,
    misfits: u64,
}

impl<'a> Fields<'_, 'a> {
    fn take<T>(&mut self, field: Field, read: impl FnOnce(Value<'a>) -> Option<T>) -> Option<T> {
        if self.present & bit(field) == 0 {
            return None;
        }
        let value = self.line.field(field);
        let found = read(value);
        self.misfits += u64::from(found.is_none() && !value.is_nothing());
        found
    }

    fn text(&mut self, field: Field) -> Option<std::borrow::Cow<'a, str>> {
        self.take(field, Value::text)
    }

    fn number(&mut self, field: Field) -> Option<f64> {
        self.take(field, Value::number)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    fn whole_number(&mut self, field: Field) -> Option<u32> {
        let whole = |number: &f64| number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(number);
        self.number(field).filter(whole).map(|number| number as u32)
    }
}
