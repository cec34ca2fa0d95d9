"""Which program made a record: its version, and a digest of the rules behind it."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

VERSION = "0.1.0"
"""Version of the program, the same as in pyproject.toml (a test compares them)."""

READING = (
    "schemas", "extractors", "pipeline/loaders", "pipeline/extract.py", "pipeline/identity.py", "pipeline/options.py",
    "pipeline/reading.py", "pipeline/store/parcel.py",
)  # fmt: skip
"""What takes part in making a record, folders with all that is in them. A test holds it to what `pipeline.reading` imports."""

_SOURCES = (".py", ".csv", ".toml", ".txt")


@cache
def program() -> str:
    """Version and digest of all code and tables, such as `0.1.0+3f2a9c01d4b7`: what an export and a report were made with."""
    return f"{VERSION}+{_digest(('schemas', 'extractors', 'pipeline'))}"


@cache
def reader() -> str:
    """Digest of the code and tables that make a record, such as `3f2a9c01d4b7`.

    The store keeps it for each file, and `extract` skips a file only while it is the same. A version would not do: whoever adds a row to
    the table of agencies wants the files read again although no release has been made, and a release that only draws the report
    otherwise should not have half a million files read again.
    """
    return _digest(READING)


def _digest(parts: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        package, _, rest = part.partition("/")
        for name, content in _contents(files(package).joinpath(*filter(None, [rest])), part):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def _contents(entry: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if entry.is_dir():
        for one in sorted(entry.iterdir(), key=lambda one: one.name):
            yield from _contents(one, f"{name}/{one.name}")
    elif name.endswith(_SOURCES):
        yield name, entry.read_bytes()
