"""The one way in: read a file's bytes, tell its format, hand it to the loader of that format."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.loaders.archive import SEPARATOR, members
from pipeline.loaders.base import LoadError, UnsupportedFormat
from pipeline.loaders.options import Options
from pipeline.loaders.registry import loader_of
from pipeline.loaders.sniff import sniff
from schemas import SourceText


def load(path: str | os.PathLike[str], options: Options | None = None) -> SourceText:
    """Read one file of any supported format.

    The text is NFC with `\\n` line ends and without byte order mark; beyond that, text and markdown are as written in the file.
    Other formats give what a reader of the page sees: paragraphs apart by blank lines, table rows as `| a | b |`.

    Raises:
        LoadError: the file cannot be opened, is empty, damaged, encrypted or beyond the limits; `reason` says which.
        UnsupportedFormat: the format is known and has no loader.
    """
    options = options or Options()
    name = os.fspath(path)
    outer, separator, _ = name.partition(SEPARATOR)
    if separator and not Path(name).exists():
        return _member(outer, name, options)
    return load_bytes(bytes_of(path, options), name, options)


def load_all(path: str | os.PathLike[str], options: Options | None = None) -> Iterator[SourceText | LoadError]:
    """All documents of a file: one, or each member of an archive by its own path (`archive.zip!/member.docx`).

    Nothing is raised: what cannot be read is a LoadError whose `path` says which file or member it is about.
    """
    options = options or Options()
    try:
        data = bytes_of(path, options)
    except LoadError as error:
        yield _about(error, os.fspath(path))
        return
    yield from _documents(data, os.fspath(path), options, options.limits.archive_depth)


def _documents(data: bytes, path: str, options: Options, depth: int) -> Iterator[SourceText | LoadError]:
    """Documents in bytes. Archives inside archives are opened down to `depth`."""
    try:
        if not data.startswith(b"PK") or sniff(data, path).format != "zip":
            yield load_bytes(data, path, options)
            return
        if not depth:
            raise LoadError("archives are nested too deeply")
        for name, member in members(data, path, options):
            if isinstance(member, LoadError):
                yield _about(member, name)
            else:
                yield from _documents(member, name, options, depth - 1)
    except LoadError as error:
        yield _about(error, path)


def _member(archive: str, name: str, options: Options) -> SourceText:
    """One member of an archive by its path. Raises LoadError if there is none or it cannot be read."""
    for found in load_all(archive, options):
        if found.path == name:
            if isinstance(found, LoadError):
                raise found
            return found
    raise LoadError("there is no such member in the archive")


def _about(error: LoadError, path: str) -> LoadError:
    error.path = path
    return error


def load_bytes(data: bytes, path: str, options: Options) -> SourceText:
    """Read a document that is in memory. `path` is the name that it goes by. Raises as `load` does."""
    if not data:
        raise LoadError("the file is empty")
    sniffed = sniff(data, path)
    loader = loader_of(sniffed.format)
    if sniffed.format == "zip":
        raise LoadError("it is an archive of documents: load_all() reads its members")
    if loader is None:
        raise UnsupportedFormat(sniffed.format)
    reading = loader(data, options)
    if len(reading.text) > options.limits.characters:
        raise LoadError(f"the text has {len(reading.text):,} characters, more than {options.limits.characters:,}")
    return SourceText(
        path=path,
        text=reading.text,
        format=sniffed.format,
        loader=reading.loader or sniffed.format,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=reading.encoding,
        pages=reading.pages,
        lines=reading.lines,
        cells=reading.cells,
        marks=reading.marks,
        apart=reading.apart,
        warnings=sniffed.warnings + reading.warnings,
    )


def bytes_of(path: str | os.PathLike[str], options: Options) -> bytes:
    """A file's bytes. Raises LoadError if it cannot be read or is larger than the limits allow."""
    try:
        size = Path(path).stat().st_size
        if size > options.limits.size:
            raise LoadError(f"the file has {size:,} bytes, more than {options.limits.size:,}")
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise LoadError("there is no such file") from None
    except IsADirectoryError:
        raise LoadError("it is a folder, not a file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise LoadError(f"the file cannot be opened: {getattr(error, 'strerror', None) or error}") from None
