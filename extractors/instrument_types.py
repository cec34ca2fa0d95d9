"""The words for types of instruments."""

import re
from dataclasses import dataclass
from functools import cache

# Longer names first: `Thông tư liên tịch` before `Thông tư`. `Văn bản` and `Công văn` are types too: they carry numbers.
TYPES = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
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
    "Giấy mời",
    "Điều lệ",
    "Tuyên bố",
    "Điện",
)
_SHORT = {"NĐ": "Nghị định", "QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "TT": "Thông tư", "KH": "Kế hoạch", "CV": "Công văn"}
CANONICAL = {"Công thư": "Công văn", "Thông tư liên bộ": "Thông tư liên tịch"}


@dataclass(frozen=True, slots=True)
class TypeWord:
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
def _tail() -> re.Pattern[str]:
    """What may stand between the type and the number."""
    return re.compile(r"\s*:?\s*(?:(?P<so>[Ss][ốô]|SỐ)(?:\s+số)?\s*[:.]?\s*)?")


@cache
def _issued() -> re.Pattern[str]:
    """`Nghị định của Chính phủ số 132/2008/NĐ-CP`: the issuer stands between the type and the number."""
    return re.compile(
        r"\s+của\s+(?:Chính phủ|Thủ tướng Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|(?:Bộ trưởng )?Bộ [A-ZĐ][^\n,;.()]{2,60}|(?:UBND"
        r"|Ủy ban nhân dân|HĐND|Hội đồng nhân dân) [^\n,;.()]{3,40})$"
    )


@cache
def _last_words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def type_before(flat: str, start: int) -> TypeWord | None:
    """The word for the type that ends right before the number at `start` (`Quyết định: số `), None where none does. Longest name first."""
    first = max(0, start - 48)
    line = flat.rfind("\n", first, start)
    words = list(_last_words().finditer(flat, max(first, line + 1), start))
    while words and words[-1][0].lower() in ("số", "sô"):
        words.pop()
    tail = _tail().fullmatch(flat, words[-1].end(), start) if words else None
    if tail is None:
        return None
    found = _type_at_end(flat, words, tail["so"] is not None)
    if found is None and tail["so"]:
        issued = _issued().search(flat, max(0, start - 110, line + 1), words[-1].end())
        if issued:
            found = _type_at_end(flat, list(_last_words().finditer(flat, max(0, issued.start() - 30), issued.start())), True)
    return found


def _type_at_end(flat: str, words: list[re.Match[str]], numbered: bool) -> TypeWord | None:
    for count in range(min(4, len(words)), 0, -1):
        head = words[-count]
        name = _by_words().get(" ".join(flat[head.start() : words[-1].end()].lower().split()))
        if name == "Bộ luật" and flat.endswith("cán ", 0, head.start()):
            continue  # `cán bộ Luật số …`
        if name is not None and (numbered or not (head.start() and flat[head.start() - 1] in "/-")):
            return TypeWord(head.start(), CANONICAL.get(name, name), numbered)
    if numbered and words and words[-1][0] in _SHORT:  # `NĐ số 37/2010/NĐ-CP`
        return TypeWord(words[-1].start(), _SHORT[words[-1][0]], numbered)
    return None


@cache
def type_line() -> re.Pattern[str]:
    """A line that is only the type of the document: KẾ HOẠCH, CHỈ THỊ."""
    return re.compile(
        r"(?:D\s*Ự\s*THẢO\s*)?(?P<type>KẾ\s*HOẠCH(?:\s+HÀNH ĐỘNG|\s+LIÊN TỊCH|\s+PHỐI HỢP)?|CHỈ\s*THỊ|QUYẾT\s*ĐỊNH"
        r"|NGHỊ\s*QUYẾT(?:\s+LIÊN TỊCH)?|CHƯƠNG\s*TRÌNH(?:\s+HÀNH ĐỘNG|\s+PHỐI HỢP)?|THÔNG\s*BÁO(?:\s+KẾT\s+LUẬN)?|CÔNG\s*ĐIỆN"
        r"|BÁO\s*CÁO|TỜ\s*TRÌNH"
        r"|HƯỚNG\s*DẪN|KẾT\s*LUẬN|ĐỀ\s*ÁN|PHƯƠNG\s*ÁN|QUY\s*CHẾ|QUY\s*ĐỊNH|THÔNG\s*TƯ(?:\s+LIÊN TỊCH)?|NGHỊ\s*ĐỊNH|DỰ\s*ÁN"
        r"|THÔNG\s*CÁO|LUẬT|PHÁP\s*LỆNH|ĐIỀU\s*LỆ|THÔNG\s*TRI|VĂN BẢN HỢP NHẤT|LỆNH)\s*:?"
    )
