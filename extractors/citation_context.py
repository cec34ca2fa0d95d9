"""What a mention leaves out and the document says elsewhere: the date and the issuer of the same instrument."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.folding import canonical
from extractors.numbers import read_number
from extractors.patterns import compiled
from schemas import Citation, Evidence, changed, record

_NONE: list[Citation] = []


def _key(citation: Citation, short_names: Mapping[str, str]) -> tuple[str, str] | None:
    """What mentions of one instrument share: its number, or a law's name with the document's abbreviations spelled out."""
    if citation.form == "short":
        return None
    if citation.number is not None:
        return citation.type, citation.number
    if citation.title is None:
        return None
    title = citation.title
    if short_names:
        title = compiled(r"\b[A-ZĐ]{2,}\b").sub(lambda m: short_names.get(m[0], m[0]), title)
    if "revision" in citation.flags:
        title += " (sửa đổi)"  # a bill is not the law that it revises
    return citation.type, canonical(title)


def abbreviations(flat: str) -> dict[str, str]:
    """Abbreviations that a text defines behind the words: `bí mật nhà nước (BMNN)`, `… (viết tắt là TTHC)`. The initials must agree."""
    out: dict[str, str] = {}
    for match in compiled(r"\((?:(?:sau đây )?(?:gọi tắt|viết tắt)(?: là)?:?\s*)?(?P<short>[A-ZĐ]{2,8})\)").finditer(flat):
        words = compiled(r"[^\W\d_]+").findall(flat[max(0, match.start() - 90) : match.start()])[-len(match["short"]) :]
        if "".join(w[0].upper() for w in words) == match["short"]:
            out.setdefault(match["short"], " ".join(words))
    return out


def _run(number: str) -> str:
    """Running number without leading zeros: `08-ĐA/TU` → `8`."""
    digits = number.split("/")[0].split("-")[0]
    return digits.lstrip("0") or "0"


def _borrowed(citation: Citation, field: str, value: str, giver: Citation) -> Citation:
    own = next((e for e in giver.evidence if e.field == field), None)
    start, end, text = (own.start, own.end, own.text) if own else (giver.start, giver.end, giver.text)
    evidence = record(Evidence, field=field, start=start, end=end, text=text, rule="repeated_mention")
    kept = tuple(e for e in citation.evidence if e.field != field)
    return changed(citation, **{field: value, "evidence": (*kept, evidence)})


def _only(givers: Sequence[Citation], field: str) -> Citation | None:
    """The mention that gives a value, where all mentions that give one agree; None where none does or they differ."""
    values = {value for g in givers if (value := getattr(g, field)) is not None}
    fullest = max(values, key=len, default="")  # `2018` and `2018-11-15` agree: the fuller one counts
    if not values or not all(map(fullest.startswith, values)):
        return None
    return next(g for g in givers if getattr(g, field) == fullest)


def _stated(citation: Citation, field: str) -> bool:
    """Is the value said in words, not taken from the number's letters?"""
    return getattr(citation, field) is not None and not any(e.field == field and e.rule == "number_letters" for e in citation.evidence)


def _share_issuer(citations: Sequence[Citation], flat: str) -> list[Citation]:
    """`Công văn số 4216/UBND-NC và Công văn số 4478/UBND-NC của Chủ tịch UBND tỉnh`: the issuer behind the last is that of the row.

    Only among numbers with the same letters: `Nghị quyết 30c/NQ-CP và Nghị quyết số 08-NQ/TU của Tỉnh ủy` are not both the Tỉnh ủy's.
    """
    out = list(citations)
    for i in range(len(out) - 2, -1, -1):
        one, two = out[i], out[i + 1]
        if not (one.number and two.number and two.issuer and one.type == two.type):
            continue
        if one.form == "short" or read_number(one.number).issuer_letters != read_number(two.number).issuer_letters:
            continue
        joined = compiled(r"\s*(?:,|;)?\s*(?:và)?\s*(?:số\s*)?").fullmatch(flat, one.end, two.start) is not None
        if joined and not _stated(one, "issuer") and _stated(two, "issuer"):
            out[i] = _borrowed(one, "issuer", two.issuer, two)
    return out


def fill(citations: Sequence[Citation], flat: str) -> list[Citation]:
    """Give each mention the date and issuer of the mention in the same text that it repeats, when only one is possible.

    `Đề án số 08` repeats `Đề án 08-ĐA/TU của Tỉnh ủy Lào Cai ngày 29/12/2025` when no other Đề án with this running number is cited; the
    evidence `instrument_id` names the mention that it goes back to.
    """
    citations = _share_issuer(citations, flat)
    short_names = abbreviations(flat)
    keys = [_key(c, short_names) for c in citations]
    groups: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    runs: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    running = any(c.form == "short" for c in citations)
    for c, key in zip(citations, keys, strict=True):
        if key:
            groups[key].append(c)
            if running and c.number:
                runs[c.type, _run(c.number)].append(c)
    said: dict[int, _Said] = {}  # what the mentions of a group say, read once: a text may cite one law ten thousand times
    out = []
    for c, key in zip(citations, keys, strict=True):
        givers = groups[key] if key else _like(c, runs)
        if not givers or (key and len(givers) == 1):
            out.append(c)  # cited once
            continue
        if id(givers) not in said:
            said[id(givers)] = _read(givers, flat)
        out.append(_filled(c, said[id(givers)]))
    return out


def _like(c: Citation, runs: Mapping[tuple[str, str], list[Citation]]) -> list[Citation]:
    """For a bare running number the mentions of the only full number that it can stand for."""
    return runs.get((c.type, _run(c.number)), _NONE) if c.form == "short" and c.number else _NONE


@dataclass(frozen=True, slots=True)
class _Said:
    """What the mentions of a group agree on. `givers` is kept so that its identity stays its own. `named`: by date of issue the mention
    whose words name its issuer in full; under None, where the mentions of all dates agree."""

    givers: Sequence[Citation]
    date: Citation | None
    issuer: Citation | None
    one_number: bool
    named: Mapping[str | None, Citation]


def _completed(citation: Citation) -> bool:
    """Is the issuer's place the document's, not the words'? `của UBND tỉnh` may stand where another province's decision is quoted."""
    words = next((e.text for e in citation.evidence if e.field == "issuer" and e.rule in ("issuer_behind", "repeated_mention")), None)
    return words is not None and canonical(citation.issuer or "").split()[-1] not in canonical(words).split()


def _by_date(givers: Sequence[Citation]) -> dict[str | None, Citation]:
    groups: dict[str | None, list[Citation]] = defaultdict(list)
    for g in givers:
        if not _completed(g):
            groups[None].append(g)
            if g.issue_date:
                groups[g.issue_date].append(g)
    return {day: one for day, group in groups.items() if (one := _only(group, "issuer"))}


def _defined(givers: Sequence[Citation], flat: str) -> Citation | None:
    """The mention that the others repeat by definition: `… ngày 14/6/2025 của A (sau đây gọi tắt là Quyết định số 15/2025/QĐ-TTg)`."""
    opening = compiled(r"(?:gọi|viết)(?: tắt| chung| gọn)? là:?\s*[“\"]?$")
    for before, g in pairwise(givers):
        if before.issue_date and g.issue_date is None and opening.search(flat, max(0, g.start - 30), g.start):
            return before
    return None


def _read(givers: Sequence[Citation], flat: str) -> _Said:
    stated = [g for g in givers if _stated(g, "issuer")]
    day = _only(givers, "issue_date") or _defined(givers, flat)
    return _Said(givers, day, _only(stated, "issuer"), len({g.number for g in givers}) == 1, _by_date(stated))


def _filled(c: Citation, said: _Said) -> Citation:
    if c.form == "short":
        if not said.givers or not said.one_number:
            return c
        if not any(e.field == "instrument_id" for e in c.evidence):
            first = said.givers[0]
            back = record(Evidence, field="instrument_id", start=first.start, end=first.end, text=first.text, rule="repeated_mention")
            c = changed(c, evidence=(*c.evidence, back))
    named = said.named.get(c.issue_date)
    if said.date is not None and said.date.issue_date and c.issue_date is None:
        c = _borrowed(c, "issue_date", said.date.issue_date, said.date)
    giver = said.issuer or named
    if not _stated(c, "issuer"):
        return _borrowed(c, "issuer", giver.issuer, giver) if giver and giver.issuer else c
    if named is not None and named.issuer and named.issuer != c.issuer and _completed(c):
        return _borrowed(c, "issuer", named.issuer, named)
    return c
