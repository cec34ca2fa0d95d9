"""Rows in and out of the store's tables. Each function runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.columns import Column, arrow_table, columns_of
from pipeline.store.layout import DOCUMENT_TABLES
from pipeline.version import program
from schemas import TABLES, DocumentRecord, Model
from schemas.tables import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HIDDEN = (Column("in_document", "text", False, ""), Column("position", "integer", False, ""))
_TEXTS = tuple(Column(name, "text", False, "") for name in ("document_id", "text"))
LINKS = tuple(Column(name, "text", False, "") for name in ("citation_id", "instrument_id"))
_FILES = (
    Column("path", "text", False, ""), Column("document_id", "text", False, ""), Column("place", "integer", False, ""),
    Column("sha256", "text", False, ""), Column("program", "text", False, ""),
)  # fmt: skip


def family(record: DocumentRecord) -> Iterator[DocumentRecord]:
    """The record and the documents attached to it, at any depth, in order."""
    yield record
    for part in record.parts:
        yield from family(part)


def forget_path(db: DuckDBPyConnection, path: str) -> None:
    """Drop what came from `path`, and its documents where no other path holds them.

    Where another path does, that one becomes the document's first path. Its row in `files` loses the program, so that the next
    extraction reads it: two files of the same text may differ in format and pages, which the rows have from the first one.
    """
    held = [document_id for (document_id,) in db.execute("SELECT document_id FROM files WHERE path = ?", [path]).fetchall()]
    if not held:
        return
    db.execute("DELETE FROM files WHERE path = ?", [path])
    db.execute("DELETE FROM sources WHERE path = ?", [path])
    heirs = {document_id: first_path(db, document_id) for document_id in held}
    drop_documents(db, [document_id for document_id, heir in heirs.items() if heir is None])
    for document_id, heir in heirs.items():
        if heir is not None and heir > path:
            db.execute("UPDATE files SET program = '' WHERE path = ?", [heir])
            db.execute("UPDATE manifest SET program = '' WHERE file IN (SELECT file FROM members WHERE path = ?)", [heir])
            db.execute("UPDATE per_document.documents_rows SET source_path = ? WHERE document_id = ?", [heir, document_id])
    # A plan that lies in a file of its own too stays when the decision that it was attached to goes.
    left = "(SELECT document_id FROM per_document.documents_rows)"
    db.execute(f"UPDATE per_document.documents_rows SET parent_document_id = NULL WHERE parent_document_id NOT IN {left}")


def first_path(db: DuckDBPyConnection, document_id: str) -> str | None:
    """The path that sorts first among those that hold a document; None where none does."""
    (found,) = db.execute("SELECT min(path) FROM files WHERE document_id = ?", [document_id]).fetchall()[0]
    return str(found) if found is not None else None


def drop_documents(db: DuckDBPyConnection, document_ids: Sequence[str]) -> None:
    """Drop the rows of these documents, whoever holds them."""
    if not document_ids:
        return
    marks = ", ".join("?" for _ in document_ids)
    for table in DOCUMENT_TABLES:
        db.execute(f"DELETE FROM per_document.{table}_rows WHERE in_document IN ({marks})", list(document_ids))
    db.execute(f"DELETE FROM texts WHERE document_id IN ({marks})", list(document_ids))


class Incoming:
    """Records on their way in, put together so that each table is written once for many of them. Flush it before the end."""

    def __init__(self, db: DuckDBPyConnection, coming: Iterable[tuple[DocumentRecord, str]]) -> None:
        """`coming` are the records that will be put, with their paths: what the store holds of them is asked for once."""
        self.db = db
        self.held = self._held(list(coming))
        self.rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in DOCUMENT_TABLES}
        self.texts: list[tuple[object, ...]] = []
        self.files: list[tuple[object, ...]] = []
        self.sources: list[Source] = []
        self.keys: set[str] = set()

    def put(self, record: DocumentRecord, path: str) -> None:
        """Replace what `path` held by a record and its parts.

        The rows of a document are those of the path that sorts first: of a member that an earlier path holds too, only the path is
        noted. What shares a document or path with a record that waits is written after it.
        """
        members = list(enumerate(family(record)))
        keys = {path, *(member.document.document_id for _, member in members)}
        if keys & self.keys:
            self.flush()
        self.keys |= keys
        if path in self.held:
            forget_path(self.db, path)
        ids = [member.document.document_id for _, member in members]
        firsts = {one: first_path(self.db, one) if one in self.held else None for one in ids}
        own = [(place, member) for place, member in members if (firsts[member.document.document_id] or path) >= path]
        drop_documents(self.db, [member.document.document_id for _, member in own if firsts[member.document.document_id]])
        for table in DOCUMENT_TABLES:
            self.rows[table] += (row for place, member in own for row in _rows(member, table, place, path))
        self.texts += ((member.document.document_id, member.text) for _, member in own)
        digest, made_by = record.document.sha256, program()
        self.files += ((path, member.document.document_id, place, digest, made_by) for place, member in members)
        self.sources += _sources(record, path)

    def flush(self) -> None:
        """Write what waits. Raises duckdb.ConstraintException where a key is there already."""
        for table in DOCUMENT_TABLES:
            insert_hidden(self.db, table, self.rows[table])
            self.rows[table] = []
        insert_into(self.db, "texts", _TEXTS, self.texts)
        insert_into(self.db, "files", _FILES, self.files)
        insert_rows(self.db, "sources", self.sources)
        self.held |= self.keys
        self.texts, self.files, self.sources, self.keys = [], [], [], set()

    def _held(self, coming: Sequence[tuple[DocumentRecord, str]]) -> set[str]:
        """Paths and ids of documents among those that come which the store has already."""
        paths = [path for _, path in coming]
        ids = [member.document.document_id for record, _ in coming for member in family(record)]
        sql = """SELECT path FROM files WHERE path IN (SELECT unnest(?))
                 UNION SELECT document_id FROM files WHERE document_id IN (SELECT unnest(?))"""
        return {key for (key,) in self.db.execute(sql, [paths, ids]).fetchall()} if coming else set()


def _rows(record: DocumentRecord, table: str, place: int, path: str) -> Iterator[tuple[object, ...]]:
    """Rows of one table with the document and the position before them; a document's position is its place in its file."""
    document_id = record.document.document_id
    if table == "documents":
        yield (document_id, place, *_values(record.document.model_copy(update={"source_path": path})))
        return
    rows: tuple[Model, ...] = getattr(record, table)
    for position, row in enumerate(rows):
        yield (document_id, position, *_values(row))


def _values(row: Model) -> tuple[object, ...]:
    return _getter(type(row))(row)


@cache
def _getter(kind: type[Model]) -> Callable[[Model], tuple[object, ...]]:
    return attrgetter(*kind.model_fields)


def insert_hidden(db: DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows with their two hidden columns into a table of `per_document`."""
    insert_into(db, f"per_document.{table}_rows", (*_HIDDEN, *columns_of(TABLES[table].row)), rows)


def insert_rows(db: DuckDBPyConnection, table: str, rows: Iterable[Model]) -> None:
    """Insert rows into a table of the contract that belongs to no document."""
    insert_into(db, table, columns_of(TABLES[table].row), [_values(row) for row in rows])


def insert_into(db: DuckDBPyConnection, table: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    """Insert rows of values into a table whose columns are those given."""
    if not rows:
        return
    # Through Arrow: executemany runs the whole statement once for each row, which made a plan of 400 rows take 0.3 s.
    db.register("incoming", arrow_table(columns, rows))
    db.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    db.unregister("incoming")


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
