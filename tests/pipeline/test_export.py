"""Exports read back by the programs that people use: what is read is what the store holds."""

import csv
import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet
import pytest
import yaml
from frictionless import Package, validate

from pipeline.columns import Column, columns_of
from pipeline.errors import FilesInTheWay, NothingSelected, UnknownProvince
from pipeline.export import Choice, Format, export, read_csv, read_rows
from pipeline.export.codec import UNGUARD
from pipeline.export.package import CITATION, DESCRIPTOR, SUMS
from pipeline.extract import extract_document
from pipeline.settings import Settings
from pipeline.store import Store
from schemas import SCHEMA_VERSION, TABLES, DocumentRecord

MakeRecord = Callable[..., DocumentRecord]

ABOUT = ["codebook.csv", "codebook.md", CITATION, DESCRIPTOR, SUMS]
HOSTILE = [
    "=1+1", "+84 24", "-", "- Sở Tư pháp", "@SUM(1)", "\tx", "\rx", "'=1", "''=1", "'một", '=HYPERLINK("http://x")', "a\nb\r\nc",
    "a\\nb", "a\\\nb", "a;b", "a\\", "\\e", "NA", "N/A", "null", "NaN", "true", "1", "00123", "1e5", "2023-06-01", " lề ",
    "\u202eRTL\u202c", "\x01\x1f", "a\u2028b", '"', '""', 'nói "rằng"', ",", "<script>alert(1)</script>", "http://x.vn",
    "internal:x", "😀", "Ð đ", "_x0041_", "x" * 40_000, "0", "{=1}",
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, make_record: MakeRecord) -> Store:
    opened = Store(tmp_path / "store")
    opened.put(make_record(), "raw/a.txt")
    opened.put(make_record("hai", path="raw/b, “c”.txt"), "raw/b, “c”.txt")
    opened.rebuild_instruments()
    return opened


@pytest.fixture
def hostile(tmp_path: Path, make_record: MakeRecord) -> Store:
    """A store in which every text that may be anything is hostile."""
    record = make_record()
    task, evidence = record.tasks[0], record.evidence[0]
    values = [{"task_id": f"t{k}", "text": text, "output": text, "flags": (text, "b")} for k, text in enumerate(HOSTILE)]
    tasks = [task.model_copy(update=one) for one in values]
    tasks.append(task.model_copy(update={"task_id": "t-empty", "text": "", "output": "", "flags": ("",)}))
    rows = [evidence.model_copy(update={"owner_id": text, "flags": ("", text)}) for text in HOSTILE]
    changed = {"tasks": (*tasks, task), "evidence": tuple(rows)}
    opened = Store(tmp_path / "hostile")
    opened.put(record.model_copy(update=changed), "raw/a.txt")
    opened.rebuild_instruments()
    return opened


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A few files of the corpus that ships."""
    opened = Store(tmp_path_factory.mktemp("sample"))
    for file in sorted((Path(__file__).parents[2] / "data" / "raw").iterdir())[:5]:
        opened.put(extract_document(file), f"data/raw/{file.name}")
    opened.rebuild_instruments()
    return opened


def held(store: Store, table: str) -> list[tuple[Any, ...]]:
    """Rows of the store with lists as tuples, as every reader below gives them."""
    return [tupled(row) for row in store.rows(table)]


def tupled(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


# What is written


@pytest.mark.parametrize("form", [Format.CSV, Format.PARQUET, Format.JSON])
def test_every_table_is_written_even_if_empty(tmp_path: Path, store: Store, form: Format) -> None:
    written = export(store, tmp_path / "out", [form])
    assert [file.name for file in written.files] == [f"{table}.{form}" for table in TABLES] + ABOUT
    assert sorted((tmp_path / "out").iterdir()) == sorted(written.files)


def test_the_same_tables_give_the_same_bytes(tmp_path: Path, store: Store) -> None:
    for name in ("one", "two"):
        export(store, tmp_path / name, ["csv", "parquet", "xlsx", "json"])
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_a_format_that_is_none(tmp_path: Path, store: Store) -> None:
    with pytest.raises(ValueError, match="xls"):
        export(store, tmp_path, ["xls"])
    assert list(tmp_path.iterdir()) == [tmp_path / "store"]


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


def test_files_of_others_are_not_replaced(tmp_path: Path, store: Store) -> None:
    (tmp_path / "tasks.csv").write_text("của tôi", encoding="utf-8")
    with pytest.raises(FilesInTheWay, match=r"tasks\.csv"):
        export(store, tmp_path)
    assert (tmp_path / "tasks.csv").read_text(encoding="utf-8") == "của tôi" and not (tmp_path / SUMS).exists()
    export(store, tmp_path, force=True)
    assert len(rows(tmp_path / "tasks.csv")) == 2


def test_own_files_are_replaced_until_somebody_changes_them(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path, ["csv", "json"])
    store.fail("raw/a.txt", "load", "mất")
    assert "tasks.json" in export(store, tmp_path).left
    assert len(rows(tmp_path / "tasks.csv")) == 1
    assert export(store, tmp_path, ["csv", "json"]).left == ()
    (tmp_path / "tasks.csv").write_text("đã mã hóa tay", encoding="utf-8")
    with pytest.raises(FilesInTheWay):
        export(store, tmp_path)


def test_checksums_are_those_of_the_files(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path / "out", list(Format)[:5])
    done = subprocess.run(["sha256sum", "--check", "--strict", SUMS], cwd=tmp_path / "out", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(list((tmp_path / "out").iterdir())) - 1


# CSV


def test_csv_is_one_line_a_row_with_a_bom(tmp_path: Path, hostile: Store) -> None:
    export(hostile, tmp_path)
    for name in TABLES:
        content = (tmp_path / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r") == len(hostile.rows(name)) + 1


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, hostile: Store) -> None:
    export(hostile, tmp_path)
    cells = [cell for name in TABLES for row in rows(tmp_path / f"{name}.csv") for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert "'=1+1" in cells and "''=1" in cells and "'một" in cells


@pytest.mark.parametrize("raw", [False, True])
def test_csv_reads_back_as_it_was(tmp_path: Path, hostile: Store, sample: Store, raw: bool) -> None:
    for number, store in enumerate((hostile, sample)):
        export(store, tmp_path / str(number), raw=raw)
        for name in TABLES:
            file = tmp_path / str(number) / f"{name}.csv"
            assert read_rows(file, name, raw=raw) == held(store, name), name
            pd.testing.assert_frame_equal(read_csv(file, raw=raw), store.frame(name))


def test_raw_leaves_the_text_as_it_is(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path / "safe")
    export(store, tmp_path / "raw", raw=True)
    safe, raw = (rows(tmp_path / kind / "tasks.csv")[0] for kind in ("safe", "raw"))
    assert safe["text"] == "'= Sở Tư pháp chủ trì\\n- rà soát"
    assert raw["text"] == "= Sở Tư pháp chủ trì\\n- rà soát"
    assert (safe["deadline_date"], safe["start"]) == ("2025-06", "0")


def test_a_table_of_other_columns_is_refused(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path)
    with pytest.raises(ValueError, match="tasks"):
        read_rows(tmp_path / "agencies.csv", "tasks")


def texts(table: str) -> list[str]:
    """Columns of text in which neither lists nor escapes are at stake."""
    return [column.name for column in columns_of(TABLES[table].row) if column.kind == "text"]


def plain(value: str | None) -> str | None:
    """A text as it stands in a cell, without the guard: line breaks escaped. Other tests undo this."""
    return None if value is None else (value.replace("\r", "\\r").replace("\n", "\\n") if "\\" not in value else None)


@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb", "readr"])
def test_other_programs_read_the_same_text(tmp_path: Path, hostile: Store, sample: Store, reader: str) -> None:
    """As docs/tutorials show it: only the empty cell is null, nothing is trimmed, one replacement takes the guard away."""
    for number, store in enumerate((hostile, sample)):
        export(store, tmp_path / str(number))
        for table in TABLES:
            read = READERS[reader](tmp_path / str(number) / f"{table}.csv")
            at = list(TABLES[table].columns)
            for column in texts(table):
                expected = [plain(row[at.index(column)]) for row in held(store, table)]
                pairs = [(a, b) for a, b in zip(read[column], expected, strict=True) if b is not None and b != ""]
                assert [a for a, _ in pairs] == [b for _, b in pairs], (table, column)
                nulls = [row[at.index(column)] is None for row in held(store, table)]
                assert all(read[column][k] is None for k, null in enumerate(nulls) if null), (table, column)


def by_pandas(file: Path) -> dict[str, list[Any]]:
    frame = pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[""])
    frame = frame.replace(UNGUARD, r"\1", regex=True).astype(object).where(frame.notna(), None)
    return {name: frame[name].tolist() for name in frame}


def by_polars(file: Path) -> dict[str, list[Any]]:
    frame = pl.read_csv(file, infer_schema=False).with_columns(pl.all().str.replace(UNGUARD, "${1}"))
    return frame.to_dict(as_series=False)


def by_duckdb(file: Path) -> dict[str, list[Any]]:
    with duckdb.connect() as db:
        options = "all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"', max_line_size = 10000000"
        found = db.execute(f"SELECT * FROM read_csv('{file}', {options})")
        names = [column[0] for column in found.description or ()]
        columns = ", ".join(f"regexp_replace(\"{name}\", '{UNGUARD.replace(chr(39), chr(39) * 2)}', '\\1') AS \"{name}\"" for name in names)
        values = db.execute(f"SELECT {columns} FROM read_csv('{file}', {options})").fetchall()
    return {name: [row[k] for row in values] for k, name in enumerate(names)}


def by_readr(file: Path) -> dict[str, list[Any]]:
    """What readr::read_csv(file, col_types = cols(.default = "c"), na = "", trim_ws = FALSE) does: RFC 4180, empty is NA, BOM skipped."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.reader(stream))
    pattern = re.compile(UNGUARD)
    return {name: [pattern.sub(r"\1", row[k]) or None for row in found[1:]] for k, name in enumerate(found[0])}


READERS: dict[str, Callable[[Path], dict[str, list[Any]]]] = {
    "pandas": by_pandas, "polars": by_polars, "duckdb": by_duckdb, "readr": by_readr,
}  # fmt: skip


# Parquet, JSON, DuckDB, XLSX


def calendar(column: Column, value: Any) -> Any:
    """A date or time of a typed form as the text of the contract; an unrecorded day is null there."""
    if value is None or isinstance(value, str):
        return value or None if column.form else value
    return value.isoformat() if column.form == "date" else value.isoformat().removesuffix("+00:00") + "+00:00" if column.form else value


def as_text(table: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(calendar(column, value) for column, value in zip(columns_of(TABLES[table].row), row, strict=True))


@pytest.mark.parametrize("reader", ["pyarrow", "polars"])
def test_parquet_reads_back_as_it_was(tmp_path: Path, hostile: Store, sample: Store, reader: str) -> None:
    for number, store in enumerate((hostile, sample)):
        export(store, tmp_path / str(number), ["parquet"])
        for name, table in TABLES.items():
            file = tmp_path / str(number) / f"{name}.parquet"
            read = pyarrow.parquet.read_table(file) if reader == "pyarrow" else pl.read_parquet(file).to_arrow()
            found = [tupled(row.values()) for row in read.select(list(table.columns)).to_pylist()]
            assert [as_text(name, row) for row in found] == [as_text(name, row) for row in held(store, name)], name


def test_parquet_has_types_and_descriptions(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path, ["parquet"])
    for name, table in TABLES.items():
        schema = pyarrow.parquet.read_schema(tmp_path / f"{name}.parquet")
        for column, field in table.row.model_fields.items():
            assert schema.field(column).metadata[b"description"].decode() == field.description
            assert schema.field(column).metadata[b"description_vi"].decode() != field.description
        assert all(schema.field(column).metadata[b"description"] for column in schema.names)
    types = {
        f"{name}.{field.name}": str(field.type) for name in TABLES for field in pyarrow.parquet.read_schema(tmp_path / f"{name}.parquet")
    }
    assert (types["citations.text"], types["citations.page"]) == ("string", "int64")
    assert types["citations.flags"].startswith("list<") and types["citations.flags"].endswith("string>")
    assert types["sources.mtime"] == "timestamp[us, tz=UTC]" and types["agencies.valid_from"] == "date32[day]"
    assert types["task_agencies.role"].startswith("dictionary<values=string")
    assert pd.read_parquet(tmp_path / "agencies.parquet")["known"].dtype == bool


def test_a_cut_date_has_its_first_and_last_day(tmp_path: Path, make_record: MakeRecord) -> None:
    record = make_record()
    dates = ["2025", "2024-02", "2025-06-30", "2023-02-30", None]
    changes = [{"task_id": f"t{k}", "deadline_date": date, "start": k} for k, date in enumerate(dates)]
    tasks = tuple(record.tasks[0].model_copy(update=change) for change in changes)
    with Store(tmp_path / "store") as store:
        store.put(record.model_copy(update={"tasks": tasks, "task_agencies": (), "task_citations": (), "evidence": ()}), "a.txt")
        export(store, tmp_path, ["parquet"])
    read = pyarrow.parquet.read_table(tmp_path / "tasks.parquet").to_pylist()
    days = [tuple(row[name] and row[name].isoformat() for name in ("deadline_date_first", "deadline_date_last")) for row in read]
    expected = [("2025-01-01", "2025-12-31"), ("2024-02-01", "2024-02-29"), ("2025-06-30", "2025-06-30"), (None, None), (None, None)]
    assert days == expected and [row["deadline_date"] for row in read] == dates


def test_json_is_an_array_of_objects(tmp_path: Path, hostile: Store) -> None:
    export(hostile, tmp_path, ["json"])
    for name, table in TABLES.items():
        read = json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))
        assert [tupled(row.values()) for row in read] == held(hostile, name)
        assert all(tuple(row) == table.columns for row in read)
    assert json.loads((tmp_path / "failures.json").read_text()) == []


def test_duckdb_is_a_file_of_plain_tables(tmp_path: Path, hostile: Store, sample: Store) -> None:
    for number, store in enumerate((hostile, sample)):
        (file,) = [file for file in export(store, tmp_path / str(number), ["duckdb"]).files if file.suffix == ".duckdb"]
        with duckdb.connect(file, read_only=True) as db:
            for name, table in TABLES.items():
                columns = ", ".join(f'"{column}"' for column in table.columns)
                found = [tupled(row) for row in db.sql(f"SELECT {columns} FROM {name}").fetchall()]
                assert [as_text(name, row) for row in found] == [as_text(name, row) for row in held(store, name)], name
            comments = db.sql("SELECT comment FROM duckdb_columns() WHERE database_name = current_database()").fetchall()
            assert comments and all(comment for (comment,) in comments)
            kinds = {kind for (kind,) in db.sql("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()}
            assert {"PRIMARY KEY", "FOREIGN KEY", "NOT NULL"} <= kinds
            assert db.sql("SELECT count(*) FROM tasks JOIN documents USING (document_id)").fetchall() == [(len(store.rows("tasks")),)]


def sheet_rows(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def in_a_sheet(column: Column, value: Any) -> Any:
    """A value as a workbook holds it."""
    if column.kind == "texts":
        return None  # joined as in CSV, which other tests read
    return value if value != "" else None


def test_xlsx_reads_back_as_it_was(tmp_path: Path, hostile: Store, sample: Store) -> None:
    for number, store in enumerate((hostile, sample)):
        written = export(store, tmp_path / str(number), ["xlsx"])
        book = openpyxl.load_workbook(written.files[0])
        assert book.sheetnames == [*TABLES, "codebook"]
        for name, table in TABLES.items():
            columns = columns_of(table.row)
            for found, row in zip(sheet_rows(book[name]), store.rows(name), strict=True):
                for column, cell, value in zip(columns, found, row, strict=False):
                    if column.kind == "texts":
                        continue
                    read = openpyxl.utils.escape.unescape(cell) if isinstance(cell, str) else cell
                    if column.form and cell is not None and not isinstance(cell, str):
                        read = cell.date().isoformat() if column.form != "date-time" else cell.isoformat() + "+00:00"
                    expected = value[:32_767] if isinstance(value, str) else value
                    assert (read or None) == (expected or None), (name, column.name)


def test_xlsx_has_no_formula_and_links_only_inside(tmp_path: Path, hostile: Store) -> None:
    book = openpyxl.load_workbook(export(hostile, tmp_path, ["xlsx"]).files[0])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d", "inlineStr"}
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert links and all(link.target is None and link.location.startswith("'documents'!A") for link in links)
    task = next(row for row in book["tasks"].iter_rows(min_row=2))
    place = next(cell.hyperlink.location for cell in task if cell.hyperlink)
    assert book["documents"][place.split("!")[1]].value == task[1].value
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref


def test_xlsx_says_what_it_cuts(tmp_path: Path, hostile: Store) -> None:
    written = export(hostile, tmp_path, ["xlsx"])
    where = [place for place, row in enumerate(hostile.rows("tasks"), 1) if len(row[6]) > 32_767]
    assert [(table, place) for table, place, column in written.cut if column == "text"] == [("tasks", where[0])]
    sheet = openpyxl.load_workbook(written.files[0])["tasks"]
    head = [cell.value for cell in sheet[1]]
    assert head[-1] == "xlsx_cut"
    assert sheet.cell(where[0] + 1, len(head)).value == "text; output; flags"


def test_dates_of_a_sheet_are_dates(tmp_path: Path, sample: Store) -> None:
    book = openpyxl.load_workbook(export(sample, tmp_path, ["xlsx"]).files[0])
    column = TABLES["documents"].columns.index("issue_date") + 1
    for line, row in enumerate(sample.rows("documents"), 2):
        cell = book["documents"].cell(line, column)
        assert cell.is_date == bool(row[column - 1] and len(row[column - 1]) == 10)


# The package


@pytest.mark.parametrize("raw", [False, True])
def test_frictionless_validates_the_package(tmp_path: Path, sample: Store, hostile: Store, raw: bool) -> None:
    for number, store in enumerate((sample, hostile)):
        folder = tmp_path / str(number)
        export(store, folder, list(Format)[:5], raw=raw)
        report = validate(str(folder / DESCRIPTOR), type="package")
        assert report.valid, report.flatten(["fieldName", "note"])
        package = Package(str(folder / DESCRIPTOR))
        assert {file.name for file in folder.iterdir()} - {DESCRIPTOR, SUMS, CITATION} == {one.path for one in package.resources}


def test_the_descriptor_says_keys_types_and_sizes(tmp_path: Path, sample: Store) -> None:
    export(sample, tmp_path, ["csv", "parquet"])
    package = json.loads((tmp_path / DESCRIPTOR).read_text(encoding="utf-8"))
    by_name = {one["name"]: one for one in package["resources"]}
    for name, table in TABLES.items():
        about = by_name[name]
        content = (tmp_path / about["path"]).read_bytes()
        assert about["bytes"] == len(content) and about["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert [field["name"] for field in about["schema"]["fields"]] == list(table.columns)
        assert [field["description"] for field in about["schema"]["fields"]] == [f.description for f in table.row.model_fields.values()]
    links = {(one["fields"][0], one["reference"]["resource"]) for one in by_name["tasks"]["schema"]["foreignKeys"]}
    assert links == {("document_id", "documents"), ("section_id", "sections")}
    assert by_name["tasks"]["schema"]["primaryKey"] == ["task_id"]
    assert package["$schema"].startswith("https://datapackage.org/profiles/2.0/")
    assert package["vnplans"]["schemaVersion"] == SCHEMA_VERSION and package["vnplans"]["selection"] == {}
    counted = [one for one in package["vnplans"]["openReferences"] if one["open"]]
    assert all(not any(one["column"] in key["fields"] for key in by_name[one["table"]]["schema"].get("foreignKeys", [])) for one in counted)


def test_the_citation_file_is_one(tmp_path: Path, store: Store) -> None:
    export(store, tmp_path)
    project = Path(__file__).parents[2] / CITATION
    for file, kind in ((tmp_path / CITATION, "dataset"), (project, "software")):
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert {"cff-version", "message", "title", "authors", "version"} <= set(found)
        assert (found["cff-version"], found["type"]) == ("1.2.0", kind) and found["authors"]


# What is chosen


def test_a_choice_keeps_only_what_belongs_to_it(tmp_path: Path, sample: Store) -> None:
    provinces = sample.provinces()
    export(sample, tmp_path, choice=Choice(provinces=(provinces[0].upper(),)))
    documents = read_csv(tmp_path / "documents.csv")
    assert set(documents["province"]) == {provinces[0]}
    ids = set(documents["document_id"])
    for name in ("tasks", "citations", "sections", "sources"):
        assert set(read_csv(tmp_path / f"{name}.csv")["document_id"]) <= ids
    citations = read_csv(tmp_path / "citations.csv")
    assert set(read_csv(tmp_path / "instruments.csv")["instrument_id"]) == set(citations["instrument_id"].dropna())
    owners = set(read_csv(tmp_path / "tasks.csv")["task_id"]) | set(citations["citation_id"]) | ids
    assert set(read_csv(tmp_path / "evidence.csv")["owner_id"]) <= owners
    assert json.loads((tmp_path / DESCRIPTOR).read_text(encoding="utf-8"))["vnplans"]["selection"] == {"provinces": [provinces[0].upper()]}
    assert validate(str(tmp_path / DESCRIPTOR), type="package").valid


@pytest.mark.parametrize(
    ("choice", "keeps"),
    [
        (Choice(kind="official"), lambda row: row["source_kind"] == "official"),
        (Choice(kind="news"), lambda row: row["source_kind"] == "news"),
        (Choice(doc_types=("KẾ HOẠCH",)), lambda row: row["doc_type"] == "Kế hoạch"),
        (Choice(until="2024"), lambda row: "2000" < (row["issue_date"] or row["published"] or "") < "2025"),
    ],
)
def test_choices(tmp_path: Path, sample: Store, choice: Choice, keeps: Callable[[dict[str, Any]], bool]) -> None:
    documents = sample.frame("documents").to_dict("records")
    expected = [row["document_id"] for row in documents if keeps(row)]
    try:
        export(sample, tmp_path, choice=choice)
    except NothingSelected:
        assert expected == []
    else:
        assert read_csv(tmp_path / "documents.csv")["document_id"].tolist() == expected != []


def test_everything_by_way_of_the_settings_is_the_same(tmp_path: Path, sample: Store) -> None:
    export(sample, tmp_path / "one", ["json"])
    export(sample, tmp_path / "two", ["json"], settings=Settings(aliases={"một cơ quan không có": "sở tư pháp"}))
    for name in ("documents", "tasks", "evidence", "sections"):
        assert (tmp_path / "one" / f"{name}.json").read_bytes() == (tmp_path / "two" / f"{name}.json").read_bytes()


def test_a_choice_of_nothing_is_an_error(tmp_path: Path, sample: Store) -> None:
    with pytest.raises(NothingSelected, match="Kế hoạch"):
        export(sample, tmp_path, choice=Choice(doc_types=("Thông tư",)))
    with pytest.raises(UnknownProvince):
        export(sample, tmp_path, choice=Choice(provinces=("Sài Gòn",)))
    assert list(tmp_path.iterdir()) == []
