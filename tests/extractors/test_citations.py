"""Citations against tables of cases: tests/cases/citations*.toml and tests/cases/laws*.toml.

A case names the mentions that a text holds, in order and none besides. Of each mention it states the fields that matter; `""` stands for
no value. Where it says nothing of flags, there are none; `flags = "any"` leaves them open.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from extractors.citations import find_citations
from extractors.issuers import Place
from schemas import Citation, collapse

FILES = sorted(f for pattern in ("citations*.toml", "laws*.toml") for f in (Path(__file__).parents[1] / "cases").glob(pattern))
STATED = {"text", "type", "number", "issue_date", "issuer", "title", "form", "relation", "pinpoint", "flags", "start"}


@dataclass(frozen=True)
class Case:
    """A row of a table; a key that the table does not know is a TypeError."""

    file: str
    name: str
    seen: str
    text: str
    citations: list[dict[str, Any]]
    place: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.name}"

    def found(self) -> list[Citation]:
        level = "thành phố" if self.place.startswith("thành phố ") else "tỉnh"
        return find_citations(self.text, Place(self.place.removeprefix(level + " "), level) if self.place else None)


CASES = [Case(file=file.stem, **row) for file in FILES for row in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
every_case = pytest.mark.parametrize("case", CASES, ids=str)


def value(citation: Citation, field: str) -> Any:
    if field == "flags":
        return sorted(citation.flags)
    found = getattr(citation, field)
    return "" if found is None else found


@every_case
def test_case(case: Case) -> None:
    found = case.found()
    assert [c.text for c in found] == [e["text"] for e in case.citations]
    for citation, stated in zip(found, case.citations, strict=True):
        expected = {"flags": [], **stated}
        if expected["flags"] == "any":
            del expected["flags"]
        assert {field: value(citation, field) for field in expected} == expected


@every_case
def test_spans_and_evidence(case: Case) -> None:
    """Spans are exact and in order, and every value that is no mention itself shows the words that it was read from."""
    reach = 0
    for citation in case.found():
        assert reach <= citation.start < citation.end
        reach = citation.end
        assert citation.text == collapse(case.text[citation.start : citation.end])
        assert all(e.text and e.text == collapse(case.text[e.start : e.end]) for e in citation.evidence)
        shown = Counter(e.field for e in citation.evidence)
        assert [f for f in ("issuer", "title", "relation", "pinpoint") if (shown[f] == 1) != (getattr(citation, f) is not None)] == []
        assert shown["issue_date"] <= 1


@every_case
def test_tables_are_well_kept(case: Case) -> None:
    assert case.seen
    assert [set(e) - STATED for e in case.citations] == [set()] * len(case.citations)


def test_names_of_cases_are_unique() -> None:
    assert [name for name, n in Counter(map(str, CASES)).items() if n > 1] == []


def test_a_place_completes_only_its_own_kind() -> None:
    """`UBND thành phố` in a province is a town of it, not the province."""
    (found,) = find_citations("Kế hoạch số 9/KH-UBND của UBND thành phố Lào Cai.", Place("Lào Cai", "tỉnh"))
    assert found.issuer == "Ủy ban nhân dân thành phố Lào Cai"


def test_evidence_of_a_borrowed_value_points_to_its_giver() -> None:
    text = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\nSơ kết Nghị quyết số 57-NQ/TW."
    giver, taker = find_citations(text)
    assert {(e.field, e.rule, e.text) for e in taker.evidence if e.field in ("issuer", "issue_date")} == {
        ("issuer", "repeated_mention", "Bộ Chính trị"),
        ("issue_date", "repeated_mention", giver.text),
    }


def test_evidence_of_letters_is_the_mention() -> None:
    (found,) = find_citations("Thực hiện Nghị định số 09/2017/NĐ-CP.")
    (issuer,) = [e for e in found.evidence if e.field == "issuer"]
    assert (issuer.start, issuer.end, issuer.rule) == (found.start, found.end, "number_letters")


def test_rules_tell_how_a_mention_was_found() -> None:
    text = "Quyết định số 151/2005/QĐ-TTg và 152/2005/QĐ-TTg; Đề án số 08; Luật Báo chí; Luật Điện lực số 61/2024/QH15."
    assert [c.rule for c in find_citations(text)] == ["type_number", "loose_number", "type_bare_number", "law_name", "law_name_number"]
