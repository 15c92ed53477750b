//! The end of the report: what is counted, what is hidden, what may be passed on, where the numbers come from.

use disclosure::Hidden;
use record::layout::LakeObject;
use record::table::Unit;

use super::Content;

/// A question about the report, and the paragraphs that answer it.
pub(crate) struct Remark {
    pub(crate) heading: &'static str,
    pub(crate) paragraphs: Vec<String>,
}

impl Content<'_> {
    /// What may be passed on.
    pub(crate) fn sharing(&self) -> Remark {
        let words = self.locale.words;
        Remark { heading: words.about_sharing, paragraphs: words.about_sharing_text.iter().map(|&text| text.to_owned()).collect() }
    }

    /// How persons are protected.
    pub(crate) fn privacy(&self) -> Remark {
        let words = self.locale.words;
        let persons = self.locale.whole(self.min_persons());
        let hidden = self.sheets.iter().fold(Hidden::default(), |sum, sheet| sum.plus(sheet.hidden));
        let count = match hidden.cells() {
            0 => words.about_privacy_none.to_owned(),
            cells => (words.about_privacy_count)(&self.locale.whole(cells), &self.locale.whole(hidden.of_cells)),
        };
        Remark { heading: words.about_privacy, paragraphs: vec![(words.about_privacy_text)(&persons), count] }
    }

    /// What is counted, in which time zone, and where it comes from.
    pub(crate) fn sources(&self) -> [Remark; 3] {
        let words = self.locale.words;
        let quality = self.chapters().iter().any(|chapter| chapter.folder == "quality").then_some(words.about_quality_chapter);
        let logs = [Some(self.logs().as_str()), quality].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let origins = std::iter::once(logs).chain(self.missing());
        [
            Remark { heading: words.about_numbers, paragraphs: vec![words.about_numbers_text.to_owned()] },
            Remark { heading: words.about_time, paragraphs: vec![(words.about_time_text)(&self.report.event.timezone_name)] },
            Remark { heading: words.about_quality, paragraphs: origins.chain(self.foreign_texts()).collect() },
        ]
    }

    /// How many of the event's texts are shown in another language, where any are.
    fn foreign_texts(&self) -> Option<String> {
        let foreign = self.report.event.texts().filter(|text| self.other_language(text).is_some()).count();
        (foreign > 0).then(|| (self.locale.words.about_languages)(&self.locale.count(foreign)))
    }

    /// Which tables are not there, if any are not.
    fn missing(&self) -> Option<String> {
        let names: Vec<&str> = self.report.provenance.missing.iter().map(|missing| missing.table.as_str()).collect();
        (!names.is_empty()).then(|| (self.locale.words.about_missing)(&names.join(", ")))
    }

    fn logs(&self) -> String {
        // The event definition is an input too, but no log; what was read of a log is the lake object that it became.
        let logs = self.report.provenance.inputs.iter().filter(|input| LakeObject::from_key(&input.key).is_some());
        let bytes = logs.clone().map(|input| input.bytes).sum();
        (self.locale.words.about_quality_text)(&self.locale.count(logs.count()), &self.size(bytes))
    }

    /// A size in the unit that fits, decimal as operating systems show it.
    #[expect(clippy::cast_precision_loss, reason = "a size is shown with two or three digits")]
    fn size(&self, bytes: u64) -> String {
        let (divisor, unit) = match bytes {
            0..1_000_000 => (1e3, "kB"),
            1_000_000..1_000_000_000 => (1e6, "MB"),
            _ => (1e9, "GB"),
        };
        format!("{}\u{a0}{unit}", self.locale.number(bytes as f64 / divisor, Unit::Minutes))
    }
}
