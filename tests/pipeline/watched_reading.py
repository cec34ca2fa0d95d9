"""The real reading, in a worker that notes every network call and every file that is opened for writing, and refuses the former."""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.loaders import Options
from pipeline.loaders.sandbox import read_documents as real_documents
from pipeline.outcomes import Job
from pipeline.reading import read_files as real

_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request", "http.client")
_HERE = os.path.realpath(tempfile.gettempdir())


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(_NETWORK):
        _note(f"network {event} {args!r}")
        raise PermissionError("no network")
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        path = os.path.realpath(os.fsdecode(args[0])) if isinstance(args[0], str | bytes) else str(args[0])
        if not path.startswith(_HERE) and not path.startswith(("/dev/", "/proc/")) and "__pycache__" not in path:
            _note(f"write {path}")


def _note(line: str) -> None:
    with Path(os.environ["WATCHED_READING_LOG"]).open("a") as log:
        log.write(line + "\n")


def _begin() -> None:
    if not getattr(sys, "_watched", False):
        sys._watched = True  # type: ignore[attr-defined]
        sys.addaudithook(_watch)


def read_files(jobs: Sequence[Job], options: Options) -> Iterator[object]:
    _begin()
    yield from real(jobs, options)


def read_documents(name: str, options: Options) -> Iterator[object]:
    _begin()
    yield from real_documents(name, options)
