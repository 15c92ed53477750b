//! `kooste tables`: what queries can read.

use query::nearest;
use record::catalogue::{self, Class, Column, OPEN_CATEGORIES, Origin, Table};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::grid;
use crate::output::Answer;

pub(crate) fn run(name: Option<&str>) -> Result<Answer, Failure> {
    let tables = catalogue::tables();
    let Some(name) = name else {
        return Ok(Answer::done(overview(&tables), json!({ "tables": tables.iter().map(as_json).collect::<Vec<_>>() })));
    };
    let table = tables.iter().find(|table| table.name.eq_ignore_ascii_case(name)).ok_or_else(|| {
        let meant = nearest(name, tables.iter().map(|table| table.name)).map(|meant| format!(" Did you mean `{meant}`?"));
        Failure::Usage(format!("there is no table \"{name}\".{} `kooste tables` lists all", meant.unwrap_or_default()))
    })?;
    Ok(Answer::done(text(table), as_json(table)))
}

fn overview(tables: &[Table]) -> String {
    let of = |origin| {
        let rows = tables.iter().filter(move |table| table.origin == origin);
        rows.map(|table| {
            let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            format!("  {}: {}\n      {}", table.name, table.meaning, columns.join(", "))
        })
    };
    let mut lines = vec!["Tables of persons: group, and publish count(distinct person) and the like.".to_owned(), String::new()];
    lines.extend(of(Origin::Model));
    lines.extend([String::new(), "Public tables: from the event definition, to join and to order by.".to_owned(), String::new()]);
    lines.extend(of(Origin::Definition));
    lines.extend([String::new(), "`kooste tables persons` tells of each column what it means and what may be done with it.".to_owned()]);
    lines.join("\n")
}

fn text(table: &Table) -> String {
    let head = ["column", "type", "class", "what you may do with it", "meaning", "examples"].map(str::to_owned);
    let rows = table.columns.iter().map(|column| {
        let uses = uses(table, column);
        [column.name, column.sql_type(), class(table, column), uses, column.meaning, column.examples].map(str::to_owned)
    });
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).map(Vec::from).collect();
    let mut lines = vec![format!("{}: {}", table.name, table.meaning), String::new()];
    lines.extend(grid::lines(&rows));
    let open: Vec<&str> = table.columns.iter().map(|column| column.name).filter(|name| OPEN_CATEGORIES.contains(name)).collect();
    if !open.is_empty() && table.origin == Origin::Model {
        lines.push(String::new());
        lines.push(format!("Rare values of {} are told of together, as `other`.", open.join(", ")));
    }
    lines.join("\n")
}

/// What may be done with a column; of a public table, anything.
fn uses(table: &Table, column: &Column) -> &'static str {
    if table.origin == Origin::Definition { "anything" } else { column.class.uses() }
}

fn class(table: &Table, column: &Column) -> &'static str {
    if table.origin == Origin::Definition { "public" } else { column.class.name() }
}

fn as_json(table: &Table) -> Value {
    let columns = table.columns.iter().map(|column| {
        let bounds = match column.class {
            Class::Measure { least, greatest } => Some([least, greatest]),
            _ => None,
        };
        json!({
            "name": column.name,
            "type": column.sql_type(),
            "class": class(table, column),
            "uses": uses(table, column),
            "bounds": bounds,
            "rare_values_together": table.origin == Origin::Model && OPEN_CATEGORIES.contains(&column.name),
            "meaning": column.meaning,
            "examples": column.examples,
        })
    });
    json!({
        "table": table.name,
        "persons": table.origin == Origin::Model,
        "meaning": table.meaning,
        "columns": columns.collect::<Vec<_>>(),
    })
}
