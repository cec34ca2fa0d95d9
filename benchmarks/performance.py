"""What reading costs: each stage and format beside what one would use instead, memory, processes, number of documents.

    python benchmarks/performance.py                       # about five minutes
    python benchmarks/performance.py --documents 1000 20000 --jobs 1 2
    python benchmarks/performance.py --only formats

The plans are made up from a seed (plans.py, render.py). Times are CPU seconds, of this process for the stages and of all processes for
runs of `vnplans extract`; for `--jobs` it is the time on the clock that counts. Figures of a shared machine vary by a third: read ratios.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from opinions import opinions
from render import WRITERS, write

from extractors import find_citations
from extractors.document import read_document
from pipeline.extract import extract_document
from pipeline.loaders import load

PARTS = ("formats", "stages", "documents", "jobs")


@dataclass(frozen=True, slots=True)
class Run:
    """What one `vnplans extract` took: CPU seconds, those of its main process, seconds on the clock, and the largest process in MB."""

    cpu: float
    own: float
    clock: float
    peak: float


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process for a piece of work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def each(read: Callable[[Path], object], paths: Iterable[Path]) -> Callable[[], object]:
    """Read all files, one after another."""
    return lambda: [read(path) for path in paths]


def formats(folder: Path, n: int) -> None:
    """For each format: files a second for loading, for everything, for a batch, and for the library alone."""
    print("format    files   load/s  load+extract/s  batch: CPU against load+extract   alone: CPU of load against the library alone")
    for suffix in sorted(WRITERS):
        paths = write(folder / suffix, n, [suffix])
        for path in paths[:3]:
            extract_document(path)  # tables and patterns are built on first use
        loading, whole = cpu(each(load, paths)), cpu(each(extract_document, paths))
        batch = extract(folder / suffix, jobs=1)
        start = extract(folder / suffix / paths[0].name, jobs=1).cpu  # starting the program, with one file
        alone = _ALONE.get(suffix)
        beside = f"{loading / cpu(each(alone, paths)):6.2f} times" if alone else "     -"
        ratio = (batch.cpu - start) / whole
        print(f"{suffix:8} {n:6} {n / loading:8.0f} {n / whole:10.0f} {ratio:18.2f} times {beside:>40}", flush=True)
        if suffix == "pdf":
            few = paths[: max(3, n // 10)]
            plumber = cpu(each(_with_pdfplumber, few)) / len(few) * n
            print(f"         pdfplumber's text alone takes {plumber / whole:.2f} times as long as loading and reading these", flush=True)


def _with_pypdfium2(path: Path) -> str:
    import pypdfium2  # noqa: PLC0415 - each of these is only what it is compared with

    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _with_docx(path: Path) -> str:
    import docx  # noqa: PLC0415

    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


_ALONE: dict[str, Callable[[Path], object]] = {
    "pdf": _with_pypdfium2,
    "docx": _with_docx,
    "html": lambda path: __import__("lxml.html").html.fromstring(path.read_bytes()).text_content(),
}

_EYECITE = "eyecite.get_citations, US opinions"


def _with_pdfplumber(path: Path) -> str:
    import pdfplumber  # noqa: PLC0415

    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def stages(folder: Path, n: int) -> None:
    """MB of text a second: ours, and what one would use instead, on the same texts in the same process."""
    texts = [load(path).text for path in write(folder / "stages", n, ["txt"])]
    american = list(opinions(100_000, seed=0))
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"\n{size:.1f} MB of text in {n} documents")
    rivals: dict[str, Callable[[str], object]] = {"find_citations": find_citations, "read_document": read_document, **_instead()}
    rates = {}
    for name, read in rivals.items():
        read(texts[0])
        few = texts if name in ("find_citations", "read_document") else american if name == _EYECITE else texts[: max(3, n // 20)]
        rates[name] = sum(len(text.encode()) for text in few) / 1e6 / cpu(lambda read=read, few=few: [read(text) for text in few])  # type: ignore[misc]
        print(f"{name:36} {rates[name]:9.3f} MB/s   read_document is {rates['read_document'] / rates[name]:8.1f} times as quick"
              if "read_document" in rates else f"{name:36} {rates[name]:9.3f} MB/s", flush=True)  # fmt: skip


def _instead() -> dict[str, Callable[[str], object]]:
    """Other ways to get at names and citations, those that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        import spacy  # noqa: PLC0415

        found["spacy.blank('xx'), tokens only"] = spacy.blank("xx")
        import underthesea  # noqa: PLC0415

        found["underthesea.sent_tokenize"] = underthesea.sent_tokenize
        found["underthesea.ner"] = underthesea.ner
        from eyecite import get_citations  # noqa: PLC0415

        found[_EYECITE] = get_citations
    except ImportError as error:
        print(f"left out: {error.name}", file=sys.stderr)
    return found


def documents(folder: Path, sizes: Iterable[int]) -> None:
    """Memory and time against the number of documents, and what a second run over the same files costs."""
    print("\ndocuments   CPU s   CPU s for 1,000   peak MB   second run: share of the first")
    for n in sizes:
        source = folder / f"n{n}"
        write(source, n, ["txt", "md", "html"])
        store = folder / f"store{n}"
        first, again = extract(source, jobs=1, store=store), extract(source, jobs=1, store=store)
        share = again.cpu / first.cpu
        print(f"{n:9} {first.cpu:7.1f} {first.cpu / n * 1000:12.1f} {first.peak:14.0f} {share:12.1%}", flush=True)
        shutil.rmtree(source)


def processes(folder: Path, n: int, jobs: Iterable[int]) -> None:
    """Time on the clock against the number of processes, and what the main process, which alone writes, has of all work."""
    source = folder / "jobs"
    write(source, n, ["txt", "docx", "html", "pdf"])
    print(f"\n{n} documents   seconds on the clock   against one process   main process: share of the CPU time")
    one = 0.0
    for count in jobs:
        run = extract(source, jobs=count)
        one = one or run.clock
        print(f"--jobs {count:4} {run.clock:16.1f} {one / run.clock:20.2f} times {run.own / run.cpu:30.1%}", flush=True)


def extract(source: Path, jobs: int, store: Path | None = None) -> Run:
    """Run the program as its users do."""
    with tempfile.TemporaryDirectory() as empty:
        command = [sys.executable, "-c", _RUN, "extract", str(source), "--jobs", str(jobs), "--store", str(store or empty)]
        begin = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        told = child.stdout.read() if child.stdout else ""
        _, status, usage = os.wait4(child.pid, 0)
        clock = time.monotonic() - begin
    if status:
        sys.exit(f"vnplans extract {source} ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return Run(usage.ru_utime + usage.ru_stime, float(told.split()[-1]), clock, usage.ru_maxrss / unit)


_RUN = """
import resource, sys
from pipeline.cli import main
try:
    main(sys.argv[1:])
finally:
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(own.ru_utime + own.ru_stime)
"""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--plans", type=int, default=100, help="plans for each format")
    parser.add_argument("--documents", type=int, nargs="+", default=[200, 1000], help="sizes of a corpus")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work: dict[str, Callable[[], None]] = {
            "formats": lambda: formats(folder, options.plans),
            "stages": lambda: stages(folder, options.plans),
            "documents": lambda: documents(folder, options.documents),
            "jobs": lambda: processes(folder, max(options.documents), options.jobs),
        }
        for part in options.only:
            work[part]()


if __name__ == "__main__":
    main()
