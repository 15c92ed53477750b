//! Tables: those of the catalogue, and only them.

use datafusion::common::TableReference;
use datafusion::logical_expr::{LogicalPlan, TableScan};
use record::catalogue::{Origin, Table, tables};

use super::class::Class;
use super::refusal::Violation;
use super::relation::{Relation, Spells, Standing};
use super::rules;

/// Tables of intervals of which no two of one person overlap within one place: table, place, start, end.
const SPELLS: [(&str, &str, &str, &str); 2] = [("presence", "room", "joined", "left"), ("session_presence", "session", "joined", "left")];

/// A scan of a table as it stands in the catalogue.
pub(super) fn relation(node: &TableScan) -> Result<Relation, Violation> {
    let name = node.table_name.table();
    let unknown = || Violation::word(&rules::TABLE, name.trim_end_matches("()"));
    let is_bare = matches!(node.table_name, TableReference::Bare { .. });
    let is_whole = node.filters.is_empty() && node.fetch.is_none();
    let table = tables().into_iter().find(|table| table.name == name).filter(|_| is_bare && is_whole).ok_or_else(unknown)?;
    let fields = node.projected_schema.fields();
    let classes: Vec<Class> = fields.iter().map(|field| class(&table, field.name())).collect();
    let standing = match table.origin {
        Origin::Definition => Standing::Public,
        Origin::Model => Standing::Person((0..classes.len()).filter(|index| classes[*index] == Class::Unit).collect()),
    };
    let position = |name: &str| fields.iter().position(|field| field.name() == name);
    let spells = SPELLS
        .iter()
        .find(|(of, ..)| *of == name)
        .and_then(|(_, place, from, to)| Some(Spells { place: position(place)?, from: position(from)?, to: position(to)? }));
    Ok(Relation { plan: LogicalPlan::TableScan(node.clone()), standing, classes, spells })
}

fn class(table: &Table, name: &str) -> Class {
    table.columns.iter().find(|column| column.name == name).map_or(Class::Unlisted, |column| column.class.into())
}
