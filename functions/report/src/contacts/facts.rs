//! What the lake knows of persons who might be contacts: their words, who they are, and what they call themselves.
//!
//! A log may hold a record more than once, and a copy that comes later is no later word: of each record the first copy in time counts, as in
//! the queries.

use std::collections::btree_map::Entry;
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
use super::rule::{Basis, History, People, Reach, Recipient, Statement, Word};
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
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) history: History,
    pub(super) profiles: BTreeMap<u64, Profile>,
    /// The last word on each registration: when, and whether it stands.
    pub(super) registrations: BTreeMap<u64, ((i64, u64), bool)>,
    /// How many keys are to be erased, and are not: an erased person's own request is gone too.
    pub(super) asking: usize,
}

/// Reads what is converted of the event.
pub(super) async fn read(event: &EventDefinition, inputs: &Inputs, context: &Context) -> Result<Facts, ReportError> {
    let mut found = Found::default();
    found.marked.extend(inputs.erased());
    found.erased.clone_from(&found.marked);
    for entry in inputs.people(event, &context.lake).await? {
        let columns: Vec<&str> = PEOPLE_COLUMNS.into_iter().chain(PROFILE).collect();
        let batches = lake::read(&context.lake, &entry, &columns, None).await;
        for batch in batches.map_err(|source| ReportError::People { key: entry.key.clone(), source })? {
            found.take_people(&batch);
        }
    }
    for entry in inputs.records() {
        let batches = lake::read(&context.lake, entry, &RECORD_COLUMNS, Some(wanted)).await;
        for batch in batches.map_err(|source| ReportError::People { key: entry.key.clone(), source })? {
            found.take_records(&batch);
        }
    }
    Ok(found.settle(&Stands::new(event, context)))
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

    /// Whose stand it is; a stand's own people are nobody's contacts there, under whatever key.
    fn partner(&self, stand: &str, person: u64, people: &People) -> Option<Id> {
        let is_own = |staff: &BTreeSet<u64>| staff.iter().any(|own| people.who(*own) == people.who(person));
        self.0.get(stand).filter(|(_, staff)| !is_own(staff)).map(|(partner, _)| partner.clone())
    }
}

/// What records say, each once, by record: the first copy in time, and of two at one instant the greater (a withdrawal, not a consent), in
/// whatever order they are met.
#[derive(Debug)]
struct Once<T>(BTreeMap<u64, (i64, T)>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord> Once<T> {
    fn take(&mut self, row: &Row, said: T) {
        match self.0.entry(row.record) {
            Entry::Vacant(place) => {
                place.insert((row.time, said));
            }
            Entry::Occupied(mut first) => {
                let (time, known) = first.get();
                if (row.time, known) < (*time, &said) {
                    first.insert((row.time, said));
                }
            }
        }
    }

    /// What was said, with its time and record.
    fn into_iter(self) -> impl Iterator<Item = ((i64, u64), T)> {
        self.0.into_iter().map(|(record, (time, said))| ((time, record), said))
    }
}

/// What was found in the lake, in the order of its objects.
#[derive(Debug, Default)]
struct Found {
    /// What a person said.
    words: Once<(u64, Word)>,
    /// At which stand a person asked for contact.
    contact_requests: Once<(u64, String)>,
    /// The person that a guest turned out to be, and the guest.
    links: Once<(u64, u64)>,
    /// Whether a person's registration stands.
    registrations: Once<(u64, bool)>,
    /// What a person told of themselves, in the order of [`PROFILE`].
    profiles: Once<(u64, [Option<String>; PROFILE.len()])>,
    known: BTreeSet<u64>,
    outsiders: BTreeSet<u64>,
    /// Who is erased.
    marked: BTreeSet<u64>,
    /// Who is erased, or asked to be.
    erased: BTreeSet<u64>,
    /// Who asked to be and is not, or turned out since to be somebody who is not.
    asking: BTreeSet<u64>,
}

impl Found {
    fn take_people(&mut self, batch: &RecordBatch) {
        let rows = Rows::new(batch);
        let profile = PROFILE.map(|name| texts(batch, name));
        let [purposes, recipients, wordings, channels] = ["purpose", "recipient", "text", "channel"].map(|name| texts(batch, name));
        for (number, row) in (0..batch.num_rows()).filter_map(|number| Some((number, rows.get(number)?))) {
            self.meet(&row);
            let told = |column: Option<&StringArray>| at(column, number).map(str::to_owned);
            let word = match row.kind {
                RecordType::ErasureRequested => {
                    self.asking.insert(row.person);
                    self.erased.insert(row.person);
                    None
                }
                RecordType::ConsentGiven => recipient(at(purposes, number), at(recipients, number))
                    .map(|recipient| Word::Permits(recipient, Basis::Consent { wording: told(wordings), channel: told(channels) })),
                RecordType::ConsentWithdrawn => reach(at(purposes, number), at(recipients, number)).map(Word::Withdraws),
                _ => None,
            };
            if let Some(word) = word {
                self.words.take(&row, (row.person, word));
            }
            // A nickname is no name, even of a guest who turned out to be somebody.
            if !row.is_guest {
                self.profiles.take(&row, (row.person, profile.map(told)));
            }
        }
    }

    fn take_records(&mut self, batch: &RecordBatch) {
        let rows = Rows::new(batch);
        let guests = batch.column_by_name("guest").and_then(|column| column.as_primitive_opt::<UInt64Type>());
        let (roles, stands) = (texts(batch, "role"), texts(batch, "stand"));
        for (number, row) in (0..batch.num_rows()).filter_map(|number| Some((number, rows.get(number)?))) {
            self.meet(&row);
            if at(roles, number).is_some_and(|role| role != Role::Attendee.as_str()) {
                self.outsiders.insert(row.person);
            }
            match row.kind {
                RecordType::IdentityLinked => {
                    if let Some(guests) = guests.filter(|guests| guests.is_valid(number)) {
                        let guest = guests.value(number);
                        if [row.person, guest].iter().any(|key| self.marked.contains(key)) {
                            self.asking.insert(row.person);
                        }
                        self.links.take(&row, (row.person, guest));
                    }
                }
                RecordType::StandContactRequested => {
                    if let Some(stand) = at(stands, number) {
                        self.contact_requests.take(&row, (row.person, stand.to_owned()));
                    }
                }
                RecordType::RegistrationCreated | RecordType::RegistrationUpdated | RecordType::RegistrationCancelled => {
                    self.registrations.take(&row, (row.person, row.kind != RecordType::RegistrationCancelled));
                }
                _ => {}
            }
        }
    }

    fn meet(&mut self, row: &Row) {
        if !row.is_guest {
            self.known.insert(row.person);
        }
    }

    /// What all of it says together, once every copy of every record is known.
    fn settle(self, stands: &Stands) -> Facts {
        let link = |((time, _), (person, guest))| Link { time, person, guest };
        let statement = |((time, record), (person, word))| Statement { person, time, record, word };
        let mut history = History {
            statements: self.words.into_iter().map(statement).collect(),
            links: self.links.into_iter().map(link).collect(),
            known: self.known,
            outsiders: self.outsiders,
            erased: self.erased,
        };
        let people = People::new(&history);
        let request = |((time, record), (person, stand)): ((i64, u64), (u64, String))| {
            let partner = stands.partner(&stand, person, &people)?;
            Some(Statement { person, time, record, word: Word::Permits(Recipient::Partner(partner), Basis::Request) })
        };
        history.statements.extend(self.contact_requests.into_iter().filter_map(request));
        let mut profiles = BTreeMap::<u64, Profile>::new();
        for (at, (person, values)) in self.profiles.into_iter() {
            let profile = profiles.entry(person).or_default();
            for (column, text) in values.iter().enumerate().filter_map(|(column, text)| Some((column, text.as_deref()?))) {
                profile.tell(column, at, text);
            }
        }
        let mut registrations = BTreeMap::new();
        for (at, (person, stands)) in self.registrations.into_iter() {
            let last = registrations.entry(person).or_insert((at, stands));
            *last = (*last).max((at, stands));
        }
        Facts { history, profiles, registrations, asking: self.asking.len() }
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
    fn a_later_copy_of_a_record_is_no_later_word() {
        let row = |record, time| Row { person: 1, record, time, kind: RecordType::ConsentGiven, is_guest: false };
        let permits = || (1, Word::Permits(Recipient::Organizer, Basis::Request));
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let said = [(row(7, 10), permits()), (row(8, 11), (1, Word::Withdraws(Reach::Everybody))), (row(7, 12), permits())];
            let mut words = Once::default();
            for place in order {
                words.take(&said[place].0, said[place].1.clone());
            }
            let times: Vec<_> = words.into_iter().map(|(at, _)| at).collect();
            assert_eq!(times, [(10, 7), (11, 8)]);
        }
    }

    #[test]
    fn a_stand_s_own_people_are_nobody_s_contacts_there_under_any_key() {
        let (staff, guest, visitor) = (1, 11, 2);
        let stands =
            Stands(BTreeMap::from([("robotics".to_owned(), (Id::parse("robotics-ltd").expect("an id"), BTreeSet::from([staff])))]));
        let mut found = Found::default();
        for (record, person) in [(1, guest), (2, visitor), (3, staff)] {
            let row = Row { person, record, time: 5, kind: RecordType::StandContactRequested, is_guest: person == guest };
            found.contact_requests.take(&row, (person, "robotics".to_owned()));
        }
        let link = Row { person: staff, record: 4, time: 9, kind: RecordType::IdentityLinked, is_guest: false };
        found.links.take(&link, (staff, guest));
        let said: Vec<u64> = found.settle(&stands).history.statements.iter().map(|statement| statement.person).collect();
        assert_eq!(said, [visitor]);
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
