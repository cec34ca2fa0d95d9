"""Tables that lost their rules in a conversion: each cell is a paragraph of its own, and only the order tells the columns.

`TT` / `Nhiệm vụ` / `Cơ quan chủ trì` / `Thời gian` / `1` / `Xây dựng bản đồ số` / `Sở Xây dựng` / `Quý III/2026` / `2` …
"""

from collections.abc import Sequence

from extractors.folding import lower
from extractors.lines import Block, Cell, Lines
from extractors.patterns import compiled
from extractors.tables import columns_of

_MOST_COLUMNS = 9


def with_tables(lines: Lines) -> Lines:
    """The blocks with the rows of such tables in place of their cells; the same where there is none."""
    blocks, flat = lines.blocks, lines.flat
    if not any(_is_first(flat, b) for b in blocks):
        return lines
    out: list[Block] = []
    table = max((b.table for b in blocks), default=-1) + 1
    i = 0
    while i < len(blocks):
        rows, stop = _table(blocks, flat, i, table) if _is_first(flat, blocks[i]) else ([], i)
        if len(rows) > 1:
            out += rows
            table += 1
            i = stop
        else:
            out.append(blocks[i])
            i += 1
    return lines._replace(blocks=tuple(out))


def _is_first(flat: str, block: Block) -> bool:
    if block.end - block.start > 8 or block.kind != "text":
        return False
    return compiled(r"S?TT|SỐ TT|Số TT|Số thứ tự").fullmatch(flat[block.start : block.end].strip()) is not None


def _number(flat: str, block: Block) -> bool:
    """Is the block the number of a row, alone?"""
    if block.kind != "text" or block.end - block.start > 8:
        return False
    return compiled(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?").fullmatch(flat[block.start : block.end].strip()) is not None


def _is_cell(block: Block) -> bool:
    """Cells hold words and bullets; a heading or an appendix ends the table."""
    return block.kind == "text" and not block.hashes and (block.marker is None or block.marker.kind in ("bullet", "plus", "letter"))


def _table(blocks: Sequence[Block], flat: str, first: int, table: int) -> tuple[list[Block], int]:
    """Rows of the table whose head begins at block `first`, its head among them, and the index behind it."""
    at = first + 1
    while at < len(blocks) and at - first < _MOST_COLUMNS and not _number(flat, blocks[at]):
        if blocks[at].kind != "text" or blocks[at].marker or blocks[at].end - blocks[at].start > 60:
            return [], first
        at += 1
    head = blocks[first:at]
    if len(head) < 3 or at >= len(blocks) or columns_of([lower(flat[b.start : b.end]) for b in head], unassigned=True) is None:
        return [], first
    rows = [_row(head, table)]
    while at < len(blocks) and _number(flat, blocks[at]):
        stop = at + 1
        while stop < len(blocks) and _is_cell(blocks[stop]) and not _number(flat, blocks[stop]) and stop - at <= 2 * len(head):
            stop += 1
        last = stop >= len(blocks) or not _number(flat, blocks[stop])
        stop = min(stop, at + len(head)) if last else stop  # behind the last row the text goes on
        rows.append(_row(_aligned(blocks[at:stop], len(head)), table))
        at = stop
    return rows, at


def _aligned(cells: Sequence[Block], columns: int) -> Sequence[Block]:
    """Work in several paragraphs is one cell: those too many belong to the second column."""
    extra = len(cells) - columns
    if extra <= 0:
        return cells
    work = cells[1]._replace(end=cells[1 + extra].end)
    return [cells[0], work, *cells[2 + extra :]]


def _row(cells: Sequence[Block], table: int) -> Block:
    return Block("row", cells[0].start, cells[-1].end, cells[0].start, cells=tuple(Cell(c.start, c.end) for c in cells), table=table)
