//! The demo's raw logs: which file a line lands in, and how the files are written.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};

use super::programme::EVENT;
use super::time::{DAY, FIRST_DAY, HOUR, Millis, helsinki};

/// Uncompressed bytes of one gzip member or zstd frame: as rotating writers do, a file has several.
const MEMBER: usize = 8 << 20;

/// What wrote a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Channel {
    /// The ticket shop, a file a month.
    Shop,
    /// One of the two web servers, a file an hour.
    Edge(u8),
    /// The app's server, a file a day.
    App,
    /// The gates and door readers, a file a day.
    Gates,
    /// The imported report of a workshop on another platform.
    Workshop,
    /// Replays and the survey, after the event.
    After,
    /// What one server sent only weeks later.
    Late,
    /// A server of which a third of the lines is broken.
    Faulty,
}

/// First and last hour of the web servers' files, from the first day's midnight.
const HOURS: [(i64, i64); 2] = [(8, 24), (32, 41)];

/// The logs while they are being made: for each file, its lines with the instant at which they reached it.
#[derive(Debug)]
pub(super) struct Log {
    files: BTreeMap<(Channel, i64), Vec<Line>>,
}

/// One line of a file, without its line feed.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// When it reached the log.
    pub(super) arrived: Millis,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

impl Log {
    /// Opens every file there will be, so that a smaller demo over a larger one leaves none of its lines.
    pub(super) fn new() -> Self {
        let hours = || HOURS.iter().flat_map(|(first, last)| *first..=*last);
        let edges = [1, 2].into_iter().flat_map(|edge| hours().map(move |hour| (Channel::Edge(edge), hour)));
        let shop = (0..3).map(|month| (Channel::Shop, month));
        let days = [Channel::App, Channel::Gates].into_iter().flat_map(|channel| [(channel, 0), (channel, 1)]);
        let single = [Channel::Workshop, Channel::After, Channel::Late, Channel::Faulty].map(|channel| (channel, 0));
        Self { files: edges.chain(shop).chain(days).chain(single).map(|file| (file, Vec::new())).collect() }
    }

    /// Adds a line to the file of its channel and instant.
    pub(super) fn push(&mut self, channel: Channel, arrived: Millis, mut bytes: Vec<u8>) {
        // Every line is kept until all are there, so that they can be put in order: what it was written with goes back.
        bytes.shrink_to_fit();
        self.files.entry((channel, slot(channel, arrived))).or_default().push(Line { arrived, bytes });
    }

    /// Every file with its lines, to be spoilt.
    pub(super) fn files_mut(&mut self) -> impl Iterator<Item = (Channel, i64, &mut Vec<Line>)> {
        self.files.iter_mut().map(|((channel, slot), lines)| (*channel, *slot, lines))
    }

    /// Writes every file under `<root>/<event>/`, its lines in the order in which they arrived.
    pub(super) fn write(self, root: &Path) -> io::Result<()> {
        for ((channel, slot), mut lines) in self.files {
            lines.sort_by_key(|line| line.arrived);
            let path = root.join(EVENT).join(path(channel, slot));
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut bytes = pack(encoding(channel, slot), &lines)?;
            if is_truncated(channel, slot) {
                bytes.truncate(bytes.len() * 9 / 10);
            }
            fs::write(path, bytes)?;
        }
        Ok(())
    }
}

/// Whether the archive was cut off when the server died.
const fn is_truncated(channel: Channel, slot: i64) -> bool {
    matches!((channel, slot), (Channel::App, 1))
}

fn slot(channel: Channel, arrived: Millis) -> i64 {
    let hour = (arrived - FIRST_DAY).div_euclid(HOUR);
    let [(morning, night), (second_morning, second_evening)] = HOURS;
    match channel {
        Channel::Edge(_) if hour < i64::midpoint(night, second_morning) => hour.clamp(morning, night),
        Channel::Edge(_) => hour.clamp(second_morning, second_evening),
        Channel::App | Channel::Gates => i64::from(arrived >= FIRST_DAY + DAY),
        // March, April, May.
        Channel::Shop if arrived < FIRST_DAY - 41 * DAY => 0,
        Channel::Shop => 1 + i64::from(arrived >= FIRST_DAY - 11 * DAY),
        Channel::Workshop | Channel::After | Channel::Late | Channel::Faulty => 0,
    }
}

fn path(channel: Channel, slot: i64) -> String {
    let day = |days: i64| helsinki(FIRST_DAY + days * DAY).chars().take(10).collect::<String>();
    match channel {
        Channel::Shop => format!("shop/2026-{:02}.ndjson.zst", slot + 3),
        Channel::Edge(1) => format!("{}/edge-1/{:02}.ndjson.gz", day(slot / 24), slot % 24),
        Channel::Edge(edge) => format!("{}/edge-{edge}/{:02}.ndjson.zst", day(slot / 24), slot % 24),
        Channel::App => format!("{}/app.ndjson.gz", day(slot)),
        Channel::Gates => format!("{}/gates.ndjson", day(slot)),
        Channel::Workshop => format!("{}/workshop-imported.ndjson", day(0)),
        Channel::After => "after/replay-and-survey.ndjson.zst".to_owned(),
        Channel::Late => "late/2026-06-02/edge-2.ndjson.gz".to_owned(),
        Channel::Faulty => format!("{}/edge-3/10.ndjson", day(1)),
    }
}

#[derive(Clone, Copy)]
enum Encoding {
    Plain,
    Gzip,
    Zstd,
}

fn encoding(channel: Channel, slot: i64) -> Encoding {
    match (channel, slot) {
        (Channel::Shop | Channel::After | Channel::Edge(2), _) => Encoding::Zstd,
        // The second day's gates were compressed without anyone telling the file's name.
        (Channel::Edge(_) | Channel::App | Channel::Late, _) | (Channel::Gates, 1) => Encoding::Gzip,
        (Channel::Workshop | Channel::Gates | Channel::Faulty, _) => Encoding::Plain,
    }
}

fn pack(encoding: Encoding, lines: &[Line]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let mut member = Vec::new();
    for line in lines {
        member.extend_from_slice(&line.bytes);
        member.push(b'\n');
        if member.len() >= MEMBER {
            compress(encoding, &member, &mut packed)?;
            member.clear();
        }
    }
    // The last member is there even where it is empty: an archive of nothing is an archive.
    compress(encoding, &member, &mut packed)?;
    Ok(packed)
}

fn compress(encoding: Encoding, member: &[u8], packed: &mut Vec<u8>) -> io::Result<()> {
    match encoding {
        Encoding::Plain => packed.extend_from_slice(member),
        Encoding::Gzip => {
            // No file name and no modification time: the same lines give the same bytes.
            let mut encoder = GzBuilder::new().mtime(0).write(packed, Compression::new(4));
            encoder.write_all(member)?;
            encoder.finish()?;
        }
        Encoding::Zstd => packed.append(&mut zstd::bulk::compress(member, 3)?),
    }
    Ok(())
}
