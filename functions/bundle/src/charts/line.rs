//! Lines over time: broken where a value is hidden or the grid has a gap, nights cut out.

use super::canvas::{Anchor, Canvas, SMALL, Svg, TEXT};
use super::column::Upright;
use super::measure;
use super::scale::ticks;
use super::{BESIDE_WIDTH_MIN, Mark, Panel, count};

const HEIGHT: f64 = 210.0;

/// The height of a curve on a narrow sheet.
const NARROW_HEIGHT: f64 = 165.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 24.0;

/// The room for a second line of labels: the days.
const DAYS: f64 = 18.0;

/// What is left free at the right, for half of a label below the last instant.
const EDGE: f64 = 10.0;

/// Between two windows of time.
const CUT: f64 = 18.0;

/// A continuous axis: where ticks may lie and how they are written.
pub(crate) struct Axis<'a> {
    /// Steps between ticks, ascending, in the units of [`Mark::at`].
    pub(crate) steps: &'a [f64],
    /// A stretch without published values longer than this is cut out.
    pub(crate) gap_max: f64,
    /// What is added to a position so that round positions are round for people: the time zone's offset.
    pub(crate) offset: &'a dyn Fn(f64) -> f64,
    /// Writes a tick.
    pub(crate) tick: &'a dyn Fn(f64) -> String,
    /// Writes the day of a window, where windows are of days.
    pub(crate) day: Option<&'a dyn Fn(f64) -> String>,
    /// Whether the last value is told, not the highest: for shares that begin at the top.
    pub(crate) tells_last: bool,
}

/// The axes that all panels of one drawing share.
pub(crate) struct Timeline<'a> {
    axis: &'a Axis<'a>,
    upright: &'a Upright<'a>,
    panels: &'a [Panel],
    /// Stretches of the axis with published values.
    windows: Vec<(f64, f64)>,
    /// The step of the grid that the values lie on.
    grid: f64,
}

impl<'a> Timeline<'a> {
    /// Lays the axes out over the published values of all panels.
    pub(crate) fn new(panels: &'a [Panel], axis: &'a Axis<'a>, upright: &'a Upright<'a>) -> Self {
        let published = panels.iter().flat_map(|panel| &panel.marks).filter(|mark| mark.value.is_some()).map(|mark| mark.at);
        let mut instants: Vec<f64> = published.collect();
        instants.sort_by(f64::total_cmp);
        let mut windows: Vec<(f64, f64)> = Vec::new();
        for at in instants {
            match windows.last_mut() {
                Some(window) if at - window.1 <= axis.gap_max => window.1 = at,
                _ => windows.push((at, at)),
            }
        }
        let grid = grid(panels);
        for window in &mut windows {
            window.1 = window.1.max(window.0 + grid);
        }
        Self { axis, upright, panels, windows, grid }
    }

    /// Draws a panel.
    pub(crate) fn draw(&self, panel: &Panel, width: f64, id: &str, title: &str, description: &str) -> Svg {
        let levels = ticks(self.upright.maximum, 4, self.upright.whole);
        let labels_width = levels.iter().map(|&level| measure::width(&(self.upright.tick)(level), SMALL)).fold(0.0, f64::max);
        let right = if self.axis.tells_last { last(panel).map_or(0.0, |(_, text)| measure::bold_width(text, TEXT) + 12.0) } else { EDGE };
        let days = if self.axis.day.is_some() { DAYS } else { 0.0 };
        let frame = Frame {
            width,
            height: if width < BESIDE_WIDTH_MIN { NARROW_HEIGHT } else { HEIGHT },
            left: labels_width + 8.0,
            right: width - right,
            top_value: levels.last().copied().unwrap_or(1.0).max(f64::MIN_POSITIVE),
            timeline: self,
        };
        let mut canvas = Canvas::new(width, frame.height + days);
        for &level in levels.iter().skip(1) {
            canvas.line((frame.left, frame.y(level)), (frame.right, frame.y(level)), "k-grid");
            canvas.text((frame.left - 6.0, frame.y(level) + 4.0), Anchor::End, "k-s", &(self.upright.tick)(level));
        }
        for window in &self.windows {
            frame.draw_window(&mut canvas, *window);
        }
        if self.axis.tells_last {
            // Shares are compared: behind each curve lie the others.
            for other in self.panels.iter().filter(|other| other.title != panel.title) {
                frame.draw_values(&mut canvas, other, ("k-ghost", "k-ghost"));
            }
        }
        frame.draw_values(&mut canvas, panel, ("k-line", "k-dot"));
        frame.tell(&mut canvas, panel, width);
        canvas.finish(id, title, description)
    }
}

fn last(panel: &Panel) -> Option<(&Mark, &str)> {
    panel.marks.iter().rev().find_map(|mark| Some((mark, mark.value.as_ref()?.text.as_str())))
}

/// The least distance between neighbours of one panel.
fn grid(panels: &[Panel]) -> f64 {
    let steps = panels.iter().flat_map(|panel| panel.marks.windows(2)).filter_map(|pair| match pair {
        [first, second] if second.at > first.at => Some(second.at - first.at),
        _ => None,
    });
    let least = steps.fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 1.0 }
}

/// Where things lie on the sheet.
struct Frame<'a> {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top_value: f64,
    timeline: &'a Timeline<'a>,
}

impl Frame<'_> {
    fn y(&self, value: f64) -> f64 {
        self.height - BOTTOM - value.max(0.0) / self.top_value * (self.height - BOTTOM - TOP)
    }

    /// Units of the sheet per unit of time.
    fn scale(&self) -> f64 {
        let windows = &self.timeline.windows;
        let time: f64 = windows.iter().map(|(from, until)| until - from).sum();
        let cuts = count(windows.len().saturating_sub(1)) * CUT;
        (self.right - self.left - cuts).max(1.0) / time.max(f64::MIN_POSITIVE)
    }

    fn x(&self, at: f64) -> f64 {
        let mut x = self.left;
        for (from, until) in &self.timeline.windows {
            if at <= *until {
                return x + (at - from).max(0.0) * self.scale();
            }
            x += (until - from) * self.scale() + CUT;
        }
        x - CUT
    }

    /// The baseline of a window, its ticks and its day.
    fn draw_window(&self, canvas: &mut Canvas, (from, until): (f64, f64)) {
        let (left, right) = (self.x(from), self.x(until));
        let bottom = self.y(0.0);
        canvas.line((left, bottom), (right, bottom), "k-base");
        let axis = self.timeline.axis;
        let mut free_from = left - CUT / 2.0;
        for at in self.tick_positions(from, until) {
            let text = (axis.tick)(at);
            let half = measure::width(&text, SMALL) / 2.0;
            let centre = self.x(at);
            if centre - half >= free_from && centre + half <= (right + CUT / 2.0).min(self.width) {
                canvas.line((centre, bottom), (centre, bottom + 4.0), "k-base");
                canvas.text((centre, self.height - 7.0), Anchor::Middle, "k-s", &text);
                free_from = centre + half + 8.0;
            }
        }
        if let Some(day) = axis.day {
            let lines = measure::wrap(&day(from), SMALL, right - left + CUT - 4.0, 1);
            canvas.text((left, self.height + DAYS - 7.0), Anchor::Start, "k-t", lines.first().map_or("", String::as_str));
        }
    }

    /// Round positions within a window, as close as their labels allow.
    fn tick_positions(&self, from: f64, until: f64) -> Vec<f64> {
        let axis = self.timeline.axis;
        let widest = measure::width(&(axis.tick)(from), SMALL).max(measure::width(&(axis.tick)(until), SMALL));
        let roomy = axis.steps.iter().copied().find(|step| step * self.scale() >= widest + 14.0);
        let Some(step) = roomy.or_else(|| axis.steps.last().copied()) else { return Vec::new() };
        let offset = (axis.offset)(from);
        let mut at = ((from + offset) / step).ceil() * step - offset;
        let mut positions = Vec::new();
        while at <= until + 1e-9 {
            positions.push(at);
            at += step;
        }
        positions
    }

    fn draw_values(&self, canvas: &mut Canvas, panel: &Panel, (line, dot): (&str, &str)) {
        for run in self.runs(panel) {
            match run.as_slice() {
                [single] => canvas.dot(*single, 2.0, dot),
                points => canvas.path(points, line),
            }
        }
    }

    /// Unbroken stretches of published values, as points of the sheet.
    fn runs(&self, panel: &Panel) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut previous: Option<f64> = None;
        for mark in &panel.marks {
            let Some(value) = &mark.value else {
                previous = None;
                continue;
            };
            let point = (self.x(mark.at), self.y(value.number));
            let continues = previous.is_some_and(|at| mark.at - at <= self.timeline.grid * 1.5);
            match runs.last_mut() {
                Some(run) if continues => run.push(point),
                _ => runs.push(vec![point]),
            }
            previous = Some(mark.at);
        }
        runs
    }

    /// Marks the peak with its value and time, or the last value.
    fn tell(&self, canvas: &mut Canvas, panel: &Panel, width: f64) {
        if self.timeline.axis.tells_last {
            if let Some((mark, text)) = last(panel) {
                let y = self.y(mark.value.as_ref().map_or(0.0, |value| value.number));
                canvas.dot((self.x(mark.at), y), 3.5, "k-dot");
                canvas.text((self.x(mark.at) + 8.0, y + 4.5), Anchor::Start, "k-b", text);
            }
        } else if let Some((mark, value)) = panel.peak() {
            let (x, y) = (self.x(mark.at), self.y(value.number));
            let text = format!("{} · {}", value.text, mark.label);
            let half = measure::bold_width(&text, TEXT) / 2.0;
            canvas.dot((x, y), 3.5, "k-dot");
            // Right of the axis' own labels, which the halo would eat.
            let least = self.left + half;
            canvas.text((x.clamp(least, (width - half).max(least)), y - 9.0), Anchor::Middle, "k-b k-halo", &text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::panel;
    use super::*;

    fn draw(values: &[Option<f64>]) -> Svg {
        let write = |number: f64| number.to_string();
        let axis = Axis { steps: &[300.0, 3_600.0], gap_max: 7_200.0, offset: &|_| 0.0, tick: &write, day: None, tells_last: false };
        let panels = [panel(values)];
        let upright = Upright { maximum: panels[0].maximum(), whole: true, bands: false, tick: &write };
        Timeline::new(&panels, &axis, &upright).draw(&panels[0], 320.0, "a", "T", "D")
    }

    #[test]
    fn a_line_breaks_where_a_value_is_hidden() {
        let svg = draw(&[Some(10.0), Some(20.0), None, Some(30.0), Some(20.0), None, Some(12.0)]);
        assert_eq!(svg.as_str().matches("k-line").count(), 2);
        assert_eq!(svg.as_str().matches("r=\"2.0\"").count(), 1, "a value alone is a dot");
    }

    #[test]
    fn the_other_shares_lie_behind_a_curve() {
        let write = |number: f64| number.to_string();
        let axis = Axis { steps: &[300.0], gap_max: 7_200.0, offset: &|_| 0.0, tick: &write, day: None, tells_last: true };
        let named = |title: &str| Panel { title: title.to_owned(), ..panel(&[Some(1.0), Some(0.5)]) };
        let panels = [named("a"), named("b"), named("c")];
        let upright = Upright { maximum: 1.0, whole: false, bands: false, tick: &write };
        let svg = Timeline::new(&panels, &axis, &upright).draw(&panels[0], 320.0, "a", "T", "D");
        assert_eq!(["k-ghost", "k-line"].map(|class| svg.as_str().matches(class).count()), [2, 1]);
    }

    #[test]
    fn no_label_of_the_axis_leaves_the_sheet() {
        let svg = draw(&[Some(10.0); 9]);
        let labels = svg.as_str().split("<text x=\"").skip(1).filter(|text| text.contains("middle"));
        let ends = labels.filter_map(|text| {
            let x: f64 = text.split('"').next()?.parse().ok()?;
            let words = text.split_once('>')?.1.split('<').next()?;
            Some(x + measure::width(words, SMALL) / 2.0)
        });
        let ends: Vec<f64> = ends.collect();
        assert!(ends.len() > 1 && ends.iter().all(|end| *end <= 320.0), "{ends:?}");
    }

    #[test]
    fn nothing_published_draws_no_line() {
        let svg = draw(&[None, None]);
        assert!(!svg.as_str().contains("k-line") && !svg.as_str().contains("k-dot"));
    }

    #[test]
    fn a_night_is_cut_out() {
        let mut panels = [panel(&[Some(10.0), Some(20.0)])];
        let morning = panel(&[Some(30.0), Some(20.0)]).marks.into_iter().map(|mark| Mark { at: mark.at + 50_000.0, ..mark });
        panels[0].marks.extend(morning);
        let write = |number: f64| number.to_string();
        let axis = Axis { steps: &[300.0], gap_max: 7_200.0, offset: &|_| 0.0, tick: &write, day: None, tells_last: false };
        let upright = Upright { maximum: 30.0, whole: true, bands: false, tick: &write };
        let timeline = Timeline::new(&panels, &axis, &upright);
        assert_eq!(timeline.windows, [(0.0, 300.0), (50_000.0, 50_300.0)]);
        assert_eq!(timeline.draw(&panels[0], 320.0, "a", "T", "D").as_str().matches("k-line").count(), 2);
    }
}
