"""Tables whose cells are paragraphs, without bars."""

import pytest

from extractors.lines import read_lines
from extractors.unruled import with_tables

HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
ONE = ["1", "Xây dựng bản đồ số", "Sở Xây dựng", "Sở Tài chính", "Quý III/2026"]
TWO = ["2", "Số hóa hồ sơ", "Sở Nội vụ", "Các sở, ngành", "2026 - 2030"]


def rows(*cells: str) -> list[list[str]]:
    """Words of the cells of each row."""
    text = "\n\n".join(cells)
    return [[text[c.start : c.end] for c in b.cells] for b in with_tables(read_lines(text)).blocks if b.kind == "row"]


def test_rows_begin_with_their_numbers() -> None:
    assert rows("PHỤ LỤC", *HEAD, *ONE, *TWO) == [HEAD, ONE, TWO]


def test_a_group_has_a_number_and_a_name() -> None:
    assert rows(*HEAD, "I", "Hạ tầng", *ONE, "II", "Dữ liệu", *TWO) == [HEAD, ["I", "Hạ tầng"], ONE, ["II", "Dữ liệu"], TWO]


def test_work_in_two_paragraphs_is_one_cell() -> None:
    found = rows(*HEAD, "1", "Xây dựng bản đồ số", "Cập nhật hằng năm", *ONE[2:], *TWO)
    assert found == [HEAD, ["1", "Xây dựng bản đồ số\n\nCập nhật hằng năm", *ONE[2:]], TWO]


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        (["1", "Tập huấn", "Hội Nông dân", "Sở Du lịch"], ["1", "Tập huấn", "Hội Nông dân", "Sở Du lịch", ""]),
        (["1", "Khảo sát", "Sở Du lịch", "Hằng năm"], ["1", "Khảo sát", "Sở Du lịch", "", "Hằng năm"]),
        (["1", "Khảo sát", "Quý I/2026"], ["1", "Khảo sát", "", "", "Quý I/2026"]),
    ],
    ids=["no-time", "no-support", "time-alone"],
)
def test_an_empty_cell_left_nothing_behind(row: list[str], seen: list[str]) -> None:
    assert rows(*HEAD, *row, *TWO) == [HEAD, seen, TWO]


def test_rows_without_numbers() -> None:
    assert rows(*HEAD[1:], *ONE[1:], *TWO[1:]) == [HEAD[1:], ONE[1:], ["Số hóa hồ sơ", *TWO[2:]]]


@pytest.mark.parametrize("behind", ["II. TỔ CHỨC THỰC HIỆN", "# Phần hai", "PHỤ LỤC II", "Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh."])
def test_what_follows_the_last_row_is_no_cell(behind: str) -> None:
    assert rows(*HEAD, *ONE, *TWO, behind) == [HEAD, ONE, TWO]


@pytest.mark.parametrize(
    "cells",
    [["TT"], HEAD, ["TT", "Xã", "Số hộ", "1", "Tân Hòa", "25"], ["TT", "Nhiệm vụ", "1", "Rà soát"], ["Nhiệm vụ", "Cơ quan chủ trì", *ONE]],
    ids=["alone", "head-only", "figures", "nobody", "no-number"],
)
def test_no_table_of_work(cells: list[str]) -> None:
    assert rows(*cells) == []
