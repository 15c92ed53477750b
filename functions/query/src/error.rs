//! Why a query could not be read, planned or run. No text here ever holds a value from a record: of what the engine says while it runs,
//! nothing is passed on.

use std::time::Duration;

use datafusion::error::DataFusionError;

/// Why a query could not be read, planned or run.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The SQL of a model cannot be parsed, or names what does not exist.
    #[error("{file}: {message}")]
    Sql {
        /// The file.
        file: String,
        /// What is wrong with it; of the query's text and of names, never of data.
        message: String,
    },
    /// The query files cannot be read.
    #[error(transparent)]
    Inventory(#[from] inventory::InventoryError),
    /// The engine does not end.
    #[error("{what} did not finish within {} s: give it more memory or time, or make the query smaller", limit.as_secs())]
    Timeout {
        /// What was run.
        what: String,
        /// How long it was given.
        limit: Duration,
    },
    /// The memory given to the engine does not suffice.
    #[error("{what} needs more memory or scratch space than it is given: raise the limit, or make the query smaller")]
    Resources {
        /// What was run.
        what: String,
    },
    /// The lake or the scratch folder cannot be read or written.
    #[error("{what} failed at reading or writing its files: check that the lake and the scratch folder are there")]
    Storage {
        /// What was run.
        what: String,
    },
    /// The engine stopped. Its own message is not shown, because it may quote what it was working on.
    #[error("{what} failed in the engine ({kind}): run `kooste check`, and look for casts and divisions that can fail")]
    Engine {
        /// What was run.
        what: String,
        /// The kind of failure.
        kind: &'static str,
    },
    /// What was computed does not fit together.
    #[error(transparent)]
    Disclosure(#[from] disclosure::DisclosureError),
    /// Released cells were handed back for another query than they came from.
    #[error("the released cells handed back for table \"{table}\" are not those of its query")]
    ForeignCells {
        /// The table.
        table: String,
    },
}

impl QueryError {
    /// An error of planning: it speaks of the query's text and of the catalogue's names only, so its message is passed on.
    pub(crate) fn planning(file: &str, error: &DataFusionError) -> Self {
        Self::Sql { file: file.to_owned(), message: planning_message(error) }
    }

    /// Whether the query itself is at fault, so that it fails again with the same data: not time, memory, or what lies in the store.
    #[must_use]
    pub fn is_of_query(&self) -> bool {
        matches!(self, Self::Engine { kind, .. } if *kind != OTHER)
    }

    /// An error of running `what`: only its kind is passed on.
    pub(crate) fn running(what: &str, error: &DataFusionError) -> Self {
        let what = what.to_owned();
        match error.find_root() {
            DataFusionError::ResourcesExhausted(_) => Self::Resources { what },
            DataFusionError::IoError(_) | DataFusionError::ObjectStore(_) | DataFusionError::ParquetError(_) => Self::Storage { what },
            other => Self::Engine { what, kind: kind(other) },
        }
    }
}

/// What the planner says, in a line of its own.
pub(crate) fn planning_message(error: &DataFusionError) -> String {
    let message = error.find_root().message().into_owned();
    let line = message.lines().next().unwrap_or_default();
    let said = line.strip_prefix("sql parser error: ").or_else(|| line.strip_prefix("ParserError(\"")).unwrap_or(line);
    plainly(said.trim_end_matches("\")").trim_end_matches('.'))
}

/// What the planner says without what it shows of its insides.
fn plainly(said: &str) -> String {
    if said.starts_with("RecursionLimitExceeded") {
        return "the query is nested too deeply to be read: write it in fewer steps, each a `with` of its own".to_owned();
    }
    let said = said.strip_prefix("Execution error: ").unwrap_or(said);
    said.split(" { ").next().unwrap_or(said).replace("ast node", "syntax").replace("sqltorel: ", "a query: ")
}

/// A kind of failure of which it is not known whose fault it is.
const OTHER: &str = "other";

const fn kind(error: &DataFusionError) -> &'static str {
    match error {
        DataFusionError::ArrowError(..) => "arrow",
        DataFusionError::Plan(_) | DataFusionError::SchemaError(..) => "planning",
        DataFusionError::Internal(_) => "internal",
        DataFusionError::Execution(_) => "execution",
        DataFusionError::NotImplemented(_) => "not implemented",
        _ => OTHER,
    }
}
