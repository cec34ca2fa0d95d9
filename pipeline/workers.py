"""Reading many files: one after the other, or in several processes, of which one may die without harm to the rest."""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from pipeline.extract import extract_document
from pipeline.loaders import LoadError
from schemas import DocumentRecord

_AHEAD = 4
"""Files handed out for each process before the first of them is back: enough to keep all busy, few enough to hold in memory."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a record, or the stage that failed (`load`, `extract`) and why."""

    path: Path
    record: DocumentRecord | None = None
    stage: str = ""
    reason: str = ""


def read(path: Path) -> Outcome:
    """Read one file. Whatever goes wrong with it is an outcome, not an error."""
    try:
        return Outcome(path, extract_document(path))
    except LoadError as error:
        return Outcome(path, stage="load", reason=error.reason)
    except Exception as error:  # one odd file must not end the reading of all the others
        return Outcome(path, stage="extract", reason=f"{type(error).__name__}: {error}")


def read_all(paths: Sequence[Path], jobs: int) -> Iterator[Outcome]:
    """Outcomes of the files in their order. With `jobs` of 1 everything happens in this process."""
    if jobs <= 1:
        yield from map(read, paths)
        return
    done = 0
    while done < len(paths):
        for outcome in _until_a_process_dies(paths[done:], jobs):
            yield outcome
            done += 1
        if done < len(paths):  # Some file killed its process; which one, shows when the next in line is read alone.
            yield _alone(paths[done])
            done += 1


def _until_a_process_dies(paths: Sequence[Path], jobs: int) -> Iterator[Outcome]:
    """Outcomes in order, up to the first that is lost with the processes."""
    left = iter(paths)
    with _processes(min(jobs, len(paths))) as pool:
        try:
            window: deque[Future[Outcome]] = deque(pool.submit(read, path) for path in islice(left, jobs * _AHEAD))
            while window:
                yield window.popleft().result()
                window.extend(pool.submit(read, path) for path in islice(left, 1))
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _alone(path: Path) -> Outcome:
    with _processes(1) as pool:
        try:
            return pool.submit(read, path).result()
        except BrokenProcessPool:
            return Outcome(path, stage="extract", reason="the process that read the file was killed or crashed (memory ran out?)")


def _processes(count: int) -> ProcessPoolExecutor:
    # Not forked: the parent holds the store open, with threads and locks that a fork would copy in whatever state they are.
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_settle)


def _settle() -> None:
    """Leave Ctrl+C to the parent, and go when the parent goes (a parent that is killed cannot say goodbye)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_go_with_parent, daemon=True).start()


def _go_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
