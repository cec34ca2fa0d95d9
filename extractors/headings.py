"""Whom a heading charges with what stands below it."""

import re

from extractors.agencies import list_at
from extractors.directives import read_directive
from extractors.patterns import compiled
from extractors.view import Phrase, View


def heading_agencies(v: View, start: int, end: int) -> tuple[list[Phrase], bool]:
    """Agencies that a heading charges, and whether it orders (`Đề nghị …`); none where it names a topic.

    `Các doanh nghiệp thứ cấp đang hoạt động trong KCN` is one agency: what follows a name up to the heading's end belongs to it,
    unless a verb makes a clause of it (`Sở A chỉ đạo Chi cục B thực hiện các nội dung sau:` charges Chi cục B).
    """
    while end > start and v.flat[end - 1] in " :.;\n":
        end -= 1
    at = start
    order = compiled(r"(?:(?:đối với|trách nhiệm (?:của )?|nhiệm vụ (?:của )?|giao|đề nghị|yêu cầu|phân công)\s*)+", re.IGNORECASE).match(
        v.low, at, end
    )
    if order:
        at = order.end()
    found, stop = list_at(v, at, end)
    if not found:
        return [], False
    if stop >= end:
        return found, order is not None
    clause = read_directive(v, start, end)
    if clause is not None and clause.lead:
        directed = compiled(r"(?:chỉ đạo|giao|yêu cầu|phân công)\s+").search(v.low, clause.lead[-1].end, end)
        if directed and v.low[start:end].rstrip().endswith(("sau", "sau đây")):
            people, _ = list_at(v, directed.end(), end)
            if people:
                return people, True
        return clause.lead, True
    rest = v.low[stop:end].strip()
    if rest.startswith("("):
        return found, order is not None  # `Sở Tài chính (cơ quan chủ trì)`
    if (
        rest.startswith(("(", "trong", "trên", "có", "đang", "thuộc", "tại", "và", "của", "khác", "hoạt động", "liên quan"))
        or len(rest.split()) <= 6
    ):
        return [*found[:-1], Phrase(found[-1].start, end)], order is not None
    return [], False
