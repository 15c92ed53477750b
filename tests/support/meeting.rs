//! A meeting of one hour in one room, for tests that need an event they can read at a glance.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::kooste::Root;

pub(crate) const EVENT: &str = "kokous";
pub(crate) const ORGANIZER: &str = "yhdistys";

/// Its definition, with a title in one language, for reports in these.
fn definition((language, title): (&str, &str), languages: &[&str]) -> String {
    format!(
        "id = \"{EVENT}\"\norganizer = \"{ORGANIZER}\"\ntitle = {{ {language} = \"{title}\" }}\ntimezone = \"Europe/Helsinki\"\n\
         starts = 2026-03-01T18:00:00+02:00\nends = 2026-03-01T19:00:00+02:00\nlanguages = {languages:?}\n"
    )
}

/// A raw log of it, line by line.
#[derive(Default)]
pub(crate) struct Minutes(String);

impl Minutes {
    /// What an actor did at a minute of the meeting. An actor is `kind:key`, in `data` is what the record's type has.
    #[expect(clippy::needless_pass_by_value, reason = "it is what `json!` gives")]
    pub(crate) fn tell(&mut self, minute: usize, actor: &str, kind: &str, data: Value) {
        let (actor_kind, key) = actor.split_once(':').expect("kind and key");
        let line = json!({
            "id": format!("{kind}-{actor}"), "source": "//test", "type": kind, "time": format!("2026-03-01T16:{minute:02}:00Z"),
            "event": EVENT, "actor": key, "actorkind": actor_kind, "subject": "sali", "data": data,
        });
        writeln!(self.0, "{line}").expect("a string takes all");
    }

    /// Somebody who registers with a ticket and stays for the hour.
    pub(crate) fn attend(&mut self, actor: &str, ticket: &str) {
        self.tell(0, actor, "registration.created", json!({ "ticket": ticket }));
        self.tell(1, actor, "presence.join", json!({}));
        self.tell(58, actor, "presence.leave", json!({}));
    }

    pub(crate) fn put(&self, root: &Root, log: &str) {
        root.put(&format!("{EVENT}/{log}.ndjson"), self.0.as_bytes());
    }
}

/// A root with the meeting's definition.
pub(crate) fn announced(title: (&str, &str), languages: &[&str]) -> Root {
    let root = Root::new();
    root.put(&format!("events/{EVENT}.toml"), definition(title, languages).as_bytes());
    root
}
