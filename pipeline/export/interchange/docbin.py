"""spaCy's DocBin: the documents as Docs with the mentions as span groups."""

from collections.abc import Sequence

from extractors.components import Mark, doc_bin
from pipeline.export.interchange.gather import Annotated, Row

_PLACE = ("start", "end", "text")


def as_docbin(documents: Sequence[Annotated]) -> bytes:
    """Bytes of a DocBin: span groups citations, agencies, tasks and roles as the components of extractors.components write them, with the
    columns of the row as `_.vn_citation`, `_.vn_agency` and `_.vn_task`; the document's row stands in `doc.user_data["vnplans"]`.
    """
    return doc_bin((document.text, _groups(document), document.document) for document in documents)


def _groups(document: Annotated) -> dict[str, list[Mark]]:
    return {
        "citations": [_mark(row, row["type"], row["number"] or row["title"] or "") for row in document.citations],
        "agencies": [_mark(row, row["kind"], row["agency_id"]) for row in document.agencies],
        "tasks": [_mark(row, row["kind"], row["task_id"]) for row in document.tasks],
        "roles": [_mark(row, row["role"], row["agency_id"]) for row in document.roles],
    }


def _mark(row: Row, label: str, key: str) -> Mark:
    return Mark(row["start"], row["end"], label, key, {name: value for name, value in row.items() if name not in _PLACE})
