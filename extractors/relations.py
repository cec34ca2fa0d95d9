"""What a document does with an instrument that it cites, read from the words before the citation."""

import re
from functools import cache
from operator import itemgetter

from extractors.folding import lower
from extractors.patterns import compiled
from extractors.word_search import WordSearch
from schemas.mentions import Relation

# Nearest words win: `Căn cứ Luật …; thực hiện Nghị quyết …` is pursuant to the law and implements the resolution.
_WORDS: tuple[tuple[Relation, str], ...] = (
    ("attached", r"[Bb]an hành kèm(?: theo)?|(?:[Bb]an hành|[Kk]èm|[Đđ]ính) (?:kèm )?theo"),
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
        r"(?:[Tt]riển khai|[Tt]hực hiện|(?<!hiệu lực )[Tt]hi hành|[Cc]ụ thể hóa|[Tt]ổ chức thực hiện|[Qq]uán triệt)"
        r"(?:,? (?:và )?(?:thực hiện"
        r"|triển khai|có hiệu quả|tốt|nghiêm túc|nội dung|các nhiệm vụ|hiệu quả|đầy đủ|nghiêm))*",
    ),
    ("pursuant", r"[Cc]ăn cứ(?: vào| theo)?"),
    ("refers", r"[Tt]heo(?: đúng)?(?: quy định)?(?: tại| của| về)?|quy định (?:tại|của|về)|nêu tại|trên cơ sở"),
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(rf"(?P<{name}>{words})" for name, words in _WORDS) + ")")


@cache
def _openings() -> WordSearch:
    """How the words of the relations begin, without the first letter, which may be a capital."""
    return WordSearch(
        "an hành|èm|ính|ửa đổi|iều chỉnh|ổ sung|hay thế|ãi bỏ|ủy bỏ|ướng dẫn|uy định|hê duyệt|riển khai|hực hiện|hi hành|ụ thể hóa|ổ chức"
        "|uán triệt|ăn cứ|heo|êu tại|rên cơ sở".split("|")
    )


def _said(words: str) -> list[re.Match[str]]:
    """The words of relations, in order, not overlapping. They are tried only where they begin."""
    found: list[re.Match[str]] = []
    reach = 0
    for _, start, _ in sorted(_openings().find(words), key=itemgetter(1)):
        match = _pattern().match(words, start - 1) if start > reach else None
        if match:
            found.append(match)
            reach = match.end()
    return found


@cache
def _row() -> re.Pattern[str]:
    """What stands between the members of a row of citations."""
    return re.compile(r"[\s,;.:”)]*(?:(?:và|hoặc|cùng|các|những)\s+)*(?:số\s+)?")


@cache
def _passive() -> re.Pattern[str]:
    """Behind the words of a relation: the cited instrument is the one that acts (`… được sửa đổi, bổ sung bởi Nghị định …`)."""
    return re.compile(r"\s*(?P<by>bởi|bằng)\s|\s*(?:tại|theo|trong)\s")


def _turned(kind: Relation, words: str, begin: int, end: int) -> Relation | None:
    """The relation where the words stand in the passive or speak of something else.

    `được phê duyệt tại B` and `theo hướng dẫn của Bộ tại B` refer to B; what B amends, replaces or repeals is not this document's doing, so
    `được sửa đổi, bổ sung tại B` says nothing of it; `phê duyệt`, `ban hành` count only right before what is approved.
    """
    behind = _passive().match(words, end)
    if kind in ("approves", "guides"):
        if behind is not None or compiled(r"(?<!\w)tại\s+$").search(words, end):
            return "refers"
        return kind if kind == "guides" or len(words) - end <= 16 else None
    if behind is None or kind not in ("amends", "replaces", "repeals"):
        return kind
    return None if behind["by"] or _done(words, begin) or "một số" not in words[begin:end] else kind


def _done(words: str, begin: int) -> bool:
    return compiled(r"(?:được|bị|đã|\()\s*(?:[^\W\d_]+\s+){0,6}$").search(words, max(0, begin - 60), begin) is not None


def _amended_by(found: list[re.Match[str]], words: str) -> bool:
    """`Luật A đã được sửa đổi, bổ sung một số điều theo Luật B`: the words before B are no reference to it."""
    if len(found) < 2 or not found[-1][0].lower().startswith("theo") or found[-2].lastgroup not in ("amends", "replaces", "repeals"):
        return False
    return words[found[-2].end() : found[-1].start()].strip() in ("", "một số điều") and _done(words, found[-2].start())


def goes_on(text: str, behind: int, start: int) -> bool:
    """Do only list marks stand between the end of a citation, its title included, and the next?

    Then they share the relation (`Căn cứ A; B và C`), also where the words between the two are of a title that was not understood (`Căn cứ
    A của Thủ tưởng Chính phủ về việc …; B`).
    """
    if behind > start or "\n" in text[behind:start]:
        return False
    if _row().fullmatch(text, behind, start):
        return True
    mark = text.rfind(";", behind, start)
    return 0 <= mark < behind + 400 and ". " not in text[behind:mark] and _row().fullmatch(text, mark, start) is not None


def relation_before(text: str, start: int, behind: int = 0) -> tuple[Relation, int, int] | None:
    """Relation of the citation at `start` with the span of the words that say so; None where none stand close before it.

    Words count up to the last sentence or line end or `;`, 90 code points back, and up to `behind`, the end of the citation before with its
    title: `Căn cứ Nghị định số 61/2018/NĐ-CP về thực hiện cơ chế một cửa; Nghị định …` implements nothing.
    """
    window = max(0, start - 90, behind)
    window = max(window, text.rfind("\n", window, start) + 1, text.rfind(". ", window, start) + 1, text.rfind(";", window, start) + 1)
    words = text[window:start]
    if words.isupper():  # a title in capitals: `THỰC HIỆN CHỈ THỊ SỐ …`
        words = lower(words)
    found = _said(words)
    if not found:
        return None
    if _amended_by(found, words):
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


@cache
def _item() -> re.Pattern[str]:
    """What a list item begins with."""
    return re.compile(r"[\s*+•·-]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivx]+)[.)]|[-+•])[\s*]*")


@cache
def _ended() -> re.Pattern[str]:
    """The end of a line that opens a list of what a document changes: `… bãi bỏ các Quyết định sau đây:`."""
    return re.compile(
        r"(?:(?P<repeals>[Bb]ãi bỏ|[Hh]ủy bỏ|hết hiệu lực)|(?P<replaces>[Tt]hay thế)|(?P<amends>[Ss]ửa đổi,? bổ sung))"
        r"[^.;:\n]{0,70}:[\s*]*$"
    )


def _line_start(text: str, at: int, reach: int) -> int:
    """Start of the line that ends at `at`; of a longer line its last `reach` code points, so that one endless line costs no more."""
    floor = max(0, at - reach)
    return max(floor, text.rfind("\n", floor, at) + 1)


def relation_of_list(text: str, start: int) -> tuple[Relation, int, int] | None:
    """Relation that the line above a list gives to the instrument an item begins with: `Bãi bỏ các văn bản sau:`, `a) Quyết định …`."""
    line = _line_start(text, start, 40)
    if start - line > 12 or not _item().fullmatch(text, line, start):
        return None
    for _ in range(20):
        end = line - 1
        if end <= 0:
            return None
        line = _line_start(text, end, 2000)
        if line == end:
            continue
        opening = _ended().search(text, max(line, end - 160), end)
        if opening and opening.lastgroup:
            relation: Relation = opening.lastgroup  # type: ignore[assignment]
            return relation, opening.start(), opening.end(opening.lastgroup)
        if not _item().match(text, line, end):
            return None
    return None
