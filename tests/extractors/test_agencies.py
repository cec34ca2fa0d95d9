"""Agencies: where a phrase ends, what a list holds, what is none."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors import agencies, agency_mentions
from extractors.folding import lower
from extractors.lines import read_lines
from extractors.view import View

FOLDER = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]


def view(text: str) -> View:
    flat = read_lines(text).flat
    return View.of(flat, lower(flat))


@pytest.mark.parametrize("case", cases("agencies_lists.toml"), ids=lambda case: case["id"])
def test_lists(case: dict[str, Any]) -> None:
    text = case["text"]
    found, end = agencies.list_at(view(text), 0, len(text))
    assert [" ".join(text[p.start : p.end].split()) for p in found] == case["agencies"]
    assert text[end:] == case["rest"]


@pytest.mark.parametrize("case", cases("agencies_mentions.toml"), ids=lambda case: case["id"])
def test_mentions(case: dict[str, Any]) -> None:
    found = list(agency_mentions.find_in(case["text"], view(case["text"])))
    assert [(m.text, m.known) for m in found] == [(words, known) for words, _, known in case["agencies"]]
    assert [m.agency_id for m in found] == [wanted or m.agency_id for m, (_, wanted, _) in zip(found, case["agencies"], strict=True)]


@pytest.mark.parametrize(
    "text", ["tổ chức hội nghị", "ban hành văn bản", "cơ sở dữ liệu", "báo cáo", "rà soát", "", "hội nghị", "Báo cáo", "Hội thảo"]
)
def test_no_list_begins_at_a_common_word(text: str) -> None:
    assert agencies.list_at(view(text), 0, len(text)) == ([], 0)


def test_a_list_ends_at_its_limit() -> None:
    text = "Sở Tư pháp, Công an tỉnh rà soát."
    found, end = agencies.list_at(view(text), 0, len("Sở Tư pháp"))
    assert ([text[p.start : p.end] for p in found], end) == (["Sở Tư pháp"], len("Sở Tư pháp"))


def test_phrases_of_a_sentence() -> None:
    text = "Theo đề nghị của Sở Tư pháp, Công an tỉnh tại cuộc họp với UBND các xã, phường, UBND tỉnh đồng ý."
    found = agencies.mentions_in(view(text), 0, len(text))
    assert [text[a:b] for a, b in found] == ["Sở Tư pháp", "Công an tỉnh", "UBND các xã, phường", "UBND tỉnh"]


def test_a_mention_shows_the_source_and_resolves_another_name_on_demand() -> None:
    text = "các sở: Tư pháp và **Tài\nchính**"
    start = text.index("**Tài")
    found = agency_mentions.mention(text, start, len(text), "Sở Tài chính")
    assert (found.text, found.agency_id, found.known) == ("Tài chính", "so-tai-chinh", True)
