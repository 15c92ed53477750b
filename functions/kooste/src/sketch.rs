//! A small drawing of a table, in the characters of a terminal: enough to see whether the chart says something.

use record::table::{Chart, ChartKind, ColumnSpec};
use report::Preview;

/// The longest bar, in characters.
const BAR: usize = 40;

/// The most bars of a drawing, and the most lines of one.
const LINES_MAX: usize = 24;

/// The most points of a line or columns of a grid; more are drawn together by their highest.
const POINTS_MAX: usize = 72;

/// What stands for a value that is hidden, and for a category that nobody named.
const HIDDEN: &str = "[c]";
const UNNAMED: &str = "–";

const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const SHADES: [char; 4] = ['░', '▒', '▓', '█'];

/// One mark of a drawing.
struct Mark<'a> {
    series: &'a str,
    x: &'a str,
    y: Option<f64>,
    written: &'a str,
}

/// What a cell of a column shows.
pub(crate) fn cell<'a>(column: &ColumnSpec, value: Option<&'a str>) -> &'a str {
    value.unwrap_or(if column.unit.may_hide() { HIDDEN } else { UNNAMED })
}

/// The lines of a table's chart; none where it has no chart or nothing to draw.
pub(crate) fn lines(preview: &Preview) -> Vec<String> {
    let Some(chart) = &preview.spec.chart else { return Vec::new() };
    let Some(marks) = marks(preview, chart) else { return Vec::new() };
    let highest = marks.iter().filter_map(|mark| mark.y).fold(0.0, f64::max);
    if highest <= 0.0 {
        return Vec::new();
    }
    let mut lines = match chart.kind {
        ChartKind::Line => curves(&marks, highest, &HEIGHTS),
        kind if kind.is_grid() => curves(&marks, highest, &SHADES),
        _ => bars(&marks, highest),
    };
    if lines.len() > LINES_MAX {
        let more = lines.len() - LINES_MAX;
        lines.truncate(LINES_MAX);
        lines.push(format!("and {more} more"));
    }
    lines
}

fn marks<'a>(preview: &'a Preview, chart: &Chart) -> Option<Vec<Mark<'a>>> {
    let position = |name: &str| preview.spec.columns.iter().position(|column| column.name == name);
    let (x, y) = (position(&chart.x)?, position(&chart.y)?);
    let series = chart.series.as_deref().and_then(position);
    let mark = |row: &'a Vec<Option<String>>| {
        let text = |column: usize| row.get(column).and_then(Option::as_deref);
        Mark {
            series: series.map_or("", |series| text(series).unwrap_or(UNNAMED)),
            x: text(x).unwrap_or(UNNAMED),
            y: text(y).and_then(|written| written.parse().ok()),
            written: text(y).unwrap_or(HIDDEN),
        }
    };
    Some(preview.rows.iter().map(mark).collect())
}

/// A bar a row.
fn bars(marks: &[Mark<'_>], highest: f64) -> Vec<String> {
    let name = |mark: &Mark<'_>| if mark.series.is_empty() { mark.x.to_owned() } else { format!("{} {}", mark.series, mark.x) };
    let width = marks.iter().take(LINES_MAX).map(|mark| name(mark).chars().count()).max().unwrap_or(0);
    let line =
        |mark: &Mark<'_>| format!("{:<width$}  {} {}", name(mark), mark.y.map(|y| bar(y / highest)).unwrap_or_default(), mark.written);
    marks.iter().map(line).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a few characters")]
fn bar(share: f64) -> String {
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round() as usize;
    let rest = (eighths % 8).checked_sub(1).map(|rest| EIGHTHS[rest]);
    std::iter::repeat_n('█', eighths / 8).chain(rest).collect()
}

/// A line a series, a character a point.
fn curves(marks: &[Mark<'_>], highest: f64, levels: &[char]) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    let mut points: Vec<&str> = Vec::new();
    for mark in marks {
        if !names.contains(&mark.series) {
            names.push(mark.series);
        }
        if !points.contains(&mark.x) {
            points.push(mark.x);
        }
    }
    let together = points.len().div_ceil(POINTS_MAX).max(1);
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let line = |name: &&str| {
        let own: Vec<&Mark<'_>> = marks.iter().filter(|mark| mark.series == *name).collect();
        let value = |x: &str| own.iter().find(|mark| mark.x == x).and_then(|mark| mark.y);
        let level = |points: &[&str]| points.iter().filter_map(|x| value(x)).reduce(f64::max).map_or(' ', |y| at(levels, y / highest));
        let drawn: String = points.chunks(together).map(level).collect();
        format!("{name:<width$}  {drawn}")
    };
    names.iter().map(line).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a few levels")]
fn at(levels: &[char], share: f64) -> char {
    let level = (share.clamp(0.0, 1.0) * (levels.len() - 1) as f64).round() as usize;
    levels.get(level).copied().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(1.0), "█".repeat(BAR));
        assert_eq!(bar(0.5), "█".repeat(BAR / 2));
        assert_eq!(bar(1.0 / 320.0), "▏");
        assert_eq!(bar(0.0), "");
    }

    #[test]
    fn a_curve_has_a_character_a_point_and_a_gap_where_nothing_is_published() {
        let mark = |x, y| Mark { series: "main", x, y, written: "" };
        let marks = [mark("0", Some(1.0)), mark("5", None), mark("10", Some(0.0))];
        assert_eq!(curves(&marks, 1.0, &HEIGHTS), ["main  █ ▁"]);
    }
}
