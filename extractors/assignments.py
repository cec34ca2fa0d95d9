"""Assignments outside sentences: labelled lines (`Cơ quan chủ trì: …`) and the columns of a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors import agencies
from extractors.agencies import Phrase, View
from extractors.lines import Cell
from extractors.outline import label_pattern
from extractors.patterns import compiled

Part = Literal["content", "lead", "support", "deadline", "output", "funding", "number", "other"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label and the words behind it; half-open offsets of the words."""

    part: Part
    start: int
    end: int


@cache
def _label_parts() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    return (
        ("support", re.compile(r"phối hợp")),
        ("other", re.compile(r"^\s*(?:lãnh đạo|hình thức|số lượng|địa điểm|đối tượng|phạm vi|kinh phí|nguồn)")),
        ("deadline", re.compile(r"thời gian|thời hạn|tiến độ|lộ trình|thời điểm")),
        ("output", re.compile(r"sản phẩm|kết quả")),
        (
            "lead",
            re.compile(
                r"chủ trì|chịu trách nhiệm|đầu mối|phụ trách|phân công|tham mưu|(?:cơ quan|đơn vị|bộ phận|sở, ngành)[^:]*thực hiện"
                r"|^\s*thực hiện"
            ),
        ),
        ("content", re.compile(r"nội dung|nhiệm vụ")),
    )


def _label_part(words: str) -> Part:
    return next((part for part, pattern in _label_parts() if pattern.search(words)), "other")


def read_labels(v: View, start: int, end: int) -> list[Labelled]:
    """Labels of a labelled line and their words. Several may stand on one line: `Đơn vị chủ trì: A; Đơn vị phối hợp: B.`"""
    found = []
    for match in label_pattern().finditer(v.low, start, end):
        before = v.flat[max(start, match.start() - 3) : match.start()].strip()
        if match.start() > start and not before.endswith((";", ".", "-", "+", ",")):
            continue
        found.append(match)
    out = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        a, b = match.end(), following.start() if following else end
        while a < b and v.flat[a] in " \n-+":
            a += 1
        part = _label_part(match[0])
        edge = " \n;-+," if part == "content" else " \n;.-+,/"  # a content line keeps its full stop, as any task does
        while b > a and v.flat[b - 1] in edge:
            b -= 1
        out.append(Labelled(part, a, max(a, b)))
    return out


@cache
def _column_parts() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    return (
        ("number", re.compile(r"^(?:stt|tt|số tt|số thứ tự)\.?$")),
        ("lead", re.compile(r"chủ trì\s*/\s*phối hợp")),
        ("support", re.compile(r"phối hợp")),
        ("deadline", re.compile(r"thời gian|thời hạn|tiến độ|lộ trình|hoàn thành|thời điểm")),
        ("output", re.compile(r"sản phẩm|kết quả|đầu ra")),
        (
            "lead",
            re.compile(
                r"chủ trì|chịu trách nhiệm|phụ trách|phân công|đầu mối|(?:cơ quan|đơn vị|sở, ngành|cấp).{0,20}(?:thực hiện|tham mưu"
                r"|được giao)|^(?:(?:các\s+)?(?:cơ quan|đơn vị|sở|ban|ngành|địa phương|tổ chức)(?:\s*[,/]\s*|\s+và\s+|$))+$"
            ),
        ),
        ("funding", re.compile(r"kinh phí|nguồn vốn|ngân sách")),
        ("content", re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|giải pháp|tên|văn bản|đề án|chỉ tiêu|mục tiêu")),
    )


def columns_of(cells: Sequence[str]) -> dict[int, Part] | None:
    """What each column of a table holds, read from a header row (lower case); None where the row heads no table of assigned work."""
    out: dict[int, Part] = {}
    for i, words in enumerate(cells):
        words = words.strip()
        if not words or len(words) > 110:
            continue
        part = next((p for p, pattern in _column_parts() if pattern.search(words)), None)
        if part and (part in ("number", "other") or part not in out.values()):
            out[i] = part
    parts = set(out.values())
    return out if "content" in parts and ("lead" in parts or "support" in parts) else None


def agencies_in(v: View, start: int, end: int) -> list[Phrase]:
    """All agencies of a cell or label value: by the grammar, and what it does not know up to the next `;`, `,` or line end."""
    # a line break inside a cell of a markdown table is four blanks in the flat view: one agency on each line
    lines = [m.span() for m in compiled(r"\S(?:[^\n]*?\S)??(?=\s{4,}[A-ZĐỦ]|\s*$)", re.MULTILINE).finditer(v.flat[:end], start)]
    if len(lines) > 1:
        return [p for a, b in lines for p in agencies_in(v, a, b)]
    out: list[Phrase] = []
    pos = start
    separators = compiled(r"[\s;,.:+\-–]*(?:(?:và|cùng|phối hợp với|chủ trì|phối hợp)\s+)?(?=\S)")
    while pos < end:
        gap = separators.match(v.flat, pos, end)
        pos = gap.end() if gap else pos
        if pos >= end:
            break
        found, stop = agencies.list_at(v, pos, end)
        if found:
            rest = compiled(r"[^;,.\n]*").match(v.flat, stop, end)
            tail = rest[0].strip() if rest else ""
            # a name that the grammar cut short: `các doanh nghiệp đầu tư hạ tầng` in a cell of its own
            if (
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
        if stop > pos and any(c.isalpha() for c in v.flat[pos:stop]):
            out.append(Phrase(pos, stop))
        pos = rest.end()
    return out


def _trim(v: View, start: int, end: int) -> int:
    while end > start and v.flat[end - 1] in " ;,.\n":
        end -= 1
    return end


@dataclass(frozen=True, slots=True)
class Row:
    """A row of assigned work: its cells by what they hold."""

    cells: dict[Part, Cell]


def _role_of(words: str) -> Part | None:
    """Role that a short heading names alone, None for anything else (`Sở Tư pháp chủ trì`)."""
    if compiled(r"(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|thực hiện|đầu mối)(?:\s+thực hiện)?").fullmatch(words):
        return "lead"
    if compiled(r"(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?").fullmatch(words):
        return "support"
    return "number" if compiled(r"\(?\d{1,2}\)?").fullmatch(words) else None


class Table:
    """Reads the rows of one table in order; knows its columns once the header row has come."""

    def __init__(self) -> None:
        self.columns: dict[int, Part] | None = None
        self.width = 0
        self.fresh = False  # the header row came right before
        self.last_lead: dict[Part, Cell] = {}

    def read(self, v: View, cells: Sequence[Cell]) -> Row | None:
        """The next row; None for the header, group rows and rows of other tables."""
        header = columns_of([v.low[c.start : c.end] for c in cells])
        if header:
            self.columns, self.width = header, len(cells)
            self.fresh = True
            return None
        if self.columns is None:
            return None
        if self.fresh and self._second_header(v, cells):
            return None
        self.fresh = False
        found = self._by_part(v, cells)
        content = found.get("content")
        if content is None or not any(c.isalpha() for c in v.flat[content.start : content.end]):
            return None
        assigned: dict[Part, Cell] = {p: c for p, c in found.items() if p in ("lead", "support", "deadline")}
        if "lead" not in assigned and "support" not in assigned:
            if not assigned or not self.last_lead:
                self.last_lead = {}
                return None
            found = {**self.last_lead, **found}  # a cell merged over several rows stands in its first only
        else:
            self.last_lead = {p: c for p, c in assigned.items() if p in ("lead", "support")}
        return Row(found)

    def _second_header(self, v: View, cells: Sequence[Cell]) -> bool:
        """A head of two rows: `Phân công` over `Chủ trì` and `Phối hợp`. The second row names roles only."""
        words = [v.low[c.start : c.end].strip() for c in cells]
        roles = {i: _role_of(w) for i, w in enumerate(words) if w}
        if len(cells) != self.width or not roles or None in roles.values():
            return False
        self.columns = {**(self.columns or {}), **{i: part for i, part in roles.items() if part}}
        return True

    def _by_part(self, v: View, cells: Sequence[Cell]) -> dict[Part, Cell]:
        columns = self.columns or {}
        shift = 0
        if (
            len(cells) == self.width - 1
            and columns.get(0) == "number"
            and not compiled(r"\s*(?:\d|[IVX]+\b)").match(v.flat[cells[0].start : cells[0].end])
        ):
            shift = 1  # the number's cell is merged with the row above
        out: dict[Part, Cell] = {}
        for i, cell in enumerate(cells):
            part = columns.get(i + shift)
            if part and cell.end > cell.start:
                out.setdefault(part, cell)
        return out


def roles_in(v: View, start: int, end: int) -> tuple[list[Phrase], list[Phrase]]:
    """Leads and supporters of a cell that names both: `Sở Nội vụ chủ trì, Sở Tư pháp phối hợp`, `Sở Y tế; phối hợp: Công an tỉnh`."""
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


def _without_verbs(v: View, phrases: list[Phrase]) -> list[Phrase]:
    """`Sở Nội vụ chủ trì` is Sở Nội vụ; `chủ trì` alone is nobody."""
    out = []
    for p in phrases:
        verb = compiled(r"\s*(?:chủ trì|thực hiện|tham mưu|chịu trách nhiệm|phụ trách)\s*$").search(v.low, p.start, p.end)
        stop = verb.start() if verb else p.end
        if stop > p.start:
            out.append(Phrase(p.start, stop, p.name))
    return out
