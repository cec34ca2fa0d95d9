"""Label Studio: a task for each document, its mentions as predictions, and the labelling interface that shows them."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.export.interchange.gather import Annotated, Row
from pipeline.version import program

# Colours that people with any colour vision tell apart (Okabe and Ito); the name stands beside each.
CONFIG = """<View>
  <Labels name="label" toName="text">
    <Label value="citation" background="#0072B2" hotkey="c"/>
    <Label value="agency" background="#E69F00" hotkey="a"/>
    <Label value="task" background="#009E73" hotkey="t"/>
  </Labels>
  <Relations>
    <Relation value="lead"/>
    <Relation value="support"/>
  </Relations>
  <Text name="text" value="$text" granularity="word"/>
</View>
"""
"""The labelling interface: three labels, two relations from a task to an agency."""

_LABELS = (("citations", "citation_id", "citation"), ("agencies", "mention_id", "agency"), ("tasks", "task_id", "task"))


def tasks(documents: Sequence[Annotated]) -> str:
    """The tasks to import, as JSON. Offsets count code points."""
    made = [_task(document) for document in documents]
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _task(document: Annotated) -> dict[str, Any]:
    shown = {name: document.document[name] for name in ("document_id", "source_path", "province", "number", "issue_date", "title")}
    result = [*_regions(document), *_relations(document)]
    return {"data": {"text": document.text, **shown}, "predictions": [{"model_version": f"vnplans {program()}", "result": result}]}


def _regions(document: Annotated) -> Iterator[dict[str, Any]]:
    for name, key, label in _LABELS:
        for row in getattr(document, name):
            yield {
                "id": row[key],
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {"start": row["start"], "end": row["end"], "text": document.text[row["start"] : row["end"]], "labels": [label]},
                "meta": {"text": [_note(row)]},
            }


def _relations(document: Annotated) -> Iterator[dict[str, Any]]:
    """From a task to an agency in its role; only between regions that are there."""
    regions = {row["mention_id"] for row in document.agencies}
    for row in document.roles:
        if row["mention_id"] in regions:
            yield {"type": "relation", "from_id": row["task_id"], "to_id": row["mention_id"], "direction": "right", "labels": [row["role"]]}


def _note(row: Row) -> str:
    """What was read in the mention, for those who check it."""
    names = ("type", "number", "issue_date", "issuer", "instrument_id", "relation", "agency_id", "name", "kind", "deadline_text", "output")
    return "; ".join(f"{name}: {row[name]}" for name in names if row.get(name))
