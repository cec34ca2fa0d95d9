"""Numbers found by their marks are those that the pattern finds when it is tried at every place."""

import random
import re

import pytest

from extractors.citation_words import citation_words
from extractors.number_scan import bare_numbers, blank_numbers, full_numbers
from extractors.numbers import NUMBER

NUMBERS = (
    "407/QĐ-TTg", "09/2017/NĐ-CP", "57-NQ/TW", "57- NQ/TW", "5104/BTTTT-PTTH&TTĐT", "118/TTr- STTTT", "71/NQ -CP", "139/1999QĐ-KHCN",
    "3263/qđ-ubnd", "150 CP", "12 TTg", "33 HĐBT", "210a TC/VP", "08 a/2010/TT-BTP", "61/2024/QH15", "02-KH/BCĐTW", "1/QĐ-UBND",
    "999-TC/QĐ/CĐKT", "15//2020/NĐ-CP",
)  # fmt: skip
AMONG = (
    " và ", ", ", " ngày 21/3/2023 ", " (số ", ") ", "\n- Sở Y tế ", " 100% ", " 5/2023 ", " Phát thanh - Truyền hình ",
    " số", " 1.500 đồng/hộ ", " A/B ", " 2021-2025 ",
)  # fmt: skip


def alone(text: str, start: int) -> bool:
    return not start or not re.match(r"[\w/.-]", text[start - 1]) or text[start - 1] in "ốỐ"


@pytest.mark.parametrize("seed", range(60))
def test_the_scan_finds_what_the_pattern_finds(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(rng.choice(AMONG) + (rng.choice(NUMBERS) if rng.random() < 0.6 else "") for _ in range(40))
    lettered = [m.span() for m in re.finditer(NUMBER, text) if alone(text, m.start()) and re.search(r"[^\W\d]", m[0])]
    assert [(start, end) for start, end, _ in full_numbers(text, citation_words(text))] == lettered


def test_bare_numbers_stand_behind_their_word() -> None:
    text = "Chỉ thị số 08, Nghị định 54, quyết định 15 ngày, số 12/QĐ-TTg, SỐ 7 và mục 33"
    assert [text[start:end] for start, end, _ in sorted(bare_numbers(text, citation_words(text)))] == ["08", "54", "7"]


def test_blank_numbers_begin_with_a_stroke() -> None:
    text = "Nghị định số …/2016/NĐ-CP và Kế hoạch số /KH-UBND; 12/QĐ-TTg"
    assert [text[start:end] for start, end, _ in blank_numbers(text)] == ["/2016/NĐ-CP", "/KH-UBND"]
