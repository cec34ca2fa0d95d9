"""Ruled tables: lines are put into cells, and tables that go over pages are joined."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.loaders.blocks import Paragraph, Run, Table, TableCell, is_layout
from pipeline.loaders.printed.lines import PrintedLine

NEAR = 3.0
"""Points within which two rules are the same."""

_CLOSED = re.compile(r"[.;:!?]['”\"]?\s*$")

Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class PdfCell:
    """A cell: the lines in it, its place in the grid and how far it reaches."""

    lines: list[PrintedLine]
    column: int
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class PdfTable:
    """Rows of cells. `edges` are the places of the upright rules, `page` the page that it ends on."""

    rows: list[list[PdfCell]]
    edges: list[float]
    page: int
    lines: list[PrintedLine]

    def is_layout(self) -> bool:
        """Is it only a frame around words, or the head of a document? Then its lines are read as any others."""
        rows = tuple(tuple(TableCell((Paragraph((Run(c.text),)),), c.column, c.column_span) for c in row) for row in self.rows)
        return is_layout(Table(rows, borders=True), [_texts(row) for row in self.rows])


@dataclass(slots=True)
class FoundTable:
    """The ruled cells of a table, before words are put into them."""

    cells: list[Rectangle]
    box: Rectangle = field(default=(0.0, 0.0, 0.0, 0.0))

    def holds(self, line: PrintedLine) -> bool:
        """Does a line stand inside?"""
        return self.box[1] - 1 <= line.middle <= self.box[3] + 1 and line.x1 > self.box[0] and line.x0 < self.box[2]


def fill(found: FoundTable, lines: Sequence[PrintedLine], page: int) -> PdfTable:
    """Put a table's lines into its cells."""
    columns = edges_of(x for cell in found.cells for x in (cell[0], cell[2]))
    levels = edges_of(y for cell in found.cells for y in (cell[1], cell[3]))
    grid: dict[Rectangle, PdfCell] = {}
    rows: list[list[PdfCell]] = [[] for _ in levels]
    for cell in sorted(found.cells, key=lambda cell: (cell[1], cell[0])):
        column, row = _place(columns, cell[0]), _place(levels, cell[1])
        made = PdfCell([], column, max(_place(columns, cell[2]) - column, 1), max(_place(levels, cell[3]) - row, 1))
        grid[cell] = made
        rows[row].append(made)
    for line in lines:
        for cell, part in _parts(line, found.cells):
            grid[cell].lines.append(part)
    for made in grid.values():
        made.lines = _by_rows(made.lines)
    return PdfTable([sorted(row, key=lambda cell: cell.column) for row in rows if row], columns, page, list(lines))


def _by_rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines from top to bottom; those at the same height, within half a line, from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and line.middle - rows[-1][0].middle < 0.5 * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.x0)]


def join_over_pages(one: PdfTable, two: PdfTable) -> bool:
    """Add the rows of a table at the top of the next page, if it is the same table. True if it was.

    A header row that is printed again goes, and a row that the page break cut is put together.
    """
    if len(one.edges) != len(two.edges) or any(abs(a - b) > 2 * NEAR for a, b in zip(one.edges, two.edges, strict=True)):
        return False
    rows = two.rows
    head = 0
    while head < min(len(one.rows), len(rows)) and _texts(one.rows[head]) == _texts(rows[head]):
        head += 1
    rows = rows[head:]
    if rows and _goes_on(one.rows[-1], rows[0]):
        by_column = {cell.column: cell for cell in one.rows[-1]}
        for cell in rows[0]:
            by_column[cell.column].lines.extend(cell.lines)
        rows = rows[1:]
    one.rows.extend(rows)
    one.page = two.page
    one.lines.extend(two.lines)
    return True


def _goes_on(above: Sequence[PdfCell], below: Sequence[PdfCell]) -> bool:
    """Is `below` the rest of a row that a page break cut? Its first column is empty, and a sentence above has no end."""
    by_column = {cell.column: cell for cell in above}
    first = min(below, key=lambda cell: cell.column)
    if first.text.strip() or not by_column.get(first.column, first).text.strip() or any(c.column not in by_column for c in below):
        return False
    filled = [cell for cell in below if cell.text.strip()]
    return any(
        cell.text[:1].islower() or (by_column[cell.column].text and not _CLOSED.search(by_column[cell.column].text)) for cell in filled
    )


def _texts(row: Sequence[PdfCell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def _parts(line: PrintedLine, cells: Sequence[Rectangle]) -> Iterator[tuple[Rectangle, PrintedLine]]:
    """The parts of a line by the cell that their characters stand in; what stands on a rule goes with its neighbours."""
    middle = line.middle
    at_height = [cell for cell in cells if cell[1] - 1 <= middle <= cell[3] + 1]
    first, last = (line.stops[0] + line.stops[1]) / 2, (line.stops[-2] + line.stops[-1]) / 2
    across = [cell for cell in at_height if cell[0] <= last and first <= cell[2]]
    if len(across) == 1 and (across[0][0] <= first or last <= across[0][2]):  # no other cell can hold any of its characters
        yield from _cut(line, 0, len(line.text), across[0])
        return
    owner: Rectangle | None = None
    start = 0
    for i in range(len(line.text)):
        centre = (line.stops[i] + line.stops[i + 1]) / 2
        inside = next((cell for cell in at_height if cell[0] <= centre <= cell[2]), None)
        if inside is None or inside == owner or not line.text[i].strip():
            continue
        if owner is not None:
            yield from _cut(line, start, i, owner)
            start = i
        owner = inside
    if owner is None and cells:
        owner = min(cells, key=lambda cell: abs(line.middle - (cell[1] + cell[3]) / 2) + abs(line.x0 - cell[0]))
    if owner is not None:
        yield from _cut(line, start, len(line.text), owner)


def _cut(line: PrintedLine, start: int, end: int, owner: Rectangle) -> Iterator[tuple[Rectangle, PrintedLine]]:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if text:
        end = start + len(text)
        doubts = [(a - start, b - start, flag, note) for a, b, flag, note in line.doubts if start <= a and b <= end]
        whole = end == len(line.text)
        yield owner, replace(line, text=text, stops=line.stops[start : end + 1], doubts=doubts, cut=line.cut and whole)


def edges_of(values: Iterator[float]) -> list[float]:
    """Places of rules, each once."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > NEAR:
            out.append(value)
    return out


def _place(edges: Sequence[float], value: float) -> int:
    return min(bisect_left(edges, value - NEAR), len(edges) - 1)
