"""A DuckDB file of its own with the tables as plain tables: keys, comments, nothing of the store's inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table to write. `columns` are (name, SQL type, nullable, comment), `references` (column, table, column there)."""

    name: str
    comment: str
    columns: Sequence[tuple[str, str, bool, str]]
    key: Sequence[str]
    references: Sequence[tuple[str, str, str]]
    data: pa.Table


def write_plain(file: Path, tables: Sequence[PlainTable]) -> None:
    """Create the file with the tables, in their order: a table stands behind those that it refers to.

    Raises OSError where it cannot be written.
    """
    import duckdb  # noqa: PLC0415 - 0.1 s that `vnplans --help` need not pay

    try:
        with duckdb.connect(file) as db:
            for table in tables:
                db.execute(_create(table))
                db.register("incoming", table.data)
                db.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")
                db.unregister("incoming")
                db.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(table.comment)}")
                for name, _, _, comment in table.columns:
                    db.execute(f'COMMENT ON COLUMN {table.name}."{name}" IS {_quoted(comment)}')
    except duckdb.IOException as error:
        raise OSError(str(error)) from error


def _create(table: PlainTable) -> str:
    parts = [f'"{name}" {kind}{"" if nullable else " NOT NULL"}' for name, kind, nullable, _ in table.columns]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    parts += [f"FOREIGN KEY ({column}) REFERENCES {other} ({target})" for column, other, target in table.references]
    return f"CREATE TABLE {table.name} ({', '.join(parts)})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
