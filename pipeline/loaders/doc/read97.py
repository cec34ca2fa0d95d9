"""A Word 97 file to blocks, without LibreOffice: text, tables and notes. Automatic numbers are not read, only counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.loaders.base import LoadError, Reading, is_blank
from pipeline.loaders.blocks import Block, Paragraph, Renderer, Run, runs_in
from pipeline.loaders.doc.word97 import Look, Shape, Word97
from pipeline.loaders.legacy import RunDecoder
from pipeline.loaders.rows import RowShape, TableBuilder
from pipeline.messages_warnings import warned

_END, _CELL, _PAGE, _NOTE = "\r", "\x07", "\x0c", "\x02"
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SPECIAL = _END + _CELL + _PAGE + _NOTE + _FIELD + _RESULT + _FIELD_END
_PART = re.compile(f"[{_SPECIAL}]|[^{_SPECIAL}]+")
_SHOWN = {"\x0b": "\n", "\x0e": "\n", "\x1e": "\u2011", "\x1f": "\u00ad", "\t": "\t"}


@dataclass(slots=True)
class _Story:
    """Builds blocks from the characters of the body, the notes or the text boxes."""

    file: Word97
    notes: int = 0
    listed: int = 0
    fields: list[bool] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    table: TableBuilder = field(default_factory=TableBuilder)
    blocks: list[Block] = field(default_factory=list)

    def read(self, start: int, length: int) -> list[Block]:
        """Blocks of the characters start:start + length."""
        for text, look, offset in _stretches(self.file, start, length):
            if text in (_END, _CELL, _PAGE):
                self._end(text, self.file.shapes.at(offset, Shape()))
            else:
                self._put(text, look)
        self._end(_END, Shape())
        return self.blocks

    def _put(self, text: str, look: Look) -> None:
        if text == _FIELD:
            self.fields.append(False)
        elif text == _RESULT:
            self.fields[-1:] = [True] if self.fields else []
        elif text == _FIELD_END:
            self.fields[-1:] = []
        elif all(self.fields) and not look.unseen:
            if text == _NOTE:
                self.notes += 1
                text = f"[{self.notes}]"
            shown = "".join(_SHOWN.get(c, c if c >= " " else "") for c in text)
            font = self.file.fonts[look.font] if look.font is not None and look.font < len(self.file.fonts) else None
            self.runs.append(Run(shown.upper() if look.capitals else shown, font))

    def _end(self, mark: str, shape: Shape) -> None:
        """Close a paragraph; a cell's mark also closes the cell, or the row where the paragraph says so."""
        if mark == _CELL and shape.row_end:
            self.table.add(shape.row or RowShape(), self.cells)
            self.cells, self.runs = [], []
            return
        block = Paragraph(tuple(self.runs))
        self.runs = []
        # A cell may hold nothing but its number: `1.` in the first column of a list of tasks.
        self.listed += shape.in_list and (mark == _CELL or any(run.text.strip() for run in block.runs))
        if mark == _CELL:
            self.cells.append((*self.cell, block))
            self.cell = []
        elif shape.in_table and mark == _END:
            self.cell.append(block)
        else:
            self._end_table()
            self.blocks.append(block)

    def _end_table(self) -> None:
        self.table.add(RowShape(), self.cells)
        found = self.table.take()
        if found:
            self.blocks.append(found)
        self.blocks.extend(self.cell)
        self.cells, self.cell = [], []


@dataclass(frozen=True, slots=True)
class Word97Reading:
    """What was read, and warnings of what was not: automatic numbers, the places of text boxes."""

    reading: Reading
    lost: tuple[str, ...] = ()


def read_word97(data: bytes) -> Word97Reading:
    """Read a Word 97 file.

    Raises:
        Encrypted: it has a password.
        LoadError: it is damaged, empty or older than Word 97.
    """
    file = Word97.open(data)
    body = _Story(file)
    blocks = body.read(0, file.body)
    notes = _Story(file).read(file.body, file.footnotes) if file.footnotes else []
    boxes = _Story(file).read(*file.boxes) if file.boxes[1] > 0 else []
    decoder = RunDecoder()
    decoder.learn(list(runs_in([*blocks, *notes, *boxes])))
    renderer = Renderer(decoder)
    renderer.add([*blocks, *boxes, *notes])
    text = renderer.out.text()
    if is_blank(text):
        raise LoadError("doc_blank")
    reading = Reading(text=text, encoding=decoder.encoding, warnings=decoder.warnings(), cells=tuple(renderer.out.cells))
    lost = (warned("numbers_lost", n=body.listed),) if body.listed else ()
    framed = sum(bool(text.strip()) for text in runs_in(boxes))
    return Word97Reading(reading, lost + ((warned("boxes_moved", n=framed),) if framed else ()))


def _stretches(file: Word97, start: int, length: int) -> Iterator[tuple[str, Look, int]]:
    """Characters that look alike, with each special character alone; and the file offset of the first of each."""
    at, end = 0, start + length
    for piece in file.pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        at += len(piece.text)
        while first < last:
            offset = piece.offset + first * piece.width
            alike = min(last, (file.looks.next_start(offset) - piece.offset + piece.width - 1) // piece.width)
            for part in _PART.finditer(piece.text, first, max(alike, first + 1)):
                yield part[0], file.looks.at(offset, Look()), piece.offset + part.start() * piece.width
            first = max(alike, first + 1)
