//! Records to lines, written in all the ways in which JSON can say the same.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::super::random::Random;
use super::{MARK, MINUTE, SECOND};

/// One who acts: kind and key.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) kind: &'static str,
    pub(crate) key: String,
}

/// A tab or device, with a clock of its own.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub(crate) connection: Option<String>,
    pub(crate) mode: Option<&'static str>,
    pub(crate) agent: Option<&'static str>,
    /// What its clock is ahead of the true time.
    pub(crate) skew: i64,
}

impl Device {
    /// Of no browser: a gate, a form, the platform.
    pub(crate) const fn none() -> Self {
        Self { connection: None, mode: None, agent: None, skew: 0 }
    }
}

pub(crate) struct Writer {
    event: String,
    pub(crate) random: Random,
    next_id: usize,
    lines: Vec<Vec<u8>>,
}

impl Writer {
    pub(crate) fn new(event: &str, seed: u64) -> Self {
        Self { event: event.to_owned(), random: Random::new(seed), next_id: 0, lines: Vec::new() }
    }

    pub(crate) fn into_lines(self) -> Vec<Vec<u8>> {
        self.lines
    }

    /// Writes a record that truly happened at `at`; `more` are further attributes.
    pub(crate) fn record(&mut self, actor: &Actor, device: &Device, kind: &str, at: i64, more: Value) {
        let mut record = Map::new();
        self.next_id += 1;
        record.insert("id".into(), json!(format!("{MARK}-r-{}", self.next_id)));
        record.insert("source".into(), json!(if self.next_id.is_multiple_of(3) { "https://platform.example/edge" } else { "/app" }));
        record.insert("type".into(), json!(kind));
        record.insert("event".into(), json!(self.event));
        record.insert("actorkind".into(), json!(actor.kind));
        if actor.kind != "system" {
            record.insert("actor".into(), json!(actor.key));
        }
        self.clock(&mut record, device, at);
        self.device(&mut record, device);
        let Value::Object(more) = more else { panic!("attributes are an object") };
        record.extend(more);
        self.line(&Value::Object(record));
    }

    fn clock(&mut self, record: &mut Map<String, Value>, device: &Device, at: i64) {
        let delay = self.random.range(0, 90 * SECOND);
        let time = self.write_instant(at + device.skew);
        record.insert("time".into(), json!(time));
        if device.skew != 0 || self.random.percent(20) {
            let (sent, received) = (self.write_instant(at + device.skew + delay), self.write_instant(at + delay));
            record.insert("senttime".into(), json!(sent));
            record.insert("receivedtime".into(), json!(received));
        } else if self.random.percent(20) {
            let received = self.write_instant(at + delay);
            record.insert("receivedtime".into(), json!(received));
        }
    }

    fn device(&mut self, record: &mut Map<String, Value>, device: &Device) {
        if let Some(connection) = &device.connection {
            record.insert("connection".into(), json!(connection));
        }
        if let Some(mode) = device.mode {
            record.insert("mode".into(), json!(mode));
        }
        if let Some(agent) = device.agent {
            let address = format!("203.0.113.{}", self.random.range(1, 255));
            record.insert("useragent".into(), json!(agent));
            record.insert("clientip".into(), json!(if self.random.percent(20) { "2001:db8:77::1".to_owned() } else { address }));
            record.insert("locale".into(), json!(*self.random.pick(&["fi-FI", "sv-FI", "en", "ne-NP"])));
        }
        if self.random.percent(30) {
            record.insert("specversion".into(), json!("1.0"));
        }
        if self.random.percent(10) {
            record.insert("futurefield".into(), json!([{"a": [1, 2, {"b": MARK}]}, null, -1.5e-3, "\u{0}\u{1f600}"]));
        }
    }

    /// An instant with any offset and as many decimals as it needs, or more.
    fn write_instant(&mut self, at: i64) -> String {
        let offset = *self.random.pick(&[0, 0, 0, 180, 345, -210]);
        let local = Timestamp::from_microsecond(at + offset * MINUTE).expect("in range");
        let decimals = if at % SECOND == 0 && self.random.percent(50) { 0 } else { *self.random.pick(&[6, 6, 9]) };
        let text = local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        let fraction = format!("{:09}", at.rem_euclid(SECOND) * 1000);
        let point = if decimals == 0 { "" } else { "." };
        let zone = match offset {
            0 if self.random.percent(50) => "Z".to_owned(),
            0 => "+00:00".to_owned(),
            _ => format!("{}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, offset.abs() / 60, offset.abs() % 60),
        };
        let written = format!("{text}{point}{}{zone}", &fraction[..decimals]);
        // RFC 3339 allows both.
        if self.random.percent(2) { written.to_lowercase() } else { written }
    }

    fn line(&mut self, record: &Value) {
        let mut text = record.to_string();
        match self.random.range(0, 40) {
            0 => text = text.replacen("\"id\":", "\"\\u0069d\" :\t", 1),
            1 => text = format!("  {}\t\r", text.replace(",\"", ", \"")),
            2 => text = text.replacen("presence.", "presence\\u002e", 1),
            _ => {}
        }
        self.lines.push(text.into_bytes());
    }
}
