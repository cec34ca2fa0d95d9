"""A folder of files into the store."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import MissingPath, StoreKeyError
from pipeline.store import FILE_NAME, Store, path_name
from pipeline.workers import Outcome, read_all
from schemas.tables import Failure

Progress = Callable[[str], None]

_BYTES_FOR_A_PROCESS = 500_000
"""While a second process starts (1.5 s), the first reads about this much: 20 plans as text, or a PDF of ten pages."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Paths that were read and stored, those that failed, and those that need not be read again, each in the order of the input."""

    done: tuple[str, ...]
    failed: tuple[Failure, ...]
    unchanged: tuple[str, ...]


def find_files(sources: Iterable[str | Path]) -> list[Path]:
    """Files to read: those named, and all inside the folders named, at any depth; each once, sorted by path.

    Inside folders, hidden files and what programs leave behind (`~$ke-hoach.docx`, `bao-cao.txt~`) are passed over, and so are
    pipes and devices. A folder that cannot be opened and a link that leads nowhere are in the list, so that reading them fails aloud.
    Raises MissingPath for a source that is not there.
    """
    found: dict[Path, Path] = {}
    for source in map(Path, sources):
        if not source.exists():
            raise MissingPath(path=source)
        for file in _walk(source) if source.is_dir() else [source]:
            found.setdefault(file.absolute(), file)
    return sorted(found.values(), key=path_name)


def _walk(folder: Path) -> Iterator[Path]:
    """Files under a folder, links followed; a folder that a loop of links leads to again is entered once."""
    seen: set[tuple[int, int]] = set()
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, followlinks=True, onerror=closed.append):
        stat = Path(root).stat()
        if (stat.st_dev, stat.st_ino) in seen:
            folders.clear()
            continue
        seen.add((stat.st_dev, stat.st_ino))
        folders[:] = sorted(name for name in folders if not _leftover().match(name))
        files_here = (Path(root, name) for name in files if not _leftover().match(name))
        yield from (file for file in files_here if file.is_file() or not file.exists())
    yield from (Path(error.filename) for error in closed)


@cache
def _leftover() -> re.Pattern[str]:
    """Names that are nobody's document, matched from their start."""
    return re.compile(
        rf"""\.                                         # .git, .DS_Store, .a.md.swp
          |  ~\$ | ~WRL                                 # ~$ke-hoach.docx, ~WRL0001.tmp: Word has the file open
          |  .*~$ | \#.*\#$                              # a.md~, #a.md#
          |  .*\.(?:tmp|swp|part|crdownload)$           # a download that is not complete
          |  (?:Thumbs\.db|desktop\.ini|__MACOSX)$
          |  {re.escape(FILE_NAME)}                     # the store itself and its log
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def extract_all(
    files: Sequence[Path], store: Store, *, jobs: int | None = None, force: bool = False, progress: Progress | None = None
) -> Summary:
    """Read files into the store, in their order, so that the same files give the same store.

    A file whose content this program has read before is passed over unless `force`. `jobs` is the number of processes; None chooses
    by processors and files. `progress` is called with each path when it is finished. A file that fails is noted in `failures` and
    the rest goes on.
    """
    names = _names(files, store)
    unchanged = [] if force else [file for file in files if _holds(store, names[file], file)]
    same, done, failed = set(unchanged), list[str](), list[Failure]()
    report = progress or (lambda path: None)
    for file in unchanged:
        report(names[file])
    changed = [file for file in files if file not in same]
    for outcome in read_all(changed, jobs or _processes_for(changed)):
        name = names[outcome.path]
        failure = _keep(outcome, name, store)
        if failure:
            failed.append(failure)
        else:
            done.append(name)
        report(name)
    if changed:
        store.rebuild_instruments()
    return Summary(tuple(done), tuple(failed), tuple(names[file] for file in unchanged))


def _names(files: Sequence[Path], store: Store) -> dict[Path, str]:
    """The name of each file in the store: the one it has there, even if spelt otherwise (`raw/a.md`, `/home/x/raw/a.md`), else the path."""
    known = {Path(path).absolute(): path for path in store.paths()}
    return {file: known.get(file.absolute()) or path_name(file) for file in files}


def _holds(store: Store, name: str, file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return store.holds(name, hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError:
        return False  # reading it will say why


def _keep(outcome: Outcome, name: str, store: Store) -> Failure | None:
    if outcome.record is None:
        return store.fail(name, outcome.stage, outcome.reason)
    try:
        store.put(outcome.record, name)
    except StoreKeyError as error:
        return store.fail(name, "store", str(error))
    return None


def _processes_for(files: Sequence[Path]) -> int:
    size = sum(file.stat().st_size for file in files if file.exists())
    return max(1, min(os.cpu_count() or 1, len(files), size // _BYTES_FOR_A_PROCESS))
