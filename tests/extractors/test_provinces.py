"""Provinces of both regimes."""

import pytest

from extractors import provinces
from extractors.folding import fold, lower


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("tỉnh Thanh Hóa", "Thanh Hóa"),
        ("tỉnh Thanh Hoá", "Thanh Hóa"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("Thủ đô Hà Nội", "Hà Nội"),
        ("tỉnh Đăk Lăk", "Đắk Lắk"),
        ("tỉnh Đắc Lắc", "Đắk Lắk"),
        ("BÀ RỊA - VŨNG TÀU", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("tỉnh Bắc\nKạn", "Bắc Kạn"),
        ("tỉnh Thừa Thiên Huế", "Thừa Thiên Huế"),
        ("thành phố Huế", "Huế"),
        ("tỉnh Khánh Hòa", "Khánh Hòa"),
    ],
)
def test_spellings(words: str, name: str) -> None:
    from_text = provinces.find_names(lower(fold(words)))
    assert [found for _, _, found in from_text] == [name]


def test_spans_and_order_of_names() -> None:
    low = lower("Các tỉnh Hậu Giang, Sóc Trăng hợp nhất vào Cần Thơ.")
    assert [(low[a:b], name) for a, b, name in provinces.find_names(low)] == [
        ("hậu giang", "Hậu Giang"),
        ("sóc trăng", "Sóc Trăng"),
        ("cần thơ", "Cần Thơ"),
    ]


@pytest.mark.parametrize("words", ["an gianga", "xhà nội", "hà nộii", "Hà", "miền Nam", "tân an"])
def test_names_stand_at_word_edges(words: str) -> None:
    assert provinces.find_names(lower(words)) == []


@pytest.mark.parametrize(
    ("name", "day", "level", "code", "now"),
    [
        ("Thanh Hóa", "2023-05-01", "tỉnh", "63:38", "Thanh Hóa"),
        ("Thanh Hóa", "2025-08-01", "tỉnh", "34:38", "Thanh Hóa"),
        ("Hậu Giang", "2024-01-15", "tỉnh", "63:93", "Cần Thơ"),
        ("Bình Dương", "2025-06-30", "tỉnh", "63:74", "Hồ Chí Minh"),
        ("Hồ Chí Minh", "2025-07-01", "thành phố", "34:79", "Hồ Chí Minh"),
        ("Tiền Giang", "2023", "tỉnh", "63:82", "Đồng Tháp"),
        ("Đồng Tháp", "2025-11", "tỉnh", "34:82", "Đồng Tháp"),
        ("Thừa Thiên Huế", "2024-12-31", "tỉnh", "63:46", "Huế"),
        ("Huế", "2025-01-01", "thành phố", "63:46", "Huế"),
        ("Huế", "2025-07-01", "thành phố", "34:46", "Huế"),
        ("Hà Giang", "2024-03-02", "tỉnh", "63:02", "Tuyên Quang"),
        ("Tuyên Quang", "2025-12-01", "tỉnh", "34:08", "Tuyên Quang"),
    ],
)
def test_the_row_in_force(name: str, day: str, level: str, code: str, now: str) -> None:
    row = provinces.at_date(name, day)
    assert row is not None
    assert (row.level, row.code, row.province_2025) == (level, code, now)


def test_a_code_alone_names_two_provinces() -> None:
    """82 was Tiền Giang until June 2025 and is Đồng Tháp since: the regime belongs to the code."""
    before, after = provinces.at_date("Tiền Giang", "2025-06-30"), provinces.at_date("Đồng Tháp", "2025-07-01")
    assert before is not None and after is not None
    assert before.code != after.code and before.code.split(":")[1] == after.code.split(":")[1] == "82"


def test_no_date_gives_the_older_regime_and_an_unknown_name_nothing() -> None:
    row = provinces.at_date("Cần Thơ", None)
    assert row is not None and row.regime == "63"
    assert provinces.at_date("Atlantis", "2024-01-01") is None


def test_names_are_taken_off() -> None:
    assert provinces.without_names("báo bình dương") == "báo"
    assert provinces.without_names("sở tư pháp tỉnh thanh hóa") == "sở tư pháp tỉnh"


def test_name_at_an_offset() -> None:
    low = "báo bình dương"
    assert provinces.name_at(low, 4) == (14, "Bình Dương")
    assert provinces.name_at(low, 0) is None
