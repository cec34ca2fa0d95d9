"""Names of laws, codes, ordinances and the constitution: where a name ends, and what the bundled table knows of it."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from extractors.data_files import rows
from extractors.folding import canonical, fold, lower
from extractors.law_grammar import goes_on, grammar_end, is_schooling
from extractors.patterns import compiled

LAW_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")

_SPELT = {
    "HĐND": ("hội", "đồng", "nhân", "dân"),
    "UBND": ("ủy", "ban", "nhân", "dân"),
    "QPPL": ("quy", "phạm", "pháp", "luật"),
    "VBQPPL": ("văn", "bản", "quy", "phạm", "pháp", "luật"),
    "MTTQ": ("mặt", "trận", "tổ", "quốc"),
    "BHYT": ("bảo", "hiểm", "y", "tế"),
    "BHXH": ("bảo", "hiểm", "xã", "hội"),
    "NSNN": ("ngân", "sách", "nhà", "nước"),
}
"""Abbreviations in names of laws: `Luật Tổ chức HĐND và UBND`."""
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Law:
    """A row of the bundled table. `replaced_by` is a number, None where the law is in force or the table does not know."""

    title: str
    number: str | None
    issue_date: str | None
    effective_from: str | None
    replaced_by: str | None
    issuer: str | None


@cache
def table() -> dict[str, tuple[Law, ...]]:
    """Laws by canonical title, oldest first."""
    out: dict[str, list[Law]] = defaultdict(list)
    for r in rows("laws.csv"):
        law = Law(
            r["title"],
            r["number"] or None,
            r["issue_date"] or None,
            r["effective_from"] or None,
            r["replaced_by"] or None,
            r["issuer"] or None,
        )
        out[canonical(law.title)].append(law)
    return {k: tuple(sorted(v, key=lambda w: w.issue_date or "")) for k, v in out.items()}


@cache
def _by_start() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Known titles as tuples of lower-case words, by their first two words, longest first."""
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for title in {law.title for versions in table().values() for law in versions}:
        words = tuple(_TOKEN.findall(re.sub(r"\(.*?\)|,", " ", lower(fold(title)))))  # commas are often left out: `Luật khiếu nại tố cáo`
        if len(words) > 1:
            out[" ".join(words[:2])].add(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in out.items()}


def _known(text: str, start: int, limit: int) -> int | None:
    """End of the longest known title that starts at `start`, None where the table has none."""
    matches = (m for m in _TOKEN.finditer(text, start, min(limit, start + 400)) if m[0] != ",")
    following = ((word, m.end()) for m in matches for word in _SPELT.get(m[0], (m[0].lower(),)))
    tokens = list(islice(following, 2))
    titles = _by_start().get(f"{tokens[0][0]} {tokens[1][0]}", ()) if len(tokens) == 2 else ()
    if titles:
        tokens += islice(following, 2 * len(titles[0]))  # the longest, with `và` for each of its commas
    for words in titles:
        end = _follows(words, tokens)
        if end is not None:
            more = compiled(r"\s+Việt Nam(?=\s+(?:ngày|năm|số)\s)|\s*\([A-Z/]{3,12}\)(?=\s+(?:ngày|năm|số)\s)").match(text, end, limit)
            return more.end() if more else end
    return None


def _follows(words: tuple[str, ...], tokens: list[tuple[str, int]]) -> int | None:
    """End of a known title where the text has its words; `tiết kiệm và chống lãng phí` stands for `tiết kiệm, chống lãng phí`, and in a
    long name one word may have a wrong mark (`phướng thức` for `phương thức`)."""
    at = wrong = 0
    for word in words:
        if at < len(tokens) and tokens[at][0] == "và" and word != "và":
            at += 1
        if at >= len(tokens):
            return None
        if tokens[at][0] != word:
            wrong += 1
            if wrong > 1 or len(words) < 6 or at < 3 or _unmarked(tokens[at][0]) != _unmarked(word):
                return None
        at += 1
    return tokens[at - 1][1]


@lru_cache(maxsize=4096)
def _unmarked(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def _amending() -> re.Pattern[str]:
    """`Luật sửa đổi, bổ sung một số điều của (các) Luật …`: the name of an amending law holds the names of those it amends."""
    return re.compile(
        r"\s+[Ss]ửa\s+đổi(?:,?\s+bổ\s+sung)?(?:\s+một\s+số\s+(?:điều|khoản|nội dung))?(?:\s+(?:Điều|điều"
        r"|khoản)\s+\d+[^,;]{0,20})?(?:\s+của)?(?:\s+các)?\s+(?P<type>Bộ [Ll]uật|Pháp lệnh|Luật|luật|pháp lệnh|bộ luật)(?!\w)"
    )


@cache
def _related() -> re.Pattern[str]:
    """`Luật sửa đổi, bổ sung một số điều của các luật liên quan đến đầu tư xây dựng cơ bản`: a law that amends by subject."""
    return re.compile(
        r"\s+[Ss]ửa\s+đổi(?:,?\s+bổ\s+sung)?\s+một\s+số\s+điều(?:\s+của)?\s+(?:\d+\s+|các\s+)?[Ll]uật\s+(?:có\s+)?liên\s+quan\s+đến"
    )


@cache
def _next_amended() -> re.Pattern[str]:
    return re.compile(r"\s*(?:,|và|,\s+và)\s+(?P<type>Bộ luật|Pháp lệnh|Luật(?=\s+[A-ZĐÂÊÔƯƠ])|(?:bộ\s+)?luật|pháp lệnh)(?=\s+\w)")


def name_end(text: str, start: int, after: int, limit: int) -> int | None:
    """End of the name whose type word is `text[start:after]`; None where no name follows.

    `text` is a flat view; only a name of the table runs over a line end that is left in it. Titles of the table win; where it knows none,
    the grammar takes the words up to the first that cannot belong to a name.
    """
    stop = text.find("\n", after, limit)
    if stop >= 0:
        over = _known_over_line(text, start, stop, limit)
        if over is not None:
            return over
        limit = stop
    related = _related().match(text, after, limit)
    if related:
        return grammar_end(text, start, related.end(), limit) or related.end()
    amending = _amending().match(text, after, limit)
    known = _known(text, start, limit)
    if amending:
        return max(_amending_end(text, amending, limit), known or 0)
    if known is None:
        if text[start:after] == "Luật" and is_schooling(text, start):
            return None
        return _quoted_end(text, after, limit) or grammar_end(text, start, after, min(limit, after + 220))
    return _longer(text, start, after, known, limit)


def _quoted_end(text: str, after: int, limit: int) -> int | None:
    """`Pháp lệnh "Ưu đãi người hoạt động cách mạng"`: behind the closing mark."""
    quoted = compiled(r"\s*(?:\"[^\"\n]{6,150}\"|“[^“”\n]{6,150}”)").match(text, after, limit)
    return quoted.end() if quoted and quoted[0].lstrip(' "“')[:1].isupper() and " " in quoted[0].strip() else None


@cache
def _close() -> re.Pattern[str]:
    """What only follows the end of a law's name: its number, its date, its year."""
    return re.compile(r"\s*,?\s*(?:số\s+\d+/\d{4}/|ngày\s+\d{1,2}(?:/|-|\.|\s+tháng)|năm\s+(?P<year>(?:19|20)\d\d)(?!\s*[-–]))")


# Words that place a law in a plan, not in its name: `Luật Trẻ em toàn tỉnh năm 2025`.
_SCOPE = frozenset(
    "toàn tỉnh huyện xã phường cấp quý đợt cả hàng hằng đến sáng chiều kỳ tháng tuần công kế chương đề tình kết báo nhiệm".split()
)


def _longer(text: str, start: int, after: int, known: int, limit: int) -> int:
    """End of the name that goes on behind a known one up to its number or date: `Luật Dữ liệu đô thị năm 2028`. No word of another kind
    stands between; the known name stays where a version of it is of that year."""
    if _close().match(text, known, limit) or not compiled(r"\s+[^\W\d_]").match(text, known, limit):
        return known
    end = known
    for count in range(8):
        step = compiled(r"\s+([^\W\d_]+)").match(text, end, limit)
        if step is None or lower(step[1]) in _SCOPE or (lower(step[1]) == "và" and count == 0):
            return known
        if lower(step[1]) != "và" and not goes_on(text, after, end, step.start(1), step[1], False, 1):
            return known
        end = step.end()
        close = _close().match(text, end, limit)
        if close:
            return known if close["year"] and _of_year(text[start:known], close["year"]) else end
    return known


def _of_year(title: str, year: str) -> bool:
    return any((law.issue_date or "").startswith(year) for law in versions(" ".join(title.split())))


def _known_over_line(text: str, start: int, stop: int, limit: int) -> int | None:
    """End of a known title that a line end breaks before a capital: `Luật Tổ chức⏎Chính quyền địa phương`."""
    if not text[stop + 1 : stop + 2].isupper() or text[stop - 1] in ".;:,":
        return None
    end = _known(text, start, min(limit, stop + 120))
    return end if end is not None and end > stop else None


def _amending_end(text: str, amending: re.Match[str], limit: int) -> int:
    end = name_end(text, amending.start("type"), amending.end("type"), limit) or amending.end("type")
    while True:
        more = _next_amended().match(text, end, limit)
        if more and more["type"].islower() and _known(text, more.start("type"), limit) is None:
            return end  # only a known name tells that `luật` in lower case begins one
        inner = name_end(text, more.start("type"), more.end("type"), limit) if more else None
        if inner is None:
            return end
        end = inner


@cache
def _by_words() -> dict[tuple[str, ...], tuple[Law, ...]]:
    """Laws by the words of their titles, without the marks and the `và` that tell the wordings of one title apart."""
    return {_words(versions[0].title): versions for versions in table().values()}


def _words(title: str) -> tuple[str, ...]:
    words = (word for m in _TOKEN.finditer(fold(title)) for word in _SPELT.get(m[0], (m[0].lower(),)))
    return tuple(word for word in words if word not in (",", "và"))


def versions(title: str) -> tuple[Law, ...]:
    """What the table knows of a title, oldest first; empty where it knows nothing. `Luật Tổ chức HĐND và UBND` is spelt out."""
    return table().get(canonical(title)) or _by_words().get(_words(title), ())
