"""The engine of one machine: worker processes, and which files one of them takes together."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pipeline.options import Options
from pipeline.outcomes import Event, Job
from pipeline.plan import Todo
from pipeline.workers import Workers

_OFFICE_SUFFIXES = frozenset({".doc", ".dot"})
_OFFICE_SHARD = 16
"""Files that go to one worker together, since one start of LibreOffice converts them all."""

_FILES = 16
_BYTES = 300_000
"""Other files that go to one worker together: what it reads in half a second or so."""


class Engine(Protocol):
    """Reads files. A context manager; leaving it ends what it has started."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """End all processes and tasks."""

    def read(self, todo: Sequence[Todo]) -> Iterator[Event]:
        """Outcomes of all documents of all files, and Ended after those of each file, in any order of files."""


class Pool:
    """Worker processes of this machine."""

    def __init__(self, count: int, options: Options) -> None:
        self.count = count
        self.workers = Workers(count, options, packed=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.workers.__exit__(kind, error, traceback)

    def read(self, todo: Sequence[Todo]) -> Iterator[Event]:
        """As Engine."""
        yield from self.workers.read(shards(todo, self.count))


def shards(todo: Sequence[Todo], count: int) -> Iterator[tuple[Job, ...]]:
    """Files that `count` workers take in turns: as many together as are read in a moment, fewer towards the end."""
    office: list[Job] = []
    shard: list[Job] = []
    size = 0
    for done, one in enumerate(todo):
        if _is_office(one.job):
            office.append(one.job)
            continue
        if shard and (len(shard) >= min(_FILES, (len(todo) - done) // (4 * count)) or size + one.state.size > _BYTES):
            yield tuple(shard)
            shard, size = [], 0
        shard.append(one.job)
        size += one.state.size
    if shard:
        yield tuple(shard)
    yield from together(office)


def _is_office(job: Job) -> bool:
    return Path(job.path).suffix.lower() in _OFFICE_SUFFIXES


def together(jobs: Iterable[Job]) -> Iterator[tuple[Job, ...]]:
    """Files that go to one worker together, whatever their size: those for LibreOffice, and some of the others."""
    waiting: dict[bool, list[Job]] = {True: [], False: []}
    for job in jobs:
        same = waiting[_is_office(job)]
        same.append(job)
        if len(same) == (_OFFICE_SHARD if _is_office(job) else _FILES):
            yield tuple(same)
            same.clear()
    yield from (tuple(same) for same in waiting.values() if same)
