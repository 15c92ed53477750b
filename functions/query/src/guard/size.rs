//! How large a query is once its named subqueries are written out, before the engine writes them out: a few lines can come to millions of
//! nodes, and a long chain of conditions to a nesting that no stack holds.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use datafusion::sql::parser::Statement;
use datafusion::sql::sqlparser::ast::{Expr, ObjectName, Query, TableFactor, Visit, Visitor};

use super::refusal::Violation;
use super::rules;

/// The deepest nesting of an expression: as deep as the guard looks.
const DEPTH_MAX: usize = 200;

/// The most tables that a query reads, a subquery's counted each time that it is named: twenty times what people write.
const TABLES_MAX: usize = 1_000;

/// What a statement comes to, while it is gone through.
#[derive(Default)]
struct Size {
    depth: usize,
    /// How many tables each query read so far, from the outermost in.
    tables: Vec<usize>,
    /// Queries that have a name, by their place in memory, and what they read where they have been gone through.
    named: BTreeMap<usize, String>,
    read: BTreeMap<String, usize>,
}

/// Refuses a statement that is too large, or samples at random.
pub(super) fn check(statement: &Statement) -> Result<(), Violation> {
    let Statement::Statement(statement) = statement else { return Ok(()) };
    match statement.visit(&mut Size::default()) {
        ControlFlow::Break(violation) => Err(violation),
        ControlFlow::Continue(()) => Ok(()),
    }
}

/// Where a query lies: what it is known by while the statement is gone through.
fn place(query: &Query) -> usize {
    std::ptr::from_ref(query).addr()
}

impl Visitor for Size {
    type Break = Violation;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<Violation> {
        for named in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.named.insert(place(&named.query), named.alias.name.value.to_lowercase());
        }
        self.tables.push(1);
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &Query) -> ControlFlow<Violation> {
        let tables = self.tables.pop().unwrap_or_default();
        if tables > TABLES_MAX {
            return ControlFlow::Break(Violation::new(&rules::DEPTH));
        }
        if let Some(name) = self.named.get(&place(query)) {
            // Of two of one name the larger, whichever is meant.
            let read = self.read.entry(name.clone()).or_default();
            *read = tables.max(*read);
        } else if let Some(outer) = self.tables.last_mut() {
            *outer = outer.saturating_add(tables);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<Violation> {
        let name = relation.0.last().and_then(|part| part.as_ident()).map(|name| name.value.to_lowercase());
        let tables = name.and_then(|name| self.read.get(&name)).copied().unwrap_or(1);
        if let Some(query) = self.tables.last_mut() {
            *query = query.saturating_add(tables);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<Violation> {
        // The engine passes over it in silence.
        if matches!(factor, TableFactor::Table { sample: Some(_), .. }) {
            return ControlFlow::Break(Violation::named(&rules::NODE, "tablesample").or_word("tablesample"));
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, _expression: &Expr) -> ControlFlow<Violation> {
        self.depth += 1;
        if self.depth > DEPTH_MAX { ControlFlow::Break(Violation::new(&rules::DEPTH)) } else { ControlFlow::Continue(()) }
    }

    fn post_visit_expr(&mut self, _expression: &Expr) -> ControlFlow<Violation> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use datafusion::sql::parser::DFParserBuilder;

    use super::*;

    fn is_refused(sql: &str) -> bool {
        let mut statements = DFParserBuilder::new(sql).build().expect("a parser").parse_statements().expect("statements");
        check(&statements.pop_front().expect("a statement")).is_err()
    }

    /// A chain of named subqueries, each of which reads the one before it twice.
    fn doubled(times: usize) -> String {
        let steps: Vec<String> = (1..=times).map(|step| format!("s{step} as (select * from s{} a, s{} b)", step - 1, step - 1)).collect();
        format!("with s0 as (select 1 as n), {} select n from s{times}", steps.join(", "))
    }

    #[test]
    fn what_grows_with_every_step_is_refused_before_it_has_grown() {
        assert!(!is_refused(&doubled(3)) && is_refused(&doubled(60)));
        let quoted = doubled(60).replace("from s", "from \"S").replace(" a, s", "\" a, s").replace("S60", "S60\"");
        assert!(is_refused(&quoted), "{quoted}");
        let nested = doubled(60).replace("from s60", "from s60 where n in (select n from s60)");
        assert!(is_refused(&format!("select * from ({nested}) as x")));
    }

    #[test]
    fn a_long_chain_is_refused_and_a_long_list_is_not() {
        let chain = |length: usize| format!("select 1 as n where {}", vec!["a = 1"; length].join(" and "));
        assert!(!is_refused(&chain(90)) && is_refused(&chain(300)));
        assert!(!is_refused(&format!("select 1 as n where a in ({})", vec!["1"; 1000].join(", "))));
    }
}
