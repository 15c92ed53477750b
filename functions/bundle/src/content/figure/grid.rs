//! Grids: hours by room, one a day, and the ways from session to session.

use jiff::civil::Date;
use record::table::{ChartKind, Unit};

use super::read::{self, Source};
use super::{BARS_MAX, Drawing, NARROW, PANELS_MAX, WIDE, describe, largest, largest_panels};
use crate::charts::{self, Grid, Mark, Panel};
use crate::content::Content;
use crate::words::Locale;

/// Hours of a day, and more than any grid of a day that can be read.
const HOURS_MAX: usize = 24;

/// One grid of a figure.
struct Block {
    /// The day, where there is a grid for each.
    title: String,
    columns: Vec<Column>,
}

struct Column {
    label: String,
    /// Whether a mark lies in it.
    holds: Box<dyn Fn(&Mark) -> bool>,
}

/// The grids of a table.
pub(super) fn draw(content: &Content<'_>, source: &Source<'_>) -> (Vec<Drawing>, usize) {
    let place = |label: &str| source.order.iter().position(|known| known == label);
    let mut rows = largest_panels(&source.panels);
    rows.sort_by_key(|row| place(&row.title));
    let (blocks, columns_left_out) = if source.x_unit == Unit::Time {
        (days(content.locale, &rows), 0)
    } else {
        let all = labels(&rows);
        let columns = most_told(&all, &rows, &place);
        let left_out = all.len() - columns.len();
        (vec![Block { title: String::new(), columns }], left_out)
    };
    let maximum = rows.iter().map(Panel::maximum).fold(0.0, f64::max);
    let in_order = source.kind == ChartKind::Flow && source.x_unit == Unit::Session;
    let drawing = |(position, block): (usize, &Block)| {
        let panels: Vec<Panel> = rows.iter().map(|row| block.row(row)).collect();
        // Nobody goes from a session to an earlier one.
        let meets = |row: usize, column: usize| {
            let names = rows.get(row).zip(block.columns.get(column));
            !in_order || names.is_none_or(|(row, column)| place(&row.title) < place(&column.label))
        };
        grid(content, source, block, &Drawn { panels: &panels, maximum, meets: &meets, id: &format!("g-{}-{position}", source.name) })
    };
    let drawings = blocks.iter().enumerate().map(drawing).collect();
    (drawings, source.panels.len() - rows.len() + columns_left_out)
}

/// What a grid is drawn from.
struct Drawn<'a> {
    panels: &'a [Panel],
    maximum: f64,
    meets: &'a dyn Fn(usize, usize) -> bool,
    id: &'a str,
}

/// A grid for wide screens and one for narrow ones; where a narrow one can be read.
fn grid(content: &Content<'_>, source: &Source<'_>, block: &Block, drawn: &Drawn<'_>) -> Drawing {
    let names: Vec<String> = block.columns.iter().map(|column| column.label.clone()).collect();
    let numbers: Vec<String> = (1..=names.len()).map(|number| number.to_string()).collect();
    let of = |columns| Grid { rows: drawn.panels, columns, maximum: drawn.maximum, meets: drawn.meets };
    let readable = of(&names).heads_fit(WIDE);
    let wide = of(if readable { &names } else { &numbers });
    let names_narrow = of(&names).fits(NARROW);
    let narrow = of(if names_narrow { &names } else { &numbers });
    let whole = Panel { title: String::new(), marks: drawn.panels.iter().flat_map(|row| row.marks.clone()).collect() };
    let description = describe(content, source, &whole);
    let title = if block.title.is_empty() { source.title.to_owned() } else { format!("{}: {}", source.title, block.title) };
    let draw = |grid: &Grid<'_>, width: f64, side: &str| grid.draw(width, &format!("{}-{side}", drawn.id), &title, &description);
    let is_flow = source.kind == ChartKind::Flow;
    let narrow = if is_flow {
        let ways = ways(drawn.panels);
        Some(charts::bars(&ways, None, NARROW, &format!("{}-n", drawn.id), &title, &description))
    } else {
        narrow.fits(NARROW).then(|| draw(&narrow, NARROW, "n"))
    };
    Drawing {
        title: block.title.clone(),
        wide: Some(draw(&wide, WIDE, "w")),
        narrow,
        key: names,
        wide_needs_key: !readable,
        narrow_needs_key: !is_flow && !names_narrow,
    }
}

/// What a narrow page has instead of a grid of ways: the most taken of them.
fn ways(rows: &[Panel]) -> Panel {
    let way = |row: &Panel, mark: &Mark| Mark { label: format!("{} → {}", row.title, mark.label), ..mark.clone() };
    let mut marks: Vec<Mark> = rows.iter().flat_map(|row| row.marks.iter().map(move |mark| way(row, mark))).collect();
    marks.retain(|mark| mark.value.is_some());
    let number = |mark: &Mark| mark.value.as_ref().map_or(0.0, |value| value.number);
    marks.sort_by(|one, other| number(other).total_cmp(&number(one)));
    marks.truncate(BARS_MAX);
    Panel { title: String::new(), marks }
}

impl Block {
    /// A row's marks at the positions of their columns.
    fn row(&self, row: &Panel) -> Panel {
        let place = |mark: &Mark| self.columns.iter().position(|column| (column.holds)(mark));
        let marks = row.marks.iter().filter_map(|mark| Some(Mark { at: read::position(place(mark)?), ..mark.clone() }));
        Panel { title: row.title.clone(), marks: marks.collect() }
    }
}

/// The labels of all columns of which anything is published.
fn labels(rows: &[Panel]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for mark in rows.iter().flat_map(|row| &row.marks).filter(|mark| mark.value.is_some()) {
        if !labels.contains(&mark.label) {
            labels.push(mark.label.clone());
        }
    }
    labels
}

/// The columns with the largest published values, in order.
fn most_told(labels: &[String], rows: &[Panel], place: &dyn Fn(&str) -> Option<usize>) -> Vec<Column> {
    let greatest = |label: &String| {
        let marks = rows.iter().flat_map(|row| &row.marks).filter(|mark| mark.label == *label);
        marks.filter_map(|mark| mark.value.as_ref()).map(|value| value.number).reduce(f64::max)
    };
    let mut kept: Vec<&String> =
        largest(labels.iter().map(greatest), PANELS_MAX).into_iter().filter_map(|position| labels.get(position)).collect();
    kept.sort_by_key(|label| place(label));
    let column = |label: &String| {
        let own = label.clone();
        Column { label: label.clone(), holds: Box::new(move |mark| mark.label == own) }
    };
    kept.into_iter().map(column).collect()
}

/// One grid a day: its instants from the first to the last with a published value.
fn days(locale: &Locale, rows: &[Panel]) -> Vec<Block> {
    let instants = |told: bool| {
        let marks = rows.iter().flat_map(|row| &row.marks).filter(move |mark| !told || mark.value.is_some());
        let mut all: Vec<f64> = marks.map(|mark| mark.at).collect();
        all.sort_by(f64::total_cmp);
        all.dedup();
        all
    };
    let date = |at: f64| read::instant(at).map(|instant| locale.date_of(instant));
    let mut dates: Vec<Date> = instants(true).into_iter().filter_map(date).collect();
    dates.dedup();
    let alone = dates.len() == 1;
    let block = |day: Date| {
        let told: Vec<f64> = instants(true).into_iter().filter(|&at| date(at) == Some(day)).collect();
        let (first, last) = told.first().copied().zip(told.last().copied())?;
        let columns: Vec<f64> = instants(false).into_iter().filter(|&at| first <= at && at <= last).take(HOURS_MAX).collect();
        let column = |&at: &f64| Column { label: hour(locale, at, &columns), holds: Box::new(move |mark| (mark.at - at).abs() < 0.5) };
        Some(Block { title: if alone { String::new() } else { locale.day(day) }, columns: columns.iter().map(column).collect() })
    };
    dates.into_iter().filter_map(block).collect()
}

/// A clock time; only its hour where all are whole hours and they are many.
fn hour(locale: &Locale, at: f64, all: &[f64]) -> String {
    const MANY: usize = 6;
    let clock = |at: f64| read::instant(at).map(|instant| (locale.hour(instant), locale.clock(instant)));
    let whole = all.iter().filter_map(|&at| read::instant(at)).all(|instant| locale.is_whole_hour(instant));
    let (hour, clock) = clock(at).unwrap_or_default();
    if whole && all.len() > MANY { hour } else { clock }
}
