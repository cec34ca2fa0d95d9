"""What a document does with an instrument that it cites, read from the words before the citation."""

import re
from functools import cache

from extractors.folding import lower
from extractors.patterns import compiled
from schemas.mentions import Relation

# Nearest words win: `Căn cứ Luật …; thực hiện Nghị quyết …` is pursuant to the law and implements the resolution.
_WORDS: tuple[tuple[Relation, str], ...] = (
    ("attached", r"(?:[Bb]an hành|[Kk]èm|[Đđ]ính) (?:kèm )?theo"),
    (
        "amends",
        r"[Ss]ửa đổi,? bổ sung(?: một số (?:điều|nội dung)(?: của)?)?|[Đđ]iều chỉnh(?:, bổ sung)?"
        r"|(?:[Ss]ửa đổi|[Bb]ổ sung)(?= (?:tên |cụm từ |các |một số |nội dung )*(?:điểm|khoản|[Đđ]iều|Mục|Chương|Phụ lục) )",
    ),
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
    # Asked once where a word begins, not for each of the relations at each letter.
    return re.compile(r"(?<!\w)(?:" + "|".join(rf"(?P<{name}>{words})" for name, words in _WORDS) + ")")


@cache
def _row() -> re.Pattern[str]:
    """What stands between the members of a row of citations."""
    return re.compile(r"[\s,;.:”)]*(?:(?:và|hoặc|cùng|các|những)\s+)*(?:số\s+)?")


@cache
def _passive() -> re.Pattern[str]:
    """Behind the words of a relation: the cited instrument is the one that acts (`… được sửa đổi, bổ sung bởi Nghị định …`)."""
    return re.compile(r"\s*(?P<by>bởi|bằng)\s|\s*(?:tại|theo|trong)\s")


def _turned(kind: Relation, words: str, begin: int, end: int) -> Relation | None:
    """The relation where the words stand in the passive: `được phê duyệt tại B` refers to B; what B amends, replaces or repeals is not
    this document's doing, so `được sửa đổi, bổ sung tại B` says nothing of it."""
    behind = _passive().match(words, end)
    if behind is None:
        return kind
    if kind in ("approves", "guides"):
        return "refers"
    if kind not in ("amends", "replaces", "repeals"):
        return kind
    done = behind["by"] or compiled(r"(?:được|bị|đã|\()\s*(?:[^\W\d_]+\s+){0,6}$").search(words, max(0, begin - 60), begin)
    return None if done or "một số" not in words[begin:end] else kind


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
    words = text[window:start]
    if words.isupper():  # a title in capitals: `THỰC HIỆN CHỈ THỊ SỐ …`
        words = lower(words)
    found = list(_pattern().finditer(words))
    if not found:
        return None
    last = found[-1]
    if last.lastgroup == "attached" and len(found) > 1 and _changes(found[-2], words[found[-2].end() : last.start()]):
        last = found[-2]
    said: Relation = last.lastgroup  # type: ignore[assignment]
    relation = _turned(said, words, last.start(), last.end())
    return (relation, window + last.start(), window + last.end()) if relation else None


def _changes(match: re.Match[str], between: str) -> bool:
    """`sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định …` changes what the decision issued."""
    return match.lastgroup in ("amends", "replaces", "repeals") and compiled(r"[^;,.\n]*").fullmatch(between) is not None
