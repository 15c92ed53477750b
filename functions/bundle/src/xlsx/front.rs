//! The worksheets before the tables: cover, contents, notes, definitions.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::grid::{self, Column, length};
use super::table::unit;
use super::{Book, names};
use crate::content::Remark;

/// The width of a column of sentences, in characters.
const SENTENCES: usize = 90;

/// A4, as spreadsheets number paper sizes.
const A4: u8 = 9;

/// What the workbook is, and what may be passed on.
pub(super) fn cover(worksheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let (words, phrases, styles) = (book.words(), book.phrases(), &book.styles);
    begin(worksheet, phrases.cover)?;
    grid::set_width(worksheet, 0, SENTENCES)?;
    let content = book.content;
    let mut parts = vec![
        (content.title().to_owned(), &styles.large),
        (words.kicker.to_owned(), &styles.title),
        (content.locale.days_of(content.report.event), &styles.text),
        ((phrases.introduction)(&content.locale.whole(book.pages.len())), &styles.text),
    ];
    for Remark { heading, paragraphs } in [content.privacy(), content.sharing()] {
        parts.push((heading.to_owned(), &styles.title));
        parts.extend(paragraphs.into_iter().map(|paragraph| (paragraph, &styles.text)));
    }
    parts.push(((words.made_by)(&content.report.provenance.version), &styles.text));
    let mut row = 0;
    for (text, format) in parts {
        worksheet.write_string_with_format(row, 0, names::clean(&text), format)?;
        grid::fit(worksheet, row, std::iter::once((text.as_str(), SENTENCES)))?;
        row += 1;
    }
    link(worksheet, book, (row, 0), (words.contents, 0), words.contents)?;
    Ok(())
}

/// Every table with a link to it.
pub(super) fn contents(worksheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let (words, phrases, styles) = (book.words(), book.phrases(), &book.styles);
    begin(worksheet, words.contents)?;
    let mut first = heading(worksheet, book, words.contents, phrases.one_table)?;
    for tab in [phrases.notes, phrases.definitions] {
        link(worksheet, book, (first, 0), (tab, 0), tab)?;
        first += 1;
    }
    if book.pages.is_empty() {
        return Ok(());
    }
    let summary =
        |position: usize| book.pages[position].sheet.spec.summary.get(book.content.locale.language).unwrap_or(book.pages[position].title);
    let longest = |text: &dyn Fn(usize) -> usize| (0..book.pages.len()).map(text).max().unwrap_or_default();
    let columns = [
        (phrases.number, longest(&|position| length(&book.pages[position].number))),
        (phrases.table, longest(&|position| length(book.pages[position].title))),
        (phrases.chapter, longest(&|position| length(book.pages[position].chapter))),
        (phrases.summary, longest(&|position| length(summary(position)))),
    ];
    let widths = grid::table(worksheet, "about_contents", words.contents, first, rows(book.pages.len()), &texts(book, &columns))?;
    for (row, (position, page)) in (first + 1..).zip(book.pages.iter().enumerate()) {
        worksheet.write_string_with_format(row, 0, &page.number, &styles.text)?;
        worksheet.write_url_with_format(row, 1, url((&page.tab, 0), page.title), &styles.link_in_column)?;
        let texts = [page.number.as_str(), page.title, page.chapter, summary(position)];
        grid::fit(worksheet, row, texts.into_iter().zip(widths.iter().copied()))?;
        worksheet.write_string_with_format(row, 2, names::clean(page.chapter), &styles.text)?;
        worksheet.write_string_with_format(row, 3, names::clean(summary(position)), &styles.text)?;
    }
    Ok(())
}

/// What holds for all tables.
pub(super) fn notes(worksheet: &mut Worksheet, book: &Book<'_>) -> Result<(), XlsxError> {
    let (words, phrases, styles) = (book.words(), book.phrases(), &book.styles);
    begin(worksheet, phrases.notes)?;
    let mut first = heading(worksheet, book, phrases.notes, phrases.one_table)?;
    link(worksheet, book, (first, 0), (words.contents, 0), phrases.back)?;
    first += 1;
    let [numbers, time, quality] = book.content.sources();
    let remarks = [book.content.privacy(), book.content.sharing(), numbers, time, quality];
    let shorthand = book.content.hidden_note().map(|note| (phrases.shorthand, note));
    let remarks = remarks.into_iter().map(|Remark { heading, paragraphs }| (heading, paragraphs.join(" ")));
    let notes: Vec<(&str, String)> = shorthand.into_iter().chain(remarks).collect();
    let columns = [(phrases.subject, notes.iter().map(|(subject, _)| length(subject)).max().unwrap_or_default()), (phrases.note, 0)];
    grid::table(worksheet, "about_notes", phrases.notes, first, rows(notes.len()), &texts(book, &columns))?;
    grid::set_width(worksheet, 1, SENTENCES)?;
    for (row, (subject, note)) in (first + 1..).zip(&notes) {
        worksheet.write_string_with_format(row, 0, *subject, &styles.text)?;
        worksheet.write_string_with_format(row, 1, names::clean(note), &styles.text)?;
        grid::fit(worksheet, row, std::iter::once((note.as_str(), SENTENCES)))?;
    }
    Ok(())
}

/// How every number is defined; gives the row at which each table's definitions begin, where it has any.
pub(super) fn definitions(worksheet: &mut Worksheet, book: &Book<'_>) -> Result<Vec<Option<u32>>, XlsxError> {
    let (words, phrases, styles) = (book.words(), book.phrases(), &book.styles);
    let language = book.content.locale.language;
    begin(worksheet, phrases.definitions)?;
    let mut first = heading(worksheet, book, phrases.definitions, phrases.one_table)?;
    link(worksheet, book, (first, 0), (words.contents, 0), phrases.back)?;
    first += 1;
    let mut lines = Vec::new();
    let mut begins = Vec::new();
    for page in &book.pages {
        let before = lines.len();
        for (_, column) in page.sheet.columns() {
            let Some(definition) = column.definition.get(language) else { continue };
            lines.push([
                page.title,
                column.label.get(language).unwrap_or(&column.name),
                unit(column.unit, phrases).unwrap_or("–"),
                definition,
            ]);
        }
        begins.push((lines.len() > before).then(|| first + 1 + rows(before)));
    }
    if lines.is_empty() {
        return Ok(begins);
    }
    let longest = |column: usize| lines.iter().map(|line| length(line[column])).max().unwrap_or_default();
    let columns = [phrases.table, phrases.column, phrases.unit, phrases.definition];
    let columns: Vec<_> = columns.into_iter().enumerate().map(|(position, header)| (header, longest(position))).collect();
    let widths = grid::table(worksheet, "about_definitions", phrases.definitions, first, rows(lines.len()), &texts(book, &columns))?;
    for (row, line) in (first + 1..).zip(&lines) {
        for (column, text) in (0..).zip(line) {
            worksheet.write_string_with_format(row, column, names::clean(text), &styles.text)?;
        }
        grid::fit(worksheet, row, line.iter().copied().zip(widths.iter().copied()))?;
    }
    Ok(begins)
}

/// Names a worksheet and says how it is printed.
pub(super) fn begin(worksheet: &mut Worksheet, tab: &str) -> Result<(), XlsxError> {
    worksheet.set_name(tab)?.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The title and what is below it; gives the next free row.
pub(super) fn heading(worksheet: &mut Worksheet, book: &Book<'_>, title: &str, line: &str) -> Result<u32, XlsxError> {
    worksheet.write_string_with_format(0, 0, names::clean(title), &book.styles.title)?;
    worksheet.write_string_with_format(1, 0, names::clean(line), &book.styles.line)?;
    Ok(2)
}

/// A link to a row of another worksheet.
pub(super) fn link(worksheet: &mut Worksheet, book: &Book<'_>, at: (u32, u16), to: (&str, u32), text: &str) -> Result<(), XlsxError> {
    worksheet.write_url_with_format(at.0, at.1, url(to, text), &book.styles.link)?;
    Ok(())
}

fn url((tab, row): (&str, u32), text: &str) -> Url {
    Url::new(format!("internal:'{tab}'!A{}", row + 1)).set_text(names::clean(text))
}

/// Columns of texts.
fn texts<'a>(book: &'a Book<'_>, columns: &[(&str, usize)]) -> Vec<Column<'a>> {
    let column =
        |(header, longest): &(&str, usize)| Column { header: (*header).to_owned(), format: &book.styles.header, longest: *longest };
    columns.iter().map(column).collect()
}

/// A number of rows as spreadsheets count them.
fn rows(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
