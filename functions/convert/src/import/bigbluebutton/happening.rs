//! What can happen in a meeting, said once for all forms of log.

/// In which form something was logged. One meeting is taken from one form only: the forms overlap without sharing ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Webhooks as the server emits them: `envelope` and `core`.
    Raw,
    /// Webhooks as they are sent out: `data` and `event`.
    Mapped,
    /// The `events.xml` of a recording.
    Recording,
}

/// Something that happened in a meeting.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    /// The meeting's internal id: one time it was held.
    pub(super) meeting: String,
    /// When, in milliseconds since 1970.
    pub(super) at: i64,
    /// In which form it was logged.
    pub(super) form: Form,
    /// What.
    pub(super) what: What,
}

/// What happened. Users are internal ids: one join of one browser.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// The meeting is described.
    Described(Description),
    /// The meeting began.
    Created,
    /// The meeting ended, for everyone.
    Ended,
    /// Somebody came in.
    Joined(User),
    /// Somebody left.
    Left {
        /// Who.
        user: String,
    },
    /// Somebody wrote.
    Wrote {
        /// Who.
        user: String,
        /// Whether to some only.
        direct: bool,
        /// How many characters.
        length: usize,
    },
    /// Somebody reacted.
    Reacted {
        /// Who.
        user: String,
        /// With what.
        emoji: String,
    },
    /// A poll was opened.
    Asked(Poll),
    /// Somebody voted.
    Voted {
        /// Who.
        user: String,
        /// In which poll.
        poll: String,
        /// The ids of the options.
        options: Vec<String>,
    },
}

/// A meeting's own words about itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Description {
    /// The id that the organizer's system gave it; the same each time it is held.
    pub(super) external: String,
    /// What it is called.
    pub(super) name: String,
    /// The internal id of the meeting that this one is a breakout room of.
    pub(super) parent: Option<String>,
}

/// A user as they join.
#[derive(Clone, Debug)]
pub(super) struct User {
    /// Internal id: a new one at each join.
    pub(super) internal: String,
    /// The id that the organizer's system gave, or a made-up one.
    pub(super) external: String,
    /// The name.
    pub(super) name: String,
    /// Whether they may moderate.
    pub(super) moderator: bool,
    /// Whether the organizer's system called them a guest.
    pub(super) guest: bool,
    /// Whether they are a machine.
    pub(super) bot: bool,
}

/// A poll as it is opened.
#[derive(Clone, Debug)]
pub(super) struct Poll {
    /// Its id.
    pub(super) id: String,
    /// Who opened it; empty where the log does not say.
    pub(super) by: String,
    /// What was asked; may be empty.
    pub(super) question: String,
    /// The options, in order; none where participants type their own.
    pub(super) options: Vec<(String, String)>,
}

/// Whether a number of milliseconds since 1970 is an instant of our era, which the definition can be written with.
pub(super) fn is_instant(at: i64) -> bool {
    at >= 0 && jiff::Timestamp::from_millisecond(at.saturating_add(1000)).is_ok()
}

/// All that the files say.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// What happened, in the order of the files.
    pub(super) happenings: Vec<Happening>,
    /// Events of kinds that no report uses: microphones, cameras, slides, whiteboards.
    pub(super) unused: u64,
}

/// Status emojis that are no reactions.
const NO_REACTIONS: [&str; 4] = ["", "none", "raiseHand", "away"];

impl What {
    /// A reaction, unless the emoji only takes one back or raises a hand.
    pub(super) fn reaction(user: &str, emoji: &str) -> Option<Self> {
        (!NO_REACTIONS.contains(&emoji)).then(|| Self::Reacted { user: user.to_owned(), emoji: emoji.to_owned() })
    }
}
