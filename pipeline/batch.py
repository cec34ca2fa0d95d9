"""A folder of files into the store."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.engines.pool import Engine, Pool
from pipeline.errors import Interrupted
from pipeline.files import find_files
from pipeline.options import Options
from pipeline.outcomes import Ended, Event, Flush, Outcome, Packet
from pipeline.packets import packet_of
from pipeline.plan import Digests, Plan, Todo, digests, make_plan
from pipeline.store import Change, Fail, FileState, Finish, Store
from pipeline.version import reader
from schemas.tables import Failure

__all__ = ["Summary", "extract_all", "find_files"]

Progress = Callable[[str], None]
Listener = Callable[[Outcome], None]

_BYTES_FOR_A_PROCESS = 500_000
"""While a second process starts (1.5 s), the first reads about this much: 20 plans as text, or a PDF of ten pages."""

_TOGETHER = 256
_ROWS = 20_000
_SECONDS = 5.0
"""Documents and rows that are written in one transaction, unless the first of them has waited for so many seconds. Many are quicker
written together; they are in memory three times then, as objects, as columns and in the database. A plan of three pages has 300 rows."""

_NOT_OPENED = frozenset({"missing", "folder", "unopenable"})
"""Reasons that say nothing of the file's content: such a file is tried again by every run."""


@dataclass(slots=True)
class Summary:
    """What a batch did, in the order of the input.

    `done` are the paths of documents that were read and stored (a member of an archive has its own), `failed` those that gave no
    record, among them files that failed in an earlier run and have not changed since (`known`); `unchanged` are files that need not be
    read again; `vanished` files that the store holds and the disk does not (with `prune`, they are removed); `moved` files whose path
    changed.
    """

    done: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    unchanged: tuple[str, ...] = ()
    known: int = 0
    vanished: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    pages: int = 0
    citations: int = 0
    tasks: int = 0
    bytes: int = 0
    seconds: float = 0.0


def extract_all(
    files: Sequence[Path],
    store: Store,
    *,
    jobs: int | None = None,
    force: bool = False,
    progress: Progress | None = None,
    options: Options | None = None,
    folders: Iterable[str | Path] = (),
    prune: bool = False,
    listener: Listener | None = None,
    engine: Engine | None = None,
) -> Summary:
    """Read files into the store, so that the same files give the same store, whatever the order and the number of processes.

    A file that is as this program read it before is passed over unless `force`. `jobs` is the number of processes; None chooses
    by processors and files. `progress` is called with each file's path when it is finished, `listener` with the outcome of each
    document. Files below `folders` that the store holds and that are gone are told of, and removed with `prune`. A file that fails, or
    takes more than `options.limits` allow, is noted in `failures` and the rest goes on. `engine` reads them (None: processes here).

    Raises Interrupted at Ctrl-C, when what was read is stored, and StoreError where the store cannot be written.
    """
    started = time.monotonic()
    options = options or Options()
    plan = make_plan(files, store, options, folders=folders, force=force)
    _settle(plan, store, prune)
    report = progress or (lambda path: None)
    for name in plan.unchanged:
        report(name)
    batch = _Batch(store, plan, digests(options), listener or (lambda outcome: None), report)
    try:
        with engine or Pool(jobs or _processes_for(plan), options) as reading:
            for event in reading.read(plan.todo):
                batch.take(event)
        batch.flush()
    except KeyboardInterrupt:
        batch.flush()
        raise Interrupted(n=len(batch.done), left=len(plan.todo) - batch.n_finished) from None
    if plan.todo or plan.moved or plan.vanished:
        store.rebuild_instruments()
    failed_before = set(plan.failed)
    known = [failure for file, failure in store.failures_by_file() if file in failed_before] if failed_before else []
    return batch.summary(known, time.monotonic() - started)


def _settle(plan: Plan, store: Store, prune: bool) -> None:
    """Bring the store in line with files that were moved, touched or removed. What only failed and is gone is dropped in any case."""
    for old, new in plan.moved.items():
        store.move(old, new)
    store.touch(plan.touched)
    for name in plan.vanished:
        if prune or not store.documents_of(name):
            store.forget(name)


@dataclass(slots=True)
class _Pending:
    """What waits to be written together: the changes, the documents that they bring, and the places in the plan of those that failed."""

    changes: list[Change] = field(default_factory=list)
    done: list[tuple[int, str]] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    rows: int = 0
    since: float = field(default_factory=time.monotonic)

    def is_full(self) -> bool:
        """Whether it is time to write it."""
        if len(self.done) + len(self.failed) >= _TOGETHER or self.rows >= _ROWS:
            return True
        return bool(self.changes) and time.monotonic() - self.since > _SECONDS


@dataclass(slots=True)
class _Batch:
    """Takes what the workers say, and writes it to the store, many documents at a time."""

    store: Store
    plan: Plan
    settings: Digests
    listener: Listener
    report: Progress
    counts: Summary = field(default_factory=Summary)
    done: list[tuple[int, str]] = field(default_factory=list)
    failed: list[tuple[int, Failure]] = field(default_factory=list)
    n_finished: int = 0
    _todo: dict[str, tuple[int, Todo]] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _pending: _Pending = field(default_factory=_Pending)

    def __post_init__(self) -> None:
        self._todo = {todo.job.name: (place, todo) for place, todo in enumerate(self.plan.todo)}

    def take(self, event: Event) -> None:
        """Note one event."""
        if isinstance(event, Flush):
            self.flush()
            return
        packet = event if isinstance(event, Packet) else packet_of(event)
        if packet.parcel.paths:
            self._pending.changes.append(packet.parcel)
            self._pending.rows += packet.parcel.n_rows
        for one in packet.events:
            if isinstance(one, Ended):
                self._end(one)
            else:
                self._note(one)
        if self._pending.is_full():
            self.flush()

    def _note(self, event: Outcome) -> None:
        place, _ = self._todo[event.file]
        self._codes.setdefault(event.file, {})[event.name] = event.code
        if event.code:
            self._pending.changes.append(Fail(event.name, event.stage, event.code, event.values))
            self._pending.failed.append(place)
        elif event.found is not None:
            self._pending.done.append((place, event.name))
            self.counts.pages += event.found.pages
            self.counts.citations += event.found.citations
            self.counts.tasks += event.found.tasks
        self.listener(event)

    def _end(self, event: Ended) -> None:
        """A file is finished. What it depends on is noted with it, unless it could not even be opened."""
        _, todo = self._todo[event.name]
        codes = self._codes.pop(event.name, {})
        digest = self.settings.of(any(codes.values()))
        settings = "" if _NOT_OPENED & set(codes.values()) else digest
        state = FileState(todo.state.size, todo.state.mtime, event.sha256, reader(), settings)
        self._pending.changes.append(Finish(event.name, state, frozenset(codes)))
        self.counts.bytes += max(todo.state.size, 0)
        self.n_finished += 1
        self.report(event.name)

    def flush(self) -> None:
        """Write what waits."""
        if not self._pending.changes:
            return
        pending = self._pending
        failures = self.store.apply(pending.changes)  # where Ctrl-C comes in here, nothing of it is written, and it waits still
        self._pending = _Pending()
        self.done += pending.done
        self.failed += zip(pending.failed, failures, strict=True)

    def summary(self, known: Sequence[Failure], seconds: float) -> Summary:
        """What has been done, in the order of the input."""
        return replace(
            self.counts,
            done=tuple(path for _, path in sorted(self.done, key=lambda one: one[0])),
            failed=(*(failure for _, failure in sorted(self.failed, key=lambda one: one[0])), *known),
            unchanged=tuple(self.plan.unchanged),
            known=len(known),
            vanished=tuple(self.plan.vanished),
            moved=tuple(self.plan.moved.items()),
            seconds=seconds,
        )


def _processes_for(plan: Plan) -> int:
    size = sum(max(todo.state.size, 0) for todo in plan.todo)
    return max(1, min(os.cpu_count() or 1, len(plan.todo), size // _BYTES_FOR_A_PROCESS))
