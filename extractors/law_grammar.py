"""Where a law's name ends that no table knows: the words up to the first that cannot belong to a name."""

import re
from functools import cache

from extractors import provinces
from extractors.folding import lower
from extractors.patterns import compiled

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
_BREAK = re.compile(r"[;:.!?()\[\]\"“”\n/|…]|--")


@cache
def _whose() -> re.Pattern[str]:
    """`Luật Báo chí của Quốc hội số 103/2016/QH13`: who issued it, not what it is about."""
    return re.compile(r"của (?:quốc hội|ủy ban thường vụ quốc hội)\s*,?\s+(?:số|ngày|năm|khóa|ban hành|thông qua)(?!\w)")


def _passes(rest: str) -> bool:
    return rest.startswith(_PASSES) and not _whose().match(rest)


@cache
def _no_names() -> frozenset[str]:
    """What follows `Luật` and is no law's name: a country, a province (`Đại học Luật Hà Nội`, `Dân Luật Việt Nam`)."""
    return frozenset({"việt nam", "quốc tế", *(lower(p.name) for p in provinces.provinces())})


def is_schooling(text: str, start: int) -> bool:
    """`Đại học Luật`, `sinh viên Luật`, `Văn phòng Luật`: the subject or the trade."""
    return (
        compiled(
            r"(?:[Đđ]ại học|[Tt]rường|[Kk]hoa|[Cc]ông ty|[Vv]ăn phòng|[Hh]ãng|[Cc]ử nhân|[Tt]hạc s[ĩỹ]|[Tt]iến s[ĩỹ]|[Ss]inh viên|[Dd]ân"
            r"|[Nn]gành"
            r"|[Hh]ọc viện|[Cc]huyên ngành|[Tt]ạp chí|[Hh]ọc|[Vv]iện|[Hh]ội) +$"
        ).search(text, max(0, start - 14), start)
        is not None
    )


def grammar_end(text: str, start: int, after: int, limit: int) -> int | None:
    """End of the name whose type word is `text[start:after]`; None where the words behind it are no name."""
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
        if not goes_on(text, after, end, at, word, bool(step[1]), words):
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


# Stop words that a name may hold where its number follows it: `Luật Quản lý, khai thác không gian ngầm số 21/2029/QH16`, `các-bon`.
_SOFT = frozenset("không các có cho chưa trong trên với một mỗi mọi những khác dưới giữa của theo".split())


@cache
def _numbered_behind() -> re.Pattern[str]:
    """The rest of a name up to its number; or a stop word that is the first half of another (`các-bon`)."""
    return re.compile(
        r"\w+-[^\W\d_]"
        r"|(?:(?![Ll]uật|[Nn]ghị|[Qq]uyết|[Tt]hông tư|Quốc hội|Ủy ban|UBTVQH|[Nn]ước)[^\W\d_]+,?\s+){1,9}"
        r"số\s+\d{1,3}/(?:19|20)\d\d/(?:QH|UBTVQH|PL)\d*"
    )


def goes_on(text: str, after: int, end: int, at: int, word: str, comma: bool, words: int) -> bool:
    """Does the word at `at` belong to the name that has reached `end`?"""
    low = lower(word)
    rest = lower(text[at : at + 60])
    if low == "số":
        return not compiled(r"\s*:?\s*\d").match(text[at + 2 : at + 8])  # `Luật Công nghiệp công nghệ số` against `Luật Dược số 34`
    if (low == "ngoài" and lower(text[after:end]).endswith("nước")) or (low == "chỉ" and lower(text[after:end]).endswith(("tín", "chứng"))):
        return True
    if word.isdigit() or _type_like(text, at):
        return False
    if (low in _STOPS or _told(rest)) and not (_passes(rest) or (low in _SOFT and _numbered_behind().match(text, at))):
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
