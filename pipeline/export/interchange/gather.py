"""The mentions of each document, taken together from the tables."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.export.forms import ExportTable

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its text and its rows in the tables, which point into it."""

    document: Row
    text: str
    citations: Sequence[Row]
    agencies: Sequence[Row]
    tasks: Sequence[Row]
    roles: Sequence[Row]

    @property
    def document_id(self) -> str:
        """Identity of the document."""
        return str(self.document["document_id"])


def gather(tables: Sequence[ExportTable], texts: Mapping[str, str]) -> list[Annotated]:
    """The documents in the order of their table. An agency mention has the kind and name of its agency besides its own columns."""
    named = {table.name: [dict(zip(table.table.columns, row, strict=True)) for row in table.rows] for table in tables}
    agencies = {row["agency_id"]: {"kind": row["kind"], "name": row["name"]} for row in named["agencies"]}
    mentions = [row | agencies.get(row["agency_id"], {"kind": "", "name": ""}) for row in named["agency_mentions"]]
    owners = {row["task_id"]: row["document_id"] for row in named["tasks"]}
    roles = [row | {"document_id": owners[row["task_id"]]} for row in named["task_agencies"]]
    own = [_by_document(rows) for rows in (named["citations"], mentions, named["tasks"], roles)]
    ids = [row["document_id"] for row in named["documents"]]
    return [Annotated(row, texts[key], *(rows[key] for rows in own)) for key, row in zip(ids, named["documents"], strict=True)]


def _by_document(rows: Sequence[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document_id"]].append({name: list(value) if isinstance(value, tuple) else value for name, value in row.items()})
    return found
