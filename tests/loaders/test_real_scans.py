"""Scans that a province published: what a person reads in them, by the eyes of one. They are not part of the project."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.extract import extract_document
from pipeline.loaders.ocr import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="OCR is not installed")

EXPECTED = [
    ("quang-ngai-07-ct-ubnd-2018.pdf", "Phạm Trường Thọ", [("71/2016/NĐ-CP", "2016-07-01")] * 3),
    ("quang-ngai-08-ct-ubnd-2018.pdf", "Trần Ngọc Căng", [("19/NQ-CP", None), ("04/CT-UBND", "2018-02-22")]),
    (
        "quang-ngai-11-ct-ubnd-2021.pdf", "Đặng Văn Minh",
        [("11/CT-TTg", "2021-04-16"), ("15/2020/TT-BGDĐT", "2020-05-26"), ("05/2021/TT-BGDĐT", "2021-03-12")],
    ),
    (
        "quang-ngai-16-ct-ubnd-2021.pdf", "Đặng Văn Minh",
        [
            ("11-CT/TW", "2021-12-08"), ("1725/CĐ-TTg", "2021-12-13"), ("08-QĐ/TW", "2018-10-25"), ("37-QĐ/TW", "2021-10-25"),
            ("12/CT-BCT", "2021-11-12"), ("01/KH-BCĐ389QNg", "2021-12-10"), ("02/CT-BTC", "2021-11-25"), ("6658/UBND-KTTH", "2021-12-08"),
            ("1725/CĐ-TTg", "2021-12-13"), ("172/KH-UBND", "2021-12-15"), ("6717/UBND-NC", "2021-12-10"),
            ("119/KH-BCĐ389QNg", "2021-12-02"),
            ("01/KH-BCĐ389QNg", "2021-12-10"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "signer", "cited"), EXPECTED, ids=[name[11:16] for name, *_ in EXPECTED])
def test_head_signer_and_all_numbered_citations(
    shared: Callable[[str], Path], name: str, signer: str, cited: list[tuple[str, str | None]]
) -> None:
    record = extract_document(shared(f"corpus/formats/pdf-scan/{name}"))
    document = record.document
    assert (document.doc_type, document.issuer) == ("Chỉ thị", "Ủy ban nhân dân tỉnh Quảng Ngãi")
    assert document.signer == signer
    assert document.number is None  # written by hand
    assert [(one.number, one.issue_date) for one in record.citations if one.number] == cited
    assert document.title is not None and document.title.startswith("Về ") and "ĐẾN" not in document.title
