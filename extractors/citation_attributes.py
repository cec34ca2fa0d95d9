"""What the words around a mention say of it: issuer, late date, title, relation, place cited."""

import re
from dataclasses import dataclass
from functools import cache

from extractors import issuers
from extractors.citation_dates import date_tail
from extractors.dates import iso_of
from extractors.issuers import Place
from extractors.numbers import Number
from extractors.patterns import compiled
from extractors.pinpoints import pinpoint_at, pinpoints
from extractors.relations import goes_on, relation_before, relation_of_list
from extractors.titles import title_after
from schemas import Citation, Evidence, collapse, record
from schemas.mentions import CitationForm, Relation


@dataclass(slots=True)
class Found:
    """A mention under construction; offsets into the flat view."""

    start: int
    end: int
    type: str
    number: Number | None = None
    bare: str | None = None
    date: str | None = None
    title: str | None = None
    rule: str = "type_number"
    flags: tuple[str, ...] = ()

    @property
    def form(self) -> CitationForm:
        """full with a number (or the room for one), short with a running number alone, name without."""
        if self.number or "number_blank" in self.flags:
            return "full"
        return "short" if self.bare else "name"


def _joint(found: Found) -> bool:
    """Have several bodies issued it? `Thông tư liên tịch`, `Kế hoạch phối hợp`, `Hướng dẫn liên ngành`."""
    return found.type.endswith(("liên tịch", "liên ngành", "phối hợp"))


@cache
def _local() -> re.Pattern[str]:
    return re.compile(
        r"(?:tỉnh|thành phố|huyện|xã|phường|UBND|HĐND|[Ủủ]y ban nhân dân|Hội đồng nhân dân|Sở|Tỉnh ủy|Thành ủy|Chủ tịch UBND)(?!\w)"
    )


def _belongs_to_another(found: Found, issuer: str) -> bool:
    """`Kế hoạch triển khai Luật Phòng thủ dân sự của tỉnh Nghệ An`: the plan is the province's; a province issues no law, and no number
    of a central body."""
    if found.type in ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"):
        return (
            compiled(
                r"(?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|UBTVQH|Hội đồng Nhà nước|[Nn]ước|Chủ tịch [Nn]ước)(?!\w)", re.IGNORECASE
            ).match(issuer)
            is None
        )
    number = found.number
    if number is None or not number.issuer_letters or _joint(found):
        return False
    return bool(number.type_letters and issuers.is_central(number.issuer_letters) and _local().match(issuer))


class AttributeReader:
    """Completes the mentions of one text in order: a row of citations shares its relation, and a title ends where the next begins."""

    def __init__(self, source: str, flat: str, place: Place | None) -> None:
        self.source = source
        self.flat = flat
        self.place = place
        self.before_end = 0  # of the citation before, with its title
        self.before_relation: tuple[Relation, int, int] | None = None
        self.before_nested = False  # the citation before stands in the title of another

    def complete(self, found: Found) -> Citation:
        """The mention with its attributes and the words behind them."""
        evidence: list[Evidence] = []
        issuer, date, after = self._issuer(found, evidence)
        title, after = self._title(found, after, evidence)
        relation = self._relation(found, evidence)
        self._remember(found, max(after, found.end), relation)
        place = pinpoint_at(self.flat, found.start, found.end)
        if place:
            evidence.append(self._evidence("pinpoint", place, "words_beside"))
        flags = (*found.flags, "malformed_number") if self._malformed(found) else found.flags
        return record(
            Citation,
            start=found.start,
            end=found.end,
            text=collapse(self.source[found.start : found.end]),
            type=found.type,
            number=found.number.canonical if found.number else found.bare,
            issue_date=date,
            issuer=issuer,
            title=title,
            relation=relation[0] if relation else None,
            pinpoint=collapse(self.source[place[0] : place[1]]) if place else None,
            pinpoints=pinpoints(self.source, self.flat, place) if place else (),
            form=found.form,
            rule=found.rule,
            flags=flags,
            evidence=tuple(evidence),
        )

    def _malformed(self, found: Found) -> bool:
        """A space in a number is a slip, unless the line ends there: `18/2018/TT-` / `BCA`."""
        number = found.number
        return bool(number and (number.malformed or (number.spaced and "\n" not in self.source[found.start : found.end])))

    def _evidence(self, name: str, span: tuple[int, int], rule: str) -> Evidence:
        start, end = span
        return record(Evidence, start=start, end=end, text=collapse(self.source[start:end]), field=name, rule=rule, flags=())

    def _issuer(self, found: Found, evidence: list[Evidence]) -> tuple[str | None, str | None, int]:
        """Issuer, date, and the offset behind both. `Đề án 08-ĐA/TU của Tỉnh ủy Lào Cai ngày 29/12/2025` has its date behind the issuer."""
        behind = issuers.issuer_after(self.flat, found.end, _joint(found))
        if behind is not None and _belongs_to_another(found, self.flat[behind[0] : behind[1]]):
            behind = None
        if behind is None:
            issuer = self._by_letters(found)
            submitted = issuer is not None and found.type == "Tờ trình" and issuer.startswith("Chủ tịch")  # TTr-CT: Cục Thuế
            if issuer and not (submitted and issuers.issuer_before(self.flat, found.start)):
                evidence.append(self._evidence("issuer", (found.start, found.end), "number_letters"))
            elif found.form != "name" and (before := issuers.issuer_before(self.flat, found.start)):
                issuer = issuers.full_name(self.flat[slice(*before)], self.place)
                evidence.append(self._evidence("issuer", before, "issuer_before"))
            return issuer, found.date, found.end
        evidence.append(self._evidence("issuer", behind, "issuer_behind"))
        issuer = issuers.full_name(self.flat[behind[0] : behind[1]], self.place)
        late = date_tail().match(self.flat, behind[1]) if found.date is None and found.number else None
        date = iso_of(late, "") if late else None
        if late is None or date is None:
            return issuer, found.date, behind[1]
        evidence.append(self._evidence("issue_date", late.span(), "date_behind_issuer"))
        return issuer, date, late.end()

    def _by_letters(self, found: Found) -> str | None:
        """Issuer that the number's letters stand for; of a joint instrument all of them, or none where one is not known."""
        number = found.number
        if number is None or not number.issuer_letters:
            return None
        day = found.date or (str(number.year) if number.year else None)
        if day is None and number.type_letters is None and number.joint_letters == ("CP",):
            return None  # `82-CP` is of the Hội đồng Chính phủ or of the Chính phủ
        if found.type in ("Công văn", "Văn bản"):
            # no letters for a type stand there: CT in `Công văn số 565/CT-CS` is the issuer
            unknown = number.type_letters and not issuers.slug(number.issuer_letters)
            return issuers.from_letters(
                number.type_letters if unknown and number.type_letters else number.issuer_letters, self.place, day, leading=True
            )
        letters = number.joint_letters if _joint(found) else (number.issuer_letters,)
        names = [issuers.from_letters(one, self.place, day) for one in letters]
        return None if None in names else ", ".join(n for n in names if n)

    def _title(self, found: Found, after: int, evidence: list[Evidence]) -> tuple[str | None, int]:
        """Title and the offset behind it."""
        if found.title is not None:
            evidence.append(self._evidence("title", (found.start, found.end), found.rule))
            return found.title, after
        if found.number is None:
            return None, after
        start = found.start if issuers.is_central(found.number.issuer_letters or "") else None
        span = title_after(self.flat, after, start, found.type.startswith(("Kế hoạch", "Chương trình")))
        if span is None or "|" in self.source[found.end : span[0]]:
            return None, after  # the next cell of a table
        cell = self.source.find("|", *span)
        if cell >= 0:
            span = span[0], span[0] + len(self.source[span[0] : cell].rstrip(" *"))
        evidence.append(self._evidence("title", span, "title_behind"))
        return evidence[-1].text, span[1]

    def _remember(self, found: Found, end: int, relation: tuple[Relation, int, int] | None) -> None:
        """A citation inside the title of another, or in brackets, ends no row: `Căn cứ A về thực hiện B; C`."""
        bracketed = self.flat[found.start - 1 : found.start] == "(" and self.flat.startswith(")", found.end)
        self.before_nested = found.start < self.before_end
        if not self.before_nested and not bracketed:
            self.before_relation = relation
        if end > self.before_end:
            self.before_end = end

    def _relation(self, found: Found, evidence: list[Evidence]) -> tuple[Relation, int, int] | None:
        if self.before_end and goes_on(self.flat, self.before_end, found.start):
            apart = ";" in self.flat[self.before_end : found.start]
            ends = self.before_relation is not None and self.before_relation[0] in ("attached", "approves", "guides")
            relation = None if (self.before_nested and not apart) or (apart and ends) else self.before_relation
        else:
            relation = relation_before(self.flat, found.start, min(self.before_end, found.start))
            if relation is None and found.start >= self.before_end:
                relation = relation_of_list(self.flat, found.start)
        if relation:
            evidence.append(self._evidence("relation", relation[1:], "words_before"))
        return relation
