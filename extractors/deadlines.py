"""Deadlines: the words that say by when or how often, and what they mean."""

import re
from dataclasses import dataclass
from functools import cache

from extractors.dates import iso

_DAY = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s*(?:năm|/)\s*\d{4})?|\d{1,2})"
_MONTH = r"tháng\s+\d{1,2}(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
_QUARTER = r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
_EACH = r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
_PERIODIC = rf"[Đđ]ịnh\s+kỳ(?:\s+(?:{_EACH}|\d{{1,2}}\s+(?:tháng|năm|lần)(?:\s*[/,]?\s*(?:một\s+)?(?:lần|năm)(?:/năm)?)?|(?:\d{{1,2}}|một|hai)\s+lần/(?:năm|quý|tháng)|quý|năm|tháng|tuần))?"
_BEFORE = r"(?:[Tt]rước|[Cc]hậm\s+nhất(?:\s+là)?|[Mm]uộn\s+nhất(?:\s+là)?|[Xx]ong\s+trước|[Tt]ừ|[Đđ]ến\s+hết|[Hh]ết|[Tt]rong)"


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
        rf"(?:{_PERIODIC}\s*,?\s*)?(?:(?P<each0>{_EACH})\s*,?\s*\(?)?"
        rf"{_BEFORE}\s+(?:ngày\s+{_DAY}|{_MONTH}|{_QUARTER}|(?:cuối\s+|đầu\s+)?năm\s+\d{{4}})(?:\s*(?:,\s*)?(?:của\s+)?(?:{_EACH}|tháng\s+cuối\s+(?:quý|mỗi\s+quý)|tháng\s+sau|năm\s+sau|cuối\s+quý))?\)?"
    )


@cache
def _rhythm() -> re.Pattern[str]:
    return re.compile(rf"{_PERIODIC}(?:\s*,\s*(?:{_EACH}|giữa nhiệm kỳ|đột xuất|khi có yêu cầu|\d\s+năm))*(?:\s+(?:hoặc|và)\s+(?:đột xuất|khi có yêu cầu)(?:\s+theo\s+yêu\s+cầu)?)?")


@cache
def _each() -> re.Pattern[str]:
    return re.compile(_EACH, re.IGNORECASE)


@cache
def _within() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]rong\s+(?:thời\s+hạn\s+|vòng\s+)?\d{{1,3}}\s+(?:ngày(?:\s+làm\s+việc)?|tháng|tuần)(?:,?\s+kể\s+từ\s+(?:ngày|khi)[^,.;]{{0,60}})?|[Tt]rong\s+{_QUARTER}|[Tt]rong\s+{_MONTH}|(?:hoàn\s+thành|xong)\s+(?:trong\s+)?{_QUARTER}|cuối\s+năm|cuối\s+quý)")


# `trong dự toán ngân sách hàng năm`, `giao ban hằng tháng`: a rhythm of something else than the task.
_NOT_EACH = re.compile(r"(?:ngân sách(?: nhà nước| tỉnh| địa phương)?|dự toán|dự toán chi|giao ban báo chí|giao ban|cán bộ|viên chức|công chức|bình quân|kinh phí|nguồn vốn|thường xuyên|kế hoạch vốn|đầu tư công|công tác|thi đua|xếp loại|chỉ tiêu)\s*$")


def _recurrence(words: str) -> str | None:
    low = words.lower()
    for unit, name in (("năm", "yearly"), ("quý", "quarterly"), ("tháng", "monthly"), ("tuần", "weekly"), ("ngày", "daily")):
        if re.search(rf"(?:hằng|hàng|mỗi) {unit}", " ".join(low.split())):
            return name
    if re.search(r"6 tháng|sáu tháng|06 tháng", low):
        return "half-yearly"
    return "periodic" if "định kỳ" in low or "thường xuyên" in low else None


def value_of(words: str) -> tuple[str | None, str | None]:
    """Date (partial ISO) and recurrence that deadline words give; a day without a year gives no date."""
    recurrence = _recurrence(words)
    match = re.search(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})|(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", words)
    if match:
        d, m, y = (match[1], match[2], match[3]) if match[3] else (match[4], match[5], match[6])
        return iso(d, m, y), recurrence
    match = re.search(r"tháng\s+(\d{1,2})\s*(?:[/-]|năm)\s*(\d{4})", words, re.IGNORECASE)
    if match:
        return iso(None, match[1], match[2]), recurrence
    match = re.search(r"năm\s+(\d{4})$", words.strip(" ."))
    if match and not re.search(r"giai đoạn|từ", words.lower()):
        return match[1], recurrence
    return None, recurrence


def find(flat: str, start: int, end: int) -> Deadline | None:
    """The deadline stated in a sentence, None where it states none. A dated one wins over a rhythm."""
    best = None
    for match in _dated().finditer(flat, start, end):
        words = match[0]
        if words.lower().startswith("từ"):
            continue  # `từ ngày …` begins a period of the content more often than it bounds the work
        if re.match(r"(?:đến hết|hết|trong|trước)\s+(?:cuối\s+|đầu\s+)?năm\s+\d{4}$", words.lower()) and not re.search(r"(?:hoàn thành|xong|báo cáo)\s*$", flat[max(start, match.start() - 14) : match.start()].lower()):
            continue
        best = match
        break
    if best is None:
        best = _within().search(flat, start, end) or _rhythm().search(flat, start, end)
        if best is not None and re.search(r"kiểm tra thường xuyên, $", flat[max(start, best.start() - 30) : best.start()]):
            best = None
    if best is None:
        best = next((m for m in _each().finditer(flat, start, end) if not _NOT_EACH.search(flat[max(start, m.start() - 40) : m.start()].lower())), None)
    if best is None:
        return None
    first, last = best.span()
    if flat[last - 1] == ")" and "(" not in flat[first:last]:
        last -= 1
    date, recurrence = value_of(" ".join(flat[first:last].split()))
    return Deadline(first, last, date, recurrence)
