//! Records in memory, until there are enough for a row group.

use std::sync::LazyLock;

use record::id::ActorKind;
use record::kind::{Mode, RecordType, Role};

use super::details::Details;
use super::texts::Texts;

/// The most rows of a row group. Statistics prune by row group and page; larger groups would prune less and hold more memory.
pub(crate) const ROWS_MAX: usize = 131_072;

/// The most memory that records may take before they become a row group, in bytes: long lists and distinct texts make smaller groups.
const MEMORY_MAX: usize = 16 << 20;

/// What every record has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) person: Option<u64>,
    pub(crate) record: u64,
    pub(crate) time: i64,
    pub(crate) received: Option<i64>,
    pub(crate) connection: Option<u64>,
    /// Key of a text.
    pub(crate) room: u32,
    /// Key of a text.
    pub(crate) locale: u32,
    /// Number of a family of user agents.
    pub(crate) agent: u32,
    /// Place of the record's detail.
    pub(crate) detail: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<[u8; 2]>,
    pub(crate) kind: RecordType,
    pub(crate) mode: Mode,
    pub(crate) role: Role,
    pub(crate) actor_kind: ActorKind,
    pub(crate) corrected: bool,
    pub(crate) visible: Option<bool>,
}

/// Records of one object, not yet written.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub(crate) rows: Vec<Row>,
    pub(crate) rooms: Texts,
    pub(crate) locales: Texts,
    pub(crate) details: Details,
    /// Times and places of the rows as they are to be written.
    order: Vec<(i64, u32)>,
}

/// The place of each type, by its discriminant, when types are sorted by name.
static TYPE_RANKS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let rank = |kind: &RecordType| RecordType::ALL.iter().filter(|other| other.as_str() < kind.as_str()).count();
    RecordType::ALL.iter().map(rank).collect()
});

impl Records {
    /// Whether it is time to write a row group.
    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() >= ROWS_MAX || self.memory() >= MEMORY_MAX
    }

    fn memory(&self) -> usize {
        self.rows.len() * size_of::<Row>() + self.rooms.memory() + self.locales.memory() + self.details.memory()
    }

    /// Sorts the records by type, then time; equal ones stay in the order of the log.
    ///
    /// Types are counted and dealt out; within a type a log is almost in order of time, which the standard sort makes use of.
    pub(crate) fn sort(&mut self) {
        let ranks = &*TYPE_RANKS;
        let rank = |row: &Row| ranks.get(row.kind as usize).copied().unwrap_or(0);
        let mut places = vec![0_usize; ranks.len() + 1];
        for row in &self.rows {
            places[rank(row) + 1] += 1;
        }
        for index in 1..places.len() {
            places[index] += places[index - 1];
        }
        let bounds = places.clone();
        self.order.clear();
        self.order.resize(self.rows.len(), (0, 0));
        for (index, row) in (0..).zip(&self.rows) {
            let place = &mut places[rank(row)];
            self.order[*place] = (row.time, index);
            *place += 1;
        }
        for window in bounds.windows(2) {
            self.order[window[0]..window[1]].sort_unstable();
        }
    }

    /// The rows in the order of the last [`Records::sort`], so many at a time: sorting moves no row, as that would take the memory twice.
    pub(crate) fn sorted_batches(&self, length: usize) -> impl Iterator<Item = Vec<Row>> {
        let row = |(_, index): &(i64, u32)| self.rows.get(*index as usize).copied();
        self.order.chunks(length).map(move |batch| batch.iter().filter_map(row).collect())
    }

    /// Forgets all records but keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.rooms.clear();
        self.locales.clear();
        self.details.clear();
    }
}
