//! Resolves the names of a statement. Where one is unknown, it is told with what may be meant, replaced by that, and the statement is
//! resolved again: so every unknown name of a file is told at once.

use std::ops::ControlFlow;

use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::parser::Statement;
use datafusion::sql::sqlparser::ast::{self, Expr, Ident, ObjectName, ObjectNamePart, Value, visit_expressions_mut, visit_relations_mut};
use record::catalogue;
use record::lake::PEOPLE;

use crate::error::planning_message;
use crate::finding::{Finding, Place, nearest, place, spanned, word_place};
use crate::guard::rules;
use crate::{QueryFile, mistakes};

/// How many unknown names of a file are told at once.
const NAMES_MAX: usize = 20;

/// How many names a piece of advice lists.
const LISTED_MAX: usize = 16;

/// What resolving a statement came to.
#[derive(Debug)]
pub(crate) struct Named {
    /// The plan, where every name is known or could be replaced by one that is like it.
    pub(crate) plan: Option<LogicalPlan>,
    /// Names that are not known, and whatever else is wrong.
    pub(crate) findings: Vec<Finding>,
}

/// Resolves a statement with `plan`, which is tried again with other names.
pub(crate) fn resolve(
    mut statement: Statement,
    file: &QueryFile,
    parameters: &[&str],
    plan: impl Fn(Statement) -> Result<LogicalPlan, DataFusionError>,
) -> Named {
    let mut findings = unknown_parameters(&mut statement, file, parameters);
    let mut guessed = !findings.is_empty();
    for _ in 0..NAMES_MAX {
        let error = match plan(statement.clone()) {
            Ok(plan) => return Named { plan: (!guessed).then_some(plan), findings },
            Err(error) => error,
        };
        let mut mended = false;
        for fault in error.iter().map(|error| fault(error, file)) {
            // After a wild guess only names are told: a type that does not fit may be the guess's.
            if !findings.contains(&fault.finding) && (fault.repair.is_some() || !guessed) {
                findings.push(fault.finding);
            }
            if let Some(repair) = &fault.repair {
                mended |= repair.apply(&mut statement);
                guessed |= repair.with.is_none();
            }
        }
        if !mended {
            break;
        }
    }
    Named { plan: None, findings }
}

/// What planning failed at.
struct Fault {
    finding: Finding,
    repair: Option<Repair>,
}

/// A name that is replaced: by another one, or by null.
struct Repair {
    kind: Kind,
    name: String,
    with: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Column,
    Function,
    Table,
}

fn fault(error: &DataFusionError, file: &QueryFile) -> Fault {
    let span = error.diagnostic().and_then(|diagnostic| diagnostic.span);
    let at = span.as_ref().and_then(|span| spanned(&file.text, span));
    let message = planning_message(error);
    match error.find_root() {
        DataFusionError::SchemaError(inner, _) => match inner.as_ref() {
            SchemaError::FieldNotFound { field, valid_fields } => {
                let same = valid_fields.iter().filter(|valid| field.relation.is_none() || valid.relation == field.relation);
                let mut known: Vec<&str> = same.map(|valid| valid.name.as_str()).collect();
                known.dedup();
                unknown_column(file, &field.name, &known, at)
            }
            SchemaError::AmbiguousReference { field } => {
                let what = format!("\"{}\" may be of several tables here", field.name);
                let advice = format!("say which: give each table a short name and write a.{}", field.name);
                plain(file, &what, at.or_else(|| word_place(&file.text, &field.name)), Some(advice))
            }
            _ => plain(file, &message, at, None),
        },
        _ => match unknown(&message) {
            Some((Kind::Table, table)) => unknown_table(file, &table, at),
            Some((Kind::Function, function)) => unknown_function(file, &function, error, at),
            _ => unplanned(file, &message, at),
        },
    }
}

/// What the planner's message says is unknown.
fn unknown(message: &str) -> Option<(Kind, String)> {
    if let Some(table) = message.strip_prefix("table '").and_then(|rest| rest.strip_suffix("' not found")) {
        let table = table.strip_prefix("datafusion.").unwrap_or(table);
        return Some((Kind::Table, table.strip_prefix("public.").unwrap_or(table).to_owned()));
    }
    let function = message.strip_prefix("Invalid function '")?;
    Some((Kind::Function, function.split('\'').next().unwrap_or_default().to_owned()))
}

/// Attributes of a raw record that tell who somebody is. They end in `convert`.
const RAW_ATTRIBUTES: [&str; 6] = ["actor", "clientip", "connection", "ip", "user_agent", "useragent"];

/// Whether a column was kept out of the catalogue on purpose: whoever asks for it has not misspelt another one.
fn is_kept_apart(column: &str) -> bool {
    let is_listed = || catalogue::tables().iter().any(|table| table.columns.iter().any(|listed| listed.name == column));
    (RAW_ATTRIBUTES.contains(&column) || PEOPLE.field_with_name(column).is_ok()) && !is_listed()
}

fn unknown_column(file: &QueryFile, name: &str, known: &[&str], at: Option<Place>) -> Fault {
    if is_kept_apart(name) {
        let finding = Finding::new(&file.path, &rules::COLUMN, name, at.or_else(|| word_place(&file.text, name)));
        return Fault { finding, repair: Some(Repair { kind: Kind::Column, name: name.to_owned(), with: None }) };
    }
    let meant = nearest(name, known.iter().copied());
    let mut finding = Finding::new(&file.path, &mistakes::COLUMN, name, at.or_else(|| word_place(&file.text, name)));
    if !known.is_empty() && known.len() <= LISTED_MAX {
        finding = finding.advising(format!("there are {} here; `kooste tables` lists every table with its columns", known.join(", ")));
    }
    let repair = Repair { kind: Kind::Column, name: name.to_owned(), with: meant.map(str::to_owned) };
    Fault { finding: finding.suggesting(meant), repair: Some(repair) }
}

fn unknown_table(file: &QueryFile, name: &str, at: Option<Place>) -> Fault {
    let tables = catalogue::tables();
    let meant = nearest(name, tables.iter().map(|table| table.name));
    let finding = Finding::new(&file.path, &rules::TABLE, name, at.or_else(|| word_place(&file.text, name))).suggesting(meant);
    let repair = meant.map(|meant| Repair { kind: Kind::Table, name: name.to_owned(), with: Some(meant.to_owned()) });
    Fault { finding, repair }
}

fn unknown_function(file: &QueryFile, name: &str, error: &DataFusionError, at: Option<Place>) -> Fault {
    let root = error.find_root().message().into_owned();
    let suggested = root.split("Did you mean '").nth(1).and_then(|rest| rest.split('\'').next());
    let meant = nearest(name, suggested);
    let finding = Finding::new(&file.path, &mistakes::FUNCTION, name, at.or_else(|| word_place(&file.text, name))).suggesting(meant);
    Fault { finding, repair: Some(Repair { kind: Kind::Function, name: name.to_owned(), with: meant.map(str::to_owned) }) }
}

/// What the planner says about the SQL as such.
fn unplanned(file: &QueryFile, message: &str, at: Option<Place>) -> Fault {
    if let Some(column) = message.split_once("must be in GROUP BY").and_then(|_| message.split('"').nth(1)) {
        let column = column.rsplit('.').next().unwrap_or(column);
        let what = format!("\"{column}\" is neither grouped by nor counted");
        let at = at.or_else(|| word_place(&file.text, column));
        return plain(
            file,
            &what,
            at,
            Some(format!("add {column} to group by, or put it into an aggregate such as count(distinct {column})")),
        );
    }
    match message.split_once(" at Line: ") {
        Some((what, rest)) => {
            let mut numbers = rest.split(|other: char| !other.is_ascii_digit()).filter_map(|number| number.parse().ok());
            let at = numbers.next().zip(numbers.next()).and_then(|(line, column)| place(&file.text, line, column, 1));
            plain(file, &what.replace("Expected:", "expected"), at, None)
        }
        None => plain(file, message, at, None),
    }
}

fn plain(file: &QueryFile, what: &str, at: Option<Place>, advice: Option<String>) -> Fault {
    let finding = Finding::new(&file.path, &mistakes::SQL, what, at);
    Fault { finding: advice.map_or(finding.clone(), |advice| finding.advising(advice)), repair: None }
}

/// What is wrong with a text that does not parse.
pub(crate) fn unparsed(file: &QueryFile, error: &DataFusionError) -> Finding {
    unplanned(file, &planning_message(error), None).finding
}

/// Tells of parameters that are not given, and puts null in their place.
fn unknown_parameters(statement: &mut Statement, file: &QueryFile, parameters: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    visit(statement, |expression| {
        let Expr::Value(value) = expression else { return false };
        let Value::Placeholder(name) = &value.value else { return false };
        if parameters.contains(&name.trim_start_matches('$')) {
            return false;
        }
        let known: Vec<String> = parameters.iter().map(|parameter| format!("${parameter}")).collect();
        let at = word_place(&file.text, name);
        let finding = Finding::new(&file.path, &mistakes::PARAMETER, name, at).suggesting(nearest(name, known.iter().map(String::as_str)));
        if !findings.contains(&finding) {
            findings.push(finding);
        }
        *expression = Expr::value(Value::Null);
        true
    });
    findings
}

impl Repair {
    /// Puts the other name, or null, wherever the name stands; false where it stands nowhere.
    fn apply(&self, statement: &mut Statement) -> bool {
        match self.kind {
            Kind::Table => self.apply_to_tables(statement),
            Kind::Column => visit(statement, |expression| match (expression_name(expression), &self.with) {
                (Some(name), Some(with)) if name.value == self.name => {
                    with.clone_into(&mut name.value);
                    true
                }
                (Some(name), None) if name.value == self.name => {
                    *expression = Expr::value(Value::Null);
                    true
                }
                _ => false,
            }),
            Kind::Function => visit(statement, |expression| {
                let Expr::Function(call) = expression else { return false };
                if !call.name.to_string().eq_ignore_ascii_case(&self.name) {
                    return false;
                }
                match &self.with {
                    Some(with) => call.name = ObjectName::from(vec![Ident::new(with)]),
                    None => *expression = Expr::value(Value::Null),
                }
                true
            }),
        }
    }

    fn apply_to_tables(&self, statement: &mut Statement) -> bool {
        let (Statement::Statement(statement), Some(with)) = (statement, &self.with) else { return false };
        let mut found = false;
        let _ = visit_relations_mut(statement, |relation: &mut ObjectName| {
            if let Some(ObjectNamePart::Identifier(name)) = relation.0.last_mut()
                && name.value.eq_ignore_ascii_case(&self.name)
            {
                with.clone_into(&mut name.value);
                found = true;
            }
            ControlFlow::<()>::Continue(())
        });
        found
    }
}

/// The column's own name, where an expression is one.
fn expression_name(expression: &mut Expr) -> Option<&mut Ident> {
    match expression {
        Expr::Identifier(name) => Some(name),
        Expr::CompoundIdentifier(names) => names.last_mut(),
        _ => None,
    }
}

/// Shows every expression of a statement to `change`; true where it changed any.
fn visit(statement: &mut Statement, mut change: impl FnMut(&mut ast::Expr) -> bool) -> bool {
    let Statement::Statement(statement) = statement else { return false };
    let mut changed = false;
    let _ = visit_expressions_mut(statement, |expression: &mut ast::Expr| {
        changed |= change(expression);
        ControlFlow::<()>::Continue(())
    });
    changed
}
