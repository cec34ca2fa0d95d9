"""Citations: every mention of a legal or administrative instrument in a text.

    >>> from extractors import find_citations
    >>> [c.number for c in find_citations("Thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ")]
    ['07/CT-TTg']

First mentions are found one by one (`_find`), then the document as a whole fills what a mention leaves out (`citation_context`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors import citation_context, issuers, laws
from extractors.dates import DATE, iso_of
from extractors.instrument_types import alternatives, type_of
from extractors.issuers import Place
from extractors.lines import read_lines
from extractors.numbers import NUMBER, Number, looks_official, read_number, types_by_letters
from extractors.relations import goes_on, relation_before
from extractors.titles import title_after
from schemas import Citation, Evidence, collapse
from schemas.mentions import Relation

# Types whose bare running number is a citation when `số` stands before it (`Đề án số 08`, `Nghị quyết số 35`).
_BARE = frozenset({"Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Kết luận", "Đề án", "Chương trình", "Chương trình hành động", "Kế hoạch"})
_LAW_WORDS = frozenset(laws.LAW_TYPES)


@dataclass(slots=True)
class Found:
    """A mention under construction; offsets into the flat view."""

    start: int
    end: int
    type: str
    number: Number | None = None
    bare: str | None = None
    date: str | None = None
    title: str | None = None
    rule: str = "type_number"
    flags: list[str] = field(default_factory=list)


@cache
def _types() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/-])(?:{alternatives()})(?![\w])")


@cache
def _tail() -> re.Pattern[str]:
    """What may stand between a type word and its number, the number, and a date."""
    return re.compile(rf"\s*:?\s*(?:(?:liên\s+tịch\s+)?(?P<so>[Ss]ố|SỐ)\s*:?\s*)?(?P<number>{NUMBER})(?![\w%]){_dated()}")


def _dated() -> str:
    return rf"(?:\s*,?\s*(?:\(\s*)?(?:ban\s+hành\s+)?{DATE.format('')}|\s*,?\s*năm\s+(?P<year>\d{{4}})(?!\s*[-/]))?"


@cache
def _bare_tail() -> re.Pattern[str]:
    return re.compile(rf"\s*:?\s*(?:số|SỐ)\s*:?\s*(?P<number>\d{{1,4}}[a-z]?)(?![\w%]|\s?[/.,-]\d|/){_dated()}")


@cache
def _date_tail() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:được\s+thông\s+qua\s+)?{DATE.format('')}|\s*,?\s*năm\s+(?P<year>\d{{4}})(?!\s*[-/]\s?\d)")


@cache
def _loose() -> re.Pattern[str]:
    """A number without a type word: the second and later ones of a list (`và 152/2005/QĐ-TTg`; `số 1569/QĐ-TTg ngày …`)."""
    return re.compile(rf"(?<![\w/.-])(?P<number>{NUMBER})(?![\w%]){_dated()}")


def _date_of(match: re.Match[str]) -> str | None:
    return match.groupdict().get("year") or iso_of(match, "")


def _span_end(match: re.Match[str]) -> int:
    """End of the number or of its date. A date that is no real day stays outside."""
    end = match.end()
    return end if _date_of(match) or end == match.end("number") else match.end("number")


def _numbered(flat: str, start: int, after: int, kind: str) -> Found | None:
    match = _tail().match(flat, after)
    if match is None:
        bare = _bare_tail().match(flat, after) if kind in _BARE else None
        if bare is None:
            return None
        return Found(start, _span_end(bare), kind, bare=bare["number"], date=_date_of(bare), rule="type_bare_number")
    number = read_number(match["number"])
    if not number.type_letters and not number.issuer_letters:
        return None
    return Found(start, _span_end(match), kind, number, date=_date_of(match))


def _law(flat: str, start: int, after: int, kind: str) -> Found | None:
    """A law: by name, by name and number (`Luật Điện lực số 61/2024/QH15`), or by number alone."""
    numbered = _numbered(flat, start, after, kind)
    if numbered is not None and numbered.number is not None:
        return numbered
    end = after if kind == "Hiến pháp" else laws.name_end(flat, start, after, min(len(flat), after + 220))
    if end is None:
        return None
    if kind == "Hiến pháp":
        more = re.compile(r"\s+nước\s+Cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam").match(flat, after)
        end = more.end() if more else after
        if not more and re.compile(r"\s*(?:,|và)\s+pháp luật").match(flat, after):
            return None  # `phù hợp với Hiến pháp, pháp luật` cites no instrument
    title = _title_case(kind, flat[after:end])
    year = re.compile(r"\s+(?P<year>(?:19[4-9]|20[0-4])\d)(?![\w/.-])").match(flat, end)
    if year:
        return Found(start, year.end(), kind, date=year["year"], title=title, rule="law_name")
    tail = _tail().match(flat, end)
    if tail is not None:
        number = read_number(tail["number"])
        if number.issuer_letters or number.type_letters:
            return Found(start, _span_end(tail), kind, number, date=_date_of(tail), title=title, rule="law_name_number")
    dated = _date_tail().match(flat, end)
    date = _date_of(dated) if dated else None
    return Found(start, dated.end() if dated and date else end, kind, date=date, title=title, rule="law_name")


def _title_case(kind: str, rest: str) -> str:
    return " ".join((kind + rest).split())


def _typed(flat: str) -> Iterator[Found]:
    reach = 0
    for match in _types().finditer(flat):
        if match.start() < reach:
            continue
        kind = type_of(match[0])
        if kind in _LAW_WORDS:
            if match[0].islower() and not _lower_law(flat, match):
                continue
            found = _law(flat, match.start(), match.end(), kind)
        else:
            found = _numbered(flat, match.start(), match.end(), kind)
        if found is not None:
            reach = found.end
            yield found


def _lower_law(flat: str, match: re.Match[str]) -> bool:
    """`luật` in lower case names a law only before a capital (`luật Đất đai`) or a number: `pháp luật`, `luật sư` do not."""
    rest = flat[match.end() : match.end() + 24].lstrip()
    before = flat[max(0, match.start() - 6) : match.start()]
    if match[0].startswith("pháp") or match[0].startswith("bộ"):
        return True
    return rest[:1].isupper() and not before.rstrip().endswith(("pháp", "kỷ", "Pháp"))


def _loose_numbers(flat: str, typed: Sequence[Found]) -> Iterator[Found]:
    spans = [(f.start, f.end) for f in typed]
    at = 0
    for match in _loose().finditer(flat):
        while at < len(spans) and spans[at][1] <= match.start():
            at += 1
        if at < len(spans) and spans[at][0] < match.end():
            continue
        number = read_number(match["number"])
        before = flat[max(0, match.start() - 12) : match.start()]
        if not looks_official(number) or re.search(r"(?:^|\n)\s*(?:Số|SỐ)\s*:?\s*$", before) or re.search(r"Số\s*:\s*$", before):
            continue
        previous = typed[at - 1].type if at else None
        kind = types_by_letters().get(number.type_letters or "") or previous
        if kind is None or (number.type_letters is None and (previous is None or match.start() - spans[at - 1][1] > 400)):
            continue
        yield Found(match.start(), _span_end(match), kind, number, date=_date_of(match), rule="loose_number")


def _evidence(source: str, name: str, span: tuple[int, int], rule: str) -> Evidence:
    return Evidence(field=name, start=span[0], end=span[1], text=collapse(source[span[0] : span[1]]), rule=rule)


@dataclass(slots=True)
class _Before:
    """The citation before: where it and its title end, and what relation it has."""

    end: int = 0
    relation: tuple[Relation, int, int] | None = None


def _complete(source: str, flat: str, found: Found, place: Place | None, before: _Before) -> Citation:
    """Attributes of a mention: issuer, late date, title, relation. `before` is brought up to date for the next."""
    evidence: list[Evidence] = []
    flags = list(found.flags)
    issuer, date = None, found.date
    behind = issuers.issuer_after(flat, found.end)
    after = found.end
    if behind:
        after = behind[1]
        issuer = issuers.full_name(flat[behind[0] : behind[1]], place)
        evidence.append(_evidence(source, "issuer", behind, "issuer_behind"))
        late = _date_tail().match(flat, after) if date is None and found.number else None
        if late and iso_of(late, ""):
            date = iso_of(late, "")
            evidence.append(_evidence(source, "issue_date", late.span(), "date_behind_issuer"))
            after = late.end()
    elif found.number and found.number.issuer_letters:
        issuer = issuers.from_letters(found.number.issuer_letters, place)
        if issuer:
            evidence.append(_evidence(source, "issuer", (found.start, found.end), "number_letters"))
    title = found.title
    if title is None and found.number:
        span = title_after(flat, after)
        if span:
            after = span[1]
            title = collapse(source[span[0] : span[1]])
            evidence.append(_evidence(source, "title", span, "title_behind"))
    elif title is not None:
        evidence.append(_evidence(source, "title", (found.start, found.end), found.rule))
    relation = before.relation if before.end and goes_on(flat, before.end, found.start) else relation_before(flat, found.start, min(before.end, found.start))
    before.end, before.relation = max(after, found.end), relation
    if relation:
        evidence.append(_evidence(source, "relation", relation[1:], "words_before"))
    if found.number and found.number.malformed:
        flags.append("malformed_number")
    return Citation(
        start=found.start, end=found.end, text=collapse(source[found.start : found.end]), type=found.type,
        number=found.number.canonical if found.number else found.bare, issue_date=date, issuer=issuer, title=title,
        relation=relation[0] if relation else None, form="name" if not (found.number or found.bare) else "short" if found.bare else "full",
        rule=found.rule, flags=tuple(flags), evidence=tuple(evidence),
    )  # fmt: skip


def find_in(source: str, flat: str, place: Place | None = None) -> list[Citation]:
    """Citations of a text whose flat view is at hand; see `find_citations`."""
    typed = list(_typed(flat))
    before = _Before()
    found = sorted([*typed, *_loose_numbers(flat, typed)], key=lambda f: (f.start, f.end))
    return citation_context.fill([_complete(source, flat, f, place, before) for f in found], flat)


def find_citations(text: str, place: Place | None = None) -> list[Citation]:
    """All citations in `text`, in order, not overlapping.

    `place` completes `UBND tỉnh` and the letters UBND, HĐND, TU in a number; without it they stay open. The text should be NFC
    (offsets are half-open code points into it, whatever it is).
    """
    return find_in(text, read_lines(text).flat, place)
