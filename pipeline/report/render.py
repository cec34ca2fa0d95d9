"""The page, written: one file with its style, script, data and a policy that lets nothing else in."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.compare.thresholds import Thresholds
from pipeline.messages import Lang
from pipeline.report import matrices, sides, svg
from pipeline.report.clusters import Aligned, aligned
from pipeline.report.data import FULL_FAMILIES, Answers
from pipeline.report.documents import DocumentView, document_view, places
from pipeline.report.downloads import Download, downloads, pack
from pipeline.report.families import STATUSES, Family, TileMap, families, figure_text, instrument_name
from pipeline.report.pages import PageImages
from pipeline.report.shown import Shown
from pipeline.report.spans import Span
from pipeline.report.summary import summary
from pipeline.version import VERSION, program
from schemas import SCHEMA_VERSION

SCRIPTS = ("base.js", "tables.js", "tasks.js", "map.js", "documents.js", "downloads.js")
STYLES = ("base.css", "parts.css", "document.css")

MOST_BYTES = 4_000_000
"""Size of a page, without pictures, from which its documents are packed: 63 long plans would take 8 MB otherwise. Below, they can be read
without script too."""


def page(answers: Answers, lang: Lang, images: Mapping[str, PageImages] | None = None) -> str:
    """The whole report as HTML; `images` by document_id, where page images were asked for."""
    shown = Shown(lang)
    records = answers.records()
    at = places(records)
    reused = sides.reuse(answers, at.documents, shown)
    marks = _passages(reused)
    views = [
        document_view(one, at, one.document.document_id in answers.counted, shown, marks.get(one.document.document_id, ()))
        for one in records
    ]
    drawn = families(answers, shown)
    tasks = aligned(answers, _links(at.tasks), shown)
    tables = list(downloads(answers))
    context = {
        "lang": lang, "shown": shown, "t": shown.t, "answers": answers, "families": drawn, "family_rows": _family_rows(answers),
        "full_families": FULL_FAMILIES, "instrument_name": instrument_name, "summary": summary(answers, drawn[0], shown),
        "svg": svg, "document_links": _links(at.documents), "views": views, "images": images or {}, "statuses": STATUSES,
        "tasks": tasks, "coverages": sides.coverages(answers, _links(at.tasks), shown), "signs": sides.SIGNS,
        "instruments": matrices.instruments(answers, _links(at.citations), shown), "agencies": matrices.agencies(answers, shown),
        "gaps": answers.gaps.to_dict("records"), "reuse": reused,
        "failures": answers.failures(), "downloads": tables, "centrals": _centrals(answers), "by_id": _by_id(views),
        "version": VERSION, "program": program(), "schema_version": SCHEMA_VERSION, "thresholds": _thresholds(answers),
        "figure_text": figure_text, "data": _data(drawn, tasks, shown), "files": json_block(_files(tables)), **_assets(),
    }  # fmt: skip
    bodies = _bodies(views, context)
    template = _environment().get_template("page.html")
    plain = template.render(context, bodies=bodies, packed=None)
    if len(plain.encode()) - _size(images or {}) <= MOST_BYTES:
        return plain
    return template.render(context, bodies={}, packed=json_block({key: pack(body.encode()) for key, body in bodies.items()}))


def _size(images: Mapping[str, PageImages]) -> int:
    return sum(len(picture.source) for found in images.values() for picture in found.pictures)


def _bodies(views: Sequence[DocumentView], context: Mapping[str, Any]) -> dict[str, Markup]:
    """The text and records of each document, by its id in the page."""
    template = _environment().get_template("body.html")
    return {view.key: Markup(template.render(context, view=view)) for view in views}


def json_block(value: object) -> Markup:
    """JSON that may stand inside a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _assets() -> dict[str, Any]:
    """Style and script with the hashes that the policy admits them by."""
    style, script = ("".join(_asset(name) for name in names) for names in (STYLES, SCRIPTS))
    hashes = {
        name: f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}" for name, text in (("s", style), ("j", script))
    }
    policy = (
        f"default-src 'none'; style-src '{hashes['s']}'; script-src '{hashes['j']}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": policy}


@cache
def _asset(name: str) -> str:
    return files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8")


def _links(keys: Mapping[str, str]) -> dict[str, str]:
    return {one: f"#{key}" for one, key in keys.items()}


def _family_rows(answers: Answers) -> list[dict[Any, Any]]:
    return answers.families.to_dict("records")


def _centrals(answers: Answers) -> frozenset[str]:
    found = (answers.central(family) for family in answers.families["instrument_id"][:FULL_FAMILIES])
    return frozenset(record.document.document_id for record in found if record)


def _passages(reused: sides.ReuseView) -> dict[str, list[Span]]:
    """Places of the passages that are shown, by document."""
    found: dict[str, list[Span]] = {}
    for one in reused.passages:
        for document, key, (start, end) in zip(one.documents, one.keys, one.spans, strict=True):
            found.setdefault(document, []).append(Span(start, end, "p", key))
    return found


def _by_id(views: Sequence[DocumentView]) -> dict[str, DocumentView]:
    return {view.record.document.document_id: view for view in views}


def _thresholds(answers: Answers) -> list[tuple[str, Any, bool]]:
    """Name, value and whether the settings state it."""
    used = answers.settings.thresholds
    return [(one.name, getattr(used, one.name), one.name in answers.settings.stated) for one in fields(Thresholds)]


def _files(packed: Sequence[Download]) -> dict[str, str]:
    return {one.name: one.packed for one in packed}


def _data(drawn: Sequence[Family], tasks: Aligned, shown: Shown) -> Markup:
    """What the script needs beside the page itself."""
    maps = {f"m{n}-{one.regime}": _map(one, shown) for n, family in enumerate(drawn, 1) for one in family.maps}
    said = {key: shown.t(f"tasks.{key}", **dict.fromkeys(names, "{}")) for key, names in _SAID.items()}
    return json_block(
        {"lang": shown.lang, "tasks": tasks.index, "maps": maps, "said": said | {"documents": shown.t("documents.count", n="{}")}}
    )


_SAID = {"count": ("groups", "tasks"), "more": ("n",)}
"""Sentences that the script fills in, with the names of their gaps."""


def _map(drawn: TileMap, shown: Shown) -> dict[str, Any]:
    """By figure: the shade and text of each square in order, and the legend as (shade, words)."""
    found: dict[str, Any] = {}
    for figure in drawn.figures:
        squares = [(drawn.step(figure, place), figure_text(figure, place, shown)) for place in drawn.places]
        ends = drawn.bounds.get(figure, ())
        found[figure] = {"squares": squares, "legend": [_range(figure, k, ends, drawn, shown) for k in range(len(ends))]}
    return found


def _range(figure: Any, k: int, ends: Sequence[float], drawn: TileMap, shown: Shown) -> str:
    """`15 – 30`: the values of a shade."""
    values = [place.values[figure] for place in drawn.places if drawn.step(figure, place) == k]
    form = shown.share if figure == "coverage" else shown.n
    return form(min(values)) if min(values) == max(values) else f"{form(min(values))} – {form(max(values))}"
