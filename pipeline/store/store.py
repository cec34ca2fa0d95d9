"""The store as the rest of the program sees it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pipeline.columns import columns_of, data_frame
from pipeline.errors import StoreKeyError, StoreUnreadable, StoreUnwritable
from pipeline.store.changes import Change, Fail, apply_changes
from pipeline.store.corpus import rebuild
from pipeline.store.database import ROOM, connect, lacks_room, merge_now, meta, more_room, set_meta
from pipeline.store.layout import FILE_NAME, counted, select
from pipeline.store.manifest import FileState, can_move, forget_file, move_file, read_states, touch
from pipeline.store.parcel import parcel_of
from pipeline.store.query import run_query
from pipeline.store.reading import as_models, find_document, read_record, read_records, read_text
from pipeline.version import reader
from schemas import TABLES, DocumentRecord
from schemas.tables import Failure

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection

T = TypeVar("T")

_INSTRUMENTS = "instruments"  # key in meta: stale while citations have changed since the table was made
_CHANGE = "change"  # key in meta: name of the last change that was committed


class Store:
    """The tables in one DuckDB file, `vnplans.duckdb` in `folder`.

    A context manager. Every change is one transaction, so that a process killed at any moment leaves whole documents only::

        with Store("data/processed") as store:
            store.put(record, "data/raw/ke-hoach-12.docx")
            store.rebuild_instruments()

    A path is a name here: it is kept as given, and the same file under another spelling is another path.
    """

    def __init__(self, folder: str | Path, *, read_only: bool = False) -> None:
        """Open the store, or create it unless `read_only`. Raises StoreError: missing, locked, unreadable, of another schema."""
        self.folder = Path(folder)
        self._room: int | None = None if read_only else ROOM
        self._db = self._connect()
        self._size = self.file.stat().st_size
        if meta(self._db, _INSTRUMENTS) == "stale":
            self._mend(read_only)

    @property
    def file(self) -> Path:
        """The DuckDB file."""
        return self.folder / FILE_NAME

    def close(self) -> None:
        """Close the file. Nothing is lost without it: changes are on the disk when their method returns."""
        if self._room and self.file.exists() and self.file.stat().st_size == self._size:  # no checkpoint yet: little was written
            merge_now(self._db)
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    # Writing

    def put(self, record: DocumentRecord, path: str | Path) -> None:
        """Replace all that `path` held by a record and its parts.

        A document that another path holds too is stored once, with the rows of the path that sorts first, and a row in `sources`
        for each; the order in which files are put makes no difference. Raises StoreKeyError, and changes nothing, where two rows of
        the record have the same key.
        """
        self.apply([parcel_of(record, path_name(path))])

    def fail(self, path: str | Path, stage: str, reason: str) -> Failure:
        """Drop all that `path` held and note that it gave no record, and how often that was so. `reason` is told as it is; a reason of
        the program's own, which has words in two languages, goes through `apply`.
        """
        return self.apply([Fail(path_name(path), stage, "other", {"detail": reason})])[0]

    def apply(self, changes: Sequence[Change]) -> list[Failure]:
        """Make changes in one transaction, all or none: many records at once take a tenth of the time. Returns the failures noted."""
        return self._with_room(lambda: apply_changes(self._db, changes))

    def forget(self, file: str) -> None:
        """Drop a file of the disk: its documents, its failures, and that it was read."""
        self._with_room(lambda: forget_file(self._db, file))

    def can_move(self, file: str) -> bool:
        """Whether `move` may be called for a file of the disk: it is no archive, and no other path holds one of its documents."""
        return can_move(self._db, file)

    def move(self, old: str, new: str) -> None:
        """Give what came of a file of the disk to another of the same bytes."""
        self._with_room(lambda: move_file(self._db, old, new))

    def touch(self, states: Mapping[str, FileState]) -> None:
        """Note other time stamps of files that are unchanged."""
        if states:
            self._with_room(lambda: touch(self._db, states), meta(self._db, _INSTRUMENTS) or "fresh")

    def rebuild_instruments(self) -> None:
        """Link undated mentions, and make `instruments` anew from the citations of the whole corpus.

        `agency_successors` comes from the table that ships.
        """
        self._with_room(lambda: rebuild(self._db), "fresh")

    # Reading

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Rows of a table of the contract, in its columns and order. Raises KeyError for a table that is none."""
        return self._query(select(table))

    def frame(self, table: str) -> pd.DataFrame:
        """A table as a DataFrame (types: pipeline.columns.data_frame). Raises KeyError for a table that is none."""
        return data_frame(columns_of(TABLES[table].row), self.rows(table))

    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables by name, in the order of schemas.TABLES."""
        return {table: self.frame(table) for table in TABLES}

    def record(self, document: str) -> DocumentRecord:
        """The record of a document, named by its id, the unique start of it, or its file's path, name or stem.

        Raises UnknownDocument or AmbiguousDocument, with the candidates.
        """
        return read_record(self._db, find_document(self._db, document))

    def records(self, document_ids: Sequence[str]) -> list[DocumentRecord]:
        """Records by id, in this order. Raises KeyError for one that the store does not hold."""
        return read_records(self._db, document_ids)

    def text(self, document: str) -> str:
        """The text that the offsets of a document point into; `document` and errors as in `record`."""
        return read_text(self._db, find_document(self._db, document))

    def texts(self) -> dict[str, str]:
        """The texts of all documents by id."""
        return dict(self._query("SELECT document_id, text FROM texts ORDER BY document_id"))

    def query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows of a query on the tables and the readable views (pipeline.store.views). Changes nothing: the store has to be
        open for reading only, and the query reaches no other file. Raises BadQuery.
        """
        return run_query(self._db, sql)

    def counts(self) -> dict[str, int]:
        """Number of rows of each table."""
        return {table: self.count(table) for table in TABLES}

    def count(self, table: str) -> int:
        """Number of rows of a table."""
        return int(self._query(f"SELECT count(*) FROM {counted(table)}")[0][0])

    def provinces(self) -> list[str]:
        """Provinces that have documents, as named in them, sorted."""
        return [name for (name,) in self._query("SELECT DISTINCT province FROM documents WHERE province IS NOT NULL ORDER BY 1")]

    def failures(self) -> list[Failure]:
        """Files that gave no record, by path."""
        return list(as_models("failures", self.rows("failures")))

    def paths(self) -> list[str]:
        """Paths that the store knows, read or failed, sorted."""
        return [path for (path,) in self._query("SELECT path FROM files UNION SELECT path FROM failures ORDER BY 1")]

    def failures_by_file(self) -> list[tuple[str, Failure]]:
        """Failures with the file of the disk that each is of: the archive, for a member of one. By path."""
        files = dict(self._query("SELECT path, file FROM members"))
        return [(files.get(failure.path, failure.path), failure) for failure in self.failures()]

    def documents_of(self, file: str) -> list[str]:
        """Ids of the documents that a file of the disk holds."""
        sql = "SELECT DISTINCT document_id FROM files WHERE path = ? OR path IN (SELECT path FROM members WHERE file = ?) ORDER BY 1"
        return [key for (key,) in self._query(sql, [file, file])]

    def states(self) -> dict[str, FileState]:
        """What is known of the files on the disk, by name."""
        return read_states(self._db)

    def holds(self, path: str | Path, sha256: str) -> bool:
        """Whether this content was read from `path` by this very program, so that reading it again would change nothing."""
        values = [path_name(path), sha256, reader()]
        return bool(self._query("SELECT 1 FROM files WHERE path = ? AND sha256 = ? AND program = ? LIMIT 1", values))

    # Inside

    def _query(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        while True:
            try:
                return self._db.execute(sql, list(values)).fetchall()
            except Exception as error:
                if not self._widened(error):
                    raise

    def _connect(self) -> DuckDBPyConnection:
        """Open the file; what a killed process has left in its log may be too large for the memory that a writing store has at first."""
        while True:
            try:
                return connect(self.folder, self._room is None, self._room or ROOM)
            except StoreUnreadable as error:
                room = more_room(self._room) if self._room and lacks_room(error.__cause__) else None
                if room is None:
                    raise
                self._room = room

    def _with_room(self, work: Callable[[], T], instruments: str = "stale") -> T:
        """Do work in a transaction, and where the memory that a writing store has is too small for it, again with twice as much."""
        while True:
            done: list[T] = []
            try:
                with self._transaction(instruments) as name:
                    done.append(work())
                return done[0]
            except StoreUnwritable as error:
                if not self._widened(error.__cause__):
                    raise
                if done and meta(self._db, _CHANGE) == name:  # it was committed, and the checkpoint behind it failed
                    return done[0]

    def _widened(self, error: BaseException | None) -> bool:
        """Whether it is worth while to try again: memory was too small, and now there is more. It stays, since what comes is alike."""
        import duckdb  # noqa: PLC0415 - loaded when the store was opened

        room = more_room(self._room) if self._room and lacks_room(error) else None
        if room is None:
            return False
        self._room = room
        try:
            self._db.execute(f"SET memory_limit = '{room}MB'")
        except duckdb.FatalException:  # a checkpoint failed for it: what was committed is in the log
            self._db.close()
            self._db = self._connect()
        return True

    @contextmanager
    def _transaction(self, instruments: str) -> Iterator[str]:
        """All or nothing, together with the word whether `instruments` still follows from the citations. Gives the name of the change."""
        import duckdb  # noqa: PLC0415 - loaded when the store was opened

        name = secrets.token_hex(8)
        self._db.begin()
        try:
            yield name
            set_meta(self._db, _INSTRUMENTS, instruments)
            set_meta(self._db, _CHANGE, name)
            self._db.commit()
        except BaseException as error:
            with suppress(duckdb.Error):  # a commit that fails has rolled back
                self._db.rollback()
            if isinstance(error, duckdb.ConstraintException):
                raise StoreKeyError(detail=error) from error
            if isinstance(error, duckdb.Error):
                raise StoreUnwritable(file=self.file, detail=error) from error
            raise

    def _mend(self, read_only: bool) -> None:
        """Do what a process that was killed between its last document and the end did not come to."""
        if read_only:
            self.close()
            self._room = ROOM
            self._db = self._connect()
        self.rebuild_instruments()
        if read_only:
            self.close()
            self._room = None
            self._db = self._connect()


def path_name(path: str | Path) -> str:
    """A path as the store writes it: forward slashes, and `\ufffd` for bytes of a file name that are no UTF-8."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "replace")
