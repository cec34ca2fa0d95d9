"""What a document does with an instrument that it cites, read from the words before the citation."""

import re
from functools import cache

from extractors.folding import lower
from schemas.mentions import Relation

# Nearest words win: `Căn cứ Luật …; thực hiện Nghị quyết …` is pursuant to the law and implements the resolution.
_WORDS: tuple[tuple[Relation, str], ...] = (
    ("attached", r"(?:[Bb]an hành|[Kk]èm|[Đđ]ính) (?:kèm )?theo"),
    ("amends", r"[Ss]ửa đổi,? bổ sung(?: một số (?:điều|nội dung)(?: của)?)?|[Đđ]iều chỉnh(?:, bổ sung)?"),
    ("replaces", r"[Tt]hay thế(?: cho)?"),
    ("repeals", r"[Bb]ãi bỏ(?: toàn bộ| một phần)?|[Hh]ủy bỏ"),
    ("guides", r"[Hh]ướng dẫn(?: thi hành| thực hiện)?|[Qq]uy định chi tiết"),
    ("approves", r"[Pp]hê duyệt|[Bb]an hành"),
    (
        "implements",
        r"(?:[Tt]riển khai|[Tt]hực hiện|[Tt]hi hành|[Cc]ụ thể hóa|[Tt]ổ chức thực hiện|[Qq]uán triệt)(?:,? (?:và )?(?:thực hiện"
        r"|triển khai|có hiệu quả|tốt|nghiêm túc|nội dung|các nhiệm vụ|hiệu quả|đầy đủ|nghiêm))*",
    ),
    ("pursuant", r"[Cc]ăn cứ(?: vào| theo)?"),
    ("refers", r"[Tt]heo(?: đúng)?(?: quy định)?(?: tại| của| về)?|quy định (?:tại|của|về)|nêu tại|trên cơ sở"),
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{name}>(?<!\w)(?:{words}))" for name, words in _WORDS))


@cache
def _row() -> re.Pattern[str]:
    """What stands between the members of a row of citations."""
    return re.compile(r"[\s,;.:”)]*(?:(?:và|hoặc|cùng|các|những)\s+)*(?:số\s+)?")


def goes_on(text: str, behind: int, start: int) -> bool:
    """Do only list marks stand between the end of a citation, its title included, and the next?

    Then they share the relation (`Căn cứ A; B và C`).
    """
    return behind <= start and "\n" not in text[behind:start] and _row().fullmatch(text, behind, start) is not None


def relation_before(text: str, start: int, behind: int = 0) -> tuple[Relation, int, int] | None:
    """Relation of the citation at `start` with the span of the words that say so; None where none stand close before it.

    Words count up to the last sentence or line end, 90 code points back, and up to `behind`, the end of the citation before with its
    title: `Căn cứ Nghị định số 61/2018/NĐ-CP về thực hiện cơ chế một cửa; Nghị định …` implements nothing.
    """
    window = max(0, start - 90, behind)
    cut = max(text.rfind("\n", window, start), text.rfind(". ", window, start))
    window = max(window, cut + 1)
    last = None
    words = text[window:start]
    if words.isupper():  # a title in capitals: `THỰC HIỆN CHỈ THỊ SỐ …`
        words = lower(words)
    for match in _pattern().finditer(words):
        last = match
    if last is None or last.lastgroup is None:
        return None
    relation: Relation = last.lastgroup  # type: ignore[assignment]
    return relation, window + last.start(), window + last.end()
