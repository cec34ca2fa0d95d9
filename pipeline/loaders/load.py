"""The one way in: read a file's bytes, tell its format, hand it to the loader of that format."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath

from pipeline.loaders.archive import SEPARATOR, members
from pipeline.loaders.base import LoadError, Reading, UnsupportedFormat
from pipeline.loaders.decrypt import decrypted, is_encrypted_package
from pipeline.loaders.registry import loader_of
from pipeline.loaders.sniff import is_text_name, sniff
from pipeline.options import Options
from schemas import SourceText


def load(path: str | os.PathLike[str], options: Options | None = None) -> SourceText:
    """Read one file of any supported format.

    The text is NFC with `\\n` line ends and without byte order mark; beyond that, text and markdown are as written in the file.
    Other formats give what a reader of the page sees: paragraphs apart by blank lines, table rows as `| a | b |`.

    Raises:
        LoadError: the file cannot be opened, is empty, damaged, encrypted or beyond the limits; `code` and `reason` say which.
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
    name = os.fspath(path)
    try:
        data = bytes_of(path, options)
    except LoadError as error:
        yield _about(error, name)
        return
    for member, content in contents(data, name, options):
        yield load_content(member, content, options)


def contents(data: bytes, path: str, options: Options) -> Iterator[tuple[str, bytes | LoadError]]:
    """Path and bytes of each document in a file's bytes: the file itself, or the members of an archive, which are unpacked one by one.

    Archives inside archives are opened down to `options.limits.archive_depth`. What cannot be unpacked is its LoadError.
    """
    try:
        yield from _contents(data, path, options, options.limits.archive_depth)
    except MemoryError:
        raise
    except Exception as fault:  # a fault in unpacking is a failure of this file only
        yield path, LoadError("fault", detail=f"{type(fault).__name__}: {fault}")


def _contents(data: bytes, path: str, options: Options, depth: int) -> Iterator[tuple[str, bytes | LoadError]]:
    try:
        if not data.startswith(b"PK") or sniff(data, path).format != "zip":
            yield path, data
            return
        if not depth:
            raise LoadError("nested")
        for name, member in members(data, path, options):
            if isinstance(member, LoadError):
                yield name, member
            else:
                yield from _contents(member, name, options, depth - 1)
    except LoadError as error:
        yield path, error


def load_content(path: str, content: bytes | LoadError, options: Options) -> SourceText | LoadError:
    """A document out of what `contents` gives. Nothing is raised; an error's `path` is the document's."""
    if isinstance(content, LoadError):
        return _about(content, path)
    try:
        return load_bytes(content, path, options)
    except LoadError as error:
        return _about(error, path)


def _member(archive: str, name: str, options: Options) -> SourceText:
    """One member of an archive by its path. Raises LoadError if there is none or it cannot be read."""
    for path, content in contents(bytes_of(archive, options), archive, options):
        if path == name:
            if isinstance(content, LoadError):
                raise content
            return load_bytes(content, path, options)
    raise LoadError("no_member")


def _about(error: LoadError, path: str) -> LoadError:
    error.path = path
    return error


def load_bytes(data: bytes, path: str, options: Options) -> SourceText:
    """Read a document that is in memory. `path` is the name that it goes by. Raises as `load` does."""
    _refuse_nothing(data)
    content = decrypted(data, options) if is_encrypted_package(data) else data
    sniffed = sniff(content, path)
    if sniffed.format == "zip":
        raise LoadError("archive")
    loader = loader_of(sniffed.format)
    if loader is None:
        raise UnsupportedFormat(sniffed.format)
    try:
        reading = _clean(loader(content, options))
    except LoadError:
        if sniffed.format == "txt" and not is_text_name(path):
            raise LoadError("misnamed", suffix=PurePath(path).suffix) from None
        raise
    if len(reading.text) > options.limits.characters:
        raise LoadError("too_long", n=len(reading.text), limit=options.limits.characters)
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


def _refuse_nothing(data: bytes) -> None:
    if not data:
        raise LoadError("empty")
    if not data.strip(b"\0"):
        raise LoadError("zeros")


@cache
def _no_text() -> re.Pattern[str]:
    """Code points that no text holds and that neither UTF-8 nor a database takes: halves of surrogate pairs (`\\u-10179?` in RTF), NUL."""
    return re.compile("[\ud800-\udfff\0]")


def _clean(reading: Reading) -> Reading:
    """The reading with U+FFFD in place of code points that no text holds. Offsets stay."""
    pattern = _no_text()
    if not any(map(pattern.search, (reading.text, *reading.apart))):
        return reading
    apart = tuple(pattern.sub("\ufffd", words) for words in reading.apart)
    return replace(reading, text=pattern.sub("\ufffd", reading.text), apart=apart)


def bytes_of(path: str | os.PathLike[str], options: Options) -> bytes:
    """A file's bytes. Raises LoadError if it cannot be read or is larger than the limits allow."""
    try:
        size = Path(path).stat().st_size
        if size > options.limits.size:
            raise LoadError("too_large", size=size, limit=options.limits.size)
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise LoadError("missing") from None
    except IsADirectoryError:
        raise LoadError("folder") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise LoadError("unopenable", detail=getattr(error, "strerror", None) or str(error)) from None
