"""Who signed a document: the last lines of it, position in capitals and the name below, beside, or above it."""

import re
from functools import cache

from extractors.folding import lower
from extractors.outline import Outline
from extractors.patterns import UPPER, compiled

Span = tuple[int, int]
"""Offsets into the text, half-open."""

_SYLLABLE = r"[A-ZĐÂÊÔƯƠÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ][a-zà-ỹđ]*"
_FULL_NAME = 3
NAME = rf"{_SYLLABLE}(?:\s+{_SYLLABLE}){{1,4}}"


@cache
def _position() -> re.Pattern[str]:
    # Most letters begin none of the words: asked first, they cost a third.
    return re.compile(
        r"(?=[BCGKPQTVỦ])(?:(?:(?:KT|TM|TL|TUQ|Q)\s*\.|(?:K/T|T/M|T/L)\s*\.?)\s*)*(?:(?:PHÓ|QUYỀN|Q\.)\s+)?(?:CHỦ\s+TỊCH|GIÁM\s+ĐỐC|BÍ\s+THƯ"
        r"|PHÓ\s+BÍ\s+THƯ|THỦ\s+TƯỚNG|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|CHÁNH\s+VĂN\s+PHÒNG|CHỦ\s+NHIỆM|TỔNG\s+GIÁM\s+ĐỐC|CỤC\s+TRƯỞNG"
        r"|TRƯỞNG\s+BAN|CHÁNH\s+THANH\s+TRA|THỐNG\s+ĐỐC|CHỦ\s+TỌA|VIỆN\s+TRƯỞNG|CHÁNH\s+ÁN|TỔNG\s+THANH\s+TRA|ỦY\s+VIÊN"
        r"|THƯỜNG\s+TRỰC|TRƯỞNG\s+PHÒNG|CHI\s+CỤC\s+TRƯỞNG|CHỈ\s+HUY\s+TRƯỞNG|THƯỜNG\s+TRỰC\s+BAN\s+BÍ\s+THƯ)"
    )


@cache
def _on_behalf() -> re.Pattern[str]:
    """`T/M BỘ CHÍNH TRỊ`: signed for a body, without a position."""
    return re.compile(rf"(?:TM\s*\.|T/M\s*\.?)\s*(?:[{UPPER}]{{2,}}\s+)*[{UPPER}]{{2,}}(?=\s)")


@cache
def _person() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:Đã ký|ĐÃ KÝ|đã ký|\(Đã ký\))\s*:?\s*)?(?:(?:Thiếu tướng|Trung tướng|Đại tá|Thượng tướng|Đại tướng|Thượng tá|TS\.|ThS\."
        rf"|PGS\.)\s*)*(?P<name>{NAME})"
    )


def signature(outline: Outline) -> tuple[Span, Span | None] | None:
    """The first signature behind the body, as spans: the name, and the lines of the position, None where only a name stands there."""
    flat = outline.flat
    for start, end in _closings(outline):
        ends = list(_position().finditer(flat, start, end)) or list(_on_behalf().finditer(flat, start, end))
        if not ends:
            if signed := _signed_mark(flat, start, end):
                return signed
            if found := _name_alone(flat, start, end):
                return found, None
            continue
        last = first = ends[-1]
        for match in reversed(ends[:-1]):
            if not flat[match.end() : first.start()].strip():
                first = match
        found = _name_behind(flat, last.end(), end) or _name_before(flat, start, first.start())
        return (found, (first.start(), last.end())) if found else None
    return None


def _signed_mark(flat: str, start: int, end: int) -> tuple[Span, Span | None] | None:
    """`Chủ tịch` / `(Đã ký)` / `Nguyễn Văn An`, as data bases of law print it: the position in mixed case, on a line above the mark."""
    mark = compiled(rf"\(?(?:Đã|ĐÃ|đã)\s+(?:ký|kí|KÝ)\)?[\s:]*(?P<name>{NAME})(?=[ ]*(?:\n|$))").search(flat, start, end)
    if mark is None:
        return None
    position = compiled(
        r"(?:^|\n)[ ]*(?P<position>(?:(?:KT|TM|TL|TUQ|Q)\s*\.[ ]*)?(?:(?:Phó|Quyền|Thứ)\s+)?(?i:chủ\s+tịch|giám\s+đốc|bí\s+thư|bộ\s+trưởng"
        r"|trưởng|chánh\s+văn\s+phòng|thủ\s+tướng|chủ\s+nhiệm|cục\s+trưởng)[^\n.;,:]{0,40}?)\s*$"
    ).search(flat, max(0, mark.start() - 120), mark.start())
    return mark.span("name"), position.span("position") if position else None


def _closings(outline: Outline) -> list[tuple[int, int]]:
    """Where documents end, each with its recipients and its signature; and where a công văn says whom it is sent to."""
    out: list[tuple[int, int]] = []
    for node in outline.nodes:
        if node.kind not in ("signature", "recipients"):
            continue
        motto = compiled(r"CỘNG\s+H[OÒ][AÀ]\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT")
        named = outline.low.find("cộng", node.block.start, node.block.end) >= 0
        if named and motto.search(outline.flat, node.block.start, node.block.end):
            continue  # the head of what is attached, right behind the signature
        if out and node.block.start - out[-1][1] <= 400:
            out[-1] = out[-1][0], node.block.end
        else:
            out.append((node.block.start, node.block.end))
    return out


def _name_alone(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's name of three syllables or more as the last line of the document: its position is under the stamp of a scan."""
    at = flat.rfind("\n", start, start + len(flat[start:end].rstrip())) + 1
    line = flat[at:end].strip()
    person = _person().fullmatch(line) if at > start and "Lưu" in flat[start:at] and not flat[end:].strip() else None
    if person is None or len(person["name"].split()) < _FULL_NAME or line.isupper():
        return None
    at = flat.index(line, at) + person.start("name")
    return at, at + len(person["name"])


def _name_before(flat: str, start: int, at: int) -> tuple[int, int] | None:
    """A name that stands on the line above the position instead of below it."""
    lines = list(compiled(r"[^\n]+").finditer(flat, start, at))
    person = _person().fullmatch(lines[-1][0].strip()) if lines else None
    if person is None or len(person["name"].split()) < _FULL_NAME:
        return None
    begin = flat.index(person["name"], lines[-1].start())
    return begin, begin + len(person["name"])


def _name_behind(flat: str, at: int, end: int) -> tuple[int, int] | None:
    """The name behind the position: the last line of the signature that is a person's name in mixed case, else one in capitals."""
    best = None
    # a signature beside Nơi nhận in plain text: columns stand apart by spaces
    for chunk in compiled(r"[^\s](?:[^\n]*?[^\s])??(?=\s{2,}|\n|$)").finditer(flat, at, end):
        person = _person().fullmatch(chunk[0].strip(" .;"))
        if person and not lower(chunk[0]).startswith(("như", "nơi nhận", "ủy ban", "hội đồng")):
            return chunk.start() + person.start("name"), chunk.start() + person.end("name")
    for line in compiled(r"[^\n]+").finditer(flat, at, end):
        words = compiled(r"\(.*?\)").sub(lambda m: "|" * len(m[0]), line[0])  # no name goes on over a bracket: `KÝ (đã ký) Họ và tên`
        if compiled(r"\s*(?:-|Nơi nhận|Lưu|\+)").match(words) and best is None and line.start() > at:
            continue
        for match in _person().finditer(words):
            name = " ".join(match["name"].split())
            if words[match.end() : match.end() + 1].isalpha() or words[: match.start("name")][-1:].isalpha() or name.isupper():
                continue  # `SỞ C` of `SỞ CÔNG THƯƠNG`, `M Độc` of `VIỆT NAM Độc lập`
            if lower(name).startswith(("đã ký", "nơi nhận", "như điều", "như trên", "ủy ban", "hội đồng", "bộ ")):
                continue
            best = (line.start() + match.start("name"), line.start() + match.end("name"))
            return best
    return best
