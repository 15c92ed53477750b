//! What the demo event offers: its rooms and its sessions.

use super::time::{self, Millis};

/// A text in the event's three languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    /// Finnish.
    pub(super) fi: &'static str,
    /// English.
    pub(super) en: &'static str,
    /// Swedish.
    pub(super) sv: &'static str,
}

/// A title in Finnish, English and Swedish.
pub(super) const fn title(fi: &'static str, en: &'static str, sv: &'static str) -> Title {
    Title { fi, en, sv }
}

/// The event's id.
pub(crate) const EVENT: &str = "kevat-2026";
/// The event's organizer.
pub(super) const ORGANIZER: &str = "acme-oy";
/// The event's name.
pub(super) const EVENT_TITLE: Title = title("Kevätpäivät 2026", "Spring Days 2026", "Vårdagarna 2026");

/// Rooms: id, name, capacity.
pub(super) const ROOMS: [(&str, Title, Option<u32>); 7] = [
    ("main", title("Päälava", "Main stage", "Stora scenen"), Some(2000)),
    ("hall-a", title("Sali A", "Hall A", "Sal A"), Some(600)),
    ("hall-b", title("Sali B", "Hall B", "Sal B"), Some(600)),
    ("workshop", title("Työpajahuone", "Workshop room", "Verkstadsrummet"), Some(40)),
    ("lobby", title("Aula", "Lobby", "Lobbyn"), None),
    ("networking", title("Verkostoitumispuutarha", "Networking garden", "Mötesträdgården"), Some(300)),
    ("expo", title("Näyttelyhalli", "Expo hall", "Mässhallen"), None),
];

/// A part of the programme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    /// Its id.
    pub(super) id: &'static str,
    /// Its room.
    pub(super) room: &'static str,
    /// Its track.
    pub(super) track: &'static str,
    /// The event day, 0 or 1.
    pub(super) day: i64,
    /// Minutes from that day's midnight.
    pub(super) from: i64,
    /// Minutes from that day's midnight; past 1,440 it ends the day after.
    pub(super) to: i64,
    /// How many of a thousand visitors at hand come, where nothing else is on.
    pub(super) pull: u64,
    /// Its name.
    pub(super) title: Title,
}

impl Session {
    /// First instant.
    pub(super) const fn starts(&self) -> Millis {
        time::at(self.day, self.from)
    }

    /// First instant after.
    pub(super) const fn ends(&self) -> Millis {
        time::at(self.day, self.to)
    }
}

const fn clock(hours: i64, minutes: i64) -> i64 {
    hours * 60 + minutes
}

const fn session(
    place: (&'static str, &'static str),
    id: &'static str,
    day: i64,
    window: ((i64, i64), (i64, i64)),
    pull: u64,
    title: Title,
) -> Session {
    let ((from_hour, from_minute), (to_hour, to_minute)) = window;
    let (room, track) = place;
    Session { id, room, track, day, from: clock(from_hour, from_minute), to: clock(to_hour, to_minute), pull, title }
}

const KEYNOTES: (&str, &str) = ("main", "keynotes");
const TECHNOLOGY: (&str, &str) = ("hall-a", "technology");
const LEADERSHIP: (&str, &str) = ("hall-b", "leadership");
const WORKSHOPS: (&str, &str) = ("workshop", "workshops");
const SOCIAL: (&str, &str) = ("networking", "social");

/// The workshop that was held on another platform, whose report was imported.
pub(super) const IMPORTED_WORKSHOP: &str = "workshop-facilitation";

/// The programme, in order.
pub(super) const SESSIONS: [Session; 26] = [
    session(KEYNOTES, "opening", 0, ((9, 0), (9, 45)), 930, title("Avajaiset", "Opening", "Öppning")),
    session(
        KEYNOTES,
        "keynote-trust",
        0,
        ((9, 50), (10, 30)),
        900,
        title("Luottamus rakentuu teoista", "Trust is built from deeds", "Förtroende byggs av handlingar"),
    ),
    session(
        TECHNOLOGY,
        "data-foundations",
        0,
        ((10, 45), (11, 30)),
        800,
        title("Data perustana", "Data as a foundation", "Data som grund"),
    ),
    session(
        LEADERSHIP,
        "hybrid-teams",
        0,
        ((10, 45), (11, 30)),
        800,
        title("Hybriditiimin arki", "Everyday life of a hybrid team", "Hybridteamets vardag"),
    ),
    session(
        WORKSHOPS,
        IMPORTED_WORKSHOP,
        0,
        ((10, 45), (12, 10)),
        800,
        title("Työpaja: fasilitoinnin perusteet", "Workshop: facilitation basics", "Verkstad: grunderna i facilitering"),
    ),
    session(
        TECHNOLOGY,
        "edge-computing",
        0,
        ((11, 35), (12, 10)),
        720,
        title("Laskentaa reunalla", "Computing at the edge", "Beräkning på kanten"),
    ),
    session(
        LEADERSHIP,
        "change-that-lasts",
        0,
        ((11, 35), (12, 10)),
        720,
        title("Muutos, joka kestää", "Change that lasts", "Förändring som håller"),
    ),
    session(
        TECHNOLOGY,
        "secure-by-default",
        0,
        ((13, 10), (13, 55)),
        760,
        title("Turvallinen oletuksena", "Secure by default", "Säker från början"),
    ),
    session(
        LEADERSHIP,
        "coaching",
        0,
        ((13, 10), (13, 55)),
        760,
        title("Valmentava johtaminen", "Leading by coaching", "Coachande ledarskap"),
    ),
    session(
        WORKSHOPS,
        "workshop-visual",
        0,
        ((13, 10), (14, 40)),
        800,
        title("Työpaja: visuaalinen viestintä", "Workshop: visual communication", "Verkstad: visuell kommunikation"),
    ),
    session(TECHNOLOGY, "green-software", 0, ((14, 0), (14, 40)), 700, title("Vihreä ohjelmisto", "Green software", "Grön programvara")),
    session(
        LEADERSHIP,
        "numbers-that-matter",
        0,
        ((14, 0), (14, 40)),
        700,
        title("Luvut, joilla on väliä", "Numbers that matter", "Siffror som räknas"),
    ),
    session(
        KEYNOTES,
        "panel-future",
        0,
        ((15, 0), (15, 45)),
        820,
        title("Paneeli: työn seuraava vuosikymmen", "Panel: the next decade of work", "Panel: arbetets nästa årtionde"),
    ),
    session(SOCIAL, "evening-party", 0, ((20, 0), (24, 30)), 160, title("Iltajuhla", "Evening party", "Kvällsfest")),
    session(
        KEYNOTES,
        "keynote-learning",
        1,
        ((9, 30), (10, 15)),
        880,
        title("Oppiva organisaatio", "The learning organisation", "Den lärande organisationen"),
    ),
    session(TECHNOLOGY, "ai-in-practice", 1, ((10, 30), (11, 15)), 820, title("Tekoäly käytännössä", "AI in practice", "AI i praktiken")),
    session(
        LEADERSHIP,
        "four-day-week",
        1,
        ((10, 30), (11, 15)),
        780,
        title("Nelipäiväinen viikko", "The four-day week", "Fyradagarsveckan"),
    ),
    session(
        WORKSHOPS,
        "workshop-prototyping",
        1,
        ((10, 30), (12, 0)),
        800,
        title("Työpaja: protoile päivässä", "Workshop: prototype in a day", "Verkstad: prototyp på en dag"),
    ),
    session(
        TECHNOLOGY,
        "observability",
        1,
        ((11, 20), (12, 0)),
        700,
        title("Näe mitä tapahtuu", "See what is going on", "Se vad som händer"),
    ),
    session(
        LEADERSHIP,
        "diversity-at-work",
        1,
        ((11, 20), (12, 0)),
        700,
        title("Monimuotoinen työyhteisö", "A diverse workplace", "En mångsidig arbetsplats"),
    ),
    session(
        TECHNOLOGY,
        "open-source",
        1,
        ((13, 0), (13, 45)),
        720,
        title("Avoin lähdekoodi yrityksessä", "Open source in a company", "Öppen källkod i företaget"),
    ),
    session(
        LEADERSHIP,
        "feedback",
        1,
        ((13, 0), (13, 45)),
        720,
        title("Palautteen taito", "The skill of feedback", "Konsten att ge respons"),
    ),
    session(
        WORKSHOPS,
        "workshop-writing",
        1,
        ((13, 0), (14, 30)),
        800,
        title("Työpaja: selkeä teksti", "Workshop: clear writing", "Verkstad: klar text"),
    ),
    session(
        KEYNOTES,
        "debate-regulation",
        1,
        ((14, 0), (14, 45)),
        780,
        title("Väittely: riittääkö sääntely?", "Debate: is regulation enough?", "Debatt: räcker regleringen?"),
    ),
    session(KEYNOTES, "keynote-closing", 1, ((15, 0), (15, 45)), 800, title("Rohkeus kokeilla", "The courage to try", "Modet att pröva")),
    session(
        KEYNOTES,
        "farewell",
        1,
        ((15, 50), (16, 10)),
        640,
        title("Päätössanat ja arvonta", "Closing words and raffle", "Avslutning och utlottning"),
    ),
];
