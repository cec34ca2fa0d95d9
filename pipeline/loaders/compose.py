"""Paragraphs and table rows to one text: what every loader of a structured format writes its blocks with.

A blank line stands between paragraphs, one line end between the rows of a table (`| a | b |`, one row a line) and between the
lines of one cell of a head or foot set in two columns. Each piece is composed (NFC) before its offset is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.loaders.base import normalize
from schemas import Cell


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell of a table: its text on one line, the column that it begins in (from 0) and how far it reaches."""

    text: str
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Composer:
    """Collects blocks; `text()` joins them. Offsets that the methods give are half-open code points of that text."""

    parts: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    length: int = 0
    tables: int = 0

    def paragraph(self, text: str, *, gap: str = "\n\n") -> tuple[int, int]:
        """Add a paragraph, `gap` behind what stands before it. Returns its span; a blank one adds nothing and its span is empty."""
        shown = normalize(text).strip("\n")
        if not shown.strip():
            return self.length, self.length
        if self.length:
            self.piece(gap)
        start = self.length
        self.piece(shown)
        return start, self.length

    def table(self, rows: Sequence[Sequence[CellText]]) -> None:
        """Add a table. Each row has the same number of columns as the widest; a merged cell stands once, in its first row and column."""
        filled = [row for row in rows if any(cell.text.strip() for cell in row)]
        columns = max((cell.column + cell.column_span for row in filled for cell in row), default=0)
        table, shown = self.tables, 0
        self.tables += 1
        for number, row in enumerate(rows):
            if not any(cell.text.strip() for cell in row):
                continue
            if self.length:
                self.piece("\n" if shown else "\n\n")
            self._row(row, columns, table, number)
            shown += 1

    def text(self) -> str:
        """All blocks in order."""
        return "".join(self.parts)

    def _row(self, row: Sequence[CellText], columns: int, table: int, number: int) -> None:
        by_column = {cell.column: cell for cell in row}
        self.piece("|")
        for column in range(columns):
            cell = by_column.get(column)
            # A bar inside a cell would look like one more column.
            words = " ".join(normalize(cell.text).replace("|", "¦").split()) if cell else ""
            self.piece(" ")
            start = self.length
            self.piece(words)
            if cell and words:
                self.cells.append(
                    Cell(start=start, end=self.length, table=table, row=number, column=column, rows=cell.row_span, columns=cell.column_span)
                )
            self.piece(" |" if words else "|")

    def piece(self, piece: str) -> None:
        """Add characters as they are."""
        self.parts.append(piece)
        self.length += len(piece)
