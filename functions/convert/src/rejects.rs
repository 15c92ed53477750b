//! `rejects/<object>.json`: the places of bad lines, never their content. Written as they come, so that a log of nothing but bad lines
//! takes no more memory than a good one.

use std::io::{self, Write};

use crate::lines::Place;
use crate::pipeline::PipelineError;
use crate::reason::Reason;

/// Writes the places of bad lines as JSON: `{"object":…,"rejects":[{"line":…,"offset":…,"reason":…},…]}`.
#[derive(Debug)]
pub(crate) struct RejectsWriter<W> {
    sink: W,
    is_first: bool,
}

impl<W: Write> RejectsWriter<W> {
    /// Starts a file about the raw object of this key.
    pub(crate) fn new(mut sink: W, raw_key: &str) -> io::Result<Self> {
        write!(sink, "{{\"object\":{},\"rejects\":[", serde_json::Value::from(raw_key))?;
        Ok(Self { sink, is_first: true })
    }

    /// Writes the place of a bad line.
    pub(crate) fn write(&mut self, place: Place, reason: Reason) -> io::Result<()> {
        let separator = if std::mem::take(&mut self.is_first) { "" } else { "," };
        let Place { line, offset } = place;
        write!(self.sink, "{separator}\n{{\"line\":{line},\"offset\":{offset},\"reason\":\"{}\"}}", reason.code())
    }

    /// Ends the file.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.sink.write_all(b"\n]}\n")?;
        Ok(self.sink)
    }
}

/// The file about a raw object of which nothing can be read.
pub(crate) fn of_undecodable(raw_key: &str) -> Result<Vec<u8>, PipelineError> {
    let mut writer = RejectsWriter::new(Vec::new(), raw_key)?;
    writer.write(Place { line: 1, offset: 0 }, Reason::Undecodable)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_that_nothing_can_be_read_is_what_is_looked_for() {
        assert_eq!(Reason::Undecodable.code(), inventory::log::UNDECODABLE);
    }

    #[test]
    fn the_file_is_json_with_and_without_bad_lines() {
        let write = |places: &[(u64, Reason)]| {
            let mut writer = RejectsWriter::new(Vec::new(), "e/\"a\".ndjson").expect("in memory");
            for (line, reason) in places {
                writer.write(Place { line: *line, offset: 9 }, *reason).expect("in memory");
            }
            serde_json::from_slice::<serde_json::Value>(&writer.finish().expect("in memory")).expect("JSON")
        };
        assert_eq!(write(&[]), serde_json::json!({"object": "e/\"a\".ndjson", "rejects": []}));
        let found = write(&[(1, Reason::NotJson), (3, Reason::TooLong)]);
        assert_eq!(found["rejects"][1], serde_json::json!({"line": 3, "offset": 9, "reason": "too-long"}));
    }
}
