"""The store: what is put is what is read, whatever the order, the copies and the accidents."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import (
    AmbiguousDocument,
    SchemaMismatch,
    StoreKeyError,
    StoreLocked,
    StoreMissing,
    StoreUnreadable,
    UnknownDocument,
)
from pipeline.store import FILE_NAME, Fail, Store, database
from pipeline.store.database import connect
from pipeline.store.parcel import parcel_of
from schemas import SCHEMA_VERSION, TABLES, DocumentRecord

MakeRecord = Callable[..., DocumentRecord]
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "processed") as opened:
        yield opened


def contents(store: Store) -> Rows:
    return {table: store.rows(table) for table in TABLES}


def put_all(store: Store, *records: DocumentRecord) -> None:
    for record in records:
        store.put(record, record.document.source_path)
    store.rebuild_instruments()


# What is put is what is read


def test_a_record_comes_back_as_it_was_put(store: Store, make_record: MakeRecord, with_part: DocumentRecord) -> None:
    put_all(store, make_record(), with_part)
    assert store.record(make_record().document.document_id) == make_record()
    assert store.record("qd.txt") == with_part
    assert store.record(with_part.parts[0].document.document_id) == with_part.parts[0]
    assert store.text("qd.txt") == "Quyết định"


def test_the_file_has_the_tables_of_the_contract(store: Store, make_record: MakeRecord) -> None:
    put_all(store, make_record())
    store.close()
    with duckdb.connect(store.file, read_only=True) as db:
        for name, table in TABLES.items():
            cursor = db.execute(f"SELECT * FROM {name}")
            assert tuple(column[0] for column in cursor.description or ()) == table.columns
        assert db.execute("SELECT text FROM texts").fetchall() == [("Kế hoạch",)]
        assert dict(db.execute("SELECT * FROM meta").fetchall())["schema_version"] == SCHEMA_VERSION
        kinds = dict(db.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'citations'").fetchall())
    assert (kinds["text"], kinds["start"], kinds["flags"]) == ("VARCHAR", "BIGINT", "VARCHAR[]")


def test_frames_hold_all_tables_in_text_order(store: Store, make_record: MakeRecord, with_part: DocumentRecord) -> None:
    put_all(store, with_part, make_record(path="raw/a.txt"))
    frames = store.frames()
    assert list(frames) == list(TABLES)
    assert frames["documents"]["source_path"].tolist() == ["raw/a.txt", "raw/qd.txt", "raw/qd.txt"]
    assert frames["documents"]["parent_document_id"].tolist() == [None, None, with_part.document.document_id]
    citations = frames["citations"].merge(frames["documents"][["document_id", "source_path"]], on="document_id")
    decision_and_plan = [["raw/qd.txt", 0], ["raw/qd.txt", 4]] * 2
    assert citations[["source_path", "start"]].values.tolist() == [["raw/a.txt", 0], ["raw/a.txt", 4], *decision_and_plan]
    assert frames["citations"]["flags"].tolist()[:2] == [("malformed_number",), ()]


def test_rows_of_a_table_that_is_none(store: Store) -> None:
    with pytest.raises(KeyError, match="nope"):
        store.frame("nope")


# Replacing, copies, order


def test_putting_twice_changes_nothing(store: Store, make_record: MakeRecord, with_part: DocumentRecord) -> None:
    put_all(store, make_record(), with_part)
    before = contents(store)
    put_all(store, make_record(), with_part)
    assert contents(store) == before


def test_the_order_of_putting_makes_no_difference(tmp_path: Path, make_record: MakeRecord) -> None:
    records = [
        make_record("một", path="raw/a.txt", agency="Ban chỉ đạo 389 tỉnh"),
        make_record("hai", path="raw/b.txt", agency="Ban Chỉ đạo 389 tỉnh"),
        make_record("một", path="raw/c.txt", agency="Ban chỉ đạo 389 tỉnh", province="Đà Nẵng"),
    ]
    found = []
    for i, order in enumerate(permutations(records)):
        with Store(tmp_path / str(i)) as store:
            put_all(store, *order)
            found.append(contents(store))
    assert all(rows == found[0] for rows in found)
    assert len(found[0]["documents"]) == 2


def test_new_content_replaces_the_old_of_the_same_path(store: Store, make_record: MakeRecord) -> None:
    store.put(make_record("cũ", path="raw/a.txt"), "raw/a.txt")
    put_all(store, make_record("mới", path="raw/a.txt"))
    assert store.record("a.txt").text == "mới"
    assert store.counts() | {"failures": 0} == {name: len(rows) for name, rows in contents(store).items()}
    assert {name: count for name, count in store.counts().items() if name in ("documents", "sources", "evidence", "task_citations")} == {
        "documents": 1, "sources": 1, "evidence": 1, "task_citations": 1,
    }  # fmt: skip
    with pytest.raises(UnknownDocument):
        store.text(make_record("cũ").document.document_id)


def test_a_copy_adds_a_source_and_outlives_the_first(store: Store, make_record: MakeRecord) -> None:
    first, copy = make_record(path="raw/a.txt"), make_record(path="raw/b.docx")
    put_all(store, first, copy)
    assert [(row[1]) for row in store.rows("sources")] == ["raw/a.txt", "raw/b.docx"]
    assert store.counts()["documents"] == 1 and store.counts()["citations"] == 2
    assert store.holds("raw/b.docx", copy.document.sha256)

    store.put(make_record("khác", path="raw/a.txt"), "raw/a.txt")
    heir = store.record("b.docx")
    assert heir.document.source_path == "raw/b.docx"
    assert [source.path for source in heir.sources] == ["raw/b.docx"]
    # The rows were those of a.txt; b.docx may have pages that a.txt has not, and is read again.
    assert not store.holds("raw/b.docx", copy.document.sha256)


def test_parts_go_with_the_decision(store: Store, make_record: MakeRecord, with_part: DocumentRecord) -> None:
    store.put(with_part, "raw/qd.txt")
    store.put(make_record("một văn bản", path="raw/qd.txt"), "raw/qd.txt")
    assert [row[1] for row in store.rows("documents")] == [None]
    assert store.counts()["evidence"] == 1


def test_a_plan_attached_to_a_decision_and_alone(tmp_path: Path, make_record: MakeRecord, with_part: DocumentRecord) -> None:
    plan = with_part.parts[0]
    alone = make_record(plan.text, path="raw/kh.txt")
    found = []
    for i, order in enumerate(permutations((with_part, alone, make_record("khác")))):
        with Store(tmp_path / str(i)) as store:
            put_all(store, *order)
            found.append(contents(store))
            assert store.record("kh.txt").text == plan.text
            store.fail("raw/kh.txt", "load", "mất")
            store.put(alone, "raw/kh.txt")
            store.fail("raw/qd.txt", "load", "mất")
            assert store.record("kh.txt").document.parent_document_id is None
    assert all(rows == found[0] for rows in found)
    assert [row[2] for row in found[0]["documents"]] == ["raw/a.txt", "raw/kh.txt", "raw/qd.txt"]


def test_two_rows_with_one_key_change_nothing(store: Store, make_record: MakeRecord) -> None:
    put_all(store, make_record("trước"))
    before = contents(store)
    good = make_record("sau")
    with pytest.raises(StoreKeyError, match=r"c1"):
        store.put(good.model_copy(update={"citations": good.citations[:1] * 2}), "raw/a.txt")
    assert contents(store) == before


# Instruments and agencies of the corpus


def test_instruments_count_the_whole_corpus(store: Store, make_record: MakeRecord) -> None:
    put_all(store, make_record("một"), make_record("hai", path="raw/b.txt"))
    frame = store.frame("instruments")
    assert frame[["n_mentions", "n_documents"]].values.tolist() == [[2, 2]]
    put_all(store, make_record("ba", path="raw/b.txt").model_copy(update={"citations": (), "task_citations": ()}))
    assert store.frame("instruments")[["n_mentions", "n_documents"]].values.tolist() == [[1, 1]]


def test_an_interrupted_run_is_made_good_on_opening(tmp_path: Path, make_record: MakeRecord) -> None:
    with Store(tmp_path) as store:
        store.put(make_record(), "raw/a.txt")
        assert store.frame("instruments").empty
    with Store(tmp_path, read_only=True) as store:
        assert len(store.frame("instruments")) == 1


def test_agencies_are_those_in_use_by_the_name_most_documents_give(store: Store, make_record: MakeRecord) -> None:
    names = ("Ban chỉ đạo 389", "BAN CHỈ ĐẠO 389", "Ban chỉ đạo 389")
    put_all(store, *(make_record(str(i), path=f"raw/{i}.txt", agency=name) for i, name in enumerate(names)))
    assert store.frame("agencies")["name"].tolist() == ["Ban chỉ đạo 389"]
    for i in range(3):
        store.fail(f"raw/{i}.txt", "load", "mất")
    assert store.frame("agencies").empty


def test_successors_ship_with_the_store(store: Store) -> None:
    store.rebuild_instruments()
    assert "so-khoa-hoc-va-cong-nghe" in store.frame("agency_successors")["successor_id"].tolist()


# Failures


def test_a_failure_drops_the_rows_and_counts_its_attempts(store: Store, make_record: MakeRecord) -> None:
    store.put(make_record(), "raw/a.txt")
    store.fail("raw/a.txt", "load", "tệp rỗng")
    failure = store.fail("raw/a.txt", "extract", "ValueError: x")
    assert store.failures() == [failure]
    assert (failure.stage, failure.reason, failure.attempts) == ("extract", "ValueError: x", 2)
    assert store.counts()["documents"] == store.counts()["sources"] == store.counts()["evidence"] == 0
    assert store.paths() == ["raw/a.txt"]

    store.put(make_record(), "raw/a.txt")
    assert store.failures() == []
    assert store.fail("raw/a.txt", "load", "lại hỏng").attempts == 1


# Which document is meant


def test_a_document_is_found_by_id_prefix_path_name_and_stem(store: Store, make_record: MakeRecord) -> None:
    record = make_record(path="raw/kế hoạch 12.docx")
    put_all(store, record, make_record("khác", path="raw/b.txt"))
    own = record.document.document_id
    spelt = unicodedata.normalize("NFD", "kế hoạch 12")
    ways = (own, own[:6], "raw/kế hoạch 12.docx", "./raw/kế hoạch 12.docx", "kế hoạch 12.docx", "kế hoạch 12", spelt)
    assert [store.record(way).document.document_id for way in ways] == [own] * len(ways)
    assert store.record(str(Path("raw/kế hoạch 12.docx").absolute())).document.document_id == own


def test_an_ambiguous_name_lists_the_candidates(store: Store, make_record: MakeRecord) -> None:
    put_all(store, make_record("một", path="x/kh.md"), make_record("hai", path="y/kh.md"))
    with pytest.raises(AmbiguousDocument) as caught:
        store.record("kh.md")
    assert "x/kh.md" in str(caught.value) and "y/kh.md" in str(caught.value)
    assert store.record("y/kh.md").text == "hai"


def test_an_unknown_name_lists_names_like_it(store: Store, make_record: MakeRecord) -> None:
    put_all(store, make_record("một", path="raw/lam-dong-kh-1527.md"), make_record("hai", path="raw/ca-mau.md"))
    with pytest.raises(UnknownDocument) as caught:
        store.record("lam-dong-kh-1572.md")
    assert "raw/lam-dong-kh-1527.md" in str(caught.value) and "ca-mau" not in str(caught.value)
    assert "lam-dong" in caught.value.tell("vi") and caught.value.tell("vi") != caught.value.tell("en")
    with pytest.raises(UnknownDocument):
        store.record("d")  # too short to be meant as the start of an id


# Files that are no store, and others at it


def test_a_store_to_read_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="vnplans extract"):
        Store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_store_of_another_schema_says_what_to_do(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with duckdb.connect(tmp_path / FILE_NAME) as db:
        db.execute("UPDATE meta SET value = '0.9' WHERE key = 'schema_version'")
    with pytest.raises(SchemaMismatch, match=r"0\.9.*1\.1.*vnplans extract"):
        Store(tmp_path)


@pytest.mark.parametrize("content", [b"hello" * 1000, b""])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(StoreUnreadable, match="vnplans extract"):
        Store(tmp_path)


def test_a_store_whose_making_was_cut_short(tmp_path: Path) -> None:
    duckdb.connect(tmp_path / FILE_NAME).close()
    with pytest.raises(StoreMissing):
        Store(tmp_path, read_only=True)
    with Store(tmp_path) as store:
        assert store.counts()["documents"] == 0


def test_a_database_of_another_program(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / FILE_NAME) as db:
        db.execute("CREATE TABLE theirs (x INTEGER)")
    with pytest.raises(StoreUnreadable):
        Store(tmp_path)


def test_one_process_cannot_read_what_it_writes(tmp_path: Path) -> None:
    with Store(tmp_path), pytest.raises(StoreLocked):
        Store(tmp_path, read_only=True)


def test_many_records_are_read_as_one_is(store: Store, make_record: MakeRecord, with_part: DocumentRecord) -> None:
    put_all(store, make_record("một"), with_part, make_record("hai", path="raw/c.txt"))
    ids = [row[0] for row in store.rows("documents")][::-1]
    records = store.records(ids)
    assert records == [store.record(one) for one in ids]
    assert sorted(len(record.parts) for record in records) == [0, 0, 0, 1]
    with pytest.raises(KeyError):
        store.records(["none"])


# Memory


def test_a_document_that_is_too_large_for_the_memory_of_a_writing_store_is_written_with_more(store: Store, make_record: MakeRecord) -> None:
    store._db.execute("SET memory_limit = '2MB'")
    text = "Kế hoạch triển khai " * 200_000
    store.put(make_record(text), "raw/a.txt")
    store.rebuild_instruments()
    assert store.text("a.txt") == text and store.counts()["instruments"] == 1


def test_a_checkpoint_that_lacks_memory_stops_nothing(tmp_path: Path, make_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    # It leaves the database unusable until it is opened again; what was committed before it must not be done twice.
    monkeypatch.setattr("pipeline.store.store.ROOM", 8)
    monkeypatch.setitem(database._WRITING, "checkpoint_threshold", "2MB")
    opened: list[int] = []

    def counted(folder: Path, read_only: bool, room: int) -> duckdb.DuckDBPyConnection:
        opened.append(room)
        return connect(folder, read_only, room)

    monkeypatch.setattr("pipeline.store.store.connect", counted)
    words = random.Random(1).choices(["tỉnh", "Kế hoạch", "triển khai", "Sở Tài chính", "chủ trì", "2025"], k=60_000)
    with Store(tmp_path) as store:
        for i in range(24):
            changes = [Fail(f"{i}.pdf", "load", "pdf_damaged"), parcel_of(make_record(f"{i} {' '.join(words[i:])}"), f"{i}.txt")]
            assert [failure.attempts for failure in store.apply(changes)] == [1]
        store.rebuild_instruments()
        assert store.counts()["documents"] == 24 and len(store.texts()) == 24
        assert {failure.attempts for failure in store.failures()} == {1}
    assert len(opened) > 1 and opened == sorted(opened)
    monkeypatch.undo()
    with Store(tmp_path, read_only=True) as store:
        assert store.text("3.txt").endswith(words[-1])


def parts(folder: Path) -> int:
    """Number of parts that the table of texts has in the file."""
    with Store(folder, read_only=True) as store:
        found = store._db.execute("SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('texts')").fetchall()
    return int(found[0][0])


def test_many_small_runs_do_not_blow_up_the_file(tmp_path: Path, make_record: MakeRecord) -> None:
    for i in range(10):  # each would leave 4 MB
        with Store(tmp_path) as store:
            put_all(store, make_record(f"văn bản {i}", path=f"{i}.txt"))
    assert parts(tmp_path) == 1
    assert (tmp_path / FILE_NAME).stat().st_size < 20_000_000


def test_a_run_that_writes_much_puts_nothing_together(tmp_path: Path, make_record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database._WRITING, "checkpoint_threshold", "1MB")
    with Store(tmp_path) as store:
        for i in range(8):
            store.put(make_record(f"{i} " + "Kế hoạch triển khai " * 40_000), f"{i}.txt")
        store.rebuild_instruments()
    assert parts(tmp_path) > 4
    with Store(tmp_path) as store:
        put_all(store, make_record("văn bản", path="9.txt"))
    assert parts(tmp_path) == 1
