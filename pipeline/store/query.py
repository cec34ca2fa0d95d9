"""Queries of people on the store: read-only, with the readable views at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import BadQuery
from pipeline.store.views import VIEWS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def run_query(db: DuckDBPyConnection, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of the query; no columns where it gives none. Raises BadQuery.

    The connection has to be read-only. Its views are temporary, and access to other files and the network is taken from it for good:
    `COPY tasks TO 'x'` and `read_csv('/etc/passwd')` are refused.
    """
    import duckdb  # noqa: PLC0415 - loaded when the store was opened

    try:
        for name, select in VIEWS.items():
            db.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {select}")
        db.execute("SET enable_external_access = false")
        db.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        if "configuration has been locked" not in str(error):
            raise BadQuery(detail=error) from error
    try:
        cursor = db.execute(sql)
        return [column[0] for column in cursor.description or ()], cursor.fetchall()
    except duckdb.Error as error:
        raise BadQuery(detail=error) from error
