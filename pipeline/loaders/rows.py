"""Rows that say where each of their cells ends, as RTF and Word 97 store them, to tables with columns."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.loaders.blocks import Block, Table, TableCell

_SAME = 30
"""Twentieths of a point within which two edges are one: what programs write for the same rule differs by a few between rows."""


@dataclass(slots=True)
class CellShape:
    """A cell's right edge in twentieths of a point and its part in a merge (`first`, `next` or nothing)."""

    edge: int = 0
    across: str = ""
    down: str = ""


@dataclass(slots=True)
class RowShape:
    """The cells of a row. `borders` says whether a line is drawn, None where the format does not tell."""

    cells: list[CellShape] = field(default_factory=list)
    borders: bool | None = None


@dataclass(slots=True)
class TableBuilder:
    """Collects rows until a paragraph outside of tables ends them."""

    rows: list[tuple[RowShape, list[tuple[Block, ...]]]] = field(default_factory=list)

    def add(self, shape: RowShape, cells: list[tuple[Block, ...]]) -> None:
        """Add one row with the blocks of each cell."""
        if cells:
            self.rows.append((shape, cells))

    def take(self) -> Table | None:
        """The table of the rows so far; None without any."""
        if not self.rows:
            return None
        columns = _columns(cell.edge for shape, _ in self.rows for cell in shape.cells)
        out: list[list[TableCell]] = []
        above: dict[int, tuple[int, int]] = {}
        for shape, cells in self.rows:
            out.append([])
            self._place(shape, cells, columns, out, above)
        told = [shape.borders for shape, _ in self.rows if shape.borders is not None]
        borders = any(told) if told else None
        self.rows = []
        return Table(tuple(tuple(row) for row in out), borders)

    def _place(
        self,
        shape: RowShape,
        cells: list[tuple[Block, ...]],
        columns: dict[int, int],
        out: list[list[TableCell]],
        above: dict[int, tuple[int, int]],
    ) -> None:
        row, start = out[-1], 0
        for number, blocks in enumerate(cells):
            how = shape.cells[number] if number < len(shape.cells) else CellShape()
            end = max(columns.get(how.edge, start + 1), start + 1)
            if how.across == "next" and row:
                row[-1] = TableCell(row[-1].blocks + blocks, row[-1].column, end - row[-1].column, row[-1].row_span)
            elif how.down == "next" and start in above:
                at_row, at_cell = above[start]
                old = out[at_row][at_cell]
                out[at_row][at_cell] = TableCell(old.blocks, old.column, old.column_span, len(out) - at_row)
            else:
                above.pop(start, None)
                if how.down == "first":
                    above[start] = (len(out) - 1, len(row))
                row.append(TableCell(blocks, start, end - start))
            start = end


def _columns(edges: Iterable[int]) -> dict[int, int]:
    """Edge → number of the column behind it, from 1."""
    out: dict[int, int] = {}
    number, before = 0, None
    for edge in sorted(set(edges)):
        number += before is None or edge - before > _SAME
        out[edge] = number
        before = edge
    return out
