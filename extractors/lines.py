"""From physical lines to blocks: paragraphs, list items, table rows.

Scraped and converted texts break lines in mid-sentence (`Quyết\\nđịnh số 407`), sometimes with a blank line between. A block joins
what belongs together. `flat` is a view of the text with the same length in which a line break inside a block, a markdown mark and a
folded variant are spaces or plain letters: patterns run on it, and their offsets are those of the source.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from extractors.folding import fold
from extractors.instrument_types import type_line
from extractors.markers import Marker, find_marker
from extractors.patterns import compiled

BlockKind = Literal["text", "row"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: offsets of its words, half-open; start == end for an empty one."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading line or table row.

    `content` is the offset behind the marker; `hashes` the level of a markdown heading (0: none); `bold` says that all of it is bold;
    `table` numbers the table that a row belongs to.
    """

    kind: BlockKind
    start: int
    end: int
    content: int
    marker: Marker | None = None
    hashes: int = 0
    bold: bool = False
    cells: tuple[Cell, ...] = ()
    table: int = -1


@dataclass(frozen=True, slots=True)
class Lines:
    """The blocks of a text and its flat view."""

    blocks: tuple[Block, ...]
    flat: str


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    first: int  # offset of the first letter behind marks and spaces
    body: str  # folded words without outer marks
    marker: Marker | None
    hashes: int
    blank: bool
    bar: bool  # only a table delimiter
    row: bool  # | a | b |


_EDGE = " *#|\t"
_TERMINAL = tuple(".;:!?…”\"'/)")
_HEADING_LIMIT = 1000
_OPEN_WORDS = (" số", " ngày", " tháng", " của", " và", " các", " tại", " theo")  # no line of its own ends with these
_MARKS = re.compile(r"[*#|]")


@cache
def _rule_line() -> re.Pattern[str]:
    return re.compile(r"[\s|:=_*.-]*[-=_*:]{2,}[\s|:=_*.-]*")


def _read(folded: str) -> list[_Line]:
    out = []
    start = 0
    for raw in folded.split("\n"):
        end = start + len(raw)
        stripped = raw.strip()
        left = len(raw) - len(raw.lstrip(_EDGE))
        body = raw.strip(_EDGE)
        if body[:1] in "-+" and left and body[1:].lstrip(" ")[:1] == "*":
            body = body.replace("*", " ", 1)  # `- *Cơ quan …`: the mark behind the bullet is no letter
        bar = stripped.strip("* ") == "|" and stripped != ""
        blank = not body or (not bar and _rule_line().fullmatch(stripped) is not None)
        row = not blank and stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1
        hashes = len(stripped) - len(stripped.lstrip("#")) if stripped.startswith("#") else 0
        marker = None if blank or bar or row else find_marker(_MARKS.sub(" ", body) if "*" in body else body)
        out.append(_Line(start, end, start + left, body, marker, hashes, blank and not bar, bar, row))
        start = end + 1
    return out


def _open_bold(body: str) -> bool:
    return body.count("**") % 2 == 1


def _wrap_width(lines: list[_Line]) -> int:
    """Width at which the text is wrapped, or 0 where lines are whole paragraphs."""
    lengths = sorted(len(line.body) for line in lines if not line.blank and not line.bar and not line.row and len(line.body) > 25)
    if len(lengths) < 8:
        return 0
    high = lengths[int(len(lengths) * 0.95)]
    return high if high <= 130 else 0


def _blank_separated(lines: list[_Line]) -> bool:
    """Do blank lines separate the paragraphs? Then a single line break inside a run is a wrapped line."""
    runs = singles = 0
    for one, two in pairwise(lines):
        if one.blank or one.bar or one.row or two.bar or two.row:
            continue
        if two.blank:
            runs += 1
        elif two.marker is None and two.body[:1].isupper() and one.body.endswith((".", ";", ":")):
            singles += 1
    return runs >= 3 and runs >= 3 * singles


def _continues(one: _Line, two: _Line, gap: bool, width: int, separated: bool) -> bool:
    """Does line `two` go on with the sentence of line `one`? `gap`: a blank line stands between them."""
    first = two.body.lstrip("*_ ")[:1]
    if two.hashes or one.hashes:
        return False
    if type_line().fullmatch(one.body) or type_line().fullmatch(two.body):
        return False  # KẾ HOẠCH stands on a line of its own
    if (
        two.marker is None
        and one.marker is not None
        and one.marker.kind != "appendix"
        and one.marker.end >= len(_MARKS.sub(" ", one.body).rstrip())
    ):
        return True  # a number on a line of its own: `10.` / `Sở Tư pháp`
    if (
        two.marker is None
        and not gap
        and one.marker is not None
        and one.marker.kind != "appendix"
        and _caps(one.body[one.marker.end :])
        and _caps(two.body)
    ):
        return True  # a heading in capitals goes on: `II. NHIỆM VỤ` / `VÀ GIẢI PHÁP`
    ended = one.body.rstrip("* ").endswith(_TERMINAL)
    if two.marker is not None:
        # `kinh tế` / `- xã hội`, `2021` / `- 2025`: a dash in mid-sentence, not a bullet; `57-` / `NQ/TW` has none.
        rest = two.body[two.marker.end :].lstrip("* ")[:1] if two.marker.kind == "bullet" else ""
        return bool(rest and (rest.islower() or rest.isdigit()) and not ended and not gap and width and len(one.body) > 0.55 * width)
    if gap:
        return bool(first.islower() and not ended and len(one.body) > 3 and not one.body.rstrip("* ").isupper())
    if first.islower() or first in "),.;:%/" or _open_bold(one.body):
        return True
    if one.body.endswith(("-", "/", ",")) or one.body.lower().endswith(_OPEN_WORDS):
        return True
    if separated and width:
        return True
    if not width:
        return False
    word = two.body.split(" ", 1)[0]
    return len(one.body) + 1 + len(word) > 0.9 * width and not one.body.rstrip("* ").endswith((".", ";", ":"))


def _caps(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)


def _is_bold(folded: str) -> bool:
    """Are all letters inside `**`? A wrapped heading may close and open the marks in its middle."""
    if "**" not in folded:
        return False
    rest = compiled(r"\*\*.*?(?:\*\*|$)", re.DOTALL).sub("", folded)
    return not compiled(r"\w{2}|[^\W\d_]").search(rest)


class _Builder:
    """Collects blocks line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.lines = _read(self.folded)
        self.blocks: list[Block] = []
        self.soft: list[int] = []
        self.walls: list[int] = []  # between the cells of a row: a line end in the flat view, so that no name runs into the next cell
        self.tables = 0

    def build(self) -> Lines:
        lines, n = self.lines, len(self.lines)
        width, separated = _wrap_width(lines), _blank_separated(lines)
        i = 0
        while i < n:
            line = lines[i]
            if line.blank:
                i += 1
            elif line.bar:
                i = self._bar_table(i)
            elif line.row:
                i = self._pipe_table(i)
            else:
                i = self._paragraph(i, width, separated)
        return Lines(tuple(self.blocks), self._flat())

    def _paragraph(self, i: int, width: int, separated: bool) -> int:
        lines, n = self.lines, len(self.lines)
        last = i
        while True:
            j = last + 1
            while j < n and lines[j].blank:
                j += 1
            if j >= n or lines[j].bar or lines[j].row or j - last > 2:
                break
            if not _continues(lines[last], lines[j], j - last > 1, width, separated) or self._bold_closed(i, last, j):
                break
            self.soft.extend(lines[k].end for k in range(last, j))
            last = j
        self._text_block(i, last)
        return last + 1

    def _bold_closed(self, i: int, last: int, j: int) -> bool:
        """A heading all in bold ends where its marks close: `**QUYẾT` / `ĐỊNH**` / `Bãi bỏ …`."""
        if (
            self.lines[last].end - self.lines[i].start > _HEADING_LIMIT
            or "*" not in self.lines[last].body + self.folded[self.lines[last].start : self.lines[last].end][-4:]
        ):
            return False  # too long for a heading, or not in bold
        words = self.folded[self.lines[i].start : self.lines[last].end].rstrip()
        following = self.folded[self.lines[j].start : self.lines[j].end].lstrip()
        if len(words.strip("* ")) < 6:
            return False  # a marker alone
        return words.endswith("**") and _is_bold(words) and not following.startswith("*") and not following[:1].islower()

    def _text_block(self, i: int, last: int) -> None:
        line = self.lines[i]
        start, end = line.first, self._trim(line.first, self.lines[last].end)
        content = start + line.marker.end if line.marker else start
        while content < end and self.folded[content] in _EDGE + "\n":
            content += 1
        bold = _is_bold(self.folded[line.start : self.lines[last].end])
        self.blocks.append(Block("text", start, end, min(content, end), line.marker, line.hashes, bold))

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.folded[end - 1] in _EDGE + "\n":
            end -= 1
        return end

    def _cell(self, start: int, end: int) -> Cell:
        while start < end and self.folded[start] in _EDGE + "\n":
            start += 1
        return Cell(start, self._trim(start, end))

    def _row(self, cells: list[Cell], table: int) -> None:
        filled = [c for c in cells if c.end > c.start]
        if not filled:
            return
        self.soft.extend(k for c in filled for k in range(c.start, c.end) if self.folded[k] == "\n")
        self.walls.extend(k for a, b in pairwise(filled) for k in range(a.end, b.start) if self.folded[k] == "|")
        start, end = filled[0].start, filled[-1].end
        self.blocks.append(Block("row", start, end, start, cells=tuple(cells), table=table))

    def _pipe_table(self, i: int) -> int:
        table = self.tables
        self.tables += 1
        while i < len(self.lines) and self.lines[i].row:
            line = self.lines[i]
            bars = [line.start + m.start() for m in compiled(r"\|").finditer(self.folded[line.start : line.end])]
            self._row([self._cell(a + 1, b) for a, b in pairwise(bars)], table)
            i += 1
            while i < len(self.lines) and self.lines[i].blank and self._next_is_row(i):
                i += 1
        return i

    def _next_is_row(self, i: int) -> bool:
        return i + 1 < len(self.lines) and (
            self.lines[i + 1].row
            or (self.lines[i + 1].blank and self.folded[self.lines[i + 1].start : self.lines[i + 1].end].startswith("|"))
        )

    def _bar_table(self, i: int) -> int:
        """A table with one cell a line: `|` alone before and after each cell, two of them between rows (and around an empty cell)."""
        lines, n = self.lines, len(self.lines)
        segments: list[Cell] = []
        last_bar, j = i, i + 1
        columns = filled = 0  # cells of the first row; of the row that is being read
        while j < n and not lines[j].hashes and not (lines[j].row and "|" in lines[j].body):
            if lines[j].bar:
                segments.append(self._cell(lines[last_bar].end, lines[j].start))
                gap = segments[-1].end <= segments[-1].start
                columns = columns or (filled if gap else 0) or (2 if self._signing(segments[0]) else 0)
                filled = 0 if gap else filled + 1
                last_bar = j
                full = columns and filled >= columns and not (j + 1 < n and lines[j + 1].bar)
                if full or self._ends_table(j):
                    break
            elif j - last_bar > 40:
                break
            j += 1
        table = self.tables
        self.tables += 1
        for row in _split_rows(segments):
            self._row(row, table)
        return last_bar + 1

    def _signing(self, cell: Cell) -> bool:
        """Nơi nhận stands beside the signature: a table of one row and two cells."""
        return self.folded[cell.start : cell.end].lstrip("* ").lower().startswith("nơi nhận")

    def _ends_table(self, bar: int) -> bool:
        """A cell's words stand right under its bar; a bar with a blank line and then words under it closed the table."""
        after = self.lines[bar + 1 : bar + 6]
        following = next((line for line in after if not line.blank), None)
        return not after or (after[0].blank and (following is None or not following.bar))

    def _flat(self) -> str:
        view = _MARKS.sub(" ", self.folded)
        if "<br" in view:  # line breaks inside a markdown table's cell
            view = compiled(r"<br\s*/?>").sub(lambda m: " " * len(m[0]), view)
        changes = dict.fromkeys(self.soft, " ") | dict.fromkeys(self.walls, "\n")
        pieces, at = [], 0
        for offset in sorted(changes):
            pieces.append(view[at:offset])
            pieces.append(changes[offset])
            at = offset + 1
        pieces.append(view[at:])
        return "".join(pieces)


def _split_rows(segments: list[Cell]) -> list[list[Cell]]:
    """Rows of a one-cell-a-line table. The first row gives the number of columns, since an empty cell looks like the gap between rows."""
    empty = [c.start >= c.end for c in segments]
    rows: list[list[Cell]] = []
    i, columns = 0, 0
    while i < len(segments):
        if empty[i] and not columns:
            i += 1
            continue
        gap = next((k for k in range(i + 1, len(segments)) if empty[k]), len(segments))
        if columns and i + columns <= len(segments) and (i + columns == len(segments) or empty[i + columns]):
            gap = i + columns
        row = segments[i:gap]
        if any(c.end > c.start for c in row):
            rows.append(row)
        columns = max(columns, len(row)) if len(row) > 1 else columns
        i = gap + 1
    return rows


def read_lines(text: str) -> Lines:
    """Blocks of `text` (NFC, `\\n` line ends) in order, and its flat view of the same length."""
    return _Builder(text).build()
