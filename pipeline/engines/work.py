"""A shard of files, and reading it on any machine that sees the shared folder. Ray calls `run_shard`, and so may others."""

import contextlib
import errno
import json
import os
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.engines.pool import together
from pipeline.engines.shard_file import ShardWriter
from pipeline.errors import PipelineError
from pipeline.options import Options
from pipeline.outcomes import Job
from pipeline.plan import digests
from pipeline.processes import Begun
from pipeline.version import program
from pipeline.workers import Workers

TOKEN = "token"
SHARD = ".shard"

_LIBRARIES = (
    "ahocorasick-rs", "lxml", "msoffcrypto-tool", "numpy", "olefile", "pdfplumber", "pillow", "pydantic", "pypdfium2", "python-docx",
    "scipy", "tesserocr", "trueocr",
)  # fmt: skip
"""What reading is made of beside this program: another pdfium may place a box elsewhere, another lxml mend a page otherwise."""

_BEAT = 5.0
"""Seconds between two signs of life while one document is read."""

_TRIES = 5
"""How often a node looks for the token, a second apart: over a network a new file is seen late."""

_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all shards of a batch.

    `folder` is the shared one, `token` what its file `token` holds; `made_by` says which program, with which tools and libraries, reads on
    the machine that asks (`maker`); `target` is what the worker processes run.
    """

    folder: str
    token: str
    made_by: str
    options: Options
    target: str


@dataclass(frozen=True, slots=True)
class Work:
    """A shard: its name, which no other attempt has, and the files, by absolute paths."""

    name: str
    jobs: tuple[Job, ...]
    about: tuple[tuple[str, str], ...] = ()
    """What its file is to say of itself."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a machine cannot take part: a code, and what the message about it needs."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


def maker(options: Options) -> str:
    """The program, the tools (OCR, LibreOffice) and the libraries of this machine: machines that differ here read differently.

    Such as `vnplans 0.1.0+3f2a9c01d4b7; OCR, LibreOffice 77ab01c3e5d9; lxml 6.0.2; …`.
    """
    libraries = (f"{name} {_version(name)}" for name in _LIBRARIES)
    return "; ".join([f"vnplans {program()}", f"OCR, LibreOffice {digests(options).record}", *libraries])


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "-"


def _apart(one: str, other: str) -> str:
    """What one machine has of `maker` that the other has not."""
    return "; ".join(part for part in one.split("; ") if part not in other.split("; "))


def run_shard(terms: Terms, work: Work) -> Refused | None:
    """Read the files of a shard and write `name.shard` into the shared folder (pipeline.engines.shard_file). None: it is there.

    Each document is named in `name.claim` before it is read, so that whoever asked knows what it was at when the machine was lost.
    """
    refused = unfit(terms)
    if refused is not None:
        return refused
    folder = Path(terms.folder)
    workers = _kept().of(terms)
    try:
        workers.heard = Claim(folder / f"{work.name}.claim").heard
        with ShardWriter(folder / f"{work.name}{SHARD}", dict(work.about)) as file:
            for event in workers.read(together(work.jobs)):
                file.add(event)
    except BaseException as error:
        _kept().close()
        if isinstance(error, OSError) and error.errno in _UNWRITABLE:
            return Refused("node_unwritable", {"node": node(), "folder": terms.folder, "detail": os.strerror(error.errno)})
        if isinstance(error, OSError | PipelineError):
            return Refused("node_failed", {"node": node(), "detail": str(error)})
        raise
    return None


def unfit(terms: Terms) -> Refused | None:
    """Why this machine cannot read for the one that asks: it does not see the shared folder, or would read otherwise."""
    for left in reversed(range(_TRIES)):
        with contextlib.suppress(OSError):
            if Path(terms.folder, TOKEN).read_text() == terms.token:
                break
        if not left:
            return Refused("node_blind", {"node": node(), "folder": terms.folder})
        time.sleep(1)
    own = _own_maker(terms.options)
    if own == terms.made_by:
        return None
    return Refused("node_other", {"node": node(), "own": _apart(own, terms.made_by), "wanted": _apart(terms.made_by, own)})


def inspect(terms: Terms, files: Sequence[tuple[str, int]]) -> Refused | None:
    """As `unfit`, and whether this machine may write to the shared folder and sees these files, given with their sizes."""
    refused = unfit(terms)
    if refused is not None:
        return refused
    probe = Path(terms.folder, f"{node()}-{os.getpid()}.tmp")
    try:
        probe.write_text("1")
        probe.unlink()
    except OSError as error:
        return Refused("node_unwritable", {"node": node(), "folder": terms.folder, "detail": error.strerror or str(error)})
    for path, size in files:
        with contextlib.suppress(OSError):
            if Path(path).stat().st_size == size:
                continue
        return Refused("node_files", {"node": node(), "path": path})
    return None


def node() -> str:
    """The name of this machine."""
    return socket.gethostname()


@cache
def _own_maker(options: Options) -> str:
    return maker(options)


class Claim:
    """A file that says which document is being read. It changes at least every few seconds while there is progress."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.at: tuple[str, str] = ("", "")
        self.beats = 0
        self.written = 0.0

    def heard(self, event: object) -> None:
        """Note what a worker process says."""
        now = time.monotonic()
        if isinstance(event, Begun):
            if (event.file, event.name) == self.at:
                return
            self.at = event.file, event.name
        elif now - self.written < _BEAT:
            return
        self.beats, self.written = self.beats + 1, now
        # Opened and closed each time: over NFS, that is what makes it visible elsewhere.
        self.file.write_text(json.dumps({"at": self.at, "beats": self.beats, "node": node()}))


def claimed(text: str) -> tuple[str, str] | None:
    """File and document that a claim names; None where it was not written whole."""
    try:
        file, name = json.loads(text)["at"]
    except (ValueError, KeyError, TypeError):
        return None
    return str(file), str(name)


class _Kept:
    """Worker processes that stay between two shards of the same batch: starting one costs as much as twenty documents."""

    def __init__(self) -> None:
        self.terms: Terms | None = None
        self.workers: Workers | None = None

    def of(self, terms: Terms) -> Workers:
        """A worker for these terms."""
        if self.workers is None or self.terms != terms:
            self.close()
            self.terms, self.workers = terms, Workers(1, terms.options, terms.target, packed=True)
        self.workers.deaths.clear()
        return self.workers

    def close(self) -> None:
        """End the processes."""
        if self.workers is not None:
            self.workers.__exit__(None, None, None)
        self.workers = None


@cache
def _kept() -> _Kept:
    return _Kept()
