//! Drawings as SVG, in the report's own visual language: direct labels, one ink, a zero baseline, nothing drawn or scaled from a value
//! that is not published.
//!
//! A drawing knows no language and no table: it gets [`Panel`]s of marks whose labels are written already. Its colours are classes that
//! the page's style sheet inks, light and dark; its text is text.

mod bar;
mod canvas;
mod column;
mod heat;
mod ink;
mod line;
mod measure;
mod scale;

pub(crate) use bar::bars;
pub(crate) use canvas::Svg;
pub(crate) use column::{Upright, columns};
pub(crate) use heat::Grid;
pub(crate) use ink::INK;
pub(crate) use line::{Axis, Timeline};
pub(crate) use measure::width;

/// On a sheet at least this wide the labels stand beside what they name, on a narrower one above it.
const BESIDE_WIDTH_MIN: f64 = 480.0;

/// What stands where a value is hidden.
pub(crate) const HIDDEN: &str = "[c]";

/// Marks that are drawn together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Panel {
    /// What the panel is about; empty for the only panel of a drawing.
    pub(crate) title: String,
    pub(crate) marks: Vec<Mark>,
}

/// One value of a drawing.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// What the value is of.
    pub(crate) label: String,
    /// Where it lies on a continuous axis; the position in the table elsewhere.
    pub(crate) at: f64,
    /// The value, if it is published.
    pub(crate) value: Option<Reading>,
}

/// A published value.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) number: f64,
    /// The number as it is written.
    pub(crate) text: String,
}

impl Panel {
    /// The largest published value; 0 where there is none.
    pub(crate) fn maximum(&self) -> f64 {
        self.marks.iter().filter_map(|mark| mark.value.as_ref()).map(|value| value.number).fold(0.0, f64::max)
    }

    /// The first mark with the largest published value.
    pub(crate) fn peak(&self) -> Option<(&Mark, &Reading)> {
        let read = self.marks.iter().filter_map(|mark| Some((mark, mark.value.as_ref()?)));
        read.reduce(|best, next| if next.1.number > best.1.number { next } else { best })
    }

    /// Whether a value of the panel is hidden.
    pub(crate) fn hides(&self) -> bool {
        self.marks.iter().any(|mark| mark.value.is_none())
    }
}

/// A number of things as a length.
fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::charts) fn panel(values: &[Option<f64>]) -> Panel {
        let mark = |(position, value): (usize, &Option<f64>)| Mark {
            label: format!("Label {position}"),
            at: f64::from(u32::try_from(position).expect("few marks")) * 300.0,
            value: value.map(|number| Reading { number, text: number.to_string() }),
        };
        Panel { title: String::new(), marks: values.iter().enumerate().map(mark).collect() }
    }

    #[test]
    fn the_peak_is_the_first_largest_published_value() {
        let panel = panel(&[None, Some(3.0), Some(9.0), Some(9.0), None]);
        assert_eq!(panel.peak().map(|(mark, _)| mark.label.as_str()), Some("Label 2"));
        assert!(panel.hides());
        assert!(super::tests::panel(&[None]).peak().is_none());
    }
}
