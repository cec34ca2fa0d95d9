"""Names of laws, codes, ordinances and the constitution: where a name ends, and what the bundled table knows of it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from extractors.data_files import rows
from extractors.folding import canonical, fold, lower

LAW_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")

# Words that cannot stand inside a law's name: what follows them is about the law. `quy định`, `được` … in `Luật Báo chí quy định …`
_STOPS = frozenset(
    """năm ngày số này đã được đang sẽ phải thì là mà nên do bởi tại từ đến tới khi nếu nhằm để như gồm hoặc hay nhưng cũng chỉ không chưa
    có cho với vì của trong trên dưới theo bằng giữa nói nêu ban-hành quy-định có-hiệu-lực hướng-dẫn căn-cứ thông-qua thay-thế hết-hiệu-lực
    về sau trước ngoài cùng còn đối-với liên-quan hiện-hành cụ-thể bao-gồm thực-hiện triển-khai các những mọi một mỗi""".split()
)
# Names that hold one of the stop words: the grammar lets it pass when these words follow.
_PASSES = (
    "của nhà nước", "đi làm việc ở nước ngoài", "theo hợp đồng", "có điều kiện", "của việt nam", "trong cơ quan", "có hại",
    "theo nghị định thư", "đối với người", "về hội", "có vốn", "không có quốc tịch", "trên biển", "cho người", "một số điều",
    "cho thuê", "có công", "với cách mạng", "của hội đồng nhân dân", "của quốc hội", "của ủy ban", "của công dân", "trên không", "trên không gian mạng",
)  # fmt: skip
# What may follow `và` inside a name is anything but the start of another thing cited or said.
_AFTER_AND = re.compile(
    r"(?:các|những|Luật|Bộ luật|Pháp lệnh|Nghị|Quyết|Thông|Chỉ thị|văn bản|quy định|hướng dẫn|pháp luật|của|theo|Công ước|Điều ước|Kế hoạch|các?h thức)\b"
)
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
        law = Law(r["title"], r["number"] or None, r["issue_date"] or None, r["effective_from"] or None, r["replaced_by"] or None, r["issuer"] or None)
        out[canonical(law.title)].append(law)
    return {k: tuple(sorted(v, key=lambda w: w.issue_date or "")) for k, v in out.items()}


@cache
def _by_start() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Known titles as tuples of lower-case words, by their first two words, longest first."""
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for title in {law.title for versions in table().values() for law in versions}:
        words = tuple(lower(fold(title)).replace(",", " , ").split())
        if len(words) > 1:
            out[" ".join(words[:2])].add(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in out.items()}


_TOKEN = re.compile(r"\w+|[^\w\s]")


def _known(text: str, start: int, limit: int) -> int | None:
    """End of the longest known title that starts at `start`, None where the table has none."""
    tokens = [(m[0].lower(), m.end()) for m in _TOKEN.finditer(text, start, min(limit, start + 220))]
    if len(tokens) < 2:
        return None
    for words in _by_start().get(tokens[0][0] + " " + tokens[1][0], ()):
        n = len(words)
        if n <= len(tokens) and all(w == t[0] for w, t in zip(words, tokens, strict=False)):
            return tokens[n - 1][1]
    return None


def _passes(rest: str) -> bool:
    return rest.startswith(_PASSES)


def name_end(text: str, start: int, after: int, limit: int) -> int | None:
    """End of the name whose type word is `text[start:after]`; None where no name follows.

    `text` is a flat view; a name never runs over a line end. Known titles win where they are longest; the grammar takes the words up
    to the first that cannot belong to a name.
    """
    stop = text.find("\n", after, limit)
    limit = limit if stop < 0 else stop
    known = _known(text, start, limit)
    grammar = _grammar_end(text, after, limit)
    if known is not None and (grammar is None or known >= grammar or not text[known:grammar].lstrip(" ,").startswith("và")):
        return max(known, grammar) if grammar is not None and _extends(text, known, grammar) else known
    return grammar


def _extends(text: str, known: int, grammar: int) -> bool:
    """`Luật Quy hoạch` is known, `Luật Quy hoạch đô thị và nông thôn` is a longer name when lower-case words follow at once."""
    return grammar > known and text[known : known + 1] == " " and text[known + 1 : known + 2].islower()


def _grammar_end(text: str, after: int, limit: int) -> int | None:
    first = _WORD.match(text, after + 1) if text[after : after + 1] == " " else None
    match = re.compile(r"\s+([^\W\d_]+)").match(text, after, limit)
    if match is None or (first is None and match is None):
        return None
    head = match[1]
    if not head[0].isupper() and lower(head) not in ("sửa", "bảo", "phòng", "đất", "ngân", "doanh", "giáo", "tổ", "đầu", "thi"):
        return None
    if lower(head) in _STOPS or _type_like(text, match.start(1)):
        return None
    end = match.end()
    break_at = _BREAK.search(text, end, limit)
    stop = break_at.start() if break_at else limit
    while end < stop:
        step = re.compile(r"(\s*,)?\s+([^\W_]+)|\s*-\s*([^\W\d_]+)").match(text, end, stop)
        if step is None:
            break
        word = step[2] or step[3]
        at = step.start(2) if step[2] else step.start(3)
        low = lower(word)
        rest = lower(text[at : at + 60])
        pair = "-".join(rest.split()[:2])
        if ((low in _STOPS and low != "số") or pair in _STOPS or any(pair.startswith(p) for p in ("quy-định", "hướng-dẫn", "có-hiệu", "hết-hiệu"))) and not _passes(rest):
            break
        if low == "số" and re.match(r"\s*:?\s*\d", text[at + 2 : at + 8]):
            break
        if low == "số" and not re.match(r"\s*:?\s*\d", text[at + 2 : at + 8]):
            end = step.end()  # `Luật Công nghiệp công nghệ số`
            continue
        if word.isdigit() or _type_like(text, at):
            break
        if step[1] and not _comma_inside(text, after, at, word):
            break
        if low == "và" and (_AFTER_AND.match(text, at + 3) or text[at + 3 : at + 4].isupper()):
            break
        if word[0].isupper() and not step[1] and not _upper_inside(text, end, at):
            break
        end = step.end()
    return end


def _comma_inside(text: str, after: int, at: int, word: str) -> bool:
    """`Phòng, chống …`, `Quản lý, sử dụng …`: a lower-case word after a comma close to the start of the name goes on with it."""
    return word[0].islower() and len(text[after:at].split()) <= 4 and not re.match(r"(?:nghị|thông|quyết|theo|đã|có|gồm|căn|trong|đảm|bảo đảm|phù)\b", lower(text[at : at + 12]))


def _upper_inside(text: str, end: int, at: int) -> bool:
    """Capitals inside a name: `Luật Mặt trận Tổ quốc Việt Nam`, `Luật Ban hành văn bản QPPL`."""
    return re.match(r"(?:Việt Nam|Tổ quốc|Nhà nước|Quốc|Hội đồng|Thủ đô|Nhân dân|Công an|Quân|Cảnh|Biên|Tòa|Viện|Chính|Điện|Internet|[A-ZĐ]{2,}\b|Hồ|Đảng|Ủy ban|Đại|Mặt)", text[at:]) is not None


_TYPE_WORDS = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Công văn|Kế hoạch|Văn bản)\b")


def _type_like(text: str, at: int) -> bool:
    # An amending law names the law that it amends: `Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công`.
    return _TYPE_WORDS.match(text, at) is not None and not text[max(0, at - 40) : at].rstrip().endswith(("một số điều của", "một số điều của các"))


def versions(title: str) -> tuple[Law, ...]:
    """What the table knows of a title, oldest first; empty where it knows nothing."""
    return table().get(canonical(title), ())
