"""What a web page prints around its article."""

from extractors.patterns import compiled
from extractors.view import View


def is_furniture(v: View, a: int, b: int) -> bool:
    """Menus and captions of a page, not its prose: short lines without a full stop, and a line said twice (`Tìm kiếm tin tức`)."""
    words = v.flat[a:b].strip()
    if words.startswith("[") or compiled(r"[\"“].*[\"”]\s*,\s*(?:ông|bà|đồng chí|anh|chị)\s").match(words.lower()):
        return True  # the caption of a picture; what somebody said
    if words[-1:] not in ".;:”" and len(words.split()) < 8:
        return True
    return v.flat.count(words, 0, 2000) > 1
