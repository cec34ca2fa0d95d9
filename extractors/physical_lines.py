"""The lines of a text as they stand in the file, and whether one goes on with the sentence of the line before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from extractors.instrument_types import is_type_line
from extractors.markers import Marker, find_marker

LineKind = Literal["text", "blank", "bar", "row", "tabs"]

EDGE = " *#|\t"
"""What stands around a line's words: spaces and markdown marks."""
_TERMINAL = tuple(".;:!?…”\"'/)")
_OPEN_WORDS = tuple(f" {word}" for word in "số ngày tháng của và các tại theo với về cho do những hoặc giữa".split())
"""No line of its own ends with these."""
_BEFORE_DASH = ("Lao động", "Kế hoạch", "Quy hoạch", "Văn hóa", "Văn hoá", "Kinh tế", "Khoa học", "Bà Rịa", "Chính trị", "Giáo dục")
_BEHIND_DASH = ("Thương binh", "Đầu tư", "Kiến trúc", "Thể thao", "Xã hội", "Ngân sách", "Công nghệ", "Vũng Tàu", "Đào tạo")
"""The two sides of the dash in names of bodies and places: a line that begins with the second behind the first is no bullet."""
_NAMES_OPEN = (
    " Luật",
    " Bộ luật",
    " Pháp lệnh",
    " Giám đốc",
    " Chủ tịch",
    " Thủ trưởng",
    " Chánh",
    " Trưởng ban",
    " Bộ trưởng",
    " Thủ tướng",
)
_CUT_NAMES = (
    ((" thành phố", " Thành phố", " TP"), ("Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Cần Thơ", "Hải Phòng", "Huế")),
    ((" Văn phòng", " Thanh tra", " phủ"), ("Chính phủ", "Quốc hội", "Ủy ban", "UBND", "HĐND", "Hội đồng")),
    ((" nội dung", " thực hiện", " thi hành", " triển khai"), ("Quyết định", "Nghị quyết", "Nghị định", "Chỉ thị", "Kế hoạch", "Luật")),
)
"""What a line of some length ends with, and what the next begins with, where the break cuts a name: `… của Luật` / `Quản lý thuế`."""
_CUT_LINE, _LONG_LINE = 35, 130
_CUT_CAPS = frozenset(
    "ỦY,ỦY BAN,ỦY BAN NHÂN,CỘNG,CỘNG HÒA,CỘNG HÒA XÃ,CỘNG HÒA XÃ HỘI,HỘI,HỘI ĐỒNG,HỘI ĐỒNG NHÂN,VỀ,VỀ VIỆC,BAN".split(",")
)
"""Lines of a head in capitals that say nothing by themselves: its cell was narrow."""
_DECIDING = ("ỦY BAN NHÂN DÂN TỈNH", "ỦY BAN NHÂN DÂN THÀNH", "CHỦ TỊCH ỦY BAN", "HỘI ĐỒNG NHÂN DÂN TỈNH", "HỘI ĐỒNG NHÂN DÂN THÀNH")
_TITLE_WORDS = 4
_MARKS = re.compile(r"[*#|]")


@dataclass(slots=True)
class Line:
    """A line of the folded text. `bar`: only a table delimiter; `row`: `| a | b |`; `tabs`: a row with tabs between its cells, as tables
    come out of Word as plain text; a line drawn of dashes is blank.
    """

    kind: LineKind
    start: int
    end: int
    first: int  # offset of the first letter behind marks and spaces
    body: str  # folded words without outer marks
    marker: Marker | None = None
    hashes: int = 0
    names_type: bool = False  # only the type of the document: KẾ HOẠCH


@cache
def _rule_line() -> re.Pattern[str]:
    return re.compile(r"[\s|:=_*.-]*[-=_*:]{2,}[\s|:=_*.-]*")


def read(folded: str, text: str) -> list[Line]:
    """Lines of `text` in order; `folded` is its folded view, of the same length."""
    out = []
    start = 0
    for raw in folded.split("\n"):
        end = start + len(raw)
        if not raw:
            out.append(Line("blank", start, end, start, raw))
        elif raw[0].isalnum() or (raw[0] in "-+" and raw[2:3].isalnum()):  # as most lines begin: no mark before the words
            out.append(_text(start, end, start, raw.rstrip(EDGE), 0))
        else:
            out.append(_other(raw, start, end))
        start = end + 1
    if "\t" in text:
        _mark_tab_rows(out, text)
    return out


def _mark_tab_rows(lines: Sequence[Line], text: str) -> None:
    """Two lines and more, one under the other, with three cells each and more are a table; a single one may be a head in two columns."""
    tabbed = [line.kind == "text" and text.count("\t", line.first, line.first + len(line.body)) >= 2 for line in lines]
    for k, line in enumerate(lines):
        if tabbed[k] and any(tabbed[max(k - 1, 0) : k] + tabbed[k + 1 : k + 2]):
            line.kind, line.marker, line.hashes = "tabs", None, 0


def _text(start: int, end: int, first: int, body: str, hashes: int) -> Line:
    marker = find_marker(_MARKS.sub(" ", body) if "*" in body else body)
    return Line("text", start, end, first, body, marker, hashes, body[:2].isupper() and is_type_line(body))


def _other(raw: str, start: int, end: int) -> Line:
    stripped = raw.strip()
    left = len(raw) - len(raw.lstrip(EDGE))
    body = raw.strip(EDGE)
    if stripped and stripped.strip("* ") == "|":
        return Line("bar", start, end, start + left, body)
    if not body or (not body[0].isalnum() and _rule_line().fullmatch(stripped)):
        return Line("blank", start, end, start + left, body)
    if body[0] in "-+" and left and body[1:].lstrip(" ")[:1] == "*":
        body = body.replace("*", " ", 1)  # `- *Cơ quan …`: the mark behind the bullet is no letter
    if stripped.startswith("|") and stripped.endswith("|"):
        return Line("row", start, end, start + left, body)
    hashes = len(stripped) - len(stripped.lstrip("#"))
    return _text(start, end, start + left, body, hashes)


_FEW, _MANY = 4, 8
"""Lines that a text must have for its width to be told: with signs that it is wrapped, and without."""


def wrap_width(lines: Sequence[Line], separated: bool = False) -> int:
    """Width at which the text is wrapped, or 0 where lines are whole paragraphs.

    A text of few lines shows it by its blank lines (`separated`) or by a line that begins with a small letter under a full one.
    """
    lengths = sorted([n for line in lines if (n := len(line.body)) > 25 and line.kind == "text"])
    if len(lengths) < _MANY:
        return lengths[-1] if len(lengths) >= _FEW and _wrapped(lines, lengths[-1], separated) else 0
    high = lengths[int(len(lengths) * 0.95)]
    return high if high <= 130 else 0


def few_lines(lines: Sequence[Line]) -> bool:
    """Are there too few lines for the blank ones between them to say more than that the text is wrapped?"""
    return sum(len(line.body) > 25 and line.kind == "text" for line in lines) < _MANY


def _wrapped(lines: Sequence[Line], width: int, separated: bool) -> bool:
    if not 50 <= width <= 100:
        return False
    full = [(a, b) for a, b in pairwise(lines) if a.kind == b.kind == "text" and b.marker is None and _filled(a, b, width)]
    return len(full) > 1 if separated else any(b.body[:1].islower() for _, b in full)


def blank_separated(lines: Sequence[Line]) -> bool:
    """Do blank lines separate the paragraphs? Then a single line break inside a run is a wrapped line."""
    runs = singles = tight = 0
    for one, two in pairwise(lines):
        if one.kind != "text":
            continue
        if two.kind == "blank":
            runs += 1
        elif two.marker is not None:
            tight += 1
        elif two.kind == "text" and two.body[:1].isupper() and one.body.endswith((".", ";", ":")):
            singles += 1
    return runs >= 3 and runs >= 3 * singles and tight <= 3 * runs


def continues(one: Line, two: Line, gap: bool, width: int, separated: bool) -> bool:
    """Does line `two` go on with the sentence of line `one`? `gap`: a blank line stands between them."""
    if two.hashes or one.hashes or one.names_type:
        return False
    if two.names_type and (gap or one.marker is None or not _caps(one.body[one.marker.end :])):
        return False  # but `VII. CHẾ ĐỘ` / `BÁO CÁO` is one heading
    if two.marker is not None:
        return not gap and _dash_inside(one, two, width, separated)
    if one.marker is not None and one.marker.kind != "appendix":
        if one.marker.end >= len(one.body.rstrip()):
            return True  # a number on a line of its own: `10.` / `Sở Tư pháp`
        if not gap and _caps(two.body) and _caps(one.body[one.marker.end :]):
            return True  # a heading in capitals goes on: `II. NHIỆM VỤ` / `VÀ GIẢI PHÁP`
    if _caps(two.body) and one.body in _CUT_CAPS and not gap:
        return True
    first = two.body.lstrip("*_ ")[:1]
    if gap:
        return first.islower() and len(one.body) > 3 and not _ended(one) and not one.body.rstrip("* ").isupper()
    if first.islower() or first in "),.;:%/" or one.body.count("**") % 2 == 1:
        return True
    if one.body.endswith(("-", "/", ",")) or one.body[-8:].lower().endswith(_OPEN_WORDS):
        return True
    if _CUT_LINE < len(one.body) < _LONG_LINE and _cuts_name(one.body, two.body):
        return True
    if _caps(one.body) and two.body[1:2].islower() and len(one.body.split()) >= _TITLE_WORDS:
        return False  # a title in capitals, and the sentence below it: `… TỈNH LÀO CAI` / `Thực hiện Quyết định số …`
    if two.body.startswith(_DECIDING) and _caps(two.body) and _caps(one.body):
        return False  # who decides stands below the title
    if separated and width:
        return True
    return bool(width) and _filled(one, two, width)


def _cuts_name(one: str, two: str) -> bool:
    return one.endswith(_NAMES_OPEN) or any(one.endswith(ends) and two.startswith(begins) for ends, begins in _CUT_NAMES)


def _ended(line: Line) -> bool:
    return line.body.rstrip("* ").endswith(_TERMINAL)


def _dash_inside(one: Line, two: Line, width: int, separated: bool) -> bool:
    """`kinh tế` / `- xã hội`, `2021` / `- 2025`: a dash in mid-sentence, not a bullet; `57-` / `NQ/TW` has none.

    Where blank lines stand between the items, a short line before it will do.
    """
    if two.marker is None or two.marker.kind != "bullet":
        return False
    rest = two.body[two.marker.end :].lstrip("* ")
    if rest.startswith(_BEHIND_DASH) and one.body.rstrip("* ").endswith(_BEFORE_DASH):
        return True  # `Sở Lao động` / `- Thương binh và Xã hội`
    if not width or (not separated and len(one.body) <= 0.55 * width):
        return False
    return (rest[:1].islower() or rest[:1].isdigit()) and not _ended(one)


def _filled(one: Line, two: Line, width: int) -> bool:
    """Would the first word of `two` not have found room on the line before?"""
    word = two.body.split(" ", 1)[0]
    return len(one.body) + 1 + len(word) > 0.9 * width and not one.body.rstrip("* ").endswith((".", ";", ":"))


def _caps(words: str) -> bool:
    if not words.isupper():
        return False
    letters = list(filter(str.isalpha, words))
    return len(letters) >= 2 and all(map(str.isupper, letters))
