//! A grid of two categories, shaded in five fixed steps, each cell with its number.

use super::canvas::{Anchor, Canvas, LINE, SMALL, Svg, TEXT};
use super::{BESIDE_WIDTH_MIN, HIDDEN, Panel, count, measure};

const ROW: f64 = 36.0;
const LABELS_WIDTH_MAX: f64 = 210.0;
const HEAD_LINES_MAX: usize = 3;
const STEPS: [&str; 5] = ["k-h1", "k-h2", "k-h3", "k-h4", "k-h5"];
const STEP_TEXTS: [&str; 5] = ["k-t1", "k-t2", "k-t3", "k-t4", "k-t5"];

/// A grid: one row a panel; a mark's `at` is the position of its column.
pub(crate) struct Grid<'a> {
    pub(crate) rows: &'a [Panel],
    /// What stands above the columns.
    pub(crate) columns: &'a [String],
    /// The value of the darkest shade: the largest of all grids that are compared.
    pub(crate) maximum: f64,
    /// Whether a row and a column can meet at all, as everybody knows. Where they cannot, nothing is drawn.
    pub(crate) meets: &'a dyn Fn(usize, usize) -> bool,
}

impl Grid<'_> {
    /// Draws the grid. What is not published, for whatever reason, looks the same.
    pub(crate) fn draw(&self, width: f64, id: &str, title: &str, description: &str) -> Svg {
        let layout = self.layout(width);
        let heads: Vec<Vec<String>> = self.columns.iter().map(|column| head_lines(column, layout.step)).collect();
        let head = count(heads.iter().map(Vec::len).max().unwrap_or(1)) * LINE + 6.0;
        let mut canvas = Canvas::new(width, head + count(self.rows.len()) * layout.row);
        for (position, lines) in heads.iter().enumerate() {
            let centre = layout.left + layout.step * (count(position) + 0.5);
            write_lines(&mut canvas, lines, (centre, head - 8.0 - count(lines.len() - 1) * LINE), Anchor::Middle, "k-s");
        }
        for (position, row) in self.rows.iter().enumerate() {
            let top = head + count(position) * layout.row;
            let lines = measure::wrap(&row.title, TEXT, layout.label, layout.label_lines);
            write_lines(&mut canvas, &lines, (0.0, layout.first_line(top, lines.len())), Anchor::Start, "k-t");
            for column in (0..self.columns.len()).filter(|&column| (self.meets)(position, column)) {
                let corner = (layout.left + layout.step * count(column), top + layout.row - ROW);
                self.draw_cell(&mut canvas, row, column, corner, layout.step);
            }
        }
        canvas.finish(id, title, description)
    }

    /// Whether every number can be read in its cell, and every head above it.
    pub(crate) fn fits(&self, width: f64) -> bool {
        let step = self.layout(width).step;
        let texts = self.rows.iter().flat_map(|row| &row.marks).map(|mark| mark.value.as_ref().map_or(HIDDEN, |value| &value.text));
        texts.map(|text| measure::width(text, SMALL)).fold(0.0, f64::max) + 3.0 <= step && self.heads_fit(width)
    }

    /// Whether the names of all columns can be read above them. Where they cannot, numbers and a key serve better.
    pub(crate) fn heads_fit(&self, width: f64) -> bool {
        let step = self.layout(width).step;
        self.columns.iter().all(|column| head_lines(column, step).iter().all(|line| !line.ends_with('…')))
    }

    fn layout(&self, width: f64) -> Layout {
        let widest = self.rows.iter().map(|row| measure::width(&row.title, TEXT)).fold(0.0, f64::max);
        let columns = count(self.columns.len().max(1));
        if width < BESIDE_WIDTH_MIN {
            return Layout { left: 0.0, step: width / columns, row: ROW + LINE + 6.0, label: width, label_lines: 1, beside: false };
        }
        let label = widest.min(LABELS_WIDTH_MAX);
        let left = label + 12.0;
        Layout { left, step: (width - left) / columns, row: ROW, label, label_lines: 2, beside: true }
    }

    fn draw_cell(&self, canvas: &mut Canvas, row: &Panel, column: usize, (x, y): (f64, f64), width: f64) {
        let mark = row.marks.iter().find(|mark| (mark.at - count(column)).abs() < 0.5);
        let middle = (x + width / 2.0, y + ROW / 2.0 + 4.5);
        let corner = (x + 1.0, y + 1.0);
        let inner = (width - 2.0, ROW - 2.0);
        if let Some(value) = mark.and_then(|mark| mark.value.as_ref()) {
            let step = step(value.number, self.maximum);
            canvas.rectangle(corner, inner, STEPS.get(step).copied().unwrap_or_default());
            canvas.text(middle, Anchor::Middle, STEP_TEXTS.get(step).copied().unwrap_or_default(), &value.text);
        } else {
            canvas.rectangle((corner.0 + 0.5, corner.1 + 0.5), (inner.0 - 1.0, inner.1 - 1.0), "k-none");
            canvas.text(middle, Anchor::Middle, "k-c", HIDDEN);
        }
    }
}

/// Where things lie: on a wide sheet the names of rows stand beside them, on a narrow one above.
struct Layout {
    /// Where the columns begin.
    left: f64,
    /// How wide one is.
    step: f64,
    /// From one row to the next.
    row: f64,
    label: f64,
    label_lines: usize,
    beside: bool,
}

impl Layout {
    /// The first baseline of a row's name.
    fn first_line(&self, top: f64, lines: usize) -> f64 {
        if self.beside { top + self.row / 2.0 + 4.5 - count(lines.saturating_sub(1)) * LINE / 2.0 } else { top + LINE }
    }
}

fn write_lines(canvas: &mut Canvas, lines: &[String], (x, first): (f64, f64), anchor: Anchor, class: &str) {
    for (line, text) in lines.iter().enumerate() {
        canvas.text((x, first + count(line) * LINE), anchor, class, text);
    }
}

fn head_lines(column: &str, step: f64) -> Vec<String> {
    measure::wrap(column, SMALL, step - 2.0, HEAD_LINES_MAX)
}

/// The step of shade, from 0 to 4.
fn step(number: f64, maximum: f64) -> usize {
    let share = number.max(0.0) / maximum.max(f64::MIN_POSITIVE);
    [0.2, 0.4, 0.6, 0.8].iter().filter(|&&bound| share > bound).count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::panel;
    use super::*;

    fn grid<'a>(rows: &'a [Panel], columns: &'a [String], meets: &'a dyn Fn(usize, usize) -> bool) -> Grid<'a> {
        Grid { rows, columns, maximum: 100.0, meets }
    }

    fn row(values: &[Option<f64>]) -> Panel {
        let mut row = panel(values);
        row.marks.iter_mut().enumerate().for_each(|(position, mark)| mark.at = count(position));
        row
    }

    #[test]
    fn shades_are_five_steps_up_to_the_maximum() {
        assert_eq!([0.0, 20.0, 21.0, 60.0, 99.0, 100.0].map(|number| step(number, 100.0)), [0, 0, 1, 2, 4, 4]);
    }

    #[test]
    fn long_names_do_not_fit_above_narrow_columns() {
        let fits = |name: &str| grid(&[row(&[Some(1.0)])], &vec![name.to_owned(); 12], &|_, _| true).heads_fit(704.0);
        assert!(fits("10.00"));
        assert!(!fits("Työpajatyöskentely"));
    }

    #[test]
    fn absent_and_hidden_cells_look_the_same_and_impossible_ones_are_empty() {
        let columns = ["a".to_owned(), "b".to_owned(), "c".to_owned(), "d".to_owned()];
        for width in [328.0, 704.0] {
            let svg = grid(&[row(&[Some(30.0), None])], &columns, &|_, column| column != 3).draw(width, "a", "T", "D");
            assert_eq!(svg.as_str().matches("k-none").count(), 2);
            assert_eq!(svg.as_str().matches(HIDDEN).count(), 2);
            assert_eq!(svg.as_str().matches("k-h").count(), 1);
        }
    }
}
