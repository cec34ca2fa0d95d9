"""What is known of the files on the disk: read when, by which program, with which outcome. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.columns import Column
from pipeline.store.writing import forget_paths, insert_into

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was read.

    `mtime` is in nanoseconds, 0 where the file was too young to tell a later change; `settings` is the digest of what its outcome
    depends on; `failed` tells that it, or a member of it, gave no record.
    """

    size: int
    mtime: int
    sha256: str
    program: str
    settings: str
    failed: bool = False


_MEMBERS = tuple(Column(name, "text", False, "") for name in ("file", "path"))
_MANIFEST = tuple(
    Column(name, "integer" if name in ("size", "mtime") else "text", False, "")
    for name in ("file", "size", "mtime", "sha256", "program", "settings")
)

_STATES = """
SELECT m.file, m.size, m.mtime, m.sha256, m.program, m.settings, f.file IS NOT NULL
FROM manifest m LEFT JOIN (SELECT DISTINCT file FROM members JOIN failures USING (path)) f ON f.file = m.file
"""


def read_states(db: DuckDBPyConnection) -> dict[str, FileState]:
    """All files that have been read, by name."""
    return {row[0]: FileState(*row[1:]) for row in db.execute(_STATES).fetchall()}


def set_states(db: DuckDBPyConnection, finished: Mapping[str, tuple[FileState, Collection[str]]]) -> None:
    """Note files that have been read, by name, each with the documents that it holds; what a file held before and lost is dropped."""
    names = list(finished)
    before = db.execute("SELECT file, path FROM members WHERE file IN (SELECT unnest(?))", [names]).fetchall()
    for file, path in before:
        if path not in finished[file][1]:
            _forget_member(db, path)
    members = [(file, path) for file, (_, paths) in finished.items() for path in sorted(paths)]
    known = {path for _, path in before}
    new = [row for row in members if row[1] not in known]
    db.execute("DELETE FROM members WHERE path IN (SELECT unnest(?))", [[path for _, path in new]])
    insert_into(db, "members", _MEMBERS, new)
    db.execute("DELETE FROM manifest WHERE file IN (SELECT unnest(?))", [names])
    rows = [(file, state.size, state.mtime, state.sha256, state.program, state.settings) for file, (state, _) in finished.items()]
    insert_into(db, "manifest", _MANIFEST, rows)


def touch(db: DuckDBPyConnection, states: Mapping[str, FileState]) -> None:
    """Note other time stamps of files that are unchanged."""
    for file, state in states.items():
        db.execute("UPDATE manifest SET size = ?, mtime = ? WHERE file = ?", [state.size, state.mtime, file])


def _forget_member(db: DuckDBPyConnection, path: str) -> None:
    forget_paths(db, [path])
    db.execute("DELETE FROM failures WHERE path = ?", [path])
    db.execute("DELETE FROM members WHERE path = ?", [path])


def forget_file(db: DuckDBPyConnection, file: str) -> None:
    """Drop all that came of a file, and that it was ever read."""
    for path in list(members_of(db, file)):
        _forget_member(db, path)
    db.execute("DELETE FROM manifest WHERE file = ?", [file])


def members_of(db: DuckDBPyConnection, file: str) -> Iterator[str]:
    """Paths of the documents of a file."""
    yield from (path for (path,) in db.execute("SELECT path FROM members WHERE file = ? ORDER BY path", [file]).fetchall())


def can_move(db: DuckDBPyConnection, file: str) -> bool:
    """Whether what came of a file may be given to another of the same bytes: not for an archive, and not where another path holds one of
    its documents, since whose rows stand would have to be settled by reading.
    """
    shared = """SELECT count(*) FROM files a JOIN files b USING (document_id) WHERE a.path = ? AND b.path <> ?"""
    return list(members_of(db, file)) == [file] and not db.execute(shared, [file, file]).fetchall()[0][0]


def move_file(db: DuckDBPyConnection, old: str, new: str) -> None:
    """Give what came of the file `old` to `new`, which holds the same bytes (`can_move`): the documents keep their rows and ids."""
    forget_file(db, new)
    for table, column in (("files", "path"), ("sources", "path"), ("failures", "path"), ("members", "path"), ("members", "file")):
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", [new, old])
    db.execute("UPDATE manifest SET file = ? WHERE file = ?", [new, old])
    held = "(SELECT document_id FROM files WHERE path = ?)"
    db.execute(f"UPDATE per_document.documents_rows SET source_path = ? WHERE document_id IN {held}", [new, new])
