//! `datapackage.json`: a Data Package (version 2, datapackage.org) over the CSV files.

use arrow::datatypes::DataType;
use record::EventDefinition;
use record::event::{Language, Text};
use record::table::{ColumnSpec, Unit};
use serde::Serialize;

use super::csv_path;
use crate::manifest::sha256;
use crate::sheet::Sheet;
use crate::{BundleError, File};

const PACKAGE_PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const RESOURCE_PROFILE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    description: &'static str,
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Resource<'a> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// One row of the table, a property of our own.
    grain: &'a str,
    path: String,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: usize,
    hash: String,
    dialect: Dialect,
    schema: TableSchema<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableSchema<'a> {
    fields: Vec<SchemaField<'a>>,
    missing_values: [&'static str; 1],
}

#[derive(Serialize)]
struct SchemaField<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// What the values are, a property of our own.
    unit: &'static str,
}

const DESCRIPTION: &str = "Aggregates of one event. An empty value in a column of numbers is hidden, because too few persons are \
    behind it; manifest.json says by which rule and how many.";

/// Describes the CSV files among `files`, in the event's default language.
pub(crate) fn package(event: &EventDefinition, sheets: &[Sheet<'_>], files: &[File]) -> Result<File, BundleError> {
    let language = event.languages.first().copied().unwrap_or(Language::En);
    let resources = sheets.iter().filter_map(|sheet| {
        let path = csv_path(sheet);
        let file = files.iter().find(|file| file.path == path)?;
        Some(resource(sheet, file, language))
    });
    let package = Package {
        profile: PACKAGE_PROFILE,
        name: event.id.as_str().to_lowercase(),
        title: event.title.get(language),
        description: DESCRIPTION,
        resources: resources.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&package).map_err(|source| BundleError::Json { path: "datapackage.json", source })?;
    bytes.push(b'\n');
    Ok(File { path: "datapackage.json".to_owned(), bytes })
}

fn resource<'a>(sheet: &Sheet<'a>, file: &File, language: Language) -> Resource<'a> {
    let spec = sheet.spec;
    let schema = sheet.batch.schema();
    let fields = spec.columns.iter().zip(schema.fields());
    Resource {
        profile: RESOURCE_PROFILE,
        name: &spec.name,
        title: spec.title.get(language),
        description: spec.summary.get(language),
        grain: &spec.grain,
        path: file.path.clone(),
        kind: "table",
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: file.bytes.len(),
        hash: format!("sha256:{}", sha256(&file.bytes)),
        dialect: Dialect { delimiter: ",", line_terminator: "\r\n", quote_char: "\"", double_quote: true, header: true },
        schema: TableSchema {
            fields: fields.map(|(column, field)| schema_field(column, field.data_type(), language)).collect(),
            missing_values: [""],
        },
    }
}

fn schema_field<'a>(column: &'a ColumnSpec, data_type: &DataType, language: Language) -> SchemaField<'a> {
    let text = |text: &'a Text| text.get(language);
    let kind = match data_type {
        DataType::Int64 => "integer",
        DataType::Float64 => "number",
        DataType::Boolean => "boolean",
        DataType::Date32 => "date",
        DataType::Timestamp(..) => "datetime",
        _ => "string",
    };
    let (title, description) = (text(&column.label), text(&column.definition));
    SchemaField { name: &column.name, kind, title, description, unit: unit_name(column.unit) }
}

/// What a unit is called in files for programs.
pub(crate) const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Persons => "persons",
        Unit::Count => "count",
        Unit::Minutes => "minutes",
        Unit::Share => "share",
        Unit::Number => "number",
        Unit::Time => "time",
        Unit::Day => "day",
        Unit::Minute => "minute",
        Unit::Category => "category",
        Unit::Country => "country",
        Unit::Room => "room",
        Unit::Session => "session",
        Unit::Stand => "stand",
        Unit::Poll => "poll",
        Unit::Question => "question",
        Unit::Option => "option",
    }
}
