//! Horizontal bars, one a category, with their values at their ends.

use super::canvas::{Anchor, Canvas, LINE, Svg, TEXT};
use super::measure;
use super::{BESIDE_WIDTH_MIN, HIDDEN, Mark, Panel, count};

const BAR: f64 = 18.0;
const GAP: f64 = 8.0;

/// The part of the sheet that labels beside the bars may take.
const LABELS_SHARE_MAX: f64 = 0.4;

/// Draws the marks in their order. The longest bar is the largest published value, or the `whole` that all of them are parts of.
pub(crate) fn bars(panel: &Panel, whole: Option<f64>, width: f64, id: &str, title: &str, description: &str) -> Svg {
    let beside = width >= BESIDE_WIDTH_MIN;
    let labels_width = if beside { labels_width(panel, width) } else { width };
    let labels: Vec<Vec<String>> = panel.marks.iter().map(|mark| measure::wrap(&mark.label, TEXT, labels_width, 2)).collect();
    let left = if beside { labels_width + 12.0 } else { 0.0 };
    let maximum = whole.unwrap_or_else(|| panel.maximum()).max(f64::MIN_POSITIVE);
    let scale = Scale { left, length: width - left - values_width(panel), maximum, tracked: whole.is_some() };

    let heights: Vec<f64> = labels.iter().map(|lines| row_height(lines.len(), beside)).collect();
    let mut canvas = Canvas::new(width, heights.iter().sum());
    let mut top = 0.0;
    for ((mark, lines), height) in panel.marks.iter().zip(&labels).zip(&heights) {
        if beside {
            let first = top + height / 2.0 - (count(lines.len()) - 1.0) * LINE / 2.0 + 4.5;
            label(&mut canvas, lines, first);
            draw(&mut canvas, &scale, top + (height - BAR) / 2.0, mark);
        } else {
            label(&mut canvas, lines, top + LINE - 3.0);
            draw(&mut canvas, &scale, top + count(lines.len()) * LINE + 2.0, mark);
        }
        top += height;
    }
    if beside {
        canvas.line((left, 0.0), (left, top), "k-base");
    }
    canvas.finish(id, title, description)
}

struct Scale {
    left: f64,
    length: f64,
    maximum: f64,
    /// Whether the whole is drawn behind each part.
    tracked: bool,
}

fn labels_width(panel: &Panel, width: f64) -> f64 {
    let widest = panel.marks.iter().map(|mark| measure::width(&mark.label, TEXT)).fold(0.0, f64::max);
    widest.min(width * LABELS_SHARE_MAX)
}

fn values_width(panel: &Panel) -> f64 {
    let texts = panel.marks.iter().map(|mark| mark.value.as_ref().map_or(HIDDEN, |value| &value.text));
    texts.map(|text| measure::bold_width(text, TEXT)).fold(0.0, f64::max) + 10.0
}

fn row_height(lines: usize, beside: bool) -> f64 {
    let text = count(lines) * LINE;
    if beside { text.max(BAR) + GAP } else { text + BAR + GAP + 4.0 }
}

fn label(canvas: &mut Canvas, lines: &[String], first: f64) {
    let mut baseline = first;
    for line in lines {
        canvas.text((0.0, baseline), Anchor::Start, "k-t", line);
        baseline += LINE;
    }
}

fn draw(canvas: &mut Canvas, scale: &Scale, top: f64, mark: &Mark) {
    let baseline = top + BAR / 2.0 + 4.5;
    let Some(value) = &mark.value else {
        canvas.text((scale.left + 6.0, baseline), Anchor::Start, "k-c", HIDDEN);
        return;
    };
    let length = (value.number.max(0.0) / scale.maximum * scale.length).max(1.0);
    if scale.tracked {
        canvas.rectangle((scale.left, top), (scale.length, BAR), "k-track");
    }
    canvas.rectangle((scale.left, top), (length, BAR), "k-bar");
    let end = if scale.tracked { scale.length } else { length };
    canvas.text((scale.left + end + 6.0, baseline), Anchor::Start, "k-b", &value.text);
}

#[cfg(test)]
mod tests {
    use super::super::tests::panel;
    use super::*;

    #[test]
    fn a_hidden_value_has_no_bar_and_moves_no_other() {
        let drawn = |values: &[Option<f64>]| bars(&panel(values), None, 640.0, "a", "T", "D");
        let svg = drawn(&[Some(40.0), None, Some(20.0)]);
        assert_eq!(svg.as_str().matches("k-bar").count(), 2);
        assert_eq!(svg.as_str().matches(HIDDEN).count(), 1);
    }

    #[test]
    fn a_part_lies_on_its_whole() {
        let svg = bars(&panel(&[Some(0.5), None]), Some(1.0), 640.0, "a", "T", "D");
        let lengths: Vec<f64> =
            svg.as_str().split("<rect").skip(1).filter_map(|rest| rest.split("width=\"").nth(1)?.split('"').next()?.parse().ok()).collect();
        assert_eq!(lengths.len(), 2, "a hidden part has no whole either");
        assert!((lengths[0] - 2.0 * lengths[1]).abs() < 0.2);
    }

    #[test]
    fn the_value_of_the_longest_bar_stays_on_the_sheet() {
        for width in [320.0, 640.0] {
            let svg = bars(&panel(&[Some(1_234_567.0), Some(1.0)]), None, width, "a", "T", "D");
            let (_, after) =
                svg.as_str().split_once("k-b\"").map(|_| svg.as_str().rsplit_once("<text x=\"").expect("a text")).expect("a value");
            let x: f64 = after.split('"').next().expect("a number").parse().expect("a number");
            assert!(x + measure::width("1", TEXT) <= width);
        }
    }
}
