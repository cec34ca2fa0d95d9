"""Short forms that a text defines for an instrument, and words that point back to one.

`Nghị định số 118/2025/NĐ-CP … (sau đây gọi tắt là Nghị định)` makes every later `Nghị định` without a number that decree; `Quyết định nêu
trên` is the one Quyết định that the text has cited so far, if it has cited only one. `Chỉ thị này` is the document itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.instrument_types import TYPES, type_of
from extractors.laws import LAW_TYPES
from extractors.patterns import compiled
from extractors.pinpoints import pinpoint_at
from schemas import Citation, Evidence, collapse


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form: its words, the offset from which it holds, and the citation that it stands for."""

    words: str
    start: int
    target: Citation


@cache
def _defining() -> re.Pattern[str]:
    return re.compile(
        r"\(\s*(?:sau đây|dưới đây)?\s*(?:được\s+)?(?:gọi|viết)\s+(?:tắt|chung|gọn)?\s*(?:là)?\s*:?\s*[“\"]?"
        r"(?P<short>[A-ZĐ][^()“”\"\n]{1,60}?)[”\"]?\s*\)"
    )


@cache
def _pointing() -> re.Pattern[str]:
    """`Quyết định nêu trên`, `Chỉ thị nói trên`."""
    names = "|".join(t for t in TYPES if t not in ("Điện", "Văn bản", "Báo cáo", "Dự án"))
    return re.compile(rf"(?<!\w)(?P<type>{names})\s+(?:nêu|nói)\s+trên(?!\w)")


def definitions(flat: str, citations: Sequence[Citation]) -> list[Definition]:
    """Short forms in the order of their definition. Each belongs to the last citation before it in the same sentence."""
    out = []
    for match in _defining().finditer(flat):
        before = [c for c in citations if c.end <= match.start()]
        target = before[-1] if before else None
        if target is None or "\n" in flat[target.end : match.start()] or match.start() - target.end > 600:
            continue
        words = " ".join(match["short"].split())
        if words.startswith(TYPES):
            out.append(Definition(words, match.end(), target))
    return out


def _taken(start: int, end: int, citations: Sequence[Citation]) -> bool:
    return any(c.start < end and start < c.end for c in citations)


def _bare_uses(flat: str, definition: Definition) -> Iterator[tuple[int, int]]:
    """Later uses of a short form that is a type word alone (`Luật`, `Nghị định`): without name, number or `này` behind it."""
    pattern = compiled(rf"(?<!\w){re.escape(definition.words)}(?!\w|\s*(?:số|này|\d|về|[A-ZĐ]|sửa đổi|liên tịch|và các|khác))")
    for match in pattern.finditer(flat, definition.start):
        yield match.span()


def find(source: str, flat: str, citations: Sequence[Citation]) -> list[Citation]:
    """`citations` (in order) with those by short form and by `nêu trên` between them. Only what resolves to one instrument is found."""
    out: list[Citation] = []
    for definition in definitions(flat, citations):
        if definition.words not in (*TYPES, *LAW_TYPES):
            continue  # `Chỉ thị số 07`, `Nghị định 54` are found by their number
        for start, end in _bare_uses(flat, definition):
            if not _taken(start, end, [*citations, *out]):
                out.append(_short(source, flat, (start, end), definition.target, "short_form"))
    for match in _pointing().finditer(flat):
        target = _only_before(match.start(), type_of(match["type"]), citations)
        if target is not None and not _taken(*match.span(), [*citations, *out]):
            out.append(_short(source, flat, match.span(), target, "points_back"))
    return sorted([*citations, *out], key=lambda c: c.start)


def _only_before(start: int, kind: str, citations: Sequence[Citation]) -> Citation | None:
    """The one instrument of a type cited before `start`; None where there are none or several."""
    before = [c for c in citations if c.end <= start and c.type == kind]
    return before[0] if before and len({(c.number, c.title if c.number is None else None) for c in before}) == 1 else None


def _short(source: str, flat: str, span: tuple[int, int], target: Citation, rule: str) -> Citation:
    start, end = span
    place = pinpoint_at(flat, start, end)
    evidence = [e for e in target.evidence if e.field in ("issue_date", "issuer", "title")]
    if place:
        words = collapse(source[place[0] : place[1]])
        evidence.append(Evidence(field="pinpoint", start=place[0], end=place[1], text=words, rule="words_beside"))
    back = Evidence(field="instrument_id", start=target.start, end=target.end, text=target.text, rule=rule)
    return Citation(
        start=start,
        end=end,
        text=collapse(source[start:end]),
        type=target.type,
        number=target.number,
        issue_date=target.issue_date,
        issuer=target.issuer,
        title=target.title,
        form="short",
        rule=rule,
        pinpoint=collapse(source[place[0] : place[1]]) if place else None,
        evidence=(back, *evidence),
    )
