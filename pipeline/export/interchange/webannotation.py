"""W3C Web Annotation (JSON-LD): a body with the record, a target with the place and the words."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.export.interchange.gather import Annotated, Row
from pipeline.version import VERSION

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of the words before and after that a quote comes with, so that it is found again in a text that has changed."""

_KINDS = (
    ("citations", "citation_id", "type", "linking"),
    ("agencies", "mention_id", "kind", "identifying"),
    ("tasks", "task_id", "kind", "classifying"),
)
"""Rows of a document, their key, the column that is the tag, the motivation."""


def collection(documents: Sequence[Annotated]) -> str:
    """All annotations as an AnnotationCollection with one page. Sources are the files `texts/<document_id>.txt` beside it."""
    items = [annotation for document in documents for annotation in annotations(document)]
    page = {"id": "urn:vnplans:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    head = {"@context": CONTEXT, "id": "urn:vnplans:annotations", "type": "AnnotationCollection", "label": "vnplans"}
    return json.dumps({**head, "total": len(items), "first": page}, ensure_ascii=False, indent=1) + "\n"


def text_file(document_id: str) -> str:
    """Name of the file that holds a document's text."""
    return f"texts/{document_id}.txt"


def annotations(document: Annotated) -> Iterator[dict[str, Any]]:
    """The annotations of a document. Offsets count code points, as the standard has it."""
    for name, key, tag, motivation in _KINDS:
        for row in getattr(document, name):
            yield {
                "id": f"urn:vnplans:{name}:{row[key]}",
                "type": "Annotation",
                "motivation": motivation,
                "generator": {"id": f"urn:vnplans:program:{VERSION}", "type": "Software", "name": f"vnplans {VERSION}"},
                "body": _bodies(row, tag),
                "target": {"source": text_file(document.document_id), "selector": _selectors(document.text, row["start"], row["end"])},
            }


def _bodies(row: Row, tag: str) -> list[dict[str, str]]:
    """The row as JSON, the tag, and the instrument or agency that it is identified with."""
    record = json.dumps({name: value for name, value in row.items() if value not in (None, [])}, ensure_ascii=False)
    made = [
        {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": record},
        {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": row[tag]},
    ]
    identity = row.get("instrument_id") or row.get("agency_id")
    if identity:
        kind = "instruments" if "instrument_id" in row else "agencies"
        made.append({"type": "SpecificResource", "purpose": "identifying", "source": f"urn:vnplans:{kind}:{identity}"})
    return made


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - AROUND, 0) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
