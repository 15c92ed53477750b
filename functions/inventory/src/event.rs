//! The events that are defined.

use record::event::Link;
use record::{EventDefinition, Id, layout};
use store::Store;

use crate::InventoryError;

/// An event's definition, and its text, which is part of what a release is made from.
#[derive(Clone, Debug)]
pub struct Event {
    /// The definition.
    pub definition: EventDefinition,
    /// Its text.
    pub text: String,
}

impl Event {
    /// Reads an event's definition.
    ///
    /// # Errors
    /// [`InventoryError::NoEvent`], or where it says something that does not hold together.
    pub async fn read(raw: &Store, event: &Id) -> Result<Self, InventoryError> {
        let key = layout::definition(event);
        if !raw.exists(&key).await? {
            return Err(InventoryError::NoEvent { event: event.to_string(), key, location: raw.location() });
        }
        let bytes = raw.read(&key).await?;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| InventoryError::Definition(format!("{key} is not UTF-8 text")))?;
        let definition = EventDefinition::parse(&key, &text).map_err(|error| InventoryError::Definition(error.to_string()))?;
        if definition.id != *event {
            let says = format!("{key}: id: says \"{}\"; the file's name and the id must agree", definition.id);
            return Err(InventoryError::Definition(says));
        }
        Ok(Self { definition, text })
    }
}

/// The events that have a definition, by name. A definition whose name is no id is named, and stops no other.
///
/// # Errors
/// [`InventoryError::Store`] where the raw root cannot be listed.
pub async fn list(raw: &Store) -> Result<Vec<Result<Id, InventoryError>>, InventoryError> {
    let listed = raw.list(layout::DEFINITIONS).await?;
    let keys = listed.iter().filter_map(|entry| entry.key.strip_prefix(layout::DEFINITIONS)?.strip_suffix(".toml"));
    Ok(keys
        .map(|name| Id::parse(name).map_err(|error| InventoryError::Definition(format!("{}{name}.toml: {error}", layout::DEFINITIONS))))
        .collect())
}

/// The organizer's earlier events in which persons are recognisable, the oldest first; none where the event is in no series. A definition
/// that cannot be read is passed over: it is the other event's to complain about.
///
/// # Errors
/// Where the raw root cannot be listed or read.
pub async fn earlier(event: &EventDefinition, raw: &Store) -> Result<Vec<EventDefinition>, InventoryError> {
    if event.privacy.link != Link::Series {
        return Ok(Vec::new());
    }
    let mut earlier = Vec::new();
    for id in list(raw).await?.into_iter().flatten() {
        match Event::read(raw, &id).await {
            Ok(Event { definition, .. }) => earlier.extend(event.follows(&definition).then_some(definition)),
            Err(InventoryError::Store(error)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    earlier.sort_by(|a, b| (a.ends, &a.id).cmp(&(b.ends, &b.id)));
    Ok(earlier)
}

#[cfg(test)]
mod tests {
    use store::Settings;

    use super::*;

    #[tokio::test]
    async fn every_definition_is_found_and_a_misnamed_one_stops_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let raw = Store::open(&format!("file://{}", folder.path().display()), &Settings::default()).await.expect("a folder");
        for key in ["events/b.toml", "events/a.toml", "events/not an id.toml", "events/readme.md", "a/log.ndjson"] {
            raw.write(key, "x".into()).await.expect("written");
        }
        let found = list(&raw).await.expect("a list");
        let names: Vec<String> = found.iter().map(|id| id.as_ref().map_or_else(ToString::to_string, ToString::to_string)).collect();
        assert_eq!(names[..2], ["a", "b"]);
        assert!(names[2].starts_with("events/not an id.toml: an id is"), "{names:?}");
        assert!(matches!(Event::read(&raw, &Id::parse("c").expect("an id")).await, Err(InventoryError::NoEvent { .. })));
    }
}
