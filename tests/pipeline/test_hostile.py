"""A folder full of hostile files: every one ends in a failure with a reason or in a reading, in bounded time and memory."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.store import Store
from tests.pipeline.hostile_files import MADE, PLAN, make_all

HERE = Path(__file__).parent
CUTS = int(os.environ.get("VNPLANS_CUTS", "12"))
"""Places where each format is cut; with VNPLANS_CUTS=10000, every tenth byte."""

RUN = """
import json, resource, sys
from pipeline import workers
from pipeline.cli import main
workers.TARGET = "watched_reading:read_files"
try:
    main(["extract", *sys.argv[1:]])
except SystemExit as ended:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    status = open("/proc/self/status").read()  # ru_maxrss of this process would be that of the one that started it
    own = int(status.split("VmHWM:")[1].split()[0]) >> 10
    print(json.dumps({"code": ended.code, "children_mb": usage.ru_maxrss >> 10, "own_mb": own}))
"""


def without_network() -> list[str]:
    """What starts a program where there is no network at all, native code and LibreOffice included; nothing where that is not allowed."""
    command = ["unshare", "--map-root-user", "--net"]
    allowed = shutil.which(command[0]) and not subprocess.run([*command, "true"], capture_output=True, check=False).returncode
    return command if allowed else []


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("hostile")
    expected = make_all(folder / "raw", CUTS)
    for k in range(6):
        (folder / "raw" / f"kế hoạch {k}.txt").write_text(PLAN + str(k))
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parents[1])]),
        "WATCHED_READING_LOG": str(folder / "log"),
        "TMPDIR": str(folder / "tmp"),
    }
    (folder / "tmp").mkdir()
    limits = ["--timeout", "60", "--max-memory", "1024", "--jobs", "2", "--lang", "en"]
    command = [*without_network(), sys.executable, "-c", RUN, str(folder / "raw"), "--store", str(folder / "store"), *limits]
    start = time.monotonic()
    result = subprocess.run(command, capture_output=True, text=True, env=env, timeout=900, check=False)
    assert result.returncode == 0 and "Traceback" not in result.stderr, result.stderr[-2000:]
    with Store(folder / "store", read_only=True) as store:
        codes = {Path(failure.path).name: failure.code for failure in store.failures()}
        read = {Path(path).name for path in store.paths()} - set(codes)
    told = json.loads(result.stdout.splitlines()[-1])
    log = (folder / "log").read_text() if (folder / "log").exists() else ""
    left = sorted(path.name for path in (folder / "tmp").iterdir())
    return {"told": told, "codes": codes, "read": read, "log": log, "left": left, "expected": expected,
            "seconds": time.monotonic() - start, "folder": folder}  # fmt: skip


def test_every_file_is_accounted_for(ran: dict) -> None:
    names = {path.name for path in (ran["folder"] / "raw").iterdir() if path.is_file() or (path.is_symlink() and not path.exists())}
    known = ran["read"] | set(ran["codes"])
    members = {name for name in names if name.endswith(".zip")}
    assert names - known <= members, "only archives are known by their members"
    assert ran["told"]["code"] == 3


def test_failures_have_the_reason_that_fits(ran: dict) -> None:
    codes = ran["codes"]
    for name, code in ran["expected"].items():
        assert codes.get(name.rpartition("/")[2]) == code, name
    assert set(codes.values()) & {"fault", "extract_fault"} == set(), {k: v for k, v in codes.items() if v in ("fault", "extract_fault")}
    assert codes["không đâu.txt"] == "missing"


def test_what_can_be_read_is_read(ran: dict) -> None:
    wanted = {name for name, (_, code) in MADE.items() if not code and not name.endswith((".zip", ".pdf", "pdf.txt"))}
    assert wanted - ran["read"] - {"ngoặc.txt", "số.txt", "nửa ký tự.rtf"} == set()
    assert {f"kế hoạch {k}.txt" for k in range(6)} <= ran["read"]
    assert "vnplans-escaped.txt" in ran["read"], "a name in an archive is only a name"
    assert not Path("/tmp/vnplans-escaped.txt").exists()


def test_time_and_memory_are_bounded(ran: dict) -> None:
    assert ran["told"]["own_mb"] < 500
    assert ran["told"]["children_mb"] < 1100
    assert ran["seconds"] < 600


def test_nothing_is_fetched_and_nothing_is_written_elsewhere(ran: dict) -> None:
    assert ran["log"] == ""
    assert ran["left"] == []
