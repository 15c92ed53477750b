//! Queues that take messages, and give them as a function's host does (AWS SQS, JSON protocol).

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::http::{Server, answer};

/// What was sent to a queue.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// The URL of the queue.
    pub(crate) queue: String,
    pub(crate) body: String,
    pub(crate) trace: Option<String>,
}

/// Running queues, of any name.
pub(crate) struct Queues {
    server: Server,
    messages: Arc<Mutex<Vec<Message>>>,
}

impl Queues {
    pub(crate) fn start() -> Self {
        let messages = Arc::new(Mutex::new(Vec::new()));
        let sent = Arc::clone(&messages);
        let server = Server::start(move |request, stream| {
            assert_eq!(request.header("x-amz-target"), Some("AmazonSQS.SendMessage"));
            let body: Value = serde_json::from_slice(&request.body).expect("JSON");
            let text = |value: &Value| value.as_str().map(str::to_owned);
            let message = Message {
                queue: text(&body["QueueUrl"]).expect("a queue"),
                body: text(&body["MessageBody"]).expect("a body"),
                trace: text(&body["MessageSystemAttributes"]["AWSTraceHeader"]["StringValue"]),
            };
            sent.lock().expect("no panic").push(message);
            answer(stream, "200 OK", &[], "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"\"}");
        });
        Self { server, messages }
    }

    /// Their address.
    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    /// Takes out what was sent.
    pub(crate) fn take(&self) -> Vec<Message> {
        std::mem::take(&mut *self.messages.lock().expect("no panic"))
    }
}

/// A call as the host makes it of messages.
pub(crate) fn batch(bodies: &[String]) -> Value {
    let record = |(index, body): (usize, &String)| {
        json!({
            "messageId": format!("m{index}"), "receiptHandle": "r", "body": body, "attributes": { "ApproximateReceiveCount": "1" },
            "messageAttributes": {}, "md5OfBody": "x", "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-north-1:123456789012:convert", "awsRegion": "eu-north-1",
        })
    };
    json!({ "Records": bodies.iter().enumerate().map(record).collect::<Vec<_>>() })
}
