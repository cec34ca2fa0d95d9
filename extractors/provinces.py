"""Provinces of both regimes, 63 until 2025-06-30 and 34 since 2025-07-01, and those of earlier times whose names are gone."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from extractors.data_files import rows
from extractors.folding import canonical, fold, lower

REFORM = "2025-07-01"


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it was named in one regime. `code` is regime and statistical code (`63:38`), since codes are reused.

    Of those that ended before 2004 `code` is empty, and so is `province_2025` where their area went to several.
    """

    name: str
    level: str
    regime: str
    code: str
    province_2025: str
    valid_from: str | None
    valid_to: str | None


@cache
def provinces() -> tuple[Province, ...]:
    """All rows of the table."""
    return tuple(
        Province(
            r["name"],
            r["level"],
            r["regime"],
            f"{r['regime']}:{r['code']}" if r["code"] else "",
            r["province_2025"],
            r["valid_from"] or None,
            r["valid_to"] or None,
        )
        for r in rows("provinces.csv")
    )


@cache
def _spellings() -> dict[str, str]:
    """Canonical spelling → name, aliases too."""
    out = {canonical(r["name"]): r["name"] for r in rows("provinces.csv")}  # a name counts before another's alias (Huế)
    for r in rows("provinces.csv"):
        for name in r["aliases"].split(";"):
            if name.strip():
                out.setdefault(canonical(name), r["name"])
    return out


@cache
def _pattern() -> re.Pattern[str]:
    """Names in a lower-case flat view."""
    names = sorted(
        {lower(fold(n)) for r in rows("provinces.csv") for n in [r["name"], *r["aliases"].split(";")] if n.strip()}, key=len, reverse=True
    )
    written: dict[str, list[str]] = defaultdict(list)
    for name in names:
        written[name[0]].append(re.escape(name[1:]).replace(r"\ ", r"\s+").replace(r"\-", r"\s*-\s*"))
    # Each alternative begins with a letter, which is what `re` searches by; then comes whether a word begins there.
    return re.compile("(?:" + "|".join(rf"{first}(?<!\w.)(?:{'|'.join(rest)})" for first, rest in written.items()) + r")(?!\w)")


def find_names(low: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Mentions of provinces in a lower-case flat view: start, end, name."""
    return [(m.start(), m.end(), _spellings()[canonical(m[0])]) for m in _pattern().finditer(low, start, len(low) if end is None else end)]


def name_at(low: str, at: int) -> tuple[int, str] | None:
    """Province whose name begins at `at`: end and name."""
    match = _pattern().match(low, at)
    return (match.end(), _spellings()[canonical(match[0])]) if match else None


def without_names(low: str) -> str:
    """`low` without province names: `báo bình dương` → `báo`."""
    return " ".join(_pattern().sub(" ", low).split())


@cache
def _by_name() -> dict[str, tuple[Province, ...]]:
    """Rows of each name, of the older regime first."""
    out: dict[str, tuple[Province, ...]] = {}
    for province in provinces():
        out[province.name] = (*out.get(province.name, ()), province)
    return out


def at_date(name: str, day: str | None) -> Province | None:
    """The row of province `name` on a (partial) ISO date; with no date, of the older regime where it has that name, else the newer."""
    having = _by_name().get(name)
    if not having:
        return None
    if day:
        padded = (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]
        for p in having:
            if (p.valid_from or "") <= padded <= (p.valid_to or "9999"):
                return p
    return having[0]


def name_end_at(text: str, start: int, limit: int) -> int | None:
    """End of the province's name that begins at `start`, in any case; None where none does."""
    match = _pattern().match(lower(text[start : min(limit, start + 40)]))
    return start + match.end() if match else None
