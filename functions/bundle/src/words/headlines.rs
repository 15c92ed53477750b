//! The sentences that stand above tables.

/// A number to be written with a word: `1 message`, `2 messages`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    is_one: bool,
    text: String,
}

/// Something done to a target: the target, how often, and by how many.
pub(crate) type Deeds = fn(&str, &Count, Option<&Count>) -> String;

impl Count {
    /// A number and how it is written.
    pub(crate) fn new(number: f64, text: String) -> Self {
        Self { is_one: (number - 1.0).abs() < 1e-9, text }
    }

    /// The number as it is written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The word in the form that goes with the number.
    pub(crate) const fn word<'w>(&self, one: &'w str, other: &'w str) -> &'w str {
        if self.is_one { one } else { other }
    }

    /// The number and the word, in the form that goes with it. English, Finnish and Swedish know two: of one, and of all others.
    pub(crate) fn of(&self, one: &str, other: &str) -> String {
        format!("{}\u{a0}{}", self.text, self.word(one, other))
    }
}

/// Two things that belong together, before and after: shares, minutes.
pub(crate) type Pair<'a> = (&'a str, &'a str);

/// Headlines, by what they tell. Of texts, the names come first and the numbers after them, in the order in which English says them.
#[derive(Debug)]
pub(crate) struct Headlines {
    /// Visitors.
    pub(crate) came: fn(&Count) -> String,
    /// Visitors, the registered, and the share of these that came.
    pub(crate) came_of: fn(&Count, &str, &str) -> String,
    /// The share of the registered that came.
    pub(crate) rate: fn(&str) -> String,
    /// Of a ticket, how many came, of how many registered.
    pub(crate) ticket: fn(&str, &str, &str) -> String,
    /// On a day, how many registered.
    pub(crate) registered: fn(&str, &str) -> String,
    /// A group, its visitors, and their share of all.
    pub(crate) part_of_all: fn(&str, &Count, Option<&str>) -> String,
    /// A group and its visitors.
    pub(crate) group: fn(&str, &Count) -> String,
    /// A room, its visitors, and how long half of them stayed at least.
    pub(crate) room: fn(&str, &Count, &str) -> String,
    /// A session, its visitors, and the share that stayed for nearly all of it.
    pub(crate) session: fn(&str, &Count, &str) -> String,
    /// A session, visitors, and the band of minutes that they stayed.
    pub(crate) band: fn(&str, &Count, &str) -> String,
    /// How many at the same time, and where and when.
    pub(crate) at_once: fn(&str, &str) -> String,
    /// A session, the shares present before and after, and the minutes of both.
    pub(crate) fell: fn(&str, Pair<'_>, Pair<'_>) -> String,
    /// How many went from a session to another.
    pub(crate) went: fn(&str, &str, &str) -> String,
    /// A room, its messages and who wrote them.
    pub(crate) messages: Deeds,
    /// A room, its questions and the votes for them.
    pub(crate) questions: Deeds,
    /// A part and its whole, both as numbers.
    pub(crate) of: fn(&str, &str) -> String,
    /// A stand, its visitors and its contact requests.
    pub(crate) stand: Deeds,
    /// A link, its clicks and who clicked.
    pub(crate) clicks: Deeds,
    /// A document, how often it was opened, and by how many.
    pub(crate) opens: Deeds,
    /// Records, and those that could not be read.
    pub(crate) records: fn(&Count, Option<&Count>) -> String,
}
