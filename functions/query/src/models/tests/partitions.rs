//! The same tables come out of one, two and eight partitions, to the last digit.

use record::catalogue;

use super::log::{Row, event, row, rows_of, run_after};
use crate::QuerySet;

const PROGRAMME: &str = r#"
[[rooms]]
id = "a"
[[rooms]]
id = "b"
[[sessions]]
id = "one"
room = "a"
track = "u"
starts = 2026-05-12T09:00:00+03:00
ends = 2026-05-12T09:45:00+03:00
[[sessions]]
id = "two"
room = "b"
track = "t"
starts = 2026-05-12T09:30:00+03:00
ends = 2026-05-12T10:30:00+03:00
[[stands]]
id = "s"
staff = ["account:1"]
[[polls]]
id = "p"
options = { yes = {}, no = {} }
[[questions]]
id = "education"
type = "choice"
options = { master = {}, other = {} }
[[questions]]
id = "age"
type = "number"
bands = [18, 65]
"#;

/// A log without chance: a linear congruential generator (Knuth's MMIX constants) says who does what.
fn log(persons: u64) -> Vec<Row> {
    let mut state = 42u64;
    let mut below = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let kinds = [
        "presence.join",
        "presence.heartbeat",
        "presence.heartbeat",
        "presence.leave",
        "chat.message",
        "reaction.sent",
        "qa.asked",
        "qa.voted",
        "poll.voted",
        "stand.viewed",
        "link.clicked",
        "document.opened",
        "meeting.held",
        "checkin.entry",
        "registration.created",
        "registration.cancelled",
        "survey.answered",
        "identity.linked",
    ];
    let mut rows = Vec::new();
    for number in 0..persons * 30 {
        let person = below(persons);
        let kind = kinds[usize::try_from(below(kinds.len() as u64)).expect("small")];
        let mut next = row(number, person, i64::try_from(below(9000)).expect("small") - 600, kind);
        next.room = Some(["a", "b"][usize::from(below(2) == 0)]);
        next.connection = (below(3) == 0).then_some(1);
        next.mode = ["online", "onsite"][usize::from(below(9) == 0)];
        next.country = [Some("FI"), Some("SE"), None][usize::from(below(2) == 0) + usize::from(below(4) == 0)];
        next.ticket = (below(2) == 0).then_some("basic");
        next.guest = (kind == "identity.linked" && below(9) == 0).then(|| below(persons));
        next.role = ["attendee", "speaker"][usize::from(below(900) == 0)];
        next.chat = Some("room");
        next.emoji = Some("👏");
        next.amount = Some(u32::try_from(below(5)).expect("small"));
        next.poll = Some("p");
        next.options = Some(vec![["yes", "no"][usize::from(below(3) == 0)]]);
        next.stand = Some("s");
        next.target = Some("programme.pdf");
        if kind.starts_with("registration") || kind == "survey.answered" {
            let option = [Some("master"), Some("other"), None][usize::from(below(2) == 0) + usize::from(below(5) == 0)];
            let age = u32::try_from(below(900)).expect("small");
            next.answers = Some(vec![("education", option, None), ("age", None, Some(f64::from(age) / 10.0))]);
        }
        rows.push(next.clone());
        if below(50) == 0 {
            rows.push(next);
        }
    }
    rows
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_depends_on_the_number_of_partitions() {
    let event = event(2, PROGRAMME);
    let (rows, earlier) = (log(400), log(100));
    let queries = QuerySet::embedded();
    let mut results: Vec<Vec<(String, String)>> = Vec::new();
    for partitions in [1, 2, 8] {
        let (_folder, context) = run_after(&event, &earlier, &rows, partitions).await;
        let mut result = Vec::new();
        for table in catalogue::tables() {
            let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
            let columns = columns.join(", ");
            let sql = format!("select {columns} from {} order by {columns}", table.name);
            result.push((table.name.to_owned(), rows_of(&context, &event, &sql).await));
        }
        for report in queries.reports() {
            let text = rows_of(&context, &event, &report.text).await;
            assert!(text.lines().count() > 4, "{} has rows:\n{text}", report.name);
            result.push((report.name.clone(), text));
        }
        results.push(result);
    }
    for (other, partitions) in results[1..].iter().zip([2, 8]) {
        for ((name, one), (_, many)) in results[0].iter().zip(other) {
            assert_eq!(one, many, "{name} over {partitions} partitions");
        }
    }
}
