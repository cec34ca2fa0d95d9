"""Blocks of a word processor's document, and how they become text. Word, WordML and Word 97 files all pass through here."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.loaders.compose import CellText, Composer
from pipeline.loaders.html.official import holds_edge

_OFFICIAL_ROWS = 12
_OFFICIAL_COLUMNS = 4
_PARTY_HEAD = re.compile(r"đảng\s+cộng\s+sản\s+việt\s+nam\b", re.IGNORECASE)
"""Stands in the head of Party documents where others have Quốc hiệu."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one font. The font matters where its name says that the letters are not what they seem (`.VnTime`)."""

    text: str
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its automatic number (`1. `, with the space behind it) and its runs."""

    runs: tuple[Run, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, the column of the grid that it begins in, and how many columns and rows it covers."""

    blocks: "tuple[Block, ...]"
    column: int
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. `borders` says whether any line is drawn, None where the format does not tell."""

    rows: tuple[tuple[TableCell, ...], ...]
    borders: bool | None = None


Block = Paragraph | Table
Reader = Callable[[Sequence[Run]], str]
"""Runs to the text that they show (old encodings decoded)."""


@dataclass(slots=True)
class Renderer:
    """Writes blocks into a composer. `shown` turns runs into text."""

    shown: Reader
    out: Composer = field(default_factory=Composer)

    def add(self, blocks: Sequence[Block], gap: str = "\n\n") -> None:
        """Add blocks in order; `gap` stands between paragraphs."""
        for block in blocks:
            if isinstance(block, Table):
                self._add_table(block)
            else:
                self.out.paragraph(self.paragraph(block), gap=gap)

    def paragraph(self, block: Paragraph) -> str:
        """The text of a paragraph with its number in front; a number alone (an empty list item) is nothing."""
        text = self.shown(block.runs).strip(" \t\n")
        return block.label + text if text.strip() else ""  # a lone no-break space shows nothing

    def _in_cell(self, block: Paragraph) -> str:
        """A paragraph of a table cell: a number alone counts there, it is the row's (`Số TT`)."""
        return self.paragraph(block) or block.label

    def cell(self, cell: TableCell) -> str:
        """A cell's text on one line; a table inside it is read cell by cell."""
        return " ".join(" ".join(self._lines(cell.blocks)).split())

    def _lines(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Table):
                for inner in (cell for row in block.rows for cell in row):
                    yield from self._lines(inner.blocks)
            else:
                yield self._in_cell(block)

    def _add_table(self, table: Table) -> None:
        texts = [[self.cell(cell) for cell in row] for row in table.rows]
        if is_layout(table, texts):
            self._unroll(table)
            return
        self.out.table(
            [
                [CellText(text, cell.column, cell.row_span, cell.column_span) for cell, text in zip(row, words, strict=True)]
                for row, words in zip(table.rows, texts, strict=True)
            ]
        )

    def _unroll(self, table: Table) -> None:
        """The blocks of each cell one after the other: a head in two columns is read issuer first, then Quốc hiệu and date."""
        single = all(len(row) == 1 for row in table.rows)
        for row in table.rows:
            for cell in row:
                first = True
                for block in cell.blocks:
                    # The lines of a head or foot stay together: `SỞ TƯ PHÁP` is no paragraph apart from `UBND TỈNH`.
                    self.add([block], gap="\n\n" if first or single else "\n")
                    first = first and not (isinstance(block, Paragraph) and self.paragraph(block))


def is_layout(table: Table, texts: Sequence[Sequence[str]]) -> bool:
    """True if the table only sets blocks side by side: one column, the head or foot of an official document, no borders and no grid."""
    columns = {cell.column for row, words in zip(table.rows, texts, strict=True) for cell, text in zip(row, words, strict=True) if text}
    if len(columns) < 2:
        return True
    if len(texts) <= _OFFICIAL_ROWS and len(columns) <= _OFFICIAL_COLUMNS and any(_is_edge(text) for words in texts for text in words):
        return True
    if table.borders is not False:
        return False
    filled = [words for words in texts if any(words)]
    grid = sum(sum(1 for text in words if text) >= 3 for words in filled) >= 2
    return len(filled) == 1 or (not grid and any(_has_blocks(cell) for row in table.rows for cell in row))


def _is_edge(text: str) -> bool:
    return holds_edge(text) or _PARTY_HEAD.match(text) is not None


def _has_blocks(cell: TableCell) -> bool:
    return sum(1 for block in cell.blocks if isinstance(block, Table) or any(run.text.strip() for run in block.runs)) > 1


def runs_in(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of each paragraph as stored, tables included, for a decoder to learn from."""
    for block in blocks:
        if isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from runs_in(cell.blocks)
        else:
            yield "".join(run.text for run in block.runs)
