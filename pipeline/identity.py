"""Identities: of documents from their content, of instruments from number, issuer and date (Akoma Ntoso naming for Vietnam)."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from extractors import laws, numbers
from extractors.agency_table import slugify
from extractors.data_files import rows
from extractors.folding import canonical
from extractors.issuers import Place, slug
from schemas import Citation
from schemas.tables import CitationRow, Instrument

_ROOT = "/akn/vn/act"
_TITLE = 60
"""Letters of a title that tell titles apart."""
_SHORTEST = 20
"""Letters of a title that a longer one may only go on from."""


def document_id(text: str) -> str:
    """Identity of a document: from its text, so that a copy under another name or clock is the same document."""
    return "d" + hashlib.sha256(text.encode()).hexdigest()[:15]


@cache
def _type_slugs() -> dict[str, str]:
    return {r["type"]: r["slug"] for r in rows("doc_types.csv")}


def _type_slug(name: str) -> str:
    return _type_slugs().get(name) or slugify(name)


def _issuer_slug(citation: Citation, number: numbers.Number | None, place: Place | None) -> str:
    """`ttg`; a province's own instruments carry it: `ubnd-thanh-hoa`. `khac` where nothing tells the issuer."""
    letters = number.issuer_letters if number else None
    found = slug(letters) if letters else None
    issuer = citation.issuer or ""
    local = re.search(r"(?:tỉnh|thành phố|Tỉnh ủy|Thành ủy) (?P<name>[A-ZĐ].*)$", issuer)
    if found and local and (found.startswith(("ubnd", "hdnd", "tu", "s", "ct")) or letters in ("UBND", "HĐND", "TU")):
        return f"{found}-{slugify(local['name'])}"
    if found and letters in ("UBND", "HĐND", "TU", "CTUBND") and place is not None:
        return f"{found}-{slugify(place.name)}"
    if found and letters != "TW":
        return found
    if issuer:
        return slugify(issuer)
    return slugify(letters) if letters else "khac"


def instrument_id(citation: Citation, place: Place | None, day: str | None) -> str:
    """Identity of a cited instrument; `undated` stands where neither the mention nor the document gives a date.

    A law by bare name is the version in force on `day`, the citing document's date, where the table of laws knows it; otherwise it
    stays open, identified by its name.
    """
    if citation.number is None:
        return _law_id(citation, day)
    if citation.title and citation.type in laws.LAW_TYPES and not re.search(r"/", citation.number):
        return _law_id(citation, day)
    number = numbers.read_number(citation.number)
    run = re.match(r"\d+[a-zđ]?(?:\.\d+)?", citation.number.lower())
    part = (run[0].lstrip("0") or "0") if run else slugify(citation.number)
    when = citation.issue_date or (str(number.year) if number.year else "undated")
    if number.issuer_letters and re.match(r"(?:QH|UBTVQH)\d", number.issuer_letters):
        part = slugify(citation.number)
    return f"{_ROOT}/{_type_slug(citation.type)}/{_issuer_slug(citation, number, place)}/{when}/{part}"


def _law_id(citation: Citation, day: str | None) -> str:
    title = citation.title or citation.type
    if "revision" in citation.flags:
        title += " sửa đổi"  # `Luật Nhà ở (sửa đổi)` is not the one in force
    law = law_in_force(title, citation.issue_date, day)
    issuer = "ubtvqh" if citation.type == "Pháp lệnh" else "qh"
    if law is not None and law.number and law.issue_date:
        return f"{_ROOT}/{_type_slug(citation.type)}/{issuer}/{law.issue_date}/{slugify(law.number)}"
    return f"{_ROOT}/{_type_slug(citation.type)}/{issuer}/{citation.issue_date or 'undated'}/{slugify(canonical(title))}"


def law_in_force(title: str, issued: str | None, day: str | None) -> laws.Law | None:
    """The version of a law that a mention means: the one issued on `issued`, else the one in force on `day`; None where it stays open."""
    known = laws.versions(title)
    if issued:
        fitting = [v for v in known if (v.issue_date or "").startswith(issued)]
        return fitting[0] if len(fitting) == 1 else None
    if day is None:
        return known[0] if len(known) == 1 else None
    padded = (day + "-12-31")[:10] if len(day) == 4 else (day + "-28")[:10]
    begun = [v for v in known if (v.effective_from or v.issue_date or "9999") <= padded]
    return begun[-1] if begun else None


def _vote(values: Iterable[str | None]) -> tuple[str | None, bool]:
    """The value that most mentions give, and whether they disagree. Of a tie the first in order of value, whatever the input's order."""
    votes = Counter(v for v in values if v)
    if not votes:
        return None, False
    best = min(votes, key=lambda v: (-votes[v], v))
    return best, len(votes) > 1


def title_key(title: str) -> str:
    """What tells titles apart: 60 letters, what plans shorten lies behind; without `về việc`, `Luật`, `số` and punctuation."""
    words = re.sub(r"\W+", " ", canonical(title)).strip()
    return re.sub(r"^(?:v v|về việc|về|luật) |(?<!\w)số (?=\d)", "", words)[:_TITLE].rstrip()


def title_meanings(titles: Iterable[str]) -> dict[str, str]:
    """Title → the `title_key` of its meaning: of titles that begin alike the shortest that has twenty letters.

    `phê duyệt Chiến lược dữ liệu quốc gia` and `phê duyệt Chiến lược dữ liệu quốc gia đến năm 2030` are one.
    """
    keys = {title: title_key(title) for title in titles}
    short = [key for key in sorted(set(keys.values()), key=lambda key: (len(key), key)) if len(key) >= _SHORTEST]
    return {title: next((one for one in short if f"{key} ".startswith(f"{one} ")), key) for title, key in keys.items()}


def _vote_title(titles: Sequence[str]) -> tuple[str | None, bool]:
    """The wording that most mentions give of the title that most of them mean, and whether they mean different ones.

    One in capitals, as the titles of plans write it, only where there is no other.
    """
    meanings = title_meanings(titles)
    meant, apart = _vote(meanings[t] for t in titles)
    wordings = [t for t in titles if meanings[t] == meant]
    return _vote([t for t in wordings if not t.isupper()] or wordings)[0], apart


class Dated(NamedTuple):
    """What one or more mentions state of an instrument whose type, issuer and number without its year are known."""

    number: str | None
    """As its mentions write it, `10/2002/NĐ-CP`."""
    day: str
    """ISO, cut to what is known; empty where none is stated."""
    title: str | None


def same_but_for_the_date(one: Dated, other: Dated) -> bool:
    """Do two dates of one number and issuer mean one instrument, so that one of them is a slip?

    Numbers run once a year: another date of the same year is one. Another year is one where both numbers name the same year, where only
    the year differs (`21/3/2022` for `21/3/2023`), or where the titles agree. `10/1998/NĐ-CP` and `10/2002/NĐ-CP` are two instruments.
    """
    years = [numbers.read_number(stated.number).year if stated.number else None for stated in (one, other)]
    if one.day == other.day or (None not in years and years[0] != years[1]):
        return False
    if one.day[:4] == other.day[:4] or None not in years or one.day[5:] == other.day[5:]:
        return True
    titles = [title_key(stated.title) for stated in (one, other) if stated.title]
    return len(titles) == 2 and titles[0] == titles[1] and len(titles[0]) >= _SHORTEST


class Mention(NamedTuple):
    """What makes an instrument of a citation."""

    instrument_id: str
    document_id: str
    type: str
    number: str | None
    issue_date: str | None
    issuer: str | None
    title: str | None


def collect_instruments(citations: Iterable[CitationRow]) -> list[Instrument]:
    """Instruments that a corpus cites: number, date, issuer and title by the vote of all mentions, dissent kept as a flag. Sorted by id."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for row in citations:
        if row.instrument_id:
            mention = Mention(row.instrument_id, row.document_id, row.type, row.number, row.issue_date, row.issuer, row.title)
            groups[row.instrument_id].append(mention)
    return instruments_of(sorted(groups.items()))


def instruments_of(groups: Iterable[tuple[str, Sequence[Mention]]]) -> list[Instrument]:
    """As `collect_instruments`, from the mentions of each instrument, sorted by id: one group after the other is enough to hold."""
    found = [_instrument(key, mentions) for key, mentions in groups]
    alike: dict[tuple[str, str, str], list[Instrument]] = defaultdict(list)
    for one in found:
        if one.number and one.issue_date:
            alike[without_date(one.instrument_id)].append(one)
    doubtful = {one.instrument_id for group in alike.values() for one in group if _date_doubtful(one, group)}
    return [one.model_copy(update={"flags": ("date_conflict", *one.flags)}) if one.instrument_id in doubtful else one for one in found]


def _date_doubtful(one: Instrument, group: Sequence[Instrument]) -> bool:
    number, day = one.number or "", one.issue_date or ""
    year = numbers.read_number(number).year
    if year and str(year) != day[:4]:
        return True  # `163/2024/QH15 ngày 27/11/2025`
    full = [other for other in group if len(other.issue_date or "") == 10]
    if len(day) < 10:  # a year stands by all dates in it, and is in doubt with them
        return sum((other.issue_date or "").startswith(day) for other in full) > 1
    return any(same_but_for_the_date(_dated(one), _dated(other)) for other in full if other is not one)


def _dated(one: Instrument) -> Dated:
    return Dated(one.number, one.issue_date or "", one.title)


def link_undated(instrument_ids: Iterable[str]) -> dict[str, str]:
    """Ids without a date, or with a year only → the only dated instrument of this type, issuer and number among the ids.

    Where there are several (07/CT-TTg of 2012, 2023 and 2025) the id is not among the keys: it stays open.
    """
    dated: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    undated: list[str] = []
    for key in instrument_ids:
        when = key.split("/")[6]
        if when == "undated" or len(when) == 4:
            undated.append(key)
        else:
            dated[without_date(key)].add(key)
    out = {}
    for key in undated:
        when = key.split("/")[6]
        fitting = [k for k in dated[without_date(key)] if when == "undated" or k.split("/")[6].startswith(when)]
        if len(fitting) == 1:
            out[key] = fitting[0]
    return out


def without_date(key: str) -> tuple[str, str, str]:
    """Type, issuer and number of an id: what instruments that differ in their date share."""
    parts = key.split("/")
    return parts[4], parts[5], parts[-1]


def _instrument(key: str, mentions: Sequence[Mention]) -> Instrument:
    title, apart = _vote_title([m.title for m in mentions if m.title])
    return Instrument(
        instrument_id=key,
        type=_vote(m.type for m in mentions)[0] or mentions[0].type,
        number=_vote(m.number for m in mentions)[0],
        issue_date=_vote(m.issue_date for m in mentions)[0],
        issuer=_vote(m.issuer for m in mentions)[0],
        title=title,
        n_mentions=len(mentions),
        n_documents=len({m.document_id for m in mentions}),
        flags=("title_variant",) if apart else (),
    )
