"""What follows from the citations of the whole corpus: links of undated mentions, and the instruments. In the caller's transaction.

No more of the corpus is in memory than some thousand rows, but for the ids of the instruments.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from extractors.agency_table import successors
from pipeline.columns import Column, columns_of
from pipeline.identity import Mention, instruments_of, link_undated, without_date
from pipeline.store.parcel import values_of
from pipeline.store.writing import insert_into, insert_rows
from schemas import TABLES
from schemas.tables import Instrument

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LINKED = tuple(Column(name, "text", False, "") for name in ("undated", "dated"))
_AT_ONCE = 5_000

_OWN_FIELDS = ", ".join(f"c.{name}" for name in Mention._fields if name != "instrument_id")

# Those of one type, issuer and number together (pipeline.identity.without_date): their dates are held against one another.
_MENTIONS = f"""
CREATE OR REPLACE TEMP TABLE mentions AS
SELECT coalesce(l.instrument_id, c.instrument_id) AS meant, {_OWN_FIELDS}
FROM per_document.citations_rows c LEFT JOIN links l USING (citation_id) WHERE c.instrument_id IS NOT NULL
ORDER BY split_part(meant, '/', 5), split_part(meant, '/', 6), string_split(meant, '/')[-1], meant, citation_id
"""


def rebuild(db: DuckDBPyConnection) -> None:
    """Make `links`, `instruments` and `agency_successors` anew."""
    _link(db)
    db.execute(_MENTIONS)
    db.execute("CREATE OR REPLACE TEMP TABLE made AS FROM instruments LIMIT 0")
    coming = _instruments(db)
    while some := [values_of(one) for one in islice(coming, _AT_ONCE)]:
        insert_into(db, "made", columns_of(TABLES["instruments"].row), some)
    db.execute("DELETE FROM instruments")
    db.execute("INSERT INTO instruments FROM made ORDER BY instrument_id")
    for table in ("mentions", "made"):
        db.execute(f"DROP TABLE {table}")
    db.execute("DELETE FROM agency_successors")
    insert_rows(db, "agency_successors", successors())


def _link(db: DuckDBPyConnection) -> None:
    cited = "SELECT DISTINCT instrument_id FROM per_document.citations_rows WHERE instrument_id IS NOT NULL ORDER BY 1"
    links = link_undated(key for (key,) in db.execute(cited).fetchall())
    db.execute("DELETE FROM links")
    db.execute("CREATE OR REPLACE TEMP TABLE linked (undated VARCHAR, dated VARCHAR)")
    insert_into(db, "linked", _LINKED, list(links.items()))
    db.execute("INSERT INTO links SELECT citation_id, dated FROM per_document.citations_rows JOIN linked ON instrument_id = undated")


def _instruments(db: DuckDBPyConnection) -> Iterator[Instrument]:
    for _, alike in groupby(_mentions(db), lambda one: without_date(one.instrument_id)):
        yield from instruments_of((key, list(group)) for key, group in groupby(alike, attrgetter("instrument_id")))


def _mentions(db: DuckDBPyConnection) -> Iterator[Mention]:
    """Citations of the whole corpus that mean an instrument, in the order of `_MENTIONS`."""
    # Rows of a transaction that goes on are not numbered from 0.
    ((first, last),) = db.execute("SELECT min(rowid), max(rowid) FROM mentions").fetchall()
    for start in range(first, last + 1, _AT_ONCE) if first is not None else ():
        rows = db.execute("FROM mentions WHERE rowid >= ? AND rowid < ? ORDER BY rowid", [start, start + _AT_ONCE]).fetchall()
        yield from map(Mention._make, rows)
