//! Who a guest turned out to be.

use std::collections::BTreeMap;

/// The most links that are followed from a guest, one after another.
const STEPS_MAX: usize = 4;

/// That a guest turned out to be somebody (`identity.linked`), as keys. Sorted, the link that counts comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// When it was said, in microseconds since 1970.
    pub time: i64,
    /// Who the guest is.
    pub person: u64,
    /// The guest.
    pub guest: u64,
}

/// Who each linked guest turned out to be: by the earliest link, then the smallest key; a link may lead on to another, up to four times.
/// The same as the model `links` of the queries.
#[must_use]
pub fn becomes(links: &[Link]) -> BTreeMap<u64, u64> {
    let mut sorted: Vec<&Link> = links.iter().filter(|link| link.guest != link.person).collect();
    sorted.sort();
    let mut direct = BTreeMap::new();
    for link in sorted {
        direct.entry(link.guest).or_insert(link.person);
    }
    let last = |guest: &u64| std::iter::successors(direct.get(guest), |person| direct.get(person)).take(STEPS_MAX).last().copied();
    direct.keys().filter_map(|guest| Some((*guest, last(guest)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_are_who_the_model_of_links_says() {
        let link = |time, guest, person| Link { time, person, guest };
        assert_eq!(becomes(&[link(2, 10, 1), link(1, 10, 3), link(1, 10, 2)]), BTreeMap::from([(10, 2)]));
        let chain = becomes(&[link(1, 1, 2), link(1, 2, 3), link(1, 3, 4), link(1, 4, 5), link(1, 5, 6)]);
        assert_eq!((chain[&1], chain[&2], chain[&5]), (5, 6, 6), "four steps");
        assert!(becomes(&[link(1, 1, 1)]).is_empty());
    }
}
