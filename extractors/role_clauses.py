"""Clauses that deal out the roles of work and say nothing else: `Sở A chủ trì, Sở B phối hợp; xong trong quý II`.

They stand in brackets, behind a dash, a colon or a semicolon at the end of the work, or as a sentence of their own behind it.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from extractors import agencies
from extractors.patterns import compiled
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
    helps = rf"(?:(?:cùng|tham gia|có trách nhiệm|đồng) )*(?:phối hợp|hỗ trợ|tham gia|cùng thực hiện|cùng tham gia){more}"
    leads = rf"(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|làm đầu mối|đầu mối|phụ trách|chịu trách nhiệm|tham mưu|thực hiện){more}"
    other = r"(?:hướng dẫn|thẩm định|theo dõi|giám sát|kiểm tra)(?:,? (?:đôn đốc|kiểm tra|chung|giám sát))*"
    stops = r"(?=\s*(?:[,;:.)/]|$)|\s+(?:và\s+)?(?:phối|kết) hợp\s|\s+(?:trong|trước|xong|hoàn thành|năm|quý|tháng|theo)(?!\w))"
    return re.compile(rf"\s+(?:(?P<support>{helps})|(?P<lead>{leads})|(?P<other>{other})){stops}")


def read_roles(v: View, start: int, end: int) -> Assignment | None:
    """The roles that `flat[start:end]` deals out; None where it says anything else, or charges nobody."""
    out = Assignment()
    at = start
    while True:
        gap = compiled(r"(?:[\s,;.:/–-]|và\s+)*").match(v.low, at, end)
        at = gap.end() if gap else at
        if at >= end:
            return out if out.lead or out.support else None
        stop = _clause(v, at, end, out)
        if stop is None:
            return None
        at = stop


def _clause(v: View, at: int, end: int, out: Assignment) -> int | None:
    """Reads one clause into `out`; the offset behind it, None where it is none."""
    opens = compiled(r"(?:giao|do)\s+(?:cho\s+)?|(?:phối|kết) hợp(?:\s+chặt chẽ)?(?:\s+(?:cùng với|cùng|với))?\s+").match(v.low, at, end)
    people, stop = agencies.list_at(v, opens.end() if opens else at, end)
    if people:
        if opens and "hợp" in opens[0]:
            out.support += people
            return stop
        role = _role().match(v.low, stop, end)
        if role is None:
            return None
        if role["lead"]:
            out.lead += people
        elif role["support"]:
            out.support += people
        return role.end()
    time = v.deadline(at, end) if out.lead or out.support else None
    if time is None or v.low[at : time.start].strip(" :") not in (
        "",
        "xong",
        "hoàn thành",
        "thời gian",
        "thời hạn",
        "thời gian hoàn thành",
    ):
        return None
    out.deadline = (time.start, time.end)
    return time.end


def closing_roles(v: View, start: int, end: int, named: set[int]) -> Assignment | None:
    """The roles that a sentence deals out behind its work: `… - Sở A chủ trì`, `…; Sở B phối hợp thực hiện`, None where it does not.

    `named` are the agencies, by their start, that the sentence charges anyhow.
    """
    while end > start and v.flat[end - 1] in " .;:/\n":
        end -= 1
    for match in compiled(r"[;:,]\s+|\s[-–]\s").finditer(v.flat, start, end):
        at = match.end()
        if at - start < 12 or (at in named and match[0][0] != ":"):
            continue
        roles = read_roles(v, at, end)
        if roles is None or (match[0][0] == "," and not compiled(r"chủ trì|phối hợp").search(v.low, at, end)):
            continue
        if _ends_name(v, start, match.start()) and not compiled(r"chủ trì|phối hợp").search(v.low, at, end):
            continue  # `Đôn đốc Sở A; Sở B thực hiện`: the list of those who are pressed
        return roles
    return None


def _ends_name(v: View, start: int, at: int) -> bool:
    return any(stop == at for _, stop in agencies.mentions_in(v, max(start, at - 200), at))
