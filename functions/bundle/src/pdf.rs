//! `report.<lang>.pdf`: the report for paper and for boards, tagged for everybody (PDF/UA-1) and made to last (PDF/A-2a).
//!
//! It is set by typst from a layout of ours. What the report says goes in as data, so no title of a session can be read as an instruction.

mod covered;
mod document;
mod table;
mod world;

use serde_json::Value;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::BundleError;
use crate::content::Content;

use covered::Covered;
use document::Document;
use world::{FAMILY, Paper, fonts};

/// The report in one language.
pub(crate) fn paper(content: &Content<'_>) -> Result<Vec<u8>, BundleError> {
    let language = content.locale.language;
    let bytes = data(content).and_then(set);
    // What was kept to set the next document faster would only grow.
    comemo::evict(0);
    bytes.map_err(|problem| BundleError::Pdf { language: language.tag(), problem })
}

/// What the document says, every text of it printable.
fn data(content: &Content<'_>) -> Result<Vec<u8>, String> {
    let mut data = serde_json::to_value(Document::of(content)).map_err(|error| error.to_string())?;
    let replaced = Covered::by(fonts(), FAMILY).print(&mut data);
    if let (true, Value::Object(fields)) = (replaced, &mut data) {
        fields.insert("missing".to_owned(), Value::from(content.locale.words.missing_characters));
    }
    serde_json::to_vec(&data).map_err(|error| error.to_string())
}

fn set(data: Vec<u8>) -> Result<Vec<u8>, String> {
    let paper = Paper::new(data).ok_or("the layout has no place")?;
    let document = typst::compile::<PagedDocument>(&paper).output.map_err(|problems| told(&problems))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|problem| problem.message().to_string())?;
    typst_pdf::pdf(&document, &PdfOptions { standards, ..PdfOptions::default() }).map_err(|problems| told(&problems))
}

/// What is wrong, without what it quotes of the document.
fn told(problems: &[SourceDiagnostic]) -> String {
    let words = problems.iter().map(|problem| problem.message.split('`').step_by(2).collect::<Vec<_>>().join("…"));
    words.collect::<Vec<_>>().join("; ")
}
