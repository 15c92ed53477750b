//! Vertical bars over ordered bands or days.

use super::canvas::{Anchor, Canvas, SMALL, Svg, TEXT};
use super::measure;
use super::scale::ticks;
use super::{HIDDEN, Mark, Panel, count};

const HEIGHT: f64 = 190.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 24.0;
/// Between two columns.
const GAP: f64 = 6.0;

/// Between two bands of a histogram: a seam.
const SEAM: f64 = 1.0;

/// How the values are scaled and written.
pub(crate) struct Upright<'a> {
    /// The largest value of all panels that are compared.
    pub(crate) maximum: f64,
    /// Whether the values are whole numbers.
    pub(crate) whole: bool,
    /// Whether the marks are bands of one measure, whose columns touch.
    pub(crate) bands: bool,
    /// Writes a tick.
    pub(crate) tick: &'a dyn Fn(f64) -> String,
}

/// Draws the marks in their order. Each value stands above its column where all of them fit; otherwise an axis tells them.
pub(crate) fn columns(panel: &Panel, upright: &Upright<'_>, width: f64, id: &str, title: &str, description: &str) -> Svg {
    let labelled = all_values_fit(panel, width);
    let marks = if labelled { vec![0.0, upright.maximum] } else { ticks(upright.maximum, 4, upright.whole) };
    let left =
        if labelled { 0.0 } else { marks.iter().map(|&tick| measure::width(&(upright.tick)(tick), SMALL)).fold(0.0, f64::max) + 8.0 };
    let top = marks.last().copied().unwrap_or_default().max(f64::MIN_POSITIVE);
    let y = |value: f64| HEIGHT - BOTTOM - value.max(0.0) / top * (HEIGHT - BOTTOM - TOP);

    let mut canvas = Canvas::new(width, HEIGHT);
    if !labelled {
        for &tick in marks.iter().skip(1) {
            canvas.line((left, y(tick)), (width, y(tick)), "k-grid");
            canvas.text((left - 6.0, y(tick) + 4.0), Anchor::End, "k-s", &(upright.tick)(tick));
        }
    }
    let step = (width - left) / count(panel.marks.len());
    let thickness = if upright.bands { step - SEAM } else { (step - GAP.min(step / 3.0)).min(64.0) };
    let peak = panel.peak().map(|(mark, _)| mark.at);
    for (position, mark) in panel.marks.iter().enumerate() {
        let centre = left + step * (count(position) + 0.5);
        draw(&mut canvas, mark, centre, thickness, &y, labelled || peak == Some(mark.at), width);
    }
    canvas.line((left, y(0.0)), (width, y(0.0)), "k-base");
    label_columns(&mut canvas, panel, left, step, width);
    canvas.finish(id, title, description)
}

fn all_values_fit(panel: &Panel, width: f64) -> bool {
    let step = width / count(panel.marks.len().max(1));
    let texts = panel.marks.iter().map(|mark| mark.value.as_ref().map_or(HIDDEN, |value| &value.text));
    texts.map(|text| measure::bold_width(text, TEXT)).fold(0.0, f64::max) + 2.0 <= step
}

fn draw(canvas: &mut Canvas, mark: &Mark, centre: f64, thickness: f64, y: &dyn Fn(f64) -> f64, labelled: bool, width: f64) {
    let Some(value) = &mark.value else {
        if measure::width(HIDDEN, SMALL) <= thickness + GAP {
            canvas.text((centre, y(0.0) - 6.0), Anchor::Middle, "k-c", HIDDEN);
        }
        return;
    };
    let top = y(value.number).min(y(0.0) - 1.0);
    canvas.rectangle((centre - thickness / 2.0, top), (thickness, y(0.0) - top), "k-bar");
    if labelled {
        let half = measure::bold_width(&value.text, TEXT) / 2.0;
        canvas.text((centre.clamp(half, (width - half).max(half)), top - 5.0), Anchor::Middle, "k-b", &value.text);
    }
}

/// Labels every column, or every second, third …, so that no label touches the next.
fn label_columns(canvas: &mut Canvas, panel: &Panel, left: f64, step: f64, width: f64) {
    let widest = panel.marks.iter().map(|mark| measure::width(&mark.label, SMALL)).fold(0.0, f64::max);
    let mut free_from = 0.0;
    let mut next = 0;
    let every = (1..=panel.marks.len()).find(|&every| step * count(every) >= widest + 8.0).unwrap_or(panel.marks.len().max(1));
    for (position, mark) in panel.marks.iter().enumerate() {
        let half = measure::width(&mark.label, SMALL) / 2.0;
        let centre = (left + step * (count(position) + 0.5)).clamp(half, (width - half).max(half));
        if position >= next && centre - half >= free_from {
            canvas.text((centre, HEIGHT - 7.0), Anchor::Middle, "k-s", &mark.label);
            free_from = centre + half + 6.0;
            next = position + every;
        }
    }
}
