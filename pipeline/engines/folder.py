"""The shared folder of a batch, from the side of whoever runs it."""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.engines.shard_file import ShardDamaged, about
from pipeline.engines.work import SHARD, TOKEN, claimed
from pipeline.errors import SharedUnwritable

_UNFINISHED = (".tmp", ".claim")
_OURS = (SHARD, *_UNFINISHED)


class SharedFolder:
    """A folder below `shared` that belongs to one store, so that two stores may share the rest."""

    def __init__(self, shared: Path, store: Path) -> None:
        # The node opens it by this very path, wherever it works.
        key = hashlib.sha256(os.fsencode(store.resolve())).hexdigest()[:12]
        self.path = shared.resolve() / f"vnplans-{key}"
        self.token = ""

    def open(self) -> None:
        """Make the folder and a new token; what a batch that was killed left unfinished goes. Raises SharedUnwritable."""
        self.token = secrets.token_hex(16)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for file in self._files(*_UNFINISHED):
                _remove(file)
            (self.path / TOKEN).write_text(self.token)
        except OSError as error:
            raise SharedUnwritable(folder=self.path, detail=error.strerror or error) from error

    def finished(self) -> Iterator[tuple[Path, dict[str, str]]]:
        """Shards that lie here whole, each with what it says of itself; others are removed."""
        for file in self._files(SHARD):
            try:
                yield file, about(file)
            except ShardDamaged:
                _remove(file)

    def shard(self, name: str) -> Path:
        """The folder of a shard."""
        return self.path / f"{name}{SHARD}"

    def claim(self, name: str) -> str:
        """What a shard's claim says, as it stands on the disk; empty where there is none."""
        try:
            return (self.path / f"{name}.claim").read_text()
        except OSError:
            return ""

    def at(self, name: str) -> tuple[str, str] | None:
        """File and document that a shard was at when it was last heard of; None where nothing tells."""
        return claimed(self.claim(name))

    def drop(self, name: str) -> None:
        """Remove a shard that is in the store."""
        with contextlib.suppress(OSError):  # what cannot be removed is found by the next batch, and not taken
            for suffix in _OURS:
                _remove(self.path / f"{name}{suffix}")

    def clear(self, shards: bool) -> None:
        """Remove what is ours, finished shards only if `shards`, and the folder where nothing else lies in it."""
        with contextlib.suppress(OSError):
            for file in [*self._files(*(_OURS if shards else _UNFINISHED)), self.path / TOKEN]:
                _remove(file)
            self.path.rmdir()
            self.path.parent.rmdir()

    def _files(self, *suffixes: str) -> list[Path]:
        return sorted(file for file in self.path.iterdir() if file.suffix in suffixes) if self.path.is_dir() else []


def _remove(path: Path) -> None:
    """Remove a file, or a folder with all in it, if it is there. Raises OSError."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
