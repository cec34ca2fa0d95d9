"""The words for types of instruments."""

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from extractors.patterns import compiled

# Longer names first: `Thông tư liên tịch` before `Thông tư`. `Văn bản` and `Công văn` are types too: they carry numbers.
TYPES = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Mệnh lệnh",
    "Lệnh",
    "Nghị quyết liên tịch",
    "Nghị quyết",
    "Nghị định thư",
    "Nghị định",
    "Sắc lệnh",
    "Quyết định",
    "Chỉ thị",
    "Thông tư liên tịch",
    "Thông tư liên bộ",
    "Thông tư",
    "Thông tri",
    "Công văn",
    "Công điện",
    "Công thư",
    "Thông báo kết luận",
    "Thông báo",
    "Thông cáo",
    "Kế hoạch hành động",
    "Kế hoạch liên tịch",
    "Kế hoạch phối hợp",
    "Kế hoạch",
    "Chương trình hành động",
    "Chương trình phối hợp",
    "Chương trình",
    "Đề án",
    "Dự án",
    "Phương án",
    "Báo cáo",
    "Tờ trình",
    "Hướng dẫn liên ngành",
    "Hướng dẫn",
    "Quy chế phối hợp",
    "Quy chế",
    "Quy định",
    "Kết luận",
    "Văn bản hợp nhất",
    "Văn bản",
    "Biên bản",
    "Hợp đồng",
    "Giấy mời",
    "Điều lệ",
    "Tuyên bố",
    "Điện",
)
_SHORT = {"NĐ": "Nghị định", "QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "TT": "Thông tư", "KH": "Kế hoạch", "CV": "Công văn"}
CANONICAL = {"Công thư": "Công văn", "Thông tư liên bộ": "Thông tư liên tịch"}


class TypeWord(NamedTuple):
    """The word for a type before a number. `numbered`: `số` stands between them."""

    start: int
    type: str
    numbered: bool


@cache
def _by_words() -> dict[str, str]:
    return {t.lower(): t for t in TYPES if t != "Điện"}


def type_of(words: str) -> str:
    """Name of the type that `words` stand for: `NGHỊ  QUYẾT` → `Nghị quyết`. Raises KeyError for other words."""
    name = _by_words()[" ".join(words.lower().split())]
    return CANONICAL.get(name, name)


@cache
def _ending() -> re.Pattern[str]:
    """The last word before a number, and what may stand between them. The first part is greedy: `re` tries the words from the last on."""
    return re.compile(
        r".*(?<![^\W\d_])(?P<last>(?!(?i:s[ốô]?)(?![^\W\d_]))[^\W\d_]+)(?![^\W\d_])"
        r"\s*:?\s*(?:(?P<so>[Ss][ốô]|SỐ|s(?=\s))(?:\s+số)?\s*[:.]?\s*)?"
    )


@cache
def _types_by_last_word() -> dict[str, re.Pattern[str]]:
    """The types that end with a word, as they may be written before the end of what is searched: the leftmost match is the longest name."""
    names: dict[str, list[str]] = defaultdict(list)
    for name in _by_words():
        names[name.split()[-1]].append(r"\s+".join(name.split()))
    return {last: re.compile(rf"(?<![^\W\d_])(?:{'|'.join(found)})\Z", re.IGNORECASE) for last, found in names.items()}


@cache
def _issued() -> re.Pattern[str]:
    """`Nghị định của Chính phủ số 132/2008/NĐ-CP`: the issuer stands between the type and the number."""
    return re.compile(
        r"(?:\s+của)?\s+(?:Chính phủ|Thủ tướng Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|(?:Bộ trưởng )?Bộ [A-ZĐ][^\n,;.()]{2,60}"
        r"|(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân) [^\n,;.()]{3,40})$"
    )


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(
        r"(?:liên tịch|liên ngành|liên bộ|phối hợp)(?=(?:\s+của)?(?:\s+[Ll]iên)?\s+(?:Bộ|Thanh tra|Ủy ban|Tòa án|Viện|Ngân hàng|Sở)\s)",
        re.IGNORECASE,
    )


def _joint_end(flat: str, first: int, end: int) -> int | None:
    """End of the type's words in `Thông tư liên tịch Bộ Y tế - Bộ Công Thương (số …)`, where only names stand up to `end`."""
    found = list(_joint().finditer(flat, first, end))
    if not found:
        return None
    words = flat[found[-1].end() : end]
    names = re.split(r"\s*[,&-]\s*|\s+và\s+", re.sub(r"^\s*(?:của\s+)?(?:[Ll]iên\s+)?", "", words))
    return found[-1].end() if all(n[:1].isupper() for n in names) and not re.search(r"[;.()\d]", words) else None


def type_before(flat: str, start: int, number: str = "") -> TypeWord | None:
    """The word for the type that ends right before the number at `start` (`Quyết định: số `), None where none does. Longest name first.

    Letters count for the word before `số`, and where `number` has them again: `NQ 57-NQ/TW`.
    """
    first = max(0, start - 48)
    line = flat.rfind("\n", first, start)
    ending = _ending().fullmatch(flat, max(first, line + 1), start)
    if ending is None:
        return None
    numbered = ending["so"] is not None
    found = _type_ending(flat, max(first, line + 1), ending.span("last"), numbered)
    if found is None and not numbered and ending["last"] in _SHORT and re.search(rf"[-/]{ending['last']}[-/]", number):
        return TypeWord(ending.start("last"), _SHORT[ending["last"]], False)
    if found is None and numbered:
        issued = _issued().search(flat, max(0, start - 110, line + 1), ending.end("last"))
        behind = issued.start() if issued else _joint_end(flat, max(0, start - 160, line + 1), ending.end("last"))
        last = (
            compiled(r".*(?<![^\W\d_])(?P<last>[^\W\d_]+)", re.DOTALL).match(flat, max(0, behind - 30), behind)
            if behind is not None
            else None
        )
        found = _type_ending(flat, last.start(), last.span("last"), True) if last else None
    return found


def _type_ending(flat: str, first: int, last: tuple[int, int], numbered: bool) -> TypeWord | None:
    """The longest name of a type that ends with the word `flat[slice(*last)]` and begins at `first` or behind it."""
    word = flat[last[0] : last[1]]
    pattern = _types_by_last_word().get(word.lower())
    match = pattern.search(flat, first, last[1]) if pattern else None
    while pattern and match:
        name = " ".join(match[0].lower().split())
        post = name == "bộ luật" and flat.endswith("cán ", 0, match.start())  # `cán bộ Luật số …`
        if not post and (numbered or not (match.start() and flat[match.start() - 1] in "/-")):
            name = _by_words()[name]
            return TypeWord(match.start(), CANONICAL.get(name, name), numbered)
        match = pattern.search(flat, match.start() + 1, last[1])
    if numbered and word in _SHORT:  # `NĐ số 37/2010/NĐ-CP`
        return TypeWord(last[0], _SHORT[word], numbered)
    return None


def is_type_line(words: str) -> bool:
    """Are the words only the type of the document? See `type_line`."""
    return words[:1].isupper() and not words[1:2].islower() and type_line().fullmatch(words) is not None


@cache
def type_line() -> re.Pattern[str]:
    """A line that is only the type of the document: KẾ HOẠCH, CHỈ THỊ; until 2005 with the issuer: QUYẾT ĐỊNH CỦA CHÍNH PHỦ."""
    return re.compile(
        r"(?:D\s*Ự\s*THẢO\s*)?(?P<type>KẾ\s*HOẠCH(?:\s+HÀNH ĐỘNG|\s+LIÊN TỊCH|\s+LIÊN NGÀNH|\s+PHỐI HỢP)?|CHỈ\s*THỊ|QUYẾT\s*ĐỊNH"
        r"|NGHỊ\s*QUYẾT(?:\s+LIÊN TỊCH)?|CHƯƠNG\s*TRÌNH(?:\s+HÀNH ĐỘNG|\s+PHỐI HỢP)?|THÔNG\s*BÁO(?:\s+KẾT\s+LUẬN)?|CÔNG\s*ĐIỆN"
        r"|BÁO\s*CÁO|TỜ\s*TRÌNH"
        r"|HƯỚNG\s*DẪN(?:\s+LIÊN NGÀNH)?|KẾT\s*LUẬN|ĐỀ\s*ÁN|PHƯƠNG\s*ÁN|QUY\s*CHẾ|QUY\s*ĐỊNH"
        r"|THÔNG\s*TƯ(?:\s+LIÊN TỊCH)?|NGHỊ\s*ĐỊNH|DỰ\s*ÁN"
        r"|THÔNG\s*CÁO|LUẬT|PHÁP\s*LỆNH|ĐIỀU\s*LỆ|THÔNG\s*TRI|VĂN BẢN HỢP NHẤT|LỆNH)"
        r"(?:(?<=ĐỊNH|.THỊ|UYẾT|G TƯ)\s+CỦA\s+(?:(?:THỦ TƯỚNG )?CHÍNH PHỦ|(?:CHỦ TỊCH )?(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)"
        r"(?: [^\Wa-z]+){0,6}|BỘ TRƯỞNG BỘ(?: [^\Wa-z]+){1,6}))?\s*:?"
    )
