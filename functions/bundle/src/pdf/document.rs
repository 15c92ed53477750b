//! The document as data: everything that is printed, written out, in the order of the pages. `report.typ` sets it.

use jiff::SignedDuration;
use serde::Serialize;

use super::table::Table;
use super::world::FAMILY;
use crate::chapters::Chapter;
use crate::charts::Svg;
use crate::content::{Content, Drawing, Figure, KeyFigure, Remark};
use crate::data::csv_path;
use crate::sheet::Sheet;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    language: &'a str,
    /// Year, month and day of the event's end: the document is about it, and there is no clock.
    date: [i16; 3],
    name: &'a str,
    author: &'a str,
    kicker: &'a str,
    dates: String,
    time: String,
    contents: &'a str,
    in_short: &'a str,
    figures: Vec<Cell>,
    hidden: Option<String>,
    chapters: Vec<Part<'a>>,
    about: &'a str,
    remarks: Vec<Section>,
    sharing: Section,
    definitions: &'a str,
    made_by: String,
}

/// A key figure.
#[derive(Serialize)]
struct Cell {
    number: String,
    label: String,
    note: Option<String>,
    /// How it is defined: paper has no fold for it.
    meaning: String,
}

#[derive(Serialize)]
struct Part<'a> {
    title: &'a str,
    tables: Vec<Topic<'a>>,
    untold: Option<Untold<'a>>,
}

/// The tables of a chapter that tell no number.
#[derive(Serialize)]
struct Untold<'a> {
    heading: &'a str,
    why: String,
    /// What each is called, and what of it is hidden.
    tables: Vec<(&'a str, String)>,
}

/// A table of the report with everything around it.
#[derive(Serialize)]
struct Topic<'a> {
    title: &'a str,
    /// What its numbers say.
    headline: Option<String>,
    summary: Option<&'a str>,
    picture: Option<Picture>,
    table: Table<'a>,
    /// Where the rows are that are not printed.
    rest: Option<String>,
    notes: Vec<String>,
    definitions: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
struct Picture {
    measure: String,
    /// Drawings of the page's width.
    wide: Vec<Image>,
    /// Drawings that stand beside each other.
    panels: Vec<Image>,
    note: Option<String>,
}

#[derive(Serialize)]
struct Image {
    title: String,
    svg: String,
    alt: String,
    key: Vec<String>,
}

#[derive(Serialize)]
struct Section {
    heading: &'static str,
    paragraphs: Vec<String>,
}

impl<'a> Document<'a> {
    pub(super) fn of(content: &'a Content<'a>) -> Self {
        let (words, event) = (content.locale.words, content.report.event);
        let last = content.locale.date_of(event.ends - SignedDuration::from_micros(1));
        let [numbers, time, sources] = content.sources();
        Self {
            language: content.locale.language.tag(),
            date: [last.year(), last.month().into(), last.day().into()],
            name: content.title(),
            author: event.organizer.as_str(),
            kicker: words.kicker,
            dates: content.locale.days_of(event),
            time: (words.about_time_text)(&event.timezone_name),
            contents: words.contents,
            in_short: words.in_short,
            figures: content.answer().into_iter().map(Cell::of).collect(),
            hidden: content.hidden_note(),
            chapters: content.chapters().iter().map(|chapter| Part::of(content, chapter)).collect(),
            about: words.about,
            remarks: [content.privacy(), numbers, time, sources].into_iter().map(Section::of).collect(),
            sharing: Section::of(content.sharing()),
            definitions: words.definitions,
            made_by: (words.made_by)(&content.report.provenance.version),
        }
    }
}

impl Cell {
    fn of(figure: KeyFigure) -> Self {
        let KeyFigure { number, label, note, meaning, .. } = figure;
        Self { number, label, note, meaning: meaning.join(" ") }
    }
}

impl Section {
    fn of(remark: Remark) -> Self {
        Self { heading: remark.heading, paragraphs: remark.paragraphs }
    }
}

impl<'a> Part<'a> {
    fn of(content: &'a Content<'a>, chapter: &Chapter<'a>) -> Self {
        Self {
            title: chapter.title(content.locale.words),
            tables: chapter.told.iter().map(|sheet| Topic::of(content, sheet)).collect(),
            untold: (!chapter.untold.is_empty()).then(|| Untold::of(content, &chapter.untold)),
        }
    }
}

impl<'a> Untold<'a> {
    fn of(content: &Content<'a>, sheets: &[&'a Sheet<'a>]) -> Self {
        let table = |sheet: &&'a Sheet<'a>| (content.name(sheet), content.protection(sheet).join(" "));
        Self { heading: content.locale.words.untold, why: content.nothing(), tables: sheets.iter().map(table).collect() }
    }
}

impl<'a> Topic<'a> {
    fn of(content: &'a Content<'a>, sheet: &'a Sheet<'a>) -> Self {
        let table = Table::of(content, sheet);
        let rest = (table.printed() < sheet.rows()).then(|| {
            let [printed, all] = [table.printed(), sheet.rows()].map(|rows| content.locale.whole(rows));
            (content.locale.words.first_rows)(&printed, &all, &csv_path(sheet))
        });
        Self {
            title: content.name(sheet),
            headline: content.headline(sheet),
            summary: sheet.spec.summary.get(content.locale.language),
            picture: content.figure(sheet).map(|figure| Picture::of(content, &figure)),
            table,
            rest,
            notes: content.protection(sheet),
            definitions: content.definitions(sheet),
        }
    }
}

impl Picture {
    fn of(content: &Content<'_>, figure: &Figure) -> Self {
        let images = |of: fn(&Drawing) -> Option<&Svg>| {
            figure.drawings.iter().filter_map(|drawing| Some(Image::of(drawing, of(drawing)?))).collect()
        };
        Self {
            measure: figure.measure.clone(),
            wide: images(|drawing| drawing.wide.as_ref()),
            panels: images(|drawing| drawing.narrow.as_ref().filter(|_| drawing.wide.is_none())),
            note: content.left_out(figure),
        }
    }
}

impl Image {
    fn of(drawing: &Drawing, svg: &Svg) -> Self {
        let title = drawing.title.clone();
        let alt = if title.is_empty() { svg.description().to_owned() } else { format!("{title}. {}", svg.description()) };
        let key = if drawing.wide_needs_key { drawing.key.clone() } else { Vec::new() };
        Self { title, svg: svg.on_paper(FAMILY), alt, key }
    }
}
