"""Agencies: bodies, posts and groups of bodies, as phrases with exact ends.

`Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và Công an tỉnh` is three. Known names come from the table; a body that it lacks is read by
its form: a head noun (`Chi cục`, `Phòng`, `các doanh nghiệp`) and the words up to the first that cannot belong to a name.
"""

import re
from bisect import bisect_left

from extractors import agency_table, provinces
from extractors import agency_words as words
from extractors.name_ends import comma_name, going_on, kind_end, level_end, place_end, steering_end, trade_end, works_end
from extractors.name_words import TOKEN, begins_name, head_at, places_end, words_end
from extractors.patterns import compiled
from extractors.verbs import opener_end, verb_end
from extractors.view import Phrase, View
from extractors.whole_names import OF_A_TRADE, QUALIFIED, stands_alone

_FIRST = re.compile(r"[^\W_]+")


def _with_tail(v: View, end: int, limit: int) -> int:
    """Take in what follows a name: `tỉnh`, `cấp tỉnh`, `liên quan`, a province, a bracket with names."""
    if v.low.endswith((" bộ", " sở"), 0, end) and v.flat[end : end + 1] == " " and v.flat[end + 1 : end + 2].isupper():
        return words_end(v, end, limit)  # `các đơn vị trực thuộc Bộ` goes on with the name of the ministry
    while not words.closed().match(v.flat, end, limit):
        match = words.tail().match(v.flat, end, limit)
        if match:
            # `tổ chức liên quan` ends there, but `Công an tỉnh Thanh Hóa` goes on
            end = match.end()
            continue
        level = level_end(v.flat, end, limit)
        if level is not None:
            end = level
            continue
        where = compiled(r"\s+nơi\s+(?:có|đặt|đang|xảy ra|cư trú|thường trú|tạm trú|thực hiện)(?!\w)").match(v.low, end, limit)
        if where:
            return words_end(v, where.end(), limit)  # `UBND cấp huyện nơi có cụm công nghiệp`
        gap = compiled(r"\s+(?:-\s+)?").match(v.flat, end, limit)
        if gap:
            owner = _owner_end(v, end, limit)
            if owner is not None:
                return owner
            place = provinces.name_at(v.low, gap.end()) if v.flat[gap.end() : gap.end() + 1].isupper() else None
            if place and place[0] <= limit:
                end = place[0]
                continue
        opens = v.flat.startswith("(", gap.end() if gap else end)
        bracket = compiled(r"\s*\((?=[A-ZĐ])[^()\n]{2,120}\)").match(v.flat, end, limit) if opens else None
        if bracket and not words.no_names().match(bracket[0]):
            end = bracket.end()
            continue
        break
    return end


def _owner_end(v: View, end: int, limit: int) -> int | None:
    """`các đơn vị trực thuộc Sở Y tế`: end of the body that those before `end` belong to."""
    belongs = compiled(r"(?<=trực thuộc)\s+|\s+(?:trực thuộc|thuộc)\s+|(?:(?<=đơn vị)|(?<=chuyên môn)|(?<=chức năng))\s+của\s+").match(
        v.low, end, limit
    )
    if belongs is None or not (v.flat[belongs.end() : belongs.end() + 1].isupper() or v.low.startswith("các ", belongs.end())):
        return None
    return phrase_at(v, belongs.end(), limit)


_REACH = 200
"""No pattern of the grammar looks farther behind a phrase: what was read so far before a limit is read the same without it."""


def phrase_at(v: View, at: int, limit: int) -> int | None:
    """End of the agency phrase that begins at `at`, None where none does."""
    whole = v.whole.get(at)
    if whole is not None and whole <= limit:
        return whole
    kept = v.phrases.get(at, -1)
    if kept != -1 and (kept or at) + _REACH <= limit:
        return kept
    key = (at, limit)
    if key in v.limited:
        return v.limited[key]
    end = _read_phrase(v, at, limit)
    if (end or at) + _REACH <= limit:
        v.phrases[at] = end
    else:
        v.limited[key] = end
    return end


def _may_begin(v: View, at: int, limit: int) -> re.Match[str] | None:
    """The first word of what may be a phrase; None where none can begin, as at most places that are asked for."""
    word = _FIRST.match(v.low, at, limit)
    if word is None or at in v.ends:
        return word
    opening = words.openings().get(word[0])
    return word if opening and v.low.startswith(opening, at) else None


def _read_phrase(v: View, at: int, limit: int) -> int | None:
    known = v.ends.get(at)
    if known is not None and known <= limit and stands_alone(v.low[at:known]) and words.closed().match(v.flat, known, limit):
        return known
    word = _may_begin(v, at, limit)
    if word is None:
        return None
    if word[0] in ("mỗi", "từng"):  # `Mỗi xã, phường`
        places = words.places().match(v.low, word.end(), limit)
        if places:
            return _with_tail(v, places.end(), limit)
    if word[0] in ("giám", "thủ", "chủ", "bí") and (both := words.two_posts().match(v.low, at, limit)):
        return phrase_at(v, both.end(), limit)
    match = words.departments().match(v.low, at, limit) if word[0] in words.DEPARTMENTS_OPEN else None
    if match:
        return _with_tail(v, match.end(), limit)
    match = words.committees().match(v.low, at, limit) if word[0] in words.COMMITTEES_OPEN else None
    if match:
        return places_end(v, match.end(), limit) or _with_tail(v, match.end(), limit)
    if v.flat[at].isupper():
        last = comma_name(v.flat, at, limit, lambda s: begins_name(v, s), lambda name: agency_table.resolve(name).known)
        whole = (works_end(v.low, at, limit) or steering_end(v.low, at, limit)) if last is None else words_end(v, last, limit)
        if whole is not None and (known is None or known < (last or whole)):
            return _with_tail(v, whole, limit)
    determiner = compiled(r"(?:các|những|mỗi|từng)\s+|đồng chí\s+").match(v.low, at, limit) if word[0] in words.DETERMINERS_OPEN else None
    if known is None and determiner:
        known = v.known_end(determiner.end())
    generic = words.generic().match(v.low, at, limit) if word[0] in words.GENERIC_OPEN else None
    if generic and (known is None or generic.end() > known):
        return _with_tail(v, trade_end(v.low, generic.end(), limit) or generic.end(), limit)
    if v.low.startswith(_GROUPS, at):
        group = compiled(r"(?:các\s+)?(?:chủ đầu tư|[^\W_]+(?:\s+(?:quan|vị|chức|nghiệp|sở))?)").match(v.low, at, limit)
        kind = kind_end(v.low, group.end(), limit) if group else None
        if kind is not None and kind > (known or 0):
            return _with_tail(v, kind, limit)
    if (
        known is not None
        and known <= limit
        and not (v.flat[at].islower() and verb_end(v.low, at, limit) == known)  # `kiểm tra, thanh tra việc chấp hành`
        and (determiner or " " in v.low[at:known].replace("tổ chức", "") or verb_end(v.low, at, limit) is None)
    ):
        return _with_tail(v, _own_name(v, determiner.end() if determiner else at, known, limit), limit)
    post = words.post().match(v.low, at, limit)
    if post:
        # `Chánh Văn phòng UBND tỉnh`: the post is Chánh where a known name begins behind it
        inner = next((s for s in range(at + 1, post.end()) if s in v.ends and words.post().fullmatch(v.low, at, s)), post.end())
        body = phrase_at(v, inner, limit)
        if body is not None:
            return _of_several(v, at, body, limit)
    head = words.head().match(v.low, at, limit)
    if head is None or not _names_someone(v, at, head.end(), limit):
        return None
    if v.low.endswith("lực lượng", at, head.end()):  # `lực lượng Thanh tra giao thông`: `giao` is no verb there
        named = v.known_end(head.end() + 1)
        if named is not None and named <= limit and v.flat[head.end() + 1].isupper():
            return _with_tail(v, named, limit)
    return _with_tail(v, words_end(v, head.end(), limit), limit)


_GROUPS = ("các cơ quan ", "các đơn vị ", "các tổ chức ", "các doanh nghiệp ", "các cơ sở ", "chủ đầu tư ", "các chủ đầu tư ")
_NAMED = frozenset("trường bệnh công viện học đại vườn nhà cảng hợp".split())


def _own_name(v: View, at: int, end: int, limit: int) -> int:
    """End of a known name that goes on: a type with a name of its own (`Trường Đại học Hồng Đức`), a group that a word tells apart from
    others before its verb (`các doanh nghiệp logistics triển khai`)."""
    gap = compiled(r"\s+(?=\w)").match(v.flat, end, limit) if end < limit and v.flat[end].isspace() else None
    if gap is None:
        return end
    start = gap.end()
    if v.flat[start].isupper():
        first = _FIRST.match(v.low, at)
        if first is None:
            return end
        if v.flat[at].isupper() and first[0] not in _NAMED and " " not in v.low[start : verb_end(v.low, start, limit) or start]:
            place = place_end(v.flat, end, limit, lambda s: begins_name(v, s))
            if place is not None:
                return place
        fresh = v.known_end(start) is None and not head_at(v, start) and provinces.name_at(v.low, start) is None
        firm = v.low.startswith("công ty", at)  # `Công ty Khai thác công trình thủy lợi`
        named = fresh and first[0] in _NAMED and (firm or not verb_end(v.low, start, limit))
        return words_end(v, end, limit) if named else end
    trade = trade_end(v.low, end, limit) if v.low.startswith(OF_A_TRADE, at) else None
    if trade:
        return trade
    unit = words.units().match(v.low, end, limit) if v.low.endswith(("đơn vị", "cơ quan", "tổ chức"), at, end) else None
    if unit:
        return unit.end()
    if not v.low.startswith(QUALIFIED, at):
        return end
    stop = end
    for _ in range(5):
        token = TOKEN.match(v.flat, stop, limit)
        if token is None or not token[1][0].isalnum() or verb_end(v.low, token.start(1), limit):
            return stop
        if v.low[token.start(1) : token.end()] in ("ở", "tại", "thuộc", "trên") and stop > end:
            return stop  # `Các cơ sở đào tạo đại học ở các lĩnh vực …`
        if v.low[token.start(1) : token.end()] in words.stop_words() or opener_end(v.low, token.start(1), limit):
            break
        if words.tail().match(v.flat, stop, limit):
            return stop
        stop = token.end()
    return end


def _of_several(v: View, at: int, end: int, limit: int) -> int:
    """`Người đứng đầu cấp ủy, chính quyền, cơ quan, tổ chức` is one post at bodies of several kinds."""
    if not v.low.startswith(("người đứng đầu", "thủ trưởng", "lãnh đạo"), at):
        return end
    kinds = compiled(r"(?:\s*,\s*|\s+và\s+)(?:cấp ủy|chính quyền|cơ quan|tổ chức|đơn vị|địa phương|đoàn thể)(?!\w)(?:, |\s+và\s+)?")
    while (more := kinds.match(v.low, end, limit)) and v.flat[more.start() : more.end()].islower():
        end = more.end() - 3 if more[0].rstrip().endswith(" và") else end + len(v.low[end : more.end()].rstrip(" ,"))
    return end


def _names_someone(v: View, at: int, end: int, limit: int) -> bool:
    """Is the head a body? Not as part of a verb (`tổ chức truyền thông`) or of a common word (`hội nghị`, `cơ sở dữ liệu`)."""
    word = v.low[at:end]
    after = v.low[end : end + 14].lstrip()
    verb = verb_end(v.low, at, limit) or 0
    noun = compiled(r"(?:các|những|một số|mỗi|từng)\s+").match(v.low, at, end)  # `các trường hợp`
    acts = verb > end or (verb == end and v.flat[at].islower() and word != "tổ chức")
    if acts or words.compound().match(v.low, noun.end() if noun else at):
        return False
    if v.flat[at].isupper():
        return (
            not word.startswith(("tổ chức", "báo"))
            or after.startswith(("chính trị", "đoàn thể", ","))
            or (word == "báo" and v.flat[end + 1 : end + 2].isupper())
        )
    if word == "thường trực" and not compiled(r"[^\W\d_]").match(after):
        return False  # `Thường trực 02 đội cơ động`
    if word in ("tổ chức",):
        return bool(compiled(r"(?:,|và|liên quan|có liên quan|chính trị|đoàn thể|đảng|khoa học|xã hội|hội|tín dụng|cá nhân)").match(after))
    if word in words.rarely_bodies():
        return (
            v.low[at : at + 1] == "c"
            and word in ("cá nhân", "cơ sở")
            and bool(compiled(r"(?:,|và|có liên quan|liên quan|khám|giáo dục|đào tạo|sản xuất|kinh doanh|lưu trú)").match(after))
        )
    return True


_JOIN = re.compile(r"\s*(?:,|;)?\s*(?:(?:và|cùng với|cùng|với|hoặc|cũng như)(?!\w)\s*)?")
# `Sở Tài chính - Kho bạc Nhà nước tỉnh`: two bodies; `Ngân hàng Nhà nước - Chi nhánh tỉnh` is one.
_DASH = re.compile(r"\s+-\s+(?=(?:Sở|Kho bạc|Công an|Cục|Bảo hiểm|Báo|Đài|Ủy ban|UBND|Hội|Ban Quản lý)\s)")
# `Phòng Cảnh sát môi trường - Công an tỉnh`: a part of the second body.
_PART_OF = re.compile(r"\s+-\s+(?=Công an\s)")
# `các hội: Hội Nghề cá, Hội Tin học`: those behind the colon.
_OPENED = re.compile(r"các\s+(?:hội|hiệp hội|công ty|doanh nghiệp|bệnh viện|trường|ngân hàng|đơn vị|cơ quan)(?P<colon>)\s*:\s*")
# `Sở Nông nghiệp và Phát triển nông thôn (sau đây viết tắt là Sở NN&PTNT)`: the clause goes on behind the bracket.
# `Ủy ban Kiểm tra Tỉnh ủy (nếu cần) và …`: so does a list.
_SHORT_NAME = re.compile(
    r"\s*\((?:(?:sau đây\s+)?(?:được\s+)?(?:gọi|viết) (?:tắt|chung)[^()\n]{1,90}|nếu (?:cần|có)[^()\n]{0,30}|đề nghị)\)"
)

_PRESS = ("báo chí trung ương", "báo chí trung ương, địa phương")
_PRESS_MORE = ("địa phương", "quân đội")

_LONGEST_LIST = 300
"""Names in one list. A made-up text of thousands on one line would be read again from each of them on."""


def list_at(v: View, at: int, limit: int) -> tuple[list[Phrase], int]:
    """Agencies enumerated from `at` on (`,`, `;`, `và` between them) and the offset behind the last; empty where none begins there."""
    whole = v.whole.get(at)
    if whole is not None and whole <= limit and words.unlisted().match(v.flat, whole, limit):
        return [Phrase(at, whole)], whole
    key = (at, limit)
    if key not in v.lists:
        if at not in v.ends and not _may_begin(v, at, limit):
            v.lists[key] = ([], 0, at)
            return [], at
        found, places, end = _read_list(v, at, limit)
        for start, place in places.items():  # whoever asks from its second name on is given the rest of it
            v.lists.setdefault((start, limit), (found, place, end))
    found, place, end = v.lists[key]
    return found[place:], end


def _read_list(v: View, at: int, limit: int) -> tuple[list[Phrase], dict[int, int], int]:
    """Names, where reading on from each offset begins among them, and the offset behind the last."""
    out: list[Phrase] = []
    places = {at: 0}
    end = at
    pos = at
    while pos < limit and len(out) < _LONGEST_LIST:
        stop = phrase_at(v, pos, limit) or (going_on(v.flat, v.low[out[-1].start : end], pos, limit) if out else None)
        if stop is None or stop <= pos:
            break
        level = stop - pos < 10 and v.low[pos:stop] in ("cấp tỉnh", "cấp huyện", "cấp xã") and out  # `UBND cấp huyện, cấp xã`
        if not level:
            places[pos] = len(out)
        out.append(Phrase(pos, stop, f"UBND {v.flat[pos:stop]}" if level else None))
        end = stop
        if len(out) > 1 and v.low.startswith(_PRESS_MORE, pos) and v.low.endswith(_PRESS, out[-2].start, out[-2].end):
            last = out.pop()  # `các cơ quan báo chí Trung ương, địa phương` is one group
            out[-1] = Phrase(out[-1].start, last.end)
            del places[pos]
        opened = _OPENED.match(v.low, pos, limit) if len(out) == 1 and v.low.startswith("các", pos) else None
        if (
            opened
            and opened.start("colon") == stop
            and v.flat[opened.end() : opened.end() + 1].isupper()
            and phrase_at(v, opened.end(), limit)
        ):
            out.clear()
            pos = opened.end()
            continue
        names = _listed_names(v, out[-1], limit)
        if names:
            out[-1:] = names
            end = names[-1].end
        part = _PART_OF.match(v.flat, end, limit) if v.flat.startswith(("Phòng ", "Đội "), out[-1].start) else None
        if part and (whole := phrase_at(v, part.end(), limit)):
            out[-1] = Phrase(out[-1].start, whole, out[-1].name)
            end = whole
        short = _SHORT_NAME.match(v.flat, end, limit) if v.flat.find("(", end, end + 8) >= 0 else None
        end = short.end() if short else end
        joined = _joined(v, end, limit)
        if joined is None:
            break
        pos = joined
    return out, places, end


def _joined(v: View, end: int, limit: int) -> int | None:
    """Where the next name of a list may begin behind the one that ends at `end`; None where nothing joins one to it."""
    join = _JOIN.match(v.flat, end, limit)
    if join is None or join.end() == end:
        return None
    at = join.end()
    if not join[0].isspace():
        return at
    dash = _DASH.match(v.flat, end, limit) if v.flat.startswith("-", at) else None
    return dash.end() if dash else at if _new_head(v, at) else None


def _groups() -> tuple[re.Pattern[str], ...]:
    return words.departments(), words.committees(), words.generic()


def mentions_in(v: View, start: int, end: int, last: int | None = None) -> list[tuple[int, int]]:
    """Spans of the agency phrases in `flat[start:end]` that begin with a known name or a group, in order, not overlapping; those that
    begin before `last` where it is given."""
    last = end if last is None else last
    firsts = {at for at in words.group_starts(v.low, start, last) if any(group.match(v.low, at, end) for group in _groups())}
    firsts |= set(v.starts[bisect_left(v.starts, start) : bisect_left(v.starts, last)])
    out: list[tuple[int, int]] = []
    for first in sorted(firsts):
        stop = phrase_at(v, first, end) if not out or first >= out[-1][1] else None
        if stop is not None:
            out.append((first, stop))
    return out


def _listed_names(v: View, phrase: Phrase, limit: int) -> list[Phrase]:
    """`các sở: Tư pháp, Tài chính và Nội vụ` names three departments."""
    if not v.low.endswith(("sở", "bộ"), phrase.start, phrase.end):
        return []
    named = v.low[phrase.start : phrase.end]
    if not compiled(r"(?:(?:giám đốc |lãnh đạo |thủ trưởng )?các\s+)?(?:sở|bộ)").fullmatch(named):
        return []
    out: list[Phrase] = []
    pos = compiled(r"\s*:?\s*").match(v.flat, phrase.end, limit).end()  # type: ignore[union-attr]
    kind = named[-2:]
    while pos < limit and v.flat[pos].isupper():
        best = None
        for word in compiled(r"[^\W_]+").finditer(v.flat[pos : min(limit, pos + 60)]):
            if agency_table.resolve(f"{kind} {v.flat[pos : pos + word.end()]}").known:
                best = pos + word.end()
        if best is None:
            break
        out.append(Phrase(pos, best, f"{kind} {v.flat[pos:best]}"))
        join = compiled(r"\s*(?:,|;|\s+và\s)\s*").match(v.flat, best, limit)
        if join is None or phrase_at(v, join.end(), limit) is not None:
            break
        pos = join.end()
    return out


def _new_head(v: View, at: int) -> bool:
    """A list may lack its comma (`Sở Khoa học và Công nghệ Sở Công Thương`): only a capitalized known name goes on."""
    return v.flat[at : at + 1].isupper() and v.known_end(at) is not None
