"""Reads a release's workbooks as an analyst's program would, and holds them against its CSV tables.

usage: workbook.py RELEASE. Prints one line of JSON: how much was looked at. Any breach is an assertion that fails.
"""

import csv
import datetime
import json
import pathlib
import re
import sys

import openpyxl

FRONT = 4
"""Cover, contents, notes, definitions."""

release = pathlib.Path(sys.argv[1])
seen = {"workbooks": 0, "tables": 0, "numbers": 0, "times": 0, "hidden": 0, "links": 0, "charts": 0}


def rows_of(name):
    with open(release / "tables" / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def check_sheet(sheet):
    assert not sheet.merged_cells.ranges, sheet.title
    assert sheet.freeze_panes is None and sheet.auto_filter.ref is None, sheet.title
    assert sheet.sheet_state == "visible", sheet.title
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f", f"a formula at {sheet.title}!{cell.coordinate}"
            assert cell.fill.fill_type is None, f"a fill at {sheet.title}!{cell.coordinate}"
            if cell.hyperlink:
                tab, at = re.fullmatch(r"'?(.+?)'?!A(\d+)", cell.hyperlink.location).groups()
                assert tab in book.sheetnames, f"a link to {tab}"
                assert book[tab][f"A{at}"].value is not None, f"a link to nothing at {tab}!A{at}"
                seen["links"] += 1


def check_table(sheet):
    """The one table of a worksheet: its object, its header, no empty cell, and nothing below it."""
    (table,) = sheet.tables.values()
    assert table.autoFilter is None and table.tableStyleInfo is None or table.tableStyleInfo.name is None, sheet.title
    header, *rows = sheet[table.ref]
    assert all(cell.font.b for cell in header) and header[0].column == 1, sheet.title
    assert sheet.max_row == rows[-1][0].row and sheet.max_column == header[-1].column, sheet.title
    assert all(cell.value not in (None, "") for row in [header, *rows] for cell in row), sheet.title
    for cell in header:
        width = sheet.column_dimensions[cell.column_letter].width
        assert 9 <= width <= 92 and max(map(len, cell.value.split(" "))) <= width, f"{sheet.title}: {cell.value}"
    return table.displayName, rows


def check_value(cell, text, at):
    """A cell against the value that the CSV has of it."""
    if text == "":
        assert cell.data_type == "s", at
        seen["hidden"] += cell.value == "[c]"
    elif re.fullmatch(r"-?\d+(\.\d+)?", text) and cell.data_type == "n":
        assert cell.value == float(text), at
        seen["numbers"] += 1
    elif isinstance(cell.value, datetime.datetime):
        wall = datetime.datetime.fromisoformat(text).replace(tzinfo=None)
        assert abs(cell.value - wall) < datetime.timedelta(seconds=1), at
        seen["times"] += 1
    else:
        assert cell.data_type == "s" and cell.value != "[c]", at


for path in sorted(release.glob("report*.xlsx")):
    book = openpyxl.load_workbook(path)
    assert book.active.title == book.sheetnames[0] and book.active.sheet_view.selection[0].activeCell == "A1", path
    assert book.properties.title, path
    for sheet in book.worksheets:
        check_sheet(sheet)
    names = set()
    for sheet in book.worksheets[1:]:
        if sheet._charts:
            seen["charts"] += len(sheet._charts)
            for chart in sheet._charts:
                tab = re.match(r"'?(.+?)'?!", chart.series[0].val.numRef.f).group(1)
                assert not any(cell.value == "[c]" for row in book[tab].iter_rows() for cell in row), f"{tab} is drawn"
            continue
        if not sheet.tables:
            continue
        name, rows = check_table(sheet)
        if name.startswith("about_"):
            continue
        names.add(name)
        _, *expected = rows_of(name)
        assert len(rows) == len(expected), name
        for row, texts in zip(rows, expected):
            for cell, text in zip(row, texts, strict=True):
                check_value(cell, text, f"{path.name} {name} {cell.coordinate}: {cell.value!r} for {text!r}")
        seen["tables"] += 1
    for file in release.glob("tables/*.csv"):
        assert file.stem in names or len(rows_of(file.stem)) == 1, f"{file.stem} is missing in {path.name}"
    seen["workbooks"] += 1

print(json.dumps(seen))
