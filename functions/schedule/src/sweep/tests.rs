//! What a sweep finds, by what lies in the store.

use record::layout;
use store::Settings;
use tempfile::TempDir;

use super::*;

/// An event that ends at noon and settles for two hours.
const DEFINITION: &str = "id = \"e\"\norganizer = \"o\"\ntitle = { en = \"E\" }\ntimezone = \"Europe/Helsinki\"\n\
    starts = 2026-05-12T09:00:00Z\nends = 2026-05-12T12:00:00Z\nlanguages = [\"en\"]\nsettle = \"2h\"\n";

struct House {
    _folder: TempDir,
    context: Context,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = |name: &str| format!("file://{}/{name}", folder.path().display());
        let settings = Settings::default();
        let context = Context {
            raw: Store::open(&root("raw"), &settings).await.expect("a root"),
            lake: Store::open(&root("lake"), &settings).await.expect("a root"),
            reports: Store::open(&root("reports"), &settings).await.expect("a root"),
            secret: Secret::new([7; 32]),
            queries: Vec::new(),
        };
        let house = Self { _folder: folder, context };
        house.put(&house.context.raw, "events/e.toml", DEFINITION).await;
        house
    }

    async fn put(&self, store: &Store, key: &str, text: &str) {
        store.write(key, text.to_owned().into()).await.expect("written");
    }

    async fn log(&self, key: &str, text: &str) {
        self.put(&self.context.raw, key, text).await;
    }

    /// What is found at a time of the event's day.
    async fn at(&self, time: &str) -> Finding {
        let now = format!("2026-05-12T{time}Z").parse().expect("a time");
        let mut findings = sweep(&self.context, now).await.expect("a sweep");
        assert_eq!(findings.len(), 1);
        findings.remove(0)
    }

    /// The keys that are to be converted.
    async fn pending(&self) -> Vec<String> {
        match self.at("14:00:00").await.state {
            State::Convert { logs } => logs.into_iter().map(|log| log.key).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// Pretends to convert: writes the marks that a conversion would write.
    async fn convert(&self, key: &str) {
        let log = self.raw_log(key).await;
        let event = Id::parse("e").expect("an id");
        self.put(&self.context.lake, &log.object.rejects(&event), "{\"object\":\"k\",\"rejects\":[]}").await;
        self.put(&self.context.lake, &log.object.records(&event), "parquet").await;
    }

    async fn raw_log(&self, key: &str) -> inventory::RawLog {
        let event = Event::read(&self.context.raw, &Id::parse("e").expect("an id")).await.expect("an event").definition;
        let pseudonyms = Pseudonyms::new(&self.context.secret, &event);
        let logs = log::list(&event, &pseudonyms, &self.context.raw, &self.context.lake, None).await.expect("a list");
        logs.into_iter().find(|log| log.entry.key == key).expect("a log")
    }

    /// Pretends to publish a release.
    async fn publish(&self, release: &inventory::ReleaseId) {
        let event = Event::read(&self.context.raw, &Id::parse("e").expect("an id")).await.expect("an event").definition;
        self.put(&self.context.reports, &format!("{}{release}/manifest.json", layout::releases(&event)), "{}").await;
        let latest = serde_json::to_string(&Latest::new(release)).expect("JSON");
        self.put(&self.context.reports, &layout::latest(&event), &latest).await;
    }

    async fn due_release(&self) -> inventory::ReleaseId {
        match self.at("14:00:00").await.state {
            State::Report { release } => release,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_event_waits_until_it_has_settled_and_is_closed_in_the_end() {
    let house = House::new().await;
    let until = "2026-05-12T14:00:00Z".parse().expect("a time");
    assert_eq!(house.at("13:59:59").await.state, State::Waits { until });
    let due = house.at("17:30:00").await;
    assert_eq!((due.state, due.overdue.map(|overdue| overdue.as_hours())), (State::Empty, Some(3)));
    let now = "2026-07-11T14:00:01Z".parse().expect("a time");
    assert_eq!(sweep(&house.context, now).await.expect("a sweep")[0].state, State::Closed);
}

#[tokio::test]
async fn what_is_not_converted_comes_before_the_report() {
    let house = House::new().await;
    house.log("e/a.ndjson", "a").await;
    house.log("e/deep/b.ndjson.gz", "b").await;
    house.log("e/notes.txt", "no log").await;
    assert_eq!(house.pending().await, ["e/a.ndjson", "e/deep/b.ndjson.gz"]);
    house.convert("e/a.ndjson").await;
    assert_eq!(house.pending().await, ["e/deep/b.ndjson.gz"]);
    house.convert("e/deep/b.ndjson.gz").await;
    let release = house.due_release().await;
    house.publish(&release).await;
    let published = house.at("15:00:00").await;
    assert_eq!((published.state, published.overdue), (State::Published { release }, None));
}

#[tokio::test]
async fn a_late_log_a_changed_definition_and_changed_queries_make_a_release_due_again() {
    let mut house = House::new().await;
    house.log("e/a.ndjson", "a").await;
    house.convert("e/a.ndjson").await;
    let first = house.due_release().await;
    house.publish(&first).await;

    house.log("e/late.ndjson", "b").await;
    assert_eq!(house.pending().await, ["e/late.ndjson"]);
    house.convert("e/late.ndjson").await;
    let second = house.due_release().await;
    assert_ne!(second, first);
    house.publish(&second).await;

    house.put(&house.context.raw, "events/e.toml", &DEFINITION.replace("\"E\"", "\"Event\"")).await;
    let third = house.due_release().await;
    assert_ne!(third, second);
    house.publish(&third).await;
    house.context.queries = vec![("reports/a/b.sql".to_owned(), "0".repeat(64))];
    assert_ne!(house.due_release().await, third);
}

#[tokio::test]
async fn a_pointer_to_another_release_is_moved_by_a_report() {
    let house = House::new().await;
    house.log("e/a.ndjson", "a").await;
    house.convert("e/a.ndjson").await;
    let old = house.due_release().await;
    house.publish(&old).await;
    house.log("e/b.ndjson", "b").await;
    house.convert("e/b.ndjson").await;
    let new = house.due_release().await;
    house.publish(&new).await;
    house.publish(&old).await;
    assert_eq!(house.due_release().await, new);
}

#[tokio::test]
async fn a_log_that_cannot_be_read_is_named_and_not_waited_for() {
    let house = House::new().await;
    house.log("e/a.ndjson", "a").await;
    house.log("e/broken.ndjson.gz", "b").await;
    house.convert("e/a.ndjson").await;
    let event = Id::parse("e").expect("an id");
    let rejects = house.raw_log("e/broken.ndjson.gz").await.object.rejects(&event);
    // A conversion that was killed may have left this; it is no reason to give up.
    house.put(&house.context.lake, &rejects, "{\"object\":\"k\",\"rejects\":[{\"line\":1,\"offset\":0,\"reason\":\"not-json\"}]}").await;
    assert_eq!(house.pending().await, ["e/broken.ndjson.gz"]);
    house.put(&house.context.lake, &rejects, "{\"object\":\"k\",\"rejects\":[{\"line\":1,\"offset\":0,\"reason\":\"undecodable\"}]}").await;
    house.due_release().await;
    assert_eq!(house.at("14:00:00").await.unreadable, ["e/broken.ndjson.gz"]);
}

#[tokio::test]
async fn an_older_version_that_was_left_is_to_be_removed() {
    let house = House::new().await;
    house.log("e/a.ndjson", "a").await;
    house.convert("e/a.ndjson").await;
    house.log("e/a.ndjson", "a, again").await;
    house.convert("e/a.ndjson").await;
    assert_eq!(house.pending().await, ["e/a.ndjson"]);
}

#[tokio::test]
async fn a_definition_that_does_not_hold_together_stops_no_other() {
    let house = House::new().await;
    house.put(&house.context.raw, "events/broken.toml", "id = 1").await;
    let now = "2026-05-12T14:00:00Z".parse().expect("a time");
    let findings = sweep(&house.context, now).await.expect("a sweep");
    let states: Vec<(&str, &str)> = findings.iter().map(|finding| (finding.event.as_str(), finding.state.name())).collect();
    assert_eq!(states, [("broken", "broken"), ("e", "empty")]);
}
