//! The drawing of a table: its released values as marks, on sheets for wide and for narrow pages.

mod grid;
mod read;

use record::table::{ChartKind, Unit};

use super::Content;
use crate::charts::{self, Axis, Panel, Svg, Timeline, Upright};
use crate::sheet::Sheet;
use crate::words::Locale;

use read::Source;

/// The width of a wide drawing, in CSS pixels: the measure of the text.
const WIDE: f64 = 704.0;

/// The width of a drawing that fits a screen of 360 pixels.
const NARROW: f64 = 328.0;

/// Bars that are drawn at most; the table has the others.
const BARS_MAX: usize = 12;

/// Panels that are drawn at most, rows and columns of a grid too.
const PANELS_MAX: usize = 12;

/// Curves of which one is so many times as high as another are drawn each on a scale of its own, or the lower ones could not be read.
const HEIGHTS_RATIO_MAX: f64 = 4.0;

/// A table as it is drawn.
pub(crate) struct Figure {
    /// What is drawn, and for a grid, along which sides.
    pub(crate) measure: String,
    pub(crate) drawings: Vec<Drawing>,
    /// How many categories are in the table only.
    left_out: usize,
}

/// One drawing of a figure.
pub(crate) struct Drawing {
    /// What it is of, where the figure has several.
    pub(crate) title: String,
    /// For wide pages; `None` for a panel, which stands beside others there.
    pub(crate) wide: Option<Svg>,
    /// For narrow pages; `None` where no narrow drawing could be read.
    pub(crate) narrow: Option<Svg>,
    /// The names of a grid's columns, for where they are numbered.
    pub(crate) key: Vec<String>,
    /// Whether the wide drawing has numbers for them.
    pub(crate) wide_needs_key: bool,
    /// Whether the narrow one has.
    pub(crate) narrow_needs_key: bool,
}

impl Content<'_> {
    /// The figure of a table, where it declares one and anything of it is published.
    pub(crate) fn figure(&self, sheet: &Sheet<'_>) -> Option<Figure> {
        let source = Source::read(self, sheet)?;
        let (drawings, left_out) = match source.kind {
            ChartKind::Bar => bars(self, &source, None),
            ChartKind::Share => bars(self, &source, Some(1.0)),
            ChartKind::Column | ChartKind::Histogram => columns(self, &source),
            ChartKind::Line => lines(self, &source),
            ChartKind::Heat | ChartKind::Flow => grid::draw(self, &source),
        };
        Some(Figure { measure: measure(self, &source), drawings, left_out })
    }

    /// How many categories a figure leaves to the table, where it does.
    pub(crate) fn left_out(&self, figure: &Figure) -> Option<String> {
        (figure.left_out > 0).then(|| (self.locale.words.left_out)(&self.locale.count(figure.left_out)))
    }
}

fn measure(content: &Content<'_>, source: &Source<'_>) -> String {
    let words = content.locale.words;
    match (source.kind, source.series_label, source.of_label) {
        (ChartKind::Heat, Some(rows), _) => format!("{}. {}", source.y_label, (words.matrix_rows)(rows, source.x_label)),
        (ChartKind::Flow, ..) => format!("{}. {}", source.y_label, words.flow_sides),
        (ChartKind::Share, _, Some(wholes)) => (words.share_of)(source.y_label, wholes),
        (ChartKind::Line, ..) if source.has_own_scales() => format!("{}. {}", source.y_label, words.own_scales),
        _ => source.y_label.to_owned(),
    }
}

impl Source<'_> {
    /// Whether its curves are too unlike in height for one scale. Shares always have one.
    fn has_own_scales(&self) -> bool {
        let heights = self.panels.iter().map(Panel::maximum).filter(|height| *height > 0.0);
        let (least, greatest) =
            heights.fold((f64::INFINITY, 0.0_f64), |(least, greatest), height| (least.min(height), greatest.max(height)));
        self.y_unit != Unit::Share && greatest > least * HEIGHTS_RATIO_MAX
    }
}

fn describe(content: &Content<'_>, source: &Source<'_>, panel: &Panel) -> String {
    let words = content.locale.words;
    let kind = match source.kind {
        ChartKind::Bar | ChartKind::Share => words.bars,
        ChartKind::Column => words.columns,
        ChartKind::Histogram => words.histogram,
        ChartKind::Line => words.lines,
        ChartKind::Heat | ChartKind::Flow => words.matrix,
    };
    let highest = panel.peak().map(|(mark, value)| (words.highest)(&mark.label, &value.text));
    let hidden = panel.hides().then(|| words.some_hidden.to_owned());
    [Some(kind(source.title)), highest, hidden].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Draws panels: the only one of a table wide and narrow, several narrow with their titles.
fn draw(
    content: &Content<'_>,
    source: &Source<'_>,
    panels: &[Panel],
    sheet: &dyn Fn(&Panel, f64, &str, &str, &str) -> Svg,
) -> Vec<Drawing> {
    let one = |panel: &Panel, width: f64, id: &str| {
        let title = if panel.title.is_empty() { source.title } else { &panel.title };
        Some(sheet(panel, width, &format!("g-{}-{id}", source.name), title, &describe(content, source, panel)))
    };
    let drawing = |title: &str, wide: Option<Svg>, narrow: Option<Svg>| Drawing {
        title: title.to_owned(),
        wide,
        narrow,
        key: Vec::new(),
        wide_needs_key: false,
        narrow_needs_key: false,
    };
    if let ([panel], None) = (panels, &source.series_label) {
        return vec![drawing("", one(panel, WIDE, "w"), one(panel, NARROW, "n"))];
    }
    let each = panels.iter().enumerate();
    each.map(|(position, panel)| drawing(&panel.title, None, one(panel, NARROW, &position.to_string()))).collect()
}

/// Bars; with a whole, the longest that one could be.
fn bars(content: &Content<'_>, source: &Source<'_>, whole: Option<f64>) -> (Vec<Drawing>, usize) {
    let all: usize = source.panels.iter().map(|panel| panel.marks.len()).sum();
    let mut panels = largest_panels(&source.panels);
    for panel in &mut panels {
        panel.marks = largest_marks(&panel.marks);
    }
    let drawn: usize = panels.iter().map(|panel| panel.marks.len()).sum();
    let sheet = |panel: &Panel, width: f64, id: &str, title: &str, text: &str| charts::bars(panel, whole, width, id, title, text);
    (draw(content, source, &panels, &sheet), all - drawn)
}

fn columns(content: &Content<'_>, source: &Source<'_>) -> (Vec<Drawing>, usize) {
    let panels = largest_panels(&source.panels);
    let locale = content.locale;
    let tick = |number: f64| locale.tick(number, source.y_unit);
    let upright = upright(&panels, source, &tick);
    let sheet = |panel: &Panel, width: f64, id: &str, title: &str, text: &str| charts::columns(panel, &upright, width, id, title, text);
    (draw(content, source, &panels, &sheet), source.panels.len() - panels.len())
}

fn lines(content: &Content<'_>, source: &Source<'_>) -> (Vec<Drawing>, usize) {
    let panels = largest_panels(&source.panels);
    let locale = content.locale;
    let tick = |number: f64| locale.tick(number, source.y_unit);
    let drawings = with_axis(locale, source, &|axis| {
        let sheet = |panel: &Panel, width: f64, id: &str, title: &str, text: &str| {
            let scaled = if source.has_own_scales() { std::slice::from_ref(panel) } else { &panels };
            let upright = upright(scaled, source, &tick);
            Timeline::new(&panels, axis, &upright).draw(panel, width, id, title, text)
        };
        draw(content, source, &panels, &sheet)
    });
    (drawings, source.panels.len() - panels.len())
}

fn upright<'a>(panels: &[Panel], source: &Source<'_>, tick: &'a dyn Fn(f64) -> String) -> Upright<'a> {
    let maximum = panels.iter().map(Panel::maximum).fold(0.0, f64::max);
    Upright { maximum, whole: matches!(source.y_unit, Unit::Persons | Unit::Count), bands: source.kind == ChartKind::Histogram, tick }
}

/// The continuous axis that the column along it asks for.
fn with_axis<T>(locale: &Locale, source: &Source<'_>, draw: &dyn Fn(&Axis<'_>) -> T) -> T {
    const HOUR: f64 = 3_600.0;
    let tells_last = source.y_unit == Unit::Share;
    match source.x_unit {
        Unit::Time => draw(&Axis {
            steps: &[0.25 * HOUR, 0.5 * HOUR, HOUR, 2.0 * HOUR, 3.0 * HOUR, 6.0 * HOUR, 12.0 * HOUR, 24.0 * HOUR],
            // Nobody is there in the night: two hours without a published value are no part of the curve.
            gap_max: 2.0 * HOUR,
            offset: &|at| read::instant(at).map_or(0.0, |instant| f64::from(locale.offset(instant))),
            tick: &|at| read::instant(at).map_or_else(String::new, |instant| locale.clock(instant)),
            day: Some(&|at| read::instant(at).map_or_else(String::new, |instant| locale.day_month(locale.date_of(instant)))),
            tells_last,
        }),
        Unit::Day => draw(&Axis {
            steps: &[1.0, 2.0, 7.0, 14.0, 28.0],
            gap_max: f64::INFINITY,
            offset: &|_| 0.0,
            tick: &|at| read::day(at).map_or_else(String::new, |day| locale.day_month(day)),
            day: None,
            tells_last,
        }),
        _ => draw(&Axis {
            steps: &[5.0, 10.0, 15.0, 30.0, 60.0, 120.0],
            gap_max: f64::INFINITY,
            offset: &|_| 0.0,
            tick: &|at| locale.tick(at, Unit::Number),
            day: None,
            tells_last,
        }),
    }
}

/// The panels with the largest published values, in the order of the table; those of which nothing is published are left out.
fn largest_panels(panels: &[Panel]) -> Vec<Panel> {
    let told: Vec<&Panel> = panels.iter().filter(|panel| panel.peak().is_some()).collect();
    let kept = largest(told.iter().map(|panel| Some(panel.maximum())), PANELS_MAX);
    kept.into_iter().filter_map(|position| told.get(position).map(|panel| (*panel).clone())).collect()
}

/// The marks with the largest published values, in the order of the table; hidden ones where there is room.
fn largest_marks(marks: &[charts::Mark]) -> Vec<charts::Mark> {
    let kept = largest(marks.iter().map(|mark| mark.value.as_ref().map(|value| value.number)), BARS_MAX);
    kept.into_iter().filter_map(|position| marks.get(position).cloned()).collect()
}

/// The positions of the `count` largest values, ascending; none sorts below all.
fn largest(values: impl Iterator<Item = Option<f64>>, count: usize) -> Vec<usize> {
    let mut ranked: Vec<(usize, f64)> = values.map(|value| value.unwrap_or(f64::NEG_INFINITY)).enumerate().collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
    let mut kept: Vec<usize> = ranked.into_iter().take(count).map(|(position, _)| position).collect();
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_are_kept_in_their_order() {
        assert_eq!(largest([None, Some(3.0), Some(1.0), Some(3.0), Some(2.0)].into_iter(), 3), [1, 3, 4]);
        assert_eq!(largest([None, Some(3.0)].into_iter(), 5), [0, 1]);
    }
}
