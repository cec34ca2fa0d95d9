"""What stands between a body and what it is to do: what the body is, or which of a group are meant most."""

from extractors import agencies, verbs
from extractors import directive_words as said
from extractors.patterns import compiled
from extractors.view import View


def behind_apposition(v: View, stop: int, end: int) -> int | None:
    """`Sở Y tế - cơ quan thường trực của Ban Chỉ đạo tham mưu …`, `Sở Y tế (đơn vị đầu mối) tham mưu …`: where what it is ends."""
    if not v.low.startswith((" -", " (", ","), stop):
        return None
    opened = said.stands_beside().match(v.low, stop, end)
    if opened is None:
        return _behind_named(v, stop, end)
    if opened["bracket"]:
        close = v.flat.find(")", opened.end(), min(end, opened.end() + 120))
        return close + 1 if close >= 0 else None
    of = compiled(r"\s+(?:(?:của|cho)\s+)?").match(v.low, opened.end(), end)
    people, last = agencies.list_at(v, of.end(), end) if of else ([], opened.end())
    if not people:
        last = opened.end()
        for word in compiled(r"\s+([^\W\d_]+)").finditer(v.low, last, min(end, last + 100)):
            if word.start() != last or verbs.verb_end(v.low, word.start(1), end) is not None:
                break
            last = word.end()
    return last + v.flat.startswith(",", last)


def _behind_named(v: View, stop: int, end: int) -> int | None:
    """`Các sở, ngành, nhất là Sở Y tế, phải …`, `Chính quyền các cấp, đặc biệt là ở đô thị lớn, cần …`."""
    opened = compiled(r"\s*,\s*(?:nhất là|đặc biệt là|trước hết là|trong đó có)\s+").match(v.low, stop, end)
    if opened is None:
        return None
    people, last = agencies.list_at(v, opened.end(), end)
    if people and compiled(r"\s*,?\s+(?:và|tại|ở|có)(?!\w)").match(v.low, last, end) is None:
        return last + v.flat.startswith(",", last)
    others = compiled(r"[^.;:]{3,140}?(?=,?\s(?:phải|cần|có trách nhiệm|tăng cường|tập trung|chủ động|tổ chức|khẩn trương)(?!\w))")
    rest = others.match(v.low, opened.end(), end)
    return rest.end() + v.flat.startswith(",", rest.end()) if rest else None
