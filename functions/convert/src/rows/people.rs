//! What people told of themselves: the only rows with names, addresses and consents.

use std::borrow::Cow;

use record::kind::RecordType;

use crate::reader::{Field, Line, Value};

/// The longest value that is kept of a profile or a consent, in bytes. Longer ones are no names.
const VALUE_LEN_MAX: usize = 4096;

/// The most memory that people may take before they are written, in bytes.
const MEMORY_MAX: usize = 4 << 20;

/// The text columns of `people/` after its keys, in order.
pub(crate) const COLUMNS: usize = 10;

/// The members of `profile`, in the order of their columns.
const PROFILE: [&str; 5] = ["name", "email", "company", "title", "phone"];

/// One row of `people/`.
#[allow(clippy::struct_field_names, reason = "the names are those of the columns")]
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) person: u64,
    pub(crate) record: u64,
    pub(crate) time: i64,
    pub(crate) kind: RecordType,
    pub(crate) actor_kind: &'static str,
    /// In the order of the columns.
    pub(crate) texts: [Option<Box<str>>; COLUMNS],
}

/// People of one object, not yet written.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) rows: Vec<Person>,
    memory: usize,
}

impl People {
    /// Keeps a row.
    pub(crate) fn push(&mut self, person: Person) {
        self.memory += size_of::<Person>() + person.texts.iter().flatten().map(|text| text.len()).sum::<usize>();
        self.rows.push(person);
    }

    /// Whether it is time to write.
    pub(crate) const fn is_full(&self) -> bool {
        self.memory >= MEMORY_MAX
    }

    /// Forgets all rows.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.memory = 0;
    }
}

/// What a record tells of its actor, in the order of the columns; `None` where a record of its type, or this one, tells nothing.
pub(crate) fn texts(line: &Line<'_>, kind: RecordType) -> Option<[Option<Box<str>>; COLUMNS]> {
    let mut texts = [const { None }; COLUMNS];
    match kind {
        RecordType::RegistrationCreated
        | RecordType::RegistrationUpdated
        | RecordType::RegistrationCancelled
        | RecordType::IdentityProfile => {
            line.field(Field::Profile).for_each_member(|name, value| {
                if let Some(column) = PROFILE.iter().position(|known| *known == name) {
                    texts[column] = value.text().and_then(kept);
                }
            });
            texts.iter().any(Option::is_some).then_some(texts)
        }
        RecordType::ConsentGiven | RecordType::ConsentWithdrawn => {
            let fields = [Field::Purpose, Field::Recipient, Field::Text, Field::Channel];
            for (text, field) in texts[5..9].iter_mut().zip(fields) {
                *text = line.field(field).text().and_then(kept);
            }
            Some(texts)
        }
        RecordType::ErasureRequested => {
            texts[9] = line.field(Field::Scope).text().and_then(kept);
            Some(texts)
        }
        _ => None,
    }
}

/// How many members of `profile` the contract does not know.
pub(crate) fn unknown_profile_fields(profile: Value<'_>) -> u64 {
    let mut unknown = 0;
    profile.for_each_member(|name, _| unknown += u64::from(!PROFILE.contains(&name)));
    unknown
}

fn kept(text: Cow<'_, str>) -> Option<Box<str>> {
    (1..=VALUE_LEN_MAX).contains(&text.len()).then(|| text.into())
}
