"""A real cluster of two machines on this one: it and the processes of one machine give the same tables, whatever is killed.

`make test-ray` runs these; without the extra `[ray]` they are skipped.
"""

import io
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.batch import extract_all, find_files
from pipeline.options import Limits, Options
from pipeline.store import Store
from schemas import TABLES
from tests.loaders.word_files import docx_of, p

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="the extra [ray] is not installed")

ROOT = Path(__file__).parents[2]
FAKES = ROOT / "tests/pipeline"
RAW = ROOT / "data/raw"

# The command line, with a reading of the tests' own in place of the real one.
FAKED = "from pipeline import workers; workers.TARGET = 'fake_reading:read_files'; from pipeline.cli import main; main()"


@dataclass
class Machines:
    """A cluster; `log` has a line for each file that the fake reading opens, on whichever machine."""

    cluster: Any
    log: Path
    other: Any = None

    def add(self) -> None:
        self.other = self.cluster.add_node(num_cpus=1, object_store_memory=80 << 20)

    def kill_other(self) -> None:
        self.cluster.remove_node(self.other, allow_graceful=False)

    def opened(self) -> list[str]:
        return [line.split()[1] for line in self.log.read_text().splitlines()] if self.log.exists() else []


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What machines and batches of the tests have in their environment: this loopback, a token in memory, the fake reading."""
    log = tmp_path_factory.mktemp("log") / "log"
    own = {
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32),
        "RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": os.pathsep.join([str(FAKES), str(ROOT)]), "FAKE_READING_LOG": str(log),
    }  # fmt: skip
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    yield log
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="module")
def machines(environment: Path) -> Iterator[Machines]:
    cluster = import_module("ray.cluster_utils").Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 80 << 20, "include_dashboard": False}
    )
    found = Machines(cluster, environment)
    found.add()
    yield found
    cluster.shutdown()


def start(machines: Machines, raw: Path, store: Path, *more: str, real: bool = False) -> "subprocess.Popen[str]":
    program = ["-m", "vnplans"] if real else ["-c", FAKED]
    options = ["--store", str(store), "--engine", "ray", "--address", machines.cluster.address, "--lang", "en", *more]
    command = [sys.executable, *program, "extract", str(raw), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(batch: "subprocess.Popen[str]", code: int = 0) -> str:
    out, err = batch.communicate(timeout=240)
    assert batch.returncode == code, out + err
    return out + err


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def shared(store: Path, pattern: str) -> list[Path]:
    return list((store / "shards").rglob(pattern))


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text)
        os.utime(folder / name, ns=((folder / name).stat().st_mtime_ns - 10**10,) * 2)
    return folder


def contents(store: Path) -> dict[str, list[object]]:
    """All rows, without the time of a failure and (fake readings only) the process that read."""
    with Store(store, read_only=True) as opened:
        rows = {table: [list(row) for row in opened.rows(table)] for table in TABLES}
    for row in rows["documents"]:
        row[TABLES["documents"].columns.index("loader")] = ""
    for row in rows["failures"]:
        row[TABLES["failures"].columns.index("time")] = ""
    return rows  # type: ignore[return-value]


def test_cluster_and_pool_give_identical_tables(machines: Machines, tmp_path: Path) -> None:
    for file in sorted(RAW.rglob("*"))[:12]:
        if file.suffix in (".txt", ".md", ".html", ".docx"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    raw = write(tmp_path / "raw", {"hỏng.pdf": "%PDF-1", "trống.txt": ""})
    for file in tmp_path.glob("*.*"):
        file.rename(raw / file.name)
    encrypted = io.BytesIO()
    OOXMLFile(io.BytesIO(docx_of(p("Kế hoạch số 12/KH-UBND")))).encrypt("mật khẩu", encrypted)
    (raw / "khóa.docx").write_bytes(encrypted.getvalue())
    (tmp_path / "mật khẩu.txt").write_text("sai\nmật khẩu\n")
    options = ["--password-file", str(tmp_path / "mật khẩu.txt")]
    assert "failed: 2" in ended(start(machines, raw, tmp_path / "cluster", *options, real=True), code=3)
    with Store(tmp_path / "pool") as store:
        extract_all(find_files([raw]), store, jobs=1, options=Options(passwords=("sai", "mật khẩu")))
    found = contents(tmp_path / "cluster")
    assert found == contents(tmp_path / "pool")
    assert len(found["documents"]) >= 5 and found["tasks"] and len(found["failures"]) == 2
    assert shared(tmp_path / "cluster", "*") == []


def test_a_machine_killed_mid_run_loses_nothing(machines: Machines, tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", {f"f{number:03}": f"slow\n{number}" for number in range(100)})
    with start(machines, raw, tmp_path / "s") as batch:
        until(lambda: len(shared(tmp_path / "s", "*.claim")) >= 2)
        machines.kill_other()
        try:
            assert "Files read: 100; unchanged: 0; failed: 0." in ended(batch)
        finally:
            machines.add()
    names = machines.opened()
    assert {names.count(f"f{number:03}") for number in range(100)} > {1}  # some were lost and read again


def test_poison_is_isolated(machines: Machines, tmp_path: Path) -> None:
    poison = {"p1": "die", "p2": "hang", "p3": "eat", "p4": "die around"}
    raw = write(tmp_path / "raw", {f"f{number:03}": str(number) for number in range(60)} | poison)
    ended(start(machines, raw, tmp_path / "s", "--timeout", "3", "--max-memory", "1024"), code=3)
    with Store(tmp_path / "s", read_only=True) as store:
        assert {Path(one.path).name: one.code for one in store.failures()} == {"p1": "killed", "p2": "slow", "p3": "memory", "p4": "killed"}
        assert store.counts()["documents"] == 60
    assert machines.opened().count("p4") == 2


def test_a_batch_that_is_killed_goes_on_where_it_was(machines: Machines, tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", {f"g{number:03}": f"slow\n{number}" for number in range(64)})
    with start(machines, raw, tmp_path / "s") as batch:
        until(lambda: bool(shared(tmp_path / "s", "*.claim")))
        batch.send_signal(signal.SIGSTOP)  # so that it takes nothing of what is finished now
        until(lambda: len(shared(tmp_path / "s", "*.shard")) >= 2)
        batch.kill()
    shards = len(shared(tmp_path / "s", "*.shard"))
    time.sleep(2)  # tasks of a batch that is gone are ended
    before = machines.opened()
    ended(start(machines, raw, tmp_path / "s"))
    again = [name for name in machines.opened()[len(before) :] if name in before]
    assert len(set(before) - set(again)) >= shards
    with Store(tmp_path / "pool") as store:
        extract_all(find_files([raw]), store, jobs=1, options=Options(Limits()))
        assert store.counts()["documents"] == 64
    with Store(tmp_path / "s", read_only=True) as store:
        assert store.counts()["documents"] == 64
        assert store.failures() == []


def test_ctrl_c_keeps_what_was_read(machines: Machines, tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", {f"h{number:03}": f"slow\n{number}" for number in range(64)})
    with start(machines, raw, tmp_path / "s") as batch:
        until(lambda: bool(shared(tmp_path / "s", "*.claim")))
        batch.send_signal(signal.SIGINT)
        assert "Run the same command again" in ended(batch, code=130)
    assert shared(tmp_path / "s", "*.claim") == []


def test_an_address_that_is_no_cluster(environment: Path, tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", {"a": "1"})
    options = ["--store", str(tmp_path / "s"), "--engine", "ray", "--address", "127.0.0.1:1", "--lang", "en"]
    done = subprocess.run([sys.executable, "-c", FAKED, "extract", str(raw), *options], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "127.0.0.1:1" in done.stderr
