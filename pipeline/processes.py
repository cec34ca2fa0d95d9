"""Worker processes that live long, with limits for each document: what a hostile file does to one harms no other file.

pdfium, LibreOffice's output and OCR are millions of lines of other people's C++: a page of a few kilobytes may unpack to more than
the memory, and a broken table may end the process. A worker is replaced when it dies, hangs or takes too much.

Workers are started as programs of their own, not forked (the caller may hold threads, locks and an open store) and without importing
the caller's main module (a script or notebook that calls `extract_all` needs no `if __name__ == "__main__"`).
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import WorkerFailed
from pipeline.scratch import Scratch

if TYPE_CHECKING:
    from pipeline.options import Options

START_SECONDS = 120.0
"""Time that a worker has to import what it needs."""

NO_MEMORY = 77
"""Exit code of a worker that met the end of its memory and could still say so."""

SCRATCH_VARIABLE = "VNPLANS_SCRATCH"
"""Environment variable of a worker: the folder of its temporary files, which it removes when its parent is gone."""

_GRACE = 5.0

_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from pipeline.child import main; main(int(sys.argv[1]))"

# One thread for each process: there is a process for each core, and threads reserve memory that counts.
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


class Died(Exception):
    """A worker that ended, or was ended, at its work. `code` and `values` are a reason (pipeline.messages_reasons)."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Begun:
    """What a worker sends before it starts a document, so that one which ends it is known. The limits count from here."""

    __slots__ = ("file", "name", "sha256")

    def __init__(self, file: str, name: str, sha256: str = "") -> None:
        self.file, self.name, self.sha256 = file, name, sha256


class Alive:
    """What a worker sends when a part of a long document is done: the limits of time count from here."""


class Finished:
    """What a worker sends when all that it was sent is done."""


class Worker:
    """A process that runs a function on what it is sent; the function gives an iterator of what is sent back.

    `target` names it as `module:name`; behind `|` stand functions that what it gives passes through, iterator in, iterator out.
    """

    def __init__(self, target: str, options: Options) -> None:
        self.limits = options.limits
        ours, theirs = socket.socketpair()
        paths = [path or str(Path.cwd()) for path in sys.path]
        command = [sys.executable, "-c", _PROGRAM, str(theirs.fileno()), *paths]
        # Its temporary files go with it, whatever ends it. Where both are killed at once, the lock goes with the later of them.
        self.scratch = Scratch()
        own = {name: str(self.scratch.path) for name in ("TMPDIR", SCRATCH_VARIABLE)}
        # Standard input is never written to: its end tells the worker that this process is gone, however it went.
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno(), self.scratch.lock], start_new_session=True, env=os.environ | _ENVIRONMENT | own,
        )  # fmt: skip
        theirs.close()
        self.channel: Connection[object, object] = Connection(ours.detach())
        self.deadline = time.monotonic() + START_SECONDS
        self.started = False
        self.channel.send((target, options))

    def send(self, work: object) -> None:
        """Give the worker something to do; it need not have finished what it was sent before."""
        with contextlib.suppress(OSError):  # a worker that has died is found at the next `receive`
            self.channel.send(work)
        self.deadline = time.monotonic() + (self.limits.wall_seconds if self.started else START_SECONDS)

    def receive(self) -> object:
        """What the worker has sent; waits for it. Raises Died, or WorkerFailed if it could not start."""
        try:
            event = self.channel.recv()
        except (EOFError, OSError):
            raise self._why() from None
        if isinstance(event, str):
            raise WorkerFailed(detail=event)
        self.started = True
        self.deadline = time.monotonic() + self.limits.wall_seconds
        return event

    def events(self) -> Iterator[object]:
        """What the worker sends until it has finished. Raises as `receive` does, and Died when time is up."""
        while True:
            if not self.channel.poll(max(0.0, self.deadline - time.monotonic())):
                raise self.overdue()
            event = self.receive()
            if isinstance(event, Finished):
                return
            if not isinstance(event, Alive):
                yield event

    def overdue(self) -> Exception:
        """The error for a worker that is past its deadline."""
        if not self.started:
            return WorkerFailed(detail=f"{START_SECONDS:.0f} s")
        return Died("slow", seconds=self.limits.wall_seconds)

    def close(self) -> None:
        """End the worker and all that it has started."""
        end_session(self.process.pid)
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.channel.close()
        self.scratch.close()

    def _why(self) -> Exception:
        """What ended the worker."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_GRACE)
        code = self.process.returncode
        if not self.started:
            return WorkerFailed(detail=f"exit code {code}")
        if code == -signal.SIGXCPU:
            return Died("slow", seconds=self.limits.cpu_seconds)
        if code == NO_MEMORY:
            return Died("memory", megabytes=self.limits.memory >> 20)
        if code == -signal.SIGKILL:
            return Died("killed")
        return Died("crashed", detail=signal.Signals(-code).name if code and code < 0 else f"exit code {code}")


def end_session(leader: int) -> None:
    """Kill a session: the worker that leads it and what it has started."""
    end_others(leader)
    with contextlib.suppress(OSError):
        os.killpg(leader, signal.SIGKILL)


def end_others(leader: int) -> None:
    """Kill what the leader of a session has started (LibreOffice starts children in groups of their own)."""
    processes = Path("/proc")
    others = [int(entry.name) for entry in processes.iterdir() if entry.name.isdigit()] if processes.is_dir() else []
    for pid in others:
        with contextlib.suppress(OSError):
            if pid != leader and os.getsid(pid) == leader:
                os.kill(pid, signal.SIGKILL)
