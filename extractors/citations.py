"""Citations: every mention of a legal or administrative instrument in a text.

    >>> from extractors import find_citations
    >>> [c.number for c in find_citations("Thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ")]
    ['07/CT-TTg']

Mentions are found one by one, laws by their word and the others from the number backwards; `citation_attributes` reads the words around
each, and `citation_context` fills from the whole document what a mention leaves out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from extractors import citation_context, laws, short_forms
from extractors.citation_attributes import AttributeReader, Found
from extractors.citation_dates import dated_end
from extractors.citation_lists import PLAIN, confirmed, glued, is_plain, shared
from extractors.citation_words import CitationWords, citation_words
from extractors.garbage import uncollected
from extractors.instrument_types import type_before, type_of
from extractors.issuers import Place
from extractors.lines import flat_view
from extractors.number_scan import Span, bare_numbers, blank_numbers, full_number, full_numbers, misread_numbers
from extractors.numbers import NUMBER, Number, looks_official, read_number, types_by_letters
from extractors.patterns import compiled
from schemas import Citation

# Types whose bare running number is a citation when `số` stands before it (`Đề án số 08`, `Nghị quyết số 35`).
_BARE = frozenset(
    {
        "Nghị quyết",
        "Nghị định",
        "Quyết định",
        "Chỉ thị",
        "Thông tư",
        "Kết luận",
        "Đề án",
        "Chương trình",
        "Chương trình hành động",
        "Kế hoạch",
    }
)


@cache
def _law_word() -> re.Pattern[str]:
    return re.compile(
        r"(?:Bộ\s+[Ll]uật|bộ\s+luật|BỘ\s+LUẬT|[Ll]uật|LUẬT|[Pp]háp\s+[Ll]ệnh|PHÁP\s+LỆNH|[Hh]iến\s+[Pp]háp|HIẾN\s+PHÁP)(?!\w)"
    )


@cache
def _law_tail() -> re.Pattern[str]:
    """Number behind a law's name."""
    return re.compile(
        rf"(?:\s+của\s+(?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội)(?=,?\s+số))?\s*,?\s*(?:[Ss]ố|SỐ)?\s*:?\s*(?P<number>{NUMBER})(?![\w%])"
    )


@cache
def _year_tail() -> re.Pattern[str]:
    """`Bộ luật Dân sự 2015`: the bare year behind a law's name."""
    return re.compile(r"\s+(?P<year>(?:19[4-9]|20[0-4])\d)(?![\w/]|[.-]\d)")


def _law(flat: str, start: int, after: int) -> Found | None:
    """A law: by name, or by name and number (`Luật Điện lực số 61/2024/QH15`)."""
    kind = type_of(flat[start:after])
    end = _constitution_end(flat, after) if kind == "Hiến pháp" else laws.name_end(flat, start, after, min(len(flat), after + 700))
    if end is None:
        return _by_date(flat, start, after, kind)
    title = " ".join((kind + flat[after:end]).split())
    revised = _revised().match(flat, end)
    for behind in (revised.end(), end) if revised else (end,):
        found = _law_with_tail(flat, (start, behind), kind, title)
        if found is not None:
            return found
    return Found(start, end, kind, title=title, rule="law_name", flags=("revision",) if revised else ())


def _law_with_tail(flat: str, span: tuple[int, int], kind: str, title: str) -> Found | None:
    """A law with the year, number or date behind its name; None where none of them stands there."""
    start, end = span
    year = _year_tail().match(flat, end)
    if year:
        return Found(start, year.end(), kind, date=year["year"], title=title, rule="law_name")
    tail = _law_tail().match(flat, end)
    number = read_number(tail["number"]) if tail else None
    if tail and number and (number.issuer_letters or number.type_letters):
        stop, date, flags = dated_end(flat, tail.end("number"))
        return Found(start, stop, kind, number, date=date, title=title, rule="law_name_number", flags=flags)
    stop, date, flags = dated_end(flat, end)
    return Found(start, stop, kind, date=date, title=title, rule="law_name", flags=flags) if stop > end else None


@cache
def _revised() -> re.Pattern[str]:
    """`Luật Nhà ở (sửa đổi)`: a new law that is to replace the one of this name."""
    return re.compile(r"\s*\(\s*[Ss]ửa đổi\s*\)|\s+sửa đổi(?=\s*(?:[.;|)\n]|,(?!\s+bổ sung)|$))")


def _by_date(flat: str, start: int, after: int, kind: str) -> Found | None:
    """`Pháp lệnh ngày 22 tháng 1 năm 1981`: nothing but its day tells which."""
    stop, date, flags = dated_end(flat, after)
    if date is None or len(date) < 10 or not compiled(r"\s+(?:công bố\s+|ban hành\s+)?ngày").match(flat, after):
        return None
    return Found(start, stop, kind, date=date, rule="law_date", flags=flags)


def _constitution_end(flat: str, after: int) -> int | None:
    more = compiled(r"\s+nước\s+Cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam").match(flat, after)
    if more is None and compiled(r"\s*(?:,|và)\s+pháp luật").match(flat, after):
        return None  # `phù hợp với Hiến pháp, pháp luật` cites no instrument
    return more.end() if more else after


def _law_words(flat: str, words: CitationWords) -> list[re.Match[str]]:
    """Law words in order; `Bộ luật` once, not again as `luật`."""
    found: dict[int, re.Match[str]] = {}
    for at, end, backs in words.laws:
        for back in backs:
            start = at - back
            match = _law_word().match(flat, start) if start >= 0 else None
            if match and match.end() >= end and not (start and flat[start - 1].isalnum()):
                known = found.get(match.end())
                found[match.end()] = match if known is None or match.start() < known.start() else known
    return sorted(found.values(), key=lambda m: m.start())


def _laws(flat: str, words: CitationWords) -> Iterator[Found]:
    reach = 0
    for match in _law_words(flat, words):
        if match.start() < reach or (match[0].islower() and not _lower_law(flat, match)):
            continue
        if match[0] in ("Luật", "LUẬT") and flat[max(0, match.start() - 6) : match.start()].rstrip().lower().endswith("pháp"):
            continue  # `pháp Luật` with a stray capital is `pháp luật`
        found = _law(flat, match.start(), match.end())
        if found is not None:
            reach = found.end
            yield found


def _lower_law(flat: str, match: re.Match[str]) -> bool:
    """`luật` in lower case names a law only before a capital (`luật Đất đai`): `pháp luật`, `luật sư` do not."""
    if match[0].startswith(("pháp", "bộ")):
        return True
    rest = flat[match.end() : match.end() + 24].lstrip()
    before = flat[max(0, match.start() - 6) : match.start()]
    return rest[:1].isupper() and not before.rstrip().lower().endswith(("pháp", "kỷ", "quy"))


_Read = Callable[[str, re.Match[str], Found | None], Iterable[Found]]


def _numbered(flat: str, words: CitationWords, taken: Sequence[Found]) -> Iterator[Found]:
    """Mentions with a number, from the number backwards to the word for the type; a law that holds the number has taken it."""
    scans: tuple[tuple[_Read, Iterator[Span]], ...] = (
        (_full, full_numbers(flat, words)),
        (_bare, bare_numbers(flat, words)),
        (_blank, blank_numbers(flat)),
        (_misread, misread_numbers(flat)),
    )
    spans = [(*span, read) for read, found_spans in scans for span in found_spans]
    spans.sort(key=lambda s: (s[0], -s[1]))
    at, reach, previous = 0, 0, None
    for start, end, match, read in spans:
        while at < len(taken) and taken[at].end <= start:
            previous = taken[at]
            at += 1
        inside = start < reach or (at < len(taken) and taken[at].start <= start)
        if inside or not _alone(flat, start, end):
            continue
        for found in read(flat, match, previous):
            previous, reach = found, found.end
            yield found


def _alone(flat: str, start: int, end: int) -> bool:
    """Is the match a whole number, not the middle of a longer string of digits, letters and strokes?"""
    if start and (flat[start - 1].isalnum() or flat[start - 1] in "/.-_") and flat[start - 1] not in "ốỐ":
        return False  # `số30/1998/NĐ-CP` lacks its space only
    return end == len(flat) or not (flat[end].isalnum() or flat[end] == "%") or flat.startswith(("ngày", "của", "về"), end)


def _bare(flat: str, match: re.Match[str], previous: Found | None) -> Iterable[Found]:
    head = type_before(flat, match.start("number"))
    if head is None or head.type not in _BARE or not (head.numbered or match["number"].isdigit()):
        return ()
    row = shared(flat, head, *match.span("number"))
    if row:
        return row
    if not head.numbered and (flat[head.start].islower() or compiled(r"(?:19|20)\d\d").fullmatch(match["number"])):
        return ()  # `quyết định 15 thủ tục`, `Kế hoạch 2026`
    stop, date, flags = dated_end(flat, match.end())
    plain = not head.numbered and is_plain(flat, head, match.end(), date, previous.end if previous else None)
    rule = PLAIN if plain else "type_bare_number"
    return (Found(head.start, stop, head.type, bare=match["number"], date=date, rule=rule, flags=flags),)


def _blank(flat: str, match: re.Match[str], _: Found | None) -> Iterable[Found]:
    """`Nghị định số …/2016/NĐ-CP`: a draft that left the number open. The mention stands, its number is null."""
    start = match.start()
    while start and flat[start - 1] in " .…_":
        start -= 1
    head = type_before(flat, start)
    if head is None or not head.numbered:
        return ()
    stop, date, flags = dated_end(flat, match.end())
    return (Found(head.start, stop, head.type, date=date, rule="type_blank_number", flags=("number_blank", *flags)),)


def _misread(flat: str, match: re.Match[str], _: Found | None) -> Iterable[Found]:
    """`Quyết định số l31/QĐ-TTg`: letters that OCR took for digits, behind `số` only."""
    digits = match["digits"].translate(str.maketrans("OoIl", "0011"))
    begin, stop = match.span("digits")
    number = full_number(digits + flat[stop : stop + 40])
    head = type_before(flat, begin)
    if number is None or head is None:
        return ()
    read = replace(read_number(number), malformed=True)
    stop, date, flags = dated_end(flat, begin + len(number))
    return (Found(head.start, stop, head.type, read, date=date, rule="type_misread_number", flags=flags),)


def _full(flat: str, match: re.Match[str], previous: Found | None) -> Iterable[Found]:
    number = read_number(match[0])
    head = type_before(flat, match.start(), match[0])
    if head is not None:
        if not number.type_letters and not number.issuer_letters:
            return ()
        stop, date, flags = dated_end(flat, match.end())
        return (Found(head.start, stop, head.type, number, date=date, flags=flags),)
    row = glued(flat, match.start(), number)
    if row:
        stop, date, flags = dated_end(flat, match.end())
        return (*row, Found(match.start(), stop, row[0].type, number, date=date, rule="elided_number", flags=flags))
    loose = _loose(flat, match, number, previous)
    return (loose,) if loose else ()


def _loose(flat: str, match: re.Match[str], number: Number, previous: Found | None) -> Found | None:
    """A number without a type word: the second and later ones of a list (`và 152/2005/QĐ-TTg`; `số 1569/QĐ-TTg ngày …`)."""
    before = flat[max(0, match.start() - 12) : match.start()]
    listed = (
        previous is not None
        and number.issuer_letters
        and compiled(r"\s*(?:,|;|và)\s*(?:số\s*:?\s*)?").fullmatch(flat, previous.end, match.start())
    )
    if compiled(r"(?:[Mm]ẫu|MẪU|[Bb]iểu)\s+(?:[Ss]ố\s*)?$").search(before):
        return None  # `mẫu số 01/TT-LLTP` is a form
    if not (looks_official(number) or listed) or compiled(r"(?:^|\n)\s*(?:Số|SỐ)\s*:?\s*$|Số\s*:\s*$").search(before):
        return None
    kind = types_by_letters().get(number.type_letters or "") or _assembly_type(number) or (previous.type if previous else None)
    if kind is None or (number.type_letters is None and (previous is None or match.start() - previous.end > 400)):
        return None
    stop, date, flags = dated_end(flat, match.end())
    return Found(match.start(), stop, kind, number, date=date, rule="loose_number", flags=flags)


def _assembly_type(number: Number) -> str | None:
    """Numbers of the National Assembly without letters for a type are those of laws: `97/2015/QH13`."""
    return "Luật" if number.type_letters is None and (number.issuer_letters or "").startswith("QH") else None


def find_in(source: str, flat: str, place: Place | None = None) -> list[Citation]:
    """Citations of a text whose flat view is at hand; see `find_citations`."""
    words = citation_words(flat)
    named = list(_laws(flat, words))
    found = confirmed(flat, sorted([*named, *_numbered(flat, words, named)], key=lambda f: (f.start, f.end)))
    reader = AttributeReader(source, flat, place)
    citations = citation_context.fill([reader.complete(f) for f in found], flat)
    return short_forms.find(source, flat, citations, words.above)


@uncollected()
def find_citations(text: str, place: Place | None = None) -> list[Citation]:
    """All citations in `text`, in order, not overlapping.

    `place` completes `UBND tỉnh` and the letters UBND, HĐND, TU in a number; without it they stay open. The text should be NFC
    (offsets are half-open code points into it, whatever it is).
    """
    return find_in(text, flat_view(text), place)
