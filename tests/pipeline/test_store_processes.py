"""The store among real processes: one at work, one killed, several reading."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import StoreLocked
from pipeline.store import Store

TASKS = 300

# Puts plan after plan, tells when each is done, and stops in the middle of the sixth: its tasks are in, its evidence is not.
WRITER = f"""
import sys, time
from pipeline.store import Store, writing
from schemas import DocumentRecord
from schemas.tables import Document, TaskRow

def record(i):
    own = f"d{{i:03}}"
    tasks = [TaskRow(task_id=f"{{own}}.t{{k}}", document_id=own, start=k, end=k + 1, text="x" * 200, kind="do") for k in range({TASKS})]
    stated = dict(source_path=f"{{i}}.txt", source_format="txt", source_kind="official", n_chars=1, sha256="0", loader="txt")
    return DocumentRecord(document=Document(document_id=own, **stated), text=f"text {{i}}", tasks=tuple(tasks))

insert = writing.insert_columns
def slow(db, table, columns, values):
    insert(db, table, columns, values)
    if table == "per_document.tasks_rows" and values[0][0] == "d005":
        print("inside", flush=True)
        time.sleep(60)
writing.insert_columns = slow

with Store(sys.argv[1]) as store:
    print("open", flush=True)
    for i in range(int(sys.argv[2])):
        store.put(record(i), f"{{i}}.txt")
        print(i, flush=True)
    if len(sys.argv) > 3:
        time.sleep(60)
"""

READER = "import sys; from pipeline.store import Store; s = Store(sys.argv[1], read_only=True); print('open', flush=True); sys.stdin.read()"


def start(script: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, args)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_for(process: subprocess.Popen[str], line: str) -> list[str]:
    """Lines up to the one that is waited for."""
    assert process.stdout is not None
    seen: list[str] = []
    for found in process.stdout:
        if found.strip() == line:
            return seen
        seen.append(found.strip())
    raise AssertionError(f"ended without {line!r}: {seen}")


def test_a_kill_leaves_whole_documents_only(tmp_path: Path) -> None:
    with start(WRITER, tmp_path, 9) as writer:
        done = wait_for(writer, "inside")
        writer.kill()
    assert done == ["open", "0", "1", "2", "3", "4"]
    with Store(tmp_path) as store:
        documents = store.frame("documents")["document_id"].tolist()
        assert documents == ["d000", "d001", "d002", "d003", "d004"]
        assert store.frame("tasks").groupby("document_id").size().to_dict() == dict.fromkeys(documents, TASKS)
        assert [store.text(document) for document in documents] == [f"text {i}" for i in range(5)]
        assert store.paths() == [f"{i}.txt" for i in range(5)]


def test_a_store_in_use_says_so(tmp_path: Path) -> None:
    with start(WRITER, tmp_path, 1, "stay") as writer:
        wait_for(writer, "0")
        for read_only in (True, False):
            with pytest.raises(StoreLocked, match="Another process"):
                Store(tmp_path, read_only=read_only)
        writer.kill()


def test_several_may_read(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with start(READER, tmp_path) as reader:
        wait_for(reader, "open")
        with Store(tmp_path, read_only=True) as store:
            assert store.counts()["documents"] == 0
        with pytest.raises(StoreLocked):
            Store(tmp_path)
        reader.communicate("")
