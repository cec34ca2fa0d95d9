"""News articles: which plan they report, of which province, and when they came out."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.document import is_official, read_document
from extractors.news import article_province
from extractors.outline import read_outline

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "headers_news.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_header(case: dict[str, Any]) -> None:
    found = read_document(case["text"].strip("\n")).header.model_dump()
    assert {name: found[name] or "" for name in case["header"]} == case["header"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reported_plan_is_flagged_and_dated(case: dict[str, Any]) -> None:
    reading = read_document(case["text"].strip("\n"))
    flagged = [c for c in reading.citations if "reported_document" in c.flags]
    assert [c.number for c in flagged] == case["reported"]
    assert {c.issue_date for c in flagged} <= {reading.header.issue_date}


def test_article_has_no_signer_and_no_recipients() -> None:
    for case in CASES:
        found = read_document(case["text"]).header
        assert (found.signer, found.signer_position, found.recipients) == (None, None, ())


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("UBND tỉnh vừa ban hành kế hoạch.\n\nTheo đó, Sở Tư pháp rà soát văn bản.\n", False),
        ("KẾ HOẠCH\n\nTruyền thông chính sách\n\nSở Tư pháp rà soát văn bản.\n", True),
        ("| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n\nKính gửi: Sở Tư pháp\n", True),
        ("Kế hoạch truyền thông\n\nSở Tư pháp rà soát văn bản.\n", False),
    ],
)
def test_official_or_news(text: str, official: bool) -> None:
    assert is_official(read_outline(text)) is official


def test_a_province_with_its_level_weighs_more() -> None:
    outline = read_outline("Đoàn Quảng Ninh thăm địa phương. Quảng Ninh có nhiều kinh nghiệm. UBND tỉnh Tuyên Quang tiếp đoàn.\n")
    found = article_province(outline)
    assert found is not None and found[0] == "Tuyên Quang"
    assert outline.source[slice(*found[1])] == "Tuyên Quang"


def test_no_province_named() -> None:
    assert article_province(read_outline("Các địa phương đẩy mạnh truyền thông.\n")) is None
