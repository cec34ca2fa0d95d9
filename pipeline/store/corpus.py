"""What follows from the citations of the whole corpus: links of undated mentions, and the instruments. In the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from extractors.agency_table import successors
from pipeline.columns import Column
from pipeline.identity import Mention, instruments_of, link_undated
from pipeline.store.writing import insert_into, insert_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LINKED = tuple(Column(name, "text", False, "") for name in ("undated", "dated"))
_AT_ONCE = 5_000


def rebuild(db: DuckDBPyConnection) -> None:
    """Make `links`, `instruments` and `agency_successors` anew."""
    _link(db)
    found = instruments_of((key, list(group)) for key, group in groupby(_mentions(db), attrgetter("instrument_id")))
    for table, rows in (("instruments", found), ("agency_successors", successors())):
        db.execute(f"DELETE FROM {table}")
        insert_rows(db, table, rows)


def _link(db: DuckDBPyConnection) -> None:
    cited = "SELECT DISTINCT instrument_id FROM per_document.citations_rows WHERE instrument_id IS NOT NULL ORDER BY 1"
    links = link_undated(key for (key,) in db.execute(cited).fetchall())
    db.execute("DELETE FROM links")
    db.execute("CREATE OR REPLACE TEMP TABLE linked (undated VARCHAR, dated VARCHAR)")
    insert_into(db, "linked", _LINKED, list(links.items()))
    db.execute("INSERT INTO links SELECT citation_id, dated FROM per_document.citations_rows JOIN linked ON instrument_id = undated")


def _mentions(db: DuckDBPyConnection) -> Iterator[Mention]:
    """Citations of the whole corpus that mean an instrument, by instrument, a few thousand in memory at a time. Nothing else may be asked
    of the connection until the last has come.
    """
    fields = ", ".join(Mention._fields)
    db.execute(f"SELECT {fields} FROM (FROM citations) WHERE instrument_id IS NOT NULL ORDER BY instrument_id, citation_id")
    while rows := db.fetchmany(_AT_ONCE):
        yield from map(Mention._make, rows)
