//! Logs to try the pipeline on: seeded, of every record type of the contract, with all the dirt it names.
//!
//! Nothing here is shared with the demo: its log is another programmer's idea of the contract.

mod dirt;
mod event;
mod person;
mod writer;

use std::io::Write;

pub(crate) use dirt::bad_lines;
pub(crate) use event::Event;

use super::random::Random;
use writer::Writer;

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;

/// In everything that must stay private: keys, names, texts, tokens.
pub(crate) const MARK: &str = "zzq";

/// User agents; each has a device, system and browser family of its own together.
pub(crate) const AGENTS: [&str; 5] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.127 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.6422.165 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0",
];

/// What must be found nowhere outside the people's part of the lake.
pub(crate) fn secrets() -> Vec<String> {
    let mut secrets = vec![MARK.to_owned(), "203.0.113.".to_owned(), "2001:db8:".to_owned()];
    secrets.extend(AGENTS.map(str::to_owned));
    secrets.extend(["6478.127", "15E148", "rv:127.0", "Pixel 8"].map(str::to_owned));
    secrets
}

/// A generated log.
pub(crate) struct Log {
    pub(crate) event: &'static str,
    pub(crate) organizer: &'static str,
    pub(crate) definition: String,
    /// Keys below the raw root, and contents.
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl Log {
    /// Makes the log of an event with so many visitors.
    pub(crate) fn generate(event: &Event, seed: u64, visitors: usize) -> Self {
        let mut writer = Writer::new(event.id, seed);
        for index in 0..visitors {
            person::write(event, &mut writer, index);
        }
        dirt::system(event, &mut writer);
        let mut random = Random::new(seed ^ 0xf11e);
        let lines = dirt::spread(event, writer.into_lines(), &mut random);
        Self { event: event.id, organizer: event.organizer, definition: event.definition(), files: files(event.id, lines, &mut random) }
    }

    /// The contents of the files.
    pub(crate) fn contents(&self) -> Vec<&[u8]> {
        self.files.iter().map(|(_, bytes)| bytes.as_slice()).collect()
    }
}

/// Splits the lines over objects of every form.
fn files(event: &str, mut lines: Vec<Vec<u8>>, random: &mut Random) -> Vec<(String, Vec<u8>)> {
    random.shuffle(&mut lines);
    let key = |name: &str| format!("{event}/{name}");
    let size = lines.len() / 6;
    let mut parts = lines.chunks(size.max(1)).map(<[Vec<u8>]>::to_vec);
    let mut next = || parts.next().unwrap_or_default();
    let mut files = vec![
        (key("a.ndjson"), plain(&next())),
        (key("2026/10/24/part-0.ndjson.gz"), gzip(&next(), 3)),
        (key("2026/10/24/part-1.ndjson.zst"), zstandard(&next(), 4)),
        (key("misnamed.ndjson"), gzip(&next(), 1)),
        (key("deep/er/misnamed.ndjson.gz"), zstandard(&next(), 1)),
        (key("empty.ndjson"), Vec::new()),
    ];
    // Very late, without a line feed at its end, and with some lines for a second time.
    let mut late: Vec<Vec<u8>> = parts.flatten().collect();
    late.extend(lines.iter().step_by(97).cloned());
    let mut bytes = plain(&late);
    bytes.pop();
    files.push((key("late log ö.ndjson"), bytes));
    files
}

fn plain(lines: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in lines {
        bytes.extend_from_slice(line);
        bytes.push(b'\n');
    }
    bytes
}

/// Several members, cut anywhere.
pub(crate) fn gzip(lines: &[Vec<u8>], members: usize) -> Vec<u8> {
    let bytes = plain(lines);
    let member = |part: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(part).expect("to memory");
        encoder.finish().expect("to memory")
    };
    bytes.chunks(bytes.len().div_ceil(members).max(1)).flat_map(member).collect()
}

/// Several frames, cut anywhere.
pub(crate) fn zstandard(lines: &[Vec<u8>], frames: usize) -> Vec<u8> {
    let bytes = plain(lines);
    let frame = |part: &[u8]| zstd::stream::encode_all(part, 1).expect("to memory");
    bytes.chunks(bytes.len().div_ceil(frames).max(1)).flat_map(frame).collect()
}
