"""The centre beside the provinces (coverage), and provinces beside each other (reuse of text)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from pipeline.compare.wording import shorten
from pipeline.report.data import Answers
from pipeline.report.families import instrument_name
from pipeline.report.shown import Shown
from pipeline.report.svg import shares

SIGNS = {"same": "●", "changed": "◐", "absent": "○", "unknown": "?"}
MOST_PASSAGES = 80
"""Shared passages that are shown, the longest."""
MOST_LETTERS = 480
"""Code points of a passage that are shown; its link leads to the whole."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a central task in a province."""

    status: str
    sign: str
    title: str
    link: str | None


@dataclass(frozen=True, slots=True)
class CentralTask:
    """A row of the coverage matrix."""

    text: str
    link: str | None
    lead: str
    deadline: str
    marks: tuple[Mark, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Coverage of one family's central instrument. `summary` has the rows of Coverage.summary, `n_added` tasks are the provinces' own."""

    name: str
    provinces: tuple[str, ...]
    tasks: tuple[CentralTask, ...]
    summary: tuple[Mapping[Any, Any], ...]
    bars: tuple[Markup, ...]


def coverages(answers: Answers, links: Mapping[str, str], shown: Shown) -> list[CoverageView]:
    """Of the families whose central text is in the store."""
    named = {row["instrument_id"]: instrument_name(row) for row in answers.families.to_dict("records")}
    return [_coverage(named[family], answers, family, links, shown) for family in answers.coverage]


def _coverage(name: str, answers: Answers, family: str, links: Mapping[str, str], shown: Shown) -> CoverageView:
    found = answers.coverage[family]
    provinces = tuple(dict.fromkeys(found.tasks["province"]))
    tasks = []
    for _, rows in found.tasks.groupby("central_task_id", sort=False):
        listed = rows.to_dict("records")
        head = listed[0]
        marks = tuple(_mark(row, links, shown) for row in listed)
        counts = {status: sum(mark.status == status for mark in marks) for status in SIGNS}
        link = links.get(head["central_task_id"])
        tasks.append(CentralTask(head["central_text"], link, head["central_lead"] or "", head["central_deadline"] or "", marks, counts))
    summary = tuple(found.summary.to_dict("records"))
    return CoverageView(name, provinces, tuple(tasks), summary, tuple(_bar(row, shown) for row in summary))


def _mark(row: Mapping[Any, Any], links: Mapping[str, str], shown: Shown) -> Mark:
    why = f" ({shown.value(row['why'])})" if row["why"] else ""
    return Mark(
        row["status"], SIGNS[row["status"]], f"{row['province']}: {shown.value(row['status'])}{why}", links.get(str(row["task_id"]))
    )


def _bar(row: Mapping[Any, Any], shown: Shown) -> Markup:
    total = max(1, int(row["n_central"]))
    parts = [(f"s-{status}", int(row[f"n_{status}"]) / total) for status in SIGNS]
    label = ", ".join(f"{shown.value(status)}: {row[f'n_{status}']}" for status in SIGNS)
    return shares(parts, f"{row['province']}: {label}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and the same words elsewhere; the earlier document, or the central one, on the left."""

    provinces: tuple[str, str]
    texts: tuple[str, str]
    keys: tuple[str, str]
    """Ids of its words in the two documents."""
    documents: tuple[str, str]
    spans: tuple[tuple[int, int], tuple[int, int]]
    n_same: int
    central: bool


@dataclass(frozen=True, slots=True)
class ReuseView:
    """How much of each document stands elsewhere, and the longest passages. `n_passages`: how many there are in all."""

    documents: tuple[Mapping[Any, Any], ...]
    bars: tuple[Markup, ...]
    passages: tuple[Passage, ...]
    n_passages: int


def reuse(answers: Answers, at: Mapping[str, str], shown: Shown) -> ReuseView:
    """The view; `at`: document_id → its id in the page."""
    found = answers.reuse
    rows = tuple(found.documents.to_dict("records"))
    dates = {row["document_id"]: row["issue_date"] or row["published"] or "9999" for row in answers.whole["documents"].to_dict("records")}
    pairs: dict[tuple[Any, ...], Mapping[Any, Any]] = {}
    for row in found.passages.to_dict("records"):
        ends = [tuple(row[f"{side}{name}"] for name in ("document_id", "start", "end")) for side in ("", "other_")]
        pairs.setdefault(tuple(sorted(ends)), row)
    longest = sorted(pairs.values(), key=lambda row: -int(row["n_same"]))[:MOST_PASSAGES]
    passages = tuple(_passage(n, row, dates, at, shown) for n, row in enumerate(longest, 1))
    return ReuseView(rows, tuple(_parts(row, shown) for row in rows), passages, len(pairs))


_PARTS = ("central", "siblings", "own")


def _parts(row: Mapping[Any, Any], shown: Shown) -> Markup:
    known = {name: 0.0 if pd.isna(row[f"share_{name}"]) else float(row[f"share_{name}"]) for name in _PARTS}
    label = ", ".join(f"{shown.column(f'share_{name}')} {shown.share(share)}" for name, share in known.items())
    return shares([(f"r-{name}", share) for name, share in known.items()], label)


def _passage(n: int, row: Mapping[Any, Any], dates: Mapping[str, str], at: Mapping[str, str], shown: Shown) -> Passage:
    own, other = ({name: row[f"{side}{name}"] for name in ("document_id", "province", "text", "start", "end")} for side in ("", "other_"))
    first_is_other = row["central"] or str(dates.get(other["document_id"])) <= str(dates.get(own["document_id"]))
    left, right = (other, own) if first_is_other else (own, other)
    return Passage(
        (left["province"] or shown.t("reuse.centre"), right["province"] or shown.t("reuse.centre")),
        (shorten(left["text"], MOST_LETTERS), shorten(right["text"], MOST_LETTERS)),
        (f"p{at.get(left['document_id'], 'd')[1:]}-{n}", f"p{at.get(right['document_id'], 'd')[1:]}-{n}"),
        (left["document_id"], right["document_id"]),
        ((left["start"], left["end"]), (right["start"], right["end"])),
        int(row["n_same"]),
        bool(row["central"]),
    )
