"""From physical lines to blocks: paragraphs, list items, table rows.

Scraped and converted texts break lines in mid-sentence (`Quyết\\nđịnh số 407`), sometimes with a blank line between. A block joins
what belongs together. `flat` is a view of the text with the same length in which a line break inside a block, a markdown mark and a
folded variant are spaces or plain letters: patterns run on it, and their offsets are those of the source.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from extractors.folding import fold
from extractors.markers import Marker
from extractors.patterns import compiled
from extractors.physical_lines import EDGE, blank_separated, continues, few_lines, read, wrap_width

BlockKind = Literal["text", "row"]


@dataclass(slots=True)
class Cell:
    """A table cell: offsets of its words, half-open; start == end for an empty one."""

    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A paragraph, list item, heading line or table row. Slots are read twice as quickly as the fields of a tuple.

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


class Lines(NamedTuple):
    """The blocks of a text and its flat view."""

    blocks: tuple[Block, ...]
    flat: str


_EDGES = EDGE + "\n"
_HEADING_LIMIT = 1000


def _is_bold(folded: str) -> bool:
    """Are all letters inside `**`? A wrapped heading may close and open the marks in its middle."""
    if "**" not in folded:
        return False
    rest = compiled(r"\*\*.*?(?:\*\*|$)", re.DOTALL).sub("", folded)
    return not compiled(r"\w{2}|[^\W\d_]").search(rest)


def _unescaped(folded: str) -> str:
    """Converters to markdown put a backslash before what markdown might read as a mark: `1\\.`, `\\- `, `a\\)`."""
    return compiled(r"\\(?=[-.)+*#_|>\[\]])").sub(" ", folded) if "\\" in folded else folded


class _Builder:
    """Collects blocks line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = _unescaped(fold(text))
        self.bold = "**" in self.folded
        self.lines = read(self.folded, text)
        self.blocks: list[Block | tuple[int, int]] = []  # of a paragraph its first and last line
        self.soft: list[int] = []
        self.walls: list[int] = []  # between the cells of a row: a line end in the flat view, so that no name runs into the next cell
        self.tables = 0
        self._join()

    def _join(self) -> None:
        lines = self.lines
        separated = blank_separated(lines)
        width = wrap_width(lines, separated)
        separated = separated and not (width and few_lines(lines))
        i = 0
        while i < len(lines):
            kind = lines[i].kind
            if kind == "text":
                i = self._paragraph(i, width, separated)
            elif kind == "blank":
                i += 1
            elif kind == "tabs":
                i = self._tab_table(i)
            else:
                i = self._bar_table(i) if kind == "bar" else self._pipe_table(i)

    def _paragraph(self, i: int, width: int, separated: bool) -> int:
        lines, n = self.lines, len(self.lines)
        last = i
        while True:
            j = last + 1
            if j < n and lines[j].kind == "blank":
                j += 1  # over one blank line, not over two
            if j >= n or lines[j].kind != "text":
                break
            if not continues(lines[last], lines[j], j - last > 1, width, separated) or (self.bold and self._bold_closed(i, last, j)):
                break
            self.soft.extend(lines[k].end for k in range(last, j))
            last = j
        self.blocks.append((i, last))
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

    def _text_block(self, i: int, last: int) -> Block:
        line = self.lines[i]
        start, end = line.first, self.lines[last].first + len(self.lines[last].body)
        content = start
        if line.marker is not None:
            content += line.marker.end
            while content < end and self.folded[content] in _EDGES:
                content += 1
            content = min(content, end)
        stop = self.lines[last].end
        bold = self.bold and self.folded.find("**", line.start, stop) >= 0 and _is_bold(self.folded[line.start : stop])
        return Block("text", start, end, content, line.marker, line.hashes, bold)

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.folded[end - 1] in _EDGES:
            end -= 1
        return end

    def _cell(self, start: int, end: int) -> Cell:
        while start < end and self.folded[start] in _EDGES:
            start += 1
        return Cell(start, self._trim(start, end))

    def _row(self, cells: list[Cell], table: int) -> None:
        filled = [c for c in cells if c.end > c.start]
        if not filled:
            return
        start, end = filled[0].start, filled[-1].end
        if self.folded.find("\n", start, end) >= 0:
            self.soft.extend(k for c in filled for k in range(c.start, c.end) if self.folded[k] == "\n")
        self.walls.extend(k for a, b in pairwise(filled) for k in range(a.end, b.start) if self.folded[k] == "|" or self.text[k] == "\t")
        self.blocks.append(Block("row", start, end, start, cells=tuple(cells), table=table))

    def _pipe_table(self, i: int) -> int:
        table = self.tables
        self.tables += 1
        while i < len(self.lines) and self.lines[i].kind == "row":
            line = self.lines[i]
            bars = [line.start + m.start() for m in compiled(r"\|").finditer(self.folded[line.start : line.end])]
            self._row([self._cell(a + 1, b) for a, b in pairwise(bars)], table)
            i += 1
            while i < len(self.lines) and self.lines[i].kind == "blank" and self._next_is_row(i):
                i += 1
        return i

    def _tab_table(self, i: int) -> int:
        """Rows with tabs between the cells; a tab before the first words stands for an empty cell."""
        table = self.tables
        self.tables += 1
        while i < len(self.lines) and self.lines[i].kind == "tabs":
            line = self.lines[i]
            tabs = [k for k in range(line.start, line.end) if self.text[k] == "\t"]
            self._row([self._cell(a + 1, b) for a, b in pairwise([line.start - 1, *tabs, line.end])], table)
            i += 1
        return i

    def _next_is_row(self, i: int) -> bool:
        return i + 1 < len(self.lines) and (
            self.lines[i + 1].kind == "row"
            or (self.lines[i + 1].kind == "blank" and self.folded[self.lines[i + 1].start : self.lines[i + 1].end].startswith("|"))
        )

    def _bar_table(self, i: int) -> int:
        """A table with one cell a line: `|` alone before and after each cell, two of them between rows (and around an empty cell)."""
        lines, n = self.lines, len(self.lines)
        segments: list[Cell] = []
        last_bar, j = i, i + 1
        columns = filled = 0  # cells of the first row; of the row that is being read
        while j < n and not lines[j].hashes and not (lines[j].kind == "row" and "|" in lines[j].body):
            if lines[j].kind == "bar":
                segments.append(self._cell(lines[last_bar].end, lines[j].start))
                gap = segments[-1].end <= segments[-1].start
                columns = columns or (filled if gap else 0) or (2 if self._signing(segments[0]) else 0)
                filled = 0 if gap else filled + 1
                last_bar = j
                full = columns and filled >= columns and not (j + 1 < n and lines[j + 1].kind == "bar")
                if full or self._ends_table(j) or (j + 1 < n and lines[j + 1].names_type):
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
        following = next((line for line in after if line.kind != "blank"), None)
        return not after or (after[0].kind == "blank" and (following is None or following.kind != "bar"))

    def all_blocks(self) -> tuple[Block, ...]:
        """The blocks in order."""
        return tuple(b if isinstance(b, Block) else self._text_block(*b) for b in self.blocks)

    def flat(self) -> str:
        """The view with spaces for marks and soft line ends, and line ends for the bars between the cells of a row."""
        view = self.folded.replace("*", " ").replace("#", " ").replace("|", " ")
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
    builder = _Builder(text)
    return Lines(builder.all_blocks(), builder.flat())


def flat_view(text: str) -> str:
    """The flat view alone, for those who need no blocks."""
    return _Builder(text).flat()
