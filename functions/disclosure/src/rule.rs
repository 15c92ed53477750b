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

/// Whether a sum tells too much of one person: the (2, 85) rule, or the p % rule with p = 10 (Handbook on Statistical Disclosure Control,
/// 2nd edition, §4.2).
pub(crate) fn dominates(total: f64, [first, second]: [f64; 2]) -> bool {
    first + second > TWO_PERSONS_MOST * total || total - first - second < ESTIMATE_WITHIN * first
}

/// How far above a dominated sum an attacker's upper bound must lie: the upper protection level of the p % rule.
pub(crate) fn protection_level(total: f64, [first, second]: [f64; 2]) -> f64 {
    (ESTIMATE_WITHIN * first - (total - first - second)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dominance_comes_out_as_in_the_handbook() {
        // Two greatest contributors of 100: 85 together is allowed, 86 is not.
        assert!(!dominates(100.0, [60.0, 25.0]));
        assert!(dominates(100.0, [60.0, 26.0]));
        // p %: the rest of 4 is less than 10 % of 50, so the second one knows the first within 10 %.
        assert!(dominates(94.0, [50.0, 40.0]));
        assert!((protection_level(94.0, [50.0, 40.0]) - 1.0).abs() < 1e-9);
        assert!(protection_level(100.0, [50.0, 20.0]).abs() < 1e-9);
    }
}
