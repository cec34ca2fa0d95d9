"""Who issued an instrument: from the words behind it (`của Thủ tướng Chính phủ`), else from its number's letters."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.data_files import rows
from extractors.folding import fold
from extractors.issuer_names import name_end
from extractors.issuer_spelling import expanded, proper, spaced
from extractors.patterns import compiled


@dataclass(frozen=True, slots=True)
class Place:
    """The province that a document is from: `words` as in an issuer's name (`tỉnh Thanh Hóa`, `thành phố Hà Nội`).

    `local` is the district or commune whose body issued it (`huyện Quan Hóa`), empty for a province's own.
    """

    name: str
    level: str
    local: str = ""

    @property
    def words(self) -> str:
        return f"{self.level} {self.name}"


@dataclass(frozen=True, slots=True)
class _Row:
    """What letters stand for (the name may hold {province}, {bare}) and when; None: without end."""

    name: str
    slug: str
    central: bool
    valid_from: str | None
    valid_to: str | None

    def holds(self, day: str) -> bool:
        """Did the body have these letters on some day of the (partial) date?"""
        return (self.valid_from or "") <= day + "~" and (self.valid_to is None or day <= self.valid_to)


@cache
def _letters() -> dict[str, tuple[_Row, ...]]:
    """Letters in a number → the bodies that they stand for."""
    out: dict[str, tuple[_Row, ...]] = {}
    for r in rows("issuers.csv"):
        row = _Row(r["issuer"], r["slug"], r["level"] == "trung-uong", r["valid_from"] or None, r["valid_to"] or None)
        out[r["letters"].upper()] = (*out.get(r["letters"].upper(), ()), row)
    return out


@lru_cache(maxsize=4096)
def _rows(letters: str) -> tuple[_Row, ...]:
    upper = letters.upper()
    return _letters().get(compiled(r"\d+$").sub("", upper) if compiled(r"(?:QH|UBTVQH|HĐNN)\d").match(upper) else upper, ())


@cache
def _opening() -> re.Pattern[str]:
    """What stands between a citation and its issuer: `của`, `của liên Bộ …`, `, Hội nghị lần thứ tám (của) Ban Chấp hành Trung ương …`."""
    meeting = r"Hội\s+nghị\s+(?:lần\s+thứ\s+(?:\d+|[^\W\d_]+(?:\s+[^\W\d_]+)?)|Trung\s+ương\s+\d+)[\s,]+(?:của\s+)?(?=Ban\s+[Cc]hấp\s+hành)"
    of = r"(?:của|do|CỦA|DO)\s+"
    return re.compile(rf"\s*,?\s*(?:\(?(?:{of})?{meeting}|{of}(?:[Ll]iên\s+(?:[Tt]ịch\s+)?(?=[A-ZĐ]))?)")


def issuer_after(text: str, end: int, joint: bool = False) -> tuple[int, int] | None:
    """Span of the issuer named right behind a citation (`của …`), None where none is named there. `joint`: several may be named."""
    opening = _opening().match(text, end, min(len(text), end + 80))
    limit = min(len(text), end + 220)
    if opening is None or opening.end() >= limit:
        return None
    stop = name_end(text, opening.end(), limit)
    while joint and stop is not None:
        more = compiled(r"\s*(?:,|-|,?\s*và)\s+").match(text, stop, limit)
        following = name_end(text, more.end(), limit) if more and more.end() < limit else None
        if following is None:
            break
        stop = following
    if stop is None:
        return None
    if opening[0].strip(" ,\n").lower().startswith("do") and compiled(r"\s+(?:công bố|trình|ký|gửi|soạn thảo)(?!\w)").match(text, stop):
        return None  # `do Chủ tịch Hội đồng Nhà nước công bố` names another than the issuer
    start = opening.end()
    while stop > start and (text[stop - 1] in " ,-" or text.endswith((" và", " của"), start, stop)):
        stop -= 1 if text[stop - 1] in " ,-" else 2 if text.endswith(" và", start, stop) else 3
    return (start, stop) if stop > start else None


_BEFORE = 140


@cache
def _proposing() -> re.Pattern[str]:
    """The words before a citation that tell whose it is: `đề nghị của Giám đốc Sở Tư pháp tại`, `Ban Thường vụ Tỉnh ủy đã ban hành`."""
    return re.compile(
        r".*(?<!\w)[Cc]ủa\s+(?:(?:Giám\s+đốc|Trưởng(?=\s+(?:[Bb]an|Phòng)\s)|Chủ\s+nhiệm|Chánh|Thủ\s+trưởng|Cục\s+trưởng)\s+)?(?P<of>[A-ZĐ][^;\n]{2,90}?)"
        r"\s+tại(?:\s+các)?\s*$|.*?(?P<subject>[A-ZĐ][^;.\n]{2,80}?)\s+(?:(?:đã|vừa|mới)\s+){0,2}(?:ký\s+)?(?:ban\s+hành|ra|có)(?:\s+các)?\s*$",
        re.DOTALL,
    )


def issuer_before(text: str, start: int) -> tuple[int, int] | None:
    """Span of the issuer named right before a citation (`… của Sở Nội vụ tại Tờ trình số 5`), None where none is named there."""
    window = text[max(0, start - _BEFORE) : start]
    if not window.rstrip().endswith(("tại", "các", "ban hành", " ra", " có")):
        return None
    match = _proposing().match(window)
    if match is None:
        return None
    first, stop = (start - len(window) + at for at in match.span("of" if match["of"] else "subject"))
    for at in range(first, stop):
        end = name_end(text, at, stop + 1) if text[at].isupper() and not (at and text[at - 1].isalnum()) else None
        if end and text[end:stop].strip() in ("", "tỉnh", "thành phố"):
            return at, end
    # `của Trung tâm Xúc tiến Đầu tư tại Tờ trình …`: a name that nothing knows has its ends on both sides
    whole = compiled(
        r"(?:Sở|Ban|Phòng|Trung tâm|Chi cục|Cục|Hội(?! nghị| thảo)|Liên minh|Trường|Viện|Văn phòng)(?:\s+(?!của\s|các\s)[^\W\d_]+){1,8}"
    )
    return (first, stop) if match["of"] and whole.fullmatch(text, first, stop) else None


@lru_cache(maxsize=4096)
def full_name(words: str, place: Place | None) -> str:
    """Full name of an issuer as written: abbreviations spelled out, `UBND tỉnh` and a department completed by the document's province."""
    name = expanded(proper(spaced(" ".join(fold(words).split()).replace(" & ", " và "))))
    name = compiled(r"\bTỉnh(?= [A-ZĐ]|$)").sub("tỉnh", name)
    if place and compiled(r"(?:Công an|Bộ Chỉ huy Quân sự|Tòa án nhân dân|Viện kiểm sát nhân dân) (?:tỉnh|thành phố)$").match(name):
        return compiled(r"(?:tỉnh|thành phố)$").sub(place.words, name)
    name = name.removesuffix(" tỉnh") if name.removesuffix(" tỉnh") in _departments() else name
    if place and name in _departments():
        return f"{name} {place.words}"
    if not compiled(r"(?:Chủ tịch |Thường trực )?(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\b").match(name):
        return compiled(r"\bTP\.?(?= )").sub("thành phố", name)
    name = compiled(r"\bUBND\b").sub("Ủy ban nhân dân", name)
    name = compiled(r"\bHĐND\b").sub("Hội đồng nhân dân", name)
    name = compiled(r"\b(?:TP\.?|Thành phố)(?= |$)").sub("thành phố", name)
    if place and place.local and compiled(rf"nhân dân {place.local.split(' ')[0]}$").search(name):
        name = f"{name} {place.local.partition(' ')[2]}"
    elif place and compiled(r"nhân dân (?:tỉnh|thành phố)$").search(name):
        name = compiled(r"(?:tỉnh|thành phố)$").sub(place.words, name)
    elif place and compiled(r"(?:Ủy ban|Hội đồng) nhân dân$").search(name):
        name = f"{name} {place.local or place.words}"
    return name


@cache
def _departments() -> frozenset[str]:
    """Departments of a province by name alone: `Sở Tài chính`."""
    names = (r["issuer"] for r in rows("issuers.csv") if r["issuer"].startswith("Sở "))
    return frozenset(n.removesuffix(" {province}") for n in names if n.endswith(" {province}"))


def from_letters(letters: str, place: Place | None, day: str | None = None, leading: bool = False) -> str | None:
    """Issuer that a number's letters stand for; None where they do not tell (TW) or the province is not known.

    `day`, the (partial) date of the instrument, tells bodies with the same letters apart: CP was the Hội đồng Chính phủ until 1981.
    `leading`: the letters stand where a công văn has its issuer (565/CT-CS), and mean a central body where one has them.
    """
    fitting = _rows(letters)
    if day:
        fitting = tuple(r for r in fitting if r.holds(day)) or _same(fitting)
    if not fitting or not fitting[-1].name:
        return None
    row = next((r for r in fitting if r.central), fitting[-1]) if leading else fitting[-1]
    if "{" not in row.name:
        return row.name
    name = row.name
    if place and place.level.lower() == "thành phố":  # the Party's committee of a city, its youth union
        name = name.replace("Tỉnh ủy", "Thành ủy").replace("Tỉnh đoàn", "Thành đoàn")
    if place is None or place.local:
        return None  # in a plan of a huyện UBND may be its own committee or the tỉnh's
    return name.format(province=place.words, bare=place.name)


def _same(fitting: tuple[_Row, ...]) -> tuple[_Row, ...]:
    """A date outside of all that the table knows decides nothing where the letters have stood for several bodies."""
    return fitting if len({r.name for r in fitting}) == 1 else ()


@lru_cache(maxsize=4096)
def is_central(letters: str) -> bool:
    """Do the letters stand for central bodies only? `TTg`, `BNV`; not `CT`, `UBND`, `TU`."""
    return bool(_rows(letters)) and all(r.central for r in _rows(letters))


def slug(letters: str) -> str | None:
    """Slug of an issuer's letters for instrument ids (`ttg`), None where unknown."""
    found = _rows(letters)
    return found[-1].slug or None if found else None
