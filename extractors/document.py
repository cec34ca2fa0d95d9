"""All that one text says: the extractors put together in the order in which they need one another."""

from dataclasses import dataclass
from itertools import pairwise

from extractors import agency_eras, agency_mentions, citations, header, news, provinces, tasks
from extractors.attached import attached_starts, inside
from extractors.garbage import uncollected
from extractors.issuers import Place
from extractors.lines import read_lines
from extractors.outline import Outline, read_outline
from extractors.own_title import is_annex
from extractors.patterns import compiled
from extractors.sections import sections
from extractors.view import View
from schemas import AgencyMention, Citation, Header, Section, Task, record

_PREAMBLE, _ARTICLES = 15, 3
"""Blocks among which an instrument says what it rests on, and articles that it has at least."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one text; offsets point into it."""

    header: Header
    sections: list[Section]
    citations: list[Citation]
    agencies: list[AgencyMention]
    tasks: list[Task]
    place: Place | None
    implements: list[Citation]
    day: str | None
    """The document's date, for a news article the day of its publication, for an attached plan without one its decision's."""


def is_official(outline: Outline) -> bool:
    """An instrument has a line for its type or the national motto, its annex says what it is attached to; an article has neither.

    One whose head was lost is known by its build: `Căn cứ …;` and then articles.
    """
    first = [node.block for node in outline.nodes[:_PREAMBLE]]
    if outline.type_line >= 0 or any(n.kind == "head" for n in outline.nodes) or is_annex(first, outline.flat):
        return True
    based = any(outline.flat.startswith("Căn cứ ", block.start) for block in first)
    return based and sum(n.block.marker is not None and n.block.marker.kind == "article" for n in outline.nodes) >= _ARTICLES


def _place(head: Header, decision: Header | None = None) -> Place | None:
    """Whose document it is; what an attached plan does not say of that its decision says."""
    if head.province is None:
        return None
    issuer, day = (head.issuer or decision.issuer, head.issue_date or decision.issue_date) if decision else (head.issuer, head.issue_date)
    row = provinces.at_date(head.province, day)
    level = row.level if row else "tỉnh"
    whose = compiled(r"nhân dân (?P<where>(?:huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thành phố) .+)$").search(issuer or "")
    local = whose["where"] if whose and whose["where"] != f"{level} {head.province}" else ""
    return Place(head.province, level, local)


def _own(found: Citation, head: Header, decision: Header | None = None) -> bool:
    """The document's own number in its appendices (`Kèm theo Kế hoạch số 235/KH-UBND`) cites nothing else.

    Nor does that of the decision to which it is attached (`Kèm theo Quyết định số 254/QĐ-UBND`).
    """
    if decision is not None and found.number is not None and _own(found, decision):
        return True
    if "number_blank" in found.flags:
        return head.number is None or found.relation == "attached"
    if found.number is None or head.number is None or not (head.doc_type or "").startswith(found.type or ""):
        return False
    if found.number == head.number:
        return (head.issue_date or "").startswith(found.issue_date or "")
    without_year = compiled(r"/(?:19|20)\d\d(?=/)").sub("", head.number, 1)  # `Kèm theo Quyết định số 3195/QĐ-UB` of 3195/2004/QĐ-UB
    return found.number == without_year and found.issue_date is not None and found.issue_date == head.issue_date


def read_documents(text: str) -> list[tuple[int, int, Reading]]:
    """Read a text that may hold a decision and the plans attached to it: start, end and reading of each, offsets into `text[start:end]`."""
    starts = attached_starts(text)
    if not starts:
        return [(0, len(text), read_document(text))]
    decision = read_document(text[: starts[0]])
    cited = citations.find_in(text, read_lines(text).flat, decision.place)
    out = [(0, starts[0], decision)]
    for start, end in pairwise((*starts, len(text))):
        own = [inside(c, start, end) for c in cited if start <= c.start and c.end <= end]
        out.append((start, end, read_document(text[start:end], decision.header, own)))
    return out


@uncollected()
def read_document(text: str, decision: Header | None = None, cited: list[Citation] | None = None) -> Reading:
    """Read one text (NFC, `\\n` line ends).

    `decision` is the head of the decision that it is attached to, whose province is its own where it names none; `cited` its citations
    where they are known already.
    """
    outline = read_outline(text)
    v = outline.view or View.of(outline.flat, outline.low)
    if is_official(outline):
        head = header.read_header(outline)
        if decision is not None and head.province is None and decision.province is not None:
            head = head.model_copy(update={"province": decision.province, "flags": (*head.flags, "province_of_decision")})
        place = _place(head, decision)
        found_in = citations.find_in(text, outline.flat, place) if cited is None else cited
        cited = [c for c in found_in if not _own(c, head, decision)]
    else:
        place = news.place_of(outline)
        cited = citations.find_in(text, outline.flat, place)
        plan = news.reported(outline, cited, place)
        head = news.read_news(outline, plan, cited)
        cited = _flag_reported(cited, plan, head)
        place = _place(head)
    day = head.issue_date or head.published or (decision.issue_date if decision else None)
    found = [_of_day(task, day) for task in tasks.find_tasks(outline, v, news=head.source_kind == "news")]
    named = list(agency_eras.at_date(_mentions(text, v, found), day))
    return Reading(head, sections(outline), cited, named, found, place, _implemented(outline, v, cited, head), day)


def _of_day(task: Task, day: str | None) -> Task:
    """The task with the bodies that existed on the document's day, where two of different eras share a name."""
    agencies = agency_eras.at_date(task.agencies, day)
    return task if agencies is task.agencies else task.model_copy(update={"agencies": tuple(agencies)})


def _flag_reported(cited: list[Citation], plan: Citation | None, head: Header) -> list[Citation]:
    """The reported plan's mentions carry a flag, and the date that the article gives elsewhere."""
    if plan is None:
        return cited
    out = []
    for c in cited:
        if c.number == plan.number and c.type == plan.type:
            day = next((e for e in head.evidence if e.field == "issue_date"), None)
            evidence = c.evidence
            fuller = len(c.issue_date or "") < len(head.issue_date or "")
            if fuller and day is not None:
                evidence = (*(e for e in evidence if e.field != "issue_date"), day)
            c = c.model_copy(
                update={
                    "flags": (*c.flags, "reported_document"),
                    "issue_date": head.issue_date if fuller else c.issue_date,
                    "evidence": evidence,
                }
            )
        out.append(c)
    return out


def _mentions(text: str, v: View, found: list[Task]) -> list[AgencyMention]:
    """Mentions in running text, and those that only a task's role shows; one for each span."""
    by_span = {(m.start, m.end): m for m in agency_mentions.find_in(text, v)}
    for task in found:
        for a in task.agencies:
            if (a.start, a.end) not in by_span:
                by_span[a.start, a.end] = record(
                    AgencyMention, start=a.start, end=a.end, text=a.text, agency_id=a.agency_id, name=a.name, known=a.known
                )
    return [by_span[k] for k in sorted(by_span)]


def _implemented(outline: Outline, v: View, cited: list[Citation], head: Header) -> list[Citation]:
    """Citations of instruments that the document says it carries out: in its title or preamble, behind `thực hiện`, `triển khai`."""
    if head.source_kind == "official":
        first = next((n.block.start for n in outline.nodes if n.kind == "heading" and n.block.marker), len(outline.flat))
        if first == len(outline.flat):
            first = min(first, 3000)
        start = 0
    else:
        start, first = 0, len(outline.flat)
    out = []
    for c in cited:
        if not start <= c.start < first or "reported_document" in c.flags or c.relation != "implements":
            continue
        if head.source_kind == "news" and not _near_report(outline, c):
            continue
        out.append(c)
    return out


def _near_report(outline: Outline, c: Citation) -> bool:
    """In an article: the sentence also speaks of issuing a plan (`Thực hiện Chỉ thị …, UBND tỉnh ban hành Kế hoạch …`)."""
    begin = max(outline.flat.rfind("\n", 0, c.start), outline.flat.rfind(". ", 0, c.start)) + 1
    stop = min((x for x in (outline.flat.find("\n", c.end), outline.flat.find(". ", c.end)) if x >= 0), default=len(outline.flat))
    words = outline.low[begin:stop]
    return "kế hoạch" in words and any(w in words for w in ("ban hành", "mục tiêu", "cụ thể hóa", "triển khai thực hiện"))
