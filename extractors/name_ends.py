"""Where a body's name ends when it goes on behind the words that the table knows: places, commas inside, kinds of building projects.

`Kho bạc Nhà nước Quan Hóa`, `Trạm Y tế phường`, `Phòng Văn hóa, Khoa học và Thông tin`, `Ban Quản lý dự án công trình dân dụng và công
nghiệp tỉnh` are one body each.
"""

import re
from collections.abc import Callable
from functools import cache

from extractors.patterns import UPPER, compiled
from extractors.verbs import opener_end, verb_end

_SYLLABLE = rf"[{UPPER}][^\W\d_]*"
# Places whose name begins like that of a body (Hội An, Trạm Tấu, Vụ Bản, Đoàn Hùng).
_ODD_PLACES = r"Hội (?:An|Sơn|Hợp|Nghĩa)|Trạm (?:Tấu|Trôi|Hành)|Vụ (?:Bản|Quang|Cầu)|Đoàn Hùng|Viện Sơn|Đội Cấn|Trung (?:Tâm|Sơn)"
_SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Lương|Mai|Tạ|Hà|Cao"


@cache
def _place() -> re.Pattern[str]:
    """` Quan Hóa`, ` Đồng Đăng - Lạng Sơn`: two or more capitalized syllables."""
    run = rf"{_SYLLABLE}(?:\s{_SYLLABLE}){{1,3}}"
    return re.compile(rf"\s+(?:(?P<odd>{_ODD_PLACES})|(?P<run>{run}))(?:\s+-\s+{run})?(?![\w/&])")


def place_end(flat: str, at: int, limit: int, begins_name: Callable[[int], bool]) -> int | None:
    """End of the place named behind a body that ends at `at`; None where another body, a person or a sentence begins there."""
    if not flat.startswith(" ", at):
        return None
    match = _place().match(flat, at, limit)
    if match is None:
        return None
    if match["odd"]:
        return match.end()
    start = match.start("run")
    if any(begins_name(m.start()) for m in compiled(_SYLLABLE).finditer(flat, start, match.end())):
        return None
    person = compiled(rf"(?:{_SURNAMES})\s{_SYLLABLE}\s{_SYLLABLE}").match(flat, start, match.end())
    if person:
        return None
    more = _and_zones().match(flat, match.end(), limit)
    return more.end() if more else match.end()


@cache
def _and_zones() -> re.Pattern[str]:
    """`Ban Quản lý Khu kinh tế Đông Sơn và các KCN Quảng Hà`: the board of the zone has the estates too."""
    return re.compile(
        rf"\s+và\s+(?:các\s+)?(?:KCN|KKT|[Kk]hu [Cc]ông nghiệp|[Kk]hu [Kk]inh tế)(?!\w)"
        rf"(?:\s+tỉnh(?!\w)|\s{_SYLLABLE}(?:\s{_SYLLABLE}){{1,3}})?"
    )


@cache
def _of_a_kind() -> re.Pattern[str]:
    """`các đơn vị cung cấp dịch vụ viễn thông trên địa bàn`: what a group does, up to words that only follow a name."""
    what = (
        r"(?:cung cấp|kinh doanh|quản lý|khai thác|vận hành|sản xuất|sử dụng|đóng|hoạt động|phát hành|chủ trì|đầu mối|chủ quản|được giao)"
    )
    end = (
        r"(?:\strên\s+địa\s+bàn(?:\s+(?:toàn\s+)?(?:tỉnh|thành\s+phố|huyện|xã))?(?!\w)|(?<!sau)(?<!gồm)(?<!như)(?<!việc)(?=\s*:\s)"
        r"|(?=\s*,\s*(?:và\s+)?(?:các\s+(?:cơ quan|đơn vị|tổ chức|doanh nghiệp|sở|chủ|công ty)"
        r"|khẩn trương|tăng cường|chủ động|có trách nhiệm)\s))"
    )
    return re.compile(rf"\s+{what}\s[^.;:()\n]{{3,90}}?{end}")


def kind_end(low: str, at: int, limit: int) -> int | None:
    """End of the words that tell a group by what it does; None where they are what it is to do."""
    match = _of_a_kind().match(low, at, limit)
    return match.end() if match else trade_end(low, at, limit)


@cache
def _trade() -> re.Pattern[str]:
    """What only tells a group from others: no task begins so."""
    goods = (
        r"xây dựng (?:và )?(?:kinh doanh )?(?:kết cấu )?hạ tầng"
        r"|cung cấp (?:dịch vụ|nước|điện|thiết bị)|kinh doanh|sản xuất|chế biến|bình ổn thị trường|hoạt động (?:trong|trên)"
        r"|đang (?:hoạt động|sử dụng|khai thác)"
    )
    return re.compile(rf"\s+(?:{goods}|được (?:cấp phép|giao (?:đất|rừng|quản lý)|hỗ trợ|lựa chọn|kiểm tra|thanh tra))(?=\s)")


def trade_end(low: str, at: int, limit: int) -> int | None:
    """`Các đơn vị cung cấp dịch vụ viễn thông triển khai …`: what a group does ends before the verb of what it is to do."""
    match = _trade().match(low, at, limit)
    if match is None:
        return None
    end = match.end()
    for word in compiled(r"\s+([^\W\d_]+)").finditer(low, end, min(limit, end + 70)):
        if word.start() != end:
            return None
        whole = word.start() > match.end() or match[0].endswith((" kiểm tra", " thanh tra", " hỗ trợ", " lựa chọn", " thị trường"))
        if opener_end(low, word.start(1), limit) or (whole and verb_end(low, word.start(1), limit)):
            return word.start()
        end = word.end()
    return None


@cache
def _level() -> re.Pattern[str]:
    """The level that a local body belongs to: `Hạt Kiểm lâm huyện`, `Trạm Y tế phường`, `Ban Chỉ huy Quân sự thị xã`."""
    return re.compile(r"\s+(?:huyện(?!\s+ủy)|quận(?!\s+ủy)|thị\s+xã|xã(?!\s+(?:hội|viên))|phường|thị\s+trấn|đặc\s+khu)(?!\w)(?!\s*/)")


def level_end(flat: str, at: int, limit: int) -> int | None:
    """End of the level behind a body, with the name of that place where it follows: `… huyện Quan Hóa`."""
    match = _level().match(flat, at, limit) if flat.startswith(" ", at) else None
    if match is None:
        return None
    named = compiled(rf"\s+{_SYLLABLE}(?:\s{_SYLLABLE}){{0,3}}(?![\w/])").match(flat, match.end(), limit)
    return named.end() if named else match.end()


_WITH_COMMAS = ("Phòng", "Trung tâm", "Ban", "Viện", "Chi cục", "Trường", "Cục", "Vụ")


@cache
def _commas() -> re.Pattern[str]:
    """A name with commas inside, up to the capital behind its last `và`: `Trung tâm Văn hóa, Thông tin, Thể thao và D`."""
    words = rf"{_SYLLABLE}(?:\s(?!và\s)[^\W\d_]+){{0,3}}"
    firm = r"(?:Tổng )?[Cc]ông ty(?:\s(?:TNHH|MTV|CP|[Cc]ổ phần))*"
    return re.compile(rf"(?:{'|'.join(_WITH_COMMAS)}|{firm})\s{words}(?P<rest>(?:,\s{words}){{1,3}})\svà\s(?=[{UPPER}])")


def comma_name(flat: str, at: int, limit: int, begins_name: Callable[[int], bool], known: Callable[[str], bool]) -> int | None:
    """Where the last part begins of a name with commas inside; None for a list of bodies.

    `Phòng Kinh tế, Hạ tầng và Đô thị` is one; `Phòng Tư pháp, Công an huyện và Trạm Y tế` are three, and so are bodies whose head is not
    said again (`Phòng Tư pháp, Nội vụ và Y tế`): those the table knows one by one.
    """
    match = _commas().match(flat, at, limit) if flat.startswith((*_WITH_COMMAS, "Công ty", "Tổng Công ty", "Tổng công ty"), at) else None
    if match is None:
        return None
    starts = [match.start("rest") + m.end() for m in compiled(r",\s").finditer(match["rest"])] + [match.end()]
    if any(begins_name(s) for s in starts):
        return None
    head = compiled(r"[^\W_]+").match(flat, at, limit)[0]  # type: ignore[index]
    last = compiled(r"[^\W\d_]+(?:\s[^\W\d_]+)?").match(flat, match.end(), limit)
    parts = [*match["rest"].strip(", ").split(", "), last[0] if last else ""]
    return None if all(known(f"{head} {part}") for part in parts) else match.end()


_MANAGED = ("ban quản lý", "ban ql", "bql")


@cache
def _works() -> re.Pattern[str]:
    kinds = (
        r"các|đầu\s+tư|xây\s+dựng|công\s+trình|dân\s+dụng|công\s+nghiệp|giao\s+thông|nông\s+nghiệp|phát\s+triển|nông\s+thôn|hạ\s+tầng"
        r"|kỹ\s+thuật|đô\s+thị|thủy\s+lợi|chuyên\s+ngành|khu\s+vực"
    )
    return re.compile(rf"(?:{'|'.join(_MANAGED)})(?:\s+các)?\s+dự án(?:(?:\s*,)?\s+(?:và\s+)?(?:{kinds})(?!\w))+")


def works_end(low: str, at: int, limit: int) -> int | None:
    """End of `Ban Quản lý dự án đầu tư xây dựng công trình giao thông`, which the verbs in it (`đầu tư`, `xây dựng`) do not end."""
    match = _works().match(low, at, limit) if low.startswith(_MANAGED, at) else None
    return match.end() if match else None


_STEERED = ("tổ ", "nhóm ", "ban chỉ đạo", "bcđ", "ban điều hành")


@cache
def _steering() -> re.Pattern[str]:
    subject = (
        r"về|công tác|cải cách|chuyển đổi|phòng,? chống|phòng thủ|xây dựng|phát triển|thực hiện|triển khai|đổi mới|an toàn|giảm nghèo|xóa"
        r"|(?:các )?chương trình|đề án|phong trào|thi hành|bảo vệ|ứng phó|ứng dụng|toàn dân|liên ngành|vệ sinh|dân số|phổ cập|sắp xếp"
        r"|giải phóng|bồi thường|tổng điều tra|hội nhập|kỳ thi|thi|cổ phần|phục hồi|kết luận|nghị quyết|chống|quy chế|tái cơ cấu|cơ cấu"
    )
    level = r"(?:cấp\s+)?(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|quốc gia|trung ương|các cấp)"
    return re.compile(
        r"(?:(?:tổ|nhóm)(?: \w+){1,3} giúp việc (?:cho )?)?(?:ban chỉ đạo|bcđ|tổ (?:công tác|chuyên viên|giúp việc)|ban điều hành)\s+"
        rf"(?=(?:{subject})(?!\w))(?:(?!các (?:sở|ngành|xã|huyện|đơn|cơ)|trên địa|kiểm tra|chủ trì|phối hợp|của )"
        rf"[^\W_]+[ ,-]{{1,3}}){{1,16}}?{level}(?!\w)"
    )


def steering_end(low: str, at: int, limit: int) -> int | None:
    """End of a steering committee's name, `Ban Chỉ đạo xây dựng nông thôn mới tỉnh`: its subject begins as a verb and ends at its level."""
    match = _steering().match(low, at, limit) if low.startswith(_STEERED, at) else None
    return match.end() if match else None


# Forces that a list names by what they do: `Công an, Quản lý thị trường, Kiểm lâm`; alone most of these words are verbs or fields.
_FORCES = (
    r"Quản lý thị trường|QLTT|(?:Bộ đội )?Biên phòng|Quân sự|Quân đội|Kiểm lâm|Kiểm ngư|Hải quan|Thuế|Dân quân(?: tự vệ)?|Dân phòng"
    r"|Cảnh sát [^\W\d_]+ [^\W\d_]+"
)
_LOCAL = r"(?:quận|huyện|thị xã|thành phố|xã|phường|thị trấn)"


@cache
def _next_force() -> re.Pattern[str]:
    return re.compile(rf"(?:{_FORCES})(?!\w)")


@cache
def _next_places() -> re.Pattern[str]:
    """Two levels or more, none with a name: `Quận, Huyện, Thị xã`."""
    return re.compile(rf"{_LOCAL}(?!\w)(?:(?:\s*,\s*|\s+và\s+){_LOCAL}(?!\w))+(?!\s+(?-i:[{UPPER}]))", re.IGNORECASE)


def going_on(flat: str, before: str, at: int, limit: int) -> int | None:
    """End of what goes on a list of bodies at `at` and would name none alone; `before` is the one before it in lower case.

    `Công an, Quản lý thị trường`, `các sở, ngành, quận, huyện`.
    """
    if before.startswith(("các sở", "các ban", "các ngành", "sở, ", "các phòng")):
        match = _next_places().match(flat, at, limit)
    elif before.endswith(("cấp tỉnh", "cấp huyện", "cấp xã")):
        match = compiled(r"cấp (?:tỉnh|huyện|xã|thôn)(?!\w)").match(flat, at, limit)  # `UBND cấp huyện, cấp xã`
    elif flat[at : at + 1] in _FORCES_OPEN and ("công an" in before or "thanh tra" in before or before.startswith(_ARMED)):
        match = _next_force().match(flat, at, limit)
    else:
        return None
    return match.end() if match else None


_FORCES_OPEN = frozenset("QBKHTDC")
_ARMED = (
    "lực lượng", "cảnh sát", "quân sự", "biên phòng", "bộ đội", "kiểm lâm", "kiểm ngư", "hải quan", "thuế", "quản lý thị trường",
    "dân quân", "cục", "chi cục",
)  # fmt: skip


GOING_ON = (*map(str.lower, _WITH_COMMAS), "công ty", "tổng công ty", *_MANAGED, *_STEERED)
"""What the names begin with (lower case) that the words of this file can take further than the table does."""
