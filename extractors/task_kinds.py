"""The kind of a task, by the verb that governs it."""

import re
from functools import cache

from schemas import collapse

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


_OPENING = 140
"""Code points of a sentence's words that tell its kind."""


@cache
def _any() -> re.Pattern[str]:
    """The words of all kinds, each alternative beginning with a letter: that is what makes the search quick."""
    return re.compile("|".join(words for _, words in _KINDS))


@cache
def _which() -> re.Pattern[str]:
    """The kinds in the order of the alphabet: where two begin at one place, the first counts."""
    return re.compile("|".join(rf"(?P<{name}>{words})" for name, words in sorted(_KINDS)))


def _opening(low: str) -> str:
    """The first words of a sentence on one line."""
    head = low[:_OPENING]
    return head if head.isprintable() and "  " not in head else collapse(low)[:_OPENING]


def kind_of(low: str) -> str:
    """Kind of the task with these lower-case words: the kind whose verb comes first in the opening of the sentence, else `do`.

    `coordinate` is a task whose own part is only to work with another: it begins with `phối hợp`.
    """
    head = _opening(low)
    if head.startswith("phối hợp"):
        return "coordinate"
    found = _any().search(head)
    kind = _which().match(head, found.start()) if found else None
    return kind.lastgroup or "do" if kind else "do"
