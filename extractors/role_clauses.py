"""Clauses that deal out the roles of work and say nothing else: `Sở A chủ trì, Sở B phối hợp; xong trong quý II`.

They stand in brackets, behind a dash, a colon or a semicolon at the end of the work, or as a sentence of their own behind it.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from functools import cache

from extractors import agencies
from extractors.patterns import compiled
from extractors.verbs import verb_end
from extractors.view import Phrase, View


@dataclass(slots=True)
class Assignment:
    """What role clauses assign. `deadline` are offsets of its words."""

    lead: list[Phrase] = field(default_factory=list)
    support: list[Phrase] = field(default_factory=list)
    deadline: tuple[int, int] | None = None


@cache
def _role() -> re.Pattern[str]:
    """What stands behind the agencies, up to the end of their clause."""
    more = r"(?: (?:chính|chung|thực hiện|triển khai|tổ chức|tham mưu|hỗ trợ|cùng|chặt chẽ|tham gia|và))*"
    also = r"(?:(?:cùng|tham gia|có trách nhiệm|đồng|cử (?:người|cán bộ|lực lượng|đại diện)) )*"
    helps = rf"{also}(?:phối hợp|hỗ trợ|tham gia|cùng thực hiện|cùng tham gia){more}"
    within = r"(?:\s+trong\s+(?:việc|quá trình|công tác|suốt)\s[^,.;:]{2,90})?"
    leads = rf"(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|làm đầu mối|đầu mối|phụ trách|chịu trách nhiệm|tham mưu|thực hiện){more}"
    other = r"(?:hướng dẫn|thẩm định|theo dõi|giám sát|kiểm tra)(?:,? (?:đôn đốc|kiểm tra|chung|giám sát))*"
    stops = r"(?=\s*(?:[,;:.)/]|$)|\s+(?:và\s+)?(?:phối|kết) hợp\s|\s+(?:trong|trước|xong|hoàn thành|năm|quý|tháng|theo)(?!\w))"
    return re.compile(rf"\s+(?:(?P<support>{helps}{within})|(?P<lead>{leads})|(?P<other>{other})){stops}")


def read_roles(v: View, start: int, end: int) -> Assignment | None:
    """The roles that `flat[start:end]` deals out; None where it says anything else, or charges nobody."""
    out = Assignment()
    at = start
    while True:
        at = _behind_marks(v, at, end)
        if at >= end:
            return out if out.lead or out.support else None
        stop = _clause(v, at, end, out)
        if stop is None:
            return None
        at = stop


def _behind_marks(v: View, at: int, end: int) -> int:
    gap = compiled(r"(?:[\s,;.:/–-]|và\s+)*").match(v.low, at, end)
    return gap.end() if gap else at


@cache
def _opening() -> re.Pattern[str]:
    """What may stand before the agencies: `giao`, `phối hợp với`, `cơ quan thực hiện là`."""
    joined = r"(?:(?:có|với)\s+sự\s+phối hợp\s+của|(?:phối|kết) hợp(?:\s+chặt chẽ)?(?:\s+(?:cùng với|cùng|với))?)\s+"
    label = r"(?:cơ quan|đơn vị)\s+(?:chủ trì|thực hiện|phối hợp|đầu mối|chịu trách nhiệm)(?:\s+thực hiện)?\s*(?:là|:)\s+"
    return re.compile(rf"(?:giao|do)\s+(?:cho\s+)?|(?P<with>{joined})|(?P<label>{label})")


def _clause(v: View, at: int, end: int, out: Assignment) -> int | None:
    """Reads one clause into `out`; the offset behind it, None where it is none."""
    opens = _opening().match(v.low, at, end)
    people, stop = agencies.list_at(v, opens.end() if opens else at, end)
    if people:
        if opens and (opens["with"] or opens["label"]):
            (out.support if "hợp" in opens[0] else out.lead).extend(people)
            return stop
        role = _role().match(v.low, stop, end)
        if role is None:
            return None
        if role["lead"]:
            out.lead += people
        elif role["support"]:
            out.support += people
        return role.end()
    time = _time(v, at, end) if out.lead or out.support else None
    out.deadline = time or out.deadline
    return time[1] if time else None


_NEAR = 60
"""Code points within which a time that is a clause by itself begins."""


def _time(v: View, at: int, end: int) -> tuple[int, int] | None:
    """`xong trong quý II`: the time that the clause at `at` states, None where it says more."""
    time = v.deadline(at, end) if v.may_state_time(at, min(end, at + _NEAR)) else None
    alone = ("", "xong", "hoàn thành", "thời gian", "thời hạn", "thời gian hoàn thành")
    return (time.start, time.end) if time and v.low[at : time.start].strip(" :") in alone else None


_MARKS = 40
"""Marks of a sentence, the last ones, behind which its roles may begin. One of a thousand clauses would be read from each to its end."""
_ROLE_WORDS = ("phối hợp", "chủ trì", "thực hiện", "tham gia", "trách nhiệm", "phụ trách", "đầu mối", "hỗ trợ", "tham mưu")


def closing_roles(v: View, start: int, end: int, named: set[int]) -> Assignment | None:
    """The roles that a sentence deals out behind its work: `… - Sở A chủ trì`, `…; Sở B phối hợp thực hiện`, None where it does not.

    `named` are the agencies, by their start, that the sentence charges anyhow.
    """
    while end > start and v.flat[end - 1] in " .;:/\n":
        end -= 1
    tail = max(start, end - 200)
    if all(v.low.find(word, tail, end) < 0 for word in _ROLE_WORDS) and v.flat.find(" - ", start, end) < 0 > v.flat.find(" – ", start, end):
        return None
    cut = v.flat.rfind(";", start, end)
    first = start if cut < 0 or _may_deal(v, cut + 1, end) else cut + 1  # roles go on to the sentence's end
    last = max(v.low.rfind("chủ trì", start, end), v.low.rfind("phối hợp", start, end))
    for match in deque(compiled(r"[;:,]\s+|\s[-–]\s").finditer(v.flat, first, end), _MARKS):
        at = match.end()
        mark = v.flat[match.start()]
        if at - start < 12 or (at in named and mark != ":") or (last < at and mark == ","):
            continue
        roles = read_roles(v, at, end) or (_named_alone(v, start, match.start(), at, end) if mark.isspace() else None)
        if roles is None:
            continue
        if last < at and _ends_name(v, start, match.start()):
            continue  # `Đôn đốc Sở A; Sở B thực hiện`: the list of those who are pressed
        return roles
    return None


def _named_alone(v: View, start: int, work: int, at: int, end: int) -> Assignment | None:
    """`Xây dựng cơ chế, chính sách đặc thù - Sở Dân tộc và Tôn giáo.`: bodies alone behind a dash, if no body stands before it."""
    people, stop = agencies.list_at(v, at, end)
    if stop != end or not v.flat[at : at + 1].isupper() or any((v.known_end(p.start) or end + 1) > p.end for p in people):
        return None
    return None if _ends_name(v, start, work) else Assignment(people)


def _may_deal(v: View, start: int, end: int) -> bool:
    """Can a clause of roles, or their time, begin here? Behind most semicolons stands more work."""
    at = _behind_marks(v, start, end)
    if _opening().match(v.low, at, end) or agencies.list_at(v, at, end)[0]:
        return True
    works = verb_end(v.low, at, end) is not None and not v.low.startswith(("hoàn thành", "không ", "định kỳ"), at)
    return not works and _time(v, at, end) is not None


def _ends_name(v: View, start: int, at: int) -> bool:
    return any(stop == at for _, stop in agencies.mentions_in(v, max(start, at - 200), at))
