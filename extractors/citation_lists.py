"""Running numbers that share the rest of the number behind them (`Chỉ thị 07 và 09/CT-TTg`), and those that stand alone."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.citation_attributes import Found
from extractors.instrument_types import TypeWord, type_before
from extractors.numbers import NUMBER, Number, read_number
from extractors.patterns import compiled

PLAIN = "type_plain_number"
"""Rule of a running number without `số`, and with nothing beside it that says that it is one: `Quyết định 15`."""

# A figure never follows these two words, nor this one a unit: `Nghị định 54`.
_NEVER_COUNTED = ("Nghị định", "Nghị quyết", "Thông tư")


@cache
def _shared() -> re.Pattern[str]:
    """Behind a running number: further ones, and at last a whole number. `, 14 và 16/CT-TTg`."""
    return re.compile(
        rf"(?P<more>(?:\s*,\s*(?:số\s*)?\d{{1,4}}[a-z]?(?![\w/.-]))*)\s*(?:,\s*)?(?:và\s*|,\s*)?(?:số\s*)?(?P<last>{NUMBER})(?![\w%])"
    )


def shared(flat: str, head: TypeWord, start: int, end: int) -> list[Found]:
    """The mentions `12` and `14` of `Chỉ thị 12, 14 và 16/CT-TTg`; empty where no whole number ends the row. `start`, `end`: the first."""
    row = _shared().match(flat, end, min(len(flat), end + 120))
    if row is None or not compiled(r"\s*(?:,|và)").match(flat, end):
        return []
    last = read_number(row["last"])
    if not last.issuer_letters or (not last.type_letters and not last.year):
        return []
    rest = last.canonical[len(compiled(r"\d+[a-zđ]?(?:\.\d+)?").match(last.canonical)[0]) :]  # type: ignore[index]
    spans = [(head.start, start, end)]
    spans += [(m.start(), m.start(), m.end()) for m in compiled(r"\d+[a-z]?").finditer(flat, row.start("more"), row.end("more"))]
    return [Found(at, stop, head.type, read_number(flat[run:stop] + rest), rule="elided_number") for at, run, stop in spans]


@cache
def _glued() -> re.Pattern[str]:
    """`87,88,`: running numbers without spaces between them, before the last one of a row."""
    return re.compile(r".*(?<![\w/.,-])(?P<row>(?:\d{1,4}[a-z]?,)+)$", re.DOTALL)


def glued(flat: str, start: int, last: Number) -> list[Found]:
    """The mentions `87` and `88` of `Nghị định 87,88,31/CP`; empty where no such row ends at `start`, where the whole number begins."""
    row = _glued().match(flat, max(0, start - 40), start) if flat[start - 1 : start] == "," else None
    head = type_before(flat, row.start("row")) if row else None
    if row is None or head is None or not last.issuer_letters:
        return []
    rest = last.canonical[len(compiled(r"\d+[a-zđ]?(?:\.\d+)?").match(last.canonical)[0]) :]  # type: ignore[index]
    spans = [m.span() for m in compiled(r"\d+[a-z]?").finditer(flat, *row.span("row"))]
    return [
        Found(head.start if not i else at, stop, head.type, read_number(flat[at:stop] + rest), rule="elided_number")
        for i, (at, stop) in enumerate(spans)
    ]


@cache
def _sure_behind() -> re.Pattern[str]:
    """What follows an instrument, never a figure: its issuer, its date, a bracket that explains it."""
    return re.compile(r"\s*,?\s*(?:của\s+(?:[A-ZĐỦ]|liên\s)|ngày\s*\d|\((?:sau|gọi|viết|ngày|của)|về\s+việc\s)")


@cache
def _told_of() -> re.Pattern[str]:
    """Words before an instrument that is carried out or referred to, right before the word for its type."""
    return re.compile(
        r"(?:thực hiện|triển khai|thi hành|quán triệt|theo|tại|căn cứ|thay thế|bãi bỏ|ban hành|trong|của|khoản|[Đđ]iều|Phụ lục|Chương)"
        r"(?:\s+(?:tốt|nghiêm|nghiêm túc|nội dung|các|kèm|\d+[a-z]?|[IVX]+))*\s+$",
        re.IGNORECASE,
    )


@cache
def _no_unit() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[.,;:)”\"]|$|\n|(?:và|về|đến|tới|cho|trên|tại|là|đã|được|còn|có|của|đối|theo|nêu|phải|cũng)(?!\w))")


def is_plain(flat: str, head: TypeWord, end: int, date: str | None, row_with: int | None) -> bool:
    """Does nothing beside `Quyết định 15` say that 15 is its number? `row_with`: end of the citation before."""
    if head.type in _NEVER_COUNTED or date or _sure_behind().match(flat, end):
        return False
    if row_with is not None and compiled(r"\s*(?:,|;|và|,\s*và)\s*(?:các\s+)?").fullmatch(flat, row_with, head.start):
        return False
    told = _told_of().search(flat, max(0, head.start - 40), head.start)
    if told and compiled(r"(?:khoản|điều|phụ lục|chương)\s", re.IGNORECASE).match(told[0]):
        return False
    return not (told and head.type in ("Quyết định", "Chỉ thị") and _no_unit().match(flat, end))


def confirmed(flat: str, found: Iterable[Found]) -> Iterator[Found]:
    """`found` without the doubtful running numbers that the text neither cites in full nor defines: `Kế hoạch 150 ha`, `Quyết định 15
    thủ tục`, `Chương trình 135`."""
    every = list(found)
    if all(f.rule != PLAIN for f in every):
        yield from every
        return
    runs = {(f.type, f.number.canonical.split("/")[0].split("-")[0].lstrip("0")) for f in every if f.number}
    defined = {" ".join(m["words"].split()) for m in _defined().finditer(flat)}
    for f in every:
        if f.rule == PLAIN:
            if (f.type, (f.bare or "").lstrip("0")) not in runs and " ".join(flat[f.start : f.end].split()) not in defined:
                continue
            f.rule = "type_bare_number"
        yield f


@cache
def _defined() -> re.Pattern[str]:
    """`(sau đây gọi tắt là Quyết định 15)`: the short form."""
    return re.compile(r"(?:gọi|viết)\s+(?:tắt|chung|gọn)\s+là:?\s*[“\"]?(?P<words>[A-ZĐ][^\W\d_]*(?:\s+[^\W\d_]+){0,3}\s+\d{1,4})(?!\w)")
