"""Deadlines: the words that say by when or how often, and what they mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.dates import iso
from extractors.folding import lower
from extractors.patterns import compiled
from extractors.word_search import WordSearch

_DAY = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s*(?:năm|/)\s*\d{4})?|\d{1,2})"
_MONTH = r"tháng\s+\d{1,2}(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
_QUARTER = r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
_EACH = r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
# what a rhythm goes on with: `hằng tháng, quý, 6 tháng, năm`, `hằng ngày, hằng tuần`
_AND_EACH = rf"(?:\s*(?:,|/|và|hoặc)\s*(?:{_EACH}|(?:(?:0?[369]|sáu)\s+)?tháng|quý|năm|tuần|ngày)(?!\w)(?!\s+\d))*"
_HALF = r"(?:0?[369]|sáu|ba|chín)\s+tháng\s+(?:đầu|cuối)\s+(?:năm|quý)(?:\s+\d{4})?"
_PERIODIC = (
    rf"[Đđ]ịnh\s+kỳ(?:\s+(?:{_EACH}{_AND_EACH}|\d{{1,2}}\s+(?:tháng|năm|lần)(?:\s*[/,]?\s*(?:một\s+|\d+\s*)?(?:lần|năm)(?!\w)(?:/năm)?)?|(?:\d{{1,2}}|một"
    rf"|hai)\s+lần/(?:năm|quý|tháng)|quý|năm|tháng|tuần))?"
)
_LAST = r"(?:[Cc]hậm\s+nhất|[Mm]uộn\s+nhất|[Kk]hông\s+(?:muộn|chậm)\s+(?:hơn|quá))(?:\s+(?:là|vào|đến|trong|trước))*(?:\s+hết)?"
_BEFORE = rf"(?:[Tt]rước|{_LAST}|[Xx]ong\s+trước|[Tt]ừ|[Đđ]ến\s+hết|[Hh]ết|[Tt]rong)"
_HOUR = r"(?:\d{1,2}\s*(?:h|g|giờ)\s*(?:\d{2})?(?:\s*phút|['’])?\s*,?\s+)?"


# A day without the word for it: `trước 30/6/2026`, `chậm nhất 15/12`; only numbers that can be day and month.
_BARE_DAY = r"(?:0?[1-9]|[12]\d|3[01])/(?:1[0-2]|0?[1-9])(?:/\d{4})?(?![\w%/])"
_BY = rf"(?:[Tt]rước|[Xx]ong\s+trước|{_LAST}|[Đđ]ến\s+hết)"
# A time of day, of the week too: `trước 16 giờ hằng ngày`, `trước 17 giờ thứ Sáu hằng tuần`.
_WEEKDAY = r"(?:ngày\s+)?(?:thứ\s+[^\W\d_]+|chủ\s+nhật)(?!\w)"
_CLOCK = rf"\d{{1,2}}\s*(?:h|g|giờ)(?:\s*\d{{2}})?(?:\s*phút|['’])?(?!\w|\s*,?\s*(?:kể\s+)?từ\s)(?:\s*,?\s*{_WEEKDAY})?(?:\s+{_EACH})?"
# What comes back each year at a known time: `trước Tết Nguyên đán Bính Ngọ 2026`, `trước mùa mưa bão hằng năm`, `trước năm học mới`.
_SEASON = (
    r"(?:(?:kỳ\s+nghỉ\s+)?Tết(?:\s+Nguyên\s+[Đđ]án)?(?:\s+(?!năm)[^\W\d_a-zđ][^\W\d_]*){0,2}|mùa\s+(?:khô|mưa(?:\s*,?\s*(?:bão|lũ))*|bão|lũ|lụt|khai\s+thác)"
    r"|năm\s+học(?:\s+mới)?|(?:ngày\s+)?khai\s+giảng|kỳ\s+họp(?:\s+thường\s+lệ)?(?:\s+(?:giữa|cuối)\s+năm)?)(?:(?:\s+năm)?\s+\d{4}"
    rf"(?:\s*-\s*\d{{4}})?|\s+{_EACH})?"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words (half-open offsets) and their value. `date` is a partial ISO date, None for a condition or a rhythm."""

    start: int
    end: int
    date: str | None
    recurrence: str | None


@cache
def _dated() -> re.Pattern[str]:
    tail = (
        rf"(?:\s*(?:,\s*)?(?:của\s+)?(?:{_EACH}|tháng\s+cuối\s+(?:quý|mỗi\s+quý)|tháng\s+(?:sau|này)|năm\s+(?:sau|nay|này)|cuối\s+quý))?\)?"
    )
    # `từ ngày 16 đến 23 tháng 10`, `từ tháng 4 đến tháng 10 năm 2026`
    until = rf"(?:(?:ngày\s+)?{_DAY}(?!\s*(?:tháng|%))|{_MONTH}|{_QUARTER})"
    span = rf"[Tt]ừ\s+(?:ngày\s+{_DAY}|{_BARE_DAY}|{_MONTH}|{_QUARTER})\s+đến\s+(?:hết\s+)?{until}"
    span = rf"(?:{span}|[Tt]ừ\s+nay\s+đến\s+(?:hết\s+|cuối\s+)?(?:ngày\s+{_DAY}|{_MONTH}|{_QUARTER}|năm\s+\d{{4}}))"
    days = rf"ngày\s+{_DAY}(?:\s*(?:,|và|hoặc)\s*(?:(?:trước\s+)?ngày\s+{_DAY}|(?:trước\s+)?{_BARE_DAY}))*"
    # The first letters once more in front: `re` then tries the forms at one place in ten.
    return re.compile(
        rf"(?=[TtCcMmKkXxĐđHhVvNn])(?:{span}|{_BEFORE}\s+(?:{_HOUR}{days}|{_MONTH}|{_QUARTER}|(?:cuối\s+|đầu\s+)?năm\s+\d{{4}}|{_HALF})|{_BY}\s+(?:{_HOUR}{_BARE_DAY}|{_CLOCK})"
        rf"|[Vv]ào\s+(?:{_HOUR}ngày\s+{_DAY}|{_MONTH}|{_QUARTER})|[Tt]rước\s+{_SEASON}"
        rf"|[Nn]gay\s+sau\s+(?:kỳ\s+nghỉ\s+|dịp\s+)?{_SEASON}|[Đđ]ến\s+năm\s+\d{{4}}(?=\s*,\s*(?:cơ\s+bản\s+|phải\s+)?hoàn\s+thành)){tail}"
    )


@cache
def _rhythm_before() -> re.Pattern[str]:
    """A rhythm that the dated words go on from: `định kỳ trước ngày …`, `hằng năm (trước ngày …`."""
    return re.compile(rf"(?:{_PERIODIC}\s*,?\s*)?(?:{_EACH}\s*,?\s*\(?)?$")


@cache
def _rhythm() -> re.Pattern[str]:
    return re.compile(
        rf"{_PERIODIC}(?:\s*(?:,|và)\s*(?:{_EACH}|giữa nhiệm kỳ|đột xuất|khi có yêu cầu|(?:\d{{1,2}}|một)\s+năm(?!\w)|năm(?!\w)))*"
        rf"(?:\s+(?:hoặc|và)\s+(?:đột xuất|khi có yêu cầu)(?:\s+theo\s+yêu\s+cầu)?)?"
    )


@cache
def _times() -> re.Pattern[str]:
    """So many times in a span: `02 lần/năm`, `ít nhất 01 kỳ/tháng`, `06 tháng/lần`, `03 tháng một lần`, `mỗi năm ít nhất 02 lần`."""
    number, unit = r"(?:\d{1,2}|một|hai|ba)", r"(?:năm|quý|tháng|tuần|ngày)"
    least = r"(?:(?:ít nhất|tối thiểu)\s+)?"
    return re.compile(
        rf"(?:{_EACH}\s+{least}{number}\s+lần(?!\w)|{least}{number}\s+(?:lần|kỳ|đợt|số|buổi|cuộc)\s*(?:/|\s(?:mỗi|một|trong)\s)\s*{unit}(?!\w)"
        rf"|{number}\s+{unit}\s*(?:/|\s(?:một|mỗi)\s|\s(?=\d))\s*(?:\d+\s+)?lần(?!\w))",
        re.IGNORECASE,
    )


@cache
def _each() -> re.Pattern[str]:
    return re.compile(_EACH + _AND_EACH, re.IGNORECASE)


@cache
def _within() -> re.Pattern[str]:
    since = r"(?:,?\s+(?:kể\s+)?từ\s+(?:ngày|khi|thời\s+điểm)[^,.;]{0,60})"
    unit = r"(?:ngày(?:\s+làm\s+việc)?|tháng|tuần|giờ(?:\s+làm\s+việc)?)"
    event = r"(?:ngày|khi|thời\s+điểm)\s+[^\W\d_][^,.;()]{2,50}"
    meeting = r"(?:kỳ|phiên)\s+họp[^,.;()]{0,30}?\s(?:(?:giữa|cuối|đầu)\s+năm(?:\s+\d{4})?|tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?)"
    return re.compile(
        rf"(?:{_LAST}\s+\d{{1,3}}\s+{unit}\s+trước\s+{event}"  # `chậm nhất 03 ngày trước ngày khai mạc kỳ họp`
        rf"|[Tt]rước\s+ngày\s+[^\W\d_][^,.;()\d]{{2,40}}\s\d{{1,3}}\s+{unit}(?!\w)"  # `trước ngày bầu cử 05 ngày`
        rf"|(?:[Tt]ại|[Tt]rong|[Tt]rước)\s+{meeting}(?!\w)"
        rf"|[Tt]rong\s+(?:thời\s+hạn\s+|thời\s+gian\s+|vòng\s+)?(?:không\s+quá\s+|chậm\s+nhất\s+|tối\s+đa\s+)?\d{{1,3}}\s+{unit}{since}?"
        rf"|(?:{_LAST}|[Ss]au)\s+(?:sau\s+)?\d{{1,3}}\s+{unit}{since}"
        rf"|[Tt]rước\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\d{{1,3}}\s+{unit}(?!\w)"
        rf"|[Tt]rong\s+{_QUARTER}|[Tt]rong\s+{_MONTH}|(?:hoàn\s+thành|xong)\s+(?:trong\s+)?(?:{_QUARTER}|{_MONTH})"
        # not the end of the year that the work is about: `hàng hóa dịp cuối năm`, `thị trường cuối năm 2021 và dịp Tết`
        r"|(?<!dịp )(?<!tháng )(?<!thị trường )(?<!cao điểm )(?<!những ngày )(?<!thời điểm )"
        r"cuối\s+năm(?:\s+\d{4})?(?!\s+(?:\d{4}\s+)?và\s+(?:dịp|Tết|trước|đầu))"
        r"|cuối\s+quý)"
    )


@cache
def _whole_year() -> re.Pattern[str]:
    """`hết năm 2027`, `trong năm 2026`: a year bounds work that is done or reached by then; in a title it is the title's."""
    return re.compile(r"(?:[Đđ]ến\s+hết|[Đđ]ến|[Hh]ết|[Tt]rong|[Tt]rước)\s+(?:cuối\s+|đầu\s+)?năm\s+\d{4}")


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


# `trong dự toán ngân sách hàng năm`, `giao ban hằng tháng`: a rhythm of something else than the task.
_NOT_EACH = re.compile(
    r"(?:ngân sách(?: nhà nước| tỉnh| địa phương)?|dự toán|dự toán chi|giao ban báo chí|giao ban"
    r"|bình quân|kinh phí|nguồn vốn|thường xuyên|kế hoạch vốn|đầu tư công|công tác|thi đua|xếp loại|chỉ tiêu"
    r"|trong việc|công việc|đời sống|sinh hoạt|hoạt động|trung hạn,|trung hạn và|5 năm,|5 năm và)\s*$"
)


_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_UNITS = {"năm": "yearly", "quý": "quarterly", "tháng": "monthly", "tuần": "weekly", "ngày": "daily"}


def _recurrence(words: str) -> str | None:
    low = " ".join(words.lower().split())
    each = compiled(r"(?:hằng|hàng|mỗi) (năm|quý|tháng|tuần|ngày)").search(low)  # the first of `hằng tháng, quý, 6 tháng, năm`
    if each:
        return _UNITS[each[1]]
    times = _times().search(words)
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
    match = compiled(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})").search(words)
    if match:
        d, m, y = (match[1], match[2], match[3]) if match[3] else (match[4], match[5], match[6])
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
    if match and not compiled(r"giai đoạn|từ").search(words.lower()):
        return match[1], recurrence
    return None, recurrence


def _bounds(flat: str, start: int, match: re.Match[str], end: int) -> bool:
    """Does the dated match bound the work? A year alone mostly belongs to a title (`Chiến lược … đến năm 2030`)."""
    before = flat[max(start, match.start() - 40) : match.start()].lower()
    after = flat[match.end() : min(end, match.end() + 24)].lower()
    words = " ".join(match[0].lower().split())
    if words.startswith("từ"):
        if " đến " not in words:
            return False  # `từ ngày …` begins a period of the content more often than it bounds the work
        return not compiled(r"(?:số liệu|tính|phát sinh|kỳ báo cáo|ban hành|thời kỳ|xảy ra)[^,;]{0,20}$").search(before)
    if _whole_year().fullmatch(words):
        if compiled(r"(?:hoàn thành|xong|báo cáo)\s*$").search(before):
            return True
        first = not before.strip(" -+*") or before.rstrip().endswith((";", ".", ":"))
        if first and compiled(r"\s*,\s*(?:cơ bản\s+|phải\s+)?hoàn thành(?!\w)").match(after):
            return True  # `Đến năm 2030, hoàn thành xây dựng 02 trạm`; `Đến năm 2030, 80 % số hộ …` is a target
        if words.startswith(("trong", "trước")) or "hết" in words:
            idle = compiled(
                r"(?:phát sinh|được giao|bố trí|ban hành|dự toán|kinh phí|kết quả|kế hoạch|nhiệm vụ|chỉ tiêu|thực hiện)[^,;]{0,12}$"
            )
            return (compiled(r"\s*(?:[.;,]|/\.|$)").match(after) is not None and not idle.search(before)) or (
                "hết" in words and compiled(r"\s*,?\s*(?:hoàn thành|phải|cơ bản|đạt|xong|có)(?!\w)").match(after) is not None
            )
        return False
    return not (words.startswith("vào") and compiled(r"(?:ban hành|ký|họp|diễn ra|xảy ra|hiệu lực)[^,;]{0,12}$").search(before))


@cache
def _condition() -> re.Pattern[str]:
    """What the work waits for, at the end of the sentence or in a bracket there: `khi có hướng dẫn của Trung ương`, `(khi Bộ Y tế triển
    khai)`, `ngay sau khi Luật … có hiệu lực thi hành`. `khi có yêu cầu`, `khi cần thiết` say no time.
    """
    paper = r"(?:hướng\s+dẫn|văn\s+bản|chỉ\s+đạo|quyết\s+định|kế\s+hoạch|chương\s+trình|thông\s+báo|chủ\s+trương|hiệu\s+lực)"
    done = r"(?:triển\s+khai|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|thông\s+qua|có\s+hiệu\s+lực|chấp\s+thuận|công\s+bố|phân\s+bổ)"
    first = r"(?:(?:[Cc]ho\s+)?đến\s+)?(?:[Nn]gay\s+)?(?:[Ss]au\s+)?[Kk]hi"
    body = rf"(?=[^\W\d_a-zđ])(?:[^.;()]|\([^()]{{1,20}}\)){{2,90}}?{done}[^.;()]{{0,40}}"
    happened = r"[^.;()]{3,80}?\s(?:xảy\s+ra|kết\s+thúc|hoàn\s+thành|phát\s+hiện|tiếp\s+nhận)[^.;()]{0,30}"
    clause = rf"(?:có\s+{paper}[^.;()]{{0,80}}|được\s+{done}[^.;()]{{0,60}}|{body})"
    return re.compile(rf"(?<!\w)(?:{first}\s+{clause}|(?:[Nn]gay\s+)?[Ss]au\s+khi\s+{happened})(?=\)?\s*[.;:]?\s*$)")


Opening = tuple[int, str]
"""Where the words of a time may begin, and which of the patterns can begin there: d(ated), w(ithin), r(hythm), e(ach)."""

_OPENINGS = {
    **dict.fromkeys(("từ", "đến", "hết", "vào", "ngay"), "d"),
    "tại": "w",
    **dict.fromkeys(("trong", "trước", "chậm", "muộn", "không", "xong"), "dw"),
    **dict.fromkeys(("sau", "cuối", "hoàn"), "w"),
    **dict.fromkeys(("hằng", "hàng", "mỗi"), "e"),
    "định": "r",
}


@cache
def _automaton() -> WordSearch:
    return WordSearch(_OPENINGS)


def openings(low: str) -> list[Opening]:
    """All places of a lower-case text where the words of a time may begin, in order. One pass for the text costs less than one for each
    sentence."""
    kinds = tuple(_OPENINGS.values())
    return [
        (start, kinds[which])
        for which, start, end in _automaton().find(low)
        if not (start and _in_word(low[start - 1])) and not (end < len(low) and _in_word(low[end]))
    ]


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _dated_in(flat: str, start: int, end: int, firsts: Sequence[Opening]) -> tuple[int, int] | None:
    """The first dated deadline of a sentence, with the rhythm before it."""
    for match in _matches(_dated(), "d", flat, end, firsts):
        if not _bounds(flat, start, match, end):
            continue
        words = flat[max(start, match.start() - 44) : match.start()]
        if not any(part in words for part in ("ịnh", "ằng", "àng", "ỗi")):
            return match.span()
        before = _rhythm_before().search(flat, max(start, match.start() - 44), match.start())
        return (before.start() if before else match.start()), match.end()
    return None


def _matches(pattern: re.Pattern[str], kind: str, flat: str, end: int, firsts: Sequence[Opening]) -> Iterator[re.Match[str]]:
    return (m for at, kinds in firsts if kind in kinds and (m := pattern.match(flat, at, end)))


def _rhythm_in(flat: str, start: int, end: int, firsts: Sequence[Opening]) -> tuple[int, int] | None:
    within = next(_matches(_within(), "w", flat, end, firsts), None)
    if within is not None:
        return within.span()
    times = _times_in(flat, start, end)
    rhythm = next(_matches(_rhythm(), "r", flat, end, firsts), None)
    if times is not None and rhythm is not None and rhythm.start() < times.start() <= rhythm.end() + 1:
        return rhythm.start(), max(times.end(), rhythm.end())  # `Định kỳ 03 tháng/01 lần`
    if times is not None or rhythm is not None:
        return (times or rhythm).span()  # type: ignore[union-attr]
    for match in _matches(_each(), "e", flat, end, firsts):
        words = flat[max(start, match.start() - 40) : match.start()].lower().rstrip()
        rated = words.endswith(("cán bộ", "viên chức", "công chức")) and match[0].lower() in (
            "hằng năm",
            "hàng năm",
        )  # `đánh giá cán bộ hằng năm`
        if not rated and not _NOT_EACH.search(words):
            return match.span()
    return None


def _times_in(flat: str, start: int, end: int) -> re.Match[str] | None:
    """`02 lần/năm`. Most strokes are those of numbers and days: before the stroke of a rhythm stands what is counted."""
    if flat.find("lần", start, end) < 0 and (
        flat.find("/", start, end) < 0
        or not compiled(r"(?:lần|kỳ|đợt|số|buổi|cuộc)(?:\s*/|\s+(?:mỗi|một|trong)\s)").search(flat[start:end].lower())
    ):
        return None
    return _times().search(flat, start, end)


def _waited_for(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """The condition at the end of a sentence; behind an instrument's title it may be the title's, and counts for nothing."""
    near = max(start, end - 200)
    if flat.find("khi", near, end) < 0 and flat.find("Khi", near, end) < 0:
        return None
    waits = _condition().search(flat[start:end], max(0, end - start - 200))
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
