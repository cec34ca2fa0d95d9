"""Brackets behind the work that say who, with whom and by when: `(Chủ trì: Sở A; phối hợp: Sở B; thời gian: Quý II)`, `(giao Công an
tỉnh tham mưu)`, `(2026 - 2030)`."""

from collections.abc import Iterator

from extractors import agencies, deadlines
from extractors.assignments import agencies_in, read_labels, roles_in
from extractors.labels import label_pattern
from extractors.patterns import compiled
from extractors.role_clauses import Assignment, read_roles
from extractors.view import Phrase, View


def read_brackets(v: View, start: int, end: int) -> Assignment | None:
    """The assignment in the brackets of a sentence, None where they only explain (`(gồm cả đơn vị thuộc Sở Y tế)`)."""
    if v.flat.find("(", start, end) < 0 and v.flat.find("[", start, end) < 0:
        return None
    for a, b, last in _brackets(v, start, end):
        found = _labelled(v, a, b) or read_roles(v, a, b) or _charged(v, a, b, last)
        if found is not None:
            return found
    return None


def _brackets(v: View, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Insides of the brackets that hold no other bracket, and whether the sentence ends with it."""
    for match in compiled(r"\(([^()]{4,400})\)|\[([^\[\]]{4,400})\]").finditer(v.flat, start, end):
        group = 1 if match[1] is not None else 2
        a, b = match.span(group)
        a += len(v.flat[a:b]) - len(v.flat[a:b].lstrip())  # `(*Sở Y tế chủ trì*)`: the mark is a blank
        while b > a and v.flat[b - 1] in " .;,":
            b -= 1
        yield a, b, not v.flat[match.end() : end].strip(" .;:/")


def _labelled(v: View, start: int, end: int) -> Assignment | None:
    """`Chủ trì: Sở A; phối hợp: Sở B; thời gian: 2026`; before the first label a lead may stand alone (`Sở A; thời gian: 2026`)."""
    if v.flat.find(":", start, end) < 0:
        return None
    labels = read_labels(v, start, end)
    if not any(x.part in ("lead", "support", "deadline") for x in labels):
        return None
    out = Assignment()
    first = label_pattern().search(v.low, start, end)
    if first is not None and first.start() > start:
        out.lead, out.support = roles_in(v, start, first.start())
    for label in labels:
        if label.part == "lead":
            leads, partners = roles_in(v, label.start, label.end)
            out.lead, out.support = [*out.lead, *leads], [*out.support, *partners]
        elif label.part == "support":
            out.support += agencies_in(v, label.start, label.end)
        elif label.part == "deadline" and label.end > label.start:
            out.deadline = (label.start, label.end)
    return out


def _charged(v: View, start: int, end: int, last: bool) -> Assignment | None:
    """`giao Công an tỉnh tham mưu`, `Sở Xây dựng chủ trì, phối hợp với UBND cấp xã; xong trong quý II`; alone only at its end."""
    give = compiled(r"\s*giao\s+(?:cho\s+)?").match(v.low, start, end)
    by = compiled(r"\s*do\s+").match(v.low, start, end)
    at = give.end() if give else by.end() if by else start
    people, stop = agencies.list_at(v, at, end)
    gives = compiled(r"\s+(?:giao|phân công)\s+(?:cho\s+)?").match(v.low, stop, end) if people and not give else None
    if gives and agencies.list_at(v, gives.end(), end)[0]:
        give, (people, stop) = gives, agencies.list_at(v, gives.end(), end)  # `(UBND tỉnh giao Sở Y tế chủ trì)`
    if not people:
        return None
    if (
        last
        and compiled(r"\s+(?:phụ trách|quản lý|được giao)\s+[^,;.:()]{3,50}").fullmatch(v.low, stop, end)
        and v.low.startswith("các ", at)
    ):
        people, stop = [*people[:-1], Phrase(people[-1].start, end)], end  # `(Các sở phụ trách tiêu chí)`
    # `(Sở A chịu trách nhiệm tổng hợp báo cáo chung toàn tỉnh)` says what else A does, not who does the work before it
    charged = compiled(
        r"\s+(?:chủ trì|tham mưu|thực hiện|chịu trách nhiệm|phụ trách|làm đầu mối)(?: chính| chung| thực hiện| tham mưu| triển khai)*"
        r"(?=\s*(?:[,;:.]|$)|\s+(?:phối hợp|trong|trước|xong|hoàn thành|năm|quý|tháng|theo|và)(?!\w))"
    ).match(v.low, stop, end)
    time = v.deadline(stop, end)
    time = time or _bare_time(v, stop, end)
    alone = last and not by and not v.low[stop : time.start if time else end].strip(" ,;:-").removesuffix("hoàn thành").strip(" ,;:")
    if not (give or charged or alone):
        return None
    out = Assignment(people, [], (time.start, time.end) if time else None)
    work = compiled(r"phối hợp(?:\s+(?:với|cùng))?\s+").search(v.low, stop, end)
    if work:
        out.support = agencies.list_at(v, work.end(), end)[0]
    return out


def _bare_time(v: View, start: int, end: int) -> deadlines.Deadline | None:
    """`…; quý III/2023`, `Sở A thực hiện, tháng 4/2025`: a time alone behind the last semicolon or comma."""
    cut = max(v.flat.rfind(";", start, end), v.flat.rfind(",", start, end))
    at = cut + 1 + len(v.flat[cut + 1 : end]) - len(v.flat[cut + 1 : end].lstrip())
    if cut < 0 or not deadlines.is_time(v.flat[at:end]):
        return None
    return deadlines.Deadline(at, end, *deadlines.value_of(v.flat[at:end]))


def time_in_brackets(v: View, start: int, end: int) -> tuple[int, int] | None:
    """`Số hóa hồ sơ quy hoạch (2025 - 2030).`: a closing bracket that holds a time and nothing else."""
    stop = start + len(v.flat[start:end].rstrip(" \n.;:/"))
    if not v.flat.endswith(")", start, stop):
        return None
    match = compiled(r"\(([^()\n]{4,60})\)[\s.;:/]*$").search(v.flat, max(start, stop - 62), end)
    if match is None:
        return None
    last = match.start(1) + match[1].rfind(",") + 1  # `(02 lớp, tháng 4 và tháng 9/2016)`
    last += len(v.flat[last : match.end(1)]) - len(v.flat[last : match.end(1)].lstrip())
    return next(((at, match.end(1)) for at in (match.start(1), last) if deadlines.is_time(v.flat[at : match.end(1)])), None)


def time_behind(v: View, start: int, end: int) -> tuple[int, int] | None:
    """`Tổ chức hai lớp tập huấn; thời gian thực hiện: quý II/2025; …`: a label behind a semicolon or dash, with a time."""
    if v.flat.find(":", start, end) < 0 or v.low.find("thời ", start, end) < 0:
        return None
    label = r"[;–-]\s+thời (?:gian|hạn)(?:\s[^\W\d_]+){0,4}\s*:\s*"
    for match in compiled(label + r"([^;:]{4,60}?)\s*(?=;|[.,/]*$)").finditer(v.low, start, end):
        if deadlines.is_time(match[1]):
            return match.span(1)
    return None
