"""SQL of the store's file: what is created, and in which order rows are read.

Rows that belong to a document lie in tables of the schema `per_document`, with two columns more than the contract has: the
document that the row belongs to and its position in the record. So a document's rows can be dropped with one condition, even
those of `evidence`, which names only an owner, and a record can be read back as it was put. What the outside sees are views of
the same names in `main`, with the columns and the order of the contract: `SELECT * FROM citations` gives what an export gives.
"""

from collections.abc import Iterator
from functools import cache

from pipeline.columns import columns_of
from schemas import TABLES, DocumentRecord

FILE_NAME = "vnplans.duckdb"

DOCUMENT_TABLES = ("documents", *(name for name in TABLES if name != "sources" and name in DocumentRecord.model_fields))
"""Tables whose rows come with a document's record and go with it."""

CORPUS_TABLES = tuple(name for name in TABLES if name not in DOCUMENT_TABLES)
"""Tables whose rows belong to a path (sources, failures) or to the whole corpus (agency_successors)."""

# Each record brings its own view of an instrument or agency; the rows of the corpus are made from all of them.
_OWN = ("instruments", "agencies")

_INTERNAL = """
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE texts (document_id VARCHAR NOT NULL, text VARCHAR NOT NULL);
CREATE TABLE files (
    path VARCHAR,
    document_id VARCHAR,
    place BIGINT NOT NULL,      -- 0: the file's own document; 1, 2, …: documents attached to it
    sha256 VARCHAR NOT NULL,    -- of the file
    program VARCHAR NOT NULL,   -- that read it (pipeline.version.reader)
    PRIMARY KEY (path, document_id)
);
CREATE TABLE manifest (         -- files on the disk that have been read, whatever came of it
    file VARCHAR PRIMARY KEY,
    size BIGINT NOT NULL,
    mtime BIGINT NOT NULL,      -- nanoseconds; 0 where the file was so young that it may have changed since without a sign
    sha256 VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    settings VARCHAR NOT NULL   -- digest of what the outcome depends on (pipeline.manifest)
);
CREATE TABLE members (file VARCHAR NOT NULL, path VARCHAR PRIMARY KEY);  -- documents of a file: itself, or the members of an archive
CREATE TABLE links (citation_id VARCHAR NOT NULL, instrument_id VARCHAR NOT NULL);  -- undated mentions that the corpus dates
CREATE SCHEMA per_document;
"""

# An undated mention (`Quyết định 06/QĐ-TTg`) is of the one instrument with this number that the corpus dates, if there is only one.
_LINKED = ("citations", "implements")

# One row for each agency that a mention resolves to. Where records disagree (an unknown body's name is read from its mentions,
# `Ban chỉ đạo 389 tỉnh` or `Ban Chỉ đạo 389 tỉnh`), the row of most documents stands; the order of extraction has no say.
_AGENCIES = """
CREATE VIEW agencies AS
WITH used AS (SELECT agency_id FROM agency_mentions UNION SELECT agency_id FROM task_agencies UNION SELECT agency_id FROM recipients),
votes AS (SELECT {columns}, count(*) AS votes FROM per_document.agencies_rows WHERE agency_id IN (SELECT agency_id FROM used) GROUP BY ALL)
SELECT {columns} FROM votes
QUALIFY row_number() OVER (PARTITION BY agency_id ORDER BY known DESC, votes DESC, {columns}) = 1
ORDER BY agency_id
"""


def statements() -> Iterator[str]:
    """Statements that turn an empty database into an empty store."""
    yield _INTERNAL
    for name in DOCUMENT_TABLES:
        yield _create(f"per_document.{name}_rows", name, ("in_document VARCHAR NOT NULL", "position BIGINT NOT NULL"))
    for name in (*CORPUS_TABLES, "instruments"):
        yield _create(name, name, ())
    for name in DOCUMENT_TABLES:
        if name not in _OWN:
            yield f"CREATE VIEW {name} AS {select(name)}"
    yield _AGENCIES.format(columns=names("agencies"))


def _create(table: str, name: str, extra: tuple[str, ...]) -> str:
    """CREATE TABLE. Only of small tables does the database look after the key; of the others, pipeline.store.parcel does."""
    columns = [*extra, *(column.sql for column in columns_of(TABLES[name].row))]
    # A key column that may be null (the function of a successor) cannot stand in a primary key.
    nullable = any(column.nullable for column in columns_of(TABLES[name].row) if column.name in TABLES[name].key)
    if not nullable and (not extra or name == "documents"):
        columns.append(f"PRIMARY KEY ({', '.join(TABLES[name].key)})")
    return f"CREATE TABLE {table} ({', '.join(columns)})"


@cache
def names(table: str, prefix: str = "") -> str:
    """Column names of a table of the contract, quoted, for SELECT."""
    return ", ".join(f'{prefix}"{column}"' for column in TABLES[table].columns)


def counted(table: str) -> str:
    """What has as many rows as a table of the contract, without being put in order."""
    return f"per_document.{table}_rows" if table in DOCUMENT_TABLES and table not in _OWN else table


@cache
def select(table: str) -> str:
    """SELECT of a table of the contract in its order: by path, a document before its parts, then by place in the text."""
    if table in _OWN:
        return f"SELECT {names(table)} FROM {table} ORDER BY {', '.join(TABLES[table].key)}"
    if table in CORPUS_TABLES:
        first = "path, " if table == "sources" else ""
        return f"SELECT {names(table)} FROM {table} ORDER BY {first}{', '.join(TABLES[table].key)}"
    # Rows with an id of their own are found at one place; those that join two others stay with their owner, as in the record.
    columns, link = names(table, "t."), ""
    if table in _LINKED:
        columns = columns.replace('t."instrument_id"', 'coalesce(l.instrument_id, t.instrument_id) AS "instrument_id"')
        link = "LEFT JOIN links l ON l.citation_id = t.citation_id "
    place = "t.start, " if len(TABLES[table].key) == 1 and "start" in TABLES[table].columns else ""
    return (
        f"SELECT {columns} FROM per_document.{table}_rows t JOIN per_document.documents_rows d ON t.in_document = d.document_id {link}"
        f"ORDER BY d.source_path, d.position, d.document_id, {place}t.position"
    )
