"""From physical lines to blocks, and the flat view."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractors.folding import fold
from extractors.lines import Block, Lines, read_lines
from schemas import collapse

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "outline_lines.toml").read_text(encoding="utf-8"))["case"]

WRAPPED = """
Triển khai thống nhất nhiệm vụ bảo vệ dữ liệu trong các cơ quan thuộc
tỉnh, khắc phục tình trạng mỗi nơi làm một cách, thiếu sự kiểm tra
thường xuyên của người đứng đầu.

Gắn trách nhiệm của từng đơn vị với kết quả cụ thể, có thời gian hoàn
thành và người chịu trách nhiệm theo dõi, đôn đốc trong cả năm.

Việc triển khai phải bảo đảm tiết kiệm, không hình thức, phù hợp với
điều kiện thực tế của từng địa phương và quy định của pháp luật về
bảo vệ dữ liệu cá nhân, bí mật đời tư.
"""


def read(case: dict[str, Any]) -> tuple[str, Lines]:
    text = case["text"] + (WRAPPED if case.get("wrapped") else "")
    return text, read_lines(text)


def shown(lines: Lines, block: Block) -> str | list[str]:
    """A block's words, a row as the list of its cells."""
    if block.kind == "row":
        return [" ".join(lines.flat[cell.start : cell.end].split()) for cell in block.cells]
    return " ".join(lines.flat[block.start : block.end].split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_blocks(case: dict[str, Any]) -> None:
    _, lines = read(case)
    found = [shown(lines, block) for block in lines.blocks]
    assert (found[:-3] if case.get("wrapped") else found) == case["blocks"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_flat_view_keeps_every_offset(case: dict[str, Any]) -> None:
    """Same length; outside marks, tags and line ends the folded text itself."""
    text, lines = read(case)
    assert len(lines.flat) == len(text)
    for block in lines.blocks:
        assert 0 <= block.start <= block.content <= block.end <= len(text)
        if "<br" not in text:
            assert " ".join(lines.flat[block.start : block.end].split()) == collapse(fold(text[block.start : block.end]))


def test_blocks_are_in_order_and_apart() -> None:
    for case in CASES:
        blocks = read_lines(case["text"]).blocks
        assert all(one.end <= two.start for one, two in pairwise(blocks)), case["id"]


def test_a_line_break_inside_a_block_is_a_space_and_between_blocks_it_stays() -> None:
    text = "Giao Sở Tư pháp chủ trì thực hiện Quyết\nđịnh số 15/QĐ-UBND.\nCông an tỉnh phối hợp."
    flat = read_lines(text).flat
    assert "Quyết định số 15/QĐ-UBND." in flat
    assert flat.count("\n") == 1


def test_rows_know_their_table() -> None:
    text = (
        "| Nội dung | Chủ trì |\n|---|---|\n| A | B |\n\nGiữa hai bảng là một đoạn văn.\n\n| Nội dung | Chủ trì |\n|---|---|\n| C | D |\n"
    )
    rows = [block.table for block in read_lines(text).blocks if block.kind == "row"]
    assert rows[0] == rows[1] != rows[2] == rows[3]


def test_marker_heading_and_bold_of_a_block() -> None:
    text = "## Phần chung\n\n**1. Mục tiêu**\n\n- **Sở Tư pháp** rà soát.\n"
    heading, numbered, item = read_lines(text).blocks
    assert (heading.hashes, heading.marker) == (2, None)
    assert numbered.bold and numbered.marker is not None and numbered.marker.label == "1."
    assert text[numbered.content : numbered.end] == "Mục tiêu"
    assert not item.bold and item.marker is not None and item.marker.kind == "bullet"


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "|", "| |", "**", "-----", "|\n|\n|\n"])
def test_a_text_without_words_has_no_blocks(text: str) -> None:
    lines = read_lines(text)
    assert lines.blocks == ()
    assert len(lines.flat) == len(text)
