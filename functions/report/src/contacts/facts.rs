//! What the lake knows of persons who might be contacts: their words, who they are, and what they call themselves.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, AsArray, BooleanArray, RecordBatch, StringArray, TimestampMicrosecondArray, UInt64Array};
use arrow::datatypes::{TimestampMicrosecondType, UInt64Type};
use inventory::Inputs;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowPredicateFn, RowFilter};
use parquet::schema::types::SchemaDescriptor;
use record::id::ActorKind;
use record::identity::Link;
use record::kind::{RecordType, Role};
use record::{EventDefinition, Id};

use super::lake;
use super::rule::{Basis, History, Reach, Recipient, Statement, Word};
use crate::{Context, ReportError};

/// The purpose of a consent to the organizer's marketing.
pub(super) const MARKETING: &str = "organizer-marketing";

/// The purpose of a consent to be named to a partner.
pub(super) const SHARING: &str = "partner-sharing";

/// What a profile has, in the order of the lists' columns.
pub(super) const PROFILE: [&str; 5] = ["name", "email", "company", "title", "phone"];

/// The columns that are read of `records/`.
const RECORD_COLUMNS: [&str; 8] = ["person", "record", "time", "type", "role", "actor_kind", "guest", "stand"];

/// The columns that are read of `people/`, beside those of [`PROFILE`].
const PEOPLE_COLUMNS: [&str; 9] = ["person", "record", "time", "type", "actor_kind", "purpose", "recipient", "text", "channel"];

/// A value of a profile with the time and record at which it was told.
type Told = ((i64, u64), String);

/// The latest of everything that somebody told of themselves, not as a guest.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile([Option<Told>; PROFILE.len()]);

impl Profile {
    /// The values in the order of [`PROFILE`]; empty where nothing was told.
    pub(super) fn values(&self) -> [&str; PROFILE.len()] {
        self.0.each_ref().map(|told| told.as_ref().map_or("", |(_, text)| text.as_str()))
    }

    /// Whether there is anything to call or reach the person by.
    pub(super) fn is_contact(&self) -> bool {
        self.values().iter().any(|value| !value.trim().is_empty())
    }

    fn tell(&mut self, column: usize, at: (i64, u64), text: &str) {
        if self.0[column].as_ref().is_none_or(|(before, _)| *before <= at) {
            self.0[column] = Some((at, text.to_owned()));
        }
    }

    /// Takes over what another key of the same person told later.
    pub(super) fn absorb(&mut self, other: &Self) {
        for (column, told) in other.0.iter().enumerate() {
            if let Some((at, text)) = told {
                self.tell(column, *at, text);
            }
        }
    }
}

/// What the lake knows, by key: guests are not yet who they turned out to be.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) history: History,
    pub(super) profiles: BTreeMap<u64, Profile>,
    /// The last word on each registration: when, and whether it stands.
    pub(super) registrations: BTreeMap<u64, ((i64, u64), bool)>,
    /// Who asked to be erased, and is not: an erased person's own request is gone too.
    requests: BTreeSet<u64>,
}

/// Reads what is converted of the event.
pub(super) async fn read(event: &EventDefinition, inputs: &Inputs, context: &Context) -> Result<Facts, ReportError> {
    let mut facts = Facts::default();
    facts.history.erased.extend(inputs.erased());
    for entry in inputs.people(event, &context.lake).await? {
        let columns: Vec<&str> = PEOPLE_COLUMNS.into_iter().chain(PROFILE).collect();
        let batches = lake::read(&context.lake, &entry, &columns, None).await;
        for batch in batches.map_err(|source| ReportError::People { key: entry.key.clone(), source })? {
            facts.take_people(&batch);
        }
    }
    let stands = Stands::new(event, context);
    for entry in inputs.records() {
        let batches = lake::read(&context.lake, entry, &RECORD_COLUMNS, Some(wanted)).await;
        for batch in batches.map_err(|source| ReportError::People { key: entry.key.clone(), source })? {
            facts.take_records(&batch, &stands);
        }
    }
    Ok(facts)
}

/// Of `records/`: links, requests for contact, registrations, and whatever is of another role than attendee.
fn wanted(schema: &SchemaDescriptor) -> RowFilter {
    const TYPES: [RecordType; 5] = [
        RecordType::IdentityLinked,
        RecordType::StandContactRequested,
        RecordType::RegistrationCreated,
        RecordType::RegistrationUpdated,
        RecordType::RegistrationCancelled,
    ];
    let mask = ProjectionMask::columns(schema, ["type", "role"]);
    let predicate = |batch: RecordBatch| {
        let (kinds, roles) = (texts(&batch, "type"), texts(&batch, "role"));
        let is_wanted = |row: usize| {
            let kind = at(kinds, row).unwrap_or_default();
            TYPES.iter().any(|wanted| wanted.as_str() == kind) || at(roles, row) != Some(Role::Attendee.as_str())
        };
        Ok((0..batch.num_rows()).map(|row| Some(is_wanted(row))).collect::<BooleanArray>())
    };
    RowFilter::new(vec![Box::new(ArrowPredicateFn::new(mask, predicate))])
}

/// The columns that rows of both parts of the lake have.
struct Rows<'a> {
    persons: Option<&'a UInt64Array>,
    records: Option<&'a UInt64Array>,
    times: Option<&'a TimestampMicrosecondArray>,
    kinds: Option<&'a StringArray>,
    actor_kinds: Option<&'a StringArray>,
}

/// What rows of both parts of the lake have.
struct Row {
    person: u64,
    record: u64,
    time: i64,
    kind: RecordType,
    is_guest: bool,
}

impl<'a> Rows<'a> {
    fn new(batch: &'a RecordBatch) -> Self {
        let numbers = |name| batch.column_by_name(name).and_then(|column| column.as_primitive_opt::<UInt64Type>());
        let times = batch.column_by_name("time").and_then(|column| column.as_primitive_opt::<TimestampMicrosecondType>());
        let (persons, records) = (numbers("person"), numbers("record"));
        Self { persons, records, times, kinds: texts(batch, "type"), actor_kinds: texts(batch, "actor_kind") }
    }

    /// A row of a person; none where it is the platform's own.
    fn get(&self, row: usize) -> Option<Row> {
        let persons = self.persons?;
        persons.is_valid(row).then_some(())?;
        Some(Row {
            person: persons.value(row),
            record: self.records?.value(row),
            time: self.times?.value(row),
            kind: RecordType::parse(at(self.kinds, row)?).unwrap_or(RecordType::Unknown),
            is_guest: at(self.actor_kinds, row) == Some(ActorKind::Guest.as_str()),
        })
    }
}

/// The stands that have a partner, with the keys of their own people.
struct Stands(BTreeMap<String, (Id, BTreeSet<u64>)>);

impl Stands {
    fn new(event: &EventDefinition, context: &Context) -> Self {
        let stand = |stand: &record::event::Stand| {
            let staff = stand.staff.iter().filter_map(|actor| context.pseudonyms.person(actor.kind, &actor.key));
            Some((stand.id.clone(), (stand.partner.clone()?, staff.collect())))
        };
        Self(event.stands.iter().filter_map(stand).collect())
    }

    /// Whose stand it is; a stand's own people are nobody's contacts there.
    fn partner(&self, stand: &str, person: u64) -> Option<Id> {
        self.0.get(stand).filter(|(_, staff)| !staff.contains(&person)).map(|(partner, _)| partner.clone())
    }
}

impl Facts {
    /// How many keys ask to be erased, and are not.
    pub(super) fn asking(&self) -> usize {
        self.requests.len()
    }

    fn take_people(&mut self, batch: &RecordBatch) {
        let rows = Rows::new(batch);
        let profile = PROFILE.map(|name| texts(batch, name));
        let [purposes, recipients, wordings, channels] = ["purpose", "recipient", "text", "channel"].map(|name| texts(batch, name));
        for (number, row) in (0..batch.num_rows()).filter_map(|number| Some((number, rows.get(number)?))) {
            self.meet(&row);
            let told = |column: Option<&StringArray>| at(column, number).map(str::to_owned);
            let word = match row.kind {
                RecordType::ErasureRequested => {
                    self.requests.insert(row.person);
                    self.history.erased.insert(row.person);
                    None
                }
                RecordType::ConsentGiven => recipient(at(purposes, number), at(recipients, number))
                    .map(|recipient| Word::Permits(recipient, Basis::Consent { wording: told(wordings), channel: told(channels) })),
                RecordType::ConsentWithdrawn => reach(at(purposes, number), at(recipients, number)).map(Word::Withdraws),
                _ => None,
            };
            self.say(&row, word);
            // A nickname is no name, even of a guest who turned out to be somebody.
            for (position, column) in profile.iter().enumerate().filter(|_| !row.is_guest) {
                if let Some(text) = at(*column, number) {
                    self.profiles.entry(row.person).or_default().tell(position, (row.time, row.record), text);
                }
            }
        }
    }

    fn take_records(&mut self, batch: &RecordBatch, stands: &Stands) {
        let rows = Rows::new(batch);
        let guests = batch.column_by_name("guest").and_then(|column| column.as_primitive_opt::<UInt64Type>());
        let (roles, stand) = (texts(batch, "role"), texts(batch, "stand"));
        for (number, row) in (0..batch.num_rows()).filter_map(|number| Some((number, rows.get(number)?))) {
            self.meet(&row);
            if at(roles, number).is_some_and(|role| role != Role::Attendee.as_str()) {
                self.history.outsiders.insert(row.person);
            }
            match row.kind {
                RecordType::IdentityLinked => {
                    if let Some(guests) = guests.filter(|guests| guests.is_valid(number)) {
                        self.history.links.push(Link { time: row.time, person: row.person, guest: guests.value(number) });
                    }
                }
                RecordType::StandContactRequested => {
                    let partner = at(stand, number).and_then(|stand| stands.partner(stand, row.person));
                    self.say(&row, partner.map(|partner| Word::Permits(Recipient::Partner(partner), Basis::Request)));
                }
                RecordType::RegistrationCreated | RecordType::RegistrationUpdated | RecordType::RegistrationCancelled => {
                    let last = self.registrations.entry(row.person).or_insert(((i64::MIN, 0), false));
                    *last = (*last).max(((row.time, row.record), row.kind != RecordType::RegistrationCancelled));
                }
                _ => {}
            }
        }
    }

    fn meet(&mut self, row: &Row) {
        if !row.is_guest {
            self.history.known.insert(row.person);
        }
    }

    fn say(&mut self, row: &Row, word: Option<Word>) {
        self.history.statements.extend(word.map(|word| Statement { person: row.person, time: row.time, record: row.record, word }));
    }
}

/// Whom a consent is for; nobody where it does not say, or names nobody whom a file could be named after.
fn recipient(purpose: Option<&str>, recipient: Option<&str>) -> Option<Recipient> {
    match purpose {
        Some(MARKETING) => Some(Recipient::Organizer),
        Some(SHARING) => Id::parse(recipient?).ok().map(Recipient::Partner),
        _ => None,
    }
}

/// How far a withdrawal reaches: what it leaves unsaid it leaves to nobody. One of another purpose does not concern contacts.
fn reach(purpose: Option<&str>, recipient: Option<&str>) -> Option<Reach> {
    match (purpose, recipient.map(Id::parse)) {
        (Some(MARKETING), _) => Some(Reach::One(Recipient::Organizer)),
        (Some(SHARING), Some(Ok(partner))) => Some(Reach::One(Recipient::Partner(partner))),
        (Some(SHARING), _) => Some(Reach::Partners),
        (Some(_), _) => None,
        (None, _) => Some(Reach::Everybody),
    }
}

fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Option<&'a StringArray> {
    batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>())
}

fn at(column: Option<&StringArray>, row: usize) -> Option<&str> {
    column.filter(|column| column.is_valid(row)).map(|column| column.value(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partner(id: &str) -> Recipient {
        Recipient::Partner(Id::parse(id).expect("an id"))
    }

    #[test]
    fn a_consent_is_for_whom_it_names_and_for_nobody_else() {
        assert_eq!(recipient(Some(MARKETING), None), Some(Recipient::Organizer));
        assert_eq!(recipient(Some(SHARING), Some("robotics-ltd")), Some(partner("robotics-ltd")));
        for nobody in [(Some(SHARING), None), (Some(SHARING), Some("../x")), (Some("other"), Some("a")), (None, Some("a"))] {
            assert_eq!(recipient(nobody.0, nobody.1), None);
        }
    }

    #[test]
    fn a_withdrawal_that_leaves_something_unsaid_reaches_further() {
        assert_eq!(reach(Some(MARKETING), Some("a")), Some(Reach::One(Recipient::Organizer)));
        assert_eq!(reach(Some(SHARING), Some("a")), Some(Reach::One(partner("a"))));
        assert_eq!(reach(Some(SHARING), None), Some(Reach::Partners));
        assert_eq!(reach(Some(SHARING), Some("a/b")), Some(Reach::Partners));
        assert_eq!(reach(None, Some("a")), Some(Reach::Everybody));
        assert_eq!(reach(Some("photographs"), None), None);
    }

    #[test]
    fn a_profile_is_the_latest_that_was_told_of_each_value() {
        let mut profile = Profile::default();
        assert!(!profile.is_contact());
        profile.tell(0, (2, 1), "Anna");
        profile.tell(0, (1, 9), "A.");
        let mut other = Profile::default();
        other.tell(1, (1, 1), "anna@example.org");
        other.tell(0, (3, 1), "Anna B.");
        profile.absorb(&other);
        assert_eq!(profile.values(), ["Anna B.", "anna@example.org", "", "", ""]);
    }
}
