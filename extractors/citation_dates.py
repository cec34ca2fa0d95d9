"""The date behind a citation's number or name."""

import re
from functools import cache

from extractors.dates import DATE, iso, iso_of
from extractors.patterns import compiled


@cache
def date_tail() -> re.Pattern[str]:
    """What may stand between a citation and its date, and the date: a day, a month or a year."""
    return re.compile(
        rf"\s*,?\s*(?P<open>\(\s*)?(?:ban\s+hành\s+|công\s+bố\s+|được\s+(?:Quốc\s+hội\s+)?(?:thông\s+qua|ban\s+hành)\s+)?{DATE.format('')}|\s*,?\s*(?:năm\s+"
        rf"|ngày\s*/\s*/\s*)(?P<year>\d{{4}})(?!\s*[-/]\s?\d|\d)"
        r"|,\s?(?P<plain>\d{1,2}/\d{1,2}/\d{4})(?=,)",
        re.IGNORECASE,
    )


@cache
def _damaged_date() -> re.Pattern[str]:
    """`ngày 17 ngày 8 năm 2005`, `ngày 8 tháng 7 năm 009`: one word or digit is wrong."""
    return re.compile(
        r"\s*,?\s*ngày\s+(?P<d>\d{1,2})\s+(?:ngày|năm|th[aảáạ]ng|tháng)\s+(?P<m>\d{1,2})\s*(?:năm|tháng)\s+(?P<y>\d{3,4})(?!\d)"
        r"|\s*,?\s*ngày\s+\d{1,2}/\d{1,2}/\d{3,4}(?!\d)",
        re.IGNORECASE,
    )


def _date_of(match: re.Match[str]) -> str | None:
    if match["plain"]:  # `số 1977/QĐ-UBND, 09/8/2021, về …`
        return iso(*match["plain"].split("/"))
    return match["year"] or iso_of(match, "")


def dated_end(flat: str, end: int) -> tuple[int, str | None, tuple[str, ...]]:
    """End of a mention with the date behind it, the date, and flags. A damaged date belongs to the mention; its value is only taken where a
    wrong word, not a lost digit, is the damage."""
    at = end
    if flat.find("(", end, end + 2) >= 0 or flat.startswith(("-nb", "/nb"), end):
        secret = compiled(r"(?:\s?\([A-Z]\d{1,2}\)|[-/]nb)(?=\s*,?\s*ngày)").match(flat, end)
        at = secret.end() if secret else end  # `168/2004/QĐ-BCA (A11) ngày …`, `2587-CV/VPTW/nb`
    match = date_tail().match(flat, at)
    date = _date_of(match) if match else None
    if match and date:
        closing = compiled(r"\s*\)").match(flat, match.end()) if match["open"] else None
        return (closing or match).end(), date, ()
    damaged = _damaged_date().match(flat, at)
    if damaged is None:
        return end, None, ()
    day, month, year = damaged["d"], damaged["m"], damaged["y"]
    return damaged.end(), iso(day, month, year) if year and len(year) == 4 else None, ("malformed_date",)
