//! What one message asks.

use aws_lambda_events::s3::{S3Event, S3EventRecord};
use lambda::{Ask, Failure};
use percent_encoding::percent_decode_str;
use record::{Id, layout};
use serde_json::Value;
use store::Store;

/// What a message asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// A notification: these raw logs, by event and key, are new.
    New(Vec<(Id, String)>),
    /// Somebody asks for them.
    Asked(Ask),
}

impl Request {
    /// Reads a message.
    ///
    /// # Errors
    /// [`Failure::NonRetryable`] where it is neither a notification nor an ask.
    pub(super) fn read(body: &Value, raw: &Store) -> Result<Self, Failure> {
        if body["Event"] == "s3:TestEvent" {
            // S3 sends one when notifications are set up.
            return Ok(Self::New(Vec::new()));
        }
        if body["Records"].is_array() {
            let notification = serde_json::from_value::<S3Event>(body.clone()).map_err(|error| not_understood(&error))?;
            return Ok(Self::New(notification.records.iter().filter_map(|record| new_log(record, raw)).collect()));
        }
        serde_json::from_value(body.clone()).map(Self::Asked).map_err(|error| not_understood(&error))
    }
}

/// The raw log that a notification is about, if it is about one that is there.
fn new_log(record: &S3EventRecord, raw: &Store) -> Option<(Id, String)> {
    let is_created = record.event_name.as_deref()?.trim_start_matches("s3:").starts_with("ObjectCreated:");
    let path = decoded(record.s3.object.key.as_deref()?)?;
    let key = raw.key_of(record.s3.bucket.name.as_deref()?, &path)?;
    let event = Id::parse(key.split_once('/')?.0).ok()?;
    (is_created && layout::is_raw_log(&key)).then_some((event, key))
}

/// A key as it is, from a notification, where it is written as in a form: `+` is a space.
fn decoded(key: &str) -> Option<String> {
    let key = key.replace('+', " ");
    percent_decode_str(&key).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

fn not_understood(error: &serde_json::Error) -> Failure {
    let place = error.classify();
    Failure::NonRetryable(format!(
        "the message is neither a notification of S3 nor {{\"event\": …, \"objects\": […]}} ({place:?} error): see who sends it"
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use store::Settings;

    use super::*;

    /// As AWS writes one (Amazon S3 User Guide, "Event message structure"), shortened to what is read and what must be there.
    fn notification(name: &str, bucket: &str, key: &str) -> Value {
        json!({ "Records": [{
            "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-north-1", "eventTime": "2026-05-12T06:00:00.000Z",
            "eventName": name, "userIdentity": { "principalId": "AWS:X" }, "requestParameters": { "sourceIPAddress": "10.0.0.1" },
            "responseElements": { "x-amz-request-id": "X" },
            "s3": { "s3SchemaVersion": "1.0", "configurationId": "c",
                "bucket": { "name": bucket, "ownerIdentity": { "principalId": "X" }, "arn": format!("arn:aws:s3:::{bucket}") },
                "object": { "key": key, "size": 1024, "eTag": "d41d8cd98f00b204e9800998ecf8427e", "sequencer": "0055AED6DCD90281E5" } }
        }] })
    }

    async fn raw() -> Store {
        let credentials = aws_credential_types::Credentials::new("k", "s", None, None, "test");
        let aws = store::aws().endpoint_url("http://127.0.0.1:1").credentials_provider(credentials).load().await;
        let settings = Settings { endpoint_country: Some("FI".to_owned()), aws: Some(aws), ..Settings::default() };
        Store::open("s3://bucket/raw", &settings).await.expect("a declared endpoint")
    }

    #[tokio::test]
    async fn a_notification_names_a_new_log_of_this_root() {
        let raw = raw().await;
        let read = |name, bucket, key| Request::read(&notification(name, bucket, key), &raw).expect("a notification");
        let event = Id::parse("e").expect("an id");
        assert_eq!(
            read("ObjectCreated:Put", "bucket", "raw/e/late+log+%C3%B6%2B1.ndjson"),
            Request::New(vec![(event.clone(), "e/late log ö+1.ndjson".to_owned())])
        );
        assert_eq!(
            read("s3:ObjectCreated:CompleteMultipartUpload", "bucket", "raw/e/a/b.ndjson.gz"),
            Request::New(vec![(event, "e/a/b.ndjson.gz".to_owned())])
        );
        for (name, bucket, key) in [
            ("ObjectRemoved:Delete", "bucket", "raw/e/a.ndjson"),
            ("ObjectCreated:Put", "other", "raw/e/a.ndjson"),
            ("ObjectCreated:Put", "bucket", "rawhide/e/a.ndjson"),
            ("ObjectCreated:Put", "bucket", "raw/events/e.toml"),
            ("ObjectCreated:Put", "bucket", "raw/e/a.csv"),
            ("ObjectCreated:Put", "bucket", "raw/a.ndjson"),
            ("ObjectCreated:Put", "bucket", "raw/e/%ff.ndjson"),
        ] {
            assert_eq!(read(name, bucket, key), Request::New(Vec::new()), "{name} {bucket} {key}");
        }
    }

    #[tokio::test]
    async fn an_ask_and_a_test_event_are_understood_and_nothing_else() {
        let raw = raw().await;
        let ask = json!({ "event": "e", "objects": ["e/a.ndjson"] });
        let Ok(Request::Asked(asked)) = Request::read(&ask, &raw) else { panic!("an ask") };
        assert_eq!((asked.event.as_str(), asked.objects), ("e", vec!["e/a.ndjson".to_owned()]));
        let set_up = json!({ "Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "bucket" });
        assert_eq!(Request::read(&set_up, &raw), Ok(Request::New(Vec::new())));
        for other in [json!(null), json!({}), json!({ "event": "../e" }), json!({ "Records": [{}] })] {
            let Err(Failure::NonRetryable(text)) = Request::read(&other, &raw) else { panic!("{other}") };
            assert!(!text.contains(".."), "{text}");
        }
    }
}
