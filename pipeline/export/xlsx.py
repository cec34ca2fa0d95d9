"""The tables as one workbook: a sheet for each, and one that explains the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.columns import Column
from pipeline.export.codebook import Entry
from pipeline.export.codec import cell
from pipeline.export.forms import ExportTable, Notes, foreign_keys
from pipeline.export.typed import moment, whole_day

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""UTF-16 units that a cell holds at most."""

CUT_COLUMN = "xlsx_cut"
"""Last column of a sheet in which cells were cut: the names of the columns that were, row by row."""

_ROWS = 1_048_575  # below the heading
_LINKS = 65_000  # of a sheet; Excel takes 65,530
_FIRST_YEAR = 1901  # earlier days are numbered differently by Excel and by everything else
_MADE = datetime(2025, 1, 1, tzinfo=UTC)  # the same tables give the same bytes
_WIDTHS = {"text": 60, "title": 50, "reason": 60, "warnings": 50, "output": 40, "deadline_text": 30, "source_path": 40, "path": 40}
_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "remove_timezone": True,
}


def write_xlsx(file: Path, tables: Sequence[ExportTable], entries: Sequence[Entry], notes: Notes) -> None:
    """Write the workbook: headings frozen, filters, wrapped text; whole dates as dates, those cut to what is known as text.

    Text is never a formula or an address. A document's id links to its row in `documents`. A cell beyond 32,767 characters is cut, its
    column named in the further column `xlsx_cut` of its row and in `notes`. A table of more rows than a sheet takes goes on in `tasks (2)`.
    """
    import xlsxwriter  # noqa: PLC0415 - 0.1 s that `vnplans --help` need not pay

    with xlsxwriter.Workbook(file, _TEXT) as book:
        book.set_properties({"title": "vnplans", "created": _MADE})
        sheets = _Sheets(book, tables, notes)
        for table in tables:
            sheets.write(table)
        sheets.codebook(entries)


class _Sheets:
    """The workbook while it is written."""

    def __init__(self, book: Workbook, tables: Sequence[ExportTable], notes: Notes) -> None:
        self.book, self.notes = book, notes
        self.head = book.add_format({"bold": True, "bg_color": "#E7ECF2", "border": 1, "valign": "top"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.time = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top", "align": "left"})
        self.plain = book.add_format({"valign": "top"})
        self.link = book.add_format({"font_color": "#0B57D0", "underline": 1, "valign": "top"})
        documents = next((one.values("document_id") for one in tables if one.name == "documents"), [])
        self.documents = {key: row for row, key in enumerate(documents[:_ROWS], 2)}
        self.links = {(one.table, one.column) for one in foreign_keys(tables) if one.to_table == "documents"}

    def write(self, table: ExportTable) -> None:
        """The sheets of a table, at least one."""
        cut = {place: _too_long(table, row) for place, row in enumerate(table.rows, 1)}
        cut = {place: columns for place, columns in cut.items() if columns}
        self.notes.cut += [(table.name, place, column) for place, columns in cut.items() for column in columns]
        for part, start in zip(count(1), range(0, max(len(table.rows), 1), _ROWS)):
            name = table.name if part == 1 else f"{table.name} ({part})"
            sheet = self._sheet(name, [column.name for column in table.columns], len(table.rows[start : start + _ROWS]), bool(cut))
            for line, row in enumerate(table.rows[start : start + _ROWS], 1):
                for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                    self._cell(sheet, line, place, table.name, column, value)
                if start + line in cut:
                    sheet.write_string(line, len(row), "; ".join(cut[start + line]), self.plain)

    def codebook(self, entries: Sequence[Entry]) -> None:
        """The sheet that explains the columns."""
        sheet = self._sheet("codebook", [one.name for one in fields(Entry)], len(entries), False)
        for line, entry in enumerate(entries, 1):
            for place, text in enumerate(astuple(entry)):
                sheet.write_string(line, place, text, self.wrap)

    def _sheet(self, name: str, columns: Sequence[str], rows: int, cut: bool) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        headings = [*columns, CUT_COLUMN] if cut else list(columns)
        for place, heading in enumerate(headings):
            wide = 40 if heading.startswith(("meaning", "origin", "example")) else max(12, len(heading) + 4)
            sheet.set_column(place, place, _WIDTHS.get(heading, 24 if heading.endswith("_id") else wide))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(rows, 1), len(headings) - 1)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, self.head)
        return sheet

    def _cell(self, sheet: Worksheet, line: int, place: int, table: str, column: Column, value: Any) -> None:
        if value is None:
            return
        day, time = _calendar(column, value)
        if day is not None:
            sheet.write_datetime(line, place, day, self.day)
        elif time is not None:
            sheet.write_datetime(line, place, time, self.time)
        elif isinstance(value, bool):
            sheet.write_boolean(line, place, value, self.plain)
        elif isinstance(value, int):
            sheet.write_number(line, place, value, self.plain)
        else:
            self._text(sheet, line, place, (table, column.name), _text(value))

    def _text(self, sheet: Worksheet, line: int, place: int, of: tuple[str, str], text: str) -> None:
        target = self.documents.get(text) if of in self.links and line <= _LINKS else None
        if target is not None:
            sheet.write_url(line, place, f"internal:'documents'!A{target}", self.link, text)
        else:
            sheet.write_string(line, place, _cut(text), self._format(of[1]))

    def _format(self, column: str) -> CellFormat:
        return self.wrap if column in _WIDTHS else self.plain


def _calendar(column: Column, value: Any) -> tuple[date | None, datetime | None]:
    """The day or the time of a cell, where it is one that a spreadsheet knows."""
    if column.form == "date-time":
        time = moment(value)
        return None, time if time and not time.microsecond else None
    day = whole_day(value) if column.form else None
    return (day if day and day.year >= _FIRST_YEAR else None), None


def _text(value: Any) -> str:
    """Lists are joined as in CSV; text is as it is."""
    return cell(value, raw=True) if isinstance(value, list | tuple) else str(value)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _too_long(table: ExportTable, row: Sequence[Any]) -> list[str]:
    pairs = zip(table.columns, row, strict=True)
    return [column.name for column, value in pairs if not isinstance(value, bool | int | None) and _units(_text(value)) > LONGEST]


def _cut(text: str) -> str:
    if len(text) <= LONGEST // 2 or _units(text) <= LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
