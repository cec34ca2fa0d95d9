"""The title of a document: what stands between the line that names its type and the first words of its body."""

import re
from collections.abc import Sequence
from functools import cache

from extractors.instrument_types import type_line
from extractors.lines import Block
from extractors.patterns import compiled, is_caps

_MOST_BLOCKS = 8
_WRAPPED = 250
"""Code points of a line of a title at most, where it stands right below the line before."""

Span = tuple[int, int]


@cache
def _authority() -> re.Pattern[str]:
    """Who decides, in capitals below the title of a decision: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`, `CHÍNH PHỦ`."""
    return re.compile(
        r"(?:CHỦ TỊCH\s+)?(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)(?!\w)|(?:GIÁM ĐỐC|TRƯỞNG BAN|CHÁNH VĂN PHÒNG) "
        r"|(?:(?:THỦ TƯỚNG )?CHÍNH PHỦ|(?:ỦY BAN THƯỜNG VỤ )?QUỐC HỘI|CHỦ TỊCH NƯỚC|BỘ TRƯỞNG BỘ [^,;]+)$"
    )


@cache
def _preamble() -> re.Pattern[str]:
    return re.compile(
        r"(?:Căn cứ|Thực hiện (?!Đề án số)|Theo đề nghị|Xét |Để |Ngày |Triển khai (?:thực hiện )?(?:Nghị|Quyết|Kế|Chỉ|Luật|Chương))"
    )


@cache
def _drawn() -> re.Pattern[str]:
    """A line drawn below the title, which ends it: `_______`, `-------`."""
    return re.compile(r"\n[ ]*[-_=–—]{3,}[ ]*(?=\n)")


@cache
def _goes_on() -> re.Pattern[str]:
    """Words of a title that the next line belongs to: `CHỈ THỊ SỐ 07/CT-TTG CỦA THỦ TƯỚNG` / `CHÍNH PHỦ`."""
    return re.compile(r"(?:CỦA|THỦ TƯỚNG|VĂN PHÒNG|THANH TRA|VÀ|TRÌNH|BÁO CÁO|GIÚP|,)\s*$")


@cache
def _attached() -> re.Pattern[str]:
    """What an attached document says of itself in a bracket: `(Kèm theo Kế hoạch số 15/KH-UBND …)`."""
    return re.compile(r"\(\s*(?:[Bb]an hành )?[Kk]èm theo ")


def own_title(blocks: Sequence[Block], flat: str, head: int) -> tuple[Span | None, int]:
    """Span of the title behind the type line, which is block `head`, and the index of the first block behind it.

    A công văn has no line for its type: its title is the subject in its head (`V/v …`). A document that begins with `Phụ lục II` has its
    title there.
    """
    if head < len(blocks) and type_line().fullmatch(_line(flat, blocks[head])):
        span, first = _below(blocks, flat, head + 1)
        return span, first if span else head + 1
    if not head and is_annex(blocks, flat):
        begun = (blocks[0].content, blocks[0].end) if blocks[0].content < blocks[0].end else None  # `Phụ lục II: Danh mục nhiệm vụ`
        return _below(blocks, flat, 1, begun)
    subject = next((b for b in blocks[:head] if compiled(r"(?:V/v|Về việc)(?!\w)").match(_line(flat, b))), None)
    return (subject.start, subject.end) if subject else None, head


def is_annex(blocks: Sequence[Block], flat: str) -> bool:
    """Is it the annex of an instrument that stands elsewhere? It begins with `Phụ lục` and says what it is attached to."""
    if not blocks or blocks[0].marker is None or blocks[0].marker.kind != "appendix":
        return False
    return any(_attached().search(flat, b.start, b.end) for b in blocks[:_MOST_BLOCKS])


def _below(blocks: Sequence[Block], flat: str, i: int, begun: Span | None = None) -> tuple[Span | None, int]:
    """Span of the title that begins with block `i`, or goes on there with what has `begun`, and the first block behind it."""
    start, end = begun or (None, None)
    for block in blocks[i : i + _MOST_BLOCKS - 1]:
        words = _line(flat, block)
        if start is not None and end is not None and _drawn().search(flat, end, block.start):
            i += _authority().match(words) is not None and is_caps(words)
            break
        if _ends(block, words, flat, start, end):
            break
        i += 1
        below = start is not None and end is not None and _authority().match(words) and is_caps(words)
        if words.startswith("(") or (below and not _goes_on().search(flat, start or 0, end or 0)):
            continue
        start = block.start if start is None else start
        note = compiled(r"\s*\((?:[Bb]an hành )?[Kk]èm theo ").search(flat, block.start, block.end)
        end = note.start() if note else block.end
    return ((start, end) if start is not None and end is not None else None), i


def _ends(block: Block, words: str, flat: str, start: int | None, end: int | None) -> bool:
    """Does a block no longer belong to the title `start:end` (None where it has not begun)?"""
    if block.kind != "text" or block.marker is not None:
        return True
    if start is None or end is None:
        return len(words) > 500
    if _preamble().match(words.lstrip("_ ")) or (words.endswith((".", ";", ":")) and not block.hashes):
        return True
    if block.bold or block.hashes or is_caps(words) or words.startswith("(") or words[:1].islower() or len(words) < 90:
        return False
    return flat[end : block.start].count("\n") > 1 or len(words) > _WRAPPED


def _line(flat: str, block: Block) -> str:
    return " ".join(flat[block.start : block.end].split())
