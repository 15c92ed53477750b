//! The one place where a session is made: its memory, its scratch folder, its settings and its functions.

mod filter_pushdown;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use datafusion::error::Result;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::{FairSpillPool, TrackConsumersPool};
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use object_store::local::LocalFileSystem;

use crate::functions;

/// Where models are kept: a store of its own, so that no plan names a folder of the machine it was made on.
pub const SCRATCH_URL: &str = "scratch://models/";

/// Rows of a batch. Larger ones are faster on the typical queries until about 65,536; a quarter of that keeps wide sorts small.
const BATCH_ROWS: usize = 16_384;

/// Where fewer than this many rows fall into one group, the aggregation before the exchange is skipped: a fifth faster on the typical
/// queries, which count distinct persons.
const SKIP_PARTIAL_AGGREGATION_RATIO: f64 = 0.3;

/// Rows of a row group of a model: the most that a writer holds in memory.
const ROW_GROUP_ROWS: usize = 131_072;

/// How many consumers a message about exhausted memory names.
const NAMED_CONSUMERS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(2);

/// What an event's queries may use of the machine.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Memory for sorts, joins and aggregations, in bytes; what does not fit spills into `scratch`.
    pub memory_bytes: usize,
    /// Parallel partitions; results do not depend on it.
    pub partitions: usize,
    /// An existing folder for models and spills.
    pub scratch: PathBuf,
    /// The longest that one model or one query may take.
    pub timeout: Duration,
}

/// Makes a session without tables: the scratch store, every function of ours, and the settings under which plans are made and run.
///
/// # Errors
/// Where the scratch folder cannot be used.
pub fn new(limits: &Limits) -> Result<SessionContext> {
    let spills = DiskManagerBuilder::default().with_mode(DiskManagerMode::Directories(vec![limits.scratch.clone()]));
    let pool = TrackConsumersPool::new(FairSpillPool::new(limits.memory_bytes), NAMED_CONSUMERS);
    let runtime = RuntimeEnvBuilder::new().with_disk_manager_builder(spills).with_memory_pool(Arc::new(pool)).build_arc()?;
    let scratch = LocalFileSystem::new_with_prefix(&limits.scratch)?;
    runtime.register_object_store(ObjectStoreUrl::parse(SCRATCH_URL)?.as_ref(), Arc::new(scratch));

    let state = SessionStateBuilder::new()
        .with_config(config(limits.partitions))
        .with_runtime_env(runtime)
        .with_default_features()
        .with_physical_optimizer_rules(filter_pushdown::physical_rules())
        .build();
    let context = SessionContext::new_with_state(state);
    functions::register(&context);
    Ok(context)
}

fn config(partitions: usize) -> SessionConfig {
    let mut config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(BATCH_ROWS).with_information_schema(false);
    let execution = &mut config.options_mut().execution;
    execution.skip_partial_aggregation_probe_ratio_threshold = SKIP_PARTIAL_AGGREGATION_RATIO;
    execution.parquet.max_row_group_size = ROW_GROUP_ROWS;
    execution.parquet.compression = Some("zstd(1)".to_owned());
    execution.time_zone = Some("UTC".to_owned());
    // Two row groups in flight for each column would double what a writer holds.
    execution.parquet.allow_single_file_parallelism = false;
    // Filters that are made while a plan runs cannot be written down with it, and find their columns by name too.
    let optimizer = &mut config.options_mut().optimizer;
    optimizer.enable_dynamic_filter_pushdown = false;
    optimizer.enable_topk_dynamic_filter_pushdown = false;
    optimizer.enable_join_dynamic_filter_pushdown = false;
    optimizer.enable_aggregate_dynamic_filter_pushdown = false;
    config
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> (tempfile::TempDir, SessionContext) {
        let folder = tempfile::tempdir().expect("a folder");
        let limits = Limits { memory_bytes: 1 << 26, partitions: 2, scratch: folder.path().to_owned(), timeout: Duration::from_mins(1) };
        let context = new(&limits).expect("a session");
        (folder, context)
    }

    #[tokio::test]
    async fn plans_name_no_folder_of_the_machine() {
        let (folder, context) = session();
        let written = context.sql("select 1 as one").await.expect("a plan");
        let url = format!("{SCRATCH_URL}one.parquet");
        written.write_parquet(&url, datafusion::dataframe::DataFrameWriteOptions::new(), None).await.expect("written");
        context.register_parquet("one", &url, datafusion::prelude::ParquetReadOptions::default()).await.expect("registered");
        let plan = context.sql("select one from one").await.expect("a plan").create_physical_plan().await.expect("a physical plan");
        let text = datafusion::physical_plan::displayable(plan.as_ref()).indent(true).to_string();
        assert!(text.contains("one.parquet") && !text.contains(&folder.path().to_string_lossy()[1..]), "{text}");
    }
}
