"""List markers at the start of a line."""

import pytest

from extractors.markers import find_marker


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("I. MỤC ĐÍCH", "roman", "I.", "MỤC ĐÍCH"),
        ("IV- TỔ CHỨC THỰC HIỆN", "roman", "IV-", "TỔ CHỨC THỰC HIỆN"),
        ("XIX/ Kinh phí", "roman", "XIX/", "Kinh phí"),
        ("1. Mục đích", "arabic", "1.", "Mục đích"),
        ("12) Rà soát", "arabic", "12)", "Rà soát"),
        ("3/ Rà soát", "arabic", "3/", "Rà soát"),
        ("3/- Rà soát", "arabic", "3/-", "Rà soát"),
        ("II/- NHIỆM VỤ", "roman", "II/-", "NHIỆM VỤ"),
        ("b/ Rà soát", "letter", "b/", "Rà soát"),
        ("Thứ hai, rà soát", "paren", "Thứ hai,", "rà soát"),
        ("Một là: rà soát", "paren", "Một là:", "rà soát"),
        ("Hoạt động 2. Tập huấn", "topic", "Hoạt động 2.", "Tập huấn"),
        ("NHIỆM VỤ 1: Rà soát", "topic", "NHIỆM VỤ 1:", "Rà soát"),
        ("5.Sở Tài chính", "arabic", "5.", "Sở Tài chính"),
        ("1.2. Yêu cầu", "decimal", "1.2.", "Yêu cầu"),
        ("2.1.3 Số hóa hồ sơ", "decimal", "2.1.3", "Số hóa hồ sơ"),
        ("a) Rà soát", "letter", "a)", "Rà soát"),
        ("đ) Rà soát", "letter", "đ)", "Rà soát"),
        ("b. Rà soát", "letter", "b.", "Rà soát"),
        ("A. ĐÁNH GIÁ", "capital", "A.", "ĐÁNH GIÁ"),
        ("Đ. KIẾN NGHỊ", "capital", "Đ.", "KIẾN NGHỊ"),
        ("(1) Rà soát", "paren", "(1)", "Rà soát"),
        ("(iv) Rà soát", "paren", "(iv)", "Rà soát"),
        ("- Rà soát", "bullet", "-", "Rà soát"),
        ("-Rà soát", "bullet", "-", "Rà soát"),
        ("• Rà soát", "bullet", "•", "Rà soát"),
        ("+ Rà soát", "plus", "+", "Rà soát"),
        ("Điều 3. Trách nhiệm thi hành", "article", "Điều 3.", "Trách nhiệm thi hành"),
        ("Điều 12a: Sửa đổi", "article", "Điều 12a:", "Sửa đổi"),
        ("Chương II QUY ĐỊNH CỤ THỂ", "chapter", "Chương II", "QUY ĐỊNH CỤ THỂ"),
        ("Mục 1. Nguyên tắc", "section", "Mục 1.", "Nguyên tắc"),
        ("Phần thứ hai NHIỆM VỤ", "part", "Phần thứ hai", "NHIỆM VỤ"),
        ("PHỤ LỤC II", "appendix", "PHỤ LỤC II", ""),
    ],
)
def test_markers(line: str, kind: str, label: str, rest: str) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert (marker.kind, marker.label, line[marker.end :]) == (kind, label, rest)


@pytest.mark.parametrize(("line", "depth"), [("1. A", 0), ("1.1. A", 1), ("1.1.1. A", 2), ("1.1.1.1 A", 3)])
def test_depth_counts_the_levels_of_a_decimal(line: str, depth: int) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert marker.depth == depth


@pytest.mark.parametrize(
    "line",
    [
        "Sở Tư pháp chủ trì",  # a plain sentence
        "2026 là năm cao điểm",  # a year
        "15% hồ sơ",  # a share
        "1.364 triệu đồng",  # a sum
        "21/3/2023 là ngày ban hành",  # a date
        "Điều này thể hiện",  # `Điều` as a noun
        "Thứ hai, ngày 18/4/2022",  # a day of the week
        "Nhiệm vụ trọng tâm năm 2026",  # no number behind the word
        "Mục tiêu đến năm 2030",  # not `Mục` and a number
        "Phần lớn các xã",  # not `Phần` and a number
        "Im lặng",  # I is a letter of the word
        "-",  # a lone dash names nothing
        "",
    ],
)
def test_what_looks_like_a_marker_and_is_none(line: str) -> None:
    assert find_marker(line) is None
