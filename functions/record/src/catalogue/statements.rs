//! What persons said of themselves and did, beside being there.

use super::{Table, day, dimension, flag, measure, model, person, sensitive, ticket, time};

/// The tables, in the order in which their models build on each other.
pub(super) fn tables() -> Vec<Table> {
    vec![
        model(
            "registrations",
            "one row a person who ever registered",
            vec![
                person(),
                ticket(),
                dimension("channel", "how they came to register, as last told", "newsletter, partner"),
                time("registered_at", "when they first registered"),
                flag("cancelled", "whether the last word is a cancellation"),
            ],
        ),
        model(
            "registration_days",
            "one row a person and day on which they registered or cancelled",
            vec![
                person(),
                day("day", "the day, in the event's time zone"),
                flag("registered", "whether they registered on it"),
                flag("cancelled", "whether they cancelled on it"),
            ],
        ),
        model(
            "answers",
            "one row a person, choice question and option of their last answer to it",
            vec![person(), question(), sensitive("option", "the id of the option", "master, bachelor")],
        ),
        model(
            "survey_answers",
            "the same, of what was answered in surveys",
            vec![person(), question(), sensitive("option", "the id of the option", "good, poor")],
        ),
        model(
            "answer_numbers",
            "one row a person and number question: their last answer; a date is the age at the event's start",
            vec![
                person(),
                question(),
                measure("value", -1e9, 1e9, "the number", "34, 7.5"),
                sensitive("band", "the number as one of the question's bands, ready to group by", "<18, 18-25, 65+"),
            ],
        ),
        // What somebody voted is as much an answer.
        model(
            "poll_votes",
            "one row a person, poll and option of their last vote in it",
            vec![person(), dimension("poll", "the poll's id", "p1"), sensitive("option", "the id of the option", "yes, no")],
        ),
        model(
            "defects",
            "one row a defect of the log, at the person it happened to, and one a person who is excluded for a role",
            vec![person(), dimension("measure", "what is wrong", "duplicate, late, inferred_leave, excluded_speaker")],
        ),
        model(
            "stand_activity",
            "one row a record of a visitor at a stand; the stand's own staff are left out",
            vec![
                person(),
                dimension("stand", "the stand's id", "robotics"),
                dimension("type", "what happened: the record's type", "stand.viewed, document.opened, meeting.held"),
            ],
        ),
    ]
}

fn question() -> super::Column {
    dimension("question", "the question's id", "education, age")
}
