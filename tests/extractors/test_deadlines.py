"""Deadlines: the words and their value."""

import tomllib
from pathlib import Path

import pytest

from extractors import deadlines

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "deadlines.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_deadlines(case: dict[str, str]) -> None:
    text = case["text"]
    found = deadlines.find(text, 0, len(text))
    assert (text[found.start : found.end] if found else "") == case["found"]
    if found:
        assert (found.date or "", found.recurrence or "") == (case["date"], case["recurrence"])


@pytest.mark.parametrize(
    ("words", "date", "recurrence"),
    [
        ("30/6/2026", "2026-06-30", None),
        ("Trước 30-6-2026", "2026-06-30", None),
        ("ngày 5 tháng 9 năm 2026", "2026-09-05", None),
        ("trong tháng 6/2026", "2026-06", None),
        ("trong tháng 6 năm 2026", "2026-06", None),
        ("năm 2026", "2026", None),
        ("giai đoạn 2026 - 2030", None, None),
        ("Quý II/2026", "2026-06", None),
        ("Quý IV/2025 - Quý II/2026", "2026-06", None),
        ("Quý 3 năm 2026", "2026-09", None),
        ("6 tháng cuối năm 2026", "2026-12", None),
        ("Hằng năm", None, "yearly"),
        ("mỗi tháng", None, "monthly"),
        ("Hàng tuần", None, "weekly"),
        ("Định kỳ 6 tháng", None, "half-yearly"),
        ("Thường xuyên", None, "periodic"),
        ("Khi có yêu cầu", None, None),
        ("31/02/2026", None, None),
    ],
)
def test_value_of_words(words: str, date: str | None, recurrence: str | None) -> None:
    assert deadlines.value_of(words) == (date, recurrence)


@pytest.mark.parametrize(
    ("words", "date"),
    [("Tháng 6/2026", "2026-06"), ("tháng 6/2026", "2026-06"), ("Tháng 9 năm 2026", "2026-09"), ("Năm 2026", "2026")],
)
def test_value_of_words_that_begin_with_the_month_or_the_year(words: str, date: str) -> None:
    """Cells and labels hold the month alone, mostly with a capital."""
    assert deadlines.value_of(words)[0] == date


def test_only_the_sentence_itself_is_read() -> None:
    text = "Rà soát văn bản. Báo cáo trước ngày 10 tháng 12."
    assert deadlines.find(text, 0, text.index(" Báo")) is None
    found = deadlines.find(text, text.index("Báo"), len(text))
    assert found is not None and text[found.start : found.end] == "trước ngày 10 tháng 12"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_openings_leave_out_no_time(case: dict[str, str]) -> None:
    text = case["text"]
    everywhere = [(at, "dwre") for at in range(len(text)) if not at or not text[at - 1].isalnum()]
    assert deadlines.find(text, 0, len(text)) == deadlines.find(text, 0, len(text), everywhere)
