"""A worker process from inside: set the limits, do what is sent, say what is begun (pipeline.processes)."""

import contextlib
import gc
import os
import resource
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from pipeline.loaders.pulse import listen
from pipeline.options import Limits, Options
from pipeline.processes import NO_MEMORY, SCRATCH_VARIABLE, Alive, Begun, Finished, end_others, end_session

Work = Callable[[Any, Options], Iterator[object]]

_LEAVING = threading.Lock()

_LARGEST_FILE = 1 << 30
"""Bytes of a file that a worker may write: it writes only temporary ones, for LibreOffice."""


def main(descriptor: int) -> None:
    """Serve until the other end closes. The first that comes is the target and the options, then whatever the target's function takes."""
    channel: Connection[Any, Any] = Connection(descriptor)
    threading.Thread(target=_go_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        target, options = channel.recv()
        try:
            function, *passages = map(_named, target.split("|"))
        except Exception:
            channel.send(traceback.format_exc(limit=-3))
            return
        _bind(options.limits)
        listen(lambda: _live(channel, options.limits))
        work = _through(function, passages)
        _serve(channel, work, options)
        gc.freeze()  # the tables and patterns of the first documents stay for good: looking them through again costs a tenth of the time
        while True:
            _serve(channel, work, options)
    _leave()  # the parent is gone: do not run a race with the thread that has noticed it too


def _named(name: str) -> Callable[..., Iterator[object]]:
    module, function = name.split(":")
    found: Callable[..., Iterator[object]] = getattr(import_module(module), function)
    return found


def _through(function: Work, passages: Sequence[Callable[[Iterator[object]], Iterator[object]]]) -> Work:
    """The function, with what it gives passed through others."""
    return reduce(lambda inner, passage: lambda work, options: passage(inner(work, options)), passages, function)


def _live(channel: "Connection[Any, Any]", limits: Limits) -> None:
    _allow(limits.cpu_seconds)
    channel.send(Alive())


def _serve(channel: "Connection[Any, Any]", function: Work, options: Options) -> None:
    work = channel.recv()
    try:
        for event in function(work, options):
            if isinstance(event, Begun):
                _allow(options.limits.cpu_seconds)
            channel.send(event)
    except MemoryError:
        os._exit(NO_MEMORY)
    channel.send(Finished())


def _go_with_parent() -> None:
    """End, with all that was started, when the parent goes: one that is killed cannot say goodbye."""
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    _leave()


def _leave() -> None:
    """End all that was started, remove what it and this process wrote, and end. Never returns; a second thread waits for the first."""
    _LEAVING.acquire()
    end_others(os.getpid())
    if SCRATCH_VARIABLE in os.environ:
        shutil.rmtree(os.environ[SCRATCH_VARIABLE], ignore_errors=True)
    end_session(os.getpid())


def _bind(limits: Limits) -> None:
    """Set what holds for the worker's whole life. Only the soft limits: LibreOffice, which it starts, has its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.stack_size(16 << 20)
    for kind, wanted in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system that has no such limit, or a lower one already
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _allow(seconds: float) -> None:
    """Give the worker so many seconds of work from now on. The system counts those of its whole life."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
