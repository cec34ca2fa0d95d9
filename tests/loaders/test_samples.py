"""The samples that a program made: what each is there to show comes back from it."""

from pathlib import Path

import pytest

from pipeline.extract import extract_document
from pipeline.loaders import NeedsTool, Options, load
from pipeline.loaders.ocr import is_installed

RAW = Path(__file__).parents[2] / "data/raw"


@pytest.mark.parametrize(
    ("name", "province", "number", "signer", "cited"),
    [
        ("bac-lieu-kh-64.docx", "Bạc Liêu", "64/KH-UBND", "Lâm Quốc Thiện", {"07/CT-TTg", "06/QĐ-TTg", "47/2024/NĐ-CP"}),
        ("hau-giang-kh-71.pdf", "Hậu Giang", "71/KH-UBND", "Huỳnh Thanh Nhã", {"07/CT-TTg", "06/QĐ-TTg", "57-NQ/TW", "13/2023/NĐ-CP"}),
        ("ninh-thuan-kh-1346.doc", "Ninh Thuận", "1346/KH-UBND", "Trần Minh Lực", {"07/CT-TTg", "03/NQ-CP", "612/KH-UBND"}),
        ("phu-yen-kh-93.rtf", "Phú Yên", "93/KH-UBND", "Nguyễn Hoàng Đạt", {"07/CT-TTg", "24/KH-UBND"}),
        ("tra-vinh-kh-57.html", "Trà Vinh", "57/KH-UBND", "Kim Thành Long", {"07/CT-TTg", "06/QĐ-TTg"}),
        pytest.param(
            "hoa-binh-kh-88-scan.pdf", "Hòa Bình", "88/KH-UBND", "Đinh Công Thắng", {"07/CT-TTg", "06/QĐ-TTg", "163/2016/NĐ-CP"},
            marks=pytest.mark.skipif(not is_installed(), reason="OCR is not installed"),
        ),
    ],
)  # fmt: skip
def test_head_and_numbers(name: str, province: str, number: str, signer: str, cited: set[str]) -> None:
    record = extract_document(RAW / name)
    document = record.document
    assert (document.province, document.number, document.signer) == (province, number, signer)
    assert document.doc_type == "Kế hoạch"
    assert {citation.number for citation in record.citations} - {None} == cited


def test_a_table_over_two_pages_is_one_and_its_head_stands_once() -> None:
    source = load(RAW / "hau-giang-kh-71.pdf")
    assert source.text.count("Nội dung công việc") == 1
    assert {cell.table for cell in source.cells} == {source.cells[0].table}
    assert max(cell.row for cell in source.cells) == 12
    assert {source.page_at(cell.start) for cell in source.cells} == {1, 2}


def test_numbers_changes_merged_cells_and_the_footnote_of_word() -> None:
    text = load(RAW / "bac-lieu-kh-64.docx").text
    assert "\n1. Công an tỉnh chủ trì" in text and "\n3. Sở Tài chính" in text
    assert "trong quý IV năm 2025" in text and "ít nhất một lần" not in text
    assert text.count("Nhóm nhiệm vụ về dữ liệu") == 1
    assert "chia sẻ dữ liệu[1] tuân thủ Nghị định số 47/2024/NĐ-CP" in text
    assert text.endswith("\n\n[1] Gồm dữ liệu của người làm nghề khai thác, nuôi trồng và thu mua hải sản trên địa bàn tỉnh.")


def test_a_scan_without_ocr_says_what_to_install() -> None:
    with pytest.raises(NeedsTool, match=r"pip install 'vnplans\[ocr\]'"):
        load(RAW / "hoa-binh-kh-88-scan.pdf", Options(ocr=False))
