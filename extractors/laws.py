"""Names of laws, codes, ordinances and the constitution: where a name ends, and what the bundled table knows of it."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors import provinces
from extractors.data_files import rows
from extractors.folding import canonical, fold, lower
from extractors.patterns import compiled

LAW_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")

# Words that cannot stand inside a law's name: what follows them is about the law. `quy định`, `được` … in `Luật Báo chí quy định …`
_STOPS = frozenset(
    """năm ngày số này đã được đang sẽ phải thì là mà nên do bởi tại từ đến tới khi nếu nhằm để như gồm hoặc hay nhưng cũng chỉ không chưa
    có cho với vì của trong trên dưới theo bằng giữa nói nêu ban-hành quy-định có-hiệu-lực hướng-dẫn căn-cứ thông-qua thay-thế hết-hiệu-lực
    về sau trước ngoài cùng còn đối-với liên-quan hiện-hành cụ-thể bao-gồm thực-hiện triển-khai các những mọi một mỗi khác""".split()
)
# Names that hold one of the stop words: the grammar lets it pass when these words follow.
_PASSES = (
    "của nhà nước",
    "đi làm việc ở nước ngoài",
    "theo hợp đồng",
    "có điều kiện",
    "của việt nam",
    "trong cơ quan",
    "có hại",
    "theo nghị định thư",
    "đối với người",
    "về hội",
    "có vốn",
    "không có quốc tịch",
    "trên biển",
    "cho người",
    "một số điều",
    "cho thuê",
    "có công",
    "không dân dụng",
    "các tranh chấp",
    "không việt nam",
    "không quân",
    "tại việt nam",
    "tại doanh nghiệp",
    "và gia đình",
    "với người",
    "trong tố tụng",
    "với cách mạng",
    "của hội đồng nhân dân",
    "của quốc hội",
    "của ủy ban",
    "của công dân",
    "trên không",
    "trên không gian mạng",
)
# What may follow `và` inside a name is anything but the start of another thing cited or said.
_AFTER_AND = re.compile(
    r"(?:các|những|khoản|điểm|điều|Điều|Khoản|Bộ|Sở|Chính phủ|Thủ tướng|nghị định|thông tư|quyết định|luật|chấm dứt|nội quy"
    r"|người tiếp|Luật|Bộ luật|Pháp lệnh|Nghị|Quyết|Thông|Chỉ thị|văn bản|quy định|hướng dẫn|pháp luật|của|theo|Công ước|Điều ước"
    r"|[Kk]ế hoạch|các?h thức|chương trình|đề án|nhiệm vụ|công tác|tình hình|kết quả|báo cáo|quy trình"
    r"|quy chế|nghĩa vụ|trách nhiệm|quyền)\b"
)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[;:.!?()\[\]\"“”\n/|…]|--")


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
    tokens = [(m[0].lower(), m.end()) for m in _TOKEN.finditer(text, start, min(limit, start + 400)) if m[0] != ","]
    if len(tokens) < 2:
        return None
    for words in _by_start().get(tokens[0][0] + " " + tokens[1][0], ()):
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


def _passes(rest: str) -> bool:
    return rest.startswith(_PASSES)


@cache
def _amending() -> re.Pattern[str]:
    """`Luật sửa đổi, bổ sung một số điều của (các) Luật …`: the name of an amending law holds the names of those it amends."""
    return re.compile(
        r"\s+[Ss]ửa\s+đổi,?\s+bổ\s+sung(?:\s+một\s+số\s+(?:điều|khoản|nội dung))?(?:\s+(?:Điều|điều"
        r"|khoản)\s+\d+[^,;]{0,20})?(?:\s+của)?(?:\s+các)?\s+(?P<type>Bộ [Ll]uật|Pháp lệnh|Luật|luật|pháp lệnh|bộ luật)(?!\w)"
    )


@cache
def _related() -> re.Pattern[str]:
    """`Luật sửa đổi, bổ sung một số điều của các luật liên quan đến đầu tư xây dựng cơ bản`: a law that amends by subject."""
    return re.compile(
        r"\s+[Ss]ửa\s+đổi,?\s+bổ\s+sung\s+một\s+số\s+điều(?:\s+của)?\s+(?:\d+\s+|các\s+)?[Ll]uật\s+(?:có\s+)?liên\s+quan\s+đến"
    )


@cache
def _next_amended() -> re.Pattern[str]:
    return re.compile(r"\s*(?:,|và|,\s+và)\s+(?P<type>Bộ luật|Pháp lệnh|Luật(?=\s+[A-ZĐÂÊÔƯƠ])|(?:bộ\s+)?luật|pháp lệnh)(?=\s+\w)")


@cache
def _no_names() -> frozenset[str]:
    """What follows `Luật` and is no law's name: a country, a province (`Đại học Luật Hà Nội`, `Dân Luật Việt Nam`)."""
    return frozenset({"việt nam", "quốc tế", *(lower(p.name) for p in provinces.provinces())})


def _is_schooling(text: str, start: int) -> bool:
    """`Đại học Luật`, `sinh viên Luật`, `Văn phòng Luật`: the subject or the trade."""
    return (
        compiled(
            r"(?:[Đđ]ại học|[Tt]rường|[Kk]hoa|[Cc]ông ty|[Vv]ăn phòng|[Hh]ãng|[Cc]ử nhân|[Tt]hạc s[ĩỹ]|[Tt]iến s[ĩỹ]|[Ss]inh viên|[Dd]ân"
            r"|[Nn]gành"
            r"|[Hh]ọc viện|[Cc]huyên ngành|[Tt]ạp chí|[Hh]ọc|[Vv]iện|[Hh]ội) +$"
        ).search(text, max(0, start - 14), start)
        is not None
    )


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
        return _grammar_end(text, start, related.end(), limit) or related.end()
    amending = _amending().match(text, after, limit)
    known = _known(text, start, limit)
    if amending:
        return max(_amending_end(text, amending, limit), known or 0)
    if known is None:
        if text[start:after] == "Luật" and _is_schooling(text, start):
            return None
        return _quoted_end(text, after, limit) or _grammar_end(text, start, after, min(limit, after + 220))
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
        if lower(step[1]) != "và" and not _goes_on(text, after, end, step.start(1), step[1], False, 1):
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


def _grammar_end(text: str, start: int, after: int, limit: int) -> int | None:
    match = compiled(r"\s+([^\W\d_]+)").match(text, after, limit)
    if match and match[1].lower() == "về":
        if compiled(r"(?:các|những|một số) (?:[Bb]ộ [Ll]uật|[Ll]uật|[Pp]háp lệnh|Nghị định|,|và| )*$").search(
            text, max(0, start - 50), start
        ):
            return None  # `các Luật, Pháp lệnh về thuế` names none
        dated = compiled(r"[^;.\n]{4,150}?(?=\s+(?:số\s+\d|ngày\s+\d))").match(text, after, limit)
        if dated:
            return dated.end()  # `Pháp lệnh về nhập cảnh, xuất cảnh … ngày 28 tháng 4 năm 2000`
    if match is None or (
        lower(match[1]) in (*_STOPS, "và")
        and not compiled(r"[Cc]ác (?:[Tt]ổ|[Cc]ông)|[Vv]ề [a-zđ]").match(text[match.start(1) : match.start(1) + 8])
    ):
        return None
    if _type_like(text, match.start(1)) and not text.startswith("Luật sư", match.start(1)):
        return None
    if compiled(r"(?:sư|gia|pháp|định|lệ)\b").match(match[1]):
        return None
    if match[1].islower() and _told(lower(text[match.start(1) : match.start(1) + 40])):
        return None
    if compiled(r"\s+[Qq]uốc tế về\s").match(text, after, limit):  # `Bộ luật quốc tế về an ninh tàu biển và cảng biển`
        whole = compiled(r"\s+[Qq]uốc tế về(?:\s+(?!năm|ngày|số|đã|được|của|do|theo)[^\W\d_]+){1,12}").match(text, after, limit)
        return whole.end() if whole else None
    end = match.end()
    words = 1
    break_at = _BREAK.search(text, end, limit)
    stop = break_at.start() if break_at else limit
    while end < stop:
        step = compiled(r"(\s*,)?\s+([^\W_]+)|\s*-\s*([^\W\d_]+)").match(text, end, stop)
        if step is None:
            break
        word = step[2] or step[3]
        at = step.start(2) if step[2] else step.start(3)
        if not _goes_on(text, after, end, at, word, bool(step[1]), words):
            break
        end = step.end()
        words += 1
    while lower(text[after:end]).endswith((" và", " ,")):
        end = end - 3 if lower(text[after:end]).endswith(" và") else end - 2
    return None if " ".join(lower(text[after:end]).split()) in _no_names() else end


def _told(rest: str) -> bool:
    """Does the rest of the sentence speak about the law (`Luật quy định …`)?"""
    return (
        compiled(
            r"(?:quy định|hướng dẫn|có hiệu|hết hiệu|ban hành(?! văn bản)|áp dụng|sửa đổi|bổ sung|bao gồm|làm việc|điều chỉnh|cấm|yêu cầu"
            r"|nghiêm|thực hiện|triển khai|gốc|chuyên ngành|hiện hành|trừ trường hợp|cụ thể|đối với|gửi|khoản|điều|điểm|mục|chương|làm"
            r"|đăng ký lại|giao|chủ trì|phối hợp|kể từ|còn|phát sinh|tổ chức thực hiện)(?!\w)"
        ).match(rest)
        is not None
    )


def _goes_on(text: str, after: int, end: int, at: int, word: str, comma: bool, words: int) -> bool:
    """Does the word at `at` belong to the name that has reached `end`?"""
    low = lower(word)
    rest = lower(text[at : at + 60])
    if low == "số":
        return not compiled(r"\s*:?\s*\d").match(text[at + 2 : at + 8])  # `Luật Công nghiệp công nghệ số` against `Luật Dược số 34`
    if low == "ngoài" and lower(text[after:end]).endswith("nước"):
        return True
    if word.isdigit() or _type_like(text, at):
        return False
    if (low in _STOPS or _told(rest)) and not _passes(rest):
        return False
    if comma:
        return _comma_inside(text, after, at, word)
    if low == "và":
        return not _AFTER_AND.match(text, at + 3) and words <= 8 and _short_after(text, at + 3)
    return True


def _short_after(text: str, at: int) -> bool:
    """Behind `và`, a name goes on for a few words to its number or date, or to a mark; more is a second thing (`và quy trình …`)."""
    return (
        compiled(
            r"\s*(?:[^\W\d_]+\s+){1,6}(?:số\s+\d|ngày\s+\d|năm\s+\d{4})|\s*(?:[^\W\d_]+\s*){1,3}(?:[,;.)]|$|\n|quy định\s|được\s|đã\s)"
        ).match(text[at : at + 60])
        is not None
    )


def _comma_inside(text: str, after: int, at: int, word: str) -> bool:
    """`Phòng, chống …`, `Quản lý, sử dụng …`: a lower-case word after a comma close to the start of the name goes on with it."""
    return (
        (word[0].islower() or word in ("Khen", "Thuế", "Thể", "Chống"))
        and len(text[after:at].split()) <= 6
        and not compiled(
            r"(?:nghị|thông|quyết|theo|đã|có|gồm|căn|trong|đảm|bảo đảm|phù|trừ|doanh|cụ thể|người tiếp|pháp|cá nhân|tổ chức|cơ quan|quy"
            r"|hướng|thì|việc|các|được|do|không|nếu|trường)\b"
        ).match(lower(text[at : at + 12]))
    )


_TYPE_WORDS = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Công văn|Kế hoạch|Văn bản)\b"
)


def _type_like(text: str, at: int) -> bool:
    # An amending law names the law that it amends: `Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công`.
    return _TYPE_WORDS.match(text, at) is not None and not text[max(0, at - 40) : at].rstrip().endswith(
        ("một số điều của", "một số điều của các")
    )


def versions(title: str) -> tuple[Law, ...]:
    """What the table knows of a title, oldest first; empty where it knows nothing."""
    return table().get(canonical(title), ())
