//! Rounding, order statistics and peaks.

use super::SECOND;
use super::presence::Interval;

/// A length of time in minutes, to half a minute, halves away from zero.
pub(crate) fn half_minutes(length: i64) -> f64 {
    let halves = (length + 15 * SECOND).div_euclid(30 * SECOND);
    halves as f64 / 2.0
}

pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Linear interpolation between the two nearest values, as in NumPy.
pub(crate) fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let position = share * (sorted.len() - 1) as f64;
    let below = position.floor() as usize;
    let above = position.ceil() as usize;
    sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64)
}

/// The largest number of persons at one instant and the first such instant. Each person's intervals are disjoint.
pub(crate) fn peak<'a>(persons: impl Iterator<Item = &'a [Interval]>) -> Option<(i64, i64)> {
    let intervals: Vec<Interval> = persons.flatten().copied().collect();
    let mut changes: Vec<(i64, i64)> = intervals.iter().flat_map(|(from, to)| [(*from, 1), (*to, -1)]).collect();
    // At one instant those who leave go first: intervals are half-open.
    changes.sort_unstable();
    let mut present = 0;
    let mut highest: Option<(i64, i64)> = None;
    for instant in changes.chunk_by(|a, b| a.0 == b.0) {
        present += instant.iter().map(|(_, change)| change).sum::<i64>();
        if highest.is_none_or(|(peak, _)| present > peak) {
            highest = Some((present, instant[0].0));
        }
    }
    highest
}

/// The band of `time_in_session`.
pub(crate) fn duration_band(minutes: f64) -> &'static str {
    match minutes {
        _ if minutes < 1.0 => "<1",
        _ if minutes < 5.0 => "1-5",
        _ if minutes < 10.0 => "5-10",
        _ if minutes < 20.0 => "10-20",
        _ if minutes < 40.0 => "20-40",
        _ => "40+",
    }
}

/// Every band of `time_in_session`.
pub(crate) const DURATION_BANDS: [&str; 6] = ["<1", "1-5", "5-10", "10-20", "20-40", "40+"];

/// The labels of a question's bands, each with the least value and the first value above it.
pub(crate) fn bands(bounds: &[f64]) -> Vec<(String, f64, f64)> {
    let mut bands = Vec::new();
    for (index, bound) in bounds.iter().enumerate() {
        match index {
            0 => bands.push((format!("<{bound}"), f64::NEG_INFINITY, *bound)),
            _ => bands.push((format!("{}-{bound}", bounds[index - 1]), bounds[index - 1], *bound)),
        }
    }
    bands.extend(bounds.last().map(|last| (format!("{last}+"), *last, f64::INFINITY)));
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_rounded_to_halves() {
        assert_eq!([0, 14, 15, 44, 45, 75].map(|seconds| half_minutes(seconds * SECOND)), [0.0, 0.0, 0.5, 0.5, 1.0, 1.5]);
        assert_eq!(half_minutes(15 * SECOND - 1), 0.0);
    }

    #[test]
    fn percentiles_are_numpys() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(percentile(&values, 0.5), 2.5);
        assert!((percentile(&values, 0.9) - 3.7).abs() < 1e-12);
        assert_eq!(percentile(&[7.0], 0.9), 7.0);
    }

    #[test]
    fn a_peak_is_of_one_instant() {
        let persons: [&[Interval]; 3] = [&[(0, 10), (20, 30)], &[(10, 20)], &[(5, 8), (25, 40)]];
        assert_eq!(peak(persons.into_iter()), Some((2, 5)));
        assert_eq!(peak([&[(0, 10)][..], &[(10, 20)]].into_iter()), Some((1, 0)));
        assert_eq!(peak(std::iter::empty()), None);
    }

    #[test]
    fn bands_include_their_lower_bound() {
        assert_eq!([0.5, 1.0, 4.5, 5.0, 39.5, 40.0].map(duration_band), ["<1", "1-5", "1-5", "5-10", "20-40", "40+"]);
        let labels: Vec<String> = bands(&[18.0, 25.5]).into_iter().map(|band| band.0).collect();
        assert_eq!(labels, ["<18", "18-25.5", "25.5+"]);
    }
}
