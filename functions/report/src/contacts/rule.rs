//! Who may be a contact of whom: the rule alone, from what persons said to whom it lets a list be given.
//!
//! A [`Permitted`] is made here only, and a list takes nothing else. The rule, for a person and a recipient: the last word counts. A consent
//! (to this purpose and this recipient), and a request for contact at the recipient's stand, permit; a withdrawal ends what was permitted
//! before it, and of two at one instant the withdrawal is the last. Whoever asked to be erased, had any other role than attendee, or is known
//! by a nickname only, is nobody's contact, whatever they said. What a guest did is the account's that the guest turned out to be.

use std::collections::{BTreeMap, BTreeSet};

use record::Id;
use record::identity::{Link, becomes};

/// Who may get a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Recipient {
    /// The event's organizer, for marketing.
    Organizer,
    /// A partner, by name.
    Partner(Id),
}

/// Why a person may be a contact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Basis {
    /// A consent, with the version of its wording and the place where it was given, where they are told.
    Consent { wording: Option<String>, channel: Option<String> },
    /// A request for contact at a stand of the recipient's.
    Request,
}

/// How far a withdrawal reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// One recipient.
    One(Recipient),
    /// Every partner: the withdrawal names none.
    Partners,
    /// Everybody: the withdrawal names no purpose.
    Everybody,
}

impl Reach {
    fn includes(&self, recipient: &Recipient) -> bool {
        match self {
            Self::One(one) => one == recipient,
            Self::Partners => matches!(recipient, Recipient::Partner(_)),
            Self::Everybody => true,
        }
    }
}

/// What a person said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Word {
    /// That this recipient may contact them.
    Permits(Recipient, Basis),
    /// That it may no longer.
    Withdraws(Reach),
}

/// A word, who said it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The person's key, before guests are who they turned out to be.
    pub(crate) person: u64,
    /// Microseconds since 1970.
    pub(crate) time: i64,
    /// The record that it comes from: of two at one instant, the larger one is the later.
    pub(crate) record: u64,
    pub(crate) word: Word,
}

/// All that the rule looks at.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    pub(crate) statements: Vec<Statement>,
    pub(crate) links: Vec<Link>,
    /// Keys of accounts and tickets. A key that is not among them is a guest's, or was never seen.
    pub(crate) known: BTreeSet<u64>,
    /// Keys that were seen in a role other than attendee.
    pub(crate) outsiders: BTreeSet<u64>,
    /// Keys of those who asked to be erased.
    pub(crate) erased: BTreeSet<u64>,
}

/// That a person is a contact of a recipient. Made by [`permitted`] only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Permitted {
    recipient: Recipient,
    person: u64,
    since: i64,
    basis: Basis,
}

impl Permitted {
    pub(crate) const fn recipient(&self) -> &Recipient {
        &self.recipient
    }

    pub(crate) const fn person(&self) -> u64 {
        self.person
    }

    /// When it was said, in microseconds since 1970.
    pub(crate) const fn since(&self) -> i64 {
        self.since
    }

    pub(crate) const fn basis(&self) -> &Basis {
        &self.basis
    }
}

/// Who may be on a list at all, and who every key is.
#[derive(Debug)]
pub(crate) struct People {
    becomes: BTreeMap<u64, u64>,
    known: BTreeSet<u64>,
    outsiders: BTreeSet<u64>,
    erased: BTreeSet<u64>,
}

impl People {
    pub(crate) fn new(history: &History) -> Self {
        let becomes = becomes(&history.links);
        let who = |keys: &BTreeSet<u64>| keys.iter().map(|key| becomes.get(key).copied().unwrap_or(*key)).collect();
        let (outsiders, erased) = (who(&history.outsiders), who(&history.erased));
        Self { becomes, known: history.known.clone(), outsiders, erased }
    }

    /// Who a key is.
    pub(crate) fn who(&self, key: u64) -> u64 {
        self.becomes.get(&key).copied().unwrap_or(key)
    }

    /// Whether a person asked to be erased.
    pub(crate) fn is_erased(&self, person: u64) -> bool {
        self.erased.contains(&person)
    }

    /// Whether a person may be on any list: an attendee, known by more than a nickname, who did not ask to be erased.
    pub(crate) fn may_be_listed(&self, person: u64) -> bool {
        self.known.contains(&person) && !self.outsiders.contains(&person) && !self.is_erased(person)
    }
}

/// Every contact of every recipient, by recipient and person.
pub(crate) fn permitted(history: &History, people: &People) -> Vec<Permitted> {
    let mut statements: Vec<&Statement> = history.statements.iter().collect();
    let withdraws = |said: &Statement| matches!(said.word, Word::Withdraws(_));
    statements.sort_by(|a, b| (a.time, withdraws(a), a.record, &a.word).cmp(&(b.time, withdraws(b), b.record, &b.word)));
    let mut standing: BTreeMap<u64, BTreeMap<&Recipient, Permitted>> = BTreeMap::new();
    for Statement { person, time, word, .. } in statements {
        let person = people.who(*person);
        let contacts = standing.entry(person).or_default();
        match word {
            Word::Permits(recipient, basis) => {
                let before = contacts.get(recipient).map(Permitted::basis);
                // A request after a consent adds nothing to it.
                if !matches!((before, basis), (Some(Basis::Consent { .. }), Basis::Request)) {
                    let contact = Permitted { recipient: recipient.clone(), person, since: *time, basis: basis.clone() };
                    contacts.insert(recipient, contact);
                }
            }
            Word::Withdraws(reach) => contacts.retain(|recipient, _| !reach.includes(recipient)),
        }
    }
    let listed = standing.into_iter().filter(|(person, _)| people.may_be_listed(*person));
    let mut permitted: Vec<Permitted> = listed.flat_map(|(_, contacts)| contacts.into_values()).collect();
    permitted.sort();
    permitted
}

/// When each person withdrew what.
#[derive(Debug)]
pub(crate) struct Withdrawals<'a>(BTreeMap<u64, Vec<(i64, &'a Reach)>>);

impl<'a> Withdrawals<'a> {
    pub(crate) fn new(history: &'a History, people: &People) -> Self {
        let mut withdrawals = BTreeMap::<u64, Vec<(i64, &Reach)>>::new();
        for Statement { person, time, word, .. } in &history.statements {
            if let Word::Withdraws(reach) = word {
                withdrawals.entry(people.who(*person)).or_default().push((*time, reach));
            }
        }
        Self(withdrawals)
    }

    /// When a person last withdrew what reached a recipient, in microseconds since 1970; none where they never did.
    pub(crate) fn last(&self, person: u64, recipient: &Recipient) -> Option<i64> {
        self.0.get(&person)?.iter().filter(|(_, reach)| reach.includes(recipient)).map(|(time, _)| *time).max()
    }
}

#[cfg(test)]
mod tests;
