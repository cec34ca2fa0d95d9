"""Who issued an instrument: from the words behind it (`của Thủ tướng Chính phủ`), else from its number's letters."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.data_files import rows
from extractors.folding import fold
from extractors.patterns import compiled

_BODY = (
    r"(?:(?!\b(?:ngày|về|ban hành|quy định|phê duyệt|hướng dẫn|thực hiện|triển khai|sửa đổi|quyết định|trên|tại|khi|đã|được|số|giai đoạn"
    r"|nhằm|để)\b)[^\W\d_]+)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The province that a document is from: `words` as in an issuer's name (`tỉnh Thanh Hóa`, `thành phố Hà Nội`)."""

    name: str
    level: str

    @property
    def words(self) -> str:
        return f"{self.level} {self.name}"


@cache
def _pattern() -> re.Pattern[str]:
    central = (
        r"Thủ\s+tướng\s+Chính\s+phủ|Chính\s+phủ|Chủ\s+tịch\s+nước|Ủy\s+ban\s+Thường\s+vụ\s+Quốc\s+hội"
        r"|Quốc\s+hội(?:\s+khóa\s+[IVXL\d]+)?|Bộ\s+Chính\s+trị(?:\s+khóa\s+[IVXL]+)?|Ban\s+Bí\s+thư(?:\s+Trung\s+ương(?:\s+Đảng)?)?"
        r"|(?:Hội\s+nghị\s+[^,.;]{0,30}?)?Ban\s+Chấp\s+hành\s+Trung\s+ương(?:\s+[Đđ]ảng)?(?:\s+(?:khóa|Khóa)\s+[IVXL]+)?"
        r"|Hội\s+đồng\s+Bộ\s+trưởng|Trung\s+ương(?:\s+Đảng)?"
    )
    committee = (
        r"(?:Chủ\s+tịch\s+)?(?:Ủy\s+ban\s+nhân\s+dân|UBND|Hội\s+đồng\s+nhân\s+dân|HĐND)(?:\s+(?:tỉnh|thành\s+phố|Thành\s+phố|TP\.?"
        r"|huyện|thị\s+xã|quận|xã|phường))?(?:\s+[A-ZĐÂÊÔƯƠ][^\W\d_]*)*"
    )
    party = (
        r"(?:Ban\s+Thường\s+vụ\s+|Ban\s+Chấp\s+hành\s+Đảng\s+bộ\s+|Thường\s+trực\s+)?(?:Tỉnh\s+ủy|Thành\s+ủy|tỉnh\s+ủy|thành\s+ủy"
        r"|Đảng\s+ủy\s+UBND\s+tỉnh|Đảng\s+ủy|tỉnh|thành\s+phố|Huyện\s+ủy)(?:\s+[A-ZĐÂÊÔƯƠ][^\W\d_]*)*"
    )
    ministry = (
        rf"(?:(?:Bộ\s+trưởng|Thống\s+đốc|Chánh\s+án|Viện\s+trưởng|Tổng\s+Thanh\s+tra|Giám\s+đốc|Chủ\s+nhiệm|Trưởng\s+ban"
        rf"|Tổng\s+Giám\s+đốc)\s+)?"
        rf"(?:Liên\s+bộ|Bộ|Sở|Ban|Văn\s+phòng|Thanh\s+tra|Tòa\s+án|Viện\s+[Kk]iểm\s+sát|Ngân\s+hàng\s+Nhà\s+nước|Kiểm\s+toán"
        rf"|Tổng\s+cục|Cục|Ủy\s+ban|Bảo\s+hiểm|Công\s+an|Mặt\s+trận|Đoàn|Hội|Tổng\s+Liên\s+đoàn|Chi\s+cục|Liên\s+đoàn)"
        rf"\s+(?:{_BODY}|\s+|-\s|,\s(?=(?:Thể\s+thao|Viễn\s+thông|Dự\s+thảo)))+"
    )
    return re.compile(rf"\s*,?\s*(?:của|do)\s+(?:liên\s+)?(?P<issuer>{central}|(?:{party})(?<!\stỉnh)(?<!phố)|{committee}|{ministry})")


@cache
def _letters() -> dict[str, tuple[str, str]]:
    """Letters in a number → issuer's name (may hold {province}, {bare}) and slug."""
    return {r["letters"].upper(): (r["issuer"], r["slug"]) for r in rows("issuers.csv")}


def issuer_after(text: str, end: int) -> tuple[int, int] | None:
    """Span of the issuer named right behind a citation (`của …`), None where none is named there."""
    match = _pattern().match(text, end, min(len(text), end + 160))
    if match is None:
        return None
    start, stop = match.span("issuer")
    while stop > start and (text[stop - 1] in " ,-\n" or text[start:stop].endswith((" và", " của"))):
        stop -= 1 if text[stop - 1] in " ,-\n" else 2 if text[start:stop].endswith(" và") else 3
    return (start, stop) if stop > start else None


def full_name(words: str, place: Place | None) -> str:
    """Full name of an issuer as written: UBND and HĐND spelled out, `tỉnh` completed by the document's province."""
    name = " ".join(fold(words).split())
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
    return name.format(province=place.words, bare=place.name) if place else None


def slug(letters: str) -> str | None:
    """Slug of an issuer's letters for instrument ids (`ttg`), None where unknown."""
    key = compiled(r"\d+$").sub("", letters.upper()) if compiled(r"(?:QH|UBTVQH)\d").match(letters.upper()) else letters.upper()
    found = _letters().get(key)
    return found[1] if found and found[1] else None
