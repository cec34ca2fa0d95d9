"""The place cited in an instrument: `điểm a khoản 2 Điều 5 Luật …`, before its name or behind it."""

import re
from functools import cache
from typing import NamedTuple

from extractors.patterns import compiled
from schemas import Pinpoint, collapse, record

LEVELS = ("point", "clause", "article", "subsection", "section", "chapter", "part", "appendix")
"""From the innermost to the outermost."""

_WORDS = {"điểm": 0, "khoản": 1, "điều": 2, "tiểu mục": 3, "mục": 4, "chương": 5, "phần": 6, "phụ lục": 7}
_TO = r"(?:đến|tới|-)"
_LETTER = r"[a-zđ]\d?(?!\w)"
_FIGURE = r"\d+[a-zđ]?(?![\w/])"
_DECIMAL = r"\d+(?:\.\d+)+(?![\w/])"
_ROMAN = r"(?:[IVXLC]+|\d+|[A-H]|thứ\s+\w+)(?!\w)"
_ORDER = "abcdđeghiklmnopqrstuvxy"


def _unit(word: str, value: str) -> str:
    """`điểm a, b`, `khoản 1 đến khoản 3`: one level with its values. `khoản 1 và khoản 2` are two: a point before them is of the first."""
    return rf"{word}\s+{value}(?:\s*(?:,|và|hoặc)\s*{value}|\s*{_TO}\s*(?:{word}\s+)?{value})*"


_ANY = "|".join(
    (
        _unit("điểm", f"(?:{_DECIMAL}|{_LETTER}|{_FIGURE})"),
        _unit("khoản", _FIGURE),
        _unit("điều", _FIGURE),
        _unit(r"(?:tiểu\s+)?mục", rf"(?:{_DECIMAL}|{_ROMAN})"),
        _unit("chương", _ROMAN),
        _unit("phần", _ROMAN),
        _unit(r"phụ\s+lục", rf"(?:số\s+)?{_ROMAN}"),
    )
)


@cache
def _row() -> re.Pattern[str]:
    unit = rf"(?:(?:từ|các)\s+)*(?:{_ANY})"
    return re.compile(rf"(?<!\w){unit}(?:\s*(?:,|và|;|của|hoặc)?\s*{unit})*", re.IGNORECASE)


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?=(?P<word>(?:tiểu\s+)?mục|điểm|khoản|điều|chương|phần|phụ\s+lục)\s)(?:{_ANY})", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"\s*[,-]?\s*(?:của\s+|tại\s+)?")


@cache
def _enclosed() -> re.Pattern[str]:
    """Between an appendix and what it came with: `Phụ lục II ban hành kèm theo Quyết định …`."""
    return re.compile(r"\s*,?\s*(?:được\s+)?(?:ban\s+hành\s+)?(?:đính\s+)?kèm\s+theo\s+", re.IGNORECASE)


@cache
def _of_another() -> re.Pattern[str]:
    """Behind a place: the instrument that it is in, the next one (`Luật A, Điều 5 Luật B`) or the document's own (`Điều 5 Quy chế này`)."""
    return re.compile(
        r"\s*(?:của\s+)?(?:[Bb]ộ\s+[Ll]uật|[Ll]uật|[Pp]háp\s+lệnh|[Nn]ghị\s+(?:định|quyết)|[Qq]uyết\s+định|[Tt]hông\s+tư|[Cc]hỉ\s+thị|[Qq]uy\s+(?:chế|định)"
        r"|[Kk]ế\s+hoạch|[Hh]iến\s+pháp|[Đđ]iều\s+lệ|[Kk]ết\s+luận)(?:\s+(?:này|số|[A-ZĐ\d])|$)"
    )


def _ends_in_number(words: str) -> bool:
    """May `words` end with a place? `Điều 5 `, `khoản 2 của `, `chương IV `, `điểm a, `: a figure, a letter alone, a Roman number."""
    if words.endswith("kèm theo "):
        return True
    last = words.rstrip().removesuffix("của").removesuffix("tại").rstrip(" ,-")[-2:]
    return last[-1:].isdigit() or last[-1:] in "IVXLCivxlcABDEFGHabdegh" or not last[:1].isalpha()


def pinpoint_at(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """Span of the place that belongs to the citation `flat[start:end]`: right before it (`Điều 5 Luật …`), else right behind it
    (`Luật Đất đai, Điều 5`); None where none stands there."""
    window = max(0, start - 120)
    window = max(window, flat.rfind("\n", window, start) + 1)
    if _ends_in_number(flat[window:start]):
        for match in _row().finditer(flat, window, start):
            if _joint().fullmatch(flat, match.end(), start):
                return match.span()
            if "lục" in match[0].lower() and _enclosed().fullmatch(flat, match.end(), start):
                return match.span()
    following = flat[end : end + 2]
    if following[:1] == " " and following[1:].isalnum() and following[1] != "t":
        return None  # as nearly always: the sentence goes on with a word of its own
    behind = compiled(r"\s*(?:,\s*|\(\s*|)(?P<at>(?:tại|theo)\s+)?").match(flat, end)
    if behind is None or behind.end() == end:
        return None
    place = _row().match(flat, behind.end()) if behind["at"] or flat[behind.end() - 1] != " " or "," in behind[0] else None
    if place is None or not (behind["at"] or flat[place.start()].isupper()) or _of_another().match(flat, place.end()):
        return None
    return place.span()


class _Item(NamedTuple):
    """A place under construction: values by level, the span of the innermost, the outermost level that is known."""

    values: dict[int, str]
    start: int
    end: int
    top: int


class _Group(NamedTuple):
    """The values of one level that stand together, and what stands between them and the group before."""

    level: int
    items: list[_Item]
    joint: str


@cache
def _token() -> re.Pattern[str]:
    """A value with the word for its level, which a list need not repeat; or the word of a range."""
    return re.compile(
        rf"(?P<to>{_TO})(?!\w)|(?:(?:(?:tiểu\s+)?mục|điểm|khoản|điều|chương|phần|phụ\s+lục)\s+(?:số\s+)?)?"
        rf"(?P<value>{_DECIMAL}|\d+[a-zđ]?(?!\w)|thứ\s+\w+|{_LETTER}|[IVXLC]+(?!\w)|[A-H](?!\w))",
        re.IGNORECASE,
    )


def _between(first: str, last: str) -> list[str]:
    """Members of a range between its ends: `a`, `d` → b, c, đ leaves none out; `3`, `6` → 4, 5."""
    if len(first) == len(last) == 1 and first in _ORDER and last in _ORDER:
        return list(_ORDER[_ORDER.index(first) + 1 : _ORDER.index(last)])
    if first.isdigit() and last.isdigit() and int(last) - int(first) < 200:
        return [str(n) for n in range(int(first) + 1, int(last))]
    return []


def _group(flat: str, unit: re.Match[str], joint: str) -> _Group:
    level = _WORDS[" ".join(unit["word"].lower().split())]
    items: list[_Item] = []
    ranged = False
    for token in _token().finditer(flat, unit.start("word"), unit.end()):
        if token["to"]:
            ranged = True
            continue
        words = " ".join(token["value"].split())
        value = words.upper() if level > 2 and not words.lower().startswith("thứ") else words.lower()
        if ranged and items:
            first = items[-1]
            items += [_Item({level: v}, first.start, token.end(), level) for v in _between(first.values[level], value)]
        items.append(_Item({level: value}, token.start(), token.end(), level))
        ranged = False
    return _Group(level, items, joint)


def _groups(flat: str, start: int, end: int) -> list[_Group]:
    out: list[_Group] = []
    reach = start
    for unit in _units().finditer(flat, start, end):
        out.append(_group(flat, unit, flat[reach : unit.start()].strip().lower()))
        reach = unit.end()
    return out


def _places(groups: list[_Group]) -> list[_Item]:
    """Inner levels joined to the outer ones behind them (`khoản 2 Điều 5`) or, where none follows, before them (`Điều 5, khoản 2`)."""
    out: list[_Item] = []
    for at, group in enumerate(groups):
        inner = [i for i in out if i.top < group.level]
        apart = ("và" in group.joint and group.level > 2) or (group.level == 7 and group.joint != "")
        outer_follows = any(g.level > group.level for g in groups[at + 1 :])
        if inner and not apart:
            out = [i for i in out if i.top >= group.level]
            out += [i._replace(values=i.values | o.values, top=group.level) for i in inner for o in group.items]
        elif out and not outer_follows and group.joint in ("", ",") and min(out[-1].values) > group.level:
            whole = out.pop()
            out += [i._replace(values=whole.values | i.values, top=whole.top) for i in group.items]
        else:
            out += group.items
    return sorted(out, key=lambda i: (i.start, i.end))


def pinpoints(source: str, flat: str, span: tuple[int, int]) -> tuple[Pinpoint, ...]:
    """The places that `flat[slice(*span)]` names, in their order: `điểm a, b khoản 2 Điều 5; Điều 7` → (5, 2, a), (5, 2, b), (7)."""
    return tuple(
        record(
            Pinpoint,
            start=i.start,
            end=i.end,
            text=collapse(source[i.start : i.end]),
            **{LEVELS[level]: value for level, value in i.values.items()},
        )
        for i in _places(_groups(flat, *span))
    )


def parse(words: str) -> tuple[Pinpoint, ...]:
    """Structured places of pinpoint words alone; offsets point into `words`."""
    return pinpoints(words, words, (0, len(words)))
