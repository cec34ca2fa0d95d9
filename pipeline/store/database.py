"""Opening the store's file: create, check, and say in words why it cannot be opened."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SchemaMismatch, StoreLocked, StoreMissing, StoreUnreadable
from pipeline.store.layout import FILE_NAME, statements
from pipeline.version import VERSION
from schemas import SCHEMA_VERSION

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_WRITING: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "checkpoint_threshold": "32MB"}
"""The other processors are the workers'. What was written since the last checkpoint is in memory."""

_MERGING = "max_vacuum_tasks"

ROOM = 48
"""MB that the database of a writing store may keep in memory at first. Without a limit, all that was ever written stays there."""

_IN_USE = ("Could not set lock", "being used by another process")
"""What DuckDB says, on Linux and Macs and on Windows, of a file that another process has open."""


def connect(folder: Path, read_only: bool, room: int = ROOM) -> DuckDBPyConnection:
    """Open the store in `folder`. Many processes may read it at once; one that writes has it alone, and `room` MB of memory for it.

    Raises StoreMissing (only when reading), StoreLocked, StoreUnreadable or SchemaMismatch.
    """
    file = folder / FILE_NAME
    if read_only and not file.exists():
        raise StoreMissing(folder=folder)
    if not read_only:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:  # a file of that name, or a place where nothing can be made
            raise StoreUnreadable(file=folder, detail=error) from error
    connection = _open(file, {} if read_only else _WRITING | {"memory_limit": f"{room}MB"}, read_only)
    try:
        _prepare(connection, file, read_only)
        if not read_only:
            merge_later(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def merge_later(connection: DuckDBPyConnection) -> None:
    """Leave parts of tables as they were written: putting them together takes half of a writer's time, and memory with their size."""
    _set(connection, f"SET {_MERGING} = 0")


def merge_now(connection: DuckDBPyConnection) -> None:
    """Let the next checkpoint put small parts of tables together: of many small runs, each would leave some megabytes."""
    _set(connection, f"RESET {_MERGING}")


def _set(connection: DuckDBPyConnection, statement: str) -> None:
    import duckdb  # noqa: PLC0415 - loaded when the store was opened

    with suppress(duckdb.Error):  # a version that has no such setting, a connection that is closed
        connection.execute(statement)


def more_room(room: int) -> int | None:
    """Twice as much, for what `room` MB are too small for; None where the machine has no more."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    return room * 2 if room * 2 < machine * 0.8 else None


def lacks_room(error: BaseException | None) -> bool:
    """Whether an error of the database says that its memory is too small: its kind differs by where that was met."""
    return "memory_limit" in str(error)


def _open(file: Path, config: dict[str, str | bool | int | float | list[str]], read_only: bool) -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - 0.1 s that `vnplans --help` need not pay

    try:
        return duckdb.connect(file, read_only=read_only, config=config)
    except duckdb.ConnectionException as error:  # this process has the store open in the other mode
        raise StoreLocked(file=file) from error
    except duckdb.Error as error:
        if any(sign in str(error) for sign in _IN_USE):
            raise StoreLocked(file=file) from error
        raise StoreUnreadable(file=file, detail=error) from error


def _prepare(connection: DuckDBPyConnection, file: Path, read_only: bool) -> None:
    """Create the tables of a new store; check those of an old one."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if not tables:  # the file is new, or the process that made it was killed at once
        if read_only:
            raise StoreMissing(folder=file.parent)
        _create(connection)
        return
    if "meta" not in tables:
        raise StoreUnreadable(file=file, detail="no table meta")
    found = meta(connection, "schema_version")
    if found != SCHEMA_VERSION:
        raise SchemaMismatch(file=file, found=found, expected=SCHEMA_VERSION)


def _create(connection: DuckDBPyConnection) -> None:
    # In one transaction, so that a process killed here leaves no tables rather than some.
    connection.begin()
    for statement in statements():
        connection.execute(statement)
    set_meta(connection, "schema_version", SCHEMA_VERSION)
    set_meta(connection, "program_version", VERSION)
    connection.commit()


def meta(connection: DuckDBPyConnection, key: str) -> str | None:
    """A value of the table meta."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return row[0] if row else None


def set_meta(connection: DuckDBPyConnection, key: str, value: str) -> None:
    """Set a value of the table meta."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])
