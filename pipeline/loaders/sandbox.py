"""Reading files in a process of their own, with limits (pipeline.processes)."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.loaders.base import LoadError
from pipeline.loaders.load import bytes_of, contents, load_content
from pipeline.options import Options
from pipeline.processes import Begun, Died, Worker
from schemas import SourceText


class OutOfLimits(LoadError):
    """A file that took more time or memory than it may, or ended the process that read it."""


@dataclass(slots=True)
class Sandbox:
    """A worker process that reads files one after the other. Use it as a context manager; it is not shared between threads."""

    options: Options = field(default_factory=Options)
    worker: Worker | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """The worker's process; None before the first file and after one that ended it."""
        return self.worker.process if self.worker else None

    def load_all(self, path: str | os.PathLike[str]) -> Iterator[SourceText | LoadError]:
        """As `pipeline.loaders.load_all`, in the worker. What ends the worker is an OutOfLimits about the document that it was on."""
        name = os.fspath(path)
        self.worker = self.worker or Worker("pipeline.loaders.sandbox:read_documents", self.options)
        try:
            self.worker.send(name)
            for event in self.worker.events():
                if isinstance(event, Begun):
                    name = event.name
                else:
                    assert isinstance(event, SourceText | LoadError)
                    yield event
        except Died as death:
            self.close()
            error = OutOfLimits(death.code, **death.values)
            error.path = name
            yield error
        except GeneratorExit:  # the caller stopped in the middle of an archive: the rest of its members must not come next time
            self.close()
            raise

    def close(self) -> None:
        """End the worker. The next file starts another."""
        if self.worker is not None:
            self.worker.close()
        self.worker = None


def read_documents(name: str, options: Options) -> Iterator[Begun | SourceText | LoadError]:
    """In the worker: the documents of a file, each announced before it is read."""
    yield Begun(name, name)
    try:
        data = bytes_of(name, options)
    except LoadError as error:
        error.path = name
        yield error
        return
    for path, content in contents(data, name, options):
        yield Begun(name, path)
        yield guarded(path, content, options)


def guarded(path: str, content: bytes | LoadError, options: Options) -> SourceText | LoadError:
    """As `load_content`; a fault of a loader is a failure of this document only."""
    try:
        return load_content(path, content, options)
    except MemoryError:
        raise
    except Exception as fault:
        error = LoadError("fault", detail=f"{type(fault).__name__}: {fault}")
        error.path = path
        return error
