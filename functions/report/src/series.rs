//! The events that came before in the same series: of them a report counts who comes again.

use record::event::Link;
use record::{EventDefinition, layout};
use store::Store;

use crate::ReportError;

/// The organizer's earlier events in which persons are recognisable, the oldest first; none where the event is in no series. A definition
/// that cannot be read is passed over: it is the other event's to complain about.
///
/// # Errors
/// Where the raw root cannot be listed or read.
pub async fn earlier_events(event: &EventDefinition, raw: &Store) -> Result<Vec<EventDefinition>, ReportError> {
    if event.privacy.link != Link::Series {
        return Ok(Vec::new());
    }
    let mut earlier = Vec::new();
    for entry in raw.list(layout::DEFINITIONS).await? {
        let text = raw.read(&entry.key).await?;
        let definition = std::str::from_utf8(&text).ok().and_then(|text| EventDefinition::parse(&entry.key, text).ok());
        earlier.extend(definition.filter(|definition| event.follows(definition) && layout::definition(&definition.id) == entry.key));
    }
    earlier.sort_by(|a, b| (a.ends, &a.id).cmp(&(b.ends, &b.id)));
    Ok(earlier)
}
