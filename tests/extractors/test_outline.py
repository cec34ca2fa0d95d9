"""The tree of headings, items, labelled lines and rows."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.labels import labelling
from extractors.outline import Outline, extent, read_outline
from extractors.patterns import is_caps
from extractors.sections import sections

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "outline_trees.toml").read_text(encoding="utf-8"))["case"]


def drawn(outline: Outline) -> list[str]:
    """Each node on a line: indented by its depth, kind and words."""
    out = []
    for section in sections(outline):
        words = outline.source[section.start : section.end].replace("*", "")
        out.append(f"{'  ' * section.level}{section.kind} {' '.join(words.split())}")
    return out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_tree(case: dict[str, Any]) -> None:
    expected = case["tree"].strip("\n").split("\n")
    found = drawn(read_outline(case["text"].strip("\n")))
    # a line of the case says how the node's line begins
    shortened = [line[: len(want)] for line, want in zip(found, expected, strict=False)] + found[len(expected) :]
    assert shortened == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_node_lies_inside_what_its_parent_holds(case: dict[str, Any]) -> None:
    outline = read_outline(case["text"])
    for i, node in enumerate(outline.nodes):
        assert -1 <= node.parent < i
        assert node.level == len(outline.ancestors(i))
        for above in outline.ancestors(i):
            assert above < i < extent(outline.nodes, above)


def test_labels_and_titles_of_sections() -> None:
    found = sections(read_outline("KẾ HOẠCH\nTruyền thông\n\n**II. NHIỆM VỤ**\n\n1. Sở Tư pháp\na) Rà soát văn bản.\n"))
    assert [(s.label, s.title) for s in found[2:]] == [("II.", "NHIỆM VỤ"), ("1.", "Sở Tư pháp"), ("a)", None)]


def test_parts_and_tables_are_sections_of_their_own_kinds() -> None:
    rows = "| TT | Nội dung | Chủ trì |\n|---|---|---|\n| 1 | Rà soát văn bản | Sở Tư pháp |\n"
    text = f"QUY CHẾ\nPhối hợp\n\nChương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phân công\n\n{rows}\nĐiều 2. Hiệu lực\n\n{rows}"
    found = sections(read_outline(text))
    assert [s.label for s in found if s.kind == "part"] == ["Chương I"]
    tables = [i for i, s in enumerate(found) if s.kind == "table"]
    assert [text[found[i].start : found[i].end].count("\n") for i in tables] == [2, 2]
    assert [found[i].parent for i in tables] == [i for i, s in enumerate(found) if s.label in ("Điều 1.", "Điều 2.")]
    assert all(s.parent in tables and s.level == found[s.parent].level + 1 for s in found if s.kind == "row")


def test_the_title_is_what_stands_between_the_type_and_the_body() -> None:
    text = "KẾ HOẠCH\n\nTriển khai Chỉ thị số 07/CT-TTg\ntrên địa bàn tỉnh\n\nCăn cứ Luật Báo chí;\n\nI. MỤC ĐÍCH\n"
    outline = read_outline(text)
    assert outline.title is not None
    assert " ".join(text[slice(*outline.title)].split()) == "Triển khai Chỉ thị số 07/CT-TTg trên địa bàn tỉnh"


def test_extent_of_a_heading_ends_at_the_next_of_its_rank() -> None:
    outline = read_outline("KẾ HOẠCH\nTruyền thông\n\nI. MỤC TIÊU\n1. Chung\n- Một.\n2. Riêng\n- Hai.\nII. NHIỆM VỤ\n- Ba.\n")
    words = [" ".join(outline.source[n.block.start : n.block.end].split()) for n in outline.nodes]
    first, second = words.index("I. MỤC TIÊU"), words.index("II. NHIỆM VỤ")
    assert extent(outline.nodes, first) == second
    assert extent(outline.nodes, words.index("1. Chung")) == words.index("2. Riêng")
    assert extent(outline.nodes, second) == len(words)


@pytest.mark.parametrize(
    ("words", "labelled"),
    [
        ("Cơ quan chủ trì: Sở Tư pháp", True),
        ("Đơn vị phối hợp: Công an tỉnh", True),
        ("Thời gian hoàn thành: Quý I/2026", True),
        ("Sản phẩm: Báo cáo", True),
        ("Nội dung: Rà soát", True),
        ("Phân công thực hiện: Sở Nội vụ", True),
        ("Sở Tư pháp: Rà soát văn bản", False),
        ("Cơ quan chủ trì có trách nhiệm tổng hợp", False),
        ("Xây dựng hạ tầng số: đầu tư trạm phát sóng", False),
    ],
)
def test_labelled_lines(words: str, labelled: bool) -> None:
    assert (labelling(words) != "none") is labelled


@pytest.mark.parametrize(
    ("words", "caps"), [("MỤC ĐÍCH", True), ("ĐỀ ÁN 06", True), ("Mục đích", False), ("IV", False), ("", False), ("UBND tỉnh", False)]
)
def test_capitals(words: str, caps: bool) -> None:
    assert is_caps(words) is caps
