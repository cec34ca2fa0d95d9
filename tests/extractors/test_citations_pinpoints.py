"""Places cited in an instrument: where their words stand, and the places that they name."""

import pytest

from extractors.citations import find_citations
from extractors.pinpoints import LEVELS, parse, pinpoint_at
from schemas import collapse

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
        ("các điểm a, b khoản 2, khoản 4 Điều 9", [("9", "2", "a"), ("9", "2", "b"), ("9", "4", None)]),
        ("điểm a khoản 1 và điểm b khoản 2 Điều 5", [("5", "1", "a"), ("5", "2", "b")]),
        ("khoản 2 các Điều 5 và 6", [("5", "2", None), ("6", "2", None)]),
        ("khoản 1, 2 Điều 5 và khoản 3 Điều 7", [("5", "1", None), ("5", "2", None), ("7", "3", None)]),
        # the article first, as older laws are cited
        ("Điều 5, khoản 2, điểm a", [("5", "2", "a")]),
        ("Điều 5, khoản 2 Điều 7", [("5", None, None), ("7", "2", None)]),
        ("Điều 5; Điều 6, khoản 1", [("5", None, None), ("6", "1", None)]),
        ("điểm 1.2 khoản 3", [(None, "3", "1.2")]),
        ("khoản 3", [(None, "3", None)]),
        ("điểm c", [(None, None, "c")]),
        ("", []),
    ],
)
def test_places_named(words: str, places: list[tuple[str | None, str | None, str | None]]) -> None:
    assert [(p.article, p.clause, p.point) for p in parse(words)] == places


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("Chương II", [{"chapter": "II"}]),
        ("Mục 2 Chương III", [{"section": "2", "chapter": "III"}]),
        ("tiểu mục 3 mục II", [{"subsection": "3", "section": "II"}]),
        ("Điều 5 và Điều 6 Chương IV", [{"article": "5", "chapter": "IV"}, {"article": "6", "chapter": "IV"}]),
        ("Phần thứ hai", [{"part": "thứ hai"}]),
        ("Phụ lục số 01", [{"appendix": "01"}]),
        ("mục 2 Phụ lục I", [{"section": "2", "appendix": "I"}]),
        ("Điều 8, Phụ lục III", [{"article": "8"}, {"appendix": "III"}]),
    ],
)
def test_other_levels(words: str, levels: list[dict[str, str]]) -> None:
    assert [{k: v for k in LEVELS if (v := getattr(p, k))} for p in parse(words)] == levels


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("khoản 2 Điều 8", ["khoản 2"]),
        ("các điểm a, b khoản 2, khoản 4 Điều 9", ["điểm a", "b", "khoản 4"]),
        ("Điều 3 đến Điều 5", ["Điều 3", "Điều 3 đến Điều 5", "Điều 5"]),
        ("Điều 5, khoản 2", ["khoản 2"]),
    ],
)
def test_span_of_each_place(words: str, texts: list[str]) -> None:
    places = parse(words)
    assert [p.text for p in places] == texts == [words[p.start : p.end] for p in places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Theo điểm a, b khoản 2 Điều\u00a08 của {DECREE}.", ["điểm a", "b"]),
        (f"{DECREE} (Điều 3, 4)", ["Điều 3", "4"]),
        (f"{DECREE} tại khoản 2 Điều 5", ["khoản 2"]),
        # what stands behind is a place in the next instrument, or in the document
        (f"{DECREE}, Điều 5 Luật Báo chí", []),
        (f"{DECREE}, Điều 5 Quy chế này", []),
        (f"{DECREE} và các văn bản khác", []),
    ],
)
def test_places_of_a_citation_point_into_the_text(text: str, found: list[str]) -> None:
    citation = find_citations(text)[0]
    assert [p.text for p in citation.pinpoints] == found
    assert all(p.text == collapse(text[p.start : p.end]) for p in citation.pinpoints)
    assert bool(citation.pinpoints) == (citation.pinpoint is not None)


def test_a_short_form_has_its_places_too() -> None:
    text = f"{DECREE} (sau đây gọi tắt là Nghị định). Theo khoản 2 Điều 8 Nghị định."
    assert [(p.article, p.clause) for p in find_citations(text)[-1].pinpoints] == [("8", "2")]
