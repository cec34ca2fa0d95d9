"""Names of issuers in running text: where a name that begins at a place ends."""

import re
from collections import defaultdict
from functools import cache
from itertools import islice

from extractors import provinces
from extractors.data_files import rows
from extractors.folding import fold, lower
from extractors.patterns import UPPER, compiled

CENTRAL = (
    "Thủ tướng Chính phủ", "Chính phủ", "Chủ tịch nước", "Ủy ban Thường vụ Quốc hội", "Quốc hội", "Bộ Chính trị",
    "Ban Bí thư Trung ương Đảng", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương", "Hội đồng Bộ trưởng",
    "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Trung ương Đảng", "Trung ương",
)  # fmt: skip
POSTS = (
    "Bộ trưởng", "Thứ trưởng", "Thống đốc", "Chánh án", "Viện trưởng", "Tổng Thanh tra", "Giám đốc", "Chủ nhiệm", "Trưởng ban",
    "Tổng Giám đốc", "Tổng cục trưởng", "Cục trưởng", "Chánh Văn phòng", "Chánh Thanh tra", "Chủ tịch", "Trưởng Ban",
)  # fmt: skip
_LEVEL = r"(?:tỉnh|thành\s+phố|TP\.?|huyện|thị\s+xã|quận|xã|phường|đặc\s+khu|thị\s+trấn)"
# A word with a capital that begins the title, not a place: `của UBND tỉnh Quảng Bình Ban hành điều lệ`.
_NO_PLACE = (
    r"(?:Ban\s+hành|Quy\s+định|Sửa\s+đổi|Phê\s+duyệt|Về|Hướng\s+dẫn|Công\s+bố|Bãi\s+bỏ|Thành\s+lập|Triển\s+khai|Thực\s+hiện|Quyết"
    r"|Kế\s+hoạch|V/v|Ngày|Số|Điều|Khoản|Sở|Bộ|Luật|Nghị|Thông|Chỉ\s+thị|Căn\s+cứ|Giao|Yêu\s+cầu|Tổ\s+chức|Các|Theo|Trên)(?!\w)"
)
# What ends a name that no table knows: a verb, a preposition, a second thing behind `và`.
_ENDS = (
    r"(?:ngày|về|ban hành|quy định|phê duyệt|hướng dẫn|thực hiện|triển khai|sửa đổi|quyết định|trên|tại|khi|đã|được|giai đoạn|nhằm|để"
    r"|yêu cầu|đề nghị|cùng|cụ thể|thông báo|công bố|giao|trình|chỉ đạo|tổ chức|có|là|theo|trong|với|bổ sung|thay thế|năm|gửi|kèm"
    r"|số(?=\s*\d)|và\s+(?:các|những|hướng dẫn|kế hoạch|ý kiến|văn bản|chỉ đạo|của|theo|nghị|quyết|thông|chương|đề án)"
    r"|(?:Ban\s+hành|Quy\s+định|Sửa\s+đổi|Phê\s+duyệt|Về|Hướng\s+dẫn|Kế\s+hoạch|Căn\s+cứ)|các|những|này|UBND)(?!\w)"
)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_FIRST_TWO = re.compile(r"(\w+)[\s,]*(\w+|[^\w\s,])")


@cache
def _by_start() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Known names as tuples of lower-case words, commas left out, by their first two words, longest first."""
    names = {compiled(r"\s*\{\w+\}").sub("", r["issuer"]) for r in rows("issuers.csv") if r["issuer"]}
    names |= {compiled(r"\s*\{\w+\}").sub("", r["name"]) for r in rows("agencies.csv") if r["name"][:1].isupper()}
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        words = tuple(t for t in _TOKEN.findall(lower(fold(name))) if t != ",")
        if len(words) > 1:
            out[" ".join(words[:2])].add(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in out.items()}


def _known_end(text: str, at: int, limit: int) -> int | None:
    """End of the longest known name that begins at `at`. The words behind its first two are only read where names begin with these."""
    limit = min(limit, at + 120)
    first = _FIRST_TWO.match(text, at, limit)
    names = _by_start().get(f"{first[1]} {first[2]}".lower(), ()) if first else ()
    found = _TOKEN.finditer(text, at, limit) if names else iter(())
    tokens = (("và" if m[0] == "&" else m[0].lower(), m.end()) for m in found if m[0] != ",")
    read: list[tuple[str, int]] = []
    for words in names:
        if len(read) < len(words):
            read += islice(tokens, len(words) - len(read))
        if tuple(t for t, _ in read[: len(words)]) == words:
            return read[len(words) - 1][1]
    return None


@cache
def _central() -> re.Pattern[str]:
    names = "|".join(n.replace(" ", r"\s+") for n in CENTRAL)
    return re.compile(
        rf"(?:Hội\s+nghị\s+[^,.;]{{0,30}}?)?(?:{names})(?:\s+đảng)?(?:\s+khóa\s+(?:[IVXL]+|\d+))?(?!\w)",
        re.IGNORECASE,
    )


@cache
def _party() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:Ban\s+Thường\s+vụ|Ban\s+Chấp\s+hành\s+Đảng\s+bộ|Ban\s+Chấp\s+hành|Thường\s+trực)\s+)?(?:Đảng\s+ủy\s+(?:UBND|các\s+cơ\s+quan"
        rf"\s+Đảng)\s+(?:tỉnh|thành\s+phố)|(?:Tỉnh|Thành|Huyện|Đảng|Quận|Thị)\s+ủy(?:\s+{_LEVEL}(?!\w))?|(?:tỉnh|thành\s+phố)(?=\s+[A-ZĐ]))",
        re.IGNORECASE,
    )


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:Chủ\s+tịch|Thường\s+trực)\s+)?(?:Ủy\s+ban\s+nhân\s+dân|UBND|Hội\s+đồng\s+nhân\s+dân|HĐND)(?!\w)"
        rf"(?:\s+{_LEVEL}(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _post() -> re.Pattern[str]:
    posts = "|".join(p.replace(" ", r"\s+") for p in POSTS)
    return re.compile(rf"(?:(?:{posts}),?\s+){{1,2}}(?=\w)", re.IGNORECASE)


@cache
def _steering() -> re.Pattern[str]:
    """A steering committee or a task force with its subject: `Ban Chỉ đạo về phát triển khoa học, …`, `Tổ công tác triển khai …`."""
    return re.compile(
        rf"(?:(?:Phó\s+)?(?:Trưởng|Tổ\s+trưởng)\s+)?(?:Tổ\s+(?:[Cc]ông\s+tác|[Gg]iúp\s+việc)(?:\s+triển\s+khai|\s+Ban\s+[Cc]hỉ\s+đạo)?"
        rf"|Ban\s+[Cc]hỉ\s+đạo)(?:\s+Trung\s+ương)?(?:\s+về(?=\s))?(?:\s+(?:và\s+)?[Đđ]ề\s+án\s+\d+|\s+(?!{_ENDS})[^\W\d_]+(?:-\d+)?|,\s+(?!{_ENDS})[^\W\d_{UPPER}][^\W\d_]*|\s-(?=\s))*"
    )


@cache
def _grammar() -> re.Pattern[str]:
    return re.compile(
        r"(?:Liên\s+bộ|Bộ|Sở|Ban|Văn\s+phòng|Thanh\s+tra|Tòa\s+án|Viện\s+[Kk]iểm\s+sát|Ngân\s+hàng|Kiểm\s+toán|Tổng\s+cục|Cục|Ủy\s+ban"
        r"|Bảo\s+hiểm|Công\s+an|Mặt\s+trận|Đoàn|Hội|Tổng\s+Liên\s+đoàn|Chi\s+cục|Liên\s+đoàn|Viện|Trường|Đài|Tổng\s+công\s+ty|Tập\s+đoàn)"
        rf"(?:\s+(?!{_ENDS})[^\W\d_]+(?:[&-][^\W_]+)*|\s-(?=\s)|(?<=\w)-(?=\s[A-ZĐ])|\s&(?=\s[A-ZĐ]))+"
    )


def place_end(text: str, at: int, limit: int) -> int:
    """End of the name of a place that begins behind the space at `at`; `at` where none does."""
    gap = compiled(r"\s+").match(text, at, limit)
    if gap is None:
        return at
    known = provinces.name_end_at(text, gap.end(), limit)
    if known is not None:
        return known
    if text[at - 3 : at].isupper():
        return at  # in capitals nothing tells a place from the title
    named = _unknown_place().match(text, at, limit)
    return named.end() if named else at


@cache
def _unknown_place() -> re.Pattern[str]:
    """Not over the wall between two cells: `của UBND tỉnh | Danh mục`."""
    return re.compile(rf"(?:[^\S\n]+(?!{_NO_PLACE})[A-ZĐÂÊÔƯƠÁÀẢÃẠÚỨÝ][^\W\d_]*){{1,4}}")


@cache
def _level_behind() -> re.Pattern[str]:
    return re.compile(rf"\s+{_LEVEL}(?!\w)", re.IGNORECASE)


@cache
def _lower_start() -> re.Pattern[str]:
    """What begins an issuer's name in lower case."""
    return re.compile(r"(?:tỉnh|thành)\s+ủy(?!\w)|(?:tỉnh|thành\s+phố)\s+[A-ZĐ]")


def name_end(text: str, at: int, limit: int) -> int | None:
    """End of the issuer's name that begins at `at` in a flat view, None where none does."""
    if not (text[at].isupper() or _lower_start().match(text, at)):
        return None
    committee = _committee().match(text, at, limit)
    if committee:
        return place_end(text, committee.end(), limit)
    central = _central().match(text, at, limit)
    known = _known_end(text, at, limit)
    if central and (known is None or known <= central.end()):
        return central.end()
    party = _party().match(text, at, limit)
    if party:
        return place_end(text, party.end(), limit)
    steering = _steering().match(text, at, limit)
    if steering and steering[0].lower() != "ban chỉ đạo":
        return steering.end()
    post = _post().match(text, at, limit)
    if post:
        body = name_end(text, post.end(), limit) if text[post.end()].isupper() else None
        if body is not None:
            return body
    office = compiled(r"(?:Thanh\s+tra|Văn\s+phòng)\s+(?=(?:Bộ|Sở|Tổng\s+cục)\s+[A-ZĐ])").match(text, at, limit)
    if office and (known is None or known < office.end()):
        return name_end(text, office.end(), limit)  # `Thanh tra Bộ Lao động - Thương binh và Xã hội`
    if known is not None:
        level = _level_behind().match(text, known, limit)
        return place_end(text, level.end() if level else known, limit) if level else _province_end(text, known, limit)
    grammar = _grammar().match(text, at, limit)
    return grammar.end() if grammar else None


def _province_end(text: str, at: int, limit: int) -> int:
    gap = compiled(r"\s+").match(text, at, limit)
    return (provinces.name_end_at(text, gap.end(), limit) or at) if gap else at
