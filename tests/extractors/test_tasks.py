"""Who must do what, with whom, by when: one table of cases for each form of assignment."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractors.document import read_document
from schemas import Task, collapse

FOLDER = Path(__file__).parents[1] / "cases"
FILES = (
    "sentence",
    "roles",
    "heading",
    "item",
    "order",
    "block",
    "table",
    "bracket",
    "none",
    "support",
    "deadline",
    "news",
    "layouts",
    "figures",
)
KEYS = set("text starts lead support support_ids deadline date recurrence source output target funding kind".split())
HEAD = (
    "KẾ HOẠCH\n\nTRUYỀN THÔNG CHÍNH SÁCH NĂM 2026\n\nThực hiện Luật Báo chí, Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:\n"
)


def cases() -> list[Any]:
    out = []
    for name in FILES:
        table = tomllib.loads((FOLDER / f"tasks_{name}.toml").read_text(encoding="utf-8"))["case"]
        out += [pytest.param(case, id=f"{name}-{case['id']}") for case in table]
    return out


def whole_text(case: dict[str, Any]) -> str:
    return case["text"].lstrip("\n") if case.get("news") or case.get("bare") else HEAD + case["text"]


def seen(task: Task, want: dict[str, Any]) -> dict[str, Any]:
    """The fields of a task that a case speaks of, in the form of the case."""
    lead = [a for a in task.agencies if a.role == "lead"]
    support = [a for a in task.agencies if a.role == "support"]
    every: dict[str, Any] = {
        "text": task.text,
        "starts": task.text[: len(want.get("starts", ""))],
        "lead": [a.text for a in lead],
        "support": [a.text for a in support],
        "support_ids": [a.agency_id for a in support],
        "deadline": task.deadline_text or "",
        "date": task.deadline_date or "",
        "recurrence": task.recurrence or "",
        "source": "+".join(sorted({a.source for a in lead})),
        "output": task.output or "",
        "target": task.target or "",
        "funding": task.funding or "",
        "kind": task.kind,
    }
    return {name: every[name] for name in want}


@pytest.mark.parametrize("case", cases())
def test_tasks(case: dict[str, Any]) -> None:
    assert all(set(want) <= KEYS for want in case["tasks"])
    found = read_document(whole_text(case)).tasks
    wanted = [*case["tasks"], *({"text": ""} for _ in found[len(case["tasks"]) :])]
    assert [seen(task, want) for task, want in zip(found, wanted, strict=False)] == case["tasks"]


@pytest.mark.parametrize("case", cases())
def test_spans(case: dict[str, Any]) -> None:
    """Tasks are in order and apart; what a task says stands in the text where it says so."""
    text = whole_text(case)
    found = read_document(text).tasks
    assert all(one.end <= two.start for one, two in pairwise(found))
    for task in found:
        for span in (task, *task.agencies, *task.evidence):
            assert collapse(text[span.start : span.end]) == span.text
        assert {e.field for e in task.evidence} == {
            name for name in ("deadline_text", "output", "target", "funding") if getattr(task, name)
        }
