"""Deadlines: the words that say by when or how often, and what they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors import deadline_words as said
from extractors.dates import iso
from extractors.folding import lower
from extractors.patterns import compiled
from extractors.word_search import EDGES, WordSearch


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words (half-open offsets) and their value. `date` is a partial ISO date, None for a condition or a rhythm."""

    start: int
    end: int
    date: str | None
    recurrence: str | None


_YEAR_WORDS = frozenset(
    "dự kiến hoàn thành xong xuyên suốt giai đoạn thời gian trong từ đến trước hết năm quý tháng ngày đầu cuối hằng hàng mỗi định kỳ"
    " thường trở đi và các những tiếp theo sau khoảng i ii iii iv".split()
)


def is_time(words: str) -> bool:
    """Do the words of a bracket say a time and nothing else: `2025 - 2030`, `2026 trở đi`, `Quý II/2026`? A lone year is none (a law's)."""
    tokens = compiled(r"[^\W_]+").findall(words.lower())
    if not tokens or not all(t.isdigit() or t in _YEAR_WORDS for t in tokens):
        return False
    if compiled(r"thường xuyên|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)|định kỳ|trở đi|xuyên suốt|tiếp theo").search(words.lower()):
        return True
    if compiled(r"(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d").search(words):
        return True
    return bool(compiled(r"(?:quý|tháng|ngày|trong|hết|trước|hoàn thành|dự kiến|xong)\s").search(words.lower())) and bool(
        compiled(r"\d").search(words)
    )


_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_UNITS = {"năm": "yearly", "quý": "quarterly", "tháng": "monthly", "tuần": "weekly", "ngày": "daily"}


def _recurrence(words: str) -> str | None:
    low = " ".join(words.lower().split())
    each = compiled(r"(?:hằng|hàng|mỗi) (năm|quý|tháng|tuần|ngày)").search(low)  # the first of `hằng tháng, quý, 6 tháng, năm`
    if each:
        return _UNITS[each[1]]
    last = compiled(r"ngày (?:làm việc )?(?:đầu tiên|cuối cùng|cuối) (?:của )?(tuần|tháng|quý|năm)").search(low)
    if last:
        return _UNITS[last[1]]
    times = said.times().search(words)
    per = compiled(r"(?:/|mỗi|một|trong|hằng|hàng)\s*(năm|quý|tháng|tuần|ngày)").search(times[0].lower()) if times else None
    if per:
        return _UNITS[per[1]]
    if compiled(r"(?<!\d)0?6 tháng(?! (?:đầu|cuối))|sáu tháng").search(low):
        return "half-yearly"
    if compiled(r"định kỳ (?:0?3|ba) tháng(?! (?:đầu|cuối))").search(low):
        return "quarterly"
    return "periodic" if "định kỳ" in low or "thường xuyên" in low else None


@lru_cache(maxsize=4096)
def value_of(words: str) -> tuple[str | None, str | None]:
    """Date (partial ISO) and recurrence that deadline words give; a day without a year gives no date, a quarter its last month."""
    recurrence = _recurrence(words)
    days = compiled(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
    found = list(days.finditer(words))
    if found:
        day = found[-1 if words.startswith(("từ ", "Từ ")) else 0]  # the last day of a span, else the first one
        d, m, y = (day[1], day[2], day[3]) if day[3] else (day[4], day[5], day[6])
        return iso(d, m, y), recurrence
    match = compiled(r"[Tt]háng\s+(\d{1,2})\s*(?:[/-]|năm)\s*(\d{4})").search(words)
    if match:
        return iso(None, match[1], match[2]), recurrence
    quarters = compiled(r"[Qq]uý\s+(IV|I{1,3}|[1-4])(?:\s*[/-]\s*|\s+[Nn]ăm\s+)(\d{4})").findall(words)
    if quarters:  # a quarter ends with its last month
        return iso(None, str(3 * _QUARTERS[quarters[-1][0]]), quarters[-1][1]), recurrence
    half = compiled(r"(?:0?6|sáu)\s+tháng\s+(đầu|cuối)\s+năm\s+(\d{4})").search(words.lower())
    if half:
        return iso(None, "6" if half[1] == "đầu" else "12", half[2]), recurrence
    match = compiled(r"[Nn]ăm\s+(\d{4})$").search(words.strip(" ."))
    if match and not compiled(r"giai đoạn|từ(?! nay)").search(words.lower()):
        return match[1], recurrence
    return None, recurrence


def _bounds(flat: str, start: int, match: re.Match[str], end: int) -> bool:
    """Does the dated match bound the work? A year alone mostly belongs to a title (`Chiến lược … đến năm 2030`)."""
    words = " ".join(match[0].lower().split())
    year = said.whole_year().fullmatch(words)
    if year is None and not words.startswith(("từ", "đầu", "vào")):
        return True
    before = flat[max(start, match.start() - 40) : match.start()].lower()
    after = flat[match.end() : min(end, match.end() + 24)].lower()
    if words.startswith("từ"):
        return _begins(words, before, after)
    if year:
        return _year_bounds(words, before, after)
    if words.startswith("đầu"):  # `để đầu năm 2005 đi vào thực hiện`; the beginning of a year is often that of a budget
        return compiled(r"(?:^|[,;:(]|\b(?:để|xong|hoàn thành|ngay|trình|báo cáo|thực hiện))\s*$").search(before) is not None
    return compiled(r"(?:ban hành|ký(?! kết)|họp|diễn ra|xảy ra|hiệu lực)[^,;]{0,12}$").search(before) is None


_OVER = r"\s*(?:[.;,()]|/\.|$)"
"""Behind the time the clause is over."""


def _begins(words: str, before: str, after: str) -> bool:
    """A time with `từ`: a span of the work. A beginning alone (`từ ngày …`) is mostly that of what the work is about."""
    if " đến " in words:
        return not compiled(r"(?:số liệu|tính|phát sinh|kỳ báo cáo|ban hành|thời kỳ|xảy ra|diễn ra|tổ chức tại)[^,;]{0,20}$").search(before)
    if not before.strip(" -+*"):
        return compiled(r"(?:\s+trở đi)?\s*,").match(after) is not None
    idle = r"(?:hiệu lực|áp dụng|phát sinh|tính|xảy ra|ban hành|thành lập|đã|được|sinh|có|kể)(?!\w)[^,;]{0,20}$"
    return compiled(r"\s*(?:\.|/\.|$)").match(after) is not None and not compiled(idle).search(before)


def _year_bounds(words: str, before: str, after: str) -> bool:
    """Does a whole year (`trong năm 2026`, `vào năm 2008`, `trong giai đoạn 2026 - 2030`) bound the work?"""
    if compiled(r"(?:hoàn thành|xong|báo cáo)\s*$").search(before):
        return True
    first = not before.strip(" -+*") or before.rstrip().endswith((";", ".", ":"))
    if first and compiled(r"\s*,\s*(?:cơ bản\s+|phải\s+)?hoàn thành(?!\w)").match(after):
        return True  # `Đến năm 2030, hoàn thành xây dựng 02 trạm`; `Đến năm 2030, 80 % số hộ …` is a target
    if words.startswith("vào"):
        past = r"(?:ban hành|ký|họp|diễn ra|xảy ra|hiệu lực|phê duyệt|thành lập|khởi công|đạt|được|đã|từ)(?!\w)[^,;]{0,40}$"
        return compiled(rf"{_OVER}|\s+(?:theo|để)\s").match(after) is not None and not compiled(past).search(before)
    if words.startswith(("trong", "trước")) or "hết" in words:
        idle = compiled(
            r"(?:phát sinh|được giao|bố trí|ban hành|dự toán|kinh phí|kết quả|kế hoạch|nhiệm vụ|chỉ tiêu|thực hiện)[^,;]{0,12}$"
        )
        over = compiled(_OVER).match(after) or (words.startswith("trong năm") and compiled(r"\s+(?:theo|để|trình)\s").match(after))
        if over and (not idle.search(before) or before.rstrip().endswith("đi vào thực hiện")):
            return True
    if before.rstrip().endswith(("tầm nhìn", "định hướng", "kế hoạch", "đề án")):
        return False
    reached = r"\s*,?\s*(?:hoàn thành|phải|cơ bản|đạt|xong|có)(?!\w)" if "hết" in words else r"\s+(?:đạt|có|phải|giảm|tăng)(?!\w)"
    return words.startswith(("đến", "hết")) and ("hết" in words or not first) and compiled(reached).match(after) is not None


Opening = tuple[int, str]
"""Where the words of a time may begin, and which of the patterns can begin there: d(ated), w(ithin), r(hythm), e(ach)."""

_OPENINGS = {
    **dict.fromkeys(("từ", "đến", "hết", "vào", "ngay", "đầu"), "d"),
    "tại": "w",
    **dict.fromkeys(("trong", "trước", "chậm", "muộn", "không"), "dw"),
    **dict.fromkeys(("sau", "cuối", "hoàn", "xong"), "w"),
    **dict.fromkeys(("hằng", "hàng", "mỗi"), "e"),
    "định": "r",
}


@cache
def _automaton() -> WordSearch:
    return WordSearch(_OPENINGS, longest=True)


def openings(low: str) -> list[Opening]:
    """All places of a lower-case text where the words of a time may begin, in order. One pass for the text costs less than one for each
    sentence."""
    kinds = tuple(_OPENINGS.values())
    return [
        (start, kinds[which])
        for which, start, end in _automaton().find(low)
        if (not start or low[start - 1] in EDGES or not _in_word(low[start - 1]))
        and (low[end : end + 1] in EDGES or not _in_word(low[end : end + 1]))
    ]


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _dated_in(flat: str, start: int, end: int, firsts: Sequence[Opening]) -> tuple[int, int] | None:
    """The first dated deadline of a sentence, with the rhythm before it."""
    if flat.find("(", start, end) >= 0:
        for kind in "re":
            rhythm = _first(said.bracketed(), kind, flat, end, firsts)
            if rhythm is not None:
                return rhythm.span()
    dated = said.dated()
    for at, kinds in firsts:
        match = dated.match(flat, at, end) if "d" in kinds else None
        if match is None or not _bounds(flat, start, match, end):
            continue
        words = flat[max(start, match.start() - 44) : match.start()]
        if not any(part in words for part in ("ịnh", "ằng", "àng", "ỗi")):
            return match.span()
        before = said.rhythm_before().search(flat, max(start, match.start() - 44), match.start())
        return (before.start() if before else match.start()), match.end()
    return None


def _first(pattern: re.Pattern[str], kind: str, flat: str, end: int, firsts: Sequence[Opening]) -> re.Match[str] | None:
    """The first match of a pattern where it can begin."""
    for at, kinds in firsts:
        if kind in kinds and (match := pattern.match(flat, at, end)):
            return match
    return None


def _rhythm_in(flat: str, start: int, end: int, firsts: Sequence[Opening]) -> tuple[int, int] | None:
    within = _first(said.within(), "w", flat, end, firsts)
    if within is not None:
        return within.span("time" if within["time"] else 0)
    times = _times_in(flat, start, end)
    rhythm = _first(said.rhythm(), "r", flat, end, firsts)
    if times is not None and rhythm is not None and rhythm.start() < times.start() <= rhythm.end() + 1:
        return rhythm.start(), max(times.end(), rhythm.end())  # `Định kỳ 03 tháng/01 lần`
    if times is not None or rhythm is not None:
        return (times or rhythm).span()  # type: ignore[union-attr]
    for at, kinds in firsts:
        match = said.each().match(flat, at, end) if "e" in kinds else None
        if match is None:
            continue
        words = flat[max(start, match.start() - 40) : match.start()].lower().rstrip()
        rated = words.endswith(("cán bộ", "viên chức", "công chức")) and match[0].lower() in (
            "hằng năm",
            "hàng năm",
        )  # `đánh giá cán bộ hằng năm`
        if not rated and not said.NOT_EACH.search(words):
            told = "thứ " in words or "nhật" in words or "ngày " in words
            day = said.day_before().search(flat, max(start, match.start() - 40), match.start()) if told else None
            return (day.start() if day else match.start()), match.end()
    return None


def _times_in(flat: str, start: int, end: int) -> re.Match[str] | None:
    """`02 lần/năm`. Most strokes are those of numbers and days: before the stroke of a rhythm stands what is counted."""
    if (
        flat.find("lần", start, end) < 0
        and flat.find("buổi", start, end) < 0
        and (
            flat.find("/", start, end) < 0
            or not compiled(r"(?:lần|kỳ|đợt|số|buổi|cuộc)(?:\s*/|\s+(?:mỗi|một|trong)\s)").search(flat[start:end].lower())
        )
    ):
        return None
    return said.times().search(flat, start, end)


def _waited_for(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """The condition at the end of a sentence; behind an instrument's title it may be the title's, and counts for nothing."""
    near = max(start, end - 200)
    if flat.find("khi", near, end) < 0 and flat.find("Khi", near, end) < 0:
        return None
    waits = said.condition().search(flat[start:end], max(0, end - start - 200))
    if waits is None:
        return None
    clause = compiled(r"[^,;.]*$").search(flat, start, start + waits.start())
    if clause and compiled(r"\d{4}\s+(?:của|về)(?!\w)").search(clause[0]):
        return None
    return start + waits.start(), start + waits.end()


def find(flat: str, start: int, end: int, firsts: Sequence[Opening] | None = None) -> Deadline | None:
    """The deadline stated in a sentence, None where it states none. A dated one wins over a rhythm.

    `firsts` are the openings inside it, where they are known.
    """
    if firsts is None:
        firsts = [(start + at, kinds) for at, kinds in openings(lower(flat[start:end]))]
    span = _dated_in(flat, start, end, firsts) if firsts else None
    span = span or _rhythm_in(flat, start, end, firsts)
    span = span or _waited_for(flat, start, end)
    if span is None:
        return None
    first, last = span
    if flat[last - 1] == ")" and "(" not in flat[first:last]:
        last -= 1
    date, recurrence = value_of(" ".join(flat[first:last].split()))
    return Deadline(first, last, date, recurrence)
