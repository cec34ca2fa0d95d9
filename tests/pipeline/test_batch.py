"""Finding files and reading many of them."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import workers
from pipeline.batch import extract_all, find_files
from pipeline.errors import MissingPath, StoreUnreadable
from pipeline.loaders import LoadError
from pipeline.store import Store
from schemas import TABLES, DocumentRecord

MakeRecord = Callable[..., DocumentRecord]


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")


def found(folder: Path, *sources: str) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in find_files([folder / source for source in sources])]


# Finding files


def test_folders_are_searched_at_any_depth_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.md", "a.txt", "Huế/kế hoạch số 12.docx", "Huế/2025/tháng 5.pdf")
    assert found(tmp_path, ".") == ["Huế/2025/tháng 5.pdf", "Huế/kế hoạch số 12.docx", "a.txt", "b.md"]


def test_leftovers_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, ".git/config", ".DS_Store", "~$ke-hoach.docx", "a.md~", "#a.md#", "a.md.swp", "b.tmp", "Thumbs.db", "desktop.ini")
    touch(tmp_path, "vnplans.duckdb", "vnplans.duckdb.wal", "__MACOSX/a.md", "a.md", "# ghi chú.md")
    assert found(tmp_path, ".") == ["# ghi chú.md", "a.md"]


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    touch(tmp_path, ".nháp.md")
    assert found(tmp_path, ".nháp.md") == [".nháp.md"]


def test_each_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "raw/a.md", "raw/b.md")
    monkeypatch.chdir(tmp_path)
    assert [file.name for file in find_files(["raw", tmp_path / "raw", "raw/a.md", "./raw/b.md"])] == ["a.md", "b.md"]


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match=r"nope\.md"):
        find_files([tmp_path / "nope.md"])


def test_links_are_followed_and_loops_are_not(tmp_path: Path) -> None:
    touch(tmp_path, "raw/a.md", "elsewhere/b.md")
    (tmp_path / "raw/loop").symlink_to(tmp_path / "raw")
    (tmp_path / "raw/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "raw")
    assert found(tmp_path, "raw") == ["raw/a.md", "raw/linked/b.md"]


def test_what_cannot_be_read_fails_aloud_and_what_would_never_end_is_left(tmp_path: Path) -> None:
    touch(tmp_path, "a.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(tmp_path / "pipe")
    assert found(tmp_path, ".") == ["a.md", "gone.md"]
    with Store(tmp_path / "store") as store:
        (failure,) = extract_all([tmp_path / "gone.md"], store, jobs=1).failed
    assert failure.stage == "load"


# Reading them into the store


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch, make_record: MakeRecord) -> list[str]:
    """Names of the files read; a record's text is the file's, and a file says how it fails."""
    names: list[str] = []

    def extract_document(path: Path) -> DocumentRecord:
        names.append(path.name)
        text = path.read_text(encoding="utf-8")
        if text == "load":
            raise LoadError("hỏng")
        if text == "extract":
            raise ZeroDivisionError("chia")
        record = make_record(text, path=str(path))
        return record.model_copy(update={"citations": record.citations * 2}) if text == "store" else record

    monkeypatch.setattr(workers, "extract_document", extract_document)
    return names


def contents(store: Store) -> list[object]:
    return [store.rows(table) for table in TABLES]


def test_everything_is_read_and_failures_do_not_stop_it(tmp_path: Path, readings: list[str]) -> None:
    for name, text in {"a": "x", "b": "load", "c": "extract", "d": "store", "e": "y"}.items():
        (tmp_path / name).write_text(text)
    seen: list[str] = []
    with Store(tmp_path / "store") as store:
        summary = extract_all([tmp_path / name for name in "abcde"], store, jobs=1, progress=seen.append)
        assert [Path(path).name for path in summary.done] == ["a", "e"]
        told = [(failure.stage, failure.reason) for failure in summary.failed]
        assert told[:2] == [("load", "hỏng"), ("extract", "ZeroDivisionError: chia")]
        assert summary.failed[2].stage == "store" and "c1" in summary.failed[2].reason
        assert [Path(path).name for path in seen] == list("abcde")
        assert store.failures() == list(summary.failed)
        assert store.counts()["documents"] == 2 and store.counts()["instruments"] == 1


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    files = [tmp_path / name for name in "ab"]
    for file in files:
        file.write_text(file.name)
    # The real records have the sum of the file's bytes, as these have here since their text is the file's.
    with Store(tmp_path / "store") as store:
        extract_all(files, store, jobs=1)
        before = contents(store)
        assert [Path(path).name for path in extract_all(files, store, jobs=1).unchanged] == ["a", "b"]
        assert readings == ["a", "b"] and contents(store) == before

        files[0].write_text("khác")
        summary = extract_all(files, store, jobs=1)
        assert (len(summary.done), len(summary.unchanged)) == (1, 1) and readings[2:] == ["a"]

        extract_all(files, store, jobs=1, force=True)
        assert readings[3:] == ["a", "b"]

        monkeypatch.setattr("pipeline.store.store.program", lambda: "another")
        monkeypatch.setattr("pipeline.store.writing.program", lambda: "another")
        assert len(extract_all(files, store, jobs=1).done) == 2


def test_a_failed_file_is_tried_again(tmp_path: Path, readings: list[str]) -> None:
    (tmp_path / "a").write_text("load")
    with Store(tmp_path / "store") as store:
        extract_all([tmp_path / "a"], store, jobs=1)
        assert extract_all([tmp_path / "a"], store, jobs=1).failed[0].attempts == 2


def test_a_file_is_the_same_however_its_path_is_spelt(tmp_path: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("cũ")
    monkeypatch.chdir(tmp_path)
    with Store(tmp_path / "store") as store:
        extract_all([Path("a")], store, jobs=1)
        (tmp_path / "a").write_text("mới")
        extract_all([tmp_path / "a"], store, jobs=1)
        assert [row[1] for row in store.rows("sources")] == ["a"]
        assert store.record("a").text == "mới"


def test_a_name_that_is_no_utf8(tmp_path: Path, readings: list[str]) -> None:
    file = Path(os.fsdecode(b"raw/k\xea hoach.txt"))  # such a name cannot be made on every file system, but archives bring it along
    with Store(tmp_path) as store:
        (failure,) = extract_all([file], store, jobs=1).failed
    assert failure.path == "raw/k\ufffd hoach.txt"


def test_decomposed_names_are_kept_as_they_are(tmp_path: Path, readings: list[str]) -> None:
    name = unicodedata.normalize("NFD", "kế hoạch.txt")
    touch(tmp_path, name)
    with Store(tmp_path / "store") as store:
        extract_all(find_files([tmp_path / name]), store, jobs=1)
        assert Path(str(store.rows("sources")[0][1])).exists()
        assert store.record("kế hoạch").text == name


# Several processes. The children import the script anew, and so have the reading that it puts in place of the real one.

ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])}

SCRIPT = """
import json, os, sys, time
from pathlib import Path
from pipeline import workers
from pipeline.batch import extract_all, find_files
from pipeline.store import Store
from schemas import DocumentRecord
from schemas.tables import Document

def extract_document(path):
    text = path.read_text()
    if text == "die":
        os._exit(9)
    if text == "fail":
        raise ValueError("odd")
    time.sleep(0.05 if text.endswith("0") else 0)
    stated = dict(document_id=text, source_path=str(path), source_format="txt", source_kind="official", n_chars=1, sha256=text)
    document = Document(loader=str(os.getpid()), **stated)
    return DocumentRecord(document=document, text=text)

workers.extract_document = extract_document

if __name__ == "__main__":
    done = []
    with Store(sys.argv[2]) as store:
        summary = extract_all(find_files([sys.argv[1]]), store, jobs=2, progress=lambda path: done.append(Path(path).name))
        stored = store.frame("documents")
    print(json.dumps({
        "done": [Path(path).name for path in summary.done],
        "failed": {Path(failure.path).name: failure.reason for failure in summary.failed},
        "progress": done, "processes": stored["loader"].nunique(), "own": str(os.getpid()) in set(stored["loader"]),
    }))
"""


def test_a_process_that_dies_takes_only_its_file_with_it(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    raw = tmp_path / "raw"
    raw.mkdir()
    names = [f"{i:02}" for i in range(14)]
    for name in names:
        (raw / name).write_text({"03": "die", "07": "fail", "12": "die"}.get(name, f"d{name}"))
    command = [sys.executable, str(tmp_path / "script.py"), str(raw), str(tmp_path / "store")]
    result = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["done"] == [name for name in names if name not in ("03", "07", "12")]
    assert set(told["failed"]) == {"03", "07", "12"}
    assert told["failed"]["07"] == "ValueError: odd"
    assert "killed or crashed" in told["failed"]["03"] and "killed or crashed" in told["failed"]["12"]
    assert told["progress"] == names
    assert told["processes"] > 1 and not told["own"]


def test_no_process_outlives_one_that_is_killed(tmp_path: Path) -> None:
    waiting = SCRIPT.replace("text = path.read_text()\n", 'print("reading", flush=True)\n    time.sleep(600)\n')
    (tmp_path / "script.py").write_text(waiting)
    touch(tmp_path / "raw", "a.txt", "b.txt")
    command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path / "raw"), str(tmp_path / "store")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT) as parent:
        assert parent.stdout is not None and parent.stdout.readline() == "reading\n"
        parent.kill()
        parent.communicate(timeout=30)  # ends when the last process that could write has gone


def test_a_store_where_nothing_can_be_made_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(StoreUnreadable, match="tệp"):
        Store(tmp_path / "tệp")
