//! Every report's plans can be written down and read back on another machine: the logical ones, and the physical ones of the personal
//! parts.

use std::sync::Arc;
use std::time::Duration;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::TableProvider;
use datafusion::common::TableReference;
use datafusion::common::not_impl_err;
use datafusion::datasource::empty::EmptyTable;
use datafusion::error::Result;
use datafusion::execution::TaskContext;
use datafusion::logical_expr::{Extension, LogicalPlan};
use datafusion::physical_plan::displayable;
use datafusion::prelude::SessionContext;
use datafusion_proto::bytes::{
    logical_plan_from_bytes_with_extension_codec, logical_plan_to_bytes_with_extension_codec, physical_plan_from_bytes,
    physical_plan_to_bytes,
};
use datafusion_proto::logical_plan::LogicalExtensionCodec;
use query::{Engine, Limits, QuerySet};
use record::EventDefinition;
use record::pseudonym::{Pseudonyms, Secret};
use store::{Settings, Store};

const EVENT: &str = r#"
id = "e"
organizer = "o"
title = { en = "E" }
timezone = "Europe/Helsinki"
starts = 2026-05-12T09:00:00+03:00
ends = 2026-05-12T12:00:00+03:00
languages = ["en"]
"#;

/// Public tables and released cells are known by their names on the other machine; person-level tables are files and need no codec.
#[derive(Debug)]
struct ByName;

impl LogicalExtensionCodec for ByName {
    fn try_decode(&self, _: &[u8], _: &[LogicalPlan], _: &TaskContext) -> Result<Extension> {
        not_impl_err!("plans have standard nodes only")
    }

    fn try_encode(&self, _: &Extension, _: &mut Vec<u8>) -> Result<()> {
        not_impl_err!("plans have standard nodes only")
    }

    fn try_decode_table_provider(
        &self,
        _: &[u8],
        table: &TableReference,
        schema: SchemaRef,
        _: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        let name = table.table();
        assert!(name.starts_with("cells_") || is_public(name), "{name} is no file");
        Ok(Arc::new(EmptyTable::new(schema)))
    }

    fn try_encode_table_provider(&self, _: &TableReference, _: Arc<dyn TableProvider>, _: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

fn is_public(name: &str) -> bool {
    use record::catalogue::{Origin, tables};
    tables().iter().any(|table| table.name == name && table.origin == Origin::Definition)
}

fn logical(plan: &LogicalPlan, context: &SessionContext) -> Result<()> {
    let bytes = logical_plan_to_bytes_with_extension_codec(plan, &ByName)?;
    let read = logical_plan_from_bytes_with_extension_codec(&bytes, &context.task_ctx(), &ByName)?;
    assert_eq!(plan.display_indent_schema().to_string(), read.display_indent_schema().to_string());
    Ok(())
}

async fn physical(plan: &LogicalPlan, context: &SessionContext) -> Result<()> {
    let plan = context.state().create_physical_plan(plan).await?;
    let read = physical_plan_from_bytes(&physical_plan_to_bytes(Arc::clone(&plan))?, &context.task_ctx())?;
    let text = |plan| displayable(plan).indent(true).to_string();
    assert_eq!(text(plan.as_ref()), text(read.as_ref()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_plan_survives_being_written_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let limits = Limits { memory_bytes: 1 << 28, partitions: 2, scratch: folder.path().to_owned(), timeout: Duration::from_mins(2) };
    let event = EventDefinition::parse("events/e.toml", EVENT).expect("a definition");
    let pseudonyms = Pseudonyms::new(&Secret::new([7; 32]), &event);
    let url = format!("file://{}", folder.path().display());
    let lake = Store::open(&url, &Settings::default()).await.expect("a store");
    let queries = QuerySet::embedded();
    let engine = Engine::open(&event, &pseudonyms, &lake, &[], &[], &queries, &limits).await.expect("an engine");
    let other = query::session::new(&limits).expect("a session");
    for file in queries.reports() {
        let guarded = engine.plan(file).expect("let through");
        for plan in guarded.personal_plans().chain([guarded.public_plan()]) {
            logical(plan, &other).unwrap_or_else(|error| panic!("{}, logical: {error}", file.path));
        }
        // Only what reads persons is large enough to be run on several machines.
        for plan in guarded.personal_plans() {
            physical(plan, &other).await.unwrap_or_else(|error| panic!("{}, physical: {error}", file.path));
        }
    }
}
