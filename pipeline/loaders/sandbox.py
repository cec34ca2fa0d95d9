"""Reading files in a process of their own, with limits. What a hostile file does to that process harms no other file.

pdfium, LibreOffice's output and OCR are millions of lines of other people's C++: a page of a few kilobytes may unpack to more than
the memory, and a broken table may end the process. One worker lives long and is replaced when it dies or is killed.
"""

import contextlib
import os
import resource
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from pipeline.loaders.base import LoadError
from pipeline.loaders.load import load_all
from pipeline.loaders.options import Limits, Options
from schemas import SourceText

_GRACE = 5.0
"""Seconds that a worker has to end by itself."""


class OutOfLimits(LoadError):
    """A file that took more time or memory than it may, or ended the process that read it."""


@dataclass(slots=True)
class Sandbox:
    """A worker process that reads files one after the other. Use it as a context manager; it is not shared between threads."""

    options: Options = field(default_factory=Options)
    process: BaseProcess | None = None
    channel: "Connection[object, object] | None" = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def load_all(self, path: str | os.PathLike[str]) -> Iterator[SourceText | LoadError]:
        """As `pipeline.loaders.load_all`, in the worker. What ends the worker is an OutOfLimits about the file."""
        name = os.fspath(path)
        limits = self.options.limits
        channel = self._started()
        try:
            channel.send(name)
            while True:
                if not channel.poll(limits.wall_seconds):
                    raise TimeoutError
                answer = channel.recv()
                if answer is None:
                    return
                assert isinstance(answer, SourceText | LoadError)
                yield answer
        except TimeoutError:
            yield self._failed(name, f"reading it took longer than {limits.wall_seconds} seconds")
        except (EOFError, OSError):
            yield self._failed(name, self._why())
        except GeneratorExit:  # the caller stopped in the middle of an archive: the rest of its members must not come next time
            self.close()
            raise

    def close(self) -> None:
        """End the worker. The next file starts another."""
        if self.channel is not None:
            self.channel.close()
        if self.process is not None:
            self.process.terminate()
            self.process.join(_GRACE)
            if self.process.is_alive():
                self.process.kill()
                self.process.join()
        self.process = self.channel = None

    def _started(self) -> "Connection[object, object]":
        if self.channel is not None and self.process is not None and self.process.is_alive():
            return self.channel
        self.close()
        # Not forked: the caller may hold threads and locks that a fork would copy in whatever state they are.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.options), daemon=True)
        self.process.start()
        theirs.close()
        self.channel = ours
        return ours

    def _failed(self, name: str, reason: str) -> LoadError:
        self.close()
        error = OutOfLimits(reason)
        error.path = name
        return error

    def _why(self) -> str:
        """What ended the worker."""
        limits = self.options.limits
        if self.process is None:
            return "the process that read it is gone"
        self.process.join(_GRACE)
        code = self.process.exitcode
        if code == -signal.SIGXCPU or code == -signal.SIGKILL:
            return f"reading it took more than {limits.cpu_seconds} seconds of work, or was stopped for lack of memory"
        if code == _NO_MEMORY:
            return f"reading it took more than {limits.memory // (1 << 20):,} MB of memory"
        return f"the process that read it crashed ({code}): the file is damaged or hostile"


_NO_MEMORY = 77


def _serve(channel: "Connection[object, object]", options: Options) -> None:
    """The worker: read the files whose names come in, send what is in each, then None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bind(options.limits)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            name = channel.recv()
            _allow(options.limits.cpu_seconds)
            try:
                for found in load_all(str(name), options):
                    channel.send(found)
                    _allow(options.limits.cpu_seconds)
            except MemoryError:
                os._exit(_NO_MEMORY)
            except Exception as error:  # a fault of a loader is a failure of this file only
                fault = LoadError(f"the loader failed ({type(error).__name__}: {error})")
                fault.path = str(name)
                channel.send(fault)
            channel.send(None)


def _bind(limits: Limits) -> None:
    """Set what holds for the worker's whole life: memory, no core files."""
    with contextlib.suppress(ValueError, OSError):  # a system that has no such limit, or a lower one already
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.stack_size(16 << 20)


def _allow(seconds: int) -> None:
    """Give the worker so many seconds of work from now on. The system counts those of its whole life."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
