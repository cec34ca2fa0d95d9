"""What a mention leaves out and the document says elsewhere: the date and the issuer of the same instrument."""

from collections import defaultdict
from collections.abc import Sequence

from schemas import Citation, Evidence


def _key(citation: Citation) -> tuple[str, str] | None:
    number = citation.number
    if number is None or citation.form == "short":
        return None
    return citation.type, number


def _run(number: str) -> str:
    """Running number without leading zeros: `08-ĐA/TU` → `8`."""
    digits = number.split("/")[0].split("-")[0]
    return digits.lstrip("0") or "0"


def _borrowed(citation: Citation, field: str, value: str, giver: Citation) -> Citation:
    own = next((e for e in giver.evidence if e.field == field), None)
    start, end, text = (own.start, own.end, own.text) if own else (giver.start, giver.end, giver.text)
    evidence = Evidence(field=field, start=start, end=end, text=text, rule="repeated_mention")
    kept = tuple(e for e in citation.evidence if e.field != field)
    return citation.model_copy(update={field: value, "evidence": (*kept, evidence)})


def _only(givers: Sequence[Citation], field: str) -> Citation | None:
    """The mention that gives a value, where all mentions that give one agree; None where none does or they differ."""
    having = [g for g in givers if getattr(g, field) is not None]
    return having[0] if having and len({getattr(g, field) for g in having}) == 1 else None


def _stated(citation: Citation, field: str) -> bool:
    """Is the value said in words, not taken from the number's letters?"""
    return getattr(citation, field) is not None and not any(e.field == field and e.rule == "number_letters" for e in citation.evidence)


def fill(citations: Sequence[Citation]) -> list[Citation]:
    """Give each mention the date and issuer of the mention in the same text that it repeats, when only one is possible.

    `Đề án số 08` repeats `Đề án 08-ĐA/TU của Tỉnh ủy Lào Cai ngày 29/12/2025` when no other Đề án with this running number is cited.
    """
    groups: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    runs: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for c in citations:
        key = _key(c)
        if key:
            groups[key].append(c)
            runs[c.type, _run(key[1])].append(c)
    out = []
    for c in citations:
        key = _key(c)
        if key:
            givers = groups[key]
        elif c.form == "short" and c.number:
            givers = runs[c.type, _run(c.number)]
            givers = givers if len({g.number for g in givers}) == 1 else []
        else:
            givers = []
        giver = _only(givers, "issue_date") if c.issue_date is None else None
        if giver is not None and giver.issue_date:
            c = _borrowed(c, "issue_date", giver.issue_date, giver)
        if not _stated(c, "issuer"):
            giver = _only([g for g in givers if _stated(g, "issuer")], "issuer")
            if giver is not None and giver.issuer:
                c = _borrowed(c, "issuer", giver.issuer, giver)
        out.append(c)
    return out
