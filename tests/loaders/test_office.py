"""LibreOffice: many documents in one start, and nothing of it is left when a document or a worker is given up."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch import extract_all
from pipeline.loaders import Limits, LoadError, Options, Sandbox, office
from pipeline.loaders.doc.read import needs_office
from pipeline.store import Store
from tests.loaders.made import converted
from tests.loaders.word_files import NUMBERING, docx_of, p

SLEEPER = "#!/bin/sh\nsleep 600 &\necho $! >> {log}\nsleep 600\n"
COUNTER = '#!/bin/sh\necho start >> {log}\nexec {real} "$@"\n'


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for a program called soffice that is found before the real one."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    office.program.cache_clear()
    yield tmp_path / "bin/soffice"
    office.program.cache_clear()


def install(fake: Path, script: str) -> Path:
    log = fake.parent / "log"
    fake.write_text(script.format(log=log, real=shutil.which("soffice", path=os.environ["PATH"].split(os.pathsep, 1)[1])))
    fake.chmod(0o755)
    return log


def is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def gone(log: Path) -> bool:
    until = time.monotonic() + 10
    while any(map(is_alive, map(int, log.read_text().split()))) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(is_alive, map(int, log.read_text().split())))


def test_a_conversion_that_hangs_is_ended_with_its_children(fake: Path) -> None:
    log = install(fake, SLEEPER)
    with pytest.raises(LoadError, match="1 seconds"):
        office.to_docx(b"x", ".doc", 1)
    assert gone(log)


def test_what_a_worker_has_started_goes_with_it(fake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    log = install(fake, SLEEPER)
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(999))
    with Sandbox(Options(Limits(wall_seconds=3))) as sandbox:
        (found,) = sandbox.load_all(tmp_path / "a.doc")
    assert isinstance(found, LoadError) and found.code == "slow"
    assert gone(log)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_old_word_files_are_converted_in_one_start(fake: Path, tmp_path: Path) -> None:
    if office.program() is None:
        pytest.skip("LibreOffice is not installed")
    doc = [converted(docx_of(p(f"Kế hoạch số {k} của tỉnh", 1), numbering=NUMBERING), ".docx", "doc:MS Word 97") for k in range(2)]
    raw = tmp_path / "raw"
    raw.mkdir()
    # Copies that differ in the bytes behind the document, which readers pass over.
    for k in range(6):
        (raw / f"{k}.doc").write_bytes(doc[k % 2] if k < 2 else doc[k % 2] + bytes([k]))
    (raw / "hỏng.doc").write_bytes(doc[0][:3000])
    assert needs_office(doc[0])
    log = install(fake, COUNTER)
    with Store(tmp_path / "store") as store:
        summary = extract_all(sorted(raw.iterdir()), store, jobs=1)
        assert len(summary.done) == 6 and store.counts()["documents"] == 2
        assert {store.text(f"{k}.doc") for k in range(6)} == {f"I. Kế hoạch số {k} của tỉnh" for k in range(2)}
    assert log.read_text().count("start") <= 2, "one for all, one more for the damaged one"


def test_a_document_that_fails_among_others_is_tried_alone(fake: Path, tmp_path: Path) -> None:
    log = install(fake, "#!/bin/sh\necho start >> {log}\n")
    damaged = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    (tmp_path / "b.doc").write_bytes(damaged + b"other")
    office.announce([tmp_path / "b.doc"], needs_office)
    with pytest.raises(LoadError) as caught:
        office.to_docx(damaged + b"this", ".doc", 5)
    assert caught.value.code == "office_failed" and log.read_text().count("start") == 2
