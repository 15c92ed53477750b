//! Why a value is not published: the rules on a single value.

use crate::vectors::Vector;
use crate::{Contributions, Policy, Statistic};

/// A rule that hides a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Fewer than the least number of persons stand behind it; nobody is as few as somebody.
    TooFew,
    /// One or two persons make up nearly all of a sum.
    Dominance,
    /// Nearly all of a group gave the same answer, so it would tell what each of them said.
    Homogeneity,
    /// Too few persons are left out of it: all but a few of a published group.
    Complement,
    /// Another hidden value could be worked out from it.
    Linked,
    /// An earlier release printed nearly the same number: the difference would tell of too few persons.
    Changed,
    /// The table could not be protected value by value.
    Withheld,
}

impl Rule {
    /// All rules, in the order in which they are reported.
    pub const ALL: [Self; 7] =
        [Self::TooFew, Self::Dominance, Self::Homogeneity, Self::Complement, Self::Linked, Self::Changed, Self::Withheld];

    /// The rule's name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Dominance => "dominance",
            Self::Homogeneity => "homogeneity",
            Self::Complement => "complement",
            Self::Linked => "linked",
            Self::Changed => "changed",
            Self::Withheld => "withheld",
        }
    }

    /// Why it hides a value, for the author of a query.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::TooFew => "too few persons stand behind it",
            Self::Dominance => "one or two persons make up nearly all of it",
            Self::Homogeneity => "nearly everybody of the group gave this answer, so it tells what each of them said",
            Self::Complement => "it is true of everybody in the group, so it is known of each of them",
            Self::Linked => "a hidden value could be worked out from it",
            Self::Changed => "an earlier release printed nearly the same number, which stays",
            Self::Withheld => "the values around it could not be protected one by one",
        }
    }
}

/// The rules that hide the values of a bundle: by part, column of values and group.
pub(crate) type Rules = Vec<Vec<Vec<Option<Rule>>>>;

/// Share of a sum that two persons may have: 85 %, as in sdcLog.
const TWO_PERSONS_MOST: f64 = 0.85;

/// How closely the second greatest contributor may estimate the greatest: p = 10 %.
const ESTIMATE_WITHIN: f64 = 0.10;

/// The rule that hides a value whatever else is published.
pub(crate) fn of_value(statistic: Statistic, who: &Contributions, vector: &Vector, policy: &Policy) -> Option<Rule> {
    if (who.tellers() as u64) < policy.min_persons() {
        return Some(Rule::TooFew);
    }
    let summed = matches!(statistic, Statistic::Sum | Statistic::Mean);
    (summed && !vector.is_set() && dominates(vector.total, vector.greatest)).then_some(Rule::Dominance)
}

/// Whether a sum tells too much of one person: the (2, 85) rule, or the p % rule with p = 10, which is the (p, q) rule of someone who knows
/// nothing of the smaller contributions before, q = 100 (Handbook on Statistical Disclosure Control, 2nd edition, §4.2.1).
pub(crate) fn dominates(total: f64, [first, second]: [f64; 2]) -> bool {
    first + second > TWO_PERSONS_MOST * total || total - first - second < ESTIMATE_WITHIN * first
}

/// How far above a dominated sum an attacker's upper bound must lie: the greater of the upper protection levels of the two rules (§4.2.2).
pub(crate) fn protection_level(total: f64, [first, second]: [f64; 2]) -> f64 {
    let of_two = (first + second) / TWO_PERSONS_MOST - total;
    let of_estimate = ESTIMATE_WITHIN * first - (total - first - second);
    of_two.max(of_estimate).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_greatest_contributors_may_have_85_of_100() {
        assert!(!dominates(100.0, [60.0, 25.0]));
        assert!(dominates(100.0, [60.0, 26.0]));
    }

    /// Examples 1 and 2 of the handbook, §4.2.1.
    #[test]
    fn dominance_comes_out_as_in_the_handbook() {
        // 50,000 and 49,000 of 100,000: the second knows the first to 2 %.
        let rest = |total: f64, [first, second]: [f64; 2]| total - first - second < ESTIMATE_WITHIN * first;
        assert!(rest(100_000.0, [50_000.0, 49_000.0]) && dominates(100_000.0, [50_000.0, 49_000.0]));
        // 52,000 and 50,000 of 110,000: to 15.4 %, so p % with p = 10 lets it pass; (2, 85), which is stricter, as (2, 90.9) there, does not.
        assert!(!rest(110_000.0, [52_000.0, 50_000.0]) && dominates(110_000.0, [52_000.0, 50_000.0]));
    }

    /// The upper protection levels of the handbook, §4.2.2, and its example 5: with them, what the second can tell of the first is too far off.
    #[test]
    fn protection_levels_come_out_as_in_the_handbook() {
        let cases = [(94.0, [50.0, 40.0]), (330.0, [300.0, 20.0]), (100_000.0, [50_000.0, 49_000.0]), (110_000.0, [52_000.0, 50_000.0])];
        for (total, greatest) in cases {
            let [first, second] = greatest;
            let upper = total + protection_level(total, greatest);
            assert!(first + second <= TWO_PERSONS_MOST * upper + 1e-9, "{total}: the bound is no dominated sum itself");
            assert!(upper - second >= (1.0 + ESTIMATE_WITHIN) * first - 1e-9, "{total}: {upper}");
        }
        // 320 of 330: (2, 85) asks for 320 / 0.85 - 330, and p % for 30 - 10.
        assert!((protection_level(330.0, [300.0, 20.0]) - (320.0 / 0.85 - 330.0)).abs() < 1e-9);
        assert!(protection_level(100.0, [50.0, 20.0]).abs() < 1e-9);
    }
}
