"""The element tree of a Word document to blocks: paragraphs with their numbers, tables with their merged cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.loaders.blocks import Block, Paragraph, Run, Table, TableCell
from pipeline.loaders.word.inline import InlineReader
from pipeline.loaders.word.numbering import Numbering
from pipeline.loaders.word.package import Element, is_on, qn, value
from pipeline.loaders.word.styles import Styles

# Elements around blocks, rows or cells that show nothing of their own: content controls, insertions, smart tags.
_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml"))
_DELETED = frozenset(qn(tag) for tag in ("w:del", "w:moveFrom"))
_NO_LINE = frozenset(("nil", "none"))
_MAX_COLUMNS = 200
"""Columns beyond which spans are ignored: `w:gridSpan="2000000"` must not fill the memory."""


@dataclass(slots=True)
class Walker:
    """Reads the blocks of the body, the notes and the text boxes of one document."""

    styles: Styles
    numbering: Numbering
    inline: InlineReader

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """Blocks under an element in reading order. A text box stands behind the paragraph that it is anchored in."""
        out: list[Block] = []
        open_runs: list[Run] = []  # of a paragraph whose end is deleted: it goes on in the next one
        label = ""
        for node in _unwrapped(parent, frozenset((qn("w:p"), qn("w:tbl")))):
            if node.tag == qn("w:tbl"):
                out.append(self._table(node))
                continue
            style = value(node, "w:pPr/w:pStyle")
            label = label or self.numbering.label(node)
            read = self.inline.read(node, style)
            open_runs.extend(read.runs)
            if not _end_is_deleted(node):
                out.append(Paragraph(tuple(open_runs), label))
                open_runs, label = [], ""
            for box in read.boxes:
                out.extend(self.blocks(box))
        if open_runs:
            out.append(Paragraph(tuple(open_runs), label))
        return tuple(out)

    def _table(self, node: Element) -> Table:
        rows: list[list[TableCell]] = []
        open_above: dict[int, tuple[int, int]] = {}  # column → place of the merged cell that hangs down into it
        for row in _unwrapped(node, frozenset((qn("w:tr"),))):
            if _row_is_deleted(row):
                continue
            rows.append([])
            column = _number(value(row, "w:trPr/w:gridBefore"), 0)
            for cell in _unwrapped(row, frozenset((qn("w:tc"),))):
                properties = cell.find(qn("w:tcPr"))
                if properties is not None and properties.find(qn("w:cellDel")) is not None:
                    continue
                width = min(max(_number(value(properties, "w:gridSpan"), 1), 1), max(_MAX_COLUMNS - column, 1))
                if _goes_on(properties) and column in open_above:
                    _grow(rows, open_above[column])
                else:
                    if _is_merged(properties):
                        open_above[column] = (len(rows) - 1, len(rows[-1]))
                    else:
                        open_above.pop(column, None)
                    rows[-1].append(TableCell(self.blocks(cell), column, width))
                column += width
        return Table(tuple(tuple(row) for row in rows), self._has_borders(node))

    def _has_borders(self, table: Element) -> bool:
        """Is any line drawn, by the table, its style or one of its cells?"""
        properties = table.find(qn("w:tblPr"))
        own = properties.find(qn("w:tblBorders")) if properties is not None else None
        if own is not None:
            if _draws(own):
                return True
        else:
            for style in self.styles.chain(value(properties, "w:tblStyle")) if value(properties, "w:tblStyle") else ():
                borders = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
                if borders is not None:
                    return _draws(borders)
        return any(_draws(borders) for borders in table.iter(qn("w:tcBorders")))


def _unwrapped(parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Children of the wanted kinds, also inside wrappers, without deleted ones."""
    for node in parent:
        if node.tag in wanted:
            yield node
        elif node.tag in _WRAPPERS and node.tag not in _DELETED:
            yield from _unwrapped(node, wanted)


def _end_is_deleted(paragraph: Element) -> bool:
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return mark is not None and any(mark.find(tag) is not None for tag in _DELETED)


def _row_is_deleted(row: Element) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and (properties.find(qn("w:del")) is not None or bool(is_on(properties, "w:hidden")))


def _is_merged(cell: Element | None) -> bool:
    return cell is not None and cell.find(qn("w:vMerge")) is not None


def _goes_on(cell: Element | None) -> bool:
    """`<w:vMerge/>` goes on with the cell above, `<w:vMerge w:val="restart"/>` begins one."""
    return _is_merged(cell) and (value(cell, "w:vMerge") or "continue") == "continue"


def _grow(rows: list[list[TableCell]], at: tuple[int, int]) -> None:
    row, index = at
    old = rows[row][index]
    rows[row][index] = TableCell(old.blocks, old.column, old.column_span, len(rows) - row)


def _draws(borders: Element) -> bool:
    return any(line.get(qn("w:val"), "nil") not in _NO_LINE for line in borders if isinstance(line.tag, str))


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said is not None and said.isdigit() else otherwise
