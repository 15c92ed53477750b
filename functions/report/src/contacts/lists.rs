//! The lists as files: who is on each, by whose permission, and who no longer is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use record::{EventDefinition, Id};
use serde::{Deserialize, Serialize};

use super::facts::{Facts, MARKETING, PROFILE, Profile, SHARING};
use super::rule::{Basis, People, Permitted, Recipient, Withdrawals, permitted};
use crate::ReportError;

/// The columns of a list after those of the profile.
const LISTED: [&str; 6] = ["purpose", "recipient", "basis", "wording", "consented_at", "channel"];

/// The columns of those who no longer are on one. When they withdrew is empty where they did not, and may not be listed for another reason.
const WITHDRAWN: [&str; 3] = ["purpose", "recipient", "withdrawn_at"];

/// The columns of the operational list of attendees.
const ATTENDING: [&str; 3] = ["purpose", "recipient", "registered"];

/// A file of the lists.
pub(super) struct List {
    /// Its path below the lists' folder.
    pub(super) path: String,
    pub(super) purpose: &'static str,
    /// The organizer, or a partner.
    pub(super) recipient: String,
    /// How many persons are on it.
    pub(super) persons: usize,
    pub(super) bytes: Vec<u8>,
}

/// Everybody who ever was on a recipient's list, by recipient as its lists name it: kept in the lake, as keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed(BTreeMap<String, BTreeSet<u64>>);

/// Everything that is written.
pub(super) struct Lists {
    pub(super) lists: Vec<List>,
    pub(super) listed: Listed,
}

/// Makes every list from what the lake knows now and who was listed before.
pub(super) fn make(event: &EventDefinition, facts: &Facts, before: &Listed) -> Result<Lists, ReportError> {
    let people = People::new(&facts.history);
    let profiles = profiles(facts, &people);
    let contacts = permitted(&facts.history, &people);
    let contacts: Vec<&Permitted> = contacts.iter().filter(|contact| profiles.contains_key(&contact.person())).collect();
    let writer = Writer { event, profiles: &profiles };
    let mut lists = Vec::new();
    let mut now = BTreeMap::<String, BTreeSet<u64>>::new();
    for contacts in contacts.chunk_by(|one, next| one.recipient() == next.recipient()) {
        let recipient = contacts[0].recipient();
        now.insert(key(recipient), contacts.iter().map(|contact| contact.person()).collect());
        lists.push(writer.contacts(recipient, contacts)?);
    }
    if event.privacy.named_list {
        lists.extend(writer.attendees(facts, &people)?);
    }
    let gone = |(key, ever): (&String, &BTreeSet<u64>)| {
        let still = now.get(key);
        let gone = ever.iter().filter(|person| !still.is_some_and(|still| still.contains(person)) && !people.is_erased(**person));
        (key.clone(), gone.copied().collect::<BTreeSet<u64>>())
    };
    let gone: BTreeMap<String, BTreeSet<u64>> = before.0.iter().map(gone).collect();
    lists.extend(writer.withdrawn(&gone, &Withdrawals::new(&facts.history, &people))?);
    let mut listed = Listed(gone);
    for (key, persons) in now {
        listed.0.entry(key).or_default().extend(persons);
    }
    listed.0.retain(|_, persons| !persons.is_empty());
    Ok(Lists { lists, listed })
}

/// What each person who may be listed calls themselves; nobody of whom nothing is known.
fn profiles(facts: &Facts, people: &People) -> BTreeMap<u64, Profile> {
    let mut profiles = BTreeMap::<u64, Profile>::new();
    for (key, profile) in &facts.profiles {
        profiles.entry(people.who(*key)).or_default().absorb(profile);
    }
    profiles.retain(|person, profile| !people.is_erased(*person) && profile.is_contact());
    profiles
}

/// How the lists name a recipient: a partner's id, or nothing for the organizer.
fn key(recipient: &Recipient) -> String {
    match recipient {
        Recipient::Organizer => String::new(),
        Recipient::Partner(partner) => partner.to_string(),
    }
}

/// The recipient of such a name.
fn recipient(key: &str) -> Option<Recipient> {
    if key.is_empty() { Some(Recipient::Organizer) } else { Id::parse(key).ok().map(Recipient::Partner) }
}

struct Writer<'a> {
    event: &'a EventDefinition,
    profiles: &'a BTreeMap<u64, Profile>,
}

impl Writer<'_> {
    /// The list of one recipient: each contact with the permission that it stands on.
    fn contacts(&self, recipient: &Recipient, contacts: &[&Permitted]) -> Result<List, ReportError> {
        let (path, purpose, name) = match recipient {
            Recipient::Organizer => ("marketing.csv".to_owned(), MARKETING, self.event.organizer.to_string()),
            Recipient::Partner(partner) => (format!("partners/{partner}.csv"), SHARING, partner.to_string()),
        };
        let rows = contacts.iter().map(|contact| {
            let (basis, wording, channel) = match contact.basis() {
                Basis::Consent { wording, channel } => ("consent", wording.as_deref(), channel.as_deref()),
                Basis::Request => ("contact-request", None, None),
            };
            let since = self.moment(contact.since());
            let permission = [purpose, &name, basis, wording.unwrap_or_default(), &since, channel.unwrap_or_default()].map(str::to_owned);
            (contact.person(), permission.to_vec())
        });
        self.list(path, purpose, name.clone(), &LISTED, &rows.collect::<Vec<_>>())
    }

    /// The organizer's list of those who registered, or logged in without having registered; nothing where there is nobody.
    fn attendees(&self, facts: &Facts, people: &People) -> Result<Option<List>, ReportError> {
        let mut registrations = BTreeMap::new();
        for (key, told) in &facts.registrations {
            let last = registrations.entry(people.who(*key)).or_insert(*told);
            *last = (*last).max(*told);
        }
        let (purpose, organizer) = ("event-operations", self.event.organizer.to_string());
        let rows: Vec<_> = self
            .profiles
            .keys()
            .filter(|person| people.may_be_listed(**person))
            .filter_map(|person| {
                let registered = match registrations.get(person) {
                    Some((_, false)) => return None,
                    Some((_, true)) => "true",
                    None => "false",
                };
                Some((*person, [purpose, &organizer, registered].map(str::to_owned).to_vec()))
            })
            .collect();
        if rows.is_empty() {
            return Ok(None);
        }
        self.list("attendees.csv".to_owned(), purpose, organizer.clone(), &ATTENDING, &rows).map(Some)
    }

    /// Who was on an earlier list and is on none of that recipient now: of all recipients for the organizer, and of each partner alone.
    fn withdrawn(&self, gone: &BTreeMap<String, BTreeSet<u64>>, withdrawals: &Withdrawals<'_>) -> Result<Vec<List>, ReportError> {
        let organizer = self.event.organizer.to_string();
        let row = |key: &str, person: u64| {
            let (purpose, name) = if key.is_empty() { (MARKETING, organizer.as_str()) } else { (SHARING, key) };
            let at = recipient(key).and_then(|recipient| withdrawals.last(person, &recipient));
            (person, vec![purpose.to_owned(), name.to_owned(), at.map(|at| self.moment(at)).unwrap_or_default()])
        };
        let known =
            |persons: &BTreeSet<u64>| persons.iter().copied().filter(|person| self.profiles.contains_key(person)).collect::<Vec<_>>();
        let of = |key: &str, persons: &BTreeSet<u64>| known(persons).into_iter().map(|person| row(key, person)).collect::<Vec<_>>();
        let all: Vec<_> = gone.iter().flat_map(|(key, persons)| of(key, persons)).collect();
        let mut lists = Vec::new();
        if !all.is_empty() {
            lists.push(self.list("withdrawn.csv".to_owned(), "withdrawn", organizer.clone(), &WITHDRAWN, &all)?);
        }
        for (partner, persons) in gone.iter().filter(|(key, _)| !key.is_empty()) {
            let rows = of(partner, persons);
            if !rows.is_empty() {
                lists.push(self.list(format!("withdrawn/{partner}.csv"), "withdrawn", partner.clone(), &WITHDRAWN, &rows)?);
            }
        }
        Ok(lists)
    }

    /// A file of persons by name, each with what the list says of them.
    fn list(
        &self,
        path: String,
        purpose: &'static str,
        recipient: String,
        columns: &[&str],
        rows: &[(u64, Vec<String>)],
    ) -> Result<List, ReportError> {
        let profile = |person: &u64| self.profiles.get(person).map(Profile::values).unwrap_or_default();
        let mut rows: Vec<_> = rows.iter().map(|(person, rest)| (profile(person), *person, rest)).collect();
        rows.sort();
        let header = PROFILE.iter().chain(columns).copied();
        let fields = rows.iter().map(|(profile, _, rest)| profile.iter().copied().chain(rest.iter().map(String::as_str)));
        let bytes = bundle::text_table(header, fields).map_err(|source| ReportError::List { path: path.clone(), source })?;
        Ok(List { path, purpose, recipient, persons: rows.len(), bytes })
    }

    /// An instant in the event's time zone, RFC 3339.
    fn moment(&self, micros: i64) -> String {
        let instant = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH);
        instant.to_zoned_datetime(self.event.timezone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}
