"""Damaged files of every format: each gives a text or a reason, in bounded time and memory, without network, and writes nowhere.

VNPLANS_FUZZ=2000 makes so many files of each format instead of a few; VNPLANS_FUZZ_SEED makes others. What was once found stands, as a
small file, in `finds` beside this test; `make fuzz` looks for more with the coverage as its guide.
"""

import os
import shutil
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.loaders import Limits, LoadError, Options, Sandbox
from pipeline.processes import Worker
from schemas import SourceText
from tests.fuzz.mutate import MHTML, WORDML, mutations
from tests.loaders.test_archive import zipped
from tests.loaders.test_sandbox import pdf_of
from tests.loaders.word_files import docx_of, p

RAW = Path(__file__).parents[2] / "data" / "raw"
FINDS = sorted((Path(__file__).parent / "finds").iterdir())
COUNT = int(os.environ.get("VNPLANS_FUZZ", "24"))
SEED = int(os.environ.get("VNPLANS_FUZZ_SEED", "1"))
SECONDS, MEMORY = 20, 1 << 30
OPTIONS = Options(limits=Limits(cpu_seconds=SECONDS, wall_seconds=3 * SECONDS, memory=MEMORY), ocr=False)


@cache
def seeds(suffix: str) -> tuple[bytes, ...]:
    """Small whole files of a format."""
    made = {
        ".mht": [MHTML],
        ".xml": [WORDML],
        ".docx": [docx_of(p("Kế hoạch của tỉnh") * 3)],
        ".zip": [zipped({"a.txt": b"Ke hoach", "b.docx": docx_of(p("1. Giao")), "c.zip": zipped({"d.html": b"<p>Ke hoach</p>"})})],
        ".pdf": [pdf_of(b"BT /F 12 Tf (Ke hoach) Tj ET", filters="")],
        ".txt": [b"K\xd5 ho\xb9ch cu\xb6 t\xd8nh", "Kế hoạch".encode("utf-16"), "Kế hoạch của tỉnh".encode("cp1258", "replace")],
    }
    return (*made.get(suffix, []), *(path.read_bytes() for path in sorted(RAW.glob(f"*{suffix}"))))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sandbox, Path]]:
    """A sandbox whose workers note what they should not do, and do not find LibreOffice, which would take a second for each file."""
    folder = tmp_path_factory.mktemp("fuzz")
    with pytest.MonkeyPatch.context() as patch, Sandbox(OPTIONS) as sandbox:
        patch.syspath_prepend(str(Path(__file__).parents[1] / "pipeline"))
        patch.setenv("WATCHED_READING_LOG", str(folder / "log"))
        patch.setenv("PATH", str(folder))
        yield sandbox, folder


def loaded(sandbox: Sandbox, path: Path) -> list[SourceText | LoadError]:
    sandbox.worker = sandbox.worker or Worker("watched_reading:read_documents", sandbox.options)
    return list(sandbox.load_all(path))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".mht", ".docx", ".xml", ".rtf", ".doc", ".pdf", ".zip"])
def test_damaged_files_give_a_text_or_a_reason(watched: tuple[Sandbox, Path], suffix: str) -> None:
    sandbox, folder = watched
    begun, lost = time.monotonic(), []
    for k, data in enumerate(mutations(seeds(suffix), COUNT, SEED)):
        path = folder / f"{k}{suffix}"
        path.write_bytes(data)
        lost += [(path, error) for error in map(problem, loaded(sandbox, path)) if error]
    keep(lost)
    assert not lost
    assert time.monotonic() - begun < 10 + COUNT * 2
    assert not (folder / "log").exists(), (folder / "log").read_text()


def problem(found: SourceText | LoadError) -> str:
    """What is wrong with an outcome. Native code may end the worker (`crashed`, `memory`): that is a reason, and the next file is read."""
    if isinstance(found, LoadError):
        return f"{found.values}" if found.code in ("fault", "slow") else "" if found.tell("vi") and found.tell("en") else found.code
    text = found.text
    spans = [(line.start, line.end) for line in found.lines] + [(cell.start, cell.end) for cell in found.cells]
    spans += [(page.start, page.end) for page in found.pages] + [(mark.start, mark.end) for mark in found.marks]
    if any(not 0 <= start <= end <= len(text) for start, end in spans):
        return "offsets outside of the text"
    if any(len(line.stops) != line.end - line.start + 1 for line in found.lines):
        return "places that are not those of the characters"
    text.encode("utf-8")
    return ""


def keep(lost: list[tuple[Path, str]]) -> None:
    """Keep what failed where VNPLANS_FUZZ_KEEP says."""
    folder = os.environ.get("VNPLANS_FUZZ_KEEP")
    for k, (path, why) in enumerate(lost if folder else []):
        Path(folder or "").mkdir(parents=True, exist_ok=True)
        shutil.copy(path, Path(folder or "", f"{k}-{path.name}"))
        print(path.name, why)


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_what_was_found_before(watched: tuple[Sandbox, Path], path: Path) -> None:
    sandbox, _ = watched
    begun = time.monotonic()
    assert set(map(problem, loaded(sandbox, path))) == {""}
    assert time.monotonic() - begun < SECONDS
