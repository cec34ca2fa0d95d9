"""The head and the signature of official documents."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.document import read_document
from extractors.header import read_header
from extractors.outline import read_outline
from schemas import Header, collapse

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "headers_official.toml").read_text(encoding="utf-8"))["case"]
FIELDS = {
    "source_kind",
    "province",
    "doc_type",
    "number",
    "issue_date",
    "issuer",
    "title",
    "signer",
    "signer_position",
    "recipients",
    "flags",
}


def header(text: str) -> Header:
    return read_document(text.strip("\n")).header


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_header(case: dict[str, Any]) -> None:
    assert set(case["header"]) <= FIELDS
    found = header(case["text"]).model_dump()
    found["recipients"] = [line["text"] for line in found["recipients"]]
    found["flags"] = list(found["flags"])
    assert {name: found[name] or ("" if isinstance(value, str) else []) for name, value in case["header"].items()} == case["header"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_value_has_its_words(case: dict[str, Any]) -> None:
    text = case["text"].strip("\n")
    found = read_document(text).header
    stated = {
        name
        for name in ("province", "doc_type", "number", "issue_date", "issuer", "title", "signer", "signer_position")
        if getattr(found, name)
    }
    assert {e.field for e in found.evidence} == stated
    assert all(collapse(text[e.start : e.end]) == e.text for e in found.evidence)


@pytest.mark.parametrize(
    ("lines", "position"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG"),
    ],
)
def test_the_position_as_signed(lines: str, position: str) -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 1/KH-UBND\nKẾ HOẠCH\nTrồng rừng\n\nCăn cứ Luật Lâm nghiệp;\n\n1. Sở Tài chính cấp vốn.\n\n"
    found = header(f"{head}{lines}\nNguyễn Văn An\n")
    assert (found.signer_position, found.signer) == (position, "Nguyễn Văn An")


def test_a_date_that_is_none_is_not_repaired() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 1/KH-UBND\nCà Mau, ngày 31 tháng 02 năm 2024\nKẾ HOẠCH\nTrồng rừng\n\nCăn cứ Luật Lâm nghiệp;\n"
    )
    assert found.issue_date is None
    assert found.number == "1/KH-UBND"


def test_a_head_without_words_says_nothing() -> None:
    found = read_header(read_outline(""))
    assert found.number is found.province is found.issuer is found.title is found.signer is None
    assert found.evidence == ()


def test_recipients_are_resolved() -> None:
    found = header(next(case["text"] for case in CASES if case["id"] == "plan-one-cell-a-line"))
    assert [(line.text, line.agency_id) for line in found.recipients] == [
        ("Thường trực Tỉnh ủy", "thuong-truc-tinh-uy"),
        ("Sở Khoa học và Công nghệ", "so-khoa-hoc-va-cong-nghe"),
    ]
