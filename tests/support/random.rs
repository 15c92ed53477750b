//! A seeded source of choices: the same seed, the same log, on every machine.

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `least` up to, not including, `end`.
    pub(crate) fn range(&mut self, least: i64, end: i64) -> i64 {
        let width = u64::try_from(end - least).expect("least is below end");
        least + i64::try_from(self.next() % width).expect("below the width")
    }

    /// True so many times in a hundred.
    pub(crate) fn percent(&mut self, percent: i64) -> bool {
        self.range(0, 100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[usize::try_from(self.next() % list.len() as u64).expect("below the length")]
    }

    /// Like `pick`, but the first are the likelier.
    pub(crate) fn pick_early<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let shorter = self.range(1, i64::try_from(list.len()).expect("short") + 1);
        self.pick(&list[..usize::try_from(shorter).expect("not negative")])
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            list.swap(index, usize::try_from(self.next() % (index as u64 + 1)).expect("below the length"));
        }
    }
}
