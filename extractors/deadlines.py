"""Deadlines: the words that say by when or how often, and what they mean."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.dates import iso
from extractors.patterns import compiled

_DAY = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s*(?:năm|/)\s*\d{4})?|\d{1,2})"
_MONTH = r"tháng\s+\d{1,2}(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
_QUARTER = r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
_EACH = r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
_PERIODIC = (
    rf"[Đđ]ịnh\s+kỳ(?:\s+(?:{_EACH}|\d{{1,2}}\s+(?:tháng|năm|lần)(?:\s*[/,]?\s*(?:một\s+)?(?:lần|năm)(?:/năm)?)?|(?:\d{{1,2}}|một"
    rf"|hai)\s+lần/(?:năm|quý|tháng)|quý|năm|tháng|tuần))?"
)
_BEFORE = r"(?:[Tt]rước|[Cc]hậm\s+nhất(?:\s+là)?|[Mm]uộn\s+nhất(?:\s+là)?|[Xx]ong\s+trước|[Tt]ừ|[Đđ]ến\s+hết|[Hh]ết|[Tt]rong)"


# A day without the word for it: `trước 30/6/2026`, `chậm nhất 15/12`; only numbers that can be day and month.
_BARE_DAY = r"(?:0?[1-9]|[12]\d|3[01])/(?:1[0-2]|0?[1-9])(?:/\d{4})?(?![\w%/])"
_BY = r"(?:[Tt]rước|[Cc]hậm\s+nhất(?:\s+là)?|[Mm]uộn\s+nhất(?:\s+là)?|[Đđ]ến\s+hết)"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words (half-open offsets) and their value. `date` is a partial ISO date, None for a condition or a rhythm."""

    start: int
    end: int
    date: str | None
    recurrence: str | None


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_BEFORE}\s+(?:ngày\s+{_DAY}|{_MONTH}|{_QUARTER}|(?:cuối\s+|đầu\s+)?năm\s+\d{{4}})|{_BY}\s+{_BARE_DAY})"
        rf"(?:\s*(?:,\s*)?(?:của\s+)?(?:{_EACH}|tháng\s+cuối\s+(?:quý|mỗi\s+quý)|tháng\s+sau|năm\s+sau|cuối\s+quý))?\)?"
    )


@cache
def _rhythm_before() -> re.Pattern[str]:
    """A rhythm that the dated words go on from: `định kỳ trước ngày …`, `hằng năm (trước ngày …`."""
    return re.compile(rf"(?:{_PERIODIC}\s*,?\s*)?(?:{_EACH}\s*,?\s*\(?)?$")


@cache
def _rhythm() -> re.Pattern[str]:
    return re.compile(
        rf"{_PERIODIC}(?:\s*,\s*(?:{_EACH}|giữa nhiệm kỳ|đột xuất|khi có yêu cầu|\d\s+năm))*(?:\s+(?:hoặc|và)\s+(?:đột xuất"
        rf"|khi có yêu cầu)(?:\s+theo\s+yêu\s+cầu)?)?"
    )


@cache
def _each() -> re.Pattern[str]:
    return re.compile(_EACH, re.IGNORECASE)


@cache
def _within() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[Tt]rong\s+(?:thời\s+hạn\s+|vòng\s+)?\d{{1,3}}\s+(?:ngày(?:\s+làm\s+việc)?|tháng|tuần)(?:,?\s+kể\s+từ\s+(?:ngày"
        rf"|khi)[^,.;]{{0,60}})?|[Tt]rong\s+{_QUARTER}|[Tt]rong\s+{_MONTH}|(?:hoàn\s+thành|xong)\s+(?:trong\s+)?{_QUARTER}|cuối\s+năm"
        rf"|cuối\s+quý)"
    )


# `trong dự toán ngân sách hàng năm`, `giao ban hằng tháng`: a rhythm of something else than the task.
_NOT_EACH = re.compile(
    r"(?:ngân sách(?: nhà nước| tỉnh| địa phương)?|dự toán|dự toán chi|giao ban báo chí|giao ban|cán bộ|viên chức|công chức|bình quân"
    r"|kinh phí|nguồn vốn|thường xuyên|kế hoạch vốn|đầu tư công|công tác|thi đua|xếp loại|chỉ tiêu"
    r"|trong việc|công việc|đời sống|sinh hoạt|hoạt động|trung hạn,|trung hạn và|5 năm,|5 năm và)\s*$"
)


def _recurrence(words: str) -> str | None:
    low = words.lower()
    for unit, name in (("năm", "yearly"), ("quý", "quarterly"), ("tháng", "monthly"), ("tuần", "weekly"), ("ngày", "daily")):
        if compiled(rf"(?:hằng|hàng|mỗi) {unit}").search(" ".join(low.split())):
            return name
    if compiled(r"6 tháng|sáu tháng|06 tháng").search(low):
        return "half-yearly"
    return "periodic" if "định kỳ" in low or "thường xuyên" in low else None


def value_of(words: str) -> tuple[str | None, str | None]:
    """Date (partial ISO) and recurrence that deadline words give; a day without a year gives no date."""
    recurrence = _recurrence(words)
    match = compiled(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})").search(words)
    if match:
        d, m, y = (match[1], match[2], match[3]) if match[3] else (match[4], match[5], match[6])
        return iso(d, m, y), recurrence
    match = compiled(r"[Tt]háng\s+(\d{1,2})\s*(?:[/-]|năm)\s*(\d{4})").search(words)
    if match:
        return iso(None, match[1], match[2]), recurrence
    match = compiled(r"[Nn]ăm\s+(\d{4})$").search(words.strip(" ."))
    if match and not compiled(r"giai đoạn|từ").search(words.lower()):
        return match[1], recurrence
    return None, recurrence


def _dated_in(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """The first dated deadline of a sentence, with the rhythm before it."""
    for match in _dated().finditer(flat, start, end):
        words = match[0].lower()
        if words.startswith("từ"):
            continue  # `từ ngày …` begins a period of the content more often than it bounds the work
        vague = compiled(r"(?:đến hết|hết|trong|trước)\s+(?:cuối\s+|đầu\s+)?năm\s+\d{4}$").match(words)
        if vague and not compiled(r"(?:hoàn thành|xong|báo cáo)\s*$").search(flat[max(start, match.start() - 14) : match.start()].lower()):
            continue
        window = max(start, match.start() - 44)
        before = _rhythm_before().search(flat, window, match.start())
        return (before.start() if before else match.start()), match.end()
    return None


def find(flat: str, start: int, end: int) -> Deadline | None:
    """The deadline stated in a sentence, None where it states none. A dated one wins over a rhythm."""
    span = _dated_in(flat, start, end)
    if span is None:
        match = _within().search(flat, start, end) or _rhythm().search(flat, start, end)
        if match is None:
            each = _each().finditer(flat, start, end)
            match = next((m for m in each if not _NOT_EACH.search(flat[max(start, m.start() - 40) : m.start()].lower())), None)
        if match is None:
            return None
        span = match.span()
    first, last = span
    if flat[last - 1] == ")" and "(" not in flat[first:last]:
        last -= 1
    date, recurrence = value_of(" ".join(flat[first:last].split()))
    return Deadline(first, last, date, recurrence)
