"""The words that tell the parts of a document: signature, recipients, lines over a list, examples."""

import re
from functools import cache


@cache
def signature() -> re.Pattern[str]:
    """Powers and positions over a name: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`, `(Đã ký)`."""
    return re.compile(
        r"(?:(?:TM|KT|TL|TUQ|Q)\s*\.|(?:T/M|K/T|T/L)\s*\.?)\s?[A-ZĐỦÔ]"
        r"|(?:PHÓ\s+)?(?:CHỦ TỊCH(?: QUỐC HỘI)?|GIÁM ĐỐC|BÍ THƯ|THỦ TƯỚNG|BỘ TRƯỞNG"
        r"|CHÁNH VĂN PHÒNG|THỨ TRƯỞNG|TỔNG GIÁM ĐỐC)\s*$|(?:\((?:Đã ký|ĐÃ KÝ|đã ký|Đã kí)\)|(?:Đã ký|ĐÃ KÝ|Đã kí)(?!\w))"
    )


@cache
def signed_cell() -> re.Pattern[str]:
    """A cell that is a position in capitals and a name: `CHỦ TỊCH Vũ Thị Hoa`."""
    return re.compile(
        r"(?:(?:QUYỀN|PHÓ|Q\.)\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|THỦ TƯỚNG|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|THỨ TRƯỞNG)\s+"
        r"(?:(?:\(?Đã ký\)?)\s+)?[^\W\d_a-z][^\W\d_A-Z]*(?:\s+[^\W\d_a-z][^\W\d_A-Z]*){1,4}"
    )


@cache
def recipients() -> re.Pattern[str]:
    """Who gets the document: `Nơi nhận:`, `Kính gửi:`."""
    return re.compile(r"N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]\s*:?|NƠI NHẬN|Kính gửi\s*:", re.IGNORECASE)


@cache
def announces() -> re.Pattern[str]:
    """The end of a line over a list, whose colon is a slip: `Ban Chỉ đạo có trách nhiệm;`."""
    return re.compile(r"(?:(?:có|chịu) trách nhiệm|có nhiệm vụ|như sau|sau đây|các nội dung sau)\s*;$")


@cache
def example() -> re.Pattern[str]:
    """A line that an example follows, in a guide to drafting: `Ví dụ:`, `Ví dụ 2: Văn bản của đoàn thư ký`, `… Thí dụ:`."""
    return re.compile(r"(?:(?:Ví|Thí) dụ|VD)(?:\s\d+)?\s*:|.*\s(?:Ví|Thí) dụ(?:\s\d+)?\s*:[^.:]{0,80}$", re.DOTALL)
