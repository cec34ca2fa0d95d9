"""Tables of assigned work: which column holds what, and what a row takes from the rows above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors import agencies
from extractors.labels import Part
from extractors.lines import Cell
from extractors.patterns import compiled
from extractors.view import Phrase, View


@dataclass(frozen=True, slots=True)
class Row:
    """A row of assigned work: its cells by what they hold, and the agencies of the row over it that names a group (`I | Sở Y tế`)."""

    cells: dict[Part, Cell]
    group: tuple[Phrase, ...] = ()


_BODY = r"(?:cơ quan|đơn vị|sở|ban|ngành|địa phương|tổ chức|bộ phận|phòng|cấp|đoàn thể)"


@cache
def _column_parts() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    return (
        ("number", re.compile(r"^(?:stt|tt|số tt|số thứ tự|thứ tự|số)\.?$")),
        ("other", re.compile(r"^(?:lãnh đạo|đồng chí|đ/c|người|đơn vị tính|đvt|địa điểm|căn cứ|văn bản (?:giao|chỉ đạo|căn cứ))")),
        ("lead", re.compile(r"chủ trì\s*[/,]\s*phối hợp")),
        ("support", re.compile(r"phối hợp|cùng (?:tham gia|thực hiện|phối)|tham gia|liên quan$|hỗ trợ$|phối thuộc")),
        (
            "deadline",
            re.compile(r"thời gian|thời hạn|tiến độ|lộ trình|hoàn thành|thời điểm|^(?:năm|ngày|tháng|mốc|hạn|kỳ hạn)(?!\w)"),
        ),
        ("output", re.compile(r"^(?:dự kiến )?(?:sản phẩm|kết quả|đầu ra)|sản phẩm|kết quả (?:đầu ra|đạt|cần|dự)")),
        (
            "lead",
            re.compile(
                rf"chủ trì|chịu trách nhiệm|phụ trách|phân công|đầu mối"
                rf"|{_BODY}.{{0,20}}(?:thực hiện|tham mưu|được giao|triển khai|soạn thảo"
                rf"|xây dựng)|^(?:(?:các\s+)?{_BODY}(?:\s*[,/]\s*|\s+và\s+|$))+$|^(?:trách nhiệm|thực hiện|tham mưu)"
            ),
        ),
        ("funding", re.compile(r"kinh phí|nguồn vốn|ngân sách")),
        (
            "content",
            re.compile(
                r"^(?:(?:tên|danh mục|các|những|nhóm|chi tiết|một số|đầu)\s+)*(?:nội dung|nhiệm vụ|công việc|việc|hoạt động|giải pháp"
                r"|văn bản|đề án|chỉ tiêu|mục tiêu|chương trình|hạng mục|biện pháp|công tác|tiêu chí|thủ tục|quy trình|chuyên đề)"
            ),
        ),
    )


def columns_of(cells: Sequence[str], *, unassigned: bool = False) -> dict[int, Part] | None:
    """What each column of a table holds, read from a header row (lower case); None where the row heads no table of assigned work.

    `unassigned` takes a table of work and time too: who is charged stands over it.
    """
    out: dict[int, Part] = {}
    for i, words in enumerate(cells):
        words = " ".join(words.split())
        if not words or len(words) > 110:
            continue
        if not i and compiled(r"[\divx]+[.)]?").fullmatch(words):
            return None  # a row of work has a number where its head has none
        part = next((p for p, pattern in _column_parts() if pattern.search(words)), None)
        if part in ("lead", "support", "deadline") and len(words.split()) > 12:
            continue
        if part and (part in ("number", "other") or part not in out.values()):
            out[i] = part
    if "lead" not in out.values():  # a leader leads where no body does
        out |= {i: "lead" for i, words in enumerate(cells) if out.get(i) == "other" and "phụ trách" in words}
    parts = set(out.values())
    assigned = "lead" in parts or "support" in parts or (unassigned and "deadline" in parts)
    return out if "content" in parts and assigned else None


def _role_of(words: str) -> Part | None:
    """Role that a short heading names alone, None for anything else (`Sở Tư pháp chủ trì`)."""
    if compiled(r"(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|thực hiện|đầu mối)(?:\s+thực hiện)?").fullmatch(words):
        return "lead"
    if compiled(r"(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?").fullmatch(words):
        return "support"
    return "number" if compiled(r"\(?\d{1,2}\)?").fullmatch(words) else None


class Table:
    """Reads the rows of one table in order; knows its columns once the header row has come."""

    def __init__(self, charged: bool = False) -> None:
        """`charged`: the heading over the table names who is charged with its rows."""
        self.charged = charged
        self.columns: dict[int, Part] | None = None
        self.width = 0
        self.head = ""
        self.fresh = False  # the header row came right before
        self.last: dict[Part, Cell] = {}
        self.number: list[int] | None = None  # of the row before, `1.2` as [1, 2]
        self.group: tuple[Phrase, ...] = ()

    def read(self, v: View, cells: Sequence[Cell]) -> Row | None:
        """The next row; None for the header, group rows and rows of other tables."""
        words = [v.low[c.start : c.end] for c in cells]
        if self._header(words):
            return None
        if self.columns is None or (self.fresh and self._second_header(words)):
            return None
        self.fresh = False
        found = self._by_part(v, cells)
        content = found.get("content")
        number, merged = self._numbered(v, found)
        if content is None or not any(c.isalpha() for c in v.flat[content.start : content.end]):
            return None
        assigned: dict[Part, Cell] = {p: c for p, c in found.items() if p in ("lead", "support", "deadline")}
        unled = "lead" not in assigned and "support" not in assigned
        if not assigned and not merged:
            self._open_group(v, content)
            return None
        self.number = number
        if unled and self.last:
            found = {**self.last, **found} if assigned else {**self.last, **{p: c for p, c in found.items() if p != "output"}}
        elif unled and not (self.group or self.charged):
            return None
        elif not unled:
            self.last = {p: self._ditto(v, p, c) for p, c in assigned.items() if p != "deadline" or not merged}
            found |= {p: self.last[p] for p in self.last if p in found}
        return Row(found, self.group)

    def _header(self, words: Sequence[str]) -> bool:
        columns = columns_of(words, unassigned=True)
        if columns is None:
            return False
        if "lead" not in columns.values() and "support" not in columns.values() and self.columns is not None:
            return False
        self.columns, self.width, self.fresh = columns, len(words), True
        self.last, self.number = {}, None
        return True

    def _open_group(self, v: View, content: Cell) -> None:
        """A row with nothing but a name: the group that the rows below belong to, and who is charged if it is an agency."""
        self.last, self.number = {}, None
        found, stop = agencies.list_at(v, content.start, content.end)
        self.group = tuple(found) if found and stop >= content.end else ()

    def _numbered(self, v: View, found: dict[Part, Cell]) -> tuple[list[int] | None, bool]:
        """The row's number, and whether it goes on from the row before: `3` under `2` shares that row's merged cells."""
        cell = found.get("number")
        match = compiled(r"\s*(\d+(?:\.\d+)*)\s*[.)]?\s*").fullmatch(v.flat[cell.start : cell.end]) if cell else None
        if match is None:
            return None, False
        number = [int(n) for n in match[1].split(".")]
        before = self.number
        return number, bool(self.last and before and number[:-1] == before[:-1] and number[-1] == before[-1] + 1)

    def _ditto(self, v: View, part: Part, cell: Cell) -> Cell:
        """`nt`, `như trên`, `"`: the cell above counts."""
        same = compiled(r"[\s\"”“'.-]+|n/?t|-?nt-?|như trên").fullmatch(v.low[cell.start : cell.end])
        return self.last.get(part, cell) if same else cell

    def _second_header(self, words: Sequence[str]) -> bool:
        """A head of two rows: `Phân công` over `Chủ trì` and `Phối hợp`. The second row names roles only."""
        roles = {i: _role_of(w.strip()) for i, w in enumerate(words) if w.strip()}
        if len(words) != self.width or not roles or None in roles.values():
            return False
        self.columns = {**(self.columns or {}), **{i: part for i, part in roles.items() if part and part != "number"}}
        return True

    def _by_part(self, v: View, cells: Sequence[Cell]) -> dict[Part, Cell]:
        columns = self.columns or {}
        shift = 0
        if (
            len(cells) < self.width
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
