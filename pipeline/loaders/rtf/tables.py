r"""Rows and cells of an RTF file. A row says where its cells end (`\cellx`), then come the cells, each closed by `\cell`."""

from dataclasses import dataclass, field

from pipeline.loaders.blocks import Block, Table, TableCell

_BORDERS = frozenset("clbrdrt clbrdrl clbrdrb clbrdrr trbrdrt trbrdrl trbrdrb trbrdrr trbrdrh trbrdrv".split())
_MAX_CELLS = 200


@dataclass(slots=True)
class CellShape:
    r"""What stands before a `\cellx`: its right edge and its part in a merge (`first`, `next` or nothing)."""

    edge: int = 0
    across: str = ""
    down: str = ""


@dataclass(slots=True)
class RowShape:
    """The cells of the rows that follow, until the next definition."""

    cells: list[CellShape] = field(default_factory=list)
    open: CellShape = field(default_factory=CellShape)
    borders: bool = False

    def apply(self, name: str, number: int | None) -> bool:
        """Take a control word of a row's definition; False if it is none."""
        if name == "cellx":
            self.open.edge = number or 0
            if len(self.cells) < _MAX_CELLS:
                self.cells.append(self.open)
            self.open = CellShape()
        elif name in ("clmgf", "clmrg"):
            self.open.across = "first" if name == "clmgf" else "next"
        elif name in ("clvmgf", "clvmrg"):
            self.open.down = "first" if name == "clvmgf" else "next"
        elif name in _BORDERS:
            pass  # what kind of line follows in the next word
        elif name in ("brdrs", "brdrdb", "brdrth", "brdrw") and (name != "brdrw" or number):
            self.borders = True
        else:
            return False
        return True


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
        edges = sorted({cell.edge for shape, _ in self.rows for cell in shape.cells})
        columns = {edge: number + 1 for number, edge in enumerate(edges)}
        out: list[list[TableCell]] = []
        above: dict[int, tuple[int, int]] = {}
        for shape, cells in self.rows:
            out.append([])
            self._place(shape, cells, columns, out, above)
        borders = any(shape.borders for shape, _ in self.rows)
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
