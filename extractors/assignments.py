"""Assignments outside sentences: the values of labels (`Cơ quan chủ trì: …`) and of the cells of a table."""

import re
from dataclasses import dataclass

from extractors import agencies
from extractors.labels import Part, label_pattern, part_of
from extractors.patterns import compiled
from extractors.verbs import verb_end
from extractors.view import Phrase, View


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label and the words behind it; half-open offsets of the words."""

    part: Part
    start: int
    end: int


def read_labels(v: View, start: int, end: int) -> list[Labelled]:
    """Labels of a labelled line and their words. Several may stand on one line: `Đơn vị chủ trì: A; Đơn vị phối hợp: B.`"""
    found = []
    for match in label_pattern().finditer(v.low, start, end):
        before = v.flat[max(start, match.start() - 3) : match.start()].strip()
        apart = before.endswith((";", ".", "-", "–", "+", ",", "(", ")")) or v.flat[match.start()].isupper()
        if match.start() > start and not apart:
            continue
        found.append(match)
    out = []
    for match, following in zip(found, [*found[1:], None], strict=False):
        a, b = match.end(), following.start() if following else end
        while a < b and v.flat[a] in " \n-+":
            a += 1
        part = part_of(match[0])
        edge = " \n;-+," if part == "content" else " \n;.-+,/"  # a content line keeps its full stop, as any task does
        while b > a and v.flat[b - 1] in edge:
            b -= 1
        out.append(Labelled(part, a, max(a, b)))
    return out


def agencies_in(v: View, start: int, end: int) -> list[Phrase]:
    """All agencies of a cell or label value: by the grammar, and what it does not know up to the next `;`, `,` or line end."""
    if "    " not in (words := v.flat[start:end]) and words.isprintable():
        return _agencies_of_line(v, start, end)
    # a line break inside a cell of a markdown table is four blanks in the flat view: one agency on each line
    lines = [m.span() for m in compiled(r"\S(?:[^\n]*?\S)??(?=\s{4,}(?:[-+•]\s*)?[A-ZĐỦ]|\s*$)", re.MULTILINE).finditer(v.flat, start, end)]
    if len(lines) > 1:
        return [p for a, b in lines for p in agencies_in(v, a, b)]
    return _agencies_of_line(v, start, end)


def _agencies_of_line(v: View, start: int, end: int) -> list[Phrase]:
    out: list[Phrase] = []
    pos = start
    separators = compiled(r"[\s;,.:+\-–/]*(?:(?:và|cùng|phối hợp với|chủ trì|phối hợp|mời)\s+)?(?=\S)")
    while pos < end:
        gap = separators.match(v.flat, pos, end)
        pos = gap.end() if gap else pos
        if pos >= end:
            break
        found, stop = agencies.list_at(v, pos, end)
        if found:
            rest = compiled(r"[^;,.\n]*").match(v.flat, stop, _slash(v, stop, end) or end)
            tail = rest[0].strip() if rest else ""
            # a name that the grammar cut short: `các doanh nghiệp đầu tư hạ tầng` in a cell of its own
            if rest and tail and verb_end(v.low, rest.end() - len(rest[0].lstrip()), end):
                stop = rest.end()  # `Sở Y tế thúc đẩy, theo dõi`: what it does, not what it is called
            elif (
                rest
                and tail
                and not compiled(r"(?:và|cùng|chủ trì|phối hợp)\s").match(tail)
                and agencies.phrase_at(v, stop + len(rest[0]) - len(rest[0].lstrip()), end) is None
            ):
                found[-1] = Phrase(found[-1].start, _trim(v, stop, rest.end()))
                stop = rest.end()
            out += found
            pos = max(stop, pos + 1)
            continue
        rest = compiled(r"[^;,\n]+").match(v.flat, pos, end)
        if rest is None:
            pos += 1
            continue
        stop = _trim(v, pos, rest.end())
        if v.flat[pos].islower() and verb_end(v.low, pos, end):
            pos = rest.end()
            continue
        if stop > pos and any(c.isalpha() for c in v.flat[pos:stop]):
            out.append(Phrase(pos, stop))
        pos = rest.end()
    return out


def _slash(v: View, start: int, end: int) -> int | None:
    """`Sở Nội vụ/Tỉnh đoàn`: where a slash stands before the name of another body."""
    slash = v.flat.find("/", start, end)
    at = slash + 2 if v.flat.startswith("/ ", slash) else slash + 1
    return slash if slash >= 0 and agencies.phrase_at(v, at, end) is not None else None


def _trim(v: View, start: int, end: int) -> int:
    while end > start and v.flat[end - 1] in " ;,.\n":
        end -= 1
    return end


def roles_in(v: View, start: int, end: int) -> tuple[list[Phrase], list[Phrase]]:
    """Leads and supporters of a cell that names both: `Sở Nội vụ chủ trì, Sở Tư pháp phối hợp`, `Sở Y tế; phối hợp: Công an tỉnh`."""
    if v.flat.find(":", start, end) >= 0 and (labels := [x for x in read_labels(v, start, end) if x.part in ("lead", "support")]):
        named = [(x.part, agencies_in(v, x.start, x.end)) for x in labels]  # `Chủ trì: Sở A; phối hợp: Sở B` in one cell
        if any(part == "lead" and people for part, people in named):
            return [p for part, people in named if part == "lead" for p in people], [
                p for part, people in named if part == "support" for p in people
            ]
    if v.flat.find("(", start, end) >= 0 and (named_by := bracketed_roles(v, start, end)):
        return named_by
    work = compiled(r"phối hợp(?:\s+với)?\s*:?\s*").search(v.low, start, end)
    lead_end = work.start() if work else end
    chair = compiled(r"chủ trì\s*(?:,|;|:)?\s*").search(v.low, start, lead_end)
    if work is None:
        return _without_verbs(v, agencies_in(v, start, end)), []
    behind = [p for p in agencies_in(v, work.end(), end) if p.end > p.start] if work.end() < end else []
    if behind:
        return _without_verbs(v, agencies_in(v, start, lead_end)), behind
    if chair and chair.start() > start:
        return _without_verbs(v, agencies_in(v, start, chair.start())), agencies_in(v, chair.end(), lead_end)
    return [], agencies_in(v, start, lead_end)


def bracketed_roles(v: View, start: int, end: int) -> tuple[list[Phrase], list[Phrase]] | None:
    """Roles in brackets behind the names: `Tỉnh đoàn (chủ trì), Sở Nội vụ`, `UBND huyện A (chủ trì), Hạt Kiểm lâm (phối hợp)`."""
    role = compiled(r"\s*\(\s*(?:cơ quan |đơn vị )?(?:(chủ trì|đầu mối)|phối hợp)(?: chính| thực hiện)?\s*\)\s*[,;]?\s*")
    found = list(role.finditer(v.low, start, end))
    if not any(m[1] for m in found):
        return None
    lead: list[Phrase] = []
    support = agencies_in(v, found[-1].end(), end)
    for match, at in zip(found, [start, *(m.end() for m in found)], strict=False):
        people = agencies_in(v, at, match.start())
        if match[1]:
            lead += people
        else:
            support = [*people, *support]
    return lead, support


def _without_verbs(v: View, phrases: list[Phrase]) -> list[Phrase]:
    """`Sở Nội vụ chủ trì` is Sở Nội vụ; `chủ trì` alone is nobody."""
    out = []
    for p in phrases:
        words = v.low[p.start : p.end].rstrip()
        verb = next((x for x in ("chủ trì", "thực hiện", "tham mưu", "chịu trách nhiệm", "phụ trách") if words.endswith(x)), None)
        stop = p.start + len(words.removesuffix(verb).rstrip()) if verb else p.end
        if stop > p.start:
            out.append(Phrase(p.start, stop, p.name))
    return out
