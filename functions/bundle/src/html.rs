//! `report.<lang>.html`: one self-contained file a language, readable without scripts, that asks for nothing from anywhere.

mod about;
mod answer;
mod figure;
mod page;
mod partner;
mod raw;
mod table;

use crate::content::Content as Page;
use crate::partners::Partner;

/// The page in one language.
pub(crate) fn page(content: &Page<'_>) -> Vec<u8> {
    page::render(content).into_bytes()
}

/// The digest of a partner, of sheets that hold its rows alone.
pub(crate) fn partner(content: &Page<'_>, partner: &Partner<'_>) -> Vec<u8> {
    partner::render(content, partner).into_bytes()
}
