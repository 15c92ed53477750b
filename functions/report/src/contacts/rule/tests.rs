use proptest::prelude::*;

use super::*;

fn partner(number: u8) -> Recipient {
    Recipient::Partner(Id::parse(&format!("p{number}")).expect("an id"))
}

fn consent() -> Basis {
    Basis::Consent { wording: Some("1".to_owned()), channel: None }
}

fn says(person: u64, time: i64, word: Word) -> Statement {
    Statement { person, time, record: 0, word }
}

fn contacts(history: &History) -> Vec<(Recipient, u64)> {
    let contacts = permitted(history, &People::new(history));
    contacts.into_iter().map(|contact| (contact.recipient().clone(), contact.person())).collect()
}

/// Accounts 1 to 9.
fn history(statements: Vec<Statement>) -> History {
    History { statements, known: (1..10).collect(), ..History::default() }
}

#[test]
fn the_last_word_counts_for_the_recipient_that_it_names() {
    let gives = |time| says(1, time, Word::Permits(partner(1), consent()));
    let withdraws = |time, reach| says(1, time, Word::Withdraws(reach));
    assert_eq!(contacts(&history(vec![gives(1)])), [(partner(1), 1)]);
    assert!(contacts(&history(vec![withdraws(2, Reach::One(partner(1))), gives(1)])).is_empty());
    assert_eq!(contacts(&history(vec![withdraws(2, Reach::One(partner(2))), gives(1)])), [(partner(1), 1)]);
    assert_eq!(contacts(&history(vec![withdraws(2, Reach::One(Recipient::Organizer)), gives(1)])), [(partner(1), 1)]);
    assert!(contacts(&history(vec![gives(1), withdraws(1, Reach::One(partner(1)))])).is_empty(), "of two at once the withdrawal");
    assert!(contacts(&history(vec![gives(1), withdraws(2, Reach::Partners)])).is_empty());
    assert_eq!(contacts(&history(vec![gives(1), withdraws(2, Reach::Everybody), gives(3)])), [(partner(1), 1)]);
}

#[test]
fn nobody_is_a_contact_by_a_nickname_in_another_role_or_after_asking_to_be_erased() {
    let marketing = |person| says(person, 1, Word::Permits(Recipient::Organizer, consent()));
    let mut asked = history([1, 2, 3, 4, 20, 30].map(marketing).to_vec());
    asked.outsiders.insert(2);
    asked.erased.extend([3, 21]);
    // Guest 20 is account 5; guest 21, who is account 4, asked to be erased; guest 30 is nobody known.
    asked.links.extend([Link { time: 9, person: 5, guest: 20 }, Link { time: 9, person: 4, guest: 21 }]);
    assert_eq!(contacts(&asked), [(Recipient::Organizer, 1), (Recipient::Organizer, 5)]);
}

#[test]
fn a_request_adds_nothing_to_a_consent_and_is_enough_alone() {
    let request = |time| says(1, time, Word::Permits(partner(1), Basis::Request));
    let given = says(1, 5, Word::Permits(partner(1), consent()));
    let basis = |statements| {
        let history = history(statements);
        let found = permitted(&history, &People::new(&history));
        (found[0].since(), found[0].basis().clone())
    };
    assert_eq!(basis(vec![request(1), request(3)]), (3, Basis::Request));
    assert_eq!(basis(vec![request(1), given.clone(), request(9)]), (5, consent()));
    assert_eq!(basis(vec![given, says(1, 6, Word::Withdraws(Reach::Partners)), request(9)]), (9, Basis::Request));
}

/// What the rule says, asked the other way round: of one person and one recipient, is there a word that permits and that nothing takes back?
fn permits(history: &History, people: &People, recipient: &Recipient, person: u64) -> bool {
    let erased = history.erased.iter().any(|key| people.who(*key) == person);
    let outsider = history.outsiders.iter().any(|key| people.who(*key) == person);
    let said = |statement: &&Statement| people.who(statement.person) == person;
    let allowed = history.statements.iter().filter(said).any(|permits| {
        let Word::Permits(to, _) = &permits.word else { return false };
        let taken_back = history.statements.iter().filter(said).any(|later| match &later.word {
            Word::Withdraws(Reach::Everybody) => later.time >= permits.time,
            Word::Withdraws(Reach::Partners) => later.time >= permits.time && *recipient != Recipient::Organizer,
            Word::Withdraws(Reach::One(from)) => later.time >= permits.time && from == recipient,
            Word::Permits(..) => false,
        });
        to == recipient && !taken_back
    });
    allowed && history.known.contains(&person) && !erased && !outsider
}

fn recipients() -> impl Strategy<Value = Recipient> {
    prop_oneof![Just(Recipient::Organizer), (1..4_u8).prop_map(partner)]
}

fn words() -> impl Strategy<Value = Word> {
    prop_oneof![
        4 => recipients().prop_map(|recipient| Word::Permits(recipient, consent())),
        2 => (1..4_u8).prop_map(|number| Word::Permits(partner(number), Basis::Request)),
        2 => recipients().prop_map(|recipient| Word::Withdraws(Reach::One(recipient))),
        1 => Just(Word::Withdraws(Reach::Partners)),
        1 => Just(Word::Withdraws(Reach::Everybody)),
    ]
}

fn histories() -> impl Strategy<Value = History> {
    let statement = (1..14_u64, 0..6_i64, 0..50_u64, words());
    let statements = statement.prop_map(|(person, time, record, word)| Statement { person, time, record, word });
    let links = (0..6_i64, 1..14_u64, 1..14_u64).prop_map(|(time, person, guest)| Link { time, person, guest });
    let keys = |count| prop::collection::btree_set(1..14_u64, 0..count);
    (prop::collection::vec(statements, 0..30), prop::collection::vec(links, 0..5), keys(12), keys(3), keys(3))
        .prop_map(|(statements, links, known, outsiders, erased)| History { statements, links, known, outsiders, erased })
}

proptest! {
    #[test]
    fn a_list_has_exactly_those_whose_permission_nothing_took_back(history in histories()) {
        let people = People::new(&history);
        let recipients = [Recipient::Organizer, partner(1), partner(2), partner(3)];
        let pairs = recipients.iter().flat_map(|recipient| (1..14).map(move |person| (recipient.clone(), person)));
        let expected: Vec<_> = pairs.filter(|(recipient, person)| permits(&history, &people, recipient, *person)).collect();
        prop_assert_eq!(contacts(&history), expected);
    }

    #[test]
    fn the_order_of_the_log_changes_nothing(history in histories(), seed in any::<u64>()) {
        let mut other = history.clone();
        other.statements.sort_by_key(|said| said.record.rotate_left((seed % 64) as u32) ^ seed);
        let lists = |history: &History| contacts(history);
        prop_assert_eq!(lists(&history), lists(&other));
    }
}
