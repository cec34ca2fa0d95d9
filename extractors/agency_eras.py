"""Bodies in their time: which of two that share a name is meant at a date, and which did not exist then.

`Phòng Kinh tế` was a district's office until 2025-06-30 and is a commune's since; a plan of August 2025 that charges Sở Thông tin và
Truyền thông names a department that had ended in February.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal, TypeVar

from extractors import agency_table
from extractors.patterns import compiled
from schemas import AgencyMention

Misfit = Literal["agency_ended", "agency_not_yet"]
Named = TypeVar("Named", bound=AgencyMention)

_GRACE = timedelta(days=31)
"""Provinces merged their departments on days of their own, up to a month around the date of the table."""
_PAST = compiled(r"\s*\(?\s*(?:cũ|trước đây|trước (?:khi )?(?:sáp nhập|hợp nhất|sắp xếp))(?!\w)")
_PARTS = ("-01-01", "-01")


def _days(day: str) -> tuple[date, date]:
    """First and last day of a date in ISO form that may lack its day or month."""
    first = date.fromisoformat(day + _PARTS[(len(day) - 4) // 3] if len(day) < 10 else day)
    if len(day) == 10:
        return first, first
    following = date(first.year + (len(day) == 4 or first.month == 12), 1 if len(day) == 4 else first.month % 12 + 1, 1)
    return first, following - timedelta(days=1)


@lru_cache(maxsize=4096)
def misfit(agency_id: str, day: str | None) -> Misfit | None:
    """Had the body ended by `day`, or did it not exist yet? None where it fits, and where the table or the document has no date."""
    body = agency_table.agencies().get(agency_id)
    if body is None or day is None or not (body.valid_from or body.valid_to):
        return None
    first, last = _days(day)
    grace = _GRACE if body.level == "tinh" else timedelta()
    if body.valid_to and first > date.fromisoformat(body.valid_to) + grace:
        return "agency_ended"
    if body.valid_from and last < date.fromisoformat(body.valid_from) - grace:
        return "agency_not_yet"
    return None


def said_of_the_past(text: str, end: int) -> bool:
    """`Sở Kế hoạch và Đầu tư (cũ)`, `Sở Xây dựng trước đây`: the document itself says that the name is the old one."""
    return _PAST.match(text, end, end + 40) is not None


@cache
def _namesakes() -> dict[str, tuple[str, ...]]:
    """Bodies that share a name with another, by id, with those others."""
    out: dict[str, set[str]] = {}
    for ids in agency_table.bodies_by_name().values():
        for one in ids if len(ids) > 1 else ():
            out.setdefault(one, set()).update(other for other in ids if other != one)
    return {one: tuple(sorted(others)) for one, others in out.items()}


def _dated(mention: Named, day: str) -> Named:
    if misfit(mention.agency_id, day) is None:
        return mention
    same = agency_table.bodies_named(mention.text)
    fits = [other for other in _namesakes()[mention.agency_id] if other in same and misfit(other, day) is None]
    if len(fits) != 1:
        return mention
    return mention.model_copy(update={"agency_id": fits[0], "name": agency_table.agencies()[fits[0]].name})


def at_date(mentions: Sequence[Named], day: str | None) -> Sequence[Named]:
    """The mentions of a document of that day: where bodies of two eras share the name, the one that existed then."""
    shared = _namesakes()
    if day is None or shared.keys().isdisjoint([m.agency_id for m in mentions]):
        return mentions
    return [_dated(m, day) if m.agency_id in shared else m for m in mentions]
