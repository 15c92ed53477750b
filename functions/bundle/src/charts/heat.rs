//! A grid of two categories, shaded in five fixed steps, each cell with its number.

use super::canvas::{Anchor, Canvas, LINE, SMALL, Svg, TEXT};
use super::{HIDDEN, Panel, measure};

const ROW: f64 = 40.0;
const LABELS_WIDTH_MAX: f64 = 210.0;
const STEPS: [&str; 5] = ["k-h1", "k-h2", "k-h3", "k-h4", "k-h5"];
const STEP_TEXTS: [&str; 5] = ["k-t1", "k-t2", "k-t3", "k-t4", "k-t5"];

/// Draws one row a panel; a mark's `at` is the position of its column among `columns`. What is not published, for whatever reason, looks
/// the same.
pub(crate) fn heat(rows: &[Panel], columns: &[String], width: f64, id: &str, title: &str, description: &str) -> Svg {
    let (left, step) = layout(rows, columns, width);
    let heads: Vec<Vec<String>> = columns.iter().map(|column| head_lines(column, step)).collect();
    let head = count(heads.iter().map(Vec::len).max().unwrap_or(1)) * LINE + 6.0;
    let maximum = rows.iter().map(Panel::maximum).fold(f64::MIN_POSITIVE, f64::max);

    let mut canvas = Canvas::new(width, head + count(rows.len()) * ROW);
    for (position, lines) in heads.iter().enumerate() {
        let centre = left + step * (count(position) + 0.5);
        let first = head - 8.0 - count(lines.len() - 1) * LINE;
        for (line, text) in lines.iter().enumerate() {
            canvas.text((centre, first + count(line) * LINE), Anchor::Middle, "k-s", text);
        }
    }
    for (position, row) in rows.iter().enumerate() {
        let top = head + count(position) * ROW;
        let lines = measure::wrap(&row.title, TEXT, left - 12.0, 2);
        let first = top + ROW / 2.0 + 4.5 - count(lines.len() - 1) * LINE / 2.0;
        for (line, text) in lines.iter().enumerate() {
            canvas.text((0.0, first + count(line) * LINE), Anchor::Start, "k-t", text);
        }
        for column in 0..columns.len() {
            let corner = (left + step * count(column), top);
            draw_cell(&mut canvas, row, column, corner, step, maximum);
        }
    }
    canvas.finish(id, title, description)
}

/// Whether the names of all columns can be read above them. Where they cannot, numbers and a key serve better.
pub(crate) fn names_fit(rows: &[Panel], columns: &[String], width: f64) -> bool {
    let (_, step) = layout(rows, columns, width);
    columns.iter().all(|column| head_lines(column, step).iter().all(|line| !line.ends_with('…')))
}

/// Where the columns begin, and how wide one is.
fn layout(rows: &[Panel], columns: &[String], width: f64) -> (f64, f64) {
    let widest = rows.iter().map(|row| measure::width(&row.title, TEXT)).fold(0.0, f64::max);
    let left = widest.min(LABELS_WIDTH_MAX) + 12.0;
    (left, (width - left) / count(columns.len().max(1)))
}

fn head_lines(column: &str, step: f64) -> Vec<String> {
    measure::wrap(column, SMALL, step - 4.0, 3)
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn draw_cell(canvas: &mut Canvas, row: &Panel, column: usize, (x, y): (f64, f64), width: f64, maximum: f64) {
    let mark = row.marks.iter().find(|mark| (mark.at - count(column)).abs() < 0.5);
    let middle = (x + width / 2.0, y + ROW / 2.0 + 4.5);
    let inner = (width - 2.0, ROW - 2.0);
    if let Some(value) = mark.and_then(|mark| mark.value.as_ref()) {
        let step = step(value.number, maximum);
        canvas.rectangle((x + 1.0, y + 1.0), inner, STEPS.get(step).copied().unwrap_or_default());
        canvas.text(middle, Anchor::Middle, STEP_TEXTS.get(step).copied().unwrap_or_default(), &value.text);
    } else {
        canvas.text(middle, Anchor::Middle, "k-c", HIDDEN);
    }
}

/// The step of shade, from 0 to 4.
fn step(number: f64, maximum: f64) -> usize {
    let share = number.max(0.0) / maximum;
    [0.2, 0.4, 0.6, 0.8].iter().filter(|&&bound| share > bound).count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::panel;
    use super::*;

    #[test]
    fn shades_are_five_steps_up_to_the_maximum() {
        assert_eq!([0.0, 20.0, 21.0, 60.0, 99.0, 100.0].map(|number| step(number, 100.0)), [0, 0, 1, 2, 4, 4]);
    }

    #[test]
    fn long_names_do_not_fit_above_narrow_columns() {
        let names = |name: &str| vec![name.to_owned(); 12];
        assert!(names_fit(&[panel(&[Some(1.0)])], &names("10.00"), 704.0));
        assert!(!names_fit(&[panel(&[Some(1.0)])], &names("Työpajatyöskentely"), 704.0));
    }

    #[test]
    fn absent_and_hidden_cells_look_the_same() {
        let mut row = panel(&[Some(30.0), None]);
        row.marks.iter_mut().enumerate().for_each(|(position, mark)| mark.at = count(position));
        let columns = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let svg = heat(&[row], &columns, 640.0, "a", "T", "D");
        assert_eq!(svg.as_str().matches("<rect").count(), 1);
        assert_eq!(svg.as_str().matches(HIDDEN).count(), 2);
    }
}
