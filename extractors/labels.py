"""Labels of assigned work: `Cơ quan chủ trì: …`, `Đơn vị phối hợp - …`, `Thời hạn hoàn thành: …`, and what each one labels.

Drafters word them freely; what tells a label is its build: a noun for bodies and a word for their role, or a word for time, product,
money, and a colon. Lower-case text throughout.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from extractors import agency_words
from extractors.folding import lower
from extractors.patterns import compiled

Part = Literal["content", "lead", "support", "deadline", "output", "target", "funding", "number", "other"]

_BODY = r"(?:cơ quan|đơn vị|sở|ban|ngành|bộ phận|phòng|tổ chức|địa phương|lực lượng|thành phần|cấp|cá nhân|đoàn thể)"
_BODIES = rf"(?:các\s+)?{_BODY}(?:(?:\s*[,/]\s*|\s+và\s+|\s+)(?:các\s+)?{_BODY})*"
_DONE = (
    r"(?:chủ trì|chịu trách nhiệm|đầu mối|phụ trách|thực hiện|tham mưu|triển khai|chủ quản|chủ công|thường trực|soạn thảo|chính"
    r"|được giao|được phân công|xây dựng|tổ chức)"
)
_WITH = r"(?:phối hợp|có liên quan|liên quan|cùng thực hiện|cùng tham gia|tham gia|hỗ trợ|phối thuộc)"
_JUDGED = r"(?:thẩm định|thẩm tra|kiểm tra|giám sát|phê duyệt|ban hành|quyết định|tiếp nhận|đề xuất|cho ý kiến|trình)"
# a role alone, or with the words that go with it: `Chủ trì:`, `Phối hợp thực hiện:`. Only short ones: `Tham mưu UBND tỉnh:` begins a task.
_ROLE = (
    r"(?:được giao )?(?:chủ trì|chịu trách nhiệm|đầu mối|phụ trách|thực hiện|phối hợp|tham mưu)"
    r"(?: chính| chung| thực hiện| triển khai| tham mưu| phối hợp|,|/| và| cùng| với| là)*"
)
_TIME = (
    r"(?:thời gian|thời hạn|thời điểm|tiến độ|lộ trình|mốc(?: thời gian)?|hạn|kỳ hạn"
    r"|ngày(?!\s+(?:nghỉ|lễ|tết|hội|làm việc|công|giờ)))"
)
_MONEY = r"(?:nguồn )?(?:kinh phí|vốn)(?: thực hiện)?"
_OTHER = (
    r"(?:lãnh đạo|cấp|người|đồng chí) (?:phụ trách|chỉ đạo|theo dõi)(?: thực hiện| trực tiếp)?"
    r"|nguồn lực|địa điểm|đối tượng|hình thức|số lượng"
    r"|phạm vi|thành phần(?: tham dự| tham gia| mời)?|phương thức(?: thực hiện)?|đơn vị tính|căn cứ"
)
# not `Sở Xây dựng:`, `Ban Tổ chức Tỉnh ủy:`, `Phòng Tổ chức cán bộ:`, which are names
_LABELS = (
    r"(?!(?:các\s+)?(?:sở|ban|phòng|bộ phận|ngành)\s+(?:tổ chức|xây dựng|kiểm tra|thẩm định))"
    rf"{_BODIES}\s+(?:{_DONE}|{_WITH}|{_JUDGED})(?!\w)[^:.;]{{0,40}}"
    rf"|(?:trách nhiệm|phân công)(?:\s+(?:thực hiện|chủ trì|chính|phối hợp|nhiệm vụ|tổ chức thực hiện|triển khai))*|giao(?:\s+thực hiện)?"
    rf"|{_ROLE}|{_TIME}(?!\w)[^:.;]{{0,30}}|hoàn thành(?: trong| trước)?|sản phẩm[^:.;]{{0,30}}|đầu ra"
    rf"|kết quả(?: đầu ra| đạt được| dự kiến| cần đạt)?|nội dung(?: thực hiện| công việc| nhiệm vụ| hoạt động)?|nhiệm vụ(?: cụ thể)?"
    rf"|{_MONEY}|{_OTHER}"
)
# labels that read as a heading or the subject of a sentence unless a body stands behind the colon: `Giao: Sở A`, `Cơ quan liên quan: Sở B`;
# `Điều 2. Tổ chức thực hiện:` stands over sentences
_DOUBTFUL = (
    r"(?:trách nhiệm(?: thực hiện| chính)?|giao|tổ chức (?:thực hiện|triển khai)[^:.;]{0,40}"
    rf"|tham gia(?: thực hiện| phối hợp)?|{_BODIES}\s+(?:có liên quan|liên quan|tham gia|hỗ trợ))"
)


@cache
def label_pattern() -> re.Pattern[str]:
    """A label and its colon, in lower-case text: `cơ quan chủ trì:`. Behind a noun and a role a dash does: `đơn vị thực hiện – `."""
    return re.compile(
        rf"(?<!\w)(?:(?P<doubtful>{_DOUBTFUL}\s*:\s*(?={_head()}))|(?!{_DOUBTFUL}\s*:)(?:{_LABELS})\s*:"
        rf"|(?:{_BODIES}\s+(?:{_DONE}|{_WITH})|{_TIME}(?:\s+(?:thực hiện|hoàn thành))?)(?:\s+thực hiện)?\s+[–-]\s+(?=[^\W\d]|quý|\d)"
        # `Cơ quan chủ trì là Sở Công Thương; …`
        rf"|(?:cơ quan|đơn vị)\s+(?:chủ trì|phối hợp|đầu mối)(?:\s+thực hiện)?\s+là\s+(?={_head()})"
        r"|thời (?:gian|hạn) (?:thực hiện|hoàn thành) là\s+(?=(?:trước|trong|quý|tháng|năm|ngày|cuối|hết)\s|\d))"
    )


def _head() -> str:
    return rf"[*\s-]*(?:(?:các|những|giám đốc|chủ tịch|thủ trưởng|chánh)\s+)?(?:{agency_words.HEADS}|viễn thông)(?!\w)"


@cache
def _parts() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    return (
        ("content", re.compile(r"^\W*(?:nội dung|nhiệm vụ)")),
        ("support", re.compile(rf"^\W*(?:phối hợp|tham gia|trách nhiệm phối hợp)|^{_BODIES}\s+{_WITH}|phối hợp")),
        ("funding", re.compile(rf"^\W*(?:{_MONEY})$")),
        ("other", re.compile(rf"^\W*(?:{_OTHER})|^{_BODIES}\s+{_JUDGED}")),
        ("deadline", re.compile(rf"^\W*(?:{_TIME}|hoàn thành)(?!\w)")),
        ("output", re.compile(r"sản phẩm|kết quả|đầu ra")),
        ("lead", re.compile(rf"^\W*(?:phân công|trách nhiệm|giao)|{_DONE}")),
    )


@lru_cache(maxsize=1024)
def part_of(words: str) -> Part:
    """What the label `words` (lower case) labels."""
    words = words.strip(" :–-").removesuffix(" là")
    return next((part for part, pattern in _parts() if pattern.search(words)), "other")


Labelling = Literal["none", "words", "bare"]
"""How a line is labelled: not at all, with words behind the label, with nothing behind it."""


def labelling(words: str) -> Labelling:
    """Is this a labelled line (`Cơ quan chủ trì: …`), or a label whose words stand below it (`b) Cơ quan thực hiện:`)?"""
    if ":" not in words and " -" not in words and " –" not in words and " là " not in words:
        return "none"  # as most lines: `in` is a hundred times as quick as the pattern
    match = label_pattern().match(lower(words))
    if match is None:
        return "none"
    return "words" if words[match.end() :].strip(" *") else "bare"


def inline_labels(low: str, start: int, end: int) -> int | None:
    """Where the labels begin that follow the work in the same paragraph, None where there are none.

    `Biên soạn sổ tay. Cơ quan chủ trì: Sở A. Cơ quan phối hợp: B.`: the first label behind a full stop, `;` or dash, where one of them
    names who leads, or who supports and another the time.
    """
    first = None
    parts = set()
    colon = low.find(":", start, end)
    while colon >= 0:
        edges = compiled(r"[.;)]\s+[(\[]?|\s[-+•]\s").finditer(low, max(start, colon - 90), colon)
        last = max((m.end() for m in edges), default=None)
        match = label_pattern().match(low, last, end) if last is not None else None
        part = part_of(match[0]) if match else "other"
        if match and part in ("lead", "support", "deadline", "output"):
            first = match.start() if first is None else first
            if part == "lead":
                return first
            parts.add(part)
        colon = low.find(":", colon + 1, end)
    if first is None or not {"support", "deadline"} <= parts or low.rfind("(", start, first) > low.rfind(")", start, first):
        return None
    return first
