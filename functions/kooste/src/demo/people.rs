//! Who comes to the demo event: every visitor by number, the same whatever the number of others.

use record::id::ActorKind;
use record::kind::Role;

use super::names::{self, Profile, Tongue};
use super::programme::SESSIONS;
use super::random::Random;

/// The seed of everything.
const SEED: u64 = 0x006B_6F6F_7374_6531;

/// Visitors from Iceland: a group too small to publish.
const ICELANDERS: [u32; 2] = [23, 141];
/// Visitors with a press ticket: another one.
const PRESS: [u32; 4] = [31, 62, 93, 124];

/// Where a person lives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Home {
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'static str,
    /// BCP 47.
    pub(super) locale: &'static str,
    tongue: Tongue,
}

const fn home(country: &'static str, locale: &'static str, tongue: Tongue) -> Home {
    Home { country, locale, tongue }
}

const HOMES: &[(u64, Home)] = &[
    (700, home("FI", "fi-FI", Tongue::Finnish)),
    (62, home("FI", "sv-FI", Tongue::Swedish)),
    (33, home("FI", "en-FI", Tongue::English)),
    (88, home("SE", "sv-SE", Tongue::Swedish)),
    (40, home("EE", "et-EE", Tongue::Finnish)),
    (22, home("DE", "de-DE", Tongue::English)),
    (15, home("NO", "nb-NO", Tongue::Swedish)),
    (12, home("DK", "da-DK", Tongue::Swedish)),
    (12, home("GB", "en-GB", Tongue::English)),
    (7, home("US", "en-US", Tongue::English)),
    (5, home("NL", "nl-NL", Tongue::English)),
    (4, home("LV", "lv-LV", Tongue::English)),
];
const ICELAND: Home = home("IS", "is-IS", Tongue::Swedish);

const TICKETS: &[(u64, &str)] = &[(62, "standard"), (20, "student"), (4, "vip"), (14, "onsite")];
const CHANNELS: &[(u64, &str)] =
    &[(34, "newsletter"), (24, "search"), (16, "linkedin"), (12, "partner"), (9, "invitation"), (4, "campaign-spring"), (1, "poster")];

/// Whether and how a person comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turnout {
    /// Not at all.
    Absent,
    /// On the web.
    Online,
    /// In the building.
    Onsite,
    /// In the building on the first day, on the web on the second.
    Both,
}

impl Turnout {
    /// Whether the person is on the web on a day.
    pub(super) fn online(self, day: i64) -> bool {
        self == Self::Online || self == Self::Both && day == 1
    }

    /// Whether the person is in the building on a day.
    pub(super) fn onsite(self, day: i64) -> bool {
        self == Self::Onsite || self == Self::Both && day == 0
    }
}

/// What goes wrong with a person's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quirk {
    /// Nothing.
    None,
    /// The laptop falls asleep and wakes up again.
    Sleeps,
    /// There is a second device.
    TwoDevices,
    /// No leave ever reaches the log.
    LosesLeaves,
    /// A leave comes before its join.
    LeavesFirst,
    /// A visit of no length.
    NoLength,
    /// The client's clock is wrong, and it says when it sent.
    WrongClock,
    /// The heartbeats come without any join.
    LosesJoins,
    /// The first visit is as a guest who then logs in.
    ComesAsGuest,
    /// The browser names no connection.
    Unconnected,
}

/// One person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Number, from 0.
    pub(super) index: u32,
    /// The kind of key.
    pub(super) kind: ActorKind,
    /// The key.
    pub(super) key: String,
    /// The guest key that the person came with first.
    pub(super) guest: Option<String>,
    /// What the person is to the event.
    pub(super) role: Role,
    /// What the profile says.
    pub(super) profile: Profile,
    /// Where the person lives.
    pub(super) home: Home,
    /// The kind of ticket.
    pub(super) ticket: &'static str,
    /// How the person came to know of the event.
    pub(super) channel: &'static str,
    /// Whether the person registered.
    pub(super) registered: bool,
    /// Whether the person cancelled.
    pub(super) cancelled: bool,
    /// Whether and how the person comes.
    pub(super) turnout: Turnout,
    /// The track that the person prefers.
    pub(super) track: &'static str,
    /// How many of a thousand chances to do something the person takes.
    pub(super) lively: u64,
    /// What goes wrong.
    pub(super) quirk: Quirk,
    /// The person's own chance.
    pub(super) random: Random,
}

impl Person {
    /// A visitor by number.
    pub(super) fn visitor(index: u32) -> Self {
        let mut random = Random::new(SEED, u64::from(index));
        let home = if ICELANDERS.contains(&index) { ICELAND } else { random.weighted(HOMES) };
        let registered = index % 16 != 9;
        let quirk = quirk(index);
        let kind = kind(&mut random, registered, quirk);
        let cancelled = registered && random.chance(40) && !singled_out(index);
        let mut person = Self {
            index,
            kind,
            key: key(&mut random, kind),
            guest: (quirk == Quirk::ComesAsGuest).then(|| key(&mut random, ActorKind::Guest)),
            role: Role::Attendee,
            profile: if kind == ActorKind::Guest { names::nickname(&mut random) } else { names::profile(&mut random, home.tongue) },
            home,
            ticket: if PRESS.contains(&index) { "press" } else { random.weighted(TICKETS) },
            channel: random.weighted(CHANNELS),
            registered,
            cancelled,
            turnout: Turnout::Online,
            track: if index % 60 == 5 { "workshops" } else { random.weighted(&[(55, "technology"), (45, "leadership")]) },
            lively: 20 + random.below(40) * random.below(40) / 2,
            quirk,
            random,
        };
        person.turnout = person.decide();
        person
    }

    /// One of the people who make the event: their keys say who they are, which no visitor's does.
    pub(super) fn crew(number: u32, role: Role, kind: ActorKind, key: String) -> Self {
        let mut random = Random::new(SEED ^ 0xC4E3, u64::from(number));
        let home = HOMES[0].1;
        let profile = names::profile(&mut random, home.tongue);
        Self {
            index: number,
            kind,
            key,
            guest: None,
            role,
            profile,
            home,
            ticket: "crew",
            channel: "invitation",
            registered: false,
            cancelled: false,
            turnout: Turnout::Online,
            track: "technology",
            lively: 60,
            quirk: Quirk::None,
            random,
        }
    }

    fn decide(&mut self) -> Turnout {
        let index = self.index;
        if self.cancelled {
            return Turnout::Absent;
        }
        if singled_out(index) {
            return Turnout::Online;
        }
        if self.quirk != Quirk::None {
            return if self.registered && self.random.chance(120) { Turnout::Absent } else { Turnout::Online };
        }
        // Of those without a registration there is a log only because they came.
        if self.registered && self.random.chance(280) {
            return Turnout::Absent;
        }
        match (self.kind, self.ticket) {
            (ActorKind::Guest, _) => Turnout::Online,
            (_, "onsite") => self.random.weighted(&[(85, Turnout::Onsite), (15, Turnout::Both)]),
            (_, "vip") => self.random.weighted(&[(50, Turnout::Onsite), (40, Turnout::Both), (10, Turnout::Online)]),
            _ => self.random.weighted(&[(88, Turnout::Online), (6, Turnout::Onsite), (6, Turnout::Both)]),
        }
    }

    /// Whether the person goes to the workshops.
    pub(super) fn makes_workshops(&self) -> bool {
        self.track == SESSIONS[4].track
    }
}

/// The demo's chance apart from any person.
pub(super) fn chance_of(stream: u64) -> Random {
    Random::new(SEED ^ 0x5EED, stream)
}

fn singled_out(index: u32) -> bool {
    ICELANDERS.contains(&index) || PRESS.contains(&index)
}

/// One visitor in four has something wrong, so that even a small demo has everything.
fn quirk(index: u32) -> Quirk {
    match index % 40 {
        2 | 22 | 37 => Quirk::Sleeps,
        6 | 26 => Quirk::TwoDevices,
        10 | 30 => Quirk::LosesLeaves,
        12 => Quirk::LeavesFirst,
        14 => Quirk::NoLength,
        16 | 36 => Quirk::WrongClock,
        18 => Quirk::LosesJoins,
        20 | 28 => Quirk::ComesAsGuest,
        24 => Quirk::Unconnected,
        _ => Quirk::None,
    }
}

fn kind(random: &mut Random, registered: bool, quirk: Quirk) -> ActorKind {
    if quirk == Quirk::ComesAsGuest {
        ActorKind::Account
    } else if registered {
        random.weighted(&[(68, ActorKind::Account), (32, ActorKind::Ticket)])
    } else {
        random.weighted(&[(64, ActorKind::Guest), (20, ActorKind::Ticket), (16, ActorKind::Account)])
    }
}

fn key(random: &mut Random, kind: ActorKind) -> String {
    match kind {
        ActorKind::Account => format!("u{:010x}", random.next() >> 24),
        ActorKind::Ticket => format!("T-{:08}", random.below(100_000_000)),
        ActorKind::Guest => format!("g-{:016x}", random.next()),
        ActorKind::System => "platform".to_owned(),
    }
}
