//! Sums modulo a prime, and moments: what is kept of a set of persons to tell later how many of them have changed, and nothing else.
//!
//! Each person is a number `h` of a finite field, under a key of the installation; of a set with weights, the sums of `w·h`, `w·h²`, `w·h³` …
//! are kept. The difference of two such lists is the list of the difference of the sets. Written as a Hankel matrix it is `V·W·Vᵀ`, with one
//! column of the Vandermonde matrix `V` for each person whose weight differs; so its rank is the number of those persons, as long as that
//! is below the size of the matrix (Prony 1795; the syndromes of Reed-Solomon codes). Who they are cannot be seen without the key, and for
//! sets of more persons than half the length of the list not even with it.

/// The Mersenne prime 2^61 - 1.
pub(crate) const PRIME: u64 = (1 << 61) - 1;

/// How many moments tell changes of fewer than `least` persons apart.
pub(crate) const fn length(least: usize) -> usize {
    2 * least - 1
}

/// The first moments of one person with weight one.
pub(crate) fn of_person(mark: u64, length: usize) -> Vec<u64> {
    let mark = mark % (PRIME - 1) + 1;
    std::iter::successors(Some(mark), |power| Some(times(*power, mark))).take(length).collect()
}

/// Adds a person's moments to those of a set.
pub(crate) fn add(sum: &mut [u64], person: &[u64], weight: i64) {
    let weight = u64::try_from(i128::from(weight).rem_euclid(i128::from(PRIME))).unwrap_or(0);
    for (sum, moment) in sum.iter_mut().zip(person) {
        *sum = (*sum + times(*moment, weight)) % PRIME;
    }
}

/// The number of persons whose weight differs between two sets, or `least` where it is that many or more.
pub(crate) fn persons_between(one: &[u64], other: &[u64], least: usize) -> usize {
    let difference: Vec<u64> = one.iter().zip(other).map(|(one, other)| (one + PRIME - other) % PRIME).collect();
    if difference.len() < length(least) {
        return usize::from(difference.iter().any(|moment| *moment != 0));
    }
    let mut rows: Vec<Vec<u64>> = (0..least).map(|row| difference[row..row + least].to_vec()).collect();
    rank(&mut rows)
}

/// The rank of a matrix modulo the prime.
fn rank(rows: &mut [Vec<u64>]) -> usize {
    let columns = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..columns {
        let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let (above, below) = rows.split_at_mut(rank + 1);
        let pivot = &above[rank];
        let inverse = power(pivot[column], PRIME - 2);
        for row in below {
            let factor = PRIME - times(row[column], inverse);
            row.iter_mut().zip(pivot).for_each(|(own, pivot)| *own = (*own + times(*pivot, factor)) % PRIME);
        }
        rank += 1;
    }
    rank
}

/// The product modulo the prime.
pub(crate) fn times(one: u64, other: u64) -> u64 {
    u64::try_from(u128::from(one) * u128::from(other) % u128::from(PRIME)).unwrap_or(0)
}

/// The power modulo the prime.
pub(crate) fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const LEAST: usize = 6;

    fn moments(set: &BTreeMap<u64, i64>) -> Vec<u64> {
        let mut sum = vec![0; length(LEAST)];
        for (person, weight) in set {
            add(&mut sum, &of_person(person.wrapping_mul(0x9e37_79b9_7f4a_7c15), length(LEAST)), *weight);
        }
        sum
    }

    proptest! {
        #[test]
        fn the_rank_counts_the_persons_who_differ(
            one in proptest::collection::btree_map(0_u64..40, 1_i64..5, 0..20),
            other in proptest::collection::btree_map(0_u64..40, 1_i64..5, 0..20),
            same in any::<bool>(), drop in 0_usize..9,
        ) {
            let mut other = if same { one.clone() } else { other };
            other.keys().copied().collect::<Vec<_>>().into_iter().take(drop).for_each(|person| { other.remove(&person); });
            let differ = (0..40).filter(|person| one.get(person) != other.get(person)).count();
            prop_assert_eq!(persons_between(&moments(&one), &moments(&other), LEAST), differ.min(LEAST));
        }
    }
}
