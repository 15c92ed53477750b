//! One line of a raw log becomes rows of the lake.

use std::collections::BTreeSet;

use record::EventDefinition;
use record::id::ActorKind;
use record::kind::RecordType;
use record::lake::ConversionCounts;
use record::pseudonym::Pseudonyms;

use crate::enrich::{Agents, Countries, GeoDatabase};
use crate::envelope::Envelope;
use crate::reader::{Attribute, Field, Line};
use crate::reason::Reason;
use crate::rows::answers::Questions;
use crate::rows::category;
use crate::rows::details::{self, bit};
use crate::rows::people::{self, People, Person};
use crate::rows::records::{Records, Row};

/// Turns lines into rows, and counts.
#[derive(Debug)]
pub(crate) struct LineConverter<'a> {
    event: &'a EventDefinition,
    pseudonyms: &'a Pseudonyms,
    pub(crate) questions: Questions,
    countries: Countries<'a>,
    erased: &'a BTreeSet<u64>,
    pub(crate) agents: Agents,
    pub(crate) records: Records,
    pub(crate) people: People,
    pub(crate) counts: ConversionCounts,
}

impl<'a> LineConverter<'a> {
    /// Starts with no row and nothing counted.
    pub(crate) fn new(
        event: &'a EventDefinition,
        pseudonyms: &'a Pseudonyms,
        geo: Option<&'a GeoDatabase>,
        erased: &'a BTreeSet<u64>,
    ) -> Self {
        Self {
            event,
            pseudonyms,
            questions: Questions::new(event),
            countries: Countries::new(geo),
            erased,
            agents: Agents::new(),
            records: Records::default(),
            people: People::default(),
            counts: ConversionCounts::default(),
        }
    }

    /// Keeps the rows of a line, counts it, and says why it is no record if it is none.
    pub(crate) fn convert(&mut self, line: &[u8]) -> Result<(), Reason> {
        let mut read = Line::NOTHING;
        let kept = read.fill(line).and_then(|()| self.keep(&read));
        match kept {
            Ok(is_kept) => self.counts.records += u64::from(is_kept),
            Err(reason) => self.count_rejected(reason),
        }
        self.counts.lines += 1;
        kept.map(|_| ())
    }

    /// Counts a line that was never looked at.
    pub(crate) fn reject(&mut self, reason: Reason) {
        self.counts.lines += 1;
        self.count_rejected(reason);
    }

    fn count_rejected(&mut self, reason: Reason) {
        self.counts.rejected += 1;
        self.counts.other_event += u64::from(reason == Reason::OtherEvent);
    }

    /// Whether the line's rows are kept: those of an erased person are not.
    fn keep(&mut self, line: &Line<'_>) -> Result<bool, Reason> {
        let envelope = Envelope::check(line, self.event.id.as_str())?;
        if !self.erased.is_empty() && self.is_of_erased(line, &envelope) {
            return Ok(false);
        }
        let row = self.row(line, &envelope);
        if let Some(person) = row.person
            && let Some(texts) = people::texts(line, row.kind)
        {
            let Row { record, time, kind, .. } = row;
            self.people.push(Person { person, record, time, kind, actor_kind: envelope.actor_kind.as_str(), texts });
        }
        self.counts.corrected += u64::from(row.corrected);
        self.counts.unknown_types += u64::from(row.kind == RecordType::Unknown);
        self.records.rows.push(row);
        Ok(true)
    }

    /// Whether a line is of an erased person. The word that somebody turned out to be somebody is, where both are erased: as long as one is
    /// not, it tells the next erasure whom else to erase.
    fn is_of_erased(&self, line: &Line<'_>, envelope: &Envelope<'_>) -> bool {
        let guest = (envelope.kind == RecordType::IdentityLinked).then(|| line.field(Field::Guest).word()).flatten();
        let guest = guest.and_then(|guest| self.pseudonyms.person(ActorKind::Guest, &guest));
        let person = self.pseudonyms.person(envelope.actor_kind, &envelope.actor);
        let mut keys = person.into_iter().chain(guest).peekable();
        // The platform's own records are of nobody.
        keys.peek().is_some() && keys.all(|key| self.erased.contains(&key))
    }

    fn row(&mut self, line: &Line<'_>, envelope: &Envelope<'_>) -> Row {
        let word = |attribute| line.attribute_value(attribute).word();
        let room = word(Attribute::Subject);
        let locale = word(Attribute::Locale);
        Row {
            person: self.pseudonyms.person(envelope.actor_kind, &envelope.actor),
            record: self.pseudonyms.record(&envelope.source, &envelope.id),
            time: envelope.time,
            received: envelope.received,
            connection: word(Attribute::Connection).filter(|text| !text.is_empty()).map(|text| self.pseudonyms.connection(&text)),
            room: self.records.rooms.optional_key(room.as_deref().and_then(category::category)),
            locale: self.records.locales.optional_key(locale.as_deref().and_then(category::locale)),
            agent: word(Attribute::UserAgent).map_or(0, |agent| self.agents.number(&agent)),
            detail: self.detail(line, envelope.kind),
            country: self.country(line),
            kind: envelope.kind,
            mode: envelope.mode,
            role: envelope.role,
            actor_kind: envelope.actor_kind,
            corrected: envelope.corrected,
            visible: if details::fields(envelope.kind) & bit(Field::Visible) == 0 { None } else { line.field(Field::Visible).boolean() },
        }
    }

    fn country(&mut self, line: &Line<'_>) -> Option<[u8; 2]> {
        let edge = line.attribute_value(Attribute::Country).word();
        edge.as_deref().and_then(category::country).or_else(|| {
            let address = line.attribute_value(Attribute::ClientIp).word()?;
            self.countries.locate(&address)
        })
    }

    fn detail(&mut self, line: &Line<'_>, kind: RecordType) -> Option<u32> {
        let allowed = details::fields(kind);
        if kind != RecordType::Unknown {
            let of_other_types = (line.present() & !allowed).count_ones();
            self.counts.unknown_fields += u64::from(line.unknown_fields() + of_other_types);
        }
        if line.present() & allowed == 0 {
            return None;
        }
        if line.present() & allowed & bit(Field::Profile) != 0 {
            self.counts.unknown_fields += people::unknown_profile_fields(line.field(Field::Profile));
        }
        let (detail, misfits) = self.records.details.push(line, allowed, &self.questions, self.pseudonyms);
        self.counts.unknown_fields += misfits;
        detail
    }
}
