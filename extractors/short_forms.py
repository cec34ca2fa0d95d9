"""Short forms that a text defines for an instrument, and words that point back to one.

`Nghị định số 118/2025/NĐ-CP … (sau đây gọi tắt là Nghị định)` makes every later `Nghị định` without a number that decree; `Quyết định nêu
trên` is the one Quyết định that the text has cited so far, if it has cited only one. `Chỉ thị này` is the document itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.instrument_types import TYPES, type_before
from extractors.laws import LAW_TYPES
from extractors.patterns import compiled
from extractors.pinpoints import pinpoint_at, pinpoints
from schemas import Citation, Evidence, collapse, record


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
    """What stands before `trên`."""
    return re.compile(r"(?:nêu|nói)\s+\Z")


def _words_pointing(flat: str, above: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """`Quyết định nêu trên`, `Chỉ thị nói trên`: span and type. `above`: where `trên` stands."""
    for at in above:
        said = None if flat[at + 4 : at + 5].isalnum() else _pointing().search(flat, max(0, at - 24), at)
        head = type_before(flat, said.start()) if said else None
        if head is not None and not head.numbered and flat[head.start].isupper() and head.type not in ("Văn bản", "Báo cáo", "Dự án"):
            yield head.start, at + 4, head.type


def definitions(flat: str, citations: Sequence[Citation]) -> list[Definition]:
    """Short forms in the order of their definition.

    Each belongs to the last citation before it in the same sentence that is of its type: the short form `Chương trình` behind a resolution
    that approves one is not the resolution.
    """
    out = []
    ends = [c.end for c in citations]
    for match in _defining().finditer(flat):
        words = " ".join(match["short"].split())
        if not words.startswith(TYPES):
            continue
        target = _defined(words, citations[max(0, bisect_right(ends, match.start()) - 8) : bisect_right(ends, match.start())])
        if target is not None and "\n" not in flat[target.end : match.start()] and match.start() - target.end <= 600:
            out.append(Definition(words, match.end(), target))
    return out


def _defined(words: str, before: Sequence[Citation]) -> Citation | None:
    """The last citation whose type the short form names."""
    return next((c for c in reversed(before) if words.startswith(c.type) or c.type.startswith(words)), None)


@dataclass(slots=True)
class _Spans:
    """Spans that are taken, in order and without overlap."""

    starts: list[int]
    ends: list[int]

    def free(self, start: int, end: int) -> bool:
        at = bisect_right(self.ends, start)
        return at == len(self.starts) or self.starts[at] >= end

    def take(self, start: int, end: int) -> None:
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, end)


class _Pointed:
    """The one instrument of a type cited before an offset, asked in order of offsets."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._citations = citations
        self._at = 0
        self._first: dict[str, Citation | None] = {}  # None: several instruments of the type were cited

    def before(self, start: int, kind: str) -> Citation | None:
        while self._at < len(self._citations) and self._citations[self._at].end <= start:
            c = self._citations[self._at]
            known = self._first.setdefault(c.type, c)
            if known is not None and (known.number, known.number or known.title) != (c.number, c.number or c.title):
                self._first[c.type] = None
            self._at += 1
        return self._first.get(kind)


def _bare_uses(flat: str, definition: Definition) -> Iterator[tuple[int, int]]:
    """Later uses of a short form that is a type word alone (`Luật`, `Nghị định`): without name, number or `này` behind it."""
    pattern = compiled(rf"(?<!\w){re.escape(definition.words)}(?!\w|\s*(?:số|này|\d|về|[A-ZĐ]|sửa đổi|liên tịch|và các|khác))")
    for match in pattern.finditer(flat, definition.start):
        yield match.span()


def find(source: str, flat: str, citations: Sequence[Citation], above: Sequence[int]) -> list[Citation]:
    """`citations` (in order) with those by short form and by `nêu trên` between them (`above`: where `trên` stands).

    Only what resolves to one instrument is found.
    """
    out: list[Citation] = []
    spans = _Spans([c.start for c in citations], [c.end for c in citations])
    defined: dict[str, list[Definition]] = {}
    for definition in definitions(flat, citations):
        if definition.words in (*TYPES, *LAW_TYPES):  # `Chỉ thị số 07`, `Nghị định 54` are found by their number
            defined.setdefault(definition.words, []).append(definition)
    for same in defined.values():
        starts = [d.start for d in same]
        for start, end in _bare_uses(flat, same[0]):
            if spans.free(start, end):
                out.append(_short(source, flat, (start, end), same[bisect_right(starts, start) - 1].target, "short_form"))
                spans.take(start, end)
    pointed = _Pointed(citations)
    for start, end, kind in _words_pointing(flat, above):
        target = pointed.before(start, kind)
        if target is not None and spans.free(start, end):
            out.append(_short(source, flat, (start, end), target, "points_back"))
            spans.take(start, end)
    return sorted([*citations, *out], key=lambda c: c.start)


def _short(source: str, flat: str, span: tuple[int, int], target: Citation, rule: str) -> Citation:
    start, end = span
    place = pinpoint_at(flat, start, end)
    evidence = [e for e in target.evidence if e.field in ("issue_date", "issuer", "title")]
    if place:
        words = collapse(source[place[0] : place[1]])
        evidence.append(record(Evidence, field="pinpoint", start=place[0], end=place[1], text=words, rule="words_beside"))
    back = record(Evidence, field="instrument_id", start=target.start, end=target.end, text=target.text, rule=rule)
    return record(
        Citation,
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
        pinpoints=pinpoints(source, flat, place) if place else (),
        evidence=(back, *evidence),
    )
