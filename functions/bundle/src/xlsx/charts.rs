//! Native charts, on the last worksheet: bars and columns of tables in which nothing is hidden.

use std::collections::BTreeSet;

use record::table::{Chart as Drawing, ChartKind, Unit};
use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFormat, ChartSolidFill, ChartType, Color, Workbook, XlsxError};

use super::{Book, Page, front, names};
use crate::sheet::Value;

/// The ink of data in the report's drawings.
const INK: Color = Color::RGB(0x001F_7A9C);

/// A chart of more bars than this has its labels over each other.
const BARS_MAX: usize = 40;

/// The size of a chart and of its parts, in pixels.
const WIDTH: u32 = 820;
const BAR: u32 = 26;
const FRAME: u32 = 110;
const COLUMNS: u32 = 380;

/// A row of a worksheet is this high, in pixels.
const ROW: u32 = 20;

/// Draws every table that can be drawn; there is no worksheet where none can.
pub(super) fn write(workbook: &mut Workbook, book: &Book<'_>) -> Result<(), XlsxError> {
    let drawn: Vec<_> = book.pages.iter().filter_map(|page| Some((page, page.rows?, drawing(page)?))).collect();
    if drawn.is_empty() {
        return Ok(());
    }
    let phrases = book.phrases();
    let worksheet = workbook.add_worksheet();
    front::begin(worksheet, phrases.charts)?;
    let mut row = front::heading(worksheet, book, phrases.charts, phrases.charts_note)?;
    front::link(worksheet, book, (row, 0), (book.words().contents, 0), phrases.back)?;
    row += 1;
    for (page, rows, drawing) in drawn {
        let title = (phrases.table_title)(&page.number, page.title);
        front::link(worksheet, book, (row, 0), (&page.tab, 0), &title)?;
        let bars = rows.1 - rows.0 + 1;
        let height = if drawing.kind == ChartKind::Bar { FRAME + bars * BAR } else { COLUMNS };
        worksheet.insert_chart(row + 1, 0, &chart(book, page, rows, drawing, height))?;
        row += 2 + height.div_ceil(ROW);
    }
    Ok(())
}

/// How a table is drawn, if a spreadsheet can draw it: one bar a row, all of them published.
fn drawing<'a>(page: &Page<'a>) -> Option<&'a Drawing> {
    let drawing = page.sheet.spec.chart.as_ref()?;
    let bars = matches!(drawing.kind, ChartKind::Bar | ChartKind::Column) && drawing.series.is_none();
    let (x, _) = (page.sheet.position(&drawing.x)?, page.sheet.position(&drawing.y)?);
    let rows = 0..page.sheet.rows();
    let known = rows.clone().all(|row| page.sheet.value(x, row) != Value::Missing);
    let names: BTreeSet<String> = rows.map(|row| format!("{:?}", page.sheet.value(x, row))).collect();
    (bars && known && !page.sheet.shows_hidden() && names.len() == page.sheet.rows() && names.len() <= BARS_MAX).then_some(drawing)
}

fn chart(book: &Book<'_>, page: &Page<'_>, rows: (u32, u32), drawing: &Drawing, height: u32) -> Chart {
    let language = book.content.locale.language;
    let words = book.words();
    let column = |name: &str| page.sheet.position(name).and_then(|column| u16::try_from(column).ok()).unwrap_or_default();
    let (x, y) = (column(&drawing.x), column(&drawing.y));
    let spec = &page.sheet.spec.columns[usize::from(y)];
    let label = plain(spec.label.get(language).unwrap_or(&spec.name));
    let bars = drawing.kind == ChartKind::Bar;
    let mut chart = Chart::new(if bars { ChartType::Bar } else { ChartType::Column });
    chart.title().set_name(plain(&format!("{}: {label}", page.title)).as_str());
    chart.legend().set_hidden();
    chart.set_width(WIDTH).set_height(height);
    chart.set_alt_text((if bars { words.bars } else { words.columns })(&label));
    let mut ink = ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(INK)).clone();
    chart
        .add_series()
        .set_name(label.as_str())
        .set_categories((page.tab.as_str(), rows.0, x, rows.1, x))
        .set_values((page.tab.as_str(), rows.0, y, rows.1, y))
        .set_format(&mut ink)
        .set_gap(40)
        .set_data_label(ChartDataLabel::new().show_value());
    if bars {
        // The first row on top. That puts the axis of values there too: each bar says its own instead.
        chart.y_axis().set_reverse();
        chart.x_axis().set_hidden(true);
    } else {
        chart.y_axis().set_hidden(true);
        if page.sheet.spec.columns[usize::from(x)].unit == Unit::Day {
            chart.x_axis().set_num_format(book.phrases().day_format);
        }
    }
    chart.x_axis().set_major_gridlines(false);
    chart.y_axis().set_major_gridlines(false);
    chart
}

/// A text that is no reference to a cell: of a chart's texts, those that begin so are.
fn plain(text: &str) -> String {
    names::clean(text).trim_start_matches(['=', ' ']).to_owned()
}
