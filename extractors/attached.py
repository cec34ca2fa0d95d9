"""A plan that a decision promulgates: where the attached document begins, so that both are read as documents of their own."""

import re
from functools import cache

from extractors.patterns import compiled
from schemas import Citation, Evidence, Span

_EDGE = r"[ \t*#|_>]*"


@cache
def _type_lines() -> re.Pattern[str]:
    """A line that is only the type of what a decision promulgates: `**KẾ HOẠCH**`."""
    return re.compile(
        rf"^{_EDGE}(?:KẾ\s?HOẠCH(?: HÀNH ĐỘNG)?|ĐỀ ÁN|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|PHƯƠNG ÁN|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|DỰ ÁN|ĐIỀU LỆ"
        rf"|CHIẾN LƯỢC|NỘI QUY){_EDGE}$",
        re.MULTILINE,
    )


@cache
def _promulgating() -> re.Pattern[str]:
    return re.compile(rf"^{_EDGE}(?:QUYẾT\s?ĐỊNH|NGHỊ\s?QUYẾT){_EDGE}:?{_EDGE}$", re.MULTILINE)


@cache
def _closing() -> re.Pattern[str]:
    """What ends a document: the recipients, the signature."""
    return re.compile(rf"^{_EDGE}(?:Nơi nhận|NƠI NHẬN|(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐỦ]|(?:PHÓ )?CHỦ TỊCH{_EDGE}$)", re.MULTILINE)


@cache
def _head_line() -> re.Pattern[str]:
    """A line of a letterhead, which may stand over the type line of the attached document too."""
    return re.compile(
        r"[-=_ .:]*|(?P<caps>(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|TỈNH|THÀNH PHỐ|TP\.|SỞ|BAN|CỘNG H[OÒ][AÀ])(?!\w).*)"
        r"|Độc lập .*|Số:.*"
    )


def attached_starts(text: str) -> tuple[int, ...]:
    """Offsets at which attached documents begin, in order; empty for a text that is one document.

    One begins behind the recipients or the signature of a decision, with a line for its type, and its head or the decision says that they
    belong together (`Kèm theo Quyết định số …`, `Ban hành kèm theo Quyết định này Kế hoạch …`).
    """
    own = _promulgating().search(text, 0, 4000)
    if own is None:
        return ()
    out: list[int] = []
    for match in _type_lines().finditer(text, own.end()):
        since = out[-1] if out else own.end()
        closed = _closing().search(text, since, match.start()) is not None
        named = compiled(r"[Kk]èm theo (?:Quyết định|Nghị quyết)").search(text, match.end(), match.end() + 900) is not None
        announced = compiled(r"[Kk]èm theo (?:Quyết định|Nghị quyết) này").search(text, own.end(), match.start()) is not None
        if closed and (named or (announced and not out)):
            out.append(_with_head(text, since, match.start()))
    return tuple(out)


def _with_head(text: str, low: int, start: int) -> int:
    """Where the letterhead over the type line begins that starts at `start`: the lines right above it that belong to one."""
    at = start
    while at > low:
        line = max(text.rfind("\n", low, at - 1) + 1, low)
        words = text[line:at].strip(" \t\n*#|_>")
        head = _head_line().fullmatch(words)
        if head is None or (head["caps"] and not words.isupper()):
            break
        at = line
    # blank lines, and the bar or rule that closes what stands above, belong to the decision
    idle = compiled(r"(?:[ \t]*\n|[ \t|=_*-]*\n(?=[ \t]*\n))*").match(text, at, start)
    return idle.end() if idle else at


def inside(citation: Citation, start: int, end: int) -> Citation:
    """A citation of the whole text as one of the piece start:end, with offsets into the piece.

    What the decision says of an instrument holds for its plan too. The words for it then stand in the other document: the evidence is the
    mention itself, with the rule `said_in_decision`.
    """

    def moved(span: Span) -> dict[str, int]:
        return {"start": span.start - start, "end": span.end - start}

    evidence = []
    for e in citation.evidence:
        if start <= e.start and e.end <= end:
            evidence.append(e.model_copy(update=moved(e)))
        elif e.field != "instrument_id":
            evidence.append(Evidence(field=e.field, text=citation.text, rule="said_in_decision", flags=e.flags, **moved(citation)))
    places = tuple(p.model_copy(update=moved(p)) for p in citation.pinpoints)
    return citation.model_copy(update={**moved(citation), "evidence": tuple(evidence), "pinpoints": places})
