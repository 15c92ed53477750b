//! The demo: an invented hybrid event of two days, with a log as real platforms write them.
//!
//! Everything is decided by a seed: the same demo twice gives the same bytes. What is true is made first (who comes, where they are, what
//! they do), then what the log says of it, then what goes wrong with the log.

mod after;
mod crew;
mod day;
mod definition;
mod devices;
mod dirt;
mod engagement;
mod exhibition;
mod expo;
mod log;
mod names;
mod onsite;
mod people;
mod polls;
mod presence;
mod programme;
mod random;
mod registration;
mod scribe;
mod time;

use std::path::Path;
use std::{fs, io};

use record::{Id, layout};

pub(crate) use programme::EVENT;

use log::Log;
use people::{Person, Quirk, Turnout};
use scribe::{Scribe, Voice};

/// Writes the demo event's definition and logs under the raw root, over those of an earlier demo, and gives its id. `visitors` counts
/// those too who register and do not come.
///
/// # Errors
/// Where a file or folder cannot be written.
pub(crate) fn write(root: &Path, visitors: u32) -> io::Result<Id> {
    let event = Id::parse(EVENT).map_err(io::Error::other)?;
    let definition = root.join(layout::definition(&event));
    if let Some(folder) = definition.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(definition, definition::toml())?;
    let mut log = Log::new();
    for index in 0..visitors {
        visitor(&mut log, &Person::visitor(index));
    }
    crew::work(&mut Scribe { log: &mut log, random: people::chance_of(0) });
    dirt::spoil(&mut log);
    log.write(root)?;
    Ok(event)
}

/// Everything that one visitor leaves in the logs.
fn visitor(log: &mut Log, person: &Person) {
    let mut scribe = Scribe { log, random: person.random.clone() };
    if person.registered {
        registration::before(&mut scribe, person);
    }
    if person.turnout != Turnout::Absent {
        for day in days(&mut scribe, person) {
            event_day(&mut scribe, person, day);
        }
    }
    after::after(&mut scribe, person);
}

/// The days on which a visitor comes; fewer come on the second.
fn days(scribe: &mut Scribe<'_>, person: &Person) -> Vec<i64> {
    let second_too = scribe.random.chance(620);
    let only_second = scribe.random.chance(110);
    match person.turnout {
        Turnout::Both => vec![0, 1],
        _ if second_too => vec![0, 1],
        _ if only_second && person.quirk == Quirk::None => vec![1],
        _ => vec![0],
    }
}

fn event_day(scribe: &mut Scribe<'_>, person: &Person, day: i64) {
    let stays = day::stays(person, day, &mut scribe.random);
    if person.makes_workshops() && day == 0 && scribe.random.chance(850) {
        onsite::imported_workshop(scribe, person);
    }
    if person.turnout.onsite(day) {
        onsite::day(scribe, person, day, &stays);
    }
    if person.turnout.online(day) {
        online_day(scribe, person, &stays);
    }
}

fn online_day(scribe: &mut Scribe<'_>, person: &Person, stays: &[day::Stay]) {
    let mut device = if scribe.random.chance(170) {
        devices::mobile(&mut scribe.random, person.home)
    } else {
        devices::desktop(&mut scribe.random, person.home, person.quirk == Quirk::WrongClock)
    };
    if person.quirk == Quirk::Unconnected {
        device.connection = None;
    }
    let voice = Voice::of(person, &device);
    if let Some(first) = stays.first() {
        registration::introduce(scribe, person, voice, first.from);
    }
    presence::online(scribe, person, &device, stays);
    for stay in stays {
        engagement::take_part(scribe, person, voice, stay);
        if stay.room == "expo" {
            expo::walk(scribe, voice, stay.from, stay.to);
        }
    }
}

#[cfg(test)]
mod tests;
