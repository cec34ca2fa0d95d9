"""The body over a document, read from the column of its letterhead that names it: `ỦY BAN NHÂN DÂN` / `HUYỆN QUAN HÓA`.

A letterhead has two columns, the body with those above it and the national or the Party's motto, which conversion leaves side by side,
one under the other, in cells or on one line. What belongs to the motto, the number and the date is taken out; the rest, line by line, is
bodies, each with its place, the issuer last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors import agency_table, provinces
from extractors.issuer_spelling import proper
from extractors.patterns import compiled
from schemas import collapse

_LEVEL = r"(?P<level>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_ABOVE_DISTRICT = ("tỉnh", "thành phố")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a letterhead. `kind`: committee, council, party, superior (a Party organization, which issues nothing) or unit.

    `name` is what it is without its place (`Ủy ban nhân dân`, `Tỉnh ủy`, `Phòng Nội vụ`), `level` and `place` are empty where the head
    does not say; `province` says that the place is one of the provinces. `written` is the name of a unit in the words of the head.
    """

    kind: str
    name: str
    start: int
    end: int
    level: str = ""
    place: str = ""
    province: bool = False
    written: str = ""

    @property
    def where(self) -> str:
        """`huyện Quan Hóa`; empty without a place."""
        return f"{self.level} {self.place}".strip()


def bodies(source: str, low: str, start: int, end: int, day: str | None) -> list[Body]:
    """Bodies named in the letterhead `start:end`, from the highest down. `low` is the folded view of `source` in lower case."""
    out: list[Body] = []
    for a, b in _lines(source, low, start, end):
        words = " ".join(low[a:b].split())
        place = _place_line().fullmatch(words)
        if place and out and not out[-1].place and (place["level"] or _names_place(out[-1], place["name"])):
            out[-1] = _placed(out[-1], place["level"], place["name"], day, b)
            continue
        body = _body(words, a, b, day)
        if body is None and _unit().match(words):
            written = collapse(source[a:b])
            body = Body("unit", _unit_name(written), a, b, written=written)
        if body is not None:
            out.append(body)
        elif out and out[-1].kind == "unit" and not out[-1].place and source[a:b].isupper() and " " in words:
            written = f"{out[-1].written} {collapse(source[a:b])}"  # `SỞ NÔNG NGHIỆP VÀ` / `PHÁT TRIỂN NÔNG THÔN`
            out[-1] = replace(out[-1], name=_unit_name(written), written=written)
    return out


def _names_place(body: Body, name: str) -> bool:
    """Is a line without a level a place? A province's name is (`UBND` / `LÀO CAI`), and what stands below a level: `HUYỆN` / `QUAN HÓA`."""
    if body.kind == "unit":
        return False
    if body.level or body.kind == "party":
        return True
    found = provinces.find_names(name)
    return bool(found) and found[0][:2] == (0, len(name))


def _lines(source: str, low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of the letterhead that are neither motto nor number nor date."""
    at = start
    for cut in [*_between().finditer(source, start, end), None]:
        stop = cut.start() if cut else end
        motto = _motto_or_number().search(low, at, stop)
        dated = _place_and_date().search(low, at, stop) if low.find(",", at, stop) >= 0 else None
        a, b = at, min(motto.start() if motto else stop, dated.start() if dated else stop)
        while a < b and not source[a].isalnum():
            a += 1
        while b > a and not source[b - 1].isalnum():
            b -= 1
        if b > a:
            yield from _halves(low, a, b)
        at = cut.end() if cut else end


def _halves(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`UBND TỈNH LÀO CAI SỞ CÔNG THƯƠNG` on one line: cut behind the province's name where a unit begins there."""
    body = _above_unit().match(low, start, end)
    name = provinces.name_at(low, body.end()) if body else None
    if name and name[0] < end and _unit().match(low[name[0] : end].lstrip()):
        yield start, name[0]
        start = name[0] + len(low[name[0] : end]) - len(low[name[0] : end].lstrip())
    yield start, end


@cache
def _above_unit() -> re.Pattern[str]:
    return re.compile(r"(?:ủy\s+ban\s+nhân\s+dân|ubnd)\s+(?:tỉnh|thành\s+phố|tp\.?)\s+|tỉnh\s+ủy\s+|thành\s+ủy\s+")


@cache
def _between() -> re.Pattern[str]:
    """Line ends, cells, gaps between columns, rules."""
    return re.compile(r"\n|\||<br\s*/?>|[ \t\u00a0]{3,}|\t|\*+\s+\*+|[-_–—=]{3,}")


@cache
def _motto_or_number() -> re.Pattern[str]:
    """Each alternative begins with one letter, which is what makes the search quick."""
    return re.compile(
        r"cộng\s+h[oòóõ][aà](?!\w)|xã\s+hội\s+chủ\s+nghĩa|hội\s+chủ\s+nghĩa|chủ\s+nghĩa\s+việt\s+nam|độc\s+lập\s*-"
        r"|đảng\s+cộng\s+sản\s+việt\s+nam|s(?<!\w.)ố(?:\s*:|\s+[\d…./])"
    )


@cache
def _place_and_date() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:[ .-]+[^\W\d_]+){0,5}\s*,\s*ngày(?!\w)")


@cache
def _place_line() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LEVEL}\s+)?(?P<name>[^\W_]+(?:[ -]+[^\W_]+){{0,5}})")


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<committee>ủy ban nhân dân|ubnd|ủy ban hành chính)|hội đồng nhân dân|hđnd)"
        rf"(?:\s+{_LEVEL}(?:\s+(?P<name>.+))?)?"
    )


@cache
def _party() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<superior>đảng bộ)(?:\s+{_LEVEL})?(?:\s+(?P<above>.+))?"
        r"|(?:ban chấp hành |ban thường vụ )?(?P<party>tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy)(?:\s+(?P<name>.+))?"
    )


@cache
def _unit() -> re.Pattern[str]:
    """First words of a body that works under a committee."""
    return re.compile(
        r"(?:sở|phòng|ban(?! hành)|văn phòng|bộ chỉ huy|tỉnh đoàn|thành đoàn|trung tâm|công an|thanh tra|đội|trạm|hạt|chi cục|đảng ủy"
        r"|tòa án|viện kiểm sát|hội(?! nghị)|liên đoàn|đoàn"
        r"|ủy ban)(?!\w)"
    )


def _body(words: str, start: int, end: int, day: str | None) -> Body | None:
    if match := _committee().fullmatch(words):
        kind, name = ("committee", "Ủy ban nhân dân") if match["committee"] else ("council", "Hội đồng nhân dân")
        body = Body(kind, name, start, end)
        return _placed(body, match["level"], match["name"], day, end) if match["name"] else replace(body, level=match["level"] or "")
    if match := _party().fullmatch(words):
        if match["superior"]:
            body = Body("superior", "Đảng bộ", start, end)
            return _placed(body, match["level"], match["above"], day, end) if match["above"] else body
        body = Body("party", _sentence_case(match["party"]), start, end)
        return _placed(body, _level_of(match["party"]), match["name"], day, end) if match["name"] else body
    return None


def _level_of(party: str) -> str:
    return {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã"}[party]


def _placed(body: Body, level: str | None, name: str, day: str | None, end: int) -> Body:
    """The body with its place. A city that has the name of a tỉnh is a city of that tỉnh: thành phố Bến Tre."""
    level = {"tp": "thành phố", "tp.": "thành phố", None: body.level}.get(level, level) or ""
    found = provinces.find_names(name) if level in (*_ABOVE_DISTRICT, "") else []
    whole = found and found[0][:2] == (0, len(name))
    row = provinces.at_date(found[0][2], day) if whole else None
    if row and level in (row.level, ""):
        return replace(body, level=row.level, place=row.name, province=True, end=end)
    return replace(body, level=level, place=row.name if row else name.title(), end=end)


def _sentence_case(name: str) -> str:
    return name[:1].upper() + name[1:]


def _unit_name(words: str) -> str:
    """A unit's name in its usual case: `PHÒNG TƯ PHÁP` is spelt as `Sở Tư pháp`, `BAN TUYÊN GIÁO` as `Ban Tuyên giáo Tỉnh ủy`."""
    office, _, rest = words.partition(" ")
    if office.upper() == "PHÒNG":
        return "Phòng " + proper(f"SỞ {rest}").removeprefix("Sở ")
    known = agency_table.resolve(f"{words} Tỉnh ủy")
    return known.name.removesuffix(" Tỉnh ủy") if known.known else _sentence_case(proper(words))


def only_province(low: str) -> tuple[str, tuple[int, int]] | None:
    """The one province whose committee, council or Party committee a text names (`UBND tỉnh Thanh Hóa`): its name, and where.

    None for none or several. A plan of a huyện says so of the tỉnh that it lies in, and its letterhead does not.
    """
    above = compiled(r"(?<!\w)(?:(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd) (?:tỉnh|thành phố|tp\.?)|tỉnh ủy|thành ủy)(?= )")
    named = [(found[1], (match.end() + 1, found[0])) for match in above.finditer(low) if (found := provinces.name_at(low, match.end() + 1))]
    return named[0] if len({name for name, _ in named}) == 1 else None
