"""Temporary folders: gone with their process, or with the next one where it was killed; never while it lives."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.scratch import Scratch

HERE = Path(__file__).parent

HOLDER = """
import sys
from pipeline.scratch import Scratch
scratch = Scratch()
(scratch.path / "file").write_text("x")
print(scratch.path, flush=True)
sys.stdin.read()
"""

BATCH = """
import sys
from pipeline import workers
from pipeline.batch import extract_all, find_files
from pipeline.store import Store

workers.TARGET = "fake_reading:read_files"
with Store(sys.argv[2]) as store:
    extract_all(find_files([sys.argv[1]]), store, jobs=2)
"""


def environment(folder: Path) -> dict[str, str]:
    (folder / "tmp").mkdir(exist_ok=True)
    paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
    return os.environ | {"TMPDIR": str(folder / "tmp"), "PYTHONPATH": paths, "FAKE_READING_LOG": str(folder / "log")}


def left(folder: Path) -> list[str]:
    """What lies in the folder for temporary files."""
    return sorted(path.name for path in (folder / "tmp").iterdir())


def holder(folder: Path) -> tuple["subprocess.Popen[str]", Path]:
    command = [sys.executable, "-c", HOLDER]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(folder))
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def batch(folder: Path, **texts: str) -> "subprocess.Popen[bytes]":
    (folder / "raw").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "raw" / name).write_text(text)
    return subprocess.Popen([sys.executable, "-c", BATCH, str(folder / "raw"), str(folder / "store")], env=environment(folder))


def workers_reading(folder: Path, count: int) -> list[int]:
    """Process ids of the workers, when `count` files have been begun."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        lines = (folder / "log").read_text().splitlines() if (folder / "log").exists() else []
        if len(lines) >= count:
            return [int(line.split()[0]) for line in lines]
        time.sleep(0.02)
    raise AssertionError("no worker has begun")


def test_it_goes_when_it_is_closed() -> None:
    with Scratch() as folder:
        (folder / "a").mkdir()
        (folder / "a" / "b").write_text("x")
    assert not folder.exists()


def test_it_goes_at_the_end_of_the_process(tmp_path: Path) -> None:
    process, folder = holder(tmp_path)
    assert folder.is_dir()
    process.communicate("")
    assert left(tmp_path) == []


def test_what_a_killed_process_left_goes_with_the_next(tmp_path: Path) -> None:
    killed, orphan = holder(tmp_path)
    killed.kill()
    killed.communicate()
    assert (orphan / "file").exists()
    process, folder = holder(tmp_path)
    assert left(tmp_path) == [folder.name]
    process.communicate("")


def test_one_that_is_in_use_stays_and_so_does_what_is_not_ours(tmp_path: Path) -> None:
    first, used = holder(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_text("x")
    (tmp_path / "tmp" / "vnplans-run-link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "tmp" / "vnplans-run-file").write_text("x")
    (tmp_path / "tmp" / "other").mkdir()
    second, folder = holder(tmp_path)
    assert (used / "file").exists() and (folder / "file").exists()
    for process in (first, second):
        process.communicate("")
    assert left(tmp_path) == ["other", "vnplans-run-file", "vnplans-run-link"] and (tmp_path / "elsewhere" / "file").exists()


def test_a_child_that_holds_the_lock_keeps_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import subprocess, sys; from pipeline.scratch import Scratch; s = Scratch(); print(s.path); sys.stdout.flush()\n"
    script += "p = subprocess.Popen(['sleep', '60'], pass_fds=[s.lock], stdout=subprocess.DEVNULL); print(p.pid, flush=True); p.wait()"
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment(tmp_path))
    assert parent.stdout is not None
    folder, child = parent.stdout.readline().strip(), int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    holder(tmp_path)[0].communicate("")
    assert left(tmp_path) == [Path(folder).name]
    os.kill(child, signal.SIGKILL)
    until = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    holder(tmp_path)[0].communicate("")
    assert left(tmp_path) == []


def test_a_batch_leaves_nothing_whatever_its_workers_do(tmp_path: Path) -> None:
    assert batch(tmp_path, a="a", b="die", c="extract", d="d").wait(120) == 0
    assert left(tmp_path) == []


def test_workers_clear_up_after_a_batch_that_is_killed(tmp_path: Path) -> None:
    with batch(tmp_path, a="hang", b="hang") as parent:
        workers_reading(tmp_path, 2)
        assert len(left(tmp_path)) == 2
        parent.kill()
    until = time.monotonic() + 20
    while left(tmp_path) and time.monotonic() < until:
        time.sleep(0.05)
    assert left(tmp_path) == []


def test_the_next_run_clears_up_where_all_processes_were_killed_at_once(tmp_path: Path) -> None:
    with batch(tmp_path, a="hang", b="hang") as parent:
        workers = workers_reading(tmp_path, 2)
        for pid in (*workers, parent.pid):
            os.kill(pid, signal.SIGSTOP)  # none may see the end of another
        for pid in (parent.pid, *workers):
            os.kill(pid, signal.SIGKILL)
    assert len(left(tmp_path)) == 2
    assert batch(tmp_path, a="a", b="b").wait(120) == 0
    assert left(tmp_path) == []
