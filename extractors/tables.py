"""Tables of assigned work: which column holds what, and what a row takes from the rows above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

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
        (
            "other",
            re.compile(
                r"^(?:lãnh đạo|đồng chí|đ/c|người|đơn vị tính|đvt|địa điểm|căn cứ|văn bản (?:giao|chỉ đạo|căn cứ)"
                r"|(?:(?:thời gian|thời điểm|ngày)\s+)?(?:bắt đầu|khởi công|triển khai$))"
            ),
        ),
        ("lead", re.compile(r"chủ trì\s*[/,]\s*phối hợp")),
        ("support", re.compile(r"phối hợp|cùng (?:tham gia|thực hiện|phối)|tham gia|liên quan$|hỗ trợ$|phối thuộc")),
        (
            "deadline",
            re.compile(r"thời gian|thời hạn|tiến độ|lộ trình|hoàn thành|thời điểm|kết thúc|^(?:năm|ngày|tháng|mốc|hạn|kỳ hạn)(?!\w)"),
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


def part_of_column(words: str) -> Part | None:
    """What the head `words` (lower case, single blanks) says that its column holds."""
    return next((p for p, pattern in _column_parts() if pattern.search(words)), None)


def columns_of(cells: Sequence[str], *, unassigned: bool = False) -> dict[int, Part] | None:
    """What each column of a table holds, read from a header row (lower case); None where the row heads no table of assigned work.

    `unassigned` takes a table of work and time too: who is charged stands over it.
    """
    out: dict[int, Part] = {}
    periods = periods_of(cells)
    for i, words in enumerate(cells):
        words = " ".join(words.split())
        if not words or len(words) > 110 or i in periods:
            continue
        if not i and compiled(r"[\divx]+[.)]?").fullmatch(words):
            return None  # a row of work has a number where its head has none
        part = part_of_column(words)
        if part in ("lead", "support", "deadline") and len(words.split()) > 12:
            continue
        if part == "content" and compiled(r"nhóm|lĩnh vực|mục tiêu|chương trình|chỉ tiêu").match(
            cells[next(iter(k for k, x in out.items() if x == part), i)].strip()
        ):
            out = {k: x for k, x in out.items() if x != part}  # `Nhóm nhiệm vụ | Nội dung`: the work is in the second
        if part and (part in ("number", "other") or part not in out.values()):
            out[i] = part
    if "target" not in out.values():  # `Nhiệm vụ | Chỉ tiêu | Chủ trì`: the second of them holds figures
        goals = (i for i, words in enumerate(cells) if i not in out and compiled(r"\s*(?:chỉ tiêu|mục tiêu|định mức)(?!\w)").match(words))
        out |= dict.fromkeys(islice(goals, 1), "target")
    if "lead" not in out.values():  # a leader leads where no body does
        out |= {i: "lead" for i, words in enumerate(cells) if out.get(i) == "other" and "phụ trách" in words}
    parts = set(out.values())
    assigned = "lead" in parts or "support" in parts or (unassigned and ("deadline" in parts or bool(periods)))
    return out if "content" in parts and assigned else None


@cache
def _period() -> re.Pattern[str]:
    """Head of a column that a mark in a row says the time with: `Quý I`, `Q2/2026`, `Tháng 5`, `Năm 2027`, `2027`."""
    year = r"(?:\s*(?:[/-]|năm)\s*20\d\d)?"
    return re.compile(
        rf"(?:quý|q)\s?(?:iv|i{{1,3}}|[1-4]){year}|(?:tháng|th|t)\s?\d{{1,2}}{year}"
        rf"|(?:năm\s+)?20\d\d(?:\s*-\s*20\d\d)?|6 tháng (?:đầu|cuối) năm{year}"
    )


def periods_of(cells: Sequence[str]) -> list[int]:
    """Columns of a header row (lower case) that are periods, none where it is one alone: that holds the words of a time."""
    found = [i for i, words in enumerate(cells) if _period().fullmatch(" ".join(words.split()))]
    return found if len(found) > 1 else []


def _role_of(words: str) -> Part | None:
    """Role that a short heading names alone, None for anything else (`Sở Tư pháp chủ trì`)."""
    if compiled(r"(?:(?:thời gian|thời điểm)\s+)?(?:kết thúc|hoàn thành)").fullmatch(words):
        return "deadline"
    if compiled(r"(?:(?:thời gian|thời điểm)\s+)?bắt đầu").fullmatch(words) or _period().fullmatch(words):
        return "other"
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
        self.periods: dict[int, Cell] = {}  # heads of columns in which a mark says when: `Quý I` | `Quý II`
        self.fresh = False  # the header row came right before
        self.slashed = False  # one column for leads and partners with a slash between them
        self.shifted = False  # the row has no cell for its number
        self.last: dict[Part, Cell] = {}
        self.above: dict[Part, Cell] = {}  # the last filled cell of each column
        self.number: list[int] | None = None  # of the row before, `1.2` as [1, 2]
        self.group: tuple[Phrase, ...] = ()

    @property
    def led(self) -> bool:
        """Has the table a column for those who lead? Else they stand in the rows of groups or over the table."""
        return "lead" in (self.columns or {}).values()

    def read(self, v: View, cells: Sequence[Cell]) -> Row | None:
        """The next row; None for the header, group rows and rows of other tables."""
        words = [v.low[c.start : c.end] for c in cells]
        if self._header(words) or (self.columns is not None and self.fresh and self._second_header(words)):
            self.periods |= {i: cells[i] for i in periods_of(words)}
            return None
        if self.columns is None:
            return None
        self.fresh = False
        if 1 < len(cells) < self.width and compiled(r"(?:[IVXLC]+|[A-ZĐ])[.)]?").fullmatch(v.flat[cells[0].start : cells[0].end].strip()):
            filled = [c for c in cells[1:] if v.flat[c.start : c.end].strip()]
            if len(filled) == 1:  # `A | PHÁT TRIỂN HẠ TẦNG`: the head of a group, its cells merged
                self._open_group(v, filled[0])
                return None
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
        if self.shifted and assigned:  # the number's cell is merged with the row above, and so are those that are missing
            found = {**{p: c for p, c in self.last.items() if p in ("support", "deadline")}, **found}
        shared = "lead" not in found and "support" in found and "lead" in self.last and self.led
        if shared:
            found["lead"] = self.last["lead"]  # merged over the rows of one body, each with partners of its own
            self.last.pop("support", None)
        elif unled and self.last and self.led:
            found = {**self.last, **found} if assigned else {**self.last, **{p: c for p, c in found.items() if p != "output"}}
        elif unled and not (self.group or self.charged):
            return None
        assigned = {p: self._ditto(v, p, c) for p, c in assigned.items()}
        found = {p: c for p, c in (found | assigned).items() if v.flat[c.start : c.end].strip(" .-–—\n")}
        if not (unled or shared):
            self.last = {p: c for p, c in assigned.items() if p != "deadline" or not merged}
        return Row(found, self.group)

    def _header(self, words: Sequence[str]) -> bool:
        columns = columns_of(words, unassigned=True)
        if columns is None:
            return False
        if "lead" not in columns.values() and "support" not in columns.values() and self.columns is not None:
            return False
        self.columns, self.width, self.fresh, self.periods = columns, len(words), True, {}
        self.last, self.above, self.number = {}, {}, None
        self.slashed = any(compiled(r"chủ trì\s*/\s*(?:cơ quan |đơn vị )?phối hợp").search(w) for w in words)
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
        if compiled(r"[\s\"”“'’]+|[\s-]*n\s*/?\s*t[\s.-]*|như trên").fullmatch(v.low[cell.start : cell.end]):
            return self.above.get(part, cell)
        self.above[part] = cell
        return cell

    def _second_header(self, words: Sequence[str]) -> bool:
        """A head of two rows: `Phân công` over `Chủ trì` and `Phối hợp`. The second row names roles only."""
        roles = {i: _role_of(w.strip()) for i, w in enumerate(words) if w.strip()}
        if len(words) != self.width or not roles or None in roles.values():
            return False
        self.columns = {**(self.columns or {}), **{i: part for i, part in roles.items() if part and part != "number"}}
        return True

    def _by_part(self, v: View, cells: Sequence[Cell]) -> dict[Part, Cell]:
        columns = self.columns or {}
        shift, self.shifted = 0, False
        if (
            len(cells) < self.width
            and columns.get(0) == "number"
            and not compiled(r"\s*(?:\d|[IVX]+\b)").match(v.flat[cells[0].start : cells[0].end])
        ):
            shift, self.shifted = 1, True  # the number's cell is merged with the row above
        out: dict[Part, Cell] = {}
        for i, cell in enumerate(cells):
            part = columns.get(i + shift)
            if part and cell.end > cell.start:
                out.setdefault(part, cell)
        if self.slashed and "lead" in out and "support" not in out and (slash := v.flat.find("/", out["lead"].start, out["lead"].end)) >= 0:
            # `Sở Nội vụ/Tỉnh đoàn` under `Cơ quan chủ trì/phối hợp`
            out["lead"], out["support"] = Cell(out["lead"].start, slash), Cell(slash + 1, out["lead"].end)
        marked = [head for i, head in self.periods.items() if i - shift in range(len(cells)) and self._mark(v, cells[i - shift])]
        if marked and "deadline" not in out:
            out["deadline"] = marked[-1]  # by its end the work is done
        return out

    def _mark(self, v: View, cell: Cell) -> bool:
        """`x`, `X`, `✓`, `+`: a mark, not a figure to be reached."""
        return compiled(r"[xX×✓✔√●•+*vV]{1,2}").fullmatch(v.flat[cell.start : cell.end].strip()) is not None
