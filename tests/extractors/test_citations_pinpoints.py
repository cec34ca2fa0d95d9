"""Places cited in an instrument: where their words stand, and the places that they name."""

import pytest

from extractors.citations import find_citations
from extractors.pinpoints import Pinpoint, parse, pinpoint_at

DECREE = "Nghị định số 119/2020/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("theo Điều 8 {}", "Điều 8"),
        ("theo Điều 8 của {}", "Điều 8"),
        ("theo khoản 2 Điều 8 {}", "khoản 2 Điều 8"),
        ("theo điểm b khoản 4 Điều 8 {}", "điểm b khoản 4 Điều 8"),
        ("theo điểm a, b khoản 2 Điều 5 {}", "điểm a, b khoản 2 Điều 5"),
        ("theo các Điều 3, 4 và 5 {}", "các Điều 3, 4 và 5"),
        ("theo Khoản 1 và Khoản 2 Điều 26 {}", "Khoản 1 và Khoản 2 Điều 26"),
        ("theo Điều 3 đến 7 {}", "Điều 3 đến 7"),
        ("theo Điều 8a {}", "Điều 8a"),
        ("theo Chương II {}", "Chương II"),
        ("theo {}, Điều 8", "Điều 8"),
        ("theo {} (Điều 8)", "Điều 8"),
        ("theo {} tại Điều 8", "Điều 8"),
        # the place belongs to something else, or to nothing
        ("theo Điều 8 quy chế này và {}", None),
        ("theo Điều 8.\n{}", None),
        ("theo {} và Điều 8 quy chế này", None),
        ("theo {}", None),
    ],
)
def test_words_of_the_place(text: str, place: str | None) -> None:
    (found,) = find_citations(text.format(DECREE))
    assert (found.number, found.pinpoint) == ("119/2020/NĐ-CP", place)


def test_each_citation_has_its_own_place() -> None:
    found = find_citations(f"Điều 5 {DECREE}, Điều 12 Luật Báo chí và Luật Xuất bản.")
    assert [c.pinpoint for c in found] == ["Điều 5", "Điều 12", None]


def test_span_of_the_place() -> None:
    text = f"Theo khoản 2 Điều 8 {DECREE}."
    start = text.index(DECREE)
    span = pinpoint_at(text, start, start + len(DECREE))
    assert span is not None and text[slice(*span)] == "khoản 2 Điều 8"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Điều 8", [("8", None, None)]),
        ("Điều 8a", [("8a", None, None)]),
        ("khoản 2 Điều 8", [("8", "2", None)]),
        ("điểm b khoản 4 Điều 8", [("8", "4", "b")]),
        ("điểm a, b khoản 2 Điều 5", [("5", "2", "a"), ("5", "2", "b")]),
        ("điểm a đến d khoản 2 Điều 5", [("5", "2", x) for x in "abcd"]),
        ("điểm c đến đ khoản 2 Điều 5", [("5", "2", x) for x in "cdđ"]),
        ("khoản 1, 2 và 5 Điều 7", [("7", "1", None), ("7", "2", None), ("7", "5", None)]),
        ("khoản 1 và khoản 2 Điều 26", [("26", "1", None), ("26", "2", None)]),
        ("các Điều 3, 4 và 5", [("3", None, None), ("4", None, None), ("5", None, None)]),
        ("Điều 3 đến 6", [(n, None, None) for n in "3456"]),
        ("Điều 3 đến Điều 5", [(n, None, None) for n in "345"]),
        ("điểm a, b khoản 2 Điều 5; Điều 7", [("5", "2", "a"), ("5", "2", "b"), ("7", None, None)]),
        ("khoản 3", [(None, "3", None)]),
        ("điểm c", [(None, None, "c")]),
        ("Chương II", []),
        ("", []),
    ],
)
def test_places_named(words: str, places: list[tuple[str | None, str | None, str | None]]) -> None:
    assert parse(words) == [Pinpoint(*place) for place in places]
