//! Round numbers along an axis.

/// Ticks from 0 to at least `maximum`, at most `count` above zero, in steps of 1, 2, 2.5 or 5 times a power of ten; whole steps for whole
/// numbers. The last tick is the end of the axis.
pub(super) fn ticks(maximum: f64, count: usize, whole: bool) -> Vec<f64> {
    let rough = if maximum > 0.0 { maximum / f64::from(u32::try_from(count).unwrap_or(1).max(1)) } else { 1.0 };
    let power = 10_f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|&step| allowed(step, whole) && step >= rough - 1e-9);
    let step = step.unwrap_or(1.0);
    let mut ticks = vec![0.0];
    while let Some(&last) = ticks.last()
        && (last < maximum - 1e-9 || ticks.len() == 1)
    {
        let position = u32::try_from(ticks.len()).unwrap_or(u32::MAX);
        ticks.push(step * f64::from(position));
    }
    ticks
}

fn allowed(step: f64, whole: bool) -> bool {
    !whole || (step >= 1.0 - 1e-9 && (step - step.round()).abs() < 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn steps_are_round() {
        assert_eq!(ticks(457.0, 4, true), [0.0, 200.0, 400.0, 600.0]);
        assert_eq!(ticks(9.0, 4, true), [0.0, 5.0, 10.0]);
        assert_eq!(ticks(2.0, 4, true), [0.0, 1.0, 2.0]);
        assert_eq!(ticks(1.0, 4, false), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks(0.0, 4, true), [0.0, 1.0]);
    }

    proptest! {
        #[test]
        fn ticks_reach_the_maximum_and_are_few(maximum in 0.001_f64..1e9, count in 1_usize..8, whole: bool) {
            let ticks = ticks(maximum, count, whole);
            prop_assert!(ticks.last().is_some_and(|&last| last >= maximum - 1e-6));
            prop_assert!(ticks.len() <= count + 1);
        }
    }
}
