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
def _next_citation() -> re.Pattern[str]:
    return re.compile(
        r"(?:,|\bvà)\s+(?:các\s+)?(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Kết luận"
        r"|Chương trình)\s+(?:số|\d|[A-ZĐ])"
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
    depth = brackets = 0
    straight = False
    limit = min(len(text), start + _LIMIT)
    stop_next = _next_citation().search(text, start, limit)
    i = start
    while i < limit:
        c = text[i]
        if c == "\n":
            break
        if c == "“" or (c == '"' and not straight and '"' in text[i + 1 : limit].split("\n", 1)[0]):
            depth += 1
            straight = straight or c == '"'
        elif c == '"' and straight:
            straight, depth = False, max(0, depth - 1)
        elif c == "”":
            depth = max(0, depth - 1)
        elif depth == 0:
            if c == "(" and compiled(r"\(\s*(?:sau đây|dưới đây|gọi tắt|viết tắt)").match(text, i):
                break
            if c == "(":
                brackets += 1
            elif c == ")":
                if not brackets:
                    break
                brackets -= 1
            elif c == ";" or (c == "." and not text[i + 1 : i + 2].isalnum()) or (stop_next and i >= stop_next.start()):
                break
        i += 1
    while i > start and text[i - 1] in " ,.;/":
        i -= 1
    return (start, i) if i > start + 3 else None
