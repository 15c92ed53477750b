//! Invented people's names: common first and last names, put together by chance.

use super::random::Random;

const FINNISH_FIRST: [&str; 28] = [
    "Aino", "Eero", "Helmi", "Ilmari", "Juhani", "Kaisa", "Lauri", "Maija", "Niilo", "Oona", "Päivi", "Raimo", "Sanna", "Tuomas", "Ulla",
    "Väinö", "Ylva", "Äijö", "Matti", "Liisa", "Antti", "Noora", "Pekka", "Riikka", "Sami", "Tiina", "Veera", "Jenni",
];
const FINNISH_LAST: [&str; 24] = [
    "Virtanen",
    "Korhonen",
    "Mäkinen",
    "Nieminen",
    "Mäkelä",
    "Hämäläinen",
    "Laine",
    "Heikkinen",
    "Koskinen",
    "Järvinen",
    "Lehtonen",
    "Saarinen",
    "Salminen",
    "Heinonen",
    "Niemi",
    "Kinnunen",
    "Salonen",
    "Turunen",
    "Salo",
    "Laitinen",
    "Rantanen",
    "Tuominen",
    "Jokinen",
    "Savolainen",
];
const SWEDISH_FIRST: [&str; 18] = [
    "Anna", "Björn", "Cecilia", "Erik", "Frida", "Gustav", "Ingrid", "Johan", "Karin", "Lars", "Märta", "Nils", "Sara", "Oskar", "Petra",
    "Sven", "Åsa", "Östen",
];
const SWEDISH_LAST: [&str; 16] = [
    "Andersson",
    "Johansson",
    "Karlsson",
    "Nilsson",
    "Eriksson",
    "Larsson",
    "Lindström",
    "Lindqvist",
    "Åkerman",
    "Öberg",
    "Björk",
    "Sjöberg",
    "Söderström",
    "Ekholm",
    "Nyman",
    "Ström",
];
const ENGLISH_FIRST: [&str; 18] = [
    "Alice",
    "Ben",
    "Charlotte",
    "Daniel",
    "Emily",
    "George",
    "Hannah",
    "Jack",
    "Katherine",
    "Liam",
    "Megan",
    "Oliver",
    "Priya",
    "Rachel",
    "Samuel",
    "Thomas",
    "Victoria",
    "William",
];
const ENGLISH_LAST: [&str; 16] = [
    "Smith", "O'Connor", "Taylor", "Brown", "Wilson", "Evans", "Walker", "Wright", "Robinson", "Hall", "Green", "Patel", "Clarke",
    "Jackson", "Wood", "Turner",
];
const NICKNAMES: [&str; 10] = ["vieras", "Guest", "kahvikuppi", "hej!", "Me", "etäosallistuja", "N.N.", "🙂", "Testaaja", "gäst"];

/// Companies: name and the domain of its addresses.
const COMPANIES: [(&str, &str); 14] = [
    ("Acme Oy", "acme.example"),
    ("Kaupunki", "kaupunki.example"),
    ("Yliopisto", "yliopisto.example"),
    ("Lumi & Jää Oy", "lumi.example"),
    ("Metsäpolku Oy", "metsapolku.example"),
    ("Aurora Bank Plc", "aurora.example"),
    ("Hälsovård Ab", "halsovard.example"),
    ("Pohjantähti ry", "pohjantahti.example"),
    ("Konepaja \"Ruuvi\" Oy", "ruuvi.example"),
    ("Viestintä Valo Oy", "valo.example"),
    ("Norrsken Media Ab", "norrsken.example"),
    ("Harbour Consulting Ltd", "harbour.example"),
    ("Satama Oyj", "satama.example"),
    ("", "example.org"),
];
const JOBS: [&str; 9] =
    ["Johtaja", "Suunnittelija", "Developer", "Projektipäällikkö", "Lärare", "HR Manager", "Tutkija", "Konsulentti", ""];

/// The language that a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    /// Finnish.
    Finnish,
    /// Swedish.
    Swedish,
    /// English.
    English,
}

/// What a profile says.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// First and last name, or a nickname.
    pub(super) name: String,
    /// E-mail; none for a nickname.
    pub(super) email: Option<String>,
    /// Employer; may be empty.
    pub(super) company: &'static str,
    /// Work; may be empty.
    pub(super) title: &'static str,
    /// Phone number, of a range kept for fiction.
    pub(super) phone: Option<String>,
}

/// Invents a person of a language.
pub(super) fn profile(random: &mut Random, tongue: Tongue) -> Profile {
    let (first, last) = match tongue {
        Tongue::Finnish => (random.pick(&FINNISH_FIRST), random.pick(&FINNISH_LAST)),
        Tongue::Swedish => (random.pick(&SWEDISH_FIRST), random.pick(&SWEDISH_LAST)),
        Tongue::English => (random.pick(&ENGLISH_FIRST), random.pick(&ENGLISH_LAST)),
    };
    let (company, domain) = random.pick(&COMPANIES);
    let email = format!("{}.{}{}@{domain}", ascii(first), ascii(last), random.below(90) + 10);
    let phone = random.chance(300).then(|| format!("+44 1632 960{:03}", random.below(1000)));
    Profile { name: format!("{first} {last}"), email: Some(email), company, title: random.pick(&JOBS), phone }
}

/// Invents a nickname.
pub(super) fn nickname(random: &mut Random) -> Profile {
    Profile { name: (random.pick(&NICKNAMES)).to_owned(), email: None, company: "", title: "", phone: None }
}

fn ascii(name: &str) -> String {
    let plain = |letter: char| match letter {
        'ä' | 'å' => 'a',
        'ö' => 'o',
        other => other,
    };
    name.to_lowercase().chars().map(plain).filter(char::is_ascii_alphabetic).collect()
}
