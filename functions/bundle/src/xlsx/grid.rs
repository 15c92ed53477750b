//! A named table on a worksheet: its object, its header, the widths of its columns.

use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use super::names;

/// The widest column, in characters of the standard font; longer texts wrap.
const WIDTH_MAX: usize = 60;

/// The narrowest column: a link back and a number of six digits.
const WIDTH_MIN: usize = 9;

/// A column of a table.
pub(super) struct Column<'a> {
    /// What stands in the header.
    pub(super) header: String,
    /// How it stands there.
    pub(super) format: &'a Format,
    /// The length of the longest text in the column, in characters.
    pub(super) longest: usize,
}

/// The height of a line of the standard font, in points.
const LINE_HEIGHT: f64 = 15.0;

/// A table object over `rows` rows below a header at `first`, without filter buttons and fills. It has at least one row. Gives
/// the widths of its columns, in characters.
pub(super) fn table(
    worksheet: &mut Worksheet,
    name: &str,
    alt_text: &str,
    first: u32,
    rows: u32,
    columns: &[Column<'_>],
) -> Result<Vec<usize>, XlsxError> {
    let headers = names::headers(columns.iter().map(|column| column.header.clone()));
    let widths: Vec<usize> = columns.iter().zip(&headers).map(|(column, header)| width(header, column.longest)).collect();
    let mut described = Vec::with_capacity(columns.len());
    fit(worksheet, first, headers.iter().map(String::as_str).zip(widths.iter().copied()))?;
    for (position, ((column, header), width)) in (0..).zip(columns.iter().zip(headers).zip(&widths)) {
        set_width(worksheet, position, *width)?;
        described.push(TableColumn::new().set_header(header).set_header_format(column.format));
    }
    let last = u16::try_from(described.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let table = Table::new()
        .set_name(name)
        .set_autofilter(false)
        .set_banded_rows(false)
        .set_style(TableStyle::None)
        .set_alt_text(names::clean(alt_text))
        .set_columns(&described);
    worksheet.add_table(first, 0, first + rows.max(1), last, &table)?;
    worksheet.set_repeat_rows(first, first)?;
    Ok(widths)
}

/// Makes a column so many characters wide.
pub(super) fn set_width(worksheet: &mut Worksheet, column: u16, width: usize) -> Result<(), XlsxError> {
    worksheet.set_column_width(column, f64::from(u32::try_from(width).unwrap_or(u32::MAX)))?;
    Ok(())
}

/// Makes a row as high as its texts need in columns of these widths: not every program does so when it opens a workbook.
pub(super) fn fit<'a>(worksheet: &mut Worksheet, row: u32, texts: impl Iterator<Item = (&'a str, usize)>) -> Result<(), XlsxError> {
    let lines = texts.map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    if lines > 1 {
        worksheet.set_row_height(row, LINE_HEIGHT * f64::from(u32::try_from(lines).unwrap_or(u32::MAX)))?;
    }
    Ok(())
}

/// How many lines a text takes in a column: a word that does not fit begins a new one, and one longer than a line is broken.
fn lines(text: &str, width: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ').map(length) {
        if used > 0 && used + 1 + word > width {
            lines += 1;
            used = 0;
        }
        used += word + usize::from(used > 0);
        lines += used.saturating_sub(1) / width.max(1);
        used = if used > width { (used - 1) % width.max(1) + 1 } else { used };
    }
    lines
}

/// A column's width: its texts fit or wrap, no word of its header is broken, and the header takes two lines where that is narrower.
fn width(header: &str, longest: usize) -> usize {
    let word = header.split(' ').map(length).max().unwrap_or_default();
    longest.max(length(header).div_ceil(2)).clamp(WIDTH_MIN, WIDTH_MAX).max(word.min(WIDTH_MAX)) + 2
}

/// How many standard characters wide a text is, roughly: those of East Asian scripts, and pictures, count twice.
pub(super) fn length(text: &str) -> usize {
    text.chars().map(|char| if char >= '\u{1100}' && !('\u{2000}'..'\u{2fff}').contains(&char) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fit_their_texts_and_break_no_word_of_their_header() {
        assert_eq!(width("Country", 14), 16);
        assert_eq!(width("Visitors", 3), WIDTH_MIN + 2);
        assert_eq!(width("Visitors who stayed to the end", 3), 17);
        assert_eq!(width("Kävijäkäyttäytymisseuranta", 3), 28);
        assert_eq!(width("Title", 400), WIDTH_MAX + 2);
        assert_eq!(["", "one", "one two", "one two three", "onetwothree"].map(|text| lines(text, 7)), [1, 1, 1, 2, 2]);
        assert_eq!(lines("1234567 1234567 1", 7), 3);
        assert_eq!((length("Päälava"), length("東京 2026"), length("– …")), (7, 9, 3));
    }
}
