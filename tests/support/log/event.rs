//! The events of the tests: over midnight, over both changes of the clock, off the round hour, in odd time zones.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{MARK, MINUTE, SECOND};

/// An event to make a log for; instants are microseconds since 1970.
pub(crate) struct Event {
    pub(crate) id: &'static str,
    pub(crate) organizer: &'static str,
    zone: &'static str,
    pub(crate) starts: i64,
    pub(crate) ends: i64,
    privacy: &'static str,
    pub(crate) rooms: &'static [&'static str],
    pub(crate) sessions: Vec<Session>,
}

pub(crate) struct Session {
    id: String,
    pub(crate) room: &'static str,
    track: Option<&'static str>,
    pub(crate) starts: i64,
    pub(crate) ends: i64,
}

pub(crate) const STANDS: [&str; 3] = ["robotics", "tea-house", "nobody"];
pub(crate) const POLLS: [(&str, &[&str]); 2] = [("again", &["yes", "no", "maybe"]), ("dish, best", &["momo", "karjalanpiirakka", "none"])];
/// Choice questions and their options.
pub(crate) const CHOICES: [(&str, &[&str]); 4] = [
    ("branch", &["public", "industry", "research", "other"]),
    ("topics", &["ai", "energy", "health", "space", "sea"]),
    ("diet", &["any", "vegan", "halal"]),
    ("rating", &["good", "fair", "poor"]),
];

impl Event {
    /// Over midnight, 5:45 ahead of UTC, starting off the round minute.
    pub(crate) fn kathmandu() -> Self {
        let rooms = &["hall", "lounge, upper", "Sali Ö", "empty"];
        Self::new("syys_2026.b", "himal", "Asia/Kathmandu", ["2026-09-12T20:02:30+05:45", "2026-09-13T04:10:00+05:45"], "", rooms)
    }

    /// Over the night in which the clock goes back an hour; the lowest threshold.
    pub(crate) fn helsinki() -> Self {
        let rooms = &["päälava", "b", "c"];
        let privacy = "[privacy]\nmin_persons = 5\n";
        Self::new("2026-yo", "acme-oy", "Europe/Helsinki", ["2026-10-24T19:00:00+03:00", "2026-10-25T06:00:00+02:00"], privacy, rooms)
    }

    /// Over the night in which the clock goes forward, 12:45 ahead of UTC.
    pub(crate) fn chatham() -> Self {
        let rooms = &["whare", "deck"];
        let privacy = "[privacy]\nmin_persons = 7\nlink = \"series\"\n";
        Self::new("spring", "rekohu.trust", "Pacific/Chatham", ["2026-09-26T22:00:00+12:45", "2026-09-27T07:00:00+13:45"], privacy, rooms)
    }

    fn new(
        id: &'static str,
        organizer: &'static str,
        zone: &'static str,
        window: [&str; 2],
        privacy: &'static str,
        rooms: &'static [&'static str],
    ) -> Self {
        let [starts, ends] = window.map(|text| text.parse::<Timestamp>().expect("an instant").as_microsecond());
        Self { id, organizer, zone, starts, ends, privacy, rooms, sessions: sessions(starts, rooms) }
    }

    /// The definition as its file.
    pub(crate) fn definition(&self) -> String {
        let mut text = format!(
            "id = \"{}\"\norganizer = \"{}\"\ntitle = {{ en = \"A night, \\\"long\\\" & odd\", fi = \"Yö\" }}\ntimezone = \"{}\"\n\
             starts = {}\nends = {}\nlanguages = [\"en\", \"fi\"]\n{}",
            self.id,
            self.organizer,
            self.zone,
            self.write(self.starts),
            self.write(self.ends),
            self.privacy
        );
        for room in self.rooms {
            let _ = writeln!(text, "[[rooms]]\nid = \"{room}\"\ntitle = {{ en = \"Room {room}\" }}");
        }
        for session in &self.sessions {
            let track = session.track.map(|track| format!("track = '{track}'\n")).unwrap_or_default();
            let (starts, ends) = (self.write(session.starts), self.write(session.ends));
            let _ = writeln!(
                text,
                "[[sessions]]\nid = \"{}\"\nroom = \"{}\"\n{track}starts = {starts}\nends = {ends}",
                session.id, session.room
            );
        }
        for (index, stand) in STANDS.into_iter().enumerate() {
            let staff = format!("\"ticket:{MARK}-t-{index}\", \"guest:{MARK}-g-{}\"", 10 + index);
            let _ = writeln!(text, "[[stands]]\nid = \"{stand}\"\npartner = \"{stand}-ltd\"\nstaff = [{staff}]");
        }
        for (poll, options) in POLLS {
            let _ =
                writeln!(text, "[[polls]]\nid = \"{poll}\"\nquestion = {{ en = \"Poll {poll}?\" }}\noptions = {{ {} }}", labels(options));
        }
        text + &questions()
    }

    fn write(&self, time: i64) -> String {
        let zone = TimeZone::get(self.zone).expect("a time zone");
        let zoned = Timestamp::from_microsecond(time).expect("in range").to_zoned_datetime(zone);
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

fn labels(options: &[&str]) -> String {
    options.iter().map(|option| format!("{option} = {{ en = \"Option {option}\" }}")).collect::<Vec<_>>().join(", ")
}

fn questions() -> String {
    let mut text = String::new();
    for (question, options) in CHOICES {
        let sensitive = question == "diet";
        let _ = writeln!(
            text,
            "[[questions]]\nid = \"{question}\"\ntype = \"choice\"\nsensitive = {sensitive}\noptions = {{ {} }}",
            labels(options)
        );
    }
    text + "[[questions]]\nid = \"years\"\nlabel = { en = \"Years in the field\" }\ntype = \"number\"\nbands = [1, 2.5, 10]\n\
            [[questions]]\nid = \"born\"\ntype = \"date\"\nbands = [18, 30, 45, 60]\n\
            [[questions]]\nid = \"score\"\ntype = \"number\"\n\
            [[questions]]\nid = \"wish\"\ntype = \"text\"\n"
}

/// A programme with parallel starts, a session inside another one, and lengths off the grid.
fn sessions(starts: i64, rooms: &'static [&'static str]) -> Vec<Session> {
    // Minutes after the start, seconds long, room, track.
    let plan: [(i64, i64, usize, Option<&str>); 9] = [
        (0, 45 * 60, 0, Some("keynotes")),
        (60, 30 * 60, 0, Some("a, \"b\"")),
        (60, 52 * 60 + 30, 1, None),
        (80, 7 * 60, 1, Some("keynotes")),
        (121, 3 * 60 + 20, 0, None),
        (150, 60 * 60, 0, Some("night")),
        (150, 60 * 60, 1, Some("night")),
        (225, 90 * 60, 0, Some("night")),
        (330, 25 * 60, 1, None),
    ];
    let session = |(index, (after, seconds, room, track)): (usize, (i64, i64, usize, Option<&'static str>))| Session {
        // Ids that do not sort as the programme does.
        id: format!("s{}", (index * 7) % 9),
        room: rooms[room],
        track,
        starts: starts + after * MINUTE,
        ends: starts + after * MINUTE + seconds * SECOND,
    };
    plan.into_iter().enumerate().map(session).collect()
}
