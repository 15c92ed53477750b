//! What the demo's audiences were asked.

use super::programme::{Title, title};

/// A poll: its session, the minute of the session at which it opened, and its options.
#[derive(Clone, Copy, Debug)]
pub(super) struct Poll {
    /// Its id.
    pub(super) id: &'static str,
    /// Its session.
    pub(super) session: &'static str,
    /// Minutes from the session's start.
    pub(super) opens: i64,
    /// What was asked.
    pub(super) question: Title,
    /// The options, each with its weight.
    pub(super) options: &'static [(u64, (&'static str, Title))],
    /// Whether several options may be chosen.
    pub(super) several: bool,
}

/// The polls, in order.
pub(super) const POLLS: [Poll; 4] = [
    Poll {
        id: "p-times",
        session: "opening",
        opens: 12,
        question: title("Monettako kertaa olet mukana?", "How many times have you been here?", "Hur många gånger har du varit med?"),
        options: &[
            (48, ("first", title("Ensimmäistä kertaa", "First time", "Första gången"))),
            (34, ("some", title("2–4 kertaa", "2–4 times", "2–4 gånger"))),
            (18, ("many", title("Useammin", "More often", "Oftare"))),
        ],
        several: false,
    },
    Poll {
        id: "p-tools",
        session: "ai-in-practice",
        opens: 20,
        question: title("Mihin käytät tekoälyä?", "What do you use AI for?", "Vad använder du AI till?"),
        options: &[
            (40, ("text", title("Teksteihin", "Texts", "Texter"))),
            (26, ("code", title("Koodiin", "Code", "Kod"))),
            (21, ("analysis", title("Analyysiin", "Analysis", "Analys"))),
            (10, ("nothing", title("En mihinkään", "Nothing", "Ingenting"))),
            (1, ("other", title("Muuhun", "Something else", "Något annat"))),
        ],
        several: true,
    },
    Poll {
        id: "p-office",
        session: "panel-future",
        opens: 25,
        question: title("Montako toimistopäivää on sopiva?", "How many office days are right?", "Hur många kontorsdagar är lagom?"),
        options: &[
            (9, ("none", title("Ei yhtään", "None", "Inga"))),
            (58, ("one-two", title("1–2", "1–2", "1–2"))),
            (27, ("three-four", title("3–4", "3–4", "3–4"))),
            (6, ("five", title("5", "5", "5"))),
        ],
        several: false,
    },
    Poll {
        id: "p-again",
        session: "farewell",
        opens: 8,
        question: title("Tuletko ensi vuonna?", "Will you come next year?", "Kommer du nästa år?"),
        options: &[
            (71, ("yes", title("Kyllä", "Yes", "Ja"))),
            (22, ("maybe", title("Ehkä", "Maybe", "Kanske"))),
            (7, ("no", title("En", "No", "Nej"))),
        ],
        several: false,
    },
];
