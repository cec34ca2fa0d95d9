"""Warnings are codes in the tables and words where people read them."""

import re
from pathlib import Path
from string import Formatter

import pytest

import extractors
import pipeline
from pipeline.messages_warnings import WARNINGS, ranges, told, warned

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"


@pytest.mark.parametrize("code", WARNINGS)
def test_both_languages_say_the_same(code: str) -> None:
    named = [{name for _, name, _, _ in Formatter().parse(sentence) if name} for sentence in WARNINGS[code]]
    assert named[0] == named[1]
    stored = warned(code, **dict.fromkeys(named[0], "VALUE"))
    assert re.fullmatch(r"[a-z_]+( [a-z]+=[^\s;]+)*", stored)
    vietnamese, english = told("vi", stored), told("en", stored)
    assert vietnamese != english and code not in (vietnamese, english) and "{" not in vietnamese + english


def test_every_code_of_the_head_has_words() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in Path(next(iter(extractors.__path__))).glob("*.py"))
    flags = set(re.findall(r'fields\.flags\.append\("(\w+)"\)|\*head\.flags, "(\w+)"', code))
    assert {one or other for one, other in flags} <= set(WARNINGS)


def test_every_code_is_used_and_listed_in_the_docs() -> None:
    folder = Path(next(iter(pipeline.__path__)))
    code = "\n".join(file.read_text(encoding="utf-8") for root in (folder, folder.parent / "extractors") for file in root.rglob("*.py"))
    listed = re.findall(r"^\| `(\w+)", DOCS.read_text(encoding="utf-8").partition("## Warnings")[2], re.MULTILINE)
    assert listed == list(WARNINGS)
    assert all(code.count(f'"{name}"') > 1 for name in WARNINGS)


def test_values_come_back_whatever_they_are() -> None:
    stored = warned("misnamed", suffix=".văn bản; 100%", format="docx")
    assert " " not in stored.removeprefix("misnamed ").removesuffix(" format=docx") and ";" not in stored
    assert told("en", stored) == "the name ends in .văn bản; 100% but the content is docx"
    assert told("vi", warned("decoded", encoding="tcvn3", n=4)) == "4 đoạn được chuyển mã từ TCVN3 (ABC)"
    assert "Windows-1252" in told("en", "decoded encoding=mojibake n=1")


@pytest.mark.parametrize("unknown", ["", "pages read by OCR: 1, 2", "ocr_pages", "decoded n", "x=1 y"])
def test_what_the_program_does_not_know_is_shown_as_it_is(unknown: str) -> None:
    assert told("vi", unknown) == unknown


@pytest.mark.parametrize(("numbers", "short"), [([], ""), ([3], "3"), ([1, 2, 3, 7], "1-3,7"), ([1, 3, 4], "1,3-4")])
def test_ranges(numbers: list[int], short: str) -> None:
    assert ranges(numbers) == short


def test_a_warning_without_words_is_a_fault() -> None:
    with pytest.raises(KeyError):
        warned("unheard_of")
