"""Records as columns of the store's tables. A worker turns them into these, so that the one writer only appends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import StoreKeyError
from pipeline.store.layout import DOCUMENT_TABLES
from pipeline.version import reader
from schemas import TABLES, DocumentRecord, Model
from schemas.tables import Source

if TYPE_CHECKING:
    import pyarrow as pa

Row = tuple[object, ...]
Columns = tuple[Sequence[object], ...]
"""The values of a table, column by column."""

OWNED = (*DOCUMENT_TABLES, "texts")
"""Tables whose rows belong to a document, the first of their columns. Those of `files` and `sources` belong to a path."""

PACKED = (*OWNED, "files", "sources")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the store writes for some records: no path, no document and no key is in it twice.

    `paths` has the ids of the documents of each path, the file's own first and then those attached to it; `columns` the rows of those
    tables that have any, or `arrow`, where they have come from a file and need not become objects on their way.
    """

    paths: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Columns]
    arrow: Mapping[str, pa.Table] = field(default_factory=dict)

    @property
    def keys(self) -> set[str]:
        """Paths and ids of documents: what no two parcels that are written at once may share."""
        return {*self.paths, *(one for ids in self.paths.values() for one in ids)}

    @property
    def n_rows(self) -> int:
        """Number of rows of all tables."""
        return sum(len(columns[0]) for columns in self.columns.values()) + sum(map(len, self.arrow.values()))


@dataclass(slots=True)
class Packer:
    """Puts records together."""

    paths: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in PACKED})
    characters: int = 0
    _keys: set[str] = field(default_factory=set)

    def shares(self, record: DocumentRecord, path: str) -> bool:
        """Whether the record has to go into another parcel: a copy of one of its documents, or its path, is in this one."""
        return not self._keys.isdisjoint({path, *_ids(record)})

    def add(self, record: DocumentRecord, path: str) -> None:
        """Pack a record and its parts. Raises StoreKeyError, and packs nothing, where two of its rows have the same key."""
        members = list(family(record))
        for member in members:
            _check(member)
        ids = _ids(record)
        _once("documents", ids)
        self.paths[path] = ids
        self._keys |= {path, *ids}
        for table in DOCUMENT_TABLES:
            self.rows[table] += (row for place, member in enumerate(members) for row in _rows(member, table, place, path))
        self.rows["texts"] += ((member.document.document_id, member.text) for member in members)
        digest, made_by = record.document.sha256, reader()
        self.rows["files"] += ((path, one, place, digest, made_by) for place, one in enumerate(ids))
        self.rows["sources"] += map(values_of, _sources(record, path))
        self.characters += sum(len(member.text) for member in members)

    def parcel(self) -> Parcel:
        """All that was packed."""
        return Parcel(self.paths, {table: tuple(zip(*rows, strict=True)) for table, rows in self.rows.items() if rows})


def parcel_of(record: DocumentRecord, path: str) -> Parcel:
    """A parcel of one record. Raises StoreKeyError where two of its rows have the same key."""
    packer = Packer()
    packer.add(record, path)
    return packer.parcel()


def family(record: DocumentRecord) -> Iterator[DocumentRecord]:
    """The record and the documents attached to it, at any depth, in order."""
    yield record
    for part in record.parts:
        yield from family(part)


def values_of(row: Model) -> Row:
    """The values of a row in the order of its columns."""
    return _values_getter(type(row))(row)


@cache
def _values_getter(kind: type[Model]) -> Callable[[Model], Row]:
    return attrgetter(*kind.model_fields)


@cache
def _key_getter(table: str) -> Callable[[Model], object]:
    return attrgetter(*TABLES[table].key)


def _ids(record: DocumentRecord) -> tuple[str, ...]:
    return tuple(member.document.document_id for member in family(record))


def _check(record: DocumentRecord) -> None:
    """Hold a record to the keys of its tables. They name the document, so what holds in each record holds in the store.

    The database does not look after them: its indexes would make the file three times as large, and grow in memory with it.
    """
    for table in DOCUMENT_TABLES:
        if table != "documents":
            _once(table, list(map(_key_getter(table), getattr(record, table))))


def _once(table: str, keys: Sequence[object]) -> None:
    if len(set(keys)) < len(keys):
        (twice, _), *_ = Counter(keys).most_common(1)
        raise StoreKeyError(detail=f"{table}: {twice}")


def _rows(record: DocumentRecord, table: str, place: int, path: str) -> Iterator[Row]:
    """Rows of one table with the document and the position before them; a document's position is its place in its file."""
    document_id = record.document.document_id
    if table == "documents":
        yield (document_id, place, *values_of(record.document.model_copy(update={"source_path": path})))
        return
    rows: tuple[Model, ...] = getattr(record, table)
    for position, row in enumerate(rows):
        yield (document_id, position, *values_of(row))


def _sources(record: DocumentRecord, path: str) -> Iterator[Source]:
    """A row for each document of the record: what the record says of the path, else what the file system does.

    A record made by hand for a path that is not on the disk has none.
    """
    for member in family(record):
        known = next(iter((*member.sources, *record.sources)), None) or _stat(path)
        if known is not None:
            yield known.model_copy(update={"document_id": member.document.document_id, "path": path})


def _stat(path: str) -> Source | None:
    try:
        stat = Path(path).stat()
    except OSError:
        return None
    changed = datetime.fromtimestamp(stat.st_mtime, UTC).isoformat(timespec="seconds")
    return Source(document_id="", path=path, size=stat.st_size, mtime=changed)
