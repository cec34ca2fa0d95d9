"""Who cites what, and whom each province charges: the tables of provinces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.compare.agencies import provinces_of
from pipeline.compare.citations import COLUMNS as CITATION_COLUMNS
from pipeline.compare.scope import UNKNOWN_PROVINCE
from pipeline.report.data import Answers
from pipeline.report.families import instrument_name
from pipeline.report.shown import Shown

FEWEST = 2
"""Provinces that a row needs to stand in the matrix itself; the others are listed below it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number or two (lead, support), a shade 0–4 and where the first of what is counted stands."""

    text: str
    shade: int | None
    link: str | None = None
    counts: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a matrix."""

    key: str
    name: str
    note: str
    total: str
    cells: tuple[Cell | None, ...]
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Provinces as columns; `rest` are the rows of a single province."""

    provinces: tuple[str, ...]
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]


def instruments(answers: Answers, links: Mapping[str, str], shown: Shown) -> Matrix:
    """Instruments by province: mentions, with a link to the first."""
    frame = answers.citations
    columns = [name for name in frame.columns[len(CITATION_COLUMNS) :] if name != UNKNOWN_PROVINCE]
    first = _first_mentions(answers, links)
    most = int(frame[columns].to_numpy().max()) if len(frame) and columns else 0
    rows = []
    for n, row in enumerate(frame.to_dict("records"), 1):
        cells = tuple(_count(int(row[name]), most, first.get((_key(row), name)), shown) for name in columns)
        holders = tuple(name for name, cell in zip(columns, cells, strict=True) if cell)
        note = " · ".join(filter(None, [shown.date(row["issue_date"]), row["title"] if instrument_name(row) != row["title"] else None]))
        rows.append(Row(f"i{n}", instrument_name(row), note, shown.n(row["n_mentions"]), cells, holders))
    return _split(columns, rows)


def _key(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("instrument_id", "type", "number", "issue_date", "issuer", "title"))


def _first_mentions(answers: Answers, links: Mapping[str, str]) -> dict[tuple[tuple[Any, ...], str], str]:
    """Address of the first mention by instrument and province."""
    citations = answers.tables["citations"]
    at = {(row["document_id"], row["start"]): row["citation_id"] for row in citations.to_dict("records")}
    found: dict[tuple[tuple[Any, ...], str], str] = {}
    for row in answers.places.to_dict("records"):
        link = links.get(str(at.get((row["document_id"], row["first_start"]))))
        if link:
            found.setdefault((_key(row), row["province"]), link)
    return found


def agencies(answers: Answers, shown: Shown) -> Matrix:
    """Agencies by province: tasks that they lead and support."""
    frame = answers.agencies
    columns = [name for name in provinces_of(frame) if name != UNKNOWN_PROVINCE]
    wide = [f"{name} {role}" for name in columns for role in ("lead", "support")]
    most = int(frame[wide].to_numpy().max()) if len(frame) and wide else 0
    rows = []
    for row in frame.to_dict("records"):
        cells = tuple(_roles(int(row[f"{name} lead"]), int(row[f"{name} support"]), most) for name in columns)
        holders = tuple(name for name, cell in zip(columns, cells, strict=True) if cell)
        fate = shown.t(f"fate.{row['fate']}")
        note = f"{fate} {row['successors']}" if isinstance(row["successors"], str) else fate
        total = f"{shown.n(row['lead'])}/{shown.n(row['support'])}"
        rows.append(Row(str(row["agency_id"]), str(row["name"]), note, total, cells, holders))
    return _split(columns, rows)


def _split(columns: list[str], rows: list[Row]) -> Matrix:
    shared = [row for row in rows if len(row.provinces) >= FEWEST or len(columns) < FEWEST]
    return Matrix(tuple(columns), tuple(shared), tuple(row for row in rows if row.provinces and row not in shared))


def _count(n: int, most: int, link: str | None, shown: Shown) -> Cell | None:
    return Cell(shown.n(n), _shade(n, most), link) if n else None


def _roles(lead: int, support: int, most: int) -> Cell | None:
    return Cell(f"{lead}/{support}", _shade(max(lead, support), most), None, (lead, support)) if lead or support else None


def _shade(n: int, most: int) -> int:
    """0 to 4; a linear scale, since the number itself stands in the cell."""
    return min(4, (5 * (n - 1)) // max(1, most))
