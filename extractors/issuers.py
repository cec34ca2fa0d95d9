"""Who issued an instrument: from the words behind it (`của Thủ tướng Chính phủ`), else from its number's letters."""

from dataclasses import dataclass
from functools import cache

from extractors.data_files import rows
from extractors.folding import fold
from extractors.issuer_names import name_end, proper
from extractors.patterns import compiled


@dataclass(frozen=True, slots=True)
class Place:
    """The province that a document is from: `words` as in an issuer's name (`tỉnh Thanh Hóa`, `thành phố Hà Nội`)."""

    name: str
    level: str

    @property
    def words(self) -> str:
        return f"{self.level} {self.name}"


@cache
def _letters() -> dict[str, tuple[str, str]]:
    """Letters in a number → issuer's name (may hold {province}, {bare}) and slug."""
    return {r["letters"].upper(): (r["issuer"], r["slug"]) for r in rows("issuers.csv")}


def issuer_after(text: str, end: int, joint: bool = False) -> tuple[int, int] | None:
    """Span of the issuer named right behind a citation (`của …`), None where none is named there. `joint`: several may be named."""
    opening = compiled(r"\s*,?\s*(?:của|do|CỦA|DO)\s+(?:[Ll]iên\s+(?:[Tt]ịch\s+)?(?=[A-ZĐ]))?").match(text, end, min(len(text), end + 12))
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
    while stop > start and (text[stop - 1] in " ,-" or text[start:stop].endswith((" và", " của"))):
        stop -= 1 if text[stop - 1] in " ,-" else 2 if text[start:stop].endswith(" và") else 3
    return (start, stop) if stop > start else None


def full_name(words: str, place: Place | None) -> str:
    """Full name of an issuer as written: UBND and HĐND spelled out, `tỉnh` completed by the document's province."""
    name = proper(" ".join(fold(words).split()))
    name = compiled(r"\bTỉnh(?= [A-ZĐ]|$)").sub("tỉnh", name)
    if place and compiled(r"(?:Công an|Bộ Chỉ huy Quân sự|Tòa án nhân dân|Viện kiểm sát nhân dân) (?:tỉnh|thành phố)$").match(name):
        return compiled(r"(?:tỉnh|thành phố)$").sub(place.words, name)
    if not compiled(r"(?:Chủ tịch |Thường trực )?(?:UBND|HĐND|Ủy [Bb]an nhân dân|Hội đồng nhân dân)\b").match(name):
        return compiled(r"\bTP\.?(?= )").sub("thành phố", name)
    name = compiled(r"\bUBND\b").sub("Ủy ban nhân dân", name)
    name = compiled(r"\bHĐND\b").sub("Hội đồng nhân dân", name)
    name = compiled(r"\b(?:TP\.?|Thành phố)(?= |$)").sub("thành phố", name)
    name = compiled(r"^Ủy Ban").sub("Ủy ban", name)
    if place and compiled(r"(?:nhân dân|HĐND) (?:tỉnh|thành phố)$").search(name):
        name = compiled(r"(?:tỉnh|thành phố)$").sub(place.words, name)
    elif place and compiled(r"(?:Ủy ban|Hội đồng) nhân dân$").search(name):
        name = f"{name} {place.words}"
    return name


def from_letters(letters: str, place: Place | None) -> str | None:
    """Issuer that a number's letters stand for; None where they do not tell (TW) or the province is not known."""
    key = compiled(r"\d+$").sub("", letters.upper()) if compiled(r"(?:QH|UBTVQH)\d").match(letters.upper()) else letters.upper()
    name, _ = _letters().get(key, ("", ""))
    if not name:
        return None
    if "{" not in name:
        return name
    if place and place.level.lower() == "thành phố":  # the Party's committee of a city, its youth union
        name = name.replace("Tỉnh ủy", "Thành ủy").replace("Tỉnh đoàn", "Thành đoàn")
    return name.format(province=place.words, bare=place.name) if place else None


def slug(letters: str) -> str | None:
    """Slug of an issuer's letters for instrument ids (`ttg`), None where unknown."""
    key = compiled(r"\d+$").sub("", letters.upper()) if compiled(r"(?:QH|UBTVQH)\d").match(letters.upper()) else letters.upper()
    found = _letters().get(key)
    return found[1] if found and found[1] else None
