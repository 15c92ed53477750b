//! One call: how long and with how much memory it may work.

use std::time::{Duration, Instant};

use lambda_runtime::Context;

use crate::clock;

/// Memory that comes with one virtual processor, in MB (AWS Lambda's documentation: 1,769 MB are one vCPU).
const MB_PER_PROCESSOR: u32 = 1_769;

/// Which part of the time left is kept for stopping: one in so many, but at least and at most as below.
const MARGIN_SHARE: u32 = 20;
const MARGIN_MIN: Duration = Duration::from_secs(1);
const MARGIN_MAX: Duration = Duration::from_secs(30);

/// A call of a function.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// The name under which the function is deployed.
    pub function: String,
    /// The function's memory, in MB.
    pub memory_mb: u32,
    /// The trace that the call belongs to.
    pub trace: Option<String>,
    /// Milliseconds since 1970.
    deadline_ms: u64,
    started: Instant,
}

impl Invocation {
    /// Takes what the host says of a call.
    #[must_use]
    pub fn new(context: &Context) -> Self {
        Self {
            function: context.env_config.function_name.clone(),
            memory_mb: u32::try_from(context.env_config.memory).unwrap_or(0),
            trace: context.xray_trace_id.clone(),
            deadline_ms: context.deadline,
            started: Instant::now(),
        }
    }

    /// The function's memory, in bytes.
    #[must_use]
    pub fn memory_bytes(&self) -> u64 {
        u64::from(self.memory_mb) << 20
    }

    /// How many processors come with the memory, at least one.
    #[must_use]
    pub fn processors(&self) -> usize {
        self.memory_mb.div_ceil(MB_PER_PROCESSOR).max(1) as usize
    }

    /// How long work may still go on: until shortly before the host ends the call.
    #[must_use]
    pub fn time_to_work(&self) -> Duration {
        let now = u64::try_from(clock::now().as_millisecond()).unwrap_or(0);
        let left = Duration::from_millis(self.deadline_ms.saturating_sub(now));
        left.saturating_sub((left / MARGIN_SHARE).clamp(MARGIN_MIN, MARGIN_MAX))
    }

    /// How long the call has been going on.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// What is paid for: memory in GB times seconds so far.
    #[must_use]
    pub fn gb_seconds(&self) -> f64 {
        f64::from(self.memory_mb) / 1024.0 * self.elapsed().as_secs_f64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invocation(memory_mb: u32, left_ms: u64) -> Invocation {
        let deadline_ms = u64::try_from(clock::now().as_millisecond()).expect("after 1970") + left_ms;
        Invocation { function: "f".to_owned(), memory_mb, trace: None, deadline_ms, started: Instant::now() }
    }

    #[test]
    fn work_ends_before_the_call_does() {
        assert!(invocation(128, 900_000).time_to_work() <= Duration::from_secs(870));
        assert!(invocation(128, 900_000).time_to_work() > Duration::from_secs(800));
        assert_eq!(invocation(128, 900).time_to_work(), Duration::ZERO);
        assert_eq!(Invocation { deadline_ms: 0, ..invocation(128, 0) }.time_to_work(), Duration::ZERO);
    }

    #[test]
    fn processors_come_with_memory() {
        for (memory_mb, processors) in [(0, 1), (128, 1), (1_769, 1), (1_770, 2), (10_240, 6)] {
            assert_eq!(invocation(memory_mb, 0).processors(), processors);
        }
    }
}
