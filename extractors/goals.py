"""Figures that a task is to reach: `tỷ lệ giải ngân đạt trên 95%`, `100% xã, phường có điểm hỗ trợ`, `ít nhất 02 mô hình`.

A figure alone proves nothing. It is a goal where a word of reaching or of the least stands before it, where it is all (`100%`), or where
its clause begins with it; a rate of money (`hỗ trợ 50% học phí`), a state (`đã đạt 80%`) and a condition (`dưới 50% thì …`) are none.
Lower-case text throughout.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.verbs import verb_end

_NUMBER = r"\d{1,3}(?:[.,]\d{1,3})*"
_PERCENT = rf"{_NUMBER}(?:\s*%?\s*[-–]\s*{_NUMBER})?\s*(?:%|‰|phần trăm(?!\w))"
_REACH = r"(?:đạt|vượt|chiếm|duy trì|tăng|giảm|nâng|bao phủ|phấn đấu|hoàn thành|giải ngân|bảo đảm|đảm bảo|còn|xuống)"
_TOWARDS = r"(?:tỷ lệ|tỉ lệ|mức|thêm|lên|xuống|được|còn|bình quân|có|cho|đạt|thấp nhất|cao nhất|hơn|hằng năm|hàng năm|mỗi năm)"
_LEAST = (
    r"(?:ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|trên|hơn|từ|dưới|không quá|không vượt quá|tối đa"
    r"|bằng hoặc cao hơn|khoảng)"
)
_AT_LEAST = ("ít nhất", "tối thiểu", "không dưới", "không thấp hơn", "không ít hơn")
_AT_MOST = ("dưới", "không quá", "không vượt quá", "tối đa", "từ")
_LONGEST = 140
_REST = r"[^;.:()\n]|(?<=\d)[.](?=\d)|\n(?=\S)"

_OF_MONEY = re.compile(
    r"(?:hỗ trợ|mức|lãi suất|phí|giá|vốn|thuế|cao hơn|thấp hơn|chi trả|thanh toán|đối ứng|phạt|trợ cấp|phụ cấp|khấu hao"
    r"|chiết khấu|đóng góp|bồi thường|hưởng|trích|miễn|vượt quá|thương tật|ngân sách)"
    r"(?:\s+(?:ít nhất|tối thiểu|tối đa|không quá|từ|trên|bằng|là))*\s*$"
)
_STATE = re.compile(
    r"(?:đã|mới chỉ|mới|chỉ|hiện|chưa|không|nếu|đang)(?:\s+(?:đạt|được|có|chiếm|là|tăng|giảm|hoàn thành|giải ngân|còn))*(?:\s+khoảng)?\s*$"
)
_OF_FEES = re.compile(r"\s*(?:số\s+)?(?:tiền|lệ phí|phí|thuế|mức|học phí|viện phí|giá|lãi)(?!\w)")
_OF_COSTS = re.compile(r"\s*(?:(?:chi|kinh) phí|giá trị|tổng mức|vốn|số vốn)(?!\w)")
_RHYTHM = re.compile(r"(?:lần|kỳ|đợt|buổi|cuộc|ngày|tháng|năm|quý|tuần|giờ|phút|số)(?!\w)")
_OPENS = re.compile(r"(?:^|[;,:.(\-+]\s*|(?<!\w)(?:có|với|cho|để|và|bảo đảm|đảm bảo|phấn đấu|thu hút|huy động|vận động|hướng dẫn)\s+)$")


@cache
def _percents() -> re.Pattern[str]:
    rate = r"(?:tỷ|tỉ) (?:lệ|trọng)"
    share = rf"(?:(?P<share>{rate}\s(?:(?!{rate}|\d\s*%)[^;.:\n]){{3,160}}?\s))?"
    return re.compile(rf"{share}(?P<reach>{_REACH}\s+(?:{_TOWARDS}\s+)*)?(?P<least>{_LEAST}\s+)?(?P<figure>{_PERCENT})(?P<up>\s+trở lên)?")


@cache
def _counts() -> re.Pattern[str]:
    """`ít nhất 02 mô hình`, `phấn đấu đạt 1.700 ha`, `xây dựng tối thiểu 50 điểm`."""
    verb = rf"(?:(?:đạt|phấn đấu)\s+(?:{_TOWARDS}\s+)*(?:{_LEAST}\s+)?|(?:ít nhất|tối thiểu|không dưới|không ít hơn)\s+(?:là\s+)?)"
    return re.compile(rf"(?<!\w){verb}(?P<figure>{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?)\s+(?=[^\W\d_])")


_TURNS = re.compile(
    r"\s+(?:theo|trước|vào|nhằm|để|kể từ|hoàn thành|trong (?:vòng|tháng|quý|năm|giai đoạn)|từ (?:ngày|năm)|đến (?:năm|hết|ngày|cuối))(?!\w)"
    r"|,\s*gắn với"
)
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(rf"(?:{_REST})*")
_JOINS = re.compile(r"\s*,\s*|\s+và\s+")


def _clause_end(low: str, at: int, end: int) -> int:
    """End of what the figure counts: up to a mark, a time, a purpose or the next verb, at a word's end, not longer than two lines.

    `100% xã, phường có điểm hỗ trợ` goes on over its comma, `rà soát 100% tàu cá, cập nhật vào phần mềm` does not.
    """
    limit = min(end, at + _LONGEST)
    match = _COUNTED.match(low, at, limit)
    stop = match.end() if match else at
    turn = _TURNS.search(low, at, stop)
    stop = turn.start() if turn else stop
    verb = next((m.start() for m in _JOINS.finditer(low, at, stop) if verb_end(low, m.end(), end)), None)
    if verb is not None:
        stop = verb
    elif stop == limit < end and not turn:
        cut = max(low.rfind(",", at, stop), low.rfind(" và ", at, stop))
        stop = cut if cut > at else low.rfind(" ", at, stop)
    return at + len(low[at:stop].rstrip(" ,\n"))


def find(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open offsets of the goals in `low[start:end]`, in order; most tasks have none."""
    found: list[tuple[int, int]] = []
    if _DIGIT.search(low, start, end) is None:
        return found
    if "%" in (words := low[start:end]) or "‰" in words or "phần trăm" in words:
        found += _apart(_shares(low, start, end), found)
    if "đạt " in words or "phấn đấu" in words or "ít nhất" in words or "tối thiểu" in words or "không dưới" in words or "không ít" in words:
        found += _apart(_numbers(low, start, end), found)
    return sorted(found)


def _apart(spans: Iterator[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a, b in spans:
        if all(b <= c or d <= a for c, d in [*taken, *out]):
            out.append((a, b))
    return out


def _shares(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _percents().finditer(low, start, end):
        least, whole = (match["least"] or "").strip(), match["figure"].startswith("100")
        first = match.start("least") if match["least"] else match.start("figure")
        before = low[max(start, match.start() - 60) : match.start()]
        near = low[max(start, first - 60) : first]
        rated = _OF_MONEY.search(near) and (not whole or _OF_COSTS.match(low, match.end(), end))
        if rated or _STATE.search(before) or _OF_FEES.match(low, match.end(), end):
            continue
        if match["reach"]:
            yield match.start(), match.end() if match["share"] else _clause_end(low, match.end(), end)
        elif least in _AT_LEAST or whole or (least not in _AT_MOST and _OPENS.search(near)):
            yield first, _clause_end(low, match.end(), end)


def _numbers(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _counts().finditer(low, start, end):
        before = low[max(start, match.start() - 40) : match.start()]
        if _RHYTHM.match(low, match.end(), end) or _STATE.search(before) or low.startswith("%", match.end()):
            continue
        yield match.start(), _clause_end(low, match.end(), end)
