"""Whom a heading charges with what stands below it."""

from extractors.agencies import list_at
from extractors.directives import read_directive
from extractors.patterns import compiled
from extractors.view import Phrase, View


def heading_partners(v: View, start: int, end: int) -> list[Phrase]:
    """`Sở A chủ trì, phối hợp với các sở, ngành:`: with whom A works below; none where the heading says what to do."""
    if compiled(r"phối hợp").search(v.low, start, end) is None:
        return []
    clause = read_directive(v, start, end)
    if clause is None or not clause.support:
        return []
    rest = v.low[clause.support[-1].end : end].strip(" :.;")
    return (
        clause.support
        if compiled(
            r"(?:(?:để\s+)?(?:tổ chức |triển khai |thực hiện )*(?:thực hiện|triển khai)?(?: các (?:nội dung|nhiệm vụ))?(?: sau| sau đây)?)?"
        ).fullmatch(rest)
        else []
    )


def heading_agencies(v: View, start: int, end: int) -> tuple[list[Phrase], bool]:
    """Agencies that a heading charges, and whether it orders (`Đề nghị …`); none where it names a topic.

    `Các doanh nghiệp thứ cấp đang hoạt động trong KCN` is one agency: what follows a name up to the heading's end belongs to it,
    unless a verb makes a clause of it (`Sở A chỉ đạo Chi cục B thực hiện các nội dung sau:` charges Chi cục B).
    """
    colon = v.flat[start:end].rstrip().endswith(":")
    while end > start and v.flat[end - 1] in " :.;\n":
        end -= 1
    at = start
    order = compiled(r"(?:(?:đối với|trách nhiệm (?:của )?|nhiệm vụ (?:của )?|giao|đề nghị|yêu cầu|phân công)\s*)+").match(v.low, at, end)
    if order:
        at = order.end()
    found, stop = list_at(v, at, end)
    if not found:
        ordered = _ordered(v, start, end) if colon else []
        return ordered or (_last_clause(v, start, end) if colon else []), bool(ordered)
    if stop >= end:
        return found, order is not None
    about = order is not None and compiled(r"(?:đối với|trách nhiệm (?:của )?|nhiệm vụ (?:của )?)").fullmatch(order[0].strip())
    if about and len(v.flat[stop:end].split()) <= 8 and not compiled(r"[,;:]").search(v.flat, stop, end):
        return [*found[:-1], Phrase(found[-1].start, end)], True  # `Đối với các doanh nghiệp khai thác khoáng sản`
    clause = read_directive(v, start, end)
    if clause is not None and clause.lead:
        directed = compiled(r"(?:chỉ đạo|giao|yêu cầu|phân công)\s+").search(v.low, clause.lead[-1].end, end)
        if directed and v.low[start:end].rstrip().endswith(("sau", "sau đây")):
            people, _ = list_at(v, directed.end(), end)
            if people:
                return people, True
        return clause.lead, True
    rest = v.low[stop:end].strip()
    if colon and compiled(r"(?:điện|chỉ thị|yêu cầu|quyết định|kết luận|thông báo|đề nghị)(?: như sau)?").fullmatch(rest):
        return [], False  # `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:` says who speaks
    if rest.startswith("(") or compiled(r"[-–]\s*(?:là\s+)?(?:cơ quan|đơn vị|thành viên|thường trực)(?!\w)[^,;:]*").fullmatch(rest):
        return found, order is not None  # `Sở Tài chính (cơ quan chủ trì)`
    by_office = r",?\s*(?:căn cứ (?:vào )?|theo |trong phạm vi |tùy theo )(?:chức năng|nhiệm vụ|thẩm quyền|lĩnh vực|trách nhiệm)(?!\w)"
    if colon and compiled(by_office + r"[^.;:]*").fullmatch(rest):
        return found, order is not None  # `Các sở, ngành theo chức năng, nhiệm vụ được giao:`
    if (
        rest.startswith(("(", "trong", "trên", "có", "đang", "thuộc", "tại", "và", "của", "khác", "hoạt động", "liên quan"))
        or len(rest.split()) <= 6
    ):
        return [*found[:-1], Phrase(found[-1].start, end)], order is not None
    return [], False


def _ordered(v: View, start: int, end: int) -> list[Phrase]:
    """`Để đẩy nhanh tiến độ, yêu cầu Chủ tịch UBND các huyện thực hiện các nội dung sau:` charges whom it orders behind the adverbial."""
    clause = read_directive(v, start, end)
    if clause is None or not clause.lead:
        return []
    announced = v.low[start:end].rstrip().endswith((" sau", "sau đây", "trách nhiệm", "nhiệm vụ", "nội dung", "tập trung"))
    return clause.lead if clause.order or announced else []


def _last_clause(v: View, start: int, end: int) -> list[Phrase]:
    """`Tiếp tục hiện đại hóa …, trong đó năm 2004 các ngành, các cấp cần tập trung:` charges those of its last clause."""
    opening = compiled(r"[,;:]\s+(?:trong đó,?\s+)?(?:(?:trong\s+)?(?:năm|quý|giai đoạn)\s[^,;:]{1,30}?\s+)?(?=(?:các|[a-zđ]+)\s)")
    duty = compiled(r"\s+(?:cần|phải|có trách nhiệm|tập trung|khẩn trương|thực hiện)(?!\w)[^,;:]{0,60}$")
    for match in opening.finditer(v.low, start, end):
        people, stop = list_at(v, match.end(), end)
        if people and duty.match(v.low, stop, end):
            return people
    return []


def says_work(v: View, start: int, end: int) -> bool:
    """Below `Cơ quan chủ trì:`, does the value say the work too? `Sở Nội vụ thực hiện nội dung điểm 2.1, 2.2`, not `Sở Y tế chủ trì`."""
    found = read_directive(v, start, end)
    if found is None or not found.lead or found.lead[0].start != start:
        return False
    role = compiled(r"(?:[\s,;]|(?:chủ trì|thực hiện|tham mưu|chịu trách nhiệm|phụ trách|phối hợp|với|và)(?!\w))*")
    rest = role.match(v.low, found.lead[-1].end, end)
    behind = rest.end() if rest else end
    return len(v.flat[behind:end].split()) >= 4 and not list_at(v, behind, end)[0]
