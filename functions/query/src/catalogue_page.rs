//! `queries/CATALOGUE.md` says of every report what it is and how its persons are protected. It follows from the files; `BLESS=1` writes it
//! anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::logical_expr::LogicalPlan;
use disclosure::{KeyKind, Statistic};
use record::event::Language;
use record::table::Unit;

use crate::check::{empty_session, sample_parameters};
use crate::guard::{Boundary, Guarded};
use crate::planner::Planner;
use crate::{QueryFile, QuerySet};

const HEAD: &str = "# What the reports tell

One section a chapter, one entry a table. This page is made from the query files: `BLESS=1 cargo test --release --workspace catalogue` writes
it anew. How to add a table: [README.md](README.md).

Every number is published only where at least `min_persons` persons (10 unless the event says otherwise) stand behind it, and only if it
cannot be worked out from the others; what is hidden beyond that is said under *protection*.
";

#[test]
fn the_catalogue_says_what_the_query_files_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../queries/CATALOGUE.md");
    let page = page();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, page).expect("written");
    } else {
        let is_current = std::fs::read_to_string(&path).expect("the catalogue").replace("\r\n", "\n") == page;
        assert!(
            is_current,
            "queries/CATALOGUE.md is not what the query files say: `BLESS=1 cargo test --release --workspace catalogue` makes it so"
        );
    }
}

fn page() -> String {
    let planner = Planner::new(empty_session().expect("a session").state(), sample_parameters());
    let mut page = HEAD.to_owned();
    let mut chapter = String::new();
    let set = QuerySet::embedded();
    for file in set.reports() {
        if file.chapter != chapter {
            chapter.clone_from(&file.chapter);
            write!(page, "\n## {chapter}\n").expect("a string takes all");
        }
        page.push_str(&entry(file, &planner.plan(file).expect("let through")));
    }
    page
}

fn entry(file: &QueryFile, guarded: &Guarded) -> String {
    let spec = guarded.spec();
    let text = |text: &record::event::Text| text.get(Language::En).unwrap_or_default().to_owned();
    let mut entry = format!("\n### {}\n\n**{}.** {}\n\n", spec.name, text(&spec.title), text(&spec.summary));
    let grain = spec.grain.as_str();
    writeln!(entry, "- file: [{path}]({path}), {grain}", path = file.path).expect("a string takes all");
    for column in &spec.columns {
        let definition = text(&column.definition);
        let unit = unit(column.unit);
        let told = if definition.is_empty() { text(&column.label) } else { definition };
        writeln!(entry, "- `{}` ({unit}): {told}", column.name).expect("a string takes all");
    }
    writeln!(entry, "- protection: {}", protection(guarded)).expect("a string takes all");
    writeln!(entry, "- read from: {}", sources(guarded)).expect("a string takes all");
    entry
}

fn unit(unit: Unit) -> String {
    format!("{unit:?}").to_lowercase()
}

/// What is hidden beyond what is hidden of any table.
fn protection(guarded: &Guarded) -> String {
    if guarded.boundaries().is_empty() {
        return "none needed: no number is about persons".to_owned();
    }
    let mut told = BTreeSet::new();
    for boundary in guarded.boundaries() {
        told.extend(boundary.released.iter().zip(&boundary.keys).filter_map(|(field, kind)| match kind {
            KeyKind::Closed => None,
            KeyKind::Open => Some(format!("rare values of `{}` are told of together, as `other`", field.name())),
            KeyKind::Answer => Some(format!("`{}` is what persons answered: what nearly all of a group say is hidden too", field.name())),
        }));
        if boundary.values.iter().any(|value| matches!(value.statistic, Statistic::Sum | Statistic::Mean)) {
            told.insert("sums and means are hidden where one or two persons make up most of them".to_owned());
        }
    }
    if told.is_empty() { "as of every number".to_owned() } else { told.into_iter().collect::<Vec<_>>().join("; ") }
}

fn sources(guarded: &Guarded) -> String {
    let mut names = BTreeSet::new();
    let plans = guarded.boundaries().iter().map(|boundary: &Boundary| &boundary.plan).chain([guarded.public_plan()]);
    for plan in plans {
        // Looking cannot fail: the closure does not.
        let _ = plan.apply_with_subqueries(|node| {
            if let LogicalPlan::TableScan(scan) = node {
                names.insert(scan.table_name.table().to_owned());
            }
            Ok(TreeNodeRecursion::Continue)
        });
    }
    names.retain(|name| !name.starts_with("cells_"));
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
