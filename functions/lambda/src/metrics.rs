//! Numbers for the operator: a line of the log in CloudWatch's embedded metric format (AWS, "Specification: Embedded metric format"), which
//! becomes metrics without a request.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::{Invocation, clock};

/// Under which all metrics are found.
pub const NAMESPACE: &str = "kooste";

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// Bytes.
    Bytes,
    /// Seconds.
    Seconds,
    /// Anything else.
    None,
}

/// Numbers that a call came to, each under its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metrics(Vec<(&'static str, Unit, Value)>);

impl Metrics {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a number.
    #[must_use]
    pub fn with(mut self, name: &'static str, unit: Unit, number: impl Into<Value>) -> Self {
        self.0.push((name, unit, number.into()));
        self
    }

    /// Adds a number of things.
    #[must_use]
    pub fn count(self, name: &'static str, number: usize) -> Self {
        self.with(name, Unit::Count, number)
    }

    /// What a call has cost: written once, at its end.
    #[must_use]
    pub fn of_call(invocation: &Invocation) -> Self {
        let seconds = invocation.elapsed().as_secs_f64();
        Self::new().with("Duration", Unit::Seconds, seconds).with("GBSeconds", Unit::None, invocation.gb_seconds())
    }

    /// Writes the numbers as one line. `event` is a property to search for, not a dimension: each value of one is paid for.
    pub fn write(self, invocation: &Invocation, event: Option<&str>) {
        let line = self.line(invocation, event, clock::now().as_millisecond());
        // A log that takes no more lines is no reason to fail.
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    fn line(self, invocation: &Invocation, event: Option<&str>, now_ms: i64) -> Value {
        let named: Vec<Value> = self.0.iter().map(|(name, unit, _)| json!({ "Name": name, "Unit": format!("{unit:?}") })).collect();
        let mut line = Map::new();
        let directive = json!([{ "Namespace": NAMESPACE, "Dimensions": [["function"]], "Metrics": named }]);
        line.insert("_aws".to_owned(), json!({ "Timestamp": now_ms, "CloudWatchMetrics": directive }));
        line.insert("function".to_owned(), json!(invocation.function));
        line.insert("trace".to_owned(), json!(invocation.trace));
        if let Some(event) = event {
            line.insert("event".to_owned(), json!(event));
        }
        line.extend(self.0.into_iter().map(|(name, _, number)| (name.to_owned(), number)));
        Value::Object(line)
    }
}

#[cfg(test)]
mod tests {
    use lambda_runtime::Context;

    use super::*;

    #[test]
    fn every_number_is_declared_and_there() {
        let metrics = Metrics::new().count("Records", 7).with("Bytes", Unit::Bytes, 1_u64 << 40);
        let line = metrics.line(&Invocation::new(&Context::default()), Some("e"), 1_700_000_000_000);
        let directive = &line["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Namespace"], NAMESPACE);
        assert_eq!(directive["Dimensions"], json!([["function"]]));
        assert_eq!(directive["Metrics"], json!([{ "Name": "Records", "Unit": "Count" }, { "Name": "Bytes", "Unit": "Bytes" }]));
        assert_eq!((&line["Records"], &line["Bytes"], &line["event"]), (&json!(7), &json!(1_u64 << 40), &json!("e")));
        assert_eq!(line["_aws"]["Timestamp"], json!(1_700_000_000_000_i64));
    }
}
