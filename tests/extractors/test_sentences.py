"""Where sentences end."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.sentences import sentences

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sentences.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sentences(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == case["sentences"]


def test_only_the_given_part_is_read() -> None:
    text = "Một câu. Hai câu. Ba câu."
    assert [text[a:b] for a, b in sentences(text, 9, 17)] == ["Hai câu."]


@pytest.mark.parametrize("text", ["", "  ", "\n \n"])
def test_nothing_is_no_sentence(text: str) -> None:
    assert list(sentences(text, 0, len(text))) == []
