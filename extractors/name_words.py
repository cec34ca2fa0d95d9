"""Names that the table lacks, read word by word behind their head noun: `Chi cục Kiểm lâm vùng II`, `UBND các xã: Tân Thành, Gia Thuận`."""

import re

from extractors import agency_words as words
from extractors.patterns import UPPER, compiled
from extractors.verbs import verb_end
from extractors.view import View

TOKEN = re.compile(r"\s*([^\W_]+(?:[-&/.][^\W_]+)*|\S)")
"""A word, with the marks inside it (`NN&PTNT`), or one mark."""

_FIRMS = ("công ty", "tnhh", "mtv", "cổ phần", "thành viên")
_LONGEST = 80
"""Syllables of a name; the longest known one has 30. Where every word begins a name (`Sở A - Sở B - …`), each would be read to the end."""


def words_end(v: View, at: int, limit: int) -> int:
    """End of a name read by its form, from behind its head noun: up to a verb, a function word or a mark."""
    end = at
    capital = False
    firm = v.low.endswith(_FIRMS, max(0, at - 12), at)
    named_verb = -1  # end of a capitalized verb: `Công ty Quản lý khai thác công trình thủy lợi`
    for _ in range(_LONGEST):
        token = TOKEN.match(v.flat, end, limit)
        if token is None or not token[1][0].isalnum():
            dash = compiled(r"\s+-\s+(?=[^\W\d_])").match(v.flat, end, limit)
            if dash and capital and not v.flat[dash.end()].islower():
                end = dash.end() - 1
                continue
            return end
        start = token.start(1)
        word = v.low[start : token.end()]
        upper = v.flat[start].isupper()
        if (
            word == "và"
            and capital
            and (compiled(r"\s+[A-ZĐ]").match(v.flat[token.end() : token.end() + 3]) or _firm_goes_on(v, at, token.end(), limit))
            and not head_at(v, token.end() + 1)
        ):
            end = token.end()
            continue
        if word == "các" and end > at and words.tail().match(v.flat, end, limit):
            return end  # `Phòng Thương mại các huyện, thị xã`
        if word == "sở" and v.low.startswith(" tại", token.end()):
            return token.end() + len(" tại")  # `chính quyền sở tại`
        if word == "tự" and v.low.startswith("tự chủ", start):
            end = start + len("tự chủ")  # `cơ sở giáo dục tự chủ tài chính`
            continue
        trailing = word == "trình" and v.low[max(0, start - 12) : start].rstrip().endswith(("công", "chương", "quy", "lộ", "giáo", "quá"))
        if word == "đồng" and v.low.endswith("hội ", at - 6, start):
            end = token.end()  # `Thường trực Hội đồng nhân dân`; else `đồng thời` ends a name
            continue
        if named_verb == end and (verb := verb_end(v.low, start, limit)):
            end = verb
            continue
        if not upper and not trailing and (word in words.stop_words() or verb_end(v.low, start, limit)):
            return end
        if upper and capital and word in ("chủ", "phối") and verb_end(v.low, start, limit):
            return end
        if upper and firm:
            named_verb = verb_end(v.low, start, limit) or named_verb
        capital = capital or upper
        end = token.end()
    return end


def _firm_goes_on(v: View, at: int, end: int, limit: int) -> bool:
    """`Công ty Cổ phần Xây dựng và thoát nước đô thị`: a company's name goes on in small letters."""
    first = TOKEN.match(v.flat, end, limit)
    firm = v.low.endswith("công ty", 0, at) and first is not None and first[1].islower()
    return firm and first is not None and first[1] not in ("các", "những", "một") and verb_end(v.low, first.start(1), limit) is None


def places_end(v: View, at: int, limit: int) -> int | None:
    """End of the communes named behind `UBND xã`, `UBND các xã:`, `UBND các xã`; None where none is named.

    `UBND xã Tân Thành` is one; a list goes on over commas (`các xã: Tân Thành, Gia Thuận và phường Gò Công`) up to the next agency.
    """
    name = rf"[{UPPER}][^\W\d_]*(?:\s+[{UPPER}][^\W\d_]*){{0,3}}"
    first = compiled(rf"\s*(:)?\s+{name}(?!\s*[^\W\d_])").match(v.flat, at, limit) or compiled(rf"()\s+{name}").match(v.flat, at, limit)
    if first is None or (first[1] and not compiled(r"\s*(?:[,;]|và\s|[.\n]|$)").match(v.flat, first.end(), limit)):
        return None
    end = first.end()
    if not first[1] and "các" not in v.low[max(0, at - 40) : at]:
        return end
    following = compiled(rf"(?:\s*,\s*|\s+và\s+)(?:(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố)\s+)?({name})")
    while (more := following.match(v.flat, end, limit)) and not v.known_end(more.start(1)) and not head_at(v, more.start(1)):
        end = more.end()
    return end


def begins_name(v: View, at: int) -> bool:
    """Does another body begin at the capital `at`?"""
    return v.known_end(at) is not None or words.head().match(v.low, at) is not None


def head_at(v: View, at: int) -> bool:
    """Does the head noun of a body stand at `at`, or behind the blanks there?"""
    gap = compiled(r"\s*").match(v.flat, at)
    return words.head().match(v.low, gap.end() if gap else at) is not None
