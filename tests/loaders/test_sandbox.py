"""The worker: hostile files end in failures, in bounded time and memory, and the next file is read."""

import io
import time
import zlib
from pathlib import Path

import pytest

from pipeline.loaders import Limits, LoadError, Options, OutOfLimits, Sandbox
from pipeline.processes import Worker
from schemas import SourceText
from tests.loaders.conftest import Write
from tests.loaders.test_archive import zipped
from tests.loaders.word_files import docx_of, p

TIGHT = Options(limits=Limits(cpu_seconds=3, wall_seconds=20, memory=1 << 30))


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(TIGHT) as made:
        yield made


def pdf_of(stream: bytes, pages: str = "3 0 R", count: int = 1, filters: str = "/FlateDecode") -> bytes:
    """A PDF of one page with a content stream, or with page entries of one's own."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{pages}]/Count {count}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        f"<</Length {len(stream)}/Filter[{filters}]>>stream\n".encode() + stream + b"\nendstream",
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, data in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj".encode() + data + b"endobj\n")
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(f"{at:010} 00000 n \n".encode() for at in offsets))
    out.write(f"trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def flate_bomb() -> bytes:
    packed = zlib.compress(b"q " * (700 << 20 >> 1), 9)
    return zlib.compress(packed, 9)


HOSTILE = {
    "flate-bomb.pdf": lambda: pdf_of(flate_bomb(), filters="/FlateDecode/FlateDecode"),
    "loop.pdf": lambda: pdf_of(zlib.compress(b""), pages="2 0 R 3 0 R", count=2),
    "many-pages.pdf": lambda: pdf_of(zlib.compress(b""), pages="3 0 R " * 10_000, count=10_000),
    "zip-bomb.docx": lambda: zipped({"[Content_Types].xml": b"x", "word/document.xml": bytes(600 << 20)}),
    "xxe.docx": lambda: zipped({"word/document.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
    "deep.docx": lambda: docx_of("<w:ins>" * 5_000 + "</w:ins>" * 5_000),
    "deep.rtf": lambda: b"{\\rtf1" + b"{" * 3_000_000,
    "empty.pdf": lambda: b"%PDF-1.7\n",
    "empty.docx": lambda: docx_of(""),
    "nul.txt": lambda: bytes(1000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_failures_and_the_next_file_is_read(sandbox: Sandbox, write: Write, name: str) -> None:
    start = time.monotonic()
    (found,) = sandbox.load_all(write(name, HOSTILE[name]()))
    assert isinstance(found, LoadError) and found.reason and found.path.endswith(name)
    (after,) = sandbox.load_all(write("b.docx", docx_of(p("Kế hoạch"))))
    assert isinstance(after, SourceText) and after.text == "Kế hoạch"
    assert time.monotonic() - start < 40


def test_one_worker_reads_many_files(sandbox: Sandbox, write: Write) -> None:
    path = write("a.txt", "Kế hoạch".encode())
    list(sandbox.load_all(path))
    worker = sandbox.process
    assert [type(found) for _ in range(3) for found in sandbox.load_all(path)] == [SourceText] * 3
    assert sandbox.process is worker


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)  # reading it waits for a writer that never comes
    with Sandbox(Options(limits=Limits(wall_seconds=3))) as sandbox:
        (found,) = sandbox.load_all(pipe)
    assert isinstance(found, OutOfLimits) and "longer than 3 seconds" in found.reason


def test_a_long_scan_may_take_its_time_for_each_page(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two seconds, three seconds for a document: read to the end, since each page is a sign of life."""
    with Sandbox(Options(limits=Limits(wall_seconds=3, cpu_seconds=3))) as sandbox:
        monkeypatch.syspath_prepend(str(Path(__file__).parent))
        sandbox.worker = Worker("slow_pages:read_slowly", sandbox.options)
        found = list(sandbox.load_all(write("a.txt", b"4")))
        assert [type(one) for one in found] == [SourceText]
        (late,) = sandbox.load_all(write("b.txt", b"hang"))
        assert isinstance(late, OutOfLimits) and late.code == "slow"


def test_errors_keep_their_kind_on_the_way(sandbox: Sandbox, write: Write) -> None:
    (found,) = sandbox.load_all(write("a.zip", zipped({"a.xlsx": zipped({"xl/a": b"x"})})))
    assert type(found).__name__ == "UnsupportedFormat"
    assert getattr(found, "format_name", "") == "Excel workbook (.xlsx)"
