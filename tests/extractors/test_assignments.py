"""Labelled lines and tables of assigned work."""

import pytest

from extractors.assignments import agencies_in, read_labels
from extractors.folding import lower
from extractors.lines import read_lines
from extractors.tables import Table, columns_of
from extractors.view import View


def view(text: str) -> View:
    flat = read_lines(text).flat
    return View.of(flat, lower(flat))


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Cơ quan chủ trì: Sở Tư pháp.", [("lead", "Sở Tư pháp")]),
        ("Đơn vị thực hiện: Sở Tư pháp", [("lead", "Sở Tư pháp")]),
        ("Cơ quan phối hợp: Công an tỉnh;", [("support", "Công an tỉnh")]),
        ("Thời gian thực hiện: Quý II/2026.", [("deadline", "Quý II/2026")]),
        ("Thời hạn hoàn thành: trước 30/6", [("deadline", "trước 30/6")]),
        ("Sản phẩm: Báo cáo", [("output", "Báo cáo")]),
        ("Nội dung: Rà soát văn bản", [("content", "Rà soát văn bản")]),
        ("Nhiệm vụ:", [("content", "")]),
        ("Lãnh đạo phụ trách: Phó Giám đốc", [("other", "Phó Giám đốc")]),
        ("Kinh phí thực hiện: ngân sách tỉnh", [("funding", "ngân sách tỉnh")]),
        ("Đơn vị chủ trì: Phòng A; Đơn vị phối hợp: Phòng B.", [("lead", "Phòng A"), ("support", "Phòng B")]),
        (
            "Chủ trì: Sở Tư pháp. Phối hợp: Công an tỉnh. Thời gian: Quý I",
            [("lead", "Sở Tư pháp"), ("support", "Công an tỉnh"), ("deadline", "Quý I")],
        ),
    ],
)
def test_labels(line: str, labels: list[tuple[str, str]]) -> None:
    assert [(x.part, line[x.start : x.end]) for x in read_labels(view(line), 0, len(line))] == labels


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        (["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"], ["number", "content", "lead", "support", "deadline"]),
        (["Thời hạn", "Đơn vị phối hợp", "Đơn vị chủ trì", "Nhiệm vụ", "STT"], ["deadline", "support", "lead", "content", "number"]),
        (["STT", "Nhiệm vụ, giải pháp", "Đơn vị thực hiện", "Sản phẩm"], ["number", "content", "lead", "output"]),
        (["Công việc", "Phân công", "Tiến độ", "Kinh phí"], ["content", "lead", "deadline", "funding"]),
        (["TT", "Tên văn bản", "Cơ quan soạn thảo, chủ trì", "Ghi chú"], ["number", "content", "lead", None]),
    ],
)
def test_columns(cells: list[str], parts: list[str | None]) -> None:
    found = columns_of([lower(c) for c in cells])
    assert found is not None
    assert [found.get(i) for i in range(len(cells))] == parts


@pytest.mark.parametrize(
    "cells",
    [
        ["TT", "Xã, phường", "Số trạm", "Kinh phí"],  # figures
        ["1", "Rà soát thủ tục", "Sở Tư pháp", "Quý I/2026"],  # a row of work, not its head
        ["TT", "Nội dung", "Thời gian"],  # nobody is assigned
        ["Cơ quan chủ trì", "Cơ quan phối hợp"],  # no work
        [],
    ],
)
def test_no_head_of_a_table_of_work(cells: list[str]) -> None:
    assert columns_of([lower(c) for c in cells]) is None


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở Tư pháp, Công an tỉnh và Sở Nội vụ", ["Sở Tư pháp", "Công an tỉnh", "Sở Nội vụ"]),
        ("Sở Văn hóa, Thể thao và Du lịch; UBND các xã, phường", ["Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường"]),
        ("- Sở Tư pháp\n- Công an tỉnh", ["Sở Tư pháp", "Công an tỉnh"]),
        ("Phòng Quản lý Công nghiệp", ["Phòng Quản lý Công nghiệp"]),
        ("Các doanh nghiệp đầu tư hạ tầng", ["Các doanh nghiệp đầu tư hạ tầng"]),
        ("Viettel Cà Mau; VNPT Cà Mau", ["Viettel Cà Mau", "VNPT Cà Mau"]),
        ("Tổ công tác Đề án 06", ["Tổ công tác Đề án 06"]),
        ("", []),
        (" - ; ", []),
    ],
)
def test_agencies_of_a_cell(cell: str, names: list[str]) -> None:
    assert [cell[p.start : p.end] for p in agencies_in(view(cell), 0, len(cell))] == names


def rows(text: str) -> list[dict[str, str]]:
    """Cells of each row of work, by what they hold."""
    lines = read_lines(text)
    v, table, out = view(text), Table(), []
    for block in lines.blocks:
        row = table.read(v, block.cells)
        if row is not None:
            out.append({part: " ".join(v.flat[c.start : c.end].split()) for part, c in row.cells.items()})
    return out


def test_rows_before_the_head_are_none_and_a_second_head_counts_anew() -> None:
    text = "| A | |\n|---|---|\n| Nội dung | Chủ trì |\n| Rà soát | Sở Tư pháp |\n| Đơn vị chủ trì | Nhiệm vụ |\n| Thuế tỉnh | Cập nhật |\n"
    assert rows(text) == [{"content": "Rà soát", "lead": "Sở Tư pháp"}, {"content": "Cập nhật", "lead": "Thuế tỉnh"}]


def test_a_cell_merged_over_rows_counts_for_each() -> None:
    head = "| Nội dung | Chủ trì | Thời gian |\n|---|---|---|\n"
    text = head + "| Một | Sở Tư pháp | Quý I |\n| Hai |  | Quý II |\n| Nhóm khác |  |  |\n| Ba |  | Quý III |\n"
    assert rows(text) == [
        {"content": "Một", "lead": "Sở Tư pháp", "deadline": "Quý I"},
        {"content": "Hai", "lead": "Sở Tư pháp", "deadline": "Quý II"},
    ]


def test_a_number_merged_over_rows_shifts_the_cells() -> None:
    text = "| TT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | Một | Sở Tư pháp |\n| Hai | Công an tỉnh |\n"
    assert [(row["content"], row["lead"]) for row in rows(text)] == [("Một", "Sở Tư pháp"), ("Hai", "Công an tỉnh")]
