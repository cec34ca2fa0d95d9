"""The kind of a task, by the verb that governs it."""

import re
from functools import cache

_KINDS = (
    ("report", r"báo cáo|tổng hợp(?:,)? (?:và )?báo cáo|gửi báo cáo|sơ kết|tổng kết"),
    (
        "fund",
        r"bố trí (?:nguồn )?(?:kinh phí|vốn|ngân sách)|cân đối (?:ngân sách|kinh phí|nguồn)|bảo đảm kinh phí|đảm bảo kinh phí"
        r"|lập dự toán|cấp kinh phí|tham mưu [^.;]{0,80}(?:bố trí|cân đối) (?:kinh phí|ngân sách|nguồn)",
    ),
    ("inspect", r"kiểm tra|thanh tra|giám sát|đôn đốc|theo dõi"),
    ("train", r"tập huấn|bồi dưỡng|đào tạo"),
    ("publish", r"tuyên truyền|công khai|công bố|truyền thông|phổ biến|cung cấp thông tin|đăng tải|quán triệt"),
)


@cache
def _pattern() -> re.Pattern[str]:
    """All kinds in one search; where two begin at one place, the first name in the alphabet counts."""
    return re.compile("|".join(rf"(?P<{name}>{words})" for name, words in sorted(_KINDS)))


def kind_of(low: str) -> str:
    """Kind of the task with these lower-case words: the kind whose verb comes first in the opening of the sentence, else `do`.

    `coordinate` is a task whose own part is only to work with another: it begins with `phối hợp`.
    """
    head = " ".join(low.split())[:140]
    if head.startswith("phối hợp"):
        return "coordinate"
    found = _pattern().search(head)
    return found.lastgroup or "do" if found else "do"
