"""Records and names of documents, read back from the store."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import AmbiguousDocument, UnknownDocument
from pipeline.store.layout import DOCUMENT_TABLES, names
from schemas import TABLES, DocumentRecord

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHORTEST_PREFIX = 4
_SHOWN = 10


def read_record(db: DuckDBPyConnection, document_id: str) -> DocumentRecord:
    """The record of a document that is in the store, with its parts, as it was put."""
    fields: dict[str, Any] = {
        table: _rows(db, f"per_document.{table}_rows", table, "in_document", document_id) for table in DOCUMENT_TABLES
    }
    attached = "SELECT document_id FROM per_document.documents_rows WHERE parent_document_id = ? ORDER BY position"
    parts = db.execute(attached, [document_id]).fetchall()
    return DocumentRecord(
        document=fields.pop("documents")[0],
        text=read_text(db, document_id),
        sources=_rows(db, "sources", "sources", "document_id", document_id),
        parts=tuple(read_record(db, part) for (part,) in parts),
        **fields,
    )


def read_records(db: DuckDBPyConnection, document_ids: Sequence[str]) -> list[DocumentRecord]:
    """As `read_record`, for many documents: each table is gone through once for all of them."""
    parts = _attached(db)
    ids = list(dict.fromkeys(member for one in document_ids for member in _family(one, parts)))
    tables: dict[str, Any] = {table: _rows_of(db, f"per_document.{table}_rows", table, "in_document", ids) for table in DOCUMENT_TABLES}
    tables["sources"] = _rows_of(db, "sources", "sources", "document_id", ids)
    documents = tables.pop("documents")
    texts = dict(db.execute("SELECT document_id, text FROM texts WHERE document_id IN (SELECT unnest(?))", [ids]).fetchall())

    def record(one: str) -> DocumentRecord:
        own = {table: rows.get(one, ()) for table, rows in tables.items()}
        return DocumentRecord(document=documents[one][0], text=texts[one], parts=tuple(map(record, parts.get(one, ()))), **own)

    return [record(one) for one in document_ids]


def _attached(db: DuckDBPyConnection) -> dict[str, list[str]]:
    """Documents that others are attached to, with those, in their order."""
    sql = "SELECT parent_document_id, document_id FROM per_document.documents_rows WHERE parent_document_id IS NOT NULL ORDER BY position"
    parts: dict[str, list[str]] = {}
    for parent, one in db.execute(sql).fetchall():
        parts.setdefault(parent, []).append(one)
    return parts


def _family(one: str, parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield one
    for part in parts.get(one, ()):
        yield from _family(part, parts)


def as_models(table: str, rows: Iterable[Sequence[object]]) -> tuple[Any, ...]:
    """Rows of a table, in its columns, as its row models. Validation turns DuckDB's lists into tuples."""
    columns = TABLES[table].columns
    return tuple(TABLES[table].row.model_validate(dict(zip(columns, row, strict=True))) for row in rows)


def _rows(db: DuckDBPyConnection, source: str, table: str, owner: str, document_id: str) -> tuple[Any, ...]:
    order = "position" if owner == "in_document" else "path"
    found = db.execute(f"SELECT {names(table)} FROM {source} WHERE {owner} = ? ORDER BY {order}", [document_id]).fetchall()
    return as_models(table, found)


def _rows_of(db: DuckDBPyConnection, source: str, table: str, owner: str, document_ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """As `_rows`, by document."""
    order = "position" if owner == "in_document" else "path"
    sql = f"SELECT {owner}, {names(table)} FROM {source} WHERE {owner} IN (SELECT unnest(?)) ORDER BY {owner}, {order}"
    found = db.execute(sql, [document_ids]).fetchall()
    return {one: as_models(table, [row[1:] for row in rows]) for one, rows in groupby(found, itemgetter(0))}


def read_text(db: DuckDBPyConnection, document_id: str) -> str:
    """The text that the offsets of a document in the store point into."""
    (text,) = db.execute("SELECT text FROM texts WHERE document_id = ?", [document_id]).fetchall()[0]
    return str(text)


def find_document(db: DuckDBPyConnection, wanted: str) -> str:
    """The id of the document that `wanted` means: an id, a path, a file name, its stem, or the start of an id, tried in this order.

    Raises UnknownDocument or AmbiguousDocument, both with the candidates.
    """
    wanted = unicodedata.normalize("NFC", wanted)
    ids = [document_id for (document_id,) in db.execute("SELECT document_id FROM documents").fetchall()]
    if wanted in ids:
        return wanted
    files = _files(db)
    for same in _ways(wanted):
        found = {document_id: path for path, document_id in files if same(path)}
        if found:
            return _only(wanted, found)
    paths = {document_id: path for path, document_id in reversed(files)}
    starting = {i: paths.get(i, "") for i in ids if len(wanted) >= _SHORTEST_PREFIX and i.startswith(wanted)}
    if starting:
        return _only(wanted, starting)
    raise UnknownDocument(wanted=wanted, candidates=_suggestions(wanted, [path for path, _ in files]))


def _ways(wanted: str) -> tuple[Callable[[str], bool], ...]:
    """Ways in which a path may be meant, the exact one first: `./raw/a.md` and `/home/x/raw/a.md`, `a.md`, `a`."""
    path = Path(wanted).absolute()
    return (lambda p: Path(p).absolute() == path, lambda p: Path(p).name == wanted, lambda p: Path(p).stem == wanted)


def _files(db: DuckDBPyConnection) -> list[tuple[str, str]]:
    """(path, id) of the files' own documents, not those attached to them, by path."""
    found = db.execute("SELECT path, document_id FROM files WHERE place = 0 ORDER BY ALL").fetchall()
    # A Mac hands out names decomposed, while people type them composed.
    return [(unicodedata.normalize("NFC", path), document_id) for path, document_id in found]


def _only(wanted: str, found: dict[str, str]) -> str:
    if len(found) > 1:
        raise AmbiguousDocument(wanted=wanted, candidates=_listed([f"{i}  {path}" for i, path in found.items()]))
    return next(iter(found))


def _suggestions(wanted: str, paths: list[str]) -> str:
    """Names like the one that was asked for, else the first ones of the store."""
    named = {Path(path).name: path for path in paths}
    like = get_close_matches(wanted, named, n=_SHOWN, cutoff=0.5)
    return _listed([named[name] for name in like] or paths)


def _listed(lines: list[str]) -> str:
    more = ["…"] if len(lines) > _SHOWN else []
    return "".join(f"\n  {line}" for line in [*lines[:_SHOWN], *more])
