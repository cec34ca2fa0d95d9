"""Rows in and out of the store's tables. Each function runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.columns import Column, arrow_columns, columns_of
from pipeline.store.layout import DOCUMENT_TABLES
from pipeline.store.parcel import OWNED, Columns, Parcel, values_of
from schemas import TABLES, Model

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_HIDDEN = (Column("in_document", "text", False, ""), Column("position", "integer", False, ""))
_INTERNAL = {
    "texts": tuple(Column(name, "text", False, "") for name in ("document_id", "text")),
    "files": (
        Column("path", "text", False, ""), Column("document_id", "text", False, ""), Column("place", "integer", False, ""),
        Column("sha256", "text", False, ""), Column("program", "text", False, ""),
    ),
}  # fmt: skip


def forget_paths(db: DuckDBPyConnection, paths: Sequence[str]) -> None:
    """Drop what came from these paths, and its documents where no other path holds them.

    Where another path does, that one becomes the document's first path. Its row in `files` loses the program, so that the next
    extraction reads it: two files of the same text may differ in format and pages, which the rows have from the first one.
    """
    held = db.execute("SELECT document_id, min(path) FROM files WHERE path IN (SELECT unnest(?)) GROUP BY ALL", [paths]).fetchall()
    if not held:
        return
    for table in ("files", "sources"):
        db.execute(f"DELETE FROM {table} WHERE path IN (SELECT unnest(?))", [paths])
    heirs = first_paths(db, [document_id for document_id, _ in held])
    drop_documents(db, [document_id for document_id, _ in held if document_id not in heirs])
    for document_id, before in held:
        heir = heirs.get(document_id, "")
        if heir > before:
            db.execute("UPDATE files SET program = '' WHERE path = ?", [heir])
            db.execute("UPDATE manifest SET program = '' WHERE file IN (SELECT file FROM members WHERE path = ?)", [heir])
            db.execute("UPDATE per_document.documents_rows SET source_path = ? WHERE document_id = ?", [heir, document_id])
    # A plan that lies in a file of its own too stays when the decision that it was attached to goes.
    left = "(SELECT document_id FROM per_document.documents_rows)"
    db.execute(f"UPDATE per_document.documents_rows SET parent_document_id = NULL WHERE parent_document_id NOT IN {left}")


def first_paths(db: DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, str]:
    """Of each of these documents that the store holds, the path that sorts first among those that hold it."""
    sql = "SELECT document_id, min(path) FROM files WHERE document_id IN (SELECT unnest(?)) GROUP BY ALL"
    return dict(db.execute(sql, [document_ids]).fetchall()) if document_ids else {}


def drop_documents(db: DuckDBPyConnection, document_ids: Sequence[str]) -> None:
    """Drop the rows of these documents, whoever holds them."""
    if not document_ids:
        return
    for table in DOCUMENT_TABLES:
        db.execute(f"DELETE FROM per_document.{table}_rows WHERE in_document IN (SELECT unnest(?))", [document_ids])
    db.execute("DELETE FROM texts WHERE document_id IN (SELECT unnest(?))", [document_ids])


class Incoming:
    """Parcels on their way in, put together so that each table is written once for many of them. Flush it before the end."""

    def __init__(self, db: DuckDBPyConnection, coming: Sequence[Parcel]) -> None:
        """`coming` are the parcels that will be put: what the store holds of them is asked for once."""
        self.db = db
        self.held = _held(db, set().union(*(parcel.keys for parcel in coming)))
        self.columns: dict[str, list[Columns]] = {}
        self.arrow: dict[str, list[pa.Table]] = {}
        self.keys: set[str] = set()

    def put(self, parcel: Parcel) -> None:
        """Replace what its paths held by its records.

        The rows of a document are those of the path that sorts first: of a document that an earlier path holds too, only the path is
        noted. What shares a document or path with a parcel that waits is written after it.
        """
        keys = parcel.keys
        if keys & self.keys:
            self.flush()
        self.keys |= keys
        known = keys & self.held
        if known:
            forget_paths(self.db, sorted(known.intersection(parcel.paths)))
        others = self._held_elsewhere(parcel, known)
        for table, columns in parcel.columns.items():
            self.columns.setdefault(table, []).append(_without(columns, others) if others and table in OWNED else columns)
        for table, rows in parcel.arrow.items():
            self.arrow.setdefault(table, []).append(_rows_without(rows, others) if others and table in OWNED else rows)

    def _held_elsewhere(self, parcel: Parcel, known: set[str]) -> set[str]:
        """Documents of the parcel whose rows stand already, from an earlier path. Rows from a later path are dropped."""
        path_of = {one: path for path, ids in parcel.paths.items() for one in ids}
        firsts = first_paths(self.db, sorted(known.intersection(path_of)))
        drop_documents(self.db, [one for one, first in firsts.items() if first >= path_of[one]])
        return {one for one, first in firsts.items() if first < path_of[one]}

    def flush(self) -> None:
        """Write what waits. Raises duckdb.ConstraintException where a key is there already."""
        for table, parts in self.columns.items():
            name, columns = described(table)
            insert_columns(self.db, name, columns, [list(chain.from_iterable(values)) for values in zip(*parts, strict=True)])
        for table, tables in self.arrow.items():
            for rows in tables:
                _insert_arrow(self.db, described(table)[0], rows)
        self.held |= self.keys
        self.columns, self.arrow, self.keys = {}, {}, set()


def _held(db: DuckDBPyConnection, keys: set[str]) -> set[str]:
    """Those of these paths and ids of documents that the store has already."""
    sql = """SELECT path FROM files WHERE path IN (SELECT unnest($keys))
             UNION SELECT document_id FROM files WHERE document_id IN (SELECT unnest($keys))"""
    return {key for (key,) in db.execute(sql, {"keys": sorted(keys)}).fetchall()} if keys else set()


def _without(columns: Columns, documents: set[str]) -> Columns:
    """The rows that are not of these documents."""
    kept = [row for row in zip(*columns, strict=True) if row[0] not in documents]
    return tuple(zip(*kept, strict=True)) if kept else tuple(() for _ in columns)


def _rows_without(rows: pa.Table, documents: set[str]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - see pipeline.columns
    import pyarrow.compute as pc  # noqa: PLC0415

    return rows.filter(pc.invert(pc.is_in(rows.column(0), pa.array(sorted(documents)))))


@cache
def described(table: str) -> tuple[str, tuple[Column, ...]]:
    """Name in the database and columns of a table of a parcel."""
    if table in _INTERNAL:
        return table, _INTERNAL[table]
    own = columns_of(TABLES[table].row)
    return (f"per_document.{table}_rows", (*_HIDDEN, *own)) if table in OWNED else (table, own)


def insert_rows(db: DuckDBPyConnection, table: str, rows: Iterable[Model]) -> None:
    """Insert rows into a table of the contract that belongs to no document."""
    insert_into(db, table, columns_of(TABLES[table].row), [values_of(row) for row in rows])


def insert_into(db: DuckDBPyConnection, table: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    """Insert rows of values into a table whose columns are those given."""
    if rows:
        insert_columns(db, table, columns, list(zip(*rows, strict=True)))


def insert_columns(db: DuckDBPyConnection, table: str, columns: Sequence[Column], values: Sequence[Sequence[object]]) -> None:
    """Insert the values of each column into a table whose columns are those given."""
    # Through Arrow: executemany runs the whole statement once for each row, which made a plan of 400 rows take 0.3 s.
    _insert_arrow(db, table, arrow_columns(columns, values))


def _insert_arrow(db: DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    db.register("incoming", rows)
    db.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    db.unregister("incoming")
