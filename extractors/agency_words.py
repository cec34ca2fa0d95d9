"""The words that agency phrases are made of: heads, groups, tails, and where a phrase stops."""

import re
from collections import defaultdict
from functools import cache

from extractors.patterns import UPPER
from extractors.word_search import EDGES, WordSearch

# a noun and the verb that belongs to it: the verb does not end the name (`các viện nghiên cứu tham mưu`)
_WORKING = (
    r"cơ sở (?:giáo dục|đào tạo|nghiên cứu|khám chữa bệnh|khám bệnh|chữa bệnh|sản xuất|kinh doanh|chế biến|bảo trợ xã hội|lưu trú|dạy nghề)"
    r"|(?:viện|trung tâm|tổ chức|đơn vị|cơ quan) nghiên cứu|doanh nghiệp (?:sản xuất|kinh doanh|khai thác|xuất khẩu|chế biến|cung cấp)"
    r"|cơ quan (?:điều tra|thi hành án|tiến hành tố tụng|đăng ký kinh doanh|chủ quản|quản lý|thường trực|chuyên môn)|"
    r"đơn vị (?:quản lý|thi công|vận hành|cung cấp|tư vấn)"
    r"|phòng khám(?: đa khoa| tư nhân| bác sĩ gia đình)*|nhà thầu(?: thi công| xây lắp| tư vấn)?|hộ kinh doanh"
    r"|(?:đơn vị|cơ quan) quản lý xuất nhập cảnh|tổ hợp tác|tổ (?:kiểm tra|công tác|thẩm định|giúp việc|liên ngành|rà soát)"
    r"|chủ dự án|hộ gia đình|ngành (?:giáo dục(?: và đào tạo)?|y tế|công an"
    r"|giao thông vận tải|nông nghiệp|văn hóa|tư pháp"
    r"|tài chính|ngân hàng|điện|thuế|hải quan|lao động|công thương|xây dựng|du lịch|bưu chính|nội vụ|tài nguyên và môi trường|thú y"
    r"|thống kê|kiểm lâm|kiểm sát|tòa án|thanh tra|quân sự|bảo hiểm xã hội|thông tin và truyền thông|khoa học và công nghệ|thủy sản"
    r"|lâm nghiệp|thủy lợi|thương mại|đường sắt|viễn thông|công an|bưu điện)"
)
_NOUNS = (
    r"sở|ban quản lý|ban ql|bql|ban chỉ đạo|ban chỉ huy|ban|bộ chỉ huy|bộ tư lệnh|bộ|ủy ban|ubmttq|ubnd|hđnd|hội đồng|công an|công đoàn"
    r"|quân khu|văn phòng|vp|báo|đài|trung tâm"
    r"|hội|hiệp hội|liên minh|liên đoàn|liên hiệp|tỉnh đoàn|thành đoàn|đoàn thể|đoàn|tòa án|viện|cục|chi cục|chi nhánh|tổng cục|vụ"
    r"|kho bạc|bảo hiểm xã hội|bhxh|ngân hàng"
    r"|trường|đại học|học viện|cao đẳng|bệnh viện|tập đoàn|tổng công ty|công ty|doanh nghiệp|hợp tác xã|cơ quan|đơn vị|địa phương"
    r"|tổ chức|cá nhân|thủ trưởng|thường trực"
    r"|giám đốc|chủ tịch|phó chủ tịch|chánh văn phòng|chánh thanh tra|chánh|trưởng|người đứng đầu|thanh tra|phòng|mặt trận|mttq"
    r"|tỉnh ủy|thành ủy|huyện ủy|đảng ủy|cấp ủy|đảng đoàn|ban cán sự đảng|đảng bộ|chi bộ"
    r"|nhà đầu tư|chủ đầu tư|chủ hồ(?:, đập)?"
    r"|chủ đập|chủ tàu|chủ trang trại|chủ phương tiện|chủ nguồn thải"
    r"|nhà mạng|nhà cung cấp|cơ sở|điện lực|bưu điện|bưu chính|cổng thông tin|cổng|công thông tin|tạp chí|quỹ"
    r"|ngành|hải quan|thuế|bộ đội|đồn|sư đoàn|lữ đoàn|trung đoàn|hải đoàn"
    r"|hải đội|vùng cảnh sát biển|vùng hải quân|cảng vụ|chính quyền|lực lượng|tổ"
    r"|đại biểu|vnpt|viettel|mobifone|các huyện|các xã|các phường|các quận|huyện"
    r"|thành viên|nhà trường|chủ rừng|chủ cơ sở|thôn|khu|các cấp|quân đội|ủy viên|lãnh đạo"
    r"|bí thư|hiệu trưởng|kiểm lâm|lâm trường|nông trường|lâm ngư trường|vườn quốc gia|cảnh sát|dân quân|cha mẹ học sinh|hạt|trạm|đội"
    r"|tổng giám đốc|bảo tàng|thư viện|nhà xuất bản|phân hiệu|hãng"
)
HEADS = rf"{_WORKING}|{_NOUNS}"
_GENERIC = (
    r"(?:cơ quan|tổ chức|đơn vị|địa phương|cá nhân|doanh nghiệp|chính quyền|ban quản lý|hộ gia đình|phòng|ban|bộ phận|hợp tác xã|cơ sở"
    r"|đoàn thể|xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|cấp|ngành|nhà khoa học)"
)
# The first words of the patterns below: most names begin with none of them, and a look into a set is the quickest question. A word that a
# pattern gains goes in here too (tests/extractors/test_agency_words.py makes up what the patterns match).
DEPARTMENTS_OPEN = frozenset("các những cấp sở bộ ban ngành hội phòng viện trường tất toàn".split())
COMMITTEES_OPEN = frozenset("ubnd ủy hđnd hội đảng cấp".split())
DETERMINERS_OPEN = frozenset("các những mỗi từng đồng".split())
GENERIC_OPEN = frozenset(("các", "những", "mọi", *(noun.split()[0] for noun in _GENERIC[3:-1].split("|"))))
_PLACES = r"(?:huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu)"
_MORE_PLACES = rf"(?:{_PLACES}|(?:thành|thị)(?!\w|\s+(?:phố|xã|trấn|ủy|đoàn)))"
"""Behind the first one: `các huyện, thành, thị`."""


@cache
def openings() -> dict[str, tuple[str, ...]]:
    """First words with which an agency phrase can begin, other than a known name; of `chủ` and its like, which begin much else (`chủ trì`),
    the first two."""
    out: dict[str, set[str]] = defaultdict(set)
    alone = (
        "các những mỗi từng một tất toàn cả đồng phó cấp ngành hội bộ ban ubnd hđnd ủy đảng mọi hộ xã phường thị đặc thành nhà nhóm".split()
    )
    for opening in (*alone, *_NOUNS.split("|"), "chủ dự", "chủ nhiệm", "đại diện"):
        first, *more = opening.partition("(")[0].split()
        out[first].add(" ".join((first, *more[:1])))
    return {first: (first,) if first in found else tuple(found) for first, found in out.items()}


@cache
def head() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:tất cả |toàn thể )?(?:các|những|mỗi|từng|một số|cả)\s+)?(?:đồng chí\s+)?(?:{HEADS})(?!\w)")


@cache
def departments() -> re.Pattern[str]:
    """`các sở, ban, ngành, đoàn thể` with its tail.

    `các sở, ngành, địa phương` is one group. Behind the fixed words `sở, ban, ngành` localities are a group of their own, unless one
    `liên quan` qualifies both.
    """
    no_name = (
        r"(?!\w|\s*(?:trực thuộc|sự nghiệp|chuyên|thuộc|chính trị|báo chí|quản lý|chủ (?:quản|trì|rừng|đầu)|chức năng|thường trực|tham mưu"
        r"|tư vấn|cung))"
    )
    return re.compile(
        r"(?:(?:tất cả\s+|toàn thể\s+)?(?:các|những)\s+)?(?:cấp ủy, chính quyền, )?(?:"
        rf"(?:(?:sở|bộ)\s*,\s*ngành)(?:(?:\s*,\s*|\s+và\s+)(?:đơn vị|địa phương){no_name})+"
        r"|hội\s*,\s*hiệp hội(?:\s+(?:xã hội nghề nghiệp|nghề nghiệp|ngành nghề|doanh nghiệp))?"
        r"|(?:(?:sở|bộ|ban)\s*(?:,|(?=\s(?:ban\s*,?\s*)?ngành))\s*(?:(?:sở|ban"
        r"|phòng)\s*,?\s*(?:và\s+)?)?(?:ngành|đoàn thể)(?:\s*,\s*(?:(?:các\s+)?hội\s*,?\s*)?đoàn thể)?(?:\s+và\s+đoàn thể)?"
        r"|viện\s*,\s*trường(?!\s+(?:đại|cao|trung|phổ|mầm|tiểu|chính|nghề|dạy|học|chuyên|thpt))|trường\s*,\s*viện(?!\s+(?:nghiên|khoa))"
        r"|bộ\s*,\s*ngành\s+và\s+các\s+địa phương(?=\s+liên\s+quan)"
        r"|ban ngành(?:\s*,\s*đoàn thể)?|ngành\s*,\s*đoàn thể|hội\s*,\s*đoàn thể"
        rf"|phòng\s*,\s*ban(?:\s*,\s*ngành)?(?:\s*,\s*đoàn thể)?(?: chuyên môn)?)"
        r"(?:(?:(?:\s*,\s*|\s+và\s+)(?:đơn vị|địa phương))+(?=\s+(?:có\s+)?liên\s+quan)"
        rf"|\s*,\s*đơn vị(?:\s*,\s*địa phương)?{no_name}"
        rf"|\s*,\s*cơ quan(?:\s*,\s*đơn vị)?{no_name}(?!\s+(?:có\s+)?liên|\s*,\s*đ))?)"
    )


@cache
def places() -> re.Pattern[str]:
    """`xã, phường` behind `mỗi`."""
    return re.compile(rf"\s+{_PLACES}(?:(?:\s*,\s*|\s+(?:và|hoặc)\s+){_PLACES})*(?!\w)")


@cache
def committees() -> re.Pattern[str]:
    """`UBND các huyện, thị xã, thành phố`, `Ủy ban nhân dân xã, phường`."""
    return re.compile(
        rf"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng ủy|cấp ủy)\s+(?:các\s+"
        rf"|\d{{1,3}}\s+|cấp\s+)?{_PLACES}(?:\s*,\s*{_MORE_PLACES})*(?:\s+(?:và|hoặc)\s+{_MORE_PLACES}(?!\s+[A-ZĐ]))?"
    )


@cache
def generic() -> re.Pattern[str]:
    """`các cơ quan, đơn vị, địa phương`: nouns that name nobody in particular, in one phrase."""
    return re.compile(
        r"(?:các\s+)?cơ quan\s+đảng\s*,\s+(?:chính quyền|nhà nước)(?:\s*,\s+mặt trận(?: tổ quốc)?)?(?:\s*,\s+|\s+và\s+)(?:các\s+)?đoàn thể"
        rf"|(?:(?:các|những|mọi)\s+)?{_GENERIC}(?:(?:\s*,\s*|\s+và\s+){_GENERIC}(?!\s+(?:nghiệp|hội|quản lý|chủ|chức năng|chỉ đạo|tuyên"
        rf"|giáo dục|đào tạo|nghiên|khám|sản xuất"
        rf"|dân|nội|cán|thường|huy|[A-ZĐ])))+(?!\w)(?:\s+(?:khoa học|kinh tế|nghề nghiệp)(?=\s+(?:trong|có|liên|trên)(?!\w)))?"
    )


@cache
def _group_opens() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(DEPARTMENTS_OPEN | COMMITTEES_OPEN | GENERIC_OPEN))})(?!\w)")


def group_starts(low: str, start: int, end: int) -> list[int]:
    """Where the words stand with which a group can begin: a few in a sentence, where the patterns would be tried at every letter."""
    return [at for m in _group_opens().finditer(low, start, end) if not (at := m.start()) or not low[at - 1].isalnum()]


@cache
def tail() -> re.Pattern[str]:
    """What may follow a complete name and belongs to the phrase."""
    return re.compile(
        rf"\s+(?:có\s+liên\s+quan|liên\s+quan|chức\s+năng|có\s+chức\s+năng(?!\s+(?:quản|tham|thực|kiểm|nhiệm|giám))"
        rf"|cấp\s+(?:tỉnh|huyện|xã|thành\s+phố|cơ\s+sở|quân\s+khu)|các\s+cấp|(?:tỉnh|thành\s+phố)(?!\s+ủy)"
        rf"|trung\s+ương|(?<=tổ\schức\s)thành\s+viên(?!\s+(?:của|tham)(?!\w))"
        rf"|thuộc,?\s+trực\s+thuộc(?:\s+(?:UBND\s+|Ủy\s+ban\s+nhân\s+dân\s+)?(?:tỉnh|thành\s+phố))?|trực\s+thuộc(?:\s+(?:tỉnh(?!\s+ủy)"
        rf"|thành\s+phố|sở|trung\s+ương))?|thuộc\s+(?:UBND\s+|Ủy\s+ban\s+nhân\s+dân\s+)?(?:tỉnh|thành\s+phố)"
        rf"|của\s+(?:tỉnh|thành\s+phố)|trên\s+địa\s+bàn(?:\s+(?:toàn\s+)?(?:tỉnh|thành\s+phố|huyện))?"
        rf"|các\s+(?:huyện|xã|phường|thôn|bản|ấp|khu\s+phố|tổ\s+dân\s+phố)(?:\s*,\s*{_PLACES})*(?:\s+và\s+{_PLACES})?"
        rf"|các\s+(?:quân\s+khu|tỉnh(?:(?:\s*,\s*|\s+và\s+)thành\s+phố(?:\s+trực\s+thuộc\s+trung\s+ương)?)?)|(?<=thị\strường\s)(?:số\s)?\d{{1,2}}[A-Z]?"
        rf"|trong\s+và\s+ngoài\s+(?:nước|tỉnh|ngành)|trong\s+(?:toàn\s+)?tỉnh|(?:đóng(?:\s+quân)?|hoạt\s+động|đứng\s+chân)\s+(?:trên|tại)\s+địa\s+bàn(?:\s+(?:toàn\s+)?(?:tỉnh|thành\s+phố|huyện|xã))?"
        r"|khu\s+vực(?=\s*(?:[,;.:)]|$)|\s+(?:\d|[IVX]+(?!\w)|và\s|chủ|phối|có\s+trách|tham\s+mưu|cung|thực|tổ|hướng|kiểm|rà|báo|xây"
        r"|tăng|đẩy|thẩm))"
        r"|(?<=chỉ\sđạo\s)(?:\d{2,3}(?:/ĐP)?|quốc\s+gia)"
        rf"|nhân\s+dân|miền\s+núi|biên\s+giới|ven\s+biển|ven\s+sông|vùng\s+cao"
        rf"|(?<=khu\svực\s)(?:\d{{1,2}}|[IVX]+|(?:bắc|nam|trung)\s+trung\s+bộ|(?:bắc|nam|trung|(?:tây|đông)\s+nam)\s+bộ|tây\s+(?:bắc|nguyên)"
        rf"|đông\s+bắc|việt\s+bắc|đồng\s+bằng\s+(?:sông\s+hồng|sông\s+cửu\s+long|(?:và\s+trung\s+du\s+)?bắc\s+bộ)"
        r"|miền\s+(?:bắc|trung|nam))"
        r"|(?<=sở giáo dục )tự chủ tài chính|khác|ở\s+cơ\s+sở|ngành\s+(?:hàng|nghề)"
        r"|(?:chuyên|đa)\s+khoa|tuyến\s+(?:tỉnh|huyện|xã|trên)|thuộc\s+(?:phạm\s+vi|thẩm\s+quyền)\s+quản\s+lý(?:\s+của\s+(?:UBND|Ủy\s+ban\s+nhân\s+dân)\s+(?:tỉnh|thành\s+phố))?|cùng\s+cấp|sở\s+tại|giáp\s+ranh"
        r"|nước\s+(?:bạn|láng\s+giềng|ngoài)(?:\s+(?:Lào|Campuchia|Trung\s+Quốc|Cam-pu-chia))?)(?!\w)",
        re.IGNORECASE,
    )


TAILS_OPEN = frozenset(
    "có liên chức cấp các tỉnh thành trung thuộc trực của trên trong đóng hoạt đứng nhân miền biên ven vùng bắc nam tây đông việt đồng"
    " tự khác ở quốc cùng sở giáp nước khu ngành nơi chuyên đa tuyến huyện quận thị xã phường đặc số".split()
)
"""First words of the pattern above, of the levels (name_ends.py) and of the words before an owner."""


@cache
def units() -> re.Pattern[str]:
    """What tells units from others, behind `các đơn vị`, `các cơ quan`; none of it is a verb."""
    return re.compile(
        r"\s+(?:viễn thông|vận tải|lữ hành|điện lực|quân đội|sự nghiệp(?: công lập)?|y tế|thi công|tư vấn|báo chí|truyền thông|du lịch"
        r"|xây lắp|cấp nước|thụ hưởng|tố tụng|tư pháp|quốc tế|phi chính phủ|tôn giáo|nước ngoài|quản lý nhà nước"
        r"|thông tin đại chúng"
        r"|đại diện(?: (?:việt nam|ngoại giao|của việt nam))?(?: ở nước ngoài)?|công an|quân sự|chủ rừng|chủ đầu tư)(?!\w)"
    )


@cache
def closed() -> re.Pattern[str]:
    """Where a name is complete: at the limit, before a mark other than a bracket or a word in small letters with which no tail begins."""
    return re.compile(rf"(?![\s(])|\s+\Z|\s(?!(?:[ivx]+|{'|'.join(sorted(TAILS_OPEN))})(?!\w))[{UPPER.lower()}]")


@cache
def unlisted() -> re.Pattern[str]:
    """Where no list goes on behind a whole name: at a mark that joins nothing, or a word in small letters that joins none."""
    return re.compile(rf"[.:)/]|\Z|\s(?!(?:và|cùng|với|hoặc|cũng)(?!\w))[{UPPER.lower()}]")


@cache
def stop_words() -> frozenset[str]:
    return frozenset(
        """để trong tại theo về với cho khi nếu mà là được phải cần sẽ đã đang không từ bằng nhằm căn trên qua sau trước đến tới vào ra do
        bị và hoặc cùng nhưng còn cũng chỉ vẫn nên thì này đó nêu gồm như nhất rằng bởi nhờ ngoài hằng hàng định ngày thường kịp chủ
        tích khẩn nghiêm tiếp đồng chịu kết lại hiện hướng dẫn tùy dưới giữa bao sớm tham""".split()
    )


@cache
def compound() -> re.Pattern[str]:
    """Common words that begin like the name of a body."""
    return re.compile(
        r"(?:hội (?:nghị|thảo|nhập|chợ|thi|đàm|họp|viên|trường)|bộ (?:tiêu chí|chỉ số|máy|phận|thủ tục|dữ liệu|câu hỏi|tài liệu"
        r"|nhận diện)|cơ sở (?:dữ liệu|hạ tầng|vật chất|pháp lý|đó|chính trị)|ban (?:đầu|hành)|đoàn (?:kết|viên|kiểm tra|thanh tra"
        r"|công tác|của)"
        r"|trường (?:hợp|học số)|khu (?:vực|dân cư)|tổ chức (?:thực hiện|triển khai|tốt|các|lớp|hội)|phòng (?:ngừa|chống|,|cháy|bệnh"
        r"|vệ|họp)|báo (?:cáo|chí|hiệu|động)|quỹ (?:đất|nhà)|ngành nghề|thuế (?:thu|giá|suất|điện)|đội ngũ|viện (?:phí|dẫn|trợ)"
        r"|đồn điền|trạm (?:thu|bts)|công an toàn|cổng (?:dịch vụ|kết nối)|thôn (?:tin|,)|các cấp ủy$|đài sóng|vụ (?:việc|án|đông"
        r"|mùa|xuân)|cục bộ|hạt (?:giống|nhân)|lãnh đạo, (?:chỉ đạo|điều hành))(?!\w)"
    )


@cache
def rarely_bodies() -> frozenset[str]:
    """Heads that in lower case are mostly something else: `báo cáo`, `khu vực`, `phòng ngừa`."""
    one = "báo,hội,đoàn,ban,bộ,ngành,khu,tổ,cổng,quỹ,đài,đồn,trường,viện"
    two = "phòng,vụ,đội,trạm,hạt,cục,sở,thuế,cơ sở,cá nhân,cán bộ,chánh,trưởng,thôn"
    return frozenset(f"{one},{two}".split(","))


_STARTS = (
    "Sở|Chi cục|Phòng|Trung tâm|Chi nhánh|Trường|Công ty|Tổng công ty|Tập đoàn|Hội|Hiệp hội|Liên đoàn|Liên minh"
    "|Viện|Bệnh viện|Ban|Văn phòng|Quỹ|UBND|Ủy ban nhân dân|Các sở|các sở|sở, |Các doanh nghiệp|các doanh nghiệp|Các cơ quan"
    "|các cơ quan|Chủ tịch|Giám đốc|Thủ trưởng|Cục|Báo|Đài|Bộ"
).split("|")
"""None is the beginning of another: `Ban Quản lý` is found as `Ban`."""


@cache
def _starts() -> WordSearch:
    return WordSearch(_STARTS, longest=True)


def starts(flat: str) -> set[int]:
    """Where an agency by form may begin in running text: capitalized heads, and the lower-case groups; where a word begins."""
    return {
        start
        for _, start, end in _starts().find(flat)
        if (behind := flat[end : end + 1])
        and (behind in " ," or behind.isspace())
        and (not start or flat[start - 1] in EDGES or not (flat[start - 1].isalnum() or flat[start - 1] == "_"))
    }


@cache
def two_posts() -> re.Pattern[str]:
    """`Giám đốc, Thủ trưởng các sở`: two posts of the same bodies."""
    return re.compile(r"(?:giám đốc|thủ trưởng|chủ tịch|bí thư)(?:\s*,\s+|\s+và\s+)(?=(?:thủ trưởng|giám đốc|phó chủ tịch|phó bí thư)\s)")


@cache
def post() -> re.Pattern[str]:
    """The post before the name of a body."""
    return re.compile(
        r"(?:(?:các\s+)?(?:(?:đồng chí|đ/c)\s+)?(?:phó\s+)?(?:ban thường vụ|đảng đoàn"
        r"|ban cán sự đảng|thủ trưởng|giám đốc|chủ tịch|chánh văn phòng"
        r"|người đứng đầu|lãnh đạo|bộ trưởng|thứ trưởng|(?:chi |tổng )?cục trưởng|vụ trưởng|viện trưởng|chủ nhiệm|trưởng các"
        r"|trưởng|chánh|bí thư|hiệu trưởng|tổng giám đốc|đại diện)(?:\s+|:\s+(?=[^\W_])))"
    )


@cache
def no_names() -> re.Pattern[str]:
    """A bracket behind a name that holds no part of it: `(qua Sở Y tế)`, `Thủ tướng Chính phủ (Đề án 06)`."""
    return re.compile(
        r"\s*\((?:[Qq]ua|[Tt]hông|Đề án|Dự án|Chương trình|Kế hoạch|Chỉ thị|Nghị (?:quyết|định)|Quyết định|Công (?:văn|điện)|Luật|Phụ lục"
        r"|Điều|Theo|Thời|Trước|Sau)(?!\w)"
    )
