"""The engine of a cluster: files are dealt out in shards, each is one task, what comes of it is a file on a folder that all machines see.

Nothing is kept in the cluster. A task that is lost with its machine is run again by another; when the process that runs the batch is
killed, the next run takes what lies in the folder. A document that ends the process around its worker (the worker itself is guarded, as in
a batch of one machine) is known by the claim that was written before it was read: it is run again alone, and the rest of its shard with
it no more.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections import Counter, deque
from collections.abc import Container, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pipeline import workers
from pipeline.engines.folder import SharedFolder
from pipeline.engines.shard_file import ShardDamaged, read_packets
from pipeline.engines.work import SHARD, Refused, Terms, Work, maker
from pipeline.errors import NODE_ERRORS, ClusterLost, NodeFailed, PipelineError
from pipeline.options import Options
from pipeline.outcomes import Ended, Event, Flush, Job, Outcome
from pipeline.plan import Todo, digests
from pipeline.processes import START_SECONDS
from pipeline.workers import MAX_DEATHS

_FILES = 100
_BYTES = 32_000_000
"""A shard is at most so many files and bytes: some seconds of work, so that a lost one costs little."""

_SHARES = 4
"""Shards for each processor where there are few files, lest one machine has all of them."""

_POLL = 1.0
_ARRIVES = 60.0
"""Seconds after which a file that another machine has written must be seen here: NFS remembers for so long that it is not there."""

_EMPTY_SECONDS = 120.0
"""Seconds after which a cluster without a single processor counts as lost."""

_GRACE = 60.0
_WATCH = 10.0
_IN_VAIN = 10
_BLAMED = 4
"""A document is given up when it was being read alone at two deaths of the process, or at four losses of the machine."""

_OF_ONE = ("node_blind", "node_failed")
"""Refusals that may be those of one machine: it lost the folder, say. They do not end the work of the others."""

_SAMPLE = 64
"""Files that each machine must see before anything is read, from all over the input."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that ended without an answer: with its machine, or alone (`machine` False), by an error (`detail`), or stopped because it
    hung (`slow`).
    """

    machine: bool = False
    slow: bool = False
    detail: str = ""


class Executor(Protocol):
    """What runs tasks on machines. Handles are its own."""

    def open(self, terms: Terms, sample: Sequence[tuple[str, int]]) -> list[Refused]:
        """Connect, and ask each machine whether it can take part (pipeline.engines.work.inspect)."""

    def close(self) -> None:
        """Stop all tasks and go."""

    def slots(self) -> int:
        """Tasks that can run at once now."""

    def start(self, work: Work) -> object:
        """Run a shard, when there is room for it."""

    def finished(self, handles: Sequence[object], seconds: float) -> list[tuple[object, Refused | Lost | None]]:
        """Those that have ended, at most `seconds` from now. None: done."""

    def stop(self, handle: object) -> None:
        """End a task that hangs; it is `finished` as Lost then."""


@dataclass(slots=True)
class _Running:
    """A shard that is being read. `claim` is what its claim said at `since`."""

    work: Work
    claim: str = ""
    since: float = 0.0
    stopped: bool = False


@dataclass(slots=True)
class Shards:
    """Reads files on an executor's machines."""

    executor: Executor
    folder: SharedFolder
    options: Options
    forced: bool = False
    """What an earlier batch left is not taken."""
    _sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    _own: dict[str, str] = field(default_factory=dict)
    """What each shard says of itself beside its files."""
    _blame: Counter[str] = field(default_factory=Counter)
    _waiting: deque[tuple[Job, ...]] = field(default_factory=deque)
    _running: dict[object, _Running] = field(default_factory=dict)
    _names: Iterator[str] = field(default_factory=lambda: _numbered(f"{time.time_ns():x}-{secrets.token_hex(4)}"))
    _vain: int = 0
    _alive: float = 0.0
    _watched: float = 0.0
    _begun: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self._begun:
            self.executor.close()
        self.folder.clear(shards=kind is None)

    def read(self, todo: Sequence[Todo]) -> Iterator[Event]:
        """As pipeline.engines.pool.Engine. Raises ClusterLost, SharedUnwritable, and one of NODE_ERRORS for a machine that is unfit."""
        if not todo:
            return
        jobs = {one.job.name: replace(one.job, path=os.path.abspath(one.job.path)) for one in todo}  # noqa: PTH100 - no machine's cwd
        self._sizes = {one.job.name: (one.state.size, one.state.mtime) for one in todo}
        self._own = {"made_by": maker(self.options), "settings": digests(self.options).failure}
        self.folder.open()
        for name in self._left_over(jobs):
            for taken in (yield from self._take(name, jobs)):
                jobs.pop(taken)
        if jobs:
            yield from self._read(list(jobs.values()))

    def _read(self, jobs: Sequence[Job]) -> Iterator[Event]:
        self._begun = True
        terms = Terms(str(self.folder.path), self.folder.token, self._own["made_by"], self.options, workers.TARGET)
        for refused in self.executor.open(terms, self._sample(jobs)):
            raise refusal(refused)
        self._waiting.extend(self._split(jobs))
        self._alive = time.monotonic()
        while self._waiting or self._running:
            self._hand_out()
            for handle, result in self.executor.finished(list(self._running), _POLL):
                yield from self._ended(self._running.pop(handle), result)
            self._watch()

    # Dealing out

    def _split(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, ...]]:
        most = min(_FILES, max(1, len(jobs) // (max(1, self.executor.slots()) * _SHARES)))
        shard: list[Job] = []
        size = 0
        for job in jobs:
            own = max(self._sizes[job.name][0], 0)
            if shard and (len(shard) >= most or size + own > _BYTES):
                yield tuple(shard)
                shard, size = [], 0
            shard.append(job)
            size += own
        if shard:
            yield tuple(shard)

    def _sample(self, jobs: Sequence[Job]) -> list[tuple[str, int]]:
        known = [job for job in jobs if self._sizes[job.name][0] >= 0]
        step = max(1, len(known) // _SAMPLE)
        return [(job.path, self._sizes[job.name][0]) for job in known[::step]]

    def _hand_out(self) -> None:
        """Two shards for each processor, so that none waits; no more, so that a machine that joins finds work."""
        slots = self.executor.slots()
        now = time.monotonic()
        if slots:
            self._alive = now
        elif now - self._alive > _EMPTY_SECONDS:
            raise ClusterLost(left=self._left())
        while self._waiting and len(self._running) < 2 * max(1, slots):
            jobs = self._waiting.popleft()
            work = Work(next(self._names), jobs, (*self._own.items(), ("files", self._states(jobs))))
            self._running[self.executor.start(work)] = _Running(work)

    def _left(self) -> int:
        """Files that are waiting or being read."""
        return sum(map(len, self._waiting)) + sum(len(running.work.jobs) for running in self._running.values())

    # What comes back

    def _ended(self, running: _Running, result: Refused | Lost | None) -> Iterator[Event]:
        work = running.work
        if isinstance(result, Lost):
            yield from self._lost(work, replace(result, slow=running.stopped))
        elif isinstance(result, Refused):
            if result.code not in _OF_ONE:
                raise refusal(result)
            self._in_vain(refusal(result))
            self._waiting.append(work.jobs)
        else:
            taken = yield from self._take(work.name, {job.name for job in work.jobs})
            missing = tuple(job for job in work.jobs if job.name not in taken)
            if missing:
                self._in_vain(NodeFailed(node="?", detail=f"{work.name}{SHARD}"))
                self._waiting.append(missing)
            else:
                self._vain = 0

    def _in_vain(self, error: PipelineError) -> None:
        """Count a shard that came to nothing through no document's fault; too many of them in a row end the batch with the error."""
        self._vain += 1
        if self._vain > 2 * self.executor.slots() + _IN_VAIN:
            raise error

    def _take(self, name: str, wanted: Container[str]) -> Generator[Event, None, set[str]]:
        """Tell what a shard holds, and remove it when that is stored. Returns the files that it holds; none of one with others in it."""
        taken: set[str] = set()
        try:
            for packet in read_packets(self._arrived(name)):
                if any((event.name if isinstance(event, Ended) else event.file) not in wanted for event in packet.events):
                    break
                taken |= {event.name for event in packet.events if isinstance(event, Ended)}
                yield packet
        except ShardDamaged:
            pass  # what is missing is read again
        yield Flush()
        self.folder.drop(name)
        return taken

    def _arrived(self, name: str) -> Path:
        file = self.folder.shard(name)
        until = time.monotonic() + _ARRIVES
        while not file.exists() and time.monotonic() < until:
            time.sleep(_POLL)
        return file

    # What an earlier batch left

    def _states(self, jobs: Sequence[Job]) -> str:
        """As which state of which files a shard is made. None where it may not be taken by another batch: an archive was read in part, or
        a file is so young that it may change without a sign.
        """
        lasting = all(not job.skip and self._sizes[job.name][1] for job in jobs)
        return json.dumps({job.name: self._sizes[job.name] for job in jobs} if lasting else {})

    def _left_over(self, jobs: Mapping[str, Job]) -> Iterator[str]:
        """Shards of a batch that was killed, of files that are all wanted and as they were. `jobs` are those that are still wanted."""
        for file, said in list(self.folder.finished()):
            files = json.loads(said.get("files", "{}"))
            same = all(said.get(key) == value for key, value in self._own.items()) and not self.forced
            if same and files and all(name in jobs and tuple(state) == self._sizes[name] for name, state in files.items()):
                yield file.stem
            else:
                self.folder.drop(file.stem)

    # What is lost

    def _watch(self) -> None:
        """Stop tasks whose claim has not changed for longer than any document may take."""
        now = time.monotonic()
        if now - self._watched < _WATCH:
            return
        self._watched = now
        most = self.options.limits.wall_seconds + START_SECONDS + _GRACE
        for handle, running in self._running.items():
            claim = self.folder.claim(running.work.name)
            if claim != running.claim:
                running.claim, running.since = claim, now
            elif claim and not running.stopped and now - running.since > most:
                running.stopped = True
                self.executor.stop(handle)

    def _lost(self, work: Work, how: Lost) -> Iterator[Event]:
        """Deal a lost shard out again: the document that it was at alone, the rest without it."""
        claim, at = self.folder.claim(work.name), self.folder.at(work.name)
        self.folder.drop(work.name)
        if not claim:  # it had not begun
            left = ClusterLost(left=self._left() + len(work.jobs))
            self._in_vain(NodeFailed(node="?", detail=how.detail) if how.detail else left)
            self._waiting.append(work.jobs)
            return
        suspect = next((job for job in work.jobs if at and job.name == at[0]), work.jobs[0] if len(work.jobs) == 1 else None)
        if suspect is None:  # lost while it wrote the claim
            half = len(work.jobs) // 2
            self._waiting.extendleft((work.jobs[:half], work.jobs[half:]))
            return
        rest = tuple(job for job in work.jobs if job is not suspect)
        if rest:
            self._waiting.appendleft(rest)
        yield from self._suspected(suspect, at[1] if at else suspect.name, how)

    def _suspected(self, job: Job, name: str, how: Lost) -> Iterator[Event]:
        """Read a file again alone, or give the document up that was being read at too many losses."""
        self._blame[name] += 1 if how.machine else 2
        if self._blame[name] < _BLAMED:
            self._waiting.appendleft((job,))
            return
        code, values = self._reason(how)
        yield Outcome(job.name, name, stage="load", code=code, values=values)
        if name == job.name:
            yield Ended(job.name, "")
        elif len(job.skip) < MAX_DEATHS:
            self._waiting.appendleft((replace(job, skip=job.skip | {name}),))
        else:
            yield Outcome(job.name, job.name, stage="load", code="given_up", values={"n": MAX_DEATHS})
            yield Ended(job.name, "")

    def _reason(self, how: Lost) -> tuple[str, dict[str, object]]:
        if how.slow:
            return "slow", {"seconds": self.options.limits.wall_seconds}
        return ("crashed", {"detail": how.detail}) if how.detail else ("killed", {})


def refusal(refused: Refused) -> PipelineError:
    """The error that says why a machine cannot take part."""
    return NODE_ERRORS[refused.code](**refused.values)


def _numbered(prefix: str) -> Iterator[str]:
    return (f"{prefix}-{number:06}" for number in count(1))
