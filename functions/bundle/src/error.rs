//! Why a bundle could not be rendered.

/// Always a defect of the caller or of the machine, never of the data.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The description and the result of a table name different columns.
    #[error("table \"{table}\" is described with other columns than it has: describe every column of the query's result, in its order")]
    Columns {
        /// The table.
        table: String,
    },
    /// A column has a type that no file of the bundle knows.
    #[error("column \"{column}\" of table \"{table}\" cannot be written: cast it to text, a number, a boolean, a date or a timestamp")]
    Type {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What Arrow says of it.
        #[source]
        source: arrow::error::ArrowError,
    },
    /// A Parquet file could not be encoded.
    #[error("tables/{table}.parquet cannot be encoded")]
    Parquet {
        /// The table.
        table: String,
        /// What the encoder says.
        #[source]
        source: parquet::errors::ParquetError,
    },
    /// A CSV file could not be encoded.
    #[error("{path} cannot be encoded")]
    Csv {
        /// The file.
        path: String,
        /// What the encoder says.
        #[source]
        source: csv::Error,
    },
    /// A JSON file could not be encoded.
    #[error("{path} cannot be encoded")]
    Json {
        /// The file.
        path: &'static str,
        /// What the encoder says.
        #[source]
        source: serde_json::Error,
    },
    /// A workbook could not be made.
    #[error("the workbook cannot be made: more columns or rows than a worksheet has")]
    Workbook(#[source] rust_xlsxwriter::XlsxError),
    /// A PDF could not be set: a defect of its layout.
    #[error("report.{language}.pdf cannot be set: {problem}")]
    Pdf {
        /// The language.
        language: &'static str,
        /// What typst says, without what it quotes.
        problem: String,
    },
    /// The archive could not be written.
    #[error("bundle.zip cannot be packed: two tables of one name, or a file too large for a zip archive")]
    Archive(#[source] zip::result::ZipError),
}
