import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare.wording import mask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Dates, in every form that deadlines and citations have
        ("báo cáo trước ngày 10 tháng 12 năm 2025", "báo cáo trước"),
        ("báo cáo trước ngày 10 tháng 12", "báo cáo trước"),
        ("báo cáo trước ngày 15/12 hằng năm", "báo cáo trước hằng năm"),
        ("ban hành ngày 21/3/2023, 21-03-2023 và 3.5.2023", "ban hành và"),
        ("xong trong tháng 6/2025, tháng 7 năm 2025", "xong trong"),
        ("trong Quý II/2024, quý 4 năm 2025", "trong"),
        ("giai đoạn 2022 - 2027", "giai đoạn"),
        ("giai đoạn 2022–2027", "giai đoạn"),
        ("ngày … tháng … năm 2025", ""),
        # Numbers of instruments, right and wrong
        ("theo Chỉ thị số 07/CT-TTg", "theo chỉ thị"),
        ("theo Chỉ thị số 07/CTTTg", "theo chỉ thị"),
        ("theo Quyết định 152/2005/QĐ-TTg, Nghị quyết số 35-NQ/TW", "theo quyết định nghị quyết"),
        ("theo Nghị định số: 09/2017/NĐ-CP", "theo nghị định"),
        # What only looks like one
        ("đạt 100% trong 5 bước", "đạt 100 trong 5 bước"),
        ("trực 24/7", "trực 24 7"),
        # Quoted titles, not quoted words
        ("Đề án “Tổ chức truyền thông chính sách giai đoạn 2022-2027” của tỉnh", "đề án của tỉnh"),
        ('Đề án "Tổ chức truyền thông chính sách" của tỉnh', "đề án của tỉnh"),
        ("phương châm “4 tại chỗ”", "phương châm 4 tại chỗ"),
        # Names of provinces, in both spellings
        ("trên địa bàn tỉnh Thanh Hóa", "trên địa bàn tỉnh"),
        ("trên địa bàn tỉnh Thanh Hoá", "trên địa bàn tỉnh"),
        ("Báo Bà Rịa - Vũng Tàu", "báo"),
        # Abbreviations and tone marks
        ("UBND, HĐND tỉnh", "ủy ban nhân dân hội đồng nhân dân tỉnh"),
        ("Uỷ ban nhân dân", "ủy ban nhân dân"),
        ("hoà giải; quý mến", "hòa giải quý mến"),
    ],
)
def test_masks(text: str, expected: str) -> None:
    assert mask(text) == expected


def test_agencies_of_the_task_go_whatever_their_case_and_spelling() -> None:
    text = "UỶ BAN NHÂN DÂN TỈNH giao Sở Tư pháp, Sở Tư pháp tỉnh bạn kiểm tra"
    assert mask(text, agencies=["Ủy ban nhân dân tỉnh", "Sở Tư pháp"]) == "giao tỉnh bạn kiểm tra"


def test_an_agency_inside_a_longer_one_leaves_no_remains() -> None:
    assert mask("Công an tỉnh kiểm tra", agencies=["Công an", "Công an tỉnh"]) == "kiểm tra"


def test_agency_is_a_whole_word() -> None:
    assert mask("các sở ban hành", agencies=["các sở ban"]) == "hành"
    assert mask("Sởi là bệnh", agencies=["Sở"]) == "sởi là bệnh"


def test_decomposed_text_reads_like_composed() -> None:
    text = "Chủ trì, phối hợp với Sở Tài chính bố trí kinh phí"
    assert mask(unicodedata.normalize("NFD", text)) == mask(text)


@settings(deadline=None)
@given(st.text(alphabet='aàoủyUBND /.-“”"0123456789\n', max_size=80))
def test_masking_is_total_and_leaves_syllables_only(text: str) -> None:
    masked = mask(text)
    assert masked == " ".join(masked.split()) and masked == masked.lower()
