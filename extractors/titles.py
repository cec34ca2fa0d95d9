"""The title that follows a citation: `về việc …`, `phê duyệt …`, up to its true end."""

import re
from functools import cache

from extractors.patterns import compiled, is_caps

_LIMIT = 600


@cache
def _opening() -> re.Pattern[str]:
    """What a title begins with, in lower case or with a capital (`của Chính phủ Quy định …`). `plan`: for plans and programmes only."""
    words = (
        "về(?: việc)?|V/v|phê duyệt|ban hành|quy định|sửa đổi,?|bổ sung|bãi bỏ|thay thế|hướng dẫn|điều chỉnh|công bố|thành lập|kiện toàn"
        "|giao (?:dự toán|chỉ tiêu|kế hoạch|biên chế|quyền|vốn|số lượng)|công nhận|chấp thuận|hợp nhất|đính chính|thông qua(?! ngày)"
    )
    capitals = "|".join(w[0].upper() + w[1:] for w in words.split("|") if w != "V/v")
    return re.compile(
        rf"\s*,?\s*(?:\([^()\n]{{0,80}}\)\s*)?(?:của\s+[A-ZĐ][^,;.:()\n]{{2,50}}?\s(?=về việc\s|phê duyệt\s|ban hành\s|quy định\s))?"
        rf"(?=(?:{words})\s|(?<![,;]\s)(?:{capitals})\s(?!số|\d)|"
        r"(?P<plan>(?:triển khai|thực hiện|thi hành)(?:\s+thực hiện)?\s+[A-ZĐ“\"]))"
    )


@cache
def _marks() -> re.Pattern[str]:
    """What may end a title, or open and close what nothing ends inside of; `next`, `also` and `amended`: a row of citations goes on;
    `subject`: the sentence may. Each alternative begins with one letter, which is what makes the search quick."""
    instrument = (
        r"(?:các\s+)?(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Kết luận|Chương trình)\s+(?:số|\d|[A-ZĐ])"
    )
    others = r"các\s+(?:văn\s+bản|quy\s+định|hướng\s+dẫn)(?:\s+\w+){0,5}?\s+(?:liên\s+quan|khác|hướng\s+dẫn|hiện\s+hành|của)"
    amended = r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|điều\s+chỉnh)"
    subject = (
        r"[A-ZĐỦ]|đề\s+nghị|yêu\s+cầu|giao\s|phấn\s+đấu|trong\s+đó|qua\s+đó|theo\s+đó|đồng\s+thời|xác\s+định|góp\s+phần|kịp\s+thời"
        r"|khẩn\s+trương|cụ\s+thể|từ\s+đó|như\s+sau|làm\s+cơ\s+sở"
    )
    return re.compile(
        r"\n|“|”|\"|\(|\)|;|\.|\?"
        rf"|,(?:(?P<next>\s+(?:{instrument}|(?:đã\s+)?được\s+{amended}))|(?P<subject>(?=\s+(?:{subject}))))"
        rf"|v(?<!\w.)à(?P<also>\s+(?:{instrument}|{others}))"
        rf"|đ(?<!\w.)(?P<amended>(?:ã\s+đ)?ược\s+{amended})"
    )


@cache
def _subject() -> re.Pattern[str]:
    """`…, UBND tỉnh Hưng Yên ban hành Kế hoạch`, `…, đề nghị các đơn vị`: the sentence that cites goes on."""
    return re.compile(
        r",\s+(?:(?:UBND|Ủy\s+ban|HĐND|Hội\s+đồng|Chủ\s+tịch|Sở|Ban|Bộ|Đảng\s+ủy|Tỉnh\s+ủy|Thành\s+ủy|Văn\s+phòng|Công\s+an|Phòng"
        r"|Liên\s+đoàn|Hội|Cục)\s[^,;.\n]{0,70}?(?<=\s)(?:ban\s+hành|xây\s+dựng|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo|giao|báo\s+cáo|hướng\s+dẫn"
        r"|thông\s+báo|tổ\s+chức|triển\s+khai|phối\s+hợp|đã|sẽ|có\s+ý\s+kiến|tham\s+mưu|trình|kính)"
        r"|(?:đề\s+nghị|yêu\s+cầu|giao)\s+(?:các|[A-ZĐ])|phấn\s+đấu|trong\s+đó|qua\s+đó|theo\s+đó|đồng\s+thời|xác\s+định\s+(?:cụ\s+thể|rõ)"
        r"|góp\s+phần|kịp\s+thời|khẩn\s+trương|cụ\s+thể|từ\s+đó|như\s+sau|làm\s+cơ\s+sở)(?!\w)"
    )


@cache
def _own_tail() -> re.Pattern[str]:
    """`(năm 2025) trên địa bàn tỉnh Hà Nam`: where the plan is carried out, not what the instrument is called."""
    return re.compile(
        r"(?:\s+(?:năm\s+\d{4}|giai\s+đoạn\s+\d{4}\s*-\s*\d{4}))?\s+trên\s+địa\s+bàn(?:\s+toàn)?"
        r"\s+(?:tỉnh|thành\s+phố|huyện|thị\s+xã|quận|xã|phường|đặc\s+khu)(?!\w)"
    )


@cache
def _carried_out() -> re.Pattern[str]:
    """The words before a citation in the title of a plan that carries it out."""
    return re.compile(
        r"(?:^|\n|(?:kế\s+hoạch|chương\s+trình|chỉ\s+thị|phương\s+án|V/v|về(?:\s+việc)?)\s)"
        r"[^.;,\n]{0,40}?(?:thực\s+hiện|triển\s+khai|thi\s+hành|cụ\s+thể\s+hóa)[^.;,\n]{0,24}$",
        re.IGNORECASE,
    )


def title_after(text: str, end: int, start: int | None = None, plan: bool = False) -> tuple[int, int] | None:
    """Span of the title behind a citation and its issuer; None where no title follows.

    A title ends at `;`, a line end, a full stop, a closing bracket that it did not open, where the next citation begins, or where the
    sentence goes on with its subject. Inside quotation marks nothing ends it: `phê duyệt Đề án “Tổ chức truyền thông; …”`. `start` is the
    start of a central body's instrument: in the title of a plan that carries it out, `trên địa bàn tỉnh …` is the plan's. `plan`: it is a
    plan itself, whose title may begin with what it carries out (`Kế hoạch số 85/KH-UBND của UBND tỉnh thực hiện Chỉ thị …`).
    """
    opening = _opening().match(text, end)
    if opening is None and start is not None and text[end : end + 4].lstrip(" ,\n")[:2].isupper():
        return _in_capitals(text, end, start)
    if opening is None or (opening["plan"] and not plan):
        return None
    begin = opening.end()
    stop = _stop(text, begin, min(len(text), begin + _LIMIT))
    while stop > begin and text[stop - 1] in " ,.;/":
        stop -= 1
    if start is not None and text.find("địa", begin, stop) >= 0:
        tail = _own_tail().search(text, begin, stop)
        if tail and _carried_out().search(text, max(0, start - 80), start):
            stop = tail.start()
    return (begin, stop) if stop > begin + 3 else None


@cache
def _opening_capitals() -> re.Pattern[str]:
    return re.compile(r"\s*,?\s*(?=(?:VỀ|V/V|PHÊ DUYỆT|BAN HÀNH|QUY ĐỊNH|SỬA ĐỔI|BỔ SUNG|HƯỚNG DẪN|THÀNH LẬP)\s+[“\"\w])")


@cache
def _no_title() -> re.Pattern[str]:
    """A line in capitals below a title that is not of it: who decides, the grounds, a part, a type."""
    return re.compile(
        r"\s*(?:[-_(|*]|(?:[IVXLC]+|\d+|[A-Z])[.)/]|CHỦ TỊCH|ỦY BAN|UBND|HỘI ĐỒNG|HĐND|CHÍNH PHỦ|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|CĂN CỨ"
        r"|PHẦN|CHƯƠNG|ĐIỀU|PHỤ LỤC|QUYẾT\s|NGHỊ QUYẾT|KẾ HOẠCH\s*$)"
    )


def _in_capitals(text: str, end: int, start: int) -> tuple[int, int] | None:
    """`CHỈ THỊ SỐ 20/CT-TTG … VỀ VIỆC CHẤN CHỈNH …` in the title of a plan: up to the end of the capitals, over a line end too."""
    opening = _opening_capitals().match(text, end)
    if opening is None:
        return None
    begin = opening.end()
    limit = min(len(text), begin + _LIMIT)
    stop = _stop(text, begin, limit)
    while text.startswith("\n", stop) and not _no_title().match(text, stop + 1):
        line = text[stop + 1 : limit].split("\n", 1)[0]
        if not is_caps(line):
            break
        stop = _stop(text, stop + 1, limit)
    tail = compiled(_own_tail().pattern, re.IGNORECASE).search(text, begin, stop)
    if tail and _carried_out().search(text, max(0, start - 80), start):
        stop = tail.start()
    while stop > begin and text[stop - 1] in " ,.;/":
        stop -= 1
    return (begin, stop) if stop > begin + 3 and is_caps(text[begin:stop]) else None


@cache
def _aside() -> re.Pattern[str]:
    """A bracket that explains: a short form, the number again, the source of a picture."""
    return re.compile(r"\(\s*(?:sau đây|dưới đây|gọi tắt|viết tắt|Hình|Ảnh|(?:Nghị|Quyết|Thông|Chỉ|Kế|Luật|Kết)\s\S*\s*(?:số\s)?\d)")


@cache
def _after_marks() -> re.Pattern[str]:
    """Behind a quoted name a comma ends the title, unless the name's years follow."""
    return re.compile(r"\s*,\s+(?!giai đoạn|định hướng|đến năm|tầm nhìn|năm\s|có tính|trong)")


def _stop(text: str, start: int, limit: int) -> int:
    depth = brackets = 0
    straight = follows = False  # inside straight quotation marks; the next citation has begun inside of marks
    for match in _marks().finditer(text, start, limit):
        at, mark = match.start(), text[match.start()]
        if mark == "\n":
            return at
        if mark == "“" or (mark == '"' and not straight and '"' in text[at + 1 : limit].split("\n", 1)[0]):
            depth += 1
            straight = straight or mark == '"'
        elif mark == "”" or (mark == '"' and straight):
            depth = max(0, depth - 1)
            straight = straight and mark == "”"
            if not depth and _after_marks().match(text, at + 1):
                return at + 1
        elif match.lastgroup == "subject":
            if depth == 0 and _subject().match(text, at):
                return at
        elif match.lastgroup:
            follows = True
            if depth == 0:
                return at
        elif depth == 0 and (follows or mark != '"'):
            if mark == "(" and not _aside().match(text, at):
                brackets += 1
            elif mark == ")" and brackets:
                brackets -= 1
            elif mark != "." or not text[at + 1 : at + 2].isalnum():
                return at
        if follows and depth == 0 and text[at + 1 : at + 2] not in '“”"()':
            return at + 1
    return limit
