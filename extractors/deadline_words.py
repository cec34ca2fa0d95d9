"""The words that say by when and how often: patterns over the flat view, in its own case."""

import re
from functools import cache

_DAY = r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s*(?:năm|/)\s*\d{4})?|\d{1,2})"
_MONTH = r"tháng\s+\d{1,2}(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
_QUARTER = r"[Qq]uý\s+(?:IV|I{1,3}|[1-4])(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
# `quý II và quý III năm 2026`, `tháng 4, tháng 9/2016`
_QUARTERS = rf"{_QUARTER}(?:\s*(?:,|và)\s*(?:{_QUARTER}|(?:IV|I{{1,3}})(?!\w)(?:\s*[/-]\s*\d{{4}}|\s+năm\s+\d{{4}})?))*"
_MONTHS = rf"{_MONTH}(?:\s*(?:,|và)\s*{_MONTH})*"
# `đầu năm 2005`, `cuối quý II`, `tuần đầu tháng 5/2023`; a year's end or middle needs no number, its beginning is often that of a budget
_PART = (
    rf"(?:(?:đầu|giữa|cuối|trung\s+tuần|thượng\s+tuần|hạ\s+tuần|tuần\s+(?:đầu|cuối)|nửa\s+(?:đầu|cuối))\s+(?:của\s+)?"
    rf"(?:{_MONTH}|{_QUARTER}|năm\s+\d{{4}})|(?:giữa|cuối)\s+(?:năm|quý|tháng|tuần)(?!\w)(?:\s+(?:này|nay|sau)(?!\w))?)"
)
_EACH = r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
# what a rhythm goes on with: `hằng tháng, quý, 6 tháng, năm`, `hằng ngày, hằng tuần`
_AND_EACH = rf"(?:\s*(?:,|/|và|hoặc)\s*(?:{_EACH}|(?:(?:0?[369]|sáu)\s+)?tháng|quý|năm|tuần|ngày)(?!\w)(?!\s+\d))*"
_HALF = r"(?:0?[369]|sáu|ba|chín)\s+tháng\s+(?:đầu|cuối)\s+(?:năm|quý)(?:\s+\d{4})?"
_LAST = r"(?:[Cc]hậm\s+nhất|[Mm]uộn\s+nhất|[Kk]hông\s+(?:muộn|chậm)\s+(?:hơn|quá))(?:\s+(?:là|vào|đến|trong|trước))*(?:\s+hết)?"
_BEFORE = rf"(?:[Tt]rước|{_LAST}|[Tt]ừ|[Đđ]ến\s+hết|[Hh]ết|[Tt]rong)"
# `thứ Sáu hằng tuần`, `vào ngày 05 và ngày 20 hằng tháng`
_WEEKDAY = r"(?:ngày\s+)?(?:thứ\s+[^\W\d_]+|chủ\s+nhật)(?!\w)"
_DAYS_OF = (
    rf"(?:[Vv]ào\s+)?(?:(?:sáng|chiều|tối)\s+)?(?:các\s+)?(?:{_WEEKDAY}|ngày\s+\d{{1,2}}(?![\d/.]))"
    rf"(?:\s*(?:,|và)\s*(?:{_WEEKDAY}|ngày\s+\d{{1,2}}(?![\d/.])))*"
)
# `ngày làm việc cuối cùng của tháng`
_LAST_DAY = (
    r"ngày\s+(?:làm\s+việc\s+)?(?:đầu\s+tiên|cuối\s+cùng|cuối)\s+(?:của\s+)?(?:(?:mỗi|từng|hằng|hàng)\s+)?(?:tuần|tháng|quý|năm)(?!\w)"
)
_OF_EACH = rf"{_DAYS_OF}\s+{_EACH}"
_PERIODIC = (
    rf"[Đđ]ịnh\s+kỳ(?:\s+(?:{_OF_EACH}|{_EACH}{_AND_EACH}|\d{{1,2}}\s+(?:tháng|năm|lần)(?:\s*[/,]?\s*(?:một\s+|\d+\s*)?(?:lần|năm)(?!\w)(?:/năm)?)?|(?:\d{{1,2}}|một"
    rf"|hai)\s+lần/(?:năm|quý|tháng)|quý|năm|tháng|tuần))?"
)
_HOUR = r"(?:\d{1,2}\s*(?:h|g|giờ)\s*(?:\d{2})?(?:\s*phút|['’])?\s*,?\s+)?"


# A day without the word for it: `trước 30/6/2026`, `chậm nhất 15/12`; only numbers that can be day and month.
_BARE_DAY = r"(?:0?[1-9]|[12]\d|3[01])/(?:1[0-2]|0?[1-9])(?:/\d{4})?(?![\w%/])"
_BY = rf"(?:[Tt]rước|{_LAST}|[Đđ]ến\s+hết)"
# A time of day, of the week too: `trước 16 giờ hằng ngày`, `trước 17 giờ thứ Sáu hằng tuần`.
_CLOCK = (
    rf"\d{{1,2}}\s*(?:h|g|giờ)(?:\s*\d{{2}})?(?:\s*phút|['’])?(?!\w|\s*,?\s*(?:(?:kể\s+)?từ|sau\s+khi)\s)"
    rf"(?:\s*,?\s*{_WEEKDAY})?(?:\s+{_EACH})?"
)
# What comes back each year at a known time: `trước Tết Nguyên đán Bính Ngọ 2026`, `trước mùa mưa bão hằng năm`, `trước năm học mới`.
_CLOCK = rf"{_CLOCK}(?:\s*(?:,|và)\s*(?:trước\s+)?{_CLOCK})*"
_SEASON = (
    r"(?:(?:kỳ\s+nghỉ\s+)?Tết(?:\s+Nguyên\s+[Đđ]án)?(?:\s+(?!năm)[^\W\d_a-zđ][^\W\d_]*){0,2}|mùa\s+(?:khô|mưa(?:\s*,?\s*(?:bão|lũ))*|bão|lũ|lụt|khai\s+thác)"
    r"|năm\s+học(?:\s+mới)?|(?:ngày\s+)?khai\s+giảng|kỳ\s+họp(?:[^,.;()\d]{0,40}?\s(?:giữa|cuối|đầu)\s+năm|\s+thường\s+lệ)?"
    r"|vụ\s+(?:Hè\s+Thu|Đông\s+Xuân|Thu\s+Đông|Mùa|Xuân|Đông))(?:(?:\s+năm)?\s+\d{4}"
    rf"(?:\s*-\s*\d{{4}})?|\s+{_EACH})?"
)


@cache
def dated() -> re.Pattern[str]:
    of_quarter = r"tháng\s+(?:đầu|cuối)\s+(?:của\s+)?(?:mỗi\s+|từng\s+)?quý(?:\s+(?:sau|tiếp\s+theo|kế\s+tiếp))?"
    tail = rf"(?:\s*(?:,\s*)?(?:của\s+)?(?:{_EACH}|{of_quarter}|tháng\s+(?:sau|này)|năm\s+(?:sau|nay|này)|cuối\s+quý))?\)?"
    # `từ ngày 16 đến 23 tháng 10`, `từ tháng 4 đến tháng 10 năm 2026`
    until = rf"(?:(?:ngày\s+)?{_DAY}(?!\s*(?:tháng|%))|{_MONTH}|{_QUARTER})"
    span = rf"[Tt]ừ\s+(?:ngày\s+{_DAY}|{_BARE_DAY}|{_MONTH}|{_QUARTER})\s+đến\s+(?:hết\s+)?{until}"
    end_of = r"(?<=cuối\s)(?:năm|quý|tháng)(?!\w)"
    span = rf"(?:{span}|[Tt]ừ\s+nay\s+đến\s+(?:hết\s+|cuối\s+)?(?:ngày\s+{_DAY}|{_MONTH}|{_QUARTER}|năm\s+\d{{4}}|{end_of}))"
    days = rf"ngày\s+{_DAY}(?:\s*(?:,|và|hoặc)\s*(?:(?:trước\s+)?ngày\s+{_DAY}|(?:trước\s+)?{_BARE_DAY}))*"
    # The first letters once more in front: `re` then tries the forms at one place in ten.
    return re.compile(
        rf"(?=[TtCcMmKkXxĐđHhVvNn])(?:{span}|{_BEFORE}\s+(?:{_HOUR}{days}|{_MONTHS}|{_QUARTERS}|{_PART}|năm\s+(?:học\s+)?\d{{4}}(?:\s*-\s*\d{{4}})?|{_HALF})|{_BY}\s+(?:{_HOUR}{_BARE_DAY}|{_CLOCK})"
        rf"|[Vv]ào\s+(?:{_HOUR}{days}|{_MONTHS}|{_QUARTERS}|{_PART}|năm\s+\d{{4}})|[Vv]ào\s+{_OF_EACH}|[Vv]ào\s+{_LAST_DAY}|[Đđ]ầu\s+(?:năm\s+\d{{4}}|{_MONTH}|{_QUARTER})|[Tt]rong\s+giai\s+đoạn\s+\d{{4}}\s*[-–]\s*\d{{4}}|[Tt]rước\s+{_SEASON}"
        rf"|[Nn]gay\s+sau\s+(?:kỳ\s+nghỉ\s+|dịp\s+)?{_SEASON}|[Đđ]ến\s+năm\s+\d{{4}}(?=\s*,\s*(?:cơ\s+bản\s+|phải\s+)?hoàn\s+thành|\s+(?:đạt|có|giảm|tăng|phải|cơ\s+bản|hoàn\s+thành)\s)){tail}"
    )


@cache
def rhythm_before() -> re.Pattern[str]:
    """A rhythm that the dated words go on from: `định kỳ trước ngày …`, `hằng năm (trước ngày …`."""
    return re.compile(rf"(?:{_PERIODIC}\s*,?\s*)?(?:{_EACH}\s*,?\s*\(?)?$")


@cache
def bracketed() -> re.Pattern[str]:
    """A rhythm with its days in brackets: `định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)`, `hằng năm (trước ngày 10/12)`."""
    days = r"\s*\((?:trước|chậm\s+nhất|muộn\s+nhất|vào|ngày)\s[^()]{2,50}\)"
    unit = rf"(?:{_EACH}|(?:cả\s+|0?1\s+|một\s+)?năm|(?:0?[369]|sáu)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?|quý|tháng|tuần)"
    return re.compile(
        rf"(?:{_PERIODIC}|{_EACH}){days}(?:\s*(?:,|;|và)\s*{unit}(?!\w)(?:{days})?)*(?:\s+(?:hoặc|và)\s+đột\s+xuất(?!\w))?", re.IGNORECASE
    )


@cache
def day_before() -> re.Pattern[str]:
    """The day that a rhythm goes back to: `tối thứ Sáu` before `hằng tuần`."""
    return re.compile(rf"(?<!\w){_DAYS_OF}\s+$")


@cache
def rhythm() -> re.Pattern[str]:
    return re.compile(
        rf"{_PERIODIC}(?:\s*(?:,|và)\s*(?:{_EACH}|giữa nhiệm kỳ|đột xuất|khi có yêu cầu|(?:\d{{1,2}}|một)\s+năm(?!\w)|năm(?!\w)))*"
        rf"(?:\s+(?:hoặc|và)\s+(?:đột xuất|khi có yêu cầu)(?:\s+theo\s+yêu\s+cầu)?)?"
    )


@cache
def times() -> re.Pattern[str]:
    """So many times in a span: `02 lần/năm`, `ít nhất 01 kỳ/tháng`, `06 tháng/lần`, `03 tháng một lần`, `mỗi năm ít nhất 02 lần`."""
    number, unit = r"(?:\d{1,2}|một|hai|ba)", r"(?:năm|quý|tháng|tuần|ngày)"
    least = r"(?:(?:ít nhất|tối thiểu)\s+)?"
    return re.compile(
        rf"(?:{_EACH}\s+{least}{number}\s+(?:lần|buổi|đợt|kỳ|cuộc|số|phiên)(?!\w)|{least}{number}\s+(?:lần|kỳ|đợt|số|buổi|cuộc)\s*(?:/|\s(?:mỗi|một|trong)\s)\s*{unit}(?!\w)"
        rf"|{number}\s+{unit}\s*(?:/|\s(?:một|mỗi)\s|\s(?=\d))\s*(?:\d+\s+)?lần(?!\w))",
        re.IGNORECASE,
    )


@cache
def each() -> re.Pattern[str]:
    return re.compile(_EACH + _AND_EACH, re.IGNORECASE)


@cache
def within() -> re.Pattern[str]:
    places = r"(?:(?:,|\s+và)\s+(?:xã|phường|thị\s+(?:xã|trấn)|thành\s+phố|quận|huyện|đặc\s+khu)(?!\w))*"
    until = r"(?=[,.;:()]|\s+(?:có\s+trách\s+nhiệm|phải|về\s+việc)(?!\w)|\s*$)"
    since = rf"(?:,?\s+(?:(?:kể\s+)?từ|sau)\s+(?:ngày|khi|thời\s+điểm)(?:[^,.;:()]{{0,120}}?{places}{until}|[^,.;]{{0,60}}))"
    spelt = r"(?:\s+\([^\W\d_][^()\d]{1,24}\))?"  # `15 (mười lăm) ngày`
    count = r"(?:từ\s+)?\d{1,3}(?:\s*-\s*\d{1,3}|\s+đến\s+\d{1,3})?"  # `trong 24 - 48 giờ`
    first = rf"(?:\s+đầu\s+(?:của\s+)?(?:{_EACH}|tháng|quý|năm)(?!\w)(?!\s+\d))"
    unit = r"(?:ngày(?:\s+làm\s+việc)?|tháng|tuần|giờ(?:\s+làm\s+việc)?)"
    event = r"(?:ngày|khi|thời\s+điểm)\s+[^\W\d_][^,.;()]{2,50}"
    meeting = r"(?:kỳ|phiên)\s+họp[^,.;()]{0,30}?\s(?:thứ\s+\w+"
    meeting += r"|(?:giữa|cuối|đầu)\s+năm(?:\s+\d{4})?|tháng\s+\d{1,2}(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?)"
    return re.compile(
        rf"(?:{_LAST}\s+\d{{1,3}}\s+{unit}\s+trước\s+{event}"  # `chậm nhất 03 ngày trước ngày khai mạc kỳ họp`
        rf"|[Tt]rước\s+ngày\s+[^\W\d_][^,.;()\d]{{2,40}}\s\d{{1,3}}\s+{unit}(?!\w)"  # `trước ngày bầu cử 05 ngày`
        rf"|(?:[Tt]ại|[Tt]rong|[Tt]rước)\s+{meeting}(?!\w)"
        rf"|[Tt]rong\s+(?:thời\s+hạn\s+|thời\s+gian\s+|vòng\s+)?(?:không\s+quá\s+|chậm\s+nhất\s+|tối\s+đa\s+)?{count}{spelt}\s+{unit}(?:{since}|{first})?"
        rf"|(?:{_LAST}|[Ss]au|[Kk]hông\s+quá)\s+(?:sau\s+)?\d{{1,3}}{spelt}\s+{unit}{since}"
        rf"|[Tt]rước\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\d{{1,3}}\s+{unit}(?!\w)"
        rf"|(?:hoàn\s+thành|xong)\s+(?P<time>(?:{_QUARTERS}|{_MONTHS}|năm\s+\d{{4}}))"
        # not the end of the year that the work is about: `hàng hóa dịp cuối năm`, `thị trường cuối năm 2021 và dịp Tết`
        r"|(?<!dịp )(?<!tháng )(?<!thị trường )(?<!cao điểm )(?<!những ngày )(?<!thời điểm )"
        r"cuối\s+năm(?:\s+\d{4})?(?!\s+(?:\d{4}\s+)?và\s+(?:dịp|Tết|trước|đầu))"
        rf"|cuối\s+(?:{_QUARTER}|quý))"
    )


@cache
def whole_year() -> re.Pattern[str]:
    """`hết năm 2027`, `trong năm 2026`: a year bounds work that is done or reached by then; in a title it is the title's."""
    return re.compile(r"(?:[Đđ]ến\s+hết|[Đđ]ến|[Hh]ết|[Tt]rong|[Tt]rước|[Vv]ào)\s+năm\s+\d{4}|trong\s+giai\s+đoạn.*")


@cache
def condition() -> re.Pattern[str]:
    """What the work waits for, at the end of the sentence or in a bracket there: `khi có hướng dẫn của Trung ương`, `(khi Bộ Y tế triển
    khai)`, `ngay sau khi Luật … có hiệu lực thi hành`. `khi có yêu cầu`, `khi cần thiết` say no time.
    """
    paper = r"(?:hướng\s+dẫn|văn\s+bản|chỉ\s+đạo|quyết\s+định|kế\s+hoạch|chương\s+trình|thông\s+báo|chủ\s+trương|hiệu\s+lực)"
    done = r"(?:triển\s+khai|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|thông\s+qua|có\s+hiệu\s+lực|chấp\s+thuận|công\s+bố|phân\s+bổ)"
    first = r"(?:(?:[Cc]ho\s+)?đến\s+)?(?:[Nn]gay\s+)?(?:[Ss]au\s+)?[Kk]hi"
    body = rf"(?=[^\W\d_a-zđ])(?:[^.;()]|\([^()]{{1,20}}\)){{2,90}}?{done}[^.;()]{{0,40}}"
    happened = r"[^.;()]{3,80}?\s(?:xảy\s+ra|kết\s+thúc|hoàn\s+thành|phát\s+hiện|tiếp\s+nhận)[^.;()]{0,30}"
    event = r"(?:kết\s+thúc|hoàn\s+thành|nhận\s+được|tiếp\s+nhận|xảy\s+ra|phát\s+hiện|được\s+giao)\s[^.;()]{3,80}"
    clause = rf"(?:có\s+{paper}[^.;()]{{0,80}}|được\s+{done}[^.;()]{{0,60}}|{body})"
    return re.compile(
        rf"(?<!\w)(?:{first}\s+{clause}|[Nn]gay\s+sau\s+khi\s+{event}|(?:[Nn]gay\s+)?[Ss]au\s+khi\s+{happened})(?=\)?\s*[.;:]?\s*$)"
    )


# `trong dự toán ngân sách hàng năm`, `giao ban hằng tháng`: a rhythm of something else than the task.
NOT_EACH = re.compile(
    r"(?:ngân sách(?: nhà nước| tỉnh| địa phương)?|dự toán|dự toán chi|giao ban báo chí|giao ban"
    r"|bình quân|kinh phí|nguồn vốn|thường xuyên|kế hoạch vốn|đầu tư công|công tác|thi đua|xếp loại|chỉ tiêu"
    r"|trong việc|công việc|đời sống|sinh hoạt|hoạt động|trung hạn,|trung hạn và|5 năm,|5 năm và)\s*$"
)
