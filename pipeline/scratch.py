"""Folders for temporary files that go with the process they are for, and after it where it was killed.

A folder is locked for as long as its process lives: the system drops a lock with the last process that holds it, however that went. So a
folder that can be locked is nobody's, and whoever makes a new one removes it; one that is in use is never touched.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
import weakref
from functools import cache
from pathlib import Path
from types import TracebackType

_PREFIX = "vnplans-run-"


class Scratch:
    """A new folder where the system has its temporary files. A context manager that gives the folder; leaving it, or the end of this
    process, removes it. A child process that is given `lock` (by `pass_fds`) keeps the folder too.
    """

    def __init__(self) -> None:
        """What processes that were killed have left is removed, once in the life of this one."""
        _sweep_once(tempfile.gettempdir())
        self.path, self.lock = _locked()
        self._remove = weakref.finalize(self, _dropped, self.path, self.lock, os.getpid())

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        self._remove()

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()


def _locked() -> tuple[Path, int]:
    """A new folder and the descriptor that locks it. Where the file system has no locks it is left to whoever cleans up there."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with contextlib.suppress(FileNotFoundError):  # another process that cleans up came in between
            lock = os.open(path, os.O_RDONLY)
            with contextlib.suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_EX)
            if path.is_dir():
                return path, lock
            os.close(lock)


def _dropped(path: Path, lock: int, owner: int) -> None:
    if os.getpid() == owner:  # not in a fork of it
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


@cache
def _sweep_once(folder: str) -> None:
    sweep(folder)


def sweep(folder: str | None = None) -> None:
    """Remove the folders of this user's processes that are gone, by default where the system has its temporary files."""
    with contextlib.suppress(OSError):
        for path in Path(folder or tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            if path.is_dir() and not path.is_symlink() and path.lstat().st_uid == os.getuid():
                _remove_if_nobodys(path)


def _remove_if_nobodys(path: Path) -> None:
    with contextlib.suppress(OSError):  # in use, or gone meanwhile
        lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(lock)
