"""CSV for spreadsheets, which programs read back unchanged (`read_csv`)."""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.columns import Column, columns_of, data_frame
from pipeline.export.codec import cell, text_of, texts_of, unguarded
from pipeline.export.forms import ExportTable
from schemas import TABLES

if TYPE_CHECKING:
    import pandas as pd


def write_csv(
    stream: TextIO,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    raw: bool = False,
    line_end: str = "\n",
    nullable: Sequence[bool] = (),
) -> None:
    """Write rows as CSV, one line for each; cells as in pipeline.export.codec, without the guard where `raw`."""
    may_be_null = nullable or [False] * len(header)
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows([cell(value, raw=raw, nullable=null) for value, null in zip(row, may_be_null, strict=True)] for row in rows)


def write_table(file: Path, table: ExportTable, raw: bool) -> None:
    """Write a table: UTF-8 with BOM, comma, CRLF."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        nullable = [column.nullable and column.kind == "text" for column in table.columns]
        write_csv(stream, [column.name for column in table.columns], table.rows, raw=raw, line_end="\r\n", nullable=nullable)


def read_rows(file: Path, table: str, *, raw: bool = False) -> list[tuple[Any, ...]]:
    """Rows of an exported table as the store has them; `raw`: it was exported with `--raw`, without the guard.

    Raises KeyError for a table that is none, ValueError for a file with other columns, OSError.
    """
    columns = columns_of(TABLES[table].row)
    with file.open(encoding="utf-8-sig", newline="") as stream, _long_fields():
        reader = csv.reader(stream)
        header = next(reader, [])
        if header != [column.name for column in columns]:
            raise ValueError(f"{file}: the columns are not those of {table}: {', '.join(header)}")
        return [tuple(_value(column, text, raw) for column, text in zip(columns, row, strict=True)) for row in reader]


def read_csv(file: str | Path, table: str | None = None, *, raw: bool = False) -> "pd.DataFrame":
    """An exported table as a DataFrame with the types of `Store.frame`: the guard before formulas taken away, line breaks and lists put
    back, null where there was null. `table` is the name of the file where it is not given; `raw` and errors as in `read_rows`.
    """
    path = Path(file)
    name = table or path.stem
    return data_frame(columns_of(TABLES[name].row), read_rows(path, name, raw=raw))


def _value(column: Column, text: str, raw: bool) -> Any:
    if column.kind == "integer":
        return int(text) if text else None
    if column.kind == "boolean":
        return text == "true" if text else None
    if not text and column.kind == "text":
        return None if column.nullable else ""
    plain = text if raw else unguarded(text)
    return texts_of(plain) if column.kind == "texts" else text_of(plain)


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let the reader take fields beyond 131,072 characters: a text may have any length."""
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)
