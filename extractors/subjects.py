"""Sentences whose subject changes behind a semicolon: each part is a task of its own."""

from extractors import agencies, verbs
from extractors import directive_words as said
from extractors.around_subject import behind_case
from extractors.directives import Clause, read_directive
from extractors.patterns import compiled
from extractors.view import Directive, View


def _list_open(v: View, start: int, end: int) -> bool:
    """`Chủ trì, phối hợp với Cục A; cơ quan B; …`: no work is named yet, so what stands behind `;` is one more partner."""
    last = list(said.cooperate().finditer(v.low, max(start, end - 300), end))
    if not last:
        return False
    words = compiled(r"(?<=\s)[^\W\d_]+").finditer(v.flat, agencies.list_at(v, last[-1].end(), end)[1], end)
    return not any(v.flat[w.start()].islower() and verbs.verb_end(v.low, w.start(), end) for w in words)


def _listed(v: View, start: int, end: int) -> set[int]:
    """Where the names begin that the sentence, read as one, charges."""
    whole = read_directive(v, start, end)
    return {p.start for p in [*whole.lead, *whole.support]} if whole else set()


def _names(v: View, of: Directive) -> list[str]:
    return [v.low[p.start : p.end] for p in of.lead]


_ADVERBIALS = (
    "trong thời hạn",
    "trong vòng",
    "trường hợp",
    "sau khi",
    "trước ngày",
    "chậm nhất",
    "định kỳ",
    "hằng ",
    "hàng ",
    "khi ",
    "nếu ",
)


def _other_subject(v: View, start: int, end: int, at: int, stop: int) -> bool:
    """`Gửi Sở B lấy ý kiến; trong thời hạn 05 ngày, Sở B trả lời`: behind a time or a condition another body is charged."""
    probe = Directive(at, stop)
    before = read_directive(v, start, end)
    if before is None or not Clause(v, at, stop).behind_adverbial(probe, at) or not probe.lead:
        return False
    names = [v.low[p.start : p.end] for p in probe.lead]
    return names != [v.low[p.start : p.end] for p in before.lead]


def split_subjects(v: View, start: int, end: int) -> list[tuple[int, int]]:
    """Parts of a sentence where the subject changes behind `;` (`Sở A rà soát …; Sở B tổng hợp …`); one part where it does not."""
    stops = list(compiled(r";\s+").finditer(v.flat, start, end)) if v.flat.find(";", start, end) >= 0 else ()
    if not stops:
        return [(start, end if not v.flat[end - 1].isspace() else len(v.flat[start:end].rstrip()) + start)]
    cuts = [start]
    for match in stops:
        at = match.end()
        if v.flat.count("(", cuts[-1], at) > v.flat.count(")", cuts[-1], at):
            continue  # `(Sở A chủ trì; Sở B thẩm định)`
        joined = said.also().match(v.low, at, end) or compiled(r"trong đó,?\s+(?=giao\s)").match(v.low, at, end)
        first, at = at, joined.end() if joined else at
        at = behind_case(v, at, end)
        named = v.flat[at : at + 1].isupper() or compiled(r"(?:các|giao|đề nghị|ubnd)\s").match(v.low[at : at + 9])
        if v.low.startswith(_ADVERBIALS, at) and _other_subject(v, cuts[-1], match.start(), at, end):
            cuts.append(first)
            continue
        if not named and (v.known_end(at) is None or verbs.verb_end(v.low, at, end) is not None):
            continue  # `…; đài truyền thanh các huyện phát tin` names its subject, `…; tổ chức kiểm tra` none
        if at in _listed(v, start, end) or _list_open(v, cuts[-1], match.start()):
            continue  # `phối hợp với A; các doanh nghiệp và B rà soát …`: the list goes on
        probe = Directive(at, end)
        clause = Clause(v, at, end)
        ordered = clause.ordered(probe, at)
        if not (ordered or clause.subject(probe, at)) or not probe.lead:
            continue
        before = read_directive(v, cuts[-1], match.start())
        if before is not None and not ordered and _names(v, before) == _names(v, probe):
            continue  # `Trưởng thôn hướng dẫn …; Trưởng thôn tập hợp …`: the same one
        # `Nhất trí chủ trương …; Giao Ủy ban nhân dân phường A chủ trì …`: an order needs no task before it
        agreed = said.agrees().match(v.low, cuts[-1], match.start())
        if (ordered and v.flat[at].isupper()) or agreed or before is not None:
            cuts.append(first)
    return [(a, len(v.flat[a:b].rstrip()) + a) for a, b in zip(cuts, [*cuts[1:], end], strict=True)]
