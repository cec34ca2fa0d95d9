"""Labels of list items: those that a browser draws, and none beside those that the author typed."""

from collections.abc import Callable

import pytest

Read = Callable[[str], str]


@pytest.mark.parametrize(
    ("opening", "labels"),
    [
        ("<ul>", ["- ", "- "]),
        ("<ol>", ["1. ", "2. "]),
        ('<ol start="9">', ["9. ", "10. "]),
        ('<ol type="a">', ["a) ", "b) "]),
        ('<ol type="A" start="3">', ["C. ", "D. "]),
        ('<ol type="a" start="26">', ["z) ", "aa) "]),
        ('<ol type="i" start="4">', ["iv) ", "v) "]),
        ('<ol type="I">', ["I. ", "II. "]),
        ('<ol style="list-style-type: lower-alpha">', ["a) ", "b) "]),
        ('<ol style="list-style:upper-roman inside">', ["I. ", "II. "]),
        ("<ol reversed>", ["2. ", "1. "]),
        ('<ol start="0" type="a">', ["0. ", "a) "]),
        ('<ol start="x">', ["1. ", "2. "]),
    ],
)
def test_labels_by_type_and_start(read: Read, opening: str, labels: list[str]) -> None:
    tag = opening[1:3]
    assert read(f"{opening}<li>Sở Y tế</li><li>Sở Nội vụ</li></{tag}>") == f"{labels[0]}Sở Y tế\n{labels[1]}Sở Nội vụ"


def test_a_list_without_markers_has_blocks_without_labels(read: Read) -> None:
    assert read('<ul style="list-style-type:none"><li>Một</li><li>Hai</li></ul>') == "Một\nHai"


def test_an_item_may_set_its_own_number(read: Read) -> None:
    assert read('<ol><li>a</li><li value="7">b</li><li>c</li></ol>') == "1. a\n7. b\n8. c"


@pytest.mark.parametrize("typed", ["- Sở A", "-Sở A", "+ Sở A", "1. Sở A", "1.2. Sở A", "a) Sở A", "đ) Sở A", "IV. Kinh phí"])
@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_a_typed_label_stands_alone(read: Read, tag: str, typed: str) -> None:
    assert read(f"<{tag}><li>{typed}</li></{tag}>") == typed


def test_nested_lists_number_by_themselves(read: Read) -> None:
    body = "<ol><li>Một<ol type=a><li>trong</li><li>nữa</li></ol></li><li>Hai</li></ol><p>Sau</p>"
    assert read(body) == "1. Một\na) trong\nb) nữa\n2. Hai\n\nSau"


def test_only_the_first_paragraph_of_an_item_has_the_label(read: Read) -> None:
    assert read("<ul><li><p>Một</p><p>tiếp</p></li><li><p>Hai</p></li></ul>") == "- Một\n\ntiếp\n\n- Hai"


def test_two_lists_are_two_blocks(read: Read) -> None:
    assert read("<ul><li>a</li></ul><ul><li>b</li></ul>") == "- a\n\n- b"
