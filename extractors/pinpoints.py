"""The place cited in an instrument: `điểm a khoản 2 Điều 5 Luật …`, before its name or behind it."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.patterns import compiled

_NUMBERS = r"\d+[a-zđ]?(?:\s*(?:,|và|đến|-)\s*\d+[a-zđ]?(?!\d*/))*"
_LETTERS = r"[a-zđ](?:\s*(?:,|và|đến|-)\s*[a-zđ](?!\w))*"
_POINT = rf"(?:các\s+)?điểm\s+{_LETTERS}(?!\w)"
_CLAUSE = rf"(?:các\s+)?khoản\s+{_NUMBERS}"
_ARTICLE = rf"(?:các\s+)?điều\s+{_NUMBERS}"
_PART = r"(?:chương|mục|phần|phụ lục)\s+(?:[IVXLC]+|\d+|[A-H])(?!\w)"
_UNIT = rf"(?:{_POINT}|{_CLAUSE}|{_ARTICLE}|{_PART})"


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """One place: article, clause and point; None where the text names none. Lists and ranges give several."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf"{_UNIT}(?:\s*(?:,|và|;|của)?\s*{_UNIT})*", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"\s*,?\s*(?:của\s+)?")


def _ends_in_number(words: str) -> bool:
    """May `words` end with a place? `Điều 5 `, `khoản 2 của `, `chương IV `, `điểm a, `: a figure, a letter alone, a Roman number."""
    last = words.rstrip().removesuffix("của").rstrip().removesuffix(",").rstrip()[-2:]
    return last[-1:].isdigit() or last[-1:] in "IVXLCivxlc" or not last[:1].isalpha()


def pinpoint_at(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """Span of the place that belongs to the citation `flat[start:end]`: right before it (`Điều 5 Luật …`), else right behind it
    (`Luật Đất đai, Điều 5`); None where none stands there."""
    window = max(0, start - 120)
    window = max(window, flat.rfind("\n", window, start) + 1)
    if _ends_in_number(flat[window:start]):
        for match in _row().finditer(flat, window, start):
            if _joint().fullmatch(flat, match.end(), start):
                return match.span()
    behind = compiled(r"\s*(?:,|tại|\()\s*").match(flat, end)
    place = _row().match(flat, behind.end()) if behind else None
    return place.span() if place and flat[place.start() : place.start() + 1].isupper() else None


def _values(words: str, letters: bool) -> list[str]:
    """`1, 2 và 5` → 1, 2, 5; `a đến c` → a, b, c."""
    found = re.findall(r"[a-zđ](?!\w)|\d+[a-zđ]?|đến|-", words)
    out: list[str] = []
    order = "abcdđeghiklmnopqrstuvxy"
    for i, item in enumerate(found):
        if item in ("đến", "-"):
            continue
        if i and found[i - 1] in ("đến", "-") and out:
            first, last = out[-1], item
            if letters and first in order and last in order:
                out += list(order[order.index(first) + 1 : order.index(last)])
            elif first.isdigit() and last.isdigit() and int(last) - int(first) < 200:
                out += [str(n) for n in range(int(first) + 1, int(last))]
        out.append(item)
    return out


def parse(words: str) -> list[Pinpoint]:
    """Structured places of pinpoint words: `điểm a, b khoản 2 Điều 5; Điều 7` → (5, 2, a), (5, 2, b), (7, None, None)."""
    low = compiled(r"(khoản|điều|điểm) (\S+) đến \1 ").sub(r"\1 \2 đến ", " ".join(words.lower().split()))
    out: list[Pinpoint] = []
    points: list[str] = []
    clauses: list[tuple[str, list[str]]] = []
    for kind, values in re.findall(r"(điểm|khoản|điều)\s+((?:(?:\d+[a-zđ]?|[a-zđ](?!\w)|và(?!\s+(?:điểm|khoản|điều))|đến|,|-)\s*)+)", low):
        items = _values(values, kind == "điểm")
        if kind == "điểm":
            points += items
        elif kind == "khoản":
            clauses += [(c, points) for c in items]
            points = []
        else:
            for article in items:
                out += _places(article, clauses) or [Pinpoint(article)]
            clauses = []
    return out + (_places(None, clauses) or [Pinpoint(None, None, p) for p in points])


def _places(article: str | None, clauses: list[tuple[str, list[str]]]) -> list[Pinpoint]:
    """A place for each clause, or for each of its points where it names some."""
    out: list[Pinpoint] = []
    for clause, points in clauses:
        out += [Pinpoint(article, clause, p) for p in points] or [Pinpoint(article, clause)]
    return out
