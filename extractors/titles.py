"""The title that follows a citation: `về việc …`, `phê duyệt …`, up to its true end."""

import re
from functools import cache

from extractors.patterns import compiled

_LIMIT = 600


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        r"\s*,?\s*(?:\([^()\n]{0,80}\)\s*)?(?=(?:về(?: việc)?|V/v|phê duyệt|ban hành|quy định|sửa đổi|bãi bỏ|thay thế|hướng dẫn"
        r"|điều chỉnh|công bố)\s)"
    )


@cache
def _marks() -> re.Pattern[str]:
    """What may end a title, or open and close what nothing ends inside of; `next`: a row of citations goes on."""
    return re.compile(
        r"[\n“”\"();.]|(?P<next>(?:,|(?<!\w)và)\s+(?:các\s+)?(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn"
        r"|Kết luận|Chương trình)\s+(?:số|\d|[A-ZĐ]))"
    )


def title_after(text: str, end: int) -> tuple[int, int] | None:
    """Span of the title behind a citation and its issuer; None where no title follows.

    A title ends at `;`, a line end, a full stop, a closing bracket that it did not open, or where the next citation begins. Inside
    quotation marks nothing ends it: `phê duyệt Đề án “Tổ chức truyền thông; …”`.
    """
    opening = _opening().match(text, end)
    if opening is None:
        return None
    start = opening.end()
    stop = _stop(text, start, min(len(text), start + _LIMIT))
    while stop > start and text[stop - 1] in " ,.;/":
        stop -= 1
    return (start, stop) if stop > start + 3 else None


def _stop(text: str, start: int, limit: int) -> int:
    depth = brackets = 0
    straight = follows = False  # inside straight quotation marks; the next citation has begun inside of marks
    for match in _marks().finditer(text, start, limit):
        at, mark = match.start(), text[match.start()]
        if mark == "\n":
            return at
        if mark == "“" or (mark == '"' and not straight and '"' in text[at + 1 : limit].split("\n", 1)[0]):
            depth += 1
            straight = straight or mark == '"'
        elif mark == "”" or (mark == '"' and straight):
            depth = max(0, depth - 1)
            straight = straight and mark == "”"
        elif match["next"]:
            follows = True
            if depth == 0:
                return at
        elif depth == 0 and (follows or mark != '"'):
            if mark == "(" and not compiled(r"\(\s*(?:sau đây|dưới đây|gọi tắt|viết tắt)").match(text, at):
                brackets += 1
            elif mark == ")" and brackets:
                brackets -= 1
            elif mark != "." or not text[at + 1 : at + 2].isalnum():
                return at
        if follows and depth == 0 and text[at + 1 : at + 2] not in '“”"()':
            return at + 1
    return limit
