"""Pages to text: lines become paragraphs, tables rows, notes go behind their page, and every line keeps its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.loaders.base import Reading
from pipeline.loaders.compose import Composer
from pipeline.loaders.printed.columns import in_reading_order
from pipeline.loaders.printed.lines import PrintedLine
from pipeline.loaders.printed.page import PrintedPage
from pipeline.loaders.printed.paragraphs import Margins, belongs_to, body_height, goes_on, joint
from pipeline.loaders.printed.tables import FoundTable, PdfCell, PdfTable, fill, join_over_pages
from schemas import Cell, Line, Mark, Page

_NOTE = re.compile(r"\[?\d{1,2}\]?[\s.)]*\S")
_NOTE_HEIGHT = 0.93

Item = PrintedLine | PdfTable


@dataclass(slots=True)
class PageRead:
    """A page with what was found on it; `reader` is `text`, `ocr` or `none`."""

    page: PrintedPage
    tables: list[FoundTable] = field(default_factory=list)
    reader: str = "text"
    quality: float | None = None


@dataclass(slots=True)
class Assembler:
    """Writes pages into one text."""

    out: Composer = field(default_factory=Composer)
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of the pages
    open: list[PrintedLine] = field(default_factory=list)  # the paragraph at hand
    turns: list[tuple[int, int]] = field(default_factory=list)  # pages that begin in it, each with what is before them
    margins: Margins = field(default_factory=lambda: Margins(0.0, 0.0))
    previous: PrintedLine | None = None
    tables: int = 0

    def read(self, pages: Sequence[PageRead]) -> Reading:
        """The text of all pages with its lines, cells, marks and pages."""
        body = body_height([line for page in pages for line in page.page.lines])
        contents = [_items(page, body) for page in pages]
        _join_tables([items for items, _ in contents])
        contents = [(_in_order(items, page.page.width), notes) for page, (items, notes) in zip(pages, contents, strict=True)]
        lines = [item for items, _ in contents for item in items if isinstance(item, PrintedLine)]
        common = Margins.of(lines, pages[0].page.width) if pages else None
        for page, (items, notes) in zip(pages, contents, strict=True):
            self._turn()
            width = page.page.width
            own = Margins.of([item for item in items if isinstance(item, PrintedLine)], width)
            self.margins = own.or_pitch(common) if own else common or Margins.usual(width)
            for item in items:
                self._add(item)
            if notes:
                self._close()
                for note in _note_paragraphs(notes):
                    self.open = note
                    self._close()
        self._close()
        self._number_pages(pages)
        return Reading(self.out.text(), pages=tuple(self.pages), lines=tuple(self.lines), cells=tuple(self.cells), marks=tuple(self.marks))

    def _turn(self) -> None:
        """Note where a page begins: here, or in the middle of the paragraph at hand, whose place is known when it is written."""
        if self.open:
            self.turns.append((len(self.starts), len(_joined(self.open))))
        self.starts.append(self.out.length)

    def _add(self, item: Item) -> None:
        if isinstance(item, PdfTable):
            self._close()
            self._table(item)
            self.previous = None
        elif self.open and goes_on(self.open[-1], item, self.margins):
            self.open.append(item)
        else:
            self._close()
            self.open = [item]

    def _close(self) -> None:
        """Write the paragraph at hand."""
        if not self.open:
            return
        together = self.previous is not None and belongs_to(self.previous, self.open[0], self.margins)
        start, _ = self.out.paragraph(_joined(self.open), gap="\n" if together else "\n\n")
        self._place(self.open, start)
        for page, written in self.turns:
            self.starts[page] = start + written
        self.turns.clear()
        self.previous = self.open[-1]
        self.open = []

    def _place(self, lines: Sequence[PrintedLine], start: int) -> None:
        for line, gap in zip(lines, _gaps(lines), strict=True):
            end = start + len(line.text)
            self.lines.append(
                Line(start=start, end=end, page=line.page, y0=round(line.y0, 2), y1=round(line.y1, 2), stops=tuple(line.stops))
            )
            self.marks.extend(Mark(start=start + a, end=start + b, flag=flag, note=note) for a, b, flag, note in line.doubts)
            start = end + len(gap)

    def _table(self, table: PdfTable) -> None:
        number, self.tables = self.tables, self.tables + 1
        columns, shown = len(table.edges) - 1, 0
        for i, row in enumerate(table.rows):
            if any(cell.lines for cell in row):
                self.out.piece("\n" if shown else "\n\n" if self.out.length else "")
                self._row(row, columns, number, i)
                shown += 1

    def _row(self, row: Sequence[PdfCell], columns: int, table: int, number: int) -> None:
        by_column = {cell.column: cell for cell in row}
        self.out.piece("|")
        for column in range(columns):
            cell = by_column.get(column)
            words = _joined(cell.lines).replace("|", "¦") if cell else ""
            self.out.piece(" ")
            start = self.out.length
            self.out.piece(words)
            if cell and words:
                self._place(cell.lines, start)
                self.cells.append(
                    Cell(
                        start=start,
                        end=self.out.length,
                        table=table,
                        row=number,
                        column=column,
                        rows=cell.row_span,
                        columns=cell.column_span,
                    )
                )
            self.out.piece(" |" if words else "|")

    def _number_pages(self, pages: Sequence[PageRead]) -> None:
        ends = [*self.starts[1:], self.out.length]
        for page, start, end in zip(pages, self.starts, ends, strict=True):
            size = page.page
            self.pages.append(
                Page(
                    number=size.number, start=start, end=max(start, end), width=round(size.width, 2), height=round(size.height, 2),
                    reader=page.reader, quality=page.quality,
                )
            )  # fmt: skip


def _items(read: PageRead, body: float) -> tuple[list[Item], list[PrintedLine]]:
    """The lines and tables of a page as they come, and the lines of its footnotes."""
    lines, notes = _without_notes(read.page, body)
    owner = {id(line): next((i for i, table in enumerate(read.tables) if table.holds(line)), None) for line in lines}
    out: list[Item] = []
    loose: list[PrintedLine] = []
    done: set[int] = set()
    for line in lines:
        table = owner[id(line)]
        if table is None:
            loose.append(line)
            continue
        if table in done:
            continue
        done.add(table)
        inside = [other for other in lines if owner[id(other)] == table]
        out.extend(loose)
        loose = []
        out.append(fill(read.tables[table], inside, read.page.number))
    return out + loose, notes


def _in_order(items: Sequence[Item], width: float) -> list[Item]:
    """The items of a page with the lines between tables in reading order; a table that is only a frame gives its lines."""
    out: list[Item] = []
    loose: list[PrintedLine] = []
    for item in items:
        if isinstance(item, PrintedLine):
            loose.append(item)
        elif item.is_layout():
            loose.extend(item.lines)
        else:
            out.extend(in_reading_order(loose, width))
            loose = []
            out.append(item)
    return out + list(in_reading_order(loose, width))


def _without_notes(page: PrintedPage, body: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Lines without the footnotes: small print at the foot of the page that begins with a number."""
    small = [line for line in page.lines if line.height < _NOTE_HEIGHT * body and line.y0 > 0.4 * page.height]
    marked = [line for line in small if line.text.startswith("[") and _NOTE.match(line.text)]
    if not marked:
        return page.lines, []
    top = min(line.y0 for line in marked)
    if any(line.y0 > top and line.height >= _NOTE_HEIGHT * body for line in page.lines):
        return page.lines, []
    notes = [line for line in page.lines if line.y0 >= top - 1]
    return [line for line in page.lines if line.y0 < top - 1], notes


def _note_paragraphs(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    out: list[list[PrintedLine]] = []
    for line in lines:
        if not out or line.text.startswith("["):
            out.append([])
        out[-1].append(line)
    return out


def _join_tables(pages: Sequence[list[Item]]) -> None:
    """Join each table that ends a page with the one that begins the next page."""
    last: PdfTable | None = None
    for items in pages:
        first = items[0] if items else None
        if last is not None and isinstance(first, PdfTable) and join_over_pages(last, first):
            del items[0]
            if not items:
                continue
        last = items[-1] if items and isinstance(items[-1], PdfTable) else None


def _joined(lines: Sequence[PrintedLine]) -> str:
    return "".join(line.text + gap for line, gap in zip(lines, _gaps(lines), strict=True))


def _gaps(lines: Sequence[PrintedLine]) -> list[str]:
    """What follows each line of a paragraph or cell; nothing follows the last."""
    return [joint(one, two) for one, two in pairwise(lines)] + [""] * bool(lines)
