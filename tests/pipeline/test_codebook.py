"""The codebook says all that the row models say, in two languages."""

import csv
import io

from extractors.data_files import rows
from pipeline.columns import columns_of
from pipeline.export.codebook import ORIGINS, UNITS, as_csv, as_markdown, codebook, meaning
from pipeline.export.forms import ExportTable
from schemas import TABLES

EMPTY = [ExportTable(table, ()) for table in TABLES.values()]


def test_every_column_has_its_facts_and_no_other_has() -> None:
    stated = [(row["table"], row["column"]) for row in rows("codebook.csv", "pipeline")]
    assert stated == [(name, column) for name, table in TABLES.items() for column in table.columns]
    assert {row["unit"] for row in rows("codebook.csv", "pipeline")} == set(UNITS)
    assert {row["origin"] for row in rows("codebook.csv", "pipeline")} == set(ORIGINS)


def test_every_description_has_its_vietnamese_and_no_other_has() -> None:
    described = {column.description for table in TABLES.values() for column in columns_of(table.row)}
    described |= {one.description for one in EMPTY}
    stated = [row["english"] for row in rows("codebook_vi.csv", "pipeline")]
    assert set(stated) == described and len(stated) == len(described)
    assert all(meaning(english) not in ("", english) for english in described)


def test_an_entry_for_each_column() -> None:
    entries = codebook(EMPTY)
    assert [(entry.table, entry.column) for entry in entries] == [(n, c) for n, table in TABLES.items() for c in table.columns]
    role = next(entry for entry in entries if (entry.table, entry.column) == ("task_agencies", "role"))
    assert (role.values, role.required, role.key) == ("lead; support", "yes", "primary")
    task = next(entry for entry in entries if (entry.table, entry.column) == ("task_agencies", "task_id"))
    assert task.key == "primary; → tasks.task_id"


def test_examples_are_values_of_the_tables() -> None:
    row = ("t1", "c1")
    entries = codebook([ExportTable(TABLES["task_citations"], [row])])
    assert [entry.example for entry in entries] == list(row)


def test_the_files_hold_every_entry_whatever_the_example() -> None:
    hostile = [ExportTable(TABLES["task_citations"], [("=1|<b>\n*x*", "`a`")])]
    entries = codebook(hostile)
    read = list(csv.DictReader(io.StringIO(as_csv(entries))))
    assert [one["column"] for one in read] == ["task_id", "citation_id"] and read[0]["example"] == "'=1|<b>\\n*x*"
    page = as_markdown(hostile, entries)
    assert "<b>" not in page and page.count("\n| `") == 2
    assert as_markdown(EMPTY, codebook(EMPTY)).count("\n| `") == sum(len(table.columns) for table in TABLES.values())
