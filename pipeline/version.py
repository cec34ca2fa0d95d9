"""Which program made a record: its version, and a digest of the rules behind it."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

VERSION = "0.1.0"
"""Version of the program, the same as in pyproject.toml (a test compares them)."""

_SOURCES = (".py", ".csv", ".toml", ".txt")


@cache
def program() -> str:
    """Version and digest of all code and tables that take part in making a record, such as `0.1.0+3f2a9c01d4b7`.

    The version alone would not do: whoever adds a row to the table of agencies wants the files read again although no
    release has been made. The store keeps it for each file and `extract` skips a file only while it is the same.
    """
    digest = hashlib.sha256()
    for package in ("schemas", "extractors", "pipeline"):
        for name, content in _contents(files(package), package):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"{VERSION}+{digest.hexdigest()[:12]}"


def _contents(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, name)
        elif entry.name.endswith(_SOURCES):
            yield name, entry.read_bytes()
