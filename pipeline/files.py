"""The files that a batch reads: those named, and all in the folders named."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pipeline.errors import MissingPath
from pipeline.store import FILE_NAME, path_name


def find_files(sources: Iterable[str | Path]) -> list[Path]:
    """Files to read: those named, and all inside the folders named, at any depth; each once, sorted by path.

    Inside folders, hidden files and what programs leave behind (`~$ke-hoach.docx`, `bao-cao.txt~`) are passed over, and so are
    pipes and devices. A folder that cannot be opened and a link that leads nowhere are in the list, so that reading them fails aloud.
    Raises MissingPath for a source that is not there or has no name.
    """
    found: dict[Path, Path] = {}
    for given in sources:
        source = Path(given)
        if not os.fspath(given) or not source.exists():  # an empty name would be the working directory
            raise MissingPath(path=given or "“”")
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
