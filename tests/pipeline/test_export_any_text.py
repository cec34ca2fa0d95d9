"""Whatever the texts are, every form gives them back. The rows are made up; the writers and readers are the real ones."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.columns import columns_of
from pipeline.export import xlsx
from pipeline.export.csv_file import read_rows, write_table
from pipeline.export.forms import ExportTable, Notes
from pipeline.export.run import _write_duckdb, _write_json
from pipeline.export.typed import typed_table
from schemas import TABLES

TASKS = TABLES["tasks"]

SIGNS = st.sampled_from("=+-@'\"\\,;\t\r\n \u00a0\u200f\u202e\u2028\x01\x0b\x1b\x7f\ufeffÐđế😀_x<&") | st.characters(
    codec="utf-8", exclude_characters="\0\ufffe\uffff"
)
LITERAL = ["NA", "null", "=1", "_x000D_", "\\e", "2023-06-01", "0012"]
# XlsxWriter escapes `_x0000_` in a text, but not a second one that shares its underscore with the first.
SHARED = re.compile(r"_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")
TEXTS = (st.text(alphabet=SIGNS, max_size=20) | st.sampled_from(LITERAL)).filter(lambda text: not SHARED.search(text))
DATES = st.none() | st.sampled_from(["2023", "2023-06", "2023-06-01", "1899-01-01", "2023-02-30", "1946-11-09"])


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        row: list[Any] = []
        for column in columns_of(TASKS.row):
            if column.name in TASKS.key:
                row.append(f"t{number}")
            elif column.form:
                row.append(draw(DATES))
            elif column.kind == "integer":
                row.append(draw(st.none() | st.integers(0, 10**6) if column.nullable else st.integers(0, 10**6)))
            elif column.kind == "texts":
                row.append(tuple(draw(st.lists(TEXTS, max_size=3))))
            else:
                row.append(draw(st.none() | TEXTS if column.nullable else TEXTS))
        made.append(tuple(row))
    return made


def tupled(row: Any) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows())
def test_every_form_gives_every_text_back(made: list[tuple[Any, ...]]) -> None:
    table = ExportTable(TASKS, made)
    names = list(TASKS.columns)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for raw in (False, True):
            write_table(folder / "tasks.csv", table, raw)
            assert read_rows(folder / "tasks.csv", "tasks", raw=raw) == made
        _write_json(folder / "tasks.json", table)
        assert [tupled(row.values()) for row in json.loads((folder / "tasks.json").read_text(encoding="utf-8"))] == made
        pyarrow.parquet.write_table(typed_table(table), folder / "tasks.parquet")
        assert [tupled(row.values()) for row in pyarrow.parquet.read_table(folder / "tasks.parquet").select(names).to_pylist()] == made
        assert [tupled(row) for row in pl.read_parquet(folder / "tasks.parquet").select(names).rows()] == made
        _write_duckdb(folder / "tasks.duckdb", [table])
        with duckdb.connect(folder / "tasks.duckdb", read_only=True) as db:
            columns = ", ".join(f'"{name}"' for name in names)
            assert [tupled(row) for row in db.sql(f"SELECT {columns} FROM tasks ORDER BY task_id").fetchall()] == made
        assert from_a_workbook(folder / "tasks.xlsx", table) == [blank(row) for row in made]


def from_a_workbook(file: Path, table: ExportTable) -> list[tuple[Any, ...]]:
    """Rows of the sheet, dates as ISO text, lists left out (they are joined as in CSV)."""
    xlsx.write_xlsx(file, [table], [], Notes())
    sheet = openpyxl.load_workbook(file)["tasks"]
    found = []
    for row in sheet.iter_rows(min_row=2, max_row=len(table.rows) + 1, max_col=len(table.columns)):
        values = []
        for column, cell in zip(table.columns, row, strict=True):
            value = openpyxl.utils.escape.unescape(cell.value) if isinstance(cell.value, str) else cell.value
            if column.form and cell.is_date and not isinstance(value, str | None):
                value = value.date().isoformat()
            values.append(None if column.kind == "texts" or value == "" else value)
        found.append(tuple(values))
    return found if table.rows else []


def blank(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as a workbook holds it: an empty text is an empty cell."""
    return tuple(None if value == "" or isinstance(value, tuple) else value for value in row)


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    table = ExportTable(TABLES["task_citations"], [(f"t{k}", f"c{k}") for k in range(7)])
    xlsx.write_xlsx(tmp_path / "a.xlsx", [table], [], Notes())
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["task_citations", "task_citations (2)", "task_citations (3)", "codebook"]
    found = [row for name in book.sheetnames[:3] for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert found == table.rows
