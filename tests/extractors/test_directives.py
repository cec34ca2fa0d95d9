"""One sentence: does it direct somebody, whom, and with whom?"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.directives import read_directive
from extractors.folding import fold, lower
from extractors.subjects import split_subjects
from extractors.view import Phrase, View

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "tasks_directives.toml").read_text(encoding="utf-8"))["case"]


def view(text: str) -> View:
    return View.of(fold(text), lower(fold(text)))


def words(text: str, phrases: list[Phrase]) -> list[str]:
    return [text[p.start : p.end] for p in phrases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_directive(case: dict[str, Any]) -> None:
    text = case["text"]
    found = read_directive(view(text), 0, len(text))
    if not case.get("directive", True):
        assert found is None
        return
    assert found is not None
    assert (words(text, found.lead), words(text, found.support)) == (case["lead"], case.get("support", []))
    assert found.order is case.get("order", False)


@pytest.mark.parametrize("case", [case for case in CASES if "parts" in case], ids=lambda case: case["text"])
def test_parts(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[a:b].strip() for a, b in split_subjects(view(text), 0, len(text))] == case["parts"]


def test_under_an_agency_an_unknown_verb_will_do() -> None:
    text = "Be bờ kênh xuống cấp theo phân cấp."
    assert read_directive(view(text), 0, len(text)) is None
    assert read_directive(view(text), 0, len(text), lenient=True) is not None


@pytest.mark.parametrize("text", ["Kinh phí do ngân sách tỉnh bảo đảm.", "Kết quả đạt được còn hạn chế.", "Công an tỉnh đã hoàn thành."])
def test_under_an_agency_a_remark_is_still_a_remark(text: str) -> None:
    assert read_directive(view(text), 0, len(text), lenient=True) is None
