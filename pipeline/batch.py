"""A folder of files into the store."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.engines.pool import Engine, Pool
from pipeline.errors import Interrupted, StoreKeyError
from pipeline.files import find_files
from pipeline.options import Options
from pipeline.outcomes import Ended, Event, Flush, Outcome
from pipeline.plan import Digests, Plan, Todo, digests, make_plan
from pipeline.store import Change, Fail, FileState, Finish, Put, Store, family
from pipeline.version import program
from schemas.tables import Failure

__all__ = ["Summary", "extract_all", "find_files"]

Progress = Callable[[str], None]
Listener = Callable[[Outcome], None]

_BYTES_FOR_A_PROCESS = 500_000
"""While a second process starts (1.5 s), the first reads about this much: 20 plans as text, or a PDF of ten pages."""

_TOGETHER = 64
_SECONDS = 5.0
"""Documents that are written in one transaction, unless the first of them has waited for so many seconds."""

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
    _paths: dict[str, dict[str, str]] = field(default_factory=dict)
    _pending: list[Change] = field(default_factory=list)
    _since: float = 0.0

    def __post_init__(self) -> None:
        self._todo = {todo.job.name: (place, todo) for place, todo in enumerate(self.plan.todo)}

    def take(self, event: Event) -> None:
        """Note one event."""
        if isinstance(event, Flush):
            self.flush()
        elif isinstance(event, Ended):
            self._end(event)
        else:
            self._paths.setdefault(event.file, {})[event.name] = event.code
            self._add(Put(event.record, event.name, event.file) if event.record else _fail(event))
            self._count(event)
            self.listener(event)
        if len(self._pending) >= _TOGETHER or (self._pending and time.monotonic() - self._since > _SECONDS):
            self.flush()

    def _add(self, change: Change) -> None:
        if not self._pending:
            self._since = time.monotonic()
        self._pending.append(change)

    def _count(self, event: Outcome) -> None:
        if event.record is not None:
            records = list(family(event.record))
            self.counts.pages += event.record.document.n_pages or 0
            self.counts.citations += sum(len(one.citations) for one in records)
            self.counts.tasks += sum(len(one.tasks) for one in records)

    def _end(self, event: Ended) -> None:
        """A file is finished. What it depends on is noted with it, unless it could not even be opened."""
        _, todo = self._todo[event.name]
        codes = self._paths.pop(event.name, {})
        digest = self.settings.of(any(codes.values()))
        settings = "" if _NOT_OPENED & set(codes.values()) else digest
        state = FileState(todo.state.size, todo.state.mtime, event.sha256, program(), settings)
        self._add(Finish(event.name, state, frozenset(codes)))
        self.counts.bytes += max(todo.state.size, 0)
        self.n_finished += 1
        self.report(event.name)

    def flush(self) -> None:
        """Write what waits. A record that breaks a key of the tables is a failure; the others of its transaction are kept."""
        changes, self._pending = self._pending, []
        try:
            self._written(changes, self.store.apply(changes))
        except StoreKeyError:
            for change in changes:
                self._write_alone(change)

    def _write_alone(self, change: Change) -> None:
        try:
            self._written([change], self.store.apply([change]))
        except StoreKeyError as error:
            if not isinstance(change, Put):
                raise
            fail = Fail(change.path, "store", "store_key", {"detail": str(error.values["detail"])}, change.file)
            self._written([fail], self.store.apply([fail]))

    def _written(self, changes: Sequence[Change], failures: Sequence[Failure]) -> None:
        noted = iter(failures)
        for change in changes:
            if isinstance(change, Put):
                self.done.append((self._todo[change.file][0], change.path))
            elif isinstance(change, Fail):
                self.failed.append((self._todo[change.file][0], next(noted)))

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


def _fail(event: Outcome) -> Fail:
    return Fail(event.name, event.stage, event.code, event.values, event.file)


def _processes_for(plan: Plan) -> int:
    size = sum(max(todo.state.size, 0) for todo in plan.todo)
    return max(1, min(os.cpu_count() or 1, len(plan.todo), size // _BYTES_FOR_A_PROCESS))
