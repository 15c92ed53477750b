//! `report.<lang>.xlsx`: every table as a worksheet that spreadsheets and screen readers understand.
//!
//! Made as official statistics make accessible workbooks (UK Analysis Function; EN 301 549): cover, contents, notes and definitions, then
//! one table a worksheet from column A on, as a named table with one header row; no merged or blank cells, filters, frozen panes, fills or
//! floating objects beside the tables. Charts stand on the last worksheet, and only for tables in which nothing is hidden: a spreadsheet
//! draws the text `[c]` as zero.
//!
//! Texts are written as strings, whatever they begin with: a title is never a formula.

mod charts;
mod front;
mod grid;
mod names;
mod styles;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::BundleError;
use crate::content::Content;
use crate::sheet::Sheet;
use crate::words::{BookWords, Words};

use names::Names;
use styles::Styles;

/// What every worksheet is made from.
struct Book<'a> {
    content: &'a Content<'a>,
    styles: Styles,
    /// The tables in the order of the report, with the chapter each belongs to.
    pages: Vec<Page<'a>>,
}

/// A table and the names it goes by.
struct Page<'a> {
    sheet: &'a Sheet<'a>,
    chapter: &'a str,
    /// `3`, as the language writes it.
    number: String,
    title: &'a str,
    /// The name of its worksheet.
    tab: String,
    /// The name of its table object: the table's own.
    object: String,
    /// The rows of the worksheet with the first and the last row of its numbers; nothing where it is empty.
    rows: Option<(u32, u32)>,
}

impl Book<'_> {
    fn words(&self) -> &'static Words {
        self.content.locale.words
    }

    fn phrases(&self) -> &'static BookWords {
        &self.words().book
    }
}

/// The whole file.
pub(crate) fn workbook(content: &Content<'_>) -> Result<Vec<u8>, BundleError> {
    write(content).map_err(BundleError::Workbook)
}

fn write(content: &Content<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut book = Book { content, styles: Styles::new(&content.locale.words.book), pages: pages(content) };
    workbook.set_properties(&properties(&book)?);
    front::cover(workbook.add_worksheet(), &book)?;
    front::contents(workbook.add_worksheet(), &book)?;
    front::notes(workbook.add_worksheet(), &book)?;
    let definitions = front::definitions(workbook.add_worksheet(), &book)?;
    for position in 0..book.pages.len() {
        let rows = table::write(workbook.add_worksheet(), &book, position, &definitions)?;
        book.pages[position].rows = rows;
    }
    charts::write(&mut workbook, &book)?;
    workbook.save_to_buffer()
}

fn pages<'a>(content: &'a Content<'a>) -> Vec<Page<'a>> {
    let locale = content.locale;
    let mut names = Names::new(&locale.words.book, locale.words.contents);
    let chapters = content.chapters();
    let tables = chapters.iter().flat_map(|chapter| chapter.tables().map(|sheet| (chapter.title(locale.words), sheet)));
    let page = |(position, (chapter, sheet)): (usize, (&'a str, &'a Sheet<'a>))| {
        let number = locale.whole(position + 1);
        let title = content.name(sheet);
        let (tab, object) = (names.tab(&format!("{number} {title}")), names.object(&sheet.spec.name));
        Page { sheet, chapter, number, title, tab, object, rows: None }
    };
    tables.enumerate().map(page).collect()
}

/// The document's title and, in place of a clock's, the time at which the event ended.
fn properties(book: &Book<'_>) -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::from_timestamp(book.content.report.event.ends.as_second())?;
    Ok(DocProperties::new()
        .set_title(names::clean(&format!("{} – {}", book.content.title(), book.words().kicker)))
        .set_author("kooste")
        .set_creation_datetime(&created))
}
