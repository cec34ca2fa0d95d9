"""Finding files and reading many of them."""

import os
import random
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from pipeline import workers
from pipeline.batch import extract_all, find_files
from pipeline.errors import Interrupted, MissingPath, StoreUnreadable, WorkerFailed
from pipeline.loaders import Limits, Options
from pipeline.store import Change, Store
from schemas import TABLES
from schemas.tables import Failure

HERE = Path(__file__).parent
FAKE = "fake_reading:read_files"
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parents[1])])}


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


def test_an_empty_name_is_no_folder() -> None:
    with pytest.raises(MissingPath):
        find_files([""])


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
    assert (failure.stage, failure.code) == ("load", "missing")


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="/proc/kmsg cannot be read here")
def test_a_link_to_a_file_of_the_system_does_not_hold_up_the_next_run() -> None:
    """Its size is 0 and it never ends: a run that sums what it knows already, to see what has changed, would wait for ever."""
    script = (
        "from pathlib import Path; from pipeline.plan import _stated, _summed; p = Path('/proc/kmsg'); print(_summed(p, _stated(p)).size)"
    )
    done = subprocess.run([sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "0\n"


# Reading them into the store. The workers import a reading of the tests' own (fake_reading) in place of the real one.


@pytest.fixture(autouse=True)
def _fake(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real" not in request.keywords:
        monkeypatch.syspath_prepend(str(HERE))
        monkeypatch.setattr(workers, "TARGET", FAKE)


def contents(store: Store) -> list[object]:
    return [store.rows(table) for table in TABLES]


def names(paths: Iterable[str]) -> list[str]:
    return [Path(path).name for path in paths]


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text)
    return [folder / name for name in texts]


def age(*files: Path) -> None:
    """Make files old enough for their time stamp to be believed."""
    for file in files:
        os.utime(file, ns=(file.stat().st_mtime_ns - 10**10,) * 2)


def test_everything_is_read_and_failures_do_not_stop_it(tmp_path: Path) -> None:
    files = write(tmp_path, a="x", b="load", c="extract", d="store", e="y")
    seen: list[str] = []
    with Store(tmp_path / "store") as store:
        summary = extract_all(files, store, jobs=1, progress=seen.append)
        assert names(summary.done) == ["a", "e"]
        told = [(failure.stage, failure.code) for failure in summary.failed]
        assert told == [("load", "pdf_damaged"), ("extract", "extract_fault"), ("store", "store_key")]
        assert "ZeroDivisionError" in summary.failed[1].reason and "c1" in summary.failed[2].reason
        assert names(seen) == list("abcde")
        assert store.failures() == list(summary.failed)
        assert store.counts()["documents"] == 2 and store.counts()["instruments"] == 1


def test_what_has_not_changed_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write(tmp_path, a="a", b="b")
    age(*files)
    with Store(tmp_path / "store") as store:
        extract_all(files, store, jobs=1)
        before = contents(store)
        again = extract_all(files, store, jobs=1)
        assert (names(again.unchanged), again.done) == (["a", "b"], ()) and contents(store) == before

        os.utime(files[0])
        assert names(extract_all(files, store, jobs=1).unchanged) == ["a", "b"], "touched, with the same bytes"

        files[0].write_text("khác")
        summary = extract_all(files, store, jobs=1)
        assert (names(summary.done), names(summary.unchanged)) == (["a"], ["b"])

        files[0].write_text("khat")  # of the same length, at once
        assert names(extract_all(files, store, jobs=1).done) == ["a"]
        assert names(extract_all(files, store, jobs=1, force=True).done) == ["a", "b"]

        monkeypatch.setattr("pipeline.plan.reader", lambda: "another")
        monkeypatch.setattr("pipeline.batch.reader", lambda: "another")
        assert len(extract_all(files, store, jobs=1).done) == 2
        assert len(extract_all(files, store, jobs=1).unchanged) == 2


def test_a_failed_file_is_tried_again_when_something_has_changed(tmp_path: Path) -> None:
    files = write(tmp_path, a="load", b="b")
    age(*files)
    with Store(tmp_path / "store") as store:
        extract_all(files, store, jobs=1)
        again = extract_all(files, store, jobs=1)
        assert (again.failed[0].attempts, again.known) == (1, 1), "told of again, not read again"
        assert extract_all(files, store, jobs=1, options=Options(passwords=("x",))).failed[0].attempts == 2
        limits = Limits(pages=5)
        summary = extract_all(files, store, jobs=1, options=Options(limits))
        assert summary.failed[0].attempts == 3 and names(summary.unchanged) == ["b"], "limits are nothing to a record"
        files[0].write_text("x")
        assert not extract_all(files, store, jobs=1).failed and not store.failures()


def test_a_file_that_cannot_be_opened_is_tried_by_every_run(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    with Store(tmp_path / "store") as store:
        for attempts in (1, 2):
            assert extract_all([tmp_path / "a"], store, jobs=1).failed[0].attempts == attempts


def test_files_that_are_gone_are_told_of_and_removed_when_asked(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", a="a", b="b", c="load")
    with Store(tmp_path / "store") as store:
        extract_all(files, store, jobs=1)
        for file in files[1:]:
            file.unlink()
        summary = extract_all(files[:1], store, jobs=1, folders=[tmp_path / "raw"])
        assert names(summary.vanished) == ["b", "c"]
        assert store.counts()["documents"] == 2 and not store.failures(), "a record is kept, a stale failure is not"
        assert names(extract_all(files[:1], store, jobs=1, folders=[tmp_path / "raw"], prune=True).vanished) == ["b"]
        assert store.counts()["documents"] == 1
        assert extract_all(files[:1], store, jobs=1, folders=[tmp_path / "raw"]).vanished == ()
        assert extract_all([], store, jobs=1, folders=[tmp_path / "elsewhere"]).vanished == ()


def test_a_file_that_moves_keeps_its_records(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", a="x", b="y", c="x")
    with Store(tmp_path / "store") as store:
        extract_all(files, store, jobs=1)
        before = {row[0] for row in store.rows("documents")}
        files[1].rename(tmp_path / "raw/moved")
        files[2].unlink()
        files[0].rename(tmp_path / "raw/also")
        summary = extract_all(find_files([tmp_path / "raw"]), store, jobs=1, folders=[tmp_path / "raw"], prune=True)
        assert [names(pair) for pair in summary.moved] == [["b", "moved"]]
        assert names(summary.done) == ["also"], "two paths held it: whose rows stand is settled by reading"
        assert {row[0] for row in store.rows("documents")} == before
        paths = {Path(str(row[TABLES["documents"].columns.index("source_path")])).name for row in store.rows("documents")}
        assert paths == {"also", "moved"} == {Path(str(row[1])).name for row in store.rows("sources")}
        assert len(extract_all(find_files([tmp_path / "raw"]), store, jobs=1).unchanged) == 2


def test_a_file_is_the_same_however_its_path_is_spelt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a="cũ")
    monkeypatch.chdir(tmp_path)
    with Store(tmp_path / "store") as store:
        extract_all([Path("a")], store, jobs=1)
        (tmp_path / "a").write_text("mới")
        extract_all([tmp_path / "a"], store, jobs=1)
        assert [row[1] for row in store.rows("sources")] == ["a"]
        assert store.record("a").text == "mới"


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    # Such names cannot be made on every file system, but archives bring them along.
    files = [Path(os.fsdecode(b"raw/k" + letter + b" hoach.txt")) for letter in (b"\xea", b"\xeb")]
    with Store(tmp_path) as store:
        failures = extract_all(files, store, jobs=1).failed
    assert [failure.path for failure in failures] == ["raw/k\ufffd hoach.txt", "raw/k\ufffd hoach.txt (1)"]


def test_decomposed_names_are_kept_as_they_are(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "kế hoạch.txt")
    touch(tmp_path, name)
    with Store(tmp_path / "store") as store:
        extract_all(find_files([tmp_path / name]), store, jobs=1)
        assert Path(str(store.rows("sources")[0][1])).exists()
        assert store.record("kế hoạch").text == name


# Several processes


POISON = {"03": "die", "07": "extract", "12": "hang", "17": "eat"}
CODES = {"03": "killed", "07": "extract_fault", "12": "slow", "17": "memory"}


def test_what_ends_its_process_takes_only_itself_with_it(tmp_path: Path) -> None:
    texts = {f"{i:02}": POISON.get(f"{i:02}", f"d{i}") for i in range(30)}
    files = write(tmp_path / "raw", **texts)
    limits = Limits(wall_seconds=4, cpu_seconds=30, memory=1 << 30)
    processes: set[str] = set()
    with Store(tmp_path / "store") as store:
        summary = extract_all(files, store, jobs=2, options=Options(limits))
        processes = set(store.frame("documents")["loader"])
        assert len(store.paths()) == 30
    assert names(summary.done) == [name for name in texts if name not in POISON]
    assert {Path(failure.path).name: failure.code for failure in summary.failed} == CODES
    assert len(processes) > 1 and str(os.getpid()) not in processes


def test_a_member_that_ends_the_process_leaves_the_others_of_its_archive(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", a="archive\nx\ndie\ny\nload\nz", b="b")
    with Store(tmp_path / "store") as store:
        summary = extract_all(files, store, jobs=1)
        assert names(summary.done) == ["0", "2", "4", "b"]
        assert {Path(failure.path).name: failure.code for failure in summary.failed} == {"1": "killed", "3": "pdf_damaged"}
        files[0].write_text("archive\nx\ny")
        extract_all(files, store, jobs=1)
        assert names(sorted(store.paths())) == ["0", "1", "b"], "members that are gone are dropped with what they held"
        assert not store.failures()


def test_an_archive_full_of_poison_is_given_up(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", a="archive\n" + "die\n" * 14, b="b")
    with Store(tmp_path / "store") as store:
        summary = extract_all(files, store, jobs=2)
    assert names(summary.done) == ["b"]
    assert [failure.code for failure in summary.failed] == ["killed"] * (workers.MAX_DEATHS + 1) + ["given_up"]


SCRIPT = """
import sys
from pathlib import Path
from pipeline import workers
from pipeline.batch import extract_all, find_files
from pipeline.store import Store

workers.TARGET = "fake_reading:read_files"
with Store(sys.argv[2]) as store:  # at the top level: the workers do not import this script
    extract_all(find_files([sys.argv[1]]), store, jobs=2)
"""


def start(tmp_path: Path) -> "subprocess.Popen[str]":
    (tmp_path / "script.py").write_text(SCRIPT)
    command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path / "raw"), str(tmp_path / "store")]
    env = ENVIRONMENT | {"FAKE_READING_LOG": str(tmp_path / "log")}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)


def reading(tmp_path: Path, count: int) -> list[int]:
    """Process ids of the workers, when `count` files have been begun."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        lines = (tmp_path / "log").read_text().splitlines() if (tmp_path / "log").exists() else []
        if len(lines) >= count:
            return [int(line.split()[0]) for line in lines]
        time.sleep(0.02)
    raise AssertionError("no worker has begun")


def is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_no_process_outlives_one_that_is_killed(tmp_path: Path) -> None:
    write(tmp_path / "raw", a="hang", b="hang")
    with start(tmp_path) as parent:
        pids = reading(tmp_path, 2)
        parent.kill()
    until = time.monotonic() + 20
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, pids))


def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(tmp_path: Path) -> None:
    write(tmp_path / "raw", **{f"{i:02}": f"d{i}" for i in range(5)}, z="hang")
    with start(tmp_path) as parent:
        reading(tmp_path, 6)
        time.sleep(0.3)
        parent.send_signal(signal.SIGINT)
        _, told = parent.communicate(timeout=30)
    assert "Interrupted" in told and "Documents stored: 5; files left: 1" in told
    with Store(tmp_path / "store") as store:
        assert store.counts()["documents"] == 5


def test_ctrl_c_while_the_store_is_written_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write(tmp_path, a="a", b="load", c="c")
    with Store(tmp_path / "store") as store:
        apply, calls = store.apply, iter([KeyboardInterrupt])

        def interrupted(changes: Sequence[Change]) -> list[Failure]:
            for error in calls:
                raise error
            return apply(changes)

        monkeypatch.setattr(store, "apply", interrupted)
        with pytest.raises(Interrupted, match="Documents stored: 2; files left: 0"):
            extract_all(files, store, jobs=1)
        assert store.counts()["documents"] == 2 and len(store.failures()) == 1


ROUNDS = 4


@pytest.mark.real
def test_a_run_that_is_killed_at_any_moment_goes_on_from_there(tmp_path: Path) -> None:
    texts = {f"{i:03}.txt": f"KẾ HOẠCH {i}\nThực hiện Chỉ thị số {i}/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ" for i in range(120)}
    write(tmp_path / "raw", **texts)
    moments = random.Random(4)
    with Store(tmp_path / "whole") as store:
        extract_all(find_files([tmp_path / "raw"]), store, jobs=2)
        expected = contents(store)
    for _ in range(ROUNDS):
        (tmp_path / "script.py").write_text(SCRIPT.replace(f'workers.TARGET = "{FAKE}"', ""))
        command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path / "raw"), str(tmp_path / "store")]
        with subprocess.Popen(command, env=ENVIRONMENT) as parent:
            time.sleep(moments.uniform(0.5, 4))
            parent.kill()
    with Store(tmp_path / "store") as store:
        extract_all(find_files([tmp_path / "raw"]), store, jobs=2)
        assert contents(store) == expected


LIMITED = """
import resource, sys
from pipeline.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))  # what a full disk is to the program
main(["extract", sys.argv[1], "--store", sys.argv[2], "--lang", "en", "--jobs", "1"])
"""


@pytest.mark.real
def test_a_full_disk_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    plan = (Path(__file__).parents[2] / "data/raw/ben-tre-kh-2145.txt").read_text()
    write(tmp_path / "raw", **{f"{i:02}.txt": f"{plan}\nSố {i}" for i in range(60)})
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "raw"), str(tmp_path / "store")]
    stopped = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=120, check=False)
    assert stopped.returncode == 2 and "Traceback" not in stopped.stderr
    assert "free space" in stopped.stderr or "disk" in stopped.stderr
    with Store(tmp_path / "store") as store:
        before = store.counts()["documents"]
        summary = extract_all(find_files([tmp_path / "raw"]), store, jobs=1)
        assert before + len(summary.done) == store.counts()["documents"] == 60


def test_a_worker_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "TARGET", "pipeline.nowhere:read_files")
    with Store(tmp_path / "store") as store, pytest.raises(WorkerFailed, match="nowhere"):
        extract_all(write(tmp_path, a="a"), store, jobs=1)


def test_a_store_where_nothing_can_be_made_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(StoreUnreadable, match="tệp"):
        Store(tmp_path / "tệp")
