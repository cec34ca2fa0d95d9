"""With whom a sentence has the work done: `phối hợp với A`, `có sự tham gia của B`, `cùng C rà soát …`."""

import re

from extractors import agencies, verbs
from extractors import directive_words as said
from extractors.patterns import compiled
from extractors.view import Phrase, View


def partners(v: View, start: int, end: int, led: set[int]) -> list[Phrase]:
    """The supporters that the sentence `flat[start:end]` names, in order; `led` are the leads, by their start, who support nobody."""
    out: list[Phrase] = []
    words = v.low[start:end]
    if "hợp" in words or " sự " in words or "chủ trì" in words or "hiệp đồng" in words or "mời " in words:
        _cooperating(v, start, end, led, out)
        _joining(v, start, end, led, out)
    if "cùng " in words:
        _together(v, start, end, led, out)
    return out


def _cooperating(v: View, start: int, end: int, led: set[int], out: list[Phrase]) -> None:
    reach = 0
    for match in said.cooperate().finditer(v.low, start, end):
        if match.start() < reach:
            continue
        people, stop = agencies.list_at(v, match.end(), end)
        if not people and match[0].startswith("phối"):
            # `phối hợp trao đổi thông tin với Sở Y tế`: what they do together stands before them
            work = compiled(r"(?:[^\W\d_]+,?\s+){1,7}?với\s+").match(v.low, match.end(), end)
            people, stop = agencies.list_at(v, work.end(), end) if work else ([], stop)
        fresh = _fresh(people, led, out)
        if fresh and _means_with(v, start, end, match, people[-1].end):
            out += fresh
            reach = stop


def _joining(v: View, start: int, end: int, led: set[int], out: list[Phrase]) -> None:
    """`Sở A chủ trì, Sở B và Công an tỉnh phối hợp tổ chức …`: who joins stands before the word."""
    leads = r"(?:chủ trì|chịu trách nhiệm(?: chính)?|đầu mối)(?: thực hiện| tổ chức)?\s*,\s+"
    for match in compiled(leads).finditer(v.low, start, end):
        people, stop = agencies.list_at(v, match.end(), end)
        joins = compiled(r"\s+(?:(?:có trách nhiệm|chủ động|tích cực)\s+)?(?:phối hợp|hỗ trợ|tham gia)(?!\w)(?!\s+(?:với|cùng))")
        if people and joins.match(v.low, stop, end):
            out += _fresh(people, led, out)


def _fresh(people: list[Phrase], led: set[int], out: list[Phrase]) -> list[Phrase]:
    return [p for p in people if p.start not in led and not any(q.start == p.start for q in out)]


def _means_with(v: View, start: int, end: int, match: re.Match[str], stop: int) -> bool:
    """`công tác phối hợp giữa các …`, `cơ quan phối hợp` and guests (`mời các sở dự họp`) name no supporter."""
    before = v.low[max(start, match.start() - 14) : match.start()].rstrip()
    if match[0].startswith("mời"):
        shares = compiled(r"\s+(?:cùng|tham gia(?!\s+(?:dự|ý kiến))|phối hợp|khảo sát|kiểm tra|thực hiện|tổ chức)(?!\w)").match(
            v.low, stop, end
        )
        return shares is not None
    if before.endswith("công tác") and match[0].endswith("với "):
        return True  # `Làm tốt công tác phối hợp với các đơn vị quân đội`
    return match[0].endswith("của ") or not before.endswith(("cơ quan", "đơn vị", "công tác", "quy chế", "sự", "cơ chế"))


def _together(v: View, start: int, end: int, led: set[int], out: list[Phrase]) -> None:
    """`Cùng Trạm Y tế xã chuẩn bị …`, `…; cùng với các hội, đoàn thể rà soát …`: partners before the verb of the clause."""
    for match in compiled(r"cùng\s+(?:với\s+)?").finditer(v.low, start, end):
        if v.low[start : match.start()].rstrip()[-1:] not in ("", ";", ","):
            continue
        people, stop = agencies.list_at(v, match.end(), end)
        gap = compiled(r"\s*,?\s+").match(v.low, stop, end)
        work = verbs.behind_openers(v.low, gap.end() if gap else stop, end)
        if people and verbs.verb_end(v.low, work, end) is not None:
            out += _fresh(people, led, out)


def apart_from_partners(v: View, people: list[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """Leads and partners of a list of subjects: `Trưởng thôn cùng Ban công tác Mặt trận vận động …`."""
    for i in range(1, len(people)):
        if "cùng" in v.low[people[i - 1].end : people[i].start]:
            return people[:i], people[i:]
    return people, []


def joined_spans(v: View, at: int, end: int) -> list[tuple[int, int]]:
    """Spans of `phối hợp với Sở A, Sở B` behind an adverbial: none of them is the subject of `Căn cứ …, phối hợp với … bố trí …`."""
    if v.low.find("phối hợp", at, end) < 0:
        return []
    found = compiled(r"phối hợp(?: chặt chẽ)?(?: với| cùng)? ").finditer(v.low, at, min(end, at + 600))
    return [(m.start(), agencies.list_at(v, m.end(), end)[1]) for m in found]
