"""Sources of money that a task names: `bố trí kinh phí từ nguồn ngân sách tỉnh`, `bằng nguồn xã hội hóa`, `do ngân sách nhà nước bảo đảm`.

What introduces the source tells it: `từ`, `bằng`, `trong`, `do … bảo đảm`, `lồng ghép`, `huy động`. Money that the work is about
(`quản lý ngân sách nhà nước`, `giải ngân vốn đầu tư công`, `dự án sử dụng vốn nhà nước`) is none. Lower-case text throughout.
"""

import re
from functools import cache

_MONEY = r"(?:nguồn|ngân sách|vốn|kinh phí|quỹ)"
# `nguồn nhân lực`, `nguồn nước`, `nguồn tin` are no money
_SOURCE = (
    r"(?:nguồn\s+(?:vốn|kinh phí|ngân sách|xã hội h[oó][aá]|tài trợ|viện trợ|chi|thu|sự nghiệp|đầu tư|oda|hỗ trợ|tài chính"
    r"|huy động|tín dụng|dự phòng|bổ sung|tăng thu|tiết kiệm|cải cách tiền lương|trái phiếu|quỹ|hợp pháp|đóng góp|trung ương"
    r"|địa phương|lực xã hội|lực tài chính)"
    r"|ngân sách(?:\s+(?:nhà nước|trung ương|địa phương|tỉnh|thành phố|huyện|xã|các cấp|cấp|hằng năm|hàng năm|của|được giao))"
    r"|dự toán\s+(?:chi|ngân sách|kinh phí|năm|đầu năm|được giao|hằng năm|hàng năm|của|đã|được cấp)"
    r"|vốn\s+(?:đầu tư|vay|ngân sách|sự nghiệp|đối ứng|oda|tín dụng|chương trình|trái phiếu|xã hội|nhà nước|trung ương|doanh nghiệp)"
    r"|kinh phí\s+(?:được giao|được cấp|hoạt động|chi|sự nghiệp|thường xuyên|ngân sách|chương trình|khuyến|tự chủ|khoa học|đã"
    r"|xã hội|địa phương|trung ương)"
    r"|xã hội hóa|quỹ\s+(?:bảo hiểm|bảo trì|phòng|phát triển|đầu tư|hỗ trợ|vì|vắc|khoa học|khám))"
)
_LEADS = (
    r"(?:từ|bằng|trong(?:\s+phạm\s+vi)?|lồng\s+ghép(?:\s+(?:từ|trong|vào|với))?|huy\s+động(?:\s+(?:từ|thêm))?|tranh\s+thủ"
    r"|cân\s+đối(?:\s+(?:từ|trong))?|sử\s+dụng|bố\s+trí|trích(?:\s+từ)?|theo)"
)
_ALSO = rf"(?:(?:các\s+)?(?:{_MONEY}|viện trợ|tài trợ|xã hội|huy động|hợp pháp|trung ương|địa phương))"
# where the noun phrase ends: a mark, or a word that goes on with the work
_STOP = (
    rf"(?=\s*(?:[;.:()\n]|$)|\s*,\s*(?!{_ALSO})|\s+và\s+(?!{_ALSO})"
    r"|\s+(?:để|nhằm|theo|bảo đảm|đảm bảo|cho|thực hiện|triển khai|tham mưu|phục vụ|đáp ứng|đúng|phù hợp|nếu|khi|báo cáo|tiếp tục"
    r"|ưu tiên|hỗ trợ(?!\s+khác)|đầu tư(?!\s+(?:công|phát triển|xây dựng cơ bản))|xây dựng(?!\s+cơ bản)|chi trả"
    r"|trên cơ sở|căn cứ|trước|sau|chậm nhất|xong|hoàn thành)(?!\w)"
    r"|(?<!chương)(?<!công)(?<!lộ)(?<!quy)\s+trình(?!\w))"
)


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_LEADS}\s+(?:các\s+)?(?P<source>{_SOURCE}(?:[^;.:()\n]|\n(?=\S)){{0,140}}?){_STOP}")


@cache
def _borne() -> re.Pattern[str]:
    """`do ngân sách tỉnh bảo đảm`, `do nguồn kinh phí sự nghiệp chi trả`."""
    pays = r"(?:bảo đảm|đảm bảo|cấp|chi trả|chi|bố trí|hỗ trợ|chịu)"
    return re.compile(rf"(?<!\w)do\s+(?:các\s+)?(?P<source>{_SOURCE}[^;.:()\n]{{0,60}}?)\s+{pays}(?!\w)")


# `các dự án sử dụng nguồn vốn …`, `quản lý, sử dụng kinh phí …`, `phân bổ, bố trí vốn`: what the work is about
_ABOUT = re.compile(
    r"(?:dự án|công trình|gói thầu|mua sắm|tài sản|việc|quản lý,?(?: và)?|kiểm soát|thất thoát|lãng phí|thu hồi|tiền|thuộc"
    r"|hiệu quả|tiết kiệm|khả năng|hình thức)\s*$"
)
_THIN = re.compile(r"(?:theo|sử\s+dụng|huy\s+động)\s")
_BARE = re.compile(r"(?:nguồn\s+(?:vốn|kinh phí|ngân sách|chi|thu|hỗ trợ)|(?:nguồn\s+)?vốn\s+đầu tư(?:\s+phát triển)?)")


def find(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Half-open offsets of the words for the first source that `low[start:end]` names, None where it names none."""
    words = low[start:end]
    if not (
        "kinh phí" in words
        or "ngân sách" in words
        or "nguồn " in words
        or "vốn " in words
        or "dự toán" in words
        or "xã hội hóa" in words
        or "quỹ " in words
    ):
        return None
    for match in _led().finditer(low, start, end):
        if _ABOUT.search(low, max(start, match.start() - 24), match.start()):
            continue
        if _THIN.match(low, match.start()) and not low.startswith(("nguồn", "kinh phí", "dự toán", "quỹ"), match.start("source")):
            continue  # `sử dụng ngân sách nhà nước`, `huy động vốn đầu tư`: the money itself is the matter
        if _BARE.fullmatch(match["source"].strip()):
            continue
        return match.start("source"), match.start("source") + len(match["source"].rstrip(" ,\n"))
    borne = _borne().search(low, start, end)
    return borne.span("source") if borne else None
