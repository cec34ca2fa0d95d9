"""Dates as Vietnamese documents write them, as (partial) ISO dates."""

import re
from datetime import date
from functools import cache, lru_cache

# ngày 21/3/2023 · ngày 21-3-2023 · ngày 3.5.2023 · ngày 21 tháng 3 năm 2023 · ngày … tháng 6 năm 2023 · ngày tháng 6 năm 2023
DATE = (
    r"ngày\s*(?:ngày\s+)?(?:(?P<d{0}>\d{{1,2}})\s{{0,3}}[/.-]\s{{0,3}}(?P<m{0}>\d{{1,2}})\s{{0,3}}[/.-]\s{{0,3}}(?P<y{0}>\d{{4}})(?!\d)"
    r"|(?P<D{0}>\d{{1,2}})?[\s.…_]*tháng\s*(?P<M{0}>\d{{1,2}})?[\s.…_]*năm\s*(?P<Y{0}>\d{{4}})(?!\d))"
)
"""Pattern of a date of issue, to be formatted with a suffix for its group names."""


@lru_cache(maxsize=4096)
def iso(day: str | None, month: str | None, year: str | None) -> str | None:
    """ISO date of what is known (`2023-06-01`, `2023-06`, `2023`); None where day, month and year make no date."""
    if not year:
        return None
    if not month:
        return year
    try:
        if not day:
            return date(int(year), int(month), 1).isoformat()[:7]
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def iso_of(match: re.Match[str], suffix: str) -> str | None:
    """Date of a match of `DATE.format(suffix)`; None where it did not take part or names no real day."""
    day, month, year = match.group("d" + suffix, "m" + suffix, "y" + suffix)
    return iso(day, month, year) if year else iso(*match.group("D" + suffix, "M" + suffix, "Y" + suffix))


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(DATE.format(""), re.IGNORECASE)


def find_date(text: str, start: int = 0, end: int | None = None) -> tuple[int, int, str] | None:
    """First date with the word `ngày` in `text[start:end]`: start, end, ISO value."""
    for match in _anywhere().finditer(text, start, len(text) if end is None else end):
        value = iso_of(match, "")
        if value:
            return match.start(), match.end(), value
    return None
