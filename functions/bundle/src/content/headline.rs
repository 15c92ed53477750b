//! The headline of a table: what its numbers say, in a sentence.
//!
//! A headline states what is printed and compares with nothing that may be hidden: "Finland: 984 visitors", not "most came from
//! Finland". Where what it needs is not published there is none, and the table's title stands alone.

use record::table::{ColumnSpec, Unit};

use super::Content;
use super::row::{Row, highest, rows};
use crate::sheet::{Sheet, Value};

/// Days that a headline names one by one, at most.
const DAYS_MAX: usize = 3;

/// What a headline names of a table that has none of its own.
const NAMED: usize = 2;

impl Content<'_> {
    /// The headline of a table, where anything can be said.
    pub(crate) fn headline(&self, sheet: &Sheet<'_>) -> Option<String> {
        let own = match sheet.spec.name.as_str() {
            "attendance" => attendance(self, sheet),
            "attendance_by_ticket" => ticket(self, sheet),
            "registrations_by_day" => registrations(self, sheet),
            "visitors_by_country" | "visitors_by_device" | "visitors_by_login" | "visitors_by_mode" => part_of_all(self, sheet),
            "visits_by_day" => days(self, sheet),
            "rooms" => room(self, sheet),
            "sessions" => session(self, sheet),
            "time_in_session" => band(self, sheet),
            "concurrency" => at_once(self, sheet),
            "retention" => self.largest_drop(sheet).map(|drop| drop.headline),
            "session_flow" => flow(self, sheet),
            "chat" => chat(self, sheet),
            "reactions" => reactions(self, sheet),
            "questions_asked" => questions(self, sheet),
            "polls" => poll(self, sheet),
            "stands" => stand(self, sheet),
            "links" => target(self, sheet, "clicks", self.locale.words.headlines.clicks),
            "documents" => target(self, sheet, "opens", self.locale.words.headlines.opens),
            "data_quality" => quality(self, sheet),
            _ => None,
        };
        own.or_else(|| general(self, sheet))
    }

    /// Between which minutes of a session most of those who were there at its start were lost.
    pub(crate) fn largest_drop(&self, sheet: &Sheet<'_>) -> Option<Drop> {
        let told: Vec<Row<'_>> = rows(self, sheet).collect();
        let steps = told.windows(2).filter_map(|pair| {
            let [before, after] = pair else { return None };
            let (from, until) = (before.number("minute")?, after.number("minute")?);
            let follows = before.text("session")? == after.text("session")? && until > from;
            follows.then_some((*before, *after, before.number("share")? - after.number("share")?))
        });
        let (before, after, lost) = steps.reduce(|best, next| if next.2 > best.2 { next } else { best }).filter(|step| step.2 > 0.0)?;
        let session = after.text("session")?;
        let share = |row: &Row<'_>| row.number("share").map(|share| self.locale.percent(share));
        let minutes = (before.text("minute")?, after.text("minute")?);
        let within = self.locale.tick(after.number("minute")? - before.number("minute")?, Unit::Number);
        let headline = (self.locale.words.headlines.fell)(&session, (&share(&before)?, &share(&after)?), (&minutes.0, &minutes.1));
        Some(Drop { lost: self.locale.percent(lost), session, minutes, within, headline })
    }
}

/// Where visitors left.
pub(crate) struct Drop {
    /// The share of those present at the start that was lost.
    pub(crate) lost: String,
    /// The session's title.
    pub(crate) session: String,
    /// Between which minutes of it.
    pub(crate) minutes: (String, String),
    /// How many minutes that is.
    pub(crate) within: String,
    /// All of it in a sentence.
    pub(crate) headline: String,
}

fn attendance(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let words = &content.locale.words.headlines;
    let row = rows(content, sheet).next()?;
    let rate = row.number("show_up_rate").map(|rate| content.locale.percent(rate));
    match (row.count("attended"), row.count("registered").zip(rate)) {
        (Some(visitors), Some((registered, rate))) => Some((words.came_of)(&visitors, registered.text(), &rate)),
        (Some(visitors), None) => Some((words.came)(&visitors)),
        (None, Some((_, rate))) => Some((words.rate)(&rate)),
        (None, None) => None,
    }
}

fn ticket(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "registered")?;
    let (came, registered) = (row.text("attended")?, row.text("registered")?);
    Some((content.locale.words.headlines.ticket)(&row.text("ticket")?, &came, &registered))
}

fn registrations(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "registrations")?;
    Some((content.locale.words.headlines.registered)(&row.text("day")?, row.count("registrations")?.text()))
}

/// The largest known group of visitors, and how much of all it is.
fn part_of_all(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let names: Vec<&ColumnSpec> = sheet.spec.columns.iter().filter(|column| !column.unit.is_value()).collect();
    let known = rows(content, sheet).filter(|row| names.first().is_some_and(|column| !row.is_rest(&column.name)));
    let read = known.filter_map(|row| Some((row, row.number("visitors")?)));
    let (row, number) = read.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let name: Vec<String> = names.iter().filter_map(|column| row.text(&column.name)).collect();
    let all = content.sheet("attendance").and_then(|sheet| rows(content, sheet).next()?.some("attended"));
    let share = all.map(|all| content.locale.percent(number / all));
    Some((content.locale.words.headlines.part_of_all)(&name.join(", "), &row.count("visitors")?, share.as_deref()))
}

fn days(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let words = content.locale.words;
    let write = |row: Row<'_>| Some((words.headlines.group)(&row.text("day")?, &row.count("visitors")?));
    let told: Vec<String> = rows(content, sheet).filter_map(write).collect();
    if told.len() > DAYS_MAX { write(highest(content, sheet, "visitors")?) } else { (!told.is_empty()).then(|| told.join("; ")) }
}

fn room(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let words = &content.locale.words.headlines;
    let row = highest(content, sheet, "visitors")?;
    let (room, visitors) = (row.text("room")?, row.count("visitors")?);
    let half = row.number("minutes_median").map(|minutes| content.locale.at_least(minutes));
    Some(half.map_or_else(|| (words.group)(&room, &visitors), |half| (words.room)(&room, &visitors, &half)))
}

fn session(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let words = &content.locale.words.headlines;
    let row = highest(content, sheet, "visitors")?;
    let (session, visitors) = (row.text("session")?, row.count("visitors")?);
    let stayed = row.share("attended_80", "visitors");
    Some(stayed.map_or_else(|| (words.group)(&session, &visitors), |stayed| (words.session)(&session, &visitors, &stayed)))
}

fn band(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "visitors")?;
    Some((content.locale.words.headlines.band)(&row.text("session")?, &row.count("visitors")?, &row.text("band")?))
}

fn at_once(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "visitors")?;
    let place = (content.locale.words.place_and_time)(&row.text("room")?, &row.text("at")?);
    Some((content.locale.words.headlines.at_once)(row.count("visitors")?.text(), &place))
}

fn flow(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "visitors")?;
    Some((content.locale.words.headlines.went)(row.count("visitors")?.text(), &row.text("from_session")?, &row.text("to_session")?))
}

fn chat(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "messages")?;
    Some((content.locale.words.headlines.messages)(&row.text("room")?, &row.count("messages")?, row.count("senders").as_ref()))
}

fn reactions(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "reactions")?;
    Some(format!("{}: {}\u{a0}×\u{a0}{}", row.text("room")?, row.count("reactions")?.text(), row.text("emoji")?))
}

fn questions(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "questions")?;
    Some((content.locale.words.headlines.questions)(&row.text("room")?, &row.count("questions")?, row.count("votes").as_ref()))
}

/// Of the poll with most voters, the option with most votes.
fn poll(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let largest = highest(content, sheet, "voters")?.text("poll")?;
    let options = rows(content, sheet).filter(|row| row.text("poll").as_ref() == Some(&largest));
    let read = options.filter_map(|row| Some((row, row.number("votes")?)));
    let (row, _) = read.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let share = row.share("votes", "voters")?;
    let of = (content.locale.words.headlines.of)(&row.text("votes")?, &row.text("voters")?);
    Some(format!("{largest} {}: {share} ({of})", row.text("option")?))
}

fn stand(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let row = highest(content, sheet, "visitors")?;
    Some((content.locale.words.headlines.stand)(&row.text("stand")?, &row.count("visitors")?, row.count("contact_requests").as_ref()))
}

fn target(content: &Content<'_>, sheet: &Sheet<'_>, column: &str, word: crate::words::Deeds) -> Option<String> {
    let row = highest(content, sheet, column)?;
    Some(word(&row.text("target")?, &row.count(column)?, row.count("visitors").as_ref()))
}

fn quality(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let position = sheet.position("measure")?;
    let of = |measure: &str| (0..sheet.rows()).find(|&row| sheet.value(position, row) == Value::Text(measure));
    let value = |measure: &str| rows(content, sheet).nth(of(measure)?)?.count("value");
    Some((content.locale.words.headlines.records)(&value("records_read")?, value("rejected").as_ref()))
}

/// Of any other table: its largest published values with their names, or the numbers of its only row.
fn general(content: &Content<'_>, sheet: &Sheet<'_>) -> Option<String> {
    let chart = sheet.spec.chart.as_ref();
    let is_number = |column: &&ColumnSpec| matches!(column.unit, Unit::Persons | Unit::Count | Unit::Number | Unit::Minutes | Unit::Share);
    let value = sheet.spec.columns.iter().find(|column| chart.map_or_else(|| is_number(column), |chart| chart.y == column.name))?;
    let keys: Vec<&ColumnSpec> = sheet.spec.columns.iter().filter(|column| !column.unit.is_value()).collect();
    let label = value.label.get(content.locale.language).unwrap_or(&value.name);
    let mut read: Vec<(Row<'_>, f64)> = rows(content, sheet).filter_map(|row| Some((row, row.number(&value.name)?))).collect();
    // A stable sort: of equals, the first in the table is named first.
    read.sort_by(|one, other| other.1.total_cmp(&one.1));
    let series = chart.and_then(|chart| chart.series.as_ref());
    let first = series.and_then(|series| read.first()?.0.text(series));
    if let Some(series) = series.filter(|_| first.is_some()) {
        read.retain(|(row, _)| row.text(series) == first);
    }
    let name = |row: &Row<'_>| {
        let names: Vec<String> = keys.iter().filter(|key| Some(&key.name) != series).filter_map(|key| row.text(&key.name)).collect();
        names.join(", ")
    };
    let told = read.iter().take(NAMED).filter_map(|(row, _)| Some((name(row), row.text(&value.name)?)));
    let told: Vec<String> = told.map(|(name, value)| if name.is_empty() { value } else { format!("{name} ({value})") }).collect();
    (!told.is_empty()).then(|| format!("{}: {}", first.as_deref().unwrap_or(label), told.join(", ")))
}
