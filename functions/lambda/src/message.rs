//! What is asked of a function, directly or by a queue, and the answer.

use std::collections::BTreeMap;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use record::Id;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Failure, Invocation};

/// Where a queue's message carries the trace that it belongs to.
const TRACE_ATTRIBUTE: &str = "AWSTraceHeader";

/// What the sweep asks of `convert` (an event's raw logs) and of `report` (an event); a person can ask the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The event.
    pub event: Id,
    /// Keys of raw logs; none for a report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<String>,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The queue's name for it; none where it was asked directly.
    id: Option<String>,
    /// What is asked; null where it is no JSON.
    pub body: Value,
    /// The trace that it belongs to.
    pub trace: Option<String>,
}

/// All that one call asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// By the order of the call.
    pub messages: Vec<Message>,
    is_queued: bool,
}

impl Batch {
    /// Takes a call's payload apart: a queue's messages, or what is asked directly.
    ///
    /// # Errors
    /// [`Failure::NonRetryable`] where it says that it comes from a queue, and is not of its form.
    pub fn parse(payload: Value, invocation: &Invocation) -> Result<Self, Failure> {
        if payload["Records"][0]["eventSource"] != "aws:sqs" {
            let message = Message { id: None, body: payload, trace: invocation.trace.clone() };
            return Ok(Self { messages: vec![message], is_queued: false });
        }
        let event: SqsEvent = serde_json::from_value(payload)
            .map_err(|error| Failure::NonRetryable(format!("the call is said to come from a queue, and cannot be read: {error}")))?;
        let message = |mut message: aws_lambda_events::sqs::SqsMessage| Message {
            id: message.message_id,
            body: message.body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default(),
            trace: message.attributes.remove(TRACE_ATTRIBUTE).or_else(|| invocation.trace.clone()),
        };
        Ok(Self { messages: event.records.into_iter().map(message).collect(), is_queued: true })
    }

    /// The answer to the call: to a queue, which messages are to come again; else `done`.
    ///
    /// # Errors
    /// The failure of what was asked directly.
    pub fn answer(&self, mut failures: BTreeMap<usize, Failure>, done: Value) -> Result<Value, Failure> {
        for failure in failures.values() {
            tracing::error!(step = "failed", kind = failure.kind(), reason = failure.text());
        }
        if !self.is_queued {
            return failures.pop_first().map_or(Ok(done), |(_, failure)| Err(failure));
        }
        let mut response = SqsBatchResponse::default();
        for id in failures.keys().filter_map(|index| self.messages.get(*index)?.id.as_ref()) {
            response.add_failure(id);
        }
        serde_json::to_value(response).map_err(|error| Failure::NonRetryable(format!("the answer cannot be written: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use lambda_runtime::Context;
    use serde_json::json;

    use super::*;

    fn parse(payload: Value) -> Batch {
        Batch::parse(payload, &Invocation::new(&Context::default())).expect("a batch")
    }

    #[test]
    fn a_queue_is_told_which_messages_are_to_come_again() {
        let message = |id: &str, body: &str| json!({ "messageId": id, "body": body, "eventSource": "aws:sqs", "attributes": { "AWSTraceHeader": "Root=1" } });
        let batch = parse(json!({ "Records": [message("a", "{\"event\":\"e\"}"), message("b", "not json")] }));
        assert_eq!((batch.messages[0].body["event"].as_str(), batch.messages[0].trace.as_deref()), (Some("e"), Some("Root=1")));
        assert_eq!(batch.messages[1].body, Value::Null);
        let failures = BTreeMap::from([(1, Failure::Retryable("x".to_owned()))]);
        assert_eq!(batch.answer(failures, Value::Null), Ok(json!({ "batchItemFailures": [{ "itemIdentifier": "b" }] })));
        assert_eq!(batch.answer(BTreeMap::new(), Value::Null), Ok(json!({ "batchItemFailures": [] })));
    }

    #[test]
    fn what_is_asked_directly_is_answered_or_fails() {
        let batch = parse(json!({ "event": "e" }));
        assert_eq!(batch.answer(BTreeMap::new(), json!("done")), Ok(json!("done")));
        let failure = Failure::NonRetryable("x".to_owned());
        assert_eq!(batch.answer(BTreeMap::from([(0, failure.clone())]), Value::Null), Err(failure));
    }

    #[test]
    fn an_ask_for_a_report_names_no_objects() {
        let ask = Ask { event: Id::parse("e").expect("an id"), objects: Vec::new() };
        assert_eq!(serde_json::to_string(&ask).expect("JSON"), "{\"event\":\"e\"}");
    }
}
