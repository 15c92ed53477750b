//! The drawing of a table: its released values as marks, on sheets for wide and for narrow screens.

mod grid;
mod read;

use maud::{Markup, html};
use record::table::{ChartKind, Unit};

use super::{Page, raw};
use crate::charts::{self, Axis, Panel, Svg, Timeline, Upright};
use crate::sheet::Sheet;
use crate::words::Locale;

use read::Source;

/// The width of a drawing on a wide screen, in CSS pixels: the measure of the text.
const WIDE: f64 = 704.0;

/// The width of a drawing that fits a screen of 360 pixels.
const NARROW: f64 = 328.0;

/// Bars that are drawn at most; the table has the others.
const BARS_MAX: usize = 12;

/// Panels that are drawn at most, rows and columns of a grid too.
const PANELS_MAX: usize = 12;

/// The figure of a table, where it declares one and anything of it is published.
pub(super) fn render(page: &Page<'_>, sheet: &Sheet<'_>) -> Markup {
    let Some(source) = Source::read(page, sheet) else { return html! {} };
    let drawings = match source.kind {
        ChartKind::Bar => bars(page, &source),
        ChartKind::Share => shares(page, &source),
        ChartKind::Column | ChartKind::Histogram => columns(page, &source),
        ChartKind::Line => lines(page, &source),
        ChartKind::Heat | ChartKind::Flow => grid::draw(page, &source),
    };
    html! {
        figure.chart {
            p.measure { (measure(page, &source)) }
            (drawings.markup)
            @if drawings.left_out > 0 {
                figcaption.note { ((page.locale.words.left_out)(&page.locale.whole(drawings.left_out))) }
            }
        }
    }
}

struct Drawings {
    markup: Markup,
    /// How many categories are in the table only.
    left_out: usize,
}

/// What is drawn, and for a grid, along which sides.
fn measure(page: &Page<'_>, source: &Source<'_>) -> String {
    let words = page.locale.words;
    match (source.kind, source.series_label, source.of_label) {
        (ChartKind::Heat, Some(rows), _) => format!("{}. {}", source.y_label, (words.matrix_rows)(rows, source.x_label)),
        (ChartKind::Flow, ..) => format!("{}. {}", source.y_label, words.flow_sides),
        (ChartKind::Share, _, Some(wholes)) => (words.share_of)(source.y_label, wholes),
        _ => source.y_label.to_owned(),
    }
}

fn describe(page: &Page<'_>, source: &Source<'_>, panel: &Panel) -> String {
    let words = page.locale.words;
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

/// Draws panels: the only one of a table wide and narrow, several side by side with their titles.
fn draw(page: &Page<'_>, source: &Source<'_>, panels: &[Panel], sheet: &dyn Fn(&Panel, f64, &str, &str, &str) -> Svg) -> Markup {
    let one = |panel: &Panel, width: f64, id: &str| {
        let title = if panel.title.is_empty() { source.title } else { &panel.title };
        sheet(panel, width, id, title, &describe(page, source, panel))
    };
    let name = source.name;
    html! {
        @if let ([panel], None) = (panels, &source.series_label) {
            div.wide { (raw::drawing(&one(panel, WIDE, &format!("g-{name}-w")))) }
            div.narrow { (raw::drawing(&one(panel, NARROW, &format!("g-{name}-n")))) }
        } @else {
            div.panels {
                @for (position, panel) in panels.iter().enumerate() {
                    div.panel {
                        h4 { (panel.title) }
                        (raw::drawing(&one(panel, NARROW, &format!("g-{name}-{position}"))))
                    }
                }
            }
        }
    }
}

fn bars(page: &Page<'_>, source: &Source<'_>) -> Drawings {
    draw_bars(page, source, None)
}

fn shares(page: &Page<'_>, source: &Source<'_>) -> Drawings {
    draw_bars(page, source, Some(1.0))
}

fn draw_bars(page: &Page<'_>, source: &Source<'_>, whole: Option<f64>) -> Drawings {
    let all: usize = source.panels.iter().map(|panel| panel.marks.len()).sum();
    let mut panels = largest_panels(&source.panels);
    for panel in &mut panels {
        panel.marks = largest_marks(&panel.marks);
    }
    let drawn: usize = panels.iter().map(|panel| panel.marks.len()).sum();
    let sheet = |panel: &Panel, width: f64, id: &str, title: &str, text: &str| charts::bars(panel, whole, width, id, title, text);
    let markup = draw(page, source, &panels, &sheet);
    Drawings { markup, left_out: all - drawn }
}

fn columns(page: &Page<'_>, source: &Source<'_>) -> Drawings {
    let panels = largest_panels(&source.panels);
    let locale = page.locale;
    let tick = |number: f64| locale.tick(number, source.y_unit);
    let upright = upright(&panels, source, &tick);
    let sheet = |panel: &Panel, width: f64, id: &str, title: &str, text: &str| charts::columns(panel, &upright, width, id, title, text);
    Drawings { markup: draw(page, source, &panels, &sheet), left_out: source.panels.len() - panels.len() }
}

fn lines(page: &Page<'_>, source: &Source<'_>) -> Drawings {
    let panels = largest_panels(&source.panels);
    let locale = page.locale;
    let tick = |number: f64| locale.tick(number, source.y_unit);
    let upright = upright(&panels, source, &tick);
    let markup = with_axis(locale, source, &|axis| {
        let timeline = Timeline::new(&panels, axis, &upright);
        let sheet = |panel: &Panel, width: f64, id: &str, title: &str, text: &str| timeline.draw(panel, width, id, title, text);
        draw(page, source, &panels, &sheet)
    });
    Drawings { markup, left_out: source.panels.len() - panels.len() }
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
