"""What a head is read into, and the document's own number in it."""

import re
from dataclasses import dataclass, field
from functools import cache

from extractors.numbers import NUMBER
from extractors.patterns import compiled
from schemas import Evidence, collapse, record


@dataclass(slots=True)
class Fields:
    """Values under construction with the words behind them."""

    source: str
    values: dict[str, str] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    def put(self, name: str, value: str | None, span: tuple[int, int], rule: str) -> None:
        """Set a field that is not set yet; None sets nothing."""
        if value and name not in self.values:
            self.values[name] = value
            text = collapse(self.source[span[0] : span[1]])
            self.evidence.append(record(Evidence, start=span[0], end=span[1], text=text, field=name, rule=rule, flags=()))


@cache
def _number_forms() -> tuple[re.Pattern[str], ...]:
    """`Số: 310/KH-UBND`, `Luật số: 20/2023/QH15`; else without the colon at the start of a line: a title says `Chỉ thị số 07/CT-TTg`."""
    named = r"(?<!\w)(?:Số|SỐ|(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh)\s+số)\s*:"
    return tuple(re.compile(rf"{opening}\s*(?P<number>{NUMBER})") for opening in (named, r"(?:^|(?<=\n)|(?<=\s\s))[ ]*(?:Số|SỐ)"))


def own_number(flat: str, start: int, end: int) -> re.Match[str] | None:
    """The document's number in its head; not the one of another that the issuer is named by: `THEO QUYẾT ĐỊNH` / `SỐ 1050/QĐ-SCT`."""
    with_colon, without = _number_forms()
    if match := with_colon.search(flat, start, end):
        return match
    of_another = compiled(r"THEO\s+(?:QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|NGHỊ QUYẾT|CÔNG VĂN|THÔNG BÁO)\s*$", re.IGNORECASE)
    return next((m for m in without.finditer(flat, start, end) if not of_another.search(flat, max(start, m.start() - 30), m.start())), None)


@cache
def blank_number() -> re.Pattern[str]:
    """`Số: /KH-UBND`, `Số: …/KH-UBND`, `Số: /2025/QĐ-UBND`: a draft, or a number written by hand."""
    return re.compile(r"(?<!\w)(?:Số|SỐ)\s*:?\s*[\s.…_]*[/-]\s?(?:\d{4}\s?/\s?)?(?P<letters>[A-ZĐ][\w/&-]*)")
