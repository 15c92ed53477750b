//! Splits many logs into asks that one call can do.

use crate::Log;

/// The most logs of an ask: their keys, of at most 1,024 bytes each, stay well below what a queue's message may have (1 MiB).
const LOGS_MAX: usize = 100;

/// The most bytes of an ask, one log aside: at 10 MB/s, which is slow, they are converted in half of the 15 minutes of a call.
const BYTES_MAX: u64 = 4 << 30;

/// The logs in the same order, split: no part is empty, has too many logs, or has several that are together too large.
#[must_use]
pub fn split(logs: &[Log]) -> Vec<&[Log]> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut bytes = 0;
    for (index, log) in logs.iter().enumerate() {
        if index > start && (index - start == LOGS_MAX || bytes + log.bytes > BYTES_MAX) {
            parts.push(&logs[start..index]);
            (start, bytes) = (index, 0);
        }
        bytes += log.bytes;
    }
    if start < logs.len() {
        parts.push(&logs[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_is_too_large_but_for_one_log_that_is() {
        let logs = |sizes: &[u64]| -> Vec<Log> { sizes.iter().map(|&bytes| Log { key: bytes.to_string(), bytes }).collect() };
        let lengths = |logs: &[Log]| -> Vec<usize> { split(logs).iter().map(|part| part.len()).collect() };
        assert_eq!(lengths(&logs(&[])), [0_usize; 0]);
        assert_eq!(lengths(&logs(&[1; 250])), [100, 100, 50]);
        assert_eq!(lengths(&logs(&[BYTES_MAX, 1, 1])), [1, 2]);
        assert_eq!(lengths(&logs(&[1, BYTES_MAX * 3, 1])), [1, 1, 1]);
    }
}
