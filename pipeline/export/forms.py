"""The forms that an export has, and what passes between its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pipeline.columns import Column, columns_of
from schemas import TABLES, Table

Rows = Sequence[Sequence[Any]]


class Format(StrEnum):
    """Forms of an export. csv, parquet, json: a file for each table; xlsx, duckdb: one file for all tables; the others are forms of
    annotation tools (pipeline.export.interchange): the texts and what was found in them.
    """

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    JSON = "json"
    DUCKDB = "duckdb"
    WEBANNOTATION = "webannotation"
    DOCBIN = "docbin"
    LABELSTUDIO = "labelstudio"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are exported: all where nothing is said.

    provinces     names in any spelling
    instrument    only documents of this family (number or identity)
    since, until  ISO dates, may be cut (`2023`), ends included; as in the comparisons
    kind          official: only the instruments themselves; news: only articles; all: both
    doc_types     types of document (`Kế hoạch`), in any spelling
    """

    provinces: tuple[str, ...] = ()
    instrument: str | None = None
    since: str | None = None
    until: str | None = None
    kind: Literal["official", "news", "all"] = "all"
    doc_types: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table with its rows, in the columns of the contract."""

    table: Table
    rows: Rows

    @property
    def name(self) -> str:
        """Name in the contract."""
        return self.table.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """Columns of the contract."""
        return columns_of(self.table.row)

    @property
    def description(self) -> str:
        """What a row is."""
        return (self.table.row.__doc__ or "").strip()

    @property
    def key(self) -> tuple[str, ...]:
        """Columns of the primary key; none where one of them may be null (the function of a successor)."""
        return () if any(column.nullable for column in self.columns if column.name in self.table.key) else self.table.key

    def values(self, column: str) -> list[Any]:
        """Values of a column."""
        at = self.table.columns.index(column)
        return [row[at] for row in self.rows]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values are keys of another table (or of the same). `open` counts the rows whose value is no key there."""

    table: str
    column: str
    to_table: str
    to_column: str
    open: int = 0


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    files      all files, those about the tables (datapackage.json, codebook, …) after the tables
    cut        (table, row from 1, column) of cells that were cut in xlsx, where a cell holds 32,767 characters at most
    left       names of files of an earlier export into the folder that this one did not write anew
    """

    files: tuple[Path, ...]
    cut: tuple[tuple[str, int, str], ...] = ()
    left: tuple[str, ...] = ()


@dataclass(slots=True)
class Notes:
    """What the writers have to say beside their files."""

    cut: list[tuple[str, int, str]] = field(default_factory=list)


def required(table: ExportTable, column: Column) -> bool:
    """Whether a cell of the column is never empty. In a table of facts a day or a source may not be recorded, and is no text then."""
    return not column.nullable and column.kind != "texts" and "" not in table.values(column.name)


_REFERENCES = {"parent_document_id": "document_id", "parent_id": "section_id", "successor_id": "agency_id"}


def foreign_keys(tables: Sequence[ExportTable]) -> list[ForeignKey]:
    """Columns that name a row of another table: those called like its key, and three of other names, in the order of the tables."""
    owners = {table.key[0]: table.name for table in TABLES.values() if len(table.key) == 1 and table.key[0].endswith("_id")}
    held = {name: set(one.values(TABLES[name].key[0])) for one in tables for name in [one.name] if len(TABLES[name].key) == 1}
    found = []
    for one in tables:
        for column in one.columns:
            target = _REFERENCES.get(column.name, column.name)
            owner = owners.get(target)
            if owner in held and (one.name, column.name) != (owner, target):
                missing = sum(value is not None and value not in held[owner] for value in one.values(column.name))
                found.append(ForeignKey(one.name, column.name, owner, target, missing))
    return found
