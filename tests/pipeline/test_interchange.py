"""What other tools read: every mention is where it was, with the words that were there."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span

from pipeline.export import Choice, export
from pipeline.export.forms import ExportTable
from pipeline.export.interchange.docbin import as_docbin
from pipeline.export.interchange.gather import Annotated, gather
from pipeline.export.interchange.labelstudio import tasks as label_studio
from pipeline.export.interchange.webannotation import annotations
from pipeline.extract import extract_document
from pipeline.store import Store
from schemas import TABLES, collapse

ROOT = Path(__file__).parents[2]

# What Label Studio documents for a task with pre-annotations of text: data for the interface, predictions with results of type labels
# (value: start, end, text, labels) and relation (from_id, to_id, direction).
LABEL_STUDIO = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "predictions"],
        "properties": {
            "data": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
            "predictions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["model_version", "result"],
                    "properties": {
                        "model_version": {"type": "string"},
                        "result": {"type": "array", "items": {"oneOf": [{"$ref": "#/$defs/region"}, {"$ref": "#/$defs/relation"}]}},
                    },
                },
            },
        },
    },
    "$defs": {
        "region": {
            "type": "object",
            "required": ["id", "type", "from_name", "to_name", "value"],
            "properties": {
                "id": {"type": "string"}, "type": {"const": "labels"}, "from_name": {"const": "label"}, "to_name": {"const": "text"},
                "meta": {"type": "object", "properties": {"text": {"type": "array", "items": {"type": "string"}}}},
                "value": {
                    "type": "object",
                    "required": ["start", "end", "text", "labels"],
                    "properties": {
                        "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}, "text": {"type": "string"},
                        "labels": {"type": "array", "items": {"enum": ["citation", "agency", "task"]}, "minItems": 1},
                    },
                },
            },
        },
        "relation": {
            "type": "object",
            "required": ["type", "from_id", "to_id", "direction"],
            "properties": {
                "type": {"const": "relation"}, "from_id": {"type": "string"}, "to_id": {"type": "string"},
                "direction": {"enum": ["left", "right", "bi"]}, "labels": {"type": "array", "items": {"enum": ["lead", "support"]}},
            },
        },
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store(tmp_path_factory.mktemp("sample"))
    for file in sorted((ROOT / "data" / "raw").iterdir())[:5]:
        opened.put(extract_document(file), f"data/raw/{file.name}")
    opened.rebuild_instruments()
    return opened


@pytest.fixture(scope="module")
def documents(store: Store) -> list[Annotated]:
    return gather([ExportTable(table, store.rows(name)) for name, table in TABLES.items()], store.texts())


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    export(store, out, ["webannotation", "docbin", "labelstudio"])
    return out


def load(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


# W3C Web Annotation


def test_selectors_find_the_words_of_every_mention(store: Store, folder: Path) -> None:
    page = load(folder / "annotations.jsonld")
    assert (page["@context"], page["type"], page["first"]["type"]) == (
        "http://www.w3.org/ns/anno.jsonld", "AnnotationCollection", "AnnotationPage",
    )  # fmt: skip
    items = page["first"]["items"]
    assert page["total"] == len(items) == sum(store.counts()[name] for name in ("citations", "agency_mentions", "tasks"))
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        text = (folder / item["target"]["source"]).read_bytes().decode("utf-8")
        place, quote = item["target"]["selector"]
        assert (place["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert text[place["start"] : place["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert place["start"] - len(quote["prefix"]) in [match.start() for match in re.finditer(f"(?={re.escape(around)})", text)]
        record = json.loads(item["body"][0]["value"])
        assert (record["start"], record["end"]) == (place["start"], place["end"])
        assert collapse(quote["exact"]) == record["text"]


def test_motivations_and_bodies(folder: Path) -> None:
    items = load(folder / "annotations.jsonld")["first"]["items"]
    assert {item["motivation"] for item in items} == {"linking", "identifying", "classifying"}
    for item in items:
        record = json.loads(item["body"][0]["value"])
        purposes = [body["purpose"] for body in item["body"]]
        identity = record.get("instrument_id") or record.get("agency_id")
        assert purposes == ["describing", "tagging"] + ["identifying"] * bool(identity)
        assert not identity or item["body"][2]["source"].endswith(f":{identity}")


def test_ids_stay_the_same(store: Store, folder: Path, tmp_path: Path) -> None:
    export(store, tmp_path, ["webannotation", "docbin", "labelstudio"])
    for file in folder.rglob("*"):
        if file.is_file() and file.name != "documents.spacy":
            assert (tmp_path / file.relative_to(folder)).read_bytes() == file.read_bytes(), file.name


def test_a_choice_holds_for_the_texts_too(store: Store, tmp_path: Path) -> None:
    province = store.provinces()[0]
    export(store, tmp_path, ["webannotation", "labelstudio"], choice=Choice(provinces=(province,)))
    ids = {row["document_id"] for row in store.frame("documents").to_dict("records") if row["province"] == province}
    assert {file.stem for file in (tmp_path / "texts").iterdir()} == ids
    assert {task["data"]["document_id"] for task in load(tmp_path / "label-studio.json")} == ids


# spaCy


def docs(content: bytes) -> list[Doc]:
    for name in ("vn_citation", "vn_agency", "vn_task"):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    return list(DocBin(store_user_data=True).from_bytes(content).get_docs(spacy.blank("xx").vocab))


def trimmed(row: dict[str, Any], text: str) -> tuple[int, int]:
    """The span without white space at its edges, which spaCy ties to the token before."""
    words = text[row["start"] : row["end"]]
    return row["start"] + len(words) - len(words.lstrip()), row["end"] - len(words) + len(words.rstrip())


def test_span_groups_are_the_mentions(folder: Path, documents: list[Annotated]) -> None:
    for doc, document in zip(docs((folder / "documents.spacy").read_bytes()), documents, strict=True):
        assert doc.text == document.text
        assert doc.user_data["vnplans"]["document_id"] == document.document_id
        for name in ("citations", "agencies", "tasks", "roles"):
            places = [(span.start_char, span.end_char) for span in doc.spans[name]]
            assert Counter(places) == Counter(trimmed(row, document.text) for row in getattr(document, name)), name
    ids = {span._.vn_citation["citation_id"] for span in doc.spans["citations"]}
    assert ids == {row["citation_id"] for row in documents[-1].citations}
    assert {span.id_ for span in doc.spans["tasks"]} == {row["task_id"] for row in documents[-1].tasks}


# Label Studio


def test_label_studio_takes_the_tasks(folder: Path, store: Store, documents: list[Annotated]) -> None:
    made = load(folder / "label-studio.json")
    jsonschema.validate(made, LABEL_STUDIO)
    assert [task["data"]["document_id"] for task in made] == [document.document_id for document in documents]
    for task in made:
        (prediction,) = task["predictions"]
        regions = {one["id"]: one for one in prediction["result"] if one["type"] == "labels"}
        assert len(regions) == sum(one["type"] == "labels" for one in prediction["result"])
        for one in regions.values():
            assert task["data"]["text"][one["value"]["start"] : one["value"]["end"]] == one["value"]["text"]
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert regions[one["from_id"]]["value"]["labels"] == ["task"] and regions[one["to_id"]]["value"]["labels"] == ["agency"]
    relations = [one for task in made for one in task["predictions"][0]["result"] if one["type"] == "relation"]
    assert len(relations) == store.counts()["task_agencies"]


def test_the_interface_has_the_names_that_the_tasks_use(folder: Path) -> None:
    view = ElementTree.parse(folder / "label-studio.xml").getroot()
    (labels,), (text,) = view.findall("Labels"), view.findall("Text")
    assert (labels.get("name"), labels.get("toName"), text.get("name"), text.get("value")) == ("label", "text", "text", "$text")
    assert [label.get("value") for label in labels] == ["citation", "agency", "task"]
    assert [relation.get("value") for relation in view.findall("Relations/Relation")] == ["lead", "support"]


# Whatever the text

TEXTS = st.text(alphabet=st.sampled_from('aÐế\n \t\u202e😀<"\\*|') | st.characters(codec="utf-8"), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.data())
def test_a_mention_of_any_text_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    row = {"citation_id": "c", "document_id": "d", "start": start, "end": end, "text": collapse(text[start:end]), "type": "Luật",
           "number": None, "title": "", "instrument_id": None, "flags": []}  # fmt: skip
    about = dict.fromkeys(TABLES["documents"].columns, None) | {"document_id": "d"}
    document = Annotated(about, text, [row], [], [], [])
    (annotation,) = annotations(document)
    place, quote = annotation["target"]["selector"]
    assert text[place["start"] : place["end"]] == quote["exact"]
    (task,) = json.loads(label_studio([document]))
    assert task["predictions"][0]["result"][0]["value"]["text"] == text[start:end]
    if text[start:end].strip():
        (doc,) = docs(as_docbin([document]))
        (span,) = doc.spans["citations"]
        assert doc.text == text and (span.start_char, span.end_char) == trimmed(row, text)
