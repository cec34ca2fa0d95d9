"""The title of a document: what stands between the line that names its type and the first words of its body."""

import re
from collections.abc import Sequence
from functools import cache

from extractors.dates import DATE
from extractors.instrument_types import is_type_line
from extractors.lines import Block
from extractors.numbers import NUMBER
from extractors.patterns import compiled, is_caps

_MOST_BLOCKS = 8
_WRAPPED = 250
"""Code points of a line of a title at most, where it stands right below the line before."""

BY_WHOM = r"(?i:của)\s+(?P<issuer>[^;:]{2,80}?)"
NUMBERED = rf"(?i:số)\s*:?\s*(?P<number>{NUMBER})\s*,?\s+(?i:{DATE.format('')})"
"""Issuer, number and day as they stood between the type and the title until 2005."""
_HEADLINES = 3
_FEWEST_WORDS = 3
"""Words of a title in capitals at least: `HỎA TỐC` is none."""

Span = tuple[int, int]


@cache
def _authority() -> re.Pattern[str]:
    """Who decides, in capitals below the title of a decision: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`, `CHÍNH PHỦ`."""
    return re.compile(
        r"(?:CỦA\s+)?(?:CHỦ TỊCH\s+)?(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)(?!\w)(?! CÁC)"
        r"|KH[OÓ][AÁ] [IVX\d]+(?!\w)|KỲ HỌP |(?:GIÁM ĐỐC|TRƯỞNG BAN|CHÁNH VĂN PHÒNG) "
        r"|(?:(?:THỦ TƯỚNG |HỘI ĐỒNG )?CHÍNH PHỦ|HỘI ĐỒNG (?:BỘ TRƯỞNG|NHÀ NƯỚC)"
        r"|(?:ỦY BAN THƯỜNG VỤ )?QUỐC HỘI|CHỦ TỊCH NƯỚC|BỘ TRƯỞNG BỘ [^,;]+)$"
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
    return re.compile(r"(?:CỦA|THỦ TƯỚNG|VĂN PHÒNG|THANH TRA|VÀ|VỚI|GIỮA|THUỘC|CHO|TRÌNH|BÁO CÁO|GIÚP|,)\s*$")


@cache
def _headline() -> re.Pattern[str]:
    return re.compile(
        r"(?P<type>(?i:nghị\s+định|quyết\s+định|chỉ\s+thị|nghị\s+quyết|thông\s+tư(?:\s+liên\s+tịch)?|kế\s+hoạch|chương\s+trình|hướng\s+dẫn))"
        rf"(?:\s+{BY_WHOM})?\s+{NUMBERED}\s+(?P<title>\S.+)",
        re.DOTALL,
    )


@cache
def _attached() -> re.Pattern[str]:
    """What an attached document says of itself in a bracket: `(Kèm theo Kế hoạch số 15/KH-UBND …)`."""
    return re.compile(r"\(\s*(?:[Bb]an hành )?[Kk]èm theo ")


def own_title(blocks: Sequence[Block], flat: str, head: int) -> tuple[Span | None, int]:
    """Span of the title behind the type line, which is block `head`, and the index of the first block behind it.

    A công văn has no line for its type: its title is the subject in its head (`V/v …`). A document that begins with `Phụ lục II` has its
    title there.
    """
    if head < len(blocks) and is_type_line(_line(flat, blocks[head])):
        span, first = _below(blocks, flat, head + 1)
        return span, first if span else head + 1
    if not head and (opening := headline(blocks, flat)):
        span = (opening.start("title"), opening.end("title"))
        i = next(i for i, b in enumerate(blocks) if b.end >= opening.end())
        while i + 1 < len(blocks) and not _preamble().match(_line(flat, blocks[i + 1])):
            i += 1  # who decides
        return span, i + 1
    if not head and is_annex(blocks, flat):
        begun = (blocks[0].content, blocks[0].end) if blocks[0].content < blocks[0].end else None  # `Phụ lục II: Danh mục nhiệm vụ`
        return _below(blocks, flat, 1, begun)
    subject = next((b for b in blocks[:head] if compiled(r"(?:V/[vV]|Về việc)(?!\w)").match(_line(flat, b))), None)
    return (subject.start, subject.end) if subject else _without_type(blocks[:head], flat, blocks[head:]), head


def _without_type(above: Sequence[Block], flat: str, below: Sequence[Block]) -> Span | None:
    """Title of a head that has lost the line for its type: what stands in capitals between number and date and the grounds."""
    following = [_line(flat, b) for b in below[:_MOST_BLOCKS]]
    grounds = bool(following) and _preamble().match(following[0].lstrip("-– ")) is not None
    if not grounds and not any(compiled(r"QUYẾT\s(?:ĐỊNH|NGHỊ)\s?:?").fullmatch(words) for words in following):
        return None
    fixed = compiled(r"CỘNG\s+H|ĐẢNG\s+CỘNG|Độc lập|Số\s*:?\s*[\d…./_]|,\s*ngày\s")
    last = max((i for i, b in enumerate(above) if fixed.search(flat, b.start, b.end)), default=len(above))
    run = [b for b in above[last + 1 :] if not _authority().match(_line(flat, b)) and len(_line(flat, b).split()) >= _FEWEST_WORDS]
    return (run[0].start, run[-1].end) if run and all(b.kind == "text" and is_caps(_line(flat, b)) for b in run) else None


def headline(blocks: Sequence[Block], flat: str) -> re.Match[str] | None:
    """A head of one paragraph: `Nghị định của Chính phủ số 114/2003/NĐ-CP ngày 10 tháng 10 năm 2003 về …`.

    Only where the grounds follow, or who decides and then they: a web page's title may look the same.
    """
    for i, block in enumerate(blocks[:_HEADLINES]):
        found = _headline().fullmatch(flat, block.start, block.end)
        if found is None:
            continue
        below = [_line(flat, b) for b in blocks[i + 1 : i + 4]]
        grounds = next((k for k, words in enumerate(below) if _preamble().match(words.lstrip("-– "))), None)
        if grounds is not None and all(_authority().match(words) and is_caps(words) for words in below[:grounds]):
            return found
    return None


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
