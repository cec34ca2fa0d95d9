"""A news article that reports a plan: which plan it is, of which province, and when the article came out."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from extractors import provinces
from extractors.dates import DATE, iso, iso_of
from extractors.folding import lower
from extractors.head_fields import Fields
from extractors.issuers import Place
from extractors.outline import Outline
from extractors.patterns import compiled
from schemas import Citation, Header, collapse

_REPORTED = frozenset(
    {
        "Kế hoạch",
        "Chỉ thị",
        "Quyết định",
        "Chương trình",
        "Chương trình hành động",
        "Nghị quyết",
        "Công văn",
        "Đề án",
        "Kế hoạch hành động",
        "Văn bản",
    }
)


@cache
def _published() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})",
        re.IGNORECASE,
    )


def article_province(outline: Outline) -> tuple[str, tuple[int, int]] | None:
    """Province that the article is about: named most often with its level (`tỉnh Thanh Hóa`), title and first mention weighing more."""
    votes: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for start, end, name in provinces.find_names(outline.low):
        levelled = outline.low[max(0, start - 12) : start].rstrip().endswith(("tỉnh", "thành phố", "tp.", "tp", "thành ủy", "tỉnh ủy"))
        votes[name] += 3 if levelled else 1
        if name not in first or levelled:
            first.setdefault(name, (start, end))
    if not votes:
        return None
    name = max(votes, key=lambda n: (votes[n], -first[n][0]))
    return name, first[name]


def place_of(outline: Outline) -> Place | None:
    """The province as a place, for completing `UBND tỉnh`."""
    found = article_province(outline)
    if found is None:
        return None
    row = provinces.at_date(found[0], None)
    return Place(found[0], row.level if row else "tỉnh")


def reported(outline: Outline, citations: Sequence[Citation], place: Place | None) -> Citation | None:
    """The plan that the article reports: the first local instrument behind `ban hành`; None where the article names none by number."""
    for c in citations:
        if c.type not in _REPORTED or c.form != "full" or c.number is None:
            continue
        local = compiled(r"UBND|HĐND|TU$|-S[A-Z]|BTV").search(c.number) is not None
        before = outline.low[max(0, c.start - 90) : c.start]
        issued = (
            compiled(r"(?:ban hành|phê duyệt|ký)\s+[^.;\n]{0,30}$").search(before)
            or compiled(r"[^.;\n]{0,10}(?:vừa|đã|mới)\s+(?:được|do)\s+[^.;\n]{0,60}ban hành").match(outline.low[c.end : c.end + 100])
            or outline.low.rfind("\n", 0, c.start) < outline.low.find(outline.low.strip()[:20])
        )
        if local and issued:
            return c
    return None


def read_news(outline: Outline, plan: Citation | None, cited: Sequence[Citation] = ()) -> Header:
    """Header of an article; the fields describe the plan that it reports, None where it does not say.

    The title often names the plan with its year only: the day stands before a later one of its mentions among `cited`.
    """
    fields = Fields(outline.source)
    found = article_province(outline)
    if found:
        fields.put("province", found[0], found[1], "most_named_place")
    if plan is not None:
        span = (plan.start, plan.end)
        fields.put("doc_type", plan.type, span, "reported_plan")
        fields.put("number", plan.number, span, "reported_plan")
        mentions = [plan, *(c for c in cited if c.start > plan.start and (c.type, c.number) == (plan.type, plan.number))]
        days = (date_before(outline, c) for c in mentions) if len(plan.issue_date or "") < 10 else ()
        day = next((d for d in days if d and d[2].startswith(plan.issue_date or "")), None)
        if day:
            fields.put("issue_date", day[2], (day[0], day[1]), "date_of_issue_before")
        fields.put("issue_date", plan.issue_date, span, "reported_plan")
        fields.put("issuer", plan.issuer, span, "reported_plan")
    _article(outline, fields)
    return Header(source_kind="news", **fields.values, evidence=tuple(fields.evidence))  # type: ignore[arg-type]


def date_before(outline: Outline, plan: Citation) -> tuple[int, int, str] | None:
    """`Ngày 24/11/2025, UBND … đã ban hành Kế hoạch số …` or `Kế hoạch số … vừa được UBND tỉnh ban hành ngày 09/5/2025`: the date of issue
    that the sentence gives outside the citation, when it belongs to no other instrument."""
    begin = max(outline.flat.rfind("\n", 0, plan.start), outline.flat.rfind(". ", 0, plan.start)) + 1
    found = None
    for match in compiled(DATE.format(""), re.IGNORECASE).finditer(outline.flat, begin, plan.start):
        value = iso_of(match, "")
        opens = not outline.flat[begin : match.start()].strip() or outline.flat[: match.start()].rstrip().endswith(",")
        if value and opens and compiled(r"\s*,").match(outline.flat[match.end() :]) and "ban hành" in outline.low[match.end() : plan.start]:
            found = (match.start(), match.end(), value)
    if found is None:
        behind = compiled(rf"[^.;\n]{{0,90}}ban hành\s+(?P<date>{DATE.format('')})", re.IGNORECASE).match(outline.flat, plan.end)
        value = iso_of(behind, "") if behind else None
        if behind and value and "thị số" not in behind[0]:
            found = (behind.start("date"), behind.end("date"), value)
    return found


def _article(outline: Outline, fields: Fields) -> None:
    """Title and date of publication, from the short lines above the article's first long paragraph."""
    lead = next((i for i, n in enumerate(outline.nodes) if n.block.end - n.block.start > 220), len(outline.nodes))
    titles = []
    for node in outline.nodes[: min(lead + 1, 40)]:
        words = outline.flat[node.block.start : node.block.end]
        match = _published().search(words) if len(words) < 120 else None
        if match:
            d, m, y = match.groups()[:3] if match[1] else match.groups()[3:]
            fields.put("published", iso(d, m, y), (node.block.start + match.start(), node.block.start + match.end()), "dateline")
        elif 30 <= len(words) <= 300 and not lower(words).startswith(("trang chủ", "http")):
            titles.append((node.block.hashes, node.block.start, node.block.end))
    headed = [t for t in titles if t[0]]
    if titles:
        span = (headed or titles)[0][1:]
        fields.put("title", collapse(outline.source[span[0] : span[1]]), span, "article_title")
