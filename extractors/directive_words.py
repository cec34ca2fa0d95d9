"""The words that directing clauses are made of: orders, adverbials, modals, and openings that direct nobody."""

import re
from functools import cache

ISSUERS = ("bộ ", "chính phủ", "thủ tướng", "trung ương", "quốc hội", "ban bí thư", "tỉnh ủy", "thành ủy", "ban thường vụ", "hđnd tỉnh",
            "hội đồng nhân dân tỉnh", "ubnd tỉnh", "ủy ban nhân dân tỉnh", "chủ tịch ubnd tỉnh")  # fmt: skip
"""Whose papers plans carry out: `Kế hoạch số 77/KH-UBND của UBND tỉnh, Thủ trưởng các sở …` charges only those behind the comma."""

ADDRESSES = (
    "các ông",
    "các bà",
    "ông ",
    "ông:",
    "bà ",
    "các đồng chí",
    "đồng chí",
    "đối với",
)
"""What `Các ông (bà): …`, `Đối với Công an tỉnh xây dựng …` begin with."""


@cache
def order() -> re.Pattern[str]:
    """`giao`, `đề nghị`, `UBND tỉnh yêu cầu`: words that hand a task to the agencies behind them."""
    return re.compile(
        r"(?:(?:thì|và|cũng|trong đó|đồng thời|riêng|ngoài ra)\s*,?\s*)?"
        r"(?:giao\s+(?:cho\s+|trách nhiệm\s+(?:cho\s+)?|nhiệm vụ\s+cho\s+(?![^.;]*:\s*$))?"
        r"|đề nghị\s+(?:các\s+đồng chí\s+)?|yêu cầu\s+|phân công\s+|chỉ đạo\s+|ủy quyền\s+(?:cho\s+)?|kính đề nghị\s+"
        r"|trân trọng đề nghị\s+|kiến nghị\s+|chỉ thị\s+|kính mời\s+|nghiêm cấm\s+"
        # whom nobody in the province can order; `khuyến khích các doanh nghiệp …` is what a department does
        r"|khuyến khích\s+(?=(?:(?:ủy ban\s+)?mặt trận|(?:tỉnh |thành |liên )?đoàn|hội|hiệp hội|liên minh|liên hiệp|công đoàn"
        r"|các tổ chức chính trị|các đoàn thể|sở|trường|báo|đài)\s))(?:đồng chí\s+)?"
    )


@cache
def also() -> re.Pattern[str]:
    """`đồng thời`, `riêng đối với`, before a subject or an order of its own."""
    return re.compile(r"(?:đồng thời|bên cạnh đó|ngoài ra|riêng|đặc biệt là|nhất là)\s*,?\s+(?:đối với\s+)?")


@cache
def agrees() -> re.Pattern[str]:
    """A decision on what was proposed; behind its semicolon somebody is charged: `Đồng ý chủ trương …; Sở Y tế hướng dẫn …`."""
    return re.compile(
        r"(?:thống nhất (?:với|chủ trương|nội dung|phương án|đề xuất|theo)|đồng ý|nhất trí|chấp thuận|cơ bản (?:thống nhất|đồng ý))(?!\w)"
    )


@cache
def clause_starts() -> re.Pattern[str]:
    """Behind what a clause may begin: a comma, and where the comma is missing `nếu có vướng mắc đề nghị các sở …`."""
    return re.compile(
        r",\s+|;\s+|:\s+(?=[A-ZĐ])|\s+thì\s+|quá trình (?:tổ chức |triển khai )*thực hiện\s+(?=(?:các|Sở|UBND|Ủy|Thủ|Giám|Chủ|Công)\s)"
        r"|(?:vướng mắc|khó khăn|phát sinh|cần thiết|đột xuất|vấn đề mới|bổ sung|điều chỉnh|thay đổi)(?:,\s+|\s+(?=(?:đề nghị|yêu cầu|giao"
        r"|các|Sở|UBND|thủ trưởng|đơn vị)\s))"
    )


@cache
def adverbial() -> re.Pattern[str]:
    """Openings of an adverbial that ends at a comma before the clause proper."""
    return re.compile(
        r"(?:căn cứ|trên cơ sở|đồng thời với|cùng thời gian"
        r"|quá trình|trong quá trình|trong thời gian|định kỳ|hằng|hàng|trước|theo|đối với|để|khi|sau khi|khi có"
        r"|trường hợp|nếu|từ|đến|nhằm|thông qua|qua|bên cạnh|ngoài|cùng với|song song|với|trong(?! đó,? giao)|tại|chậm nhất|tùy|ngay sau"
        r"|kịp thời|trên|dựa|nhận được|bằng|quý|năm|tháng|ngày|giai đoạn|riêng|về)(?!\w)"
        r"|(?:thực hiện|triển khai(?: thực hiện)?|thi hành|quán triệt)\s+(?:các\s+)?(?:luật|nghị quyết|nghị định|quyết định|chỉ thị"
        r"|kế hoạch|kết luận|chương trình|thông tư|thông báo|công văn|công điện)\s+(?:số\s+)?(?:\d|hành động)"
    )


@cache
def not_directive() -> re.Pattern[str]:
    """Openings of sentences that tell, not direct: purposes, results, sources of money, remarks, reasons."""
    return re.compile(
        r"(?:thống nhất (?:với|chủ trương|nội dung|phương án|đề xuất|theo)|đồng ý|nhất trí|chấp thuận|cơ bản (?:thống nhất|đồng ý)"
        r"|ghi nhận,? (?:và )?(?:đánh giá|biểu dương)|đánh giá cao|việc"
        r"|kinh phí|nguồn|kết quả|sản phẩm|thời gian|hình thức|số lượng|đây là|trong đó|ghi chú|lưu ý|giúp|để\s+(?!kịp thời"
        r"|bảo đảm|triển khai|thực hiện)|góp phần|nhằm|qua đó|từ đó|nội dung|tổng (?!hợp|kết|rà)|mỗi|có\s+(?:\d|nhiều|khoảng)"
        r"|hiện nay|hiện|tuy nhiên|trên đây|"
        r"ngân sách|mục tiêu|phấn đấu|dự kiến|tỷ lệ|đến năm|đến hết|phạm vi|đối tượng|thành phần|địa điểm|tiêu chí|cụ thể như sau"
        r"|như sau|chi tiết|kèm theo|kế hoạch này|chỉ thị này|quyết định này|là\s+(?!đầu mối|cơ quan)|sẽ|đã|được|các (?:nhiệm vụ"
        r"|nội dung|văn bản|chỉ tiêu|dự án|công trình|quy định|thủ tục|hoạt động|trường hợp|chính sách|hành vi|loại|hạng mục"
        r"|tiêu chí)|những|công tác|(?:tiểu )?dự án \d|nhóm \d|điểm quan trắc|thông số|các thông số|vị trí|"
        r"ban hành kèm theo|phê duyệt kèm theo|căn cứ (?:luật|nghị|quyết|thông tư|kế hoạch|chỉ thị|chương trình)|\d|%"
        r"|0\d(?=\s+(?:lãnh đạo|đồng chí|đại diện|cán bộ|công chức|người))"
        r"|không để xảy ra tình trạng chồng chéo$)(?!\w)"
    )


@cache
def ground() -> re.Pattern[str]:
    """What a document rests on: `Căn cứ Luật …`, `Căn cứ các Nghị định: …`; not `Căn cứ Kế hoạch này, …`."""
    return re.compile(
        r"căn cứ\s+(?:vào\s+)?(?:các\s+)?(?:hiến pháp|bộ luật|luật|pháp lệnh|nghị (?:quyết|định)|quyết định|thông tư|chỉ thị|kết luận"
        r"|chương trình|kế hoạch|công văn|công điện|thông báo|tờ trình|văn bản|quy định|biên bản)(?!\w)(?!\s+này)"
    )


@cache
def proposed() -> re.Pattern[str]:
    """The last ground on the line of the one before: `Căn cứ Quyết định số 5; Theo đề nghị của Giám đốc Sở A …`."""
    return re.compile(r";\s+(?:theo đề nghị của|xét đề nghị|xét tờ trình)\s")


@cache
def preamble() -> re.Pattern[str]:
    return re.compile(
        r"(?:để\s+)?(?:thực hiện|triển khai(?:\s+thực hiện)?|thi hành|căn cứ)\s+(?:các\s+)?"
        r"(?:luật|nghị|quyết định|chỉ thị|kế hoạch|kết luận|chương trình|thông|công)(?!\s+(?:hoạch\s+|thị\s+|định\s+)?này)"
        r"(?=.*,\s+(?:các\s+)?(?:ủy ban|ubnd|hđnd|hội đồng|tỉnh|thành ủy|huyện|đảng|ban|chủ tịch|sở|bộ|thủ tướng)"
        r"[^;]{0,160}\sban hành(?!\w))"
    )


def ends_in_money(words: str) -> bool:
    """A budget line: it ends in a sum (`Thu và phân tích mẫu: 1.364.329.243 đồng/năm`)."""
    last = words.rfind("đồng")
    return last >= 0 and _behind_money().match(words, last) is not None and _money().search(words) is not None


@cache
def _behind_money() -> re.Pattern[str]:
    return re.compile(r"đồng(?:\s*/\s*\w+)?\s*[.;)]*\s*$")


@cache
def _money() -> re.Pattern[str]:
    """Linear in runs of digits."""
    return re.compile(r"(?<![\d.,])(?=[.,]*\d)[\d.,]++\s*(?:triệu |tỷ |nghìn )?đồng(?:\s*/\s*\w+)?\s*[.;)]*\s*$")


@cache
def cooperate() -> re.Pattern[str]:
    """Each alternative begins with a letter, not with what may be missing: `re` then searches for the letters."""
    of = r"(?:tham gia, )?(?:phối hợp|hỗ trợ)(?:, (?:tham gia|hỗ trợ))? của\s+"
    joined = r"tham gia(?:, | và )(?:phối hợp|hỗ trợ|đồng hành) của\s+"
    return re.compile(
        rf"với sự (?:{of}|{joined})|(?:với|có) sự tham gia(?: tích cực)? của\s+|sự {of}|chủ trì,? cùng (?:với )?"
        r"|mời\s+|hiệp đồng(?: chặt chẽ)? với\s+"
        r"|phối hợp,\s+(?:trao đổi|cung cấp|thống nhất|chia sẻ)(?:,?\s+(?!với\s|để\s)[^\W\d_]+){0,8}?\s+với\s+"
        r"|(?:phối hợp|phối kết hợp|kết hợp|phhosi hợp)(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|tích cực|chủ động|kịp thời|hiệu quả"
        r"|có hiệu quả|liên tục|hiệp đồng))?(?:\s*,\s*(?:chặt chẽ|thường xuyên|hiệu quả|kịp thời|đồng bộ))?(?:\s+(?:cùng với|cùng|với"
        r"|và hỗ trợ))?\s+"
    )


@cache
def modal() -> re.Pattern[str]:
    """What may stand between the agencies and the verb."""
    return re.compile(
        r"(?:\s*:\s*|\s+)(?:(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|cần|phải"
        r"|được (?:ubnd (?:tỉnh|thành phố) )?(?:giao|yêu cầu|đề nghị|phân công)(?: (?:nhiệm vụ|trách nhiệm))?(?!\w)"
        r"|căn cứ[^,.;:]{0,120},|trên cơ sở[^,.;:]{0,120},"
        r"|căn cứ (?:nội dung )?(?:kế hoạch|chương trình|chỉ thị|quyết định|công văn) này"
        r"|căn cứ [^,.;:]{3,70}?(?=\s+(?:xây dựng|tổ chức|triển khai|chủ động|ban hành|rà soát|bố trí|lập|phê duyệt|thi hành|tham mưu"
        r"|cụ thể hóa|có trách nhiệm|chịu trách nhiệm)(?!\w))"
        r"|(?:theo|trong) (?:phạm vi )?(?:chức năng|thẩm quyền|phạm vi|lĩnh vực|nhiệm vụ|khả năng|điều kiện)[^.;:]{0,90}?,"
        r"|tùy theo[^,.;]{0,80},)\s*)*"
    )


@cache
def stands_beside() -> re.Pattern[str]:
    """What a body is, behind its name: ` - cơ quan thường trực`, ` (đơn vị đầu mối`, `, cơ quan giúp việc`."""
    return re.compile(
        r"\s*(?:(?P<bracket>\()|-|,)\s*(?:là\s+)?(?:(?:cơ quan|đơn vị)\s+(?:thường trực|đầu mối|giúp việc|chủ quản|chuyên trách|tham mưu"
        r"|quản lý nhà nước|được giao|(?(bracket)(?:chủ trì|quản lý|trúng thầu|thi công|tư vấn|vận hành|thực hiện|sử dụng)|(?!)))"
        r"|(?(bracket)(?:chủ đầu tư|chủ rừng|nhà thầu|thường trực)|(?!)))(?!\w)"
    )


@cache
def informed() -> re.Pattern[str]:
    """`Văn phòng UBND tỉnh thông báo để các cơ quan biết, thực hiện.`: how a letter of information closes, no task."""
    return re.compile(
        r"(?:(?<=ubnd tỉnh)|(?<=nhân dân tỉnh)|(?<=thành phố)|(?<=chính phủ))(?: xin| trân trọng| kính)? thông báo(?: [^.;]{2,200}?)??"
        r" (?:để|đến)(?: [^.;]{2,200}?)?(?<!\w)biết(?:,? (?:và )?(?:triển khai |tổ chức |phối hợp |chỉ đạo )?thực hiện)?[\s./]*$"
    )


@cache
def met() -> re.Pattern[str]:
    """Behind a date: `Ngày 3/4, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp`."""
    return re.compile(
        r" (?:chủ trì|tham dự|dự|tổ chức) (?:cuộc |buổi |phiên )?(?:họp|làm việc|hội nghị|hội thảo|lễ )(?!\w)|"
        r" (?:làm việc|họp|tiếp) (?:với|về)(?!\w)"
    )


@cache
def of_some() -> re.Pattern[str]:
    """A group, which a modifier may narrow: `Các đơn vị được giao chủ trì nhiệm vụ …`."""
    return re.compile(r"(?:các|những|mọi|cơ quan|đơn vị|tổ chức|thủ trưởng|người đứng đầu)(?!\w)")


@cache
def told() -> re.Pattern[str]:
    """Behind a subject, words that tell what it did or is."""
    return re.compile(
        r"\s+(?:tại (?:tờ trình|công văn|văn bản|báo cáo)\s+(?:số|liên)"
        r"|đã|đang|chưa|là(?!\s+(?:đầu mối|cơ quan))|còn|được(?!\s+(?:giao|yêu cầu|đề nghị|phân công))|bị|vẫn|"
        r"có\s+(?!trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|phương án|biện pháp"
        r"|văn bản)|phân cấp cho|ủy quyền cho"
        r"|ban hành (?:kế hoạch|chỉ thị|quyết định|công văn|văn bản|chương trình)(?=\s+(?:số\s|\d)))(?!\w)"
    )


@cache
def time_opens() -> re.Pattern[str]:
    """What words for a time begin with."""
    return re.compile(r"\d|(?:trước|chậm|muộn|không|xong|từ|đến|hết|trong|vào|định|hằng|hàng|mỗi|sau|hoàn|cuối|ít|tối|một|hai|ba)(?!\w)")
