"""Exports read back by the programs that people use."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest

from pipeline.export import Format, export
from pipeline.store import Store
from schemas import TABLES, DocumentRecord

MakeRecord = Callable[..., DocumentRecord]


@pytest.fixture
def store(tmp_path: Path, make_record: MakeRecord) -> Store:
    opened = Store(tmp_path / "store")
    opened.put(make_record(), "raw/a.txt")
    opened.put(make_record("hai", path="raw/b, “c”.txt"), "raw/b, “c”.txt")
    opened.rebuild_instruments()
    return opened


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("form", Format)
def test_every_table_is_written_even_if_empty(tmp_path: Path, store: Store, form: Format) -> None:
    files = export(store, tmp_path / "out", [form])
    assert [file.name for file in files] == [f"{table}.{form}" for table in TABLES]
    assert sorted((tmp_path / "out").iterdir()) == sorted(files)


def test_csv_is_one_line_a_row_with_a_bom(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path)
    for name, table in TABLES.items():
        file = tmp_path / f"{name}.csv"
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") == len(store.rows(name)) + 1
        assert list(csv.reader([content.decode("utf-8-sig").splitlines()[0]])) == [list(table.columns)]
    documents = rows(tmp_path / "documents.csv")
    assert [row["source_path"] for row in documents] == ["raw/a.txt", "raw/b, “c”.txt"]
    assert (documents[0]["warnings"], documents[0]["number"], documents[0]["n_chars"]) == ("một;hai; ba", "", "8")
    assert {row["known"] for row in rows(tmp_path / "agencies.csv")} == {"true"}


def test_csv_text_is_no_formula(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path / "safe")
    export(store, tmp_path / "raw", raw=True)
    safe, raw = (rows(tmp_path / kind / "tasks.csv")[0] for kind in ("safe", "raw"))
    assert safe["text"] == "'= Sở Tư pháp chủ trì - rà soát"
    assert raw["text"] == "= Sở Tư pháp chủ trì - rà soát"
    assert (safe["deadline_date"], safe["start"]) == ("2025-06", "0")


@pytest.mark.parametrize("start", "=+-@\t")
def test_every_sign_that_begins_a_formula_is_guarded(tmp_path: Path, make_record: MakeRecord, start: str) -> None:
    record = make_record()
    odd = record.tasks[0].model_copy(update={"text": f"{start}SUM(1)"})
    with Store(tmp_path / "store") as store:
        store.put(record.model_copy(update={"tasks": (odd,)}), "a.txt")
        export(store, tmp_path)
    assert rows(tmp_path / "tasks.csv")[0]["text"] == f"'{start}SUM(1)"


def test_parquet_has_types_and_descriptions(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path, ["parquet"])
    for name, table in TABLES.items():
        read = pyarrow.parquet.read_table(tmp_path / f"{name}.parquet")
        for column, field in table.row.model_fields.items():
            assert read.schema.field(column).metadata[b"description"].decode() == field.description
        assert [tuple(row.values()) for row in read.to_pylist()] == store.rows(name)
    types = {field.name: str(field.type) for field in pyarrow.parquet.read_schema(tmp_path / "citations.parquet")}
    assert (types["text"], types["page"]) == ("string", "int64")
    assert types["flags"].startswith("list<") and types["flags"].endswith("string>")
    assert pd.read_parquet(tmp_path / "agencies.parquet")["known"].dtype == bool


def test_json_is_an_array_of_objects(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path, ["json"])
    for name, table in TABLES.items():
        text = (tmp_path / f"{name}.json").read_text(encoding="utf-8")
        read = json.loads(text)
        assert [tuple(row.values()) for row in read] == store.rows(name)
        assert all(tuple(row) == table.columns for row in read)
    assert "Sở Tư pháp" in (tmp_path / "tasks.json").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "failures.json").read_text()) == []


def test_an_export_that_fails_leaves_the_earlier_one(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    export(store, tmp_path / "out")
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    store.fail("raw/a.txt", "load", "mất")

    good = Store.rows

    def broken(self: Store, table: str) -> list[tuple[object, ...]]:
        if table == "evidence":
            raise OSError("no space left")
        return good(self, table)

    monkeypatch.setattr(Store, "rows", broken)
    with pytest.raises(OSError, match="space"):
        export(store, tmp_path / "out")
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


def test_a_format_that_is_none(tmp_path: Path, store: Store) -> None:
    with pytest.raises(ValueError, match="xls"):
        export(store, tmp_path, ["xls"])
    assert list(tmp_path.iterdir()) == [tmp_path / "store"]
