"""The tables as files: CSV for spreadsheets, Parquet and JSON for programs."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from pipeline.columns import Column, arrow_table, columns_of
from pipeline.store import Store
from schemas import TABLES

Rows = Sequence[Sequence[Any]]


class Format(StrEnum):
    """Forms that the tables are written in; the value is the files' suffix."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


_FORMULA = ("=", "+", "-", "@", "\t")
"""First characters of what a spreadsheet takes for a formula: `- Sở Tư pháp chủ trì`, or worse, `=HYPERLINK(…)` in a scraped page."""


def export(store: Store, to: str | Path, formats: Iterable[Format | str] = (Format.CSV,), *, raw: bool = False) -> list[Path]:
    """Write every table of the contract, empty ones too, as `to/<table>.<format>`, and return the files.

    csv      UTF-8 with BOM, comma, CRLF; one line for each row: line breaks in a value become spaces; null is empty, lists are
             joined with `;`. Text that a spreadsheet would run as a formula gets a leading `'`, unless `raw`.
    parquet  string, int64, bool, list<string>; each column carries its description as metadata
    json     an array of objects, UTF-8

    The files appear once all of them are written; a run that fails leaves the earlier ones as they were. Raises OSError, and
    ValueError for a format that is none.
    """
    folder = Path(to)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".vnplans-", dir=folder) as scratch:
        written = [
            _write(Path(scratch, f"{name}.{suffix}"), columns_of(table.row), store.rows(name), raw)
            for suffix in dict.fromkeys(map(Format, formats))
            for name, table in TABLES.items()
        ]
        return [file.replace(folder / file.name) for file in written]


def _write(file: Path, columns: Sequence[Column], rows: Rows, raw: bool) -> Path:
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            write_csv(stream, [column.name for column in columns], rows, raw=raw, line_end="\r\n")
    else:
        writer: Callable[[Path, Sequence[Column], Rows], None] = {".parquet": _write_parquet, ".json": _write_json}[file.suffix]
        writer(file, columns, rows)
    return file


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[Any]], *, raw: bool = False, line_end: str = "\n") -> None:
    """Write rows as CSV, as `export` describes it."""
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows([_cell(value, raw) for value in row] for row in rows)


def _cell(value: Any, raw: bool) -> str:
    """A value as CSV text. Only text is guarded: a number such as -1 and a date stay what they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = ";".join(value)
    if not isinstance(value, str):
        return str(value)
    text = " ".join(value.splitlines())
    return f"'{text}" if text.startswith(_FORMULA) and not raw else text


def _write_parquet(file: Path, columns: Sequence[Column], rows: Rows) -> None:
    import pyarrow.parquet  # noqa: PLC0415 - 0.3 s that `vnplans --help` need not pay

    pyarrow.parquet.write_table(arrow_table(columns, rows), file)


def _write_json(file: Path, columns: Sequence[Column], rows: Rows) -> None:
    """One object a line, so that `diff` shows which row changed."""
    names = [column.name for column in columns]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows)
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
